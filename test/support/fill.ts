import { inflateEntry, readZip, writeZip, type Zip } from '../../functions/xlsx/zip.ts';
import { columnLetters, columnsInFile, isFull, type TabKey, tabOf } from '../../sheet-templates/index.ts';
import { isView, type SheetKey, tabsIn } from '../../sheet-templates/views.ts';

/** Values by column key; a date is a Date at midnight UTC. */
export type Filling = Readonly<Record<string, string | number | Date>>;

const FIRST_ROW = 4;
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const serial = (date: Date) => date.getTime() / 86_400_000 + 25_569;

const content = (value: string | number | Date): { type: string; xml: string } =>
  typeof value === 'string'
    ? { type: ' t="inlineStr"', xml: `<is><t>${escaped(value)}</t></is>` }
    : { type: '', xml: `<v>${value instanceof Date ? serial(value) : value}</v>` };

/** Packed to be read soon, not to be small. */
const QUICK = 1;

const archives = new WeakMap<Buffer, Zip>();
const archiveOf = (template: Buffer): Zip => {
  const known = archives.get(template) ?? readZip(template);
  archives.set(template, known);
  return known;
};

/** Types rows into a generated workbook as a person would: the cells' styles, and everything around them, stay. */
export const fill = (
  template: Buffer,
  sheets: readonly SheetKey[],
  rows: Partial<Record<TabKey, readonly Filling[]>>,
): Buffer => {
  const archive = archiveOf(template);
  const textOf = (name: string) => inflateEntry(archive.entries.find((entry) => entry.name === name)!).toString();
  const changes = new Map<string, Buffer>();
  for (const [index, tab] of sheets.entries()) {
    if (isView(tab)) continue;
    const filling = rows[tab] ?? [];
    if (filling.length === 0) continue;
    const name = `xl/worksheets/sheet${index + 1}.xml`;
    let xml = textOf(name);
    const machine = tabOf(tab).machine ?? false;
    filling.forEach((row, i) => {
      const at = (machine ? 2 : FIRST_ROW) + i;
      const cells = columnsInFile(tab, isFull(tabsIn(sheets))).flatMap(([key], column) => {
        const value = row[key];
        return value === undefined ? [] : [{ ref: `${columnLetters(column + 1)}${at}`, ...content(value) }];
      });
      if (machine) {
        const typed = cells.map((cell) => `<c r="${cell.ref}"${cell.type}>${cell.xml}</c>`).join('');
        xml = xml.replace('</sheetData>', () => `<row r="${at}">${typed}</row></sheetData>`);
      } else {
        for (const { ref, type, xml: inner } of cells) {
          const prepared = new RegExp(`<c r="${ref}"( s="\\d+")[^>]*?(?:/>|>.*?</c>)`);
          if (!prepared.test(xml)) throw new Error(`${tab} has no prepared cell ${ref}`);
          xml = xml.replace(prepared, (_, style) => `<c r="${ref}"${style}${type}>${inner}</c>`);
        }
      }
    });
    changes.set(name, Buffer.from(xml));
  }
  const book = textOf('xl/workbook.xml');
  changes.set(
    'xl/workbook.xml',
    Buffer.from(book.replace(/<calcPr (?!.*fullCalcOnLoad)/, '<calcPr fullCalcOnLoad="1" ')),
  );
  return writeZip(archive, changes, QUICK);
};
