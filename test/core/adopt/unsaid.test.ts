/** What is asked about where headers say little, as in a tracker in words that nobody has listed. */
import { describe, expect, it } from 'vitest';
import { recogniseWorkbook } from '../../../core/adopt/index.ts';
import type { ProposedSheet, ReadingChoices } from '../../../core/adopt/proposal.ts';
import { proposalOf } from '../../../core/adopt/propose.ts';
import type { RawSheet } from '../../../core/workbook.ts';
import { type Column, inRows, on, sheet, strangers } from '../../support/strangers.ts';

const table = (title: string, ...columns: readonly Column[]): RawSheet => sheet(title, 1, inRows(columns));

const chosenIn = (sheets: readonly RawSheet[], said: ReadingChoices = {}): ProposedSheet | undefined =>
  proposalOf(strangers(sheets), said, 'en').sheets.find(({ chosen }) => chosen);

/** `sheet`, and meanings with the headers they are taken from, what is asked about with a question mark. */
const readAs = (sheets: readonly RawSheet[], said: ReadingChoices = {}): readonly string[] => {
  const own = chosenIn(sheets, said);
  if (!own) return ['refused'];
  return [
    ...(own.ask ? ['sheet?'] : []),
    ...own.columns.flatMap(({ meaning, header, ask }) =>
      meaning === null ? [] : [`${meaning}: ${header}${ask ? '?' : ''}`],
    ),
  ];
};
const readOf = (...columns: readonly Column[]): readonly string[] => readAs([table('Sheet1', ...columns)]);

const THINGS = ['Texture is upside down', 'Menu does not close', 'Sound stops after a minute', 'Score is lost on exit'];
const LONG = [...THINGS, 'Window opens twice', 'Name is cut off', 'Help is empty', 'Print is blank'];
const ANSWERS = ['Turn it round', 'Close it again', 'Play it once more', 'Write it to a file'];
const STATES = ['Open', 'Done', 'In progress', 'Open'];
const NAMES = ['Ann Carter', 'Ben Osei', 'Ann Carter', 'Mei Lin'];
const ENDS = ['2026-03-05', '2026-03-20', '2026-03-27', '2026-04-02'].map((day) => on(day));

describe('cells that look like something else', () => {
  const study: readonly Column[] = [
    ['Task', ...LONG],
    ['Status', ...STATES, ...STATES],
  ];
  it('weekdays are nobody, though 周一 begins with a surname and Monday with a capital', () => {
    const [zh, en] = [
      ['周一', '周二', '周三', '周四'],
      ['Monday', 'Tues', 'Wed.', 'Sunday'],
    ];
    expect(readOf(...study, ['天', ...zh, ...zh])).toEqual(['task: Task', 'status: Status']);
    expect(readOf(...study, ['Blorp', ...en, ...en])).toEqual(['task: Task', 'status: Status']);
    const people = ['周敏', '周琳', '周敏', '周琳'];
    expect(readOf(...study, ['天', ...people, ...people])).toContain('responsible: 天?');
  });
});

