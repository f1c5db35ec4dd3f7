import { expect, test } from 'vitest';
import { tryIfMatch } from '../../../functions/adapters/graph-excel/trial.ts';
import { openStarterBook } from './book.ts';

test('a tenant that heeds eTags refuses both, and the file stays as it is', async () => {
  const book = await openStarterBook();
  const before = book.item.eTag;
  expect(await tryIfMatch(book.address, true, book.options())).toEqual({ session: true, single: true });
  expect(book.item.eTag).toBe(before);
});

test('unless it is asked for, nothing is sent that could change the file', async () => {
  const book = await openStarterBook();
  expect(await tryIfMatch(`${book.address}?way=file`, false, book.options())).toEqual({ session: true, single: null });
  expect(book.requests()).toEqual(['driveitem-createuploadsession']);
});

test('an app that may only read is told so', async () => {
  const book = await openStarterBook();
  book.graph.apps.set('reader', { roles: ['Files.Read.All'] });
  const options = { ...book.options(), token: async () => book.graph.token('reader') };
  await expect(tryIfMatch(book.address, false, options)).rejects.toMatchObject({ code: 'graph-forbidden' });
});

test('an answer that gets lost proves nothing', async () => {
  const book = await openStarterBook();
  book.graph.fail({ api: 'graph', method: 'driveitem-put-content', how: 'drop-after' });
  expect(await tryIfMatch(book.address, true, book.options())).toEqual({ session: true, single: null });
});
