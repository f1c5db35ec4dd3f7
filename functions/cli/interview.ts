/** The five questions of `setup`: each has a flag, a default and a check at once, whoever answers it. */
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ReadingChoices } from '../../core/adopt/proposal.ts';
import { inAll } from '../../core/messages/in-all.ts';
import { LANGUAGES } from '../../core/messages/languages.ts';
import { only } from '../../core/text/maps.ts';
import { must } from '../../core/text/must.ts';
import { LOCALES, type Locale } from '../../sheet-templates/index.ts';
import { askAbout } from '../adopt/ask.ts';
import { asTyped } from '../base/as-typed.ts';
import { parseSender } from '../base/sender.ts';
import { findMail, isPath, openMailer } from '../connect/connect.ts';
import { mailFindings } from '../doctor/sender.ts';
import { BatonError } from '../errors.ts';
import { zoneAndCountry } from '../reading/place.ts';
import { type BookFound, findBook } from '../setup/book.ts';
import { mailAnswered, needsOf, saidOfApps, serverNames, wayOfServer, withSecret } from '../setup/mail-ways.ts';
import type { OwnConfig } from '../setup/own-config.ts';
import {
  type Addressed,
  hourAnswered,
  languageAnswered,
  namedText,
  personAnswered,
  type SweepHour,
} from '../setup/questions.ts';
import type { TerminalListener } from './asking.ts';
import { agreed } from './confirming.ts';
import { realNow, uriGiven } from './reading.ts';
import { type AnswerFlags, answersKept, linksKept } from './setup-replies.ts';
import { mailWay } from './sweeping.ts';
import { pathFromCaller, shownPath, type Terminal } from './terminal.ts';

const say = inAll('setup');

/** The questions as flags. */
export interface SetupFlags extends AnswerFlags {
  readonly workbook?: string;
  readonly keeper?: string;
  readonly lead?: string;
  readonly mail?: string;
  readonly from?: string;
  readonly at?: string;
  readonly zone?: string;
  readonly lang?: string;
  readonly locale?: Locale;
}

/** What is known before anybody is asked. */
export interface SetupAsking {
  readonly flags: SetupFlags;
  /** What an earlier set-up kept. */
  readonly before: OwnConfig | null;
  /** A password that came through a pipe. */
  readonly secret: string | null;
  /** Whether a tracker of their own may be followed with what is guessed. */
  readonly acceptsGuesses: boolean;
}

export interface SetupAnswers {
  readonly locale: Locale;
  readonly found: BookFound;
  /** What was said of a tracker of their own; null where nobody was asked. */
  readonly said: ReadingChoices | null;
  readonly keeper: Addressed;
  readonly lead: Addressed;
  readonly hour: SweepHour;
  /** As --mail says it; null for the folder beside the workbook. */
  readonly mail: string | null;
  /** The sender; null where mail reaches nobody, or leaves from an account of its own. */
  readonly from: string | null;
  /** Where people open the answer page; null where nobody says. */
  readonly links: string | null;
  readonly secrets: Readonly<Record<string, string>>;
}

interface Question<T> {
  readonly flag: string;
  readonly given: string | undefined;
  /** What Enter takes; null where somebody has to say it. */
  readonly usual: string | null;
  readonly lines: readonly string[];
  /** Throws BatonError for what is no answer. */
  readonly read: (text: string) => T | Promise<T>;
}

/**
 * Asks whoever listens; where nobody does, flags and what is usual have to say it all. Nothing is changed.
 * @throws BatonError 'call': setup-lacks; and, without a listener, what an answer is refused with
 */
