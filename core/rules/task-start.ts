/** Tells the owner of a task that what it waited for is done, so that it can start. */
import type { Item } from '../item.ts';
import { hasYetToBegin } from '../process/waits.ts';
import { weekEnds } from '../process/week.ts';
import type { Snapshot } from '../snapshot.ts';
import { isoOf, isoOrNull } from '../time/day.ts';
import { itemRule, type Presentation } from './rule.ts';

const START: Presentation = {
  section: 'move',
  tells: 'asks',
  atOnce: true,
  handsOver: true,
  answers: ['progress'],
  holds: 'while-said',
};

/** Done since the last sweep, which knew it as not done. */
const isFresh = ({ id, status }: Item, { state }: Snapshot): boolean => {
  const before = state.get(id)?.status ?? '';
  return status === 'done' && before !== '' && before !== 'done';
};

/**
 * The last of what a task waited for was done since the last sweep: whoever is responsible for it can start, but for whoever was
 * responsible for that as well. What is planned for later than this week waits for their next mail.
 */
export const taskStart = itemRule('task.start', START, (item, { items, notified, snapshot }) => {
  if (!hasYetToBegin(item) || item.waitsFor.length > 0 || item.follows.length === 0) return null;
  const { start, responsible } = item;
  // What an earlier sweep was to tell is said as long as it is true: whoever it did not reach still hears of it.
  const isSaid = ({ changedOn }: Item) => notified.lastDay('task.start', item.id, isoOf(changedOn)) !== null;
  const done = item.follows
    .flatMap((id) => items.get(id) ?? [])
    .filter((task) => isFresh(task, snapshot) || (task.status === 'done' && isSaid(task)));
  const last = done.find((task) => task.responsible !== responsible) ?? done[0];
  if (!last) return null;
  const isLater = start !== null && start > weekEnds(snapshot.today, snapshot).next;
  return {
    date: last.changedOn,
    step: 1,
    to: [responsible],
    by: [last.responsible],
    waits: isLater ? [responsible] : [],
    facts: {
      predecessor: last.id,
      predecessorName: last.name,
      owner: last.responsible?.name ?? '',
      done: isoOf(last.changedOn),
      start: start !== null && start > snapshot.today ? isoOrNull(start) : null,
    },
  };
});
