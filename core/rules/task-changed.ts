/** Tells the people on a task what has changed in it. */

import type { Item } from '../item.ts';
import { raciPeople } from '../people.ts';
import type { Facts } from '../process/facts.ts';
import { passesStage } from '../process/stages.ts';
import { dayFromIso } from '../time/day.ts';
import { itemRule, type Presentation } from './rule.ts';

const NEWS: Presentation = { section: 'know', card: 'changes', brings: 'due' };

/**
 * Due date, owner, scope or delay changed since the last sweep: everyone with a letter; and the whole request, where
 * the new date lies behind a stage of its plan that the old one kept.
 */
export const taskChanged = itemRule('task.changed', NEWS, (item, facts) => {
  if (item.changes.length === 0) return null;
  if (!item.open) return null;
  return {
    // Not the day of the sweep: one that broke off is completed on another day, under the same key.
    date: item.seenOn,
    step: item.revision,
    to: [...raciPeople(item), ...(passesAStage(item, facts) ? (facts.flow.participants.get(item.request) ?? []) : [])],
    facts: { changes: item.changes.map(({ kind, from, to }) => `${kind}|${from}|${to}`), reason: item.reason },
  };
});

const passesAStage = ({ changes, request }: Item, { flow }: Facts): boolean => {
  const moved = changes.find(({ kind }) => kind === 'due');
  const [from, to] = [dayFromIso(moved?.from ?? ''), dayFromIso(moved?.to ?? '')];
  if (request === '' || from === null || to === null) return false;
  const stages = flow.stages.get(request) ?? [];
  return stages.some((stage) => passesStage(stage, from, to));
};
