/** What a request's plan is held against: the finish its initiator wants and the day of its acceptance, and what ends after them. */
import type { Item } from '../item.ts';
import { type Day, isoOf } from '../time/day.ts';
import type { Matter } from './matter.ts';
import type { Request } from './requests.ts';
import { isHistory, type Source } from './source.ts';
import type { StageMatter } from './stages.ts';

/** A day that others count on. */
export interface Promised {
  /** The stage's name; '' for the finish that the request wants. */
  readonly stage: string;
  readonly day: Day;
}

/** A task that ends after the first of the days that were promised. */
export interface LateTask {
  readonly item: Item;
  readonly due: Day;
  /** Workdays after that day. */
  readonly days: number;
}

/** A plan that ends after what was promised. */
export interface LatePlan {
  readonly request: Request;
  /** The days that it does not keep, the earliest first. */
  readonly broken: readonly Promised[];
  readonly tasks: readonly LateTask[];
  /** A task came to be one of them, or later, since the last sweep. */
  readonly worse: boolean;
}

/** The days by which all of a request's work is promised: its wanted finish and its acceptance. After other stages work goes on. */
const promisesOf = ({ values }: Pick<Request, 'values'>, stages: readonly StageMatter[]): readonly Promised[] =>
  [
    ...(values.wantedFinish === null ? [] : [{ stage: '', day: values.wantedFinish }]),
    ...stages.flatMap(({ stage, name, due, open }) =>
      open && due !== null && stage === 'acceptance' ? [{ stage: name, day: due }] : [],
    ),
  ].sort((a, b) => a.day - b.day);

/**
 * Every open request whose open tasks end after what was promised. A day long gone when Baton first saw the request is history;
 * what is late against its own date is said of the task.
 */
export const latePlansOf = (
  source: Source,
  requests: ReadonlyMap<string, Request>,
  stages: ReadonlyMap<string, readonly StageMatter[]>,
  matterOf: (id: string) => Matter | undefined,
): ReadonlyMap<string, LatePlan> => {
  const plans = new Map<string, LatePlan>();
  for (const [id, request] of requests) {
    const matter = matterOf(id);
    if (!matter?.open) continue;
    const promised = promisesOf(request, stages.get(id) ?? []).filter(
      ({ day }) => !isHistory(day, matter.memory, source),
    );
    const plan = latePlanOf(request, promised, source);
    if (plan) plans.set(id, plan);
  }
  return plans;
};

const latePlanOf = (request: Request, promised: readonly Promised[], { snapshot }: Source): LatePlan | null => {
  const [first] = promised;
  if (!first) return null;
  const tasks = request.tasks.flatMap((item): LateTask[] => {
    if (!item.open || item.due === null || item.due <= first.day) return [];
    return [{ item, due: item.due, days: Math.max(1, snapshot.calendar.workdaysBetween(first.day, item.due)) }];
  });
  const end = Math.max(...tasks.map(({ due }) => due));
  if (tasks.length === 0) return null;
  return {
    request,
    broken: promised.filter(({ day }) => day < end),
    tasks: tasks.sort((a, b) => b.due - a.due),
    worse: tasks.some(({ item, due }) => isWorse(item, due, snapshot.today)),
  };
};

/** It came today, or its date moved away since the last sweep. */
const isWorse = ({ seenOn, changes }: Item, due: Day, today: Day): boolean =>
  seenOn === today || changes.some(({ kind, from }) => kind === 'due' && (from === '' || from < isoOf(due)));
