/** Which rows of a stranger's sheet may be its header by what stands in and around them, before they are read as one. */
import { parseDate } from '../read/dates.ts';
import { type HeaderLine, headerKey, textOf } from '../read/headers.ts';
import type { RawCell, RawRow, RawSheet, Rect } from '../workbook.ts';
import { saidIn } from './guess/line.ts';
import { FULL_NAME } from './guess/names.ts';
import { stateMeant, stateTicked } from './guess/states.ts';
import { isChosenIn } from './list-below.ts';
import { lettersIn } from './marks.ts';

export const mayBeHeader = (line: HeaderLine, sheet: RawSheet, dateSystem: 1900 | 1904): boolean =>
  (line.cells.filter((text) => text !== '').length > 1 || isDays(line, sheet, dateSystem)) &&
  !isOfLetters(line, sheet) &&
  !isChosenIn(sheet, line.at) &&
  !isForm(line, sheet) &&
  !isTitled(line, sheet) &&
  !swallowsData(line, sheet) &&
  !isOfGroups(line, sheet);

/** What is merged over all that is named beneath is the sheet's title, be it the company's name, and belongs to none of the columns. */
const isTitled = ({ top, at, cells }: HeaderLine, { rows, merges }: RawSheet): boolean => {
  if (top === at) return false;
  const textsIn = (row: number) => rows.find((one) => one.at === row)?.cells.map((cell) => textOf(cell) !== '') ?? [];
  const own = textsIn(at);
  const named = cells.map((text) => text !== '');
  return (
    own.filter(Boolean).length >= NAMED &&
    textsIn(top).filter(Boolean).length === 1 &&
    merges.some(
      (m) => m.top === top && m.bottom === top && m.left <= named.indexOf(true) + 1 && m.right > own.lastIndexOf(true),
    )
  );
};
const NAMED = 4;

/** Half of the labels of one line above the same columns as in another one. */
export const saysTheSame = ({ cells }: HeaderLine, other: HeaderLine): boolean => {
  const labels = cells.filter((text) => text !== '').length;
  const same = cells.filter((text, index) => text !== '' && headerKey(text) === headerKey(other.cells[index] ?? ''));
  return same.length > 1 && same.length * 2 >= labels;
};

/**
 * A row below another one that names more of the same columns is what stands in them. A form that is filled in says something
 * beside each of its labels, and what stands above an empty row is another table.
 */
export const standsBelowHeader = (line: HeaderLine, { rows }: RawSheet): boolean => {
  const labels = line.cells.flatMap((text, index) => (text === '' ? [] : [index]));
  const says = saidIn(line);
  let next = line.top;
  for (const { at, cells } of rows.filter((row) => row.at < line.top && row.at >= line.top - ABOVE).reverse()) {
    if (at < next - 1) return false;
    next = at;
    const above = cells.map(textOf);
    const same = labels.filter((index) => above[index]).length;
    if (same < 2 || same < COVERS * labels.length || cells.some(isValue)) continue;
    const said = saidIn({ top: at, at, cells: above });
    if (said > says && said >= SAYS * above.filter((text) => text !== '').length) return true;
  }
  return false;
};
/** Rows above that are looked at. */
const ABOVE = 60;
const COVERS = 0.7;
const SAYS = 0.6;
/** What is said in a row, and not over it: a number, a state, or somebody's whole name, as Project Title is none. */
const isValue = (cell: RawCell): boolean => {
  if (typeof cell !== 'string') return textOf(cell) !== '';
  const text = cell.trim();
  return stateMeant(text) !== null || (FULL_NAME.test(text) && saidIn({ top: 0, at: 0, cells: [text] }) === 0);
};

/** A second row that is joined to a header without any merge has to say what columns are, too. */
export const swallowsData = ({ top, at, cells }: HeaderLine, { rows, merges }: RawSheet): boolean => {
  if (top === at) return false;
  const last = rows.find((row) => row.at === at);
  // What stands in it belongs to another table, to the right of this one.
  if (!last?.cells.some((cell, index) => textOf(cell) !== '' && (cells[index] ?? '') !== '')) return true;
  if (saysAgain(last?.cells ?? [], { top, at }, { rows, merges })) return true;
  // A state or somebody's whole name is said in a row, not over it.
  const isSaid = (cell: RawCell) =>
    typeof cell === 'string' && (stateMeant(cell) !== null || FULL_NAME.test(cell.trim()));
  if (last?.cells.some(isSaid) && !merges.some((m) => m.top <= top && m.bottom >= at)) return true;
  if (merges.some((m) => m.top >= top && m.top <= at)) return false;
  return last !== undefined && saidIn({ top: at, at, cells: last.cells.map(textOf) }) === 0;
};

/**
 * A row that says nothing, or something else under what is named already and is no group's name: below a header that says what the
 * columns are, that is a note or the first row of data. So is a single text beside what is named.
 */
