/** Tells the owner of a waiting task when it can start, once a task before it slips. */
import { hasYetToBegin, heldUpBy } from '../process/waits.ts';
import { isoOf, isoOrNull } from '../time/day.ts';
import { itemRule, MOVES_ON, type Presentation } from './rule.ts';

const START: Presentation = {
  section: 'waiting',
  tells: 'owed',
  card: 'waiting',
  answers: MOVES_ON,
  holds: 'while-said',
};

/**
 * A predecessor is late: the responsible person of what waits for it learns the new earliest start. Whoever is responsible for both
 * knows it best.
 */
export const taskBlocked = itemRule('task.blocked', START, (item, { items, snapshot }) => {
  if (!hasYetToBegin(item)) return null;
  const held = heldUpBy(item, items, snapshot);
  if (!held) return null;
  const { by, due, earliestStart } = held;
  if (item.start !== null && item.start >= earliestStart) {
    return { quiet: 'still-fits', facts: { predecessor: by.id, start: isoOf(item.start) } };
  }
  if (item.responsible !== null && item.responsible === by.responsible) {
    return { quiet: 'own-predecessor', facts: { predecessor: by.id, name: item.responsible.name } };
  }
  return {
    date: due,
    step: 1,
    to: [item.responsible],
    facts: {
      predecessor: by.id,
      predecessorName: by.name,
      earliestStart: isoOf(earliestStart),
      start: isoOrNull(item.start),
    },
  };
});
