/** Makes the plan: what the rules say of the facts, as notices, mails, writes and silences. */

import { type QuietCode, type QuietFacts, type RuleKey, saying, type WhyQuiet, whyQuiet } from '../messages/facts.ts';
import type { Notice, Plan, Silence } from '../plan.ts';
import { factOf } from '../problem.ts';
import type { Facts } from '../process/facts.ts';
import { type Reachable, reachedBy } from '../reach.ts';
import { isLastReminder, type Owed } from '../record/delivery.ts';
import { noticeKey, parseKey } from '../record/key.ts';
import { RULES } from '../rules/index.ts';
import { isItemSection, type Rule, type Say, type Tell } from '../rules/rule.ts';
import type { Person } from '../snapshot.ts';
import { isoOf } from '../time/day.ts';
import { writesOf } from '../writes/index.ts';
import { type OwedNotice, resumeOwed } from './resume.ts';
import { weigh } from './weigh.ts';

/** Why nobody is told. */
type Unreached = 'nobody' | 'inactive' | 'no-address';

const NOBODY: ReadonlySet<Person> = new Set();

/** What one rule's verdicts become: notices to people who can be reached, or the reason why not. */
class Collector {
  readonly notices: Notice[] = [];
  silences: Silence[] = [];
  /** What rules say today, by key, of what somebody is still owed. */
  readonly said = new Map<string, OwedNotice>();
  /** For whom what rules say today waits, by key. */
  readonly waitsFor = new Map<string, ReadonlySet<Person>>();
  /** Keys that were told before, with the silence that says so. */
  readonly #told = new Map<string, Silence>();
  /** The last word of each kind. */
  readonly #lately = new Map<QuietCode, WhyQuiet>();
  readonly #facts: Facts;
  readonly #owed: ReadonlySet<string>;
  readonly #workday: boolean;

  constructor(facts: Facts) {
    this.#facts = facts;
    this.#owed = new Set(facts.notified.owed.map(({ key }) => key));
    this.#workday = facts.snapshot.calendar.isWorkday(facts.snapshot.today);
  }

