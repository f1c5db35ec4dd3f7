import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import exceljs from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ColumnMeaning, Proposal, ProposedColumn, ProposedSheet } from '../../core/adopt/proposal.ts';
import type { RawWorkbook } from '../../core/workbook.ts';
import { answersFor } from '../../scripts/strangers/answers.ts';
import { blinded } from '../../scripts/strangers/blind.ts';
import { filesBelow, labelsOf, sha256Of } from '../../scripts/strangers/files.ts';
import { forgetful, forgottenIn } from '../../scripts/strangers/forget.ts';
import { judge } from '../../scripts/strangers/judge.ts';
import { accepted, HALVES, LABELLED_ROLES, type StrangersFile } from '../../scripts/strangers/labels.ts';
import { readingOf } from '../../scripts/strangers/reading.ts';
import { figures } from '../../scripts/strangers/tally.ts';
import { tradeCsv, tradeWorkbook } from '../../scripts/strangers/trades/book.ts';
import { declaredIn } from '../../scripts/strangers/trades/declaration.ts';
import { labelsOfTrades, TRADE_SETS, tradeFiles } from '../../scripts/strangers/trades/files.ts';

const label = (over: Partial<StrangersFile> = {}): StrangersFile => ({
  repository: 'somebody/plans',
  path: 'plan.xlsx',
  commit: '0'.repeat(40),
  sha256: '0'.repeat(64),
  bytes: 1,
  licence: 'none',
  format: 'xlsx',
  program: 'WPS',
  language: 'en',
  kind: 'tracker',
  sheets: [{ sheet: 'Plan', header: '2/3', task: 'B/C', responsible: 'D', due: 'F/-' }],
  ...over,
});

const column = (at: string, meaning: ColumnMeaning | null, over: Partial<ProposedColumn> = {}): ProposedColumn => ({
  column: at,
  header: `head ${at}`,
  samples: [],
  meaning,
  because: '',
  score: 1,
  ask: false,
  others: [],
  ...over,
});

const sheet = (columns: readonly ProposedColumn[], over: Partial<ProposedSheet> = {}): ProposedSheet => ({
  sheet: 'Plan',
  kind: 'plan',
  score: 1,
  chosen: true,
  because: '',
  alike: [],
  together: false,
  headerRow: 3,
  lastRow: 9,
  ask: false,
  otherHeader: null,
  missing: [],
  people: [],
  statuses: [],
  undated: 0,
  unreadDates: [],
  marks: [],
  bareRows: null,
  columns,
  ...over,
});

const of = (...sheets: ProposedSheet[]): Proposal => ({
  sheets,
  quietDays: 0,
  forecast: { mails20: 4, days: 20, because: '' },
});

const RIGHT = [column('A', null), column('B', 'task'), column('D', 'responsible'), column('F', 'due')];

