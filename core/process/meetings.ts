/** Where each meeting stands, from materials to approved minutes, and who is invited, owes something or gets them. */
import { atStep, type PlainStanding } from '../messages/facts.ts';
import { distinct } from '../people.ts';
import { departmentsAsked } from '../read/meetings.ts';
import type { Person } from '../snapshot.ts';
import { minutesText } from '../text/minutes.ts';
import { type Day, isoOrNull, MINUTES_A_DAY } from '../time/day.ts';
import type { DraftPart, Duty, DutyDraft } from './duty.ts';
import { endOf, type Held, heldOf, kickoffsOf, type Neighbours, neighboursIn } from './held.ts';
import type { Matter, Memory, ProcessPart, Standing } from './matter.ts';
import { limitOf, type Request } from './requests.ts';
import { dueMeetings, rowOfMeeting } from './series.ts';
import { type Document, type Signed, type Signing, signaturesUnder } from './signing.ts';
import { slotText } from './slots.ts';
import type { Source } from './source.ts';
import { type Topic, topicsOf } from './topics.ts';

/** A meeting with what follows from its topics and minutes. */
export interface Meeting extends Held {
  readonly topics: readonly Topic[];
  /** Whom it concerns: who leads and records it, who decides, executors whose topic it is, who presents one, and who stands for its departments. */
  readonly invited: readonly Person[];
  /** The day its minutes were approved, when they are news; who gets them then. */
  readonly sentOn: Day | null;
  readonly readers: readonly Person[];
}

export interface Meetings extends ProcessPart {
  readonly meetings: ReadonlyMap<string, Meeting>;
  readonly neighbours: Neighbours;
  /** The day of each request's kick-off, once it is over. */
  readonly kickoffs: ReadonlyMap<string, Day>;
  /** The day for which the kick-off of a request is called that is still to come. */
  readonly called: ReadonlyMap<string, Day>;
  /** What is signed under their minutes. */
  readonly signed: readonly Signed[];
}

export const meetingsOf = (source: Source, requests: ReadonlyMap<string, Request>, signing: Signing): Meetings => {
  const due = dueMeetings(source, signing.isOver).map((one) => ({ id: source.nextId('meetings'), ...one }));
  const all = heldOf(source, requests, signing.isOver, due);
  const neighbours = neighboursIn(all);
  const { matters: topicMatters, missing, byMeeting } = topicsOf(source, all, neighbours);
  const matters: Matter[] = [];
  const meetings = new Map<string, Meeting>();
  const signed: Signed[] = [];
  for (const held of all.values()) {
    const topics = byMeeting.get(held.id) ?? [];
    const papers = held.closed ? NO_PAPERS : papersOf(held, topics, source, signing);
    const { matter, approved } = meetingMatter(held, papers, source);
    const news = approved !== null && approved >= source.snapshot.calendar.addWorkdays(held.seenOn, -1);
    matters.push(matter);
    signed.push(...papers.signed);
    meetings.set(held.id, {
      ...held,
      topics,
      invited: invitedTo(held, topics, source),
      sentOn: news && !held.closed ? approved : null,
      readers: readersOf(held, topics, source),
    });
  }
  return {
    ...{ meetings, neighbours, signed },
    missing: [...due.map((one) => rowOfMeeting(one.id, one, source)), ...missing],
    matters: [...matters, ...topicMatters],
    kickoffs: kickoffsOf(all.values(), true),
    called: kickoffsOf(all.values(), false),
  };
};

/** Where a meeting and its minutes stand, and what is owed to them. `approved`: the day the present text was approved. */
const meetingMatter = (held: Held, papers: Papers, source: Source): { matter: Matter; approved: Day | null } => {
  const { id, values: v, closed } = held;
  const { standing, declared } = standingOf(held, papers);
  const memory = source.remember(id, {
    standing,
    declared,
    content: [v.materialsOn, v.feedbackFrom, v.feedback, v.minutes, v.minutesOn, v.approvedOn],
    scope: [v.date, v.start, v.end, v.place, ...(held.cancelled ? ['cancelled'] : [])],
  });
  const owes: Owes = (draft) => source.duty({ ...draft, item: id }, memory);
  return {
    approved: standing.code === 'approved' ? v.approvedOn : null,
    matter: {
      id,
      tab: 'meetings',
      name: v.name,
      request: v.request,
      standing,
      open: !closed && standing.code !== 'approved',
      memory,
      slot: held.slot === null ? '' : slotText(held.slot),
      duties: closed || v.date === null ? [] : dutiesOf(held, v.date, standing, memory, papers, owes, source),
    },
  };
};

