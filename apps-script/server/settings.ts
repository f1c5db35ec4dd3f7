/** Reads and writes the sheet of settings. */
import { locate, textOf } from '../../core/read/locate.ts';
import { type Locale, POLICY, type Setting, type SettingKey, SWEPT_BY } from '../../sheet-templates/index.ts';
import { Refusal } from './answer.ts';
import type { ScriptBook } from './book.ts';
import { attempt, thisSpreadsheet } from './services.ts';

/** A setting as its cell has it; '' where there is none. */
export const settingIn = ({ raw }: Pick<ScriptBook, 'raw'>, key: string): string => {
  const place = locate(raw).tabs.get('settings');
  const [keyAt, valueAt] = [place?.columns.get('key') ?? 0, place?.columns.get('value') ?? 0];
  const row = place?.sheet.rows.find(({ at, cells }) => at > place.headerRow && textOf(cells[keyAt - 1]) === key);
  return row ? textOf(row.cells[valueAt - 1]) : '';
};

export const sheetAt = (title: string): GoogleAppsScript.Spreadsheet.Sheet => {
  const sheet = attempt(() => thisSpreadsheet().getSheetByName(title));
  if (!sheet) throw new Refusal('no-sheet', (words) => words['no-sheet'](title));
  return sheet;
};

/** What a setting's row says besides its value; a binding (`column.raci.due`) says it by its name. */
const aboutOf = (key: string, locale: Locale): readonly [unit: string, help: string] => {
  if (key === SWEPT_BY.key) return ['', SWEPT_BY.help[locale]];
  const setting: Setting | undefined = POLICY[key as SettingKey];
  return setting ? [setting.unit[locale], setting.help[locale]] : ['', ''];
};

/**
 * Writes settings by key: what is there already is left alone, a row that is missing goes below the last one. As
 * plain text: a sheet would make a date of an instant and a number of an id.
 */
export const writeSettings = ({ raw }: Pick<ScriptBook, 'raw'>, values: Readonly<Record<string, string>>): void => {
  const { tabs, locale } = locate(raw);
  const place = tabs.get('settings');
  const [keyAt, valueAt] = [place?.columns.get('key'), place?.columns.get('value')];
  if (!place || !keyAt || !valueAt) throw new Refusal('no-settings', (words) => words['no-settings']);
  const sheet = sheetAt(place.sheet.title);
  const rows = new Map(
    place.sheet.rows.flatMap(({ at, cells }) =>
      at > place.headerRow && textOf(cells[keyAt - 1]) !== ''
        ? [[textOf(cells[keyAt - 1]), { at, cells }] as const]
        : [],
    ),
  );
  let last = Math.max(place.headerRow, ...[...rows.values()].map(({ at }) => at));
  for (const [key, value] of Object.entries(values)) {
    const row = rows.get(key);
    if (row && textOf(row.cells[valueAt - 1]) === value) continue;
    const at = row?.at ?? ++last;
    const put = (column: number | undefined, text: string) => {
      if (column === undefined) return;
      const cell = sheet.getRange(at, column);
      attempt(() => cell.setNumberFormat('@').setValue(text));
    };
    if (!row) {
      const [unit, help] = aboutOf(key, locale);
      if (at > attempt(() => sheet.getMaxRows())) attempt(() => sheet.insertRowAfter(at - 1));
      put(keyAt, key);
      put(place.columns.get('unit'), unit);
      put(place.columns.get('help'), help);
    }
    put(valueAt, value);
  }
};
