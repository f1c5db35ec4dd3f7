/** What sheets are declared with: the languages there are, words, columns and tabs. */

/**
 * What sheets say in languages beyond the two in which they are written: a file each in `languages/`, its words under those in English. What
 * one of them lacks does not compile where `w` says it.
 */
const FURTHER = {};
const FURTHER_WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = FURTHER;

/** The languages Baton speaks. zh-CN and en are equals: every word exists in both or does not compile. */
export const LOCALES = ['zh-CN', 'en', ...(Object.keys(FURTHER) as (keyof typeof FURTHER)[])] as const;
export type Locale = (typeof LOCALES)[number];

/** The language of a tag as people, browsers and systems write it (`zh`, `en-GB`, `zh_CN.UTF-8`); undefined for one that Baton does not speak. */
export const localeOfTag = (tag: string): Locale | undefined => {
  const languageOf = (text: string) => (/^[a-z]*/.exec(text.toLowerCase()) ?? [''])[0];
  return LOCALES.find((locale) => languageOf(locale) === languageOf(tag));
};

/** One thing said in every language. */
export type Words = Readonly<Record<Locale, string>>;
export const inEach = (say: (locale: Locale) => string): Words => {
  const words: Partial<Record<Locale, string>> = {};
  for (const locale of LOCALES) words[locale] = say(locale);
  return words as Words;
};

/** English words of a sheet that every further language has words for; any text while there is none. */
export type SheetText = string & keyof (typeof FURTHER)[keyof typeof FURTHER];
/** The words of a sheet, beside the column, option or view they belong to. */
export const w = (zh: string, en: SheetText): Words => {
  // Hundreds are made before anything else is done, each time that the add-on starts.
  const words: Record<string, string> = { 'zh-CN': zh, en };
  for (const locale in FURTHER_WORDS) words[locale] = FURTHER_WORDS[locale]?.[en] ?? en;
  return words as Words;
};

/**
 * What a cell of a column means once parsed.
 * - `text`, `long-text`: trimmed string (long-text wraps in the sheet)
 * - `id`: an item's id (`T-0001`, or what an adopted sheet uses), unique in its tab; `ids`: several
 * - `date`: a civil date without zone; `clock`: a time of day, minutes after midnight on the wall clock
 * - `time`: an instant, ISO 8601 with offset (machine tabs only)
 * - `percent`: a fraction 0–1 (people type 70, 70 % or 0.7)
 * - `option`: one of `options`, stored by key, shown by label
 * - `person`: one person of the directory; `people`: several
 * - `department`: one of the departments; `departments`: several
 * - `flag`: yes/no
 */
export type ColumnType =
  | 'id'
  | 'ids'
  | 'text'
  | 'long-text'
  | 'number'
  | 'percent'
  | 'date'
  | 'clock'
  | 'time'
  | 'option'
  | 'person'
  | 'people'
  | 'department'
  | 'departments'
  | 'email'
  | 'flag';

/** What an option's colour means; the palette itself lives with the generator and the mail. */
export type Tone = 'late' | 'soon' | 'ahead' | 'fine' | 'quiet';

export interface Option {
  readonly key: string;
  readonly label: Words;
  /** Teams' own words for it. A word that could mean two options stands in neither list. */
  readonly aliases: readonly string[];
  readonly tone?: Tone;
}

export interface Column {
  readonly header: Words;
  /** Other headers people write for it, in any language; compared without case, width or spaces. */
  readonly aliases: readonly string[];
  readonly type: ColumnType;
  /** A row without it is reported as `required`, and a sheet without the column as `header-missing`. */
  readonly required?: true;
  /** A change here is movement: it resets the item's clock. Everything else is cosmetic. */
  readonly progress?: true;
  readonly options?: readonly Option[];
  /** Of a text: what is offered in the cell; anything else can be typed too. */
  readonly suggests?: readonly Words[];
  /** One or two sentences for the person who fills it in; shown as the header's note and in the input prompt. */
  readonly help: Words;
  /** Column width in characters of the default font; a Chinese character takes two. */
  readonly width: number;
  /**
   * Filled by Baton with a formula that looks the value up by an id; never read back. The id stands in the column `by`
   * of the row; without it, in the row's key column. What the tab does not have is looked up in `or`.
   */
  readonly lookup?: {
    readonly tab: string;
    readonly column: string;
    readonly by?: string;
    readonly or?: readonly { readonly tab: string; readonly column: string }[];
  };
  /** It names a row of one of these tabs, by its id or by what it is called; where several tabs have the name, the first. */
  readonly names?: readonly string[];
  /** Only in the full template: the starter does without it. */
  readonly extra?: true;
  /** Means something to Baton alone: it stays on its line, pale, and is not printed. */
  readonly code?: true;
  /**
   * The release of the templates that it came with (test/fixtures/releases); absent for a column of the first, which a sheet
   * that lacks it was made to lack. A workbook of an earlier release gets it by `doctor --fix`.
   */
  readonly since?: number;
}

export interface Tab {
  readonly key: string;
  readonly title: Words;
  readonly aliases: readonly string[];
  /** The one line of help under the sheet's title. */
  readonly help: Words;
  /** Written by Baton alone; protected and out of people's way. */
  readonly machine?: true;
  /** Letter of the ids its rows get: `T` gives T-0001. */
  readonly idPrefix?: string;
  readonly columns: Readonly<Record<string, Column>>;
}

/** Keeps the literal keys of a tab's columns, so that records are typed from the declaration. */
export const defineTab = <const T extends Tab>(tab: T): T => tab;
