/** Tells everyone on a request that it has changed. */

import type { StandingCode } from '../messages/index.ts';
import { adviceOnly } from '../people.ts';
import type { Lapse } from '../process/signing.ts';
import { type Day, isoOrNull } from '../time/day.ts';
import type { Rule } from './rule.ts';

/** From the moment departments are asked until all is over, a change is told to everyone it touches. */
const SHARED: ReadonlySet<StandingCode> = new Set<StandingCode>([
  'with-departments',
  'confirmed',
  'kicked-off',
  'running',
  'acceptance',
  'retrospective',
]);

/**
 * A request that departments work on changed in name, goal, scope, result, date or departments: its contact, the heads
 * and leads of its departments and whoever has a letter in its tasks, once a change.
 */
export const requestChanged: Rule<'request.changed'> = {
  key: 'request.changed',
  section: 'know',
  tells: 'owed',
  needs: ['requests', 'confirmations'],
  judge: ({ flow: { requests, matters, participants, lapsed }, snapshot: { policy, departments } }, say) => {
    const heads = new Set([...departments.values()].map(({ head }) => head));
    for (const [id, { values, contact, tasks }] of requests) {
      const matter = matters.get(id);
      if (!matter?.memory.changed || !SHARED.has(matter.standing.code)) continue;
      const advice = [...adviceOnly(tasks)];
      say(id, {
        // Not the day of the sweep: one that broke off is completed on another day, under the same key.
        date: matter.memory.seenOn,
        step: matter.memory.revision,
        to: [...(participants.get(id) ?? []), policy.projectLead],
        waits: advice.filter((person) => person !== contact && person !== policy.projectLead && !heads.has(person)),
        facts: partsOf(lapsed.get(id) ?? [], values.wantedFinish),
      });
    }
  },
};

/** What is known of the change: the parts whose signatures lapsed today, and whose signatures those were. */
const partsOf = (lapsed: readonly Lapse[], wantedFinish: Day | null) => {
  const changed = [...new Set(lapsed.flatMap((lapse) => lapse.changed))].filter((part) => part.startsWith('requests.'));
  return {
    changed,
    signers: [...new Set(lapsed.map(({ signer }) => signer.name))],
    // What a date is now takes no room; other texts are read in the request.
    ...(changed.includes('requests.wantedFinish') ? { wanted: isoOrNull(wantedFinish) } : {}),
  };
};
