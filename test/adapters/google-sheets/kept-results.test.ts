import { expect, test } from 'vitest';
import { type Google, openGoogle } from '../../support/google/google.ts';
import { Calculator } from '../../support/google/sheets/calculate.ts';
import type { Workbook } from '../../support/google/sheets/workbook.ts';
import { randomOf } from '../../support/random.ts';

/** Formulas that look at cells, columns, other sheets, each other, the day and the instant; two of them in a circle. */
const FORMULAS = [
  '=Other!A3+B14',
  '=A1+1',
  '=IF(Other!A2>3,"much","little")',
  '=IFERROR(MATCH(5,Other!A1:A9,0),"none")',
  '=COUNTIF(A1:A9,">2")',
  '=B2&B3',
  '=TODAY()-A2',
  '=B7*2',
  '=NOW()',
  '=B9+1',
  '=Other!A3+IFERROR(B12,0)',
  '=IFERROR(B11,0)',
  '=Other!B1',
  '=A4+A5',
];

/** What all cells show, asked for from the first on or from the last on: in a circle that makes a difference. */
const shown = ({ book }: Workbook, calculator: Calculator, isBackwards: boolean) => {
  const cells = book.sheets.flatMap((sheet) =>
    sheet.rows.flatMap((row, r) => Array.from(row, (_, c) => ({ sheet, r, c }))),
  );
  return (isBackwards ? cells.reverse() : cells).map(({ sheet, r, c }) => calculator.at(sheet, r, c));
};

test('what the stand-in keeps of its results never outlives what they come from', async () => {
  const google: Google = await openGoogle();
  const workbook = google.sheets.create({ title: 'Plan', people: {} });
  const random = randomOf(5);
  const upTo = (n: number) => Math.floor(random() * n);
  const sheet = workbook.tab('Sheet1');
  const more = ['Other', 'Far'].map((title, i) => ({
    ...sheet,
    rows: [],
    properties: { ...sheet.properties, sheetId: i + 7, title },
  }));
  workbook.replace({ ...workbook.book, sheets: [sheet, ...more] });
  FORMULAS.forEach((formula, i) => {
    workbook.type('Sheet1', `B${i + 1}`, formula);
  });
  workbook.type('Other', 'B1', '=Sheet1!A1+A2');
  workbook.type('Far', 'A1', '=Third!A1');
  const deeds = [
    () => workbook.type('Far', 'A2', String(upTo(9))),
    () => workbook.type('Sheet1', `A${1 + upTo(9)}`, String(upTo(9))),
    () => workbook.type('Other', `A${1 + upTo(9)}`, String(upTo(9))),
    () => workbook.insertRows('Sheet1', 20),
    () => workbook.sort('Other', { column: 1, from: 3, to: 9 }),
    () => workbook.renameTab('Other', 'Third'),
    () => workbook.renameTab('Third', 'Other'),
    () => google.clock.advance(1_000),
    () => google.clock.advance(90_000_000),
  ];
  let last: Calculator | undefined;
  for (let i = 0; i < 300; i++) {
    try {
      await deeds[upTo(deeds.length)]?.();
    } catch (error) {
      // The tab has the other of its names just now.
      expect(String(error)).toMatch(/No tab (Other|Third)/);
    }
    const kept = workbook.calculator();
    if (kept === last) continue;
    last = kept;
    const isBackwards = random() < 0.5;
    const fresh = new Calculator(kept.book, kept.instant);
    expect(shown(workbook, kept, isBackwards)).toEqual(shown(workbook, fresh, isBackwards));
  }
  await google.close();
});