describe('a tracker', () => {
  test('is right where sheet, header and columns are what the person says, and either will do where either is said', () => {
    const other = [column('C', 'task'), column('D', 'responsible')];
    for (const columns of [RIGHT, other])
      expect(judge(label(), of(sheet(columns), sheet([], { sheet: 'Notes', kind: 'none', chosen: false })))).toEqual({
        outcome: 'right',
        questions: 0,
        words: 0,
        mails: 4,
        wrong: [],
      });
  });

  test('is right with its defaults where something is asked; what several sheets have alike is asked once', () => {
    const asked = [...RIGHT.slice(0, 3), column('F', 'due', { ask: true })];
    const words = [
      { text: 'odd', count: 1, status: null, guess: null },
      { text: 'done', count: 1, status: 'done', guess: null },
    ];
    const sheets = [
      sheet(asked, { ask: true, otherHeader: 2, statuses: words }),
      sheet(asked, { sheet: 'Second', ask: true, statuses: words }),
    ];
    const both = label({
      sheets: [...label().sheets, { sheet: 'Second', header: '3', task: 'B', responsible: 'D', due: 'F' }],
    });
    expect(judge(both, of(...sheets))).toEqual({
      outcome: 'confirmed',
      questions: 3,
      words: 1,
      mails: 4,
      wrong: [],
    });
  });

  test.each<[string, ProposedSheet, string]>([
    [
      'a column taken for another one',
      sheet([column('B', 'task'), column('E', 'responsible')]),
      'responsible is E “head E”, not D',
    ],
    [
      'two columns of people',
      sheet([...RIGHT, column('E', 'responsible')]),
      'responsible is D “head D”, E “head E”, not D',
    ],
    ['a column left out', sheet([column('B', 'task')]), 'responsible is nothing, not D'],
    ['a column that it has not', sheet([...RIGHT, column('G', 'status')]), 'status is G “head G”, not -'],
    ['another header', sheet(RIGHT, { headerRow: 7 }), 'header in row 7, not 2/3'],
    ['another sheet', sheet(RIGHT, { sheet: 'Legend' }), 'takes “Legend”, which is none'],
  ])('is silently wrong with %s that nobody is asked about', (_, proposed, says) => {
    const { outcome, wrong } = judge(label(), of(proposed));
    expect([outcome, wrong]).toEqual(['silent', [expect.stringContaining(says)]]);
  });

  test.each<[string, ProposedSheet]>([
    ['the column taken', sheet([column('B', 'task'), column('E', 'responsible', { ask: true })])],
    ['the column left out', sheet([column('B', 'task'), column('D', null, { ask: true })])],
    ['nothing, but is said to be missing', sheet([column('B', 'task')], { missing: ['responsible'] })],
    ['the header', sheet(RIGHT, { headerRow: 7, otherHeader: 3 })],
    ['the sheet', sheet(RIGHT, { sheet: 'Legend', ask: true })],
  ])('is for a person to correct where the question is about %s', (_, proposed) => {
    expect(judge(label(), of(proposed)).outcome).toBe('corrected');
  });

  test('is refused without a sheet to follow, or with a reason', () => {
    expect(judge(label(), of(sheet(RIGHT, { chosen: false }))).outcome).toBe('refused');
    expect(judge(label(), { refused: 'damaged' })).toMatchObject({ outcome: 'refused', wrong: ['damaged'] });
  });

  test('takes a share done for a status, or beside one', () => {
    const shared = label({ sheets: [{ sheet: 'Plan', header: '3', task: 'B', status: 'G' }] });
    const [share, word] = [column('G', 'progress'), column('G', 'status')];
    for (const columns of [[share], [word], [word, column('H', 'progress')]])
      expect(judge(shared, of(sheet([column('B', 'task'), ...columns]))).outcome).toBe('right');
    expect(judge(shared, of(sheet([column('B', 'task'), column('H', 'progress')]))).outcome).toBe('silent');
  });

  test('with its people across the top is compared by its header and its tasks', () => {
    const matrix = label({ sheets: [{ sheet: 'Plan', header: '3', task: 'B', matrix: true }] });
    const columns = [column('B', 'task'), column('C', 'responsible'), column('D', 'responsible')];
    expect(judge(matrix, of(sheet(columns, { kind: 'raci' }))).outcome).toBe('right');
  });
});

test.each([
  ['left', [sheet(RIGHT, { kind: 'none' })]],
  ['asked', [sheet(RIGHT, { ask: true })]],
  ['taken', [sheet(RIGHT, { ask: true }), sheet(RIGHT)]],
])('a file that is no tracker is %s', (outcome, sheets) => {
  for (const kind of ['none', 'borderline'] as const)
    expect(judge(label({ kind, sheets: [] }), of(...sheets)).outcome).toBe(outcome);
});

test('the figures say how many of how many, and the mean of what is asked', () => {
  const verdict = (outcome: 'right' | 'confirmed' | 'silent' | 'refused' | 'left' | 'taken', questions = 0) => ({
    outcome,
    questions,
    words: 0,
    mails: 0,
    wrong: [],
  });
  const tracker = (outcome: 'right' | 'confirmed' | 'silent' | 'refused', questions = 0) =>
    ({ kind: 'tracker', verdict: verdict(outcome, questions), answered: verdict('right') }) as const;
  const lines = figures([
    tracker('right'),
    tracker('confirmed', 3),
    tracker('silent'),
    tracker('refused'),
    { kind: 'none', verdict: verdict('left'), answered: null },
    { kind: 'borderline', verdict: verdict('taken'), answered: null },
  ]);
  expect(lines).toEqual([
    '4 trackers',
    '  right without a question: 1 of 4 (25 %)',
    '  right with the defaults accepted: 2 of 4 (50 %)',
    '  a person must correct something: 0 of 4 (0 %)',
    '  silently wrong: 1 of 4 (25 %)',
    '  refused: 1 of 4 (25 %)',
    '  right once answered: 4 of 4 (100 %)',
    '  would mail somebody in 20 workdays: 0 of 3 (0 %)',
    '  questions: 1.0 a file that is not refused, and 0.0 unknown words for a status',
    '1 others: 1 left alone, 0 taken after a yes, 0 taken without a yes',
    '1 that people would not agree about: 0 left alone, 0 taken after a yes, 1 taken without a yes',
  ]);
});

