/** Makes a rule of what somebody owes by a limit: when it reminds, when it escalates, and to whom. */
import type { DutyRule } from '../messages/index.ts';
import { type Duty, peopleAt, STEP, stepOf, toldOf } from '../process/duty.ts';
import type { Facts } from '../process/facts.ts';
import { isReached } from '../reach.ts';
import type { Person } from '../snapshot.ts';
import { isoOf } from '../time/day.ts';
import { weekAfter } from '../time/limit.ts';
import type { Rule, Tell, Verdict } from './rule.ts';

/**
 * What a duty's limit says today: told on arrival, on the workday before its end and on the day; late each workday
 * until it escalates, then weekly; stuck, to the division leaders and then to the executive.
 */
const verdictOf = (duty: Duty, { snapshot, notified, reach }: Facts): Verdict<DutyRule> => {
  const { calendar, policy, today } = snapshot;
  const { rule, item, who, since, end, waiting, phase, level, levelOn, stuckSince } = duty;
  const limit = isoOf(end);
  const facts = toldOf(duty, policy);
  const isReachable = (people: readonly (Person | null)[]) => people.some((person) => isReached(person, reach));
  const asking = levelToTell(duty);
  const asked = asking === null ? [] : duty.stuck ? duty.escalatesTo : peopleAt(asking, duty, snapshot);
  // Leaders who are all gone lead nobody: the project lead stands in, as where nobody leads.
  const leaders = asking === 2 || isReachable(asked) ? asked : [policy.projectLead];
  if (asking !== null && (level > 0 || isReachable(leaders))) {
    return {
      date: stuckSince,
      step: stepOf(duty, asking === 1 ? STEP.level1 : STEP.level2),
      level: asking,
      to: leaders,
      cc: [
        ...(duty.raised ? (duty.leaders ? (duty.copied ?? []) : who) : []),
        ...(asking === 1 ? [policy.projectLead] : []),
      ],
      facts: {
        ...facts,
        level: asking,
        stuckSince: isoOf(stuckSince),
        days: duty.daysStill,
        until: asking === 1 ? isoOf(duty.stuck ? duty.executiveOn : (duty.escalatesOn ?? duty.executiveOn)) : null,
        told: levelOn === null ? null : isoOf(levelOn),
      },
    };
  }
  // On the day after which the executive is asked, those who were asked before are told so.
  const isLastDay = level === 1 && !duty.dated && duty.escalatesOn === today && levelOn! < today;
  if (isLastDay && isReached(policy.executive, reach)) {
    return {
      date: today,
      step: stepOf(duty, STEP.day),
      level: 1,
      to: peopleAt(1, duty, snapshot),
      facts: {
        ...facts,
        level: 1,
        stuckSince: isoOf(stuckSince),
        days: duty.daysStill,
        until: isoOf(today),
        told: isoOf(levelOn!),
        last: true,
      },
    };
  }
  // Who is copied hears of it once, with the first that is said of it.
  const isNews = ![STEP.arrived, STEP.eve, STEP.day].some((step) => {
    const day = notified.dayOf(rule, item, limit, stepOf(duty, step));
    return day !== null && day < today;
  });
  const remind = (step: number): Tell<DutyRule> => ({
    date: end,
    step: stepOf(duty, step),
    to: who,
    cc: phase !== 'late' && isNews ? (duty.copied ?? []) : [],
    facts,
  });
  if (levelOn !== null) {
    // The date that people wrote is reminded of by those who were told.
    if (duty.dated && level === 1 && phase !== 'late') {
      return levelOn === today || phase === 'ahead'
        ? { quiet: 'in-time', facts: { end: limit } }
        : { ...remind(STEP[phase]), to: peopleAt(1, duty, snapshot), cc: [] };
    }
    const lastTold = Math.max(levelOn, notified.lastDay(rule, item, limit) ?? levelOn);
    const next = weekAfter(lastTold, calendar);
    if (phase !== 'late' || today < next) return { quiet: 'weekly', facts: { due: limit, next: isoOf(next) } };
  }
  if (phase === 'late' && duty.escalatesOn === null) {
    const last = notified.last(rule, item, limit);
    const next = last && last.step > stepOf(duty, STEP.late) ? weekAfter(last.day, calendar) : today;
    if (today < next) return { quiet: 'weekly-only', facts: { due: limit, next: isoOf(next) } };
  }
  // On the evening of the last day there is nothing new to say to those who were told that it is the last.
  if (phase === 'late') return remind(duty.daysLate > 0 ? STEP.late + duty.daysLate : STEP.day);
  if (phase !== 'ahead') return remind(STEP[phase]);
  if ((waiting || duty.announced) && since <= today) return remind(STEP.arrived);
  return { quiet: 'in-time', facts: { end: limit } };
};

/** The next level where its day has come; else the one it is at, while somebody who is asked there has not heard of it. */
const levelToTell = ({ stuck, unheard, level, nextLevel }: Duty): 1 | 2 | null =>
  stuck ? nextLevel : unheard && level > 0 ? (level as 1 | 2) : null;

/** What is said of a duty's rule; all else is the same for all. */
export type DutyAbout = Pick<Rule, 'needs' | 'answers' | 'answeredPart'>;

/** A rule about what somebody owes by a limit; whose court, since when and until when is read in core/process. */
export const makeDutyRule = (rule: DutyRule, about: DutyAbout): Rule<DutyRule> => ({
  key: rule,
  section: 'move',
  ...about,
  judge: (facts, say) => {
    for (const duty of facts.flow.duties.get(rule) ?? []) say(duty.item, verdictOf(duty, facts));
  },
});
