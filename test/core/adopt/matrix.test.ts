import { describe, expect, it } from 'vitest';
import { actorsOf, knownIn } from '../../../core/adopt/across.ts';
import { recogniseWorkbook } from '../../../core/adopt/index.ts';
import { lettersIn } from '../../../core/adopt/marks.ts';
import { matrixIn } from '../../../core/adopt/matrix.ts';
import { takenOver } from '../../../core/adopt/take-over.ts';
import type { RawCell } from '../../../core/workbook.ts';
import { on, sheet, strangers } from '../../support/strangers.ts';

type Cells = readonly (readonly RawCell[])[];
const NOBODY = knownIn(null, null);
const HEADER = ['任务', '李明', '王丽', '孙杰'];
const ROWS: Cells = [
  ['画草图', 'A', 'R', 'C'],
  ['做样品', 'I', 'A/R', 'C'],
];

const found = (rows: Cells, merges: string[] = [], first = 1) => matrixIn(sheet('矩阵', first, rows, merges));
const taken = (rows: Cells, merges: string[] = [], more: Parameters<typeof sheet>[] = []) => {
  const raw = strangers([sheet('矩阵', 1, rows, merges), ...more.map((args) => sheet(...args))]);
  const { matrix, directory, departments, locale } = recogniseWorkbook(raw);
  return takenOver(matrix!, knownIn(directory, departments), locale);
};
/** `R/A/S/C/I` of every task. */
const letters = (rows: Cells, merges: string[] = []) =>
  taken(rows, merges).tasks.map(({ raci: r }) =>
    [r.responsible, r.accountable, r.supporting, r.consulted, r.informed].map((names) => names ?? '').join('/'),
  );
const who = (rows: Cells, merges: string[] = []) =>
  taken(rows, merges).actors.map(({ kind, name }) => `${kind} ${name}`.trim());

describe('letters', () => {
  it.each<[string, string]>([
    ['A/R', 'AR'],
    ['R, A', 'RA'],
    ['ra', 'RA'],
    ['Ｒ、Ｃ', 'RC'],
    ['R&C', 'RC'],
    [' r\n', 'R'],
    ['(C)', 'C'],
    ['R (主)', 'R'],
    ['R*', 'R'],
    ['D/V', 'DV'],
    ['负责', 'R'],
    ['Consulted', 'C'],
  ])('%j are read', (text, expected) => {
    expect(lettersIn(text)?.join('')).toBe(expected);
  });

  it.each(['RACI', 'X', '√', '?', 'R?', 'RR', 'done', '', 'See the plan'])('%j are none', (text) => {
    expect(lettersIn(text)).toBeNull();
  });
});

