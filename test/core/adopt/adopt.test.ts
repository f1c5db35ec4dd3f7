import { describe, expect, it } from 'vitest';
import { furtherHeaders } from '../../../core/adopt/index.ts';
import { readSnapshot } from '../../../core/read/index.ts';
import { isoOf } from '../../../core/time/day.ts';
import type { RawCell } from '../../../core/workbook.ts';
import { adoptInMemory, on, sheet, strangers } from '../../support/strangers.ts';

const HEADER = ['任务', '负责人', '截止日期', '状态'];
const task = (
  name: string,
  who: string | null = '李明',
  due: RawCell = on('2026-03-20'),
  status: RawCell = '进行中',
) => [name, who, due, status];
const one = (rows: readonly (readonly RawCell[])[], header: readonly RawCell[] = HEADER) =>
  strangers([sheet('Sheet1', 1, [header, ...rows])]);

describe('ids', () => {
  const withIds = (header: string, ids: readonly RawCell[]) =>
    one(
      ids.map((id, i) => [id, ...task(`任务 ${i + 1}`)]),
      [header, ...HEADER],
    );
  const idsOf = async (theirs: ReturnType<typeof one>) =>
    (await adoptInMemory(theirs)).snapshot.rows.raci.map(({ id }) => id);

  it('are theirs where every task has its own, numbers and words alike', async () => {
    expect(await idsOf(withIds('序号', [1, 2, 3]))).toEqual(['1', '2', '3']);
    expect(await idsOf(withIds('编号', ['A-1', 'A-2', 7]))).toEqual(['A-1', 'A-2', '7']);
  });

  it.each<[string, RawCell[]]>([
    ['one is missing', [1, null, 3]],
    ['two are the same', [1, 2, 1]],
  ])('are given in a column of their own where %s', async (_, ids) => {
    const theirs = withIds('序号', ids);
    expect(await idsOf(theirs)).toEqual(['T-0001', 'T-0002', 'T-0003']);
    const { adoption } = await adoptInMemory(theirs);
    // Right beside the table: a sort takes along what touches it.
    expect(adoption.ids).toMatchObject({ at: 6, header: '接力编号', added: true });
  });

  it('are those that number something else than the rows', async () => {
    const theirs = one(
      [
        [1, 'X-9', ...task('甲')],
        [2, 'X-4', ...task('乙')],
      ],
      ['序号', '编号', ...HEADER],
    );
    expect(await idsOf(theirs)).toEqual(['X-9', 'X-4']);
  });

  it('are not taken from a column whose header stands twice: no sweep could tell which it was', async () => {
    const theirs = one(
      [
        [null, 7, ...task('甲')],
        [null, 8, ...task('乙')],
      ],
      ['序号', '序号', ...HEADER],
    );
    expect(await idsOf(theirs)).toEqual(['T-0001', 'T-0002']);
    expect((await adoptInMemory(theirs)).snapshot.problems.map(({ code }) => code)).not.toContain('header-double');
  });

  it('go past what stands beside the table, and past merged cells', async () => {
    const rows = [[...HEADER], [...task('甲'), null, '写在旁边的话'], task('乙')];
    const beside = strangers([sheet('Sheet1', 1, rows, ['E2:E3'])]);
    expect((await adoptInMemory(beside)).adoption.ids.at).toBe(7);
  });

  it('are kept when a workbook is adopted again', async () => {
    const first = await adoptInMemory(one([task('甲'), task('乙')]));
    const again = await adoptInMemory({ ...first.raw, sheets: first.raw.sheets.slice(0, 1) });
    expect(again.adoption.ids).toMatchObject({ at: 5, added: false, edits: [] });
  });
});

