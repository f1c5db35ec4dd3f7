import { describe, expect, it } from 'vitest';
import { proposalOf } from '../../../core/adopt/propose.ts';
import type { RawCell } from '../../../core/workbook.ts';
import { type Column, inRows, on, sheet, strangers } from '../../support/strangers.ts';

/** What is asked of a sheet with these columns: `sheet`, `header`, or a column's header. */
const askedOf = (...columns: readonly Column[]): readonly string[] => askedOfRows(inRows(columns));

const askedOfRows = (rows: readonly RawCell[][]): readonly string[] => {
  const own = proposalOf(strangers([sheet('Sheet1', 1, rows)]), {}, 'en').sheets.find(({ chosen }) => chosen);
  if (!own) return ['refused'];
  return [
    ...(own.ask ? ['sheet'] : []),
    ...(own.otherHeader === null ? [] : ['header']),
    ...own.columns.filter(({ ask }) => ask).map(({ header }) => header),
  ];
};

const THINGS = ['Texture is upside down', 'Menu does not close', 'Sound stops after a minute', 'Score is lost on exit'];
const STATES = ['Open', 'Done', 'In progress', 'Open'];
const NAMES = ['Ann Carter', 'Ben Osei', 'Ann Carter', 'Mei Lin'];
const BEGINS = ['2026-03-02', '2026-03-03', '2026-03-09', '2026-03-16'].map((day) => on(day));
const ENDS = ['2026-03-05', '2026-03-20', '2026-03-27', '2026-04-02'].map((day) => on(day));
const REMARKS = ['For sixty guests', 'Colour, both sides', 'Six of them by mail', 'From the shop next door'];

describe('a sheet is followed without a question', () => {
  it('where a plain word for a task stands beside words of state that are known', () => {
    expect(askedOf(['Item', ...THINGS], ['Status', ...STATES])).toEqual([]);
    expect(
      askedOf(['功能', '用户注册', '用户登录', '修改密码', '导出'], ['进度', '已完成', '进行中', '已完成', '未开始']),
    ).toEqual([]);
  });

  it('and not where its words of state are those of anything else', () => {
    expect(
      askedOf(
        ['测试需求名称', '注册与登录', '签到与签退', '参数下载'],
        ['测试需求描述', '用户注册', '操作员签到', '更新参数'],
        ['评审状态', '已评审', '已评审', '已评审'],
      ),
    ).toContain('sheet');
    expect(
      askedOf(['std::Summary', ...THINGS], ['std::Status', ...STATES], ['cst::Volume', 'a', 'b', 'c', 'd']),
    ).toContain('sheet');
    expect(askedOf(['Item', ...THINGS], ['Status', 'Pass', 'Fail', 'Pass', 'Pass'])).toContain('sheet');
    expect(askedOf(['Item', ...THINGS], ['Status', 'Sold', 'Rented', 'Sold', 'Free'])).toContain('sheet');
  });

  it('where a header says that it is risks that are described, and whose each is', () => {
    for (const header of ['Risk Description', 'Risk Name', 'Description of Risk'])
      expect(askedOf([header, ...THINGS], ['Impact', 'H', 'L', 'H', 'M'], ['Owner', ...NAMES])).toEqual([]);
    expect(
      askedOf(
        ['风险描述', '供应商推迟交货', '关键人员离职', '预算被削减', '接口标准变更'],
        ['应对措施', '增加备选供应商', '安排接替的人', '提前申请资金', '与对方确认版本'],
        ['责任人', '王丽', '李明', '王丽', '陈晨'],
        ['状态', '进行中', '未开始', '已完成', '未开始'],
      ),
    ).toEqual([]);
  });
});

