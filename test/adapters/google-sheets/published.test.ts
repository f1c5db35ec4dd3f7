import { describe, expect, test } from 'vitest';
import { descriptionOf, faultsOf, type Sent } from '../../support/google/published/published.ts';
import { openBlank } from './book.ts';

/** What the stand-in says of a change that no description knows. */
const sent = (body: unknown, more: Partial<Sent> = {}): string[] =>
  faultsOf('sheets', {
    method: 'spreadsheets.batchUpdate',
    verb: 'POST',
    path: { spreadsheetId: 'abc' },
    query: new URLSearchParams(),
    body,
    ...more,
  });

describe('requests held against Google’s published descriptions', () => {
  test('a right one passes', () => {
    const cell = { userEnteredValue: { numberValue: 1 }, userEnteredFormat: { numberFormat: { type: 'DATE' } } };
    expect(sent({ requests: [{ repeatCell: { range: { sheetId: 1 }, cell, fields: '*' } }] })).toEqual([]);
  });

  test.each([
    ['a field that there is not', { requests: [{ repeatCell: { rang: {} } }] }, 'has no such field'],
    [
      'a word that an enumeration does not have',
      { requests: [{ mergeCells: { mergeType: 'MERGE_EVERYTHING' } }] },
      'none of its words',
    ],
    ['text for a number', { requests: [{ deleteSheet: { sheetId: '1' } }] }, 'is no number'],
    ['half a row', { requests: [{ deleteSheet: { sheetId: 1.5 } }] }, 'no int32'],
    [
      'what is not to be used any more',
      { requests: [{ repeatCell: { cell: { userEnteredFormat: { backgroundColor: { red: 1 } } } } }] },
      'not to be used',
    ],
  ])('%s does not', (_, body, why) => {
    const faults = sent(body);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(why);
  });

  test('neither does a parameter that is missing or unknown, or another verb', () => {
    expect(sent({}, { path: {} })).toEqual(['spreadsheets.batchUpdate lacks spreadsheetId']);
    expect(sent({}, { query: new URLSearchParams('quick=1') })).toEqual([
      'spreadsheets.batchUpdate has no parameter quick',
    ]);
    expect(sent({}, { verb: 'PUT' })).toHaveLength(1);
    expect(sent({}, { method: 'spreadsheets.delete' })).toEqual(['spreadsheets.delete is no published method']);
  });

  test('the stand-in holds every request against them', async () => {
    const { google, workbook } = await openBlank();
    const response = await fetch(`${google.sheets.url}/v4/spreadsheets/${workbook.id}:batchUpdate`, {
      method: 'POST',
      headers: { authorization: `Bearer ${google.token('baton@example.com')}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        requests: [{ mergeCells: { range: { sheetId: 0, endRowIndex: 2 }, mergeType: 'SOMEHOW' } }],
      }),
    });
    await response.arrayBuffer();
    expect(google.takeViolations()).toEqual([
      expect.stringMatching(/published description: .*mergeType: SOMEHOW is none of its words$/),
    ]);
  });

  test('they are recent, and hold what Baton asks for', () => {
    for (const api of ['sheets', 'gmail', 'tasks', 'iam'] as const)
      expect(descriptionOf(api).revision >= '20260501').toBe(true);
    expect(descriptionOf('gmail').resources.users?.resources?.drafts?.methods?.send?.request).toEqual({
      $ref: 'Draft',
    });
  });
});
