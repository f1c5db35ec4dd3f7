/** What was found in rows, as marks and as the words of a receipt. */
import type { JudgedRow } from '../../core/edit/edit.ts';
import { sayProblem, sayWritten } from '../../core/messages/index.ts';
import type { Language } from '../../core/messages/language.ts';
import { ADD_ON } from '../../core/messages/languages.ts';
import { type Problem, severityOf } from '../../core/problem.ts';
import { lapsedTexts, signersOf } from '../../core/process/lapsed.ts';
import type { Snapshot } from '../../core/snapshot.ts';
import { ensure, groupBy } from '../../core/text/maps.ts';
import { columnLetters, keyColumn } from '../../sheet-templates/index.ts';
import type { Mark } from './marks.ts';
import type { OpenedSheet } from './open-sheet.ts';
import { type Marks, runsOf } from './sheet-marks.ts';

/** Where a problem shows: its cell, or the row's first where the sheet has no such column. */
const columnOf = ({ tab, column }: Problem, { located }: OpenedSheet): number => {
  const columns = located.tabs.get(tab)?.columns;
  return columns?.get(column) ?? columns?.get(keyColumn(tab)) ?? 1;
};

export const sentence = (problem: Problem, { policy, today }: Snapshot): string =>
  sayProblem(problem, policy.locale, today);

/** Marks for rows as they were judged. `isBegun` tells of a row somebody has only begun: what they have not got to yet does not shout. */
export const marksOf = (
  rows: readonly JudgedRow[],
  snapshot: Snapshot,
  opened: OpenedSheet,
  isBegun: (row: number) => boolean,
): Map<number, Map<number, Mark>> => {
  const cells = new Map(opened.sheet.rows.map((row) => [row.at, row.cells]));
  const marks = new Map<number, Map<number, Mark>>();
  for (const { row, problems } of rows) {
    const line = new Map<number, Mark>();
    for (const problem of problems) {
      const column = columnOf(problem, opened);
      const isAhead = isBegun(row) && (cells.get(row)?.[column - 1] ?? null) === null;
      const said = line.get(column);
      const isError = severityOf(problem.code) === 'error' && !isAhead;
      const text = sentence(problem, snapshot);
      line.set(column, {
        lines: [...(said?.lines ?? []).filter((other) => other !== text), text],
        tone: isError || said?.tone === 'late' ? 'late' : 'soon',
      });
    }
    if (line.size > 0) marks.set(row, line);
  }
  addLapsed(marks, rows, snapshot, opened);
  return marks;
};

/** Where a text was signed and says something else now, the signatures that no longer hold are named. */
const addLapsed = (
  marks: Map<number, Map<number, Mark>>,
  rows: readonly JudgedRow[],
  snapshot: Snapshot,
  { located, sheet }: OpenedSheet,
): void => {
  const { policy, today } = snapshot;
  const rowOf = new Map(rows.map(({ row, item }) => [item, row]));
  const texts = lapsedTexts(snapshot).filter(
    ({ tab, item }) => located.tabs.get(tab)?.sheet.title === sheet.title && rowOf.has(item),
  );
  for (const same of groupBy(texts, ({ tab, item, column }) => [tab, item, column].join('\n')).values()) {
    const [{ tab, item, column }] = same;
    const row = rowOf.get(item);
    const at = located.tabs.get(tab)?.columns.get(column);
    if (row === undefined || at === undefined) continue;
    const who = signersOf(same, policy.locale);
    const line = ensure(marks, row, () => new Map<number, Mark>());
    const said = line.get(at);
    line.set(at, {
      lines: [...(said?.lines ?? []), sayWritten('mark.lapsed', { who }, policy.locale, today)],
      tone: said?.tone ?? 'soon',
    });
  }
};

/** Row numbers for people: `5–9, 14`; of many the first few. */
const rowsSaid = (rows: readonly number[], { rows: say, more, comma }: Language['addOn']['edit']): string => {
  const runs = runsOf(rows);
  const said = runs.slice(0, 8).map(([first, last]) => say(first, last));
  return [...said, ...(runs.length > 8 ? [more] : [])].join(comma);
};

/** What a paste came to: how many cells, which rows, what to mend first, and what there was no time for. */
export const receipt = (
  cells: number,
  rows: readonly JudgedRow[],
  marks: Marks,
  checked: readonly [first: number, last: number][] | null,
  snapshot: Snapshot,
  opened: OpenedSheet,
): readonly string[] => {
  const say = ADD_ON[snapshot.policy.locale].edit;
  const lines: string[] = [];
  const all = rows.flatMap(({ problems }) => problems);
  const first = all.find(({ code }) => severityOf(code) === 'error') ?? all[0];
  if (first) {
    const marked = [...marks.values()].reduce((sum, line) => sum + line.size, 0);
    const cell = `${columnLetters(columnOf(first, opened))}${first.row}`;
    lines.push(say.pasted(cells, marked, rowsSaid([...marks.keys()], say), cell, sentence(first, snapshot)));
  }
  if (checked) lines.push(say.partly(checked.map(([from, to]) => say.rows(from, to)).join(say.comma)));
  return lines;
};