describe('a column is not asked about', () => {
  it('for a description that follows what it describes', () => {
    const described = (name: string) =>
      askedOf([name, ...THINGS], ['Task Description', ...REMARKS], ['Owner', ...NAMES], ['Status', ...STATES]);
    expect(described('Task Name')).toEqual([]);
    expect(
      askedOf(
        ['学习内容', '组件布局', '数据存储', '网络请求'],
        ['学习目标', '写出首页', '存下草稿', '读到天气'],
        ['完成情况', '已完成', '进行中', '未开始'],
      ),
    ).toEqual([]);
    const before = askedOf(['Task Description', ...REMARKS], ['Title', ...THINGS], ['Owner', ...NAMES]);
    expect(before).not.toEqual([]);
  });

  it('for another day, where it stands right behind the one start there is', () => {
    const release: Column = ['Session date', ...ENDS];
    const named: readonly Column[] = [
      ['Task', ...THINGS],
      ['Owner', ...NAMES],
    ];
    expect(askedOf(...named, ['Start date', ...BEGINS], ['End date', ...ENDS], release)).toEqual([]);
    expect(askedOf(...named, ['Start date', ...BEGINS], release, ['End date', ...ENDS])).toEqual(['End date']);
    expect(
      askedOf(
        ...named,
        ['Design start', ...BEGINS],
        ['Design end', ...ENDS],
        ['Build start', ...BEGINS],
        ['Build end', ...ENDS],
      ),
    ).not.toEqual([]);
  });

  it('that is called 完成情况 and has nothing in it yet', () => {
    const tasks: Column = ['任务', '整理供应商报价', '确定包装尺寸', '联系印刷厂打样'];
    expect(askedOf(tasks, ['负责人', '王丽', '李明', '陈晨'], ['完成情况'])).toEqual([]);
  });
});

it('a column of kinds is not proposed for who does it', () => {
  const kinds: Column = ['System', 'Build', 'Configuration', 'Build', 'Build'];
  expect(askedOf(['Task', ...THINGS], kinds, ['Status', ...STATES])).toEqual([]);
  expect(askedOf(['Task', ...THINGS], ['System', ...NAMES], ['Status', ...STATES])).toEqual(['System']);
});

it('a description is asked about where a name that differs in every row stands before it, be it called a module', () => {
  const modules: Column = ['子模块', '用户注册', '用户登录', '密码修改', '收入维护'];
  const described: Column = [
    '功能描述',
    '填写资料并建立账号',
    '核对账号和密码',
    '核对旧密码后换成新的',
    '增加、修改和查询收入',
  ];
  const whose: Column = ['执行人', '王丽', '李明', '王丽', '陈晨'];
  const days: readonly Column[] = [
    ['开始时间', ...BEGINS],
    ['结束时间', ...ENDS],
  ];
  expect(askedOf(modules, described, whose, ...days)).toContain('功能描述');
  expect(askedOf(['功能细节', ...modules.slice(1)], described, whose, ...days)).toContain('功能描述');
  expect(askedOf(described, whose, ...days)).toEqual([]);
  // What stands over several rows at once only heads them.
  expect(askedOf(['模块', '用户', null, null, '收支'], described, whose, ...days)).toEqual([]);
});

it('whether something can be done, or must be, is not taken for its state without a question', () => {
  const statusIn = (header: string) => {
    const rows = inRows([
      ['任务', '整理供应商报价', '确定包装尺寸', '联系印刷厂打样'],
      ['负责人', '王丽', '李明', '陈晨'],
      [header, '是', '否', '是'],
    ]);
    const own = proposalOf(strangers([sheet('Sheet1', 1, rows)]), {}, 'en').sheets.find(({ chosen }) => chosen);
    return own?.columns.find(({ meaning, ask }) => meaning === 'status' && !ask)?.header;
  };
  for (const header of ['是否可实现', '是否可行', '是否需要样品', '是否必须']) expect(statusIn(header)).toBeUndefined();
  for (const header of ['是否完成', '是否实现', '是否已修复']) expect(statusIn(header)).toBe(header);
});

