import { describe, expect, it } from 'vitest';
import { parseClock } from '../../../core/read/clock.ts';

const at = (hours: number, minutes = 0) => ({ minute: hours * 60 + minutes });

describe('a time of day is read as people write it', () => {
  it.each([
    ['14:00', at(14)],
    ['9:05', at(9, 5)],
    ['14：30', at(14, 30)],
    ['14:30:00', at(14, 30)],
    ['0:00', at(0)],
    ['2pm', at(14)],
    ['2:30 PM', at(14, 30)],
    ['2 p.m.', at(14)],
    ['12 am', at(0)],
    ['12pm', at(12)],
    ['上午9点', at(9)],
    ['下午2点', at(14)],
    ['下午2:30', at(14, 30)],
    ['下午 2：30', at(14, 30)],
    ['下午14:00', at(14)],
    ['14点半', at(14, 30)],
    ['14时05分', at(14, 5)],
    ['9点整', at(9)],
    ['中午12点', at(12)],
    ['中午1点', at(13)],
    ['凌晨12点', at(0)],
    ['午後3時', at(15)],
  ])('%s', (text, reading) => {
    expect(parseClock(text)).toEqual(reading);
  });

  it('as a spreadsheet keeps it, to the minute', () => {
    for (const minute of [0, 1, 540, 839, 840, 1439]) expect(parseClock(minute / 1440)).toEqual({ minute });
    expect(parseClock(0.5833)).toEqual(at(14));
  });

  it.each(['', '-', '无'])('“%s” says nothing', (text) => {
    expect(parseClock(text)).toEqual({ none: true });
  });
});

describe('what could be another time, or is none, is not guessed', () => {
  it.each([
    '14',
    '2:5',
    '14:',
    '14:60',
    '24:00',
    '25:00',
    '0 pm',
    '13 am',
    '上午12点',
    '晚上12点',
    '下午2点pm',
    '下午',
    '14:00-15:00',
    '2026-03-06 14:00',
    '待定',
    'after lunch',
  ])('%s', (text) => {
    expect(parseClock(text)).toEqual({ bad: true });
  });

  it.each([14, 14.3, 1, -0.1, 46087.5, 0.9999, true])('%s in the cell', (cell) => {
    expect(parseClock(cell)).toEqual({ bad: true });
  });
});
