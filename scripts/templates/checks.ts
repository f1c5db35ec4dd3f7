/** What the cells of a template prompt and refuse. */
import type { DataValidation, Worksheet } from 'exceljs';
import { inAll } from '../../core/messages/in-all.ts';
import {
  type Column,
  columnLetters,
  type Locale,
  NO,
  type TabKey,
  tabOf,
  type Words,
  YES,
} from '../../sheet-templates/index.ts';
import { HEADER_ROW, LAST_CHECKED_ROW } from '../../sheet-templates/layout.ts';
import { calledAt, tabsNamed } from '../../sheet-templates/references.ts';

const say = inAll('templates');

/** A validation whose type may be left out: then it only prompts. exceljs does not know of times. */
export type Check = Omit<DataValidation, 'type'> & { type: DataValidation['type'] | 'any' | 'time' };

export type CheckRule = Pick<Check, 'type' | 'formulae' | 'operator'>;
const list = (formula: string): CheckRule => ({ type: 'list', formulae: [formula] });
export const words = (labels: readonly string[]): CheckRule => list(`"${labels.join(',')}"`);

/**
 * What the rows of a tab are called, or another of its columns, down to the last one written, so that the list ends where they end; undefined
 * when the workbook lacks the tab.
 */
export const namesOf = (
  tab: TabKey,
  locale: Locale,
  tabs: readonly TabKey[],
  column: number = calledAt(tab),
): CheckRule | undefined => {
  if (!tabs.includes(tab)) return undefined;
  const sheet = `'${tabOf(tab).title[locale]}'`;
  const at = columnLetters(column);
  const names = `${sheet}!$${at}$${HEADER_ROW + 1}:$${at}$${LAST_CHECKED_ROW}`;
  const count = `MAX(1,SUMPRODUCT(MAX((${names}<>"")*ROW(${names})))-${HEADER_ROW})`;
  return list(`OFFSET(${sheet}!$${at}$${HEADER_ROW},1,0,${count},1)`);
};

/** What one tab's rows are called is offered; of several, a name or an id is asked for. */
const nameRule = (
  sources: readonly TabKey[],
  cell: string,
  locale: Locale,
  tabs: readonly TabKey[],
): CheckRule | undefined => {
  if (sources.length < 2) return sources[0] && namesOf(sources[0], locale, tabs);
  const counts = sources.flatMap((tab) =>
    [...new Set([1, calledAt(tab)])].map(columnLetters).map((at) => {
      const names = `'${tabOf(tab).title[locale]}'!$${at}$${HEADER_ROW + 1}:$${at}$${LAST_CHECKED_ROW}`;
      return `COUNTIF(${names},${cell})`;
    }),
  );
  return { type: 'custom', formulae: [`${counts.join('+')}>0`] };
};

/** 23:59, as a fraction of a day. */
const LAST_MINUTE = 1439 / 1440;

const ruleOf = (column: Column, cell: string, locale: Locale, tabs: readonly TabKey[]): CheckRule | undefined => {
  switch (column.type) {
    case 'option':
      return words((column.options ?? []).map(({ label }) => label[locale]));
    case 'flag':
      return words([`${YES.label[locale]},${NO.label[locale]}`]);
    case 'person':
      return namesOf('directory', locale, tabs);
    case 'department':
      return namesOf('departments', locale, tabs);
    case 'date':
      return { type: 'date', operator: 'greaterThanOrEqual', formulae: ['2000-01-01'] };
    case 'clock':
      return { type: 'time', operator: 'between', formulae: [0, LAST_MINUTE] };
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
      return column.suggests && words(column.suggests.map((word) => word[locale]));
  }
};

/** What the cells of a column prompt and refuse; nothing for free text that may stay empty. `cell` is the first one. */
export const checkOf = (column: Column, cell: string, locale: Locale, tabs: readonly TabKey[]): Check | undefined => {
  if (column.lookup || column.type === 'id') return undefined;
  const named = tabsNamed(column, tabs);
  const rule = named.length > 0 ? nameRule(named, cell, locale, tabs) : ruleOf(column, cell, locale, tabs);
  if (!rule && !column.required) return undefined;
  const prompt = {
    allowBlank: true,
    showInputMessage: true,
    promptTitle: column.header[locale],
    prompt: helpOf(column, locale),
  };
  if (!rule) return { type: 'any', formulae: [], ...prompt };
  // A name that is not listed yet may be right; a date that is none never is.
  const lenient = named.length > 0 || column.type === 'person' || column.type === 'department';
  if (column.suggests) return { ...rule, ...prompt, showErrorMessage: false };
  const text = named.length > 0 ? say.refusals.id : say.refusals[column.type as keyof typeof say.refusals];
  return { ...rule, ...prompt, ...refusal(column.header[locale], text, locale, lenient) };
};

export const refusal = (title: string, text: Words, locale: Locale, lenient = false) => ({
  showErrorMessage: true,
  errorStyle: lenient ? 'warning' : 'stop',
  errorTitle: title,
  error: text[locale],
});

/** A column's help as the header's note and the prompt say it. Ids are required, but Baton's to fill in. */
export const helpOf = (column: Column, locale: Locale): string =>
  `${column.required && column.type !== 'id' ? say.required[locale] : ''}${column.help[locale]}`;

/** exceljs keeps the checks, and gives their container no type. */
export const addCheck = (sheet: Worksheet, range: string, check: Check | undefined): void => {
  const { dataValidations } = sheet as unknown as { dataValidations: { add(range: string, check: Check): void } };
  if (check) dataValidations.add(range, check);
};
