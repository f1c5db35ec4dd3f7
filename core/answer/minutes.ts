/** The answer that hands in a meeting's minutes, pasted or as a file: what was read in them is looked at, then written. */
import type { Block } from '../answers/model.ts';
import { FORMAT, joined } from '../messages/format.ts';
import { LANGUAGES } from '../messages/languages.ts';
import { type MeetingRead, readMinutes } from '../minutes/index.ts';
import type { TopicRead } from '../minutes/model.ts';
import { directoryOf, type MinutesRows, minutesRows, type Taken } from '../minutes/rows.ts';
import { distinct } from '../people.ts';
import type { Write } from '../plan.ts';
import { fingerprintOf } from '../text/fingerprint.ts';
import { must } from '../text/must.ts';
import { type Line, quiet, strong } from '../text/span.ts';
import { oneLine, shorten } from '../text/width.ts';
import { isoOf } from '../time/day.ts';
import { type Asked, dayIn, todayIn } from './about.ts';
import { labelOf } from './choices.ts';
import type { AnswerForm } from './kind.ts';
import { type AnswerWork, emptying, setting, together } from './rows.ts';

/** Longest minutes, in characters: a cell takes hardly more. */
const LONGEST = 30_000;
/** So many lines that were not read are quoted, so wide. */
const QUOTED = 8;
const WIDE = 90;

/** What was read in the minutes of one meeting, and the rows that come of it. */
interface Understood {
  readonly meeting: MeetingRead;
  readonly rows: MinutesRows;
}

/** Minutes come in: the text is kept, and its topics and actions become rows. */
export const handedMinutes: AnswerForm = (about, form) => {
  const { facts, say, id } = about;
  const { values } = must(facts.flow.meetings.get(id), `meeting ${id}`);
  const text = form.text('minutes', ['meetings', 'minutes'], { required: true, value: values.minutes, most: LONGEST });
  form.file('minutesFile');
  if (text === '' || !form.sound) return { toCome: true, work: NOTHING, summary: () => ({}) };
  const understood = understoodIn(about, text);
  form.looked(fingerprintOf(text));
  return {
    understood: understoodText(about, text, understood),
    effects: [[say.effect.minutesNext(values.host === about.by ? null : oneLine(values.host?.name ?? ''))]],
    work: () => workOf(about, text, understood),
    summary: () => ({
      topics: understood?.meeting.topics.length ?? 0,
      actions: understood?.meeting.actions.length ?? 0,
    }),
  };
};

const NOTHING = (): AnswerWork => ({ writes: [], undo: [] });

/** What they say of this meeting; of minutes of several, those of its day. Null where nothing in them is a topic or an action. */
const understoodIn = ({ facts, id }: Asked, text: string): Understood | null => {
  const { snapshot, flow } = facts;
  const { date, name } = must(flow.meetings.get(id), `meeting ${id}`).values;
  const find = directoryOf(snapshot.people);
  const all = readMinutes(text, {
    fileName: date === null ? '' : isoOf(date),
    around: date === null ? [] : [date],
    knows: (person) => find(person) !== null,
    isDepartment: (department) => snapshot.departments.has(department),
  });
  const meeting = all.find((one) => one.date === date) ?? all[0];
  if (!meeting || date === null) return null;
  const own = { ...meeting, name, date };
  return { meeting, rows: minutesRows(facts, [own], { file: '', request: '', meeting: id }) };
};

