/** Escalations from beginning to end, as the ledger and the sheets tell them. */
import type { Clock, Item } from '../item.ts';
import { isDecided } from '../record/decided.ts';
import type { Notified, Raised } from '../record/notified.ts';
import type { RecordOf, Row, Snapshot } from '../snapshot.ts';
import { firstById, groupBy } from '../text/maps.ts';
import { type Day, dayFromIso, isoOf } from '../time/day.ts';
import { type Duty, partOf, stepOf } from './duty.ts';
import type { Matter } from './matter.ts';

export type EpisodeEnd = NonNullable<RecordOf<'escalations'>['end']>;

/**
 * One escalation from its beginning to its end: what stood still, which levels were asked on which day, and how it ended. It is
 * begun by the first level that is told and lasts as long as its clock runs; what stands still again later is another one.
 */
export interface Episode {
  /** Rule, item and part of what stood still, and the day its clock counts from. */
  readonly rule: string;
  readonly item: string;
  readonly part: number;
  readonly since: Day | null;
  /** In the order of the levels; never empty. */
  readonly steps: readonly [Raised, ...Raised[]];
  /** Its row among the escalations; null where the workbook has no such sheet. */
  readonly row: string | null;
  /** Null while it goes on. */
  readonly end: EpisodeEnd | null;
}

/** The rule that tells of an episode's end. */
export const ESCALATION_OVER = 'escalation.over';

/** An episode's end, with the date and step under which it is told; null where it is told otherwise, goes on, or counts from no day. */
export const endTold = (
  { rule, item, part, since, end }: Episode,
  items: ReadonlyMap<string, Item>,
): { readonly end: EpisodeEnd; readonly date: string; readonly step: number } | null => {
  // A ruling is told to everyone involved as such, and a dispute's own row says how it ended.
  if (end === null || end === 'decided' || end === 'agreed' || rule === 'dispute' || since === null) return null;
  // Of two duties of one thing each has its own.
  return { end, date: items.has(item) ? isoOf(since) : `${isoOf(since)}.${rule}`, step: stepOf({ part }, 1) };
};

/** A task, or one of the duties of a matter, as its clock has it. */
export type OwedStep = Clock & { readonly part?: number };

/** The clocks of a rule that run for an id: a task's own, or those of the duties it is owed. */
export type Clocks = (rule: string, id: string) => readonly OwedStep[];

export const clocksOf =
  (items: ReadonlyMap<string, Item>, duties: ReadonlyMap<string, readonly Duty[]>): Clocks =>
  (rule, id) => {
    const item = items.get(id);
    return item ? [item] : (duties.get(rule) ?? []).filter((duty) => duty.item === id);
  };

interface Known {
  readonly items: ReadonlyMap<string, Item>;
  readonly matters: ReadonlyMap<string, Matter>;
  readonly clocks: Clocks;
  /** Whether all that belongs to a request has ended. */
  readonly isOver: (request: string) => boolean;
}

/** Every escalation that the ledger tells of, the oldest first. */
export const episodesOf = (notified: Notified, { rows }: Snapshot, known: Known): readonly Episode[] => {
  const byClock = groupBy(notified.raised, (raised) => episodeClock(clockIn(raised)));
  const filed = firstById(rows.escalations);
  return [...byClock.values()].map((steps): Episode => {
    steps.sort((a, b) => a.level - b.level);
    const row = steps.find((step) => step.row !== null)?.row ?? null;
    const episode = { ...clockIn(steps[0]), steps, row };
    return { ...episode, end: endOf(episode, filed.get(row ?? ''), known) };
  });
};

const clockIn = ({ rule, item, date, step }: Raised) => ({ rule, item, part: partOf(step), since: dayFromIso(date) });

/** Of a clock its name: what keeps two episodes apart. */
export const episodeClock = ({ rule, item, part, since }: Pick<Episode, 'rule' | 'item' | 'part' | 'since'>): string =>
  `${rule}:${item}:${since}:${part}`;

/** How a task's escalation ended that is not going on. */
export const endOfTask = ({ over, status }: Pick<Item, 'over' | 'status'>): EpisodeEnd =>
  over || status === 'cancelled' ? 'overtaken' : 'moved';

const endOf = (
  { rule, item: id, part, since }: Omit<Episode, 'end'>,
  row: Row<'escalations'> | undefined,
  { items, matters, clocks, isOver }: Known,
): EpisodeEnd | null => {
  if (row?.values.end) return row.values.end;
  if (row && isDecided(row.values)) return 'decided';
  const isOwn = (clock: OwedStep) => (clock.part ?? 0) === part && clock.stuckSince === since && clock.level > 0;
  if (clocks(rule, id).some(isOwn)) return null;
  const item = items.get(id);
  if (item) return endOfTask(item);
  const matter = matters.get(id);
  return !matter || isOver(matter.request || matter.id) ? 'overtaken' : 'moved';
};
