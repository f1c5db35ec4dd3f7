/** Tells everyone of a request how a round of its acceptance was concluded. */
import type { Rule } from './rule.ts';

const KEY = 'acceptance.concluded';

/** Passed, to be reworked, failed: everyone of the request, once a round and conclusion, with its findings and what follows. */
export const acceptanceConcluded: Rule<typeof KEY> = {
  key: KEY,
  section: 'know',
  tells: 'owed',
  needs: ['requests', 'acceptance'],
  judge: ({ flow }, say) => {
    // By the conclusion itself: whoever corrects its day tells nobody again.
    for (const { id, involved, facts } of flow.concluded) say(id, { date: facts.result, step: 1, to: involved, facts });
  },
};