/** Topics with what they came to, actions with their owners and days, and what was not understood. */
const understoodText = (about: Asked, text: string, understood: Understood | null): readonly Block[] => {
  const { say, reader } = about;
  const { document } = say;
  const { meeting, rows } = understood ?? { meeting: null, rows: null };
  const [taken] = rows?.meetings ?? [];
  const doubts = (item: string): readonly Line[] =>
    (rows?.doubts ?? [])
      .filter((doubt) => doubt.item === item)
      .map(({ code, text: said, near }) => [quiet(LANGUAGES[reader.locale].minutesDoubts[code](said, near))]);
  const withDoubts = (item: string, line: Line): Line => [...line, ...doubts(item).flatMap((one) => [' ', ...one])];
  const topics = (taken?.topics ?? []).map(({ id, read }) => withDoubts(id, topicLine(about, read)));
  const actions = (taken?.actions ?? []).map(({ id, read }) => {
    const day = read.due === null ? '' : dayIn(about, read.due);
    const said = document.action(oneLine(read.owner), day, oneLine(read.output));
    return withDoubts(id, [strong(oneLine(read.name)), ...(said === '' ? [] : [' · ', said])]);
  });
  const lines = text.split('\n');
  const unread = meeting ? [...new Set([...meeting.unread, ...meeting.left, ...meeting.decisions])] : [];
  const quoted = unread
    .sort((a, b) => a - b)
    .map((line) => shorten(oneLine(lines[line - 1] ?? ''), WIDE))
    .filter(Boolean);
  const more = quoted.length - QUOTED;
  return [
    ...(topics.length > 0 ? [{ title: document.topicsRead(topics.length), lines: topics }] : []),
    ...(actions.length > 0 ? [{ title: document.actionsRead(actions.length), lines: actions }] : []),
    ...(topics.length + actions.length === 0 ? [{ title: document.nothingRead, lines: [[document.textKept]] }] : []),
    ...(quoted.length > 0 && topics.length + actions.length > 0
      ? [
          {
            title: document.notRead,
            lines: [
              ...quoted.slice(0, QUOTED).map((line) => [line]),
              ...(more > 0 ? [[document.moreLines(more)]] : []),
              [quiet(document.textKept)],
            ],
          },
        ]
      : []),
  ];
};

const topicLine = (about: Asked, { name, consensus, outcome, researchDepartment, researchDue }: TopicRead): Line => {
  const { locale } = about.reader;
  const how = outcome === null ? '' : labelOf('topics', 'outcome', outcome, locale);
  const day = researchDue === null ? '' : dayIn(about, researchDue);
  const said =
    consensus !== '' ? oneLine(consensus) : [how, oneLine(researchDepartment), day].filter(Boolean).join(' ');
  return [strong(oneLine(name)), ...(said === '' ? [] : [FORMAT[locale].colon, said])];
};

/** The minutes with their day, topics that were on the agenda with what they came to, and rows for what is new. */
const workOf = (about: Asked, text: string, understood: Understood | null): AnswerWork => {
  const { facts, id } = about;
  const { snapshot, flow } = facts;
  const { values } = must(flow.meetings.get(id), `meeting ${id}`);
  const find = directoryOf(snapshot.people);
  const came = distinct((understood?.meeting.attendees ?? []).map(({ name }) => find(name))).filter(
    (person) => person !== values.host,
  );
  const executors = values.executors.length > 0 || came.length === 0 ? {} : { executors: namesIn(about, came) };
  const own = setting(facts, 'meetings', id, { minutes: text, minutesOn: todayIn(about), ...executors });
  // What takes it back knows the row by its day: a long text would not fit behind a button.
  const [{ values: before } = { values: {} }] = own.undo;
  const undo: Write[] = [
    { tab: 'meetings', kind: 'set', item: id, values: before, expected: { minutesOn: todayIn(about) } },
  ];
  const [taken] = understood?.rows.meetings ?? [];
  const fresh = (understood?.rows.writes ?? []).filter(
    ({ tab, kind }) => kind === 'append' && snapshot.has[tab] && tab !== 'meetings',
  );
  return together(
    { writes: own.writes, undo },
    ...(taken?.topics ?? []).flatMap((topic) => (topic.isNew ? [] : [cameTo(about, topic)])),
    ...fresh.map((write) => ({ writes: [write], undo: [emptying(write.tab, write.item, write.values)] })),
  );
};

const namesIn = ({ facts }: Asked, people: readonly { readonly name: string }[]): string =>
  joined(
    people.map(({ name }) => name),
    facts.snapshot.policy.locale,
  );

/** What a topic of the agenda came to, in cells that say nothing yet. */
const cameTo = ({ facts }: Asked, { id, read }: Taken<TopicRead>): AnswerWork => {
  const row = facts.snapshot.rows.topics.find((topic) => topic.id === id)?.values;
  const said = {
    points: read.points,
    consensus: read.consensus,
    outcome: read.outcome,
    researchDepartment: read.researchDepartment,
    researchDue: read.researchDue === null ? null : isoOf(read.researchDue),
  };
  const isEmpty = (column: keyof typeof said) => row !== undefined && (row[column] === '' || row[column] === null);
  const wanted = Object.fromEntries(
    Object.entries(said).filter(([column, value]) => value && isEmpty(column as keyof typeof said)),
  );
  return Object.keys(wanted).length === 0 ? NOTHING() : setting(facts, 'topics', id, wanted);
};
