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
  const by = whoMoved(item, facts);
  const before = item.changes.map(({ kind, from }) => (kind === 'owner' ? (people.get(from) ?? null) : null));
  const touched = [item.responsible, item.accountable, ...item.supporting, ...before];
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
    // Their task it is, or was; C and I, and the rest of the request, hear of it with their next mail.
    waits: concerned.filter((person) => !touched.includes(person)),
    by: item.changes.length > 1 ? [] : [by],
    facts: {
      changes: item.changes.map(({ kind, from, to }) => `${kind}|${from}|${to}`),
      reason: item.reason,
      ...(by ? { by: by.name } : {}),
    },
  };
});

/** Who answered with this very date; null where it was typed. */
const whoMoved = ({ id, changes }: Item, { notified, snapshot }: Facts): Person | null => {
  const moved = changes.find(({ kind }) => kind === 'due');
  const given = moved ? notified.answered('redate', id) : null;
  if (!moved || !given?.said.split(' ').includes(`newDue=${moved.to}`)) return null;
  return [...snapshot.people.values()].find(({ email }) => email === given.address) ?? null;
};

const passesAStage = ({ changes, request }: Item, { flow }: Facts): boolean => {
  const moved = changes.find(({ kind }) => kind === 'due');
  const [from, to] = [dayFromIso(moved?.from ?? ''), dayFromIso(moved?.to ?? '')];
  if (request === '' || from === null || to === null) return false;
  const stages = flow.stages.get(request) ?? [];
  return stages.some((stage) => passesStage(stage, from, to));
};
