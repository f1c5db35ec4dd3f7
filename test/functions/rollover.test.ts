import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Archive, readArchives } from '../../core/keep/archives.ts';
import { rolloverDue } from '../../core/keep/rollover.ts';
import { readFacts } from '../../core/process/facts.ts';
import { readSnapshot } from '../../core/read/index.ts';
import { headsOf, verifyLedger } from '../../core/record/ledger.ts';
import { readNotified } from '../../core/record/notified.ts';
import { dayFromIso, isoOf } from '../../core/time/day.ts';
import { openMemory } from '../../functions/adapters/memory/store.ts';
import { rollover } from '../../functions/keep/rollover.ts';
import type { WorkbookStore } from '../../functions/ports.ts';
import { appendOf } from '../support/starter.ts';
import { instantAt, live, yearsOf } from '../support/years.ts';

const notesOf = async (store: WorkbookStore, now: string) => {
  const raw = await store.read({ archives: true });
  const { ledger, runs, state } = readSnapshot(raw, { now });
  const archives = readArchives(raw, { now });
  const heads = headsOf([...archives.flatMap((archive) => archive.runs), ...runs]);
  return { ledger, runs, state, archives, verdict: verifyLedger(ledger, heads, archives) };
};

/** More of them: BATON_RUNS=200 npx vitest run test/functions/rollover.test.ts */
const RUNS = Number(process.env.BATON_RUNS ?? 3);

