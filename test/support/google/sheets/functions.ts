import type { Sheet } from './book.ts';
import { DATE_FUNCTIONS } from './date-functions.ts';
import {
  type Area,
  asNumber,
  asText,
  CellError,
  compare,
  isArea,
  isList,
  type Operand,
  type Surroundings,
  type Value,
} from './operand.ts';

/** The arguments of one call; they are calculated when asked for, so IF takes one branch only. */
interface Arguments {
  readonly calculator: Surroundings;
  readonly count: number;
  readonly home: { readonly sheet: Sheet; readonly row: number; readonly column: number };
  readonly operand: (i: number) => Operand;
  readonly value: (i: number) => Value;
}

const flat = ({ calculator, count, operand }: Arguments, from = 0): Value[] => {
  const all: Value[] = [];
  for (let i = from; i < count; i++) {
    const value = operand(i);
    if (isArea(value)) all.push(...calculator.values(value));
    else if (isList(value)) all.push(...value.list);
    else all.push(value);
  }
  return all;
};

/** Numbers of all arguments; text and booleans in areas are passed over. */
const numbers = (args: Arguments): number[] | CellError => {
  const values = flat(args);
  return (
    values.find((value) => value instanceof CellError) ??
    values.filter((value): value is number => typeof value === 'number')
  );
};

const over =
  (work: (all: readonly number[]) => Value) =>
  (args: Arguments): Value => {
    const all = numbers(args);
    return all instanceof CellError ? all : work(all);
  };

const truth = (value: Value): boolean | CellError => {
  if (value instanceof CellError) return value;
  if (typeof value === 'string')
    return /^(true|false)$/i.test(value)
      ? value.toLowerCase() === 'true'
      : new CellError('VALUE', `'${value}' is a text and cannot be coerced to a boolean.`);
  return Boolean(value);
};

