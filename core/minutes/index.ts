/** Reads minutes as people type them into meetings, topics and actions. */
import { normal } from '../text/words.ts';
import type { Day } from '../time/day.ts';
import { type ActionReading, actionInRow, actionsIn, columnsNamed, isEmptyAction, saysAction } from './actions.ts';
import type { ActionRead, MeetingRead, MinutesContext, Named, TopicRead } from './model.ts';
import { conclusionIn, researchIn } from './outcomes.ts';
import { nameInSheet, type Placed, type Sheet, sheetsOf } from './sections.ts';
import { topicsIn } from './topics.ts';
import { clocksIn, dateAround, dateIn } from './when.ts';
import { hostIn, isEverybody, namedIn, officesIn, presentIn, type Who, whoIn } from './who.ts';
import { fieldNamed, fieldsOf, type Label, labelsIn, type MinutesField, meetingLabel } from './words.ts';

export type { ActionRead, MeetingRead, MinutesContext, Named, TopicRead } from './model.ts';

/**
 * Reads minutes, plain or Markdown, Chinese or English: one meeting, or several under headings with a date each. Pure,
 * and linear in the text; see docs/decisions/0011-minutes-as-people-type-them.md for what is read and how well.
 */
export const readMinutes = (source: string, context: MinutesContext): MeetingRead[] =>
  sheetsOf(source).map((sheet) => meetingOf(sheet, context));

const meetingOf = (sheet: Sheet, { fileName, around = [], knows, isDepartment }: MinutesContext): MeetingRead => {
  const { title, lines } = sheet;
  const about = aboutIn(lines, isDepartment);
  const own = title ? dateIn(title.text) : null;
  const date =
    own?.day ??
    about.date ??
    dateIn(fileName.replace(/_/g, '-'))?.day ??
    dateAround(title?.text ?? '', around) ??
    dateAround(about.when, around);
  const who = whoIn(about.attendees, knows);
  const { actions, unread, merged } = actionsOf(lines, date, who, isDepartment);
  const taken = new Set(actions.map(({ line }) => line));
  const name = nameInSheet(sheet, { label: about.name, file: fileName });
  const { topics, decisions, used } = topicsIn(lines, {
    meeting: date,
    isDepartment,
    isAction: (line) => taken.has(line),
    subject: { line: title?.at ?? lines[0]?.line.at ?? 1, name: about.subject || name },
  });
  const isNothing = topics.length + actions.length === 0;
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
    departments: about.departments,
    note: about.note,
    topics: topics.map((topic) => ({ ...topic, presenter: topic.presenter === '' ? '' : who.full(topic.presenter) })),
    actions: distinct(aboutTopics(actions, topics, lines)),
    decisions,
    left: isNothing
      ? []
      : leftIn(lines, new Set([...used, ...about.read, ...taken, ...decisions, ...unread, ...about.unread, ...merged])),
    unread: inOrder([...about.unread, ...(isNothing ? linesOf(lines) : unread)]),
  };
};

/** What was said outside of any topic, and is no action: nothing of it is entered, and a person has to know. */
const leftIn = (lines: readonly Placed[], read: ReadonlySet<number>): number[] =>
  lines.flatMap(({ line, section }) => {
    const isTitle = section === 'about' && line === lines[0]?.line;
    const isSaid = (line.kind === 'text' && !isTitle) || line.kind === 'item' || (line.kind === 'row' && !line.header);
    const isOver = line.kind === 'item' && line.box === 'done';
    return isSaid && !isOver && IS_ENTERED.has(section) && !read.has(line.at) && !saysOfMeeting(line.text)
      ? [line.at]
      : [];
  });

/** Where what is said is expected to come to a topic or an action. */
const IS_ENTERED: ReadonlySet<Placed['section']> = new Set(['about', 'topics', 'decisions', 'open', 'other']);

const saysOfMeeting = (text: string): boolean =>
  labelsIn(text).length > 0 || hostIn(text) !== '' || isEmptyAction(text);

