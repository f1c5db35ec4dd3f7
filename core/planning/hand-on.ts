/** What answers on pages hand on the same day: the notices that need not wait for the next morning, and their letters. */
import { ANSWERS, type AnswerKind, QUIET_ANSWERS, UNDO_MINUTES } from '../answers/model.ts';
import { subjectFor } from '../mail/index.ts';
import type { HandedOn, Mail, Notice, Plan, Waiting } from '../plan.ts';
import { factOf } from '../problem.ts';
import { isNews, partOf } from '../process/duty.ts';
import type { Facts } from '../process/facts.ts';
import { hasArrived } from '../record/delivery.ts';
import { answerRule, isAnswer, parseKey } from '../record/key.ts';
import { isSweep, lastSweepOn } from '../record/run.ts';
import { DUTIES } from '../rules/duties.ts';
import { ruleOf } from '../rules/index.ts';
import type { LedgerRow, Person, Snapshot } from '../snapshot.ts';
import { groupBy, push } from '../text/maps.ts';
import { instantOf, localTime } from '../time/calendar.ts';
import { freshIds } from '../writes/ids.ts';
import { missingRows } from '../writes/rows.ts';
import { newsOf } from './make-plan.ts';
import { isPressing, isSpared, waitOf } from './preferred.ts';

/** At most one such letter a person and hour. */
const HOUR = 60;
const DAY = 24 * HOUR;

/** A plan of what leaves now; all that it does not say is the next morning's. */
export interface HandOnPlan {
  readonly plan: Plan;
  /** When whoever had such a letter within the hour can get the next one, ISO 8601; null where nobody has to wait for that. */
  readonly again: string | null;
}

/** An answer on a page. */
interface Given extends HandedOn {
  /** What it belongs to: a request with all that is of it, else the item itself. */
  readonly circle: string;
  readonly minutesAgo: number;
}

/** A notice with the answer that brought it about. */
interface HandOver {
  readonly notice: Notice;
  readonly by: Given;
  /** Its readers for whom it waits. */
  readonly waits: ReadonlySet<Person>;
}

/** A workday that has been swept, within working hours; and nobody said no. */
export const isTimeToHandOn = (snapshot: Snapshot): boolean => {
  const { calendar, minute, policy, today } = snapshot;
  const isWorking = policy.sweepTime <= minute && minute < policy.workdayEnd;
  return policy.sameDay && isWorking && calendar.isWorkday(today) && lastSweepOn(snapshot) === today;
};

/** The instant of the next morning's sweep. */
export const nextMorning = ({ calendar, policy, today }: Snapshot): string =>
  instantOf(calendar.addWorkdays(today, 1), policy.sweepTime, policy.zone);

/** Rows that Baton adds and that somebody is to be asked for now; they have to stand in the sheets before that. */
export const rowsToHandOn = (facts: Facts): Plan['writes'] => {
  const added = missingRows(facts);
  const about = new Set(handOversIn(facts).map(({ notice }) => notice.item));
  const tabs = new Set(added.filter(({ item }) => about.has(item)).map(({ tab }) => tab));
  return added.filter(({ tab }) => tabs.has(tab));
};

/**
 * What leaves now. `seen` is the workbook now, `morning` the same at the next morning's sweep, both with the rows that are added for it. Only
 * what the morning would tell the same people as well leaves, under the morning's key: so it is not told twice, nor lost.
 */
export const handOnPlan = (seen: Facts, morning: Facts, rows: Plan['writes']): HandOnPlan => {
  const { snapshot } = seen;
  const later = new Map(newsOf(morning).map((news) => [sameness(news.notice), news.notice]));
  const lately = lettersWithinTheHour(snapshot);
  const leaving = new Map<Person, HandOver[]>();
  const waiting = new Map<Person, Notice[]>();
  const notices: Notice[] = [];
  const held: number[] = [];
  for (const now of handOversIn(seen)) {
    const then = later.get(sameness(now.notice));
    if (!then || !hasSameReaders(now.notice, then)) continue;
    const notice = { ...now.notice, key: then.key };
    const readers = [...new Set([...notice.to, ...notice.cc])];
    const concerned = readers.filter((person) => isConcerned(now, person));
    const wanted = concerned.filter((person) => wantsNow(person, now.notice, seen));
    const free = wanted.filter(({ email }) => !lately.has(email ?? ''));
    held.push(...wanted.flatMap(({ email }) => lately.get(email ?? '') ?? []));
    if (free.length === 0) continue;
    notices.push(notice);
    for (const person of readers) {
      if (free.includes(person)) push(leaving, person, { ...now, notice });
      else if (!isSparedOf(now, person)) push(waiting, person, notice);
    }
  }
  const items = new Set(notices.map(({ item }) => item));
  return {
    plan: {
      ...nothingToHandOn(seen),
      notices,
      mails: inOrder(leaving, snapshot).map(([to, all]) => mailOf(to, all, seen)),
      // As if the morning had decided it: what is noted on a Friday does not leave on Monday as if it were late.
      waits: inOrder(waiting, snapshot).map(
        ([to, notices]): Waiting => ({ to, notices, since: morning.snapshot.today }),
      ),
      writes: rows.filter(({ item }) => items.has(item)),
    },
    again: againAt(held, snapshot),
  };
};

