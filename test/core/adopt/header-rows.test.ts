import { describe, expect, it } from 'vitest';
import { proposalOf } from '../../../core/adopt/propose.ts';
import type { RawCell } from '../../../core/workbook.ts';
import { on, sheet, strangers } from '../../support/strangers.ts';

const HEADER = ['任务', '负责人', '截止日期', '状态'];
const TASKS: RawCell[][] = [
  ['整理供应商报价', '王丽', on('2026-03-05'), '已完成'],
  ['确定包装尺寸', '李明', on('2026-03-20'), '进行中'],
  ['联系印刷厂打样', '陈晨', on('2026-03-27'), '未开始'],
  ['核对交货时间', '王丽', on('2026-04-02'), '未开始'],
];

const proposed = (rows: readonly (readonly RawCell[])[], merges: string[] = []) =>
  proposalOf(
    strangers([
      sheet(
        'Sheet1',
        1,
        rows.map((row) => [...row]),
        merges,
      ),
    ]),
    {},
    'zh-CN',
  ).sheets.find(({ chosen }) => chosen);

/** Its row, and what is asked: `sheet`, `header`, or a column's letter. */
const headerOf = (...given: Parameters<typeof proposed>) => {
  const own = proposed(...given);
  return {
    row: own?.headerRow,
    asked: [
      ...(own?.ask ? ['sheet'] : []),
      ...(own && own.otherHeader !== null ? ['header'] : []),
      ...(own?.columns.filter(({ ask }) => ask).map(({ column }) => column) ?? []),
    ],
  };
};

const meaningsOf = (...given: Parameters<typeof proposed>) =>
  Object.fromEntries(
    proposed(...given)?.columns.flatMap(({ column, meaning }) => (meaning ? [[meaning, column]] : [])) ?? [],
  );

