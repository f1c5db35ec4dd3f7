/** The keeper's section: what is to be mended in the sheets, and where. */
import { columnsOf, type Locale, TAB_KEYS, type TabKey, tabOf } from '../../sheet-templates/index.ts';
import { joined } from '../messages/format.ts';
import type { In } from '../rules/index.ts';
import type { WorkbookNames } from '../snapshot.ts';
import { groupBy } from '../text/maps.ts';
import { rowShown, sheetIndexOf, titleAt } from '../text/row-number.ts';
import { oneLine } from '../text/width.ts';
import type { Entry, Section } from './model.ts';
import { listFact, numberFact, type Reader, textFact } from './reader.ts';
import { mailSection } from './section.ts';

type Finding = In<'mend'>;

/** Rows with the same finding that are named; the rest is counted. */
const NAMED_ROWS = 6;

/**
 * Problems of the sheet, in the order of tabs and rows, each where it stands, under the names that tabs and columns have
 * in the workbook. A finding is told once, so those without room for a sentence are named by their place.
 */
export const mendSection = (
  reader: Reader,
  notices: readonly Finding[],
  names: WorkbookNames['own'],
  problemText: (notice: Finding, locale: Locale) => string,
): Section => {
  const { say, policy, rows: shown } = reader;
  const sorted = [...notices].sort((a, b) => orderOf(a) - orderOf(b));
  const titleOf = (tab: string): string => names?.get(tab) ?? declared(tab)?.title[policy.locale] ?? tab;
  const headerOf = (tab: string, column: string): string =>
    names?.get(`${tab}.${column}`) ?? declared(tab)?.columns[column]?.header[policy.locale] ?? '';
  /** Of several sheets that are followed together each is named with its own rows. */
  const placeOf = (tab: string, rows: readonly string[], more: number, header: string): string => {
    const parts = [...groupBy(rows, (row) => sheetIndexOf(Number(row)))];
    const texts = parts.map(([, own], index) => {
      const isLast = index === parts.length - 1;
      const title = titleAt(names, tab, Number(own[0])) ?? titleOf(tab);
      const shown = own.map((row) => String(rowShown(Number(row))));
      return say.mend.place(title, shown, isLast ? more : 0, isLast ? header : '');
    });
    return texts.length === 0 ? say.mend.place(titleOf(tab), [], 0, header) : joined(texts, reader.locale);
  };
  const said = sorted.map((notice) => ({ notice, text: oneLine(problemText(notice, reader.locale)) }));
  // The same words about the same column are one line, in however many rows.
  const lines = [
    ...groupBy(said, ({ notice, text }) =>
      [textFact(notice, 'tab'), textFact(notice, 'column'), text].join('\n'),
    ).values(),
  ];
  const entryOf = ([{ notice, text }, ...others]: (typeof lines)[number]): Entry => {
    const [tab, column] = [textFact(notice, 'tab'), textFact(notice, 'column')];
    const rows = [notice, ...others.map((other) => other.notice)].flatMap(rowsOf);
    const more = Math.max(0, rows.length - NAMED_ROWS);
    const place = placeOf(tab, rows.slice(0, NAMED_ROWS), more, headerOf(tab, column));
    return { text: say.mend.entry(place, text), link: null };
  };
  const rest = lines.slice(shown).flatMap((line) => line.map(({ notice }) => notice));
  const places = [...groupBy(rest, (notice) => textFact(notice, 'tab'))].map(([tab, found]) => {
    const rows = new Set(found.flatMap((notice) => rowsOf(notice).slice(0, 1)));
    return placeOf(tab, [...rows], 0, '');
  });
  return mailSection(say.section.mend, {
    entries: lines.slice(0, shown).map(entryOf),
    more: rest.length > 0 ? say.mend.more(rest.length, places) : null,
  });
};

/** All rows of the finding; none when it is the tab's as a whole. */
const rowsOf = (notice: Finding): readonly string[] => {
  const rows = listFact(notice, 'rows');
  const all = rows.length > 0 ? rows : [String(numberFact(notice, 'row'))];
  return all.filter((row) => row !== '0');
};

const tabKeyOf = (tab: string): TabKey | undefined => TAB_KEYS.find((key) => key === tab);

/** A tab and its columns as declared; undefined for what no declaration knows. */
const declared = (tab: string) => {
  const key = tabKeyOf(tab);
  return key && { title: tabOf(key).title, columns: Object.fromEntries(columnsOf(key)) };
};

const orderOf = (notice: Finding): number => {
  const key = tabKeyOf(textFact(notice, 'tab'));
  return (key ? TAB_KEYS.indexOf(key) : -1) * 10_000_000 + numberFact(notice, 'row');
};
