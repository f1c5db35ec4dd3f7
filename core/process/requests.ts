/** Where each request stands, what it lacks, and its review. */
import type { Item } from '../item.ts';
import type { Described, PlainStanding } from '../messages/facts.ts';
import { factOf } from '../problem.ts';
import type { Person, RecordOf } from '../snapshot.ts';
import { groupBy } from '../text/maps.ts';
import { type Day, isoOrNull } from '../time/day.ts';
import { isMeasurable } from '../wording/goal.ts';
import type { Duty } from './duty.ts';
import type { Matter, Standing } from './matter.ts';
import type { Source } from './source.ts';
import { daysFor } from './urgency.ts';

/** A request with what its own row says; what follows from other tabs is added as it is read. */
export interface Request {
  readonly id: string;
  readonly values: RecordOf<'requests'>;
  readonly name: string;
  /** Whom to talk to: the contact, else the initiator. */
  readonly contact: Person | null;
  /** Head of the initiating department, who reviews it. */
  readonly head: Person | null;
  readonly urgent: boolean;
  readonly review: Review;
  readonly gaps: Gaps;
  /** What stands where its date of submission is to stand, and nobody can read; null where it can be read, or is empty. */
  readonly unreadDate: string | null;
  /** Its planned tasks; and all that is tracked of it, actions and improvements too. */
  readonly tasks: readonly Item[];
  readonly items: readonly Item[];
}

/** What has to stand in a request before anybody can answer it, in the order of the sheet. */
const NEEDED = [
  'name',
  'initiatingDepartment',
  'initiator',
  'goal',
  'departments',
  'expected',
  'wantedFinish',
] as const satisfies readonly (keyof RecordOf<'requests'>)[];

/** What a request lacks. */
export interface Gaps {
  /** Columns that are empty. One that the sheet does not have is nobody's to fill in, one nobody can read is the keeper's. */
  readonly missing: readonly (typeof NEEDED)[number][];
  /** There is a goal, and nobody could tell when it is reached. */
  readonly goal: boolean;
  /** The set as a number, a bit for each gap; 0 when nothing is lacking. */
  readonly set: number;
}

const gapsOf = (v: RecordOf<'requests'>, unreadable: ReadonlySet<string>, { snapshot }: Source): Gaps => {
  const isEmpty = (key: (typeof NEEDED)[number]) => {
    const value = v[key];
    return value === null || value === '' || (Array.isArray(value) && value.length === 0);
  };
  const missing = NEEDED.filter(
    (key) => isEmpty(key) && snapshot.hasColumn('requests', key) && !unreadable.has(`${v.id}.${key}`),
  );
  const goal = v.goal !== '' && !isMeasurable(v.goal);
  const bits = missing.reduce((sum, key) => sum | (1 << NEEDED.indexOf(key)), 0);
  return { missing, goal, set: bits | (goal ? 1 << NEEDED.length : 0) };
};

/**
 * `open`: submitted and not judged; `none`: not submitted. What has passed was handed in, whatever became of the date. A
 * workbook without a column for the result has no review.
 */
type Review = 'none' | 'open' | 'passed' | 'sent-back';

const reviewOf = (v: RecordOf<'requests'>, { snapshot }: Source): Review => {
  if (v.reviewResult === 'passed') return 'passed';
  if (v.submittedOn === null) return 'none';
  if (!snapshot.hasColumn('requests', 'reviewResult')) return 'passed';
  if (v.reviewResult === null) return 'open';
  // Submitted again after it was sent back.
  return v.reviewedOn !== null && v.submittedOn > v.reviewedOn ? 'open' : 'sent-back';
};

export const requestsOf = (source: Source): ReadonlyMap<string, Request> => {
  const unreadable = new Set(
    source.snapshot.problems.flatMap(({ tab, item, column, code }) =>
      tab === 'requests' && code !== 'required' ? [`${item}.${column}`] : [],
    ),
  );
  const undated = new Map(
    source.snapshot.problems.flatMap(({ tab, item, column, facts }) =>
      tab === 'requests' && column === 'submittedOn' && source.isUnread('requests.submittedOn', item)
        ? [[item, factOf(facts, 'text') ?? ''] as const]
        : [],
    ),
  );
  const tracked = groupBy(source.items.values(), ({ request }) => request);
  return new Map(
    source.rows('requests').map(({ id, values }) => {
      const items = tracked.get(id) ?? [];
      const request: Request = {
        id,
        values,
        name: values.name || id,
        contact: values.contact ?? values.initiator,
        head: source.headOf(values.initiatingDepartment),
        urgent: values.scenario === 'urgent',
        review: reviewOf(values, source),
        gaps: gapsOf(values, unreadable, source),
        unreadDate: values.submittedOn === null ? (undated.get(id) ?? null) : null,
        tasks: items.filter(({ tab }) => tab === 'raci'),
        items,
      };
      return [id, request];
    }),
  );
};

/** What somebody has to know of a request to judge it. */
export const describing = ({ values: v, contact }: Request): Described => ({
  goal: v.goal,
  asker: contact?.name ?? '',
  from: v.initiatingDepartment,
  wanted: isoOrNull(v.wantedFinish),
});

