/** Signed links: how they are made and opened, and the sealed undo that travels in a form. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { type LinkTo, UNDO_MINUTES } from '../../core/answers/model.ts';
import type { Write } from '../../core/plan.ts';
import type { Person, Snapshot } from '../../core/snapshot.ts';
import { ensure } from '../../core/text/maps.ts';
import type { Day } from '../../core/time/day.ts';
import { workbookKey } from '../base/workbook-key.ts';

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
  readonly linkTo: (uri: string, snapshot: Pick<Snapshot, 'workbook' | 'today' | 'calendar'>) => LinkTo;
  /** `now`: the real time, ISO 8601. Says nothing about whether workbook, item and person are still there. */
  readonly open: (token: string, now: string) => SignedLink | 'forged' | 'expired';
  /** The same of a link however old it is: for telling the person it was made for, and never for letting anybody in. */
  readonly recognise: (token: string) => SignedLink | 'forged';
}

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
const SIZE = { head: 3, workbook: 8, id: 6, person: 8, mac: 16 } as const;
const AT = {
  workbook: SIZE.head,
  id: SIZE.head + SIZE.workbook,
  person: SIZE.head + SIZE.workbook + SIZE.id,
  item: SIZE.head + SIZE.workbook + SIZE.id + SIZE.person,
} as const;
/** Far above any id; what is longer was not made here. */
const LONGEST = 200;

export const createLinks = ({ base, keys }: LinkOptions): Links => ({
  linkTo: (uri, { workbook, today, calendar }) => {
    const head = Buffer.alloc(SIZE.head);
    head.writeUInt8(VERSION);
    head.writeUInt16BE(calendar.addWorkdays(today, LINK_WORKDAYS), 1);
    const about = Buffer.concat([head, Buffer.from(workbookKey(uri), 'hex'), idTag(workbook.id)]);
    const tokenFor = (address: string, item: string): string => {
      return signed(keys[0], Buffer.concat([about, personTag(keys[0], address), Buffer.from(item)]));
    };
    // A card has several buttons, and they differ in the kind of answer alone.
    const tokens = new Map<string, string>();
    return ({ email }, item, kind) => {
      const token = ensure(tokens, `${item} ${email}`, () => tokenFor(email ?? '', item));
      const url = new URL(base);
      url.searchParams.set('t', token);
      if (kind !== null) url.searchParams.set('a', kind);
      return url.href;
    };
  },
  open: (token, now) => {
    const read = readToken(token, keys);
    return read === 'forged' ? read : isOver(read.until, now) ? 'expired' : read.link();
  },
  recognise: (token) => {
    const read = readToken(token, keys);
    return read === 'forged' ? read : read.link();
  },
});

const signed = (key: string, payload: Buffer): string =>
  Buffer.concat([payload, mac(key, 'link', payload)]).toString('base64url');

const readToken = (token: string, keys: LinkOptions['keys']) => {
  if (token.length > LONGEST || !/^[\w-]+$/.test(token)) return 'forged';
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length <= AT.item + SIZE.mac || bytes[0] !== VERSION) return 'forged';
  const payload = bytes.subarray(0, -SIZE.mac);
  const key = keys.find((key) => timingSafeEqual(mac(key, 'link', payload), bytes.subarray(-SIZE.mac)));
  // A token can be written in more than one way only by somebody who did not get it from us.
  if (key === undefined || bytes.toString('base64url') !== token) return 'forged';
  return { until: payload.readUInt16BE(1), link: () => linkOf(token, key, payload) };
};

/** The last day ends twelve hours after UTC's wherever a workbook may be; nobody is shut out by a zone or a skewed clock. */
const isOver = (until: Day, now: string): boolean => Date.parse(now) / 86_400_000 >= until + 1.5;

const linkOf = (token: string, key: string, payload: Buffer): SignedLink => ({
  token,
  workbook: payload.subarray(AT.workbook, AT.id).toString('hex'),
  item: payload.subarray(AT.item).toString(),
  tokenFor: (item) => signed(key, Buffer.concat([payload.subarray(0, AT.item), Buffer.from(item)])),
  isFor: (workbookId) => idTag(workbookId).equals(payload.subarray(AT.id, AT.person)),
  personIn: (people) => {
    const wanted = payload.subarray(AT.person, AT.item);
    for (const person of people) {
      if (person.email !== null && timingSafeEqual(personTag(key, person.email), wanted)) return person;
    }
    return null;
  },
  nonceOf: (...about) => mac(key, 'nonce', token, ...about).toString('hex'),
  sealUndo: (undo, now) => {
    const until = Math.floor(Date.parse(now) / 1000) + UNDO_MINUTES * 60;
    const body = Buffer.from(JSON.stringify({ ...undo, until })).toString('base64url');
    return `${body}.${mac(key, 'undo', token, body).toString('base64url')}`;
  },
  openUndo: (sealed, now) => {
    const [body = '', signature = ''] = sealed.split('.');
    const given = Buffer.from(signature, 'base64url');
    if (given.length !== SIZE.mac || !timingSafeEqual(mac(key, 'undo', token, body), given)) return 'forged';
    const { until, ...undo } = JSON.parse(Buffer.from(body, 'base64url').toString()) as Undo & { until: number };
    return Date.parse(now) / 1000 > until ? 'late' : undo;
  },
});

/** Each purpose signs apart from the others, and no two lists of parts sign alike. */
const mac = (key: string, purpose: string, ...parts: readonly (string | Buffer)[]): Buffer => {
  const hmac = createHmac('sha256', key);
  for (const part of [purpose, ...parts]) hmac.update(`${Buffer.byteLength(part)}:`).update(part);
  return hmac.digest().subarray(0, SIZE.mac);
};

const idTag = (workbookId: string): Buffer => createHash('sha256').update(workbookId).digest().subarray(0, SIZE.id);

const personTag = (key: string, address: string): Buffer =>
  mac(key, 'person', address.toLowerCase()).subarray(0, SIZE.person);
