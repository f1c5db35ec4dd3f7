import { isoOf } from '../day.ts';
import { closed, itemRule } from './rule.ts';

/** Some workdays before the due date (remindDays), the responsible person is reminded, once for each due date. */
export const taskSoon = itemRule('task.soon', 'soon', (item, { snapshot: { calendar, policy, today } }) => {
  if (item.due === null || item.late || policy.remindDays === 0) return null;
  const from = calendar.addWorkdays(item.due, -policy.remindDays);
  const dueDay = calendar.workdayOnOrBefore(item.due);
  if (today < from || today >= dueDay) return null;
  if (!item.open) return closed(item);
  return { date: item.due, step: 1, to: [item.responsible], facts: { due: isoOf(item.due), days: item.daysLeft } };
});
