import { auth as authPlus } from 'googleapis/build/src/apis/sheets/index.js';
import { describe, expect, test } from 'vitest';
import { openGoogleSheet } from '../../../functions/adapters/google-sheets/store.ts';
import type { BatonError } from '../../../functions/errors.ts';
import { appendOf, columnOf, HEADER_ROW, openStarter, setOf } from '../../support/starter.ts';
import { BATON, type Book, openBook } from './book.ts';

const open = async () => openBook(await openStarter());
const failed = async (work: Promise<unknown>): Promise<BatonError> =>
  work.then(
    () => expect.unreachable('it worked'),
    (error: BatonError) => error,
  );
const ROBOT = 'baton@project.iam.gserviceaccount.com';
const zone = setOf('settings', 'zone', { value: 'Europe/Berlin' });

describe('what a person can mend is said in both languages, and not tried again', () => {
  const cases: readonly (readonly [string, string, 'data' | 'backend', (book: Book) => void])[] = [
    [
      'a spreadsheet that was deleted',
      'gsheet-not-found',
      'data',
      ({ workbook }) => {
        workbook.removed = true;
      },
    ],
    ['a spreadsheet that is not shared', 'gsheet-forbidden', 'data', ({ workbook }) => workbook.unshare(BATON)],
  ];
  test.each(cases)('%s: %s', async (_, code, kind, spoil) => {
    const book = await open();
    spoil(book);
    const error = await failed(book.store.read());
    expect(error).toMatchObject({ code, kind });
    expect(error.words.en.length).toBeGreaterThan(20);
    expect(error.words['zh-CN']).toMatch(/\p{Script=Han}/u);
    expect(book.google.clock.now()).toBe(Date.parse('2026-03-06T01:00:00Z'));
  });

  test('a spreadsheet shared to be looked at only', async () => {
    const { store, workbook } = await open();
    workbook.share(BATON, 'reader');
    expect((await store.read()).name).toBe('Launch');
    const before = workbook.revision;
    expect(await failed(store.apply([zone]))).toMatchObject({ code: 'gsheet-forbidden', kind: 'data' });
    expect(workbook.revision).toBe(before);
  });

  test('a protected sheet', async () => {
    const { store, workbook } = await open();
    const sheet = workbook.tab('Settings');
    const editors = { users: ['owner@example.com'] };
    sheet.protectedRanges.push({ protectedRangeId: 1, range: { sheetId: sheet.properties.sheetId! }, editors });
    expect(await failed(store.apply([zone]))).toMatchObject({ code: 'gsheet-protected', kind: 'data' });
  });

  test('merged cells, of which only the first can be seen, and text that fits no cell', async () => {
    const { store, workbook, requests } = await open();
    const sheet = workbook.tab('Settings');
    const value = columnOf('settings', 'value');
    sheet.merges.push({
      sheetId: sheet.properties.sheetId!,
      startRowIndex: HEADER_ROW,
      endRowIndex: HEADER_ROW + 30,
      startColumnIndex: 0,
      endColumnIndex: value,
    });
    expect(await failed(store.apply([zone]))).toMatchObject({ code: 'merged-cells', kind: 'data' });
    const long = appendOf('raci', { id: 'T-0001', name: 'x'.repeat(50_001) });
    expect(await failed(store.apply([long]))).toMatchObject({ code: 'text-too-long', kind: 'data' });
    expect(requests()).toEqual(['get', 'get']);
  });

  test('a grant that was revoked', async () => {
    const { google, workbook } = await open();
    const auth = new authPlus.OAuth2();
    auth.setCredentials({ access_token: google.token(BATON) });
    google.tokens.revoke(BATON);
    const store = openGoogleSheet(workbook.id, { auth, rootUrl: google.sheets.url });
    expect(await failed(store.read())).toMatchObject({ code: 'gsheet-auth', kind: 'backend' });
  });

  test('a scope that was not granted', async () => {
    const { google, workbook } = await open();
    const auth = new authPlus.OAuth2();
    auth.setCredentials({
      access_token: google.token(BATON, { scopes: ['https://www.googleapis.com/auth/gmail.modify'] }),
    });
    const store = openGoogleSheet(workbook.id, { auth, rootUrl: google.sheets.url });
    expect(await failed(store.read())).toMatchObject({ code: 'gsheet-auth' });
  });

  test('whom to share with is said where the account is known', async () => {
    const { google, workbook } = await open();
    workbook.unshare(BATON);
    const auth = new authPlus.JWT({ email: ROBOT, scopes: ['https://www.googleapis.com/auth/spreadsheets'] });
    auth.setCredentials({ access_token: google.token(BATON), expiry_date: google.clock.now() + 1e12 });
    const { words } = await failed(openGoogleSheet(workbook.id, { auth, rootUrl: google.sheets.url }).read());
    expect(words.en).toContain(ROBOT);
    expect(words['zh-CN']).toContain(ROBOT);
  });

  test('what is no id is no request', () => {
    expect(() => openGoogleSheet('https://docs.google.com/spreadsheets/d/1/edit')).toThrow(
      expect.objectContaining({ code: 'gsheet-bad-id', kind: 'call' }),
    );
  });
});

