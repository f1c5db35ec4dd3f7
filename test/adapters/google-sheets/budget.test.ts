import { describe, expect, test } from 'vitest';
import { decide } from '../../../functions/sweep/decide.ts';
import { createMemoryMailer, openOffice, PEOPLE, run, runRound, snapshotOf } from '../../support/office.ts';
import { keysOnly } from '../../support/scripted.ts';
import { openBook } from './book.ts';

const byRules: typeof decide = (raw, context) => ({ ...decide(raw, context), render: keysOnly });

/** A plan of so many rows that somebody has just typed; every fifth person has some of them. */
const openTyped = async (count: number, options?: { bound: boolean }) => {
  const raci = Array.from({ length: count }, (_, i) => ({
    name: `Task ${i + 1}`,
    responsible: PEOPLE[i % PEOPLE.length]!,
    accountable: PEOPLE[(i + 1) % PEOPLE.length]!,
    output: 'Report',
    doneWhen: 'It is signed',
    start: '2026-03-02',
    due: '2026-03-09',
  }));
  // Without a location of its own it has none at all: one that is recorded elsewhere may be a copy.
  return openBook(await openOffice({ raci }, options?.bound === false ? { workbookHome: '' } : {}), options);
};

describe.each([1, 500, 5000])('with %d rows', (count) => {
  test('a sweep that has everything to do takes six requests, and one that has nothing to do two', async () => {
    const { store, requests } = await openTyped(count);
    const mailer = createMemoryMailer({ batch: 20 });
    const busy = await run(store, mailer, { decide: byRules });
    expect(busy).toMatchObject({ outcome: 'done', conflicts: [] });
    expect(mailer.sent.length).toBeGreaterThan(0);
    // Look, claim, look again; look once more to give ids and remember, mail; say what was sent.
    expect(requests()).toEqual(['get', 'batchUpdate', 'get', 'get', 'batchUpdate', 'batchUpdate']);

    const quiet = await run(store, mailer, { decide: byRules });
    expect(quiet).toMatchObject({ outcome: 'done', sent: [], conflicts: [] });
    expect(requests()).toEqual(['get', 'batchUpdate']);

    const { state, rows, ledger } = await snapshotOf(store);
    expect(state.size).toBe(count);
    expect(rows.tracker).toHaveLength(count);
    expect(rows.raci.filter(({ fresh }) => fresh)).toEqual([]);
    expect(ledger.filter(({ status }) => status === 'sent').length).toBeGreaterThan(0);
  });
});

test('workbooks that are swept in one round take no more, whichever has a part in which mail', async () => {
  const books = [await openTyped(20), await openTyped(3)];
  const mailer = createMemoryMailer({ batch: 20 });
  const round = () =>
    runRound(
      books.map(({ store }) => store),
      mailer,
      { decide },
    );
  expect(await round()).toEqual(['done', 'done']);
  expect(mailer.sent).toHaveLength(PEOPLE.length);
  for (const { requests } of books) {
    expect(requests()).toEqual(['get', 'batchUpdate', 'get', 'get', 'batchUpdate', 'batchUpdate']);
  }
  expect(await round()).toEqual(['done', 'done']);
  for (const { requests } of books) expect(requests()).toEqual(['get', 'batchUpdate']);
});

test('every further batch of mails takes one request', async () => {
  const { store, requests } = await openTyped(20);
  const mailer = createMemoryMailer({ batch: 1 });
  await run(store, mailer, { decide: byRules });
  const mails = mailer.sent.length;
  expect(mails).toBeGreaterThan(3);
  expect(requests()).toEqual(['get', 'batchUpdate', 'get', 'get', ...Array(mails + 1).fill('batchUpdate')]);
});

test('the first sweep of a workbook that no place is recorded for takes no more, and records it', async () => {
  const { store, workbook, requests } = await openTyped(3, { bound: false });
  const mailer = createMemoryMailer();
  await run(store, mailer, { decide: byRules });
  expect(mailer.sent.length).toBeGreaterThan(0);
  expect(requests()).toEqual(['get', 'batchUpdate', 'get', 'get', 'batchUpdate', 'batchUpdate']);
  expect((await snapshotOf(store)).policy.workbookHome).toBe(`gsheet:${workbook.id}`);
});
