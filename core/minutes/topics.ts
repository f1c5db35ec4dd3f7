/** The topics of a meeting and what each came to. */

import { ensure } from '../text/maps.ts';
import { normal, saysNothing } from '../text/words.ts';
import type { Day } from '../time/day.ts';
import type { TopicRead } from './model.ts';
import { conclusionIn, isAgain, isOpen, type Research, researchIn, saysAgain } from './outcomes.ts';
import type { Placed } from './sections.ts';
import { fieldsOf, headingWords, isRoutine, labelled, type MinutesField, sectionOf } from './words.ts';

/** An agenda made from an issue tracker: each entry ends with its number. */
const ISSUE = /#\d{1,6}[.。]?$/;
const LENGTH = /[\s（(]*(?<!\d)(\d{1,3})\s*(?:min(?:ute)?s?(?: timebox)?|分钟)\s*[）)]?/i;
interface Draft {
  readonly line: number;
  readonly name: string;
  readonly minutes: number | null;
  readonly presenter: string;
  /** What its row of a table says of it. */
  readonly cells?: { readonly points: string; readonly consensus: string };
}

export interface TopicLines {
  readonly topics: readonly TopicRead[];
  /** Lines that conclude something under no topic. */
  readonly decisions: readonly number[];
  /** Lines of which something is said in a topic. */
  readonly used: ReadonlySet<number>;
}

export interface TopicContext {
  readonly meeting: Day | null;
  readonly isDepartment: (name: string) => boolean;
  /** Lines of which something is an action. */
  readonly isAction: (line: number) => boolean;
  /** What the meeting is about: the topic of one that lists none and decides something. */
  readonly subject: { readonly line: number; readonly name: string };
}

/** What was said under a topic, gathered line by line. */
interface Said {
  readonly conclusions: string[];
  readonly points: string[];
  research: Research | null;
  isAgain: boolean;
  minutes: number | null;
}

/** What is said under a topic and is neither an action nor its conclusion is one of its points: nothing is left out. */
export const topicsIn = (lines: readonly Placed[], context: TopicContext): TopicLines => {
  const own = draftsIn(lines);
  const open = openItems(lines);
  if (own.length > 0) return saidOfTopics(lines, [...own, ...open], context);
  if (lines.some(isDecision)) {
    const { topic, left, used } = wholeMeeting(lines, context);
    const rest = saidOfTopics(left, open, context);
    return { topics: [topic, ...rest.topics], decisions: [], used: new Set([...used, ...rest.used]) };
  }
  const entries = bulleted(lines, 'topics');
  // Right under the meeting's own heading one entry may be anything; several are what it talked about.
  const under = entries.length > 0 ? [] : bulleted(lines, 'about');
  return saidOfTopics(lines, [...entries, ...(under.length > 1 ? under : []), ...open], context);
};

const isDecision = ({ line, section }: Placed): boolean =>
  section === 'decisions' && (line.kind === 'item' || line.kind === 'text') && !saysNothing(line.text);

/** What was left undecided is a topic that has come to nothing yet. */
const openItems = (lines: readonly Placed[]): Draft[] => {
  const items = lines.filter(({ line, section }) => section === 'open' && line.kind === 'item');
  const margin = marginOf(items);
  return distinct(
    items.flatMap(({ line }) =>
      line.kind === 'item' && line.indent === margin && !saysNothing(line.text) ? [draftOf(line.at, line.text)] : [],
    ),
  );
};

/** Of a meeting that has neither an agenda nor decisions: what it talked about, entry by entry. */
const bulleted = (lines: readonly Placed[], where: 'topics' | 'about'): Draft[] => {
  const items = lines.filter(({ line, section }) => section === where && line.kind === 'item' && saysTopic(line.text));
  const margin = marginOf(items);
  return distinct(
    items.flatMap(({ line }) =>
      line.kind === 'item' && line.indent === margin && line.text.length <= LONGEST_NAME && !isRoutine(line.text)
        ? [draftOf(line.at, line.text)]
        : [],
    ),
  );
};
/** A label with what it says is of the meeting. */
const saysTopic = (text: string): boolean => labelled(text) === null && !/^会议(?:目标|目的)[:：]/.test(text);

