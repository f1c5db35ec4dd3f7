/** The form of an answer page: its fields, and what was typed read as a sweep would read that cell. */
import { columnOf, NO, type TabKey, tabOf, YES } from '../../sheet-templates/index.ts';
import type { Choice, Field, Typed } from '../answers/model.ts';
import type { Reader } from '../mail/reader.ts';
import type { AnswerMessages, FieldWords } from '../messages/answer-messages.ts';
import { formatDay } from '../messages/format.ts';
import { sayProblem } from '../messages/index.ts';
import { type ReportCell, readerOf } from '../read/cells.ts';
import { NOBODY } from '../read/people.ts';
import type { Person } from '../snapshot.ts';
import { nearOf } from '../text/near.ts';
import { oneLine } from '../text/width.ts';
import { normal } from '../text/words.ts';
import { type Day, isoOf } from '../time/day.ts';
import { columnHeader, columnHelp } from './choices.ts';

/** Longest text of one field, in characters, unless more is said of it: what is longer belongs in a file. */
const LONGEST = 2000;

/** Where a field's text would stand: what is typed is judged as that cell would be. */
type Cell = readonly [tab: TabKey, column: string];

interface Wanted<T> {
  readonly required?: boolean;
  /** Filled in beforehand. */
  readonly value?: T;
  /** What is wrong with it, although it can be read; null when nothing is. */
  readonly refuse?: (value: T) => string | null;
  /** Said below the label in place of the field's own help. */
  readonly help?: string;
}

interface WantedText extends Wanted<string> {
  /** Longest text, in characters. */
  readonly most?: number;
}

/** A field that is called by its column unless said; so is what it asks for. */
interface WantedColumn extends WantedText {
  readonly key?: string;
  readonly words?: FieldWords;
}

interface WantedDate extends Wanted<Day | null> {
  readonly min: Day;
  readonly max?: Day;
  /** Below the label, where it is not what the column says of itself. */
  readonly help?: string;
}

/**
 * A form that is filled in while it is described: each call adds a field and gives back what it says, read by the functions
 * that read cells. Before anything is typed a field says what it is filled in with.
 */
export class FormReader {
  readonly fields: Field[] = [];
  readonly #reader: Reader;
  readonly #say: AnswerMessages;
  readonly #typed: Typed | null;
  #fold: Pick<Field, 'fold' | 'unfolded'> = {};

  constructor(reader: Reader, say: AnswerMessages, typed: Typed | null) {
    this.#reader = reader;
    this.#say = say;
    this.#typed = typed;
  }

  /** Nothing that is filled in is wrong; before anything is typed, that is so. */
  get sound(): boolean {
    return this.fields.every(({ error }) => error === null);
  }

  /** It was filled in; before that nothing is missing. */
  get isSent(): boolean {
    return this.#typed !== null;
  }

  /** Filled in, and all of it right. */
  get complete(): boolean {
    return this.#typed !== null && this.sound;
  }

  text(key: keyof AnswerMessages['field'], cell: Cell, wanted: WantedText): string {
    return this.#longText(key, cell, wanted, this.#say.field[key]);
  }

  /** The same under the name of its column. */
  column(cell: Cell, { key = cell[1], words, ...wanted }: WantedColumn = {}): string {
    return this.#longText(key, cell, wanted, words ?? this.#wordsOf(cell));
  }

