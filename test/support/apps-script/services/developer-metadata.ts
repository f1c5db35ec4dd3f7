import { EnumValue, enumValue } from '../enums.ts';
import { ScriptException } from '../errors.ts';
import type { SheetModel } from '../model/sheet.ts';
import type { MetadataModel } from '../model/workbook.ts';
import { SELF, Service } from '../strict.ts';
import type { Execution } from '../world.ts';
import { type RangeState, rangeOf } from './range-state.ts';
import { giveRange, giveSheet, giveSpreadsheet } from './refer.ts';

type Place = Pick<MetadataModel, 'sheet' | 'row' | 'column'>;

const NOWHERE: Place = { sheet: undefined, row: undefined, column: undefined };

/** Metadata hangs on the file, a tab, or one whole row or column (developers.google.com/workspace/sheets/api/guides/metadata). */
const placeOf = (range: RangeState): Place => {
  const { sheet, row, column, rows, columns } = range;
  if (rows === sheet.rows.length && columns === 1) return { sheet, row: undefined, column: sheet.columns[column - 1] };
  if (columns === sheet.columns.length && rows === 1) return { sheet, row: sheet.rows[row - 1], column: undefined };
  throw new ScriptException(
    'Adding developer metadata to arbitrary ranges is not currently supported. Developer metadata may only be added to the top-level spreadsheet, an individual sheet, or an entire row or column.',
  );
};

/** `target`: undefined for the file. `rest` is value and visibility, as the overloads have them. */
export const addMetadata = (
  run: Execution,
  target: RangeState | SheetModel | undefined,
  key: string,
  rest: readonly (string | EnumValue)[],
): void => {
  const place = target === undefined ? NOWHERE : 'sheet' in target ? placeOf(target) : { ...NOWHERE, sheet: target };
  const value = rest.find((one) => typeof one === 'string') ?? null;
  const made = run.world.workbook.newMetadata(place, key, value as string | null);
  const visibility = rest.find((one) => one instanceof EnumValue);
  if (visibility) made.visibility = String(visibility) as MetadataModel['visibility'];
};

const typeOf = ({ sheet, row, column }: MetadataModel): string =>
  column ? 'COLUMN' : row ? 'ROW' : sheet ? 'SHEET' : 'SPREADSHEET';

const rangeOfMetadata = ({ sheet, row, column }: MetadataModel): RangeState | undefined => {
  if (!sheet) return undefined;
  if (column) return rangeOf(sheet, 1, sheet.columns.indexOf(column) + 1, sheet.rows.length, 1);
  return row && rangeOf(sheet, sheet.rows.indexOf(row) + 1, 1, 1, sheet.columns.length);
};

/** Exactly at this row, column or tab. */
export const metadataOfRange = (run: Execution, range: RangeState): MetadataModel[] => {
  const place = placeOf(range);
  return run.world.workbook.metadata.filter(
    (one) => one.row === place.row && one.column === place.column && one.sheet === place.sheet,
  );
};

interface Finder {
  readonly within: { readonly range?: RangeState; readonly sheet?: SheetModel };
  readonly wanted: ((one: MetadataModel) => boolean)[];
  intersecting: boolean;
}

export const finder = (within: Finder['within']): Finder => ({ within, wanted: [], intersecting: false });

const inside = ({ within: { range, sheet } }: Finder, one: MetadataModel): boolean => {
  if (sheet) return one.sheet === sheet;
  if (!range) return true;
  if (one.sheet !== range.sheet) return false;
  const at = rangeOfMetadata(one);
  if (!at) return false;
  return one.column
    ? at.column >= range.column && at.column < range.column + range.columns
    : at.row >= range.row && at.row < range.row + range.rows;
};

