import { describe, expect, it } from 'vitest';
import { widthOf } from '../../../core/text/width.ts';
import { table, wrap } from '../../../functions/cli/table.ts';

describe('a table in a terminal', () => {
  const rows = [
    ['李娜', '7', '逾期'],
    ['Sophie Martin', '12', 'overdue'],
  ];

  it('stands straight, Chinese characters taking two columns and numbers standing to the right', () => {
    expect(table(['姓名', '行', 'Note'], rows, Number.POSITIVE_INFINITY)).toEqual([
      '姓名           行  Note',
      '李娜            7  逾期',
      'Sophie Martin  12  overdue',
    ]);
  });

  it('wraps its last column under itself', () => {
    const text = '“小宋”不在通讯录里，请在通讯录中添加，或更正姓名。 Add the person there, or correct the name.';
    const lines = table(['', ''], [['要改', text]], 40).slice(1);
    expect(lines.length).toBeGreaterThan(2);
    for (const [i, line] of lines.entries()) {
      expect(widthOf(line)).toBeLessThanOrEqual(40);
      expect(line.startsWith(i === 0 ? '要改  ' : '      ')).toBe(true);
      expect(line.trimStart()).not.toMatch(/^[，。、”,.]/);
    }
    expect(
      lines
        .map((line) => line.slice(line.startsWith('要') ? 4 : 6))
        .join('')
        .replaceAll(' ', ''),
    ).toBe(text.replaceAll(' ', ''));
  });

  it('leaves a word whole that is longer than the line', () => {
    expect(wrap('see https://example.com/a/long/address now', 12)).toEqual([
      'see',
      'https://example.com/a/long/address',
      'now',
    ]);
  });
});
