/** What was read of a workbook lives as long as a sweep, and holds none of its sheets. */
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { readSnapshot } from '../../../core/read/index.ts';
import { workbookOf } from '../../support/scenario.ts';

const sheets: WeakRef<object>[] = [];

/** The snapshot alone comes out of here. */
const read = () => {
  const raw = workbookOf({ tabs: { raci: [{ id: 'T-0001', name: 'Plan the launch' }] } });
  sheets.push(...raw.sheets.map((sheet) => new WeakRef(sheet)));
  return readSnapshot(raw, { now: '2026-03-05T09:00' });
};

test('a snapshot holds no sheet', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const snapshot = read();
  await setImmediate();
  collect();
  expect(sheets.length).toBeGreaterThan(5);
  expect(sheets.filter((sheet) => sheet.deref() !== undefined)).toHaveLength(0);
  expect(snapshot.hasColumn('raci', 'name')).toBe(true);
  expect(snapshot.hasColumn('raci', 'nothing')).toBe(false);
});
