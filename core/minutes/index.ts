/** Reads minutes as people type them into meetings, topics and actions. */
import { normal } from '../text/words.ts';
import type { Day } from '../time/day.ts';
import { type ActionReading, actionInRow, actionsIn, isEmptyAction } from './actions.ts';
import type { ActionRead, MeetingRead, MinutesContext, Named, TopicRead } from './model.ts';
import { conclusionIn, researchIn } from './outcomes.ts';
import { nameInSheet, type Placed, type Sheet, sheetsOf } from './sections.ts';
import { topicsIn } from './topics.ts';
import { clocksIn, dateIn } from './when.ts';
import { hostIn, listIn, namedIn, officesIn, type Who, whoIn } from './who.ts';
import { fieldsOf, type Label, labelsIn, type MinutesField } from './words.ts';

export type { ActionRead, MeetingRead, MinutesContext, Named, TopicRead } from './model.ts';

/**
 * Reads minutes, plain or Markdown, Chinese or English: one meeting, or several under headings with a date each. Pure,
 * and linear in the text; see docs/decisions/0011-minutes-as-people-type-them.md for what is read and how well.
 */
export const readMinutes = (source: string, context: MinutesContext): MeetingRead[] =>
  sheetsOf(source).map((sheet) => meetingOf(sheet, context));

const meetingOf = (sheet: Sheet, { fileName, knows, isDepartment }: MinutesContext): MeetingRead => {
  const { title, lines } = sheet;
  const about = aboutIn(lines);
  const own = title ? dateIn(title.text) : null;
  const date = own?.day ?? about.date ?? dateIn(fileName.replace(/_/g, '-'))?.day ?? null;
  const who = whoIn(about.attendees, knows);
  const { actions, unread } = actionsOf(lines, date, who, isDepartment);
  const taken = new Set(actions.map(({ line }) => line));
  const { topics, decisions } = topicsIn(lines, { meeting: date, isDepartment, isAction: (line) => taken.has(line) });
  const name = nameInSheet(sheet, about.name || fileName);
  return {
    line: title?.at ?? lines[0]?.line.at ?? 1,
    name,
    kind: kindOf(name),
    date,
    start: about.start,
    end: about.end,
    place: about.place,
    host: about.host === '' ? '' : who.full(about.host),
    recorder: about.recorder === '' ? '' : who.full(about.recorder),
    attendees: about.attendees,
    topics: topics.map((topic) => ({ ...topic, presenter: topic.presenter === '' ? '' : who.full(topic.presenter) })),
    actions: distinct(aboutTopics(actions, topics, lines)),
    decisions,
    unread: topics.length + actions.length > 0 ? unread : linesOf(lines),
  };
};

/** Of a meeting of which nothing else was understood: all that was said of it. */
const linesOf = (lines: readonly Placed[]): number[] =>
  lines.flatMap(({ line, section }) =>
    line.kind === 'heading' || section === 'present' || labelsIn(line.text).length > 0 || hostIn(line.text) !== ''
      ? []
      : [line.at],
  );

const KINDS: readonly (readonly [NonNullable<MeetingRead['kind']>, RegExp])[] = [
  ['kickoff', /启动会|kick-?off/i],
  ['weekly', /周例?会|weekly/i],
  ['review', /评审会|复盘会|review meeting/i],
  ['regular', /例会|regular meeting/i],
];

const kindOf = (name: string): MeetingRead['kind'] => KINDS.find(([, shape]) => shape.test(name))?.[0] ?? null;

interface About
  extends Pick<MeetingRead, 'name' | 'date' | 'start' | 'end' | 'place' | 'host' | 'recorder' | 'attendees'> {}

/** What the first lines say of the meeting itself. The first to say something counts. */
const aboutIn = (lines: readonly Placed[]): About => {
  const values = new Map<Label, string>();
  const attendees: Named[] = [];
  let host = '';
  let fields: readonly (MinutesField | null)[] = [];
  for (const { line, section } of lines) {
    if (section === 'present' && line.kind === 'row') {
      if (line.header) fields = fieldsOf(line.cells);
      else attendees.push(...listIn(line.cells[fields.indexOf('person')] ?? ''));
      continue;
    }
    if (section !== 'about' && section !== 'other' && section !== 'present') continue;
    if (host === '') host = hostIn(line.text);
    const all = labelsIn(line.text);
    for (const said of all) {
      if (!values.has(said.label) && said.value !== '') values.set(said.label, said.value);
      if (said.label === 'present') attendees.push(...listIn(said.value));
    }
    if (section === 'present' || all.some(({ label }) => label === 'present')) {
      for (const { label, name } of officesIn(line.text)) if (!values.has(label)) values.set(label, name);
    }
    if (all.length > 0) continue;
    if (section === 'present' && line.kind !== 'heading' && !/[.。:：]$/.test(line.text)) {
      const named = /[、,，;；]/.test(line.text) ? null : namedIn(line.text);
      attendees.push(...(named ? [named] : listIn(line.text)));
    }
  }
  const when = values.get('when') ?? '';
  const person = (label: Label) => {
    const value = values.get(label);
    return value === undefined ? '' : (namedIn(value)?.name ?? '');
  };
  return {
    name: values.get('name') ?? '',
    date: dateIn(when)?.day ?? null,
    ...clocksIn(when),
    place: values.get('place') ?? '',
    host: person('host') || host,
    recorder: person('recorder'),
    attendees,
  };
};

