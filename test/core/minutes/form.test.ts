/** The form of a meeting record with its action plan, filled in once and pasted as people paste it: each is read whole. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readMinutes } from '../../../core/minutes/index.ts';
import { isoOf } from '../../../core/time/day.ts';

const DEPARTMENTS = ['市场部', '研发部', '供应链部', '财务部', 'Marketing', 'R&D', 'Supply Chain', 'Finance'];
const readAs = (name: string) => {
  const [meeting, ...others] = readMinutes(readFileSync(new URL(`files/${name}`, import.meta.url), 'utf8'), {
    fileName: 'minutes',
    knows: () => false,
    isDepartment: (department) => DEPARTMENTS.includes(department),
  });
  expect(others).toEqual([]);
  return meeting!;
};
const days = (day: number | null) => (day === null ? null : isoOf(day));

/** What the form says, in one language; the same in every way in which it is pasted. */
interface Filled {
  readonly about: Readonly<Record<'name' | 'place' | 'host' | 'recorder' | 'note', string>>;
  readonly present: readonly (readonly [name: string, department: string])[];
  /** Name, what it came to, how. */
  readonly topics: readonly (readonly [string, string, string])[];
  /** Of the first topics, what was said, line by line. */
  readonly points: readonly (readonly string[])[];
  readonly researchers: string;
  readonly actions: readonly (readonly string[])[];
}

const CHINESE: Filled = {
  about: {
    name: '春季露营套装上市协调会',
    place: '三号会议室，腾讯会议 885-201-337',
    host: '周敏',
    recorder: '林悦',
    note: '样机会后留在三号会议室',
  },
  present: [
    ['周敏', '市场部'],
    ['林悦', '市场部'],
    ['吴昊', '研发部'],
    ['郑凯', '研发部'],
    ['马超群', '供应链部'],
    ['钱倩', '财务部'],
  ],
  topics: [
    ['首发日期', '首发定在6月5日', 'agreed'],
    ['彩盒用膜', '', 'next-meeting'],
    ['海外认证', '', 'research'],
    ['首批备货量', '首批两千五百套，余量看首周销量', 'agreed'],
  ],
  points: [
    ['市场部：希望赶在5月29日前上架', '研发部：防水复测还要五天'],
    ['市场部：亮膜上镜好看', '供应链部：亮膜交期多七天', '未形成共识，下次会议再议'],
    ['研发部：认证样机已经备好', '财务部：费用没有列入预算', '未达成一致，由供应链部在5月20日前研究'],
    ['供应链部：建议三千套', '财务部：资金只够两千五百套'],
  ],
  researchers: '供应链部',
  actions: [
    ['补拍主图', '林悦', '市场部', '2026-05-15', '摄影棚一天', '主图八张', '沿用第二套布景'],
    ['做完防水复测', '吴昊', '研发部', '2026-05-13', '喷淋设备；样机两台', '复测报告', ''],
    ['问三家膜厂的交期', '马超群', '供应链部', '2026-05-18', '', '报价表', ''],
    ['调整二季度资金计划', '钱倩', '财务部', '2026-05-20', '首批备货清单', '新版资金计划', '需总经理过目'],
  ],
};

const ENGLISH: Filled = {
  about: {
    name: 'Spring camping set: launch coordination',
    place: 'Room 3, Zoom 885-201-337',
    host: 'Ann Lee',
    recorder: 'Bob Ray',
    note: 'The samples stay in Room 3',
  },
  present: [
    ['Ann Lee', 'Marketing'],
    ['Bob Ray', 'Marketing'],
    ['Carol King', 'R&D'],
    ['Dan Moss', 'R&D'],
    ['Eve Hart', 'Supply Chain'],
    ['Finn Doyle', 'Finance'],
  ],
  topics: [
    ['Launch day', 'launch on 5 June', 'agreed'],
    ['Film of the box', '', 'next-meeting'],
    ['Certificates abroad', '', 'research'],
    ['First batch', "2,500 sets, the rest after the first week's sales", 'agreed'],
  ],
  points: [['Marketing: wants to be on sale before 29 May', 'R&D: the rain test takes five more days']],
  researchers: 'Supply Chain',
  actions: [
    [
      ...['Take the main photos again', 'Bob Ray', 'Marketing', '2026-05-15'],
      ...['the studio for a day', 'eight photos', 'the second set again'],
    ],
    ['Finish the rain test', 'Carol King', 'R&D', '2026-05-13', 'spray rig; two samples', 'test report', ''],
    ['Ask three film makers for their times', 'Eve Hart', 'Supply Chain', '2026-05-18', '', 'quotes', ''],
    [
      ...['Change the money plan of the quarter', 'Finn Doyle', 'Finance', '2026-05-20'],
      ...['list of the first batch', 'new money plan', 'the general manager looks at it'],
    ],
  ],
};

describe.each([
  ['form.word.txt', CHINESE],
  ['form.excel.txt', CHINESE],
  ['form.plain.txt', CHINESE],
  ['form.markdown.md', CHINESE],
  ['form.en.txt', ENGLISH],
])('%s', (file, filled) => {
  const meeting = readAs(file);

  it('says what meeting it was, when and where, who led and who wrote', () => {
    expect(meeting).toMatchObject({ ...filled.about, start: 14 * 60, end: 15 * 60 + 30 });
    expect(days(meeting.date)).toBe('2026-05-08');
  });

  it('says who came, from which department', () => {
    expect(meeting.attendees.map(({ name, department }) => [name, department])).toEqual(filled.present);
    expect(meeting.departments).toEqual([...new Set(filled.present.map(([, department]) => department))]);
  });

  it('has all four topics, with what each department said and what each came to', () => {
    expect(meeting.topics.map(({ name, consensus, outcome }) => [name, consensus, outcome])).toEqual(filled.topics);
    const points = meeting.topics.map((topic) => topic.points.split('\n'));
    expect(points.slice(0, filled.points.length)).toEqual(filled.points);
    const [, , abroad] = meeting.topics;
    expect([abroad!.researchDepartment, days(abroad!.researchDue)]).toEqual([filled.researchers, '2026-05-20']);
  });

  it('has the table of actions with all seven columns', () => {
    expect(
      meeting.actions.map(({ name, owner, department, due, resources, output, note }) => [
        ...[name, owner, department, days(due)],
        ...[resources, output, note],
      ]),
    ).toEqual(filled.actions);
  });

  it('leaves no line unread', () => {
    expect([meeting.unread, meeting.left, meeting.decisions]).toEqual([[], [], []]);
  });
});
