import { expect, it } from 'vitest';
import { createMemoryMailer } from '../../../functions/adapters/memory/mailer.ts';
import { examineGraph } from '../../../functions/doctor/graph.ts';
import { BatonError } from '../../../functions/errors.ts';
import { type Book, openStarterBook } from '../../adapters/graph-excel/book.ts';
import { gridOf } from '../../support/graph/workbook/grid.ts';
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

const examined = async (way: 'api' | 'file', trial: boolean, prepare: (book: Book) => void = () => {}) => {
  const book = await openStarterBook({ way });
  prepare(book);
  const examination = { uri: `graph:${book.address}`, options: book.options(), mailer: null, changes: null };
  const findings = await examineGraph({ ...examination, trial });
  const say = (code: string) => findings.find((one) => one.code === code)?.words;
  return { book, findings, say };
};

it('what only a trial tries is not claimed without one, and named', async () => {
  const { book, say } = await examined('file', false);
  expect(book.requests().filter((one) => one.startsWith('driveitem-put'))).toEqual([]);
  for (const [locale, untried] of [
    ['en', /single request .* was not tried: --trial/],
    ['zh-CN', /一次上传.*没有试过.*--trial/],
  ] as const)
    expect(say('writable')![locale]).toMatch(untried);
  const tried = (await examined('file', true)).say('writable')!;
  expect(tried.en).not.toContain('not tried');
  expect(tried['zh-CN']).not.toContain('没有试过');
});

it('Excel’s API is said to be the way only after the workbook was read through it', async () => {
  const { book, say } = await examined('api', false);
  expect(book.requests()).toContain('worksheet-usedrange');
  expect(say('way-api')!.en).toMatch(/written that way was not tried/);
  expect(say('way-api')!['zh-CN']).toMatch(/写入没有试过/);
});

it('a trial writes through Excel’s API as every sweep does, and leaves the sheet as it was', async () => {
  const { book, say } = await examined('api', true);
  expect(book.requests()).toEqual(
    expect.arrayContaining(['worksheetprotection-unprotect', 'range-update', 'worksheetprotection-protect']),
  );
  expect(say('api-writable')!.en).toContain('can write');
  expect(say('way-api')!.en).not.toContain('not tried');
  expect(gridOf(book.item.bytes).sheets.find(({ title }) => title === '_runs')!.protection).not.toBeNull();
});

it('a trial whose write Excel’s API refuses says so', async () => {
  const { findings } = await examined('api', true, ({ graph }) =>
    graph.fail({ api: 'graph', method: 'worksheetprotection-unprotect', how: { status: 400 } }),
  );
  expect(findings.filter(({ about }) => about === 'write').map(({ state }) => state)).toEqual(['fine', 'mend']);
});
