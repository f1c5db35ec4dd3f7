/** The topics of a meeting and what each came to. */
import { push } from '../maps.ts';
import { normal } from '../read/words.ts';
import type { TopicRead } from './model.ts';
import type { Placed } from './sections.ts';
import { fieldsOf, headingWords, isRoutine, sectionOf } from './words.ts';

/** An agenda made from an issue tracker: each entry ends with its number. */
const ISSUE = /#\d{1,6}[.。]?$/;
const LENGTH = /[\s（(]*(?<!\d)(\d{1,3})\s*(?:min(?:ute)?s?(?: timebox)?|分钟)\s*[）)]?/i;
const SETTLED =
  /^(?:会议)?(?:结论|决议|决定|共识)\s*[:：]\s*(.+)$|^(?:decision|decided|agreed|agreement|resolution|resolved|conclusion|consensus)\s*[:：]\s*(.+)$|^Decision (to .+)$/i;
const AGAIN = /下次(?:会议)?(?:再议|再讨论|继续讨论|讨论)|next (?:meeting|time)|postponed|punted/i;

/** What a line calls the conclusion; null for any other. */
export const conclusionIn = (text: string): string | null => {
  const m = SETTLED.exec(text);
  return m ? (m[1] ?? m[2] ?? m[3])!.trim() : null;
};

interface Draft {
  readonly line: number;
  readonly name: string;
  readonly minutes: number | null;
  readonly presenter: string;
}

export interface TopicLines {
  readonly topics: readonly TopicRead[];
  /** Lines that conclude something under no topic. */
  readonly decisions: readonly number[];
}

export const topicsIn = (lines: readonly Placed[]): TopicLines => {
  const drafts = draftsIn(lines);
  const byLine = new Map(drafts.map((draft) => [draft.line, draft]));
  const byName = new Map(drafts.map((draft) => [normal(draft.name), draft]));
  const said = new Map<Draft, string[]>();
  const timed = new Map<Draft, number>();
  const decisions: number[] = [];
  let topic: Draft | null = null;
  let level = Number.POSITIVE_INFINITY;
  let part = -1;
  for (const { line, section, depth, part: of } of lines) {
    // Another section ends a topic, except the conclusions under its own heading.
    if (of !== part && !(section === 'decisions' && line.kind === 'heading' && line.level > level)) topic = null;
    part = of;
    const begins =
      byLine.get(line.at) ?? (line.kind === 'heading' ? byName.get(normal(headingWords(line.text))) : null);
    if (begins) {
      topic = begins;
      level = line.kind === 'heading' ? line.level : Number.POSITIVE_INFINITY;
    } else if (line.kind === 'heading') {
      if (depth <= 1 && section !== 'decisions') topic = null;
    } else if (section !== 'next' && section !== 'present') {
      const conclusion = conclusionIn(line.text) ?? (section === 'decisions' && line.kind !== 'row' ? line.text : null);
      if (conclusion !== null) {
        if (topic) push(said, topic, conclusion);
        else decisions.push(line.at);
      }
      const length = topic && !timed.has(topic) ? /^(\d{1,3}) minute timebox$/i.exec(line.text) : null;
      if (topic && length) timed.set(topic, Number(length[1]));
    }
  }
  return {
    topics: drafts.map((draft) => {
      const conclusions = said.get(draft) ?? [];
      const again = conclusions.length > 0 && conclusions.every((text) => AGAIN.test(text));
      return {
        ...draft,
        minutes: draft.minutes ?? timed.get(draft) ?? null,
        consensus: again ? '' : conclusions.join('\n'),
        outcome: again ? 'next-meeting' : conclusions.length > 0 ? 'agreed' : null,
      };
    }),
    decisions,
  };
};

/** The first way in which the agenda lists its topics; the same listed again further down adds none. */
const draftsIn = (lines: readonly Placed[]): Draft[] => {
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
    const found = [headed, tabled, counted].map((way) => distinct(way(own))).find((drafts) => drafts.length > 0);
    if (found) return found;
  }
  return [];
};

const headed = (own: readonly Placed[]): Draft[] =>
  own.flatMap(({ line, depth }) =>
    line.kind === 'heading' && depth === 1 && !isRoutine(line.text) ? [draftOf(line.at, headingWords(line.text))] : [],
  );

const tabled = (own: readonly Placed[]): Draft[] => {
  let fields: ReturnType<typeof fieldsOf> = [];
  return own.flatMap(({ line }) => {
    if (line.kind !== 'row') return [];
    if (line.header) {
      fields = fieldsOf(line.cells);
      return [];
    }
    const at = (field: string) => line.cells[fields.indexOf(field as 'topic')]?.trim() ?? '';
    const name = at('topic');
    if (name === '' || isRoutine(name)) return [];
    const draft = draftOf(line.at, name);
    return [{ ...draft, minutes: draft.minutes ?? minutesIn(at('length')) }];
  });
};

/** A numbered list; under the word agenda itself, any list. */
const counted = (own: readonly Placed[]): Draft[] => {
  const heading = own.find(({ line, depth }) => line.kind === 'heading' && depth === 0)?.line.text ?? '';
  const isAgenda = /议题|议程|agenda|topics/i.test(heading);
  return own.flatMap(({ line }) =>
    line.kind === 'item' &&
    line.indent === 0 &&
    (line.ordered || isAgenda) &&
    !isRoutine(line.text) &&
    sectionOf(line.text) === null
      ? [draftOf(line.at, line.text)]
      : [],
  );
};

const minutesIn = (text: string): number | null => {
  const m = LENGTH.exec(text);
  return m && Number(m[1]) > 0 ? Number(m[1]) : null;
};

const draftOf = (line: number, text: string): Draft => {
  const minutes = minutesIn(text);
  const presenter = /^(?:@\s?([\w.-]+))\s|(?<![为由是])\s(?:@\s?([\w.-]+))$/.exec(text);
  const name = (minutes === null ? text : text.replace(LENGTH, ' '))
    .replace(/^@\s?[\w.-]+\s+|(?<![为由是])\s+@\s?[\w.-]+$/g, '')
    .replace(/\s+/g, ' ')
    .replace(/^[\s,，;；]+|[\s,，;；。:：]+$/g, '');
  return { line, name, minutes, presenter: presenter?.[1] ?? presenter?.[2] ?? '' };
};

const distinct = (drafts: readonly Draft[]): Draft[] => {
  const seen = new Set<string>();
  return drafts.filter(({ name }) => name.length > 1 && !seen.has(normal(name)) && seen.add(normal(name)));
};
