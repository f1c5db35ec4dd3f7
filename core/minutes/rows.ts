/** Minutes as rows of a workbook: what is there already is left alone, what is unsure is said. */
import type { TabKey } from '../../sheet-templates/index.ts';
import { formatClock, joined } from '../messages/format.ts';
import type { Write, WriteValue } from '../plan.ts';
import type { Facts } from '../process/facts.ts';
import { idSource } from '../read/rows.ts';
import type { Person } from '../snapshot.ts';
import { normal } from '../text/words.ts';
import { isoOf } from '../time/day.ts';
import { freshIds } from '../writes/ids.ts';
import { append } from '../writes/rows.ts';
import type { ActionRead, MeetingRead, TopicRead } from './model.ts';
import { isEverybody, nearName } from './who.ts';

/**
 * What a person has to settle. `host`, `owner` and the like: not in the directory; `near-…`: nor are they, but somebody
 * of a near name is; `attendees`: those who are not; `departments`: those that the workbook does not have; `same-day`: the
 * workbook has a meeting of that date under another name; `decision`: it stands under no topic; `unread`: it was not understood; `left`: lines under no topic; `long-points`: more was said under it than a cell takes; `no-due`, `unclear-due`.
 */
export type DoubtCode =
  | 'no-host'
  | 'host'
  | 'near-host'
  | 'recorder'
  | 'near-recorder'
  | 'attendees'
  | 'near-attendee'
  | 'departments'
  | 'same-day'
  | 'decision'
  | 'unread'
  | 'left'
  | 'long-points'
  | 'presenter'
  | 'near-presenter'
  | 'no-owner'
  | 'owner'
  | 'near-owner'
  | 'everybody'
  | 'owners'
  | 'no-due'
  | 'unclear-due';

export interface MinutesDoubt {
  readonly code: DoubtCode;
  /** Line of the file. */
  readonly line: number;
  /** Id of the row it is about. */
  readonly item: string;
  /** What the minutes say, or the other meeting's id. */
  readonly text: string;
  /** The name in the directory that may be meant; '' where none is near. */
  readonly near: string;
}

export interface Taken<R> {
  readonly id: string;
  /** False for a row that the workbook has already. */
  readonly isNew: boolean;
  readonly read: R;
}

export interface MeetingTaken extends Taken<MeetingRead> {
  readonly topics: readonly Taken<TopicRead>[];
  readonly actions: readonly Taken<ActionRead>[];
}

export interface MinutesRows {
  readonly meetings: readonly MeetingTaken[];
  readonly doubts: readonly MinutesDoubt[];
  readonly writes: readonly Write[];
}

export interface MinutesSource {
  /** What the meeting's row says of where its minutes are: the file's name; '' where there is none. */
  readonly file: string;
  /** Id of the request the meetings belong to; '' for none. */
  readonly request: string;
  /** Id of the meeting whose minutes they are, where that is known; else its date and name say it. */
  readonly meeting?: string;
}

/** Finds people of the directory as minutes write them: by name or address. Two of one name are found by neither. */
export const directoryOf = (people: ReadonlyMap<string, Person>): ((text: string) => Person | null) => {
  const found = new Map<string, Person | null>();
  const put = (text: string, person: Person) => {
    const key = normal(text);
    if (key !== '') found.set(key, found.has(key) && found.get(key) !== person ? null : person);
  };
  for (const person of people.values()) {
    put(person.name, person);
    if (person.email) put(person.email, person);
  }
  return (text) => found.get(normal(text)) ?? null;
};

/** All of a file's meetings, each known by date and name, its topics and actions by their words. */
export const minutesRows = (
  facts: Facts,
  read: readonly (MeetingRead & { readonly date: number })[],
  source: MinutesSource,
): MinutesRows => {
  const { snapshot } = facts;
  const find = directoryOf(snapshot.people);
  const names = [...new Set([...snapshot.people.values()].map(({ name }) => name))];
  const ids = idsIn(facts);
  const writes: Write[] = [];
  const doubts: MinutesDoubt[] = [];
  const here = snapshot.rows.meetings.map(({ id, values: { date, name } }) => ({ id, date, key: normal(name) }));

  const meetings = read.map((meeting): MeetingTaken => {
    const key = normal(meeting.name);
    const there = here.find((row) =>
      source.meeting === undefined ? row.date === meeting.date && row.key === key : row.id === source.meeting,
    );
    const id = there?.id ?? ids.meetings();
    const doubt = (code: DoubtCode, line: number, text = '', item = id, near = '') =>
      doubts.push({ code, line, item, text, near });
    const unknownPerson = (
      code: 'host' | 'recorder' | 'presenter' | 'owner',
      line: number,
      text: string,
      item = id,
    ) => {
      const near = nearName(text, names);
      doubt(near === '' ? code : `near-${code}`, line, text, item, near);
    };
    if (there) writes.push(...freshIds(facts).filter((write) => write.item === id));
    else {
      const other = here.find((row) => row.date === meeting.date);
      if (other) doubt('same-day', meeting.line, other.id);
      here.push({ id, date: meeting.date, key });
      writes.push(append('meetings', id, meetingValues(facts, meeting, id, source, find)));
      if (meeting.host === '') doubt('no-host', meeting.line);
      else if (!find(meeting.host)) unknownPerson('host', meeting.line, meeting.host);
      const unknown = meeting.departments.filter((name) => !snapshot.departments.has(name));
      if (unknown.length > 0) doubt('departments', meeting.line, joined(unknown, snapshot.policy.locale));
      if (meeting.recorder !== '' && !find(meeting.recorder)) unknownPerson('recorder', meeting.line, meeting.recorder);
      const strangers: string[] = [];
      for (const { name } of meeting.attendees) {
        const near = find(name) ? '' : nearName(name, names);
        if (near !== '') doubt('near-attendee', meeting.line, name, id, near);
        else if (!find(name)) strangers.push(name);
      }
      if (strangers.length > 0) doubt('attendees', meeting.line, joined(strangers, snapshot.policy.locale));
      for (const line of meeting.decisions) doubt('decision', line);
      for (const line of meeting.unread) doubt('unread', line);
      const [first] = meeting.left;
      if (first !== undefined) doubt('left', first, rangesOf(meeting.left));
    }

    const topics = taken('topics', id, meeting.topics, facts, ids.topics);
    for (const { isNew, id: topic, read } of topics) {
      if (!isNew) continue;
      writes.push(append('topics', topic, topicValues(read, topic, id, find)));
      if (read.presenter !== '' && !find(read.presenter)) unknownPerson('presenter', read.line, read.presenter, topic);
      if (read.points.length > LONGEST_POINTS) doubt('long-points', read.line, '', topic);
    }
    const actions = taken('actions', id, meeting.actions, facts, ids.actions);
    for (const { isNew, id: action, read } of actions) {
      if (!isNew) continue;
      writes.push(append('actions', action, actionValues(read, action, id, find)));
      const ask = (code: DoubtCode, text = '') => doubt(code, read.line, text, action);
      if (read.owner === '') ask('no-owner');
      else if (isEverybody(read.owner)) ask('everybody', read.owner);
      else if (read.owner.includes('、')) ask('owners', read.owner);
      else if (!find(read.owner)) unknownPerson('owner', read.line, read.owner, action);
      if (read.dueText !== '') ask('unclear-due', read.dueText);
      else if (read.due === null) ask('no-due');
    }
    return { id, isNew: !there, read: meeting, topics, actions };
  });
  return { meetings, doubts, writes };
};

