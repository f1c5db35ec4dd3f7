/** Lines with the section they stand in, meeting by meeting. */
import { type Heading, type MinutesLine, minutesLines } from './lines.ts';
import { dateIn } from './when.ts';
import { headingWords, labelled, type MinutesSection, meetingLabel, sectionOf, topicNamed } from './words.ts';

export interface Placed {
  readonly line: MinutesLine;
  readonly section: MinutesSection;
  /** For a heading: how far below its section's own heading it stands; 0 for that one. */
  readonly depth: number;
  /** Counts the sections: lines of one section share it. */
  readonly part: number;
}

/** The lines of one meeting, under its heading where the file holds several. */
export interface Sheet {
  readonly title: Heading | null;
  /** The heading of the whole file, when each meeting has one of its own. */
  readonly of: Heading | null;
  readonly lines: readonly Placed[];
}

/** Below every real heading: a line that is one by its words alone (`待办：`, `Action items`). */
const BY_WORDS = 7;
/** `一、彩盒用膜` and `议题1：彩盒用膜` as lines of text: above those, for `共识：` stands below a topic. */
const BY_COUNT = 6;
const BY_TOPIC = 6.5;

const SURE: Partial<Record<MinutesSection, RegExp>> = {
  topics: /议题|议程|讨论情况|agenda|topics/i,
  next: /^(?:下次会议(?:安排|时间)?|next meeting)$/i,
};

/** `一、彩盒用膜`: words without a sentence's marks. */
const COUNTED = /^[一二三四五六七八九十]{1,3}[、.．]\s*[^，。；;,：:、]{1,30}$/;
/** `第三次会议`, alone in its line. */
const NTH = /^第[一二三四五六七八九十\d]{1,3}次[^，。；;：:]{0,12}$|^会议(?:纪要|记录)\s*[—–-]{0,2}\s*\d{1,2}$/;

/** What stands alone in its line and is one by its words: `待办：`, also in bold or numbered, or `一、彩盒用膜`. */
const withHeadings = (lines: readonly MinutesLine[]): MinutesLine[] => {
  let section: MinutesSection | null = null;
  /** `二、行动计划` is followed by `三、…`, which is no entry of it. */
  let isCountedSection = false;
  return lines.map((line, i) => {
    const topic = line.kind === 'row' || line.kind === 'long' ? null : topicNamed(line.text);
    if (topic !== null && section !== 'next' && section !== 'actions') {
      const level = line.kind === 'heading' ? line.level : BY_TOPIC;
      return { kind: 'heading', level, at: line.at, text: line.text, topic };
    }
    // `### 会议名称 …` is a label with what it says, whatever it looks like.
    const said = line.kind === 'heading' ? labelled(line.text) : null;
    if (said && said.value !== '') {
      // `### 时间：…` begins one of several meetings, unless a heading stands right above it.
      const above = lines[i - 1];
      const isUnder = above?.kind === 'heading' && above.level > 1;
      const isAlone = said.label === 'when' && dateIn(said.value) !== null && !isUnder;
      return isAlone ? line : { kind: 'text', at: line.at, text: line.text };
    }
    // An entry among others of a list is one of them, whatever its words: an agenda ends with 后续工作安排.
    const isListed = isNext(lines[i - 1], line) || isNext(line, lines[i + 1]);
    const own = isListed && !/[:：]$/.test(line.text) ? line : asHeading(line);
    const isCounted = COUNTED.test(own.text);
    if (own.kind === 'heading') {
      section = sectionOf(own.text);
      isCountedSection = isCounted;
    } else if (own.kind === 'text' && NTH.test(own.text))
      return { kind: 'heading', level: 3, at: own.at, text: own.text };
    else if (own.kind !== 'text' || !isCounted) return own;
    // Where actions are listed it is one of them.
    else if (section === 'actions' && (!isCountedSection || own.text.startsWith('一'))) {
      const text = headingWords(own.text);
      return { kind: 'item', at: own.at, indent: 0, ordered: true, box: null, text };
    }
    return {
      kind: 'heading',
      level: headingLevel(own, isCounted),
      at: own.at,
      text: own.text,
      counted: isCounted,
    };
  });
};

/** Whether two entries of one list stand one below the other. */
const isNext = (a: MinutesLine | undefined, b: MinutesLine | undefined): boolean =>
  a?.kind === 'item' && b?.kind === 'item' && a.indent === b.indent && a.ordered === b.ordered && b.at === a.at + 1;

const headingLevel = (line: MinutesLine, isCounted: boolean): number => {
  if (line.kind === 'heading' && line.level < BY_WORDS) return line.level;
  return isCounted ? BY_COUNT : BY_WORDS;
};

const asHeading = (line: MinutesLine): MinutesLine => {
  if (line.kind !== 'text' && !(line.kind === 'item' && line.indent === 0 && line.box === null)) return line;
  if (line.text.length > 24 || /[:：]\s*\S/.test(line.text)) return line;
  const section = sectionOf(line.text);
  if (section === 'present' && meetingLabel(line.text) !== null && !/[:：]$/.test(line.text) && line.kind !== 'text')
    return line;
  // 内容 or 纪要 alone may be anything's, and 下次 begins many a sentence.
  const isSure = /[:：]$/.test(line.text) || (SURE[section ?? 'other']?.test(line.text) ?? true);
  return section === null || !isSure ? line : { kind: 'heading', level: BY_WORDS, at: line.at, text: line.text };
};

