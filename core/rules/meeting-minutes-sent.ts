import { isoOf } from '../day.ts';
import type { Rule } from './rule.ts';

const LINK = /^https?:\/\/\S+$/;

/** Approved minutes go to everyone who was there or took something on, and to the departments that are copied. */
export const meetingMinutesSent: Rule = {
  key: 'meeting.minutes.sent',
  section: null,
  needs: ['meetings'],
  judge: ({ flow }, say) => {
    for (const { id, values, sentOn, readers, actions } of flow.meetings.values()) {
      if (sentOn === null || values.date === null) continue;
      const link = LINK.test(values.minutes) ? values.minutes : '';
      say(id, {
        date: sentOn,
        step: 1,
        to: readers,
        facts: { meeting: isoOf(values.date), link, actions: actions.map((action) => action.id) },
      });
    }
  },
};
