/** Signed links: how they are made and opened, and the sealed undo that travels in a form. */
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { type LinkTo, UNDO_MINUTES } from '../../core/answers/model.ts';
import type { Write } from '../../core/plan.ts';
import { calendarTurns } from '../../core/record/calendar.ts';
import type { Person, Snapshot } from '../../core/snapshot.ts';
import { lazily } from '../../core/text/lazily.ts';
import { ensure } from '../../core/text/maps.ts';
import type { Day } from '../../core/time/day.ts';
import { base64url, fromBase64url, isSame, queryText, textOfBytes } from '../base/bytes.ts';
import { workbookKey } from '../base/workbook-key.ts';
import { CALENDAR_NAMES, type CalendarLink, calendarToken, readCalendarToken } from './calendar-links.ts';
import { idTag, mac, personTag, SIZE } from './signed.ts';

/** How long a button works: the mail in which it stands may lie over a holiday. */
const LINK_WORKDAYS = 20;

export interface LinkOptions {
  /** Absolute address of the page, to which the query is added. */
  readonly base: string;
  /** Secrets. The first signs; all are accepted, so that links in mails outlive a change of the secret. */
  readonly keys: readonly [string, ...string[]];
}

/** Makes the links of mails, and opens them again. */
export interface Links {
  /** The buttons of a workbook's mails, valid for twenty workdays from the snapshot's day. */
  readonly linkTo: (uri: string, snapshot: LinkedSnapshot) => LinkTo;
  /** The address of a person's calendar as it holds today. */
  readonly calendarOf: (
    uri: string,
    snapshot: Pick<LinkedSnapshot, 'workbook' | 'ledger'>,
  ) => (email: string) => string;
  /** Whose calendar an address is; whether it was taken back only the workbook knows. */
  readonly openCalendar: (token: string) => CalendarLink | 'forged';
  /** `now`: the real time, ISO 8601. Says nothing about whether workbook, item and person are still there. */
  readonly open: (token: string, now: string) => SignedLink | 'forged' | 'expired';
  /** The same of a link however old it is: for telling the person it was made for, and never for letting anybody in. */
  readonly recognise: (token: string) => SignedLink | 'forged';
  /** The page of a token and an answer. */
  readonly pageOf: (token: string, kind: string) => string;
}

type LinkedSnapshot = Pick<Snapshot, 'workbook' | 'today' | 'calendar' | 'ledger'>;

/** A link that we made: one person's key to one item. */
export interface SignedLink {
  readonly token: string;
  /** `workbookKey` of the URI. */
  readonly workbook: string;
  readonly item: string;
  /** The token of a link to another item of the same workbook, for the same person and no longer than this one. */
  readonly tokenFor: (item: string) => string;
  /** Whether the workbook read is the one it was made for, by the workbook's own id. */
  readonly isFor: (workbookId: string) => boolean;
  /** Whom of these it was made for. */
  readonly personIn: (people: Iterable<Person>) => Person | null;
  /** What only a form of this link about exactly these things can carry. */
  readonly nonceOf: (...about: readonly string[]) => string;
  /** Text that only this link takes back into what it was, for ten minutes from `now`. */
  readonly sealUndo: (undo: Undo, now: string) => string;
  readonly openUndo: (sealed: string, now: string) => Undo | 'forged' | 'late';
}

/** What takes an answer back; it travels in the form, so that no server has to remember it. */
export interface Undo {
  /** The answer's key in the ledger. */
  readonly key: string;
  readonly nonce: string;
  readonly writes: readonly Write[];
}

/**
 * A token is base64url over: version, last day (days since 1970), workbook key, and digests of the workbook's id and the person's
 * address, then the item and the signature. Addresses stay out of it, because links end up in logs and histories;
 * their digests are keyed, because a plain digest of an address can be guessed.
 */
const VERSION = 1;
const AT = {
  workbook: SIZE.head,
  id: SIZE.head + SIZE.workbook,
  person: SIZE.head + SIZE.workbook + SIZE.id,
  item: SIZE.head + SIZE.workbook + SIZE.id + SIZE.person,
} as const;
/** Far above any id; what is longer was not made here. */
const LONGEST = 200;

