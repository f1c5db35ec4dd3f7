import { dayFromIso } from '../day.ts';
import type { Facts } from '../facts/index.ts';
import { participantsOf } from '../flow/participants.ts';
import type { Item } from '../item.ts';
import { itemRule } from './rule.ts';

/**
 * Due date, owner, scope or delay changed since the last sweep: everyone with a letter; and the whole request, where
 * the new date lies behind a stage of its plan that the old one kept.
 */
export const taskChanged = itemRule('task.changed', null, (item, facts) => {
  if (item.changes.length === 0) return null;
  if (!item.open) return null;
  return {
    // Not the day of the sweep: one that broke off is completed on another day, under the same key.
    date: item.seenOn,
    step: item.revision,
    to: [
      item.responsible,
      item.accountable,
      ...item.supporting,
      ...item.consulted,
      ...item.informed,
      ...(passesStage(item, facts) ? participantsOf(item.request, facts) : []),
    ],
    facts: { changes: item.changes.map(({ kind, from, to }) => `${kind}|${from}|${to}`), reason: item.reason },
  };
});

const passesStage = ({ changes, request }: Item, { flow }: Facts): boolean => {
  const moved = changes.find(({ kind }) => kind === 'due');
  const [from, to] = [dayFromIso(moved?.from ?? ''), dayFromIso(moved?.to ?? '')];
  if (request === '' || from === null || to === null) return false;
  return flow.stages.some(
    (stage) => stage.request === request && stage.open && stage.due !== null && from <= stage.due && to > stage.due,
  );
};