export const askForSetup = async (
  terminal: Terminal,
  { flags, before, secret, acceptsGuesses }: SetupAsking,
  listener: TerminalListener | null,
): Promise<SetupAnswers> => {
  if (listener === null) mustHave(flags, before);
  listener?.print(LANGUAGES[terminal.locale].setup.begin);
  const ask = asker(listener, terminal.locale);
  const locale = await ask<Locale>({
    flag: '--lang',
    given: flags.lang ?? flags.locale,
    usual: String(LOCALES.indexOf(terminal.locale) + 1),
    lines: [
      numbered(1, LANGUAGES[terminal.locale].setup.language, terminal.locale),
      ...LOCALES.map((one, i) => `  ${i + 1}  ${LANGUAGES[one].setup.ownName}`),
    ],
    read: languageAnswered,
  });
  const words = LANGUAGES[locale].setup;
  const own = asker(listener, locale);

  const { found, said } = await own({
    flag: '--workbook',
    given: flags.workbook,
    usual: usualBook(before, locale),
    lines: [numbered(2, words.workbook, locale)],
    read: (text) => bookAnswered(text, locale, listener, acceptsGuesses),
  });
  listener?.print(wordOf(found, locale));

  const known = found.kind === 'ours' ? found.known : null;
  const keeper = await own<Addressed>({
    flag: '--keeper',
    given: flags.keeper,
    usual: known?.keeper ? namedText(known.keeper) : null,
    lines: [numbered(3, words.keeper, locale)],
    read: personAnswered,
  });
  const lead = await own<Addressed>({
    flag: '--lead',
    given: flags.lead,
    usual: namedText(known?.lead ?? keeper),
    lines: [words.lead],
    read: personAnswered,
  });

  const sending = await own({
    flag: '--mail',
    given: flags.mail,
    usual: before?.mail ?? (before && listener === null ? 'outbox' : keeper.email),
    lines: [numbered(4, words.mail, locale)],
    read: (text) => mailChosen(text, { flags, before, secret, keeper, locale, listener, own }),
  });

  const zone = flags.zone ?? known?.hour.zone ?? before?.zone ?? zoneAndCountry(locale, {}).zone;
  const at = flags.at ?? known?.hour.at ?? before?.at ?? '09:00';
  const hour = await own<SweepHour>({
    flag: '--at',
    given: flags.at,
    usual: `${at} ${zone}`,
    lines: [numbered(5, words.at, locale)],
    read: (text) => hourAnswered(text, zone),
  });
  return { locale, found, said, keeper, lead, hour, ...sending };
};

type Ask = <T>(question: Question<T>) => Promise<T>;

/** Asks until an answer is one. A flag that is wrong ends it: whoever typed it sees their own line. */
const asker =
  (listener: TerminalListener | null, locale: Locale): Ask =>
  async ({ flag, given, usual, lines, read }) => {
    if (given !== undefined) return read(given);
    if (listener === null) {
      if (usual === null) throw lacking([flag]);
      return read(usual);
    }
    listener.print('');
    for (const line of lines) listener.print(line);
    let proposed = usual;
    for (;;) {
      const said = await listener.ask(LANGUAGES[locale].asking.prompt({ usual: proposed ?? '' }));
      const answer = said.trim() || proposed;
      if (answer === null) {
        listener.print(LANGUAGES[locale].asking.needed);
        continue;
      }
      try {
        return await read(answer);
      } catch (error) {
        if (!(error instanceof BatonError) || error.code === 'stopped') throw error;
        listener.print(error.words[locale]);
        // It was understood, and may do the next time.
        if (error.kind === 'backend') proposed = answer;
      }
    }
  };

const numbered = (n: number, text: string, locale: Locale): string => LANGUAGES[locale].setup.count({ n, text });

const mustHave = ({ workbook, keeper, mail }: SetupFlags, before: OwnConfig | null): void => {
  const lacks = [
    ...(workbook === undefined && only(before?.workbooks ?? []) === undefined ? ['--workbook'] : []),
    // A new workbook has nobody in it yet.
    ...(keeper === undefined && (workbook === undefined ? before === null : !existsSync(pathFromCaller(workbook)))
      ? ['--keeper']
      : []),
    ...(mail === undefined && before === null ? ['--mail'] : []),
  ];
  if (lacks.length > 0) throw lacking(lacks);
};

const lacking = (flags: readonly string[]) => new BatonError('call', 'setup-lacks', say.lacking({ flags }));

/** The one that was set up, the only one in this folder, or a new one. */
const usualBook = (before: OwnConfig | null, locale: Locale): string => {
  const known = only(before?.workbooks ?? []);
  if (known !== undefined) return isPath(known) ? shownPath(known) : known;
  const here = readdirSync(pathFromCaller('.')).filter((name) => /\.xls[xm]$/i.test(name) && !name.startsWith('~$'));
  return only(here) ?? LANGUAGES[locale].setup.newName;
};

interface BookSaid {
  readonly found: BookFound;
  readonly said: ReadingChoices | null;
}

/** A tracker of their own is followed only where somebody says so. */
const bookAnswered = async (
  text: string,
  locale: Locale,
  listener: TerminalListener | null,
  acceptsGuesses: boolean,
): Promise<BookSaid> => {
  const found = await findBook(uriGiven(unquoted(text)), realNow());
  if (found.kind !== 'theirs') return { found, said: null };
  const { raw } = found;
  if (listener === null) {
    if (acceptsGuesses) return { found, said: null };
    throw new BatonError('call', 'setup-must-follow', say.mustFollow({ name: raw.name, typed: asTyped(text) }));
  }
  const words = LANGUAGES[locale].setup;
  if (!(await agreed(words.follow({ name: raw.name }), true, locale, listener)))
    throw new BatonError('call', 'setup-not-followed', say.notFollowed({ name: raw.name }));
  return { found, said: await askAbout(raw, {}, locale, listener) };
};