describe('a state is asked about', () => {
  const askedFor = (header: string, ...cells: RawCell[]) =>
    askedOf(['Task', ...THINGS], ['Owner', ...NAMES], [header, ...cells]);

  it('where it is that of something else beside one of the work in which nothing stands yet', () => {
    expect(
      askedOf(['任务', ...THINGS], ['负责人', ...NAMES], ['原型状态', ...STATES], ['完成情况']).length,
    ).toBeGreaterThan(0);
    expect(askedOf(['任务', ...THINGS], ['负责人', ...NAMES], ['原型状态', ...STATES])).toEqual([]);
  });

  it('where it is that of what is approved, paid or tested, and no word of state is known', () => {
    for (const header of ['Approval status', 'Review Status', '评审状态', '审核状态'])
      expect(askedFor(header, 'Done', 'Open', 'Done', 'Done'), header).toEqual([header]);
    for (const header of ['Payment status', 'Delivery status', 'Member status', '付款状态', '测试结果', '复现情况'])
      expect(askedFor(header, 'Paid', 'Owed', 'Paid', 'Owed'), header).toEqual([header]);
  });

  it('and not where it is that of the work, or holds words of state that are known', () => {
    for (const header of ['Payment status', '付款状态', '测试结果', 'Condition state', '处理情况'])
      expect(askedFor(header, ...STATES), header).toEqual([]);
    for (const header of ['Task status', 'Overall status', '目前状态', '任务状态', '完成情况'])
      expect(askedFor(header, 'Frei', 'Im Gange', 'Frei', 'Frei'), header).toEqual([]);
  });

  it('where a yes or a no says whether something else is so than that it is done', () => {
    for (const header of ['是否采纳', '是否重要', '是否收费', '紧急与否'])
      expect(askedFor(header, '是', '否', '是', '是'), header).toEqual([header]);
    for (const header of ['是否完成', '是否修复', '已处理否'])
      expect(askedFor(header, '是', '否', '是', '是'), header).toEqual([]);
  });
});

describe('who does it is asked about', () => {
  const askedFor = (header: string) => askedOf(['Task', ...THINGS], [header, ...NAMES], ['Status', ...STATES]);

  it('where people stand under a word for whoever watches over others, or for what nobody knows', () => {
    for (const header of ['Manager', '产品经理', '主管', 'Contact person', 'Authorised by'])
      expect(askedFor(header)).toEqual([header]);
  });

  it('and not under one for whoever works on it', () => {
    for (const header of ['Developer', 'Project Lead', '开发人员', 'Done by']) expect(askedFor(header)).toEqual([]);
  });

  it('and is not whoever gave it to somebody', () => {
    const rows = inRows([
      ['Task', ...THINGS],
      ['Assigned by', ...NAMES],
      ['Status', ...STATES],
    ]);
    const own = proposalOf(strangers([sheet('Sheet1', 1, rows)]), {}, 'en').sheets.find(({ chosen }) => chosen);
    expect(own?.columns.map(({ meaning }) => meaning)).not.toContain('responsible');
  });

  it('nor a letter that stands alone over a column', () => {
    expect(askedFor('R')).toEqual(['R']);
  });
});

describe('a day is asked about', () => {
  const named: readonly Column[] = [
    ['任务', '整理供应商报价', '确定包装尺寸', '联系印刷厂打样'],
    ['负责人', '王丽', '李明', '陈晨'],
  ];

  it('on which something went live, unless a start stands before it', () => {
    expect(askedOf(...named, ['上线时间', ...ENDS])).toEqual(['上线时间']);
    expect(askedOf(...named, ['Go-live date', ...ENDS])).toEqual(['Go-live date']);
    expect(askedOf(...named, ['预计上线时间', ...ENDS])).toEqual([]);
    expect(askedOf(...named, ['开始时间', ...BEGINS], ['上线时间', ...ENDS])).toEqual([]);
  });

  it('on which it is published, also behind a start', () => {
    for (const header of ['发布日期', 'Release date'])
      expect(
        askedOf(
          ['任务', ...THINGS],
          ['负责人', ...NAMES],
          ['开始时间', ...BEGINS],
          [header, ...ENDS],
          ['状态', ...STATES],
        ),
      ).toEqual([header]);
    expect(askedOf(['任务', ...THINGS], ['负责人', ...NAMES], ['计划发布日期', ...ENDS], ['状态', ...STATES])).toEqual(
      [],
    );
  });

  it('under a word for it, where what stands there is none', () => {
    expect(askedOf(...named, ['截止日期', '看情况'])).toEqual(['截止日期']);
  });
});