const saysAgain = (
  last: readonly RawCell[],
  { top, at }: Pick<HeaderLine, 'top' | 'at'>,
  { rows, merges }: Pick<RawSheet, 'rows' | 'merges'>,
): boolean => {
  const header = rows.filter((row) => row.at >= top && row.at < at).pop();
  const texts = last.flatMap((cell, index) => (textOf(cell) === '' ? [] : [index]));
  if (texts.length === 0) return true;
  if (!header || saidIn({ top, at: header.at, cells: header.cells.map(textOf) }) < HEADER_SAYS) return false;
  const isOver = (m: Rect, index: number) =>
    m.top <= header.at && m.bottom >= header.at && m.left <= index + 1 && m.right > index;
  // As wide in the row itself it is a wide column, and no group of several.
  const isGrouped = (index: number) =>
    merges.some(
      (m) =>
        isOver(m, index) &&
        m.left < m.right &&
        !merges.some((own) => own.top === at && own.left === m.left && own.right === m.right),
    );
  const isNamed = (index: number) =>
    textOf(header.cells[index]) !== '' || merges.some((m) => m.top < header.at && isOver(m, index));
  const goesOn = merges.some((m) => m.top <= header.at && m.bottom >= at);
  if (texts.length === 1 && !goesOn && !texts.some(isGrouped)) return true;
  return texts.some((index) => isNamed(index) && isNamed(index + 1) && !isGrouped(index));
};
/** So many of its cells say what a column is. */
const HEADER_SAYS = 3;

/** Task information, Progress: merged over columns of which each is named in the row beneath. */
const isOfGroups = ({ top, at, cells }: HeaderLine, { rows, merges }: RawSheet): boolean => {
  const labels = cells.filter((text) => text !== '').length;
  const groups = merges.filter((m) => m.top === at && m.bottom === at && m.left < m.right && cells[m.left - 1]);
  const beneath = rows.find((row) => row.at === at + 1)?.cells ?? [];
  const named = groups.filter(
    (m) =>
      beneath.slice(m.left - 1, m.right).filter((cell) => typeof cell === 'string' && cell.trim() !== '').length > 1,
  );
  return (
    top === at &&
    named.length * 2 > labels &&
    saidIn({ top: at + 1, at: at + 1, cells: beneath.map((cell) => (typeof cell === 'string' ? cell : '')) }) >=
      HEADER_SAYS
  );
};

/** The first row of a header: some of its labels are merged down into the next row, and a group over labels that stand there. */
export const isUpperHalf = ({ at, cells }: HeaderLine, { rows, merges }: RawSheet): boolean => {
  const next = rows.find((row) => row.at === at + 1)?.cells ?? [];
  const own = merges.filter((m) => m.top === at && (cells[m.left - 1] ?? '') !== '');
  const isText = (cell: RawCell) => typeof cell === 'string' && cell.trim() !== '';
  return (
    own.filter((m) => m.bottom === at + 1).length >= 2 &&
    own.some((m) => m.bottom === at && next.slice(m.left - 1, m.right).filter(isText).length >= 2)
  );
};

/** 项目名称：, Owner: — a form says to the right of a colon what is asked to the left of it. */
const isForm = ({ at, cells }: HeaderLine, { rows }: RawSheet): boolean => {
  const labels = cells.filter((text) => text !== '');
  const asked = labels.filter((text) => /[:：]$/.test(text)).length;
  // Label beside label leaves no place for what is said.
  if (asked >= FORM && asked === labels.length && !cells.slice(0, asked).includes('')) return false;
  const below = rows.filter((row) => row.at > at).slice(0, TICKED);
  return asked * 2 >= labels.length || isFilledIn(cells, below);
};

/** 负责人 | 王丽 | 状态 | 进行中: a form without colons that is filled in, each label with what is said beside it. */
const isFilledIn = (cells: readonly string[], below: readonly RawRow[]): boolean => {
  const labels = cells.filter((text) => text !== '').length;
  if (labels > WIDEST_FORM) return false;
  const says = (text: string) => saidIn({ top: 0, at: 0, cells: [text] }) > 0;
  const beside = cells.flatMap((text, index) => {
    const next = cells[index + 1] ?? '';
    const isSaid =
      next !== '' && !IS_TASK.test(next) && !headsTicks(next, below, index + 1) && (isValue(next) || !says(next));
    return text !== '' && !isValue(text) && says(text) && isSaid ? [next] : [];
  });
  return beside.length * 2 >= labels && beside.some(isValue) && beside.length >= FILLED;
};
/** Complete over Yes, Yes, No: a column's header, and no answer to the label before it. */
const headsTicks = (text: string, below: readonly RawRow[], index: number): boolean =>
  stateTicked(text, '1') !== null &&
  below.length === TICKED &&
  below.every(({ cells }) => TICK.test(textOf(cells[index])));
const TICKED = 3;
const TICK = /^(?:yes|no|[yn01x√✓✔✗×是否])$/i;
const FILLED = 2;
/** Over a column this says what there is to do, and not how far something has come. */
const IS_TASK = /^(?:to[- ]?do|待办)$/i;
const WIDEST_FORM = 40;

const FORM = 3;

