/** `edit`: tries a change to one row, says what would be wrong with it, and writes nothing. */
import type { Command } from 'commander';
import { checkEdit, NoSuchPlace } from '../../../core/edit/edit.ts';
import { inAll } from '../../../core/messages/in-all.ts';
import { problemJson } from '../../../core/planning/plan-json.ts';
import { inEach, TAB_KEYS, tabOf, type Words } from '../../../sheet-templates/index.ts';
import { BatonError, EXIT } from '../../errors.ts';
import { isError, problemTable } from '../problems.ts';
import { collect, command, option } from '../program.ts';
import { openReading, workbookOr } from '../reading.ts';
import type { Terminal } from '../terminal.ts';

const say = inAll('calls');

interface Options {
  readonly tab: string;
  readonly row: string;
  readonly set: readonly string[];
  readonly now?: string;
}

export const editCommand = (terminal: Terminal): Command =>
  command(terminal, 'edit')
    .argument('[workbook]', terminal.say.help.argument.ownWorkbook)
    .addOption(option(terminal, '--tab <tab>', 'tab').makeOptionMandatory())
    .addOption(option(terminal, '--row <n>', 'row').makeOptionMandatory())
    .addOption(option(terminal, '--set <column=value>', 'set').argParser(collect).makeOptionMandatory())
    .addOption(option(terminal, '--now <iso>', 'now'))
    .addOption(option(terminal, '--json', 'json'))
    .addOption(option(terminal, '--locale <locale>', 'locale'))
    .action(async (given: string | undefined, { tab, row, set, now }: Options) => {
      const workbook = workbookOr(terminal, given);
      const cells = Object.fromEntries(set.map(assignment));
      const at = rowNumber(row);
      const { raw, context } = await openReading(workbook, now);
      const checked = inOurWords(() => checkEdit(raw, { tab, row: at, set: cells }, context));
      const { item, verdict, problems, elsewhere, snapshot } = checked;
      const { today, policy } = snapshot;
      if (verdict === 'refuse' || [...problems, ...elsewhere].some(isError)) terminal.exit(EXIT.data);
      if (terminal.json) {
        return terminal.printJson({
          tab: checked.tab,
          row: at,
          item,
          verdict,
          problems: problems.map((problem) => problemJson(problem, policy.locale, today)),
          elsewhere: elsewhere.map((problem) => problemJson(problem, policy.locale, today)),
        });
      }
      const { say } = terminal;
      const rows = new Set(elsewhere.map((problem) => `${problem.tab} ${problem.row}`)).size;
      if (problems.length > 0 || rows === 0) terminal.print(say.edit[verdict]);
      if (problems.length > 0) terminal.print('', ...problemTable(terminal, problems, raw, snapshot));
      if (rows > 0) {
        if (problems.length > 0) terminal.print('');
        terminal.print(problems.length > 0 ? say.edit.andElsewhere(rows) : say.edit.elsewhere(rows));
        terminal.print('', ...problemTable(terminal, elsewhere, raw, snapshot));
      }
    });

/** The value may hold further equals signs, and be empty. */
const assignment = (text: string): [string, string] => {
  const at = text.indexOf('=');
  if (at > 0) return [text.slice(0, at).trim(), text.slice(at + 1)];
  throw call('bad-assignment', say.badAssignment({ text }));
};

const rowNumber = (text: string): number => {
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  throw call('bad-row', say.badRow({ text }));
};

const inOurWords = <T>(work: () => T): T => {
  try {
    return work();
  } catch (error) {
    if (error instanceof NoSuchPlace) throw call(PLACES[error.why].code, PLACES[error.why].words(error.what), error);
    throw error;
  }
};

/** Those that people write into: key and title. */
const TABS = TAB_KEYS.filter((key) => !tabOf(key).machine).map((key) =>
  inEach((locale) => `${key} ${tabOf(key).title[locale]}`),
);

const PLACES: Readonly<Record<NoSuchPlace['why'], { code: string; words: (what: string) => Words }>> = {
  tab: {
    code: 'tab-unknown',
    words: (what) => say.tabUnknown({ what, tabs: TABS }),
  },
  column: {
    code: 'column-unknown',
    words: (what) => say.columnUnknown({ what }),
  },
  row: {
    code: 'row-unknown',
    words: (what) => say.rowUnknown({ what }),
  },
  'filled-by-baton': {
    code: 'not-for-people',
    words: (what) => say.notForPeople({ what }),
  },
};

const call = (code: string, words: Words, cause?: unknown) => new BatonError('call', code, words, cause);
