/** `setup`: five questions, a test mail, the first look at what would be mailed, and the daily run. */
import { text as textOf } from 'node:stream/consumers';
import type { Command } from 'commander';
import { formatDay } from '../../../core/messages/format.ts';
import { LANGUAGES } from '../../../core/messages/languages.ts';
import { DOCTOR } from '../../../core/messages/of-doctor.ts';
import { missingListYear } from '../../../core/read/days.ts';
import { must } from '../../../core/text/must.ts';
import { instantOf } from '../../../core/time/calendar.ts';
import type { Locale } from '../../../sheet-templates/index.ts';
import { acceptedFor } from '../../adopt/propose.ts';
import { isPath, outboxBeside } from '../../connect/connect.ts';
import { countryWords } from '../../reading/holidays.ts';
import { thisMachine } from '../../schedule/machine.ts';
import { type BookReady, readyBook } from '../../setup/book.ts';
import { type KeptConfig, type OwnConfig, ownConfigPath, writeOwnConfig } from '../../setup/own-config.ts';
import { testMail } from '../../setup/test-mail.ts';
import { canBeAsked, withListener } from '../asking.ts';
import { confirmed } from '../confirming.ts';
import { doSteps, nextText, planDaily } from '../daily.ts';
import { askForSetup, type SetupAnswers, type SetupFlags } from '../interview.ts';
import { command, option } from '../program.ts';
import { openReading, realNow } from '../reading.ts';
import { sweepReport } from '../report.ts';
import { mailerFor, mailWay, type Swept, sweepOne } from '../sweeping.ts';
import { pathFromCaller, reportError, shownPath, speaking, type Terminal } from '../terminal.ts';

interface Options extends SetupFlags {
  readonly yes?: true;
  readonly passwordStdin?: true;
  readonly schedule: boolean;
  readonly config?: string;
}

export const setupCommand = (terminal: Terminal): Command =>
  command(terminal, 'setup')
    .addOption(option(terminal, '--workbook <file>', 'setupWorkbook'))
    .addOption(option(terminal, '--keeper <person>', 'keeper'))
    .addOption(option(terminal, '--lead <person>', 'lead'))
    .addOption(option(terminal, '--mail <way>', 'setupMail'))
    .addOption(option(terminal, '--from <sender>', 'from'))
    .addOption(option(terminal, '--password-stdin', 'passwordStdin'))
    .addOption(option(terminal, '--links <url>', 'links'))
    .addOption(option(terminal, '--replies [inbox]', 'replies'))
    .addOption(option(terminal, '--at <time>', 'at'))
    .addOption(option(terminal, '--zone <zone>', 'zone'))
    .addOption(option(terminal, '--lang <locale>', 'lang'))
    .addOption(option(terminal, '--yes', 'takeDefaults'))
    .addOption(option(terminal, '--no-schedule', 'noSchedule'))
    .addOption(option(terminal, '--config <file>', 'config'))
    .addOption(option(terminal, '--json', 'json'))
    .addOption(option(terminal, '--locale <locale>', 'locale'))
    .action(async (options: Options) => {
      const isAsked = !terminal.json && options.yes !== true && options.passwordStdin !== true && canBeAsked();
      const secret = options.passwordStdin ? (await textOf(process.stdin)).replace(/\r?\n$/, '') : null;
      const before = terminal.own?.config ?? null;
      const asking = { flags: options, before, secret, acceptsGuesses: options.yes === true };
      const answers = isAsked
        ? await withListener((listener) => askForSetup(terminal, asking, listener))
        : await askForSetup(terminal, asking, null);
      await setUp(speaking(terminal, options.locale ?? answers.locale), answers, options, isAsked);
    });

/** All that was answered is done, in the order in which somebody would want to see it fail. */
const setUp = async (terminal: Terminal, answers: SetupAnswers, options: Options, isAsked: boolean): Promise<void> => {
  const { print, locale } = terminal;
  const words = LANGUAGES[locale].setup;
  const now = realNow();
  const said = await adoptedAs(answers, options, locale);
  const book = await readyBook({ ...answers, said, now });
  const own = await keep(terminal, answers, book, options);
  const known: Terminal = { ...terminal, own };
  const shown = isPath(book.uri) ? shownPath(book.uri) : book.uri;
  if (!terminal.json) {
    if (answers.found.kind !== 'ours')
      print((answers.found.kind === 'new' ? words.made : words.adopted)({ path: shown }));
    print(words.entered(book), words.kept({ path: own.path }));
    const { length: count } = own.config.workbooks;
    if (count > 1) print(words.mailForAll({ count }));
    print('');
  }
  const isTested = await tryMail(known, answers, book, shown, options, isAsked);
  const isInstalled = await look(known, book, shown, options, isAsked, now);
  if (!terminal.json) return;
  const { secrets, ...plain } = own.config;
  terminal.printJson({
    config: own.path,
    ...plain,
    keeper: book.keeper,
    lead: book.lead,
    tested: isTested,
    scheduled: isInstalled,
  });
};

/** What is taken of a tracker's reading where nobody was asked about it. */
const adoptedAs = async ({ found, said }: SetupAnswers, { yes }: Options, locale: Locale) =>
  found.kind === 'theirs' && said === null && yes ? acceptedFor(found.uri, {}, locale) : said;

