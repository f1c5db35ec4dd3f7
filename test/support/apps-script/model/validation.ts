import { isDateFormat } from './format.ts';
import type { Scalar } from './input.ts';

/** A data validation rule: the criteria's name as in SpreadsheetApp.DataValidationCriteria and its arguments (dates as serials). */
export interface ValidationRule {
  readonly criteria: string;
  /** What getCriteriaValues gives back. */
  readonly args: readonly unknown[];
  /** Numbers and date serials the check compares with. */
  readonly limits: readonly number[];
  readonly allowInvalid: boolean;
  readonly helpText: string | null;
}

const COMPARE: Readonly<Record<string, (x: number, a: number, b: number) => boolean>> = {
  BETWEEN: (x, a, b) => a <= x && x <= b,
  NOT_BETWEEN: (x, a, b) => x < a || b < x,
  EQUAL_TO: (x, a) => x === a,
  NOT_EQUAL_TO: (x, a) => x !== a,
  GREATER_THAN: (x, a) => x > a,
  GREATER_THAN_OR_EQUAL_TO: (x, a) => x >= a,
  LESS_THAN: (x, a) => x < a,
  LESS_THAN_OR_EQUAL_TO: (x, a) => x <= a,
  AFTER: (x, a) => x >= a + 1,
  BEFORE: (x, a) => x < a,
  ON_OR_AFTER: (x, a) => x >= a,
  ON_OR_BEFORE: (x, a) => x < a + 1,
  IS_VALID_DATE: () => true,
};

/** Whether the rule accepts a value; empty cells always pass. Custom formulas are not computed: they accept. `allowed`: what it offers now. */
export const accepts = (
  rule: ValidationRule,
  value: Scalar,
  shown: string,
  format: string,
  allowed: () => readonly string[] | null,
): boolean => {
  if (value === '') return true;
  const { criteria, limits } = rule;
  if (criteria === 'VALUE_IN_LIST' || criteria === 'VALUE_IN_RANGE') return allowed()?.includes(shown) ?? true;
  if (criteria === 'CHECKBOX') return rule.args.length > 0 ? rule.args.includes(value) : typeof value === 'boolean';
  const kind = /^(DATE|NUMBER)_(.+)$/.exec(criteria);
  if (kind) {
    const rightKind = typeof value === 'number' && (kind[1] === 'NUMBER' || isDateFormat(format));
    return rightKind && (COMPARE[kind[2]!]?.(value, limits[0] ?? 0, limits[1] ?? 0) ?? true);
  }
  const text = String(rule.args[0] ?? '').toLowerCase();
  if (criteria === 'TEXT_CONTAINS') return shown.toLowerCase().includes(text);
  if (criteria === 'TEXT_DOES_NOT_CONTAIN') return !shown.toLowerCase().includes(text);
  if (criteria === 'TEXT_EQUAL_TO') return shown === String(rule.args[0]);
  if (criteria === 'TEXT_IS_VALID_EMAIL') return /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(shown);
  return criteria !== 'TEXT_IS_VALID_URL' || /^(https?:\/\/)?[^\s.]+\.\S+$/.test(shown);
};
