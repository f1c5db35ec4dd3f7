/** One cell of any column: what is read of it is what the column declares, or a problem with words in both languages. */
import fc from 'fast-check';
import { sayProblem } from '../../../core/messages/index.ts';
import { type Problem, problemAt } from '../../../core/problem.ts';
import { type CellContext, readerOf } from '../../../core/read/cells.ts';
import { indexPeople } from '../../../core/read/people.ts';
import type { RawCell } from '../../../core/workbook.ts';
import { columnOf, LOCALES, TABS, type Tab, type TabKey } from '../../../sheet-templates/index.ts';
import { addressOf, PEOPLE } from '../../../test/support/office.ts';
import { drawText, numbers } from '../draw.ts';
import { mustHold, target } from '../target.ts';
import words from '../words.json' with { type: 'json' };

const COLUMNS = (Object.entries(TABS) as [TabKey, Tab][]).flatMap(([tab, declared]) =>
  Object.keys(declared.columns).map((column) => `${tab}.${column}`),
);

const people = indexPeople(
  PEOPLE.map((name, at) => ({
    at: at + 2,
    id: name,
    fresh: false,
    values: {
      name,
      email: addressOf(name),
      department: 'Sales',
      language: null,
      active: true,
      delegate: '',
      delegateFrom: null,
      delegateTo: null,
    },
  })) as unknown as Parameters<typeof indexPeople>[0],
  'en',
  () => {},
);
const context: CellContext = {
  dateSystem: 1900,
  people,
  departments: new Map([
    ['sales', 'Sales'],
    ['Sales', 'Sales'],
  ]),
};

const HOLE = /undefined|\[object /;

type Cell = { readonly column: string; readonly cell: string | number | boolean | null };

const readers = new Map<string, ReturnType<typeof readerOf>>();
const readerAt = (name: string) => {
  const known = readers.get(name);
  if (known) return known;
  const [tab, column] = name.split('.') as [TabKey, string];
  const made = readerOf(column, columnOf(tab, column), TABS[tab]);
  readers.set(name, made);
  return made;
};

const attempt = ({ column, cell }: Cell): string => {
  const [tab, key] = column.split('.') as [TabKey, string];
  const problems: Problem[] = [];
  // Words that were found stay found: what one cell says must not hang on the cells before.
  people.lists.clear();
  const value = readerAt(column)(cell as RawCell, context, (code, facts) =>
    problems.push(problemAt({ tab, row: 2, column: key, item: '' }, code, facts)),
  );
  for (const problem of problems) {
    for (const locale of LOCALES) {
      const said = sayProblem(problem, locale, 20_000);
      mustHold(said !== '' && (HOLE.test(String(cell)) || !HOLE.test(said)), () => `says: ${said.slice(0, 200)}`);
    }
  }
  if (typeof value === 'number') mustHold(Number.isFinite(value), () => `reads ${value}`);
  return `${problems[0]?.code ?? 'fine'} ${JSON.stringify(value)?.length}`;
};

export const cells = target<Cell>({
  name: 'cells',
  patience: 1000,
  prepare: async () => ({
    inputs: fc.record({
      column: fc.constantFrom(...COLUMNS),
      cell: fc.oneof(
        { weight: 8, arbitrary: drawText(words.cells, 6) },
        { weight: 2, arbitrary: numbers },
        fc.boolean(),
        fc.constant(null),
      ),
    }),
    attempt,
  }),
});
