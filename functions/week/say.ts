/** A week's sum in words: one line, and the exceptions. */
import { inAll } from '../../core/messages/in-all.ts';
import type { Day } from '../../core/time/day.ts';
import type { Locale, Words } from '../../sheet-templates/index.ts';
import { isNearQuota } from '../doctor/sender.ts';
import type { WeekException, WeekSum } from '../ports.ts';

const say = inAll('week');

/** A week in words: one line when all is well, and then only what is not. */
export interface WeekSaid {
  readonly subject: Words;
  readonly line: Words;
  readonly exceptions: readonly WeekException[];
  /** What follows them; null where there are none. */
  readonly after: Words | null;
}

/** `monday`: the first day of that week. `way`: how mails leave; null where nobody says. */
export const sayWeek = (sum: WeekSum, monday: Day, way: string | null, locale: Locale): WeekSaid => {
  const exceptions = [...quota(sum, way, locale), ...sum.exceptions];
  const count = exceptions.length + sum.more;
  const mails = sum.mails.reduce((all, day) => all + day, 0);
  const { workbooks, planned, swept, answers } = sum;
  const isWell = count === 0;
  return {
    subject: isWell ? say.subjectWell : say.subjectToLook({ count }),
    line: say.sum({ isWell, monday, workbooks, planned, swept, mails, answers }),
    exceptions,
    after: isWell ? null : say.after({ more: sum.more }),
  };
};

const quota = ({ mails }: WeekSum, way: string | null, locale: Locale): WeekException[] => {
  const most = Math.max(...mails);
  if (way === null || !isNearQuota(way, most)) return [];
  const words = say.busiestDay({ most, way });
  return [{ workbook: say.allWorkbooks[locale], code: 'mail-quota', text: words[locale] }];
};
