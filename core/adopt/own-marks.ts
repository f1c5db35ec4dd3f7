/** The marks of matrices that have other ones than RACI (●/○, 主/协, P/S): which there are, and what each may mean. */
import { textOf } from '../read/headers.ts';
import { must } from '../text/must.ts';
import { normal } from '../text/words.ts';
import type { RawCell, RawSheet } from '../workbook.ts';
import { isNothing } from './columns.ts';
import { lookOfName, nameLookOf } from './guess/names.ts';
import { lettersIn, type RaciLetter } from './marks.ts';
import { type Matrix, matrixBy } from './matrix.ts';

/** What a mark may be taken for. */
export const ROLE_LETTERS = ['R', 'A', 'S', 'C', 'I'] as const satisfies readonly RaciLetter[];
export type RoleLetter = (typeof ROLE_LETTERS)[number];

/** Mark → letter, `-` for one that says nothing; as somebody has said. */
export type SaidMarks = Readonly<Record<string, string>>;

export const isRoleLetter = (text: string): text is RoleLetter => (ROLE_LETTERS as readonly string[]).includes(text);

/** A mark as it stands in a matrix that nobody has explained. */
export interface OwnMark {
  readonly text: string;
  readonly count: number;
  /** The likeliest letter; `-` where it likely says nothing. */
  readonly guess: RoleLetter | '-';
}

export interface MarkedMatrix {
  readonly matrix: Matrix;
  /** The most frequent first. */
  readonly marks: readonly OwnMark[];
}

const BETWEEN = /[\s/\\,，、;；&+|]+/;

/** Letters of a cell by what was said of marks; several between commas or slashes. RACI's own stay what they are. */
const letterReader = (said: SaidMarks): ((text: string) => readonly RaciLetter[] | null) => {
  const known = new Map(Object.entries(said).map(([text, letter]) => [normal(text), letter]));
  const one = (text: string): readonly RaciLetter[] | null => {
    const letter = known.get(normal(text));
    if (letter === undefined) return lettersIn(text);
    return isRoleLetter(letter) ? [letter] : [];
  };
  return (text) => {
    if (text === '') return null;
    const whole = one(text);
    if (whole) return whole;
    const parts = text.split(BETWEEN).filter((part) => part !== '');
    const read = parts.map(one);
    return parts.length > 1 && read.every((letters) => letters !== null) ? [...new Set(read.flat())] : null;
  };
};

/** The matrix of a sheet of which somebody has explained every mark; null where one is left. */
export const explainedMatrix = (sheet: RawSheet, { marks }: MarkedMatrix, said: SaidMarks = {}): Matrix | null => {
  const known = new Set(Object.keys(said).map(normal));
  return marks.every(({ text }) => known.has(normal(text))) ? matrixBy(sheet, letterReader(said)) : null;
};

/** Symbols, and letters that are few enough to be none of a word. */
const SYMBOL = /^[●○◎◉◯⚫⚪■□▲△▽▼★☆◆◇※✓✔√☑✕✖×✗✘⊙⊕*+]{1,2}$/u;
const SHORT = /^(?:\p{Lu}{1,3}|x|y|n)(?:\s?[/&+]\s?\p{Lu}{1,3})*$/u;

/** What people write for a part in something, in full or in one character. */
const WORDS: readonly (readonly [RoleLetter, RegExp])[] = [
  ['A', /批准|审批|当责|问责|签字|签发|拍板|决策|accountab|approv|sign.?off|decision/],
  ['I', /知会|告知|通知|抄送|知悉|了解|inform|notif|\bcc\b|aware/],
  ['C', /咨询|征求|意见|建议|评审|审核|consult|advis|review/],
  [
    'S',
    /支持|支撑|协助|配合|协办|协同|协作|辅助|参与|次要|备份|support|assist|second|help|contribut|particip|back.?up|involved/,
  ],
  ['R', /负责|主责|主办|牵头|主导|主要|执行|承担|主管|lead|owner|\bown|responsible|primary|main|driv|perform|doer?\b/],
];
const SINGLE: Readonly<Record<string, RoleLetter | '-'>> = {
  主: 'R',
  责: 'R',
  牵: 'R',
  负: 'R',
  协: 'S',
  配: 'S',
  辅: 'S',
  参: 'S',
  支: 'S',
  副: 'S',
  批: 'A',
  审: 'A',
  咨: 'C',
  知: 'I',
  p: 'R',
  l: 'R',
  o: 'R',
  m: 'R',
  b: 'S',
  h: 'S',
  n: '-',
  '×': '-',
  '✗': '-',
  '✘': '-',
  '✕': '-',
};
const FULL = /^[●◉◎⚫■▲▼★◆⊙]/u;
const HOLLOW = /^[○◯⚪□△▽☆◇]/u;

