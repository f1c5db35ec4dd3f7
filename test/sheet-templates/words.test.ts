import { describe, expect, it } from 'vitest';
import { headerKey } from '../../core/read/locate.ts';
import { type Column, columnsOf, LOCALES, TAB_KEYS, tabOf } from '../../sheet-templates/index.ts';

/** Words that stand for more than one thing, as `word: one, other`. */
const doubles = (things: readonly { readonly key: string; readonly words: readonly string[] }[]): string[] => {
  const owners = new Map<string, Set<string>>();
  for (const { key, words } of things) {
    for (const word of words) {
      const normalised = headerKey(word);
      owners.set(normalised, (owners.get(normalised) ?? new Set()).add(key));
    }
  }
  return [...owners].filter(([, keys]) => keys.size > 1).map(([word, keys]) => `${word}: ${[...keys].join(', ')}`);
};

const widthOf = (text: string) => [...text].reduce((width, char) => width + (char > '\u2e7f' ? 2 : 1), 0);

describe('the words of the sheets', () => {
  it.each(TAB_KEYS)('a header in %s points at one column', (tab) => {
    const columns = columnsOf(tab).map(([key, { header, aliases }]) => ({
      key,
      words: [key, ...Object.values(header), ...aliases],
    }));
    expect(doubles(columns)).toEqual([]);
  });

  const choices = TAB_KEYS.flatMap((tab) =>
    columnsOf(tab).flatMap(([key, { options }]) => (options ? [{ name: `${tab}.${key}`, options }] : [])),
  );
  it.each(choices)('a word in $name means one option', ({ options }) => {
    const words = options.map(({ key, label, aliases }) => ({
      key,
      words: [key, ...Object.values(label), ...aliases],
    }));
    expect(doubles(words)).toEqual([]);
  });

  it('a sheet’s title names one tab', () => {
    const tabs = TAB_KEYS.map((key) => ({ key, words: [...Object.values(tabOf(key).title), ...tabOf(key).aliases] }));
    expect(doubles(tabs)).toEqual([]);
  });

  it('titles are allowed as sheet names, and labels in a drop-down list', () => {
    for (const tab of TAB_KEYS) {
      for (const title of Object.values(tabOf(tab).title)) expect(title).toMatch(/^[^\\/?*[\]:']{1,31}$/);
    }
    for (const { options } of choices) {
      for (const locale of LOCALES) {
        const labels = options.map(({ label }) => label[locale]);
        expect(labels.filter((label) => label.includes(','))).toEqual([]);
        // Excel takes no longer list.
        expect(labels.join(',').length).toBeLessThan(255);
      }
    }
  });

  const shown: [string, Column][] = TAB_KEYS.filter((tab) => !tabOf(tab).machine).flatMap((tab) =>
    columnsOf(tab).map(([key, column]): [string, Column] => [`${tab}.${key}`, column]),
  );
  it.each(shown)('%s is wide enough for its header and the filter button', (_, { header, width }) => {
    expect(width).toBeGreaterThanOrEqual(widthOf(header['zh-CN']) + 3);
    // English headers may take two lines, but no word is cut.
    expect(width).toBeGreaterThanOrEqual(Math.max(...header.en.split(' ').map(widthOf)) + 3);
    expect(2 * width).toBeGreaterThanOrEqual(widthOf(header.en) + 3);
  });

  it('help fits in a cell’s prompt', () => {
    for (const [, { help, header }] of shown) {
      for (const locale of LOCALES) {
        expect(help[locale].length).toBeLessThan(240);
        expect(header[locale].length).toBeLessThanOrEqual(32);
      }
    }
  });
});
