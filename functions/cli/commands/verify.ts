import type { Command } from 'commander';
import { headsOf, verifyLedger } from '../../../core/ledger.ts';
import { EXIT } from '../../errors.ts';
import { command, option } from '../program.ts';
import { readWorkbook } from '../reading.ts';
import type { Terminal } from '../terminal.ts';

export const verify = (terminal: Terminal): Command =>
  command(terminal, 'verify')
    .argument('<workbook>', terminal.say.help.argument.workbook)
    .addOption(option(terminal, '--json', 'json'))
    .addOption(option(terminal, '--locale <locale>', 'locale'))
    .action(async (workbook: string) => {
      const { ledger, runs } = (await readWorkbook(workbook)).snapshot;
      const verdict = verifyLedger(ledger, headsOf(runs));
      if (!verdict.ok) terminal.exit(EXIT.data);
      if (terminal.json) return terminal.printJson(verdict);
      const { say, print } = terminal;
      if (verdict.ok) return print(say.verify.fits(verdict.rows));
      print(say.verify.breaks(verdict.row, say.verify.because[verdict.because]));
      const entry = ledger[verdict.row - 1];
      if (entry) print(say.verify.entry(entry.key, entry.to));
    });