describe('a matrix', () => {
  it('has for its tasks what stands in each row, behind a label over several of them', () => {
    const rows: Cells = [
      ['任务名称', '包含活动', '李明', '王丽'],
      ['小组成立', '开小组会议', 'R', 'I'],
      [null, '确定组员', 'R', 'A'],
      [null, '确定小组', 'I', 'R'],
      ['选题', '确认选题', 'R', 'A'],
    ];
    expect(taken(rows).tasks.map(({ raci }) => raci.name)).toEqual(['开小组会议', '确定组员', '确定小组', '确认选题']);
    const each = rows.map(([name, ...more], at) => [name ?? `第${at}步`, ...more]);
    expect(taken(each).tasks.map(({ raci }) => raci.name)).toEqual(['小组成立', '第2步', '第3步', '选题']);
  });

  it('is found below a title, from any column, under a corner that says nothing', () => {
    const rows: Cells = [
      ['RACI'],
      [],
      [null, null, '李明', '王丽'],
      [null, '画草图', 'R', 'A'],
      [null, '做样品', 'A', 'R'],
    ];
    expect(found(rows)).toMatchObject({
      at: 3,
      across: [
        { at: 3, names: ['李明'] },
        { at: 4, names: ['王丽'] },
      ],
    });
    expect(letters(rows)).toEqual(['李明/王丽///', '王丽/李明///']);
  });

  it.each<[string, Cells]>([
    [
      'where the letters are those of engagement',
      [
        ['Stakeholder', 'Unaware', 'Resistant', 'Neutral', 'Supportive', 'Leading'],
        ['Sponsor', null, null, 'C', null, 'D'],
        ['Users', 'C', null, null, 'D', null],
        ['Supplier', null, 'C', null, 'D', null],
      ],
    ],
    [
      'where R and A are red and amber',
      [
        ['Task', 'Schedule', 'Cost', 'Scope'],
        ['Paint', 'R', 'A', 'A'],
        ['Dry', 'A', 'A', 'R'],
        ['Ship', 'R', 'R', 'G'],
      ],
    ],
    ['without an A', [HEADER, ['甲', 'R', 'C', 'I'], ['乙', 'C', 'R', 'I']]],
    [
      'where most cells say something else',
      [HEADER, ['甲', 'R', 'yes', 'no'], ['乙', 'no', 'A', 'yes'], ['丙', 'yes', 'no', 'R']],
    ],
    [
      'where the letters head lists of names',
      [
        ['任务', 'R', 'A', 'C', '截止日期'],
        ['甲', '李明', '王丽', '孙杰', on('2026-03-20')],
        ['乙', '王丽', '李明', '孙杰', on('2026-03-20')],
      ],
    ],
  ])('is none %s', (_, rows) => {
    expect(found(rows)).toBeNull();
  });

  it('stands behind a plan whose own columns say who, and when or how far', () => {
    const rows = [
      ['任务', '负责人', '状态', '设计部', '生产部'],
      ['画草图', '李明', '进行中', 'R', 'A'],
      ['做样品', '王丽', '未开始', 'A', 'R'],
    ];
    const { plan, matrix } = recogniseWorkbook(strangers([sheet('计划', 1, rows)]));
    expect([plan?.kind, matrix]).toEqual(['tasks', null]);
  });

  it('has its names under bands, merged or not, and over them in merged cells', () => {
    const rows: Cells = [['任务', '设计部', null, '孙杰'], [null, '李明', '王丽', null], ...ROWS];
    const merged = found(rows, ['A1:A2', 'B1:C1', 'D1:D2']);
    const across = [
      { at: 2, names: ['李明'], band: '设计部' },
      { at: 3, names: ['王丽'], band: '设计部' },
      { at: 4, names: ['孙杰'], band: '' },
    ];
    expect(merged).toMatchObject({ top: 1, at: 2, across });
    const loose = found([['任务', '设计部', null, '生产部'], [null, '李明', '王丽', '孙杰'], ...ROWS]);
    expect(loose!.across.map(({ names, band }) => [...names, band])).toEqual([
      ['李明', '设计部'],
      ['王丽', '设计部'],
      ['孙杰', '生产部'],
    ]);
  });

  it('takes a column of states before the people along, though its letters may be R and A', () => {
    const rows = [
      ['Task', 'Status', 'Li Ming', 'Wang Li'],
      ['Paint', 'C', 'R', 'A'],
      ['Dry', 'A', 'A', 'R'],
    ];
    const { tasks, actors } = taken(rows);
    expect(actors.map(({ name }) => name)).toEqual(['Li Ming', 'Wang Li']);
    expect(tasks.map(({ tracker }) => tracker.status)).toEqual(['C', 'A']);
  });

  it('ends where its legend begins, beside it or below it', () => {
    const beside = [
      ['任务', '李明', '王丽', null, '图例', null],
      ['画草图', 'R', 'A', null, 'R', '负责'],
      ['做样品', 'A', 'R', null, 'A', '批准'],
      ['试产', 'C', 'A/R', null, 'C', '咨询'],
    ];
    expect(who(beside)).toEqual(['person 李明', 'person 王丽']);
    const longer = [
      [' ', '李明', '王丽', null, '图例', null],
      ['画草图', 'R', 'A', null, 'R', '负责'],
      ['做样品', 'A', 'R', null, 'A', '批准'],
      ['试产', 'C', 'A/R', null, '李明', '写文案，也答复客户'],
      [null, null, null, null, '王丽', '管样品和仓库'],
    ];
    expect(taken(longer).tasks.map(({ raci: { name } }) => name)).toEqual(['画草图', '做样品', '试产']);
    const below: Cells = [HEADER, ...ROWS, [], ['R', '负责'], ['I: 知会'], [null, 'C', '咨询']];
    expect(taken(below)).toMatchObject({ tasks: { length: 2 }, headings: [], unread: [] });
  });
});

