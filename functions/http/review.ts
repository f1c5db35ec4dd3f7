/** The function behind the page on which somebody says how a team's own sheet is read. */
import { createHash } from 'node:crypto';
import { isRoleLetter } from '../../core/adopt/own-marks.ts';
import { type ColumnMeaning, MEANINGS, type ReadingChoices } from '../../core/adopt/proposal.ts';
import { layoutOf, type Review } from '../../core/adopt/review.ts';
import { addressesFor, type FoundAddresses } from '../../core/contacts/addresses.ts';
import { isPlainList, listLines, listTitle, withListed } from '../../core/contacts/list-lines.ts';
import { formatDay } from '../../core/messages/format.ts';
import { LANGUAGES } from '../../core/messages/languages.ts';
import { addressIn, isAddress } from '../../core/read/address.ts';
import { columnOf, type Locale } from '../../sheet-templates/index.ts';
import { AHEAD } from '../adopt/ahead.ts';
import { rolesLine } from '../adopt/print.ts';
import { NothingToAdopt } from '../adopt/refusal.ts';
import type { AdoptReport } from '../adopt/report.ts';
import { type ReviewDone, type Reviewed, reviewFile, takeReview } from '../adopt/review.ts';
import { framesOf, type Log } from '../base/log.ts';
import { BatonError } from '../errors.ts';
import { REVIEW_POLICY } from '../page/policy.ts';
import { reviewHtml } from '../page/review.ts';
import { APART, REVIEW_FIELDS as FIELD, type ReviewPage } from '../page/review-parts.ts';
import { contactsInText } from '../people/read.ts';
import type { Endpoint, HtmlAnswer } from './call.ts';
import { preferred } from './respond.ts';

export interface ReviewParts {
  /** The file of a workbook that a pass opens; null for any other. */
  readonly fileOf: (pass: string) => string | null;
  /** ISO 8601. */
  readonly clock: () => string;
  /** What is typed in a terminal so that a file is swept every workday; null where that is seen to. */
  readonly setUp: (file: string) => string | null;
}

/** A sheet has a few dozen columns, a few hundred people may be named in it, and vCards hold pictures. */
const LONGEST_BODY = 512 * 1024;
const FORM = 'application/x-www-form-urlencoded';

/**
 * GET shows how the workbook would be read, or is, and changes nothing. The form is sent back either to look again, which
 * changes nothing as well, or to follow it; that is done only to the sheet that was shown.
 */
export const reviewEndpoint = ({ fileOf, clock, setUp }: ReviewParts): Endpoint => ({
  methods: ['GET', 'HEAD', 'POST'],
  answer: async (call, log) => {
    const locale = preferred(call);
    const isPost = call.method === 'POST';
    if (isPost && call.raw.length > LONGEST_BODY) return nothingHere(locale, 413);
    if (isPost && !(call.header('content-type') ?? '').toLowerCase().startsWith(FORM)) return nothingHere(locale, 415);
    const given = isPost ? new URLSearchParams(call.raw.toString()) : call.query;
    const token = given.get(FIELD.token) ?? '';
    if (token === '') return whichPage(locale);
    const file = fileOf(token);
    if (file === null) return nothingHere(locale, 403);
    const look = { file, token, locale, now: clock(), setUp };
    try {
      return isPost ? await sent(look, given) : pageOf(await shown(look, NOTHING_SENT), 200);
    } catch (error) {
      return failed(look, error, log);
    }
  },
  failed: (call, status) => nothingHere(preferred(call), status),
});

/** Who looks at which workbook, and when. */
interface Look extends Pick<ReviewParts, 'setUp'> {
  readonly file: string;
  readonly token: string;
  readonly locale: Locale;
  readonly now: string;
}

/** What a form says. */
interface Sent {
  readonly said: ReadingChoices;
  /** As they were typed, by the name in the sheet. */
  readonly addresses: ReadonlyMap<string, string>;
  /** Names that are nobody of the directory. */
  readonly apart: ReadonlySet<string>;
  /** A list of people and addresses, as it was pasted. */
  readonly pasted: string;
  /** What is wrong with it, as sentences. */
  readonly wrong: readonly string[];
}

const NOTHING_SENT: Sent = { said: {}, addresses: new Map(), apart: new Set(), pasted: '', wrong: [] };

type Message = NonNullable<ReviewPage['message']>;

