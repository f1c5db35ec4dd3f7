/** Writes what was decided on a task into its rows: the date in the tracker, the owner in the plan, the status. */
import { type Item, OWNER_COLUMN } from '../item.ts';
import { LANGUAGES } from '../messages/languages.ts';
import { statusLabel } from '../messages/speaker.ts';
import type { Facts } from '../process/facts.ts';
import type { Person, TaskTab } from '../snapshot.ts';
import type { Line } from '../text/span.ts';
import { oneLine } from '../text/width.ts';
import { type Day, isoOf } from '../time/day.ts';
import { type Asked, dayIn, todayIn } from './about.ts';
import { columnHeader } from './choices.ts';
import { type AnswerWork, setting, together } from './rows.ts';

/** What changes in a task. */
export interface TaskChange {
  readonly due: Day | null;
  readonly owner: Person | null;
  readonly unblocks: boolean;
}

/** As an answer moves a date: into the tracker, so that the plan stays what was signed. Columns that the workbook lacks are left out. */
export const carriedOut = (about: Asked, item: Item, { due, owner, unblocks }: TaskChange): AnswerWork => {
  const { facts } = about;
  const inTracker = columnsIn(facts, 'tracker', {
    ...(due === null ? {} : { newDue: isoOf(due) }),
    ...(unblocks ? { status: 'in-progress' } : {}),
  });
  const inPlan = columnsIn(facts, item.tab, owner === null ? {} : { [OWNER_COLUMN[item.tab]]: owner.name });
  return together(
    ...(inTracker ? [setting(facts, 'tracker', item.id, { ...inTracker, updatedOn: todayIn(about) })] : []),
    ...(inPlan ? [setting(facts, item.tab, item.id, inPlan)] : []),
  );
};

/** Of these the columns that the workbook has; null for none. */
const columnsIn = (
  { snapshot: { hasColumn } }: Facts,
  tab: TaskTab | 'tracker',
  wanted: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> | null => {
  const kept = Object.entries(wanted).filter(([column]) => hasColumn(tab, column));
  return kept.length === 0 ? null : Object.fromEntries(kept);
};

/** The same as lines to read first: what stands there, and what will. */
export const changeLinesOf = (about: Asked, item: Item, { due, owner, unblocks }: TaskChange): readonly Line[] => {
  const { say, reader } = about;
  const { locale } = reader;
  const { writtenDue, responsible, tab } = item;
  return [
    ...(due === null
      ? []
      : [
          say.effect.change(
            LANGUAGES[locale].answer.field.followedDue.label,
            writtenDue === null ? '' : dayIn(about, writtenDue),
            dayIn(about, due),
          ),
        ]),
    ...(owner === null
      ? []
      : [
          say.effect.change(
            columnHeader(tab, OWNER_COLUMN[tab], locale),
            oneLine(responsible?.name ?? ''),
            oneLine(owner.name),
          ),
        ]),
    ...(unblocks
      ? [
          say.effect.change(
            columnHeader('tracker', 'status', locale),
            statusLabel('blocked', locale),
            statusLabel('in-progress', locale),
          ),
        ]
      : []),
  ];
};