const inOrder = (lines: readonly number[]): number[] => [...new Set(lines)].sort((a, b) => a - b);

/** Of a meeting of which nothing else was understood: all that was said of it. */
const linesOf = (lines: readonly Placed[]): number[] =>
  lines.flatMap(({ line, section }) =>
    line.kind === 'heading' ||
    section === 'present' ||
    section === 'note' ||
    section === 'signed' ||
    labelsIn(line.text).length > 0 ||
    hostIn(line.text) !== ''
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
  extends Pick<
    MeetingRead,
    'name' | 'date' | 'start' | 'end' | 'place' | 'host' | 'recorder' | 'attendees' | 'departments' | 'note'
  > {
  /** What it says of its day and hour. */
  readonly when: string;
  /** `主题：…` of a meeting that has a title besides; '' where there is none. */
  readonly subject: string;
  /** Lines that list who was present, of which somebody was not understood. */
  readonly unread: readonly number[];
  /** Lines without a label that say something of the meeting. */
  readonly read: ReadonlySet<number>;
}

/** What the first lines say of the meeting itself. The first to say something counts. */
const aboutIn = (lines: readonly Placed[], isDepartment: (name: string) => boolean): About => {
  const values = new Map<Label, string>();
  const attendees = new Map<string, Named>();
  const departments = new Set<string>();
  const notes: string[] = [];
  const unread: number[] = [];
  let host = '';
  let fields: readonly (MinutesField | null)[] = [];
  let header: readonly string[] = [];
  const read = new Set<number>();
  /** A label with nothing behind it: what it says stands below. */
  let open: Label | null = null;
  const present = (text: string, at: number) => {
    const found = presentIn(text, isDepartment);
    for (const named of found.attendees) if (!attendees.has(named.name)) attendees.set(named.name, named);
    for (const department of found.departments) departments.add(department);
    const isAnybody = found.attendees.length + found.departments.length > 0 || found.others.length === 0;
    if (found.others.length > 0 || (isAnybody && found.attendees.length === 0 && text.trim() !== '')) unread.push(at);
  };
  for (const { line, section } of lines) {
    if (section === 'present' && line.kind === 'row') {
      if (line.header) {
        fields = fieldsOf(line.cells);
        header = line.cells;
      } else if (line.cells.some((cell) => TICK.test(cell))) {
        // A column for each, and a tick for who came: beside them who led and who wrote.
        const ticked = header.filter((name, i) => TICK.test(line.cells[i] ?? '') && meetingLabel(name) === null);
        if (ticked.length > 0) present(ticked.join('、'), line.at);
        for (const [i, name] of header.entries()) {
          const label = meetingLabel(name);
          if (label && !values.has(label)) values.set(label, line.cells[i] ?? '');
        }
      } else if (!fields.includes('person')) unread.push(line.at);
      else {
        const cell = (field: MinutesField) => line.cells[fields.indexOf(field)]?.trim() ?? '';
        const [name, department] = [cell('person'), cell('department')];
        if (name !== '') present(department === '' ? name : `${department}：${name}`, line.at);
      }
      continue;
    }
    if (section === 'note' && line.kind !== 'heading' && labelsIn(line.text).length === 0) {
      notes.push(line.kind === 'row' ? line.cells.filter((cell) => cell !== '').join(' · ') : line.text);
      continue;
    }
    if (section !== 'about' && section !== 'other' && section !== 'present' && section !== 'note') continue;
    if (host === '') host = hostIn(line.text);
    const all = labelsIn(line.text);
    if (line.kind === 'heading') {
      open = section === 'present' ? null : meetingLabel(line.text);
      continue;
    }
    for (const said of all) {
      if (!values.has(said.label) && said.value !== '') values.set(said.label, said.value);
      if (said.label === 'present' && said.value !== '') present(said.value, line.at);
      if (said.label === 'departments')
        for (const one of presentIn(said.value, () => true).departments) departments.add(one);
    }
    if (section === 'present' || all.some(({ label }) => label === 'present')) {
      for (const { label, name } of officesIn(line.text)) if (!values.has(label)) values.set(label, name);
    }
    const [last] = all.slice(-1);
    if (last) {
      open = last.value === '' ? last.label : null;
      continue;
    }
    if (isBareLabel(line.text)) {
      open = meetingLabel(line.text);
      read.add(line.at);
      continue;
    }
    const isList = section === 'present' || open === 'present';
    if (isList && !isSentence(line.text)) {
      // Of a list that a label begins, a line that names nobody ends it.
      const found = presentIn(line.text, isDepartment);
      if (section !== 'present' && found.attendees.length === 0) open = null;
      else {
        present(line.text, line.at);
        read.add(line.at);
      }
    } else if (open !== null && open !== 'present' && !values.has(open)) {
      values.set(open, line.text);
      read.add(line.at);
      open = null;
    } else if (open !== 'present') open = null;
  }
  const when = values.get('when') ?? '';
  const { start, end } = clocksIn(when);
  const person = (label: Label) => {
    const value = values.get(label);
    return value === undefined ? '' : (namedIn(value)?.name ?? '');
  };
  return {
    name: values.get('name') ?? '',
    subject: values.get('name') ?? '',
    when,
    date: dateIn(when)?.day ?? null,
    start: start ?? clocksIn(values.get('start') ?? '').start,
    end: end ?? clocksIn(values.get('end') ?? '').start,
    place: values.get('place') ?? '',
    host: person('host') || host,
    recorder: person('recorder'),
    attendees: [...attendees.values()],
    departments: [...departments],
    note: [values.get('note') ?? '', ...notes].filter((text) => text !== '').join('\n'),
    unread,
    read,
  };
};

/** `会议地点` alone in its line; what it says is in the next. */
const isBareLabel = (text: string): boolean =>
  text.length <= 12 && /^会议|人员?$|^(?:date|place|venue|host|chair)/i.test(text) && meetingLabel(text) !== null;

/** In the cell of somebody who came. */
const TICK = /^[✔✓√☑○◯]$|^(?:出席|到|已到|是|yes)$/i;

/** What says something of those present, and lists nobody. */
const isSentence = (text: string): boolean => /[.。:：]$/.test(text) || isEverybody(text);

const actionsOf = (
  lines: readonly Placed[],
  meeting: Day | null,
  who: Who,
  isDepartment: (name: string) => boolean,
): Pick<MeetingRead, 'actions' | 'unread'> & { readonly merged: ReadonlySet<number> } => {
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
  const { whole, merged } = wholeEntries(lines, who);
  let isParted = false;
  for (const { line: own, section, part: of } of lines) {
    const line = whole.get(own.at) ?? own;
    if (of !== part) {
      part = of;
      above = null;
    }
    if (own.kind === 'heading' || (own.kind === 'item' && own.ordered)) isParted = PARTS_WORK.test(own.text);
    // A plan needs no heading: its header says what it is.
    // Notes without any heading are all about the meeting, and a mark says so by itself.
    const saysItself = section === 'about' && (line.kind === 'row' || saysAction(line.text));
    if (SAYS_NO_ACTION.has(section) && !saysItself) continue;
    if (line.kind === 'long') {
      unread.push(line.at);
      continue;
    }
    if (merged.has(line.at)) continue;
    const reading: ActionReading = { line: line.at, meeting, who, standing: 'elsewhere', isParted };
    if (line.kind === 'row') {
      if (line.header) fields = fieldsOf(line.cells);
      else {
        const found = rowActions(line.cells, fields, reading);
        actions.push(...(found ?? []));
        if (found === null && section === 'actions' && line.cells.some((cell) => !isEmptyAction(cell)))
          unread.push(line.at);
      }
      continue;
    }
    if (section !== 'actions' && researchIn(line.text, meeting, isDepartment)) continue;
    if (line.kind !== 'item') {
      const isEntry = section === 'actions' && line.kind === 'text';
      const found = actionsIn(conclusionIn(line.text) ?? line.text, {
        ...reading,
        ...(isEntry && { standing: 'listed' }),
      });
      const asksWho = isEntry || section === 'about';
      add(
        found.filter(({ owner, due }) => !asksWho || owner !== '' || due !== null),
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
  return { actions, unread, merged };
};

/** By section, the columns before its outermost entries. */
const marginsOf = (lines: readonly Placed[]): ReadonlyMap<number, number> => {
  const margins = new Map<number, number>();
  for (const { line, part } of lines) {
    if (line.kind === 'item') margins.set(part, Math.min(margins.get(part) ?? line.indent, line.indent));
  }
  return margins;
};

/** Below these words each line says who takes what. */
const PARTS_WORK = /分工|分配|任务安排|下一步.{0,4}(?:计划|工作|安排)|工作安排|工作计划|assignments|division of work/i;

const SAYS_NO_ACTION: ReadonlySet<Placed['section']> = new Set(['next', 'present', 'about', 'note', 'signed', 'open']);

/** An action of which each column is a line of its own (`任务：…`, `负责人：…`, `完成时间：…`), in one line; and the lines it took. */
const wholeEntries = (
  lines: readonly Placed[],
  who: Who,
): { readonly whole: ReadonlyMap<number, Placed['line']>; readonly merged: ReadonlySet<number> } => {
  const whole = new Map<number, Placed['line']>();
  const merged = new Set<number>();
  let entry: { line: Placed['line']; readonly part: number; readonly fields: Set<MinutesField> } | null = null;
  for (const { line, section, part } of lines) {
    if (section !== 'actions' || (line.kind !== 'item' && line.kind !== 'text')) {
      entry = null;
      continue;
    }
    const isBelow = entry?.line.kind === 'item' && line.kind === 'item' && line.indent > entry.line.indent;
    if (entry && isBelow && who.knows(line.text) && !who.knows(entry.line.text)) {
      // Whose it is stands below it, a line for each.
      const text =
        /（(?<names>[^（）]*)）$/.test(entry.line.text) && merged.has(line.at - 1)
          ? entry.line.text.replace(/）$/, `、${line.text}）`)
          : `${entry.line.text}（${line.text}）`;
      entry.line = { ...entry.line, text };
      whole.set(entry.line.at, entry.line);
      merged.add(line.at);
      continue;
    }
    const field = fieldNamed(/^([^:：]{1,10})[:：]/.exec(line.text)?.[1] ?? '');
    if (entry && entry.part === part && field !== null && field !== 'name' && !entry.fields.has(field)) {
      entry.fields.add(field);
      entry.line = { ...entry.line, text: `${entry.line.text}；${line.text}` };
      whole.set(entry.line.at, entry.line);
      merged.add(line.at);
    } else {
      entry = { line, part, fields: new Set(columnsNamed(line.text)) };
    }
  }
  return { whole, merged };
};

const DONE = /^(?:✅\s*)?(?:done|closed|complete[d]?|已?完成|已关闭)$/i;

/** Of a table whose columns say what and who; what its status calls done is none any more. Null for a row of another table. */
const rowActions = (
  cells: readonly string[],
  fields: readonly (MinutesField | null)[],
  reading: ActionReading,
): ActionRead[] | null => {
  if (!fields.includes('name') || !(fields.includes('owner') || fields.includes('both'))) return null;
  const at = (field: MinutesField) => cells[fields.indexOf(field)]?.trim() ?? '';
  if (DONE.test(at('status'))) return [];
  const both = fields.includes('both')
    ? /^(?<department>\S{2,12}?(?:部|中心|组|科|处))\s*[/／:：\s-]?\s*(?<owner>.*)$/.exec(at('both'))
    : null;
  const found = actionInRow(
    {
      name: at('name'),
      owner: both ? (both.groups?.owner ?? '') : at('owner') || at('both'),
      department: both?.groups?.department ?? at('department'),
      due: at('due'),
      resources: at('resources'),
      output: at('output'),
      note: at('note'),
    },
    reading,
  );
  return found.length === 0 && cells.some((cell) => cell !== '' && !/^\d+$/.test(cell)) ? null : found;
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