describe('old rows of the record go to an archive', () => {
  test(
    'later sweeps mail the same, whatever happened before and happens afterwards',
    async () => {
      let moved = 0;
      let mailed = 0;
      await fc.assert(
        fc.asyncProperty(fc.integer(), fc.nat(9), fc.boolean(), async (seed, later, twice) => {
          const { workbook, steps } = yearsOf(seed);
          // From April on the year before can go.
          const at = steps.findIndex(({ now }) => now >= '2026-04-02') + later;
          const plain = openMemory(workbook);
          await live(plain, steps.slice(0, at));
          const rest = steps.slice(at);
          const other = openMemory(await plain.read());
          const roll = async (i: number) => {
            const clock = () => instantAt(rest[i]!);
            const result = await rollover({ store: other, year: 2025, dryRun: false, clock });
            moved += result.rollover?.ledger.rows.length ?? 0;
          };
          const right = await live(other, rest, {
            before: async (i) => (i === 0 || (twice && i === 9) ? roll(i) : undefined),
          });
          const left = await live(plain, rest);
          expect(right).toEqual(left);
          mailed += left.flat().length;
          const now = instantAt(steps.at(-1)!);
          const [kept, cut] = [await notesOf(plain, now), await notesOf(other, now)];
          expect(cut.state).toEqual(kept.state);
          expect(cut.verdict).toMatchObject({ ok: true });
        }),
        { numRuns: RUNS, seed: 8 },
      );
      expect(moved).toBeGreaterThan(20 * RUNS);
      expect(mailed).toBeGreaterThan(5 * RUNS);
    },
    RUNS * 20_000,
  );

  /** A workbook lived up to June 2026, and the sweeps that are to come. */
  const live2026 = async () => {
    const { workbook, steps } = yearsOf(3, { tasks: 4 });
    const at = steps.findIndex(({ now }) => now >= '2026-06-01');
    const store = openMemory(workbook);
    await live(store, steps.slice(0, at));
    return { raw: await store.read(), rest: steps.slice(at), now: instantAt(steps[at]!) };
  };
  let once: ReturnType<typeof live2026> | undefined;
  const lived = () => {
    once ??= live2026();
    return once;
  };
  const roll = (store: WorkbookStore, now: string, dryRun = false) =>
    rollover({ store, year: 2025, dryRun, clock: () => now });

  test('what goes is over: rows about open items stay, and so do those of this year', async () => {
    const { raw, now } = await lived();
    const store = openMemory(raw);
    const { items, flow } = readFacts(readSnapshot(raw, { now }));
    const open = [...items.values(), ...flow.matters.values()].flatMap((one) => (one.open ? [one.id] : []));
    const { rollover: moved, kept } = await roll(store, now);
    const { ledger, archives, runs } = await notesOf(store, now);
    expect(archives.map(({ title }) => title)).toEqual(['_ledger_2025', '_runs_2025']);
    const [old, oldRuns] = archives as [Archive, Archive];
    expect(old.ledger.length).toBe(moved!.ledger.rows.length);
    expect(old.ledger.every(({ day }) => isoOf(day!) < '2026')).toBe(true);
    expect(old.ledger.filter(({ key }) => open.includes(key.split(':')[1]!))).toEqual([]);
    const stayed = ledger.filter(({ status }) => status !== 'rolled');
    expect(stayed.length).toBe(kept);
    expect(stayed.some(({ day }) => isoOf(day!) < '2026')).toBe(true);
    // What was decided at the end of a year, and left in the next one, stays whole.
    const isCurrent = ({ day }: { readonly day: number | null }) => isoOf(day!) >= '2026';
    const current = new Set(stayed.filter(isCurrent).map(({ key }) => key));
    // And what somebody was asked to step in for, where this year something was said of it still.
    const itemIn = (key: string) => key.split(':')[1]!;
    const lately = new Set([...current].map(itemIn));
    const { raised } = readNotified(ledger);
    const asked = new Set(raised.map(({ rule, item, date, step }) => `${rule}:${item}:${date}:${step}`));
    const others = stayed.filter(({ key }) => !current.has(key) && !open.includes(itemIn(key)));
    expect(others.length).toBeGreaterThan(0);
    expect(others.filter(({ key }) => !asked.has(key) || !lately.has(itemIn(key)))).toEqual([]);
    expect(oldRuns.runs.length).toBeGreaterThan(0);
    expect(runs.every(({ day }) => isoOf(day!) >= '2026')).toBe(true);
    expect(ledger.filter(({ status }) => status === 'rolled').length).toBe(1);
  });

  test('a second time there is nothing to move, and a dry run moves nothing', async () => {
    const { raw, now } = await lived();
    const store = openMemory(raw);
    expect((await roll(store, now, true)).rollover).not.toBeNull();
    expect(await store.read({ archives: true })).toBe(raw);
    await roll(store, now);
    const after = await store.read({ archives: true });
    expect((await roll(store, now)).rollover).toBeNull();
    expect(await store.read({ archives: true })).toBe(after);
  });

  test('doctor is told of it once a whole year lies between', async () => {
    const { raw } = await lived();
    expect(rolloverDue(readSnapshot(raw, { now: '2026-12-31T09:00:00+08:00' }))).toBeNull();
    const due = rolloverDue(readSnapshot(raw, { now: '2027-01-04T09:00:00+08:00' }));
    expect(due).toMatchObject({ before: dayFromIso('2026-01-01') });
    expect(due!.rows).toBeGreaterThan(50);
  });

  test('a broken archive is found, and one that is gone is named', async () => {
    const { raw, now } = await lived();
    const store = openMemory(raw);
    await roll(store, now);
    const whole = await store.read({ archives: true });
    const gone = openMemory({ ...whole, sheets: whole.sheets.filter(({ title }) => title !== '_ledger_2025') });
    expect((await notesOf(gone, now)).verdict).toMatchObject({ ok: false, because: 'removed', sheet: '_ledger_2025' });
    const sheet = '_ledger_2025';
    store.type([{ sheet, row: 9, column: 3, value: 'somebody@example.com' }]);
    const seq = (await notesOf(store, now)).archives[0]!.ledger[7]!.seq;
    expect((await notesOf(store, now)).verdict).toEqual({ ok: false, row: seq, because: 'changed', sheet });
  });

  test('it keeps out of the way of a sweep, of copies, and of a year that has just ended', async () => {
    const { raw, now } = await lived();
    const busy = openMemory(raw);
    await busy.apply([
      appendOf('_runs', { run: 'r', status: 'claimed', day: '2026-06-01', until: '2099-01-01T00:00:00Z' }),
    ]);
    await expect(roll(busy, now)).rejects.toMatchObject({ code: 'sweep-at-work' });
    await expect(roll(openMemory({ ...raw, location: 'elsewhere' }), now)).rejects.toMatchObject({
      code: 'rollover-copy',
    });
    await expect(roll(openMemory(raw), '2026-03-30T09:00:00+08:00')).rejects.toMatchObject({
      code: 'rollover-too-early',
    });
    await expect(roll(openMemory(raw), '2026-04-02T09:00:00+08:00')).resolves.toMatchObject({ year: 2025 });
  });

  test.each(
    [1, 2, 3].flatMap(
      (call) =>
        [
          [call, 'before'],
          [call, 'after'],
        ] as const,
    ),
  )(
    'whoever dies with call %i, %s it was made, leaves a record that fits and is rolled over later',
    async (call, when) => {
      const { raw, rest, now } = await lived();
      const steps = rest.slice(0, 4);
      const expected = await live(openMemory(raw), steps);
      const store = openMemory(raw);
      let calls = 0;
      const dying = async <T>(work: () => Promise<T>): Promise<T> => {
        calls++;
        if (calls === call && when === 'before') throw new Error('dead');
        if (calls > call) throw new Error('dead');
        const result = await work();
        if (calls === call) throw new Error('dead');
        return result;
      };
      const mortal: WorkbookStore = {
        read: store.read,
        apply: (writes) => dying(() => store.apply(writes)),
        archive: (moves, writes) => dying(() => store.archive!(moves, writes)),
      };
      await expect(roll(mortal, now)).rejects.toThrow('dead');
      expect((await notesOf(store, now)).verdict).toMatchObject({ ok: true });
      const later = new Date(Date.parse(now) + 20 * 60_000).toISOString();
      await roll(store, later);
      expect((await notesOf(store, now)).archives.map(({ title }) => title)).toContain('_ledger_2025');
      const next = [{ ...steps[0]!, now: steps[0]!.now.replace('T09:00', 'T09:30') }, ...steps.slice(1)];
      expect((await live(store, next)).map((mails) => mails.map(({ keys }) => keys))).toEqual(
        expected.map((mails) => mails.map(({ keys }) => keys)),
      );
      expect((await notesOf(store, now)).verdict).toMatchObject({ ok: true });
    },
  );
});