/** Characters: what is longer is what was said, and no topic’s name. */
const LONGEST_NAME = 60;

const marginOf = (items: readonly Placed[]): number =>
  items.reduce(
    (least, { line }) => (line.kind === 'item' ? Math.min(least, line.indent) : least),
    Number.POSITIVE_INFINITY,
  );

/** A meeting that lists no topics and decides something had one: what it was about. */
const wholeMeeting = (
  lines: readonly Placed[],
  { subject, isAction }: TopicContext,
): { readonly topic: TopicRead; readonly left: readonly Placed[]; readonly used: readonly number[] } => {
  const said = lines.filter(
    ({ line, section }) => section === 'topics' && line.kind !== 'heading' && !isAction(line.at),
  );
  const left = lines.filter((placed) => placed.section === 'open');
  const decided = lines.filter((placed) => isDecision(placed) && !isAction(placed.line.at));
  const draft = { line: subject.line, name: subject.name, minutes: null, presenter: '' };
  const conclusions = decided.map(({ line }) => conclusionIn(line.text) ?? line.text);
  const points = said.map(({ line }) => line.text).filter((text) => text !== '');
  return {
    topic: topicOf(draft, { ...nothingSaid(), conclusions, points }),
    left,
    used: [...said, ...decided].map(({ line }) => line.at),
  };
};

const saidOfTopics = (
  lines: readonly Placed[],
  drafts: readonly Draft[],
  { meeting, isDepartment, isAction }: TopicContext,
): TopicLines => {
  const byLine = new Map(drafts.map((draft) => [draft.line, draft]));
  const byName = new Map(drafts.map((draft) => [normal(draft.name), draft]));
  const saidOf = new Map<Draft, Said>();
  const decisions: number[] = [];
  const used = new Set<number>(drafts.map(({ line }) => line));
  let topic: Draft | null = null;
  let level = Number.POSITIVE_INFINITY;
  let part = -1;
  for (const { line, section, depth, part: of } of lines) {
    // Another section ends a topic, except the conclusions under its own heading.
    if (of !== part && !(section === 'decisions' && line.kind === 'heading' && line.level > level)) topic = null;
    part = of;
    const begins =
      byLine.get(line.at) ??
      (line.kind === 'heading' ? byName.get(normal(line.topic ?? headingWords(line.text))) : null);
    const said: Said | null = topic && ensure(saidOf, topic, nothingSaid);
    if (begins || (said && SAYS_SOMETHING(section))) used.add(line.at);
    if (begins) {
      topic = begins;
      level = line.kind === 'heading' ? line.level : Number.POSITIVE_INFINITY;
    } else if (line.kind === 'heading') {
      if (depth <= 1 && section !== 'decisions') topic = null;
      else if (section !== 'decisions') said?.points.push(line.text);
    } else if (SAYS_SOMETHING(section) && line.kind !== 'long') {
      const conclusion = conclusionIn(line.text) ?? (section === 'decisions' && line.kind !== 'row' ? line.text : null);
      const research = researchIn(conclusion ?? line.text, meeting, isDepartment);
      const length = /^(\d{1,3}) minute timebox$/i.exec(line.text);
      const isLeft = conclusion !== null && (isAgain(conclusion) || (research !== null && isOpen(conclusion)));
      if (!said) {
        if (conclusion !== null || research || (section === 'topics' && saysAgain(line.text))) decisions.push(line.at);
      } else if (conclusion !== null && !isLeft) {
        if (!saysNothing(conclusion)) said.conclusions.push(conclusion);
      } else if (length && said.minutes === null) said.minutes = Number(length[1]);
      else if (
        !(isAction(line.at) && isOneSentence(line.text)) &&
        !(line.kind === 'row' && line.header && fieldsOf(line.cells).some((f) => f !== null))
      ) {
        said.research ??= research;
        said.isAgain ||= isLeft ? research === null : saysAgain(line.text);
        said.points.push(
          ...(line.kind === 'row' ? [line.cells.filter((cell) => cell !== '').join(' · ')] : viewsIn(line.text)),
        );
      }
    }
  }
  return { topics: drafts.map((draft) => topicOf(draft, saidOf.get(draft) ?? nothingSaid())), decisions, used };
};

