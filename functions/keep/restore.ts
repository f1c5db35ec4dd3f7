/** Brings a workbook's lost notes back from a backup. */
import { type Counts, headOfNotes, type NotedTab, restorationOf } from '../../core/keep/restore.ts';
import type { Write } from '../../core/plan.ts';
import { headNote } from '../../core/record/ledger.ts';
import { columnsOf, type TabKey, w } from '../../sheet-templates/index.ts';
import { BatonError } from '../errors.ts';
import { allWritten, type WorkbookStore } from '../ports.ts';
import type { Clock } from '../sweep/claim.ts';
import { ClaimLost } from '../sweep/journal.ts';
import { bindWrites } from '../sweep/location.ts';
import { NOTE_TABS } from '../sweep/notes.ts';
import { underClaim } from '../sweep/under-claim.ts';
import { type Remembered, remembered } from './backup.ts';
import type { Backup } from './backup-file.ts';

export interface RestoreCall {
  readonly store: WorkbookStore;
  readonly backup: Backup;
  /** Makes the workbook the one that was backed up, wherever it lies. */
  readonly adopt: boolean;
  /** Says what would be brought back, and writes nothing. */
  readonly dryRun: boolean;
  /** The real time, ISO 8601. */
  readonly clock: Clock;
}

export interface Restored {
  readonly counts: Readonly<Record<NotedTab, Counts>>;
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
    return `${headNote(newest)} restore`;
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
  return new BatonError(
    'data',
    'restore-no-tabs',
    w(
      `工作簿里缺少 ${tabs.join('、')}。请先补上空表，在下一次检查之前恢复。.xlsx 文件请运行：npm run -s baton -- adopt 文件。其他工作簿请新建同名的表，第一行依次写上表头（${headers}）。`,
      `The workbook lacks ${tabs.join(', ')}. Add the sheets blank, and restore before the next sweep. In an .xlsx file run: npm run -s baton -- adopt FILE. Elsewhere add sheets of these titles, with these headers in the first row (${headers}).`,
    ),
  );
};

const otherWorkbook = (id: string) =>
  new BatonError(
    'data',
    'restore-other',
    w(
      `这份备份属于另一本工作簿${id === '' ? '' : `（这本的编号是 ${id}）`}，没有改动。若这本要接替那一本，请加 --adopt，并不要再检查那一本。`,
      `This backup is of another workbook${id === '' ? '' : ` (this one is ${id})`}; nothing was changed. If this one is to take that one’s place, add --adopt, and have the other swept no more.`,
    ),
  );

const REFUSALS: Readonly<Record<'backup-broken' | 'diverged' | 'inserted', (row: number) => BatonError>> = {
  'backup-broken': (row) =>
    new BatonError(
      'data',
      'backup-broken',
      w(
        `这份备份里的寄信记录从第 ${row} 条起就对不上，是在记录损坏之后备份的。请换更早的一份。`,
        `The record of mails in this backup does not fit from entry ${row} on: it was made after the record was damaged. Take an earlier one.`,
      ),
    ),
  diverged: (row) =>
    new BatonError(
      'data',
      'restore-diverged',
      w(
        `从寄信记录的第 ${row} 条起，工作簿和备份各走各的：备份之后有人用旧版继续检查过。没有改动。请换一份这之后的备份；没有的话就照现在的记录继续，之前寄过的信可能会再寄一次，请先用 sweep --dry-run 看一看。`,
        `From entry ${row} of the record of mails on, workbook and backup have each gone their own way: an old version was swept since. Nothing was changed. Take a backup made after that; without one go on as it is, and look first with sweep --dry-run, since what was mailed before may be mailed again.`,
      ),
    ),
  inserted: (row) =>
    new BatonError(
      'data',
      'restore-inserted',
      w(
        `工作表 _ledger 的第 ${row} 条不是接力写的，或出现了两次。请删去这一行，再恢复。没有改动。`,
        `Entry ${row} of the sheet _ledger was not written by Baton, or stands there twice. Delete that row and restore again. Nothing was changed.`,
      ),
    ),
};
