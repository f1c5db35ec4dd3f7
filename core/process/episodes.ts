/** Escalations from beginning to end, as the ledger and the sheets tell them. */
import type { Item } from '../item.ts';
import type { Notified, Raised } from '../record/notified.ts';
import type { RecordOf, Row, Snapshot } from '../snapshot.ts';
import { firstById, push } from '../text/maps.ts';
import { type Day, dayFromIso } from '../time/day.ts';
import { type Duty, partOf } from './duty.ts';
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
  readonly steps: readonly Raised[];
  /** Its row among the escalations; null where the workbook has no such sheet. */
  readonly row: string | null;
  /** Null while it goes on. */
  readonly end: EpisodeEnd | null;
}

interface Known {
  readonly items: ReadonlyMap<string, Item>;
  readonly matters: ReadonlyMap<string, Matter>;
  readonly duties: ReadonlyMap<string, readonly Duty[]>;
  /** Whether all that belongs to a request has ended. */
  readonly isOver: (request: string) => boolean;
}

/** Every escalation that the ledger tells of, the oldest first. */
export const episodesOf = (notified: Notified, { rows }: Snapshot, known: Known): readonly Episode[] => {
  const byClock = new Map<string, Raised[]>();
  for (const raised of notified.raised) push(byClock, clockOf(clockIn(raised)), raised);
  const filed = firstById(rows.escalations);
  return [...byClock.values()].map((steps): Episode => {
    steps.sort((a, b) => a.level - b.level);
    const row = steps.find((step) => step.row !== null)?.row ?? null;
    const episode = { ...clockIn(steps[0]!), steps, row };
    return { ...episode, end: endOf(episode, filed.get(row ?? ''), known) };
  });
};

const clockIn = ({ rule, item, date, step }: Raised) => ({ rule, item, part: partOf(step), since: dayFromIso(date) });

/** Of a clock its name: what keeps two episodes apart. */
export const clockOf = ({ rule, item, part, since }: Pick<Episode, 'rule' | 'item' | 'part' | 'since'>): string =>
  `${rule}:${item}:${since}:${part}`;

/** How a task's escalation ended that is not going on. */
export const endOfTask = ({ over, status }: Pick<Item, 'over' | 'status'>): EpisodeEnd =>
  over || status === 'cancelled' ? 'overtaken' : 'moved';

const endOf = (
  { rule, item: id, part, since }: Omit<Episode, 'end'>,
  row: Row<'escalations'> | undefined,
  { items, matters, duties, isOver }: Known,
): EpisodeEnd | null => {
  if (row?.values.end) return row.values.end;
  if (row && row.values.decision !== '') return 'decided';
  const item = items.get(id);
  if (item) {
    if (item.since !== null && item.since === since && item.level > 0) return null;
    return endOfTask(item);
  }
  const isOwed = (duties.get(rule) ?? []).some(
    (duty) => duty.item === id && (duty.part ?? 0) === part && duty.stuckSince === since && duty.level > 0,
  );
  if (isOwed) return null;
  const matter = matters.get(id);
  return !matter || isOver(matter.request || matter.id) ? 'overtaken' : 'moved';
};