const SAYS_SOMETHING = (section: Placed['section']): boolean =>
  section !== 'next' && section !== 'present' && section !== 'note' && section !== 'signed';

/** What stands before the departments’ views and says nothing itself. */
const VIEWS =
  /^(?:各(?:部门|方)|部门|双方)?(?:观点|意见|讨论(?:情况|要点|内容)?|发言)\s*[:：]\s*|^(?:views|points|discussion)\s*:\s*/i;
/** Behind a semicolon, a department and what it says: `；-研发部：…`. */
const NEXT_VIEW = /[;；]\s*[-－–—•·]?\s*(?=[\p{Script=Han}A-Za-z&][\p{L}& ]{0,20}[:：])|[;；]\s*[-－–—•·]\s*(?=\S)/u;

/** `-市场部：…；-研发部：…` as a line for each. */
const viewsIn = (text: string): string[] =>
  text
    .replace(VIEWS, '')
    .split(NEXT_VIEW)
    .map((view) => view.replace(/^[-－–—•·\s]+|[;；\s]+$/g, ''))
    .filter((view) => view !== '');

/** Where somebody also takes something on, the rest of the line was said too. */
const isOneSentence = (text: string): boolean => !/[。；！？]\s*\S|[.;!?]\s+\S/.test(text);

const nothingSaid = (): Said => ({ conclusions: [], points: [], research: null, isAgain: false, minutes: null });

const topicOf = ({ cells, ...draft }: Draft, said: Said): TopicRead => {
  const { points, research, isAgain: saidSo, minutes } = said;
  const cell = cells?.consensus ?? '';
  const isLeft = cell !== '' && (isAgain(cell) || saysAgain(cell));
  const conclusions = [...(cell === '' || isLeft || saysNothing(cell) ? [] : [cell]), ...said.conclusions];
  const settled = conclusions.length > 0;
  const again = saidSo || isLeft ? 'next-meeting' : null;
  const left = research ? 'research' : again;
  return {
    ...draft,
    minutes: draft.minutes ?? minutes,
    points: [...(cells ? viewsIn(cells.points) : []), ...points].join('\n'),
    consensus: conclusions.join('\n'),
    outcome: settled ? 'agreed' : left,
    researchDepartment: settled ? '' : (research?.department ?? ''),
    researchDue: settled ? null : (research?.due ?? null),
  };
};

/**
 * The first way in which the agenda lists its topics; the same listed again further down adds none. Without an agenda the
 * headings that are counted: 一、彩盒用膜.
 */
const draftsIn = (lines: readonly Placed[]): Draft[] => {
  const numbered = lines.flatMap(({ line }) =>
    line.kind === 'heading' && line.topic !== undefined ? [draftOf(line.at, line.topic)] : [],
  );
  if (numbered.length > 0) return distinct(numbered);
  const issues = lines.filter(
    ({ line, section }) =>
      (section === 'topics' || section === 'other') &&
      line.kind === 'item' &&
      line.indent === 0 &&
      ISSUE.test(line.text),
  );
  if (issues.length > 0) return distinct(issues.map(({ line }) => draftOf(line.at, line.text)));
  const parts = new Set(lines.filter(({ section }) => section === 'topics').map(({ part }) => part));
  for (const part of parts) {
    const own = lines.filter((placed) => placed.part === part);
    const found = [headed, tabled, counted, worded]
      .map((way) => distinct(way(own)))
      .find((drafts) => drafts.length > 0);
    if (found) return found;
  }
  const listed = distinct(tabled(lines.filter(({ section }) => section === 'about' || section === 'other')));
  if (listed.length > 0) return listed;
  return distinct(
    lines.flatMap(({ line, section }) =>
      section === 'other' && line.kind === 'heading' && line.counted && !isRoutine(line.text)
        ? [draftOf(line.at, headingWords(line.text))]
        : [],
    ),
  );
};

