/** `doctor`: looks at workbooks, environment and mail, and with `--fix` mends what is safe to mend. */
import type { Command } from 'commander';
import { inAll } from '../../../core/messages/in-all.ts';
import { ofDoctor as say } from '../../../core/messages/of-doctor.ts';
import { addressIn, isAddress } from '../../../core/read/address.ts';
import { isoOf, weekdayOf } from '../../../core/time/day.ts';
import { parseLinkKeys } from '../../answer/link-keys.ts';
import type { Opening } from '../../backend.ts';
import { asTyped } from '../../base/as-typed.ts';
import type { Finding } from '../../base/finding.ts';
import { recipientsIn } from '../../base/recipients.ts';
import { followLink, isPath, openWorkbook } from '../../connect/connect.ts';
import { examineEnvironment, examineRegistry } from '../../doctor/environment.ts';
import { type Examination, examineWorkbook } from '../../doctor/examine.ts';
import { type Done, fixWorkbook } from '../../doctor/fix.ts';
import { bookFindings, fleetFindings } from '../../doctor/fleet.ts';
import { inboxFindings, mailFindings, type SenderFound, senderFindings, webhookFindings } from '../../doctor/sender.ts';
import { serverTime } from '../../doctor/time.ts';
import { BatonError, EXIT } from '../../errors.ts';
import { createPace } from '../../google/pace.ts';
import { type Books, createBooks } from '../../many/book.ts';
import type { Registered } from '../../many/registry.ts';
import { mustBeInstant } from '../../reading/official.ts';
import { readerIn, type TrialReader, tryLetter } from '../../setup/trial-letter.ts';
import { lookAtWeek } from '../../week/look.ts';
import { sayWeek } from '../../week/say.ts';
import { addSums, EMPTY } from '../../week/sum.ts';
import { doctorReport, type LookedAt } from '../doctor-report.ts';
import { command, option } from '../program.ts';
import { openReading, realNow, uriGiven } from '../reading.ts';
import { mailerFor, mailOption, mailWay, sendingBy } from '../sweeping.ts';
import { table } from '../table.ts';
import { isList } from '../teams.ts';
import { shownPath, type Terminal } from '../terminal.ts';

const connect = inAll('connect');

interface Options {
  readonly mail?: string;
  readonly from?: string;
  readonly letterTo?: string;
  readonly trial?: boolean;
  readonly fix?: boolean;
  readonly week?: boolean;
  readonly now?: string;
}

export const doctorCommand = (terminal: Terminal): Command =>
  command(terminal, 'doctor')
    .argument('[workbook...]', terminal.say.help.argument.examined)
    .addOption(option(terminal, '--fix', 'fix'))
    .addOption(option(terminal, '--week', 'week'))
    .addOption(mailOption(terminal, '--mail <way>'))
    .addOption(option(terminal, '--from <sender>', 'from'))
    .addOption(option(terminal, '--letter-to <address>', 'letterTo'))
    .addOption(option(terminal, '--trial', 'trial'))
    .addOption(option(terminal, '--now <iso>', 'asOf'))
    .addOption(option(terminal, '--json', 'json'))
    .addOption(option(terminal, '--locale <locale>', 'locale'))
    .action(async (given: readonly string[], options: Options) => {
      if (options.now !== undefined) mustBeInstant(options.now, 'UTC');
      const letterTo = options.letterTo === undefined ? null : addressGiven(options.letterTo);
      const named = given.length > 0 || process.env.BATON_REGISTRY ? given : setUp(terminal);
      const [only] = named;
      if (only !== undefined && named.length === 1 && !isList(only))
        terminal.isAbout(isPath(only) ? shownPath(only) : only);
      const scope = await scopeOf(named);
      if (options.week) return tellWeek(terminal, scope, options);
      const sending = sendingOf(terminal, options, scope.mail);
      if (letterTo !== null && sending === null) throw new BatonError('call', 'letter-no-way', say.letterNoWay);
      const books = createBooks((uri) => openWorkbook(uri, scope.opening));
      const common: Finding[] = [
        ...scope.findings,
        ...(await bookFindings(scope.workbooks, books)),
        ...(await sendingFindings(sending)),
        ...(letterTo !== null && sending ? await letterFindings(terminal, scope, sending, letterTo) : []),
      ];
      const report = doctorReport(terminal, scope.isFleet);
      const all: LookedAt[] = [];
      for (const workbook of scope.workbooks) {
        const looked = await lookAt(workbook, options, scope.opening, books);
        all.push(looked);
        if (!terminal.json && scope.isFleet) terminal.print(report.line(looked));
      }
      if (scope.isFleet) common.push(...fleetFindings(all, sending?.way ?? null, scope.perMinute));
      const findings = [...common, ...all.flatMap((looked) => looked.findings)];
      if (findings.some(({ state }) => state === 'mend')) terminal.exit(EXIT.data);
      if (terminal.json) return terminal.printJson(report.json(all, common));
      terminal.print(...report.tables(all, common));
    });

