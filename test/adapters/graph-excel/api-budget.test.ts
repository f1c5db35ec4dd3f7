import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { fillIn } from '../../../functions/create/make-workbook.ts';
import { decide } from '../../../functions/sweep/decide.ts';
import { createMemoryMailer, openOffice, PEOPLE, run, runRound, snapshotOf } from '../../support/office.ts';
import { keysOnly } from '../../support/scripted.ts';
import { appendOf } from '../../support/starter.ts';
import { type Book, openBook, openBytes } from './book.ts';

const byRules: typeof decide = (raw, context) => ({ ...decide(raw, context), render: keysOnly });

/** Requests to Graph since `since`: one $batch is one, however much is in it. */
const requestsOf = ({ graph }: Book, since = 0) => graph.requests.slice(since).filter(({ batched }) => !batched);

describe.each([1, 100])('with %d rows', (count) => {
  test('a first sweep takes nine requests, a busy one seven, and one that has nothing to do three', async () => {
    const raci = Array.from({ length: count }, (_, i) => ({
      name: `Task ${i + 1}`,
      responsible: PEOPLE[i % PEOPLE.length]!,
      accountable: PEOPLE[(i + 1) % PEOPLE.length]!,
      output: 'Report',
      doneWhen: 'It is signed',
      start: '2026-03-02',
      due: '2026-03-09',
    }));
    const book = await openBook(await openOffice({ raci }), { way: 'api' });
    const mailer = createMemoryMailer({ batch: 20 });
    const sweep = async (now?: string) => {
      const since = book.graph.requests.length;
      const done = await run(book.open(), mailer, { decide: byRules, ...(now && { now }) });
      expect(done).toMatchObject({ outcome: 'done', conflicts: [] });
      return requestsOf(book, since).length;
    };
    // Once in a workbook's life its machine tabs are made tables, in two requests.
    expect(await sweep()).toBe(9);
    expect(await sweep()).toBe(3);
    const sent = mailer.sent.length;
    await book.store.apply([
      appendOf('raci', { id: 'T-9001', name: 'One more', responsible: PEOPLE[0]!, due: '2026-03-09' }),
    ]);
    expect(await sweep('2026-03-10T09:00:00+08:00')).toBe(7);
    expect(mailer.sent.length).toBeGreaterThan(sent);

    const { state, rows } = await snapshotOf(book.store);
    expect([state.size, rows.tracker.length]).toEqual([count + 1, count + 1]);
  });
});

test('workbooks that are swept in one round take no more, whichever has a part in which mail', async () => {
  const raci = PEOPLE.map((name) => ({ name: `Of ${name}`, responsible: name, accountable: name, due: '2026-03-05' }));
  const books = [
    await openBook(await openOffice({ raci }), { way: 'api' }),
    await openBook(await openOffice({ raci: raci.slice(1) }), { way: 'api' }),
  ];
  const mailer = createMemoryMailer({ batch: 20 });
  const round = async () => {
    const since = books.map(({ graph }) => graph.requests.length);
    const ended = await runRound(
      books.map((book) => book.open()),
      mailer,
      { decide },
    );
    return [ended, books.map((book, i) => requestsOf(book, since[i]).length)];
  };
  expect(await round()).toEqual([
    ['done', 'done'],
    [9, 9],
  ]);
  expect(mailer.sent).toHaveLength(PEOPLE.length);
  expect(await round()).toEqual([
    ['done', 'done'],
    [3, 3],
  ]);
  expect(mailer.sent).toHaveLength(PEOPLE.length);
});

test('a quiet sweep of a full workbook, of which twenty sheets fit in a request, takes four', async () => {
  const bytes = await readFile(new URL('../../../sheet-templates/generated/full-en.xlsx', import.meta.url));
  const book = await openBytes(bytes, { way: 'api' });
  const now = '2026-03-06T09:00:00+08:00';
  await fillIn(book.store, { locale: 'en', zone: 'Asia/Shanghai', country: 'CN', now, project: '' });
  await run(book.open(), createMemoryMailer(), { decide: byRules });
  const since = book.graph.requests.length;
  const mailer = createMemoryMailer();
  expect(await run(book.open(), mailer, { decide: byRules })).toMatchObject({ outcome: 'done', sent: [] });
  expect(requestsOf(book, since)).toHaveLength(4);
});
