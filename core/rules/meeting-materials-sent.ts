/** Sends what is to be read before a meeting to whoever is invited. */
import { distinct } from '../people.ts';
import type { Facts } from '../process/facts.ts';
import type { Meeting } from '../process/meetings.ts';
import { oneLine, shorten } from '../text/width.ts';
import { isoOf } from '../time/day.ts';
import type { Rule } from './rule.ts';

const LINK = /^https?:\/\/\S+$/;

/** Columns of the materials' own text: background, data and the questions to answer before the meeting. */
const TEXT = 320;

/** Materials that went out and stand in the row, to everyone invited, and whoever writes back, but not to whoever sent them; anew where they are sent again with another date. */
export const meetingMaterialsSent: Rule<'meeting.materials.sent'> = {
  key: 'meeting.materials.sent',
  section: 'know',
  tells: 'asks',
  needs: ['meetings'],
  judge: (facts, say) => {
    for (const meeting of facts.flow.meetings.values()) {
      const { id, over, closed, values, invited, organiser } = meeting;
      const { date, materials, materialsOn } = values;
      if (over || closed || date === null || materials === '') continue;
      if (materialsOn === null || materialsOn > facts.snapshot.today) continue;
      const isLink = LINK.test(materials);
      const owed = feedbackOn(meeting, facts);
      say(id, {
        date: materialsOn,
        step: 1,
        to: distinct([...invited, ...(owed?.who ?? [])]).filter((person) => person !== organiser),
        facts: {
          meeting: isoOf(date),
          text: isLink ? '' : shorten(oneLine(materials), TEXT),
          link: isLink ? materials : '',
          departments: owed?.departments ?? [],
          by: owed?.by ?? null,
        },
      });
    }
  },
};

/** Who is to write back before the meeting, for which departments and by when; null where nobody is. */
const feedbackOn = ({ id }: Meeting, { flow }: Facts) => {
  for (const { rule, facts, who, end } of flow.matters.get(id)?.duties ?? []) {
    if (rule === 'meeting.materials' && facts.feedback) return { who, departments: facts.departments, by: isoOf(end) };
  }
  return null;
};
