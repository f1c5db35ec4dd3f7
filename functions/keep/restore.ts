/** Brings a workbook's lost notes back from a backup. */
import { headOfNotes, type NotedTab, type RestoreCounts, restorationOf } from '../../core/keep/restore.ts';
import { inAll } from '../../core/messages/in-all.ts';
import type { Write } from '../../core/plan.ts';
import { GOES_ON, headNote } from '../../core/record/ledger.ts';
import { columnsOf, type TabKey } from '../../sheet-templates/index.ts';
import { BatonError } from '../errors.ts';
import { allWritten, type WorkbookStore } from '../ports.ts';
import type { ClaimClock } from '../sweep/claim.ts';
import { ClaimLost } from '../sweep/journal.ts';
import { bindWrites } from '../sweep/location.ts';
import { NOTE_TABS } from '../sweep/notes.ts';
import { underClaim } from '../sweep/under-claim.ts';
import { type Remembered, remembered } from './backup.ts';
import type { Backup } from './backup-file.ts';

const say = inAll('keep');

export interface RestoreCall {
  readonly store: WorkbookStore;
  readonly backup: Backup;
  /** Makes the workbook the one that was backed up, wherever it lies. */
  readonly adopt: boolean;
  /** Says what would be brought back, and writes nothing. */
  readonly dryRun: boolean;
  /** The real time, ISO 8601. */
  readonly clock: ClaimClock;
}

export interface Restored {
  readonly counts: Readonly<Record<NotedTab, RestoreCounts>>;
  /** Whether the settings say another id or place than before. */
  readonly adopted: boolean;
  /** The workbook as it is now; after a dry run, as it was. */
  readonly now: Remembered;
}

/**
 * Brings back what a workbook has lost of Baton's notes, under its claim. Again it finds nothing lost. BatonError 'data':
 * restore-other, restore-no-tabs, restore-diverged, restore-inserted, backup-broken; 'backend': sweep-at-work, and what the
 * store throws.
 */
export const restore = async (call: RestoreCall): Promise<Restored> => {
  const { store, backup, dryRun, clock } = call;
  const look = async () => {
    const now = await remembered(store, clock());
    return { ...now, todo: todoOf(call, now) };
  };
  const before = await look();
  const { binding, steps, counts } = before.todo;
  const result = { counts, adopted: binding.length > 0 };
  if (dryRun || steps.length + binding.length === 0) return { ...result, now: before };

  await underClaim({ store, clock, look }, before, async (first, run) => {
    const write = async (writes: readonly Write[]) => {
      if (!allWritten(await store.apply([run.renew(), ...writes]))) throw new ClaimLost();
    };
    const [step = [], ...later] = first.todo.steps;
    await write([...first.todo.binding, ...step]);
    // What comes later was decided from the same reading, and builds on rows that stand now where they belong.
    for (const next of later) await write(next);
    const [here, kept] = [headOfNotes(first.notes), headOfNotes(backup.notes)];
    const newest = kept.seq > here.seq ? kept : here;
    return `${headNote(newest)} ${GOES_ON.restored}`;
  });
  return { ...result, now: await remembered(store, clock()) };
};

const todoOf = ({ backup, adopt }: RestoreCall, { raw, snapshot, notes }: Remembered) => {
  const lacking = NOTE_TABS.filter((tab) => !snapshot.has[tab]);
  if (lacking.length > 0) throw noTabs(lacking);
  const { workbookId: id, workbookHome: location } = snapshot.policy;
  if (id !== backup.workbook.id && !adopt) throw otherWorkbook(id);
  const found = restorationOf(notes, backup.notes, snapshot.hasColumn);
  if (!found.ok) throw REFUSALS[found.because](found.row);
  const isBound = !adopt || (id === backup.workbook.id && location === raw.location);
  return { ...found, binding: isBound ? [] : bindWrites(raw, backup.workbook.id) };
};

const noTabs = (tabs: readonly TabKey[]) => {
  const headers = tabs
    .map(
      (tab) =>
        `${tab}: ${columnsOf(tab)
          .map(([key]) => key)
          .join(' ')}`,
    )
    .join('; ');
  return new BatonError('data', 'restore-no-tabs', say.restoreNoTabs({ tabs, headers }));
};

const otherWorkbook = (id: string) => new BatonError('data', 'restore-other', say.restoreOther({ id }));

const REFUSALS: Readonly<Record<'backup-broken' | 'diverged' | 'inserted', (row: number) => BatonError>> = {
  'backup-broken': (row) => new BatonError('data', 'backup-broken', say.backupBroken({ row })),
  diverged: (row) => new BatonError('data', 'restore-diverged', say.restoreDiverged({ row })),
  inserted: (row) => new BatonError('data', 'restore-inserted', say.restoreInserted({ row })),
};
