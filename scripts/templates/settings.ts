/** The settings tab of a template. */
import type { Worksheet } from 'exceljs';
import { inAll } from '../../core/messages/in-all.ts';
import { LANGUAGES } from '../../core/messages/languages.ts';
import { NO, YES } from '../../sheet-templates/flags.ts';
import {
  columnOf,
  columnsIn,
  isFull,
  LOCALES,
  type Locale,
  POLICY,
  type Setting,
  type SettingKey,
  settingsIn,
  type TabKey,
  usualSetting,
  type Words,
} from '../../sheet-templates/index.ts';
import { HEADER_ROW, LIST_ROW_HEIGHT } from '../../sheet-templates/layout.ts';
import { PALETTE } from '../../sheet-templates/palette.ts';
import { SETTING_NAMES } from '../../sheet-templates/setting-names.ts';
import { textHeight } from '../../sheet-templates/views/guide.ts';
import { font, solid } from '../../sheet-templates/views/style.ts';
import { addCheck, type Check, type CheckRule, namesOf, refusal, words } from './checks.ts';

const say = inAll('templates');

const filledByBaton = (key: SettingKey): boolean => (POLICY[key] as Setting).baton === true;

/** What people set comes first. */
const keysOf = (full: boolean): SettingKey[] =>
  settingsIn(full).sort((a, b) => Number(filledByBaton(a)) - Number(filledByBaton(b)));

/** One row a setting, in the order of the sheet. Counts are numbers, all else is text. */
export const templateSettings = (locale: Locale, full: boolean) => {
  const own: Partial<Record<SettingKey, string>> = { locale, ...LANGUAGES[locale].create.usual };
  return keysOf(full).map((key) => {
    const { unit, help } = POLICY[key];
    const text = own[key] ?? usualSetting(key, locale);
    const row: Readonly<Record<string, string | number | null>> = {
      key,
      called: SETTING_NAMES[key][locale],
      value: /^\d+$/.test(text) ? Number(text) : text || null,
      unit: unit[locale] || null,
      help: help[locale],
    };
    return columnsIn('settings', full).map(([column]) => row[column] ?? null);
  });
};

/** Only the values are for people to write: they stand out, and each is checked by its own type. */
export const dressSettings = (sheet: Worksheet, locale: Locale, tabs: readonly TabKey[]): void => {
  keysOf(isFull(tabs)).forEach((key, index) => {
    const row = HEADER_ROW + 1 + index;
    const value = sheet.getCell(row, 2);
    value.style = {
      ...value.style,
      numFmt: typeof value.value === 'number' ? '0' : '@',
      font: font(locale, PALETTE.text, { bold: true }),
      ...(filledByBaton(key) && { fill: solid(PALETTE.ground) }),
    };
    for (const column of [3, 4, 5]) {
      const cell = sheet.getCell(row, column);
      cell.style = { ...cell.style, font: font(locale, PALETTE.quiet) };
    }
    const help = columnOf('settings', 'help').width;
    sheet.getRow(row).height = Math.max(LIST_ROW_HEIGHT, textHeight(locale, POLICY[key].help[locale], help));
    addCheck(sheet, `B${row}`, settingCheck(key, `B${row}`, locale, tabs));
  });
};

const settingCheck = (key: SettingKey, cell: string, locale: Locale, tabs: readonly TabKey[]): Check | undefined => {
  const refuse = (rule: CheckRule, text: Words, lenient = false): Check => ({
    ...rule,
    allowBlank: true,
    ...refusal(key, text, locale, lenient),
  });
  switch (POLICY[key].type) {
    case 'locale':
      return refuse(words(LOCALES), say.settings.list);
    case 'flag':
      return refuse(words([YES.label[locale], NO.label[locale]]), say.settings.list);
    case 'weekday':
      return refuse(words(['1', '2', '3', '4', '5', '6', '7']), say.settings.list);
    case 'workdays':
    case 'count':
      return refuse({ type: 'whole', operator: 'greaterThanOrEqual', formulae: [0] }, say.settings.count);
    case 'clock':
      return refuse({ type: 'custom', formulae: [`ISNUMBER(TIMEVALUE(${cell}))`] }, say.settings.clock);
    case 'person': {
      const names = namesOf('directory', locale, tabs);
      return names && refuse(names, say.refusals.person, true);
    }
    default:
      return undefined;
  }
};