/** A limit in workdays; an urgent request's is at most policy.urgentDays. */
export const limitOf = (
  request: Request | undefined,
  since: Day,
  days: number,
  { snapshot: { policy, calendar } }: Pick<Source, 'snapshot'>,
): Day => calendar.addWorkdays(since, daysFor(request?.urgent === true, days, policy));

/** What other tabs say of a request. */
export interface Progress {
  /** Departments asked, and how many of them have confirmed and signed; the day the last one did. */
  readonly needed: number;
  readonly confirmed: number;
  readonly confirmedOn: Day | null;
  /** The kick-off meeting's day, once it is over; and the day for which one that is to come is called. */
  readonly kickedOffOn: Day | null;
  readonly kickoffOn: Day | null;
  /** The day a round of acceptance passed; and whether one has begun. */
  readonly passedOn: Day | null;
  readonly accepting: boolean;
  readonly archivedOn: Day | null;
}

/** Cancelled or archived: nobody is told about it any more, nor about what belongs to it. */
export const isOver = (request: Request | undefined, progress: Pick<Progress, 'archivedOn'> | undefined): boolean =>
  (request !== undefined && request.values.cancelledOn !== null) ||
  (progress !== undefined && progress.archivedOn !== null);

/** Where a request stands and since when, derived from the rows. The furthest step that the facts show counts. */
export const standingOf = (
  { values: v, review, tasks }: Request,
  progress: Progress,
): { standing: Standing; declared: Day | null } => {
  const at = (code: PlainStanding, declared: Day | null) => ({ standing: { code }, declared });
  if (v.cancelledOn !== null) return at('cancelled', v.cancelledOn);
  if (progress.archivedOn !== null) return at('archived', progress.archivedOn);
  if (progress.passedOn !== null) return at('retrospective', progress.passedOn);
  const done = tasks.filter(({ status }) => status === 'done').length;
  const over = tasks.filter(({ open }) => !open).length;
  if (progress.accepting || (done > 0 && over === tasks.length)) return at('acceptance', null);
  const started = tasks.some(({ status }) => status !== 'not-started' && status !== 'cancelled');
  const confirmed = progress.needed > 0 && progress.confirmed === progress.needed;
  // Where departments have to confirm, work that somebody began early does not start the plan.
  const free = progress.needed === 0 && (review === 'passed' || review === 'none');
  if (started && (confirmed || progress.kickedOffOn !== null || free)) {
    return { standing: { code: 'running', facts: { done, tasks: tasks.length } }, declared: null };
  }
  if (progress.kickedOffOn !== null) return at('kicked-off', progress.kickedOffOn);
  if (confirmed) return at('confirmed', progress.confirmedOn);
  switch (review) {
    case 'none':
      return at('draft', null);
    case 'open':
      return at('in-review', v.submittedOn);
    case 'sent-back':
      return at('sent-back', v.reviewedOn);
    case 'passed': {
      const { needed, confirmed } = progress;
      return needed > 0
        ? { standing: { code: 'with-departments', facts: { needed, confirmed } }, declared: v.reviewedOn }
        : at('confirmed', v.reviewedOn ?? v.submittedOn);
    }
  }
};

/** What of a request its departments have agreed to, and are told of when it changes. */
const SHARED = ['name', 'goal', 'scope', 'expected', 'wantedFinish', 'departments'] as const;

/** What its people mend in a request that was sent back. */
const MENDED = [
  ...SHARED,
  'background',
  'milestones',
  'attachments',
  'resourcePeople',
  'resourceBudget',
  'resourceData',
  'resourceTime',
  'resourceAuthority',
] as const;

/** A request as a matter: its review, and the duties that other parts of the process found it to owe. */
export const requestMatter = (request: Request, progress: Progress, owed: readonly Duty[], source: Source): Matter => {
  const { id, name, head, values: v } = request;
  const { standing, declared } = standingOf(request, progress);
  const unread = SHARED.some((column) => source.isUnread(`requests.${column}`, id));
  const memory = source.remember(id, {
    standing,
    declared,
    content: [
      ...[v.submittedOn, v.reviewComplete, v.reviewGoal, v.reviewResources, v.reviewDates, v.reviewResult],
      ...(standing.code === 'sent-back' ? MENDED.map((column) => v[column]) : []),
    ],
    ...(unread ? {} : { scope: SHARED.map((column) => v[column]) }),
  });
  const review =
    standing.code === 'in-review' && v.submittedOn !== null
      ? [
          source.duty(
            {
              rule: 'request.review',
              item: id,
              who: [head],
              since: v.submittedOn,
              end: limitOf(request, v.submittedOn, source.snapshot.policy.reviewDays, source),
              waiting: true,
              facts: { request: id, name, ...describing(request) },
            },
            memory,
          ),
        ]
      : [];
  const open = standing.code !== 'archived' && standing.code !== 'cancelled';
  return { id, tab: 'requests', name, request: id, standing, open, memory, duties: open ? [...review, ...owed] : [] };
};