describe('rows', () => {
  it('with words of state that mean two things are reported with the word', async () => {
    const { recognised, snapshot } = await adoptInMemory(
      one([task('甲', '李明', on('2026-03-20'), '未完成'), task('乙', '李明', on('2026-03-20'), '已经完成')]),
    );
    expect(recognised.counts!.statuses).toEqual({ read: 1, unread: new Map([['未完成', [2]]]) });
    expect(snapshot.problems).toContainEqual(
      expect.objectContaining({ code: 'unknown-option', row: 2, facts: { text: '未完成', own: true } }),
    );
  });

  it('with dates as text are read where they have one meaning', async () => {
    const dates = ['2026年3月5日', '2026/3/6', '3月7日', '下周内', '-', null];
    const { recognised, snapshot } = await adoptInMemory(one(dates.map((due, i) => task(`任务 ${i}`, '李明', due))));
    const { read, unread } = recognised.counts!.dates;
    expect([read, unread.map(({ row, text }) => `${row} ${text}`)]).toEqual([2, ['4 3月7日', '5 下周内']]);
    expect(snapshot.rows.raci.map(({ values: { due } }) => due && isoOf(due))).toEqual([
      '2026-03-05',
      '2026-03-06',
      null,
      null,
      null,
      null,
    ]);
  });

  it('in a workbook that counts days from 1904', async () => {
    const theirs = strangers([sheet('Sheet1', 1, [HEADER, task('甲', '李明', on('2026-03-20', 1904))])], {
      dateSystem: 1904,
    });
    const days = [{ date: 20_513, kind: 'off' as const, note: '假日' }];
    const { snapshot } = await adoptInMemory(theirs, { days });
    expect(isoOf(snapshot.rows.raci[0]!.values.due!)).toBe('2026-03-20');
    expect(snapshot.calendar.isWorkday(20_513)).toBe(false);
  });

  it('with several owners give each a place in the directory and are reported', async () => {
    const { recognised, adoption, snapshot } = await adoptInMemory(
      one([task('甲', '李明/王丽'), task('乙', '王丽'), task('丙', '全体'), task('丁', null)]),
    );
    expect(recognised.counts!.people.map(({ name }) => name)).toEqual(['李明', '王丽']);
    expect(recognised.counts!).toMatchObject({
      severalOwners: [{ row: 2, text: '李明/王丽' }],
      collective: [{ row: 4, text: '全体' }],
      withoutOwner: [5],
    });
    expect(adoption.withoutAddress).toEqual(['李明', '王丽']);
    expect([...snapshot.people.keys()]).toEqual(['李明', '王丽']);
    expect(snapshot.problems).toContainEqual(expect.objectContaining({ code: 'several-owners', row: 2 }));
  });

  it('name one person where a comma stands between last and first name', async () => {
    const rows = [
      ['Paint', 'Carter, James', on('2026-03-20'), 'Open'],
      ['Dry', 'Rossi, Sofia', on('2026-03-20'), 'Open'],
    ];
    const names = async (more: RawCell[][]) =>
      (await adoptInMemory(one([...rows, ...more]))).recognised.counts!.people.map(({ name }) => name);
    expect(await names([])).toEqual(['Carter, James', 'Rossi, Sofia']);
    expect(await names([['Sell', 'James', null, 'Open']])).toEqual(['Carter', 'James', 'Rossi', 'Sofia']);
  });

  it('under the header of another table are pointed out, and left alone', async () => {
    const risks = [
      ['风险', '责任人', '状态', '备注'],
      ['缺料', '李明', '进行中', ''],
    ];
    const { recognised, snapshot, adoption } = await adoptInMemory(
      one([task('甲'), [null, null, null, null], ...risks]),
    );
    expect(furtherHeaders(recognised.plan!)).toEqual([4]);
    expect(snapshot.rows.raci.map(({ values }) => values.name)).toEqual(['甲']);
    expect(adoption.ids.edits.map(({ row }) => row)).toEqual([1, 2]);
  });

  it('with a name and nothing else are headings, and become tasks with the first word of who, when or how far', async () => {
    const rows = [
      ['设计阶段', null, null, null],
      task('甲'),
      ['试产阶段', null, null, null],
      ['乙', null, null, '未开始'],
    ];
    const { recognised, snapshot } = await adoptInMemory(one(rows));
    expect(recognised.counts!.headings.map(({ at }) => at)).toEqual([2, 4]);
    expect(snapshot.rows.raci.map(({ values }) => values.name)).toEqual(['甲', '乙']);
    expect(snapshot.problems.filter(({ tab, row }) => tab !== 'directory' && (row === 2 || row === 4))).toEqual([]);
  });
});

