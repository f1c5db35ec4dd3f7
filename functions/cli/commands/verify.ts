/** `verify`: whether the record of mails is whole, by its chain of hashes. */
import type { Command } from 'commander';
import { EXIT } from '../../errors.ts';
import { remembered } from '../../keep/backup.ts';
import { command, option } from '../program.ts';
import { mustBeRecognised, openNamed, realNow, workbookOr } from '../reading.ts';
import type { Terminal } from '../terminal.ts';
import { verdictLines } from '../verdict.ts';

export const verify = (terminal: Terminal): Command =>
  command(terminal, 'verify')
    .argument('[workbook]', terminal.say.help.argument.ownWorkbook)
    .addOption(option(terminal, '--json', 'json'))
    .addOption(option(terminal, '--locale <locale>', 'locale'))
    .action(async (given: string | undefined) => {
      const workbook = workbookOr(terminal, given);
      const { raw, snapshot, archives, verdict } = await remembered(openNamed(workbook), realNow());
      mustBeRecognised(raw, workbook);
      if (!verdict.ok) terminal.exit(EXIT.data);
      if (terminal.json) return terminal.printJson(verdict);
      const { say, print } = terminal;
      if (verdict.ok)
        return print(say.verify.fits(verdict.rows, archives.filter(({ tab }) => tab === '_ledger').length));
      print(...verdictLines(terminal, verdict, snapshot.ledger));
    });
