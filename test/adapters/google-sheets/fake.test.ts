import { auth as authPlus, type sheets_v4, sheets as sheetsClient } from 'googleapis/build/src/apis/sheets/index.js';
import { afterEach, describe, expect, test } from 'vitest';
import { type Google, openGoogle } from '../../support/google/google.ts';

const BATON = 'baton@example.com';

let google: Google;
afterEach(() => google?.close());

/** A client of Google's own on the fake, as somebody. */
const clientOf = (email = BATON, token = google.token(email)): sheets_v4.Sheets => {
  const auth = new authPlus.OAuth2();
  auth.setCredentials({ access_token: token });
  return sheetsClient({ version: 'v4', auth, rootUrl: google.sheets.url, retry: false });
};

/** A workbook that belongs to the robot, with a table in A1:B3 of Sheet1. */
const openTable = async () => {
  google = await openGoogle();
  const workbook = google.sheets.create({ title: 'Plan', people: { [BATON]: 'owner' } });
  for (const [cell, text] of [
    ['A1', 'Task'],
    ['B1', 'Due'],
    ['A2', 'T-1'],
    ['B2', '2026-03-06'],
    ['A3', 'T-2'],
    ['B3', '=B2+1'],
  ] as const)
    workbook.type('Sheet1', cell, text);
  return { workbook, spreadsheetId: workbook.id, sheets: clientOf() };
};

/** What a refused request was told. */
const refusal = async (request: Promise<unknown>) => {
  const error = await request.then(
    () => expect.unreachable('the request was accepted'),
    (reason: unknown) =>
      reason as { response?: { status: number; data: { error: { message: string; status: string } } } },
  );
  return { code: error.response?.status, ...error.response?.data.error };
};

describe('reading', () => {
  test('cells come with what was entered and what it shows; the mask chooses', async () => {
    const { sheets, spreadsheetId } = await openTable();
    const { data } = await sheets.spreadsheets.get({
      spreadsheetId,
      fields: 'sheets(properties(title),data(rowData.values(effectiveValue,userEnteredValue/formulaValue)))',
    });
    expect(data).toEqual({
      sheets: [
        {
          properties: { title: 'Sheet1' },
          data: [
            {
              rowData: [
                {
                  values: [
                    { effectiveValue: { stringValue: 'Task' }, userEnteredValue: {} },
                    { effectiveValue: { stringValue: 'Due' }, userEnteredValue: {} },
                  ],
                },
                {
                  values: [
                    { effectiveValue: { stringValue: 'T-1' }, userEnteredValue: {} },
                    { effectiveValue: { numberValue: 46087 }, userEnteredValue: {} },
                  ],
                },
                {
                  values: [
                    { effectiveValue: { stringValue: 'T-2' }, userEnteredValue: {} },
                    { effectiveValue: { numberValue: 46088 }, userEnteredValue: { formulaValue: '=B2+1' } },
                  ],
                },
              ],
            },
          ],
        },
      ],
    });
  });
});
