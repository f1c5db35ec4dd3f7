/** Subject, headline and preview of a mail. */
import { FORMAT } from '../messages/format.ts';
import type { Highlight, NewsKind } from '../messages/mail-messages.ts';
import { plain } from '../text/span.ts';
import { oneLine, shorten, shortenAtWord, widthOf } from '../text/width.ts';
import type { Day } from '../time/day.ts';
import type { Section } from './model.ts';
import type { Week } from './overview.ts';
import { dayFor, type Reader } from './reader.ts';

/** How many of each kind a mail carries. */
export type NewsCounts = Readonly<Record<NewsKind, number>>;

const TO_DO = ['decided', 'decide', 'late', 'today', 'evidence', 'act'] as const;
const OTHER = ['soon', 'waiting', 'first', 'assigned', 'update', 'mend', 'overview', 'know'] as const;
type Other = (typeof OTHER)[number];

const KINDS: readonly NewsKind[] = [...TO_DO, ...OTHER];

export const sumCounts = (a: NewsCounts, b: NewsCounts): NewsCounts =>
  Object.fromEntries(KINDS.map((kind) => [kind, a[kind] + b[kind]])) as Record<NewsKind, number>;

/** What there is of each kind, the most urgent first. */
export const countsSaid = ({ say }: Reader, counts: NewsCounts): readonly string[] =>
  KINDS.filter((kind) => counts[kind] > 0).map((kind) => say.subject.news(kind, counts[kind]));

/** Columns of a subject, and of a project's name in it. */
const SUBJECT = 78;
const PROJECT = 24;

/** What an opening needs to know besides the counts. */
export interface Besides {
  readonly still: number;
  /** Nobody is named for any of what is to be done. */
  readonly isUnnamed: boolean;
  readonly soonest: Day | null;
  /** The one whose items wait for an update; '' where they are of several. */
  readonly department: string;
  readonly week: Week;
}

/** The first line where there is nothing to do, by what leads instead. */
const HEADLINE: Readonly<Record<Other, (reader: Reader, name: string, count: number, rest: Besides) => string>> = {
  soon: ({ say, policy }, name, count) => say.headline.soon(name, count, policy.remindDays),
  waiting: ({ say }, name, count) => say.headline.waiting(name, count),
  first: ({ say }, name, count) => say.headline.first(name, count),
  assigned: ({ say }, name, count) => say.headline.assigned(name, count),
  update: ({ say }, name, count, { department }) => say.headline.update(name, department, count),
  mend: ({ say }, name, count) => say.headline.mend(name, count),
  overview: ({ say }, name, _, { week }) => say.headline.overview(name, week.departments, week.standing.late),
  know: ({ say }, name, count) => say.headline.know(name, count),
};

/** The first two lines: what is wanted and of whom, what else there is, and that the rest needs nothing. */
export const openingOf = (
  reader: Reader,
  news: NewsCounts,
  rest: Besides,
  isBrief: boolean,
): { headline: string; subline: string } => {
  const { say, policy } = reader;
  const name = oneLine(reader.me.name);
  const toDo = TO_DO.reduce((sum, kind) => sum + news[kind], 0);
  const worst: Highlight | null = (['late', 'today'] as const).find((kind) => news[kind] > 0) ?? null;
  const leading = toDo > 0 ? null : OTHER.find((kind) => news[kind] > 0);

  const { decide, decided } = news;
  const headlineOf = (): string => {
    if (leading) return HEADLINE[leading](reader, name, news[leading], rest);
    if (decided > 0) return say.headline.decided(name, decided, toDo - decided);
    if (decide > 0) return say.headline.decide(name, decide, toDo - decide);
    if (rest.isUnnamed) return say.headline.unnamed(name, news.late, news.today, news.act);
    return say.headline.act(name, toDo, worst, worst ? news[worst] : 0);
  };
  const day = news.soon === 1 && rest.soonest !== null ? dayFor(reader, rest.soonest) : null;
  const also: readonly [boolean, string][] = [
    [news.soon > 0 && leading !== 'soon', say.also.soon(news.soon, day, policy.remindDays)],
    [rest.still > 0, say.also.still(rest.still)],
    [news.waiting > 0 && leading !== 'waiting', say.also.waiting(news.waiting)],
    [news.first > 0 && leading !== 'first', say.also.first(news.first)],
    [news.assigned > 0 && leading !== 'assigned', say.also.assigned(news.assigned)],
    [news.update > 0 && leading !== 'update', say.also.update(news.update)],
    [news.mend > 0 && leading !== 'mend', say.also.mend(news.mend)],
  ];
  const parts = also.filter(([said]) => said).map(([, text]) => text);
  const sentences = [
    news.overview > 0 && rest.week.standing.open > 0 ? say.overview.standing(...trendOf(rest.week)) : '',
    parts.length > 0 ? say.also.sentence(parts) : '',
    isBrief ? say.nothingMore : say.nothingElse,
  ];
  return { headline: headlineOf(), subline: sentences.filter(Boolean).join(FORMAT[reader.locale].gap) };
};

