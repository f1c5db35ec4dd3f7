import type { DataValidation } from 'exceljs';
import {
  type Column,
  LOCALES,
  type Locale,
  POLICY,
  type SettingKey,
  type TabKey,
  tabOf,
  type Words,
} from '../../sheet-templates/index.ts';
import { HEADER_ROW, LAST_CHECKED_ROW } from './layout.ts';
import { REFUSALS, REQUIRED, SETTING_REFUSALS, YES_NO } from './words.ts';

/** A validation whose type may be left out: then it only prompts. */
export type Check = Omit<DataValidation, 'type'> & { type: DataValidation['type'] | 'any' };

type Rule = Pick<DataValidation, 'type' | 'formulae' | 'operator'>;
const list = (formula: string): Rule => ({ type: 'list', formulae: [formula] });
const words = (labels: readonly string[]): Rule => list(`"${labels.join(',')}"`);

/** The names of a tab's first column, down to the last one written: a list without blank lines, gaps or not. */
export const namesOf = (tab: TabKey, locale: Locale): string => {
  const sheet = `'${tabOf(tab).title[locale]}'`;
  const names = `${sheet}!$A$${HEADER_ROW + 1}:$A$${LAST_CHECKED_ROW}`;
  return `OFFSET(${sheet}!$A$${HEADER_ROW},1,0,MAX(1,SUMPRODUCT(MAX((${names}<>"")*ROW(${names})))-${HEADER_ROW}),1)`;
};

const ruleOf = (column: Column, cell: string, locale: Locale, tabs: readonly TabKey[]): Rule | undefined => {
  switch (column.type) {
    case 'option':
      return words((column.options ?? []).map(({ label }) => label[locale]));
    case 'flag':
      return words([YES_NO[locale]]);
    case 'person':
      return tabs.includes('directory') ? list(namesOf('directory', locale)) : undefined;
    case 'department':
      return tabs.includes('departments') ? list(namesOf('departments', locale)) : undefined;
    case 'date':
      return { type: 'date', operator: 'greaterThanOrEqual', formulae: ['2000-01-01'] };
    case 'percent':
      return { type: 'decimal', operator: 'between', formulae: [0, 1] };
    case 'number':
      return { type: 'decimal', operator: 'greaterThanOrEqual', formulae: [0] };
    case 'email':
      // One @, a dot after it, no blank.
      return {
        type: 'custom',
        formulae: [
          `AND(LEN(${cell})-LEN(SUBSTITUTE(${cell},"@",""))=1,ISNUMBER(FIND(".",${cell},FIND("@",${cell})+2)),ISERROR(FIND(" ",${cell})))`,
        ],
      };
    default:
      return undefined;
  }
};

/** What the cells of a column prompt and refuse; nothing for free text that may stay empty. `cell` is the first one. */
export const checkOf = (column: Column, cell: string, locale: Locale, tabs: readonly TabKey[]): Check | undefined => {
  if (column.lookup) return undefined;
  const rule = ruleOf(column, cell, locale, tabs);
  if (!rule && !column.required) return undefined;
  const prompt = {
    allowBlank: true,
    showInputMessage: true,
    promptTitle: column.header[locale],
    prompt: helpOf(column, locale),
  };
  if (!rule) return { type: 'any', formulae: [], ...prompt };
  // A name that is not listed yet may be right; a date that is none never is.
  const lenient = column.type === 'person' || column.type === 'department';
  return { ...rule, ...prompt, ...refusal(column.header[locale], REFUSALS[column.type]!, locale, lenient) };
};

const refusal = (title: string, text: Words, locale: Locale, lenient = false) => ({
  showErrorMessage: true,
  errorStyle: lenient ? 'warning' : 'stop',
  errorTitle: title,
  error: text[locale],
});

/** A column's help as the header's note and the prompt say it. */
export const helpOf = (column: Column, locale: Locale): string =>
  `${column.required ? REQUIRED[locale] : ''}${column.help[locale]}`;

/** What the value cell of one setting refuses. */
export const settingCheck = (
  key: SettingKey,
  cell: string,
  locale: Locale,
  tabs: readonly TabKey[],
): Check | undefined => {
  const refuse = (rule: Rule, text: Words, lenient = false): Check => ({
    ...rule,
    allowBlank: true,
    ...refusal(key, text, locale, lenient),
  });
  switch (POLICY[key].type) {
    case 'locale':
      return refuse(words(LOCALES), SETTING_REFUSALS.list);
    case 'weekday':
      return refuse(words(['1', '2', '3', '4', '5', '6', '7']), SETTING_REFUSALS.list);
    case 'workdays':
    case 'count':
      return refuse({ type: 'whole', operator: 'greaterThanOrEqual', formulae: [0] }, SETTING_REFUSALS.count);
    case 'clock':
      return refuse({ type: 'custom', formulae: [`ISNUMBER(TIMEVALUE(${cell}))`] }, SETTING_REFUSALS.clock);
    case 'person':
      return tabs.includes('directory')
        ? refuse(list(namesOf('directory', locale)), REFUSALS.person!, true)
        : undefined;
    default:
      return undefined;
  }
};
