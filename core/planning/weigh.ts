/** What each mail asks of its reader and owes them by now, and which notices wait for a later one. */
import { subjectFor } from '../mail/index.ts';
import { whyQuiet } from '../messages/facts.ts';
import type { Mail, Notice, Silence, Waiting } from '../plan.ts';
import type { Facts } from '../process/facts.ts';
import { weekEnds } from '../process/week.ts';
import type { Owed } from '../record/delivery.ts';
import { lastSweepOn } from '../record/run.ts';
import { ruleOf } from '../rules/index.ts';
import type { Tells } from '../rules/rule.ts';
import type { Person } from '../snapshot.ts';
import { lazily } from '../text/lazily.ts';
import { groupBy, push } from '../text/maps.ts';
import { isoOf } from '../time/day.ts';
import { isPressing, isSpared, type LetterWait, waitOf } from './preferred.ts';

/** What leaves, what waits, and why that says nothing. */
interface Weighed {
  readonly notices: readonly Notice[];
  readonly mails: readonly Mail[];
  readonly waits: readonly Waiting[];
  readonly silences: readonly Silence[];
  /** What waited for somebody who wants fewer mails since. */
  readonly over: readonly Owed[];
}

/** A notice that does not leave for somebody today, and why. */
interface Kept {
  readonly notice: Notice;
  readonly person: Person;
  readonly why: 'waits' | 'preferred' | 'spared';
  /** Until when; absent of what they are spared. */
  readonly until?: LetterWait;
}

/** For whom a notice waits by the verdict of its rule; undefined where the rule does not say it today. */
export type WaitsFor = (key: string) => ReadonlySet<Person> | undefined;

/**
 * One mail per person, in the order of the directory; within it the notices in the order of the rules. A mail that asks nothing and
 * owes nothing leaves on the last workday of the week; till then its notices wait, and go along with whatever leaves before. What
 * was to leave by now, and did not for whatever reason, is owed. What somebody asked for of their mails comes last: of what they are
 * spared nothing is noted, and a letter of which nothing presses waits until they want one.
 */
