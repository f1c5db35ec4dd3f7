/** Tells people that they got a task: what it is, by when, and who else is on it. */
import type { TaskLetter } from '../messages/facts.ts';
import { ASSIGNED, assignedTo, type ByLetter, FIRST_LIST } from '../process/assigned.ts';
import { isoOrNull } from '../time/day.ts';
import type { Rule } from './rule.ts';

const STRENGTH: readonly TaskLetter[] = ['responsible', 'accountable', 'supporting', 'consulted', 'informed'];
const byStrength = (all: ByLetter): readonly string[] =>
  STRENGTH.flatMap((letter) => {
    // One text and not two for each of what may be hundreds of thousands.
    const suffix = `|${letter}`;
    return (all.get(letter) ?? []).map(({ id }) => id + suffix);
  });

/**
 * Whoever gets a letter in an open task, once for each person and task; when a workbook is swept for the first time, everybody
 * once, with all that is theirs in it.
 */
export const taskAssigned: Rule<typeof ASSIGNED> = {
  key: ASSIGNED,
  section: 'assigned',
  tells: 'asks',
  brings: 'due',
  handsOver: true,
  holds: 'while-said',
  needs: ['raci'],
  judge: ({ assigned }, say) => {
    for (const [person, all] of assigned.first) {
      const facts = { who: person.name, items: byStrength(all) };
      say(assignedTo(person), { date: FIRST_LIST, step: 1, to: [person], because: 'task.assigned.first', facts });
    }
    for (const { item, letter, person, waits } of assigned.gained) {
      const facts = { who: person.name, letter, start: isoOrNull(item.start), due: isoOrNull(item.due) };
      say(item.id, {
        date: assignedTo(person),
        step: 1,
        to: [person],
        waits: waits ? [person] : [],
        because: ASSIGNED,
        facts,
      });
    }
  },
};
