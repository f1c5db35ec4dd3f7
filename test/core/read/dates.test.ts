import { describe, expect, it } from 'vitest';
import { type DateFault, dateOrderIn, dayInOrder, parseDate } from '../../../core/read/dates.ts';
import { dayFromIso, serialOf } from '../../../core/time/day.ts';

const day = (iso: string) => ({ day: dayFromIso(iso)! });

describe('a date with one reading is accepted, however it is written', () => {
  const MARCH_5 = [
    '2026-03-05',
    '2026-3-5',
    '2026/3/5',
    '2026/03/05',
    '2026.3.5',
    '2026. 3. 5.',
    '2026 03 05',
    '20260305',
    '2026年3月5日',
    '2026年3月5号',
    '2026年03月05日',
    '2026 年 3 月 5 日',
    '26年3月5日',
    '２０２６年３月５日',
    '２０２６／３／５',
    '２０２６－０３－０５',
    '2026–03–05',
    ' 2026-03-05\n',
    '\u200b2026-03-05\ufeff',
    '2026-03-05。',
    '2026-03-05T18:00',
    '2026-03-05T18:00:00',
    '2026-03-05T18:00:00.000Z',
    '2026-03-05T18:00:00+08:00',
    '2026-03-05 18:00',
    '2026/3/5 9:30:15',
    '2026/3/5 6:00 PM',
    '2026/3/5 6pm',
    '2026年3月5日18:00',
    '2026年3月5日 下午6点',
    '2026年3月5日下午3点半',
    '2026年3月5日18时',
    '2026年3月5日 18：00',
    '2026-03-05 (Thursday)',
    '2026-03-05 (Thu)',
    '2026-03-05 Thu',
    '2026-03-05, Thursday',
    '2026-03-05（周四）',
    '2026年3月5日 周四',
    '2026年3月5日星期四',
    '2026年3月5日(四)',
    '2026年3月5日（四）18:00',
    '2026年3月5日(木)',
    '2026-03-05 18:00 周四',
    'Thursday, 5 March 2026',
    'Thu Mar 5 2026',
    '周四 2026-03-05',
    '5-Mar-26',
    '05-Mar-2026',
    '5 Mar 2026',
    '5 March 2026',
    '5th of March 2026',
    '5 MAR 2026',
    'Mar 5, 2026',
    'Mar. 5, 2026',
    'March 5th 2026',
    'March 5, 2026 6:00 PM',
    "5 Mar '26",
    '2026-Mar-05',
    '2026 March 5',
  ];
  it.each(MARCH_5)('%j', (text) => {
    expect(parseDate(text, 1900)).toEqual(day('2026-03-05'));
    expect(parseDate(text, 1904)).toEqual(day('2026-03-05'));
  });

  it.each([
    ['25/3/2026', '2026-03-25'],
    ['3/25/2026', '2026-03-25'],
    ['25.03.2026', '2026-03-25'],
    ['25-3-2026', '2026-03-25'],
    ['5.5.2026', '2026-05-05'],
    ['3/25/26', '2026-03-25'],
    ['5/5/26', '2026-05-05'],
    ['2024-02-29', '2024-02-29'],
    ['2024-03-01 (Friday)', '2024-03-01'],
    ['1 May 2026', '2026-05-01'],
    ['Sat 2026-09-05', '2026-09-05'],
    ['30 Sept 2026', '2026-09-30'],
    ['1-Dec-99', '1999-12-01'],
  ])('%j is %s', (text, iso) => {
    expect(parseDate(text, 1900)).toEqual(day(iso));
  });
});

describe('a number', () => {
  it.each([1900, 1904] as const)('is a serial of the workbook’s system (%i), its time of day dropped', (system) => {
    const serial = serialOf(dayFromIso('2026-03-05')!, system);
    expect(parseDate(serial, system)).toEqual(day('2026-03-05'));
    expect(parseDate(serial + 0.75, system)).toEqual(day('2026-03-05'));
    expect(parseDate(String(serial), system)).toEqual(day('2026-03-05'));
  });

  it.each([
    [20001, '1954-10-04'],
    [44037, '2020-07-25'],
    [73415, '2100-12-31'],
    [73415.99, '2100-12-31'],
    [20260305, '2026-03-05'],
  ])('%d is %s in the 1900 system', (n, iso) => expect(parseDate(n, 1900)).toEqual(day(iso)));

  it.each<[number, DateFault]>([
    [20000, 'not-a-date'],
    [73416, 'not-a-date'],
    [5, 'not-a-date'],
    [365, 'not-a-date'],
    [-3, 'not-a-date'],
    [20260230, 'not-a-date'],
    [19000101, 'not-a-date'],
    [0.5, 'not-a-date'],
    [13.45, 'not-a-date'],
    [1e21, 'not-a-date'],
    [Number.NaN, 'not-a-date'],
    [Number.POSITIVE_INFINITY, 'not-a-date'],
    [10.18, 'no-year'],
    [2.8, 'no-year'],
  ])('%d is %s', (n, bad) => expect(parseDate(n, 1900)).toEqual({ bad }));

  it('0 is what a formula gives for an empty cell', () => expect(parseDate(0, 1900)).toEqual({ none: true }));
});

describe('what says that there is no date', () => {
  it.each([
    '',
    ' ',
    '　',
    '\n',
    '-',
    '－',
    '--',
    '—',
    '——',
    '–',
    '/',
    '／',
    'N/A',
    'n/a',
    'NA',
    'n.a.',
    'none',
    'None',
    '无',
    '暂无',
  ])('%j', (text) => expect(parseDate(text, 1900)).toEqual({ none: true }));
});

