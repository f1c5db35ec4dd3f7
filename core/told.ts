import { type Day, dayFromIso } from './day.ts';
import { ensure } from './maps.ts';
import { ROLLED, unpackRolled } from './rolled.ts';
import type { LedgerRow } from './snapshot.ts';

/** What a notice's key is made of. Items and departments are people's words, so the separator is taken out of them. */
export const noticeKey = (rule: string, item: string, date: string, step: number): string =>
  `${rule}:${wordsOf(item)}:${date}:${step}`;

export const wordsOf = (item: string): string => item.replace(/[:\s]/g, '_');

/** The key without its step: what the notices of one clock, or the answers of one day, have in common. */
export const seriesKey = (rule: string, item: string, date: string): string =>
  noticeKey(rule, item, date, 0).slice(0, -2);

const ANSWER = 'answer.';
/** Rule of the ledger's rows for an answer of a kind; those that ask for peace are read again by every sweep. */
export const answerRule = (kind: string): string => ANSWER + kind;
const ACK = answerRule('ack');

/** Whether a key of the ledger is that of an answer; else it is a notice's. */
export const isAnswer = (key: string): boolean => key.startsWith(ANSWER);
export const isAbout = (key: string, item: string): boolean => key.split(':')[1] === wordsOf(item);
export const isAnswerTo = (key: string, item: string): boolean => isAnswer(key) && isAbout(key, item);

/** Somebody knows of an item and asked not to be reminded of it. */
export interface Acknowledged {
  /** The last day on which that holds. */
  readonly until: Day;
  /** The day they said so. */
  readonly on: Day;
}

export interface Step {
  readonly step: number;
  /** Date of the sweep that told it. */
  readonly day: Day;
}

/** What the ledger says has been told. */
export interface Told {
  /** True when this key must not go to this address (any more): it went there, may have gone, or went to others. */
  has(key: string, address: string): boolean;
  /** True when this key went, or may have gone, to this very address. */
  got(key: string, address: string): boolean;
  /** The highest step of a series of notices that was told, whoever got it. */
  last(rule: string, item: string, date: string): Step | null;
  /** Date of the sweep that told this very notice. */
  dayOf(rule: string, item: string, date: string, step: number): Day | null;
  /** The latest notice of a series, by day. */
  lastDay(rule: string, item: string, date: string): Day | null;
  /** True when anything of a rule was told about an item. */
  any(rule: string, item: string): boolean;
  /** What this address asked for last about an item and did not take back; whether it still holds is for the reader to see. */
  acknowledged(item: string, address: string): Acknowledged | null;
}

/** Whether a key went, or may have gone, to any of its addresses. */
const reached = (byAddress: ReadonlyMap<string, string>) => [...byAddress.values()].some((s) => s !== 'unsent');

/**
 * Indexes the ledger. Later rows about the same key and address replace earlier ones; only a row that ends as `unsent`
 * frees its address. A key that went to anybody is not sent to somebody new: a change of owner has its own notice.
 * What people answered is no notice. Of rows that a roll-over moved, the ledger has the gist (rolled.ts).
 */
export const readTold = (ledger: readonly LedgerRow[]): Told => {
  const addresses = new Map<string, Map<string, string>>();
  const days = new Map<string, Day>();
  const acks = new Map<string, Map<string, Acknowledged | null>>();
  // What was moved to an archive is older than all that is said of the same key now.
  for (const row of ledger) {
    if (row.status !== ROLLED) continue;
    for (const { key, to, reached, day } of unpackRolled(row)) {
      ensure(addresses, key, () => new Map<string, string>()).set(to, reached ? 'sent' : 'unsent');
      days.set(key, day);
    }
  }
  for (const { key, to, status, day } of ledger) {
    if (status === ROLLED) continue;
    if (isAnswer(key)) {
      const [rule, item, date = ''] = key.split(':');
      const until = dayFromIso(date);
      if (rule !== ACK || until === null || day === null) continue;
      const ack = status === 'answered' ? { until, on: day } : null;
      ensure(acks, `${item} ${to}`, () => new Map<string, Acknowledged | null>()).set(key, ack);
      continue;
    }
    ensure(addresses, key, () => new Map<string, string>()).set(to, status);
    if (day !== null) days.set(key, day);
  }
  const steps = new Map<string, Step>();
  const latest = new Map<string, Day>();
  const heard = new Set<string>();
  for (const [key, byAddress] of addresses) {
    if (!reached(byAddress)) continue;
    const at = key.lastIndexOf(':');
    const [series, step, day] = [key.slice(0, at), Number(key.slice(at + 1)), days.get(key)];
    if (day === undefined) continue;
    heard.add(series.slice(0, series.lastIndexOf(':')));
    const before = steps.get(series);
    if (!before || step > before.step) steps.set(series, { step, day });
    latest.set(series, Math.max(day, latest.get(series) ?? day));
  }
  return {
    has: (key, address) => {
      const byAddress = addresses.get(key);
      if (byAddress === undefined) return false;
      const own = byAddress.get(address);
      return own !== undefined ? own !== 'unsent' : reached(byAddress);
    },
    got: (key, address) => (addresses.get(key)?.get(address) ?? 'unsent') !== 'unsent',
    dayOf: (rule, item, date, step) => {
      const key = noticeKey(rule, item, date, step);
      const byAddress = addresses.get(key);
      return byAddress && reached(byAddress) ? (days.get(key) ?? null) : null;
    },
    last: (rule, item, date) => steps.get(seriesKey(rule, item, date)) ?? null,
    lastDay: (rule, item, date) => latest.get(seriesKey(rule, item, date)) ?? null,
    any: (rule, item) => heard.has(`${rule}:${wordsOf(item)}`),
    acknowledged: (item, address) =>
      [...(acks.get(`${wordsOf(item)} ${address}`)?.values() ?? [])].findLast((ack) => ack !== null) ?? null,
  };
};