export const DeveloperMetadataFinder: Service<Finder> = new Service<Finder>('SpreadsheetApp.DeveloperMetadataFinder', {
  withKey: [
    'string',
    (self, _run, key: string) => {
      self.wanted.push((one) => one.key === key);
      return SELF;
    },
  ],
  withValue: [
    'string',
    (self, _run, value: string) => {
      self.wanted.push((one) => one.value === value);
      return SELF;
    },
  ],
  withId: [
    'int',
    (self, _run, id: number) => {
      self.wanted.push((one) => one.id === id);
      return SELF;
    },
  ],
  withVisibility: [
    'DeveloperMetadataVisibility',
    (self, _run, wanted: EnumValue) => {
      self.wanted.push((one) => one.visibility === wanted.toString());
      return SELF;
    },
  ],
  withLocationType: [
    'DeveloperMetadataLocationType',
    (self, _run, wanted: EnumValue) => {
      self.wanted.push((one) => typeOf(one) === wanted.toString());
      return SELF;
    },
  ],
  onIntersectingLocations: [
    '',
    (self) => {
      self.intersecting = true;
      return SELF;
    },
  ],
  find: [
    '',
    (self, run) => {
      if (self.intersecting && (self.within.range || self.within.sheet)) {
        throw run.breach('DeveloperMetadataFinder.onIntersectingLocations is simulated for the whole spreadsheet only');
      }
      return run.world.workbook.metadata
        .filter((one) => inside(self, one) && self.wanted.every((wanted) => wanted(one)))
        .map((one) => DeveloperMetadata.of(run, one));
    },
  ],
});

export const DeveloperMetadata: Service<MetadataModel> = new Service<MetadataModel>(
  'SpreadsheetApp.DeveloperMetadata',
  {
    getId: ['', (self) => self.id],
    getKey: ['', (self) => self.key],
    getValue: ['', (self) => self.value],
    getVisibility: ['', (self) => enumValue('DeveloperMetadataVisibility', self.visibility)],
    getLocation: ['', (self, run) => DeveloperMetadataLocation.of(run, self)],
    setKey: [
      'string',
      (self, _run, key: string) => {
        self.key = key;
        return SELF;
      },
    ],
    setValue: [
      'string',
      (self, _run, value: string) => {
        self.value = value;
        return SELF;
      },
    ],
    setVisibility: [
      'DeveloperMetadataVisibility',
      (self, _run, visibility: EnumValue) => {
        self.visibility = visibility.toString() as MetadataModel['visibility'];
        return SELF;
      },
    ],
    moveToColumn: [
      'Range',
      (self, _run, range: RangeState) => {
        Object.assign(self, placeOf(range));
        return SELF;
      },
    ],
    moveToRow: [
      'Range',
      (self, _run, range: RangeState) => {
        Object.assign(self, placeOf(range));
        return SELF;
      },
    ],
    moveToSheet: [
      'Sheet',
      (self, _run, sheet: SheetModel) => {
        Object.assign(self, NOWHERE, { sheet });
        return SELF;
      },
    ],
    moveToSpreadsheet: [
      '',
      (self) => {
        Object.assign(self, NOWHERE);
        return SELF;
      },
    ],
    remove: [
      '',
      (self, run) => {
        const { workbook } = run.world;
        workbook.metadata = workbook.metadata.filter((one) => one !== self);
      },
    ],
  },
);

export const DeveloperMetadataLocation: Service<MetadataModel> = new Service<MetadataModel>(
  'SpreadsheetApp.DeveloperMetadataLocation',
  {
    getLocationType: ['', (self) => enumValue('DeveloperMetadataLocationType', typeOf(self))],
    getColumn: ['', (self, run) => (self.column ? giveRange(run, rangeOfMetadata(self)!) : null)],
    getRow: ['', (self, run) => (self.row ? giveRange(run, rangeOfMetadata(self)!) : null)],
    getSheet: ['', (self, run) => (self.sheet && !self.row && !self.column ? giveSheet(run, self.sheet) : null)],
    getSpreadsheet: ['', (self, run) => (self.sheet ? null : giveSpreadsheet(run, run.world.workbook))],
  },
);
