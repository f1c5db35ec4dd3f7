/** Checks of meetings: length, deciders, late materials, two kick-offs, too many topics for the time. */
import { groupBy } from '../../text/maps.ts';
import { isoOf } from '../../time/day.ts';
import { lengthOf } from '../meetings.ts';
import { before, dayOff, inactive, type RowCheck, type SheetCheck } from './check.ts';

export const MEETINGS: readonly RowCheck<'meetings'>[] = [
  {
    code: 'clock-order',
    column: 'end',
    find: ({ start, end }) => (start !== null && end !== null && end <= start ? { start, end } : null),
  },
  {
    code: 'meeting-length',
    column: 'end',
    find: (values, { policy }) => {
      const length = lengthOf(values);
      const [from, to] =
        values.kind === 'weekly' ? [policy.weeklyMin, policy.weeklyMax] : [policy.meetingMin, policy.meetingMax];
      return length !== null && (length < from || length > to) ? { length, from, to } : null;
    },
  },
  {
    code: 'no-decider',
    column: 'deciders',
    find: ({ deciders, kind }) => (deciders.length === 0 && kind !== 'weekly' ? {} : null),
  },
  {
    code: 'materials-late',
    column: 'materialsOn',
    find: ({ materialsOn, date }) =>
      materialsOn !== null && date !== null && materialsOn > date
        ? { date: isoOf(materialsOn), meeting: isoOf(date) }
        : null,
  },
  before('repeatsUntil', 'date'),
  before('minutesOn', 'date'),
  before('approvedOn', 'minutesOn'),
  dayOff('date'),
  inactive('host'),
];

/** A request is kicked off once; of two kick-offs the later row is reported. */
export const kickoffs: SheetCheck = ({ rows }, report) => {
  const first = new Map<string, string>();
  for (const row of rows.meetings) {
    const { kind, request, cancelledOn } = row.values;
    if (kind !== 'kickoff' || request === '' || cancelledOn !== null) continue;
    const other = first.get(request);
    if (other === undefined) first.set(request, row.id);
    else if (other !== row.id) report('meetings', row, 'request', 'two-kickoffs', { other, request });
  }
};

/** How many topics a meeting has, and whether its time is enough for them. A weekly meeting has those it has. */
export const agendas: SheetCheck = ({ rows, policy }, report) => {
  const topics = groupBy(rows.topics, ({ values }) => values.meeting);
  for (const row of rows.meetings) {
    const own = topics.get(row.id) ?? [];
    const { topicsMin: from, topicsMax: to } = policy;
    const count = own.length;
    if (count > 0 && row.values.kind !== 'weekly' && (count < from || count > to)) {
      report('meetings', row, 'name', 'topics-count', { count, from, to });
    }
    const length = lengthOf(row.values);
    if (length === null) continue;
    let minutes = 0;
    for (const topic of own) {
      const before = minutes;
      minutes += topic.values.minutes ?? 0;
      if (before <= length && minutes > length) {
        report('topics', topic, 'minutes', 'minutes-exceed', { minutes, length });
      }
    }
  }
};
