import { type EnumValue, enumValue } from '../enums.ts';
import { Instant, instantToSerial } from '../model/dates.ts';
import { isPlace } from '../model/place.ts';
import type { ValidationRule } from '../model/validation.ts';
import { isDate } from '../signature.ts';
import { type Methods, SELF, Service } from '../strict.ts';
import type { Execution } from '../world.ts';
import { giveRange } from './refer.ts';

interface Draft {
  rule: ValidationRule;
}

const criteria = (run: Execution, draft: Draft, name: string, given: readonly unknown[]): typeof SELF => {
  const { workbook } = run.world;
  const numbers = given.map((one) =>
    isDate(one) ? Math.floor(instantToSerial((one as Date).getTime(), workbook.timeZone)) : Number(one),
  );
  // Kept between executions, so nothing of this execution's world may stay in it.
  const args = given.map((one) =>
    isDate(one) ? new Instant((one as Date).getTime()) : Array.isArray(one) ? [...one] : one,
  );
  draft.rule = {
    criteria: name,
    args,
    limits: numbers,
    allowInvalid: draft.rule.allowInvalid,
    helpText: draft.rule.helpText,
  };
  return SELF;
};

const require = (signature: string, name: string): Methods<Draft>[string] => [
  signature,
  (draft, run, ...given: unknown[]) => criteria(run, draft, name, given),
];

const values = (run: Execution, { args }: ValidationRule): unknown[] =>
  args.map((one) => (isPlace(one) ? giveRange(run, run.world.workbook.ours(one)) : one));

/** A rule as it hangs on cells: fixed. Source: reference, class DataValidation. */
export const DataValidation: Service<ValidationRule> = new Service<ValidationRule>('SpreadsheetApp.DataValidation', {
  getAllowInvalid: ['', (rule) => rule.allowInvalid],
  getCriteriaType: ['', (rule) => enumValue('DataValidationCriteria', rule.criteria)],
  getCriteriaValues: ['', (rule, run) => values(run, rule)],
  getHelpText: ['', (rule) => rule.helpText],
  copy: ['', (rule, run) => DataValidationBuilder.of(run, { rule })],
});

/** allowInvalid is true until setAllowInvalid(false) (reference: DataValidationBuilder.setAllowInvalid). */
export const DataValidationBuilder: Service<Draft> = new Service<Draft>('SpreadsheetApp.DataValidationBuilder', {
  build: ['', (draft, run) => DataValidation.of(run, draft.rule)],
  copy: ['', (draft, run) => DataValidationBuilder.of(run, { rule: draft.rule })],
  getAllowInvalid: ['', (draft) => draft.rule.allowInvalid],
  getCriteriaType: ['', (draft) => enumValue('DataValidationCriteria', draft.rule.criteria)],
  getCriteriaValues: ['', (draft, run) => values(run, draft.rule)],
  getHelpText: ['', (draft) => draft.rule.helpText],
  setAllowInvalid: [
    'boolean',
    (draft, _run, allowInvalid: boolean) => {
      draft.rule = { ...draft.rule, allowInvalid };
      return SELF;
    },
  ],
  setHelpText: [
    'string',
    (draft, _run, helpText: string) => {
      draft.rule = { ...draft.rule, helpText };
      return SELF;
    },
  ],
  requireCheckbox: require('| value | value value', 'CHECKBOX'),
  requireDate: require('', 'DATE_IS_VALID_DATE'),
  requireDateAfter: require('date', 'DATE_AFTER'),
  requireDateBefore: require('date', 'DATE_BEFORE'),
  requireDateBetween: require('date date', 'DATE_BETWEEN'),
  requireDateEqualTo: require('date', 'DATE_EQUAL_TO'),
  requireDateNotBetween: require('date date', 'DATE_NOT_BETWEEN'),
  requireDateOnOrAfter: require('date', 'DATE_ON_OR_AFTER'),
  requireDateOnOrBefore: require('date', 'DATE_ON_OR_BEFORE'),
  requireFormulaSatisfied: require('string', 'CUSTOM_FORMULA'),
  requireNumberBetween: require('number number', 'NUMBER_BETWEEN'),
  requireNumberEqualTo: require('number', 'NUMBER_EQUAL_TO'),
  requireNumberGreaterThan: require('number', 'NUMBER_GREATER_THAN'),
  requireNumberGreaterThanOrEqualTo: require('number', 'NUMBER_GREATER_THAN_OR_EQUAL_TO'),
  requireNumberLessThan: require('number', 'NUMBER_LESS_THAN'),
  requireNumberLessThanOrEqualTo: require('number', 'NUMBER_LESS_THAN_OR_EQUAL_TO'),
  requireNumberNotBetween: require('number number', 'NUMBER_NOT_BETWEEN'),
  requireNumberNotEqualTo: require('number', 'NUMBER_NOT_EQUAL_TO'),
  requireTextContains: require('string', 'TEXT_CONTAINS'),
  requireTextDoesNotContain: require('string', 'TEXT_DOES_NOT_CONTAIN'),
  requireTextEqualTo: require('string', 'TEXT_EQUAL_TO'),
  requireTextIsEmail: require('', 'TEXT_IS_VALID_EMAIL'),
  requireTextIsUrl: require('', 'TEXT_IS_VALID_URL'),
  requireValueInList: require('string[] | string[] boolean', 'VALUE_IN_LIST'),
  requireValueInRange: require('Range | Range boolean', 'VALUE_IN_RANGE'),
  withCriteria: [
    'DataValidationCriteria any[]',
    (draft, run, type: EnumValue, given: unknown[]) => criteria(run, draft, type.toString(), given),
  ],
});

export const newRule = (): Draft => ({
  rule: { criteria: 'CHECKBOX', args: [], limits: [], allowInvalid: true, helpText: null },
});
