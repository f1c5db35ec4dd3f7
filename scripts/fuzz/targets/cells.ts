import fc from 'fast-check';
import { sayProblem } from '../../../core/messages/index.ts';
import type { Problem } from '../../../core/problem.ts';
import { type CellContext, readerOf } from '../../../core/read/cells.ts';
import { indexPeople } from '../../../core/read/people.ts';
import type { RawCell } from '../../../core/workbook.ts';
import { LOCALES, TABS, type Tab, type TabKey } from '../../../sheet-templates/index.ts';
import { addressOf, PEOPLE } from '../../../test/support/office.ts';
import { numbers, textOf } from '../draw.ts';
import { must, target } from '../target.ts';

/** One cell of any column: what is read of it is what the column declares, or a problem with words in both languages. */

const VOCABULARY = [
  ...[
    '2026-03-05',
    '2026/3/5',
    '3月5日',
    '2026年3月5日',
    '5-Mar-26',
    'March 5, 2026',
    '5.3.2026',
    '20260305',
    '3/4',
    '周五',
    'Friday',
    '9999-12-31',
    '0000-00-00',
    '2026-02-30',
    '1900-02-29',
  ],
  ...[
    '明天',
    '下周五前',
    '月底',
    'Q2',
    'next week',
    'asap',
    '尽快',
    '3天内',
    '待定',
    'tbd',
    '三月五号',
    '2026-03-05T10:00:00+08:00',
    '2026-03-05 下午3点',
  ],
  ...['14:00', '14：30', '2pm', '2:30 p.m.', '下午2点', '14点半', '25:00', '上午12点', '23:59:60'],
  ...['0.7', '70%', '70 ％', '150%', '-5', '1,234.5', '１２', '1e3', '+7', '.5', '7.'],
  ...[
    'Li Na',
    'Wang Wei',
    'li.na@example.com',
    'Li Na、Wang Wei',
    'Li Na and Sun Jie',
    'Li Na/Wang',
    '全体',
    '市场部',
    'Sales',
    'everybody',
    '张三和李四',
    'A & B',
    'Ana Silva <ana.silva@example.com>',
  ],
  ...[
    'T-0001',
    'T-0002；T-0003',
    'Q-0001',
    'T-1',
    'E-99999999999',
    'x@y',
    'a@b.co',
    'a@b.co\nBcc: x@y.z',
    '=HYPERLINK("x")',
    '+1',
    '-1',
    '是',
    'no',
    'x',
    '✓',
    'done',
    '已完成',
    '进行中',
    'Blocked',
    '需要',
    '按需',
    '达到行业领先',
    'as needed',
    '尽可能',
    'improve',
    '提升30%',
  ],
  ...[
    '(',
    ')',
    '（',
    '）',
    '[',
    ']',
    '，',
    ',',
    '；',
    ';',
    '、',
    '/',
    '|',
    '和',
    ' and ',
    '至',
    '-',
    '~',
    '.',
    '。',
    '一',
    '0',
    ' ',
    '\n',
    '\t',
  ],
];

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
  const declared = TABS[tab] as Tab;
  const made = readerOf(column, declared.columns[column]!, declared);
  readers.set(name, made);
  return made;
};

const attempt = ({ column, cell }: Cell): string => {
  const [tab, key] = column.split('.') as [TabKey, string];
  const problems: Problem[] = [];
  // Words that were found stay found: what one cell says must not hang on the cells before.
  people.lists.clear();
  const value = readerAt(column)(cell as RawCell, context, (code, facts) =>
    problems.push({ tab, row: 2, column: key, code, item: '', facts }),
  );
  for (const problem of problems) {
    for (const locale of LOCALES) {
      const said = sayProblem(problem, locale, 20_000);
      must(said !== '' && (HOLE.test(String(cell)) || !HOLE.test(said)), () => `says: ${said.slice(0, 200)}`);
    }
  }
  if (typeof value === 'number') must(Number.isFinite(value), () => `reads ${value}`);
  return `${problems[0]?.code ?? 'fine'} ${JSON.stringify(value)?.length}`;
};

export const cells = target<Cell>({
  name: 'cells',
  patience: 1000,
  prepare: async () => ({
    inputs: fc.record({
      column: fc.constantFrom(...COLUMNS),
      cell: fc.oneof(
        { weight: 8, arbitrary: textOf(VOCABULARY, 6) },
        { weight: 2, arbitrary: numbers },
        fc.boolean(),
        fc.constant(null),
      ),
    }),
    attempt,
  }),
});