describe('what passes is waited for', () => {
  const minutes = ({ google }: Book) => (google.clock.now() - Date.parse('2026-03-06T01:00:00Z')) / 60_000;

  test('as long as the server asks', async () => {
    const book = await open();
    book.google.fail({ api: 'sheets', how: { status: 429, retryAfter: 90 } });
    await book.store.read();
    expect(minutes(book)).toBeGreaterThanOrEqual(1.5);
  });

  test('longer each time, until the quota of a minute is back', async () => {
    const book = await open();
    for (let i = 0; i < 130; i++) await book.store.read();
    expect(minutes(book)).toBeGreaterThan(2);
    expect(book.requests().length).toBeLessThan(150);
  });

  test('not for ever: the error says what it was', async () => {
    const book = await open();
    book.google.fail({ api: 'sheets', how: { status: 429 }, times: Number.POSITIVE_INFINITY });
    expect(await failed(book.store.read())).toMatchObject({ code: 'gsheet-quota', kind: 'backend' });
    expect(minutes(book)).toBeLessThanOrEqual(5);
    expect(book.requests().length).toBeLessThanOrEqual(21);
  });

  test('and with one budget for a workbook, however often it is asked', async () => {
    const book = await open();
    book.google.fail({ api: 'sheets', how: { status: 503 }, times: Number.POSITIVE_INFINITY });
    for (let i = 0; i < 6; i++) await failed(book.store.read());
    expect(await failed(book.store.apply([zone]))).toMatchObject({ code: 'gsheet-unreachable', kind: 'backend' });
    expect(book.requests().length).toBeLessThanOrEqual(27);
  });

  test('a connection that dies again and again while we write is not taken for people who move rows', async () => {
    const book = await open();
    const change = { api: 'sheets', method: 'spreadsheets.batchUpdate', how: 'drop-before' } as const;
    book.google.fail({ ...change, times: Number.POSITIVE_INFINITY });
    expect(await failed(book.store.apply([zone]))).toMatchObject({ code: 'gsheet-unreachable', kind: 'backend' });
    book.google.calm();
    book.google.fail({ ...change, times: 7 });
    expect(await book.store.apply([zone])).toMatchObject([{ outcome: 'written' }]);
  });

  test('a server that is not there is nobody’s data', async () => {
    const { google, workbook } = await open();
    const auth = new authPlus.OAuth2();
    auth.setCredentials({ access_token: 'x' });
    const time = { now: google.clock.now, sleep: (ms: number) => google.clock.advance(ms) };
    const store = openGoogleSheet(workbook.id, { auth, rootUrl: 'http://127.0.0.1:1', time });
    expect(await failed(store.read())).toMatchObject({ code: 'gsheet-unreachable', kind: 'backend' });
  });
});

describe('a copy', () => {
  test('lives elsewhere than its original, which is found as long as it is shared', async () => {
    const { google, workbook, store, open: again } = await open();
    const copy = google.sheets.create({ title: 'Copy of Launch', like: workbook, people: { [BATON]: 'writer' } });
    const auth = new authPlus.OAuth2();
    auth.setCredentials({ access_token: google.token(BATON) });
    const raw = await openGoogleSheet(copy.id, { auth, rootUrl: google.sheets.url }).read();
    const original = await store.read();
    expect(original.location).toBe(`gsheet:${workbook.id}`);
    expect(raw.location).not.toBe(original.location);
    expect(raw.movedFrom(original.location)).toBe(false);
    expect((await raw.foundAt(original.location))?.name).toBe('Launch');
    expect(await raw.foundAt('gsheet:gone')).toBeNull();
    expect(await raw.foundAt('file:elsewhere.xlsx')).toBeNull();
    workbook.rename('Launch 2');
    expect(await again().read()).toMatchObject({ location: original.location, name: 'Launch 2' });
  });
});