describe('a task is asked about', () => {
  const whose: Column = ['Owner', ...NAMES];
  const state: Column = ['Status', ...STATES];

  it('where a description stands before what may be described', () => {
    const tasks: Column = ['功能描述', '填写资料并建立账号', '核对账号和密码', '换成新的密码', '增加收入'];
    expect(askedOf(tasks, ['计划内容', '用户注册', '用户登录', '修改密码', '收入维护'], whose, state)).toContain(
      '功能描述',
    );
    expect(askedOf(tasks, ['解决方案', '用户注册', '用户登录', '修改密码', '收入维护'], whose, state)).toEqual([]);
  });

  it('where its cells hardly are tasks, and those of a column further right are', () => {
    const few: Column = ['Task', 'As a guest I see the menu'];
    const fewer: Column = ['User Story', 'As a guest I see the menu'];
    for (const task of [few, fewer]) {
      expect(askedOf(task, ['Matter', ...THINGS], whose, state)).toContain(task[0]);
      expect(askedOf(task, whose, state)).not.toContain(task[0]);
    }
  });

  it('and an id is none, be it named in two scripts', () => {
    const ids: Column = ['任务ID', 'signup', 'login', 'password', 'income'];
    expect(askedOf(ids, ['要弄的', ...THINGS], whose, state)).toContain('要弄的');
  });
});

it('a title over several columns names none of them alone', () => {
  const rows = [
    ['项目进度表', null, null, null],
    ['任务', '负责人', null, '截止日期'],
    ['整理供应商报价', '王丽', 0.5, ENDS[0]!],
    ['确定包装尺寸', '李明', 1, ENDS[1]!],
    ['联系印刷厂打样', '陈晨', 0.2, ENDS[2]!],
  ];
  const book = strangers([sheet('Sheet1', 1, rows, ['A1:D1'])]);
  const own = proposalOf(book, {}, 'en').sheets.find(({ chosen }) => chosen);
  expect(own?.columns.flatMap(({ meaning }) => meaning ?? [])).toEqual(['task', 'responsible', 'due']);
});

it('a small sheet that is sure is asked about beside one that says more and is not', () => {
  const small = inRows([
    ['Task', ...THINGS.slice(0, 2)],
    ['Owner', ...NAMES.slice(0, 2)],
  ]);
  const twice = <T extends RawCell>(cells: readonly T[]) => [...cells, ...cells];
  const whole = inRows([
    ['Task', 'As a guest I see the menu'],
    ['Owner', ...twice(NAMES)],
    ['Due date', ...twice(ENDS)],
    ['Status', ...twice(STATES)],
    ['Matter', ...THINGS, ...REMARKS],
  ]);
  const asked = (...sheets: RawCell[][][]) =>
    proposalOf(strangers(sheets.map((rows, i) => sheet(`Sheet${i + 1}`, 1, rows))), {}, 'en').sheets.some(
      ({ ask }) => ask,
    );
  expect(asked(small)).toBe(false);
  expect(asked(whole, small)).toBe(true);
});

describe('another row that may be the header', () => {
  const table = inRows([
    ['Task', ...THINGS],
    ['Owner', ...NAMES],
    ['Status', ...STATES],
  ]);
  const second = inRows([
    ['Title', ...REMARKS],
    ['Assigned to', ...NAMES],
    ['State', ...STATES],
  ]);

  it('is asked about where it has the same labels, stands above and says a little less', () => {
    const first = inRows([
      ['Matter', ...THINGS],
      ['Owner', ...NAMES],
      ['Status', ...STATES],
      ['Place', ...REMARKS],
    ]);
    expect(askedOfRows([...first, ...table])).toContain('header');
  });

  it('is not asked about where it stands below one that is sure', () => {
    expect(askedOfRows([...table, ...second])).toEqual([]);
  });
});
