/** Which of several sheets that look like tasks is the one to follow. */
import { headerKey } from '../read/headers.ts';
import { looksCopied } from '../read/renamed.ts';
import type { AdoptCounts } from './count.ts';
import type { ColumnMeaning } from './proposal.ts';
import type { RecognisedSheet } from './recognise.ts';

/** A sheet that looks like tasks, with what its rows say. */
export interface Tasks {
  readonly reading: RecognisedSheet;
  readonly counts: AdoptCounts;
}

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
  const sisters = sorted.filter(({ tasks }) => layoutOf(tasks) === layout && !isAside(tasks)).map(({ tasks }) => tasks);
  const latest = isAside(first.tasks) ? null : latestOf(sisters);
  const best = latest ?? first.tasks;
  const order = [best, ...sorted.map(({ tasks }) => tasks).filter((tasks) => tasks !== best)];
  const enough = best.counts.tasks.length * FEWER;
  const rivals = sorted.filter(
    ({ tasks, worth }) =>
      tasks !== best &&
      !isAside(tasks) &&
      (sisters.includes(tasks) || (worth > first.worth - NEAR && tasks.counts.tasks.length >= enough)),
  );
  const why: WhyThis = { by: latest ? 'newest' : 'fullest', of: sisters.length };
  return { order, rivals: rivals.map(({ tasks }) => tasks), why: sisters.length > 1 ? why : null };
};

/** As good but for one of who, when and how far; and not much shorter. */
const NEAR = 110;
const FEWER = 0.3;

/** Who, when and how far count most, then how much of it there is. */
const worthOf = ({ reading, counts: { tasks } }: Tasks): number => {
  const guesses = reading.guess?.guesses ?? [];
  const scoreOf = (meaning: ColumnMeaning) => guesses.find((one) => one.meaning === meaning)?.score ?? 0;
  const anchors = scoreOf('responsible') + scoreOf('due') + Math.max(scoreOf('status'), scoreOf('progress'));
  return (
    (tasks.length > 0 ? 1000 : 0) +
    100 * anchors +
    Math.min(90, tasks.length) +
    guesses.length / 100 -
    (reading.kind === 'tasks' ? 0 : UNSURE) -
    (isAside(reading) ? ASIDE : 0)
  );
};
const UNSURE = 120;
const ASIDE = 300;

const OLD =
  /模板|模版|示例|样例|范例|归档|历史|备份|作废|废弃|旧|\b(?:templates?|examples?|samples?|archived?|old|backup|history|obsolete|deprecated)\b/iu;

/** A copy, a template, what is over. */
const isAside = (of: Tasks | RecognisedSheet): boolean => {
  const { title, hidden = false } = 'reading' in of ? of.reading.sheet : of.sheet;
  return hidden || looksCopied(title) || OLD.test(title);
};

const layoutOf = ({ reading }: Tasks): string => reading.line.cells.map(headerKey).filter(Boolean).join('\n');

/** Of sheets of one layout the newest, by the numbers in their titles (第12周, 2026-03); null where these do not tell. */
const latestOf = (sisters: readonly Tasks[]): Tasks | null => {
  const numbered = sisters.map((tasks) => ({ tasks, ...numbersIn(tasks.reading.sheet.title) }));
  const stems = new Set(numbered.map(({ stem }) => stem));
  if (sisters.length < 2 || stems.size > 1 || numbered.some(({ numbers }) => numbers.length === 0)) return null;
  return numbered.reduce((latest, one) => (isAfter(one.numbers, latest.numbers) ? one : latest)).tasks;
};

const numbersIn = (title: string) => ({
  stem: title.replace(/\d+/g, '#').trim(),
  numbers: [...title.matchAll(/\d+/g)].map(([digits]) => Number(digits)),
});

const isAfter = (a: readonly number[], b: readonly number[]): boolean => {
  const at = a.findIndex((n, i) => n !== b[i]);
  return at >= 0 && (a[at] ?? 0) > (b[at] ?? 0);
};
