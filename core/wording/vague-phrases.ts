/** The kinds of vague phrases, and how a list of them becomes expressions that search a text fast. */
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
 * One sticky expression for each character that a phrase can begin with, so that at each place of a text few are tried.
 * `whole` says what has to stand around any phrase.
 */
export const byBeginning = (
  lists: readonly string[],
  whole: (phrase: string) => string,
): ReadonlyMap<string, RegExp> => {
  const filed = new Map<string, string[]>();
  for (const phrase of lists.flatMap(alternatives)) {
    const first = beginnings(phrase);
    for (const letter of new Set([...first, ...first.map((c) => c.toUpperCase())])) {
      ensure(filed, letter, () => []).push(phrase);
    }
  }
  return new Map([...filed].map(([letter, own]) => [letter, new RegExp(whole(`(?:${own.join('|')})`), 'iy')]));
};

const TOKEN = /\[(?:\\.|[^\]\\])*\]|\\?./gsu;

/** The phrases of a list, apart. */
export const alternatives = (source: string): string[] => {
  const found = [''];
  let depth = 0;
  for (const [token] of source.matchAll(TOKEN)) {
    depth += token === '(' ? 1 : token === ')' ? -1 : 0;
    if (token === '|' && depth === 0) found.push('');
    else found[found.length - 1] += token;
  }
  return found;
};

/** The first token or group of a phrase. */
const head = (source: string): string => {
  let depth = 0;
  for (const { 0: token, index } of source.matchAll(TOKEN)) {
    depth += token === '(' ? 1 : token === ')' ? -1 : 0;
    if (depth === 0) return source.slice(0, index + token.length);
  }
  return source;
};

/** What a phrase can begin with: the letters of its first part, and of those after it while they may be left out. */
const beginnings = (phrase: string): string[] => {
  const part = head(phrase);
  const rest = phrase.slice(part.length);
  // Not `<?`, which no page of the add-on may hold: Apps Script would take it for its own.
  if (/^\(\?<{0,1}[=!]/.test(part)) return beginnings(rest);
  const own = part.startsWith('(') ? alternatives(part.slice('(?:'.length, -1)).flatMap(beginnings) : lettersOf(part);
  return rest.startsWith('?') ? [...own, ...beginnings(rest.slice(1))] : own;
};

const lettersOf = (token: string): string[] =>
  token === '[a-z]' ? [...'abcdefghijklmnopqrstuvwxyz'] : token.startsWith('[') ? [...token.slice(1, -1)] : [token];
