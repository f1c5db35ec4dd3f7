/** Takes the address of somebody's calendar back: from then on it opens nothing, and the next one is another. */
import { inAll } from '../../core/messages/in-all.ts';
import { readSnapshot } from '../../core/read/index.ts';
import { CALENDAR, calendarTurns, revokedKey } from '../../core/record/calendar.ts';
import { headNote, headOf } from '../../core/record/ledger.ts';
import type { Person, Snapshot } from '../../core/snapshot.ts';
import { normal } from '../../core/text/words.ts';
import { BatonError } from '../errors.ts';
import type { WorkbookStore } from '../ports.ts';
import { readContextOf } from '../reading/official.ts';
import type { ClaimClock } from '../sweep/claim.ts';
import { openJournal } from '../sweep/journal.ts';
import { canTakeNotes, notOurs } from '../sweep/notes.ts';
import { underClaim } from '../sweep/under-claim.ts';

const say = inAll('calls');

export interface RevokeCall {
  readonly store: WorkbookStore;
  /** A name of the directory, or an address. */
  readonly whose: string;
  /** The real time, ISO 8601. */
  readonly clock: ClaimClock;
}

export interface Revoked {
  readonly name: string;
  readonly email: string;
  /** How many addresses of theirs have been taken back by now. */
  readonly turn: number;
}

/**
 * Notes in the ledger that the addresses of one person's calendar so far are over, under the workbook's claim. Whoever has left the directory
 * needs none of it: their address is over with them. BatonError 'data': nobody-so-called, not-a-baton-workbook, notes-lost; 'backend':
 * sweep-at-work, and what the store throws.
 */
export const revokeCalendar = async ({ store, whose, clock }: RevokeCall): Promise<Revoked> => {
  const look = async () => {
    const raw = await store.read();
    const snapshot = readSnapshot(raw, await readContextOf(raw, clock()));
    if (!canTakeNotes(snapshot)) throw notOurs(snapshot);
    return { snapshot, ...meantIn(snapshot, whose) };
  };
  const view = await look();
  let turn = 0;
  await underClaim({ store, clock, look }, view, async ({ snapshot, email }, run) => {
    const journal = openJournal(store, run, snapshot.ledger);
    turn = calendarTurns(snapshot.ledger)(email) + 1;
    const key = revokedKey(email, snapshot.today, turn);
    const entry = { key, to: CALENDAR, mail: '', status: 'overtaken', day: snapshot.today, receipt: '' } as const;
    await journal.commit([], [{ ...entry, at: run.now(), run: run.id }]);
    return `${headNote(headOf(journal.added))} calendar`;
  });
  return { name: view.person.name, email: view.email, turn };
};

/** Whom of the directory somebody means. */
const meantIn = ({ people }: Snapshot, whose: string): { readonly person: Person; readonly email: string } => {
  const wanted = normal(whose);
  for (const person of people.values()) {
    const { name, email } = person;
    if (email !== null && (normal(name) === wanted || normal(email) === wanted)) return { person, email };
  }
  throw new BatonError('data', 'nobody-so-called', say.nobodySoCalled({ whose }));
};
