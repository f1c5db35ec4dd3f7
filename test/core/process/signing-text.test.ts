import { describe, expect, it } from 'vitest';
import { speaker } from '../../../core/messages/speaker.ts';
import { cellOf, changesIn, signedText, textIn } from '../../../core/text/signed-text.ts';

const roundTrip = (fields: Readonly<Record<string, string>>) => textIn(cellOf(signedText(fields)));

describe('the text of a signature', () => {
  it('says which parts changed, came or went', () => {
    const before = roundTrip({ 'requests.goal': '48 pages', 'requests.scope': 'Print', 'T-0001': 'Draw' });
    expect(
      changesIn(before, signedText({ 'requests.scope': 'Print', 'requests.goal': '48 pages', 'T-0001': 'Draw' })),
    ).toEqual([]);
    expect(
      changesIn(before, signedText({ 'requests.goal': '64 pages', 'requests.scope': 'Print', 'T-0002': 'Draw' })),
    ).toEqual(['requests.goal', 'T-0002', 'T-0001']);
  });

  it('takes a part that is empty for one that is not there', () => {
    expect(
      changesIn(
        roundTrip({ 'requests.goal': '48 pages' }),
        signedText({ 'requests.goal': '48 pages', 'requests.scope': ' ' }),
      ),
    ).toEqual([]);
  });

  it('keeps ids apart that hold blanks and signs', () => {
    const before = roundTrip({ '1 a': 'x', '1_a': 'y', 'k=v': 'z', '50%': 'w' });
    expect(before.size).toBe(4);
    expect(changesIn(before, signedText({ '1 a': 'x', '1_a': 'Y', 'k=v': 'z', '50%': 'w' }))).toEqual(['1_a']);
  });

  it('reads nothing from a cell that somebody wrote over', () => {
    expect(textIn('signed on paper, see folder 7').size).toBe(0);
  });

  it('is named in the reader’s words: columns by their headers, rows by their ids, many by their number', () => {
    const [en, zh] = [speaker('en', 0), speaker('zh-CN', 0)];
    expect(en.parts(['requests.goal', 'T-0001'])).toBe('Goal and T-0001');
    expect(zh.parts(['requests.goal', 'T-0001'])).toBe('核心目标、T-0001');
    expect(en.parts(['raci'])).toBe('the tasks');
    const many = Array.from({ length: 7 }, (_, i) => `T-000${i}`);
    expect(en.parts(many)).toBe('T-0000, T-0001, T-0002, T-0003, T-0004 and 2 more');
    expect(zh.parts(many)).toBe('T-0000、T-0001、T-0002、T-0003、T-0004等 7 处');
  });
});
