/** Passes on what was settled outside meetings. */
import type { Rule } from './rule.ts';

/** Something was settled outside a meeting: those who were not there and have to know, once. */
export const talk: Rule<'talk'> = {
  key: 'talk',
  section: 'know',
  tells: 'waits',
  needs: ['communications'],
  judge: ({ flow }, say) => {
    for (const { id, on, toKnow, people, facts } of flow.talks)
      say(id, { date: on, step: 1, to: toKnow, by: people, facts });
  },
};