test('a person answers with the columns of the label, and says of a column that the sheet has not that there is none', () => {
  const matrix = label({ sheets: [{ sheet: '*', header: '1', task: 'A', matrix: true }] });
  expect([label(), matrix, label({ kind: 'none', sheets: [] })].map(answersFor)).toEqual([
    {
      sheets: ['Plan'],
      headerRow: 2,
      columns: { task: 'B', responsible: 'D', accountable: '-', due: 'F', start: '-', status: '-' },
    },
    { headerRow: 1, columns: { task: 'A' } },
    {},
  ]);
});

describe('files', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'baton-strangers-'));
    await mkdir(join(folder, 'below'));
    const plan = [
      ['Task', 'Owner', 'Due date', 'Status'],
      ['Call the printer', 'Ann', '2026-11-27', 'In progress'],
      ['Send the proofs', 'Ben', '2026-12-04', 'Not started'],
    ];
    await writeBook(join(folder, 'below', 'plan.xlsx'), 'Plan', plan);
    await writeBook(join(folder, 'prices.xlsx'), 'Prices', [
      ['Item', 'Price'],
      ['Paper', '4.20'],
      ['Ink', '12.00'],
    ]);
    await writeFile(join(folder, 'notes.xlsx'), 'Paper is 4.20');
    await writeFile(join(folder, 'build.json'), JSON.stringify([label()]));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const writeBook = async (path: string, title: string, rows: readonly string[][]) => {
    const book = new exceljs.Workbook();
    book.addWorksheet(title).addRows([...rows]);
    await book.xlsx.writeFile(path);
  };

  test('are found by what is in them, wherever they stand', () => {
    const found = filesBelow(folder);
    const hash = createHash('sha256').update('Paper is 4.20').digest('hex');
    expect([found.get(hash), sha256Of(join(folder, 'notes.xlsx'))]).toEqual([join(folder, 'notes.xlsx'), hash]);
    expect([...found.values()]).toContain(join(folder, 'below', 'plan.xlsx'));
  });

  test('have labels, and a half that nobody has labelled has none', () => {
    const at = pathToFileURL(`${folder}/`);
    expect([labelsOf('build', at), labelsOf('held', at)]).toEqual([[label()], []]);
  });

  test('are read as they would be adopted, and stay as they are', async () => {
    const [plan, prices, notes] = ['below/plan.xlsx', 'prices.xlsx', 'notes.xlsx'].map((name) =>
      join(folder, name),
    ) as [string, string, string];
    const before = [plan, prices, notes].map(sha256Of);
    const tracker = label({
      sheets: [{ sheet: 'Plan', header: '1', task: 'A', responsible: 'B', due: 'C', status: 'D' }],
    });
    expect(judge(tracker, await readingOf(plan, answersFor(tracker)))).toMatchObject({ outcome: 'right', wrong: [] });
    expect(judge(label({ kind: 'none', sheets: [] }), await readingOf(prices, {})).outcome).toBe('left');
    expect(judge(tracker, await readingOf(notes, {}))).toMatchObject({ outcome: 'refused', mails: 0 });
    expect([plan, prices, notes].map(sha256Of)).toEqual(before);
  });
});

describe.each(HALVES)('the labels of %s', (half) => {
  const labels = labelsOf(half);

  test('are each of a file of its own', () => {
    expect(new Set(labels.map(({ sha256 }) => sha256)).size).toBe(labels.length);
  });

  test('are letters and rows, of trackers only', () => {
    for (const { path, kind, sheets } of labels) {
      expect([path, sheets.length > 0]).toEqual([path, kind === 'tracker']);
      for (const one of sheets) {
        for (const row of accepted(one.header))
          expect([path, row]).toEqual([path, expect.stringMatching(/^[1-9]\d*$/)]);
        for (const letters of LABELLED_ROLES.flatMap((role) => accepted(one[role])))
          expect([path, letters ?? 'A']).toEqual([path, expect.stringMatching(/^[A-Z]{1,2}$/)]);
      }
    }
  });
});