describe('of rows that say what columns are', () => {
  it('the first is the header where each story below it begins with the same labels again', () => {
    const story = (n: number, title: string, ...tasks: string[]): RawCell[][] => [
      [null, n, title, `作为用户，我想${title}`, 2, '任务描述', '执行者', '状态'],
      ...tasks.map((task, index): RawCell[] => [
        ...[null, null, null, null, null],
        task,
        ['王丽', '李明'][index % 2] ?? null,
        'Done',
      ]),
    ];
    const rows = [
      ['迭代次数', '编号', '标题', '故事', '预估时间(天)', '任务描述', '执行者', '状态'],
      ...story(1, '登录', '登录界面', '登录后台').slice(1),
      ...story(2, '注册', '注册界面', '邮箱验证', '手机号注册'),
      ...story(3, '搜索', '搜索页面', '搜索后台', '搜索推荐', '按名搜索'),
      ...story(4, '头像', '上传头像', '展示头像', '保存头像', '默认头像'),
    ];
    expect(headerOf(rows)).toEqual({ row: 1, asked: [] });
    expect(meaningsOf(rows)).toMatchObject({ task: 'F', responsible: 'G', status: 'H' });
  });

  it('the first is the header where a later part names more than it', () => {
    const later = [...HEADER, '备注', '风险'];
    const more = TASKS.map((cells, i) => [...cells, `第${i + 1}次催过`, '交货可能推迟']);
    expect(headerOf([HEADER, ...TASKS, later, ...more]).row).toBe(1);
  });

  it('the one without the letters of days beneath it', () => {
    const header = ['TASK', 'OWNER', 'START', 'END', 'WEEK 1'];
    const days = [null, null, null, null, 'M', 'T', 'W', 'T', 'F'];
    const rows = TASKS.map(([task, who, day]) => [task ?? null, who ?? null, day ?? null, day ?? null]);
    expect(headerOf([header, days, ...rows], ['E1:I1'])).toEqual({ row: 1, asked: [] });
  });

  it('the one that names more of the same columns is the header, be a row beneath it full of such words', () => {
    const rows = [
      ['日期', '计划完成的内容', '完成的情况', '完成的时间', '需要什么帮助'],
      ['第一天', '静态页面的搭建', '不是很理想', '晚上', '变量拼接'],
      ['第二天', '列表页面的搭建', '一组数据不会', '晚上', '总会出现'],
      ['第三天', '数据请求', '未完成', '晚上还未完成', '链接的时候出现问题'],
      ['第四天', '优化', '单个页面的信息', '加班加点', '如何让'],
    ];
    expect(headerOf(rows).row).toBe(1);
    const english = [
      ['Week', 'Month', 'Project Title', 'Description', 'Status'],
      [1, 'January', 'Console calculator', 'Basic arithmetic', 'finished'],
      [2, 'January', 'Budget', 'Track expenses', 'finished'],
      ['2.5', 'January', 'Simple Web API for To-Do', 'Your first REST API', 'finished'],
      [3, 'February', 'Wheel picker', 'Ended up using', 'on hold'],
      [4, 'February', 'Parser', 'Read files', 'finished'],
    ];
    expect(headerOf(english).row).toBe(1);
    const two = [
      ['模块', '姓名'],
      ['3.2人员管理模块功能', '刘卓'],
      ['3.3设备管理模块功能', '毛小龙'],
      ['3.4库存', '孔阿栋'],
    ];
    expect(headerOf(two).row).toBe(1);
  });

  it('and a form above it that is filled in is not, nor a table above an empty row', () => {
    const form = [
      ['项目名称', '新品包装', '负责人', '王丽', '开始时间', '2026-03-01'],
      ['部门', '市场部', '项目经理', '李明', '截止日期', '2026-06-30'],
    ];
    const tasks = [
      ['任务', '负责人', '进展'],
      ...TASKS.map(([task = null, who = null, , how = null]) => [task, who, how]),
    ];
    expect(headerOf([...form, ...tasks]).row).toBe(3);
    const summary = [['阶段名称', '负责人', '完成时间', '状态'], ['需求', '市场部', '五月', '已定'], []];
    expect(headerOf([...summary, ...tasks.map((row) => [...row, '本周'])]).row).toBe(4);
  });

  it('a form that is filled in is not the header, be there no colon in it', () => {
    const plain = [['内容', '跟进', '打勾'], ...TASKS.map(([task = null, who = null]) => [task, who, '√'])];
    const form = ['项目名称', '新品包装', '负责人', '王丽', '状态', '进行中'];
    expect(headerOf([form, ...plain]).row).toBe(2);
    const english = [
      ['Project name', 'New packaging', 'Owner', 'Ann Carter', 'Status', 'In progress'],
      ['Item', 'Dev', 'Notes'],
      ['Sound stops after a minute', 'ivy', 'Twice a day'],
      ['Score is lost on exit', 'tom', 'Always'],
    ];
    expect(headerOf(english).row).not.toBe(1);
  });

  it('the one of the longer table above is the header, whatever the one of a shorter table below says', () => {
    const rows = [
      ['内容', '负责人', '进展'],
      ...TASKS.map(([task = null, who = null, , how = null]) => [task, who, how]),
      [],
      ['状态', '数量', '负责人', '完成时间', '任务'],
      ['已完成', '三个', '王丽', '五月', '整理报价'],
      ['进行中', '四个', '李明', '六月', '联系印刷厂'],
    ];
    expect(headerOf(rows)).toEqual({ row: 1, asked: [] });
  });

  it('the one whose names are merged over columns is not the header, where each is named beneath', () => {
    const groups = ['任务信息', null, '进度信息', null];
    expect(headerOf([groups, HEADER, ...TASKS], ['A1:B1', 'C1:D1']).row).toBe(2);
    const bare = ['工作项目', '开始时间', '结束时间', '工期'];
    const plan = TASKS.map(([task, , due]) => [task ?? null, due ?? null, due ?? null, 3]);
    expect(headerOf([groups, bare, ...plan], ['A1:B1', 'C1:D1']).row).toBe(2);
  });
});

