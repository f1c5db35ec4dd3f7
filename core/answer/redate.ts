/** The answer that moves a due date: the new day, the reason, and what moves with it. */
import type { Item } from '../item.ts';
import { nameOf } from '../mail/reader.ts';
import { FORMAT } from '../messages/format.ts';
import { MAIL } from '../messages/languages.ts';
import { heldUpBy } from '../process/waits.ts';
import type { Line } from '../text/span.ts';
import { type Day, isoOf } from '../time/day.ts';
import { type Asked, dayIn, hasColumn, taskOf, todayIn } from './about.ts';
import { hints } from './hints.ts';
import type { AnswerForm } from './kind.ts';
import { movedWith } from './moved-with.ts';
import { setting } from './rows.ts';

/** Workdays that a proposed date leaves: from now, from the old date, or from when what it waits for allows a start. */
const ROOM = 2;
/** A date further off than this is a slip of the pen, in days. */
const FURTHEST = 2 * 366;
const REASONS = ['resources', 'process', 'other'] as const;
type Reason = (typeof REASONS)[number];

/** A date that may do for a task that cannot keep its own. */
export const proposedFor = (item: Item, { facts: { items, snapshot } }: Asked): Day => {
  const { today, calendar } = snapshot;
  const start = heldUpBy(item, items, snapshot)?.earliestStart ?? today;
  return calendar.addWorkdays(Math.max(today, item.dueEnd ?? today, start), ROOM);
};

/** A new date with the reason, and what it moves. */
export const redate: AnswerForm = (about, form) => {
  const { facts, by, say, id } = about;
  const item = taskOf(about);
  const { today, policy } = facts.snapshot;
  const proposed = proposedFor(item, about);
  const day = form.date('newDue', ['tracker', 'newDue'], {
    required: true,
    value: proposed,
    // A browser's own field shows no weekday.
    help: say.proposed(dayIn(about, proposed)),
    min: today + 1,
    max: today + FURTHEST,
    refuse: (value) => (value !== null && value === item.writtenDue ? say.error.same : null),
  });
  const keepsReason = hasColumn(about)('tracker', 'reason');
  const reason = keepsReason
    ? (form.option(
        'reason',
        REASONS.map((key) => ({ key, label: MAIL[by.locale].reasons[key] })),
        { required: true },
      ) as Reason | '')
    : '';
  const detail = keepsReason
    ? form.text('detail', ['tracker', 'reason'], {
        refuse: (text) => (reason === 'other' && text === '' ? say.error.detail : null),
      })
    : '';
  // Everyone reads it in the sheet, in the sheet's language.
  const label = reason === '' ? '' : MAIL[policy.locale].reasons[reason];
  const written = reason === 'other' ? detail : [label, detail].filter(Boolean).join(FORMAT[policy.locale].colon);
  const moved = day === null ? null : movedWith(about, item, day);
  return {
    preview: true,
    effects: day === null || moved === null ? [] : [...bewareOf(about, item, day, written), ...moved.lines, moved.told],
    next: moved?.told ?? [],
    beware: day === null ? [] : bewareOf(about, item, day, written),
    work: () =>
      setting(facts, 'tracker', id, {
        newDue: day === null ? null : isoOf(day),
        ...(keepsReason ? { reason: written } : {}),
        updatedOn: todayIn(about),
      }),
    summary: () => ({ newDue: day === null ? '' : isoOf(day), ...(keepsReason ? { reason } : {}) }),
  };
};

/** What a check would say of the date, and what it waits for that ends only then or later. */
const bewareOf = (about: Asked, item: Item, day: Day, reason: string): readonly Line[] => [
  // A reason that is still to be written is said by its field.
  ...hints(about, 'tracker', { newDue: day, ...(reason === '' ? { reason: '…' } : { reason }) }),
  ...item.waitsFor.flatMap((id): Line[] => {
    const other = about.facts.items.get(id);
    if (!other || other.dueEnd === null || other.dueEnd < day) return [];
    return [[about.say.effect.waits(nameOf(other), dayIn(about, other.dueEnd))]];
  }),
];
