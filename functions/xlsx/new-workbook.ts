/** A workbook made from nothing but the sheets it is to have. */
import type { NewSheet } from '../../core/workbook.ts';
import { patchWorkbook } from './patch.ts';
import { writeZip } from './zip.ts';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The parts of a workbook without sheets (ECMA-376 parts 1 and 2); what each sheet needs is added with it. */
const EMPTY: readonly (readonly [path: string, xml: string])[] = [
  [
    '[Content_Types].xml',
    `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
  ],
  [
    '_rels/.rels',
    `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  ],
  ['xl/workbook.xml', `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets/></workbook>`],
  ['xl/_rels/workbook.xml.rels', `<Relationships xmlns="${PACKAGE}/relationships"/>`],
];

/** A workbook with these sheets, at least one. The same sheets give the same bytes. */
export const newWorkbook = (sheets: readonly NewSheet[]): Buffer => {
  const parts = new Map(EMPTY.map(([path, xml]) => [path, Buffer.from(XML + xml)]));
  const empty = writeZip({ entries: [], comment: Buffer.alloc(0) }, parts);
  return patchWorkbook(empty, { edits: [], addSheets: sheets });
};