type Owed = 'meeting.materials' | 'meeting.minutes';
type Owes = (draft: DraftPart<Owed, Exclude<keyof DutyDraft, 'item'>>) => Duty;

const aboutIt = ({ values: v }: Held) => ({ request: v.request, meeting: isoOrNull(v.date) });

/** What has been signed of a meeting's minutes; null for what is not asked yet. */
interface Papers {
  /** The department heads' signatures, which a kick-off's minutes need before they are approved. */
  readonly heads: Signed | null;
  readonly approval: Signed | null;
  /** All that is signed. */
  readonly signed: readonly Signed[];
}
const NO_PAPERS: Papers = { heads: null, approval: null, signed: [] };

const isMinuted = ({ over, values: { minutes, minutesOn, approvedOn } }: Held) =>
  over && (minutes !== '' || minutesOn !== null || approvedOn !== null);

/**
 * The signatures under a meeting's minutes. A kick-off's are signed by the department heads before they are approved;
 * others, once approved, by those who took on an action. The approval itself is the host's signature.
 */
const papersOf = (held: Held, topics: readonly Topic[], source: Source, signing: Signing): Papers => {
  const { id, values: v } = held;
  if (!isMinuted(held)) return NO_PAPERS;
  const document = { id, name: v.name, request: v.request, fields: minutesText(v, topics, held.actions) };
  const ask = (kind: Document['kind'], signers: Document['signers'], days: Pick<Document, 'since' | 'signedOn'>) =>
    signaturesUnder({ ...document, kind, signers, ...days }, signing);
  const heads = v.kind === 'kickoff' ? ask('minutes', headsOf(held, source), { since: v.minutesOn }) : null;
  const first = heads === null ? [] : [heads];
  if (v.approvedOn === null || heads?.complete === false) return { heads, approval: null, signed: first };
  const approval = ask('approval', [v.host], { since: v.approvedOn, signedOn: v.approvedOn });
  const takers = heads === null && approval.complete ? distinct(held.actions.map(({ values }) => values.owner)) : [];
  const afterwards = takers.length > 0 ? [ask('minutes', takers, { since: v.approvedOn })] : [];
  return { heads, approval, signed: [...first, approval, ...afterwards] };
};

const standingOf = (held: Held, { heads, approval }: Papers): { standing: Standing; declared: Day | null } => {
  const { date, minutesOn, approvedOn } = held.values;
  const at = (code: PlainStanding, declared: Day | null) => ({ standing: { code }, declared });
  if (held.cancelled) return at('cancelled', held.values.cancelledOn);
  if (!held.over) return at('planned', null);
  if (!isMinuted(held)) return at('held', date);
  if (heads?.complete === false) return at('to-sign', minutesOn);
  if (approvedOn === null) {
    const signedOn = heads?.on ?? null;
    return at(
      'minuted',
      signedOn === null || minutesOn === null ? (signedOn ?? minutesOn) : Math.max(signedOn, minutesOn),
    );
  }
  return approval?.complete === false ? at('reopened', null) : at('approved', approvedOn);
};

const dutiesOf = (
  held: Held,
  date: Day,
  standing: Standing,
  memory: Memory,
  papers: Papers,
  owes: Owes,
  source: Source,
): readonly Duty[] => {
  const { values: v, request, seenOn, recorder } = held;
  const { calendar, policy } = source.snapshot;
  switch (standing.code) {
    case 'planned':
      return v.kind === 'weekly' ? [] : preparation(held, date, memory, owes, source);
    case 'held': {
      // A limit that falls on a day off ends on the workday after it, at the same time of day.
      const total = endOf(v, source.snapshot) + policy.minutesHours * 60;
      const end = calendar.addWorkdays(date + Math.floor(total / MINUTES_A_DAY), 0);
      const limit =
        end >= seenOn ? { end, endMinute: total % MINUTES_A_DAY } : { end: calendar.addWorkdays(seenOn, 1) };
      const owed = atStep('meeting.minutes', 'write', aboutIt(held));
      return [owes({ ...owed, who: [recorder], since: date, ...limit, waiting: false })];
    }
    case 'minuted':
    case 'reopened': {
      const since = Math.max(memory.since, seenOn);
      const changed = papers.approval?.changed ?? [];
      const owed =
        changed.length > 0
          ? atStep('meeting.minutes', 'again', { ...aboutIt(held), approval: true, changed })
          : atStep('meeting.minutes', 'approve', { ...aboutIt(held), approval: true });
      return [
        owes({
          ...owed,
          part: 1,
          who: [v.host],
          since,
          end: limitOf(request, since, policy.approveDays, source),
          waiting: true,
        }),
      ];
    }
    default:
      return [];
  }
};

