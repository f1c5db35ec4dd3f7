import type { Day } from '../day.ts';
import { distinct, leaderOf } from '../people.ts';
import type { ItemState, Person, RecordOf, Row, Snapshot } from '../snapshot.ts';

/** Who stands for a task. */
interface Owners {
  readonly responsible: Person | null;
  readonly accountable: Person | null;
}

/** A call for help with a task that nobody has answered yet. */
export interface HelpCall {
  /** Its row's id. */
  readonly id: string;
  readonly on: Day;
}

/**
 * An undecided issue about a task that people filed with the division leaders or above, and that names nobody but those who
 * stand for the task: no two sides disagree, somebody else is needed.
 */
export const isHelpCall = (v: RecordOf<'escalations'>, { responsible, accountable }: Owners): boolean =>
  v.source !== 'auto' &&
  v.decision === '' &&
  v.level !== null &&
  v.level >= 1 &&
  v.parties.every((person) => person === responsible || person === accountable || person === v.filedBy);

/** The first open call for help with each task, by the task's id. */
export const helpCallsOf = (
  rows: readonly Row<'escalations'>[],
  ownersOf: (task: string) => Owners | undefined,
  state: ReadonlyMap<string, ItemState>,
  today: Day,
): ReadonlyMap<string, HelpCall> => {
  const calls = new Map<string, HelpCall>();
  for (const { id, values: v } of rows) {
    const owners = ownersOf(v.item);
    if (!owners || calls.has(v.item) || !isHelpCall(v, owners)) continue;
    calls.set(v.item, { id, on: v.openedOn ?? state.get(id)?.seenOn ?? today });
  }
  return calls;
};

/** Who is asked to help: the division leaders of those who stand for the task, without whoever asks; else the project lead. */
export const helpersFor = (
  { responsible, accountable }: Owners,
  asker: Person | null,
  { departments, policy }: Pick<Snapshot, 'departments' | 'policy'>,
): readonly Person[] => {
  const leaders = distinct([responsible, accountable].map((person) => leaderOf(person, departments)));
  const others = leaders.filter((person) => person !== responsible && person !== asker);
  return others.length > 0 ? others : policy.projectLead ? [policy.projectLead] : [];
};