/** How many tasks are open and how many of them fine, and how many more are overdue than a week ago; null where nobody knows, or none is. */
const trendOf = ({ standing, overdueBefore }: Week): [open: number, fine: number, more: number | null] => [
  standing.open,
  standing.fine,
  overdueBefore === null || (standing.late === 0 && overdueBefore === 0) ? null : standing.late - overdueBefore,
];

/** The project as it stands beside what a subject names: not at all where that names it already. */
export const besideTitle = (project: string, title: string): string =>
  title.includes(project) ? '' : shortenAtWord(project, PROJECT);

/** The two most urgent counts, the most urgent thing and the project, on one line that a list of mails shows whole. */
export const subjectOf = (reader: Reader, news: NewsCounts, title: string, project: string, week: Week): string => {
  const { subject, overview } = reader.say;
  const whole = (counts: readonly string[], about: string, more: boolean) => {
    const projectName = besideTitle(project, about);
    const room = (more: boolean) => SUBJECT - widthOf(subject.whole(counts, ' ', more, projectName)) + 1;
    if (widthOf(about) <= room(more)) return subject.whole(counts, about, more, projectName);
    // That something was cut off says that there is more, too.
    return subject.whole(counts, shortenAtWord(about, room(false)), false, projectName);
  };
  const present = (kinds: readonly NewsKind[]) => kinds.filter((kind) => news[kind] > 0);
  const kinds = present(TO_DO).length > 0 ? present(TO_DO) : present(OTHER);
  if (kinds[0] === 'overview') {
    const about = overview.subject(week.departments);
    return week.standing.late > 0
      ? whole([subject.news('late', week.standing.late)], about, false)
      : whole([shorten(about, SUBJECT - PROJECT)], '', false);
  }
  // A manager's week is no count beside others.
  const counted = kinds.filter((kind) => kind !== 'overview');
  const counts = counted.slice(0, 2).map((kind) => subject.news(kind, news[kind]));
  return whole(counts, title, counted.reduce((sum, kind) => sum + news[kind], 0) > 1);
};

/** Beside the subject, a mail program shows the first words of a mail: the most urgent items with their dates. */
export const previewOf = (reader: Reader, sayings: readonly string[], otherwise: string): string => {
  const said = sayings.slice(0, 2);
  return said.length > 0 ? said.join(FORMAT[reader.locale].semicolon) : otherwise;
};

/** What sections say in a few words each, in their order. */
export const sayingsOf = (reader: Reader, sections: readonly Section[]): readonly string[] => {
  const cards = sections.flatMap((section) => section.cards).map(({ title, when }) => reader.say.preview(title, when));
  const entries = sections.flatMap((section) => section.entries).map(({ text }) => text.map(plain).join(''));
  const rows = sections
    .flatMap(({ lists }) => lists.flatMap((list) => list.rows))
    .filter(({ note }) => note !== null)
    .map(({ text, value }) => [text.map(plain).join(''), value].filter(Boolean).join(' '));
  return [...cards, ...entries, ...rows];
};
