import { describe, expect, it } from 'vitest';
import { locate, textOf } from '../../../core/read/locate.ts';
import { resolveWrites } from '../../../core/write/write.ts';
import { openPackage } from '../../../functions/xlsx/parts.ts';
import { patchPackage } from '../../../functions/xlsx/patch.ts';
import { readPackage } from '../../../functions/xlsx/read.ts';
import { appendOf } from '../../support/starter.ts';
import { openChanges } from './changed-parts.ts';

type Changes = Awaited<ReturnType<typeof openChanges>>;

const MINUTE = 60_000;

/** Somebody types a row into the sheet and saves. */
const type = ({ item }: Changes, values: Record<string, string>) => {
  const parts = openPackage(item.bytes);
  const raw = { name: '', location: '', movedFrom: () => false, foundAt: async () => null, ...readPackage(parts) };
  const { edits } = resolveWrites(raw, [appendOf('raci', values)]);
  item.replace(patchPackage(parts, { edits, addSheets: [] }));
};

/** What stands in the check column, by task. */
const marks = ({ item }: Changes): Record<string, string> => {
  const raw = { name: '', location: '', movedFrom: () => false, foundAt: async () => null };
  const { tabs } = locate({ ...raw, ...readPackage(openPackage(item.bytes)) });
  const { sheet, headerRow, columns, check } = tabs.get('raci')!;
  return Object.fromEntries(
    sheet.rows.flatMap(({ at, cells }) => {
      const said = textOf(cells[check! - 1]);
      return at > headerRow && said !== '' ? [[textOf(cells[columns.get('name')! - 1]), said]] : [];
    }),
  );
};

describe('somebody types into a workbook on SharePoint', () => {
  it.each(['file', 'api'] as const)(
    'and some minutes later the row says what is to be mended, by the way of the %s, and nothing more happens',
    async (way) => {
      const book = await openChanges({ way });
      await book.subscribe();
      type(book, { name: 'Book the hall', due: 'soon' });
      await book.graph.clock.advance(5 * MINUTE);
      expect(marks(book)['Book the hall']).toMatch(/^.*Due: .*soon/m);
      // Baton's own save was told of and checked as well, and changed nothing.
      const { eTag } = book.item;
      expect(book.checked).toHaveLength(2);
      await book.graph.clock.advance(30 * MINUTE);
      expect([book.checked.length, book.item.eTag]).toEqual([2, eTag]);
      expect(book.graph.subscriptions.posted.map(({ status }) => status)).toEqual([202, 202]);
    },
  );

  it('ten times in a minute, and the rows are checked once', async () => {
    const book = await openChanges();
    await book.subscribe();
    book.graph.subscriptions.delay = 1000;
    for (let i = 0; i < 10; i++) {
      type(book, { name: `Task ${i}`, due: 'soon' });
      await book.graph.clock.advance(3000);
    }
    await book.graph.clock.advance(MINUTE);
    expect(book.graph.subscriptions.posted.length).toBeGreaterThan(5);
    expect(book.checked.length).toBeLessThanOrEqual(2);
    expect(Object.keys(marks(book))).toHaveLength(10);
  });

  it('while the file is held, and the marks come when it is let go', async () => {
    const book = await openChanges();
    await book.subscribe();
    type(book, { name: 'Book the hall', due: 'soon' });
    book.item.lock();
    book.graph.clock.at(book.graph.clock.now() + 2 * MINUTE, () => book.item.release());
    await book.graph.clock.advance(10 * MINUTE);
    expect(Object.keys(marks(book))).toEqual(['Book the hall']);
  });
});

it('what somebody saves while the marks are being written stays, and gets its own', async () => {
  const book = await openChanges();
  await book.subscribe();
  type(book, { name: 'Book the hall', due: 'soon' });
  const act = () => type(book, { name: 'Print the posters', due: 'later' });
  book.graph.meanwhile({ api: 'graph', method: 'driveitem-put-content', act });
  await book.graph.clock.advance(5 * MINUTE);
  expect(Object.keys(marks(book)).sort()).toEqual(['Book the hall', 'Print the posters']);
});

