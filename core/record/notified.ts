/** The ledger as rules ask it: what was told to whom, who has heard of a level, and who asked not to be reminded. */
import { QUIET_ANSWERS } from '../answers/model.ts';
import type { LedgerRow } from '../snapshot.ts';
import { lazily } from '../text/lazily.ts';
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
import { entriesAbout, KeyEntry, type Word } from './entries.ts';
import { answerRule, isAnswer, keyAbout, keyItem, noticeKey, parseKey, seriesKey } from './key.ts';
import { ROLLED, type RolledWord, rolledAbout } from './rolled.ts';
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

/** Cheap, since every key is asked: only what is noted with a level is read. */
const HAS_LEVEL = /"level":[12],/;

const raisedBy = ({ words }: KeyEntry): Pick<Raised, 'item' | 'level' | 'heard' | 'row'> | null => {
  let found: Note | null = null;
  const heard: string[] = [];
  for (const { to: address, status, noted } of words) {
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
  const entries = new Map<string, KeyEntry>();
  const acks = new Map<string, Map<string, Acknowledged | null>>();
  const answers = new Map<string, LastAnswer & { readonly key: string }>();
  const rolled = rolledAbout(ledger);
  /** Of which all that was rolled stands among the entries, for there are rows about it too. */
  const opened = new Set<string>();
  const entryOf = (key: string): KeyEntry =>
    ensure(entries, key, () => {
      const about = rolled ? keyAbout(key) : '';
      if (!rolled || opened.has(about)) return new KeyEntry(key);
      opened.add(about);
      // What was moved to an archive is older than all that is said of the same key now.
      takeRolled(rolled(about), entries);
      return entries.get(key) ?? new KeyEntry(key);
    });
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
    if (isTaken(status) && !entry.some(isTaken)) entry.day = day;
    const before = entry.wordOf(to);
    const seq = row.seq ?? 0;
    if (before && seq < before.seq) continue;
    const isKnown = before !== undefined && isTaken(before.status);
    // What waited was to leave on the day on which it no longer waits: nobody put it off before.
    const isFirstTry = before?.status === 'waits' && status !== 'waits';
    say(entry, {
      to,
      status: status as DeliveryStatus,
      seq,
      since: isKnown && !isFirstTry ? before.since : day,
      day,
      mail: row.mail,
      receipt: row.receipt,
      noted: row.receipt.startsWith('{') ? row : (before?.noted ?? null),
    });
  }
  const raised: Raised[] = [];
  const owed: (Owed & { readonly seq: number })[] = [];
  for (const [key, entry] of entries) {
    for (const { to, status, since, day, mail, receipt, noted, seq } of entry.words) {
      if (!isOwed(status) || since === null || day === null) continue;
      const { said, why } = reasonIn({ status, receipt });
      owed.push({ key, to, status, since, day, mail, said, why, note: noted && readNote(noted), seq });
    }
    const level = entry.decided === null ? null : raisedBy(entry);
    if (level === null || entry.decided === null) continue;
    const { rule, date, step } = entry.parts;
    raised.push({ ...level, rule, date, step, day: entry.decided });
  }
  owed.sort((a, b) => a.seq - b.seq);
  const index = lazily(() => entriesAbout(entries.values()));
  const late = new Map<string, readonly KeyEntry[]>();
  const entriesOf = (about: string): readonly KeyEntry[] => {
    if (!rolled || opened.has(about)) return index()(about);
    const words = rolled(about);
    return words.length === 0 ? NONE : ensure(late, about, () => [...takeRolled(words, new Map()).values()]);
  };
  const entryAt = (key: string): KeyEntry | undefined =>
    entries.get(key) ?? (rolled ? entriesOf(keyAbout(key)).find((entry) => entry.key === key) : undefined);
  /** Those of a rule about an item, and of a series of it, that somebody is to get. */
  const decidedAbout = (rule: string, item: string) =>
    entriesOf(`${rule}:${keyItem(item)}`).filter(({ decided }) => decided !== null);
  const inSeries = (rule: string, item: string, date: string) => {
    const series = seriesKey(rule, item, date);
    return entriesOf(`${rule}:${keyItem(item)}`).filter((entry) => entry.series === series);
  };
  const isOn = (key: string, address: string, is: (status: string) => boolean) => {
    const word = entryAt(key)?.wordOf(address);
    return word !== undefined && is(word.status);
  };
  return {
    has: (key, address) => {
      const entry = entryAt(key);
      if (entry === undefined) return false;
      const own = entry.wordOf(address);
      return own !== undefined ? isTaken(own.status) : entry.some(hasArrived);
    },
    got: (key, address) => isOn(key, address, isTaken),
    owes: (key, address) => isOn(key, address, (status) => isToSend(status) || status === 'refused'),
    owed,
    raised,
    dayOf: (rule, item, date, step) => entryAt(noticeKey(rule, item, date, step))?.decided ?? null,
    last: (rule, item, date) => {
      let last: Step | null = null;
      for (const { decided: day, parts } of inSeries(rule, item, date))
        if (day !== null && (last === null || parts.step > last.step)) last = { step: parts.step, day };
      return last;
    },
    first: (rule, item) => {
      let first: Step | null = null;
      for (const { decided: day, parts } of decidedAbout(rule, item))
        if (day !== null && (first === null || day < first.day)) first = { step: parts.step, day };
      return first;
    },
    lastDay: (rule, item, date) => latestOf(inSeries(rule, item, date), ({ decided }) => decided),
    lastHeard: (rule, item, date) =>
      latestOf(inSeries(rule, item, date), ({ decided, overtaken }) => decided ?? overtaken),
    isOver: (key) => {
      const entry = entryAt(key);
      return entry !== undefined && !entry.some(isTaken);
    },
    noteOf: (key) => {
      for (const { status, noted } of entryAt(key)?.words ?? []) {
        const note = noted && isTaken(status) ? readNote(noted) : null;
        if (note) return note;
      }
      return null;
    },
    datesOf: (rule, item) =>
      new Set(
        entriesOf(`${rule}:${keyItem(item)}`).flatMap((entry) => (entry.some(isTaken) ? [entry.parts.date] : [])),
      ),
    any: (rule, item) => decidedAbout(rule, item).some((entry) => entry.some(hasArrived)),
    heard: (rule, item, date, step) => {
      let on: Day | null = null;
      let isWaiting = false;
      for (const { status, day, noted, receipt } of entryAt(noticeKey(rule, item, date, step))?.words ?? []) {
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

const NONE: readonly KeyEntry[] = [];

/** Takes what was rolled as if it had been said in rows, into entries by key. */
const takeRolled = (words: readonly RolledWord[], entries: Map<string, KeyEntry>): Map<string, KeyEntry> => {
  for (const { key, to, reached, day } of words) {
    const entry = ensure(entries, key, () => new KeyEntry(key));
    if (reached && !entry.some(isTaken)) entry.day = day;
    const status = reached ? 'sent' : 'unsent';
    say(entry, { to, status, seq: 0, since: day, day, mail: '', receipt: '', noted: null });
  }
  return entries;
};

/** Puts how a key stands now for an address in the place of how it stood. */
const say = (entry: KeyEntry, word: Word, before = entry.wordOf(word.to)): void => {
  if (before) Object.assign(before, word);
  else entry.add(word);
};

const latestOf = (entries: readonly KeyEntry[], dayOf: (entry: KeyEntry) => Day | null): Day | null => {
  let last: Day | null = null;
  for (const entry of entries) {
    const day = dayOf(entry);
    if (day !== null) last = Math.max(last ?? day, day);
  }
  return last;
};

/** A snapshot's ledger is asked by many in one sweep, and does not change: each is indexed once. */
const known = new WeakMap<readonly LedgerRow[], Notified>();

export const readNotified = (ledger: readonly LedgerRow[]): Notified => ensure(known, ledger, () => toldIn(ledger));