interface Scope {
  readonly workbooks: readonly Pick<Registered, 'uri' | 'book'>[];
  /** More than one is meant, though it may hold but one. */
  readonly isFleet: boolean;
  /** What was found before any workbook was looked at. */
  readonly findings: readonly Finding[];
  /** How mails leave, where the environment was asked for all. */
  readonly mail: string | null;
  /** Requests that Google Sheets takes in a minute; null where nobody says. */
  readonly perMinute: number | null;
  /** Holds all requests of this call back together. */
  readonly opening: Opening;
}

/** Those that were set up. */
const setUp = ({ own }: Terminal): readonly string[] => own?.config.workbooks ?? [];

/** What is to be looked at: these workbooks, those of a list, or whatever the environment of the functions names. */
const scopeOf = async (given: readonly string[]): Promise<Scope> => {
  const [only, ...others] = given;
  if (only !== undefined && (others.length > 0 || !isList(only))) {
    const uris = await Promise.all(given.map(async (each) => (await followLink(each)) ?? uriGiven(each)));
    const workbooks = uris.map((uri) => ({ uri, book: null }));
    return { workbooks, isFleet: others.length > 0, findings: [], mail: null, perMinute: null, opening: {} };
  }
  const { registry, findings, config } =
    only === undefined
      ? await examineEnvironment(process.env)
      : await examineRegistry(uriGiven(only)).then(({ registry, found }) => ({
          registry,
          findings: found,
          config: null,
        }));
  return {
    workbooks: registry?.workbooks.filter(({ paused }) => !paused) ?? [],
    isFleet: true,
    findings,
    mail: config?.mail ?? null,
    perMinute: config?.perMinute ?? null,
    opening: config ? { pace: createPace(config.perMinute) } : {},
  };
};

/** The week that is over, as the administrator's mail on Mondays says it, and nothing else. */
const tellWeek = async (terminal: Terminal, { workbooks, mail, opening }: Scope, { now = realNow() }: Options) => {
  const { locale } = terminal;
  const today = mustBeInstant(now, 'UTC').day;
  const monday = today - weekdayOf(today) - 6;
  const open = (uri: string) => openWorkbook(uri, opening);
  let sum = EMPTY;
  for (const { uri } of workbooks) sum = addSums(sum, (await lookAtWeek(uri, { open, monday, now, locale })).sum);
  const said = sayWeek(sum, monday, mail, locale);
  if (said.exceptions.length > 0) terminal.exit(EXIT.data);
  if (terminal.json)
    return terminal.printJson({ from: isoOf(monday), to: isoOf(monday + 6), ...sum, exceptions: said.exceptions });
  const rows = said.exceptions.map(({ workbook, text }) => [workbook, text]);
  const shown = rows.length === 0 ? [] : ['', ...table(['', ''], rows, terminal.width).slice(1)];
  terminal.print(said.line[locale], ...shown, ...(said.after ? ['', said.after[locale]] : []));
};