describe('where something has to be asked anyway', () => {
  const weak: readonly Column[] = [
    ['Item', ...THINGS],
    ['Technician', ...NAMES],
  ];

  it('what a weak word says is asked about as well', () => {
    expect(readOf(...weak)).toEqual(['sheet?', 'task: Item?', 'responsible: Technician?']);
    expect(readOf(...weak, ['Work status', ...STATES], ['Due date', ...ENDS])).toEqual([
      'task: Item',
      'responsible: Technician',
      'status: Work status',
      'due: Due date',
    ]);
  });

  it('and so is a share that is done, unless a status says how far it is', () => {
    const share: Column = ['Work progress', 0.2, 1, 0.5, 0];
    const others: readonly Column[] = [['Item', ...THINGS], share];
    expect(readOf(...others)).toEqual(['sheet?', 'task: Item?', 'progress: Work progress?']);
    expect(readOf(...others, ['Blorp', ...NAMES], ['Status', ...STATES])).toContain('progress: Work progress');
  });

  it('and so is the task, unless its header is a word of Baton’s own', () => {
    const owner: Column = ['Blorp', ...NAMES];
    const others: readonly Column[] = [owner, ['Grumpf', 'x', 'y', 'x', 'y']];
    expect(readOf(['Title', ...THINGS], ...others)[1]).toBe('task: Title?');
    expect(readOf(['Task', ...THINGS], ...others)[1]).toBe('task: Task');
    // A sheet that is sure speaks for a word that people are known to write.
    const sure: readonly Column[] = [owner, ['Status', ...STATES], ['Due date', ...ENDS]];
    expect(readOf(['Title', ...THINGS], ...sure)[0]).toBe('task: Title');
    expect(readOf(['Defect', ...THINGS], ...sure)[0]).toBe('task: Defect?');
  });

  it('also when somebody has said which sheet it is, and what is to be done', () => {
    const sheets = [table('Sheet1', ...weak)];
    expect(readAs(sheets, { sheets: ['Sheet1'] })).toEqual(['task: Item?', 'responsible: Technician?']);
    expect(readAs(sheets, { sheets: ['Sheet1'], columns: { task: 'A' } })).toEqual([
      'task: Item',
      'responsible: Technician?',
    ]);
    expect(readAs(sheets, { sheets: ['Sheet1'], columns: { task: 'A', responsible: 'B' } })).toEqual([
      'task: Item',
      'responsible: Technician',
    ]);
  });

  const open: readonly Column[] = [
    ['Task', ...THINGS],
    ['Blurb', ...NAMES],
  ];

  it('and so is who, when or how far where nobody knows of what', () => {
    const sure: readonly Column[] = [
      ['Task', ...THINGS],
      ['Status', ...STATES],
    ];
    expect(readOf(...sure, ['Blorp expires', ...ENDS])).toContain('due: Blorp expires');
    expect(readOf(...open, ['Blorp expires', ...ENDS])).toContain('due: Blorp expires?');
    for (const until of ['Target date', 'Blorp due', 'Blorp deadline', '晗昱期限'])
      expect(readOf(...open, [until, ...ENDS])).toContain(`due: ${until}`);
    expect(readOf(...open, ['Blorp completed', ...STATES])).toContain('status: Blorp completed?');
    expect(readOf(...open, ['晗昱结束日期', ...ENDS])).toContain('due: 晗昱结束日期?');
    expect(readOf(...open, ['预计完成日期', ...ENDS])).toContain('due: 预计完成日期');
  });

  it('and so is a day that says no more than that', () => {
    const known = ['Not started', 'Done', 'In progress', 'Not started'];
    const date: Column = ['Date', ...ENDS];
    expect(readOf(['Task', ...THINGS], ['Owner', ...NAMES], ['Status', ...known], date)).toContain('due: Date');
    expect(readOf(...open, ['Status', ...known], date)).toContain('due: Date?');
  });

  it('and so is a day of which hardly a cell is one', () => {
    const roughly: Column = ['Finish time', 'Mar 5', 'when it runs', 'after the next review', 'with the others'];
    expect(readOf(['Task', ...THINGS], ['Owner', ...NAMES], ['Status', ...STATES], roughly)).toContain(
      'due: Finish time',
    );
    expect(readOf(...open, roughly)).toContain('due: Finish time?');
  });

  it('also where only the sheet is in doubt, and once somebody has named it', () => {
    const tracker = (title: string) =>
      table(title, ['Item', ...THINGS], ['Technician', ...NAMES], ['Work status', ...STATES], ['Due date', ...ENDS]);
    const known = ['status: Work status', 'due: Due date'];
    expect(readAs([tracker('North')])).toEqual(['task: Item', 'responsible: Technician', ...known]);
    const sheets = [tracker('North'), tracker('South')];
    expect(readAs(sheets)).toEqual(['sheet?', 'task: Item?', 'responsible: Technician?', ...known]);
    expect(readAs(sheets, { sheets: ['South'] })).toEqual(['task: Item?', 'responsible: Technician?', ...known]);
    expect(recogniseWorkbook(strangers(sheets), { sheets: ['South'] }).plan?.mapping.mapped).toHaveLength(4);
  });

  it('and what cells alone say is not lost once somebody has said what is to be done', () => {
    const sheets = [table('Sheet1', ['Item', ...THINGS], ['Blorp', ...NAMES], ['Grumpf', ...STATES])];
    expect(readAs(sheets, { sheets: ['Sheet1'], columns: { task: 'A' } })).toEqual([
      'task: Item',
      'responsible: Blorp?',
      'status: Grumpf?',
    ]);
  });

  it('and a sheet that is sure by itself stays one, whose task is asked about', () => {
    const sure: readonly Column[] = [
      ['Item', ...THINGS],
      ['Blorp', ...NAMES],
      ['Status', ...STATES],
      ['Due date', ...ENDS],
    ];
    expect(readOf(...sure)).toEqual(['task: Item?', 'responsible: Blorp?', 'status: Status', 'due: Due date']);
    const { plan } = recogniseWorkbook(strangers([table('Sheet1', ...sure)]));
    expect(plan?.mapping.mapped.map(({ column }) => column)).toEqual(['name', 'status', 'due']);
  });

  it('somebody accountable by such a word is left out, as nobody is asked about that', () => {
    const sponsor: Column = ['Sponsor', 'Eva Novak', 'Tom Berg', 'Eva Novak', 'Tom Berg'];
    const owner: Column = ['Owner', ...NAMES];
    expect(readOf(['Item', ...THINGS], sponsor, owner, ['Due date', ...ENDS])).toContain('accountable: Sponsor');
    const sheets = [table('Sheet1', ['Item', ...THINGS], sponsor, owner)];
    expect(readAs(sheets)).toEqual(['sheet?', 'task: Item?', 'responsible: Owner']);
    const { plan } = recogniseWorkbook(strangers(sheets), { sheets: ['Sheet1'] });
    expect(plan?.mapping.mapped.map(({ column }) => column)).toEqual(['name', 'responsible']);
  });
});

