/** `adopt`: makes a team's own .xlsx file a Baton workbook. */
import type { Command } from 'commander';
import { widthOf } from '../../../core/text/width.ts';
import type { Locale } from '../../../sheet-templates/index.ts';
import { adoptFile as adoptWorkbook } from '../../adopt/index.ts';
import { adoptLines } from '../../adopt/print.ts';
import { command, option } from '../program.ts';
import { nameIn, realNow } from '../reading.ts';
import { pathFromCaller, shownPath, type Terminal } from '../terminal.ts';

interface Options {
  readonly out?: string;
  readonly locale?: Locale;
  readonly country?: string;
  readonly zone?: string;
}

export const adoptCommand = (terminal: Terminal): Command =>
  command(terminal, 'adopt')
    .argument('<file>', terminal.say.help.argument.adopted)
    .addOption(option(terminal, '--out <file>', 'out'))
    .addOption(option(terminal, '--locale <locale>', 'workbookLocale'))
    .addOption(option(terminal, '--country <code>', 'country'))
    .addOption(option(terminal, '--zone <zone>', 'zone'))
    .addOption(option(terminal, '--json', 'json'))
    .action(async (file: string, { out, ...options }: Options) => {
      const target = out === undefined ? undefined : pathFromCaller(out);
      const report = await adoptWorkbook(pathFromCaller(file), {
        ...options,
        ...(target !== undefined && { out: target }),
        now: realNow(),
      }).catch(nameIn(file));
      if (terminal.json) return terminal.printJson(report);
      terminal.print(...adoptLines(report, shownPath(target ?? pathFromCaller(file)), terminal.locale, widthOf));
    });
