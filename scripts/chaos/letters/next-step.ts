/** A disturbed sweep that nobody repeats: the next one is that of the scenario's next day, after all that people did until then. */

import type { Facts } from '../../../core/process/facts.ts';
import { type Note, readNote } from '../../../core/record/delivery.ts';
import { parseKey } from '../../../core/record/key.ts';
import { DUTIES } from '../../../core/rules/duties.ts';
import { ruleNamed, ruleOf } from '../../../core/rules/index.ts';
import type { LedgerRow, Person } from '../../../core/snapshot.ts';
import { type Day, dayFromIso, weekdayOf } from '../../../core/time/day.ts';
import type { RawWorkbook } from '../../../core/workbook.ts';
import { decide } from '../../../functions/sweep/decide.ts';
import { live } from '../../../test/support/scenario.ts';
import { tabIn } from '../../tab-in.ts';
import { groundOf } from './grounds.ts';
import { decideOnce, sweepAt, workbookAt } from './moments.ts';
import {
  CLAIM_MINUTES,
  disturb,
  type LetterTrial,
  opened,
  type Stage,
  snapshotOf,
  type TrialResult,
  waitsIn,
} from './property.ts';

/** Null where the scenario ends, or goes on with a day on which nobody is mailed. */
export const tryNextStep = async (place: Stage, trial: LetterTrial): Promise<TrialResult | null> => {
  const { moment, peaceful, trouble } = trial;
  const { next, locale } = moment;
  if (next === null) return null;
  const office = workbookAt(moment);
  const inOffice: Stage = { ...place, ground: { key: 'memory', open: async () => groundOf(office) } };
  return opened(inOffice, moment, async (ground, system) => {
    const broken = await disturb(ground, system, trial);
    const before = new Set(await system.arrived());
    system.calm();
    const store = ground.store();
    await live(office, locale, next);
    const raw = await store.read();
    const { facts, plan } = decideOnce(raw, { now: next.now });
    if (!plan.workday) return null;
    await sweepAt(store, system.mailer(), next.now, CLAIM_MINUTES);
    const arrived = new Set(await system.arrived());
    const after = await snapshotOf(store, next.now);
    const { ledger } = after;
    // Something newer may wait for its day.
    const news = [...[...arrived].filter((line) => !before.has(line)), ...waitsIn(after)];
    for (const line of peaceful.all) {
      if (arrived.has(line)) continue;
      const [key, address] = line.split(' -> ') as [string, string];
      const rows = ledger.filter((row) => row.key === key && row.to === address);
      const status = rows.at(-1)?.status ?? 'nowhere in the ledger';
      // An address that was refused is tried again with whatever is news to its owner.
      if (status === 'refused' && trouble === 'refused') continue;
      const note = noteIn(rows);
      // A rule whose sheet or column is not there today says nothing either way, and what it said waits.
      if (status !== 'overtaken' && !canBeAsked(key, facts)) continue;
      // Whoever wants no mail that day, or not at that hour, gets it with the next.
      if (status !== 'overtaken' && note?.level === 0 && wantsNoMail(address, facts)) continue;
      const reason =
        note && (reasonIn(key, address, note, facts, news) ?? (isSaidStill(raw, key, next.now) ? null : 'it is over'));
      if (status !== 'overtaken' || !reason) broken.push(`${line}: ${status}${reason ? `, though ${reason}` : ''}`);
    }
    return { isHeld: false, broken };
  });
};

const wantsNoMail = (address: string, { snapshot: { people, today, minute } }: Facts): boolean => {
  const prefers = [...people.values()].find(({ email }) => email === address)?.prefers;
  return prefers !== undefined && (prefers.noMailOn.includes(weekdayOf(today)) || minute < (prefers.hour ?? 0));
};

const canBeAsked = (key: string, { snapshot }: Facts): boolean => {
  const rule = ruleNamed(parseKey(key).rule);
  if (!rule || (snapshot.blind && rule.needs.includes('raci'))) return false;
  return rule.needs.every((tab) => snapshot.has[tab]);
};

/** Whether its rule would say it that day if nobody had been told; of what happened once, nobody asks that. */
const isSaidStill = (raw: RawWorkbook, key: string, now: string): boolean => {
  if (ruleNamed(parseKey(key).rule)?.holds !== 'while-said') return true;
  const { sheet, column } = tabIn(raw, '_ledger');
  const rows = sheet.rows.filter(({ cells }) => cells[column('key') - 1] !== key);
  const sheets = raw.sheets.map((one) => (one.title === sheet.title ? { ...one, rows } : one));
  return decide({ ...raw, sheets }, { now }).plan.notices.some((notice) => notice.key === key);
};

const noteIn = (rows: readonly LedgerRow[]): Note | null =>
  rows.map(readNote).findLast((note) => note !== null) ?? null;

/** Why nobody needs to be told any more; null where they should have been. */
const reasonIn = (
  key: string,
  address: string,
  { item: id, level }: Note,
  { items, flow, snooze, reach, snapshot }: Facts,
  news: readonly string[],
): string | null => {
  const [rule = '', about = '', date = ''] = key.split(':');
  const item = items.get(id);
  const isOpen = item ? item.open : flow.matters.get(id)?.open;
  if (isOpen === false) return 'it is over';
  if (news.some((line) => line.split(':')[1] === about && line.endsWith(` ${address}`))) return 'something newer came';
  const reader = [...snapshot.people.values()].find(({ email }) => email === address);
  if (reader && snooze(id, reader, null) !== null) return 'they asked not to be reminded';
  const day = dayFromIso(date);
  if (level > 0) return isEscalated(rule, id, level, day, items, flow) ? null : 'it escalates no more';
  const isTheirs = (people: readonly (Person | null)[]) =>
    people.some((person) => {
      const reached = person && reach(person);
      return person?.email === address || (reached && 'person' in reached && reached.person.email === address);
    });
  // Where nobody owes anything of that kind any more, the rule has no duties at all.
  const owed = flow.duties.get(rule) ?? (rule in DUTIES ? [] : undefined);
  const duties = owed?.filter((duty) => duty.item === id && duty.end === day);
  if (duties && !duties.some(({ who, copied = [], led }) => isTheirs([...who, ...copied, ...led])))
    return 'they owe it no more';
  const { card, holds } = ruleOf({ rule });
  // Reminders of a task’s due date.
  if (item && (card === 'due' || card === 'late')) {
    if (!isTheirs([item.responsible])) return 'it is with somebody else';
    if (item.due !== day || (holds === 'while-late' && !item.late)) return 'it is due on another day';
  }
  if (item && card === 'quiet' && item.quiet?.since !== day) return 'it was updated since';
  return null;
};

const isEscalated = (
  rule: string,
  id: string,
  level: number,
  day: Day | null,
  items: Facts['items'],
  flow: Facts['flow'],
): boolean => {
  const item = items.get(id);
  if (item) return item.stuckSince === day && item.level >= level;
  return (flow.duties.get(rule) ?? []).some(
    (duty) => duty.item === id && duty.stuckSince === day && duty.level >= level,
  );
};