/** The letter that words stand for, `-` for no part in it; null where they say nothing of parts. */
const letterFor = (words: string): RoleLetter | '-' | null => {
  const text = normal(words);
  if (/^(?:not|no|non|none|不|无|未)/.test(text)) return '-';
  return WORDS.find(([, of]) => of.test(text))?.[0] ?? null;
};

const LONGEST_MARK = 12;
const isMark = (text: string): boolean =>
  text.length <= LONGEST_MARK &&
  (SYMBOL.test(text) ||
    SHORT.test(text) ||
    SINGLE[normal(text)] !== undefined ||
    (WORDS.some(([, of]) => of.test(normal(text))) && !/\s.*\s/.test(text)));

/** Rows that are looked at, and marks that one matrix has at most. */
const SAMPLE = 440;
const MOST_MARKS = 7;
const FEWEST_CELLS = 6;
const FEWEST_COLUMNS = 3;
/** Of the names across, at least this share look like people or roles. */
const NAMED = 0.7;

/**
 * A matrix with marks of its own, or null: one whose letters are RACI's, or under whose columns nobody stands, is none. It
 * is never sure: what the marks mean is asked.
 */
export const markedMatrixIn = (sheet: RawSheet): MarkedMatrix | null => {
  const counts = marksIn(sheet);
  if (counts.size === 0) return null;
  const read = (text: string): readonly RaciLetter[] | null => {
    const parts = text.split(BETWEEN).map(normal);
    return text !== '' && parts.every((part) => counts.has(part)) ? ['R'] : null;
  };
  const matrix = matrixBy(sheet, read);
  if (!matrix || matrix.across.length < FEWEST_COLUMNS) return null;
  const names = matrix.across.map(({ names: [name = ''] }) => name);
  const found = marksUnder(sheet, matrix, counts);
  const isList = [...found.values()].every(({ text }) => CHECK.test(text));
  const people = names.filter((name) => name.split(/\n/).some((part) => mayBeSomebody(part.trim(), isList)));
  if (people.length < NAMED * names.length || new Set(names.map(normal)).size < names.length) return null;
  const cells = [...found.values()].reduce((sum, { count }) => sum + count, 0);
  if (cells < FEWEST_CELLS || found.size > MOST_MARKS) return null;
  const texts = [...found.values()].sort((a, b) => b.count - a.count);
  return { matrix, marks: guessed(texts, sheet, matrix) };
};

