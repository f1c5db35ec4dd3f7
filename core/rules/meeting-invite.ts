/** Invites people to meetings, and tells them when date, time or place change, or that it does not take place. */
import type { Facts } from '../process/facts.ts';
import type { Meeting } from '../process/meetings.ts';
import { noticeKey } from '../record/key.ts';
import type { Person } from '../snapshot.ts';
import { isoOf } from '../time/day.ts';
import type { Rule } from './rule.ts';

const KEY = 'meeting.invite';

/** Steps of those who are asked to a meeting after others were: one more each time. */
const LATER = 1000;

/**
 * Those concerned by a meeting are told when and where, once; all of them again when that changes. Somebody who is added
 * later is told then, and the others not again. One of a series goes along with their next mail. One that is cancelled is called off with those who heard of it.
 */
export const meetingInvite: Rule<typeof KEY> = {
  key: KEY,
  section: 'know',
  tells: 'asks',
  brings: 'meeting',
  own: 'topics',
  needs: ['meetings'],
  judge: (facts, say) => {
    for (const meeting of facts.flow.meetings.values()) {
      const { id, over, closed, cancelled, values, topics, slot } = meeting;
      const matter = facts.flow.matters.get(id);
      const { calendar, today } = facts.snapshot;
      if (!matter || over || values.date === null || (values.date === today && isWrittenUp(values))) continue;
      const calledOff = cancelled && facts.notified.last(KEY, id, isoOf(values.date)) !== null;
      if (closed && !calledOff) continue;
      const { revision } = matter.memory;
      const { step, to } = notAskedYet(meeting, isoOf(values.date), revision + 1, facts);
      const named = topics.filter((topic) => topic.values.name !== '');
      const isShifted = slot !== null && slot.day !== values.date && revision === 0 && !calendar.isWorkday(slot.day);
      // Whoever comes every week expects it: word of it is no letter of its own until the workday before.
      const isUsual = slot !== null && !isShifted && revision === 0 && calendar.addWorkdays(today, 1) < values.date;
      say(id, {
        date: values.date,
        step,
        to,
        waits: isUsual && !cancelled ? to : [],
        facts: {
          meeting: isoOf(values.date),
          start: values.start,
          end: values.end,
          place: values.place,
          goal: values.goal,
          topics: named.map((topic) => topic.values.name),
          presenters: named.map((topic) => topic.values.presenter?.name ?? ''),
          deciders: values.deciders.map(({ name }) => name),
          moved: revision > 0,
          cancelled,
          ...(isShifted ? { shifted: isoOf(slot.day) } : {}),
        },
      });
    }
  },
};

/** Has minutes: one of today without times ends with the workday, and was held all the same. */
const isWrittenUp = ({ minutes, minutesOn, approvedOn }: Meeting['values']): boolean =>
  minutes !== '' || minutesOn !== null || approvedOn !== null;

/** Whom this date, time and place has not been told to, and the step to tell it under; if all know, those who were told last. */
const notAskedYet = (
  { id, invited }: Meeting,
  date: string,
  first: number,
  { notified, reach }: Facts,
): { step: number; to: readonly Person[] } => {
  let step = first;
  let to: readonly Person[] = invited;
  while (notified.dayOf(KEY, id, date, step) !== null) {
    const key = noticeKey(KEY, id, date, step);
    const left = to.filter((person) => {
      const reached = reach(person);
      return 'person' in reached && !notified.got(key, reached.person.email);
    });
    if (left.length === 0) return { step, to };
    to = left;
    step += LATER;
  }
  return { step, to };
};
