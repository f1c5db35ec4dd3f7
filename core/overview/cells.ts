/** What stands in the columns of the sheet Overview, by key and in its order. */
import type { VIEWS } from '../../sheet-templates/views.ts';
import type { Day } from '../time/day.ts';
import type { OverviewRow } from './rows.ts';

/** A column of the overview. */
export type OverviewColumn = keyof typeof VIEWS.overview.columns;
/** What a cell of it holds. */
export type OverviewValue = string | number | null;

/** Progress is a fraction, a level a number; `day` writes a date as the reader wants it. */
export const overviewCells = (
  day: (day: Day | null) => OverviewValue,
): Readonly<Record<OverviewColumn, (row: OverviewRow) => OverviewValue>> => ({
  id: ({ id }) => id,
  name: ({ name }) => name,
  kind: ({ kind }) => kind,
  request: ({ request }) => request,
  owner: ({ owner }) => owner,
  department: ({ department }) => department,
  start: ({ start }) => day(start),
  due: ({ due }) => day(due),
  status: ({ status }) => status,
  progress: ({ progress }) => progress,
  daysLate: ({ daysLate }) => daysLate,
  court: ({ court }) => court,
  level: ({ level }) => level,
  next: ({ next }) => next,
});
