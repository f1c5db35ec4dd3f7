/** One person's news from several workbooks as one digest, small enough that Gmail does not cut it. */
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { Locale } from '../../sheet-templates/index.ts';
import { joined, listOf } from '../messages/format.ts';
import { MAIL_ROLES } from '../messages/mail-messages.ts';
import { ITEM_SECTIONS } from '../rules/rule.ts';
import { type Line, strong } from '../text/span.ts';
import { SHOWN } from '../text/width.ts';
import { type Content, contentOf, titleIn } from './content.ts';
import { canReply, chapterOf, footerOf, ownerColumn, type Room } from './digest.ts';
import { htmlOf } from './html.ts';
import type { DigestInput } from './input.ts';
import type { Chapter, Digest, Entry, Section } from './model.ts';
import { type Besides, countsSaid, openingOf, previewOf, sayingsOf, subjectOf, sumCounts } from './opening.ts';
import { figuresOf, planStanding, standingRow, sumStandings, sumWeeks, weekOf } from './overview.ts';
import { bookName, dayFor, listFact, type Reader } from './reader.ts';
import { rolesOf } from './roles.ts';
import { mailSection } from './section.ts';

/** One workbook with what it has for the reader. */
interface Said {
  /** As they were given. */
  readonly part: number;
  readonly title: string;
  readonly content: Content;
}

/** The most urgent first. */
type AllSaid = readonly [Said, ...Said[]];

/**
 * Gmail shows the first 102 KB of a mail and hides the rest behind a link. What its own mark-up adds is not ours to count,
 * so there is some air.
 */
export const MOST_BYTES = 100_000;

/** Cards of a mail over several workbooks: more than in that of one, and fewer than in as many mails. */
const cardsFor = (workbooks: number): number => Math.max(SHOWN, 4 * workbooks);

/** Lines of a list: the more workbooks, the fewer each. */
const rowsFor = (workbooks: number): number => Math.max(3, SHOWN - workbooks);

type Space = Pick<Room, 'cards' | 'rows'>;

const tightest = (workbooks: number): Space => ({ cards: workbooks, rows: 1 });
/** From roomy to tight. Whatever is shown in short is still counted, and the workbook's link stands beside it. */
const SPACES: readonly ((workbooks: number) => Space)[] = [
  (n) => ({ cards: cardsFor(n), rows: rowsFor(n) }),
  (n) => ({ cards: 2 * n, rows: 3 }),
  (n) => ({ cards: n, rows: 2 }),
  tightest,
];

/**
 * What several workbooks have to say to one person, in one digest: one subject and one opening that count over all, how the
 * weeks of a manager's workbooks stand side by side, then a chapter a workbook, the most urgent first. At least one input;
 * all in the same language.
 */
export const buildJointDigest = (inputs: readonly DigestInput[]): Digest => {
  const [first, ...others] = titled(inputs).sort((a, b) => byUrgency(a.content, b.content));
  if (!first) throw new Error('a mail about no workbook');
  const said: AllSaid = [first, ...others];
  const write = (count: number, space: Space): Digest => digestOf(said, count, space);
  for (const space of SPACES) {
    const digest = write(said.length, space(said.length));
    if (fits(digest)) return digest;
  }
  // Of those that no room is left for, a line says what there is.
  const whole = bytesOf(write(said.length, tightest(said.length)));
  for (let count = Math.min(said.length - 1, Math.ceil((said.length * MOST_BYTES) / whole)); count > 1; count--) {
    const digest = write(count, tightest(count));
    if (fits(digest)) return digest;
  }
  return write(1, tightest(1));
};

/** A workbook is known as its project; where two of them are one project's, by their own names, too. */
const titled = (inputs: readonly DigestInput[]): Said[] => {
  const all = inputs.map((input, part) => ({ part, content: contentOf(input) }));
  const count = (project: string) => all.filter(({ content }) => content.project === project).length;
  return all.map((one): Said => {
    const { project, input } = one.content;
    const own = bookName(input.workbook.name);
    return { ...one, title: count(project) > 1 && own !== project ? `${project} · ${own}` : project };
  });
};