/** Before a meeting: its materials, then what each department writes back. */
const preparation = (held: Held, date: Day, memory: Memory, owes: Owes, source: Source): readonly Duty[] => {
  const { values: v, organiser, seenOn } = held;
  const { calendar, policy, hasColumn } = source.snapshot;
  /** A limit that had passed when the meeting, or the materials, came is the workday before the meeting; or none. */
  const inTime = (days: number, since: Day): Day | null =>
    [calendar.addWorkdays(date, -days), calendar.addWorkdays(date, -1)].find((end) => end >= since) ?? null;
  if (v.materialsOn === null) {
    const end = inTime(policy.materialsDays, seenOn);
    if (end === null || !hasColumn('meetings', 'materialsOn')) return [];
    return [
      owes({
        ...atStep('meeting.materials', 'materials', aboutIt(held)),
        who: [organiser],
        since: memory.since,
        end,
        until: date,
        waiting: false,
      }),
    ];
  }
  const since = Math.max(v.materialsOn, seenOn);
  const departments = v.departments.filter((name) => !v.feedbackFrom.includes(name));
  const end = inTime(policy.feedbackDays, since);
  if (end === null) return [];
  // A date alone sends nobody anything.
  const isEmpty = v.materials === '' && hasColumn('meetings', 'materials') && isRead(v, departments);
  const empty = isEmpty
    ? [
        owes({
          ...atStep('meeting.materials', 'empty', { ...aboutIt(held), empty: true }),
          part: 2,
          who: [organiser],
          since,
          end,
          until: date,
          waiting: false,
        }),
      ]
    : [];
  if (departments.length === 0 || !hasColumn('meetings', 'feedbackFrom')) return empty;
  return [
    ...empty,
    owes({
      ...atStep('meeting.materials', 'feedback', { ...aboutIt(held), feedback: true, departments }),
      part: 1,
      who: distinct(departments.map(source.headOf)),
      since,
      end,
      until: date,
      waiting: false,
    }),
  ];
};

/** What somebody is to judge has to be there to be read, and so has what departments have still to write back to. */
const isRead = ({ kind, departments }: Held['values'], missing: readonly string[]): boolean =>
  departments.length > 0 ? missing.length > 0 : kind === 'kickoff' || kind === 'review';

/** A department comes by its head to a kick-off, whose minutes heads sign, else by its interface person, where it has one. */
const standInFor = ({ departments, kind }: Held['values'], { department }: Source): readonly (Person | null)[] =>
  departments.map((name) => {
    const { head = null, interfacePerson = null } = department(name) ?? {};
    return kind === 'kickoff' ? (head ?? interfacePerson) : (interfacePerson ?? head);
  });

const invitedTo = ({ values: v, organiser, recorder }: Held, topics: readonly Topic[], source: Source): Person[] => {
  const presenters = new Set(topics.map(({ values }) => values.presenter));
  const departments = new Set(topics.flatMap(({ values }) => values.departments));
  const concerned = (person: Person) =>
    departments.size === 0 || departments.has(person.department) || presenters.has(person);
  return distinct([
    ...[v.host, recorder, organiser, ...v.deciders, ...v.executors.filter(concerned), ...presenters],
    ...standInFor(v, source),
  ]);
};

/** Everyone who was there, who took on an action, and the heads of the departments that stayed away. */
const readersOf = (
  { values: v, organiser, recorder, actions }: Held,
  topics: readonly Topic[],
  source: Source,
): Person[] =>
  distinct([
    v.host,
    recorder,
    organiser,
    ...v.deciders,
    ...v.executors,
    ...topics.map(({ values }) => values.presenter),
    ...actions.map(({ values }) => values.owner),
    ...standInFor(v, source),
    ...v.copiedDepartments.map(source.headOf),
  ]);

const headsOf = ({ values, request }: Held, { headOf }: Source): Person[] =>
  distinct(departmentsAsked(values, request?.values).map(headOf));
