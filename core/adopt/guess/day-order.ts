/** Which of several columns of days is the one that is due, by the order of their days row by row. */
import type { Profile } from './profile.ts';

/** A column, and of one of days the day in each row. */
interface OfDays {
  /** 1-based. */
  readonly at: number;
  readonly header: string;
  readonly profile: Profile;
  readonly days: readonly (number | null)[];
}

/**
 * The first that none comes after: what is registered or begins comes before it, and what is closed or checked stands in fewer rows, or now
 * earlier and now later.
 */
export const dueByOrder = <Column extends OfDays>(columns: readonly Column[]): Column | undefined => {
  const most = Math.max(...columns.map(({ profile }) => profile.coverage));
  const full = columns.slice(0, MOST).filter(({ profile }) => profile.coverage >= FULL * most);
  return full.find((one) => !full.some((other) => other !== one && comesBefore(one, other))) ?? full[full.length - 1];
};
const FULL = 0.7;
/** Columns that are looked at: of a calendar across each is one. */
const MOST = 12;

/** Whether the days of the one come before those of the other, row by row; side by side they may be the same. */
export const comesBefore = (one: OfDays, other: OfDays): boolean => {
  let rows = 0;
  let notAfter = 0;
  let before = 0;
  for (const [index, day] of one.days.entries()) {
    const then = other.days[index];
    if (day === null || then === null || then === undefined) continue;
    rows++;
    if (day <= then) notAfter++;
    if (day < then) before++;
  }
  return rows > 0 && notAfter >= 0.8 * rows && (before >= 0.3 * rows || other.at === one.at + 1);
};

/** Of two columns of days the one right before the one that is due, which it never comes after. */
export const startBefore = <Column extends OfDays>(due: Column, columns: readonly Column[]): Column | undefined => {
  const ofDays = columns.filter(({ profile }) => profile.filled > 0 && profile.dates >= 0.5);
  // Monday beside Tuesday: the same for each group, and no beginning and end.
  if (ofDays.some(({ header }) => WEEKDAY.test(header))) return undefined;
  return ofDays.length === 2 ? ofDays.find((one) => one.at === due.at - 1 && comesBefore(one, due)) : undefined;
};
const WEEKDAY =
  /(?:周|週|星期|礼拜|禮拜)[一二三四五六日天末]|\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:days?)?\b/i;
