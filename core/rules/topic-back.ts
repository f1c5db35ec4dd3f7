/** Tells the organiser that an open topic is on the next agenda. */
import { isoOrNull } from '../time/day.ts';
import type { Rule } from './rule.ts';

/** An open topic is on the agenda of the next meeting again: its organiser, once. */
export const topicBack: Rule<'topic.back'> = {
  key: 'topic.back',
  section: 'move',
  tells: 'asks',
  needs: ['topics', 'meetings'],
  judge: ({ flow: { meetings, matters } }, say) => {
    for (const { id: to, over, closed, values, topics, organiser } of meetings.values()) {
      if (over || closed) continue;
      for (const { id, values: topic } of topics) {
        const matter = matters.get(id);
        if (!matter || !matters.has(topic.carriedFrom)) continue;
        const meeting = isoOrNull(values.date);
        say(id, {
          date: matter.memory.seenOn,
          step: 1,
          to: [organiser],
          facts: { from: topic.carriedFrom, to, meeting },
        });
      }
    }
  },
};
