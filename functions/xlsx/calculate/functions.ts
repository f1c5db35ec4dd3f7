/** The spreadsheet functions that Baton's own views are made of: those that Excel 2016, LibreOffice and Google Sheets share. */
import {
  compare,
  conditionOf,
  DIVIDED_BY_ZERO,
  isTruth,
  NO_CELL,
  NO_NUMBER,
  NO_VALUE,
  NOT_AVAILABLE,
  NoValue,
  numberOf,
  type Scalar,
  textOfValue,
} from './values.ts';

/** Cells that a formula names, or a list that it holds: what functions look through. */
export interface Cells {
  readonly height: number;
  readonly width: number;
  /** Down to the last one that holds something; row by row. */
  values(): readonly Scalar[];
  /** The place, from 1, of the first cell that equals a value; undefined when none does. */
  placeOf(value: Scalar): number | undefined;
  /** The places, from 0, of what meets a condition; what is empty below the last one that holds something meets it, too. */
  meeting(criterion: Scalar): readonly number[];
  /** Its numbers, the least first. */
  sorted(): readonly number[];
  /** A cell by its place, counted from 1, as cells of their own; a NoValue beyond the last. */
  at(row: number, column: number): Cells | NoValue;
}

export type Value = Scalar | Cells;

/** An argument that is calculated when it is asked for. */
export interface Argument {
  value(): Value;
  scalar(): Scalar;
  cells(): Cells | NoValue;
}

export interface Today {
  /** Today as a serial number of the workbook's date system. */
  readonly serial: number;
  /** What a serial number has to be added to be one of the 1900 date system. */
  readonly offset: number;
}

type Function = (args: readonly Argument[], today: Today) => Value;

const NOTHING: Argument = { value: () => null, scalar: () => null, cells: () => NO_VALUE };
const arg = (args: readonly Argument[], index: number): Argument => args[index] ?? NOTHING;

/** A function of scalars; the first argument that is a fault is the answer. */
const plain =
  (work: (...values: (string | number | boolean | null)[]) => Scalar): Function =>
  (args) => {
    const values: (string | number | boolean | null)[] = [];
    for (const each of args) {
      const value = each.scalar();
      if (value instanceof NoValue) return value;
      values.push(value);
    }
    return work(...values);
  };

const ofNumbers = (work: (...numbers: number[]) => Scalar): Function =>
  plain((...values) => {
    const numbers = values.map(numberOf);
    const fault = numbers.find((number) => number instanceof NoValue);
    return fault ?? work(...(numbers as number[]));
  });

const ofTexts = (work: (...texts: string[]) => Scalar): Function =>
  plain((...values) => work(...values.map((value) => String(textOfValue(value)))));

const isCells = (value: Value): value is Cells =>
  typeof value === 'object' && value !== null && !(value instanceof NoValue);

/** All numbers of the arguments: of cells only those that hold one. */
const numbersIn = (args: readonly Argument[]): readonly number[] | NoValue => {
  const numbers: number[] = [];
  for (const each of args) {
    const value = each.value();
    if (isCells(value)) {
      for (const cell of value.values()) {
        if (cell instanceof NoValue) return cell;
        if (typeof cell === 'number') numbers.push(cell);
      }
      continue;
    }
    const number = numberOf(value);
    if (number instanceof NoValue) return number;
    numbers.push(number);
  }
  return numbers;
};

const overNumbers =
  (work: (numbers: readonly number[]) => Scalar): Function =>
  (args) => {
    const numbers = numbersIn(args);
    return numbers instanceof NoValue ? numbers : work(numbers);
  };

const everyTruth =
  (wanted: boolean): Function =>
  (args) => {
    for (const each of args) {
      const truth = isTruth(each.scalar());
      if (truth instanceof NoValue) return truth;
      if (truth !== wanted) return !wanted;
    }
    return wanted;
  };

/** The rows that meet all conditions, as places from 0; pairs of cells and condition begin at `from`. */
const rowsMeeting = (args: readonly Argument[], from: number): readonly number[] | NoValue => {
  let rows: readonly number[] | null = null;
  for (let i = from; i + 1 < args.length; i += 2) {
    const cells = arg(args, i).cells();
    if (cells instanceof NoValue) return cells;
    const criterion = arg(args, i + 1).scalar();
    if (rows === null) {
      rows = cells.meeting(criterion);
      continue;
    }
    const meets = conditionOf(criterion);
    const values = cells.values();
    rows = rows.filter((at) => meets(values[at] ?? null));
  }
  return rows ?? [];
};