export const createLinks = ({ base, keys }: LinkOptions): Links => ({
  linkTo: (uri, snapshot) => {
    const { workbook, today, calendar } = snapshot;
    const until = calendar.addWorkdays(today, LINK_WORKDAYS);
    const head = Uint8Array.of(VERSION, (until >> 8) & 0xff, until & 0xff);
    const about = concatBytes(head, hexToBytes(workbookKey(uri)), idTag(workbook.id));
    const people = new Map<string, Uint8Array>();
    const tokenFor = (address: string, item: string): string => {
      const person = ensure(people, address, () => personTag(keys[0], address));
      return signed(keys[0], concatBytes(about, person, utf8ToBytes(item)));
    };
    // A card has several buttons, and they differ in the kind of answer alone.
    const tokens = new Map<string, string>();
    const linkTo = ({ email }: Person, item: string, kind: string | null): string => {
      const token = ensure(tokens, `${item} ${email}`, () => tokenFor(email ?? '', item));
      return addressOf(base, [['t', token], ...(kind === null ? [] : [['a', kind] as const])]);
    };
    const tokenOf = calendarTokens(keys[0], uri, snapshot);
    const { token, page } = CALENDAR_NAMES;
    return Object.assign(linkTo, {
      calendar: ({ email }: Person) =>
        addressOf(base, [
          [token, tokenOf(email ?? '')],
          [page, '1'],
        ]),
    });
  },
  calendarOf: (uri, snapshot) => {
    const tokenOf = calendarTokens(keys[0], uri, snapshot);
    return (email) => addressOf(base, [[CALENDAR_NAMES.token, tokenOf(email)]]);
  },
  openCalendar: (token) => readCalendarToken(token, keys),
  open: (token, now) => {
    const read = readToken(token, keys);
    return read === 'forged' ? read : isOver(read.until, now) ? 'expired' : read.link();
  },
  recognise: (token) => {
    const read = readToken(token, keys);
    return read === 'forged' ? read : read.link();
  },
  pageOf: (token, kind) =>
    addressOf(base, [
      ['t', token],
      ['a', kind],
    ]),
});

/** Tokens of the calendars of a workbook's people; the ledger is looked through once, if anybody asks. */
const calendarTokens = (
  key: string,
  uri: string,
  { workbook, ledger }: Pick<LinkedSnapshot, 'workbook' | 'ledger'>,
) => {
  const turnOf = lazily(() => calendarTurns(ledger));
  return (email: string): string =>
    calendarToken(key, { workbook: workbookKey(uri), id: workbook.id, email, turn: turnOf()(email) });
};

/** The page's address with a query added; a place alone has the path `/`. */
const addressOf = (base: string, query: Parameters<typeof queryText>[0]): string => {
  const page = /^[a-z]+:\/\/[^/?#]+$/i.test(base) ? `${base}/` : base;
  return `${page}${page.includes('?') ? '&' : '?'}${queryText(query)}`;
};

const signed = (key: string, payload: Uint8Array): string => base64url(concatBytes(payload, mac(key, 'link', payload)));

const readToken = (token: string, keys: LinkOptions['keys']) => {
  if (token.length > LONGEST) return 'forged';
  const bytes = fromBase64url(token);
  if (bytes === null || bytes.length <= AT.item + SIZE.mac || bytes[0] !== VERSION) return 'forged';
  const payload = bytes.subarray(0, -SIZE.mac);
  const key = keys.find((key) => isSame(mac(key, 'link', payload), bytes.subarray(-SIZE.mac)));
  // A token can be written in more than one way only by somebody who did not get it from us.
  if (key === undefined || base64url(bytes) !== token) return 'forged';
  const [, high = 0, low = 0] = payload;
  return { until: (high << 8) | low, link: () => linkOf(token, key, payload) };
};

/** The last day ends twelve hours after UTC's wherever a workbook may be; nobody is shut out by a zone or a skewed clock. */
const isOver = (until: Day, now: string): boolean => Date.parse(now) / 86_400_000 >= until + 1.5;

const linkOf = (token: string, key: string, payload: Uint8Array): SignedLink => ({
  token,
  workbook: bytesToHex(payload.subarray(AT.workbook, AT.id)),
  item: textOfBytes(payload.subarray(AT.item)) ?? '',
  tokenFor: (item) => signed(key, concatBytes(payload.subarray(0, AT.item), utf8ToBytes(item))),
  isFor: (workbookId) => isSame(idTag(workbookId), payload.subarray(AT.id, AT.person)),
  personIn: (people) => {
    const wanted = payload.subarray(AT.person, AT.item);
    for (const person of people) {
      if (person.email !== null && isSame(personTag(key, person.email), wanted)) return person;
    }
    return null;
  },
  nonceOf: (...about) => bytesToHex(mac(key, 'nonce', token, ...about)),
  sealUndo: (undo, now) => {
    const until = Math.floor(Date.parse(now) / 1000) + UNDO_MINUTES * 60;
    const body = base64url(utf8ToBytes(JSON.stringify({ ...undo, until })));
    return `${body}.${base64url(mac(key, 'undo', token, body))}`;
  },
  openUndo: (sealed, now) => {
    const [body = '', signature = ''] = sealed.split('.');
    const given = fromBase64url(signature);
    if (given === null || !isSame(mac(key, 'undo', token, body), given)) return 'forged';
    const said = fromBase64url(body);
    const { until, ...undo } = JSON.parse((said && textOfBytes(said)) ?? '') as Undo & { until: number };
    return Date.parse(now) / 1000 > until ? 'late' : undo;
  },
});
