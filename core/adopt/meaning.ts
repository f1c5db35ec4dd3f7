/** Which column a header names, in the tab's own words or other people's. */
import { columnsOf, LOCALES, perTab, type TabKey } from '../../sheet-templates/index.ts';
import { headerKey } from '../read/headers.ts';

/** How surely a header names a column: in the very words of the tab, or in one of the words people write for it. */
export type Strength = 'exact' | 'alias';

export interface Meaning {
  readonly column: string;
  readonly strength: Strength;
}

interface Vocabulary {
  readonly exact: Map<string, string>;
  readonly alias: Map<string, string>;
}

const vocabularyOf = (tab: TabKey): Vocabulary => {
  const words: Vocabulary = { exact: new Map(), alias: new Map() };
  const add = (to: Map<string, string>, word: string, key: string) => {
    if (!to.has(headerKey(word))) to.set(headerKey(word), key);
  };
  for (const [key, column] of columnsOf(tab)) {
    if (column.lookup) continue;
    for (const locale of LOCALES) add(words.exact, column.header[locale], key);
    for (const word of column.aliases) add(words.alias, word, key);
  }
  // A column of the tracker that shows the plan calls it by its plainest name: 任务, 负责人, 截止.
  if (tab === 'raci') {
    for (const [, { lookup, header }] of columnsOf('tracker')) {
      if (lookup?.tab === 'raci') for (const locale of LOCALES) add(words.exact, header[locale], lookup.column);
    }
  }
  return words;
};

const VOCABULARY = perTab(vocabularyOf);

const REMARK = /\([^()]*\)|（[^（）]*）|\[[^[\]]*\]|【[^【】]*】/g;
/** Between the two languages of a header: 任务 Task, 负责人/Owner, two lines of a cell. */
const LANGUAGES = /[\n/／|｜]+|(?<=\p{Script=Han})\s*(?=[A-Za-z])|(?<=[A-Za-z.])\s*(?=\p{Script=Han})/u;

/** The column that a header names in a tab, or null. What stands in brackets may be a remark (截止日期（年月日）). */
export const meaningOf = (tab: TabKey, header: string): Meaning | null => {
  const { exact, alias } = VOCABULARY[tab];
  const plain = (text: string): Meaning | null => {
    const key = headerKey(text);
    const own = exact.get(key);
    if (own !== undefined) return { column: own, strength: 'exact' };
    const other = alias.get(key);
    return other === undefined ? null : { column: other, strength: 'alias' };
  };
  const whole = plain(header);
  if (whole) return whole;
  const bare = header.replace(REMARK, '').trim();
  const withoutRemark = bare !== header && bare !== '' ? plain(bare) : null;
  if (withoutRemark) return { ...withoutRemark, strength: 'alias' };
  // Two languages say one thing, or it is a header for two things (开始/截至时间).
  const parts = bare.split(LANGUAGES).filter((part) => part.trim() !== '');
  const meanings = parts.map(plain);
  const first = meanings[0];
  const same = parts.length > 1 && first && meanings.every((meaning) => meaning?.column === first.column);
  return same ? { column: first.column, strength: 'alias' } : null;
};