const nth =
  (fromTop: boolean): Function =>
  (args) => {
    const [cells, place] = [arg(args, 0).cells(), numberOf(arg(args, 1).scalar())];
    if (cells instanceof NoValue) return cells;
    if (place instanceof NoValue) return place;
    const numbers = cells.sorted();
    return numbers[fromTop ? numbers.length - place : place - 1] ?? NO_NUMBER;
  };

/** 1 (Monday) to 7 (Sunday) of a serial number of the 1900 date system. */
const weekday = (serial: number): number => ((((Math.floor(serial) + 5) % 7) + 7) % 7) + 1;

/** Days off of a week: seven figures from Monday, 1 for a day off. */
const MONDAY_TO_FRIDAY = '0000011';

const isOff = (mask: string, serial: number): boolean => mask.charAt(weekday(serial) - 1) === '1';

const workdaysFrom = (from: number, to: number, mask: string, offset: number): number => {
  const [first, last] = (from <= to ? [from, to] : [to, from]).map(Math.floor) as [number, number];
  const days = last - first + 1;
  let count = Math.floor(days / 7) * (mask.split('0').length - 1);
  for (let i = Math.floor(days / 7) * 7; i < days; i++) if (!isOff(mask, first + i + offset)) count++;
  return from <= to ? count : -count;
};

const workdayAfter = (from: number, n: number, mask: string, offset: number): number => {
  let day = Math.floor(from);
  for (let left = Math.abs(n); left > 0; ) {
    day += n < 0 ? -1 : 1;
    if (!isOff(mask, day + offset)) left--;
  }
  return day;
};

/** Not all of them off, which would leave no workday to look for. */
const WEEK = /^(?!1{7})[01]{7}$/;

/** A function of two numbers and, as a text of seven figures, the days off of a week. */
const ofWeek =
  (work: (from: number, to: number, mask: string, offset: number) => Scalar): Function =>
  (args, { offset }) =>
    plain((first, second, mask) => {
      const [from, to] = [numberOf(first ?? null), numberOf(second ?? null)];
      if (from instanceof NoValue) return from;
      if (to instanceof NoValue) return to;
      return typeof mask === 'string' && WEEK.test(mask) ? work(from, to, mask, offset) : NO_VALUE;
    })(args, { offset, serial: 0 });

const withOffset =
  (work: (today: Today, ...numbers: number[]) => Scalar): Function =>
  (args, today) =>
    ofNumbers((...numbers) => work(today, ...numbers))(args, today);