it('a change is not lost while the list of workbooks cannot be read: Graph tells again', async () => {
  const book = await openChanges();
  await book.subscribe();
  book.trouble.times = 2;
  type(book, { name: 'Book the hall', due: 'soon' });
  await book.graph.clock.advance(5 * MINUTE);
  expect(book.graph.subscriptions.posted.map(({ status }) => status).slice(0, 3)).toEqual([503, 503, 202]);
  expect(Object.keys(marks(book))).toEqual(['Book the hall']);
});

describe('the address that Graph calls', () => {
  it('gives a validation token back as the text that it is, and no other kind of page', async () => {
    const book = await openChanges();
    const token = '<script>alert(1)</script> 100% & +';
    const answer = await book.post(null, `?key=1&validationToken=${encodeURIComponent(token)}`);
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([
      200,
      'text/plain; charset=utf-8',
      token,
    ]);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect((await book.post(null, `?validationToken=${'a'.repeat(3000)}`)).status).toBe(400);
    expect((await fetch(`${book.url}?validationToken=a`)).status).toBe(405);
  });

  const told = async (book: Changes, change: (notification: Record<string, unknown>) => Record<string, unknown>) => {
    const [subscription] = book.graph.subscriptions.all;
    const body = JSON.parse(JSON.stringify(book.graph.subscriptions.bodyOf(subscription!))) as {
      value: Record<string, unknown>[];
    };
    Object.assign(body.value[0]!, change(body.value[0]!));
    book.lines.length = 0;
    const { status } = await book.post(body);
    await book.graph.clock.advance(5 * MINUTE);
    return { status, lines: book.lines.filter(({ message }) => message === 'notified') };
  };

  it.each<[string, string, (notification: Record<string, unknown>) => Record<string, unknown>]>([
    ['forged', 'without a secret', () => ({ clientState: undefined })],
    [
      'forged',
      'with another secret',
      ({ clientState }) => ({ clientState: String(clientState).replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')) }),
    ],
    [
      'forged',
      'with the secret of another drive',
      ({ clientState }) => ({ clientState: `0123456789abcdef${String(clientState).slice(16)}` }),
    ],
    ['forged', 'with something far too long', () => ({ clientState: 'a'.repeat(10_000) })],
    [
      'late',
      'that comes when its subscription is over',
      () => ({ subscriptionExpirationDateTime: '2026-03-05T00:00:00Z' }),
    ],
  ])('takes no notice of one that is %s: %s', async (code, _, change) => {
    const book = await openChanges();
    await book.subscribe();
    const { status, lines } = await told(book, change);
    expect(status).toBe(202);
    expect(lines).toMatchObject([{ severity: 'WARNING', code, taken: 0, ignored: 1 }]);
    expect(book.checked).toEqual([]);
  });

  it('takes no notice of a drive that nobody listed, or whose workbook is paused', async () => {
    const book = await openChanges();
    await book.subscribe();
    book.listed.paused = true;
    const { lines } = await told(book, () => ({}));
    expect(lines).toMatchObject([{ code: 'unknown', ignored: 1 }]);
    expect(book.checked).toEqual([]);
  });

  it('takes the same notification twice, and checks once', async () => {
    const book = await openChanges();
    await book.subscribe();
    const body = book.graph.subscriptions.bodyOf(book.graph.subscriptions.all[0]!);
    await Promise.all([book.post(body), book.post(body)]);
    await book.graph.clock.advance(2 * MINUTE);
    expect(book.checked).toHaveLength(1);
  });

  it('refuses what is no notification', async () => {
    const book = await openChanges();
    for (const body of [null, [], {}, { value: 'x' }, { value: [1] }]) expect((await book.post(body)).status).toBe(400);
    expect((await book.post({ value: [], more: 'x'.repeat(300_000) })).status).toBe(400);
  });
});
