/** Groups workbooks that share a book and are due together into rounds. */
import { groupBy } from '../../core/text/maps.ts';
import { workbookKey } from '../base/workbook-key.ts';
import type { SweepTask, TeamTask } from '../ports.ts';

/**
 * Workbooks of one round. All of them are read before the first letter leaves, by one call of the sweep function: within its
 * 14 minutes and its memory (scripts/deploy), with a busy workbook's six requests at the pace that Google allows. Twenty files of
 * 1,000 tasks each took one minute and 380 MB on two shared cores.
 */
export const TEAM_MOST = 20;

/** The sweeps of workbooks that share a book and are for the same instant as teams; those of all others as they are. */
export const teamsOf = (tasks: readonly SweepTask[]): readonly (SweepTask | TeamTask)[] =>
  [...groupBy(tasks, (task) => (task.book === undefined ? task.name : teamKey(task))).values()].flatMap(roundsOf);

/** The same for workbooks that share a book and are due at the same instant. */
const teamKey = ({ book, at }: SweepTask): string => `${book} ${Date.parse(at)}`;

/** A team of more than fit into a round is cut, by the order of its workbooks' names and not of their rows. */
const roundsOf = (tasks: readonly SweepTask[]): (SweepTask | TeamTask)[] => {
  const sorted = [...tasks].sort((a, b) => (a.workbook < b.workbook ? -1 : 1));
  const rounds: (SweepTask | TeamTask)[] = [];
  for (let from = 0; from < sorted.length; from += TEAM_MOST)
    rounds.push(roundOf(sorted.slice(from, from + TEAM_MOST)));
  return rounds;
};

/** Whoever joins or leaves makes it another round, which finds done what was done. */
const roundOf = (tasks: readonly SweepTask[]): SweepTask | TeamTask => {
  const [first, ...others] = tasks as readonly [SweepTask, ...SweepTask[]];
  const { book, at } = first;
  if (others.length === 0 || book === undefined) return first;
  const key = workbookKey(JSON.stringify([book, ...tasks.map(({ workbook }) => workbook)]));
  return {
    kind: 'team',
    name: `team-${key}-${at.slice(0, 10)}`,
    book,
    workbooks: tasks.map(({ workbook, at, owner }) => ({ workbook, at, owner })),
  };
};

/** How many workbooks a task is about. */
export const sizeOf = (task: SweepTask | TeamTask): number => (task.kind === 'team' ? task.workbooks.length : 1);

/** Where a team was cut: its book, how many workbooks it has, and in how many rounds they are swept. */
export interface Cut {
  readonly book: string;
  readonly workbooks: number;
  readonly rounds: number;
}

export const cutsIn = (tasks: readonly SweepTask[]): Cut[] =>
  [
    ...groupBy(
      tasks.filter(({ book }) => book !== undefined),
      teamKey,
    ).values(),
  ]
    .filter(({ length }) => length > TEAM_MOST)
    .map(([first, ...others]) => ({
      book: first.book ?? '',
      workbooks: others.length + 1,
      rounds: Math.ceil((others.length + 1) / TEAM_MOST),
    }));
