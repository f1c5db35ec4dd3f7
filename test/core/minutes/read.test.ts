import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readMinutes } from '../../../core/minutes/index.ts';
import { isoOf } from '../../../core/time/day.ts';

const NOBODY = () => false;
const fileOf = (name: string) => readFileSync(new URL(`files/${name}`, import.meta.url), 'utf8');
const read = (source: string, knows: (name: string) => boolean = NOBODY, fileName = 'notes') =>
  readMinutes(source, { fileName, knows, isDepartment: (name) => name === 'Supply Chain' });
const only = (source: string, ...more: [((name: string) => boolean)?, string?]) => {
  const meetings = read(source, ...more);
  expect(meetings).toHaveLength(1);
  return meetings[0]!;
};
/** `owner | what | until`, as a person would say it back. */
const actionsOf = (source: string, ...more: [((name: string) => boolean)?, string?]) =>
  only(source, ...more).actions.map(({ owner, name, due, dueText }) => [
    owner,
    name,
    due === null ? dueText : isoOf(due),
  ]);

describe('minutes of a Chinese weekly', () => {
  const meeting = only(fileOf('weekly.zh.md'));

  it('says what meeting it was, when, where, who led it and who came', () => {
    expect(meeting).toMatchObject({
      name: '春季上新周会 第三次会议',
      kind: 'weekly',
      start: 14 * 60,
      end: 15 * 60,
      place: '三号会议室',
      host: '王丽',
    });
    expect(isoOf(meeting.date!)).toBe('2026-03-02');
    expect(meeting.attendees.map(({ name }) => name)).toEqual(['王丽', '李强', '赵敏']);
  });

  it('lists the topics that were on the agenda with what each came to, and no small talk', () => {
    expect(meeting.topics.map(({ name, consensus, outcome }) => [name, consensus, outcome])).toEqual([
      ['主图拍摄', '主图按方案二拍摄', 'agreed'],
      ['详情页文案', '', 'next-meeting'],
    ]);
  });

  it('takes what somebody takes on, each with its owner and day, and leaves open what is not said', () => {
    expect(actionsOf(fileOf('weekly.zh.md'))).toEqual([
      ['李强', '补拍剩下的两组图片', ''],
      ['赵敏', '提交文案初稿', '2026-03-06'],
      ['李强', '完成补拍', '2026-03-11'],
      ['全体', '核对价格', ''],
      ['王丽', '确认仓库的排期', '2026-03-31'],
      ['', '官网：更新首屏', ''],
      ['', '整理竞品清单', ''],
    ]);
  });
});

describe('minutes of an English council', () => {
  const source = fileOf('council.en.md');

  it('takes topics from the numbered issues, with their time and decision', () => {
    expect(only(source).topics.map(({ name, minutes, consensus }) => [name, minutes, consensus])).toEqual([
      ['Price list for resellers #12', 5, 'to keep two price levels'],
      ['Photo shoot #15', null, ''],
      ['Packaging #18', null, ''],
    ]);
  });

  it('knows people by handle, initials and first name, and gives them in full', () => {
    expect(actionsOf(source)).toEqual([
      ['Bob Ray', 'send the draft (Price list for resellers #12)', '2026-03-06'],
      ['Carol King', 'confirm the studio with the agency', ''],
      ['ALL', 'review the mood board', ''],
      ['Carol King', 'close (Photo shoot #15)', ''],
      ['Mary Stone', 'ask the supplier (Packaging #18)', '2026-03-18'],
      ['Carol King', 'order samples (Packaging #18)', 'before Friday'],
    ]);
  });
});

it('reads several meetings from one file, each under a heading with its date', () => {
  const [first, second, ...others] = read(fileOf('sprints.md'));
  expect(others).toEqual([]);
  expect([first!.name, isoOf(first!.date!), second!.name, isoOf(second!.date!)]).toEqual([
    '会议纪要 第一次',
    '2026-03-02',
    '会议纪要 第二次',
    '2026-03-09',
  ]);
  expect(first!.attendees).toEqual([]);
  expect(first!.actions.map(({ owner, name, due, dueText }) => [owner, name, due && isoOf(due), dueText])).toEqual([
    ['an-lee', '整理接口清单', '2026-03-06', ''],
    ['赵敏', '画流程图', null, '待定'],
    ['', '补测试', '2026-03-09', ''],
  ]);
  expect(second!.actions).toEqual([]);
});