  #longText(
    key: string,
    cell: Cell,
    { required = false, value = '', refuse, most = LONGEST }: WantedText,
    words: FieldWords,
  ): string {
    const text = this.#textOf(key) ?? value;
    const error =
      this.#emptyError(text, required) ??
      (text.length > most ? this.#say.error.long(most) : null) ??
      this.#read(cell, text).error ??
      refuse?.(text) ??
      null;
    this.#push(key, 'long-text', words, { required, value: text, error });
    return text;
  }

  date(key: keyof AnswerMessages['field'], cell: Cell, wanted: WantedDate): Day | null {
    return this.#day(key, cell, wanted, this.#say.field[key]);
  }

  /** The same under the name of its column. */
  dateIn(cell: Cell, wanted: WantedDate, key = cell[1]): Day | null {
    const words = this.#wordsOf(cell);
    return this.#day(key, cell, wanted, { ...words, help: wanted.help ?? words.help });
  }

  #day(key: string, cell: Cell, wanted: WantedDate, words: FieldWords): Day | null {
    const { required = false, value = null, refuse, min, max, help } = wanted;
    const text = this.#textOf(key) ?? (value === null ? '' : isoOf(value));
    const { value: read, error } = this.#read(cell, text);
    const day = read as Day | null;
    const wrong = this.#emptyError(text, required) ?? error ?? this.#boundError(day, min, max) ?? refuse?.(day) ?? null;
    this.#push(key, 'date', words, {
      required,
      value: day === null ? text : isoOf(day),
      error: wrong,
      min: isoOf(min),
      max: max === undefined ? '' : isoOf(max),
      ...(help ? { help } : {}),
    });
    return wrong === null ? day : null;
  }

  /** One person, chosen among `first` or typed; null for nobody. */
  person(
    key: keyof AnswerMessages['field'],
    [tab, column]: Cell,
    people: ReadonlyMap<string, Person>,
    { help, first }: Pick<Wanted<string>, 'help'> & { readonly first: readonly Person[] },
  ): Person | null {
    const text = this.#textOf(key) ?? '';
    const { locale, today, policy } = this.#reader;
    const found = people.get(text) ?? [...people.values()].find(({ name }) => normal(name) === normal(text)) ?? null;
    const isUnknown = text !== '' && found === null;
    const near = isUnknown ? nearOf(text, people.keys()) : '';
    const facts = { text, namesakes: false, ...(near ? { near } : {}) };
    const error = isUnknown
      ? sayProblem({ tab, column, code: 'unknown-person', facts }, locale, today, policy.locale)
      : null;
    const choices = first.map(({ name }) => ({ key: name, label: oneLine(name) }));
    this.#add(key, 'person', { value: text, choices, error, ...(help ? { help } : {}) });
    return found;
  }

  /** A share from 0 to 1; null for none. */
  percent(
    key: keyof AnswerMessages['field'],
    cell: Cell,
    { value = null, refuse }: Wanted<number | null>,
  ): number | null {
    const text = this.#textOf(key) ?? (value === null ? '' : String(Math.round(value * 100)));
    const { value: read, error } = this.#read(cell, /^[\d.,\s]+$/.test(text) ? `${text}%` : text);
    const share = read as number | null;
    const wrong = error ?? refuse?.(share) ?? null;
    this.#add(key, 'percent', { value: text.replace(/(?<!\s)\s*[%％]$/, ''), error: wrong });
    return wrong === null ? share : null;
  }

  /** The key of what was chosen, or ''. */
  option(
    key: keyof AnswerMessages['field'],
    choices: readonly Choice[],
    { required = false, value = '' }: Pick<Wanted<string>, 'required' | 'value'>,
  ): string {
    const chosen = this.#textOf(key) ?? value;
    const isKnown = chosen === '' ? !required || this.#typed === null : choices.some((choice) => choice.key === chosen);
    this.#add(key, 'option', { required, value: chosen, choices, error: isKnown ? null : this.#say.error.choose });
    return isKnown ? chosen : '';
  }

  /** One of a few choices under words of its own, such as an item of a list; the key of what was chosen, or ''. */
  choice(
    key: string,
    words: FieldWords,
    choices: readonly Choice[],
    { required = false, value = '' }: Pick<Wanted<string>, 'required' | 'value'> = {},
  ): string {
    const chosen = this.#textOf(key) ?? value;
    const isKnown = chosen === '' ? !required || this.#typed === null : choices.some((choice) => choice.key === chosen);
    this.#push(key, 'option', words, {
      required,
      value: chosen,
      choices,
      error: isKnown ? null : this.#say.error.choose,
    });
    return isKnown ? chosen : '';
  }

  /**
   * What a column may say besides, under the column's own name, by the kind that it has: a line of text, or yes and no. It
   * keeps what it says where a form comes back without it. Times of day stand beside each other, unless one is `alone`.
   */
  line(
    cell: Cell,
    value: string,
    {
      key = cell[1],
      required = false,
      help,
      alone = false,
    }: { key?: string; required?: boolean; help?: string; alone?: boolean } = {},
  ): string {
    const text = (this.#typed?.[key] === undefined ? undefined : this.#textOf(key)) ?? value;
    const wrong = text.length > LONGEST ? this.#say.error.long(LONGEST) : this.#read(cell, text).error;
    const error = this.#emptyError(text, required) ?? wrong;
    const words = this.#wordsOf(cell);
    const half = columnOf(...cell).type === 'clock' && !alone ? { half: true as const } : {};
    this.#push(key, 'text', { ...words, help: help ?? words.help }, { value: text, required, error, ...half });
    return text;
  }

  flag(cell: Cell, value: boolean | null): boolean | null {
    const { locale } = this.#reader;
    const choices = [
      { key: 'yes', label: YES.label[locale] },
      { key: 'no', label: NO.label[locale] },
    ];
    const [, column] = cell;
    const given = this.#typed?.[column] === undefined ? undefined : this.#textOf(column);
    const chosen = given ?? (value === null ? '' : value ? 'yes' : 'no');
    const error = chosen === '' || choices.some(({ key }) => key === chosen) ? null : this.#say.error.choose;
    this.#push(column, 'option', { ...this.#wordsOf(cell), help: '' }, { value: chosen, choices, error });
    return chosen === '' || error !== null ? null : chosen === 'yes';
  }

  #wordsOf([tab, column]: Cell): FieldWords {
    const { locale } = this.#reader;
    return { label: columnHeader(tab, column, locale), help: columnHelp(tab, column, locale) };
  }

  /** What was filled in there, or ''. */
  given(key: keyof AnswerMessages['field']): string {
    return this.#textOf(key) ?? '';
  }

  says(key: keyof AnswerMessages['field']): boolean {
    return this.given(key) !== '';
  }

  /** What follows folds away under this title, until another one begins; '' for no more of it. `isOpen`: unless somebody folds it. */
  fold(title: string, isOpen = false): void {
    this.#fold = title === '' ? {} : { fold: title, ...(isOpen ? { unfolded: true } : {}) };
  }

  /** One of several that may be ticked; `ticked` before anything is typed. `refuse`: what is wrong where it is. */
  check(key: string, label: string, ticked = false, refuse: () => string | null = () => null): boolean {
    const value = this.#typed === null && ticked ? 'yes' : (this.#textOf(key) ?? '');
    this.#push(key, 'check', { label, help: '' }, { value, error: value === '' || !this.isSent ? null : refuse() });
    return value !== '';
  }

  /** Something at least has to be said; `isSaid` tells. */
  anything(isSaid: boolean): void {
    const [first, ...rest] = this.fields;
    if (isSaid || this.#typed === null || !first) return;
    this.fields.splice(0, this.fields.length, { ...first, error: this.#say.error.anything }, ...rest);
  }

  /** A file whose text goes into the field beside it; where it could not be read, what was sent says so. */
  file(key: 'minutesFile'): void {
    const error = this.#textOf(key) ? this.#say.error.file : null;
    this.#add(key, 'file', { error });
  }

  /**
   * What follows from the form has to be looked at as it is filled in: `mark` is the same while that is. The page carries it along;
   * until it comes back, the form is not complete.
   */
  looked(mark: string): void {
    const before = this.#textOf('looked') ?? '';
    const isLooked = before === mark;
    const error = isLooked || this.#typed === null ? null : before === '' ? '' : this.#say.error.lookAgain;
    this.#push('looked', 'hidden', { label: '', help: '' }, { value: mark, error });
  }

  tick(key: keyof AnswerMessages['field']): void {
    const value = this.#textOf(key) ?? '';
    const error = this.#typed !== null && value === '' ? this.#say.error.unticked : null;
    this.#add(key, 'check', { required: true, value, error });
  }

  #add(key: keyof AnswerMessages['field'], type: Field['type'], given: Partial<Field>): void {
    this.#push(key, type, this.#say.field[key], given);
  }

  #push(key: string, type: Field['type'], { label, help }: FieldWords, given: Partial<Field>): void {
    const empty = { key, type, label, help, required: false, value: '', choices: [], min: '', max: '', error: null };
    this.fields.push({ ...empty, ...given, ...this.#fold });
  }

  /** As typed, with line breaks of one kind and nothing that no cell could hold; undefined where nothing was typed. */
  #textOf(key: string): string | undefined {
    if (this.#typed === null) return undefined;
    return (this.#typed[key] ?? '')
      .replace(/\r\n?/g, '\n')
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f\ufffe\uffff]/g, '')
      .trim();
  }

  /** What a cell with this text would say, and what would be wrong with it. */
  #read([tab, column]: Cell, text: string): { value: unknown; error: string | null } {
    if (text === '') return { value: null, error: null };
    const { locale, today, policy } = this.#reader;
    const context = { dateSystem: 1900 as const, people: NOBODY, departments: new Map<string, string>() };
    let error: string | null = null;
    const report: ReportCell = (code, facts) => {
      error ??= sayProblem({ tab, column, code, facts }, locale, today, policy.locale);
    };
    const value = readerOf(column, columnOf(tab, column), tabOf(tab))(text, context, report);
    return { value, error };
  }

  #emptyError(text: string, required: boolean): string | null {
    return required && text === '' && this.#typed !== null ? this.#say.error.empty : null;
  }

  #boundError(day: Day | null, min: Day, max: Day | undefined): string | null {
    const { locale, today } = this.#reader;
    if (day === null) return null;
    if (day < today && min >= today) return this.#say.error.past(formatDay(day, locale, today));
    if (day < min) return this.#say.error.early(formatDay(min, locale, today));
    return max !== undefined && day > max ? this.#say.error.far(formatDay(max, locale, today)) : null;
  }
}