const actionsOf = (
  lines: readonly Placed[],
  meeting: Day | null,
  who: Who,
  isDepartment: (name: string) => boolean,
): Pick<MeetingRead, 'actions' | 'unread'> => {
  const actions: ActionRead[] = [];
  const unread: number[] = [];
  const add = (found: readonly ActionRead[], { at, text }: Placed['line'], isEntry: boolean) => {
    actions.push(...found);
    if (isEntry && found.length === 0 && !isEmptyAction(text)) unread.push(at);
  };
  let fields: readonly (MinutesField | null)[] = [];
  // Somebody's name alone, and below it what that one does.
  let above: { readonly indent: number; readonly owner: string } | null = null;
  let part = -1;
  const margins = marginsOf(lines);
  for (const { line, section, part: of } of lines) {
    if (of !== part) {
      part = of;
      above = null;
    }
    if (section === 'next' || section === 'present' || section === 'about') continue;
    const reading: ActionReading = { line: line.at, meeting, who, standing: 'elsewhere' };
    if (line.kind === 'row') {
      if (line.header) fields = fieldsOf(line.cells);
      else actions.push(...rowActions(line.cells, fields, reading));
      continue;
    }
    if (section !== 'actions' && researchIn(line.text, meeting, isDepartment)) continue;
    if (line.kind !== 'item') {
      const isEntry = section === 'actions' && line.kind === 'text';
      const found = actionsIn(conclusionIn(line.text) ?? line.text, {
        ...reading,
        ...(isEntry && { standing: 'listed' }),
      });
      add(
        found.filter(({ owner, due }) => !isEntry || owner !== '' || due !== null),
        line,
        isEntry,
      );
      continue;
    }
    if (line.box === 'done') continue;
    if (above && line.indent <= above.indent) above = null;
    if (section === 'actions' && line.indent === margins.get(of) && who.knows(line.text.replace(/[:：]$/, ''))) {
      above = { indent: line.indent, owner: line.text.replace(/[:：]$/, '') };
      continue;
    }
    const isEntry =
      line.box === 'open' || (section === 'actions' && (line.indent === margins.get(of) || above !== null));
    const found = actionsIn(conclusionIn(line.text) ?? line.text, {
      ...reading,
      standing: isEntry ? 'listed' : 'elsewhere',
      ...(above && { owner: above.owner }),
    });
    add(found, line, isEntry);
  }
  return { actions, unread };
};

/** By section, the columns before its outermost entries. */
const marginsOf = (lines: readonly Placed[]): ReadonlyMap<number, number> => {
  const margins = new Map<number, number>();
  for (const { line, part } of lines) {
    if (line.kind === 'item') margins.set(part, Math.min(margins.get(part) ?? line.indent, line.indent));
  }
  return margins;
};

/** Of a table whose columns say what and who; what its status calls done is none any more. */
const rowActions = (
  cells: readonly string[],
  fields: readonly (MinutesField | null)[],
  reading: ActionReading,
): ActionRead[] => {
  if (!fields.includes('name') || !fields.includes('owner')) return [];
  const at = (field: MinutesField) => cells[fields.indexOf(field)]?.trim() ?? '';
  if (fields.includes('status') && /^(?:done|closed|complete[d]?|已?完成|已关闭)$/i.test(at('status'))) return [];
  return actionInRow({ name: at('name'), owner: at('owner'), due: fields.includes('due') ? at('due') : '' }, reading);
};

/** Fewer words than this, and an action says nothing once it stands without its topic: `land`, `close issue`. */
const SHORT_WORDS = 4;
const SHORT_HAN = 8;

const isShort = (name: string): boolean =>
  /\p{Script=Han}/u.test(name) ? name.length < SHORT_HAN : name.split(/\s+/).length < SHORT_WORDS;

/** A short action is told with the topic under which it was written. */
const aboutTopics = (
  actions: readonly ActionRead[],
  topics: readonly TopicRead[],
  lines: readonly Placed[],
): ActionRead[] => {
  const topicOf = topicByLine(topics, lines);
  return actions.map((action) => {
    const topic = topicOf.get(action.line);
    if (!topic || !isShort(action.name)) return action;
    const isHan = /\p{Script=Han}/u.test(action.name);
    return { ...action, name: isHan ? `${action.name}（${topic.name}）` : `${action.name} (${topic.name})` };
  });
};

/** Under which topic each line stands: the last one before it in its section, until another heading comes. */
const topicByLine = (
  topics: readonly TopicRead[],
  lines: readonly Placed[],
): ReadonlyMap<number, TopicRead | undefined> => {
  const begun = new Map(topics.map((topic) => [topic.line, topic]));
  const topicOf = new Map<number, TopicRead | undefined>();
  let topic: TopicRead | undefined;
  let part = -1;
  for (const { line, depth, part: of } of lines) {
    if (of !== part) topic = undefined;
    part = of;
    topicOf.set(line.at, topic);
    if (line.kind === 'heading' && depth <= 1) topic = undefined;
    topic = begun.get(line.at) ?? topic;
  }
  return topicOf;
};

/** The same promise written twice is one. */
const distinct = (actions: readonly ActionRead[]): ActionRead[] => {
  const seen = new Set<string>();
  return actions.filter(({ name, owner }) => {
    const key = `${normal(name)}\n${normal(owner)}`;
    return !seen.has(key) && seen.add(key);
  });
};