describe('everything else is reported, by what is wrong with it', () => {
  const CASES: Record<DateFault, string[]> = {
    ambiguous: [
      '3/5/2026',
      '03/05/2026',
      '3.5.2026',
      '3-5-2026',
      '03/05/26',
      '25/03/26',
      '26.3.5',
      '10.2.3',
      '05/05/26',
      '3/5/2026 18:00',
      '３/５/２０２６',
    ],
    'no-year': [
      '3月5日',
      '3月5号',
      '2月8日',
      '2月29日',
      '3 月 5 日',
      '3月5日 18:00',
      '3月5日（周四）',
      '10.18',
      '3/5',
      '25/12',
      '12-25',
      '5 Mar',
      '5-Mar',
      'Mar 5',
      'March 5th',
      'Friday 5 March',
    ],
    relative: [
      '待定',
      '待确认',
      '未定',
      '暂定',
      'TBD',
      'tbc',
      'TBA',
      'to be confirmed',
      '?',
      '？',
      '持续',
      '持续进行',
      '长期',
      '每天',
      '每周五',
      '定期',
      'weekly',
      'ongoing',
      'Every Monday, weekly',
      '下周内',
      '下周五',
      '本月底',
      '年底',
      '月底前',
      '明天',
      '尽快',
      'ASAP',
      'asap!',
      'next week',
      'next Friday',
      'tomorrow',
      'end of March',
      'EOM',
      'mid March 2026',
      '3个工作日内',
      'within 5 days',
      'Q1',
      '2026 Q3',
      '2026年第三季度',
      '2025.10 下',
      '2025.10下旬',
      '2026-03',
      '2026/3',
      '3/2026',
      '2026年3月',
      '2026年3月底',
      '3月底',
      '3月中旬',
      '三月',
      'March',
      'March 2026',
      'Mar-2026',
      '2026',
      '2026年',
      '2026年3月5日前',
      '3月5日之前',
      '3月5日左右',
      '2026-03-05起',
      'before 5 March 2026',
      'by 2026-03-05',
      '10.17/10.18',
      '10.17-10.18',
      '7月3号至7月4号',
      '7月3日-7月8日',
      '2026-03-05 ~ 2026-03-09',
      '2026/3/5-2026/3/9',
      '2026.3.5—2026.3.9',
      '2026年3月5日至9日',
      '5 Mar - 9 Mar 2026',
      'Mar 5 to Mar 9',
      '2026-03-05、2026-03-09',
      '2026/3-5',
    ],
    'not-a-date': [
      '2026-02-30',
      '2026-13-01',
      '2026-00-10',
      '2026-03-32',
      '2023-02-29',
      '20260230',
      '99999999',
      '2026年2月30日',
      '30 Feb 2026',
      '31/2/2026',
      '2月30日',
      '13.45',
      '0.5',
      '1900-01-01',
      '2150-01-01',
      '18:00',
      'Friday',
      '张三',
      'done',
      'v2.1',
      '1.2.3',
      '12345',
      '123456',
      '1234567890',
      '已完成',
      '成本',
      '3个版本',
      'this issue',
      'late in the process',
      '2026-03-05 收到供应商回复',
      '等 T-0007 做完再说',
      'When the supplier has answered and the contract is signed by both sides, then we will see what to do on 2026-03-05',
    ],
  };
  for (const [bad, texts] of Object.entries(CASES)) {
    describe(bad, () => {
      it.each(texts)('%j', (text) => expect(parseDate(text, 1900)).toEqual({ bad }));
    });
  }
});

it('a cell of any length is answered without backtracking for long', () => {
  for (const text of [
    '1/'.repeat(50_000),
    '3月'.repeat(30_000),
    ' '.repeat(100_000),
    '2026-03-05 '.repeat(7),
    '年'.repeat(80),
  ]) {
    expect(parseDate(text, 1900)).not.toHaveProperty('day');
  }
});

describe('dates of which each could be two days', () => {
  it.each([
    ['day', ['04/12/2016', '25/12/2016 (Sun)'], '2016-12-04'],
    ['month', ['04-12-2016', '12-25-2016 18:00', null, 'tbd'], '2016-04-12'],
    ['year', ['17.10.11', '17.11.23', '17.12.12', '00.12.31'], '2017-10-11'],
    ['day', ['04.03.24', '06.03.24', '15.03.24'], '2024-03-04'],
    ['year', ['24.03.04', '24.03.06', '24.03.15'], '2024-03-04'],
    ['month', ['01/13/2019', '01/13/2020', '01/13/2021'], '2019-01-13'],
    ['day', ['Thu 06/12/18'], '2018-12-06'],
    ['day', ['06/12/18 周四', '01/02/19'], '2018-12-06'],
  ])('are read with the %s first where every other in the column can be: %j', (order, cells, iso) => {
    expect(dateOrderIn(cells)).toBe(order);
    expect(dayInOrder(cells[0], dateOrderIn(cells))).toBe(day(iso).day);
  });

  it.each([
    ['none of them says', ['04/12/2016', '05/12/2016']],
    ['they contradict each other', ['04/12/2016', '25/12/2016', '12/25/2016']],
    ['two digits may be the year', ['17.10.11', '17.11.23']],
    ['their weekdays say nothing', ['Sun 20/01/19', '06/12/18']],
    ['they are few', ['04.03.24', '15.03.24']],
  ])('stay unread where %s', (_, cells) => {
    expect(dateOrderIn(cells)).toBeNull();
    expect(dayInOrder(cells[0], dateOrderIn(cells))).toBeNull();
  });
});
