/** The sheets and rows that adopting adds: departments, people, calendar and settings. */
import {
  columnOf,
  columnsIn,
  columnsOf,
  type Locale,
  POLICY,
  type Setting,
  type SettingKey,
  settingsIn,
  type TabKey,
  tabOf,
  usualSetting,
} from '../../sheet-templates/index.ts';
import { SETTING_NAMES } from '../../sheet-templates/setting-names.ts';
import { ADOPTING } from '../messages/languages.ts';
import type { Write } from '../plan.ts';
import { tabOfTitle } from '../read/locate.ts';
import { OWN_MARK, OWN_NAME, OWN_ROWS, OWN_STATE } from '../read/own-words.ts';
import { ALSO_FOLLOWED } from '../read/sisters.ts';
import type { OfficialDay } from '../snapshot.ts';
import { isoOf, serialOf } from '../time/day.ts';
import type { NewSheet, RawWorkbook } from '../workbook.ts';
import type { CountedPerson } from './count.ts';

type Cell = NewSheet['rows'][number][number];

/** Rows above the header of a sheet for people: title and one line of help. */
export const ADDED_HEADER_ROW = 3;

/** Title of an added sheet: the tab's own, another of its names where that is taken. Excel tells titles apart without case. */
export const titleFor = (tab: TabKey, locale: Locale, taken: readonly string[]): string => {
  const { title, aliases, key } = tabOf(tab);
  const isFree = (name: string) => !taken.some((other) => other.toLowerCase() === name.toLowerCase());
  const isHan = (name: string) => /\p{Script=Han}/u.test(name);
  const others = [...Object.values(title), ...aliases, key];
  const names = [title[locale], ...others.filter((name) => isHan(name) === isHan(title[locale])), ...others];
  const own = names.find((name) => isFree(name) && tabOfTitle(name) === tab);
  for (let n = 2; own === undefined; n++) {
    const numbered = `${title[locale]} ${n}`;
    if (isFree(numbered)) return numbered;
  }
  return own;
};

/** A row of a new sheet, by column key. */
export type RowToAdd = Readonly<Record<string, Cell>>;

/** The columns of a tab that is added: a starter's, and of the others those that these rows fill. */
export const columnsFor = (tab: TabKey, rows: readonly RowToAdd[] = []) => {
  const starter = new Set(columnsIn(tab, false).map(([key]) => key));
  return columnsOf(tab).filter(([key]) => starter.has(key) || rows.some((row) => (row[key]?.value ?? null) !== null));
};

/** A tab as a new sheet: its header, and rows by column key. */
export const newSheet = (tab: TabKey, title: string, locale: Locale, rows: readonly RowToAdd[] = []): NewSheet => {
  const { help, machine = false } = tabOf(tab);
  const columns = columnsFor(tab, rows);
  const empty: Cell = { value: null };
  return {
    title,
    hidden: machine,
    protect: machine,
    widths: columns.map(([, { width }]) => width),
    headerRow: machine ? 1 : ADDED_HEADER_ROW,
    rows: [
      ...(machine ? [] : [[{ value: title }], [{ value: help[locale] }]]),
      columns.map(([, { header }]) => ({ value: header[locale] })),
      ...rows.map((row) => columns.map(([key]) => row[key] ?? empty)),
    ],
  };
};

export const directoryRows = (people: readonly CountedPerson[]) =>
  people.map(({ name, department }) => ({
    name: { value: name, format: 'text' as const },
    department: { value: department, format: 'text' as const },
  }));

export const departmentRows = (names: readonly string[]) =>
  names.map((name) => ({ name: { value: name, format: 'text' as const } }));

export const calendarRows = (days: readonly OfficialDay[], locale: Locale, dateSystem: 1900 | 1904) => {
  const label = (column: string, key: string) =>
    columnOf('calendar', column).options?.find((option) => option.key === key)?.label[locale] ?? key;
  return days.map(({ date, kind, note }) => ({
    date: { value: serialOf(date, dateSystem), format: 'date' as const },
    kind: { value: label('kind', kind) },
    source: { value: label('source', 'official') },
    note: { value: note, format: 'text' as const },
  }));
};

