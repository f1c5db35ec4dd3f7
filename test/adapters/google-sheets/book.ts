import { auth as authPlus, type sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { afterEach } from 'vitest';
import { openGoogleSheet } from '../../../functions/adapters/google-sheets/store.ts';
import type { MemoryStore } from '../../../functions/adapters/memory/store.ts';
import type { WorkbookStore } from '../../../functions/ports.ts';
import { type Google, openGoogle } from '../../support/google/google.ts';
import { put } from '../../support/google/sheets/book.ts';
import { addSheet } from '../../support/google/sheets/structure.ts';
import type { Workbook } from '../../support/google/sheets/workbook.ts';

export const BATON = 'baton@example.com';

/** A workbook at the fake of Google, and Baton before it. */
export interface Book {
  readonly google: Google;
  readonly workbook: Workbook;
  readonly store: WorkbookStore;
  /** Another process with the same workbook. */
  readonly open: () => WorkbookStore;
  /** Requests since the last time this was asked, by kind: `get`, `batchUpdate`. */
  readonly requests: () => string[];
}

const opened: Google[] = [];
afterEach(async () => {
  for (const google of opened.splice(0)) await google.close();
});

/** Puts what a workbook in memory holds, formulas and all, into a spreadsheet that Baton may edit. */
export const openBook = async (memory: MemoryStore): Promise<Book> => {
  const google = await openGoogle();
  opened.push(google);
  const workbook = google.sheets.create({ title: 'Launch', people: { [BATON]: 'writer' } });
  const raw = await memory.read();
  const book = { ...workbook.book, sheets: [] };
  let id = 100;
  for (const { title, rows } of raw.sheets) {
    const sheet = addSheet(book, { title }, () => ++id);
    for (const { at, cells } of rows)
      cells.forEach((value, i) => {
        const formula = memory.formulaAt(title, at, i + 1);
        if (formula !== null) put(sheet, at - 1, i, { userEnteredValue: { formulaValue: `=${formula}` } });
        else if (value !== null && value !== '') put(sheet, at - 1, i, { userEnteredValue: enteredOf(value) });
      });
  }
  workbook.replace(book);

  const open = () => {
    const auth = new authPlus.OAuth2({ forceRefreshOnFailure: true });
    const token = () => ({ access_token: google.token(BATON), expiry_date: google.clock.now() + 3_600_000 });
    auth.setCredentials(token());
    auth.refreshHandler = async () => token();
    const time = { now: google.clock.now, sleep: (ms: number) => google.clock.advance(ms) };
    return openGoogleSheet(workbook.id, { auth, rootUrl: google.sheets.url, time, random: () => 0.5 });
  };
  let seen = 0;
  const requests = () => {
    const all = google.sheets.requests.map(({ method }) => method.replace('spreadsheets.', ''));
    const since = all.slice(seen);
    seen = all.length;
    return since;
  };
  return { google, workbook, store: open(), open, requests };
};

const enteredOf = (value: unknown): sheets_v4.Schema$ExtendedValue =>
  typeof value === 'number'
    ? { numberValue: value }
    : typeof value === 'boolean'
      ? { boolValue: value }
      : { stringValue: String(value) };