describe('cells are held against those under headers that nobody knows', () => {
  it('words of state say more than a share that is done', () => {
    expect(readOf(['Task', ...THINGS], ['Blorp', ...STATES], ['Progress', 0.2, 1, 0.5, 0])).toEqual([
      'task: Task',
      'status: Blorp?',
      'progress: Progress',
    ]);
  });

  it('and more than a word for a state over anything else', () => {
    const tracker: readonly Column[] = [
      ['任务', '清洗滤网', '更换轴承', '校准压力表', '补齐护栏'],
      ['处理意见', '先停机再处理', '外协更换', '送检', '焊接'],
    ];
    const stated: Column = ['晗昱', '已完成', '进行中', '已完成', '未开始'];
    expect(readOf(...tracker, ['截止日期', ...ENDS])).toContain('status: 处理意见');
    expect(readOf(...tracker, stated, ['截止日期', ...ENDS])).toContain('status: 处理意见?');
  });

  it('a person or a day in hardly any row may be another’s', () => {
    const people = [...NAMES, ...NAMES];
    const status: Column = ['Status', ...STATES, ...STATES];
    expect(readOf(['Task', ...LONG], ['Blorp', ...people], ['Pending with', 'Eva Novak'], status)).toContain(
      'responsible: Pending with?',
    );
    expect(readOf(['Task', ...LONG], ['Pending with', 'Eva Novak'], status)).toContain('responsible: Pending with');
    expect(readOf(['Task', ...LONG], ['Blorp', ...ENDS, ...ENDS], ['Due date', on('2026-05-04')], status)).toContain(
      'due: Due date?',
    );
  });
});

