import { itemRule } from './rule.ts';

/** Due date, owner, scope or delay changed since the last sweep: everyone with a letter. */
export const taskChanged = itemRule('task.changed', null, (item) => {
  if (item.changes.length === 0) return null;
  if (!item.open) return null;
  return {
    // Not the day of the sweep: one that broke off is completed on another day, under the same key.
    date: item.seenOn,
    step: item.revision,
    to: [item.responsible, item.accountable, ...item.supporting, ...item.consulted, ...item.informed],
    facts: { changes: item.changes.map(({ kind, from, to }) => `${kind}|${from}|${to}`), reason: item.reason },
  };
});
