/** The answer about a plan that ends after what was promised: another day, agreed with whoever counts on it. */
import { must } from '../text/must.ts';
import { oneLine } from '../text/width.ts';
import { isoOf } from '../time/day.ts';
import { hasColumn } from './about.ts';
import { latePlanText } from './document.ts';
import type { AnswerForm } from './kind.ts';
import { setting, together } from './rows.ts';

/** A date further off than this is a slip of the pen, in days. */
const FURTHEST = 2 * 366;

/** The days that the plan does not keep move to one that it keeps: the acceptance, the finish that is wanted, or both. */
export const promise: AnswerForm = (about, form) => {
  const { facts, say, id, by } = about;
  const { rows, today, has, calendar } = facts.snapshot;
  const { broken, tasks } = must(facts.flow.latePlans.get(id), `late plan of ${id}`);
  const end = Math.max(today, ...tasks.map(({ due }) => due));
  const day = form.date('promisedDue', ['requests', 'wantedFinish'], {
    required: true,
    value: calendar.addWorkdays(end, 0),
    min: end,
    max: end + FURTHEST,
  });
  const stages = rows.stages.filter(
    ({ values }) =>
      values.request === id &&
      broken.some((promised) => promised.stage !== '' && values.stage === 'acceptance' && promised.day === values.due),
  );
  const hasNote = stages.length > 0 && hasColumn(about)('stages', 'note');
  const note = hasNote ? form.text('stageNote', ['stages', 'note'], { required: true }) : null;
  const isWanted = broken.some(({ stage }) => stage === '');
  const isTold = stages.length > 0 || has.confirmations;
  const others = isTold ? [...(facts.flow.participants.get(id) ?? [])].filter((person) => person !== by) : [];
  const answers = new Set(rows.confirmations.flatMap((row) => (row.values.request === id ? [row.id] : [])));
  const isSigned = rows.signoffs.some(({ values }) => answers.has(values.document) && values.signedOn !== null);
  return {
    document: latePlanText(about, id),
    effects: [
      ...(others.length > 0
        ? [
            [
              say.effect.told(
                others.length,
                others.map(({ name }) => oneLine(name)),
              ),
            ],
          ]
        : []),
      ...(isWanted && isSigned ? [[say.effect.signedAgain]] : []),
    ],
    work: () => {
      const due = day === null ? null : isoOf(day);
      return together(
        ...stages.map((row) => setting(facts, 'stages', row.id, { due, ...(hasNote ? { note } : {}) })),
        ...(isWanted ? [setting(facts, 'requests', id, { wantedFinish: due })] : []),
      );
    },
    summary: () => ({ promised: day === null ? '' : isoOf(day) }),
  };
};
