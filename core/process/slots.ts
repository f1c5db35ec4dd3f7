/** Which day of which regular meeting, or of which task that repeats, a row is: as it is remembered from sweep to sweep, whatever becomes of its date. */
import type { Row } from '../snapshot.ts';
import { type Day, dayFromIso, isoOf } from '../time/day.ts';
import type { Source } from './source.ts';

/** Which day of which regular meeting, or of which task that repeats, a row stands for, whatever becomes of its date. */
export interface Slot {
  /** Id of the row whose rhythm it is. */
  readonly series: string;
  /** The day that the rhythm gives, which may be a day off. */
  readonly day: Day;
}

/** As it is remembered: `M-0003 2026-03-13`. */
export const slotText = ({ series, day }: Slot): string => `${series} ${isoOf(day)}`;

export const slotIn = (text: string): Slot | null => {
  const at = text.lastIndexOf(' ');
  const day = dayFromIso(text.slice(at + 1));
  return at < 0 || day === null ? null : { series: text.slice(0, at), day };
};

/** What a row stands for: as it was remembered, else by what the row says; null for a meeting of no series. */
export const slotOf = ({ id, values: v }: Pick<Row<'meetings'>, 'id' | 'values'>, { snapshot }: Source): Slot | null =>
  slotIn(snapshot.state.get(id)?.slot ?? '') ??
  (v.series === '' || v.date === null ? null : { series: v.series, day: v.date });
