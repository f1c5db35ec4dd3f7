import { auth as authPlus } from 'googleapis/build/src/apis/sheets/index.js';
import { afterEach } from 'vitest';
import type { GoogleOptions } from '../../../functions/adapters/google-sheets/client.ts';
import { openGoogleSheet } from '../../../functions/adapters/google-sheets/store.ts';
import type { MemoryStore } from '../../../functions/adapters/memory/store.ts';
import type { WorkbookStore } from '../../../functions/ports.ts';
import { fillSpreadsheet } from '../../support/books.ts';
import { type Google, openGoogle } from '../../support/google/google.ts';
import type { Workbook } from '../../support/google/sheets/workbook.ts';
import { mortalStore } from '../../support/mortal.ts';
import { setOf } from '../../support/starter.ts';

export const BATON = 'baton@example.com';

/** A workbook at the fake of Google, and Baton before it. */
export interface Book {
  readonly google: Google;
  readonly workbook: Workbook;
  readonly store: WorkbookStore;
  /** Another process with the same workbook. `mortal`: it dies with the first request that fails. */
  readonly open: (options?: { readonly mortal?: boolean }) => WorkbookStore;
  /** Baton's account and the fake's place, for what opens spreadsheets by itself. */
  readonly options: () => GoogleOptions;
  /** Somebody does something right before a request is dealt with: the nth from now on, or the nth change. */
  readonly meanwhile: (act: () => void, which?: { readonly nth?: number; readonly method?: string }) => void;
  /** Requests since the last time this was asked, by kind: `get`, `batchUpdate`. */
  readonly requests: () => string[];
}

const opened: Google[] = [];
afterEach(async () => {
  for (const google of opened.splice(0)) await google.close();
});

/** Puts what a workbook in memory holds, formulas and all, into a spreadsheet that Baton may edit, and is at home in. */
export const openBook = async (memory: MemoryStore, { bound = true } = {}): Promise<Book> => {
  const book = await openBlank();
  const { workbook } = book;
  if (bound) await memory.apply([setOf('settings', 'workbookHome', { value: `gsheet:${workbook.id}` })]);
  await fillSpreadsheet(memory, workbook);
  return book;
};

/** A new spreadsheet with one empty sheet, shared with Baton. */
export const openBlank = async (): Promise<Book> => {
  const google = await openGoogle();
  opened.push(google);
  const workbook = google.sheets.create({ title: 'Launch', people: { [BATON]: 'writer' } });
  const options = (): GoogleOptions => {
    const auth = new authPlus.OAuth2({ forceRefreshOnFailure: true });
    const token = () => ({ access_token: google.token(BATON), expiry_date: google.clock.now() + 3_600_000 });
    auth.setCredentials(token());
    auth.refreshHandler = async () => token();
    const time = { now: google.clock.now, sleep: (ms: number) => google.clock.advance(ms) };
    return { auth, rootUrl: google.sheets.url, time, random: () => 0.5 };
  };
  const open = ({ mortal = false } = {}): WorkbookStore =>
    mortalStore(
      mortal,
      (ms) => google.clock.advance(ms),
      (sleep) => openGoogleSheet(workbook.id, { ...options(), time: { now: google.clock.now, sleep } }),
    );
  const meanwhile: Book['meanwhile'] = (act, which = { method: 'spreadsheets.batchUpdate' }) =>
    google.meanwhile({ api: 'sheets', ...which, act });
  let seen = 0;
  const requests = () => {
    const all = google.sheets.requests.map(({ method }) => method.replace('spreadsheets.', ''));
    const since = all.slice(seen);
    seen = all.length;
    return since;
  };
  return { google, workbook, store: open(), open, options, meanwhile, requests };
};