const wildcard = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern.replace(/~[*?~]|[*?]|[.+^$()|[\]{}\\]/g, (part) =>
      part === '*' ? '.*' : part === '?' ? '.' : part.startsWith('~') ? `\\${part[1]}` : `\\${part}`,
    )}$`,
    'is',
  );

/** A criterion of COUNTIF: `">=3"`, `"<>"`, `"word*"`, or a value. */
const criterion = (wanted: Value): ((value: Value) => boolean) => {
  const [, operator = '=', text = ''] = /^(<=|>=|<>|[=<>])?(.*)$/s.exec(asText(wanted))!;
  const number = text.trim() === '' ? Number.NaN : Number(text);
  const equal = (value: Value): boolean => {
    if (text === '') return value === null || value === '';
    if (!Number.isNaN(number)) return value === number || value === text;
    return value !== null && !(value instanceof CellError) && wildcard(text).test(asText(value));
  };
  if (operator === '=') return equal;
  if (operator === '<>') return (value) => !equal(value);
  const against = Number.isNaN(number) ? text : number;
  return (value) => {
    if (typeof value !== typeof against) return false;
    const order = compare(value, against);
    return operator === '<' ? order < 0 : operator === '>' ? order > 0 : operator === '<=' ? order <= 0 : order >= 0;
  };
};

const index = ({ operand, value, count }: Arguments): Operand => {
  const area = operand(0);
  if (!isArea(area)) return isList(area) ? new CellError('VALUE', 'The fake takes INDEX of cells only') : area;
  const row = count > 1 ? asNumber(value(1)) : 0;
  const column = count > 2 ? asNumber(value(2)) : 0;
  if (row instanceof CellError) return row;
  if (column instanceof CellError) return column;
  const { top, left, bottom, right } = area.box;
  // One row and one number: the number counts columns.
  const flatRow = bottom - top === 1 && count === 2 ? { r: 1, c: row } : { r: row, c: column };
  const beyond = new CellError('NUM', 'Function INDEX parameter is out of range.');
  if (flatRow.r < 0 || flatRow.c < 0 || top + flatRow.r > bottom || left + flatRow.c > right) return beyond;
  return {
    sheet: area.sheet,
    box: {
      top: flatRow.r ? top + flatRow.r - 1 : top,
      bottom: flatRow.r ? top + flatRow.r : bottom,
      left: flatRow.c ? left + flatRow.c - 1 : left,
      right: flatRow.c ? left + flatRow.c : right,
    },
  };
};

const match = ({ calculator, operand, value, count }: Arguments): Value => {
  const wanted = value(0);
  if (wanted instanceof CellError) return wanted;
  const area = operand(1);
  const type = count > 2 ? value(2) : 1;
  if (isList(area)) {
    const at = area.list.findIndex((each) => compare(each, wanted) === 0);
    return at < 0 ? new CellError('N_A', 'Did not find the value in MATCH evaluation.') : at + 1;
  }
  if (!isArea(area) || type !== 0) return new CellError('NAME', 'The fake simulates MATCH in an area with type 0 only');
  const missing = new CellError('N_A', `Did not find value '${asText(wanted)}' in MATCH evaluation.`);
  if (wanted === null || wanted === '') return missing;
  const { box } = area;
  const plainText = typeof wanted !== 'string' || !/[*?~]/.test(wanted);
  if (plainText && box.right - box.left === 1) {
    const at = calculator.find(area, wanted);
    return at === undefined ? missing : at + 1;
  }
  const fits = plainText
    ? (found: Value) => compare(found, wanted) === 0
    : (found: Value) => wildcard(wanted).test(asText(found));
  let place = 1;
  for (const found of calculator.values(area)) {
    if (found !== null && fits(found)) return place;
    place++;
  }
  return missing;
};

/** The places, from 0, at which every range's value fits its criterion; arguments go in pairs. */
const fitting = ({ calculator, operand, value, count }: Arguments, from: number): [number, number][] | CellError => {
  const tests: { readonly area: Area; readonly fits: (value: Value) => boolean }[] = [];
  for (let i = from; i < count; i += 2) {
    const area = operand(i);
    if (!isArea(area)) return new CellError('N_A', 'Argument must be a range.');
    tests.push({ area, fits: criterion(value(i + 1)) });
  }
  const size = ({ box }: Area) => `${box.bottom - box.top} ${box.right - box.left}`;
  if (tests.some(({ area }) => size(area) !== size(tests[0]!.area)))
    return new CellError('VALUE', 'Array arguments are of different size.');
  const { top, bottom, left, right } = tests[0]!.area.box;
  const places: [number, number][] = [];
  for (let row = 0; row < bottom - top; row++)
    for (let column = 0; column < right - left; column++)
      if (tests.every(({ area, fits }) => fits(calculator.at(area.sheet, area.box.top + row, area.box.left + column))))
        places.push([row, column]);
  return places;
};

const countIfs = (args: Arguments): Value => {
  const places = fitting(args, 0);
  return places instanceof CellError ? places : places.length;
};

const sumIfs = (args: Arguments): Value => {
  const area = args.operand(0);
  const places = fitting(args, 1);
  if (places instanceof CellError) return places;
  if (!isArea(area)) return new CellError('N_A', 'Argument must be a range.');
  return places
    .map(([row, column]) => args.calculator.at(area.sheet, area.box.top + row, area.box.left + column))
    .reduce<number>((sum, value) => (typeof value === 'number' ? sum + value : sum), 0);
};

/** The n-th number of an area, counted from one of its ends. */
const nth =
  (order: (a: number, b: number) => number) =>
  (args: Arguments): Value => {
    const area = args.operand(0);
    const n = asNumber(args.value(1));
    if (n instanceof CellError) return n;
    const all = isArea(area) ? [...args.calculator.values(area)] : [];
    const fault = all.find((value) => value instanceof CellError);
    if (fault !== undefined) return fault;
    const sorted = all.filter((value) => typeof value === 'number').sort(order);
    return sorted[n - 1] ?? new CellError('NUM', `There is no number at place ${n}.`);
  };

const textAt = ({ value }: Arguments, i: number): string => asText(value(i));

const datePart =
  (part: (date: Date) => number) =>
  ({ value }: Arguments): Value => {
    const serial = asNumber(value(0));
    return serial instanceof CellError
      ? serial
      : part(new Date(Date.UTC(1899, 11, 30) + Math.floor(serial) * 86_400_000));
  };

const isKind =
  (test: (value: Value) => boolean) =>
  ({ value }: Arguments): Value =>
    test(value(0));

/**
 * The functions that the fake calculates; the rest shows #NAME? and says so. Semantics by
 * https://support.google.com/docs/table/25273.
 */
export const FUNCTIONS: Readonly<Record<string, (args: Arguments) => Operand>> = {
  IF: ({ operand, value, count }) => {
    const condition = truth(value(0));
    if (condition instanceof CellError) return condition;
    return condition ? operand(1) : count > 2 ? operand(2) : false;
  },
  IFERROR: ({ value, count }) => {
    const tried = value(0);
    return tried instanceof CellError ? (count > 1 ? value(1) : null) : tried;
  },
  IFNA: ({ value }) => {
    const tried = value(0);
    return tried instanceof CellError && tried.kind === 'N_A' ? value(1) : tried;
  },
  AND: (args) => {
    for (const value of flat(args)) {
      const condition = truth(value);
      if (condition !== true) return condition;
    }
    return true;
  },
  OR: (args) => {
    let any = false;
    for (const value of flat(args)) {
      const condition = truth(value);
      if (condition instanceof CellError) return condition;
      any ||= condition;
    }
    return any;
  },
  NOT: ({ value }) => {
    const condition = truth(value(0));
    return condition instanceof CellError ? condition : !condition;
  },
  ISNA: isKind((value) => value instanceof CellError && value.kind === 'N_A'),
  ISERROR: isKind((value) => value instanceof CellError),
  ISNUMBER: isKind((value) => typeof value === 'number'),
  ISTEXT: isKind((value) => typeof value === 'string'),
  ISBLANK: isKind((value) => value === null),
  INDEX: index,
  MATCH: match,
  COUNTIF: countIfs,
  COUNTIFS: countIfs,
  SUMIFS: sumIfs,
  LARGE: nth((a, b) => b - a),
  SMALL: nth((a, b) => a - b),
  COUNTA: (args) => flat(args).filter((value) => value !== null).length,
  COUNT: (args) => flat(args).filter((value) => typeof value === 'number').length,
  SUM: over((all) => all.reduce((sum, number) => sum + number, 0)),
  MIN: over((all) => (all.length > 0 ? Math.min(...all) : 0)),
  MAX: over((all) => (all.length > 0 ? Math.max(...all) : 0)),
  ROUND: ({ value }) => {
    const [number, digits] = [asNumber(value(0)), asNumber(value(1))];
    if (number instanceof CellError) return number;
    if (digits instanceof CellError) return digits;
    return Math.round(number * 10 ** digits) / 10 ** digits;
  },
  N: ({ value }) => {
    const number = value(0);
    return number instanceof CellError ? number : typeof number === 'string' ? 0 : Number(number);
  },
  LEN: ({ value }) => asText(value(0)).length,
  TRIM: ({ value }) => asText(value(0)).trim().replace(/ +/g, ' '),
  UPPER: ({ value }) => asText(value(0)).toUpperCase(),
  LOWER: ({ value }) => asText(value(0)).toLowerCase(),
  FIND: (args) => {
    const at = textAt(args, 1).indexOf(textAt(args, 0), args.count > 2 ? Number(args.value(2)) - 1 : 0);
    return at < 0 ? new CellError('VALUE', `In FIND evaluation, cannot find '${textAt(args, 0)}'.`) : at + 1;
  },
  MID: (args) => {
    const [from, length] = [Number(args.value(1)), Number(args.value(2))];
    return textAt(args, 0).slice(from - 1, from - 1 + length);
  },
  SUBSTITUTE: (args) => textAt(args, 0).replaceAll(textAt(args, 1), () => textAt(args, 2)),
  REPT: (args) => {
    const times = asNumber(args.value(1));
    return times instanceof CellError ? times : textAt(args, 0).repeat(Math.max(0, Math.floor(times)));
  },
  CHAR: ({ value }) => String.fromCodePoint(Number(value(0))),
  HYPERLINK: ({ value }) => asText(value(1)),
  NA: () => new CellError('N_A', 'Error'),
  TODAY: ({ calculator }) => calculator.today,
  NOW: ({ calculator }) => calculator.now,
  ROW: ({ operand, count, home }) => {
    const area = count > 0 ? operand(0) : null;
    return isArea(area) ? area.box.top + 1 : home.row + 1;
  },
  COLUMN: ({ operand, count, home }) => {
    const area = count > 0 ? operand(0) : null;
    return isArea(area) ? area.box.left + 1 : home.column + 1;
  },
  YEAR: datePart((date) => date.getUTCFullYear()),
  MONTH: datePart((date) => date.getUTCMonth() + 1),
  DAY: datePart((date) => date.getUTCDate()),
  ...DATE_FUNCTIONS,
};
