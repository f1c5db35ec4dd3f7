import vm from 'node:vm';
import { expect, it } from 'vitest';
import { cellReader } from '../../apps-script/server/cells.ts';

it('a date of another script’s realm, as a script used as a library is handed, is a date', () => {
  const date = vm.runInNewContext("new Date('2026-03-05T16:00:00Z')");
  expect(cellReader('Asia/Shanghai')(date)).toBe(46_087);
});
