/** Shapes in which people write 会议纪要, each with sentences of our own. */
import { describe, expect, it } from 'vitest';
import { readMinutes } from '../../../core/minutes/index.ts';
import { nearName } from '../../../core/minutes/who.ts';
import { isoOf } from '../../../core/time/day.ts';

const read = (source: string, known: readonly string[] = []) =>
  readMinutes(source, { fileName: 'm', knows: (name) => known.includes(name), isDepartment: () => false });
const only = (source: string, known: readonly string[] = []) => {
  const [meeting, ...others] = read(source, known);
  expect(others).toEqual([]);
  return meeting!;
};
const actionsOf = (source: string, known: readonly string[] = []) =>
  only(source, known).actions.map(({ owner, name, due, dueText }) => [
    owner,
    name,
    due === null ? dueText : isoOf(due),
  ]);

describe('when and where', () => {
  it.each<[string, number, number | null]>([
    ['会议时间：2026年5月8日 下午2点半', 870, null],
    ['会议时间：2026年5月8日 晚8点', 1200, null],
    ['会议时间：2026/05/08 晚上21:30-22:30', 1290, 1350],
    ['会议时间：2026.5.8 22：00——23：00', 1320, 1380],
    ['会议时间：2026年5月8日 上午9时30分至11时', 570, 660],
    ['Date: 8 May 2026, 11:00 - 12:30 pm', 660, 750],
    ['Date: 8 May 2026, 9 am to 10:15 am', 540, 615],
  ])('%s', (line, start, end) => {
    const meeting = only(`# C\n\n${line}\n\n## 待办\n- 寄样品\n`);
    expect([isoOf(meeting.date!), meeting.start, meeting.end]).toEqual(['2026-05-08', start, end]);
  });

  it('below its label, beside it without a colon, and with blanks within it', () => {
    const source =
      '### 会议名称\t定价会\n### 会议时间\t2026.5.8 14:00\n#### 地 点：三号会议室\n会议主持人\n周敏\n\n## 待办\n- 寄样品\n';
    expect(only(source)).toMatchObject({ name: '定价会', place: '三号会议室', host: '周敏', start: 840 });
  });

  it('above them, in a table whose header is the labels', () => {
    const source =
      '## 20260508会议纪要\n\n|时间|地点|主题|\n|---|---|---|\n|16：00-18：10|线上|定价|\n\n### 待办\n- 寄样品\n';
    const meeting = only(source);
    expect([isoOf(meeting.date!), meeting.start, meeting.end, meeting.place]).toEqual([
      '2026-05-08',
      960,
      1090,
      '线上',
    ]);
  });
});

describe('who came', () => {
  const present = (line: string) =>
    only(`时间：2026-05-08\n${line}\n\n待办\n1. 寄样品\n`).attendees.map(({ name, department }) => [name, department]);

  it.each<[string, string[][]]>([
    [
      '参会人员：市场部：周敏、林悦；研发部：吴昊',
      [
        ['周敏', '市场部'],
        ['林悦', '市场部'],
        ['吴昊', '研发部'],
      ],
    ],
    [
      '参会人员：市场部（周敏、林悦），研发部（吴昊）',
      [
        ['周敏', '市场部'],
        ['林悦', '市场部'],
        ['吴昊', '研发部'],
      ],
    ],
    [
      '与会人员：周敏（市场部）、吴昊（研发部）等5人',
      [
        ['周敏', '市场部'],
        ['吴昊', '研发部'],
      ],
    ],
    [
      '参与人员：石磊(产品/PM)、周敏(前端)',
      [
        ['石磊', ''],
        ['周敏', ''],
      ],
    ],
    [
      '参加人员：周敏 林悦 吴昊',
      [
        ['周敏', ''],
        ['林悦', ''],
        ['吴昊', ''],
      ],
    ],
    [
      '到会人员：项目组全员（周敏、林悦）',
      [
        ['周敏', ''],
        ['林悦', ''],
      ],
    ],
  ])('%s', (line, expected) => {
    expect(present(line)).toEqual(expected);
  });

  it('as ticks below the names, with who led and who wrote', () => {
    const meeting = only(
      '## 20260508会议纪要\n\n开始时间：18:30\n天气：晴\n\n### 到会情况\n\n|周敏|林悦|吴昊|记录人|主持人|\n|---|---|---|---|---|\n|✔|✔||林悦|周敏|\n\n### 待办\n- 寄样品\n',
    );
    expect(meeting).toMatchObject({ host: '周敏', recorder: '林悦', start: 1110, left: [4] });
    expect(meeting.attendees.map(({ name }) => name)).toEqual(['周敏', '林悦']);
  });

  it('and who did not is nobody of them; who is not named is said', () => {
    expect(present('参会人员：周敏；请假：林悦')).toEqual([['周敏', '']]);
    expect(present('参会人员：周敏、林悦（请假）')).toEqual([['周敏', '']]);
    expect(only('时间：2026-05-08\n参会人员：全体成员\n\n待办\n1. 寄样品\n').unread).toEqual([2]);
  });
});