export const weigh = (notices: readonly Notice[], waitsFor: WaitsFor, facts: Facts): Weighed => {
  const { notified, snapshot } = facts;
  const { today } = snapshot;
  const { last, next } = weekEnds(today, snapshot);
  const owedBefore = new Map(notified.owed.map((owed) => [placeOf(owed.key, owed.to), owed]));
  // What waits for somebody waits for whoever covers for them as well.
  const owedByName = new Map(
    notified.owed.flatMap((owed) => {
      const name = owed.note?.name ?? '';
      const person = snapshot.people.get(name);
      const reached = person && facts.reach(person);
      const covering = reached && 'person' in reached ? reached.person.name : name;
      return [...new Set([name, covering])].map((one) => [placeOf(owed.key, one), owed] as const);
    }),
  );
  /** Under whatever address: what was refused at an old one is overdue at the new one. */
  const owedTo = (key: string, { name, email }: Person): Owed | undefined =>
    notified.owed.length === 0
      ? undefined
      : (owedBefore.get(placeOf(key, email ?? '')) ?? owedByName.get(placeOf(key, name)));

  /** It was to leave in an earlier sweep, or would have but for what its reader asked for. */
  const isOverdue = ({ status, since, note }: Owed): boolean =>
    status !== 'waits' || note?.preferred === true || since <= last;
  /** No sweep ended on the day on which what waited was to leave: what came about before it is not told apart from what came after. */
  const swept = lastSweepOn(snapshot);
  const isMissed = swept !== -Infinity && swept < last;
  const tells = (notice: Notice, person: Person): Tells => {
    const before = owedTo(notice.key, person);
    const { tells: own, copies = 'waits' } = ruleOf(notice);
    const waiting = waitsFor(notice.key);
    // What is told as it was decided waits as it was decided.
    const told = notice.to.includes(person) ? own : copies;
    if (waiting) return waiting.has(person) ? 'waits' : told;
    if (before?.status === 'waits' && before.note?.preferred !== true) return 'waits';
    return told === 'waits' ? 'owed' : told;
  };
  /** What was to leave by now and did not is owed. */
  const orOwed = (told: Tells, notice: Notice, person: Person): Tells => {
    if (told !== 'waits') return told;
    const before = owedTo(notice.key, person);
    return (before ? isOverdue(before) : isMissed) ? 'owed' : told;
  };

  const byPerson = new Map<Person, Notice[]>();
  for (const person of snapshot.people.values()) byPerson.set(person, []);
  for (const notice of notices) {
    const { to, cc } = notice;
    for (const person of cc.length === 0 && to.length < 2 ? to : new Set([...to, ...cc]))
      push(byPerson, person, notice);
  }
  const mails: Mail[] = [];
  const waits: Waiting[] = [];
  const kept: Kept[] = [];
  const over: Owed[] = [];
  const weekEnd: LetterWait = { on: next, hour: null };
  for (const [to, all] of byPerson) {
    const own: Notice[] = [];
    const items: Record<Tells, Set<string>> = { asks: new Set(), owed: new Set(), waits: new Set() };
    const waitsAnyway = new Set<Notice>();
    for (const notice of all) {
      const told = tells(notice, to);
      if (isSpared(to, notice, told)) {
        kept.push({ notice, person: to, why: 'spared' });
        const before = owedTo(notice.key, to);
        if (before) over.push(before);
        continue;
      }
      const now = orOwed(told, notice, to);
      items[now].add(notice.item);
      own.push(notice);
      if (now === 'waits') waitsAnyway.add(notice);
    }
    if (own.length === 0) continue;
    const [asks, owed] = [items.asks.size, items.owed.size];
    const wait = waitOf(to, snapshot);
    const isKept = wait !== null && !own.some((notice) => isPressing(notice, to, wait, facts));
    if (asks + owed === 0 && today !== next) {
      waits.push({ to, notices: own });
      kept.push(...own.map((notice): Kept => ({ notice, person: to, why: 'waits', until: weekEnd })));
    } else if (isKept) {
      const [byRule, byWish] = [own.filter((one) => waitsAnyway.has(one)), own.filter((one) => !waitsAnyway.has(one))];
      if (byRule.length > 0) waits.push({ to, notices: byRule });
      if (byWish.length > 0) waits.push({ to, notices: byWish, preferred: true });
      kept.push(...own.map((notice): Kept => ({ notice, person: to, why: 'preferred', until: wait })));
    } else mails.push(mailOf(facts, { to, notices: own, asks, owed }));
  }
  if (kept.length === 0) return { notices, mails, waits, silences: [], over };

  const byNotice = groupBy(kept, ({ notice }) => notice);
  const isLeftOut = ({ notice: { key }, person, why }: Kept) =>
    why === 'spared' || owedBefore.has(placeOf(key, person.email ?? ''));
  return {
    // On the day it is decided a notice is for all its readers who want it; after that for those to whom it leaves.
    notices: notices.flatMap((notice) =>
      withoutReaders(
        notice,
        (byNotice.get(notice) ?? []).filter(isLeftOut).map(({ person }) => person),
      ),
    ),
    mails,
    waits,
    silences: [...byNotice].flatMap(([{ rule, item }, all]) =>
      [...groupBy(all, ({ why, until }) => JSON.stringify([why, until])).values()].map((some) => ({
        rule,
        item,
        because: whyKept(some),
      })),
    ),
    over,
  };
};

/** Why something does not leave for some people for whom that is so for one reason. */
const whyKept = (some: readonly Kept[]): Silence['because'] => {
  const names = some.map(({ person }) => person.name);
  const [{ why, until } = { why: 'spared' as const, until: undefined }] = some;
  if (until === undefined) return whyQuiet('spared', { names });
  const on = isoOf(until.on);
  return why === 'waits' ? whyQuiet('waits', { names, on }) : whyQuiet('preferred', { names, on, time: until.hour });
};

/** Its subject is only made where somebody reads it: to a sweep the mail itself says it. */
const mailOf = (facts: Facts, mail: Omit<Mail, 'subject'>): Mail => {
  const subject = lazily(() => subjectFor(facts, mail));
  return {
    ...mail,
    get subject() {
      return subject();
    },
  };
};

const placeOf = (key: string, address: string): string => `${key}\n${address}`;

/** Nothing where nobody is left. */
const withoutReaders = (notice: Notice, people: readonly Person[]): Notice[] => {
  if (people.length === 0) return [notice];
  const left = (all: readonly Person[]) => all.filter((person) => !people.includes(person));
  const [to, cc] = [left(notice.to), left(notice.cc)];
  return to.length + cc.length === 0 ? [] : [{ ...notice, to, cc }];
};
