/** What was read of a workbook lives as long as a sweep, and holds none of its sheets; nor does a sheet that stays hold one that was written over. */
import { expect, test } from 'vitest';
import { readSnapshot } from '../../../core/read/index.ts';
import { locate } from '../../../core/read/locate.ts';
import { stillHeld } from '../../support/collected.ts';
import { workbookOf } from '../../support/scenario.ts';

const sheets: WeakRef<object>[] = [];

/** The snapshot alone comes out of here. */
const read = () => {
  const raw = workbookOf({ tabs: { raci: [{ id: 'T-0001', name: 'Plan the launch' }] } });
  sheets.push(...raw.sheets.map((sheet) => new WeakRef(sheet)));
  return readSnapshot(raw, { now: '2026-03-05T09:00' });
};

test('a snapshot holds no sheet', async () => {
  const snapshot = read();
  expect(sheets.length).toBeGreaterThan(5);
  expect(await stillHeld(sheets)).toBe(0);
  expect(snapshot.hasColumn('raci', 'name')).toBe(true);
  expect(snapshot.hasColumn('raci', 'nothing')).toBe(false);
});

test('where a sheet has its columns holds no plan of an earlier reading', async () => {
  const plans: WeakRef<object>[] = [];
  const after = (() => {
    const before = workbookOf({ tabs: { raci: [{ id: 'T-0001', name: 'Plan the launch' }] } });
    const plan = locate(before).tabs.get('raci')?.sheet;
    plans.push(...(plan ? [new WeakRef(plan)] : []));
    const sheets = before.sheets.map((sheet) => (sheet === plan ? { ...sheet, rows: [...sheet.rows] } : sheet));
    return { ...before, sheets };
  })();
  expect(plans).toHaveLength(1);
  expect(await stillHeld(plans)).toBe(0);
  expect(locate(after).tabs.get('raci')?.columns.get('name')).toBeGreaterThan(0);
});
