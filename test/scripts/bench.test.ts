import { expect, test } from 'vitest';
import { benchXlsx } from '../../scripts/bench/xlsx.ts';

test('each tool of the bench reads a workbook and changes it, peers included', { timeout: 60_000 }, () => {
  const measured = benchXlsx({ rows: 300, repeats: 1, peers: true }).map(({ work, tool }) => `${tool} ${work}`);
  expect(measured.toSorted()).toEqual(
    ['floor', 'baton', 'hucre', 'exceljs'].flatMap((tool) => [`${tool} edit`, `${tool} read`]).toSorted(),
  );
});
