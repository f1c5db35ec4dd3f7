/** Tells calls for help from disputes, and finds who is asked to help. */
import type { HelpCall } from '../item.ts';
import { distinct, leaderOf } from '../people.ts';
import { isDecided } from '../record/decided.ts';
import type { Notified } from '../record/notified.ts';
import type { ItemState, Person, Row, Snapshot } from '../snapshot.ts';
import type { Day } from '../time/day.ts';
import { STEP } from './duty.ts';

/** Who stands for a task. */
interface Owners {
  readonly responsible: Person | null;
  readonly accountable: Person | null;
}

/** What a row that people filed is: as its cell says, which Baton fills in when it first sees the row. */
export type Filed = 'help' | 'dispute';

/**
 * A row that says so, or one that was filed with the division leaders or above and names nobody but those who stand for its task:
 * no two sides disagree, somebody else is needed. What both sides were asked to settle first is a dispute, wherever it went.
 */
export const filedAs = (
  { id, values: v }: Row<'escalations'>,
  owners: Owners | undefined,
  notified: Pick<Notified, 'first'>,
): Filed => {
  if (v.episode === 'help' || v.episode === 'dispute') return owners ? v.episode : 'dispute';
  const first = notified.first('dispute', id);
  const isForOwnersFirst = first !== null && first.step < STEP.level1;
  const isRaised = v.source !== 'auto' && v.level !== null && v.level >= 1;
  if (!owners || isForOwnersFirst || !isRaised) return 'dispute';
  const { responsible, accountable } = owners;
  const isAlone = v.parties.every((person) => person === responsible || person === accountable || person === v.filedBy);
  return isAlone ? 'help' : 'dispute';
};

/** A call for help with a task that nobody has answered yet. */
export const isHelpCall = (
  row: Row<'escalations'>,
  owners: Owners | undefined,
  notified: Pick<Notified, 'first'>,
): boolean => row.values.source !== 'auto' && !isDecided(row.values) && filedAs(row, owners, notified) === 'help';

/** The first open call for help with each task, by the task's id. */
export const helpCallsOf = (
  rows: readonly Row<'escalations'>[],
  ownersOf: (task: string) => Owners | undefined,
  notified: Pick<Notified, 'first'>,
  state: ReadonlyMap<string, ItemState>,
  today: Day,
): ReadonlyMap<string, HelpCall> => {
  const calls = new Map<string, HelpCall>();
  for (const row of rows) {
    const { id, values: v } = row;
    if (calls.has(v.item) || !isHelpCall(row, ownersOf(v.item), notified)) continue;
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
