import { asNumber, CellError, type Value } from './operand.ts';

/** The arguments of one call. */
interface Arguments {
  readonly count: number;
  readonly value: (i: number) => Value;
}

const numbersOf = ({ value, count }: Arguments): number[] | CellError => {
  const all = Array.from({ length: count }, (_, i) => asNumber(value(i)));
  return all.find((each) => each instanceof CellError) ?? (all as number[]).map(Math.floor);
};

const dated =
  (work: (...numbers: number[]) => Value) =>
  (args: Arguments): Value => {
    const numbers = numbersOf(args);
    return numbers instanceof CellError ? numbers : work(...numbers);
  };

/** Monday first, 1 for a day off; nothing said is Saturday and Sunday. */
const daysOff = ({ value, count }: Arguments, at: number): string | CellError => {
  const mask = count > at ? value(at) : '0000011';
  if (mask instanceof CellError) return mask;
  return typeof mask === 'string' && /^[01]{7}$/.test(mask)
    ? mask
    : new CellError('VALUE', 'The weekend is seven figures, 0 or 1.');
};
const isOff = (mask: string, serial: number): boolean => mask[(serial + 5) % 7] === '1';

const ofWeek =
  (work: (from: number, to: number, mask: string) => Value) =>
  (args: Arguments): Value => {
    const numbers = numbersOf({ count: 2, value: args.value });
    const mask = daysOff(args, 2);
    if (numbers instanceof CellError) return numbers;
    return mask instanceof CellError ? mask : work(numbers[0]!, numbers[1]!, mask);
  };

/** Functions of workdays: Monday to Friday, or by the days off of a week (https://support.google.com/docs/answer/3295902). */
export const DATE_FUNCTIONS = {
  /** Type 1 begins with Sunday as 1, type 2 with Monday. */
  WEEKDAY: dated((serial, type = 1) => (type === 2 ? ((serial + 5) % 7) + 1 : ((serial + 6) % 7) + 1)),
  /** Both days count; backwards it is negative. */
  'NETWORKDAYS.INTL': ofWeek((from, to, mask) => {
    let days = 0;
    for (let day = Math.min(from, to); day <= Math.max(from, to); day++) if (!isOff(mask, day)) days++;
    return from <= to ? days : -days;
  }),
  'WORKDAY.INTL': ofWeek((start, days, mask) => {
    let day = start;
    for (let left = Math.abs(days); left > 0; ) {
      day += Math.sign(days);
      if (!isOff(mask, day)) left--;
    }
    return day;
  }),
} as const;
