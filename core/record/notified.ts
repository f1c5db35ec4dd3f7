/** The ledger as rules ask it: what was told to whom, who has heard of a level, and who asked not to be reminded. */
import { QUIET_ANSWERS } from '../answers/model.ts';
import type { LedgerRow } from '../snapshot.ts';
import { ensure } from '../text/maps.ts';
import { type Day, dayFromIso } from '../time/day.ts';
import {
  type DeliveryStatus,
  hasArrived,
  isInformed,
  isLastReminder,
  isOwed,
  isRefused,
  isTaken,
  isToSend,
  type Note,
  type Owed,
  readNote,
  reasonIn,
} from './delivery.ts';
import { answerRule, isAnswer, keyItem, noticeKey, parseKey, seriesKey } from './key.ts';
import { ROLLED, unpackRolled } from './rolled.ts';
import { WEBHOOK } from './webhook.ts';

const QUIET: ReadonlySet<string> = new Set(QUIET_ANSWERS.map(answerRule));

/** Somebody knows of an item and asked not to be reminded of it. */
export interface Acknowledged {
  /** The last day on which that holds. */
  readonly until: Day;
  /** The day they said so. */
  readonly on: Day;
}

/** An answer that somebody gave with a link and did not take back. */
export interface LastAnswer {
  readonly address: string;
  readonly on: Day;
  /** What was answered, as the ledger keeps it: `newDue=2026-03-10 reason=resources`. */
  readonly said: string;
}

export interface Step {
  readonly step: number;
  /** Date of the sweep that decided it. */
  readonly day: Day;
}

/** How far a notice has reached those it asks. */
export interface Heard {
  /** The day the last of those who got it did; null while nobody has. */
  readonly on: Day | null;
  /** Somebody is still to get it. */
  readonly isWaiting: boolean;
}

/** A level to which something was brought, and those it has reached there. */
export interface Raised {
  readonly rule: string;
  readonly item: string;
  /** The day its clock counts from, YYYY-MM-DD. */
  readonly date: string;
  readonly step: number;
  readonly level: 1 | 2;
  /** The day it was decided. */
  readonly day: Day;
  /** Addresses of those who were asked there and got it. */
  readonly heard: readonly string[];
  /** The row of the escalations it is filed in; null where there is none. */
  readonly row: string | null;
}

/** What the ledger says has been decided to tell, and whom it reached. */
export interface Notified {
  /** True when this key is not to be decided for this address: it was, or others have got it in its stead. */
  has(key: string, address: string): boolean;
  /** True when it was decided that this very address gets this key. */
  got(key: string, address: string): boolean;
  /** True when this address is still to be sent this key. */
  owes(key: string, address: string): boolean;
  /** Everything that somebody is still owed, in the order in which it was decided. */
  readonly owed: readonly Owed[];
  /** Every level to which anything was brought, the oldest first. Ledgers of before notices were noted do not say. */
  readonly raised: readonly Raised[];
  /** The highest step of a series of notices that was decided. */
  last(rule: string, item: string, date: string): Step | null;
  /** What of a rule was decided first about an item, by day. */
  first(rule: string, item: string): Step | null;
  /** Date of the sweep that decided this very notice. */
  dayOf(rule: string, item: string, date: string, step: number): Day | null;
  /** The latest notice of a series, by day. */
  lastDay(rule: string, item: string, date: string): Day | null;
  /** The same, or the day one that was owed gave way to what was newer about its item: its readers heard of that instead. */
  lastHeard(rule: string, item: string, date: string): Day | null;
  /** True when this key was decided, and nobody has it or is still to get it: it was not worth saying any more. */
  isOver(key: string): boolean;
  /** The notice of this key as the ledger keeps it; null where it was never decided, or is not kept. */
  noteOf(key: string): Note | null;
  /** What stands for the date in the keys that were decided of a rule about an item. */
  datesOf(rule: string, item: string): ReadonlySet<string>;
  /** True when anything of a rule about an item has reached anybody. */
  any(rule: string, item: string): boolean;
  /** How far a notice has reached those it asks; those it only informs do not count. */
  heard(rule: string, item: string, date: string, step: number): Heard;
  /** What this address asked for last about an item and did not take back; whether it still holds is for the reader to see. */
  acknowledged(item: string, address: string): Acknowledged | null;
  /** The last answer of a kind about an item. */
  answered(kind: string, item: string): LastAnswer | null;
}

/** How a key stands for one address. */
interface Word {
  status: DeliveryStatus;
  seq: number;
  since: Day | null;
  day: Day | null;
  mail: string;
  receipt: string;
  /** The row that keeps the notice itself. */
  noted: LedgerRow | null;
}

