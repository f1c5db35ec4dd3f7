/** Meetings by their own rows: whether they have ended, which are kick-offs, what came before and comes next. */
import { lengthOf } from '../read/meetings.ts';
import type { Person, RecordOf, Row, Snapshot } from '../snapshot.ts';
import { groupBy } from '../text/maps.ts';
import { normal } from '../text/words.ts';
import { type Day, MINUTES_A_DAY } from '../time/day.ts';
import { hasPassed } from '../time/limit.ts';
import type { Request } from './requests.ts';
import { type Slot, slotOf } from './slots.ts';
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
  /** It does not take place. */
  readonly cancelled: boolean;
  /** It is cancelled, its request is over, or it was over long before Baton first saw it: nobody is told about it. */
  readonly closed: boolean;
  /** First day on which Baton saw it. */
  readonly seenOn: Day;
  /** What was agreed there to be done. */
  readonly actions: readonly Row<'actions'>[];
  /** Which day of which regular meeting it is; null for one of its own. */
  readonly slot: Slot | null;
}

type Times = Pick<RecordOf<'meetings'>, 'start' | 'end'>;

/** A meeting without an end is taken to last an hour, in minutes. */
const USUAL_LENGTH = 60;

/** When a meeting ends, in minutes after midnight; one whose times nobody wrote ends with the workday. */
export const endOf = (times: Times, { policy }: Pick<Snapshot, 'policy'>): number => {
  const { start, end } = times;
  if (start !== null && lengthOf(times) === null) return start + USUAL_LENGTH;
  return end ?? policy.workdayEnd;
};

/** To put dated meetings in their order: minutes, those of a day that nobody gave a time first. */
export const whenOf = ({ values: { date, start } }: Pick<Held, 'values'>): number =>
  (date ?? 0) * MINUTES_A_DAY + (start ?? 0);

/** All meetings by id, in the order of the sheet; `due`: those that regular ones bring by today. */
export const heldOf = (
  source: Source,
  requests: ReadonlyMap<string, Request>,
  isOver: (request: string) => boolean,
  due: readonly (Pick<Row<'meetings'>, 'id' | 'values'> & { readonly slot: Slot })[],
): ReadonlyMap<string, Held> => {
  const { snapshot } = source;
  const { policy, state, today } = snapshot;
  const actions = groupBy(source.rows('actions'), ({ values }) => values.meeting);
  return new Map(
    [...source.rows('meetings').map((row) => ({ ...row, slot: slotOf(row, source) })), ...due].map(
      ({ id, values, slot }): [string, Held] => {
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
            over: date !== null && hasPassed(date, snapshot, endOf(values, snapshot)),
            cancelled: values.cancelledOn !== null,
            closed: values.cancelledOn !== null || history || isOver(values.request),
            seenOn,
            actions: actions.get(id) ?? [],
            slot,
          },
        ];
      },
    ),
  );
};

/** The day of each request's kick-off that is over, or is still to come. Of two of one request, which is reported, the first counts. */
export const kickoffsOf = (meetings: Iterable<Held>, areOver: boolean): ReadonlyMap<string, Day> => {
  const kickoffs = new Map<string, Day>();
  for (const { over, cancelled, values } of meetings) {
    const { kind, request, date } = values;
    if (kind !== 'kickoff' || request === '' || date === null || cancelled || over !== areOver) continue;
    kickoffs.set(request, Math.min(date, kickoffs.get(request) ?? date));
  }
  return kickoffs;
};

/**
 * A meeting among those of its request, or, where it belongs to none, those of its rhythm, else of its kind; undated ones are in no
 * series.
 */
export interface Neighbours {
  /** What came before it. */
  before(id: string): readonly Held[];
  /** The one after it. */
  next(id: string): Held | undefined;
  /** The first one after it that is still to come. */
  upcoming(id: string): Held | undefined;
}

/** What is held regularly goes by its rhythm, and so does what people held before under the same name. */
const seriesAmong = (meetings: readonly Held[]): ((held: Held) => string) => {
  const nameOf = ({ kind, name }: Held['values']) => `${kind ?? ''}:${normal(name)}`;
  const regular = new Map(
    meetings.flatMap(({ id, values }) => (values.repeats === null ? [] : [[nameOf(values), id] as const])),
  );
  return ({ slot, values }) => slot?.series ?? regular.get(nameOf(values)) ?? `:${values.kind ?? ''}`;
};

export const neighboursIn = (meetings: ReadonlyMap<string, Held>): Neighbours => {
  const dated = [...meetings.values()].filter(({ values }) => values.date !== null);
  const seriesOf = seriesAmong(dated);
  const series = groupBy(
    dated.sort((a, b) => whenOf(a) - whenOf(b)),
    (held) => held.values.request || seriesOf(held),
  );
  const places = new Map<string, { all: readonly Held[]; at: number; upcoming: Held | undefined }>();
  for (const all of series.values()) {
    let upcoming: Held | undefined;
    for (const [at, held] of [...all.entries()].reverse()) {
      places.set(held.id, { all, at, upcoming });
      if (!held.over && !held.closed) upcoming = held;
    }
  }
  const nothing = { all: [], at: 0, upcoming: undefined };
  const placeOf = (id: string) => places.get(id) ?? nothing;
  return {
    before: (id) => placeOf(id).all.slice(0, placeOf(id).at),
    next: (id) => placeOf(id).all[placeOf(id).at + 1],
    upcoming: (id) => placeOf(id).upcoming,
  };
};
