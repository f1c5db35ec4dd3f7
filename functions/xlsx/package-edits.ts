/** Changes to a package's small parts, each text in, text out: sheets, relations, filter names, and the mark to recalculate. */
import { must } from '../../core/text/must.ts';
import type { Rect } from '../../core/workbook.ts';
import { refOf } from './cells.ts';
import { attribute, attributesOf, escapeXml, findTag, isTrue, prefixOf, splice, tagsOf, withAttribute } from './xml.ts';

const STRICT = 'http://purl.oclc.org/ooxml/spreadsheetml/main';

/** The namespaces in which a workbook speaks: transitional (ECMA-376 part 4) as Excel writes it, or strict (part 1). */
export interface Dialect {
  readonly main: string;
  readonly relations: string;
}

export const dialectOf = (workbook: string): Dialect => {
  const root = findTag(workbook, 'workbook');
  const strict = root !== undefined && attributesOf(root).some((a) => a.value === STRICT);
  return strict
    ? { main: STRICT, relations: 'http://purl.oclc.org/ooxml/officeDocument/relationships' }
    : {
        main: 'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
        relations: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
      };
};

/** Adds a child at the end of the root element. */
const appendToRoot = (xml: string, root: string, child: (prefix: string) => string): string => {
  const tags = [...tagsOf(xml)];
  const open = tags.find((tag) => tag.local === root && tag.kind !== 'close');
  if (!open) return xml;
  const made = child(prefixOf(open.name));
  if (open.kind === 'empty') {
    return splice(xml, open.start, open.end, `${open.text.replace(/(?<!\s)\s*\/>$/, '>')}${made}</${open.name}>`);
  }
  const close = tags.findLast((tag) => tag.local === root && tag.kind === 'close');
  return close ? splice(xml, close.start, close.start, made) : xml;
};

export const withContentType = (xml: string, path: string, type: string): string =>
  appendToRoot(
    xml,
    'Types',
    (p) =>
      `<${p}Override PartName="/${path}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${type}+xml"/>`,
  );

export const withoutContentType = (xml: string, path: string): string => {
  for (const tag of tagsOf(xml)) {
    const name = tag.local === 'Override' ? attribute(tag, 'PartName') : undefined;
    if (name?.toLowerCase() === `/${path}`.toLowerCase()) return splice(xml, tag.start, tag.end, '');
  }
  return xml;
};

export const freshRelationId = (xml: string): string => {
  const taken = new Set([...tagsOf(xml)].map((tag) => attribute(tag, 'Id')));
  let n = 1;
  while (taken.has(`rId${n}`)) n++;
  return `rId${n}`;
};

export const withRelation = (xml: string, id: string, type: string, target: string): string =>
  appendToRoot(
    xml,
    'Relationships',
    (p) => `<${p}Relationship Id="${id}" Type="${type}" Target="${escapeXml(target)}"/>`,
  );

export const withoutRelation = (xml: string, id: string): string => {
  for (const tag of tagsOf(xml)) {
    if (tag.local === 'Relationship' && attribute(tag, 'Id') === id) return splice(xml, tag.start, tag.end, '');
  }
  return xml;
};

/** Elements of the workbook part that stand before calcPr (CT_Workbook's sequence). */
const BEFORE_CALC = new Set(['sheets', 'functionGroups', 'externalReferences', 'definedNames']);

/** Asks the program that opens the workbook to calculate every formula again. */
export const withFullCalculation = (xml: string): string => {
  const tag = findTag(xml, 'calcPr');
  if (tag) {
    if (isTrue(attribute(tag, 'fullCalcOnLoad'))) return xml;
    return splice(xml, tag.start, tag.end, withAttribute(tag.text, 'fullCalcOnLoad', '1'));
  }
  const last = [...tagsOf(xml)].findLast((t) => BEFORE_CALC.has(t.local) && t.kind !== 'open');
  return last ? splice(xml, last.end, last.end, `<${prefixOf(last.name)}calcPr fullCalcOnLoad="1"/>`) : xml;
};

/** `$A$1:$C$3`. */
const fixed = (rect: Rect): string => refOf(rect).replace(/[A-Z]+|\d+/g, '$$$&');

/** What a name of one sheet stands for, and where that is; `sheet` is the sheet's place among all, from 0. */
const nameOf = (xml: string, name: string, sheet: number): { readonly text: string; readonly end: number } | null => {
  const tags = [...tagsOf(xml)];
  const at = tags.findIndex(
    (tag) =>
      tag.local === 'definedName' &&
      tag.kind === 'open' &&
      attribute(tag, 'name') === name &&
      attribute(tag, 'localSheetId') === String(sheet),
  );
  const [open, close] = [tags[at], tags[at + 1]];
  return open && close ? { text: xml.slice(open.end, close.start), end: close.start } : null;
};

/** The hidden name that repeats the range of a sheet's filter. */
export const withFilterName = (xml: string, sheet: number, from: Rect, to: Rect): string => {
  const found = nameOf(xml, '_xlnm._FilterDatabase', sheet);
  if (!found?.text.endsWith(fixed(from))) return xml;
  return splice(xml, found.end - fixed(from).length, found.end, fixed(to));
};

/** What is printed of a sheet, from its first cell on; a sheet that says nothing, or something else, stays as it is. */
export const withPrintArea = (xml: string, sheet: number, to: Rect): string => {
  const found = nameOf(xml, '_xlnm.Print_Area', sheet);
  const range = /\$A\$1:\$[A-Z]+\$\d+$/.exec(found?.text ?? '')?.[0];
  if (!found || range === undefined) return xml;
  return splice(xml, found.end - range.length, found.end, fixed(to));
};

/** Adds a sheet as the last tab, and the view that frozen panes refer to where the workbook has none. */
export const withSheetPart = (
  xml: string,
  title: string,
  relation: string,
  hidden: boolean,
  dialect: Dialect,
): string => {
  const tags = [...tagsOf(xml)];
  const tagOf = (local: string) =>
    must(
      tags.find((tag) => tag.local === local),
      `<${local}>`,
    );
  const root = tagOf('workbook');
  const sheets = tagOf('sheets');
  const ids = tags
    .filter((tag) => tag.local === 'sheet')
    .map((tag) => Number(attribute(tag, 'sheetId')))
    .filter(Number.isFinite);
  const bound = attributesOf(root).find((a) => a.value === dialect.relations && a.name.startsWith('xmlns:'));
  const r = bound ? bound.name.slice('xmlns:'.length) : 'r';
  const declared = bound ? '' : ` xmlns:r="${dialect.relations}"`;
  const state = hidden ? ' state="hidden"' : '';
  const p = prefixOf(sheets.name);
  const sheet = `<${p}sheet name="${escapeXml(title)}" sheetId="${Math.max(0, ...ids) + 1}"${state}${declared} ${r}:id="${relation}"/>`;
  const added = appendToRoot(xml, 'sheets', () => sheet);
  if (tags.some((tag) => tag.local === 'workbookView')) return added;
  return splice(added, sheets.start, sheets.start, `<${p}bookViews><${p}workbookView/></${p}bookViews>`);
};