describe('no part of a header is', () => {
  const wide = ['功能菜单', null, '功能描述', '负责人', '开始时间', '结束时间'];
  const features: RawCell[][] = [
    ['前期工作', '需求分析', '原型确认、数据库设计、时间进度'],
    [null, '系统框架', '整理开发框架'],
    [null, '页面设计', '网页端和微信端的页面设计'],
    ['网页端', '首页', '加载首页数据和排版'],
    [null, '用户注册', '验证手机号是否重复，发送短信'],
  ];

  it('the first row of data below a name that is merged over its columns', () => {
    const own = proposed([wide, ...features], ['A1:B1']);
    expect(own?.headerRow).toBe(1);
    expect(own?.columns.some(({ meaning }) => meaning === 'progress')).toBe(false);
  });

  it('a note below it, be it under a column without a name', () => {
    const header = ['TASK', 'OWNER', null, 'START', 'END'];
    const rows: RawCell[][] = [
      ['Order paper', 'Ann Carter', null, on('2026-03-02'), on('2026-03-05')],
      ['Print menus', 'Ben Osei', null, on('2026-03-03'), on('2026-03-20')],
      ['Send samples', 'Mei Lin', null, on('2026-03-09'), on('2026-03-27')],
    ];
    for (const note of [['Do not delete this row'], [null, null, '填写说明'], ['Phase 1']])
      expect(headerOf([header, note, ...rows], ['D5:E5'])).toEqual({ row: 1, asked: [] });
  });

  it('a row of data as wide as the column that is named over it', () => {
    const rows = [
      [null, '序号', '项目内容', null, null, '时间安排表', null, null],
      ['类别', null, null, null, null, '工期', '开始时间', '完成时间'],
      ['前端开发', '第一阶段', '项目立项'],
      ['后端开发', 1, '背景分析', null, null, '10 day', on('2026-03-02'), on('2026-03-05')],
      ['前端开发', 2, '可行性分析', null, null, '10 day', on('2026-03-05'), on('2026-03-20')],
      ['后端开发', '第二阶段', '需求分析'],
      ['前端开发', 1, '问卷调查', null, null, '8 day', on('2026-03-20'), on('2026-03-27')],
    ];
    const wide = [3, 4, 5, 6, 7].map((row) => `C${row}:E${row}`);
    const merges = ['B1:B2', 'C1:E2', 'F1:H1', ...wide];
    expect(headerOf(rows, merges).row).toBe(2);
    expect(meaningsOf(rows, merges)).not.toHaveProperty('responsible');
  });

  it('a legend to the right of it, whatever it says', () => {
    const rows = [
      [null, null, null, null, null, 'Plan', 'Actual', 'Complete'],
      ['任务', '负责人', '开始日期', '结束日期'],
      ...TASKS.map(([task = null, who = null, day = null]) => [task, who, on('2026-03-02'), day]),
    ];
    expect(meaningsOf(rows)).not.toHaveProperty('status');
  });

  it('a legend above it', () => {
    const periods = Array.from({ length: 12 }, (_, i) => i + 1);
    const legend = [
      '选择要突出显示的周期',
      null,
      null,
      null,
      null,
      '周期突出显示：',
      1,
      '计划工期',
      null,
      '实际开始时间',
    ];
    const header = ['活动', '计划开始时间', '计划结束时间', '人员', '实际工期', '完成百分比', '周期'];
    const rows = TASKS.map(([task, who, day]) => [task ?? null, day ?? null, day ?? null, who ?? null, 3, 1]);
    const merges = ['H2:I2', 'J2:K2', ...'ABCDEF'.split('').map((at) => `${at}3:${at}4`)];
    const blank = [null, null, null, null, null, null, ...periods];
    const { asked } = headerOf([['项目规划器'], [...legend, null, '完成百分比'], header, blank, ...rows], merges);
    expect(asked).toEqual([]);
    expect(meaningsOf([['项目规划器'], [...legend, null, '完成百分比'], header, blank, ...rows], merges)).toMatchObject(
      {
        task: 'A',
        responsible: 'D',
        progress: 'F',
      },
    );
  });

  it('and what names columns under a group still is', () => {
    const rows = [
      ['任务', '责任人', '计划', null, '状态'],
      [null, null, '开始时间', '完成时间', null],
      ...TASKS.map(([task, who, day, state]) => [task ?? null, who ?? null, day ?? null, day ?? null, state ?? null]),
    ];
    expect(meaningsOf(rows, ['C1:D1'])).toEqual({ task: 'A', responsible: 'B', start: 'C', due: 'D', status: 'E' });
  });
});