export const SHEET_FUNCTIONS: Readonly<Record<string, Function>> = {
  IF: (args) => {
    const truth = isTruth(arg(args, 0).scalar());
    if (truth instanceof NoValue) return truth;
    if (!truth && args.length < 3) return false;
    return arg(args, truth ? 1 : 2).value();
  },
  IFERROR: (args) => {
    const value = arg(args, 0).scalar();
    return value instanceof NoValue ? arg(args, 1).value() : value;
  },
  AND: everyTruth(true),
  OR: everyTruth(false),
  NOT: (args) => {
    const truth = isTruth(arg(args, 0).scalar());
    return truth instanceof NoValue ? truth : !truth;
  },
  ISNUMBER: (args) => typeof arg(args, 0).scalar() === 'number',
  ISNA: (args) => arg(args, 0).scalar() === NOT_AVAILABLE,
  NA: () => NOT_AVAILABLE,
  N: (args) => {
    const value = arg(args, 0).scalar();
    if (value instanceof NoValue) return value;
    return typeof value === 'string' ? 0 : Number(value ?? 0);
  },
  CHAR: ofNumbers((code) => String.fromCharCode(code)),
  LEN: ofTexts((text) => text.length),
  LEFT: plain((value, count = 1) => String(textOfValue(value)).slice(0, Number(count))),
  MID: plain((value, from, count) =>
    String(textOfValue(value)).slice(Number(from) - 1, Number(from) - 1 + Number(count)),
  ),
  FIND: ofTexts((wanted, within) => {
    const found = within.indexOf(wanted);
    return found < 0 ? NO_VALUE : found + 1;
  }),
  SUBSTITUTE: ofTexts((within, old, fresh) => (old === '' ? within : within.replaceAll(old, fresh))),
  TRIM: ofTexts((text) => text.replace(/ +/g, ' ').replace(/^ | $/g, '')),
  UPPER: ofTexts((text) => text.toUpperCase()),
  REPT: plain((value, count) => String(textOfValue(value)).repeat(Math.max(0, Math.floor(Number(count))))),
  ROUND: ofNumbers((value, digits) => (Math.sign(value) * Math.round(Math.abs(value) * 10 ** digits)) / 10 ** digits),
  SUM: overNumbers((numbers) => numbers.reduce((sum, number) => sum + number, 0)),
  MAX: overNumbers((numbers) => numbers.reduce((most, number) => Math.max(most, number), numbers[0] ?? 0)),
  MIN: overNumbers((numbers) => numbers.reduce((least, number) => Math.min(least, number), numbers[0] ?? 0)),
  COUNT: (args) => {
    const cells = arg(args, 0).cells();
    return cells instanceof NoValue ? 0 : cells.sorted().length;
  },
  COUNTIF: (args) => {
    const rows = rowsMeeting(args, 0);
    return rows instanceof NoValue ? rows : rows.length;
  },
  COUNTIFS: (args) => {
    const rows = rowsMeeting(args, 0);
    return rows instanceof NoValue ? rows : rows.length;
  },
  SUMIFS: (args) => {
    const [cells, rows] = [arg(args, 0).cells(), rowsMeeting(args, 1)];
    if (cells instanceof NoValue) return cells;
    if (rows instanceof NoValue) return rows;
    const values = cells.values();
    return rows.reduce((sum, at) => {
      const value = values[at];
      return typeof value === 'number' ? sum + value : sum;
    }, 0);
  },
  INDEX: (args) => {
    const [cells, row] = [arg(args, 0).cells(), numberOf(arg(args, 1).scalar())];
    const column = args.length > 2 ? numberOf(arg(args, 2).scalar()) : 1;
    if (cells instanceof NoValue) return cells;
    if (row instanceof NoValue) return row;
    if (column instanceof NoValue) return column;
    return cells.height === 1 && args.length === 2 ? cells.at(1, row) : cells.at(row, column);
  },
  MATCH: (args) => {
    const [value, cells] = [arg(args, 0).scalar(), arg(args, 1).cells()];
    if (value instanceof NoValue) return value;
    if (cells instanceof NoValue) return cells;
    return cells.placeOf(value) ?? NOT_AVAILABLE;
  },
  LARGE: nth(true),
  SMALL: nth(false),
  TODAY: (_, { serial }) => serial,
  WEEKDAY: withOffset(({ offset }, serial, kind = 1) => {
    const day = weekday(serial + offset);
    return kind === 2 ? day : (day % 7) + 1;
  }),
  // Sheets of earlier versions count Monday to Friday.
  WORKDAY: withOffset(({ offset }, from, n) => workdayAfter(from, n, MONDAY_TO_FRIDAY, offset)),
  NETWORKDAYS: withOffset(({ offset }, from, to) => workdaysFrom(from, to, MONDAY_TO_FRIDAY, offset)),
  'WORKDAY.INTL': ofWeek(workdayAfter),
  'NETWORKDAYS.INTL': ofWeek(workdaysFrom),
};

const arithmetic: Readonly<Record<string, (a: number, b: number) => Scalar>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => (b === 0 ? DIVIDED_BY_ZERO : a / b),
};
const comparing: Readonly<Record<string, (order: number) => boolean>> = {
  '=': (order) => order === 0,
  '<>': (order) => order !== 0,
  '<': (order) => order < 0,
  '>': (order) => order > 0,
  '<=': (order) => order <= 0,
  '>=': (order) => order >= 0,
};

/** What an operator makes of two values. */
export const combine = (operator: string, a: Scalar, b: Scalar): Scalar => {
  const holds = comparing[operator];
  if (holds) {
    const order = compare(a, b);
    return order instanceof NoValue ? order : holds(order);
  }
  if (operator === '&') {
    const [left, right] = [textOfValue(a), textOfValue(b)];
    if (left instanceof NoValue) return left;
    return right instanceof NoValue ? right : left + right;
  }
  const [left, right] = [numberOf(a), numberOf(b)];
  if (left instanceof NoValue) return left;
  if (right instanceof NoValue) return right;
  return arithmetic[operator]?.(left, right) ?? NO_CELL;
};
