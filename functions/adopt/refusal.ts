/** Why a file cannot be adopted, and what it would take. */
import type { Recognised } from '../../core/adopt/index.ts';
import type { OwnMark } from '../../core/adopt/own-marks.ts';
import { type ColumnMeaning, MEANINGS, type ReadingChoices } from '../../core/adopt/proposal.ts';
import { columnAt, type RecognisedSheet, type SheetKind } from '../../core/adopt/recognise.ts';
import { inAll } from '../../core/messages/in-all.ts';
import { LANGUAGES } from '../../core/messages/languages.ts';
import { oneLine } from '../../core/text/width.ts';
import { columnLetters, columnOf, inEach, type Words } from '../../sheet-templates/index.ts';
import { asTyped } from '../base/as-typed.ts';
import { BatonError } from '../errors.ts';
import { type AdoptedSheet, sheetReport } from './report.ts';

const say = inAll('adopt');

/** No sheet of the workbook holds tasks that can be followed: what was found instead, and what it would take. */
export class NothingToAdopt extends BatonError {
  readonly sheets: readonly AdoptedSheet[];
  /** The flags that go on, as they can be typed. */
  readonly flags: readonly string[];
  constructor(found: Recognised, said: ReadingChoices = {}, given?: string) {
    const { raw, sheets, best } = found;
    const named = given ?? 'FILE';
    const name = given ?? raw.name;
    const flags = best ? flagsOf(best, said) : [];
    const call = `npm run -s baton -- adopt ${asTyped(named)} ${flags.join(' ')}`;
    super('data', 'nothing-to-adopt', wordsFor(found, name, named, call));
    this.sheets = sheets.map((reading) => sheetReport(reading, false));
    this.flags = flags;
  }
}

const flagsOf = (best: RecognisedSheet, said: ReadingChoices): string[] => {
  if (best.marks) return markFlags(best, best.marks, said);
  return best.guess ? flagsFor(best, said) : [];
};

const wordsFor = ({ raw, sheets, best }: Recognised, name: string, named: string, call: string): Words => {
  const title = best?.sheet.title ?? '';
  if (best?.marks) return say.unsureOfMarks({ name, title, marks: best.marks.map(({ text }) => text), call });
  if (best?.guess) return say.unsureOfSheet({ name, title, row: best.line.at, ...understood(best), call });
  return say.nothingToAdopt({ name, found: foundIn(sheets), call: openCall(named, raw.sheets[0]?.title ?? '') });
};

/** The call with what only a person can fill in. */
const openCall = (named: string, title: string): Words =>
  inEach((locale) => {
    const { row, column } = LANGUAGES[locale].adopt.placeholder;
    return `npm run -s baton -- adopt ${asTyped(named)} --sheet ${asTyped(title)} --header ${row} --map task=${column} --map responsible=${column}`;
  });

const ANCHORS = ['task', 'responsible', 'due', 'status'] as const;

/** What a sheet that nobody is sure of is most likely to say, and what was not found in it. */
const understood = ({
  guess,
}: RecognisedSheet): { readonly columns: readonly Words[]; readonly lacks: readonly Words[] } => {
  const guesses = guess?.guesses ?? [];
  const nameOf = (meaning: ColumnMeaning) => columnOf(MEANINGS[meaning].tab, MEANINGS[meaning].column).header;
  return {
    columns: guesses.map(({ meaning, at, header }) =>
      inEach((locale) => `${nameOf(meaning)[locale]} ← ${columnLetters(at)} ${oneLine(header)}`.trim()),
    ),
    lacks: ANCHORS.filter((anchor) => !guesses.some(({ meaning }) => meaning === anchor)).map(nameOf),
  };
};

/** The sheet, and of its columns those that decide: guesses that are right as they are need only be said. */
const flagsFor = ({ sheet, guess }: RecognisedSheet, { sheets, columns = {} }: ReadingChoices): string[] => {
  // What a task is has to be said where it alone makes the sheet a list of tasks.
  const asked = (guess?.guesses ?? []).filter(
    ({ ask, meaning }) => (ask || meaning === 'task') && columns[meaning] === undefined,
  );
  const said = Object.entries(columns).map(([meaning, text]) => `--map ${asTyped(`${meaning}=${text}`)}`);
  const hasTask = guess?.guesses.some(({ meaning }) => meaning === 'task');
  return [
    ...(sheets ?? [sheet.title]).map((title) => `--sheet ${asTyped(title)}`),
    ...said,
    ...asked.map(({ meaning, at }) => `--map ${meaning}=${columnLetters(at)}`),
    ...(hasTask ? [] : ['--map task=COLUMN']),
  ];
};

/** Every mark with the letter that it likely means. */
const markFlags = (
  { sheet }: RecognisedSheet,
  marks: readonly OwnMark[],
  { sheets, marks: known = {} }: ReadingChoices,
): string[] => [
  ...(sheets ?? [sheet.title]).map((title) => `--sheet ${asTyped(title)}`),
  ...marks.map(({ text, guess }) => `--mark ${asTyped(`${text}=${known[text] ?? guess}`)}`),
];

/** Sheets that are nearly something are worth a word; of the others nothing can be said. */
const MOST_SHEETS = 3;

const foundIn = (sheets: readonly RecognisedSheet[]): Words[] =>
  sheets
    .map((reading) => NEARLY[reading.kind]?.(reading) ?? null)
    .filter((words) => words !== null)
    .slice(0, MOST_SHEETS);

const NEARLY: Partial<Record<SheetKind, (reading: RecognisedSheet) => Words | null>> = {
  colours: ({ sheet: { title } }) => say.nearly.colours({ title }),
  unnamed: ({ sheet: { title }, unnamed }) =>
    unnamed && say.nearly.unnamed({ title, column: columnLetters(unnamed.at), examples: unnamed.examples }),
  other: ({ sheet: { title }, mapping, line }) => {
    const task = columnAt(mapping, 'raci', 'name');
    const header = task === undefined ? '' : oneLine(line!.cells[task - 1]!);
    return header === '' || header.toLowerCase() === 'name' ? null : say.nearly.other({ title, header });
  },
  directory: ({ sheet: { title } }) => say.nearly.directory({ title }),
  departments: ({ sheet: { title } }) => say.nearly.departments({ title }),
};