/** When the hour is over for the first of those who had a letter so many minutes ago. */
const againAt = (held: readonly number[], { today, minute, policy }: Snapshot): string | null =>
  held.length === 0 ? null : instantOf(today, Math.min(minute + HOUR - Math.max(...held), DAY - 1), policy.zone);

/** A plan in which nothing leaves. */
export const nothingToHandOn = ({ snapshot }: Facts): Plan => ({
  workbook: snapshot.workbook.id,
  at: snapshot.at,
  workday: snapshot.calendar.isWorkday(snapshot.today),
  notices: [],
  mails: [],
  waits: [],
  writes: [],
  silences: [],
  over: [],
  problems: [],
});

/** What is told for the first time, does not wait for the morning, and follows from an answer that stands. */
const handOversIn = (facts: Facts): readonly HandOver[] => {
  const circleOf = circlesIn(facts);
  const answers = answersToday(facts, circleOf);
  if (answers.length === 0) return [];
  const byCircle = groupBy(answers, ({ circle }) => circle);
  const nameless = new Set(freshIds(facts).map(({ item }) => item));
  return newsOf(facts).flatMap(({ notice, waits }): HandOver[] => {
    if (!isAtOnce(notice, facts) || nameless.has(notice.item)) return [];
    const subject = factOf(notice.facts, 'document') ?? factOf(notice.facts, 'predecessor') ?? notice.item;
    const all = byCircle.get(circleOf(notice.item)) ?? byCircle.get(circleOf(subject)) ?? [];
    // What can still be taken back may change what is asked of whom.
    const isOpen = all.some(({ minutesAgo }) => minutesAgo <= UNDO_MINUTES);
    const last = all.find((answer) => answer.minutesAgo === Math.min(...all.map(({ minutesAgo }) => minutesAgo)));
    return last && !isOpen ? [{ notice, waits, by: last }] : [];
  });
};

/** Of duties only what waits for somebody since it came to them, and nothing that was told before. */
const isAtOnce = (notice: Notice, facts: Facts): boolean => {
  if (!ruleOf(notice).atOnce || notice.level > 0) return false;
  if (!isDuty(notice)) return true;
  const part = partOf(parseKey(notice.key).step);
  const duty = facts.flow.duties.get(notice.rule)?.find((one) => one.item === notice.item && (one.part ?? 0) === part);
  return (
    duty !== undefined && (duty.waiting || duty.announced === true) && duty.phase !== 'late' && isNews(duty, facts)
  );
};

const isDuty = ({ rule }: Notice): boolean => rule in DUTIES;

/** What makes it the same tonight and tomorrow morning: a duty’s reminders count the days to its limit. */
const sameness = (notice: Notice): string =>
  isDuty(notice) ? [notice.rule, notice.item, partOf(parseKey(notice.key).step)].join(':') : notice.key;

const hasSameReaders = (a: Notice, b: Notice): boolean => {
  const names = ({ to, cc }: Notice) => JSON.stringify([to.map(({ name }) => name), cc.map(({ name }) => name)]);
  return a.level === b.level && names(a) === names(b);
};

/** It asks something of them, or is owed to them in writing by now and not their own answer; copies of what others are asked are neither. */
const isConcerned = ({ notice, waits, by }: HandOver, person: Person): boolean => {
  const { tells } = ruleOf(notice);
  if (!notice.to.includes(person) || waits.has(person)) return false;
  return tells === 'asks' || (tells === 'owed' && person.name !== by.by);
};

/** Whoever wants no mail now gets what presses all the same; the rest the next morning says, as it would have. */
const wantsNow = (person: Person, notice: Notice, facts: Facts): boolean => {
  const wait = waitOf(person, facts.snapshot);
  return wait === null || isPressing(notice, person, wait, facts);
};

/** Whoever wants fewer mails waits for nothing that is only to know. */
const isSparedOf = ({ notice, waits }: HandOver, person: Person): boolean => {
  const { tells, copies = 'waits' } = ruleOf(notice);
  return isSpared(person, notice, waits.has(person) ? 'waits' : notice.to.includes(person) ? tells : copies);
};

