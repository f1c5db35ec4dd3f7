/** The answer that says what came of a decision, or how far it is: the feedback that was promised. */
import { must } from '../text/must.ts';
import { todayIn } from './about.ts';
import { decidedText } from './document.ts';
import type { AnswerForm } from './kind.ts';
import { setting } from './rows.ts';

/** What came of it, or how it stands, by the day on which it was promised. */
export const report: AnswerForm = (about, form) => {
  const { facts, id } = about;
  const row = must(
    facts.snapshot.rows.escalations.find((other) => other.id === id),
    `issue ${id}`,
  ).values;
  const feedback = form.column(['escalations', 'feedback'], { required: true, value: row.feedback });
  return {
    document: decidedText(about, row),
    work: () => setting(facts, 'escalations', id, { feedback, feedbackOn: todayIn(about) }),
    summary: () => ({ feedback: 'given' }),
  };
};
