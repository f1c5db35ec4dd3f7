import { describe, expect, it } from 'vitest';
import { proposalOf } from '../../../core/adopt/propose.ts';
import type { RawCell } from '../../../core/workbook.ts';
import { on, sheet, strangers } from '../../support/strangers.ts';

type Column = readonly [header: string, ...cells: RawCell[]];

const rowsOf = (columns: readonly Column[]): RawCell[][] =>
  Array.from({ length: Math.max(...columns.map(({ length }) => length)) }, (_, row) =>
    columns.map((column) => column[row] ?? null),
  );

const proposed = (rows: readonly RawCell[][]) =>
  proposalOf(strangers([sheet('Sheet1', 1, rows)]), {}, 'en').sheets.find(({ chosen }) => chosen);

/** Meaning → header of a sheet with these columns, `?` behind what is asked about. */
const readAs = (...columns: readonly Column[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    (proposed(rowsOf(columns))?.columns ?? []).flatMap(({ meaning, header, ask }) =>
      meaning ? [[meaning, `${header}${ask ? '?' : ''}`]] : [],
    ),
  );

const days = (...texts: readonly (string | null)[]): (number | null)[] => texts.map((day) => (day ? on(day) : null));
const WORK = ['Clear the gutter', 'Mend the fence', 'Replace the lamp', 'Paint the gate', 'Oil the hinges'];
const FIRST_NAMES = ['Sal', 'Benny', 'Mona', 'Sal', 'Benny'];
const DUE = days('2026-03-10', '2026-03-12', '2026-03-20', '2026-03-25', '2026-04-02');
const STATES = ['Done', 'In progress', 'Open', 'Open', 'Open'];

describe('a sheet that says little', () => {
  const empty = [null, null, null, null, null];

  it('is followed by the only words that stand before the days, be they short and few', () => {
    const few: Column = ['', 'LOGIN', 'TRANS', 'THEME', 'QR', 'ICON', ...empty, ...empty];
    const numbers: Column = ['№', 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];
    const read = readAs(numbers, few, ['START DATE', ...DUE], ['DUE DATE', ...DUE]);
    expect(Object.keys(read)).toEqual(['task', 'start', 'due']);
  });

  it('has a header that asks When, To do, Who and is no form', () => {
    const read = proposed(
      rowsOf([
        ['When', ...DUE],
        ['To do', ...WORK],
        ['Who', ...FIRST_NAMES],
        ['OK?', 'y', 'n', null, null, null],
      ]),
    );
    expect(read?.headerRow).toBe(1);
    expect(read?.columns.find(({ meaning }) => meaning === 'task')?.header).toBe('To do');
  });

  it('numbers its tasks 1, 1.1, 1.2, which are no days', () => {
    const numbers: Column = ['N', 1, 1.1, 1.2, 2, 2.1];
    expect(readAs(numbers, ['Activity', ...WORK], ['Status', ...STATES])).not.toHaveProperty('due');
  });

  it('names a class before the task, which is nobody in words like a name', () => {
    const classes: Column = [
      'Class',
      'Human Behavior',
      'Business Law',
      'Human Behavior',
      'World History',
      'Music Theory',
    ];
    expect(readAs(classes, ['Assignment', ...WORK], ['Status', ...STATES], ['Due', ...DUE])).not.toHaveProperty(
      'responsible',
    );
  });

  it('plans by weeks', () => {
    const weeks = ['Week 3', 'Week 3', 'Week 4', 'Week 6', 'Week 7'];
    expect(readAs(['Task', ...WORK], ['Resource', ...FIRST_NAMES], ['Finish', ...weeks]).due).toBe('Finish');
  });

  it('is so under a word that else says where somebody belongs', () => {
    expect(readAs(['Function', ...WORK], ['Status', ...STATES])).toEqual({ task: 'Function?', status: 'Status' });
  });

  it('is asked about where days stand across it and a task and its share are read for sure', () => {
    const across = DUE.map((day): Column => ['', day, null, null, null, null]).map(([, day]) => [day, 'x', null]);
    const rows: RawCell[][] = [
      ['Feature', 'Percent complete', ...across.map(([day]) => day ?? null)],
      ...WORK.map((work, row): RawCell[] => [
        work,
        row / 5,
        ...across.map((_, column) => (row === column ? 'x' : null)),
      ]),
    ];
    expect(proposed(rows)?.ask).toBe(true);
  });
});

describe('under words that nobody knows', () => {
  it('first names behind the task are proposed for who does it', () => {
    expect(readAs(['Task', ...WORK], ['Quorv', ...FIRST_NAMES], ['Due', ...DUE], ['Status', ...STATES])).toEqual({
      task: 'Task',
      responsible: 'Quorv?',
      due: 'Due',
      status: 'Status',
    });
  });

  it('and so are departments, but no ranks', () => {
    const ofDepartments: Column = ['漱岚', '工程部', '品质部', '工程部', '仓储科', '品质部'];
    const ofRanks: Column = ['漱岚', '高', '中', '高', '低', '中'];
    const task: Column = ['任务', '更换车间照明', '清点备用物料', '校准称重设备', '整理库房货架', '检查消防器材'];
    expect(readAs(task, ofDepartments, ['截止日期', ...DUE]).responsible).toBe('漱岚?');
    expect(readAs(task, ofRanks, ['截止日期', ...DUE]).responsible).toBeUndefined();
  });

  it('who does it stands near the day, and not who found it or who looks it over in some rows', () => {
    const found: Column = ['Brimp', 'Ann Carter', 'Ben Osei', 'Ann Carter', 'Mei Lin', 'Ben Osei'];
    const does: Column = ['Quorv', 'Tom Hale', 'Ida Moss', 'Tom Hale', 'Raj Patel', 'Ida Moss'];
    const checks: Column = ['Zelf', 'Eva Stone', null, null, null, null];
    const read = readAs(found, ['Task', ...WORK], does, ['Due', ...DUE], ['Status', ...STATES], checks);
    expect(read.responsible).toBe('Quorv?');
  });

  it('the day that is due comes after the one on which it was found, and is not the one that only stands where it is over', () => {
    const found: Column = ['Brimp', ...days('2026-03-01', '2026-03-01', '2026-03-02', '2026-03-04', '2026-03-04')];
    const over: Column = ['Zelf', ...days('2026-03-11', null, null, null, null)];
    const read = readAs(found, ['Task', ...WORK], ['Owner', ...FIRST_NAMES], ['Quorv', ...DUE], over);
    expect(read.due).toBe('Quorv?');
    expect(read.start).toBeUndefined();
  });

  it('of two columns of people the letter behind a word says which one does it', () => {
    const read = readAs(['Task', ...WORK], ['PIC', ...FIRST_NAMES], ['Owner (A)', ...[...FIRST_NAMES].reverse()]);
    expect(read).toMatchObject({ responsible: 'PIC', accountable: 'Owner (A)' });
  });

  it('and the day right before it is the one on which it begins', () => {
    const begins: Column = ['Brimp', ...days('2026-03-09', '2026-03-10', '2026-03-12', '2026-03-20', '2026-03-28')];
    const read = readAs(['Task', ...WORK], ['Owner', ...FIRST_NAMES], begins, ['Quorv', ...DUE]);
    expect(read).toMatchObject({ start: 'Brimp?', due: 'Quorv?' });
  });

  it('words that sound like a state, colours of a traffic light and shares up to the whole say how far it is', () => {
    const stateIn = (...cells: readonly RawCell[]) => {
      const { status, progress } = readAs(['Task', ...WORK], ['Owner', ...FIRST_NAMES], ['Quorv', ...cells]);
      return status ?? progress;
    };
    expect(stateIn('Awaiting parts', 'Rectified', 'Awaiting parts', 'Outstanding', 'Rectified')).toBe('Quorv?');
    expect(stateIn('Red', 'Green', 'Amber', 'Green', 'Green')).toBe('Quorv?');
    expect(stateIn(0.5, 1, 0, 0.25, 1)).toBe('Quorv?');
    expect(stateIn(50, 100, 0, 25, 100)).toBe('Quorv?');
    expect(stateIn(40, 12, 3, 18, 7)).toBeUndefined();
  });

  it('the task is the first text of its own, not the short word for its place before it and not the long one behind', () => {
    const place: Column = ['Brimp', 'Yard', 'Garden', 'Hall', 'Yard', 'Hall'];
    const more: Column = ['Zelf', ...WORK.map((work) => `${work}, and take away what is left when that is done`)];
    const read = readAs(place, ['Quorv', ...WORK], more, ['Owner', ...FIRST_NAMES], ['Due', ...DUE]);
    expect(read.task).toBe('Quorv?');
  });

  it('the header is the row that differs from what stands below it', () => {
    const columns: readonly Column[] = [
      ['Brimp', ...WORK],
      ['Quorv', 'Ann Carter', 'Ben Osei', 'Ann Carter', 'Mei Lin', 'Ben Osei'],
      ['Plonk', ...DUE],
      ['Zelf', ...STATES],
    ];
    const own = proposed([['Jobs of the spring', null, null, null], ...rowsOf(columns)]);
    expect(own?.headerRow).toBe(2);
    expect(own?.ask).toBe(true);
    expect(own?.columns.map(({ meaning }) => meaning)).toEqual(['task', 'responsible', 'due', 'status']);
  });
});

it('a task under a word that hardly says so is asked about only where another column holds texts of its own', () => {
  const others: readonly Column[] = [
    ['Owner', ...FIRST_NAMES],
    ['Due', ...DUE],
    ['Status', ...STATES],
  ];
  const more: Column = [
    'Zelf',
    'For the guests',
    'Before the rain',
    'Two of them',
    'Green, both sides',
    'With the old can',
  ];
  expect(readAs(['Next step', ...WORK], ...others).task).toBe('Next step');
  expect(readAs(['Next step', ...WORK], more, ...others).task).toBe('Next step?');
});