const bytesOf = (digest: Digest): number => utf8ToBytes(htmlOf(digest)).length;
const fits = (digest: Digest): boolean => bytesOf(digest) <= MOST_BYTES;

/** The first so many workbooks in chapters, the others in a line each. */
const digestOf = (said: AllSaid, count: number, { cards: all, rows }: Space): Digest => {
  const [{ content: first }] = said;
  const contents = said.map(({ content }) => content);
  const shown = said.slice(0, count);
  const cards = shareOut(
    shown.map(({ content: { groups } }) => ITEM_SECTIONS.reduce((sum, group) => sum + groups[group].length, 0)),
    all,
  );
  const reader = readerOf(said);
  const weeks = weeksSection(reader, said);
  const room = { rows };
  const chapters = shown.map(
    ({ part, title, content }, i): Chapter => ({
      ...chapterOf(content, { ...room, cards: cards[i] ?? 0 }),
      part,
      title,
    }),
  );
  const besides = sumBesides(contents, reader.locale);
  const counts = contents.map((content) => content.counts).reduce(sumCounts);
  const opening = openingOf(reader, counts, besides, false);
  const projects = reader.say.joint.projects(said.length);
  const dates = contents.flatMap(({ input }) => input.dates());
  return {
    locale: reader.locale,
    isBrief: false,
    subject: subjectOf(reader, counts, titleIn(merged(contents)), projects, besides.week),
    preview: previewOf(reader, byTurns(chapters.map(({ sections }) => sayingsOf(reader, sections))), opening.subline),
    brand: reader.say.brand,
    place: `${projects} · ${dayFor(reader, first.reader.today)}`,
    ...opening,
    sections: weeks,
    chapters: [...chapters, ...beyondChapter(reader, said.slice(count))],
    where: null,
    book: null,
    footer: footerOf(reader, {
      roles: MAIL_ROLES.filter((role) =>
        contents.some(({ input, reader }) => rolesOf(reader, input.mail.notices).includes(role)),
      ),
      isBrief: false,
      unnamed: contents.filter(({ unnamed }) => unnamed.size > 0).map(ownerColumn),
      canReply: contents.some(({ input }) => canReply(input)),
      next: contents
        .map(({ input }) => [input.nextSweep, input.policy.sweepTime] as const)
        .reduce((a, b) => (b[0] < a[0] || (b[0] === a[0] && b[1] < a[1]) ? b : a)),
      hasDates: dates.length > 0,
    }),
    ...subscribeIn(said),
    preferences: said.flatMap(({ content: { input, project } }) =>
      input.ownPage === null ? [] : [{ label: reader.say.footer.preferences(project), url: input.ownPage }],
    ),
    dates,
  };
};

/** Of each workbook that brings dates. */
const subscribeIn = (said: AllSaid): Pick<Digest, 'subscribe'> => {
  const subscribe = said.flatMap(({ title, content: { input, reader } }) =>
    input.calendarPage === null || input.dates().length === 0
      ? []
      : [{ label: reader.say.footer.subscribeTo(title), url: input.calendarPage }],
  );
  return subscribe.length > 0 ? { subscribe } : {};
};

/** The first workbook's reader, who is reminded as early as any of the workbooks says. */
const readerOf = (said: AllSaid): Reader => {
  const [{ content }] = said;
  const remindDays = Math.max(...said.map((one) => one.content.input.policy.remindDays));
  return { ...content.reader, policy: { ...content.reader.policy, remindDays } };
};

/** Where the most urgent thing stands: its section, then its own urgency; below all items, how much a manager's week holds. */
const rankOf = ({ groups, overviews, reader }: Content): readonly [number, number] => {
  const [first] = ITEM_SECTIONS.flatMap((group, at) =>
    groups[group].slice(0, 1).map(({ about }) => [at, about.urgency] as const),
  );
  if (first) return first;
  const { standing } = sumWeeks(overviews.map((notice) => weekOf(reader, notice)));
  return [ITEM_SECTIONS.length, overviews.length > 0 ? -standing.late - 1 : 0];
};
const byUrgency = (a: Content, b: Content): number => {
  const [[a0, a1], [b0, b1]] = [rankOf(a), rankOf(b)];
  return a0 - b0 || a1 - b1;
};