/** A row of letters, as matrices of any kind have them: A and R are no headers over rows of the same. */
const isOfLetters = ({ cells, at }: HeaderLine, { rows }: RawSheet): boolean => {
  const next = rows.filter((row) => row.at > at).slice(0, LETTERED);
  const same = cells.filter((text, index) => {
    const texts = next.map((row) => textOf(row.cells[index])).filter((below) => below !== '');
    return lettersIn(text) !== null && texts.length > 0 && texts.every((below) => MARK.test(below));
  });
  return same.length >= 2;
};
/** Rows below that are looked at for it. */
const LETTERED = 5;
const MARK = /^[a-z](?:\s?[/,、]?\s?[a-z])?$/i;

/** At least this many days in a row make a calendar across the sheet. */
const DAYS_ACROSS = 5;

export const isDays = ({ at }: HeaderLine, { rows }: RawSheet, dateSystem: 1900 | 1904): boolean => {
  const cells = rows.find((row) => row.at === at)?.cells ?? [];
  const days = cells.flatMap((cell) => {
    const date = typeof cell === 'number' || typeof cell === 'string' ? parseDate(cell, dateSystem) : { none: true };
    return 'day' in date ? [date.day] : [];
  });
  return days.length >= DAYS_ACROSS && days.every((day, i) => day > (days[i - 1] ?? Number.NEGATIVE_INFINITY));
};

/** Rows below a header that are looked at to tell what its columns hold. */
export const SAMPLE = 400;

/** Columns in which the header's text stands elsewhere as well, in rows that are not the header again. */
export const recurringIn = ({ rows }: RawSheet, { top, at, cells }: HeaderLine): ReadonlySet<number> => {
  const keys = cells.map(headerKey);
  const labels = keys.filter((key) => key !== '').length;
  const times = new Map<number, number>();
  const above = rows.filter((row) => row.at < top);
  // Done, below Status: how far the row is in which it stands.
  const isStateBelow = (column: number) =>
    stateMeant(cells[column - 1] ?? '') !== null && above.some((row) => textOf(row.cells[column - 1]) !== '');
  for (const row of rows.slice(0, SAMPLE)) {
    if (row.at >= top && row.at <= at) continue;
    const same = row.cells.flatMap((cell, index) =>
      typeof cell === 'string' && keys[index] !== '' && headerKey(cell) === keys[index] && !/[:：]\s*$/.test(cell)
        ? [index + 1]
        : [],
    );
    const isOfRow = same.length * 2 < labels && same.length < AGAIN;
    for (const column of same)
      if (isOfRow || (same.length < labels && isStateBelow(column))) times.set(column, (times.get(column) ?? 0) + 1);
  }
  return new Set([...times].flatMap(([column, n]) => (n >= OFTEN ? [column] : [])));
};

/** What stands so often in the rows is said there. */
const OFTEN = 2;
/** A row with so many labels of the header says it again, be it for some of its columns only. */
const AGAIN = 3;

/** Columns right of a header's last row that only a row above it names, and that hold nothing: a legend stands there. */
export const legendsBeside = (
  { top, at, cells }: HeaderLine,
  { rows, merges }: RawSheet,
  below: (at: number) => readonly RawCell[],
): readonly number[] => {
  if (top === at) return [];
  const own = rows.find((row) => row.at === at)?.cells ?? [];
  const last = own.map((cell) => textOf(cell) !== '').lastIndexOf(true);
  const goesOn = (index: number) =>
    merges.some((m) => m.top <= at && m.bottom >= at && m.top < m.bottom && m.left <= index + 1 && m.right > index);
  return cells.flatMap((text, index) =>
    index > last && text !== '' && !goesOn(index) && below(index + 1).length === 0 ? [index + 1] : [],
  );
};

/** A header is labels: the more numbers and sentences stand in its last row, the less it is one. */
export const qualityOf = ({ at, cells }: HeaderLine, { rows }: RawSheet): number => {
  const labels = cells.filter((text) => text !== '').length;
  const last = cells.map((text) => text !== '').lastIndexOf(true);
  const own = rows.find((row) => row.at === at)?.cells.slice(0, last + 1) ?? [];
  const numbers = own.filter((cell) => typeof cell === 'number').length;
  const sentences = cells.filter((text) => text.length > LONGEST_LABEL).length;
  return Math.max(0.2, 1 - (0.7 * (numbers + sentences)) / Math.max(1, labels));
};
const LONGEST_LABEL = 40;

/**
 * The last row of a header that says nothing over any of the columns that are read, nor lies under their merged labels: it may be the first
 * one of the table, or of another one beside it. Then the row above it may be the header.
 */
export const rowAbove = (
  { top, at }: HeaderLine,
  guesses: readonly { readonly at: number }[],
  { rows, merges }: RawSheet,
): number | null => {
  const last = rows.find((row) => row.at === at);
  if (top === at || !last || guesses.length === 0) return null;
  const reaches = (column: number) =>
    textOf(last.cells[column - 1]) !== '' ||
    merges.some((m) => m.top < at && m.bottom >= at && m.left <= column && m.right >= column);
  return guesses.some((guess) => reaches(guess.at)) ? null : (rows.filter((row) => row.at < at).pop()?.at ?? null);
};
