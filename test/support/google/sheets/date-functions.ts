import { asNumber, CellError, type Value } from './operand.ts';

/** The arguments of one call. */
interface Arguments {
  readonly count: number;
  readonly value: (i: number) => Value;
}

/** 0 is 1899-12-30, a Saturday. */
const isWeekday = (serial: number): boolean => serial % 7 > 1;

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

/** Functions of workdays, Monday to Friday. */
export const DATE_FUNCTIONS = {
  /** Type 1 begins with Sunday as 1, type 2 with Monday. */
  WEEKDAY: dated((serial, type = 1) => (type === 2 ? ((serial + 5) % 7) + 1 : ((serial + 6) % 7) + 1)),
  /** Both days count; backwards it is negative. */
  NETWORKDAYS: dated((from, to) => {
    let days = 0;
    for (let day = Math.min(from!, to!); day <= Math.max(from!, to!); day++) if (isWeekday(day)) days++;
    return from! <= to! ? days : -days;
  }),
  WORKDAY: dated((start, days) => {
    let day = start!;
    for (let left = Math.abs(days!); left > 0; ) {
      day += Math.sign(days!);
      if (isWeekday(day)) left--;
    }
    return day;
  }),
} as const;
