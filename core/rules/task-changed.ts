/** Tells the people on a task what has changed in it. */

import type { Item } from '../item.ts';
import { raciPeople } from '../people.ts';
import type { Facts } from '../process/facts.ts';
import { passesStage } from '../process/stages.ts';
import type { Person } from '../snapshot.ts';
import { dayFromIso } from '../time/day.ts';
import { itemRule, type Presentation } from './rule.ts';

const NEWS: Presentation = { section: 'know', tells: 'owed', card: 'changes', brings: 'due' };

/**
 * Due date, owner, scope or delay changed since the last sweep: everyone with a letter, whoever had it before; of all but a delay
 * the project lead; and the whole request, where the new date lies behind a stage of its plan that the old one kept. Not who changed it.
 */
export const taskChanged = itemRule('task.changed', NEWS, (item, facts) => {
  if (item.changes.length === 0) return null;
  if (!item.open) return null;
  const { people, policy } = facts.snapshot;
  const moved = whoMoved(item, facts);
  const before = item.changes.map(({ kind, from }) => (kind === 'owner' ? (people.get(from) ?? null) : null));
  // A date that moved, or a delay, is no new task to whoever answers for it: they are asked where it needs them.
  const isAnother = item.changes.some(({ kind }) => kind === 'owner' || kind === 'scope');
  const touched = [item.responsible, ...(isAnother ? [item.accountable] : []), ...before];
  const concerned = [
    ...raciPeople(item),
    ...before,
    item.changes.some(({ kind }) => kind !== 'delayed') ? policy.projectLead : null,
    ...(passesAStage(item, facts) ? (facts.flow.participants.get(item.request) ?? []) : []),
  ];
  return {
    // Not the day of the sweep: one that broke off is completed on another day, under the same key.
    date: item.seenOn,
    step: item.revision,
    to: concerned,
    // Their task it is, or was; everybody else hears of it with their next mail.
    // What was decided and told as such is news to nobody once it stands in the task's row.
    waits: moved.wasTold ? concerned : concerned.filter((person) => !touched.includes(person)),
    by: moved.isAll ? [moved.doer] : [],
    facts: {
      changes: item.changes.map(({ kind, from, to }) => `${kind}|${from}|${to}`),
      reason: item.reason,
      ...(moved.by ? { by: moved.by.name } : {}),
    },
  };
});

/** Whose decision a change is, whose doing, and whether that is all that changed; null where it was typed. */
interface Moved {
  readonly by: Person | null;
  readonly doer: Person | null;
  readonly isAll: boolean;
  /** It was told as a decision. */
  readonly wasTold: boolean;
}

/** The answers that write a date into a task. */
const DATING = ['redate', 'rule', 'follow'] as const;

/** Who answered with this very date, and who decided it. */
const whoMoved = ({ id, changes }: Item, { notified, snapshot, rulings }: Facts): Moved => {
  const ruling = rulings.get(id);
  const due = changes.find(({ kind }) => kind === 'due');
  const owner = changes.find(({ kind }) => kind === 'owner');
  const given = [id, ruling?.row ?? id]
    .flatMap((about) => DATING.flatMap((kind) => notified.answered(kind, about) ?? []))
    .find(({ said }) => due && said.split(' ').includes(`newDue=${due.to}`));
  const doer = given ? ([...snapshot.people.values()].find(({ email }) => email === given.address) ?? null) : null;
  const isRuled = due !== undefined && ruling?.due !== undefined && ruling.due === dayFromIso(due.to);
  // Of an owner it is known only where the same decision changed both.
  const isAll = changes.length === 1 || (isRuled && changes.length === 2 && owner?.to === ruling.owner?.name);
  const wasTold = isRuled && isAll && notified.any('dispute.ruled', ruling.row);
  return { by: (isRuled ? ruling.by : null) ?? doer, doer, isAll, wasTold };
};

const passesAStage = ({ changes, request }: Item, { flow }: Facts): boolean => {
  const moved = changes.find(({ kind }) => kind === 'due');
  const [from, to] = [dayFromIso(moved?.from ?? ''), dayFromIso(moved?.to ?? '')];
  if (request === '' || from === null || to === null) return false;
  const stages = flow.stages.get(request) ?? [];
  return stages.some((stage) => passesStage(stage, from, to));
};
