/** The table of problems in a workbook, under the names its sheets and columns have. */
import { sayProblem } from '../../core/messages/index.ts';
import { type Problem, severityOf } from '../../core/problem.ts';
import { locate, textOf } from '../../core/read/locate.ts';
import type { Snapshot } from '../../core/snapshot.ts';
import { ensure } from '../../core/text/maps.ts';
import { rowShown } from '../../core/text/row-number.ts';
import type { RawWorkbook } from '../../core/workbook.ts';
import { type Column, type Locale, tabOf } from '../../sheet-templates/index.ts';
import { table } from './table.ts';
import type { Terminal } from './terminal.ts';

export const isError = ({ code }: Problem): boolean => severityOf(code) === 'error';

/** Problems as a table, errors first, rows of which the same is to be said together; sheets and columns under the names they have in this workbook. */
export const problemTable = (
  terminal: Terminal,
  problems: readonly Problem[],
  raw: RawWorkbook,
  { today, policy }: Pick<Snapshot, 'today' | 'policy'>,
): string[] => {
  const { say, locale, paint, width } = terminal;
  const names = namesIn(raw, policy.locale);
  const inOrder = [...problems.filter(isError), ...problems.filter((problem) => !isError(problem))];
  const alike = new Map<string, { readonly cells: readonly string[]; readonly rows: number[] }>();
  for (const problem of inOrder) {
    const cells = [
      say.weight[severityOf(problem.code)],
      names.sheet(problem),
      names.column(problem),
      sayProblem(problem, locale, today, policy.locale),
    ];
    ensure(alike, cells.join('\n'), () => ({ cells, rows: [] })).rows.push(rowShown(problem.row));
  }
  const rows = [...alike.values()].map(({ cells: [weight = '', sheet = '', ...what], rows: at }) => [
    weight,
    sheet,
    rowsText(at),
    ...what,
  ]);
  const header = [say.table.weight, say.table.sheet, say.table.row, say.table.column, say.table.problem];
  const [first = '', ...lines] = table(header, rows, width);
  const tone = (line: string) =>
    line.startsWith(say.weight.error)
      ? ('late' as const)
      : line.startsWith(say.weight.warning)
        ? ('soon' as const)
        : null;
  return [
    paint('quiet', first),
    ...lines.map((line) => {
      const as = tone(line);
      const weight = as === 'late' ? say.weight.error : say.weight.warning;
      return as ? paint(as, weight) + line.slice(weight.length) : line;
    }),
  ];
};

/** So many places of rows that say the same are named. */
const MOST_PLACES = 3;

/** `4–13, 17`: rows of which the same is to be said; nothing for a whole sheet. */
const rowsText = (rows: readonly number[]): string => {
  const runs: [number, number][] = [];
  for (const row of rows.filter((at) => at > 0)) {
    const run = runs[runs.length - 1];
    if (run && row === run[1] + 1) run[1] = row;
    else runs.push([row, row]);
  }
  const places = runs.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`));
  return places.slice(0, MOST_PLACES).join(', ') + (places.length > MOST_PLACES ? ' …' : '');
};

/** `locale`: what the workbook calls a sheet or a column that it lacks. */
const namesIn = (raw: RawWorkbook, locale: Locale) => {
  const { tabs } = locate(raw);
  const headers = new Map(
    [...tabs].map(([key, { sheet, headerRow }]) => [key, sheet.rows.find(({ at }) => at === headerRow)?.cells ?? []]),
  );
  return {
    sheet: ({ tab, sheet }: Problem) => sheet ?? tabs.get(tab)?.sheet.title ?? tabOf(tab).title[locale],
    column: ({ tab, column }: Problem) => {
      const at = tabs.get(tab)?.columns.get(column);
      const written = at === undefined ? '' : textOf(headers.get(tab)?.[at - 1]).replace(/\s+/g, ' ');
      const declared = tabOf(tab).columns as Record<string, Column>;
      return written || (declared[column]?.header[locale] ?? column);
    },
  };
};
