/** What a meeting's row says by itself: how long it is, and whom a kick-off is for. */
import type { RecordOf } from '../snapshot.ts';

type Times = Pick<RecordOf<'meetings'>, 'start' | 'end'>;

/** How long it lasts, in minutes; null where the row does not say. */
export const lengthOf = ({ start, end }: Times): number | null =>
  start !== null && end !== null && end > start ? end - start : null;

/** The departments a kick-off is for: those it names, else those of its request. */
export const departmentsAsked = (
  { departments }: Pick<RecordOf<'meetings'>, 'departments'>,
  request: RecordOf<'requests'> | undefined,
): readonly string[] =>
  departments.length > 0 || !request ? departments : [request.initiatingDepartment, ...request.departments];
