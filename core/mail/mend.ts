import { columnsOf, type Locale, TAB_KEYS, type TabKey, tabOf } from '../../sheet-templates/index.ts';
import { type Line, strong } from '../messages/span.ts';
import type { Notice } from '../plan.ts';
import type { Section } from './model.ts';
import { numberFact, type Reader, textFact } from './reader.ts';
import { oneLine } from './width.ts';

/** Rows to mend shown at once; the rest comes when these are mended. */
const ROWS = 20;

/** Problems of the sheet, grouped by tab and row, each where it stands. Tabs are named in the workbook's language. */
export const mendSection = (
  reader: Reader,
  notices: readonly Notice[],
  problemText: (notice: Notice, locale: Locale) => string,
): Section => {
  const { say, policy } = reader;
  const sorted = [...notices].sort((a, b) => place(a) - place(b));
  return {
    title: say.section.mend,
    note: null,
    cards: [],
    entries: sorted.slice(0, ROWS).map((notice): Line => {
      const tab = textFact(notice, 'tab');
      const key = TAB_KEYS.find((candidate) => candidate === tab);
      const where = say.mend.row(
        key ? tabOf(key).title[policy.locale] : tab,
        numberFact(notice, 'row'),
        key ? headerOf(key, textFact(notice, 'column'), policy.locale) : '',
      );
      return [strong(where), ' ', oneLine(problemText(notice, reader.locale))];
    }),
    more: sorted.length > ROWS ? say.mend.more(sorted.length - ROWS) : null,
  };
};

const headerOf = (tab: TabKey, column: string, locale: Locale): string =>
  columnsOf(tab).find(([key]) => key === column)?.[1].header[locale] ?? '';

const place = (notice: Notice): number => {
  const tab = TAB_KEYS.findIndex((key) => key === textFact(notice, 'tab'));
  return tab * 10_000_000 + numberFact(notice, 'row');
};
