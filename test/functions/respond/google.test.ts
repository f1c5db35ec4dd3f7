import { describe, expect, it } from 'vitest';
import { tabOf } from '../../../sheet-templates/index.ts';
import { type Book, openBook } from '../../adapters/google-sheets/book.ts';
import type { How } from '../../support/google/wire/script.ts';
import { columnOf, HEADER_ROW, setOf } from '../../support/starter.ts';
import { type AnswerSite, linkFor, openSite, openSwept, registered, type Shown, standingOf } from './site.ts';

const REPORT = { output: 'https://example.com/report' };
const DONE = { status: 'done', progress: 1, output: REPORT.output };
const ANSWERED = 'answer.done:T-0001:2026-03-06:1 li.na@example.com answered';

/** What an answer asks of Google. */
const REQUESTS = 5;

/** The office in a Google spreadsheet, and somebody before the form of a task of theirs. */
const setUp = async (): Promise<{ book: Book; site: AnswerSite; uri: string; form: Shown }> => {
  const book = await openBook(await openSwept());
  const uri = `gsheet:${book.workbook.id}`;
  const registry = async () => ({ workbooks: [registered({ uri })], bad: [] });
  const site = await openSite(book.store, { registry });
  const form = await site.open(await linkFor(book.store, 'Li Na', 'T-0001', 'done', { uri }));
  book.requests();
  return { book, site, uri, form };
};

describe('in a Google spreadsheet', () => {
  it('an answer is one look, a claim and one atomic change, in five requests; opening the page is one', async () => {
    const { book, site, uri, form } = await setUp();
    const page = await site.send(form, REPORT);
    expect([page.status, page.text]).toEqual([200, expect.stringContaining(REPORT.output)]);
    const asked = book.requests();
    expect(asked).toEqual(['get', 'batchUpdate', 'get', 'get', 'batchUpdate']);
    expect(await standingOf(book.store)).toMatchObject({ tracker: DONE, answers: [ANSWERED], chain: true, claims: 0 });
    book.requests();
    await site.open(await linkFor(book.store, 'Li Na', 'T-0001', null, { uri }));
    // One for the link, which the test makes from the workbook.
    expect(book.requests()).toHaveLength(2);
  });

  it('is taken back, and not once somebody typed over it', async () => {
    const { book, site, form } = await setUp();
    const page = await site.send(form, REPORT);
    expect((await site.undo(page)).status).toBe(200);
    expect((await standingOf(book.store)).tracker).toMatchObject({ status: null, progress: null, output: '' });

    const other = await site.send(await site.open(await linkOf(book)), REPORT);
    await book.store.apply([setOf('tracker', 'T-0001', { progress: 0.9 })]);
    expect((await site.undo(other)).status).toBe(409);
    expect((await standingOf(book.store)).tracker).toMatchObject({ ...DONE, progress: 0.9 });
  });

  it('somebody types into the row while the answer is on its way: theirs stays, nothing of ours', async () => {
    const { book, site, form } = await setUp();
    const type = () =>
      book.workbook.set(tabOf('tracker').title.en, HEADER_ROW + 1, columnOf('tracker', 'output'), 'theirs');
    book.meanwhile(type, { nth: 4 });
    const back = await site.send(form, REPORT);
    expect([back.status, back.forms[0]?.output]).toEqual([409, REPORT.output]);
    expect(await standingOf(book.store)).toMatchObject({
      tracker: { status: null, output: 'theirs' },
      chain: true,
      claims: 0,
    });
    expect((await site.send(back)).status).toBe(200);
    expect((await standingOf(book.store)).tracker).toMatchObject(DONE);
  });

  const FAULTS: readonly (readonly [string, How])[] = [
    ['a connection that breaks before anything is done', 'drop-before'],
    ['a connection that breaks when it is done', 'drop-after'],
    ['503 when it is done', { status: 503, after: true }],
    ['429 with Retry-After', { status: 429, retryAfter: 7 }],
  ];
  it.each(FAULTS)('%s is not noticed, whichever request it meets', async (_, how) => {
    for (let nth = 1; nth <= REQUESTS; nth++) {
      const { book, site, form } = await setUp();
      book.google.fail({ api: 'sheets', nth, how });
      const { status } = await site.send(form, REPORT);
      expect([nth, status]).toEqual([nth, 200]);
      expect([nth, await standingOf(book.store)]).toEqual([
        nth,
        { tracker: expect.objectContaining(DONE), answers: [ANSWERED], chain: true, claims: 0 },
      ]);
      await book.google.close();
    }
  });

  it.each(['drop-before', 'drop-after'] as const)(
    'a process that dies at any request (%s) leaves nothing half',
    async (how) => {
      for (let nth = 1; nth <= REQUESTS; nth++) {
        const { book, uri, form } = await setUp();
        const registry = async () => ({ workbooks: [registered({ uri })], bad: [] });
        const dying = await openSite(book.open({ mortal: true }), { registry });
        book.google.fail({ api: 'sheets', nth, how });
        expect([nth, (await dying.send(form, REPORT)).status]).toEqual([nth, 503]);
        const next = await openSite(book.store, { registry });
        next.clock.pass(16);
        expect([nth, (await next.send(form, REPORT)).status]).toEqual([nth, 200]);
        expect([nth, await standingOf(book.store)]).toMatchObject([
          nth,
          { tracker: DONE, answers: [ANSWERED], chain: true },
        ]);
        await book.google.close();
      }
    },
  );
});

const linkOf = ({ store, workbook }: Book) =>
  linkFor(store, 'Li Na', 'T-0001', 'done', { uri: `gsheet:${workbook.id}` });
