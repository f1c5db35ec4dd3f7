import type { Facts } from '../facts/index.ts';
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
 * and leads of its departments and whoever has a task of it, once a change.
 */
export const requestChanged: Rule = {
  key: 'request.changed',
  section: null,
  needs: ['requests', 'confirmations'],
  judge: (facts, say) => {
    for (const { id, contact, values, tasks } of facts.flow.requests.values()) {
      const { memory, standing } = facts.flow.matters.get(id)!;
      if (!memory.changed || !SHARED.has(standing.code)) continue;
      const { departments } = facts.snapshot;
      const answers = facts.snapshot.rows.confirmations.filter((row) => row.values.request === id);
      const involved = new Set([...values.departments, ...answers.map((row) => row.values.department)]);
      say(id, {
        // Not the day of the sweep: one that broke off is completed on another day, under the same key.
        date: memory.seenOn,
        step: memory.revision,
        to: [
          contact,
          ...[...involved].map((department) => departments.get(department)?.head ?? null),
          ...answers.map((row) => row.values.lead),
          ...tasks.filter(({ open }) => open).flatMap(({ responsible, accountable }) => [responsible, accountable]),
        ],
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
