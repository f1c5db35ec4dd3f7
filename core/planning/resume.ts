/** What earlier sweeps decided and did not deliver: which of it this sweep still tells, and what is over. */

import { savedSaying } from '../messages/facts.ts';
import { distinct } from '../people.ts';
import type { Notice } from '../plan.ts';
import { factOf } from '../problem.ts';
import type { Duty } from '../process/duty.ts';
import type { Facts } from '../process/facts.ts';
import { reachedBy } from '../reach.ts';
import { isInformed, type Note, type Owed } from '../record/delivery.ts';
import { parseKey } from '../record/key.ts';
import { DUTIES } from '../rules/duties.ts';
import { ruleNamed } from '../rules/index.ts';
import { isItemSection, type Rule } from '../rules/rule.ts';
import type { Person } from '../snapshot.ts';
import { groupBy } from '../text/maps.ts';
import { dayFromIso } from '../time/day.ts';
import { HISTORY_WORKDAYS } from '../time/limit.ts';

type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
/** A notice without its readers. */
type Unaddressed = Without<Notice, 'to' | 'cc' | 'others'>;

/** What a rule says today, be it told already or not. */
export type OwedNotice = Unaddressed & {
  /** Everybody it asks and informs who can be reached today. */
  readonly asked: readonly Person[];
  readonly informed: readonly Person[];
  /** It only reminds, of what the sheet shows as well. */
  readonly isReminder: boolean;
};

/** What earlier sweeps decided and did not get to their readers. */
export interface Resumed {
  readonly notices: readonly Notice[];
  /** What is no longer worth saying: its matter is over, or the reader hears something newer of it. */
  readonly over: readonly Owed[];
}

/** What rules tell today for the first time. */
interface News {
  readonly byKey: ReadonlyMap<string, Notice>;
  readonly byItem: ReadonlyMap<string, readonly Notice[]>;
}

/** A notice that goes on, with those who are to get it. */
type Going = Unaddressed & {
  readonly to: Set<Person>;
  readonly cc: Set<Person>;
  readonly others: Set<Person>;
};

/**
 * Everything that is owed is told by this sweep, or is over. What its rule says today as well is told in today's words; of the rest,
 * what once happened (a change, a decision) and what somebody is asked to decide is told as it was decided; a reminder only while
 * it is its reader's, they have not said that they know, and they hear nothing newer of the same thing. An address that was
 * refused is tried again with whatever is news to its owner on a later day, or under their new address at once.
 */
export const resumeOwed = (facts: Facts, said: ReadonlyMap<string, OwedNotice>, fresh: readonly Notice[]): Resumed => {
  const { notified, reach, snapshot } = facts;
  const { today } = snapshot;
  const going = new Map<string, Going>();
  const over: Owed[] = [];
  if (notified.owed.length === 0) return { notices: [], over };
  const mailed = new Set<Person>(fresh.flatMap(({ to, cc }) => [...to, ...cc]));
  const news: News = {
    byKey: new Map(fresh.map((notice) => [notice.key, notice])),
    byItem: groupBy(fresh, ({ item }) => item),
  };
  const peopleNamed = peopleByName(snapshot.people.values());

  const readerOf = (owed: Owed): Person | null => {
    const person = peopleNamed.byAddress.get(owed.to) ?? peopleNamed.byName.get(owed.note?.name ?? '') ?? null;
    const reached = person && reach(person);
    return reached && 'person' in reached ? reached.person : null;
  };

  const tell = (owed: Owed, reader: Person, notice: OwedNotice | null) => {
    const as = (notice && roleIn(notice, reader)) ?? (owed.note && isInformed(owed.note) ? 'cc' : 'to');
    let entry = going.get(owed.key);
    if (!entry) {
      const words = notice ?? noticeOf(owed);
      if (words === null) return;
      const others = notice
        ? notice.asked
        : distinct((owed.note?.to ?? []).map((name) => peopleNamed.byName.get(name) ?? null));
      entry = { ...words, to: new Set(), cc: new Set(), others: new Set(others) };
      going.set(owed.key, entry);
    }
    entry[as].add(reader);
    mailed.add(reader);
  };

  const judge = (owed: Owed, reader: Person | null): 'tell' | 'over' | 'wait' => {
    const of = ruleNamed(parseKey(owed.key).rule);
    // A rule that cannot be asked today, because its sheet is not there or cannot be read, says nothing either way.
    if (!of?.needs.every((tab) => snapshot.has[tab]) || (snapshot.blind && of.needs.includes('raci'))) return 'wait';
    if (reader === null) return isHistory(owed, facts) ? 'over' : 'wait';
    // Whoever covers today, and has it on their own account, hears it once.
    if (reader.email !== null && reader.email !== owed.to && notified.got(owed.key, reader.email)) return 'over';
    if (isTold(news.byKey.get(owed.key), reader)) return 'over';
    const notice = said.get(owed.key);
    const hasRole = notice !== undefined && roleIn(notice, reader) !== null;
    if (hasRole) return isUnwanted(notice, reader, facts) ? 'over' : 'tell';
    if (owed.note === null) return 'over';
    // Whom a letter has left is asked for nothing more from the next day on; what was decided this very day goes out as decided.
    if (notice && owed.since < today && !isInformed(owed.note)) return 'over';
    return holds(owed, owed.note, reader, of, facts, news) ? 'tell' : 'over';
  };

  const waiting: { readonly owed: Owed; readonly reader: Person }[] = [];
  for (const owed of notified.owed) {
    if (!notified.owes(owed.key, owed.to)) continue;
    const reader = readerOf(owed);
    const verdict = judge(owed, reader);
    if (verdict === 'over') over.push(owed);
    if (verdict !== 'tell' || reader === null) continue;
    if (owed.status === 'refused' && reader.email === owed.to) {
      waiting.push({ owed, reader });
      continue;
    }
    tell(owed, reader, said.get(owed.key) ?? null);
    // Under another address it is decided again; the old one is settled.
    if (reader.email !== owed.to) over.push(owed);
  }
  // The address took nothing when it was tried last; something new to say is reason enough to try again, on another day.
  for (const { owed, reader } of waiting) {
    if (owed.day < today && mailed.has(reader)) tell(owed, reader, said.get(owed.key) ?? null);
  }
  const notices = [...going.values()].map(
    ({ to, cc, others, ...notice }): Notice => ({
      ...notice,
      to: [...to],
      cc: [...cc].filter((person) => !to.has(person)),
      others: [...others].filter((person) => !to.has(person)),
    }),
  );
  return { notices, over };
};

