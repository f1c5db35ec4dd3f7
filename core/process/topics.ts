/** Topics of meetings: carried to the next one, looked into by a department, or settled. */
import { joined } from '../messages/format.ts';
import { emptyRecord } from '../read/rows.ts';
import type { RecordOf } from '../snapshot.ts';
import { groupBy } from '../text/maps.ts';
import { type Day, isoOf } from '../time/day.ts';
import { type AgendaEntry, agendaOf } from './agenda.ts';
import type { Held, Neighbours } from './held.ts';
import type { Matter, NewRow, ProcessPart, Standing } from './matter.ts';
import { limitOf } from './requests.ts';
import type { Source } from './source.ts';

/** A topic of a meeting, on the sheet or put there by this sweep. */
export interface Topic {
  readonly id: string;
  readonly values: RecordOf<'topics'>;
}

export interface Topics extends ProcessPart {
  readonly byMeeting: ReadonlyMap<string, readonly Topic[]>;
}

/** Workdays a department has to look into something where nobody wrote a date and no meeting follows. */
const RESEARCH_DAYS = 5;

/**
 * The topics of all meetings. One that is left to the next meeting is put on the agenda of the meeting that follows, once;
 * what a department is to look into is owed by its head; a kick-off or weekly meeting without topics gets its usual ones.
 */
export const topicsOf = (source: Source, meetings: ReadonlyMap<string, Held>, neighbours: Neighbours): Topics => {
  const { snapshot } = source;
  const topics: Topic[] = source.rows('topics').map(({ id, values }) => ({ id, values }));
  const missing: NewRow[] = [];

  const append = (meeting: string, values: AgendaEntry) => {
    const id = source.nextId('topics');
    const { name = '', minutes = null, presenter = null, departments = [], points = '', carriedFrom = '' } = values;
    const cells = {
      id,
      meeting,
      name,
      ...(minutes === null ? {} : { minutes }),
      ...(presenter === null ? {} : { presenter: presenter.name }),
      ...(departments.length === 0 ? {} : { departments: joined(departments, snapshot.policy.locale) }),
      ...(points === '' ? {} : { points }),
      ...(carriedFrom === '' ? {} : { carriedFrom }),
    };
    missing.push({ tab: 'topics', id, values: cells });
    topics.push({ id, values: { ...emptyRecord('topics'), ...values, meeting } });
  };

  /** Where a topic was carried to. */
  const carried = new Map<string, string>();
  for (const { values } of topics) if (values.carriedFrom !== '') carried.set(values.carriedFrom, values.meeting);
  if (snapshot.has.topics) {
    for (const { id, values } of [...topics]) {
      if (values.outcome !== 'next-meeting' || carried.has(id)) continue;
      const next = neighbours.upcoming(values.meeting);
      if (!next) continue;
      const { name, presenter, departments } = values;
      append(next.id, { name, presenter, departments, carriedFrom: id });
      carried.set(id, next.id);
    }
    const planned = new Set(topics.flatMap(({ values }) => (values.carriedFrom === '' ? [values.meeting] : [])));
    for (const held of meetings.values()) {
      if (held.over || held.closed || held.values.date === null || planned.has(held.id)) continue;
      for (const entry of agendaOf(held, neighbours, source)) append(held.id, entry);
    }
  }

  const byMeeting = groupBy(topics, ({ values }) => values.meeting);
  const matters = topics.map((topic) => {
    const held = meetings.get(topic.values.meeting);
    return topicMatter(topic, held, carried.get(topic.id), neighbours.next(topic.values.meeting), source);
  });
  return { matters, missing, byMeeting };
};

const standingOf = ({ outcome, consensus, answer, researchDepartment }: Topic['values'], to?: string): Standing => {
  if (outcome === 'research' && researchDepartment !== '') {
    return answer !== '' ? { code: 'answered' } : { code: 'researched', facts: { department: researchDepartment } };
  }
  if (outcome === 'next-meeting') return { code: 'next-meeting', facts: { meeting: to ?? '' } };
  return { code: outcome === 'agreed' || consensus !== '' ? 'settled' : 'open' };
};

const topicMatter = (
  { id, values: v }: Topic,
  held: Held | undefined,
  carriedTo: string | undefined,
  following: Held | undefined,
  source: Source,
): Matter => {
  const { calendar } = source.snapshot;
  const standing = standingOf(v, carriedTo);
  const memory = source.remember(id, { standing, declared: null, content: [v.consensus, v.outcome, v.answer] });
  const over = held?.closed === true;
  const request = held?.values.request ?? '';
  const due = (): Day => {
    if (v.researchDue !== null) return calendar.addWorkdays(v.researchDue, 0);
    const next = following?.values.date ?? null;
    return next === null
      ? limitOf(held?.request, memory.since, RESEARCH_DAYS, source)
      : calendar.workdayOnOrBefore(next);
  };
  return {
    id,
    tab: 'topics',
    name: v.name,
    request,
    standing,
    open:
      !over &&
      (standing.code === 'open' || standing.code === 'researched' || (standing.code === 'next-meeting' && !carriedTo)),
    memory,
    duties:
      !over && standing.code === 'researched'
        ? [
            source.duty(
              {
                rule: 'topic.followup',
                item: id,
                who: [source.headOf(v.researchDepartment)],
                since: memory.since,
                end: due(),
                waiting: false,
                facts: {
                  request,
                  department: v.researchDepartment,
                  meeting: held?.values.date == null ? null : isoOf(held.values.date),
                },
              },
              memory,
            ),
          ]
        : [],
  };
};
