import type { Day } from '../day.ts';
import { hasPassed } from '../limit.ts';
import { push } from '../maps.ts';
import type { Person, RecordOf, Row, Snapshot } from '../snapshot.ts';
import type { Request } from './requests.ts';
import { isHistory, type Source } from './source.ts';

/** A meeting as its own row has it, with what the clock says of it. */
export interface Held {
  readonly id: string;
  readonly values: RecordOf<'meetings'>;
  readonly request: Request | undefined;
  readonly organiser: Person | null;
  readonly recorder: Person | null;
  /** Its end has passed. */
  readonly over: boolean;
  /** Its request is over, or it was over long before Baton first saw it: nobody is told about it. */
  readonly closed: boolean;
  /** First day on which Baton saw it. */
  readonly seenOn: Day;
  /** What was agreed there to be done. */
  readonly actions: readonly Row<'actions'>[];
}

type Times = Pick<RecordOf<'meetings'>, 'start' | 'end'>;

/** A meeting without an end is taken to last an hour, in minutes. */
const USUAL_LENGTH = 60;

/** When a meeting ends, in minutes after midnight; one whose times nobody wrote ends with the workday. */
export const endOf = (times: Times, { policy }: Pick<Snapshot, 'policy'>): number =>
  lengthOf(times) !== null
    ? times.end!
    : times.start !== null
      ? times.start + USUAL_LENGTH
      : (times.end ?? policy.workdayEnd);

/** How long it lasts, in minutes; null where the row does not say. */
export const lengthOf = ({ start, end }: Times): number | null =>
  start !== null && end !== null && end > start ? end - start : null;

/** All meetings by id, in the order of the sheet. */
export const heldOf = (
  source: Source,
  requests: ReadonlyMap<string, Request>,
  isOver: (request: string) => boolean,
): ReadonlyMap<string, Held> => {
  const { snapshot } = source;
  const { policy, state, today } = snapshot;
  const actions = new Map<string, Row<'actions'>[]>();
  for (const row of source.rows('actions')) push(actions, row.values.meeting, row);
  return new Map(
    source.rows('meetings').map(({ id, values }): [string, Held] => {
      const { date, host } = values;
      const request = requests.get(values.request);
      const organiser = values.organiser ?? policy.organiser ?? host;
      const seenOn = state.get(id)?.seenOn ?? today;
      const history = date !== null && isHistory(date, { seenOn }, source);
      return [
        id,
        {
          id,
          values,
          request,
          organiser,
          recorder: values.recorder ?? organiser,
          over: date !== null && hasPassed(date, { ...snapshot, policy: { workdayEnd: endOf(values, snapshot) } }),
          closed: history || isOver(values.request),
          seenOn,
          actions: actions.get(id) ?? [],
        },
      ];
    }),
  );
};

/** Of two kick-offs of one request, which is reported, the first counts. */
export const kickoffsOf = (meetings: Iterable<Held>): ReadonlyMap<string, Day> => {
  const kickoffs = new Map<string, Day>();
  for (const { over, values } of meetings) {
    const { kind, request, date } = values;
    if (kind !== 'kickoff' || request === '' || date === null || !over) continue;
    kickoffs.set(request, Math.min(date, kickoffs.get(request) ?? date));
  }
  return kickoffs;
};

/** Meetings of one request, and those of one kind that belong to none: what came before a meeting and what comes after. */
export interface Neighbours {
  before(id: string): readonly Held[];
  after(id: string): readonly Held[];
}

export const neighboursIn = (meetings: ReadonlyMap<string, Held>): Neighbours => {
  const series = new Map<string, Held[]>();
  const keyOf = ({ values: { request, kind } }: Held) => (request !== '' ? request : `:${kind ?? ''}`);
  const when = ({ values: { date, start } }: Held) => date! * 1440 + (start ?? 0);
  for (const held of meetings.values()) if (held.values.date !== null) push(series, keyOf(held), held);
  for (const held of series.values()) held.sort((a, b) => when(a) - when(b));
  const places = new Map<string, { readonly all: readonly Held[]; readonly at: number }>();
  for (const all of series.values()) for (const [at, { id }] of all.entries()) places.set(id, { all, at });
  const beside = (id: string, part: (all: readonly Held[], at: number) => readonly Held[]): readonly Held[] => {
    const place = places.get(id);
    return place ? part(place.all, place.at) : [];
  };
  return {
    before: (id) => beside(id, (all, at) => all.slice(0, at)),
    after: (id) => beside(id, (all, at) => all.slice(at + 1)),
  };
};