/** One sheet for each heading with a date of its own; where fewer than two have one, the file is one meeting. */
export const sheetsOf = (source: string): Sheet[] => {
  const lines = withHeadings(minutesLines(source));
  const headings = lines.filter((line): line is Heading => line.kind === 'heading' && line.level < BY_COUNT);
  const [first] = headings;
  const dated = headings.filter(({ text }) => dateIn(text) !== null);
  const headed = dated.length < 2 ? datedBelow(lines) : dated;
  const level = Math.min(...headed.map((heading) => heading.level));
  const starts = dated.length < 2 ? headed : headed.filter((heading) => heading.level === level);
  if (starts.length < 2) {
    const title = first && (first === lines[0] || first.level === 1) && isTitle(first) ? first : null;
    const body = lines.filter((line) => line !== title);
    // Further down one more is held: `## 第二次（2026.12.2）`.
    const others = dated.filter(
      (heading) => heading !== title && heading !== first && ANOTHER.test(withoutDate(heading.text)),
    );
    return [null, ...others].map((own, i) => {
      const until = others[i]?.at ?? Number.POSITIVE_INFINITY;
      return {
        title: own ?? title,
        of: null,
        lines: placed(body.filter(({ at }) => at > (own?.at ?? 0) && at < until)),
      };
    });
  }
  const of = first && first.level < level ? first : null;
  return starts.map((title, i) => {
    const until = starts[i + 1]?.at ?? Number.POSITIVE_INFINITY;
    return { title, of, lines: placed(lines.filter(({ at }) => at > title.at && at < until)) };
  });
};

/** Headings of meetings that say below themselves, before any other such heading, when they were. */
const datedBelow = (lines: readonly MinutesLine[]): Heading[] => {
  const found: Heading[] = [];
  let heading: Heading | null = null;
  for (const line of lines) {
    if (line.kind === 'heading') {
      const section = sectionOf(line.text);
      const isOwn =
        section === null && meetingLabel(line.text) === null && line.topic === undefined && line.level < BY_COUNT;
      if (isOwn) heading = line;
      else if (section !== 'about' && !/(?:记录|纪要)$/.test(line.text) && meetingLabel(line.text) === null)
        heading = null;
    } else if (heading && labelled(line.text)?.label === 'when' && dateIn(line.text)) {
      found.push(heading);
      heading = null;
    }
  }
  return found;
};

const ANOTHER = /^(?:第.{1,3}次.{0,6}|.{0,8}(?:会议|例会|周会)(?:纪要|记录)?|(?:\w+ )?meeting|)$/i;

/** A file may be called 会议纪要 and nothing else. */
const isTitle = ({ text }: Heading): boolean => {
  const section = sectionOf(text);
  return section === null || (section === 'topics' && /纪要|minutes|notes/i.test(text));
};

const placed = (lines: readonly MinutesLine[]): Placed[] => {
  const open: { readonly level: number; readonly section: MinutesSection; readonly depth: number }[] = [];
  let part = 0;
  return lines.map((line) => {
    if (line.kind !== 'heading') return { line, section: open.at(-1)?.section ?? 'about', depth: 0, part };
    while ((open.at(-1)?.level ?? 0) >= line.level) open.pop();
    if (line.topic !== undefined) {
      part++;
      open.push({ level: line.level, section: 'topics', depth: 1 });
      return { line, section: 'topics', depth: 1, part };
    }
    const own = sectionOf(line.text);
    const above = open.at(-1);
    const section = own ?? (above && above.section !== 'about' ? above.section : 'other');
    const depth = own === null && above?.section === section ? above.depth + 1 : 0;
    if (depth === 0) part++;
    open.push({ level: line.level, section, depth });
    return { line, section, depth, part };
  });
};

const GENERIC = /^(?:会议)?(?:纪要|记录)(?:表|及行动计划表?)?$|^(?:meeting )?(?:minutes|notes)$/i;
/** Behind a meeting's own name. */
const ENDING = /[\s:：|·–—-]*(?:(?<=会议?)会议(?:纪要|记录)|(?:会议)?(?:记录)|纪要|(?:meeting )?(?:minutes|notes))$/i;

const withoutDate = (text: string): string => {
  const date = dateIn(text);
  if (!date) return text;
  const rest = `${text.slice(0, date.from)} ${text.slice(date.to)}`;
  return rest
    .replace(/[（(]\s*[）)]/g, ' ')
    .replace(/^[\s,，:：|·–—-]+|[\s,，:：|·–—-]+$/g, '')
    .replace(/\s+/g, ' ');
};

/** `春季协调会纪要` above all else, where it is no heading; '' for any other first line. */
const firstLine = ([first]: readonly Placed[]): string => {
  const text = first?.line.kind === 'text' ? withoutDate(first.line.text) : '';
  return text.length <= 40 && ENDING.test(text) && !GENERIC.test(text) && !/[:：，。]/.test(text)
    ? text.replace(ENDING, '').trim()
    : '';
};

/** What the meeting is called: its heading without date and without what every heading says. */
export const nameInSheet = (
  { title, of, lines }: Sheet,
  given: { readonly label: string; readonly file: string },
): string => {
  const own = title && labelled(title.text) === null ? withoutDate(headingWords(title.text)) : '';
  const name = of && GENERIC.test(headingWords(of.text)) ? `${headingWords(of.text)} ${own}` : own;
  if (name !== '' && !GENERIC.test(name)) return name.replace(ENDING, '').trim() || name;
  return given.label || firstLine(lines) || given.file || name;
};
