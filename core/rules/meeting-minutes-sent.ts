/** Sends approved minutes to those they concern. */
import { FORMAT } from '../messages/format.ts';
import { oneLine, shorten } from '../text/width.ts';
import { isoOf } from '../time/day.ts';
import type { Rule } from './rule.ts';

const LINK = /^https?:\/\/\S+$/;

/** Columns of the minutes' own text, and of what was agreed on a topic; how many topics are named. */
const TEXT = 160;
const POINT = 80;
const NAMED = 5;

/** Lines as they are pasted from a record, longer than a mail shows. */
const isWhole = (minutes: string): boolean => minutes.includes('\n') && minutes.length > TEXT;

/** Approved minutes go to everyone who was there or took something on, and to the departments that are copied. */
export const meetingMinutesSent: Rule<'meeting.minutes.sent'> = {
  key: 'meeting.minutes.sent',
  section: 'know',
  tells: 'owed',
  atOnce: true,
  own: 'actions',
  needs: ['meetings'],
  judge: ({ flow, notified, snapshot }, say) => {
    const { colon } = FORMAT[snapshot.policy.locale];
    for (const { id, values, sentOn, readers, actions, topics } of flow.meetings.values()) {
      if (sentOn === null || values.date === null) continue;
      const isLink = LINK.test(values.minutes);
      const agreed = topics.flatMap(({ values: { name, consensus } }) =>
        consensus === '' ? [] : [shorten(oneLine(`${name}${colon}${consensus}`), POINT)],
      );
      say(id, {
        date: sentOn,
        step: 1,
        to: readers,
        by: [...snapshot.people.values()].filter(({ email }) => email === notified.answered('approve', id)?.address),
        facts: {
          meeting: isoOf(values.date),
          // A whole record says in its first lines who was there; what came of it stands beside.
          text: isLink || (agreed.length > 0 && isWhole(values.minutes)) ? '' : shorten(oneLine(values.minutes), TEXT),
          link: isLink ? values.minutes : '',
          agreed: agreed.slice(0, NAMED),
          actions: actions.map((action) => action.id),
        },
      });
    }
  },
};
