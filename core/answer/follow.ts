/** The answer of a task's owner that it goes on as was decided: what was typed into the decision's row comes to the task's own. */
import type { RecordOf } from '../snapshot.ts';
import { must } from '../text/must.ts';
import { oneLine } from '../text/width.ts';
import { isoOf } from '../time/day.ts';
import { type Asked, dayIn, taskOf } from './about.ts';
import { carriedOut, changeLinesOf } from './carry-out.ts';
import { rulingText } from './document.ts';
import type { AnswerForm } from './kind.ts';
import { setting, together } from './rows.ts';

/** A date further off than this is a slip of the pen, in days. */
const FURTHEST = 2 * 366;

/** As decided. A date that only the decision's words say is proposed, and becomes part of the decision where it is confirmed. */
export const follow: AnswerForm = (about, form) => {
  const { facts } = about;
  const item = taskOf(about);
  const { row, due, isInWords, owner, unblocks } = must(item.decided, `decision on ${item.id}`);
  const { values } = must(
    facts.snapshot.rows.escalations.find(({ id }) => id === row),
    `row ${row}`,
  );
  const { today, calendar } = facts.snapshot;
  const asked = due !== null && isInWords;
  const day = asked
    ? form.date('followedDue', ['escalations', 'newDue'], {
        required: true,
        // What is due on a day off counts until the next workday.
        value: due < today ? null : calendar.addWorkdays(due, 0),
        min: today,
        max: today + FURTHEST,
      })
    : due;
  const change = { due: day, owner, unblocks };
  return {
    document: [rulingText(about, values, decidedTitle(about, values))],
    effects: changeLinesOf(about, item, change),
    next: [],
    listsChanges: true,
    work: () =>
      together(
        ...(asked && day !== null && day === calendar.addWorkdays(due, 0)
          ? [setting(facts, 'escalations', row, { newDue: isoOf(due) })]
          : []),
        carriedOut(about, item, change),
      ),
    summary: () => ({ followed: row, ...(day === null ? {} : { newDue: isoOf(day) }) }),
  };
};

const decidedTitle = (about: Asked, { decidedBy, decidedOn }: RecordOf<'escalations'>): string =>
  about.say.document.decided(oneLine(decidedBy?.name ?? ''), decidedOn === null ? '' : dayIn(about, decidedOn));
