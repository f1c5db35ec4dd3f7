/** What became of a notice for one person, and the note from which a later sweep can still send it. */
import type { Level } from '../item.ts';
import type { PlainFacts } from '../problem.ts';
import type { LedgerRow, Person } from '../snapshot.ts';
import type { Day } from '../time/day.ts';

/**
 * What became of one notice for one person, as the last row of the ledger about that key and address says.
 *
 * `due`: decided, and not sent yet. `waits`: decided, and told with the reader's next mail, or at the end of the week. `sending`: it may have left. `sent`. `deferred`: not taken for now, to be tried again.
 * `refused`: not taken at this address for good. `held`: nobody knows whether it left, and it is not sent again by itself.
 * `overtaken`: owed once, and no longer worth saying. `unsent` stands in older ledgers for what did not leave; whether it is
 * still to be said was for the rules to find out again, and still is.
 */
export type DeliveryStatus =
  | 'due'
  | 'waits'
  | 'sending'
  | 'sent'
  | 'deferred'
  | 'refused'
  | 'held'
  | 'overtaken'
  | 'unsent';

const FREE: ReadonlySet<string> = new Set<DeliveryStatus>(['unsent', 'overtaken']);
const ARRIVED: ReadonlySet<string> = new Set<DeliveryStatus>(['sending', 'sent', 'held']);
const OWED: ReadonlySet<string> = new Set<DeliveryStatus>(['due', 'waits', 'sending', 'deferred', 'refused', 'held']);

/** The notice was decided for this address; only what is free may be decided again. */
export const isTaken = (status: string): boolean => !FREE.has(status);
/** It reached the address, or may have. */
export const hasArrived = (status: string): boolean => ARRIVED.has(status);
/** The receipt of an `unsent` row of older ledgers whose address the mail system refused. */
const REFUSED_BEFORE = 'refused';
/** The address will not do, as this release says it or as older ones did. */
export const isRefused = ({ status, receipt }: { readonly status: string; readonly receipt: string }): boolean =>
  status === ('refused' satisfies DeliveryStatus) || (status === 'unsent' && receipt === REFUSED_BEFORE);
/** The person at this address has not got it for certain, and is to. */
export const isOwed = (status: string): boolean => OWED.has(status);
/** The next letter to this person takes it along. */
export const isToSend = (status: string): boolean => status === 'due' || status === 'waits' || status === 'deferred';

/**
 * What the ledger keeps of a notice from the moment it is decided, so that any later sweep can say it, whatever the sheet says by
 * then: names of the people asked and informed, the sentence's code and its facts.
 */
export interface Note {
  /** Name of the person this row is about. */
  readonly name: string;
  readonly item: string;
  readonly code: string;
  readonly level: Level;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly facts: PlainFacts;
  /** The row of the escalations that this level is filed in; absent where there is none. */
  readonly row?: string;
  /** The way that its letter was given to first, where there were several. */
  readonly way?: string;
  /** It waits because its reader wanted no mail on that day, or at that hour. */
  readonly preferred?: true;
}

/** A notice that somebody has not got for certain, and is to. */
export interface Owed {
  readonly key: string;
  /** The address for which it was decided. */
  readonly to: string;
  readonly status: DeliveryStatus;
  /** The day it was decided, and the day of the last try. */
  readonly since: Day;
  readonly day: Day;
  /** Id of the mail that was to carry it last. */
  readonly mail: string;
  /** Why it was not taken, in the mail system's words; '' where nobody said. */
  readonly said: string;
  /** The code of why it was not taken where nobody said; else ''. */
  readonly why: string;
  /** Null where the ledger does not say it: then only its rule can. */
  readonly note: Note | null;
}

/** A level's last day: whoever was asked there is reminded, and nothing rises by it. */
export const isLastReminder = ({ facts }: { readonly facts: object }): boolean =>
  'last' in facts && facts.last === true;

/** A notice, as far as it is noted. */
interface Notable extends Pick<Note, 'item' | 'level' | 'row'> {
  readonly facts: object;
  readonly because: { readonly code: string };
  readonly to: readonly Person[];
  readonly cc: readonly Person[];
}

/** Whoever this row is about was not asked: it is for their information. */
export const isInformed = ({ name, cc }: Note): boolean => cc.includes(name);

/** Characters in one cell, with room to spare: Excel takes 32,767. */
const LONGEST = 30_000;

/** The code of an error, which stands in the row where the mail system was not asked, or gave no words. */
const CODE = /^[a-z]+(-[a-z]+)+$/;

/** Why a row's mail was not taken: the mail system's own words, or the code of what kept it from being asked; '' for what is not there. */
export const reasonIn = ({ status, receipt }: Pick<LedgerRow, 'status' | 'receipt'>): { said: string; why: string } => {
  const isTold = status === 'deferred' || status === 'refused';
  const isCode = CODE.test(receipt);
  return { said: isTold && !isCode ? receipt : '', why: isTold && isCode ? receipt : '' };
};

/** White space that a cell would not keep as it is; JSON has it in texts only, where it may be written as a number. */
const LOST_IN_CELLS = /[^\S ]| {2,}/g;
const escaped = (text: string): string =>
  [...text].map((sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');

/** JSON as a cell keeps it to the letter. */
export const inCell = (json: string): string => json.replace(LOST_IN_CELLS, escaped);

/** The text that a ledger row keeps; '' where it is longer than a cell: then the notice can be told only while its rule says it. */
export const noteOf = (
  { item, level, because, to, cc, facts, row }: Notable,
  { name }: Person,
  { way, preferred }: Pick<Note, 'way' | 'preferred'> = {},
): string => {
  const names = (people: readonly Person[]) => people.map((person) => person.name);
  const [asked, informed] = [names(to), names(cc)];
  const note = { name, item, code: because.code, level, to: asked, cc: informed, facts, row, way, preferred };
  const text = JSON.stringify(note);
  return text.length > LONGEST ? '' : inCell(text);
};

/** What a row keeps of the way that its letter was given to, where there were several and the notice itself stands in an earlier row. */
export const wayNote = (way: string): string => `by ${way}`;

/** The way that the letter of a row was given to; undefined where it does not say. */
export const wayIn = ({ receipt }: Pick<LedgerRow, 'receipt'>): string | undefined =>
  readNote({ receipt })?.way ?? /^by ([a-z]+(?:-\d+)?)$/.exec(receipt)?.[1];

/** Of a row that keeps none, or a text that nobody can read, null. */
export const readNote = ({ receipt }: Pick<LedgerRow, 'receipt'>): Note | null => {
  if (!receipt.startsWith('{"name":')) return null;
  try {
    const note: Partial<Note> | null = JSON.parse(receipt);
    const isNote =
      typeof note?.name === 'string' &&
      typeof note.item === 'string' &&
      typeof note.code === 'string' &&
      (note.level === 0 || note.level === 1 || note.level === 2) &&
      Array.isArray(note.to) &&
      Array.isArray(note.cc) &&
      typeof note.facts === 'object' &&
      note.facts !== null;
    return isNote ? (note as Note) : null;
  } catch {
    return null;
  }
};
