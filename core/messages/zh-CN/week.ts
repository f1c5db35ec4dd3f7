/** In Chinese: what the administrator is told: the week, and what could not be swept. */
import type { Language } from '../language.ts';
import { dayText, listOf } from './format.ts';

/** 年份按当天算，留着以后再看也清楚。 */
const ownYear = (day: number) => dayText(day, day);

export const week: Language['week'] = {
  subjectWell: '接力上周：一切正常',
  subjectToLook: ({ count }) => `接力上周：${count} 件事要看`,
  sum: ({ isWell, monday, workbooks, planned, swept, mails, answers }) =>
    `${isWell ? '一切正常。' : ''}${ownYear(monday)}到${ownYear(monday + 6)}：${workbooks} 本工作簿，应检查 ${planned} 次，检查了 ${swept} 次，寄出 ${mails} 封信，收到 ${answers} 个答复。`,
  after: ({ more }) => `${more > 0 ? `另有 ${more} 件。` : ''}每一本的详情：npm run -s baton -- doctor`,
  busiestDay: ({ most, way }) =>
    `最忙的一天寄了 ${most} 封信，接近 ${way} 邮箱一天的上限。请换成专门的邮件服务器，或分给几个发件邮箱。`,
  allWorkbooks: '所有工作簿',

  cannotSweep: '接力检查不了一本工作簿',
  workbook: ({ workbook }) => `工作簿：${workbook}`,
  untilThen: '在那之前，这本工作簿不会寄出提醒；其他工作簿不受影响。要先停下它，请在名册里写上“暂停”。',
  bookUnreadable: '接力读不到共享通讯录',
  untilBookThen: '在那之前，用它的工作簿照常检查，按自己表里已有的人员、部门和日历；通讯录里的新变化还看不到。',
  rowsUnusable: '工作簿名册里有几行用不了',
  otherRows: '其他各行照常检查。',

  missedInWeek: ({ days, today }) => `${listOf(days.map((day) => dayText(day, today)))} 没有检查；下一次检查会补上。`,
};