it('reads plain text, whose headings are lines of their own', () => {
  const meeting = only(fileOf('plain.txt'), NOBODY, 'plain');
  expect(meeting).toMatchObject({ start: 600, end: 660, place: 'Room 3', host: 'Ann Lee', recorder: 'Bob Ray' });
  expect(meeting.topics.map(({ name, minutes, presenter }) => [name, minutes, presenter])).toEqual([
    ['Goals', 10, ''],
    ['Budget', 15, 'Bob Ray'],
  ]);
  expect(meeting.decisions).toHaveLength(1);
  expect(actionsOf(fileOf('plain.txt'))).toEqual([
    ['Bob Ray', 'send the budget sheet', '2026-03-10'],
    ['Carol King', 'Book the hall', '2026-03-07'],
    ['Dana', 'call the press', 'in 3 working days'],
  ]);
});

describe('talk is no action', () => {
  it.each([
    'Myles: review of the meeting times, people say they cannot make it.',
    'ACTION: none.',
    'Actions: PR landed',
    'Actions: Joe Sepi and Kris Borchers confirmed for the roles',
    'Joe has not gotten to this yet.',
    'We should document the process and tell our communities by Friday.',
    'Action items are listed in the tracker.',
    '本次会议由轮值主席王丽主持',
    '注意：3月10日前提交材料',
    '下期由王丽担任主席',
    '原因由系统自行处理',
    '行动项：无',
    '大家可以考虑复现',
    '- [x] Bob to send the list',
    'Last week’s AI: Ann Lee to send the list',
    '- [ ] @ann is working on the list',
  ])('%s', (line) => {
    expect(actionsOf(`# Council 2026-03-04\n\n## Discussion\n\n${line}\n`, (name) => name === 'Ann Lee')).toEqual([]);
  });
});

describe('owner and day, wherever they stand', () => {
  const people = (name: string) => ['Ann Lee', 'Bob Ray', 'Bob', '王丽', '李强'].includes(name);
  it.each<[string, string, string, string]>([
    ['AI: Bob to send the list by 10 March', 'Bob', 'send the list', '2026-03-10'],
    ['Action item 3: Ann Lee will send the list by March 10th', 'Ann Lee', 'send the list', '2026-03-10'],
    ['TODO(Bob): send the list tomorrow', 'Bob', 'send the list', '2026-03-05'],
    ['- [ ] Send the list — Owner: Bob, due: 2026-03-10', 'Bob', 'Send the list', '2026-03-10'],
    ['- [ ] [Bob] send the list by Monday', 'Bob', 'send the list', '2026-03-09'],
    ['- [ ] send the list by Wednesday @bob', 'bob', 'send the list', 'by Wednesday'],
    ['- [ ] Bob and Ann Lee to send the list', 'Bob、Ann Lee', 'send the list', ''],
    ['Bob will send the list by Friday', 'Bob', 'send the list', '2026-03-06'],
    ['- [ ] @ann, @bob - send the list by 10 March', 'ann、bob', 'send the list', '2026-03-10'],
    ['王丽：3月10日前提交方案', '王丽', '提交方案', '2026-03-10'],
    ['请李强于周五前提交样品清单', '李强', '提交样品清单', '2026-03-06'],
    ['待办：王丽 提交方案，三天内', '王丽', '提交方案', '2026-03-07'],
    ['- [ ] 王丽负责补测跌落，3月10日完成', '王丽', '补测跌落', '2026-03-10'],
    ['- [ ] 王丽和李强：排产线，3/12', '王丽、李强', '排产线', '2026-03-12'],
    ['- [ ] 王丽、李强 3/12 前排好产线', '王丽、李强', '排好产线', '2026-03-12'],
    ['- [ ] 责任人：王丽；事项：更新价目表；完成时间：3月10日', '王丽', '更新价目表', '2026-03-10'],
    ['王丽在 3 月 10 日前发出印刷文件', '王丽', '发出印刷文件', '2026-03-10'],
    ['- [ ] Bob: send the list, 3/12', 'Bob', 'send the list', '3/12'],
    ['- [ ] Bob: send the list, 3/25', 'Bob', 'send the list', '2026-03-25'],
    ['- [ ] 负责人：王丽；提交方案；截止：2026年3月10日', '王丽', '提交方案', '2026-03-10'],
    ['- [ ] 提交方案（王丽、李强，下次会议前）', '王丽、李强', '提交方案', '下次会议前'],
    ['该问题由崔老师负责定位原因并尝试修复', '崔老师', '定位原因并尝试修复', ''],
    ['接口太慢的问题 由 @li-qiang 协调跟进；', 'li-qiang', '接口太慢的问题', ''],
    ['行动项：五个工作日内提交方案', '', '提交方案', '五个工作日内'],
  ])('%s', (line, owner, name, until) => {
    expect(actionsOf(`# Council 2026-03-04\n\n## Discussion\n\n${line}\n`, people)).toEqual([[owner, name, until]]);
  });

  it('does not say which of two Bobs is meant', () => {
    const source =
      '# Council 2026-03-04\n\n## Present\n\n- Bob Ray\n- Bob Lee\n\n## Actions\n\n- Bob to send the list\n';
    expect(actionsOf(source)).toEqual([['Bob', 'send the list', '']]);
  });

  it('takes the entries below a name for that one’s', () => {
    const source =
      '# C 2026-03-04\n\n## Present\n- Ann Lee\n\n## Action items\n- Ann Lee\n  - send the list\n  - book the hall\n';
    expect(actionsOf(source).map(([owner]) => owner)).toEqual(['Ann Lee', 'Ann Lee']);
  });
});

