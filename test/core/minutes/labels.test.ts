/** Labels in brackets, alone or several in a line; and days of meetings that are written without a year. */
import { describe, expect, it } from 'vitest';
import { readMinutes } from '../../../core/minutes/index.ts';
import { must } from '../../../core/text/must.ts';
import { type Day, dayFromIso, isoOf, isoOrNull } from '../../../core/time/day.ts';

const PEOPLE = ['周敏', '林悦', '吴昊', 'Ann Lee', 'Bob Ray'];
const read = (text: string, around: readonly Day[] = [], fileName = 'minutes') => {
  const knows = (name: string) => PEOPLE.includes(name);
  const all = readMinutes(text, { fileName, around, knows, isDepartment: (name) => name === '市场部' });
  return must(all[0], 'a meeting');
};
const ACTION = '【行动计划】\n1. 林悦：2026-05-15 前补拍主图';

describe('labels in brackets', () => {
  it.each([
    [
      'square ones',
      '[时间] 2026年5月8日 14:00\n[地点] 三号会议室\n[主持人] 周敏\n[记录人] 林悦\n[参会人员] 周敏、林悦',
    ],
    [
      'Chinese ones',
      '【时间】2026年5月8日 14:00\n【地点】三号会议室\n【主持人】周敏\n【记录】林悦\n【参会】周敏、林悦',
    ],
    [
      'with a colon',
      '【时间】：2026年5月8日 14:00\n[地点]：三号会议室\n【主持】：周敏\n[记录]：林悦\n【出席】：周敏、林悦',
    ],
    [
      'others',
      '〔时间〕2026年5月8日 14:00\n〖地点〗三号会议室\n「主持人」周敏\n〔记录人〕林悦\n〖参会人员〗周敏、林悦',
    ],
    [
      'in bold',
      '**【时间】** 2026年5月8日 14:00\n**[地点]** 三号会议室\n**【主持】**周敏\n[记录]林悦\n[参会]周敏、林悦',
    ],
    ['several in a line', '【时间】2026年5月8日 14:00 【地点】三号会议室\n[主持] 周敏 [记录] 林悦 [参会] 周敏、林悦'],
    [
      'a line above what they say',
      '【时间】\n2026年5月8日 14:00\n【地点】\n三号会议室\n【主持】\n周敏\n【记录】\n林悦\n【参会】\n周敏、林悦',
    ],
    [
      'in a list',
      '- [时间] 2026年5月8日 14:00\n- [地点] 三号会议室\n1、【主持】周敏\n2、【记录】林悦\n3、【参会】周敏、林悦',
    ],
  ])('are read: %s', (_, about) => {
    const meeting = read(`产品周会纪要\n${about}\n${ACTION}`);
    const { name, start, place, host, recorder, unread, left } = meeting;
    expect({ name, start, place, host, recorder, unread, left }).toEqual({
      ...{ name: '产品周会', start: 14 * 60, place: '三号会议室', host: '周敏', recorder: '林悦' },
      ...{ unread: [], left: [] },
    });
    expect(isoOrNull(meeting.date)).toBe('2026-05-08');
    expect(meeting.attendees.map((one) => one.name)).toEqual(['周敏', '林悦']);
    expect(meeting.actions.map((one) => [one.name, one.owner])).toEqual([['补拍主图', '林悦']]);
  });

  it('are read of topics, of who says something, and of the columns of an action', () => {
    const { topics, actions } = read(
      '【时间】2026-05-08\n【议题1】首发日期\n【共识】首发定在6月5日\n【议题2】彩盒用膜\n【市场部】亮膜上镜好看\n' +
        '【行动】\n[任务] 补拍主图 [负责人] 林悦 [完成时间] 5月15日',
    );
    expect(topics.map(({ name, points, consensus }) => [name, points, consensus])).toEqual([
      ['首发日期', '', '首发定在6月5日'],
      ['彩盒用膜', '市场部：亮膜上镜好看', ''],
    ]);
    expect(actions.map(({ name, owner, due }) => [name, owner, due === null ? null : isoOf(due)])).toEqual([
      ['补拍主图', '林悦', '2026-05-15'],
    ]);
  });

  it('are no labels where they are a box, a title or a day', () => {
    const meeting = read(
      '【会议纪要】产品周会\n时间：2026-05-08\n行动计划\n- [ ] 林悦：2026-05-15 前补拍主图\n- [x] 吴昊：寄样机',
    );
    expect(meeting.actions.map(({ name }) => name)).toEqual(['补拍主图']);
    expect(isoOrNull(meeting.date)).toBe('2026-05-08');
  });
});

describe('a day without a year', () => {
  const near = (iso: string) => [must(dayFromIso(iso), iso)];
  const dayIn = (when: string, around: readonly Day[]) =>
    isoOrNull(read(`产品周会纪要\n${when}\n${ACTION}`, around).date);

  it.each([
    ['时间：5月8日 14:00-15:30', '2026-05-11', '2026-05-08'],
    ['会议时间：5月8日（周五）下午2点', '2026-05-11', '2026-05-08'],
    ['时间：12月28日 14:00', '2027-01-04', '2026-12-28'],
    ['时间：1月4日 14:00', '2026-12-28', '2027-01-04'],
    ['Date: 8 May, 14:00', '2026-05-11', '2026-05-08'],
    ['Date: May 8th, 14:00', '2026-05-11', '2026-05-08'],
    ['日期：5/28', '2026-06-01', '2026-05-28'],
    ['日期：5.28 下午', '2026-06-01', '2026-05-28'],
  ])('is read by what is near: %s beside %s', (when, around, day) => {
    expect(dayIn(when, near(around))).toBe(day);
  });

  it('is none where nothing is near, where two readings are, and where it is no day', () => {
    expect(dayIn('时间：5月8日 14:00', [])).toBeNull();
    expect(dayIn('时间：5月8日 14:00', near('2026-11-21'))).toBeNull();
    expect(dayIn('日期：3/5', near('2026-04-10'))).toBeNull();
    expect(dayIn('时间：9.30-10.30', near('2026-10-01'))).toBeNull();
    expect(dayIn('时间：13月40日', near('2026-05-11'))).toBeNull();
  });

  it('counts less than one with its year, wherever that stands', () => {
    expect(isoOrNull(read(`产品周会\n时间：5月8日\n${ACTION}`, near('2026-05-11'), '周会 2025-05-08').date)).toBe(
      '2025-05-08',
    );
    expect(dayIn('时间：2025年5月8日', near('2026-05-11'))).toBe('2025-05-08');
  });

  it('is read in the title, and the days of its actions by it', () => {
    const meeting = read('# 产品周会 5月8日\n行动计划\n1. 林悦：5月15日前补拍主图', near('2026-05-11'));
    expect(isoOrNull(meeting.date)).toBe('2026-05-08');
    expect(meeting.actions.map(({ due }) => isoOrNull(due))).toEqual(['2026-05-15']);
  });
});
