import { BLACK, WHITE } from '../model/cell.ts';
import type { FormatPlaces } from '../model/sheet.ts';
import { type Methods, SELF, Service } from '../strict.ts';
import { color } from './color.ts';
import { Range } from './range.ts';
import type { RangeState } from './range-state.ts';

/** A rule that colours; it is kept and given back, never evaluated. */
export interface FormatRule extends FormatPlaces {
  readonly condition: { readonly type: string; readonly args: readonly unknown[] };
  readonly background: string | null;
  readonly fontColor: string | null;
  readonly bold: boolean | null;
}

interface Draft {
  rule: FormatRule;
}

export const ConditionalFormatRule: Service<FormatRule> = new Service<FormatRule>(
  'SpreadsheetApp.ConditionalFormatRule',
  {
    getRanges: ['', (rule, run) => rule.ranges.map((range) => Range.of(run, range))],
    copy: ['', (rule, run) => ConditionalFormatRuleBuilder.of(run, { rule })],
  },
);

const when = (signature: string, type: string): Methods<Draft>[string] => [
  signature,
  (draft, _run, ...args: unknown[]) => {
    draft.rule = { ...draft.rule, condition: { type, args } };
    return SELF;
  },
];

const having = <T>(signature: string, change: (value: T) => Partial<FormatRule>): Methods<Draft>[string] => [
  signature,
  (draft, _run, value: T) => {
    draft.rule = { ...draft.rule, ...change(value) };
    return SELF;
  },
];

/** Source: reference, class ConditionalFormatRuleBuilder; conditions on dates and gradients are not simulated. */
export const ConditionalFormatRuleBuilder: Service<Draft> = new Service<Draft>(
  'SpreadsheetApp.ConditionalFormatRuleBuilder',
  {
    whenFormulaSatisfied: when('string', 'CUSTOM_FORMULA'),
    whenCellEmpty: when('', 'CELL_EMPTY'),
    whenCellNotEmpty: when('', 'CELL_NOT_EMPTY'),
    whenTextEqualTo: when('string', 'TEXT_EQUAL_TO'),
    whenTextContains: when('string', 'TEXT_CONTAINS'),
    whenTextStartsWith: when('string', 'TEXT_STARTS_WITH'),
    whenNumberGreaterThan: when('number', 'NUMBER_GREATER_THAN'),
    whenNumberLessThan: when('number', 'NUMBER_LESS_THAN'),
    whenNumberEqualTo: when('number', 'NUMBER_EQUAL_TO'),
    setBackground: having<string | null>('string?', (value) => ({ background: value && color(value, WHITE) })),
    setFontColor: having<string | null>('string?', (value) => ({ fontColor: value && color(value, BLACK) })),
    setBold: having<boolean | null>('boolean?', (bold) => ({ bold })),
    setRanges: having<RangeState[]>('Range[]', (ranges) => ({ ranges })),
    build: ['', (draft, run) => ConditionalFormatRule.of(run, draft.rule)],
  },
);

export const newFormatRule = (): Draft => ({
  rule: { condition: { type: 'NONE', args: [] }, background: null, fontColor: null, bold: null, ranges: [] },
});
