/** Which of several sheets that look like tasks is the one to follow. */
import { headerKey } from '../read/headers.ts';
import { newestOf } from '../text/title-order.ts';
import type { ColumnMeaning } from './proposal.ts';
import { holdsChoices, isAside, type Tasks } from './together.ts';

/** The best first, and those that a person may mean as well. */
export interface Ranked {
  readonly order: readonly Tasks[];
  readonly rivals: readonly Tasks[];
  readonly why: WhyThis | null;
}

/** Of how many sheets of one layout the best is the newest, or the one that says most; null where it is the only one. */
export interface WhyThis {
  readonly by: 'newest' | 'fullest';
  readonly of: number;
}

export const rankSheets = (all: readonly Tasks[]): Ranked => {
  const sorted = all.map((tasks) => ({ tasks, worth: worthOf(tasks) })).sort((a, b) => b.worth - a.worth);
  const [first] = sorted;
  if (!first) return { order: [], rivals: [], why: null };
  const layout = layoutOf(first.tasks);
  const sisters = sorted
    .filter(({ tasks }) => layoutOf(tasks) === layout && !isAside(tasks.reading.sheet))
    .map(({ tasks }) => tasks);
  const latest = isAside(first.tasks.reading.sheet) ? null : newestOf(sisters, ({ reading }) => reading.sheet.title);
  const best = latest ?? first.tasks;
  const order = [best, ...sorted.map(({ tasks }) => tasks).filter((tasks) => tasks !== best)];
  const enough = best.counts.tasks.length * FEWER;
  const rivals = sorted.filter(
    ({ tasks, worth }) =>
      tasks !== best &&
      !isAside(tasks.reading.sheet) &&
      (sisters.includes(tasks) || (worth > first.worth - NEAR && tasks.counts.tasks.length >= enough)),
  );
  const why: WhyThis = { by: latest ? 'newest' : 'fullest', of: sisters.length };
  return { order, rivals: rivals.map(({ tasks }) => tasks), why: sisters.length > 1 ? why : null };
};

/** As good but for one of who, when and how far; and not much shorter. */
const NEAR = 110;
const FEWER = 0.3;

/** Who, when and how far count most where a header says them, then how much of it there is. */
const worthOf = ({ reading, counts: { tasks } }: Tasks): number => {
  const guesses = reading.guess?.guesses ?? [];
  const scoreOf = (meaning: ColumnMeaning) =>
    guesses.find((one) => one.meaning === meaning && one.because !== 'cells')?.score ?? 0;
  const anchors = scoreOf('responsible') + scoreOf('due') + Math.max(scoreOf('status'), scoreOf('progress'));
  return (
    (tasks.length > 0 ? 1000 : 0) +
    100 * anchors +
    Math.min(90, tasks.length) +
    guesses.length / 100 -
    (reading.kind === 'tasks' ? 0 : UNSURE) -
    (isAside(reading.sheet) ? ASIDE : 0) -
    (holdsChoices(reading.sheet) ? CHOICES_ONLY : 0)
  );
};
const UNSURE = 120;
const ASIDE = 300;
/** Whatever they look like, any other sheet is rather meant. */
const CHOICES_ONLY = 3000;

const layoutOf = ({ reading }: Tasks): string => reading.line.cells.map(headerKey).filter(Boolean).join('\n');
