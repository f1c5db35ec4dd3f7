/** Sentences in every language at once, made of the same part of each. */
import { inEach, LOCALES, type Locale, type Words } from '../../sheet-templates/types.ts';

/** The facts of a sentence; a text may come as words of every language, of which each sentence gets its own. */
type Given<F> = {
  readonly [K in keyof F]: F[K] extends readonly string[]
    ? readonly (string | Words)[]
    : string extends F[K]
      ? F[K] | Words
      : F[K];
};

/** A part of the catalogue whose texts and sentences give words of every language. */
export type InAll<P> = P extends string
  ? Words
  : P extends (facts: infer F) => string
    ? (facts: Given<F>) => Words
    : { readonly [K in keyof P]: InAll<P[K]> };

/** `inAllOf({ 'zh-CN': zh, en }).zipBomb(facts)` are the words of that sentence in every language. */
export const inAllOf = <P>(parts: Readonly<Record<Locale, P>>): InAll<P> =>
  together((locale) => parts[locale]) as InAll<P>;

/** The same thing of every language: a text, a sentence, or several of them by name. */
const together = (said: (locale: Locale) => unknown): unknown => {
  const like = said(LOCALES[0]);
  if (typeof like === 'string') return inEach((locale) => said(locale) as string);
  if (typeof like === 'function')
    return (facts: Readonly<Record<string, unknown>>) =>
      inEach((locale) =>
        (said(locale) as (facts: unknown) => string)(
          Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, inOne(value, locale)])),
        ),
      );
  const named = (locale: Locale) => said(locale) as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.keys(named(LOCALES[0])).map((name) => [name, together((locale) => named(locale)[name])]),
  );
};

const inOne = (value: unknown, locale: Locale): unknown => {
  if (Array.isArray(value)) return value.map((one) => inOne(one, locale));
  return isWords(value) ? value[locale] : value;
};

const isWords = (value: unknown): value is Words =>
  typeof value === 'object' && value !== null && LOCALES.every((locale) => locale in value);
