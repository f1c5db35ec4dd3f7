import type { Facts } from '../facts/index.ts';
import { participantsOf } from '../flow/participants.ts';
import type { StandingCode } from '../messages/index.ts';
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
export const requestChanged: Rule = {
  key: 'request.changed',
  section: null,
  needs: ['requests', 'confirmations'],
  judge: (facts, say) => {
    for (const id of facts.flow.requests.keys()) {
      const { memory, standing } = facts.flow.matters.get(id)!;
      if (!memory.changed || !SHARED.has(standing.code)) continue;
      say(id, {
        // Not the day of the sweep: one that broke off is completed on another day, under the same key.
        date: memory.seenOn,
        step: memory.revision,
        to: participantsOf(id, facts),
        facts: lapsedToday(id, facts),
      });
    }
  },
};

/** What is known of the change: the parts whose signatures lapsed today, and whose signatures those were. */
const lapsedToday = (request: string, { flow, snapshot: { today, rows } }: Facts) => {
  const lapsed = [...flow.matters.values()].filter(
    (matter) =>
      matter.tab === 'signoffs' &&
      matter.request === request &&
      matter.standing.code === 'lapsed' &&
      matter.memory.since === today,
  );
  const ids = new Set(lapsed.map(({ id }) => id));
  const signers = rows.signoffs.flatMap(({ id, values }) => (ids.has(id) ? (values.signer?.name ?? []) : []));
  const parts = lapsed.flatMap(({ standing }) => (standing.facts?.changed as readonly string[] | undefined) ?? []);
  return {
    changed: [...new Set(parts)].filter((part) => part.startsWith('requests.')),
    signers: [...new Set(signers)],
  };
};