const sent = async (look: Look, given: URLSearchParams): Promise<HtmlAnswer> => {
  const say = LANGUAGES[look.locale].review;
  const form = sentIn(given, look.locale);
  const asTyped = await shown(look, form);
  if (asTyped.review === null) return pageOf(asTyped, 200);
  const list = form.pasted.trim() === '' ? null : addressesFor(contactsInText(form.pasted), asTyped.review.people);
  const addresses = list ? withListed(form.addresses, list) : form.addresses;
  const page = { ...asTyped, addresses, pasted: '' };
  if (form.wrong.length > 0) return pageOf({ ...page, message: message('late', say.notYet, form.wrong) }, 422);
  const isTaken = given.has(FIELD.take);
  // Whom a nickname may mean is looked at before anything is written.
  if (list && !(isTaken && isPlainList(list)))
    return pageOf({ ...page, message: listMessage(list, isTaken, look) }, 200);
  if (!isTaken) return pageOf(page, 200);
  if (given.get(FIELD.stamp) !== page.stamp) {
    return pageOf({ ...page, message: message('soon', say.notYet, [say.changed]) }, 409);
  }
  const decided = await takeReview(look.file, form.said, reachedBy(addresses), look.now, look.locale).catch(asRefusal);
  if (decided instanceof BatonError) {
    // What the command line says of it is a call.
    const why = decided instanceof NothingToAdopt ? say.whatItTakes : decided.words[look.locale];
    return pageOf({ ...page, message: message('late', say.notYet, [why]) }, 422);
  }
  const after = decided.as === 'adopted' && decided.report.converted ? null : await shown(look, NOTHING_SENT);
  return pageOf(
    { ...(after ?? { ...page, review: null }), message: doneMessage(decided, after?.review ?? null, look) },
    200,
  );
};

/** What only a person can mend is said above what they chose. */
const asRefusal = (error: unknown): BatonError => {
  if (error instanceof BatonError && error.kind !== 'backend') return error;
  throw error;
};

const message = (tone: Message['tone'], title: string, lines: readonly string[]): Message => ({ tone, title, lines });

const listMessage = (list: FoundAddresses, isTaken: boolean, { locale }: Look): Message =>
  message(isPlainList(list) ? 'fine' : 'soon', listTitle(list, locale), [
    ...listLines(list, locale),
    ...(isTaken ? [LANGUAGES[locale].review.notTakenYet] : []),
  ]);

const reachedBy = (addresses: ReadonlyMap<string, string>): ReadonlyMap<string, string> =>
  new Map([...addresses].flatMap(([name, text]) => (addressIn(text) === '' ? [] : [[name, addressIn(text)] as const])));

const doneMessage = (decided: ReviewDone, review: Review | null, { locale, setUp }: Look): Message => {
  const say = LANGUAGES[locale].review;
  if (decided.as === 'moved') return message('fine', say.saved, [say.moved(decided)]);
  if (decided.as === 'saved') return message('fine', say.saved, [say.savedLines(decided)]);
  const { report, file } = decided;
  const roles = rolesLine(report, locale);
  const call = setUp(file);
  return message('fine', say.adopted, [
    ...(report.converted ? [say.made({ file: file.split(/[\\/]/).pop() ?? file })] : []),
    ...addedLines(report, locale),
    ...(review && review.people.length > 0 ? [reachLine(review, locale)] : []),
    ...(roles === null ? [] : [roles]),
    ...(call === null ? [] : [say.setUp({ call })]),
  ]);
};

const reachLine = ({ people }: Review, locale: Locale): string => {
  const count = people.filter(({ hasAddress }) => !hasAddress).length;
  const say = LANGUAGES[locale].review;
  return count === 0 ? say.ready : say.unreached({ count });
};

const addedLines = ({ added, overview }: AdoptReport, locale: Locale): string[] => {
  const shown = added.filter(({ tab }) => !tab.startsWith('_')).map(({ title }) => title);
  const titles = overview === undefined ? shown : [overview, ...shown];
  return titles.length === 0 ? [] : [LANGUAGES[locale].review.added({ sheets: titles })];
};

/** The page as it is to be shown, with what was sent standing in it. */
const shown = async (
  { file, token, locale, now }: Look,
  { said, addresses, apart, pasted }: Sent,
): Promise<ReviewPage> => {
  const reviewed: Reviewed = await reviewFile(file, said, now, locale);
  const { name, review, isFound, isFollowed, isMatrix, meanings, ahead } = reviewed;
  const say = LANGUAGES[locale].review;
  const today = Math.floor(Date.parse(now) / 86_400_000);
  return {
    locale,
    name,
    review,
    isFound,
    isFollowed,
    isFixed: isMatrix,
    meanings,
    ahead: (ahead?.people ?? []).map((one) => ({ ...one, first: formatDay(one.first, locale, today) })),
    because: ahead && (ahead.people.length === 0 || ahead.days < AHEAD) ? ahead.because : '',
    days: ahead?.days ?? AHEAD,
    addresses,
    apart,
    pasted,
    message: review ? null : message('fine', name, [say.ownBook]),
    token,
    stamp: review ? stampOf(layoutOf(review)) : '',
  };
};

const stampOf = (layout: string): string => createHash('sha256').update(layout).digest('hex').slice(0, 16);

