import { expect, it } from 'vitest';
import { freeColumn } from '../../../core/adopt/ids.ts';
import type { RawSheet } from '../../../core/workbook.ts';

const sheetWith = (merges: RawSheet['merges']): RawSheet => ({
  title: 'S',
  rows: [{ at: 1, cells: ['Task', 'Owner', null, null, null, 'beside'] }],
  merges,
});

it('a column is free that no cell and no joined cells reach from the header down', () => {
  const merge = (left: number, right: number, top = 2) => ({ left, right, top, bottom: top });
  const free = (...merges: RawSheet['merges']) => freeColumn(sheetWith(merges), 1, ['Task', 'Owner']);
  expect([free(), free(merge(2, 4)), free(merge(3, 3), merge(1, 5)), free(merge(5, 9), merge(3, 4))]).toEqual([
    3, 5, 7, 10,
  ]);
  expect(freeColumn(sheetWith([merge(3, 4, 1)]), 2, ['Task', 'Owner'])).toBe(3);
});

it('rows joined right across a sheet, are passed over at once', () => {
  const wide = Array.from({ length: 60_000 }, (_, i) => ({ left: 1, right: 16_384, top: i + 2, bottom: i + 2 }));
  const before = process.cpuUsage();
  expect(freeColumn(sheetWith(wide), 1, ['Task', 'Owner'])).toBe(16_385);
  // Column by column it takes some seconds.
  expect(process.cpuUsage(before).user).toBeLessThan(1_000_000);
});
