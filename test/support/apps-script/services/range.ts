import type { EnumValue } from '../enums.ts';
import { ScriptException } from '../errors.ts';
import { areaName, contains, intersects } from '../model/a1.ts';
import { BLACK, type Cell, lookWith, PLAIN, WHITE } from '../model/cell.ts';
import { newProtection } from '../model/sheet.ts';
import type { ValidationRule } from '../model/validation.ts';
import { SELF, Service } from '../strict.ts';
import { color } from './color.ts';
import { DataValidation } from './data-validation.ts';
import {
  addMetadata,
  DeveloperMetadata,
  DeveloperMetadataFinder,
  finder,
  metadataOfRange,
} from './developer-metadata.ts';
import { Filter } from './filter.ts';
import { Protection } from './protection.ts';
import { type RangeState, rangeOf } from './range-state.ts';
import { guard, spread, toScript, writeFormulas, writeTable, writeValues } from './range-values.ts';
import { giveSheet } from './refer.ts';

const size = (range: RangeState): number => range.rows * range.columns;

type Reader = (cell: Readonly<Cell>, run: Parameters<typeof toScript>[0]) => unknown;

/** getX() and getXs() over one property of a cell. */
const readers = (
  one: string,
  many: string,
  of: Reader,
): Record<string, readonly [string, (self: RangeState, run: Parameters<typeof toScript>[0]) => unknown]> => ({
  [one]: [
    '',
    (self, run) => {
      run.reading(1);
      return of(self.sheet.peek(self.row, self.column), run);
    },
  ],
  [many]: [
    '',
    (self, run) => {
      run.reading(size(self));
      return self.sheet.read(self, (cell) => of(cell, run));
    },
  ],
});

/** setX(v) for every cell and setXs(table), over one property of a cell. */
const writers = <T>(one: string, many: string, type: string, put: (cell: Cell, value: T) => void) => ({
  [one]: [
    type,
    (self: RangeState, run: Parameters<typeof toScript>[0], value: T) => {
      guard(run, self);
      run.writing(size(self));
      self.sheet.forCells(self, (cell) => put(cell, value));
      return SELF;
    },
  ] as const,
  [many]: [
    `${type}[][]`,
    (self: RangeState, run: Parameters<typeof toScript>[0], table: T[][]) => {
      writeTable(run, self, table, put);
      return SELF;
    },
  ] as const,
});

/** Looks that are only stored and given back. */
const look = (name: string, plural: string, type: string, fallback: unknown) => ({
  ...readers(`get${name}`, `get${plural}`, (cell) => cell.look[name] ?? fallback),
  ...writers<unknown>(`set${name}`, `set${plural}`, type, lookWith(name)),
});

const clearWith = (reset: (cell: Cell) => void) =>
  [
    '',
    (self: RangeState, run: Parameters<typeof toScript>[0]) => {
      guard(run, self);
      run.writing(size(self));
      self.sheet.forCells(self, reset);
      return SELF;
    },
  ] as const;

const CLEAR: Readonly<Record<string, (cell: Cell) => void>> = {
  contentsOnly: (cell) => Object.assign(cell, { value: '', formula: '' }),
  formatOnly: (cell) => Object.assign(cell, { background: WHITE, fontColor: BLACK, numberFormat: '', look: PLAIN }),
  commentsOnly: (cell) => Object.assign(cell, { note: '' }),
  validationsOnly: (cell) => Object.assign(cell, { validation: null }),
};

const copy = (
  run: Parameters<typeof toScript>[0],
  from: RangeState,
  to: RangeState,
  take: (source: Readonly<Cell>, into: Cell) => void,
): void => {
  const source = from.sheet.read(from, (cell) => ({ ...cell }));
  const rows = Math.max(from.rows, to.rows - (to.rows % from.rows));
  const columns = Math.max(from.columns, to.columns - (to.columns % from.columns));
  const target = rangeOf(to.sheet, to.row, to.column, rows, columns);
  guard(run, target);
  run.writing(size(target));
  for (const [row, column] of target.sheet.each(target)) {
    take(
      source[(row - target.row) % from.rows]![(column - target.column) % from.columns]!,
      target.sheet.cell(row, column),
    );
  }
};

const COPY_TYPES: Readonly<Record<string, (source: Readonly<Cell>, into: Cell) => void>> = {
  PASTE_NORMAL: (source, into) => Object.assign(into, source),
  PASTE_VALUES: (source, into) => Object.assign(into, { value: source.value, formula: '' }),
  PASTE_FORMAT: ({ background, fontColor, numberFormat, look: kept }, into) =>
    Object.assign(into, { background, fontColor, numberFormat, look: kept }),
  PASTE_DATA_VALIDATION: (source, into) => Object.assign(into, { validation: source.validation }),
};

