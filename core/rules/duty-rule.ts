/** Makes a rule of what somebody owes by a limit: when it reminds, when it escalates, and to whom. */
import type { DutyRule } from '../messages/index.ts';
import { type Duty, isNews, STEP, stepOf, toldOf } from '../process/duty.ts';
import type { Facts } from '../process/facts.ts';
import type { Policy } from '../snapshot.ts';
import { isoOf, isoOrNull } from '../time/day.ts';
import { type Call, callOf, untilNextWeek } from './level.ts';
import type { Rule, Tell, Verdict } from './rule.ts';

/**
 * What a duty's limit says today: told on arrival, on the workday before its end and on the day; late each workday
 * until it escalates, then weekly; stuck, to the division leaders and then to the executive.
 */
const verdictOf = (duty: Duty, facts: Facts): Verdict<DutyRule> => {
  const { policy, today } = facts.snapshot;
  const { who, since, end, waiting, phase, level, levelOn, weeklyOn } = duty;
  const limit = isoOf(end);
  const inTime = { quiet: 'in-time', facts: { end: limit } } as const;
  const call = callOf(duty, facts);
  // Where nobody above can be reached it stays with whoever owes it.
  if (call !== null && (level > 0 || call.isHeard)) return called(duty, call, policy);
  const remind = (step: number): Tell<DutyRule> => ({
    date: end,
    step: stepOf(duty, step),
    to: who,
    // Who is copied hears of it once, with the first that is said of it.
    cc: phase !== 'late' && isNews(duty, facts) ? (duty.copied ?? []) : [],
    facts: toldOf(duty, policy),
  });
  // The date that people wrote is reminded of by those who were told.
  if (duty.dated && level === 1 && phase !== 'late') {
    return levelOn === today || phase === 'ahead' ? inTime : { ...remind(STEP[phase]), to: duty.asked[1], cc: [] };
  }
  if (level > 0 && weeklyOn !== null && phase !== 'late')
    return { quiet: 'weekly', facts: { due: limit, next: isoOf(weeklyOn) } };
  if (phase === 'late') {
    // On the evening of the last day there is nothing new to say to those who were told that it is the last.
    const reminder = remind(duty.daysLate > 0 ? STEP.late + duty.daysLate : STEP.day);
    return untilNextWeek(duty, limit, today, level > 0 ? 'weekly' : 'weekly-only') ?? reminder;
  }
  if (phase !== 'ahead') return remind(STEP[phase]);
  return (waiting || duty.announced) && since <= today ? remind(STEP.arrived) : inTime;
};

const STEP_OF = { leaders: STEP.level1, executive: STEP.level2, last: STEP.day } as const;

const called = (duty: Duty, { kind, level, date, to, cc, until }: Call, policy: Policy): Tell<DutyRule> => {
  const informed = duty.leaders ? (duty.copied ?? []) : duty.who;
  return {
    date,
    step: stepOf(duty, STEP_OF[kind]),
    level,
    to,
    cc: [...(duty.raised ? informed : []), ...cc],
    facts: {
      ...toldOf(duty, policy),
      level,
      stuckSince: isoOf(duty.stuckSince),
      days: duty.daysStill,
      until,
      told: isoOrNull(duty.levelOn),
      ...(kind === 'last' && { last: true as const }),
    },
  };
};

/** What is said of a duty's rule; all else is the same for all. */
export type DutyAbout = Pick<Rule, 'needs' | 'answers' | 'answersAt' | 'copies' | 'atOnce'>;

/** A rule about what somebody owes by a limit; whose court, since when and until when is read in core/process. */
export const makeDutyRule = (rule: DutyRule, about: DutyAbout): Rule<DutyRule> => ({
  key: rule,
  section: 'move',
  tells: 'asks',
  ...about,
  judge: (facts, say) => {
    for (const duty of facts.flow.duties.get(rule) ?? []) say(duty.item, verdictOf(duty, facts));
  },
});
