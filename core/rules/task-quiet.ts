/** Asks the owner of a task without a due date for an update, once it has had none for some workdays. */
import { isoOf } from '../time/day.ts';
import { risesToday, untilNextWeek } from './level.ts';
import { itemRule, type Presentation } from './rule.ts';

const ASK: Presentation = {
  section: 'move',
  tells: 'asks',
  card: 'quiet',
  answers: ['progress', 'done', 'redate', 'help'],
  holds: 'while-late',
};

/** Without a date and without an update for policy.quietDays: each workday until it escalates or is updated, then once a week. */
export const taskQuiet = itemRule('task.quiet', ASK, (item, facts) => {
  const { quiet } = item;
  if (quiet === null) return null;
  if (!quiet.isOver) return { quiet: 'in-time', facts: { end: isoOf(quiet.end) } };
  const since = isoOf(quiet.since);
  if (item.level === 0 && risesToday(item, facts)) return { quiet: 'escalates', facts: { due: isoOf(quiet.end) } };
  return (
    untilNextWeek(item, isoOf(quiet.end), facts.snapshot.today) ?? {
      date: quiet.since,
      step: quiet.daysOver,
      to: [item.reminded],
      facts: { since, days: quiet.days },
    }
  );
});
