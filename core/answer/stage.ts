/** The answer about a stage of a request's plan: it is done, or it gets another day. */
import { distinct } from '../people.ts';
import { must } from '../text/must.ts';
import { oneLine } from '../text/width.ts';
import { isoOf } from '../time/day.ts';
import { hasColumn, todayIn } from './about.ts';
import type { AnswerForm } from './kind.ts';
import { setting } from './rows.ts';

/** A date further off than this is a slip of the pen, in days. */
const FURTHEST = 2 * 366;
/** Workdays that a proposed date leaves. */
const ROOM = 2;

/** Done today, or moved with the reason; everyone of the request is told of a new day. */
export const stage: AnswerForm = (about, form) => {
  const { facts, say, id, by, matter } = about;
  const { rows, today, calendar, policy } = facts.snapshot;
  const row = must(
    rows.stages.find((other) => other.id === id),
    `stage ${id}`,
  ).values;
  const said = form.choice(
    'stageSaid',
    say.field.stageSaid,
    [
      { key: 'done', label: say.stage.done },
      { key: 'moved', label: say.stage.moved },
    ],
    { required: true },
  );
  const day = form.date('stageDue', ['stages', 'due'], {
    value: calendar.addWorkdays(Math.max(today, row.due ?? today), ROOM),
    min: today + 1,
    max: today + FURTHEST,
    refuse: (value) => (said === 'moved' && (value === null || value === row.due) ? say.error.same : null),
  });
  const reason = hasColumn(about)('stages', 'note')
    ? form.text('stageNote', ['stages', 'note'], {
        value: row.note,
        refuse: (text) => (said === 'moved' && text === '' ? say.error.empty : null),
      })
    : null;
  const told = [...(facts.flow.participants.get(matter?.request ?? '') ?? []), policy.projectLead];
  const others = distinct(told).filter((person) => person !== by);
  return {
    effects:
      said === 'moved' && others.length > 0
        ? [
            [
              say.effect.told(
                others.length,
                others.map(({ name }) => oneLine(name)),
              ),
            ],
          ]
        : [],
    work: () =>
      setting(facts, 'stages', id, {
        ...(said === 'done' ? { doneOn: todayIn(about) } : { due: day === null ? null : isoOf(day) }),
        ...(reason === null ? {} : { note: reason || null }),
      }),
    summary: () => (said === 'done' ? { stage: 'done' } : { due: day === null ? '' : isoOf(day) }),
  };
};
