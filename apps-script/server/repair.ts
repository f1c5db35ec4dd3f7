/** What may be done about headers that are missing or there twice. */
import { headerKey, type Located, type LocatedTab, locate, textOf } from '../../core/read/locate.ts';
import { type Column, LOCALES, type Locale, tabOf } from '../../sheet-templates/index.ts';
import { PALETTE } from '../../sheet-templates/palette.ts';
import type { Repair } from '../protocol.ts';
import { alone, answerCall, localeOf, Refusal } from './answer.ts';
import { readScriptBook } from './book.ts';
import { shareContext } from './context.ts';
import { type RememberedHeaders, rememberedHeaders, reviewHeaders } from './headers.ts';
import { attempt } from './services.ts';
import { sheetAt, writeSettings } from './settings.ts';

/** Least likeness of two headers that may be one: half of their letter pairs. */
const ALIKE = 0.5;

/** What may be done about each column that is missing or there twice; with `apply`, what was chosen is done. */
export const batonRepair = (wanted?: { readonly apply: readonly Repair[] }) =>
  answerCall(() => {
    if (wanted?.apply) return alone(() => apply(wanted.apply));
    const book = readScriptBook();
    return proposals(locate(book.raw), localeOf(book), rememberedHeaders());
  });

/** For every problem with a header one proposal; `memory` knows what a column was before its header was changed. */
export const proposals = (located: Located, locale: Locale, { sheets, columns }: RememberedHeaders): Repair[] =>
  located.problems.flatMap(({ tab, column, code }): Repair[] => {
    const place = located.tabs.get(tab);
    const declared = tabOf(tab).columns[column];
    if (!place || !declared || (code !== 'header-missing' && code !== 'header-double')) return [];
    const about = { tab, column, sheet: place.sheet.title, row: place.headerRow };
    if (code === 'header-double') return double(about, declared, place);
    const id = sheets.get(tab);
    const known = id === undefined ? undefined : columns.get(id)?.get(`${tab}.${column}`);
    const at = [known, likeliest(declared, place)].find((one) => one !== undefined && isFree(one, place));
    const proposal = declared.header[locale];
    if (at === undefined) return [{ ...about, found: '', at: 0, proposal, kind: 'add' }];
    const found = place.header[at - 1] ?? '';
    // A header of several rows says it together: none of its cells can be renamed alone.
    const isOneCell =
      textOf(place.sheet.rows.find((row) => row.at === place.headerRow)?.cells[at - 1]) === found.trim();
    return [{ ...about, found, at, proposal, kind: isOneCell ? 'rename' : 'bind' }];
  });

type About = Pick<Repair, 'tab' | 'column' | 'sheet' | 'row'>;

/** A header that names no column yet. */
const isFree = (at: number, { header, columns }: LocatedTab): boolean =>
  (header[at - 1] ?? '').trim() !== '' && ![...columns.values()].includes(at);

/** What its header may say. */
const wordsOf = ({ header, aliases }: Column): string[] => [...LOCALES.map((locale) => header[locale]), ...aliases];

/** The first one is read; the second gets a number behind its name, so that both stay. */
const double = (about: About, declared: Column, { header, columns }: LocatedTab): Repair[] => {
  const first = columns.get(about.column);
  const names = new Set([...wordsOf(declared), about.column].map(headerKey));
  const at = header.findIndex((text, index) => index + 1 !== first && names.has(headerKey(text))) + 1;
  if (at === 0) return [];
  const found = header[at - 1] ?? '';
  const taken = new Set(header.map(headerKey));
  let number = 2;
  while (taken.has(headerKey(`${found} ${number}`))) number++;
  return [{ ...about, found, at, proposal: `${found} ${number}`, kind: 'number' }];
};

/** Of the headers that name no column the one most like this column's words. */
const likeliest = (declared: Column, place: LocatedTab): number | undefined => {
  const words = wordsOf(declared).map(headerKey);
  const rated = place.header.flatMap((text, index) =>
    isFree(index + 1, place)
      ? [{ at: index + 1, likeness: Math.max(...words.map((word) => likeness(word, headerKey(text)))) }]
      : [],
  );
  return rated.filter((one) => one.likeness >= ALIKE).sort((a, b) => b.likeness - a.likeness)[0]?.at;
};

/** Twice the letter pairs that two words share, of all they have: 1 for the same word, 0 for strangers. */
const likeness = (a: string, b: string): number => {
  const pairs = (text: string) => Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2));
  const [own, rest] = [pairs(a), pairs(b)];
  const all = own.length + rest.length;
  let shared = 0;
  for (const pair of own) {
    const at = rest.indexOf(pair);
    if (at < 0) continue;
    rest.splice(at, 1);
    shared++;
  }
  return all === 0 ? 0 : (2 * shared) / all;
};

const apply = (repairs: readonly Repair[]): true => {
  const book = readScriptBook();
  const bindings: Record<string, string> = {};
  for (const repair of repairs) {
    const { kind, tab, column, found } = repair;
    if (kind === 'bind') bindings[`column.${tab}.${column}`] = found;
    else if (kind === 'add') addColumn(repair);
    else rename(repair);
  }
  if (Object.keys(bindings).length > 0) writeSettings(book, bindings);
  reviewHeaders(readScriptBook());
  shareContext();
  return true;
};

/** Only where the header still says what was shown. */
const rename = ({ sheet, row, at, found, proposal }: Repair): void => {
  const cell = sheetAt(sheet).getRange(row, at);
  if (textOf(attempt(() => cell.getValue() as string)) !== found.trim()) {
    throw new Refusal('changed', (words) => words.changed(found));
  }
  attempt(() => cell.setValue(proposal));
};

/** Behind the last column that holds anything. */
const addColumn = ({ sheet: title, row, proposal }: Repair): void => {
  const sheet = sheetAt(title);
  const last = attempt(() => sheet.getLastColumn());
  if (last >= attempt(() => sheet.getMaxColumns())) attempt(() => sheet.insertColumnAfter(last));
  const cell = sheet.getRange(row, last + 1);
  attempt(() => cell.setValue(proposal).setBackground(PALETTE.ink).setFontColor(PALETTE.white).setFontWeight('bold'));
};
