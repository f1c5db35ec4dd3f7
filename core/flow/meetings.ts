import type { Day } from '../day.ts';
import { hasPassed } from '../limit.ts';
import type { RecordOf, Snapshot } from '../snapshot.ts';
import type { Part } from './matter.ts';
import type { Request } from './requests.ts';
import type { Signing } from './signing.ts';
import type { Source } from './source.ts';

/** A meeting with what follows from its topics and minutes. */
export interface Meeting {
  readonly id: string;
  readonly values: RecordOf<'meetings'>;
  /** Its end has passed. */
  readonly over: boolean;
}

export interface Meetings extends Part {
  readonly meetings: ReadonlyMap<string, Meeting>;
  /** The day of each request's kick-off, once it is over. */
  readonly kickoffs: ReadonlyMap<string, Day>;
}

/** A meeting without an end is taken to last an hour, in minutes. */
export const USUAL_LENGTH = 60;

/** When a meeting ends, in minutes after midnight; a day whose times nobody wrote ends with the workday. */
export const endOf = ({ start, end }: RecordOf<'meetings'>, { policy }: Pick<Snapshot, 'policy'>): number =>
  end !== null && (start === null || end > start) ? end : start !== null ? start + USUAL_LENGTH : policy.workdayEnd;

const isOver = (v: RecordOf<'meetings'>, snapshot: Snapshot): boolean =>
  v.date !== null && hasPassed(v.date, { ...snapshot, policy: { workdayEnd: endOf(v, snapshot) } });

/** Of two kick-offs of one request, which is reported, the first counts. */
const kickoffsOf = (meetings: Iterable<Meeting>): ReadonlyMap<string, Day> => {
  const kickoffs = new Map<string, Day>();
  for (const { over, values } of meetings) {
    const { kind, request, date } = values;
    if (kind !== 'kickoff' || request === '' || date === null || !over) continue;
    kickoffs.set(request, Math.min(date, kickoffs.get(request) ?? date));
  }
  return kickoffs;
};

export const meetingsOf = (source: Source, requests: ReadonlyMap<string, Request>, signing: Signing): Meetings => {
  void requests;
  void signing;
  const meetings = new Map(
    source
      .rows('meetings')
      .map(({ id, values }): [string, Meeting] => [id, { id, values, over: isOver(values, source.snapshot) }]),
  );
  return { matters: [], missing: [], meetings, kickoffs: kickoffsOf(meetings.values()) };
};
