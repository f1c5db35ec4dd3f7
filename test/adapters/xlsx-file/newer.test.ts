/** A workbook that was read before: what has changed since is read anew, and nothing else is. */
import { expect, test } from 'vitest';
import { openPackage } from '../../../functions/xlsx/parts.ts';
import { patchWorkbook } from '../../../functions/xlsx/patch.ts';
import { readNewer, readPackage } from '../../../functions/xlsx/read.ts';
import { workbookFile } from '../../support/workbook.ts';

const A1 = (content: string) => `<row r="1">${content}</row>`;
const SHARED = A1('<c r="A1" t="s"><v>0</v></c>');
const [plan, notes] = [
  { title: 'Plan', xml: A1('<c r="A1"><v>1</v></c>') },
  { title: 'Notes', xml: A1('<c r="A1"><v>2</v></c>') },
];

/** What was read of `before`, every sheet of it, and then of `after`. */
const readBoth = (before: Buffer, after: Buffer) => {
  const parts = openPackage(before);
  const content = readPackage(parts);
  for (const { rows } of content.sheets) expect(rows.length).toBeGreaterThan(0);
  return { old: content.sheets, now: readNewer(openPackage(after), { parts, content }).sheets };
};
const firstCells = (sheets: ReturnType<typeof readBoth>['now']) => sheets.map(({ rows }) => rows[0]?.cells[0]);

test('a sheet that has changed is read anew, and the other one is the object that it was', () => {
  const file = workbookFile({ sheets: [plan, notes] });
  const edits = [{ sheet: 'Notes', row: 1, column: 1, value: 3, format: 'number' as const }];
  const { old, now } = readBoth(file, patchWorkbook(file, { edits, addSheets: [] }));
  expect(firstCells(now)).toEqual([1, 3]);
  expect(now[0]).toBe(old[0]);
  expect(now[1]).not.toBe(old[1]);
});

test('where a shared string has changed, a sheet with the same bytes says something else', () => {
  const sheets = [{ title: 'Plan', xml: SHARED }];
  const { now } = readBoth(
    workbookFile({ sheets, strings: '<si><t>before</t></si>' }),
    workbookFile({ sheets, strings: '<si><t>after</t></si>' }),
  );
  expect(firstCells(now)).toEqual(['after']);
});

test('a sheet that was given another name has it', () => {
  const { now } = readBoth(
    workbookFile({ sheets: [plan, notes] }),
    workbookFile({ sheets: [plan, { ...notes, title: 'Remarks' }] }),
  );
  expect(now.map(({ title }) => title)).toEqual(['Plan', 'Remarks']);
  expect(firstCells(now)).toEqual([1, 2]);
});

test('sheets that change places keep what they hold', () => {
  const { now } = readBoth(workbookFile({ sheets: [plan, notes] }), workbookFile({ sheets: [notes, plan] }));
  expect(now.map(({ title }) => title)).toEqual(['Notes', 'Plan']);
  expect(firstCells(now)).toEqual([2, 1]);
});

test('a sheet that nobody asked for is read from the newer file', () => {
  const file = workbookFile({ sheets: [plan] });
  const older = () => {
    throw new Error('read from the older file');
  };
  const parts = { ...openPackage(file), using: older, bytes: older };
  const content = readPackage(parts);
  const newer = readNewer(openPackage(Buffer.from(file)), { parts, content });
  expect(newer.sheets[0]).toBe(content.sheets[0]);
  expect(firstCells(newer.sheets)).toEqual([1]);
});