/** How mails leave, as the call says or else the environment; null where neither does. */
const sendingOf = (terminal: Terminal, { mail, from }: Options, usual: string | null): SenderFound | null => {
  const given = mail ?? usual ?? process.env.BATON_MAIL ?? terminal.own?.config.mail;
  if (!given) return null;
  const way = mailWay('', given);
  return {
    way,
    ...sendingBy(terminal, way, from),
    mailer: () => mailerFor(terminal, way, from),
  };
};

const sendingFindings = async (sending: SenderFound | null): Promise<Finding[]> => {
  if (sending === null) return [];
  const sender = senderFindings(sending);
  const isMissing = sender.some(({ state }) => state === 'mend');
  return [
    ...sender.map((one) => ({ ...one, about: 'sender' as const })),
    ...(isMissing ? [] : (await mailFindings(sending)).map((one) => ({ ...one, about: 'mail' as const }))),
    ...(await inboxFindings(sending)).map((one) => ({ ...one, about: 'mail' as const })),
    ...webhookFindings(sending).map((one) => ({ ...one, about: 'events' as const })),
  ];
};

/** BatonError `bad-address` (call). */
const addressGiven = (text: string): string => {
  const address = addressIn(text);
  if (!isAddress(address)) throw new BatonError('call', 'bad-address', connect.badAddress({ text }));
  return address;
};

/** One letter, as its reader's own workbook knows them: some chats find people by what stands beside the address. */
const letterFindings = async (
  terminal: Terminal,
  { workbooks }: Scope,
  sending: SenderFound,
  address: string,
): Promise<Finding[]> => {
  let reader: TrialReader | null = null;
  for (const { uri } of workbooks) {
    // One that cannot be read is a finding of its own.
    reader ??= await openReading(uri).then(
      ({ snapshot }) => readerIn(snapshot, address),
      () => null,
    );
  }
  const recipients = recipientsIn(process.env.BATON_RECIPIENTS);
  const { to, locale } = reader ?? { to: { name: '', address }, locale: terminal.locale };
  const found = await tryLetter({ sending, to, locale, recipients, now: realNow() });
  return found.map((one) => ({ ...one, about: 'mail' as const }));
};

const lookAt = async (
  { uri, book }: Scope['workbooks'][number],
  { trial = false, fix = false, now }: Options,
  opening: Opening,
  books: Books,
): Promise<LookedAt> => {
  const done = fix ? await fixed(uri, opening) : { done: [] };
  // One that cannot be read is a finding of its own.
  const shared = book === null ? null : await books(book).catch(() => null);
  // The environment of the functions says where changes are told; what it does not say is not looked at.
  const { BATON_CHANGED_URL: url, BATON_LINK_KEY: key } = process.env;
  const keys = key ? parseLinkKeys(key) : null;
  const examination: Examination = {
    shown: asTyped(isPath(uri) ? shownPath(uri) : uri),
    now: now ?? realNow(),
    clock: realNow(),
    trial,
    changes: url && keys ? { url, keys } : null,
    timeOf: serverTime,
    ...opening,
    ...(shared && { shared }),
  };
  return { ...(await examineWorkbook(uri, examination)), ...done };
};

/**
 * What cannot be fixed is found by the look afterwards; only that it was tried and refused is news. By the real time, whatever instant is
 * looked at: another's claim is dead only then.
 */
const fixed = async (uri: string, opening: Opening): Promise<Pick<LookedAt, 'done' | 'refused'>> => {
  try {
    const done: readonly Done[] = await fixWorkbook(uri, openWorkbook(uri, opening), realNow);
    return { done };
  } catch (error) {
    if (!(error instanceof BatonError)) throw error;
    return { done: [], refused: error.words };
  }
};
