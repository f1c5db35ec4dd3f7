/** The check for vague wording, and what a clearer sentence could be made of: who, by when, what. */
import type { Person, RecordOf, WorkTab } from '../../snapshot.ts';
import { type Day, isoOf } from '../../time/day.ts';
import { saysDeed } from '../../wording/deed.ts';
import { vagueWords } from '../../wording/vague.ts';
import { isLate, type RowCheck } from './check.ts';

/** What a row says already of the promise in one of its cells. */
interface Promised {
  readonly who: Person | null;
  readonly by: Day | null;
  readonly what: string;
  /** They accept it; otherwise they do it. */
  readonly accepts?: true;
}

/**
 * Wording nobody can check. The finding carries a proposal, made of the row's own person, day and name, where it has the
 * first two and the day has not passed; the name is left out where nothing of it says what is to be done.
 */
export const vague = <K extends WorkTab>(
  column: keyof RecordOf<K> & string,
  promised?: (values: RecordOf<K>) => Promised,
): RowCheck<K, 'vague'> => ({
  code: 'vague',
  column,
  find: (values, context) => {
    const words = wordsIn(String(values[column] ?? ''));
    if (words.length === 0) return null;
    const { who, by, what, accepts } = promised?.(values) ?? NOTHING;
    if (!who || by === null || isLate(by, context)) return { words };
    return { words, owner: who.name, due: isoOf(by), what: plainly(what), ...(accepts && { accepts }) };
  },
});

/** What is handed over, and how it is told that it is done, many rows say in the same words. */
const wordsIn = (text: string): readonly string[] => {
  const known = wordsKnown.get(text);
  if (known) return known;
  const words = vagueWords(text);
  if (text.length > LONGEST_KNOWN) return words;
  if (wordsKnown.size >= MOST_KNOWN) wordsKnown.clear();
  wordsKnown.set(text, words);
  return words;
};

const wordsKnown = new Map<string, readonly string[]>();
const MOST_KNOWN = 500;
const LONGEST_KNOWN = 100;

const NOTHING: Promised = { who: null, by: null, what: '' };

/** Longer than that, a proposal would repeat the cell. */
const LONGEST = 60;
/**
 * What is to be done, for a proposal: a text that names it, or what is left of it without its vague words where that is one
 * piece and still says a deed; '' where only a fragment would be left.
 */
export const plainly = (text: string): string => {
  const said = text.normalize('NFKC').replace(/\s+/g, ' ');
  const words = vagueWords(said);
  const left = words
    .reduce((rest, word) => rest.replaceAll(word, ' '), said)
    .replace(/\s+/g, ' ')
    .replace(/^[\s,，、;；:：.。]+|(?<![\s,，、;；:：.。])[\s,，、;；:：.。]+$/g, '');
  if (left.length < LEAST || left.length > LONGEST) return '';
  if (words.length === 0) return left;
  const isWhole = said.includes(left) && !words.some((word) => LEADS_ON.test(word));
  return isWhole && saysDeed(left) ? left : '';
};

const LEAST = 2;
/** What follows such a word is not a deed: “follow up on open invoices”. */
const LEADS_ON = /\b(?:on|with|into|about|at|for|of)$/i;