describe('the task is not', () => {
  it('which kind of row it is, said over and over beside texts of which no two are the same', () => {
    const stories = [
      '显示软件主体界面',
      '存储一段时间内的数据',
      '判断简单的动作变化',
      '提高判断的准确率',
      '增加语音播报功能',
    ];
    const rows = stories.map((story, i) => [i + 1, i < 4 ? '功能性' : '非功能性', story, '未完成']);
    const header = ['编号', '功能性/非功能性', '用户故事（条目描述）', '状态'];
    expect(meaningsOf([header, ...rows]).task).toBe('C');
  });

  it('a word for a task over two kinds of them, be there only three rows', () => {
    const rows = [
      ['事项', '要点', '负责人', '状态'],
      ['开发', '用户注册和登录的页面', '王丽', '已完成'],
      ['测试', '支付页面的全部按钮', '李明', '进行中'],
      ['开发', '搜索页面的分页显示', '陈晨', '未开始'],
    ];
    expect(headerOf(rows).asked.length).toBeGreaterThan(0);
  });

  it('a word for a task over two kinds of them', () => {
    const stories = [
      '显示软件主体界面',
      '存储一段时间内的数据',
      '判断简单的动作变化',
      '提高判断的准确率',
      '增加语音播报',
    ];
    const rows = stories.map((story, i) => [i + 1, i < 3 ? '功能性需求' : '性能需求', story, '未完成']);
    expect(meaningsOf([['编号', '需求', '用户故事（条目描述）', '状态'], ...rows]).task).toBe('C');
  });

  it('what a header calls one kind or the other, be there only two rows', () => {
    const header = ['功能性/非功能性', '条目', '负责人', '状态'];
    const rows = [
      ['功能性需求', '显示主体界面', '王丽', '未完成'],
      ['非功能性需求', '提高准确率', '李明', '未完成'],
    ];
    expect(meaningsOf([header, ...rows]).task).not.toBe('A');
    const english = ['Functional / Non-functional', 'Entry', 'Owner', 'Status'];
    expect(meaningsOf([english, ...rows]).task).not.toBe('A');
  });

  it('taken without a question where it stands once over several texts that may be it', () => {
    const header = ['一级需求', '用户故事（产品Backlog条目描述）', '负责人', '状态'];
    const stories = [
      '新用户注册',
      '手机号登录',
      '修改密码',
      '添加收货地址',
      '提交订单',
      '查询物流',
      '申请退款',
      '评价商品',
    ];
    const rows = stories.map((story, i) => [['账号管理', '订单管理'][i / 4] ?? null, story, '王丽', '未完成']);
    const task = proposed([header, ...rows])?.columns.find(({ meaning }) => meaning === 'task');
    expect(task?.column === 'B' || task?.ask).toBe(true);
  });
});

it('a plan is asked about, and not refused, where days stand across it and its task is not sure', () => {
  const days = Array.from({ length: 8 }, (_, day) => on(`2026-03-0${day + 2}`));
  const header = [
    'Project Decomposition',
    'Task Description',
    '% Completed',
    'Start Date',
    'End Date',
    'Person in Charge',
  ];
  const rows = ['Order paper', 'Print menus', 'Send samples', 'Call the shop'].map((task, i): RawCell[] => [
    task,
    `It is about ${['paper', 'sixty guests', 'six of them', 'the place next door'][i]}`,
    1,
    days[i] ?? null,
    days[i + 1] ?? null,
    'Ann Carter',
    'X',
  ]);
  const own = proposed([[...header, ...days], ...rows]);
  expect(own?.headerRow).toBe(1);
  expect(own?.columns.filter(({ ask }) => ask).map(({ meaning }) => meaning)).toContain('task');
});