/** Nobody gets more than they need, and what one does not need is the others'. */
export const shareOut = (wanted: readonly number[], all: number): readonly number[] => {
  const each = (most: number) => wanted.map((count) => Math.min(count, most));
  const left = (most: number) => all - each(most).reduce((sum, count) => sum + count, 0);
  let most = 0;
  while (most < Math.max(...wanted) && left(most + 1) >= 0) most++;
  // What is left is not enough for one more each: the first of those who want more get it.
  const wantMore = wanted.flatMap((count, i) => (count > most ? [i] : []));
  const oneMore = new Set(wantMore.slice(0, left(most)));
  return each(most).map((count, i) => (oneMore.has(i) ? count + 1 : count));
};

/** The first of each, then the second of each. */
const byTurns = (lists: readonly (readonly string[])[]): string[] =>
  Array.from({ length: Math.max(...lists.map(({ length }) => length)) }, (_, i) =>
    lists.flatMap((list) => list.slice(i, i + 1)),
  ).flat();

const sumBesides = (contents: readonly Content[], locale: Locale): Besides => {
  const all = contents.map(({ besides }) => besides);
  const soonest = all.flatMap(({ soonest }) => soonest ?? []);
  const departments = new Set(all.flatMap(({ department }) => department || []));
  return {
    still: all.reduce((sum, { still }) => sum + still, 0),
    isUnnamed: all.every(({ isUnnamed }) => isUnnamed),
    soonest: soonest.length > 0 ? Math.min(...soonest) : null,
    department: listOf([...departments], locale),
    week: sumWeeks(all.map(({ week }) => week)),
  };
};

/** All workbooks' news as if they were one's, for the subject to pick from. */
const merged = (all: readonly Content[]): Parameters<typeof titleIn>[0] => {
  const group = (wanted: (typeof ITEM_SECTIONS)[number]) =>
    all.flatMap(({ groups }) => groups[wanted]).sort((a, b) => a.about.urgency - b.about.urgency);
  return {
    groups: {
      decided: group('decided'),
      decide: group('decide'),
      move: group('move'),
      soon: group('soon'),
      waiting: group('waiting'),
    },
    received: () => ({
      fresh: all.flatMap(({ received }) => received.fresh),
      first: all.flatMap(({ received }) => received.first),
    }),
    updateItems: all.flatMap(({ updateItems }) => updateItems),
    mends: all.flatMap(({ mends }) => mends),
    know: all.flatMap(({ know }) => know),
  };
};

/** A manager's weeks side by side: the tasks of all workbooks in figures, and a line a workbook. */
const weeksSection = (reader: Reader, said: readonly Said[]): Section[] => {
  const { say } = reader;
  const weeks = said.flatMap(({ title, content }) =>
    content.overviews.slice(0, 1).map((overview) => ({
      title,
      decisions: content.counts.decide,
      standing: planStanding(content.reader, listFact(overview, 'departments')),
    })),
  );
  if (weeks.length < 2) return [];
  const all = weeks.map(({ standing }) => standing).reduce(sumStandings);
  const rows = weeks.map(({ title, decisions, standing }) => {
    const note: Line = [say.joint.standing(standing.stuck, decisions).join(' · ')];
    return { ...standingRow(reader, [title], standing), note: note[0] === '' ? null : note };
  });
  return [
    mailSection(say.joint.weeks(weeks.length), {
      figures: all.open > 0 ? figuresOf(reader, all) : [],
      lists: [{ label: say.joint.byProject, rows, more: null }],
    }),
  ];
};

/** Workbooks of which the mail has room for no more than what there is. */
const beyondChapter = (reader: Reader, said: readonly Said[]): Chapter[] => {
  if (said.length === 0) return [];
  const { say, locale } = reader;
  const entries = said.map(
    ({ title, content: { input, counts } }): Entry => ({
      text: [strong(title), ` ${joined(countsSaid(reader, counts), locale)}`],
      link: input.workbook.url ? { label: say.open, url: input.workbook.url } : null,
    }),
  );
  const sections = [mailSection(say.joint.beyond, { entries })];
  return [{ part: null, title: say.joint.more(said.length), sections, where: null, book: null }];
};