describe('sheets', () => {
  const plan = sheet('计划', 1, [HEADER, task('甲'), task('乙', '王丽')]);

  it('that Baton needs are added, and a sweep finds all of them', async () => {
    const { adoption, snapshot } = await adoptInMemory(strangers([plan]));
    expect(adoption.added.map(({ title }) => title)).toEqual([
      '通讯录',
      '部门',
      '设置',
      '工作日历',
      '_state',
      '_ledger',
      '_runs',
    ]);
    expect(Object.keys(snapshot.has).sort()).toEqual(
      ['raci', 'tracker', 'directory', 'departments', 'settings', 'calendar', '_state', '_ledger', '_runs'].sort(),
    );
    expect(snapshot.oneSheet).toBe(true);
    expect(snapshot.policy).toMatchObject({
      workbookId: 'W-1',
      workbookHome: 'memory:theirs',
      project: 'theirs',
      locale: 'zh-CN',
    });
    expect(snapshot.problems.map(({ code }) => code)).toEqual([
      ...['no-address', 'no-address'],
      ...['role-missing', 'role-missing', 'role-missing'],
    ]);
  });

  it('of theirs keep their titles, whatever tab these may name', async () => {
    const others = [
      sheet('设置', 1, [['打印', '横向']]),
      sheet('calendar', 1, [['Mon', 'Tue', 'Wed']]),
      sheet('问题升级', 1, [
        ['编号', '问题', '裁决'],
        [1, '没有纸', '去买'],
      ]),
      sheet('通讯录', 1, [['热线', '12345']]),
    ];
    const { adoption, snapshot, raw } = await adoptInMemory(strangers([plan, ...others]));
    const titles = adoption.added.map(({ title }) => title.toLowerCase());
    expect(titles.some((title) => others.some((sheet) => sheet.title === title))).toBe(false);
    expect(new Set(raw.sheets.map(({ title }) => title)).size).toBe(raw.sheets.length);
    expect(snapshot.has).toMatchObject({ settings: true, calendar: true, directory: true });
    // Their log of issues is theirs: nothing is filed in it.
    expect(snapshot.has.escalations).toBeUndefined();
    expect(snapshot.problems.map(({ code }) => code)).toEqual([
      ...['no-address', 'no-address'],
      ...['role-missing', 'role-missing', 'role-missing'],
    ]);
  });

  it('with people and addresses are the directory, and who is not in it is named', async () => {
    const people = sheet('人员', 2, [
      ['姓名', '邮箱', '部门'],
      ['李明', 'li@example.com', '设计'],
      ['赵一', 'zhao@example.com', ''],
    ]);
    const { adoption, snapshot } = await adoptInMemory(strangers([plan, people]));
    expect(adoption.added.map(({ tab }) => tab)).not.toContain('directory');
    expect(adoption.withoutAddress).toEqual(['王丽']);
    expect(snapshot.rows.raci[0]!.values.responsible?.email).toBe('li@example.com');
  });

  it('of tasks beyond the first are left alone: the one with more to go by is read', async () => {
    const ideas = sheet('想法', 1, [
      ['任务', '负责人'],
      ['以后再说', '李明'],
    ]);
    const { snapshot, recognised } = await adoptInMemory(strangers([ideas, plan]));
    expect(recognised.plan!.sheet.title).toBe('计划');
    expect(snapshot.rows.raci).toHaveLength(2);
  });

  it('of progress beside a plan are read together with it, by their ids', async () => {
    const planned = sheet('分工', 1, [
      ['编号', '任务', '负责人', '截止日期'],
      ['A1', '甲', '李明', on('2026-03-20')],
    ]);
    const progress = sheet('进展', 1, [
      ['序号', '编号', '任务', '状态', '备注'],
      [1, 'A1', '甲', '已完成', ''],
    ]);
    const { snapshot, adoption } = await adoptInMemory(strangers([planned, progress]));
    expect(adoption.added.map(({ tab }) => tab)).not.toContain('tracker');
    expect(snapshot.oneSheet).toBe(false);
    expect(snapshot.rows.tracker).toMatchObject([{ id: 'A1', values: { status: 'done' } }]);
  });

  it('without a column for the status get a tracker', async () => {
    const planned = sheet('Plan', 1, [
      ['ID', 'Task', 'Owner', 'Due'],
      [7, 'Paint', 'Li Ming', on('2026-03-20')],
    ]);
    const { adoption, snapshot } = await adoptInMemory(strangers([planned]));
    expect(adoption.added[0]).toEqual({ tab: 'tracker', title: 'Tracker' });
    expect(snapshot.has.tracker).toBe(true);
    expect(snapshot.oneSheet).toBe(false);
  });

  /** The adopted workbook with further columns, as somebody may type them later. */
  const widened = async (header: readonly string[], cell: string) => {
    const { raw } = await adoptInMemory(strangers([plan]));
    const sheets = raw.sheets.map((other) => {
      if (other.title !== '计划') return other;
      const more = (at: number) => (at === 1 ? header : header.map(() => cell));
      return { ...other, rows: other.rows.map(({ at, cells }) => ({ at, cells: [...cells, ...more(at)] })) };
    });
    return readSnapshot({ ...raw, sheets }, { now: '2026-03-06T09:00' });
  };

  it('that get a column later are read with it', async () => {
    expect((await adoptInMemory(strangers([plan]))).snapshot.hasColumn('raci', 'accountable')).toBe(false);
    const later = await widened(['批准人'], '王丽');
    expect(later.rows.raci[0]!.values.accountable?.name).toBe('王丽');
  });

  it('that get two columns for one are read without either, and that is said', async () => {
    const later = await widened(['审批人', '批准'], '王丽');
    expect(later.rows.raci[0]!.values.accountable).toBeNull();
    expect(later.problems).toContainEqual(
      expect.objectContaining({ tab: 'raci', column: 'accountable', code: 'header-double' }),
    );
  });
});