/** Where another sheet or header was chosen, what was said of the columns was said of others. */
const sentIn = (given: URLSearchParams, locale: Locale): Sent => {
  const say = LANGUAGES[locale].review;
  const sheet = given.get(FIELD.sheet) ?? '';
  const header = (given.get(FIELD.header) ?? '').normalize('NFKC').trim();
  const isOther = sheet !== given.get(FIELD.sheetShown);
  const isMoved = header !== given.get(FIELD.headerShown);
  const addresses = new Map(about(given, FIELD.address));
  const pasted = given.get(FIELD.list) ?? '';
  const badRow = header !== '' && !/^[1-9]\d{0,5}$/.test(header);
  const headerRow = badRow || header === '' || (isOther && !isMoved) ? {} : { headerRow: Number(header) };
  const quiet = given.get(FIELD.quiet) ?? '';
  const together = given.get(FIELD.together);
  const place = {
    ...(sheet !== '' && { sheets: [sheet] }),
    ...(!isOther && together && { together: together === 'yes' }),
    ...headerRow,
    ...(/^\d{1,2}$/.test(quiet) && { quietDays: Number(quiet) }),
  };
  const wrong = [
    ...(badRow ? [say.badRow({ text: header })] : []),
    ...[...addresses]
      .filter(([, text]) => addressIn(text) !== '' && !isAddress(addressIn(text)))
      .map(([name, text]) => say.badAddress({ name, text })),
  ];
  const persons = about(given, FIELD.person);
  const apart = new Set(persons.flatMap(([text, name]) => (name === APART ? [text] : [])));
  const people = Object.fromEntries(persons.filter(([, name]) => name !== APART && name !== ''));
  if (isOther || isMoved) return { said: { ...place, people }, addresses, apart, pasted, wrong };
  const rows = given.get(FIELD.bareRows);
  const marks = about(given, FIELD.mark).filter(([, letter]) => letter === '-' || isRoleLetter(letter));
  const chosen = about(given, FIELD.column).flatMap(([letters, meaning]) =>
    Object.hasOwn(MEANINGS, meaning) ? [[meaning as ColumnMeaning, letters] as const] : [],
  );
  return {
    said: {
      ...place,
      people,
      // A matrix has no menus.
      ...([...given.keys()].some((name) => name.startsWith(FIELD.column)) && {
        columns: { ...NO_COLUMN, ...Object.fromEntries([...chosen].reverse()) },
      }),
      ...((rows === 'heading' || rows === 'task') && { bareRows: rows }),
      ...(marks.length > 0 && { marks: Object.fromEntries(marks) }),
      statuses: Object.fromEntries(about(given, FIELD.word)),
    },
    addresses,
    apart,
    pasted,
    wrong: [...wrong, ...twice(chosen, locale)],
  };
};

const NO_COLUMN = Object.fromEntries(Object.keys(MEANINGS).map((meaning) => [meaning, '-']));

/** Fields of this kind, by what each is about. */
const about = (given: URLSearchParams, kind: string): (readonly [string, string])[] =>
  [...given].flatMap(([name, value]) => (name.startsWith(kind) ? [[name.slice(kind.length), value] as const] : []));

const twice = (chosen: readonly (readonly [ColumnMeaning, string])[], locale: Locale): string[] => {
  const meanings = new Set(chosen.map(([meaning]) => meaning));
  return [...meanings].flatMap((meaning) => {
    const letters = chosen.filter(([one]) => one === meaning).map(([, column]) => column);
    const { tab, column } = MEANINGS[meaning];
    return letters.length < 2
      ? []
      : [LANGUAGES[locale].review.twice({ meaning: columnOf(tab, column).header[locale], letters })];
  });
};

const HEADERS = {
  'Content-Security-Policy': REVIEW_POLICY,
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Robots-Tag': 'noindex',
} as const;

const pageOf = (page: ReviewPage, status: number): HtmlAnswer => ({
  as: 'html',
  status,
  html: reviewHtml(page),
  headers: { ...HEADERS, 'Content-Language': page.locale },
});

const bare = (locale: Locale, message: Message): ReviewPage => ({
  locale,
  name: LANGUAGES[locale].review.brand,
  review: null,
  isFound: true,
  isFollowed: false,
  isFixed: false,
  meanings: [],
  ahead: [],
  because: '',
  days: AHEAD,
  addresses: new Map(),
  apart: new Set(),
  pasted: '',
  message,
  token: '',
  stamp: '',
});

/** The page of no workbook, as of an address typed without its rest. */
const whichPage = (locale: Locale): HtmlAnswer => {
  const say = LANGUAGES[locale].review;
  return pageOf(bare(locale, message('soon', say.whichPage, [say.inTerminal])), 404);
};

/** A page that says nothing of any workbook. */
const nothingHere = (locale: Locale, status: number): HtmlAnswer => {
  const say = LANGUAGES[locale].review;
  return pageOf(bare(locale, message('late', say.failed, [say.notHere])), status);
};

/** Whoever has the pass may read what is wrong with the workbook. */
const failed = ({ locale }: Look, error: unknown, log: Log): HtmlAnswer => {
  if (!(error instanceof BatonError)) {
    log('ERROR', 'not shown', { code: 'internal', frames: framesOf(error) });
    throw error;
  }
  log('WARNING', 'not shown', { code: error.code });
  const status = error.kind === 'backend' ? 503 : 422;
  return pageOf(bare(locale, message('late', LANGUAGES[locale].review.failed, [error.words[locale]])), status);
};
