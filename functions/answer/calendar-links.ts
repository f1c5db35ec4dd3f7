/** Signed addresses of calendars: one person's key to their own dates in one workbook, until it is taken back. */
import { bytesToHex, concatBytes, hexToBytes } from '@noble/hashes/utils.js';
import type { Person } from '../../core/snapshot.ts';
import { base64url, fromBase64url, isSame } from '../base/bytes.ts';
import { idTag, mac, personTag, SIZE } from './signed.ts';

/** Names in the query of an address; with `page` it is for a person and not for their calendar program. */
export const CALENDAR_NAMES = { token: 'c', page: 'p' } as const;

/** An address that we made. */
export interface CalendarLink {
  /** `workbookKey` of the URI. */
  readonly workbook: string;
  /** Which address of that person's calendar it is: it holds while the ledger counts as many taken back (core/record/calendar.ts). */
  readonly turn: number;
  readonly isFor: (workbookId: string) => boolean;
  readonly personIn: (people: Iterable<Person>) => Person | null;
}

/**
 * A token is base64url over: version, turn, workbook key, digests of the workbook's id and the person's address, and the signature, which is
 * made apart from that of answers: neither opens the other.
 */
const VERSION = 1;
const PURPOSE = 'calendar';
const MOST_TURNS = 0xffff;
/** Far above any of ours. */
const LONGEST = 100;
const AT = {
  workbook: SIZE.head,
  id: SIZE.head + SIZE.workbook,
  person: SIZE.head + SIZE.workbook + SIZE.id,
  mac: SIZE.head + SIZE.workbook + SIZE.id + SIZE.person,
} as const;

interface CalendarOf {
  readonly workbook: string;
  readonly id: string;
  readonly email: string;
  readonly turn: number;
}

export const calendarToken = (key: string, { workbook, id, email, turn }: CalendarOf): string => {
  const count = Math.min(turn, MOST_TURNS);
  const head = Uint8Array.of(VERSION, count >> 8, count & 0xff);
  const payload = concatBytes(head, hexToBytes(workbook), idTag(id), personTag(key, email));
  return base64url(concatBytes(payload, mac(key, PURPOSE, payload)));
};

export const readCalendarToken = (token: string, keys: readonly string[]): CalendarLink | 'forged' => {
  if (token.length > LONGEST) return 'forged';
  const bytes = fromBase64url(token);
  if (bytes === null || bytes.length !== AT.mac + SIZE.mac || bytes[0] !== VERSION) return 'forged';
  const payload = bytes.subarray(0, AT.mac);
  const key = keys.find((each) => isSame(mac(each, PURPOSE, payload), bytes.subarray(AT.mac)));
  // Written in another way, it is not from us.
  if (key === undefined || base64url(bytes) !== token) return 'forged';
  const [, high = 0, low = 0] = payload;
  return {
    workbook: bytesToHex(payload.subarray(AT.workbook, AT.id)),
    turn: (high << 8) | low,
    isFor: (workbookId) => isSame(idTag(workbookId), payload.subarray(AT.id, AT.person)),
    personIn: (people) => {
      const wanted = payload.subarray(AT.person, AT.mac);
      for (const person of people)
        if (person.email !== null && isSame(personTag(key, person.email), wanted)) return person;
      return null;
    },
  };
};
