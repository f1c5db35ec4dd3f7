/** `check`: lists what cannot be read in a workbook, and can mark the rows. */
import type { Command } from 'commander';
import { problemJson } from '../../../core/planning/plan-json.ts';
import { asTyped } from '../../base/as-typed.ts';
import { EXIT } from '../../errors.ts';
import { markWorkbook } from '../../sweep/mark.ts';
import { hadNotes, knowsWhatWasSaid, notOurs } from '../../sweep/notes.ts';
import { isError, problemTable } from '../problems.ts';
import { command, option } from '../program.ts';
import { openNamed, openReading, realNow, workbookOr } from '../reading.ts';
import type { Terminal } from '../terminal.ts';

export const check = (terminal: Terminal): Command =>
  command(terminal, 'check')
    .argument('[workbook]', terminal.say.help.argument.ownWorkbook)
    .addOption(option(terminal, '--now <iso>', 'now'))
    .addOption(option(terminal, '--mark', 'mark'))
    .addOption(option(terminal, '--json', 'json'))
    .addOption(option(terminal, '--locale <locale>', 'locale'))
    .action(async (given: string | undefined, { now, mark }: { now?: string; mark?: boolean }) => {
      const workbook = workbookOr(terminal, given);
      const { raw, snapshot } = await openReading(workbook, now);
      const { problems, today, policy, rows } = snapshot;
      const errors = problems.filter(isError).length;
      if (errors > 0) terminal.exit(EXIT.data);
      const marked = mark ? (await markWorkbook(openNamed(workbook), now ?? realNow())).marked : null;
      if (terminal.json) {
        return terminal.printJson({
          workbook: snapshot.workbook.id,
          at: snapshot.at,
          problems: problems.map((problem) => problemJson(problem, policy.locale, today)),
          ...(mark && { marked }),
        });
      }
      const { say, print } = terminal;
      const marks = mark ? ['', say.check.marked(marked)] : [];
      const lacking = hadNotes(snapshot)
        ? notOurs(snapshot).words[terminal.locale]
        : say.sweep.notYet(`npm run -s baton -- adopt ${asTyped(workbook)}`);
      const notYet = knowsWhatWasSaid(snapshot) ? [] : ['', lacking];
      if (problems.length === 0) {
        const count = Object.values(rows).reduce((sum, of) => sum + of.length, 0);
        return print(say.check.clean(raw.name, count), ...marks, ...notYet);
      }
      print(say.check.found(raw.name, errors, problems.length - errors), '');
      print(...problemTable(terminal, problems, raw, snapshot), ...marks, ...notYet);
    });
