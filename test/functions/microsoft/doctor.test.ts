import { expect, it } from 'vitest';
import { createMemoryMailer } from '../../../functions/adapters/memory/mailer.ts';
import { examineGraph } from '../../../functions/doctor/graph.ts';
import { BatonError } from '../../../functions/errors.ts';
import { KEYS, openChanges } from './changed-parts.ts';

const states = async (examined: ReturnType<typeof examineGraph>) =>
  Object.fromEntries((await examined).map(({ about, state }) => [about, state]));

it('a workbook that is as it should be is fine in all that is looked at, and stays as it is', async () => {
  const book = await openChanges();
  await book.subscribe();
  const { eTag } = book.item;
  const findings = await examineGraph({
    uri: book.uri,
    options: book.options(),
    trial: true,
    mailer: async () => createMemoryMailer(),
    changes: { url: book.url, keys: KEYS },
  });
  expect(findings.map(({ about, state }) => [about, state])).toEqual([
    ['read', 'fine'],
    ['way', 'fine'],
    ['write', 'fine'],
    ['marks', 'fine'],
    ['changes', 'fine'],
    ['mail', 'fine'],
  ]);
  expect(findings.find(({ about }) => about === 'way')!.words.en).toContain('as a file');
  expect(book.item.eTag).toBe(eTag);
});

it('what is missing is said, with what to do', async () => {
  const book = await openChanges();
  const examination = { uri: book.uri, options: book.options(), trial: false, mailer: null, changes: null };
  expect(await states(examineGraph({ ...examination, changes: { url: book.url, keys: KEYS } }))).toMatchObject({
    changes: 'look',
  });
  const refused = new BatonError('backend', 'graph-mail-rights', { 'zh-CN': '不行', en: 'no' });
  expect(await states(examineGraph({ ...examination, mailer: () => Promise.reject(refused) }))).toMatchObject({
    read: 'fine',
    mail: 'mend',
  });
  book.item.trash();
  const gone = await examineGraph(examination);
  expect(gone.map(({ about, state }) => [about, state])).toEqual([['read', 'mend']]);
  expect(gone[0]!.words.en).toContain('recycle bin');
});