/** A file that is dragged into a terminal comes in quotes. */
const unquoted = (text: string): string => text.trim().replace(/^(['"])(.*)\1$/, '$2');

const wordOf = ({ kind, uri }: BookFound, locale: Locale): string => {
  const words = LANGUAGES[locale].setup;
  const path = isPath(uri) ? basename(uri) : uri;
  return kind === 'new' ? words.willMake({ path: isPath(uri) ? join(uri) : uri }) : words.found({ path });
};

interface Mailing {
  readonly flags: SetupFlags;
  readonly before: OwnConfig | null;
  readonly secret: string | null;
  readonly keeper: Addressed;
  readonly locale: Locale;
  readonly listener: TerminalListener | null;
  readonly own: Ask;
}

/** A way that was tried: a connection and a sign-in, without a mail. What the server says against it is thrown, in its own words. */
const mailChosen = async (
  text: string,
  mailing: Mailing,
): Promise<Pick<SetupAnswers, 'mail' | 'from' | 'links' | 'secrets'>> => {
  const { listener, locale, flags, before } = mailing;
  const words = LANGUAGES[locale].setup;
  const answer = mailAnswered(text);
  if (answer.kind === 'folder') {
    listener?.print(words.toFolder);
    return { mail: null, from: null, links: linksKept(mailing), secrets: {} };
  }
  const way = mailWay('', answer.kind === 'way' ? answer.way : await serverOf(answer, mailing));
  if (findMail(way)?.reaches === false) return { mail: way, from: null, links: linksKept(mailing), secrets: {} };
  const needs = needsOf(way);
  const known = { ...(way === before?.mail ? before.secrets : {}), ...process.env };
  const secrets = { ...saidOfApps(known, way), ...withSecret(process.env, needs, await secretOf(way, mailing)) };
  const sender = flags.from ?? (way === before?.mail ? before.from : undefined) ?? addressOf(needs.account);
  // What is sent from an account of its own asks nobody for an address.
  const isNamed = sender !== undefined || !findMail(way)?.sendsAsItself;
  const from = isNamed ? await senderOf(sender, mailing) : null;
  listener?.print(words.trying({ way }));
  const env = { ...process.env, ...secrets };
  const mailer = () =>
    openMailer({ way, from: from === null ? null : parseSender(from), env, recipients: null, locale });
  for (const { state, words: found, code } of await mailFindings({ way, from, env, mailer })) {
    if (state === 'mend') throw new BatonError('backend', code, found);
    listener?.print(found[locale]);
  }
  const { links, inbox } = await answersKept({ flags, before, way, env: { ...known, ...secrets }, locale, listener });
  return { mail: way, from, links, secrets: { ...secrets, ...inbox } };
};

const senderOf = (given: string | undefined, { own, keeper, locale }: Mailing): Promise<string> =>
  own({
    flag: '--from',
    given,
    usual: keeper.email,
    lines: [LANGUAGES[locale].setup.sender],
    read: (text) => {
      const { name, address } = parseSender(text);
      return `${name} <${address}>`;
    },
  });

const addressOf = (account: string | null): string | undefined => (account?.includes('@') ? account : undefined);

const serverOf = (
  { address, likely }: { readonly address: string; readonly likely: string },
  { own, locale }: Mailing,
): Promise<string> => {
  const words = LANGUAGES[locale].setup;
  const names = serverNames();
  return own({
    flag: '--mail',
    given: undefined,
    usual: likely,
    lines: [
      words.server({ address }),
      ...(names.length > 0 ? [words.orServer({ names: names.join(LANGUAGES[locale].format.comma) })] : []),
    ],
    read: (text) => wayOfServer(address, text),
  });
};

/** A password, from where nobody else sees it: a pipe, the environment, the set-up before, or somebody who types it. */
const secretOf = async (way: string, { secret, before, listener, locale }: Mailing): Promise<string | null> => {
  const { account, password } = needsOf(way);
  if (password === null) return null;
  const known =
    secret ??
    process.env[password.variable] ??
    (way === before?.mail ? before.secrets?.[password.variable] : undefined);
  if (known) return known;
  const named = must(account, 'account of a way');
  if (listener === null) {
    // Of a server that has a name, a login may do instead; else it says itself what it wants.
    if (password.hint) return null;
    throw new BatonError('call', 'setup-no-password', say.noPassword({ account: named }));
  }
  if (password.hint) listener.print(password.hint[locale]);
  return (await listener.askHidden(LANGUAGES[locale].setup.password({ account: named }))).trim();
};