/** Answers that nobody waits for: they hand nothing on, and keep nothing from being handed on. */
const WITHOUT_NEXT: ReadonlySet<AnswerKind> = new Set<AnswerKind>([
  ...QUIET_ANSWERS,
  'progress',
  'help',
  'preferences',
]);
export const hasNext = (kind: AnswerKind): boolean => !WITHOUT_NEXT.has(kind);

const KINDS: ReadonlyMap<string, AnswerKind> = new Map(ANSWERS.filter(hasNext).map((kind) => [answerRule(kind), kind]));

/** Answers of today that were not taken back, given since the last sweep. */
const answersToday = ({ snapshot }: Facts, circleOf: (id: string) => string): readonly Given[] => {
  const { ledger, people, runs, today, minute } = snapshot;
  const last = new Map<string, LedgerRow>();
  for (const row of ledger) {
    if (row.day !== today || !isAnswer(row.key)) continue;
    const before = last.get(`${row.key}\n${row.to}`);
    if ((row.seq ?? 0) >= (before?.seq ?? 0)) last.set(`${row.key}\n${row.to}`, row);
  }
  const names = new Map([...people.values()].map(({ email, name }) => [email, name]));
  const swept = Math.max(0, ...runs.filter(isSweep).map(({ startedAt }) => minuteOf(startedAt, snapshot) ?? 0));
  return [...last.values()].flatMap(({ key, to, status, at }): Given[] => {
    const { rule, item } = parseKey(key);
    const kind = KINDS.get(rule);
    const given = minuteOf(at, snapshot);
    if (status !== 'answered' || !kind || given === null || given < swept) return [];
    const now = today * DAY + minute;
    const answer = { by: names.get(to) ?? to, kind, minute: given - today * DAY };
    return [{ ...answer, circle: circleOf(item), minutesAgo: now - given }];
  });
};

/** Minutes since the first day, by the workbook's clock. */
const minuteOf = (instant: string, { policy }: Pick<Snapshot, 'policy'>): number | null => {
  const local = localTime(instant, policy.zone);
  return local && local.day * DAY + local.minute;
};

/** The request that something belongs to; else what it is about, or the thing itself. */
const circlesIn = ({ items, flow, snapshot: { rows } }: Facts): ((id: string) => string) => {
  const about = new Map([
    ...rows.signoffs.map(({ id, values }) => [id, values.document] as const),
    ...rows.escalations.map(({ id, values }) => [id, values.item] as const),
  ]);
  const requestOf = (id: string) => items.get(id)?.request || flow.matters.get(id)?.request || '';
  return (id) => {
    const subject = about.get(id) || id;
    return requestOf(id) || requestOf(subject) || subject;
  };
};

/** How many minutes ago a letter of this kind left for an address, where that was within the hour. */
const lettersWithinTheHour = (snapshot: Snapshot): ReadonlyMap<string, number> => {
  const { ledger, minute, runs, today } = snapshot;
  const sweeps = new Set(runs.filter(isSweep).map(({ run }) => run));
  const found = new Map<string, number>();
  for (const { key, to, status, day, at, run } of ledger) {
    if (day !== today || isAnswer(key) || !hasArrived(status) || sweeps.has(run)) continue;
    const left = minuteOf(at, snapshot);
    const ago = left === null ? 0 : today * DAY + minute - left;
    if (ago < HOUR) found.set(to, Math.min(ago, found.get(to) ?? HOUR));
  }
  return found;
};

const inOrder = <T>(byPerson: ReadonlyMap<Person, T>, { people }: Snapshot): (readonly [Person, T])[] =>
  [...people.values()].flatMap((person) => {
    const own = byPerson.get(person);
    return own ? [[person, own] as const] : [];
  });

const mailOf = (to: Person, all: readonly HandOver[], facts: Facts): Mail => {
  const notices = all.map(({ notice }) => notice);
  const last = all.reduce((a, b) => (b.by.minutesAgo < a.by.minutesAgo ? b : a));
  const { by, kind, minute } = last.by;
  const isAsked = (notice: Notice) => ruleOf(notice).tells === 'asks';
  const count = (some: readonly Notice[]) => new Set(some.map(({ item }) => item)).size;
  const mail = { to, notices, handedOn: { by, kind, minute } };
  return {
    ...mail,
    subject: subjectFor(facts, mail),
    asks: count(notices.filter(isAsked)),
    owed: count(notices.filter((notice) => !isAsked(notice))),
  };
};
