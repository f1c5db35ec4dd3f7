/** Whole workbooks with something wrong inside: read, planned for, written and read again, every cell of people's stays. */
import fc from 'fast-check';
import type { CellEdit, RawWorkbook } from '../../../core/workbook.ts';
import { cellByCell, rowByRow } from '../../../core/write/by-row.ts';
import { resolveWrites } from '../../../core/write/write.ts';
import { decide } from '../../../functions/sweep/decide.ts';
import { withLists } from '../../../functions/xlsx/lists.ts';
import { openPackage, type Package } from '../../../functions/xlsx/parts.ts';
import { patchPackage } from '../../../functions/xlsx/patch.ts';
import { readPackage, readWorkbook, type WorkbookContent } from '../../../functions/xlsx/read.ts';
import { STYLES, workbookFile } from '../../../test/support/workbook.ts';
import { unzip, zipFile } from '../../../test/support/zip.ts';
import { cycled } from '../../lists.ts';
import { damagedBytes } from '../draw.ts';
import { bytesOf, FULL, rawOffice } from '../office.ts';
import { mustHold, target } from '../target.ts';
import { partWrong, wrongXml } from '../xml.ts';

type Parts = readonly { readonly name: string; readonly content: Buffer }[];

const STRANGER = workbookFile({
  strings:
    '<si><t>任务</t></si><si><r><t>负责</t></r><r><t>人</t></r></si><si><t xml:space="preserve"> 截止 </t></si><si/>',
  styles: STYLES,
  relations: [['calcChain', 'calcChain.xml']],
  afterSheets:
    '<definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">Sheet1!$A$1:$C$4</definedName></definedNames><calcPr calcId="191029"/>',
  parts: {
    'xl/calcChain.xml':
      '<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><c r="C2" i="1"/></calcChain>',
  },
  sheets: [
    {
      head: '<dimension ref="A1:C4"/><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews><cols><col min="1" max="3" width="20"/></cols>',
      xml: '<row r="1" spans="1:3"><c r="A1" s="1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row><row r="2" ht="15"><c r="A2" t="inlineStr"><is><t>写报告</t></is></c><c r="B2" t="str"><v>李娜</v></c><c r="C2" s="2"><f t="shared" ref="C2:C4" si="0">DATE(2026,3,5)</f><v>46086</v></c></row><row r="3"><c r="A3"><v>1</v></c><c t="b"><v>1</v></c><c r="C3"><f t="shared" si="0"/><v>46087</v></c></row><row r="4"><c r="A4" t="e"><v>#REF!</v></c><c r="C4"><f t="array" ref="C4:C4">1</f></c></row>',
      tail: '<autoFilter ref="A1:C4"/><mergeCells count="1"><mergeCell ref="A6:B7"/></mergeCells><dataValidations count="2"><dataValidation type="list" sqref="A2:A9 B2"><formula1>"一,二"</formula1></dataValidation><dataValidation type="list" sqref="B3:B9"><formula1>x!$A$1:$A$3</formula1></dataValidation></dataValidations>',
      tables: [
        '<table xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" id="1" name="T" displayName="T" ref="A1:C4"><autoFilter ref="A1:C4"/><tableColumns count="3"><tableColumn id="1" name="任务"/><tableColumn id="2" name="负责人"/><tableColumn id="3" name="截止"/></tableColumns></table>',
      ],
    },
    { title: 'x', xml: '<row><c t="inlineStr"><is><t>a</t></is></c></row>' },
  ],
});

const EDITS: readonly Omit<CellEdit, 'sheet'>[] = [
  { row: 2, column: 2, value: '王伟\nline' },
  { row: 5, column: 1, value: '新任务', format: 'text' },
  { row: 5, column: 3, value: 46_090, format: 'date' },
  { row: 1, column: 4, value: '状态', like: 'left' },
  { row: 2, column: 3, value: 46_091, format: 'date' },
  { row: 3, column: 3, value: 1, formula: 'keep' },
  { row: 8, column: 2, value: 0.5, format: 'percent' },
];

const place = (sheet: number, row: number, column: number) => `${sheet}!${row}:${column}`;

