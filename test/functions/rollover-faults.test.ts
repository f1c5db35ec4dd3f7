import { describe, expect, test } from 'vitest';
import { readArchives } from '../../core/keep/archives.ts';
import { chain, ledgerWrite } from '../../core/record/ledger.ts';
import { readNotified } from '../../core/record/notified.ts';
import { dayFromIso } from '../../core/time/day.ts';
import type { RawWorkbook } from '../../core/workbook.ts';
import { openMemory } from '../../functions/adapters/memory/store.ts';
import { remembered } from '../../functions/keep/backup.ts';
import { rollover } from '../../functions/keep/rollover.ts';
import type { WorkbookStore } from '../../functions/ports.ts';
import { openBook as openSpreadsheet } from '../adapters/google-sheets/book.ts';
import { openBook as openOnline } from '../adapters/graph-excel/book.ts';
import { workbookOf } from '../support/scenario.ts';
import { appendOf } from '../support/starter.ts';

/** A workbook with a record of three years, every fifth row of which is about a task that is open still. */
const filled = async () => {
  const store = openMemory(
    workbookOf({ tabs: { raci: [{ id: 'T-0001', name: 'Open', responsible: 'Li Ming', due: '2026-12-01' }] } }),
  );
  const entries = Array.from({ length: 40 }, (_, n) => {
    const iso = `${2023 + Math.floor(n / 12)}-03-${String((n % 12) + 1).padStart(2, '0')}`;
    return {
      key: `task.due:T-${n % 5 === 0 ? '0001' : `9${n}`}:${iso}:0`,
      to: 'li@example.com',
      mail: `mail-${n}`,
      status: 'sent' as const,
      day: dayFromIso(iso)!,
      at: `${iso}T09:00:00+08:00`,
      run: `run-${n}`,
      receipt: `<${n}@example.com>`,
    };
  });
  await store.apply([
    ...chain(entries, { seq: 0, hash: '' }).map(ledgerWrite),
    ...entries.map(({ run, day: _, at }) => appendOf('_runs', { run, day: at.slice(0, 10), status: 'done' })),
  ]);
  return store;
};

const seen = async (store: WorkbookStore, now: string) => {
  const { snapshot, archives, verdict } = await remembered(store, now);
  expect(verdict).toMatchObject({ ok: true });
  return {
    ledger: snapshot.ledger.map(({ seq, key }) => [seq, key]),
    runs: snapshot.runs.filter(({ status }) => status === 'done').map(({ run }) => run),
    archives: archives.map(({ title, ledger, runs }) => [
      title,
      ledger.map(({ seq }) => seq),
      runs.map(({ run }) => run),
    ]),
  };
};

const expected = async () => {
  const store = await filled();
  const now = '2026-03-06T09:00:00+08:00';
  await rollover({ store, dryRun: false, clock: () => now });
  expect(readArchives(await store.read({ archives: true }), { now }).length).toBe(2);
  return seen(store, now);
};

const HOW = ['drop-before', 'drop-after', { status: 503 }, { status: 503, after: true }] as const;

describe.each(HOW)('a roll-over of which a request fails: %j', (how) => {
  test('of a Google spreadsheet is as if it had not', async () => {
    const right = await expected();
    for (let nth = 1; nth <= 6; nth++) {
      const { google, store, open, requests } = await openSpreadsheet(await filled());
      google.fail({ api: 'sheets', nth, how });
      const clock = () => new Date(google.clock.now()).toISOString();
      await rollover({ store, dryRun: false, clock });
      expect(requests().length).toBeGreaterThan(5);
      expect(await seen(open(), clock())).toEqual(right);
    }
  });

  test('of a file on SharePoint too', async () => {
    const right = await expected();
    for (let nth = 1; nth <= 5; nth++) {
      const { graph, store, open } = await openOnline(await filled());
      graph.fail({ api: 'graph', nth, how });
      const clock = () => new Date(graph.clock.now()).toISOString();
      await rollover({ store, dryRun: false, clock });
      expect(await seen(open(), clock())).toEqual(right);
    }
  });
});

test('somebody who sorts the sheet in the very moment costs no row of it, and nothing of what was told', async () => {
  const before = await filled();
  const { google, workbook, store, open, meanwhile } = await openSpreadsheet(before);
  const clock = () => new Date(google.clock.now()).toISOString();
  // The claim is the first change, the roll-over the second.
  const sort = () => workbook.sort('_ledger', { column: 1, from: 2, descending: true });
  meanwhile(sort, { nth: 2, method: 'spreadsheets.batchUpdate' });
  await rollover({ store, dryRun: false, clock });
  const { snapshot, archives } = await remembered(open(), clock());
  const rows = [...archives.flatMap(({ ledger }) => ledger), ...snapshot.ledger];
  expect(rows.map(({ seq }) => seq).sort((a, b) => a! - b!)).toEqual(rows.map((_, i) => i + 1));
  const strayed = archives[0]!.ledger.filter(({ key }) => key.includes(':T-0001:'));
  expect(strayed.length).toBeGreaterThan(0);
  const notified = readNotified(snapshot.ledger);
  for (const { key, to, day } of (await remembered(before, clock())).notes.ledger) {
    const [rule, item, date, step] = key.split(':') as [string, string, string, string];
    expect([notified.has(key, to), notified.dayOf(rule, item, date, Number(step))]).toEqual([true, day]);
  }
});

test('a process that has seen the archives of a spreadsheet does not have them sent again', async () => {
  const { google, workbook, store, open } = await openSpreadsheet(await filled());
  const clock = () => new Date(google.clock.now()).toISOString();
  await rollover({ store, dryRun: false, clock });
  const fresh = open();
  const size = async (work: () => Promise<RawWorkbook>) => {
    const before = google.sheets.requests.length;
    const result = await work();
    const sent = google.sheets.requests.slice(before);
    return { result, requests: sent.length, ranges: (sent.at(-1)!.query.ranges ?? []) as readonly string[] };
  };
  const first = await size(() => fresh.read());
  expect(first.ranges).toEqual([]);
  const second = await size(() => fresh.read());
  expect(second.ranges).toContain("'_ledger'");
  expect(second.ranges.filter((range) => range.includes('_2024'))).toEqual([]);
  expect(second.result).toMatchObject({ sheets: first.result.sheets.map(({ title }) => ({ title })) });
  expect((await fresh.read({ archives: true })).sheets.map(({ title }) => title)).toContain('_ledger_2024');
  // A sheet that is no longer called so is no reason to fail.
  workbook.renameTab('Calendar', 'Our calendar');
  const third = await size(() => fresh.read());
  expect([third.requests, third.ranges]).toEqual([2, []]);
  await google.clock.advance(6 * 60_000);
  expect((await size(() => fresh.read())).ranges).toEqual([]);
});