it('a share that is done is asked about where nothing else says the status and another column may be it', () => {
  const header = ['任务', '负责人', '截止日期', '完成百分比', '完成百分比'];
  const rows = TASKS.map(([task, who, due], i) => [task ?? null, who ?? null, due ?? null, 20 * i + 5, 10 * i + 5]);
  const own = proposed([header, ...rows]);
  const share = own?.columns.find(({ meaning }) => meaning === 'progress');
  expect(share?.ask === true || own?.missing.includes('status')).toBe(true);
});

it('a row that says something only in the table to the right is no part of a header', () => {
  const beside = (row: RawCell[], text: RawCell) => [...row, null, text];
  const rows = [
    beside(HEADER, '首页'),
    [null, null, null, null, null, '后端'],
    ...TASKS.map((row, i) => beside(row, `接口 ${i}`)),
  ];
  expect(headerOf(rows, ['F1:G1', 'F2:G2'])).toEqual({ row: 1, asked: [] });
});

it('three labels with colons, side by side, are a header and no form', () => {
  const rows = TASKS.map(([task, , due]) => [due ?? null, task ?? null]);
  expect(headerOf([['我的安排'], ['日期：', '任务：', '状态：'], ...rows]).row).toBe(2);
});

it('Complete over Yes and No is a header, and no answer to the label before it', () => {
  const stories = ['sign in', 'find a shop nearby', 'pay by card', 'rate a visit'];
  const rows = stories.map((one, i): RawCell[] => [`As a guest I want to ${one}`, i + 1, 'High', i > 1 ? 'No' : 'Yes']);
  expect(headerOf([['ToDo List'], ['Story', 'Estimation(days)', 'Priority', 'Complete'], ...rows]).row).toBe(2);
});

describe('asked about, and not refused, is a sheet', () => {
  it('that says outright what is to be done, be there nobody, no day and no state', () => {
    const rows = ['Shop', 'Site', 'Site', 'Shop'].map((section, i): RawCell[] => [
      section,
      ['Sign', 'Reviews', 'Search', 'Sign'][i] ?? '',
      `It has to be ${['clear', 'short and fair', 'quick', 'seen from across the street'][i]}, as said at the first meeting`,
    ]);
    const own = proposed([['Section', 'Task', 'Description'], ...rows]);
    expect(own?.columns.find(({ meaning }) => meaning === 'task')?.header).toBe('Task');
    expect(own?.ask).toBe(true);
  });

  it('whose tasks are only numbered, under a header that says what they are', () => {
    const tasks = ['初期调研', '任务 1', '任务 2', '任务 3', '中期', '任务 1', '任务 2', '任务 3'];
    const rows = tasks.map((task, i): RawCell[] => [
      task,
      '正常',
      i % 2 ? '王丽' : null,
      i / 10,
      on(`2026-03-0${i + 1}`),
    ]);
    const own = proposed([['里程碑描述', '类别', '责任人', '进度', '开始'], ...rows]);
    const task = own?.columns.find(({ meaning }) => meaning === 'task');
    expect([task?.header, task?.ask]).toEqual(['里程碑描述', true]);
  });

  it('of which every row says how a test came out', () => {
    const rows = (how: readonly string[]) => TASKS.map(([task], i): RawCell[] => [i + 1, task ?? null, how[i] ?? null]);
    const header = ['#', '任务', '状态'];
    expect(headerOf([header, ...rows(['Passed', 'Passed', 'Failed', 'Passed'])]).asked).toContain('sheet');
    expect(headerOf([header, ...rows(['已完成', '进行中', '未开始', '未开始'])]).asked).not.toContain('sheet');
  });
});
