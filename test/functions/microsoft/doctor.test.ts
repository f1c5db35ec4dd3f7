import { expect, it } from 'vitest';
import { graphExcel } from '../../../functions/adapters/graph-excel/backend.ts';
import type { GraphExcelOptions } from '../../../functions/adapters/graph-excel/store.ts';
import { createMemoryMailer } from '../../../functions/adapters/memory/mailer.ts';
import type { Looking } from '../../../functions/backend.ts';
import type { Finding } from '../../../functions/base/finding.ts';
import { examineWorkbook } from '../../../functions/doctor/examine.ts';
import { mailFindings } from '../../../functions/doctor/sender.ts';
import { BatonError } from '../../../functions/errors.ts';
import type { Mailer } from '../../../functions/ports.ts';
import { type Book, openStarterBook } from '../../adapters/graph-excel/book.ts';
import { gridOf } from '../../support/graph/workbook/grid.ts';
import { KEYS, openChanges } from './changed-parts.ts';

/** What is looked at of a workbook on Microsoft 365 alone. */
const OWN: readonly Finding['about'][] = ['read', 'way', 'write', 'marks', 'changes'];
const NOW = '2026-03-06T09:30:00+08:00';

const examine = async (uri: string, options: GraphExcelOptions, more: Partial<Looking> = {}) => {
  const looking = { trial: false, changes: null, timeOf: async () => null, ...more };
  const among = [graphExcel(options)];
  const { findings } = await examineWorkbook(uri, { ...looking, shown: uri, now: NOW, clock: NOW, among });
  return findings.filter(({ about }) => OWN.includes(about));
};

const mails = (mailer: () => Promise<Mailer>) => mailFindings({ way: 'graph', from: null, env: {}, mailer });

it('a workbook that is as it should be is fine in all that is looked at, and stays as it is', async () => {
  const book = await openChanges();
  await book.subscribe();
  const { eTag } = book.item;
  const findings = await examine(book.uri, book.options(), { trial: true, changes: { url: book.url, keys: KEYS } });
  expect(findings.map(({ about, state }) => [about, state])).toEqual([
    ['read', 'fine'],
    ['way', 'fine'],
    ['write', 'fine'],
    ['marks', 'fine'],
    ['changes', 'fine'],
  ]);
  expect((await mails(async () => createMemoryMailer())).map(({ state }) => state)).toEqual(['fine']);
  expect(findings.find(({ about }) => about === 'way')!.words.en).toContain('as a file');
  expect(book.item.eTag).toBe(eTag);
});

it('what is missing is said, with what to do', async () => {
  const book = await openChanges();
  const unsubscribed = await examine(book.uri, book.options(), { changes: { url: book.url, keys: KEYS } });
  expect(unsubscribed).toContainEqual(expect.objectContaining({ about: 'changes', state: 'look' }));
  const refused = new BatonError('backend', 'graph-mail-rights', { 'zh-CN': '不行', en: 'no' });
  expect((await mails(() => Promise.reject(refused))).map(({ state }) => state)).toEqual(['mend']);
  expect(await examine(book.uri, book.options())).toContainEqual(
    expect.objectContaining({ about: 'read', state: 'fine' }),
  );
  book.item.trash();
  const gone = await examine(book.uri, book.options());
  expect(gone.map(({ about, state }) => [about, state])).toEqual([['read', 'mend']]);
  expect(gone[0]!.words.en).toContain('recycle bin');
});

const examined = async (way: 'api' | 'file', trial: boolean, prepare: (book: Book) => void = () => {}) => {
  const book = await openStarterBook({ way });
  prepare(book);
  const findings = await examine(`graph:${book.address}`, book.options(), { trial });
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