/** Ticks stand under whatever is to be checked: then a single word is no name. Days and months are none at all. */
const mayBeSomebody = (name: string, isList: boolean): boolean => {
  const look = TIME.test(name) ? null : lookOfName(name);
  return look === 'person' || (look === 'maybe' && (!isList || nameLookOf(name) === 'role'));
};
const CHECK = /^[✓✔√☑✕✖×✗✘xynv是否有无]$/iu;
const TIME =
  /^(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?$|^[qwh]\d|^(?:周|星期|第)|[月日周年季号]$/iu;

/** Marks, normalised, that stand in several columns in which hardly anything else stands. */
const marksIn = ({ rows }: RawSheet): ReadonlySet<string> => {
  const columns = new Map<number, { marks: number; others: number; own: Set<string> }>();
  for (const { cells } of rows.slice(0, SAMPLE)) {
    for (const [index, cell] of cells.entries()) {
      if (typeof cell !== 'string' || isNothing(cell)) continue;
      const text = textOf(cell);
      const column = columns.get(index) ?? { marks: 0, others: 0, own: new Set<string>() };
      columns.set(index, column);
      const parts = text.split(BETWEEN);
      if (!parts.every(isMark)) column.others++;
      else {
        column.marks++;
        for (const part of parts) column.own.add(normal(part));
      }
    }
  }
  const marked = [...columns.values()].filter(({ marks, others }) => marks > 1 && others <= HEADINGS + marks * OTHERS);
  const times = new Map<string, number>();
  for (const text of marked.flatMap(({ own }) => [...own])) times.set(text, (times.get(text) ?? 0) + 1);
  return new Set([...times].flatMap(([text, n]) => (n > 1 ? [text] : [])));
};
/** Rows of a header, and what may stand among marks. */
const HEADINGS = 3;
const OTHERS = 0.1;

/** The marks under the names, as they are written first. */
const marksUnder = ({ rows }: RawSheet, { at, last, across }: Matrix, known: ReadonlySet<string>) => {
  const columns = new Set(across.map((column) => column.at));
  // A row that begins with a mark explains it.
  const explains = (cells: readonly RawCell[]) =>
    cells.some((cell, index) => !columns.has(index + 1) && known.has(normal(textOf(cell))));
  const found = new Map<string, { readonly text: string; count: number; alone: boolean }>();
  for (const row of rows) {
    if (row.at <= at || row.at > last || explains(row.cells)) continue;
    const own = across.flatMap((column) => cellMarks(row.cells[column.at - 1]));
    for (const text of own) {
      const mark = found.get(normal(text)) ?? { text, count: 0, alone: true };
      mark.count++;
      mark.alone &&= own.filter((other) => normal(other) === normal(text)).length === 1;
      found.set(normal(text), mark);
    }
  }
  return found;
};

const cellMarks = (cell: RawCell | undefined): string[] =>
  isNothing(cell) ? [] : textOf(cell).split(BETWEEN).filter(isMark);

/** By a legend in the sheet, else by the words themselves, else by what stands once in each row, or is full beside hollow. */
const guessed = (
  marks: readonly { readonly text: string; readonly count: number; readonly alone: boolean }[],
  sheet: RawSheet,
  matrix: Matrix,
): OwnMark[] => {
  const legend = legendIn(sheet, matrix, new Set(marks.map(({ text }) => normal(text))));
  const own = ({ text }: { readonly text: string }): RoleLetter | '-' | null =>
    legend.get(normal(text)) ?? letterFor(text) ?? SINGLE[normal(text)] ?? ownLetter(text);
  const hasLead = marks.some((mark) => own(mark) === 'R');
  const byShape = (text: string, alone: boolean): RoleLetter => {
    if (HOLLOW.test(text)) return 'S';
    if (FULL.test(text)) return hasLead ? 'S' : 'R';
    return alone && !hasLead ? 'R' : 'S';
  };
  return marks.map(({ text, count, alone }) => ({ text, count, guess: own({ text }) ?? byShape(text, alone) }));
};

const ownLetter = (text: string): RoleLetter | null => {
  const [letter, ...more] = lettersIn(text) ?? [];
  return letter !== undefined && more.length === 0 && isRoleLetter(letter) ? letter : null;
};

/** ● = 负责, P: Primary, or the mark in one cell and its meaning in the next, anywhere but among the marks. */
const legendIn = (
  { rows }: RawSheet,
  { across, at, last }: Matrix,
  marks: ReadonlySet<string>,
): ReadonlyMap<string, RoleLetter | '-'> => {
  const columns = new Set(across.map((column) => column.at));
  const found = new Map<string, RoleLetter | '-'>();
  const learn = (mark: string, words: string) => {
    const letter = marks.has(normal(mark)) && !found.has(normal(mark)) ? letterFor(words) : null;
    if (letter) found.set(normal(mark), letter);
  };
  for (const row of rows.slice(0, MOST_ROWS)) {
    for (const [index, cell] of row.cells.entries()) {
      const isAmong = row.at > at && row.at <= last && columns.has(index + 1);
      if (typeof cell !== 'string' || cell.length > LONGEST_LEGEND) continue;
      const text = textOf(cell);
      if (marks.has(normal(text)) && !(isAmong && columns.has(index + 2))) learn(text, textOf(row.cells[index + 1]));
      else if (!isAmong) for (const piece of text.split(PIECES)) learnPiece(piece.trim(), learn);
    }
  }
  return found;
};
/** Between two marks that are explained, or before one. */
const PIECES = /[;；,，、。\n|]|\s{2,}|\s(?=[^\s=＝:：]{1,12}\s?[=＝:：])|(?=[●○◎■□▲△★☆◆◇])/u;
const MOST_ROWS = 2000;
const LONGEST_LEGEND = 400;

const learnPiece = (piece: string, learn: (mark: string, words: string) => void): void => {
  const said = /^[^:：]{0,12}[:：]\s?(?=[●○◎■□▲△★☆])/u.exec(piece);
  const bare = said ? piece.slice(said[0].length) : piece;
  const pair = /^([^\s=＝:：–—-]{1,12})\s?[=＝:：–—-]{1,2}\s?(\S.*)$/u.exec(bare);
  if (pair) learn(must(pair[1], 'mark'), must(pair[2], 'meaning'));
  else if (SYMBOL.test(bare.slice(0, 1))) learn(bare.slice(0, 1), bare.slice(1));
};