describe('a task is asked about', () => {
  const owner: Column = ['Owner', ...NAMES];

  it('whose rows are nothing but people', () => {
    const tabs = (...names: readonly string[]) =>
      readOf(
        ['Customer_Name', ...names],
        ['Sales_ID', 'S001', 'S004', 'S005', 'S007'],
        ['Total', 195, 38, 32, 40],
        ['Status', 'Open', 'Paid', 'Done', 'Open'],
      );
    expect(tabs('Diogo Dalot', 'Ann Carter', 'Ben Osei', 'Mei Lin')).toContain('task: Customer_Name?');
  });

  it('in a weak word behind another one that says it as well and is taken for something that nobody would miss', () => {
    expect(readOf(['Blorp of risk', ...THINGS], ['Risk grumpf', ...ANSWERS], ['Impact', 1, 2, 3, 4], owner)).toContain(
      'task: Risk grumpf?',
    );
    expect(readOf(['Risk grumpf', ...ANSWERS], ['Impact', 1, 2, 3, 4], owner)).toContain('task: Risk grumpf');
  });

  it('in a plain word behind what is done against something', () => {
    const plan = (...columns: readonly Column[]) =>
      readOf(
        ['原因', '对中差', '风嘴堵', '无标准', '轴磨损'],
        ...columns,
        ['执行人', '马蕊', '郑凯', '宋立新', '马蕊'],
        ['期限', ...ENDS],
      );
    const measure: Column = ['对策', '每班校准一次电批扭力', '增加吹气清洁工位', '编写目检作业指导', '更换磨损的导轨'];
    const goal: Column = ['目标', '误差不超过百分之五', '堵塞为零', '漏检率低于一', '间隙小于一毫米'];
    expect(plan(measure, goal)).not.toContain('task: 目标');
    expect(plan(goal)).toContain('task: 目标');
  });
});

describe('a row or a sheet is not taken for more than it is', () => {
  it('a task and Done below a header in words that nobody knows are no header', () => {
    const rows = [
      ['Blorp', 'Grumpf'],
      ...['God mode', 'Map generation', 'World map', 'Belts', 'Mines', 'Storage'].map((thing) => [thing, 'done']),
      ['Write out content', 'Done'],
      ...LONG.map((thing, at) => [thing, at < 4 ? 'done' : 'ongoing']),
    ];
    const own = chosenIn([sheet('Roadmap', 1, rows)]);
    expect(own?.headerRow).not.toBe(8);
    expect(own?.ask).toBe(true);
    // Above its rows it may be one.
    expect(chosenIn([sheet('Sheet1', 1, [['To do', 'Done'], ...rows.slice(1)])])?.headerRow).toBe(1);
  });

  it('how many there are of each state is no state', () => {
    const counts: readonly Column[] = [
      ['Task', ...THINGS],
      ['In progress', 0, 1, 0, 0],
      ['Priority', 1, 2, 3, 4],
    ];
    expect(readOf(...counts)).not.toContain('progress: In progress');
  });

  it('a form without a row that stands beside a list', () => {
    const empty = table('Issues', ['ID'], ['Task'], ['Owner'], ['Due date'], ['Status']);
    const risks = table('Blorps', ['Blorp', ...THINGS], ['Owner', ...NAMES], ['Blurb', 'x', 'y', 'x', 'y']);
    expect(chosenIn([empty])?.ask).toBe(false);
    expect(chosenIn([empty, risks])?.ask).toBe(true);
  });

  it('a table of which hardly a cell is filled in bears nothing out', () => {
    const rows = (filled: number): Column[] => [
      ['風險/議題', ...LONG, 'Report was made', 'By itself'],
      ['負責人', ...NAMES.slice(0, filled)],
      ['狀態', ...STATES.slice(0, filled)],
    ];
    expect(readOf(...rows(4))).not.toContain('sheet?');
    expect(readOf(...rows(1))).toContain('sheet?');
  });
});