/** A key with all its addresses, and the day it was decided. */
interface Entry {
  readonly to: Map<string, Word>;
  day: Day | null;
}

const someOf = ({ to }: Entry, is: (status: string) => boolean): boolean => {
  for (const { status } of to.values()) if (is(status)) return true;
  return false;
};

/** The day it was last seen to be overtaken; null where it never was. */
const overtakenOn = ({ to }: Entry): Day | null => {
  let last: Day | null = null;
  for (const { status, day } of to.values()) {
    if (status === 'overtaken' && day !== null) last = Math.max(last ?? day, day);
  }
  return last;
};

const atLeast = (days: Map<string, Day>, key: string, day: Day): void => {
  days.set(key, Math.max(day, days.get(key) ?? day));
};

/** Cheap, since every key is asked: only what is noted with a level is read. */
const HAS_LEVEL = /"level":[12],/;

const raisedBy = ({ to }: Entry): Pick<Raised, 'item' | 'level' | 'heard' | 'row'> | null => {
  let found: Note | null = null;
  const heard: string[] = [];
  for (const [address, { status, noted }] of to) {
    const note = noted && HAS_LEVEL.test(noted.receipt) ? readNote(noted) : null;
    if (note === null || note.level === 0 || isLastReminder(note)) continue;
    found ??= note;
    if (hasArrived(status) && !isInformed(note)) heard.push(address);
  }
  if (found === null) return null;
  return { item: found.item, level: found.level as 1 | 2, heard, row: found.row ?? null };
};

/**
 * Indexes the ledger. The row with the highest number holds for its key and address. What was decided for somebody is theirs until
 * it has arrived or is overtaken; what others have got is not sent to somebody new: a change of owner has its own notice. What
 * people answered is no notice. Of rows that a roll-over moved, the ledger has the gist (rolled.ts).
 */
