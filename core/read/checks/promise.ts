import { type Day, isoOf } from '../../day.ts';
import type { Person, RecordOf, WorkTab } from '../../snapshot.ts';
import { vagueWords } from '../vague.ts';
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
): RowCheck<K> => ({
  code: 'vague',
  column,
  find: (values, context) => {
    const words = vagueWords(String(values[column] ?? ''));
    if (words.length === 0) return null;
    const { who, by, what, accepts } = promised?.(values) ?? NOTHING;
    if (!who || by === null || isLate(by, context)) return { words };
    return { words, owner: who.name, due: isoOf(by), what: plainly(what), ...(accepts && { accepts }) };
  },
});

const NOTHING: Promised = { who: null, by: null, what: '' };

/** Longer than that, a proposal would repeat the cell. */
const LONGEST = 60;
/** Doing, without a thing that is done. */
const ONLY_DOING =
  /^(?:完成|处理|解决|落实|推进|跟进|安排|沟通|协调|反馈|提交|做|办|finish(?:ed)?|complete(?:d)?|done|do(?: it| this)?|(?:will )?be done|handle|deliver(?:ed)?|reply|respond|date|owner|will)?$/iu;

/** The thing itself: a text without its vague words, and '' when little is left. */
const plainly = (text: string): string => {
  const left = vagueWords(text)
    .reduce((rest, word) => rest.replaceAll(word, ' '), text.normalize('NFKC'))
    .replace(/\s+/g, ' ')
    .replace(/^[\s,，、;；:：.。]+|[\s,，、;；:：.。]+$/g, '')
    .replace(/\s+(?=[,，、;；.。])|(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '');
  return ONLY_DOING.test(left) || left.length > LONGEST ? '' : left;
};