describe('what is said under a topic', () => {
  const under = (...lines: string[]) =>
    only(`# 周会 2026-03-04\n\n## 议题\n\n### 用膜\n${lines.map((line) => `- ${line}`).join('\n')}\n`).topics[0]!;

  it('is a point of it, unless it is an action or the conclusion', () => {
    const topic = under('供应链部：亮膜交期短', '结论：用亮膜', '由王丽负责发出文件', '价格没变');
    expect(topic).toMatchObject({ points: '供应链部：亮膜交期短\n价格没变', consensus: '用亮膜', outcome: 'agreed' });
  });

  it.each<[string, object]>([
    ['未达成一致，下次会议再议', { outcome: 'next-meeting' }],
    ['No consensus, revisit in next meeting.', { outcome: 'next-meeting' }],
    ['Approved: cream stays.', { outcome: 'agreed', consensus: 'cream stays.' }],
    ['由供应链部研究，3月10日前答复', { outcome: 'research', researchDepartment: '供应链部' }],
    ['Supply Chain to look into it by 10 March', { outcome: 'research', researchDepartment: 'Supply Chain' }],
    ['The next meeting is on Friday', { outcome: null }],
    ['Decision: postponed to the next meeting', { consensus: '', outcome: 'next-meeting' }],
    ['Decided: racking is postponed to 16 March', { consensus: 'racking is postponed to 16 March', outcome: 'agreed' }],
  ])('says what it came to: %s', (line, expected) => {
    const topic = under(line);
    expect(topic).toMatchObject(expected);
    expect(topic.researchDue && isoOf(topic.researchDue)).toBe(topic.outcome === 'research' ? '2026-03-10' : null);
    expect(topic.points + topic.consensus).toContain(topic.consensus || line);
  });
});

it('takes headings that are merely counted for topics, and labels that share a line', () => {
  const meeting = only(fileOf('counted.txt'), (name) => ['周敏', '林悦', '吴昊'].includes(name));
  expect(meeting).toMatchObject({ host: '周敏', recorder: '林悦', start: 840 });
  expect(meeting.attendees.map(({ name }) => name)).toEqual(['吴昊', '王磊']);
  expect(meeting.topics.map(({ name, points, outcome }) => [name, points, outcome])).toEqual([
    ['彩盒用膜', '亮膜交期短', 'agreed'],
    ['试产', '未达成一致，下次再议。', 'next-meeting'],
  ]);
  expect(meeting.actions.map(({ owner, name, due }) => [owner, name, due && isoOf(due)])).toEqual([
    ['吴昊', '寄出样稿', '2026-03-06'],
    ['', '补测跌落', null],
  ]);
  expect(meeting.unread).toEqual([16]);
});

it('takes a line marked as an action for one in notes without any heading, where it says who or until when', () => {
  const notes = [
    'Kick-off',
    'Date: 5 March 2026',
    'Present: Ann Lee, Paul Reed',
    '',
    '1. Line order',
    'Action: Paul to call the carrier again by Friday.',
    '2. Budget',
    'Action: look at prices',
  ].join('\n');
  expect(actionsOf(notes)).toEqual([['Paul Reed', 'call the carrier again', '2026-03-06']]);
  expect(only(notes).topics.map(({ name, points }) => [name, points])).toEqual([
    ['Line order', ''],
    ['Budget', 'Action: look at prices'],
  ]);
});

