/** Makes a blank or a new Google spreadsheet a workbook, in one change. */
import type { Locale } from '../../../sheet-templates/index.ts';
import { type SheetKey, TEMPLATES } from '../../../sheet-templates/views.ts';
import type { CreatedBook, NewBook } from '../../backend.ts';
import { BatonError } from '../../errors.ts';
import { ChangeFailed, createSheetsClient, type GoogleOptions, type SheetsRequests } from './client.ts';
import { badSpreadsheetId, notEmpty, spreadsheetNotFilledIn, stillBlank } from './errors.ts';
import { NOTHING_BACK, placeOf, spreadsheetReading, TO_READ } from './read.ts';
import { openGoogleSheet } from './store.ts';
import { templateRequests } from './template.ts';

/** As for any backend. One that could not be filled in stays, and its error says so. */
export const createSpreadsheet = async (wanted: NewBook, options: GoogleOptions): Promise<CreatedBook> => {
  const { address, template, ...more } = wanted;
  const id = await createGoogleSheet({ ...more, id: address, sheets: TEMPLATES[template] }, options);
  return {
    address: id,
    store: openGoogleSheet(id, options),
    unfilled: async (error) => (error instanceof BatonError ? spreadsheetNotFilledIn(id, error) : error),
  };
};

export interface NewSpreadsheet {
  /** An empty spreadsheet to be made a workbook; '' for a new one, which belongs to the account Baton works as. */
  readonly id: string;
  readonly title: string;
  readonly sheets: readonly SheetKey[];
  readonly locale: Locale;
  /** IANA name. */
  readonly zone: string;
}

/**
 * Makes an empty spreadsheet a workbook of these sheets, all or nothing, and answers its id. BatonError as in errors.ts, where
 * a new one was made with its id in the words, and 'data' gsheet-not-empty: what people have written is not touched.
 */
export const createGoogleSheet = async (wanted: NewSpreadsheet, options: GoogleOptions = {}): Promise<string> => {
  if (!/^[\w-]*$/.test(wanted.id)) throw badSpreadsheetId(wanted.id);
  const operation = createSheetsClient(wanted.id, options).begin();
  if (wanted.id) return makeWorkbookOf(operation, wanted.id, wanted);
  const id = await operation.create({ requestBody: { properties: { title: wanted.title } } });
  return makeWorkbookOf(operation, id, wanted).catch((error) => {
    throw error instanceof BatonError ? stillBlank(id, error) : error;
  });
};

/** One change, so that a spreadsheet is as it was or a workbook. */
const makeWorkbookOf = async (operation: SheetsRequests, id: string, wanted: NewSpreadsheet): Promise<string> => {
  let old = await sheetsOf(operation, id);
  if (old.some(({ rows }) => rows > 0)) throw notEmpty();
  const requests = templateRequests({ ...wanted, instead: old.map(({ sheetId }) => sheetId) });
  for (;;) {
    try {
      await operation.change({ spreadsheetId: id, fields: NOTHING_BACK, requestBody: { requests } });
      return id;
    } catch (thrown) {
      if (!(thrown instanceof ChangeFailed)) throw thrown;
      if (thrown.failure.status === 400) throw await operation.error(thrown.failure);
      await operation.pause(thrown.failure);
      old = await sheetsOf(operation, id);
      // The answer got lost and the work was done.
      if (old.some(({ rows }) => rows > 0)) return id;
    }
  }
};

const sheetsOf = async (operation: SheetsRequests, spreadsheetId: string) => {
  const { sheets, places } = spreadsheetReading(await operation.get({ spreadsheetId, fields: TO_READ }));
  return sheets.map(({ title, rows }) => ({ sheetId: placeOf(places, title).sheetId, rows: rows.length }));
};