/** The same for a calendar that is there. */
export const officialDay = ({ date, kind, note }: OfficialDay): Write => ({
  tab: 'calendar',
  kind: 'append',
  item: isoOf(date),
  values: { date: isoOf(date), kind, source: 'official', note },
  expected: {},
});

/** What people call it: the sheet, the column, the status or the name that is meant; '' for the few others. */
const calledBy = (key: string, locale: Locale): string => {
  const [kind, tab, column] = key.split('.');
  const { options = [] } = columnOf('tracker', 'status');
  if (key.startsWith(OWN_NAME)) return key.slice(OWN_NAME.length);
  if (key.startsWith(OWN_STATE)) return options.find((option) => option.key === tab)?.label[locale] ?? '';
  if (kind === 'tab') return tabOf(tab as TabKey).title[locale];
  return kind === 'column' ? columnOf(tab as TabKey, column as string).header[locale] : '';
};

const helpOf = (key: string, value: string, locale: Locale): string => {
  const {
    boundSheet,
    alsoFollowed,
    notThisSheet,
    boundColumn,
    noSuchColumn,
    ownStates,
    noStates,
    ownName,
    ownMarks,
    ownRows,
  } = ADOPTING[locale];
  if (key.startsWith(OWN_STATE)) return key === `${OWN_STATE}-` ? noStates : ownStates;
  if (key.startsWith(OWN_NAME)) return ownName;
  if (key.startsWith(OWN_MARK)) return ownMarks;
  if (key === OWN_ROWS) return ownRows;
  if (key === ALSO_FOLLOWED) return alsoFollowed;
  if (key.startsWith('tab.')) return value === '-' ? notThisSheet : boundSheet;
  return value === '-' ? noSuchColumn : boundColumn;
};

/** What an adopted workbook's settings say of itself. */
export const settingValues = (
  { location, name }: Pick<RawWorkbook, 'location' | 'name'>,
  {
    workbookId,
    locale,
    zone,
    country,
    said,
  }: Readonly<Record<'workbookId' | 'zone' | 'country', string>> & {
    readonly locale: Locale;
    readonly said?: { readonly quietDays?: number };
  },
) => ({
  workbookId,
  workbookHome: location,
  project: name,
  locale,
  zone,
  country,
  ...(said?.quietDays !== undefined && { quietDays: String(said.quietDays) }),
});

/** What people set comes first, then what Baton keeps for itself, then where it reads in this workbook. */
export const settingRowsFor = (
  values: Readonly<Partial<Record<SettingKey, string>>>,
  bindings: Readonly<Record<string, string>>,
  locale: Locale,
) => {
  const kept = (key: SettingKey) => Number((POLICY[key] as Setting).baton === true);
  const keys = settingsIn(false).sort((a, b) => kept(a) - kept(b));
  return [
    ...keys.map((key) => settingRow(key, values[key], locale)),
    ...Object.entries(bindings).map(([key, value]) => ({
      key: { value: key },
      called: { value: calledBy(key, locale) || null },
      value: { value, format: 'text' as const },
      help: { value: helpOf(key, value, locale) },
    })),
  ];
};

/** A setting's row; without a value its default. */
export const settingRow = (key: SettingKey, value: string | undefined, locale: Locale) => {
  const { type, unit, help }: Setting = POLICY[key];
  return {
    key: { value: key },
    called: { value: SETTING_NAMES[key][locale] },
    value:
      value === undefined || type === 'workdays'
        ? valueCell(value ?? usualSetting(key, locale))
        : { value, format: 'text' as const },
    unit: { value: unit[locale] },
    help: { value: help[locale] },
  };
};

const valueCell = (text: string): Cell =>
  /^\d+$/.test(text) ? { value: Number(text), format: 'number' } : { value: text || null, format: 'text' };
