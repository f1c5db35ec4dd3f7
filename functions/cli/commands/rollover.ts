/** `rollover`: moves past years of the record of mails to archive sheets. */
import type { Command } from 'commander';
import { inAll } from '../../../core/messages/in-all.ts';
import { BatonError } from '../../errors.ts';
import { type RolloverResult, rollover as rollOver } from '../../keep/rollover.ts';
import { command, option } from '../program.ts';
import { openNamed, realNow, workbookOr } from '../reading.ts';
import type { Terminal } from '../terminal.ts';

const say = inAll('calls');

interface Options {
  readonly year?: number;
  readonly dryRun?: boolean;
}

export const rolloverCommand = (terminal: Terminal): Command =>
  command(terminal, 'rollover')
    .argument('[workbook]', terminal.say.help.argument.ownWorkbook)
    .addOption(option(terminal, '--year <year>', 'year').argParser(yearOf))
    .addOption(option(terminal, '--dry-run', 'dryRun'))
    .addOption(option(terminal, '--json', 'json'))
    .addOption(option(terminal, '--locale <locale>', 'locale'))
    .action(async (given: string | undefined, { year, dryRun = false }: Options) => {
      const workbook = workbookOr(terminal, given);
      const store = openNamed(workbook);
      const result = await rollOver({ store, ...(year !== undefined && { year }), dryRun, clock: realNow });
      if (terminal.json) terminal.printJson(rolloverJson(result));
      else terminal.print(sentence(terminal, result, dryRun));
    });

const yearOf = (text: string): number => {
  if (!/^\d{4}$/.test(text)) throw badYear(text);
  return Number(text);
};

const countsOf = ({ rollover: found }: RolloverResult) => ({
  ledger: found?.ledger.rows.length ?? 0,
  runs: found?.runs.rows.length ?? 0,
});

const sheetsOf = ({ rollover: found }: RolloverResult): string[] =>
  found === null ? [] : [found.ledger, found.runs].flatMap(({ title, rows }) => (rows.length > 0 ? [title] : []));

const sentence = ({ say }: Terminal, result: RolloverResult, dryRun: boolean): string => {
  const { rollover: words } = say.record;
  if (result.rollover === null) return words.nothing(result.year);
  const counts = countsOf(result);
  return dryRun ? words.would(counts, result.kept) : words.moved(counts, sheetsOf(result), result.kept);
};

const rolloverJson = (result: RolloverResult) => ({
  year: result.year,
  moved: countsOf(result),
  sheets: sheetsOf(result),
  kept: result.kept,
});

const badYear = (text: string) => new BatonError('call', 'bad-year', say.badYear({ text }));