it('reads who leads and who writes from the list of those present', () => {
  const { host, recorder, attendees } = only('# C 2026-03-04\n\nPresent: Ann Lee (host), Bob Ray (notes)\n');
  expect([host, recorder, ...attendees.map(({ name }) => name)]).toEqual(['Ann Lee', 'Bob Ray', 'Ann Lee', 'Bob Ray']);
});

it('takes a part with a date of its own for another meeting, and says what of it was not understood', () => {
  const [first, second] = read(
    '# 上市周会\n\n时间：2026-03-04\n\n## 待办\n- 王丽：寄样\n\n## 第二次（2026.3.11）\n- 王丽：复查\n',
  );
  expect([isoOf(first!.date!), first!.actions.length, isoOf(second!.date!), second!.unread]).toEqual([
    '2026-03-04',
    1,
    '2026-03-11',
    [9],
  ]);
});

it('takes the date from the file’s name where the text has none', () => {
  expect(isoOf(only('# Council\n\n## Actions\n\n- send the list\n', NOBODY, '2026-03-04-council').date!)).toBe(
    '2026-03-04',
  );
  expect(only('# Council\n\n## Actions\n\n- send the list by Friday\n').actions).toMatchObject([
    { due: null, dueText: 'by Friday' },
  ]);
});

it('reads what is no minutes as nothing', () => {
  const source = '# Issue log\n\n| ID | Issue | Owner | Status |\n|--|--|--|--|\n| 1 | Slow page | Bob | open |\n';
  expect(only(source)).toMatchObject({ date: null, topics: [], actions: [] });
});

it('takes a line that a tab sets in for more of the one above, and for no row of a table', () => {
  const { topics } = only('# C 2026-03-04\n\n## Topics\n\n* New plan\n\tagreed for May\n');
  expect(topics.map(({ name }) => name)).toEqual(['New plan agreed for May']);
});

describe('texts made to be slow', () => {
  it.each([
    ['由', '由'.repeat(1900)],
    ['brackets', `- [ ] ${'[('.repeat(900)}`],
    ['names', `ACTION: ${'Bob and '.repeat(230)}`],
    ['dates', '3月10日前'.repeat(300)],
    ['blanks', `- [ ] a${' '.repeat(1900)}b`],
    ['links', '[a]('.repeat(480)],
    ['links in one line of a megabyte', '[a](b)'.repeat(170_000)],
  ])('%s', (_, line) => {
    // A thousand of the longest lines; what is quadratic in a line does not end within the test’s time.
    const lines = line.length > 5000 ? 1 : 500;
    expect(read(`# C 2026-03-04\n\n## Actions\n\n${`${line}\n\n`.repeat(lines)}`)).toHaveLength(1);
  });
});

it('leaves to the last meeting what was the last meeting’s', () => {
  const source =
    '# Council 2026-03-04\n\n## Present\n* Ann Lee\n\n## Agenda\n\n### Review of last meeting\n\n* Old plan [#1](x)\n  * Ann to confirm the price\n\n### Today\n\n* New plan\n[#2](x)\n* #标签\n';
  const { topics, actions } = only(source);
  expect(topics.map(({ name }) => name)).toEqual(['New plan #2']);
  expect(actions.map(({ owner, name }) => [owner, name])).toEqual([['Ann Lee', 'confirm the price']]);
});

describe('what somebody at the meeting takes on within a sentence', () => {
  const present = '# Council 2026-03-04\n\n## Present\n* Ann Lee\n* Bob Ray\n\n## Minutes\n\n* ';
  it.each<[string, string[][]]>([
    ['No objections, Ann will write to the press. Thanks.', [['Ann Lee', 'write to the press']]],
    ['Settled for May, Bob to book the hall', [['Bob Ray', 'book the hall']]],
    ['Ann Lee volunteered to write the summary', [['Ann Lee', 'write the summary']]],
    ['It was in the letter (Bob will send the list)', [['Bob Ray', 'send the list']]],
    ['Ann and Bob will come up with a plan', [['Ann Lee、Bob Ray', 'come up with a plan']]],
    ['Bob - will send an email to the list', [['Bob Ray', 'send an email to the list']]],
    ['Ann: I will outline the way (on one page)', [['Ann Lee', 'outline the way (on one page)']]],
    ['Ann: will there be a hall for everybody?', []],
    ['Ann will be away.', []],
    ['Dana will write to the press.', []],
    ['We thank Ann to whom we owe the hall.', []],
    ['Ann: I would ask Bob to book it', []],
  ])('%s', (line, expected) => {
    expect(only(`${present}${line}\n`).actions.map(({ owner, name }) => [owner, name])).toEqual(expected);
  });
});
