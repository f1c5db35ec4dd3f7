import { columnsOf, type Locale, TAB_KEYS, type TabKey, tabOf } from '../../sheet-templates/index.ts';
import type { Notice } from '../plan.ts';
import type { WorkbookNames } from '../snapshot.ts';
import type { Entry, Section } from './model.ts';
import { listFact, numberFact, type Reader, textFact } from './reader.ts';
import { section } from './section.ts';
import { oneLine, SHOWN } from './width.ts';

/** Rows with the same finding that are named; the rest is counted. */
const NAMED_ROWS = 6;

/** Problems of the sheet, grouped by tab and row, each where it stands, under the names that tabs and columns have in the workbook. */
export const mendSection = (
  reader: Reader,
  notices: readonly Notice[],
  own: WorkbookNames['own'],
  problemText: (notice: Notice, locale: Locale) => string,
): Section => {
  const { say, policy } = reader;
  const sorted = [...notices].sort((a, b) => place(a) - place(b));
  return section(say.section.mend, {
    entries: sorted.slice(0, SHOWN).map((notice): Entry => {
      const tab = textFact(notice, 'tab');
      const key = TAB_KEYS.find((candidate) => candidate === tab);
      const column = textFact(notice, 'column');
      const rows = rowsOf(notice);
      const where = say.mend.place(
        own?.get(tab) ?? (key ? tabOf(key).title[policy.locale] : tab),
        rows.slice(0, NAMED_ROWS),
        Math.max(0, rows.length - NAMED_ROWS),
        own?.get(`${tab}.${column}`) ?? (key ? headerOf(key, column, policy.locale) : ''),
      );
      return { text: say.mend.entry(where, oneLine(problemText(notice, reader.locale))), link: null };
    }),
    more: sorted.length > SHOWN ? say.mend.more(sorted.length - SHOWN) : null,
  });
};

/** All rows of the finding; none when it is the tab's as a whole. */
const rowsOf = (notice: Notice): readonly string[] => {
  const rows = listFact(notice, 'rows');
  const all = rows.length > 0 ? rows : [String(numberFact(notice, 'row'))];
  return all.filter((row) => row !== '0');
};

const headerOf = (tab: TabKey, column: string, locale: Locale): string =>
  columnsOf(tab).find(([key]) => key === column)?.[1].header[locale] ?? '';

const place = (notice: Notice): number => {
  const tab = TAB_KEYS.indexOf(textFact(notice, 'tab') as TabKey);
  return tab * 10_000_000 + numberFact(notice, 'row');
};