const toldIn = (ledger: readonly LedgerRow[]): Notified => {
  const entries = new Map<string, Entry>();
  const acks = new Map<string, Map<string, Acknowledged | null>>();
  const answers = new Map<string, LastAnswer & { readonly key: string }>();
  const entryOf = (key: string) => ensure(entries, key, (): Entry => ({ to: new Map(), day: null }));
  // What was moved to an archive is older than all that is said of the same key now.
  for (const row of ledger) {
    if (row.status !== ROLLED) continue;
    for (const { key, to, reached, day } of unpackRolled(row)) {
      const entry = entryOf(key);
      const status = reached ? 'sent' : 'unsent';
      if (reached && !someOf(entry, isTaken)) entry.day = day;
      entry.to.set(to, { status, seq: 0, since: day, day, mail: '', receipt: '', noted: null });
    }
  }
  for (const row of ledger) {
    const { key, to, status, day } = row;
    if (status === ROLLED || to === WEBHOOK) continue;
    if (isAnswer(key)) {
      const { rule, item, date } = parseKey(key);
      const about = `${rule}:${item}`;
      if (status === 'answered' && day !== null) answers.set(about, { key, address: to, on: day, said: row.receipt });
      else if (answers.get(about)?.key === key) answers.delete(about);
      const until = dayFromIso(date);
      if (!QUIET.has(rule) || until === null || day === null) continue;
      const ack = status === 'answered' ? { until, on: day } : null;
      ensure(acks, `${item} ${to}`, () => new Map<string, Acknowledged | null>()).set(key, ack);
      continue;
    }
    const entry = entryOf(key);
    if (isTaken(status) && !someOf(entry, isTaken)) entry.day = day;
    const before = entry.to.get(to);
    const seq = row.seq ?? 0;
    if (before && seq < before.seq) continue;
    const isKnown = before !== undefined && isTaken(before.status);
    // What waited was to leave on the day on which it no longer waits: nobody put it off before.
    const isFirstTry = before?.status === 'waits' && status !== 'waits';
    entry.to.set(to, {
      status: status as DeliveryStatus,
      seq,
      since: isKnown && !isFirstTry ? before.since : day,
      day,
      mail: row.mail,
      receipt: row.receipt,
      noted: row.receipt.startsWith('{') ? row : (before?.noted ?? null),
    });
  }
  const steps = new Map<string, Step>();
  const latest = new Map<string, Day>();
  const gaveWay = new Map<string, Day>();
  const firsts = new Map<string, Step>();
  const arrived = new Set<string>();
  const raised: Raised[] = [];
  const owed: (Owed & { readonly seq: number })[] = [];
  for (const [key, entry] of entries) {
    for (const [to, { status, since, day, mail, receipt, noted, seq }] of entry.to) {
      if (!isOwed(status) || since === null || day === null) continue;
      const { said, why } = reasonIn({ status, receipt });
      owed.push({ key, to, status, since, day, mail, said, why, note: noted && readNote(noted), seq });
    }
    if (entry.day === null || !someOf(entry, isTaken)) {
      const on = overtakenOn(entry);
      const { rule, item, date } = parseKey(key);
      if (on !== null) atLeast(gaveWay, `${rule}:${item}:${date}`, on);
      continue;
    }
    const { rule, item, date, step } = parseKey(key);
    const [about, series] = [`${rule}:${item}`, `${rule}:${item}:${date}`];
    const level = raisedBy(entry);
    if (level) raised.push({ ...level, rule, date, step, day: entry.day });
    if (someOf(entry, hasArrived)) arrived.add(about);
    const earliest = firsts.get(about);
    if (!earliest || entry.day < earliest.day) firsts.set(about, { step, day: entry.day });
    const before = steps.get(series);
    if (!before || step > before.step) steps.set(series, { step, day: entry.day });
    atLeast(latest, series, entry.day);
  }
  owed.sort((a, b) => a.seq - b.seq);
  let dates: Map<string, Set<string>> | null = null;
  /** Few ask, so it is made when somebody does. */
  const datesByItem = () => {
    const made = new Map<string, Set<string>>();
    for (const [key, entry] of entries) {
      const { rule, item, date } = parseKey(key);
      if (someOf(entry, isTaken)) ensure(made, `${rule}:${item}`, () => new Set()).add(date);
    }
    return made;
  };
  const isOn = (key: string, address: string, is: (status: string) => boolean) => {
    const word = entries.get(key)?.to.get(address);
    return word !== undefined && is(word.status);
  };
  return {
    has: (key, address) => {
      const entry = entries.get(key);
      if (entry === undefined) return false;
      const own = entry.to.get(address);
      return own !== undefined ? isTaken(own.status) : someOf(entry, hasArrived);
    },
    got: (key, address) => isOn(key, address, isTaken),
    owes: (key, address) => isOn(key, address, (status) => isToSend(status) || status === 'refused'),
    owed,
    raised,
    dayOf: (rule, item, date, step) => {
      const entry = entries.get(noticeKey(rule, item, date, step));
      return entry && someOf(entry, isTaken) ? entry.day : null;
    },
    last: (rule, item, date) => steps.get(seriesKey(rule, item, date)) ?? null,
    first: (rule, item) => firsts.get(`${rule}:${keyItem(item)}`) ?? null,
    lastDay: (rule, item, date) => latest.get(seriesKey(rule, item, date)) ?? null,
    lastHeard: (rule, item, date) => {
      const series = seriesKey(rule, item, date);
      const day = Math.max(latest.get(series) ?? -Infinity, gaveWay.get(series) ?? -Infinity);
      return day === -Infinity ? null : day;
    },
    isOver: (key) => {
      const entry = entries.get(key);
      return entry !== undefined && !someOf(entry, isTaken);
    },
    noteOf: (key) => {
      for (const { status, noted } of entries.get(key)?.to.values() ?? []) {
        const note = noted && isTaken(status) ? readNote(noted) : null;
        if (note) return note;
      }
      return null;
    },
    datesOf: (rule, item) => {
      dates ??= datesByItem();
      return dates.get(`${rule}:${keyItem(item)}`) ?? new Set();
    },
    any: (rule, item) => arrived.has(`${rule}:${keyItem(item)}`),
    heard: (rule, item, date, step) => {
      let on: Day | null = null;
      let isWaiting = false;
      for (const { status, day, noted, receipt } of entries.get(noticeKey(rule, item, date, step))?.to.values() ?? []) {
        const note = noted && readNote(noted);
        if (note && isInformed(note)) continue;
        if (hasArrived(status) && day !== null) on = Math.max(on ?? day, day);
        // In older ledgers somebody whose mail did not leave is unsent, and one whose address will not do is too.
        isWaiting ||= isToSend(status) || (status === 'unsent' && !isRefused({ status, receipt }));
      }
      return { on, isWaiting };
    },
    acknowledged: (item, address) =>
      [...(acks.get(`${keyItem(item)} ${address}`)?.values() ?? [])].filter((ack) => ack !== null).pop() ?? null,
    answered: (kind, item) => answers.get(`${answerRule(kind)}:${keyItem(item)}`) ?? null,
  };
};

/** A snapshot's ledger is asked by many in one sweep, and does not change: each is indexed once. */
const known = new WeakMap<readonly LedgerRow[], Notified>();

export const readNotified = (ledger: readonly LedgerRow[]): Notified => {
  const told = known.get(ledger) ?? toldIn(ledger);
  known.set(ledger, told);
  return told;
};