  for({ key: rule, section }: Rule): Say {
    return (item, verdict) => {
      if (verdict === null) return;
      if ('quiet' in verdict) this.#quiet(rule, item, verdict.quiet, verdict.facts ?? {});
      // What asks nothing of anybody is news, and no reminder.
      else
        this.#tell(
          rule,
          item,
          verdict,
          isItemSection(section) && ((verdict.level ?? 0) === 0 || isLastReminder(verdict)),
        );
    };
  }

  #quiet<C extends QuietCode>(rule: RuleKey, item: string, code: C, facts: QuietFacts[C]): Silence {
    const silence: Silence = { rule, item, because: this.#why(code, facts) };
    this.silences.push(silence);
    return silence;
  }

  /** Of many items in a row the same is said. */
  #why<C extends QuietCode>(code: C, facts: QuietFacts[C]): WhyQuiet {
    const last = this.#lately.get(code);
    if (last && isSameFacts(last.facts, facts)) return last;
    const why = whyQuiet(code, facts);
    this.#lately.set(code, why);
    return why;
  }

  /** Which row of the escalations a level is filed in. */
  file(filedIn: ReadonlyMap<string, string>) {
    if (filedIn.size === 0) return;
    for (const [i, notice] of this.notices.entries()) {
      const row = filedIn.get(notice.key);
      if (row !== undefined) this.notices[i] = { ...notice, row };
    }
  }

  /** What earlier sweeps owe goes on: notices with new readers, and silences that are none any more. */
  resume(): readonly Owed[] {
    if (!this.#workday) return [];
    const { notices, over } = resumeOwed(this.#facts, this.said, this.notices);
    const known = new Map(this.notices.map((notice, i) => [notice.key, i]));
    const spoken = new Set(notices.map(({ key }) => this.#told.get(key)));
    for (const notice of notices) {
      const at = known.get(notice.key) ?? this.notices.length;
      const before = this.notices[at];
      this.notices[at] = before ? withReaders(before, notice) : notice;
    }
    if (notices.length > 0) {
      this.notices.sort((a, b) => orderOf(a) - orderOf(b));
      this.silences = this.silences.filter((silence) => !spoken.has(silence));
    }
    return over;
  }

  #tell(rule: RuleKey, item: string, verdict: Tell, isReminder: boolean) {
    const { date, step, level = 0, to, cc = [], waits = [], by = [], because, facts } = verdict;
    const { notified, snapshot, snooze } = this.#facts;
    const key = noticeKey(rule, item, typeof date === 'number' ? isoOf(date) : date, step);
    if (!this.#workday) {
      this.#quiet(rule, item, 'day-off', { date: isoOf(snapshot.today) });
      return;
    }
    const wanted = this.#reached(to);
    const asked = wanted.people.filter((person) => !by.includes(person));
    if (wanted.people.length > 0 && asked.length === 0) {
      this.#quiet(rule, item, 'own-doing', { names: wanted.people.map(({ name }) => name) });
      return;
    }
    if (asked.length === 0) {
      this.#quiet(rule, item, wanted.why, { names: wanted.names });
      return;
    }
    const informed = this.#reached(cc).people.filter((person) => !asked.includes(person) && !by.includes(person));
    const notice = { key, item, level, ...saying(rule, facts, because) };
    this.waitsFor.set(key, this.#waiting([...to, ...cc], waits));
    if (this.#owed.has(key)) this.said.set(key, { ...notice, asked, informed, isReminder });
    const fresh = ({ email }: Reachable) => !notified.has(key, email);
    const [tellTo, tellCc] = [asked.filter(fresh), informed.filter(fresh)];
    if (tellTo.length + tellCc.length === 0) {
      const day = notified.last(rule, item, parseKey(key).date)?.day ?? snapshot.today;
      this.#told.set(key, this.#quiet(rule, item, 'told', { day: isoOf(day) }));
      return;
    }
    const since = factOf(facts, 'since') ?? null;
    const isWanted = (person: Person) => !isReminder || snooze(item, person, since) === null;
    const [wantedTo, wantedCc] = [tellTo.filter(isWanted), tellCc.filter(isWanted)];
    if (wantedTo.length + wantedCc.length === 0) {
      const people = [...tellTo, ...tellCc];
      const until = Math.max(...people.flatMap((person) => snooze(item, person, since) ?? []));
      this.#quiet(rule, item, 'acknowledged', { names: people.map(({ name }) => name), until: isoOf(until) });
      return;
    }
    // As long as they are: what a filter makes has room for more.
    this.notices.push({ ...notice, to: [...wantedTo], cc: [...wantedCc] });
  }

  /** Whoever also stands for somebody for whom it does not wait is told at once. */
  #waiting(all: readonly (Person | null)[], waits: readonly (Person | null)[]): ReadonlySet<Person> {
    if (waits.length === 0) return NOBODY;
    const { reach } = this.#facts;
    const atOnce = reachedBy(
      all.filter((person) => !waits.includes(person)),
      reach,
    );
    return new Set([...reachedBy(waits, reach)].filter((person) => !atOnce.has(person)));
  }

  /** The people mail goes to, once each; and when there is nobody, why. */
  #reached(wanted: readonly (Person | null)[]): { people: Reachable[]; why: Unreached; names: string[] } {
    const people: Reachable[] = [];
    const names: string[] = [];
    let why: Unreached = 'nobody';
    for (const person of wanted) {
      if (person === null) continue;
      const reached = this.#facts.reach(person);
      if ('person' in reached) {
        if (!people.includes(reached.person)) people.push(reached.person);
      } else {
        why = reached.nobody;
        names.push(person.name);
      }
    }
    return { people, why, names };
  }
}

const isSameFacts = (one: object, other: object): boolean => {
  const [before, now] = [one as Record<string, unknown>, other as Record<string, unknown>];
  let more = 0;
  for (const _ in now) more++;
  for (const key in before) if (--more < 0 || before[key] !== now[key]) return false;
  return more === 0;
};

const ORDER: ReadonlyMap<string, number> = new Map(RULES.map(({ key }, i) => [key, i]));
const orderOf = ({ rule }: Notice): number => ORDER.get(rule) ?? RULES.length;

const withReaders = (notice: Notice, { to, cc, others = [] }: Notice): Notice => ({
  ...notice,
  to: [...new Set([...notice.to, ...to])],
  cc: [...new Set([...notice.cc, ...cc])],
  others: others.filter((person) => !notice.to.includes(person)),
});

/** What every rule says of these facts. */
const judge = (facts: Facts): Collector => {
  const { snapshot } = facts;
  const collector = new Collector(facts);
  for (const rule of RULES) {
    if (!rule.needs.every((tab) => snapshot.has[tab])) continue;
    const say = collector.for(rule);
    if (snapshot.blind && rule.needs.includes('raci')) say('', { quiet: 'blind' });
    else rule.judge(facts, say);
  }
  return collector;
};

/** What rules tell for the first time, and those of its readers for whom it waits. */
export interface News {
  readonly notice: Notice;
  readonly waits: ReadonlySet<Person>;
}

/** What is told of these facts for the first time, in the order of the plan. */
export const newsOf = (facts: Facts): readonly News[] => {
  const { notices, waitsFor } = judge(facts);
  return notices.map((notice) => ({ notice, waits: waitsFor.get(notice.key) ?? NOBODY }));
};

/** The plan's notices alone, for whoever only asks who would be told. */
export const noticesOf = (facts: Facts): readonly Notice[] => judge(facts).notices;

/** Everything a sweep would do, as data. Same facts, same plan, byte for byte. */
export const planOf = (facts: Facts): Plan => {
  const { snapshot } = facts;
  const collector = judge(facts);
  // What is told for the first time changes what is remembered; what goes on has changed it before.
  const { writes, filedIn } = writesOf(facts, [...collector.notices]);
  collector.file(filedIn);
  const resumed = collector.resume();
  const { notices, mails, waits, silences, over } = weigh(
    collector.notices,
    (key) => collector.waitsFor.get(key),
    facts,
  );
  return {
    workbook: snapshot.workbook.id,
    at: snapshot.at,
    workday: snapshot.calendar.isWorkday(snapshot.today),
    notices,
    mails,
    waits,
    writes,
    silences: [...collector.silences, ...silences],
    over: [...resumed, ...over],
    problems: snapshot.problems,
  };
};