describe('a row of a matrix', () => {
  const row = (...cells: RawCell[]) => letters([HEADER, ...ROWS, ['试产', ...cells]])[2];

  it('says it in combined, lower-case and full-width letters, and D and V help', () => {
    expect(row('a/r', 'Ｃ', 'D/V')).toBe('李明/李明/孙杰/王丽/');
    expect(taken([HEADER, ...ROWS, ['试产', 'A', 'R', 'D/V']]).asSupport).toEqual({ D: 1, V: 1 });
  });

  it('keeps both of two R and of two A, and nobody where there is none', () => {
    expect(row('R', 'R', 'A')).toBe('李明、王丽/孙杰///');
    expect(row('A', 'A', 'R')).toBe('孙杰/李明、王丽///');
    expect(row('C', 'C', 'I')).toBe('///李明、王丽/孙杰');
    const { withoutLead, severalLeads } = taken([HEADER, ...ROWS, ['甲', 'C', 'A', 'I'], ['乙', 'R', 'R', 'A']]);
    expect([withoutLead, severalLeads]).toEqual([[4], [5]]);
  });

  it('without letters is a heading, a sum is none of the tasks, and what says nothing says nothing', () => {
    const rows: Cells = [HEADER, ['一、设计'], ...ROWS, ['合计', 2, 2, 2], ['试产', 'R', '-', 'A']];
    expect(taken(rows)).toMatchObject({ headings: [2, 5], unread: [], tasks: { length: 3 } });
  });

  it('without a name is pointed out', () => {
    expect(taken([HEADER, ...ROWS, [null, 'R', 'A', null]])).toMatchObject({ nameless: [4], tasks: { length: 2 } });
  });

  it('keeps its own id where that is more than the row’s number, or where predecessors are named by it', () => {
    const withIds = (ids: RawCell[], more: RawCell[] = []) =>
      taken([
        ['编号', ...HEADER, ...(more.length > 0 ? ['前置任务'] : [])],
        ...ROWS.map((cells, i) => [ids[i]!, ...cells, ...(more.length > 0 ? [more[i]!] : [])]),
      ]).tasks.map(({ raci }) => raci.id);
    expect(withIds([1, 2])).toEqual(['T-0001', 'T-0002']);
    expect(withIds(['A-1', 'A-7'])).toEqual(['A-1', 'A-7']);
    expect(withIds([1, 2], [null, 1])).toEqual([1, 2]);
    expect(withIds(['A-1', 'A-1'])).toEqual(['T-0001', 'T-0002']);
  });
});

describe('who stands across', () => {
  const across = (...names: string[]) =>
    actorsOf(
      names.map((name, i) => ({ at: i + 2, names: name ? [name] : [], band: '' })),
      NOBODY,
    ).map(({ kind, name }) => `${kind} ${name}`.trim());

  it('are people, roles and departments, each told by its own name', () => {
    expect(across('李明', '王经理', '采购部', '项目经理', '赵总')).toEqual([
      'person 李明',
      'person 王经理',
      'department 采购部',
      'department 项目经理',
      'person 赵总',
    ]);
    expect(across('Li Ming', 'Sofia Rossi', 'QA')).toEqual(['person Li Ming', 'person Sofia Rossi', 'department QA']);
  });

  it('are what most others are, where a name may be either', () => {
    expect(across('Legal', 'Marketing', 'Treasury')[2]).toBe('department Treasury');
    expect(across('Carter', 'Rossi', 'Marketing')[0]).toBe('person Carter');
  });

  it('are the people beside their roles', () => {
    expect(across('项目经理：李明', 'Li Ming (PM)', 'Project Manager\nSofia Rossi')).toEqual([
      'person 李明',
      'person Li Ming',
      'person Sofia Rossi',
    ]);
    const rows: Cells = [['任务', '项目经理', '采购员', '设计师'], [null, '李明', '王丽', '孙杰'], ...ROWS];
    expect(who(rows)).toEqual(['person 李明', 'person 王丽', 'person 孙杰']);
  });

  it('are two where two share a column, and one whose name has a comma', () => {
    expect(across('李明/王丽', 'Li Ming & Wang Li', 'Carter, James', 'DPO/Security')).toEqual([
      'person 李明',
      'person 王丽',
      'person Li Ming',
      'person Wang Li',
      'person Carter, James',
      'department DPO/Security',
    ]);
    expect(
      letters([
        ['任务', '李明/王丽', '孙杰'],
        ['画草图', 'R', 'A'],
        ['做样品', 'A', 'R'],
      ])[0],
    ).toBe('李明、王丽/孙杰///');
  });

  it('are nobody where the header only asks for a name', () => {
    expect(across('李明', 'Name or Role', '姓名', '<Name 2>', '角色/姓名', '')).toEqual([
      'person 李明',
      'placeholder Name or Role',
      'placeholder 姓名',
      'placeholder <Name 2>',
      'placeholder 角色/姓名',
      'placeholder',
    ]);
    expect(taken([['任务', '李明', '王丽', '姓名'], ...ROWS])).toMatchObject({ underNobody: 2 });
  });

  it('are known by the workbook’s own sheets before anything else', () => {
    const { actors } = taken(
      [['Task', 'Design', 'Carter, James', 'Grace'], ...ROWS],
      [],
      [
        [
          'Directory',
          1,
          [
            ['Name', 'Email'],
            ['Design', 'd@example.com'],
            ['Carter, James', 'c@example.com'],
          ],
        ],
        [
          'Departments',
          1,
          [
            ['Department', 'Head'],
            ['Grace', 'Design'],
          ],
        ],
      ],
    );
    expect(actors.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'person Design',
      'person Carter, James',
      'department Grace',
    ]);
  });
});
