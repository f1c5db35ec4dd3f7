import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { invalid } from '../wire/errors.ts';
import type { Actions } from './actions.ts';
import { type Book, boxOf, emptySheet, put, rangeOf, type Sheet, sheetById, sheetByTitle, sizeOf } from './book.ts';
import { fieldsOf, merge } from './cells.ts';
import { moved, renamed } from './formula.ts';
import { compare, plain } from './operand.ts';
import { sent } from './present.ts';

const MOST_SHEETS = 200;

const checkTitle = (book: Book, title: string, except?: Sheet): void => {
  if (title === '') throw invalid('Sheet name cannot be empty.');
  if (title.length > 100) throw invalid('Sheet name is too long.');
  const taken = book.sheets.some(
    (sheet) => sheet !== except && sheet.properties.title!.toLowerCase() === title.toLowerCase(),
  );
  if (taken) throw invalid(`A sheet with the name "${title}" already exists. Please enter another name.`);
};

const renumber = (book: Book): void => {
  book.sheets.forEach((sheet, index) => {
    sheet.properties.index = index;
  });
};

export const renameSheet = (book: Book, sheet: Sheet, title: string): void => {
  checkTitle(book, title, sheet);
  const old = sheet.properties.title!;
  sheet.properties.title = title;
  for (const each of book.sheets)
    each.rows = each.rows.map((row) =>
      row.some((cell) => cell?.userEnteredValue?.formulaValue)
        ? row.map((cell) => {
            const formula = cell?.userEnteredValue?.formulaValue;
            return formula ? { ...cell, userEnteredValue: { formulaValue: renamed(formula, old, title) } } : cell;
          })
        : row,
    );
};

const place = (book: Book, sheet: Sheet, index: number): void => {
  book.sheets = book.sheets.filter((each) => each !== sheet);
  book.sheets.splice(Math.min(index, book.sheets.length), 0, sheet);
  renumber(book);
};

export const addSheet = (book: Book, given: sheets_v4.Schema$SheetProperties, id: () => number): Sheet => {
  const title = given.title ?? nextTitle(book);
  checkTitle(book, title);
  if (given.sheetId !== undefined && given.sheetId !== null) {
    if (given.sheetId < 0) throw invalid('Sheet id must be non-negative.');
    if (book.sheets.some(({ properties }) => properties.sheetId === given.sheetId))
      throw invalid(`A sheet with the id ${given.sheetId} already exists.`);
  }
  if (book.sheets.length >= MOST_SHEETS) throw invalid(`A workbook cannot have more than ${MOST_SHEETS} sheets.`);
  const sheet = emptySheet({ ...given, title, sheetId: given.sheetId ?? id() });
  place(book, sheet, given.index ?? book.sheets.length);
  return sheet;
};

const nextTitle = (book: Book): string => {
  for (let n = book.sheets.length + 1; ; n++) if (!sheetByTitle(book, `Sheet${n}`)) return `Sheet${n}`;
};

/** What is answered of properties: no frozen rows, and what is not hidden, are not mentioned (test/fixtures/gspread). */
const said = (properties: sheets_v4.Schema$SheetProperties): sheets_v4.Schema$SheetProperties => {
  const told = (value: object) =>
    Object.fromEntries(
      Object.entries(value).filter(([, item]) => item !== false && item !== 0 && item !== null && item !== undefined),
    );
  const { gridProperties, ...rest } = properties;
  return { ...told(rest), ...(gridProperties && { gridProperties: told(gridProperties) }) };
};

/** Puts an entry with an id into a list, with a new id when it has none. */
const enlist = <T extends object, K extends keyof T>(
  list: T[],
  key: K,
  given: T | undefined,
  id: () => number,
  text = false,
): T => {
  const wanted = given?.[key];
  if (wanted && list.some((entry) => entry[key] === wanted)) throw invalid(`The id ${String(wanted)} is taken.`);
  const entry = { ...given, [key]: wanted || (text ? String(id()) : id()) } as T;
  list.push(entry);
  return entry;
};