/** `5–9, 12`: lines as people name several. */
const rangesOf = (lines: readonly number[]): string => {
  const ranges: { from: number; to: number }[] = [];
  for (const line of lines) {
    const last = ranges.at(-1);
    if (last && line === last.to + 1) last.to = line;
    else ranges.push({ from: line, to: line });
  }
  return ranges.map(({ from, to }) => (from === to ? String(from) : `${from}–${to}`)).join(', ');
};

const idsIn = ({ snapshot: { rows, state } }: Facts) => {
  const source = (tab: 'meetings' | 'topics' | 'actions') =>
    idSource(tab, () => [...rows[tab].map(({ id }) => id), ...state.keys()]);
  return { meetings: source('meetings'), topics: source('topics'), actions: source('actions') };
};

const taken = <R extends { readonly name: string }>(
  tab: 'topics' | 'actions',
  meeting: string,
  read: readonly R[],
  { snapshot: { rows } }: Facts,
  nextId: () => string,
): Taken<R>[] => {
  const there = new Map<string, string[]>();
  for (const { id, values } of rows[tab]) {
    if (values.meeting === meeting) there.set(normal(values.name), [...(there.get(normal(values.name)) ?? []), id]);
  }
  // Two people may have promised the same: each row in the sheet stands for one of them.
  return read.map((one) => {
    const id = there.get(normal(one.name))?.shift();
    return { id: id ?? nextId(), isNew: id === undefined, read: one };
  });
};

const said = (values: Readonly<Record<string, WriteValue>>): Record<string, WriteValue> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== ''));

type Find = (text: string) => Person | null;

const meetingValues = (
  { snapshot: { policy, departments: known } }: Facts,
  { name, kind, date, start, end, place, host, recorder, attendees, departments, note }: MeetingRead,
  id: string,
  { file, request }: MinutesSource,
  find: Find,
) => {
  const present = attendees
    .flatMap((named) => find(named.name)?.name ?? [])
    .filter((person) => person !== find(host)?.name);
  return said({
    id,
    name,
    kind,
    request,
    date: date === null ? null : isoOf(date),
    start: start === null ? null : formatClock(start),
    end: end === null ? null : formatClock(end),
    place,
    host: find(host)?.name ?? host,
    recorder: find(recorder)?.name ?? recorder,
    executors: joined([...new Set(present)], policy.locale),
    departments: joined(
      departments.filter((department) => known.has(department)),
      policy.locale,
    ),
    note,
    minutes: file,
  });
};

/** Characters; what spreadsheets take in a cell is more, and nobody reads it there. */
const LONGEST_POINTS = 10_000;

const topicValues = (
  { name, minutes, presenter, points, consensus, outcome, researchDepartment, researchDue }: TopicRead,
  id: string,
  meeting: string,
  find: Find,
) =>
  said({
    id,
    meeting,
    name,
    minutes,
    presenter: find(presenter)?.name ?? presenter,
    points: points.slice(0, LONGEST_POINTS),
    consensus,
    outcome,
    researchDepartment,
    researchDue: researchDue === null ? null : isoOf(researchDue),
  });

/** What cannot be one person or one day stands in its cell as it was said: the row is marked until somebody mends it. */
const actionValues = (
  { name, owner, due, dueText, department, resources, output, note }: ActionRead,
  id: string,
  meeting: string,
  find: Find,
) =>
  said({
    id,
    meeting,
    name,
    owner: find(owner)?.name ?? owner,
    department,
    due: due === null ? dueText : isoOf(due),
    resources,
    output,
    note,
  });

/** Without these there is nowhere to write. */
export const MINUTES_TABS = ['meetings', 'topics', 'actions'] as const satisfies readonly TabKey[];
