import { isoOf } from '../../day.ts';
import type { RecordOf } from '../../snapshot.ts';
import { vagueWords } from '../vague.ts';
import { dayOff, inactive, type RowCheck } from './check.ts';

/** What is left of a promise without its vague words: the thing itself. */
const withoutWords = (text: string, words: readonly string[]): string =>
  words
    .reduce((left, word) => left.replaceAll(word, ' '), text.normalize('NFKC'))
    .replace(/\s+/g, ' ')
    .replace(/^[\s,，、;；:：.。]+|[\s,，、;；:：.。]+$/g, '')
    .replace(/\s+(?=[,，、;；.。])|(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '');

/** Wording nobody can check, with a proposal that names the owner and the day where the row has them. */
const vagueAction = (column: 'name' | 'output'): RowCheck<'actions'> => ({
  code: 'vague',
  column,
  find: ({ [column]: text, name, owner, due }: RecordOf<'actions'>) => {
    const words = vagueWords(text);
    if (words.length === 0) return null;
    const what = withoutWords(name, vagueWords(name));
    return owner !== null && due !== null && what !== ''
      ? { words, owner: owner.name, due: isoOf(due), what }
      : { words };
  },
});

export const ACTIONS: readonly RowCheck<'actions'>[] = [
  dayOff('due'),
  vagueAction('name'),
  vagueAction('output'),
  inactive('owner'),
];