const peopleByName = (people: Iterable<Person>) => {
  const byAddress = new Map<string, Person>();
  const byName = new Map<string, Person>();
  for (const person of people) {
    if (person.email !== null && !byAddress.has(person.email)) byAddress.set(person.email, person);
    byName.set(person.name, person);
  }
  return { byAddress, byName };
};

const roleIn = ({ asked, informed }: OwedNotice, reader: Person): 'to' | 'cc' | null =>
  asked.includes(reader) ? 'to' : informed.includes(reader) ? 'cc' : null;

/** They know of it, and asked not to be reminded. */
const isUnwanted = ({ isReminder, item, facts: words }: OwedNotice, reader: Person, { snooze }: Facts): boolean =>
  isReminder && snooze(item, reader, factOf(words, 'since') ?? null) !== null;

const isTold = (notice: Notice | undefined, reader: Person): boolean =>
  notice !== undefined && (notice.to.includes(reader) || notice.cc.includes(reader));

const noticeOf = ({ key, note }: Owed): Unaddressed | null =>
  note && {
    key,
    item: note.item,
    level: note.level,
    ...savedSaying(parseKey(key).rule, note.facts, note.code),
  };

const isHistory = ({ since }: Owed, { snapshot: { calendar, today } }: Facts): boolean =>
  since < calendar.addWorkdays(today, -HISTORY_WORKDAYS);

/** Of an escalation's end whoever was asked to step in hears; where its owner is one of them, it is no word on what they owe. */
const takesReminders = ({ rule }: Notice): boolean => ruleNamed(rule)?.holds !== 'when-over';

/** Whether what was decided and is not said by its rule today is still worth telling. */
const holds = (owed: Owed, note: Note, reader: Person, rule: Rule, facts: Facts, news: News): boolean => {
  const newer = (news.byItem.get(note.item) ?? []).filter(
    ({ to, cc }) => to.includes(reader) || (isInformed(note) && cc.includes(reader)),
  );
  const date = dayFromIso(parseKey(owed.key).date);
  const item = facts.items.get(note.item);
  // Nobody is told about what is done or cancelled, except that it was.
  if (item && !item.open && rule.holds !== 'when-over') return false;
  if (note.level > 0) return isAtLevel(note.item, rule.key, date, note.level, facts);
  // Once the rule no longer says it, it has been seen to.
  if (rule.holds === 'while-said') return false;
  if (!isItemSection(rule.section)) {
    // One change after another: whoever has heard of none of them hears of all.
    const addsUp = rule.card === 'changes';
    return !isHistory(owed, facts) && (addsUp || !newer.some((notice) => notice.rule === rule.key));
  }
  const since = typeof note.facts.since === 'string' ? note.facts.since : null;
  if (newer.some(takesReminders) || facts.snooze(note.item, reader, since) !== null) return false;
  const isFor = (people: readonly (Person | null)[]) => reachedBy(people, facts.reach).has(reader);
  // Where nobody owes anything of that kind any more, it is over as well.
  const duties: readonly Duty[] | undefined = facts.flow.duties.get(rule.key) ?? (rule.key in DUTIES ? [] : undefined);
  if (duties) {
    return duties.some(
      ({ item: id, end, who, copied = [], led }) =>
        id === note.item && end === date && isFor([...who, ...copied, ...led]),
    );
  }
  // A task's reminders are about its due date, or the last update of what has none, and for whoever it is with.
  if (item) {
    const about = rule.card === 'quiet' ? item.quiet?.since : item.due;
    const isLate = item.late || item.court === 'quiet';
    return about === date && isFor([item.reminded]) && (isLate || rule.holds !== 'while-late');
  }
  return facts.flow.matters.get(note.item)?.open ?? false;
};

/** The escalation that was to be told is still going on, at this level or above. */
const isAtLevel = (id: string, rule: string, date: number | null, level: number, { clocks }: Facts): boolean =>
  clocks(rule, id).some((clock) => clock.stuckSince === date && clock.level >= level);
