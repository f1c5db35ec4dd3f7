/** What a clock says today to those above whoever owes it: they are asked, or asked for the last time before the executive. */
import type { Clock, Item } from '../item.ts';
import type { Facts } from '../process/facts.ts';
import { isReached } from '../reach.ts';
import type { Person } from '../snapshot.ts';
import { type Day, type IsoDate, isoOf } from '../time/day.ts';
import type { Quiet } from './rule.ts';

/**
 * `leaders`, `executive`: a level that is reached today, or that somebody there is still to hear of. `last`: those who were asked
 * at level 1 are told that after today the executive is. `until`: the workday whose end brings the executive.
 */
export type Call = {
  readonly date: Day;
  readonly to: readonly (Person | null)[];
  readonly cc: readonly (Person | null)[];
  /** Somebody who is asked can be reached. */
  readonly isHeard: boolean;
} & (
  | { readonly kind: 'leaders' | 'last'; readonly level: 1; readonly until: IsoDate }
  | { readonly kind: 'executive'; readonly level: 2; readonly until: null }
);

/** What goes up: a duty, which may do so on a day that people wrote and that is reminded of as such (`dated`), or a task. */
type Rising = Clock & { readonly dated?: boolean } & Partial<Pick<Item, 'responsible' | 'reminded'>>;

/** Null while nothing is said to them. */
export const callOf = (clock: Rising, { snapshot: { policy, today }, reach }: Facts): Call | null => {
  const {
    stuckSince,
    level,
    levelOn,
    unheard,
    escalatesOn,
    executiveOn,
    nextLevel,
    stuck,
    asked,
    dated = false,
    responsible,
    reminded,
  } = clock;
  if (stuckSince === null || executiveOn === null) return null;
  const isReachable = (people: Call['to']) => people.some((person) => isReached(person, reach));
  // Where level 1 reaches nobody, because nobody is named or all are gone, the project lead stands in; but not for what is nobody's, if they are reminded of it.
  const isReminded = responsible === null && reminded === policy.projectLead;
  const leaders = isReachable(asked[1]) ? asked[1] : isReminded ? [] : [policy.projectLead];
  const first = { level: 1, to: leaders, isHeard: isReachable(leaders), until: isoOf(executiveOn) } as const;
  const asking = stuck ? nextLevel : level;
  if (stuck || unheard) {
    return asking === 2
      ? {
          kind: 'executive',
          level: 2,
          date: stuckSince,
          to: asked[2],
          cc: [],
          isHeard: isReachable(asked[2]),
          until: null,
        }
      : { kind: 'leaders', ...first, date: stuckSince, cc: [policy.projectLead] };
  }
  const isLastDay = level === 1 && !dated && escalatesOn === today && levelOn !== null && levelOn < today;
  return isLastDay && isReached(policy.executive, reach) ? { kind: 'last', ...first, date: today, cc: [] } : null;
};

/** Today's sweep brings it to the next level: nobody is told on a day off, and level 1 needs somebody who can be reached. */
export const risesToday = (clock: Rising, facts: Facts): boolean => {
  const { calendar, today } = facts.snapshot;
  return clock.stuck && calendar.isWorkday(today) && (clock.level > 0 || callOf(clock, facts)?.isHeard === true);
};

/** Whoever owes what was escalated is reminded of it once a week; null where that is today, or it is said each workday. */
export const untilNextWeek = (
  { weeklyOn }: Clock,
  due: IsoDate,
  today: Day,
  quiet: 'weekly' | 'weekly-only' = 'weekly',
): Quiet | null => (weeklyOn !== null && today < weeklyOn ? { quiet, facts: { due, next: isoOf(weeklyOn) } } : null);
