/** The kinds of vague phrases, and how a list of them becomes expressions that search a text fast. */
import { lazily } from '../text/lazily.ts';
import { ensure } from '../text/maps.ts';

/** What leaves open by when, by whom, how much or whether at all. */
export interface VaguePhrases {
  /** Can be checked all the same where the sentence names a day: 尽快，最迟3月6日. */
  readonly soft: readonly string[];
  /** Can be checked where the sentence says what comes of it: “investigate error 502 and write the report”. */
  readonly idle: readonly string[];
  /** Everybody, and so nobody; can be checked where the sentence names a day or says what comes of it. */
  readonly crowd: readonly string[];
  /** Whatever else is said. */
  readonly hard: readonly string[];
}

/** The end of a clause. */
export const END = String.raw`(?=\s*(?:$|[，。；、：,;:.!?！？)）\]】]))`;
/** No figure in what is left of the clause: nothing it could be measured by. */
export const UNMEASURED = String.raw`(?![^，。；,;:：]{0,60}\d)`;

/**
 * One sticky expression for each character that a phrase can begin with, so that at each place of a text few are tried; made when
 * it is first tried, for an edit in a sheet tries few. `whole` says what has to stand around any phrase.
 */
export const byBeginning = (
  lists: readonly string[],
  whole: (phrase: string) => string,
): ReadonlyMap<string, () => RegExp> => {
  const filed = new Map<string, string[]>();
  for (const phrase of lists.flatMap(alternatives)) {
    for (const letter of inBothCases(beginnings(phrase))) ensure(filed, letter, () => []).push(phrase);
  }
  return new Map(
    [...filed].map(([letter, own]) => [letter, lazily(() => new RegExp(whole(`(?:${own.join('|')})`), 'iy'))]),
  );
};

const inBothCases = (letters: readonly string[]): Iterable<string> => {
  const upper = letters.map((letter) => letter.toUpperCase());
  // Most phrases have one beginning.
  if (letters.length === 1) return letters[0] === upper[0] ? letters : [...letters, ...upper];
  return new Set([...letters, ...upper]);
};

/** Where the token that stands there ends: a class, an escaped character, or a character. */
const tokenEnd = (source: string, at: number): number => {
  const first = source.charAt(at);
  if (first !== '[') return at + (first === '\\' ? 2 : 1);
  let end = at + 1;
  while (end < source.length && source.charAt(end) !== ']') end += source.charAt(end) === '\\' ? 2 : 1;
  return end + 1;
};

const DEEPER: Readonly<Record<string, number>> = { '(': 1, ')': -1 };

/** The phrases of a list, apart. What is no mark is passed over by the engine: an edit in a sheet does this for every list. */
export const alternatives = (source: string): string[] => {
  const marks = /[|()[\\]/g;
  const found: string[] = [];
  let depth = 0;
  let from = 0;
  for (let mark = marks.exec(source); mark !== null; mark = marks.exec(source)) {
    const at = mark.index;
    const token = mark[0];
    if (token === '[' || token === '\\') marks.lastIndex = tokenEnd(source, at);
    else depth += DEEPER[token] ?? 0;
    if (token !== '|' || depth > 0) continue;
    found.push(source.slice(from, at));
    from = at + 1;
  }
  return [...found, source.slice(from)];
};

/** The first token or group of a phrase. */
const head = (source: string): string => {
  let depth = 0;
  for (let at = 0; at < source.length; ) {
    depth += DEEPER[source.charAt(at)] ?? 0;
    at = tokenEnd(source, at);
    if (depth === 0) return source.slice(0, at);
  }
  return source;
};

/** What a phrase can begin with: the letters of its first part, and of those after it while they may be left out. */
const beginnings = (phrase: string): string[] => {
  const first = phrase.charAt(0);
  if (phrase.charAt(1) !== '?' && !/[\\([]/.test(first)) return [first];
  const part = head(phrase);
  const rest = phrase.slice(part.length);
  // Not `<?`, which no page of the add-on may hold: Apps Script would take it for its own.
  if (/^\(\?<{0,1}[=!]/.test(part)) return beginnings(rest);
  const own = part.startsWith('(') ? alternatives(part.slice('(?:'.length, -1)).flatMap(beginnings) : lettersOf(part);
  return rest.startsWith('?') ? [...own, ...beginnings(rest.slice(1))] : own;
};

const lettersOf = (token: string): string[] =>
  token === '[a-z]' ? [...'abcdefghijklmnopqrstuvwxyz'] : token.startsWith('[') ? [...token.slice(1, -1)] : [token];
