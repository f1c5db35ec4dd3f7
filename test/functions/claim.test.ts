import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { type Owner, ownerText } from '../../functions/base/owner.ts';
import { thisProcess } from '../../functions/base/this-process.ts';
import type { WorkbookStore } from '../../functions/ports.ts';
import { createRun } from '../../functions/sweep/claim.ts';
import { markWorkbook } from '../../functions/sweep/mark.ts';
import type { SweepOptions } from '../../functions/sweep/sweep.ts';
import { underClaim } from '../../functions/sweep/under-claim.ts';
import { createClock, createMemoryMailer, openOffice, run, snapshotOf } from '../support/office.ts';
import { appendOf } from '../support/starter.ts';

const NOON = '2026-03-06T12:00:00+08:00';
const ended = { pid: spawnSync(process.execPath, ['-e', '']).pid, token: 'other' };

/** An office whose workbook another has claimed until a quarter of an hour after noon. */
const claimed = async (note: string) => {
  const store = await openOffice();
  const values = { run: 'other', status: 'claimed', startedAt: NOON, until: '2026-03-06T12:15:00+08:00', note };
  await store.apply([appendOf('_runs', values)]);
  return store;
};
const by = (owner: Partial<Owner>) => claimed(ownerText({ ...thisProcess(), ...owner }));
const statuses = async (store: WorkbookStore) => (await snapshotOf(store)).runs.map(({ status }) => status);
const sweepAt = (store: WorkbookStore, instant: string, more: Partial<SweepOptions> = {}) =>
  run(store, createMemoryMailer(), { clock: createClock(instant).read, ...more });

describe('a claim', () => {
  it('says whose it is as long as it stands', async () => {
    const store = await openOffice();
    const claim = createRun('mine', await snapshotOf(store), () => NOON);
    await store.apply([claim.claim()]);
    expect((await snapshotOf(store)).runs[0]!.note).toBe(ownerText(thisProcess()));
    await store.apply([claim.renew()]);
    expect((await snapshotOf(store)).runs[0]!.note).toBe(ownerText(thisProcess()));
    await store.apply([claim.end({ status: 'done', notices: 0, mails: 0, problems: 0, note: 'over' })]);
    expect((await snapshotOf(store)).runs[0]!.note).toBe('over');
  });

  it('of a process of this machine that is dead is over at once: the next sweep takes over', async () => {
    const store = await by(ended);
    expect(await sweepAt(store, NOON)).toMatchObject({ outcome: 'done' });
    const { runs } = await snapshotOf(store);
    expect(runs.map(({ status, note }) => [status, note.split(' ')[0]])).toEqual([
      ['failed', ''],
      ['done', 'ledger'],
    ]);
  });

  it.each<[string, () => Promise<WorkbookStore>]>([
    ['this very process, which may serve answers while it sweeps', () => by({})],
    ['another that lives', () => by({ pid: process.ppid, token: 'other' })],
    ['one on another machine', () => by({ ...ended, host: 'elsewhere' })],
    ['one of a container with the numbers of this one', () => by({ token: 'other', space: '0-1' })],
    ['whoever did not say who it was', () => claimed('')],
  ])('of %s holds until it expires', async (_, open) => {
    const store = await open();
    expect(await sweepAt(store, '2026-03-06T12:14:59+08:00')).toMatchObject({ outcome: 'left' });
    expect(await statuses(store)).toEqual(['claimed']);
    expect(await sweepAt(store, '2026-03-06T12:15:00+08:00')).toMatchObject({ outcome: 'done' });
    expect(await statuses(store)).toEqual(['failed', 'done']);
  });

  it('of a dead process keeps nobody else from working, and is left to the next sweep', async () => {
    const store = await by(ended);
    const look = async () => ({ snapshot: await snapshotOf(store) });
    let worked = 0;
    await underClaim({ store, clock: () => NOON, look }, await look(), async () => `done ${++worked}`);
    expect([worked, await statuses(store)]).toEqual([1, ['claimed', 'aside']]);
    await expect(markWorkbook(store, NOON)).resolves.toBeDefined();
  });

  it('of a living one does', async () => {
    const store = await by({ pid: process.ppid, token: 'other' });
    const look = async () => ({ snapshot: await snapshotOf(store) });
    const tried = underClaim({ store, clock: () => NOON, look }, await look(), async () => '');
    await expect(tried).rejects.toMatchObject({ code: 'sweep-at-work', kind: 'backend' });
    expect(await statuses(store)).toEqual(['claimed']);
  });
});

describe('taking over', () => {
  const ELSEWHERE = { ...ended, host: 'elsewhere' };

  it('ends all claims that hold, also where nothing else is to be done', async () => {
    const store = await by(ELSEWHERE);
    await sweepAt(store, NOON, { takeOver: true });
    const values = { status: 'claimed', startedAt: NOON, until: '2026-03-06T12:15:00+08:00' };
    await store.apply(['one', 'two'].map((id) => appendOf('_runs', { run: id, ...values })));
    expect(await sweepAt(store, NOON, { takeOver: true })).toMatchObject({ outcome: 'done', sent: [] });
    expect(await statuses(store)).toEqual(['failed', 'done', 'failed', 'failed', 'done']);
  });

  it('is nothing but a sweep where nobody is at work', async () => {
    const store = await openOffice();
    expect(await sweepAt(store, NOON, { takeOver: true })).toMatchObject({ outcome: 'done' });
    expect(await statuses(store)).toEqual(['done']);
  });

  it('touches nothing in a dry run', async () => {
    const store = await by(ELSEWHERE);
    const tried = await sweepAt(store, NOON, { takeOver: true, dryRun: true });
    expect([tried.outcome, tried.plan.mails.length > 0, await statuses(store)]).toEqual(['done', true, ['claimed']]);
  });
});