describe('what was talked about', () => {
  it('of a meeting that lists no topics and decides something is one topic: its subject', () => {
    const { topics } = only(
      '# 例会\n\n时间：2026-05-08\n会议主题：定价\n\n## 讨论内容\n- 99 元好卖\n\n## 会议结论\n- 定 89 元\n- 六月再看\n\n## 未决事项\n1. 海外定价\n',
    );
    expect(topics.map(({ name, points, consensus, outcome }) => [name, points, consensus, outcome])).toEqual([
      ['定价', '99 元好卖', '定 89 元\n六月再看', 'agreed'],
      ['海外定价', '', '', null],
    ]);
  });

  it('in a table with the views and the consensus beside each topic', () => {
    const source =
      '会议时间\t2026-05-08\n议题\t各方观点\t结论\n定价\t市场部：99 元；研发部：成本 70 元\t定 89 元\n用膜\t市场部：亮膜\t下次会议再议\n';
    expect(
      only(source).topics.map(({ name, points, consensus, outcome }) => [name, points, consensus, outcome]),
    ).toEqual([
      ['定价', '市场部：99 元\n研发部：成本 70 元', '定 89 元', 'agreed'],
      ['用膜', '市场部：亮膜', '', 'next-meeting'],
    ]);
  });

  it('an agenda that ends with 后续安排 is an agenda still', () => {
    const source =
      '# 例会\n时间：2026-05-08\n\n会议议题\n1. 定价\n2. 用膜\n3. 后续工作安排\n\n会议内容\n一、定价\n大家都同意\n';
    const { topics, actions } = only(source);
    expect([topics.map(({ name }) => name), topics[0]!.points, actions]).toEqual([['定价', '用膜'], '大家都同意', []]);
  });

  it('outside of any topic is said with its lines, and so is a line too long to be read', () => {
    const source = `# 例会\n时间：2026-05-08\n\n## 议题\n1. 定价\n## 注意事项\n出门关灯\n\n## 待办\n${'长'.repeat(2100)}\n`;
    const { left, unread } = only(source);
    expect([left, unread]).toEqual([[7], [10]]);
  });
});

describe('who does what', () => {
  it.each<[string, string[][]]>([
    ['任务1：选定模板 - 责任人：周敏 - 截止日期：2026年5月11日', [['周敏', '选定模板', '2026-05-11']]],
    ['任务：改价目表\n负责人：周敏\n完成时间：5月12日', [['周敏', '改价目表', '2026-05-12']]],
    ['改价目表。（责任人：周敏，完成时限：5月12日）', [['周敏', '改价目表', '2026-05-12']]],
    ['- 整理素材\n  - 周敏\n  - 林悦', [['周敏、林悦', '整理素材', '']]],
    ['- @周敏，继续收集样本', [['周敏', '继续收集样本', '']]],
    ['周敏与林悦继续改版首页', [['周敏、林悦', '继续改版首页', '']]],
    ['| 任务分工 | 负责人 |\n|---|---|\n| 甘特图 | 林悦 |', [['林悦', '甘特图', '']]],
    [
      '| 事项 | 责任部门/责任人 | 时限 |\n|---|---|---|\n| 改价目表 | 市场部/周敏 | 5/12 |',
      [['周敏', '改价目表', '2026-05-12']],
    ],
  ])('%s', (lines, expected) => {
    expect(actionsOf(`# 例会\n时间：2026-05-08\n参会人员：周敏、林悦\n\n## 任务安排\n\n${lines}\n`)).toEqual(expected);
  });

  it('in one line each below the word that parts the work', () => {
    const source =
      '# 例会\n时间：2026-05-08\n参会人员：周敏、林悦\n\n## 会议内容\n1. 明确分工\n   - 周敏负责前端\n   - 林悦负责后端\n';
    expect(actionsOf(source)).toEqual([
      ['周敏', '前端（明确分工）', ''],
      ['林悦', '后端（明确分工）', ''],
    ]);
  });

  it('a row whose cell Word broke into two lines is one row', () => {
    const source = '时间：2026-05-08\n\n序号\t任务\t负责人\t备注\n1\t改价目表\n附成本\t周敏\t先发\n2\t寄样品\t林悦\t\n';
    expect(actionsOf(source)).toEqual([
      ['周敏', '改价目表；附成本', ''],
      ['林悦', '寄样品', ''],
    ]);
  });

  it('is somebody near where the name is not quite right, and nobody where two are', () => {
    const names = ['周敏', '马超群', '李强', '李娜', 'Bob Ray'];
    expect(['周经理', '小周', '超群', 'Bob', '李总', '吴昊'].map((name) => nearName(name, names))).toEqual([
      '周敏',
      '周敏',
      '马超群',
      'Bob Ray',
      '',
      '',
    ]);
  });
});

it('several meetings, each with its time below its heading', () => {
  const meetings = read(
    '# 会议记录\n\n## 会议 1：定价\n时间：2026-05-08\n\n### 待办\n- 寄样品\n\n## 会议 2：用膜\n时间：2026-05-15\n\n- 看了样膜\n- 问了三家\n',
  );
  expect(meetings.map(({ date, topics, actions }) => [isoOf(date!), topics.length, actions.length])).toEqual([
    ['2026-05-08', 0, 1],
    ['2026-05-15', 2, 0],
  ]);
});
