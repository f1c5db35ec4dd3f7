/** How long it takes to say what is wrong with pasted cells. */
import { judgeRows } from '../../core/edit/edit.ts';
import { sayProblem } from '../../core/messages/index.ts';
import { readSnapshot } from '../../core/read/index.ts';
import { tabIn } from '../tab-in.ts';
import { BENCH_NOW, benchWorkbook } from './dataset.ts';
import { median } from './timed.ts';

export interface EditTiming {
  readonly items: number;
  readonly cells: number;
  readonly problems: number;
  /** Medians, in milliseconds: verdicts and sentences for the pasted rows, and reading the same workbook once. */
  readonly judgeMs: number;
  readonly readMs: number;
}

const COLUMNS = 10;
/** Times the decision about a paste of so many cells over the plan's first rows, every fifth of its rows wrong. */
const benchEdit = (items: number, cells: number, repeats: number): EditTiming => {
  const given = benchWorkbook(items);
  const { sheet, headerRow, column } = tabIn(given, 'raci');
  const due = column('due') - 1;
  const rows = sheet.rows.filter(({ at }) => at > headerRow).slice(0, cells / COLUMNS);
  const pasted = new Map(
    rows.map(({ at, cells }, i) => [at, i % 5 === 0 ? cells.map((cell, c) => (c === due ? 'soon' : cell)) : cells]),
  );
  const changed = { ...sheet, rows: sheet.rows.map((row) => ({ at: row.at, cells: pasted.get(row.at) ?? row.cells })) };
  const raw = { ...given, sheets: given.sheets.map((other) => (other === sheet ? changed : other)) };

  const judge: number[] = [];
  const read: number[] = [];
  let problems = 0;
  for (let i = 0; i <= repeats; i++) {
    const start = performance.now();
    const { rows: judged, snapshot } = judgeRows(raw, 'raci', [...pasted.keys()], { now: BENCH_NOW });
    const said = judged.flatMap((row) => row.problems.map((one) => sayProblem(one, 'en', snapshot.today)));
    const middle = performance.now();
    readSnapshot(raw, { now: BENCH_NOW });
    problems = said.length;
    if (i === 0) continue;
    judge.push(middle - start);
    read.push(performance.now() - middle);
  }
  return { items, cells, problems, judgeMs: median(judge), readMs: median(read) };
};

if (import.meta.main) console.log(JSON.stringify([benchEdit(1000, 5000, 15), benchEdit(10_000, 5000, 9)]));