const headed = (own: readonly Placed[]): Draft[] =>
  own.flatMap(({ line, depth }) =>
    line.kind === 'heading' && depth === 1 && !isRoutine(line.text) ? [draftOf(line.at, headingWords(line.text))] : [],
  );

const tabled = (own: readonly Placed[]): Draft[] => {
  let fields: readonly (MinutesField | null)[] = [];
  return own.flatMap(({ line }) => {
    if (line.kind !== 'row') return [];
    if (line.header) {
      fields = fieldsOf(line.cells);
      return [];
    }
    const at = (field: MinutesField) => line.cells[fields.indexOf(field)]?.trim() ?? '';
    const name = at('topic');
    if (name === '' || isRoutine(name)) return [];
    const draft = draftOf(line.at, name);
    return [
      {
        ...draft,
        minutes: draft.minutes ?? minutesIn(at('length')),
        presenter: draft.presenter || at('presenter'),
        cells: { points: at('points'), consensus: at('consensus') },
      },
    ];
  });
};

/** A numbered list; under the word agenda itself, any list. */
const counted = (own: readonly Placed[]): Draft[] => {
  const heading = own.find(({ line, depth }) => line.kind === 'heading' && depth === 0)?.line.text ?? '';
  const isAgenda = AGENDA.test(heading);
  const margin = isAgenda ? marginOf(own) : 0;
  return own.flatMap(({ line }) =>
    line.kind === 'item' &&
    line.indent === margin &&
    (line.ordered || isAgenda) &&
    !isRoutine(line.text) &&
    sectionOf(line.text) === null
      ? [draftOf(line.at, line.text)]
      : [],
  );
};

/** Lines of text under the word agenda, where it has no list: a topic each. */
const worded = (own: readonly Placed[]): Draft[] => {
  const [heading, ...said] = own;
  const isAgenda =
    heading?.line.kind === 'heading' && AGENDA.test(heading.line.text) && !/讨论|discussion/i.test(heading.line.text);
  if (!isAgenda || said.length > MOST_WORDED || said.some(({ line }) => line.kind !== 'text')) return [];
  return said.flatMap(({ line }) =>
    line.text.length <= LONGEST_NAME && !isRoutine(line.text) && !/[。:：]$/.test(line.text)
      ? [draftOf(line.at, line.text)]
      : [],
  );
};
const AGENDA = /议题|议程|agenda|topics/i;
/** More lines than this are what was said. */
const MOST_WORDED = 6;

const minutesIn = (text: string): number | null => {
  const m = LENGTH.exec(text);
  return m && Number(m[1]) > 0 ? Number(m[1]) : null;
};

const draftOf = (line: number, text: string): Draft => {
  const minutes = minutesIn(text);
  const presenter =
    /^(?:@\s?([\w.-]+))\s|(?<![为由是])\s(?:@\s?([\w.-]+))$/.exec(text) ??
    /[（(](?:汇报人?|主讲人?|发言人?|presenter|presented by)[:：\s]\s*([^，,；;（()）]{2,20})/i.exec(text);
  const name = (minutes === null ? text : text.replace(LENGTH, ' '))
    .replace(/\s*[（(](?:汇报人?|主讲人?|发言人?|presenter|presented by)[:：\s][^（()）]{2,24}[)）]?/i, '')
    .replace(/^@\s?[\w.-]+\s+|(?<![为由是])\s+@\s?[\w.-]+$/g, '')
    .replace(/\s+/g, ' ')
    .replace(/^[\s,，;；]+|[\s,，;；。:：]+$/g, '');
  return { line, name, minutes, presenter: presenter?.[1] ?? presenter?.[2] ?? '' };
};

const distinct = (drafts: readonly Draft[]): Draft[] => {
  const seen = new Set<string>();
  return drafts.filter(({ name }) => name.length > 1 && !seen.has(normal(name)) && seen.add(normal(name)));
};
