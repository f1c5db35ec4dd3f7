/** Values of formulas: what they are made of, how they compare, and what matches a condition. */

/** A value that stands for why there is none: `#N/A`, `#VALUE!`. */
export class NoValue {
  readonly code: string;
  constructor(code: string) {
    this.code = code;
  }
}

export const NOT_AVAILABLE = new NoValue('#N/A');
export const NO_VALUE = new NoValue('#VALUE!');
export const DIVIDED_BY_ZERO = new NoValue('#DIV/0!');
export const NO_NUMBER = new NoValue('#NUM!');
export const NO_CELL = new NoValue('#REF!');

/** Null is an empty cell. */
export type Scalar = string | number | boolean | null | NoValue;

/** A number, as arithmetic takes a value. */
export const numberOf = (value: Scalar): number | NoValue => {
  if (value instanceof NoValue) return value;
  if (value === null) return 0;
  if (typeof value === 'string') {
    const number = Number(value);
    return value.trim() === '' || Number.isNaN(number) ? NO_VALUE : number;
  }
  return Number(value);
};

export const textOfValue = (value: Scalar): string | NoValue => {
  if (value instanceof NoValue) return value;
  if (value === null) return '';
  return typeof value === 'boolean' ? String(value).toUpperCase() : String(value);
};

export const isTruth = (value: Scalar): boolean | NoValue => {
  if (typeof value === 'boolean') return value;
  const number = numberOf(value);
  return number instanceof NoValue ? number : number !== 0;
};

/** Numbers come before texts, and texts before truths; texts compare without case. An empty cell is the least of the other's kind. */
export const compare = (a: Scalar, b: Scalar): number | NoValue => {
  if (a instanceof NoValue) return a;
  if (b instanceof NoValue) return b;
  const [left, right] = [a ?? emptyLike(b), b ?? emptyLike(a)];
  const [one, other] = [RANK[typeof left], RANK[typeof right]];
  if (one !== other) return (one ?? 0) - (other ?? 0);
  const [x, y] = [folded(left), folded(right)];
  return x === y ? 0 : x < y ? -1 : 1;
};

const RANK: Readonly<Record<string, number>> = { number: 0, string: 1, boolean: 2 };
const emptyLike = (value: string | number | boolean | null) =>
  typeof value === 'string' ? '' : typeof value === 'boolean' ? false : 0;
const folded = (value: string | number | boolean) => (typeof value === 'string' ? value.toLowerCase() : Number(value));

/** A key under which equal values are found; null for what no value equals. */
export const keyOfValue = (value: Scalar): string | null =>
  value === null || value instanceof NoValue ? null : `${typeof value} ${folded(value)}`;

const WILD = /[*?~]/;

/** Whether a text is the one that a pattern with `*` and `?` describes; `~` before one of them means the character. */
export const patternOf = (text: string): ((value: Scalar) => boolean) | null => {
  if (!WILD.test(text)) return null;
  const parts = text.match(/~[*?~]|[*?]|[^*?~]+|~/g) ?? [];
  const source = parts.map((part) => {
    if (part === '*') return '[\\s\\S]*';
    if (part === '?') return '[\\s\\S]';
    return (/^~[*?~]$/.test(part) ? part.slice(1) : part).replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  });
  const pattern = new RegExp(`^${source.join('')}$`, 'iu');
  return (value) => typeof value === 'string' && pattern.test(value);
};

/** What COUNTIFS and SUMIFS ask of a cell: `>0`, `<>x`, a value, or a text with `*` and `?`. */
export const conditionOf = (criterion: Scalar): ((value: Scalar) => boolean) => {
  if (criterion instanceof NoValue) return () => false;
  if (typeof criterion !== 'string') return sameAs(criterion ?? 0);
  const [, sign = '=', rest = ''] = /^(<>|<=|>=|<|>|=)?([\s\S]*)$/.exec(criterion) ?? [];
  const number = rest.trim() === '' ? Number.NaN : Number(rest);
  const wanted = Number.isNaN(number) ? rest : number;
  const equals = equalTo(wanted);
  if (sign === '=') return equals;
  if (sign === '<>') return (value) => !equals(value);
  return ordered(sign, wanted);
};

/** As `compare` has it, of values of one kind: many are compared with the same one. */
const ordered = (sign: string, wanted: string | number): ((value: Scalar) => boolean) => {
  const limit = folded(wanted);
  const isOfKind = (value: Scalar): value is string | number => typeof value === typeof wanted;
  if (sign === '<') return (value) => isOfKind(value) && folded(value) < limit;
  if (sign === '>') return (value) => isOfKind(value) && folded(value) > limit;
  if (sign === '<=') return (value) => isOfKind(value) && folded(value) <= limit;
  return (value) => isOfKind(value) && folded(value) >= limit;
};

const equalTo = (wanted: string | number): ((value: Scalar) => boolean) => {
  if (wanted === '') return (value) => value === null || value === '';
  const wild = typeof wanted === 'string' ? patternOf(wanted) : null;
  return wild ?? sameAs(wanted);
};

/** As `compare` has it, of one value that many are compared with. */
const sameAs = (wanted: string | number | boolean): ((value: Scalar) => boolean) => {
  if (typeof wanted !== 'string') return (value) => value === wanted;
  const text = folded(wanted);
  return (value) => typeof value === 'string' && folded(value) === text;
};
