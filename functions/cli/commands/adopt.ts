/** `adopt`: makes a team's own .xlsx file a Baton workbook, or shows what it would make of it. */
import type { Command, Option } from 'commander';
import { isOurs } from '../../../core/adopt/complete.ts';
import type { ReadingChoices } from '../../../core/adopt/proposal.ts';
import { widthOf } from '../../../core/text/width.ts';
import type { Locale } from '../../../sheet-templates/index.ts';
import { askAbout } from '../../adopt/ask.ts';
import { choicesIn, type TypedChoices } from '../../adopt/choices.ts';
import { adoptFile as adoptWorkbook } from '../../adopt/index.ts';
import { readToAdopt } from '../../adopt/open.ts';
import { convertedLines } from '../../adopt/other/print.ts';
import { adoptLines } from '../../adopt/print.ts';
import { proposalLines } from '../../adopt/proposal-lines.ts';
import { acceptedFor, proposeFile } from '../../adopt/propose.ts';
import { canBeAsked, withListener } from '../asking.ts';
import { collect, command, option } from '../program.ts';
import { nameIn, realNow } from '../reading.ts';
import { pathFromCaller, shownPath, type Terminal } from '../terminal.ts';
import type { OptionName } from '../words.ts';

interface Options extends TypedChoices {
  readonly out?: string;
  readonly locale?: Locale;
  readonly country?: string;
  readonly zone?: string;
  readonly propose?: true;
  readonly yes?: true;
}

export const adoptCommand = (terminal: Terminal): Command => {
  const repeated = (flags: string, words: OptionName): Option => option(terminal, flags, words).argParser(collect);
  return command(terminal, 'adopt')
    .argument('<file>', terminal.say.help.argument.adopted)
    .addOption(option(terminal, '--propose', 'propose'))
    .addOption(repeated('--sheet <name>', 'followSheet'))
    .addOption(option(terminal, '--together', 'together'))
    .addOption(option(terminal, '--header <row>', 'headerRow'))
    .addOption(repeated('--map <meaning=column>', 'mapColumn'))
    .addOption(repeated('--ignore <column>', 'ignoreColumn'))
    .addOption(repeated('--status <text=status>', 'statusWord'))
    .addOption(repeated('--mark <text=letter>', 'matrixMark'))
    .addOption(repeated('--person <text=name>', 'personName'))
    .addOption(option(terminal, '--quiet-days <n>', 'quietDays'))
    .addOption(option(terminal, '--yes', 'acceptGuesses'))
    .addOption(option(terminal, '--out <file>', 'out'))
    .addOption(option(terminal, '--locale <locale>', 'workbookLocale'))
    .addOption(option(terminal, '--country <code>', 'country'))
    .addOption(option(terminal, '--zone <zone>', 'zone'))
    .addOption(option(terminal, '--json', 'json'))
    .action(async (file: string, { out, propose, yes, locale, country, zone, ...typed }: Options) => {
      const path = pathFromCaller(file);
      const target = out === undefined ? undefined : pathFromCaller(out);
      const given = choicesIn(typed);
      const isAlone = yes === true || propose === true || terminal.json || !canBeAsked();
      const answers = isAlone ? null : await answersFor(path, given ?? {}, terminal).catch(nameIn(file));
      const said = yes ? await acceptedFor(path, given ?? {}, terminal.locale).catch(nameIn(file)) : (answers ?? given);
      const options = {
        ...(locale && { locale }),
        ...(country !== undefined && { country }),
        ...(zone !== undefined && { zone }),
        ...(said && { said }),
        ...(target !== undefined && { out: target }),
        named: shownPath(path),
        now: realNow(),
      };
      if (propose) {
        const proposal = await proposeFile(path, options, terminal.locale).catch(nameIn(file));
        if (terminal.json) return terminal.printJson(proposal);
        return terminal.print(...proposalLines(proposal, shownPath(path), terminal.locale, widthOf));
      }
      const report = await adoptWorkbook(path, options).catch(nameIn(file));
      if (terminal.json) return terminal.printJson(report);
      const { converted } = report;
      const made = shownPath(converted?.path ?? target ?? path);
      if (answers) terminal.print('');
      if (converted) terminal.print(...convertedLines(converted, shownPath(path), made, terminal.locale), '');
      terminal.print(...adoptLines(report, made, terminal.locale, widthOf));
    });
};

/** What somebody at the terminal says of what is unsure; null where nothing is. */
const answersFor = async (
  path: string,
  given: ReadingChoices,
  { locale }: Terminal,
): Promise<ReadingChoices | null> => {
  const raw = await readToAdopt(path);
  return isOurs(raw) ? null : withListener((listener) => askAbout(raw, given, locale, listener));
};
