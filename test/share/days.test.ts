import { describe, expect, test } from 'vitest';
import { addressOf } from '../support/office.ts';
import { appendOf } from '../support/starter.ts';
import { bookOf, openTeam, rowsOf, snapshotAt, sweepWith, task, wang } from './sharing.ts';

const directory = [{ ...wang }, { name: 'Li Na', email: addressOf('Li Na') }];
const FOUNDING = { date: '2026-03-06', kind: 'off', source: 'ours', note: 'Founding day' } as const;
const withDays = (...calendar: object[]) => bookOf({ directory, calendar: calendar as never });
const listed = async (store: Awaited<ReturnType<typeof openTeam>>) =>
  (await rowsOf(store, 'calendar')).map(({ date: _, ...row }) => row);

describe('a day off of the whole company, typed once in the shared calendar', () => {
  test('is a day off in each workbook in its next sweep, and then stands in its calendar', async () => {
    const store = await openTeam();
    const { result, mails } = await sweepWith(store, await withDays(FOUNDING));
    expect([result.outcome, mails]).toEqual(['day-off', []]);
    expect(await listed(store)).toEqual([{ kind: 'Off', source: 'Shared', note: 'Founding day' }]);
    const { calendar, today } = await snapshotAt(store);
    expect(calendar.isWorkday(today)).toBe(false);
    expect((await sweepWith(store, await withDays(FOUNDING))).result.plan.writes).toEqual([]);
  });

  test('is a workday where the workbook’s own calendar says so', async () => {
    const store = await openTeam({ calendar: [{ date: '2026-03-06', kind: 'work', note: 'Fair' }] });
    const { result, mails } = await sweepWith(store, await withDays(FOUNDING));
    expect(result.outcome).toBe('done');
    expect(mails).toContain(wang.email);
    expect(await listed(store)).toEqual([{ kind: 'Work', note: 'Fair' }]);
  });

  test('is a workday where the workbook’s people typed so after it had come', async () => {
    const store = await openTeam();
    await sweepWith(store, await withDays(FOUNDING));
    await store.apply([appendOf('calendar', { date: '2026-03-06', kind: 'work' })]);
    expect((await sweepWith(store, await withDays(FOUNDING))).result.outcome).toBe('done');
    expect(await listed(store)).toHaveLength(2);
  });

  test('goes before an official day, which stays in the sheet', async () => {
    const official = { date: '2026-03-06', kind: 'off', source: 'official', note: 'Holiday' } as const;
    const store = await openTeam({ calendar: [official] });
    const { result } = await sweepWith(store, await withDays({ ...FOUNDING, kind: 'work', note: 'We work' }));
    expect(result.outcome).toBe('done');
    expect(await listed(store)).toEqual([
      { kind: 'Off', source: 'Official', note: 'Holiday' },
      { kind: 'Work', source: 'Shared', note: 'We work' },
    ]);
  });

  test('that is taken back is a workday again, or what the official list says', async () => {
    const official = { date: '2026-03-09', kind: 'off', source: 'official', note: 'Holiday' } as const;
    const store = await openTeam({ calendar: [official] });
    await sweepWith(store, await withDays(FOUNDING, { ...FOUNDING, date: '2026-03-09', kind: 'work' }));
    const { result, mails } = await sweepWith(store, await withDays());
    expect(result.outcome).toBe('done');
    expect(mails).toContain(wang.email);
    expect(await listed(store)).toEqual([
      { kind: 'Off', source: 'Official', note: 'Holiday' },
      { kind: 'Work', source: 'Shared' },
      { kind: 'Off', source: 'Shared' },
    ]);
    expect((await sweepWith(store, await withDays())).result.plan.writes).toEqual([]);
  });

  test('of a year gone by changes nothing about that year any more', async () => {
    const past = { ...FOUNDING, date: '2025-03-06' };
    const store = await openTeam();
    await sweepWith(store, await withDays(past));
    expect(await listed(store)).toEqual([]);
  });

  test('official days of the book’s own country are not shared', async () => {
    const shared = await withDays({ ...FOUNDING, source: 'official' });
    expect(shared.days).toEqual([]);
  });
});

test('a meeting for everybody is brought to heads who take part, and not to every head of the company', async () => {
  const shared = await bookOf({
    directory: [...directory, { name: 'Ho', email: addressOf('Ho'), department: 'Legal' }],
    departments: [
      { name: 'Plant', head: 'Li Na' },
      { name: 'Legal', head: 'Ho' },
    ],
  });
  const meeting = { id: 'M-0001', name: 'Weekly', kind: 'weekly', date: '2026-03-06', host: 'Wang Wei' };
  const { FULL } = await import('../../sheet-templates/index.ts');
  const { openStarter } = await import('../support/starter.ts');
  const later = { ...task('Wang Wei'), due: '2026-05-29' };
  const open = (rows: object) =>
    openStarter(
      { raci: [later], meetings: [meeting], ...rows },
      { tabs: FULL, settings: { country: '', projectLead: 'Li Na' } },
    );
  const { mails } = await sweepWith(await open({}), shared);
  expect(mails).toContain(addressOf('Li Na'));
  expect(mails).not.toContain(addressOf('Ho'));
  const listedHere = await sweepWith(await open({ departments: [{ name: 'Legal', head: 'Ho' }] }), shared);
  expect(listedHere.mails).toContain(addressOf('Ho'));
});