const indexOf = <T extends object, K extends keyof T>(list: readonly T[], key: K, wanted: T[K]): number => {
  const at = list.findIndex((entry) => entry[key] === wanted);
  if (at < 0) throw invalid(`No ${String(key)}: ${String(wanted)}`);
  return at;
};

const METADATA_KEYS = ['spreadsheet', 'sheetId', 'dimensionRange'] as const;

const metadataLocation = (
  book: Book,
  location: sheets_v4.Schema$DeveloperMetadataLocation | undefined,
): sheets_v4.Schema$DeveloperMetadataLocation => {
  const given = METADATA_KEYS.filter((key) => location?.[key] !== undefined && location[key] !== null);
  if (given.length !== 1) throw invalid('Exactly one location must be set.');
  if (location!.spreadsheet) return { locationType: 'SPREADSHEET', spreadsheet: true };
  const range = location!.dimensionRange;
  if (!range) {
    sheetById(book, location!.sheetId);
    return { locationType: 'SHEET', sheetId: location!.sheetId! };
  }
  const sheet = sheetById(book, range.sheetId);
  const { rows, columns } = sizeOf(sheet);
  const [start, end] = [range.startIndex ?? 0, range.endIndex ?? 0];
  // "Developer metadata may only be associated with a single row or column."
  if (end - start !== 1) throw invalid('Developer metadata may only be associated with a single row or column.');
  if (end > (range.dimension === 'ROWS' ? rows : columns)) throw invalid('The dimension range lies outside the grid.');
  return { locationType: range.dimension === 'ROWS' ? 'ROW' : 'COLUMN', dimensionRange: range };
};

/** Entries that fit a lookup; https://developers.google.com/workspace/sheets/api/reference/rest/v4/DataFilter */
export const fitting = (
  metadata: readonly sheets_v4.Schema$DeveloperMetadata[],
  lookup: sheets_v4.Schema$DeveloperMetadataLookup | undefined,
): sheets_v4.Schema$DeveloperMetadata[] =>
  metadata.filter(
    (entry) =>
      (['metadataId', 'metadataKey', 'metadataValue', 'visibility'] as const).every(
        (key) => lookup?.[key] === undefined || lookup[key] === entry[key],
      ) &&
      (!lookup?.locationType || lookup.locationType === entry.location?.locationType),
  );

