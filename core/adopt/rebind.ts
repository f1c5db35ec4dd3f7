/** How an adopted workbook's own sheet is read, as its settings say, and what to write there for it to be read otherwise. */
import { columnLetters, type Locale, type TabKey } from '../../sheet-templates/index.ts';
import type { Write } from '../plan.ts';
import { type Located, type LocatedTab, locate } from '../read/locate.ts';
import { OWN_NAME, OWN_ROWS, OWN_STATE, wordsOfSetting } from '../read/own-words.ts';
import { ALSO_FOLLOWED } from '../read/sisters.ts';
import { groupBy } from '../text/maps.ts';
import type { RawWorkbook } from '../workbook.ts';
import { settingRowsFor } from './additions.ts';
import { settingsOfBook } from './complete.ts';
import { placeOfLetters } from './given.ts';
import { headerNamed } from './ids.ts';
import { type ColumnMeaning, MEANINGS, type ReadingChoices } from './proposal.ts';

/** An adopted workbook with a sheet of theirs that is followed. */
export interface Followed {
  readonly located: Located;
  readonly plan: LocatedTab;
  /** What is said of every meaning that the sheet may have. */
  readonly said: ReadingChoices;
}

/** Null for a workbook that is not adopted, or is made of our own tabs. */
export const followedIn = (raw: RawWorkbook): Followed | null => {
  const located = locate(raw);
  const plan = located.tabs.get('raci');
  if (!plan?.adopted) return null;
  const columns = meaningsOf(located, plan).map((meaning): readonly [ColumnMeaning, string] => {
    const { tab, column } = MEANINGS[meaning];
    const at = located.tabs.get(tab)?.columns.get(column);
    return [meaning, at === undefined ? '-' : columnLetters(at)];
  });
  const settings = [...settingsOfBook(located)];
  const statuses = settings.flatMap(([key, value]) =>
    key.startsWith(OWN_STATE) ? wordsOfSetting(value).map((word) => [word, key.slice(OWN_STATE.length)] as const) : [],
  );
  const rows = settingsOfBook(located).get(OWN_ROWS);
  const people = settings.flatMap(([key, value]) =>
    key.startsWith(OWN_NAME) && value !== '' ? [[key.slice(OWN_NAME.length), value] as const] : [],
  );
  return {
    located,
    plan,
    said: {
      sheets: [plan.sheet.title],
      ...togetherIn(settingsOfBook(located).get(ALSO_FOLLOWED) ?? ''),
      headerRow: plan.headerRow,
      columns: { ...NOTHING_ELSE, ...Object.fromEntries(columns) },
      statuses: Object.fromEntries(statuses),
      people: Object.fromEntries(people),
      quietDays: Number(settingsOfBook(located).get('quietDays') ?? 0) || 0,
      ...((rows === 'task' || rows === 'heading') && { bareRows: rows }),
    },
  };
};

/** All of its layout, some of them, or the one alone. */
const togetherIn = (value: string): Pick<ReadingChoices, 'together'> => ({ together: value !== '' });

/** Meanings that a column of the sheet may have. */
export const meaningsIn = ({ located, plan }: Followed): readonly ColumnMeaning[] => meaningsOf(located, plan);

/** What is not said is not guessed any more. */
export const NOTHING_ELSE = Object.fromEntries(Object.keys(MEANINGS).map((meaning) => [meaning, '-']));

/** Where a sheet of ours says how far tasks are, theirs does not. */
const meaningsOf = ({ tabs }: Located, plan: LocatedTab): readonly ColumnMeaning[] => {
  const own: readonly TabKey[] = tabs.get('tracker')?.sheet === plan.sheet ? ['raci', 'tracker'] : ['raci'];
  return (Object.keys(MEANINGS) as ColumnMeaning[]).filter((meaning) => own.includes(MEANINGS[meaning].tab));
};

/** Rows of the settings that differ where this is said instead; the sheet and its header stay. */
export const rebinding = ({ located, plan, said }: Followed, now: ReadingChoices, locale: Locale): Write[] => {
  const columns = meaningsOf(located, plan).flatMap((meaning): (readonly [string, string])[] => {
    const [before = '-', text = '-'] = [said.columns?.[meaning], now.columns?.[meaning]];
    const { tab, column } = MEANINGS[meaning];
    if (before === text) return [];
    return [
      [`column.${tab}.${column}`, text === '-' ? '-' : headerNamed({ cells: plan.header }, placeOfLetters(text))],
    ];
  });
  return changedSettings(located, [...columns, ...wordSettings(said, now)], locale);
};

/** Rows of the settings in which something else stands, or which are not there. */
export const changedSettings = (
  located: Located,
  wanted: readonly (readonly [string, string])[],
  locale: Locale,
): Write[] => {
  const settings = settingsOfBook(located);
  return wanted
    .filter(([key, value]) => (settings.get(key) ?? '') !== value)
    .map(([key, value]) => settingWrite(key, value, settings.has(key), locale));
};

/** Words for states, names of people and the like, as settings have them, where they are others now. */
export const wordSettings = (before: ReadingChoices, now: ReadingChoices): (readonly [string, string])[] => [
  ...changedWords(before, now),
  ...Object.entries(now.people ?? {}).map(asName),
  ...(now.bareRows ? [[OWN_ROWS, now.bareRows] as const] : []),
  ...(now.quietDays === undefined || now.quietDays === before.quietDays
    ? []
    : [['quietDays', String(now.quietDays)] as const]),
];

const asName = ([text, name]: readonly [string, string]): readonly [string, string] => [`${OWN_NAME}${text}`, name];

/** Every state of which the words are others now. */
const changedWords = (
  { statuses: before = {} }: ReadingChoices,
  { statuses: now = {} }: ReadingChoices,
): (readonly [string, string])[] => {
  const after = groupBy(Object.entries({ ...before, ...now }), ([, state]) => state);
  const states = new Set([...Object.values(before), ...after.keys()]);
  return [...states].map((state) => [
    `${OWN_STATE}${state}`,
    (after.get(state) ?? []).map(([word]) => word).join('；'),
  ]);
};

const settingWrite = (key: string, value: string, isThere: boolean, locale: Locale): Write => {
  const write = { tab: 'settings' as const, item: key, expected: {} };
  if (isThere) return { ...write, kind: 'set', values: { value } };
  const row = settingRowsFor({}, { [key]: value }, locale).find((one) => one.key.value === key);
  return { ...write, kind: 'append', values: { key, value, help: row?.help.value ?? '' } };
};