const keep = async (
  { own: before }: Terminal,
  answers: SetupAnswers,
  { uri }: BookReady,
  { config: named }: Options,
): Promise<KeptConfig> => {
  const { mail, from, links, keeper, hour, locale, secrets } = answers;
  const { workbooks = [], mail: _, from: __, secrets: ___, ...others }: Partial<OwnConfig> = before?.config ?? {};
  const config: OwnConfig = {
    ...others,
    workbooks: [...new Set([...workbooks, uri])],
    ...(mail !== null && { mail }),
    ...(from !== null && { from }),
    ...(links !== null && { links }),
    ...(Object.keys(secrets).length > 0 && { secrets }),
    admin: keeper.email,
    at: hour.at,
    zone: hour.zone,
    locale,
  };
  const path = named === undefined ? ownConfigPath() : pathFromCaller(named);
  await writeOwnConfig(path, config);
  return { path, config };
};

/** A test mail to the keeper, where somebody wants it. Whether it left. */
const tryMail = async (
  terminal: Terminal,
  { keeper, hour, mail, locale }: SetupAnswers,
  { uri }: BookReady,
  shown: string,
  { yes }: Options,
  isAsked: boolean,
): Promise<boolean> => {
  const words = LANGUAGES[terminal.locale].setup;
  const wanted =
    yes === true || (isAsked && (await confirmed(words.askTest({ address: keeper.email }), true, terminal.locale)));
  if (!wanted) {
    if (!terminal.json) terminal.print(...(isAsked ? [''] : [words.testNotSent, '']));
    return false;
  }
  try {
    const way = mailWay(uri, mail ?? undefined);
    const mailer = await mailerFor(terminal, way);
    await mailer.send(testMail(keeper, shown, hour, locale, realNow()));
    await mailer.flush?.();
  } catch (error) {
    if (terminal.json) throw error;
    reportError(terminal, error);
    terminal.print('');
    return false;
  }
  if (!terminal.json)
    terminal.print(
      mail === null ? words.testInFolder({ folder: outboxBeside(shown) }) : words.testSent({ address: keeper.email }),
      '',
    );
  return true;
};

/** The first dry run, and the daily run where somebody wants it. Whether that is installed now. */
const look = async (
  terminal: Terminal,
  { uri }: BookReady,
  shown: string,
  { yes, schedule }: Options,
  isAsked: boolean,
  now: string,
): Promise<boolean> => {
  const words = LANGUAGES[terminal.locale].setup;
  const first = await workdayFrom(uri, now);
  const swept = await sweepOne(terminal, uri, { dryRun: true, now: first });
  const isEmpty = swept.facts.items.size === 0;
  if (!terminal.json) {
    terminal.print(...daysKnown(terminal, swept), '');
    if (isEmpty) terminal.print(words.fillIn({ path: shown }), '');
    else
      terminal.print(
        words.dryRun({ day: dayOfSweep(swept, terminal.locale) }),
        ...sweepReport(terminal, swept, { workbook: shown, dryRun: true }),
        '',
      );
  }
  if (!schedule) return false;
  const machine = thisMachine();
  const own = must(terminal.own, 'set-up');
  try {
    const plan = await planDaily(terminal, own, machine, now, null);
    if (!terminal.json) terminal.print(...plan.lines, '');
    if (plan.steps.length === 0) return false;
    const wanted = yes === true || (isAsked && (await confirmed(words.askSchedule, true, terminal.locale)));
    if (wanted) await doSteps(plan.steps, machine);
    if (!terminal.json)
      terminal.print(
        wanted ? LANGUAGES[terminal.locale].schedule.done({ next: nextText(plan.run, now, terminal) }) : words.later,
        ...(isEmpty ? [] : [words.sweepNow]),
      );
    return wanted;
  } catch (error) {
    if (terminal.json && yes !== true) return false;
    reportError(terminal, error);
    return false;
  }
};

/** Which official days count, and where a list that should be out is not known. */
const daysKnown = ({ locale }: Terminal, { facts: { snapshot } }: Swept): string[] => {
  const { calendar, policy, today } = snapshot;
  const { setup } = LANGUAGES[locale];
  const doctor = DOCTOR[locale];
  const country = policy.country === '' ? '' : countryWords(policy.country)[locale];
  const until = calendar.horizon === null ? null : formatDay(calendar.horizon, locale, today);
  const year = missingListYear(calendar, today);
  return [
    setup.days({ country, until }),
    ...(year === null ? [] : [doctor.listMissing({ year }), doctor.listMissingThen]),
  ];
};

/** `now`, or on a day off the hour of the next workday: of a day off there is nothing to see. */
const workdayFrom = async (uri: string, now: string): Promise<string> => {
  const { calendar, policy, today } = (await openReading(uri, now)).snapshot;
  const day = calendar.addWorkdays(today, 0);
  return day === today ? now : instantOf(day, policy.sweepTime, policy.zone);
};

const dayOfSweep = ({ facts: { snapshot } }: Swept, locale: Locale): string =>
  formatDay(snapshot.today, locale, snapshot.today);
