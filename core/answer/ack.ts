/** The answer "Got it, remind me later": until when, and what it does not hold up. */
import { formatClock } from '../messages/format.ts';
import type { Line } from '../text/span.ts';
import { oneLine } from '../text/width.ts';
import { type Day, isoOf } from '../time/day.ts';
import { hasPassed } from '../time/limit.ts';
import { type Asked, dayIn } from './about.ts';
import type { AnswerForm } from './kind.ts';

/** Most workdays for which somebody can be left in peace, and how many are proposed. */
const MOST = 10;
const USUAL = 3;

/** "Got it": no reminders of it until a day. */
export const ack: AnswerForm = (about, form) => {
  const { calendar, today } = about.facts.snapshot;
  const until = form.date('until', ['tracker', 'newDue'], {
    required: true,
    value: calendar.addWorkdays(today, USUAL),
    min: today + 1,
    max: calendar.addWorkdays(today, MOST),
  });
  return {
    effects: until === null ? [] : quietLines(about, until),
    work: () => ({ writes: [], undo: [] }),
    summary: () => (until === null ? {} : { until: isoOf(until) }),
    ...(until === null ? {} : { date: isoOf(until) }),
  };
};

/** What being left in peace means, and what it does not hold up. */
export const quietLines = (about: Asked, until: Day): readonly Line[] => {
  const { say, item, duty, reader } = about;
  const { escalatesOn, escalatesTo } = item ?? duty ?? { escalatesOn: null, escalatesTo: [] };
  const rises = escalatesOn !== null && escalatesTo.length > 0 && !hasPassed(escalatesOn, reader);
  return [
    [say.effect.quietUntil(dayIn(about, until))],
    ...(rises
      ? [
          [
            say.effect.escalates(
              dayIn(about, escalatesOn),
              formatClock(reader.policy.workdayEnd),
              escalatesTo.map(({ name }) => oneLine(name)),
            ),
          ],
        ]
      : []),
  ];
};
