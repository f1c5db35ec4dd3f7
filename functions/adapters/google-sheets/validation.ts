/** Drop-downs and checks of a column's cells as data validation rules. */

import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { only } from '../../../core/text/maps.ts';
import {
  type Column,
  columnLetters,
  LOCALES,
  type Locale,
  NO,
  POLICY,
  type SettingKey,
  type TabKey,
  tabOf,
  YES,
} from '../../../sheet-templates/index.ts';
import { HEADER_ROW } from '../../../sheet-templates/layout.ts';
import { calledAt, tabsNamed } from '../../../sheet-templates/references.ts';

type Rule = sheets_v4.Schema$DataValidationRule;

/** ConditionType: https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/other#conditiontype */
const when = (type: string, values: readonly string[] = [], strict = true): Rule => ({
  condition: { type, values: values.map((userEnteredValue) => ({ userEnteredValue })) },
  strict,
});
const oneOf = (labels: readonly string[]): Rule => ({ ...when('ONE_OF_LIST', labels), showCustomUi: true });

/** A column of a tab, as far as the sheet goes. */
const rangeOf = (tab: TabKey, at: string, locale: Locale): string =>
  `'${tabOf(tab).title[locale].replaceAll("'", "''")}'!$${at}$${HEADER_ROW + 1}:$${at}`;

/** A name that is not listed yet may be right: it is marked and not refused. Undefined where the tab is not there. */
export const namesIn = (
  tab: TabKey,
  locale: Locale,
  tabs: readonly TabKey[],
  column: number = calledAt(tab),
): Rule | undefined =>
  tabs.includes(tab)
    ? { ...when('ONE_OF_RANGE', [`=${rangeOf(tab, columnLetters(column), locale)}`], false), showCustomUi: true }
    : undefined;

/** What one tab's rows are called is offered; of several, a name or an id is asked for. */
const nameRule = (sources: readonly TabKey[], cell: string, locale: Locale, tabs: readonly TabKey[]) => {
  const source = only(sources);
  if (source !== undefined) return namesIn(source, locale, tabs);
  const counts = sources.flatMap((tab) =>
    [...new Set([1, calledAt(tab)])].map((at) => `COUNTIF(${rangeOf(tab, columnLetters(at), locale)},${cell})`),
  );
  return when('CUSTOM_FORMULA', [`=${counts.join('+')}>0`], false);
};

/** What the cells of a column check; `cell` is the first one. */
export const validationRule = (
  column: Column,
  cell: string,
  locale: Locale,
  tabs: readonly TabKey[],
): Rule | undefined => {
  if (column.lookup || column.type === 'id') return undefined;
  const named = tabsNamed(column, tabs);
  if (named.length > 0) return nameRule(named, cell, locale, tabs);
  switch (column.type) {
    case 'option':
      return oneOf((column.options ?? []).map(({ label }) => label[locale]));
    case 'flag':
      return oneOf([YES.label[locale], NO.label[locale]]);
    case 'person':
      return namesIn('directory', locale, tabs);
    case 'department':
      return namesIn('departments', locale, tabs);
    case 'date':
      return when('DATE_IS_VALID');
    case 'clock':
    case 'percent':
      return when('NUMBER_BETWEEN', ['0', '1']);
    case 'number':
      return when('NUMBER_GREATER_THAN_EQ', ['0']);
    case 'email':
      return when('TEXT_IS_EMAIL');
    default:
      return column.suggests && { ...oneOf(column.suggests.map((word) => word[locale])), strict: false };
  }
};

/** What the value of a setting checks. */
export const settingRule = (key: SettingKey, locale: Locale, tabs: readonly TabKey[]): Rule | undefined => {
  switch (POLICY[key].type) {
    case 'locale':
      return oneOf(LOCALES);
    case 'flag':
      return oneOf([YES.label[locale], NO.label[locale]]);
    case 'weekday':
      return oneOf(['1', '2', '3', '4', '5', '6', '7']);
    case 'workdays':
    case 'count':
      return when('NUMBER_GREATER_THAN_EQ', ['0']);
    case 'person':
      return namesIn('directory', locale, tabs);
    default:
      return undefined;
  }
};
