/** What a team calls things, as its settings say: words for a task's state (`status.done` = 搞定；上线), and names (`person.小王` = 王强). */
import { normal } from '../text/words.ts';
import { textOf } from './headers.ts';
import type { PeopleIndex } from './people.ts';

export interface OwnWords {
  /** Word in the status column, normalised → key of the state that it means; null: it says nothing. */
  readonly states: ReadonlyMap<string, string | null>;
  /** Name as the sheets write it, normalised → as the directory does. */
  readonly people: ReadonlyMap<string, string>;
}

/** Settings rows that hold them. `status.-` are words that say nothing. */
export const OWN_STATE = 'status.';
export const OWN_NAME = 'person.';
/** Whether a row with nothing but a name is a task of an adopted sheet (`task`), or a heading (`heading`, as where nothing is said). */
export const OWN_ROWS = 'rows.nameOnly';
/** What the marks of a matrix were said to mean when its tasks were taken over. */
export const OWN_MARK = 'mark.';
/** Between words of one setting: a word may hold a comma. */
const BETWEEN = /[;；\n]+/;

/** The words of one setting. */
export const wordsOfSetting = (value: string): string[] =>
  value
    .split(BETWEEN)
    .map((word) => word.trim())
    .filter((word) => word !== '');

export const ownWordsIn = (
  settings: Iterable<readonly [string, { readonly value: Parameters<typeof textOf>[0] }]>,
): OwnWords => {
  const states = new Map<string, string | null>();
  const people = new Map<string, string>();
  for (const [key, { value }] of settings) {
    if (key.startsWith(OWN_STATE)) {
      const state = key.slice(OWN_STATE.length);
      for (const word of wordsOfSetting(textOf(value))) states.set(normal(word), state === '-' ? null : state);
    } else if (key.startsWith(OWN_NAME) && textOf(value) !== '')
      people.set(normal(key.slice(OWN_NAME.length)), textOf(value));
  }
  return { states, people };
};

/** The same people, who are also found by what their team calls them. */
export const withNicknames = (index: PeopleIndex, names: ReadonlyMap<string, string>): PeopleIndex =>
  names.size === 0
    ? index
    : {
        ...index,
        find: (text) => {
          const name = names.get(normal(text));
          return name === undefined ? index.find(text) : index.find(name);
        },
      };