const cellsOf = ({ sheets }: WorkbookContent): Map<string, string> => {
  const cells = new Map<string, string>();
  for (const [at, { rows }] of sheets.entries()) {
    for (const row of rows) {
      for (const [column, cell] of row.cells.entries()) {
        if (cell !== null && cell !== '') cells.set(place(at, row.at, column + 1), JSON.stringify(cell));
      }
    }
  }
  return cells;
};

/** Two rows of one number, two sheets of one title or in one part: what is meant there nobody can tell, and no program writes it. */
const isTwofold = ({ sheets }: WorkbookContent, parts: Package): boolean =>
  sheets.some(({ rows }) => new Set(rows.map(({ at }) => at)).size < rows.length) ||
  new Set(sheets.map(({ title }) => title)).size < sheets.length ||
  new Set(parts.sheets.map(({ path }) => path)).size < sheets.length;

const attempt = (bytes: Buffer, edited: boolean): string => {
  const parts = openPackage(bytes, true);
  const content = readPackage(parts);
  const before = cellsOf(content);
  const raw: RawWorkbook = {
    name: 'fuzz',
    location: 'memory:starter',
    movedFrom: () => false,
    foundAt: async () => null,
    ...content,
  };
  for (const { lists } of withLists(raw).sheets) lists?.();
  const { plan, snapshot, render } = decide(raw, { now: '2026-03-09T09:00' });
  for (const mail of plan.mails) render(mail);
  const first = content.sheets[0]?.title;
  const edits = edited
    ? first === undefined
      ? []
      : EDITS.map((edit) => ({ sheet: first, ...edit }))
    : cellByCell(resolveWrites(raw, plan.writes).edits);
  const patched = patchPackage(parts, { edits: rowByRow(edits), addSheets: [] });
  const again = readWorkbook(patched);
  const after = cellsOf(again);
  const titles = content.sheets.map(({ title }) => title);
  const touched = new Set(edits.map(({ sheet, row, column }) => place(titles.indexOf(sheet), row, column)));
  if (!isTwofold(content, parts)) {
    for (const [at, cell] of before) {
      if (!touched.has(at))
        mustHold(
          after.get(at) === cell,
          () => `${at} held ${cell.slice(0, 80)} and now ${after.get(at)?.slice(0, 80)}`,
        );
    }
  }
  return `swept ${snapshot.problems.length} ${plan.notices.length} ${edits.length} ${after.size}`;
};

const partsOf = (bytes: Buffer): Parts => unzip(bytes).map(({ name, content }) => ({ name, content }));

const wrongIn = (parts: Parts) =>
  fc.array(partWrong, { minLength: 1, maxLength: 2 }).map((wrongs) => {
    const files = [...parts];
    for (const one of wrongs) {
      const at = one.part % files.length;
      const { name, content } = cycled(files, at);
      files[at] = { name, content: wrongXml(content.toString(), one) };
    }
    return zipFile(files);
  });

/** A workbook of a stranger's, with edits of all kinds. */
export const partsTarget = target<Buffer>({
  name: 'xlsx-parts',
  patience: 4000,
  prepare: async () => ({
    inputs: fc.oneof(
      { weight: 6, arbitrary: wrongIn(partsOf(STRANGER)) },
      { weight: 1, arbitrary: damagedBytes(fc.constant(STRANGER)) },
      {
        weight: 1,
        arbitrary: fc
          .tuple(fc.nat(20), damagedBytes(fc.constantFrom(...partsOf(STRANGER).map(({ content }) => content))))
          .map(([at, content]) => {
            const files = [...partsOf(STRANGER)];
            files[at % files.length] = { name: cycled(files, at).name, content };
            return zipFile(files);
          }),
      },
    ),
    attempt: (bytes) => attempt(bytes, true),
  }),
});

/** Baton's own workbooks, swept. */
export const workbookTarget = target<Buffer>({
  name: 'workbook',
  patience: 8000,
  prepare: async () => {
    const small = partsOf(bytesOf(await rawOffice()));
    const full = partsOf(bytesOf(await rawOffice(FULL)));
    return {
      inputs: fc.oneof({ weight: 4, arbitrary: wrongIn(small) }, { weight: 1, arbitrary: wrongIn(full) }),
      attempt: (bytes) => attempt(bytes, false),
    };
  },
});
