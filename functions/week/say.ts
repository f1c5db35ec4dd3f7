/** A week's sum in words: one line, and the exceptions. */
import { plural } from '../../core/messages/en/format.ts';
import { formatDay } from '../../core/messages/format.ts';
import type { Day } from '../../core/time/day.ts';
import { type Locale, type Words, w } from '../../sheet-templates/index.ts';
import { isNearQuota } from '../doctor/sender.ts';
import type { WeekException, WeekSum } from '../ports.ts';

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
  const [from, to] = [w(...days(monday)), w(...days(monday + 6))];
  const { workbooks, planned, swept, answers } = sum;
  const isWell = count === 0;
  return {
    subject: isWell
      ? w('接力上周：一切正常', 'Baton last week: all well')
      : w(`接力上周：${count} 件事要看`, `Baton last week: ${count} ${plural(count, 'thing')} to look at`),
    line: w(
      `${isWell ? '一切正常。' : ''}${from['zh-CN']}到${to['zh-CN']}：${workbooks} 本工作簿，应检查 ${planned} 次，检查了 ${swept} 次，寄出 ${mails} 封信，收到 ${answers} 个答复。`,
      `${isWell ? 'All is well. ' : ''}${from.en} to ${to.en}: ${workbooks} ${plural(workbooks, 'workbook')}, ${swept} of ${planned} ${plural(planned, 'sweep')} done, ${mails} ${plural(mails, 'mail')} sent, ${answers} ${plural(answers, 'answer')}.`,
    ),
    exceptions,
    after: isWell
      ? null
      : w(
          `${sum.more > 0 ? `另有 ${sum.more} 件。` : ''}每一本的详情：npm run -s baton -- doctor`,
          `${sum.more > 0 ? `And ${sum.more} more. ` : ''}Each in detail: npm run -s baton -- doctor`,
        ),
  };
};

/** The year of the day itself: whoever keeps the mail reads it later. */
const days = (day: Day): [zh: string, en: string] => [formatDay(day, 'zh-CN', day), formatDay(day, 'en', day)];

const quota = ({ mails }: WeekSum, way: string | null, locale: Locale): WeekException[] => {
  const most = Math.max(...mails);
  if (way === null || !isNearQuota(way, most)) return [];
  const words = w(
    `最忙的一天寄了 ${most} 封信，接近 ${way} 邮箱一天的上限。请换成专门的邮件服务器，或分给几个发件邮箱。`,
    `On its busiest day ${most} mails left, near what a mailbox of ${way} may send in one. Take a server made for mail, or share the workbooks among mailboxes.`,
  );
  return [{ workbook: w('所有工作簿', 'All workbooks')[locale], code: 'mail-quota', text: words[locale] }];
};