/** Requests about sheets, rules, names and metadata. */
export const STRUCTURE: Actions = {
  updateSpreadsheetProperties: (book, { properties, fields }) => {
    book.properties = merge(book.properties, properties, fieldsOf(fields)) as sheets_v4.Schema$SpreadsheetProperties;
    return undefined;
  },
  addSheet: (book, { properties }, { id }) => ({
    addSheet: { properties: addSheet(book, properties ?? {}, id).properties },
  }),
  deleteSheet: (book, { sheetId }) => {
    const sheet = sheetById(book, sheetId);
    if (book.sheets.filter(({ properties }) => !properties.hidden || properties === sheet.properties).length === 1)
      throw invalid("You can't remove all the visible sheets in a document.");
    book.sheets = book.sheets.filter((each) => each !== sheet);
    book.metadata = book.metadata.filter(
      ({ location }) => (location?.sheetId ?? location?.dimensionRange?.sheetId) !== sheetId,
    );
    book.namedRanges = book.namedRanges.filter(({ range }) => (range?.sheetId ?? 0) !== sheetId);
    renumber(book);
    return undefined;
  },
  duplicateSheet: (book, { sourceSheetId, insertSheetIndex, newSheetId, newSheetName }, { id }) => {
    const source = sheetById(book, sourceSheetId);
    const title = newSheetName ?? `Copy of ${source.properties.title}`;
    const { properties, rows, ...rest } = source;
    const sheet = addSheet(
      book,
      { ...properties, title, sheetId: newSheetId ?? id(), index: insertSheetIndex ?? properties.index! + 1 },
      id,
    );
    const here = <T extends sheets_v4.Schema$GridRange | undefined>(range: T): T =>
      range && ({ ...range, sheetId: sheet.properties.sheetId! } as T);
    Object.assign(sheet, rest, {
      rows: [...rows],
      merges: source.merges.map(here),
      protectedRanges: source.protectedRanges.map((entry) => ({
        ...entry,
        range: here(entry.range),
        protectedRangeId: id(),
      })),
      conditionalFormats: source.conditionalFormats.map((rule) => ({ ...rule, ranges: rule.ranges?.map(here) })),
    });
    return { duplicateSheet: { properties: sheet.properties } };
  },
  updateSheetProperties: (book, { properties, fields }) => {
    const sheet = sheetById(book, properties?.sheetId);
    const mask = fieldsOf(fields);
    const { title, index, ...rest } = merge(sheet.properties, properties, mask) as sheets_v4.Schema$SheetProperties;
    const before = sizeOf(sheet);
    const old = sheet.properties;
    sheet.properties = { ...said(rest), title: old.title!, index: old.index!, sheetId: old.sheetId! };
    if (title !== old.title) renameSheet(book, sheet, title ?? '');
    if (index !== undefined && index !== null && index !== old.index)
      place(book, sheet, index > old.index! ? index - 1 : index);
    if (book.sheets.every(({ properties }) => properties.hidden))
      throw invalid("You can't hide all the sheets in a document.");
    const { rows, columns } = sizeOf(sheet);
    if (!(rows > 0 && columns > 0)) throw invalid('A sheet must have at least one row and one column.');
    const frozen = sheet.properties.gridProperties!;
    if ((frozen.frozenRowCount ?? 0) >= rows || (frozen.frozenColumnCount ?? 0) >= columns)
      throw invalid("You can't freeze all visible rows or columns on the sheet.");
    if (rows < before.rows) sheet.rows = sheet.rows.slice(0, rows);
    if (columns < before.columns) sheet.rows = sheet.rows.map((row) => row.slice(0, columns));
    return undefined;
  },

  addProtectedRange: (book, { protectedRange }, writer) => {
    const { range, namedRangeId, tableId } = protectedRange ?? {};
    if ([range, namedRangeId, tableId].filter(Boolean).length !== 1)
      throw invalid('Exactly one of range, namedRangeId and tableId must be set.');
    const named = namedRangeId ? book.namedRanges.find((entry) => entry.namedRangeId === namedRangeId)?.range : range;
    const sheet = sheetById(book, named?.sheetId);
    const { warningOnly, requestingUserCanEdit: _, editors, ...rest } = protectedRange ?? {};
    const given = { ...rest, ...(warningOnly && { warningOnly }) };
    const entry = enlist(sheet.protectedRanges, 'protectedRangeId', given, writer.id);
    entry.requestingUserCanEdit = true;
    const { users = [], groups = [], ...others } = editors ?? {};
    const asked = { ...others, ...(users?.length && { users }), ...(groups?.length && { groups }) };
    // Who protects may edit, and is listed from then on, also where it only warns; the answer has what was asked.
    entry.editors = { ...asked, users: [...new Set([...(users ?? []), writer.email])] };
    return { addProtectedRange: { protectedRange: sent({ ...entry, editors: asked }) } };
  },
  updateProtectedRange: (book, { protectedRange, fields }) => {
    for (const sheet of book.sheets) {
      const at = sheet.protectedRanges.findIndex(
        ({ protectedRangeId }) => protectedRangeId === protectedRange?.protectedRangeId,
      );
      if (at < 0) continue;
      sheet.protectedRanges[at] = merge(sheet.protectedRanges[at], protectedRange, fieldsOf(fields)) as object;
      return undefined;
    }
    throw invalid(`No protected range with id: ${protectedRange?.protectedRangeId}`);
  },
  deleteProtectedRange: (book, { protectedRangeId }) => {
    const sheet = book.sheets.find((each) =>
      each.protectedRanges.some((entry) => entry.protectedRangeId === protectedRangeId),
    );
    if (!sheet) throw invalid(`No protected range with id: ${protectedRangeId}`);
    sheet.protectedRanges = sheet.protectedRanges.filter((entry) => entry.protectedRangeId !== protectedRangeId);
    return undefined;
  },

  addConditionalFormatRule: (book, { rule, index }) => {
    const [first, ...others] = rule?.ranges ?? [];
    if (!rule || !first) throw invalid('No ranges given for the conditional format.');
    if (Boolean(rule.booleanRule) === Boolean(rule.gradientRule))
      throw invalid('Exactly one kind of rule must be set.');
    const { sheet } = boxOf(book, first);
    for (const range of others)
      if (boxOf(book, range).sheet !== sheet) throw invalid('All ranges must be on the same grid.');
    sheet.conditionalFormats.splice(index ?? 0, 0, rule);
    return undefined;
  },
  updateConditionalFormatRule: (book, { sheetId, index, newIndex, rule }) => {
    const sheet = sheetById(book, sheetId ?? rule?.ranges?.[0]?.sheetId);
    const old = sheet.conditionalFormats[index ?? 0];
    if (!old) throw invalid(`No conditional format on sheet: ${sheet.properties.sheetId} at index: ${index ?? 0}`);
    sheet.conditionalFormats.splice(index ?? 0, 1);
    sheet.conditionalFormats.splice(newIndex ?? index ?? 0, 0, rule ?? old);
    return {
      updateConditionalFormatRule: { oldRule: old, newRule: rule ?? old, oldIndex: index, newIndex: newIndex ?? index },
    };
  },
  deleteConditionalFormatRule: (book, { sheetId, index }) => {
    const sheet = sheetById(book, sheetId);
    const [rule] = sheet.conditionalFormats.splice(index ?? 0, 1);
    if (!rule) throw invalid(`No conditional format on sheet: ${sheetId} at index: ${index ?? 0}`);
    return { deleteConditionalFormatRule: { rule } };
  },

  addNamedRange: (book, { namedRange }, { id }) => {
    const { name = '', range } = namedRange ?? {};
    boxOf(book, range);
    if (!/^[\p{L}_][\p{L}\p{N}_]{0,249}$/u.test(name ?? '') || /^[A-Za-z]{1,3}\d+$/.test(name ?? ''))
      throw invalid(`Invalid name for the named range: ${name}`);
    if (book.namedRanges.some((entry) => entry.name?.toLowerCase() === name?.toLowerCase()))
      throw invalid(`A named range with the name ${name} already exists.`);
    return { addNamedRange: { namedRange: sent(enlist(book.namedRanges, 'namedRangeId', namedRange, id, true)) } };
  },
  updateNamedRange: (book, { namedRange, fields }) => {
    const at = indexOf(book.namedRanges, 'namedRangeId', namedRange?.namedRangeId);
    book.namedRanges[at] = merge(book.namedRanges[at], namedRange, fieldsOf(fields)) as object;
    return undefined;
  },
  deleteNamedRange: (book, { namedRangeId }) => {
    book.namedRanges.splice(indexOf(book.namedRanges, 'namedRangeId', namedRangeId), 1);
    return undefined;
  },

  createDeveloperMetadata: (book, { developerMetadata }, { id }) => {
    if (!developerMetadata?.metadataKey) throw invalid('Metadata must have a key.');
    if (!developerMetadata.visibility) throw invalid('Metadata must have a visibility.');
    const location = metadataLocation(book, developerMetadata.location);
    const entry = enlist(book.metadata, 'metadataId', { ...developerMetadata, location }, id);
    return { createDeveloperMetadata: { developerMetadata: entry } };
  },
  updateDeveloperMetadata: (book, { dataFilters, developerMetadata, fields }) => {
    const chosen = (dataFilters ?? []).flatMap(({ developerMetadataLookup: lookup }) => fitting(book.metadata, lookup));
    const mask = fieldsOf(fields);
    const changed = new Map(
      chosen.map((entry) => {
        const next = merge(entry, developerMetadata, mask) as sheets_v4.Schema$DeveloperMetadata;
        return [entry, { ...next, ...(next.location && { location: metadataLocation(book, next.location) }) }];
      }),
    );
    book.metadata = book.metadata.map((entry) => changed.get(entry) ?? entry);
    return { updateDeveloperMetadata: { developerMetadata: [...changed.values()] } };
  },
  deleteDeveloperMetadata: (book, { dataFilter }) => {
    const chosen = fitting(book.metadata, dataFilter?.developerMetadataLookup);
    book.metadata = book.metadata.filter((entry) => !chosen.includes(entry));
    return { deleteDeveloperMetadata: { deletedDeveloperMetadata: chosen } };
  },

  setBasicFilter: (book, { filter }) => {
    const { sheet, box } = boxOf(book, filter?.range);
    // All four sides are answered, whichever were sent: test/fixtures/gspread, WorksheetTest.test_basic_filters.
    sheet.basicFilter = { ...filter, range: rangeOf(sheet, box) };
    return undefined;
  },
  clearBasicFilter: (book, { sheetId }) => {
    sheetById(book, sheetId).basicFilter = undefined;
    return undefined;
  },
  addFilterView: (book, { filter }, { id }) => {
    const { sheet } = boxOf(book, filter?.range);
    return { addFilterView: { filter: enlist(sheet.filterViews, 'filterViewId', filter, id) } };
  },
  addBanding: (book, { bandedRange }, { id }) => {
    const { sheet } = boxOf(book, bandedRange?.range);
    return { addBanding: { bandedRange: enlist(sheet.bandedRanges, 'bandedRangeId', bandedRange, id) } };
  },
  addChart: (book, { chart }, { id }) => {
    const anchor = chart?.position?.overlayPosition?.anchorCell;
    const { newSheet, sheetId } = chart?.position ?? {};
    if (!chart?.spec) throw invalid('Chart must have a spec.');
    if ([anchor, newSheet, sheetId].filter((at) => at !== undefined && at !== null).length !== 1)
      throw invalid('Exactly one position must be set.');
    const sheet = newSheet ? addSheet(book, { sheetType: 'OBJECT' }, id) : sheetById(book, anchor?.sheetId ?? sheetId);
    return { addChart: { chart: enlist(sheet.charts, 'chartId', chart, id) } };
  },

  sortRange: (book, { range, sortSpecs }) => {
    const { sheet, box } = boxOf(book, range);
    const by = (sortSpecs ?? []).map((spec) => ({
      column: spec.dimensionIndex ?? 0,
      sign: spec.sortOrder === 'DESCENDING' ? -1 : 1,
    }));
    sortRows(sheet, box, (a, b) => {
      for (const { column, sign } of by) {
        const [x, y] = [a, b].map((row) => plain(sheet.rows[row]?.[column]?.userEnteredValue ?? {}));
        if (x === null || y === null) {
          if (x !== y) return x === null ? 1 : -1;
          continue;
        }
        const order = compare(x!, y!) * sign;
        if (order !== 0) return order;
      }
      return 0;
    });
    return undefined;
  },
};

/**
 * Sorts the rows of a box: cells move with all they hold, formulas as if copied; empty cells go last. Row metadata
 * and everything else that names rows stays where it is.
 */
export const sortRows = (
  sheet: Sheet,
  {
    top,
    bottom,
    left,
    right,
  }: { readonly top: number; readonly bottom: number; readonly left: number; readonly right: number },
  order: (a: number, b: number) => number,
): void => {
  const before = [...sheet.rows];
  const rows = Array.from({ length: bottom - top }, (_, i) => top + i).sort(order);
  rows.forEach((from, i) => {
    const to = top + i;
    for (let column = left; column < right; column++) {
      const cell = before[from]?.[column];
      if (!cell && !sheet.rows[to]?.[column]) continue;
      const formula = cell?.userEnteredValue?.formulaValue;
      put(
        sheet,
        to,
        column,
        formula ? { ...cell, userEnteredValue: { formulaValue: moved(formula, to - from, 0) } } : cell,
      );
    }
  });
};
