/** Splits a worksheet part in two, by rows. */
import { rectOf, refOf } from './cells.ts';
import { SheetCursor } from './sheet-cursor.ts';
import { attribute, findTag, splice, type Tag, withAttribute } from './xml.ts';

/**
 * A worksheet part as two: `kept` without the rows that go, `moved` with the header and those alone. Rows go as they are, with
 * their styles and shared strings; only their numbers follow, so that neither sheet has gaps. For a sheet of plain values:
 * formulas are not rewritten.
 */
export const splitSheetPart = (
  bytes: Buffer,
  path: string,
  { headerRow, rows }: { readonly headerRow: number; readonly rows: ReadonlySet<number> },
): { readonly kept: Buffer; readonly moved: Buffer } => {
  const cursor = new SheetCursor(bytes, path);
  const places: { readonly row: number; readonly start: number }[] = [];
  while (cursor.nextRow()) places.push({ row: cursor.row, start: cursor.rowStart });
  const end = cursor.end;
  const first = places[0]?.start ?? end;

  const rowsThat = (stay: (row: number) => boolean): Buffer[] => {
    let gone = 0;
    return places.flatMap(({ row, start }, i) => {
      if (!stay(row)) {
        gone++;
        return [];
      }
      const own = bytes.subarray(start, places[i + 1]?.start ?? end);
      return gone === 0 ? own : renumbered(own, row, row - gone);
    });
  };
  const head = bytes.toString('latin1', 0, first);
  const tail = bytes.toString('utf8', end);
  const kept = rowsThat((row) => !rows.has(row));
  const moved = rowsThat((row) => row <= headerRow || rows.has(row));
  return {
    kept: Buffer.concat([Buffer.from(shortened(head, rows.size), 'latin1'), ...kept, Buffer.from(tail)]),
    moved: Buffer.concat([
      Buffer.from(alone(shortened(head, places.length - moved.length)), 'latin1'),
      ...moved,
      Buffer.from(bareTail(tail, cursor.prefix)),
    ]),
  };
};

const NUMBERED = /(<(?:[\w.-]+:)?(?:row|c)\b[^>]*?\sr\s*=\s*["'][A-Z]*)(\d+)/g;

/** A row's bytes under another number. Of a byte a character, so that texts stay what they are. */
const renumbered = (row: Buffer, from: number, to: number): Buffer => {
  const text = row
    .toString('latin1')
    .replace(NUMBERED, (whole, before: string, number: string) => (Number(number) === from ? before + to : whole));
  return Buffer.from(text, 'latin1');
};

const changed = (xml: string, local: string, change: (tag: Tag) => string): string => {
  const tag = findTag(xml, local);
  return tag ? splice(xml, tag.start, tag.end, change(tag)) : xml;
};

/** What stands before the rows, with the sheet's dimension that many rows shorter. */
const shortened = (head: string, by: number): string =>
  changed(head, 'dimension', (tag) => {
    const rect = rectOf(attribute(tag, 'ref') ?? '');
    if (!rect) return tag.text;
    const bottom = Math.max(rect.top, rect.bottom - by);
    return withAttribute(tag.text, 'ref', refOf({ ...rect, bottom }));
  });

/** Without what only one sheet of a workbook may have: being the selected one, an id, a name for macros. */
const alone = (head: string): string => {
  const unselected = changed(head, 'sheetView', (tag) => withAttribute(tag.text, 'tabSelected', null));
  const anonymous = changed(unselected, 'worksheet', (tag) => withAttribute(tag.text, 'xr:uid', null));
  return changed(anonymous, 'sheetPr', (tag) => withAttribute(tag.text, 'codeName', null));
};

/** What follows the rows, of which a copy keeps the protection: tables, notes and the like belong to the first sheet. */
const bareTail = (tail: string, prefix: string): string => {
  const protection = findTag(tail, 'sheetProtection')?.text.replace(/(?<!\s)\s*\/?>$/, '/>') ?? '';
  return `</${prefix}sheetData>${protection}</${prefix}worksheet>`;
};