test.each(['build', 'held'] as const)('the files of %s are in the half of their repository', (half) => {
  for (const { repository } of labelsOf(half)) {
    const last = createHash('sha256').update(repository).digest('hex').slice(-1);
    expect([repository, Number.parseInt(last, 16) % 2 === 0 ? 'build' : 'held']).toEqual([repository, half]);
  }
});

test.each([
  ['fresh', ['build', 'held']],
  ['fourth', ['build', 'held', 'fresh']],
  ['fifth', ['build', 'held', 'fresh', 'fourth']],
  ['sixth', ['build', 'held', 'fresh', 'fourth', 'fifth']],
  ['seventh', ['build', 'held', 'fresh', 'fourth', 'fifth', 'sixth']],
  ['eighth', ['build', 'held', 'fresh', 'fourth', 'fifth', 'sixth', 'seventh']],
  ['ninth', ['build', 'held', 'fresh', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth']],
] as const)(
  'the files of %s are of repositories, and have bytes, that %j have not, at most two of a repository',
  (set, before) => {
    const halves = before.flatMap((half) => labelsOf(half));
    const [repositories, hashes] = [halves.map(({ repository }) => repository), halves.map(({ sha256 }) => sha256)];
    const fresh = labelsOf(set);
    expect(fresh.filter(({ repository }) => repositories.includes(repository))).toEqual([]);
    expect(fresh.filter(({ sha256 }) => hashes.includes(sha256))).toEqual([]);
    for (const { repository } of fresh) {
      const files = fresh.filter((one) => one.repository === repository);
      expect([repository, files.length <= 2]).toEqual([repository, true]);
    }
  },
);

describe('the files of other trades', () => {
  const declared = (text: string) => declaredIn(text)[0]!;
  const readBack = async (bytes: Buffer) => {
    const book = new exceljs.Workbook();
    await book.xlsx.load(bytes as unknown as ArrayBuffer);
    return book;
  };

  test.each(TRADE_SETS)('are made again as they were labelled, byte for byte: %s', async (set) => {
    const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
    expect(labelsOfTrades(await tradeFiles(set), hashOf)).toEqual(labelsOf(set));
  });

  test('have a name that none of another set has', () => {
    const paths = TRADE_SETS.flatMap((set) => labelsOf(set).map(({ path }) => path));
    expect(paths.filter((path, at) => paths.indexOf(path) !== at)).toEqual([]);
  });

  test('have days, numbers, shares, formulas, merged cells and what may be chosen', async () => {
    const book = await readBack(
      await tradeWorkbook(
        declared(
          "=== plan.xlsx | en | tracker\n## Plan | header=2 task=B due=C/- | head=2 hide=E list=D3:D4:open,closed\nPlan >4\nGroup | Job | By | Done | Cost\nA | Paint {g} | 2026-11-22 | 80% | 12\n^ | Tile\\nfloor | '2026-11-22 | TRUE | =SUM(E3:E3) → 12\n",
        ),
      ),
    );
    const sheet = book.getWorksheet('Plan')!;
    expect(['A1', 'A4', 'C3', 'D3', 'B4', 'C4', 'D4', 'E4'].map((at) => sheet.getCell(at).value)).toEqual([
      'Plan',
      'A',
      new Date(Date.UTC(2026, 10, 22)),
      0.8,
      'Tile\nfloor',
      '2026-11-22',
      true,
      { formula: 'SUM(E3:E3)', result: 12 },
    ]);
    expect([sheet.getCell('D1').isMerged, sheet.getCell('A4').isMerged]).toEqual([true, true]);
    expect([sheet.getColumn('E').hidden, sheet.getCell('D4').dataValidation.formulae]).toEqual([
      true,
      ['"open,closed"'],
    ]);
  });

  test('have rows struck through and coloured, hidden and grouped rows, times, notes, tables and formats of single columns', async () => {
    const book = await readBack(
      await tradeWorkbook(
        declared(
          '=== jobs.xlsx | en | tracker\n// where such lists are shown\n## Jobs | header=1 task=B | head=1 hiderows=2 outline=3 times format=C:d-mmm-yy table=A1:C3 notes=B3:ask_first\nAt | Job | By\n[gs]9:30 | Paint | 2026-11-22\n10:00 | Tile | 2026-11-23\n',
        ),
      ),
    );
    const sheet = book.getWorksheet('Jobs')!;
    expect(sheet.getCell('A2').value).toEqual(new Date(Date.UTC(1899, 11, 30, 9, 30)));
    expect([sheet.getCell('B2').font.strike, sheet.getCell('B3').font?.strike]).toEqual([true, undefined]);
    expect([sheet.getRow(2).hidden, sheet.getRow(3).hidden, sheet.getCell('C3').numFmt]).toEqual([
      true,
      false,
      'd-mmm-yy',
    ]);
    expect([sheet.getRow(2).outlineLevel, sheet.getRow(3).outlineLevel]).toEqual([0, 1]);
    expect([sheet.getCell('B3').note, Object.keys(sheet.getTables()).length]).toEqual(['ask first', 1]);
  });

  test('are .csv, in GBK where that is said', () => {
    const text = '| zh | tracker\n## x | | gbk\n事项 >2 | 期限\n刷墙, 两遍 | 阿坤 | 2026-03-05\n';
    const bytes = tradeCsv(declared(`=== a.csv ${text}`));
    expect(new TextDecoder('gbk').decode(bytes)).toBe('事项,,期限\r\n"刷墙, 两遍",阿坤,2026/3/5\r\n');
  });

  test('refuse a label with a column that no label has', () => {
    expect(() => declaredIn('=== a.xlsx | en | tracker\n## Plan | header=1 task=A owner=B |\nJob | Who\n')).toThrow(
      'owner=B',
    );
  });
});

test('a header in other words says nothing that is known, and nothing else in its file changes', () => {
  const rows = [
    { at: 1, cells: ['Plan', null, null] },
    { at: 2, cells: ['Task', '负责人', 'Due date'] },
    { at: 3, cells: ['Task', '王丽', 46000] },
  ];
  const raw = {
    name: '',
    location: '',
    movedFrom: () => false,
    foundAt: async () => null,
    dateSystem: 1900 as const,
    sheets: [{ title: 'Plan', rows, merges: [] }],
  };
  const own = label({ sheets: [{ sheet: 'Plan', header: '2', task: 'A', responsible: 'B', due: 'C' }] });
  const headerOf = (which: 'all' | 'responsible') => blinded(raw, own, which).sheets[0]!.rows[1]!.cells;
  expect(headerOf('responsible')).toEqual([
    'Task',
    expect.stringMatching(/^(?!负责人)\p{Script=Han}{3}$/u),
    'Due date',
  ]);
  expect(headerOf('all')).toEqual([
    expect.not.stringMatching(/task/i),
    expect.not.stringMatching(/负责人/),
    expect.not.stringMatching(/due|date/i),
  ]);
  expect(blinded(raw, own, 'all').sheets[0]!.rows.filter(({ at }) => at !== 2)).toEqual([rows[0], rows[2]]);
});

test('a word that is forgotten is another one wherever a header has it, and the parts together are all words', () => {
  const header = ['任务名称', 'Task owner', 'Due by', '完成 %'];
  const rows = [header, ['Task', 'Ann', '3/5', '0'], header, ['完成', 'Ben', '3/6', '1']].map((cells, at) => ({
    at: at + 1,
    cells,
  }));
  const own = label({ sheets: [{ sheet: 'Plan', header: '1', task: 'A' }] });
  const raw = { sheets: [{ title: 'Plan', merges: [], rows }] } as unknown as RawWorkbook;
  const read = (part: number) => forgetful(raw, own, { part, of: 3 }).sheets[0]!.rows.map(({ cells }) => cells);
  const parts = [1, 2, 3].map(read);
  for (const [first, row, again, last] of parts) {
    expect(again).toEqual(first);
    expect([row, last]).toEqual([rows[1]!.cells, rows[3]!.cells]);
  }
  const left = (word: string) => parts.filter(([first]) => first!.join(' ').includes(word)).length;
  expect(['任务', '名称', 'Task', 'owner', 'Due', '完成'].map(left)).toEqual([2, 2, 2, 2, 2, 2]);
  expect(left('by')).toBe(3);
  expect(parts).toEqual([1, 2, 3].map(read));
  const none = label({ kind: 'none', sheets: [] });
  expect(forgetful(raw, none, { part: 1, of: 3 }).sheets[0]!.rows[0]!.cells).toEqual(parts[0]![0]);
  expect(['1/4', '4/4', '5/4', '0/4', 'all'].map(forgottenIn)).toEqual([
    { part: 1, of: 4 },
    { part: 4, of: 4 },
    null,
    null,
    null,
  ]);
});