/**
 * Range. Text written by setValue(s) is read as if typed: the reference says so for a leading '=' only; that
 * '2026/3/5', '007', 'TRUE' and '50%' become dates, numbers and booleans unless the cell is plain text ('@') is what
 * scripts in the wild report and guard against. A leading apostrophe keeps text, as for a person; reports differ on
 * that, so a script does better with '@'.
 */
export const Range: Service<RangeState> = new Service<RangeState>(
  'SpreadsheetApp.Range',
  {
    getRow: ['', (self) => self.row],
    getRowIndex: ['', (self) => self.row],
    getColumn: ['', (self) => self.column],
    getLastRow: ['', (self) => self.row + self.rows - 1],
    getLastColumn: ['', (self) => self.column + self.columns - 1],
    getNumRows: ['', (self) => self.rows],
    getNumColumns: ['', (self) => self.columns],
    getA1Notation: ['', (self) => areaName(self)],
    getGridId: ['', (self) => self.sheet.id],
    getSheet: ['', (self, run) => giveSheet(run, self.sheet)],
    getCell: [
      'int int',
      (self, run, row: number, column: number) => {
        if (row < 1 || column < 1 || row > self.rows || column > self.columns)
          throw new ScriptException('Cell reference out of range');
        return Range.of(run, rangeOf(self.sheet, self.row + row - 1, self.column + column - 1));
      },
    ],
    offset: [
      'int int | int int int | int int int int',
      (self, run, down: number, right: number, rows = self.rows, columns = self.columns) =>
        Range.of(run, rangeOf(self.sheet, self.row + down, self.column + right, rows, columns)),
    ],

    ...readers('getValue', 'getValues', (cell, run) => toScript(run, cell)),
    ...readers('getDisplayValue', 'getDisplayValues', (cell, run) => run.world.workbook.shown(cell)),
    ...readers('getFormula', 'getFormulas', (cell) => cell.formula),
    ...readers('getNote', 'getNotes', (cell) => cell.note),
    ...readers('getBackground', 'getBackgrounds', (cell) => cell.background),
    ...readers('getNumberFormat', 'getNumberFormats', (cell) => cell.numberFormat || '0.###############'),
    ...readers(
      'getDataValidation',
      'getDataValidations',
      (cell, run) => cell.validation && DataValidation.of(run, cell.validation),
    ),
    ...readers('getFontColor', 'getFontColors', (cell) => cell.fontColor),
    isBlank: [
      '',
      (self, run) => {
        run.reading(size(self));
        return self.sheet
          .read(self, (cell) => cell.value === '' && cell.formula === '')
          .flat()
          .every(Boolean);
      },
    ],

    setValue: [
      'value',
      (self, run, value: unknown) => {
        writeValues(run, self, spread(self, value));
        return SELF;
      },
    ],
    setValues: [
      'value[][]',
      (self, run, table: unknown[][]) => {
        writeValues(run, self, table);
        return SELF;
      },
    ],
    setFormula: [
      'string',
      (self, run, formula: string) => {
        writeFormulas(run, self, spread(self, formula));
        return SELF;
      },
    ],
    setFormulas: [
      'string[][]',
      (self, run, formulas: string[][]) => {
        writeFormulas(run, self, formulas);
        return SELF;
      },
    ],
    ...writers<string | null>('setNote', 'setNotes', 'string?', (cell, note) => {
      cell.note = note ?? '';
    }),
    ...writers<string | null>('setBackground', 'setBackgrounds', 'string?', (cell, value) => {
      cell.background = color(value, WHITE);
    }),
    ...writers<string | null>('setFontColor', 'setFontColors', 'string?', (cell, value) => {
      cell.fontColor = color(value, BLACK);
    }),
    ...writers<string>('setNumberFormat', 'setNumberFormats', 'string', (cell, format) => {
      cell.numberFormat = format;
    }),
    ...writers<ValidationRule | null>('setDataValidation', 'setDataValidations', 'DataValidation?', (cell, rule) => {
      cell.validation = rule;
    }),
    ...look('FontWeight', 'FontWeights', 'string?', 'normal'),
    ...look('FontStyle', 'FontStyles', 'string?', 'normal'),
    ...look('FontLine', 'FontLines', 'string?', 'none'),
    ...look('FontFamily', 'FontFamilies', 'string?', 'Arial'),
    ...look('FontSize', 'FontSizes', 'int', 10),
    ...look('HorizontalAlignment', 'HorizontalAlignments', 'string?', 'general'),
    ...look('VerticalAlignment', 'VerticalAlignments', 'string?', 'bottom'),
    ...look('Wrap', 'Wraps', 'boolean', true),
    ...look('WrapStrategy', 'WrapStrategies', 'WrapStrategy', null),
    setBorder: [
      'boolean? boolean? boolean? boolean? boolean? boolean? | boolean? boolean? boolean? boolean? boolean? boolean? string? BorderStyle?',
      (self, run) => {
        guard(run, self);
        return SELF;
      },
    ],

    clear: [
      '| object',
      (self, run, options?: Record<string, boolean>) => {
        guard(run, self);
        run.writing(size(self));
        const chosen = Object.keys(CLEAR).filter((key) => options?.[key]);
        const wanted = chosen.length > 0 ? chosen : ['contentsOnly', 'formatOnly', 'validationsOnly'];
        for (const [row, column] of self.sheet.each(self))
          for (const key of wanted) CLEAR[key]!(self.sheet.cell(row, column));
        return SELF;
      },
    ],
    clearContent: clearWith(CLEAR.contentsOnly!),
    clearFormat: clearWith(CLEAR.formatOnly!),
    clearNote: clearWith(CLEAR.commentsOnly!),
    clearDataValidations: clearWith(CLEAR.validationsOnly!),
    copyTo: [
      'Range | Range object | Range CopyPasteType boolean',
      (self, run, to: RangeState, how?: EnumValue | Record<string, boolean>, transposed?: boolean) => {
        const options = how as Record<string, boolean> | undefined;
        const type =
          transposed === undefined
            ? options?.contentsOnly
              ? 'PASTE_VALUES'
              : options?.formatOnly
                ? 'PASTE_FORMAT'
                : 'PASTE_NORMAL'
            : String(how);
        const take = transposed ? undefined : COPY_TYPES[type];
        if (!take) throw run.breach(`Range.copyTo with ${type}${transposed ? ', transposed,' : ''} is not simulated`);
        copy(run, self, to, take);
      },
    ],
    insertCheckboxes: [
      '',
      (self, run) => {
        guard(run, self);
        const rule: ValidationRule = {
          criteria: 'CHECKBOX',
          args: [],
          limits: [],
          allowInvalid: false,
          helpText: null,
        };
        for (const [row, column] of self.sheet.each(self)) {
          const cell = self.sheet.cell(row, column);
          Object.assign(cell, { validation: rule, value: typeof cell.value === 'boolean' ? cell.value : false });
        }
        return SELF;
      },
    ],

    merge: [
      '',
      (self, run) => {
        guard(run, self);
        self.sheet.merge(self);
        return SELF;
      },
    ],
    breakApart: [
      '',
      (self, run) => {
        guard(run, self);
        self.sheet.merges = self.sheet.merges.filter((area) => !intersects(area, self));
        return SELF;
      },
    ],
    getMergedRanges: [
      '',
      (self, run) =>
        self.sheet.merges
          .filter((area) => intersects(area, self))
          .map((area) => Range.of(run, { sheet: self.sheet, ...area })),
    ],
    isPartOfMerge: ['', (self) => self.sheet.merges.some((area) => contains(area, self))],

    canEdit: ['', (self, run) => self.sheet.editable(self, run.start.effectiveUser, run.world.workbook.owner)],
    protect: [
      '',
      (self, run) => {
        const { row, column, rows, columns } = self;
        const made = newProtection(run.start.effectiveUser, { row, column, rows, columns });
        self.sheet.protections.push(made);
        return Protection.of(run, { sheet: self.sheet, model: made });
      },
    ],
    activate: [
      '',
      (self, run) => {
        Object.assign(run.screen(), { sheet: self.sheet, selection: self });
        return SELF;
      },
    ],
    createFilter: [
      '',
      (self, run) => {
        guard(run, self);
        if (self.sheet.filter)
          throw new ScriptException('You can’t create a filter in a sheet that already has a filter.');
        const { row, column, rows, columns } = self;
        self.sheet.filter = { area: { row, column, rows, columns }, hiddenValues: new Map() };
        return Filter.of(run, self.sheet);
      },
    ],
    getFilter: [
      '',
      (self, run) =>
        self.sheet.filter && intersects(self.sheet.filter.area, self) ? Filter.of(run, self.sheet) : null,
    ],
    addDeveloperMetadata: [
      'string | string DeveloperMetadataVisibility | string string | string string DeveloperMetadataVisibility',
      (self, run, key: string, ...rest: (string | EnumValue)[]) => {
        addMetadata(run, { ...self }, key, rest);
        return SELF;
      },
    ],
    getDeveloperMetadata: ['', (self, run) => metadataOfRange(run, self).map((one) => DeveloperMetadata.of(run, one))],
    createDeveloperMetadataFinder: ['', (self, run) => DeveloperMetadataFinder.of(run, finder({ range: self }))],
  },
  {
    // Not in the reference; the range of an edit event has carried them for years and scripts rely on them.
    fields: {
      rowStart: (self) => self.row,
      rowEnd: (self) => self.row + self.rows - 1,
      columnStart: (self) => self.column,
      columnEnd: (self) => self.column + self.columns - 1,
    },
  },
);
