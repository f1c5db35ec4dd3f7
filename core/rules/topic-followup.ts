import { isoOf } from '../day.ts';
import { dutyRule } from './duty-rule.ts';
import type { Rule } from './rule.ts';

const research = dutyRule('topic.followup', ['topics', 'meetings']);

/** What a department was to look into is asked for; and the organiser hears of an open topic that comes back, once. */
export const topicFollowup: Rule = {
  ...research,
  judge: (facts, say) => {
    research.judge(facts, say);
    for (const { id: to, over, closed, values, topics, organiser } of facts.flow.meetings.values()) {
      if (over || closed) continue;
      for (const { id, values: topic } of topics) {
        const before = facts.flow.matters.get(topic.carriedFrom);
        if (!before) continue;
        const { seenOn } = facts.flow.matters.get(id)!.memory;
        const meeting = values.date === null ? null : isoOf(values.date);
        say(id, {
          date: seenOn,
          step: 1,
          to: [organiser],
          because: 'topic.back',
          facts: { from: topic.carriedFrom, to, meeting },
        });
      }
    }
  },
};
