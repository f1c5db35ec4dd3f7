/** `doctor --fix`: what is safe to mend without asking. */
import { officialDay } from '../../core/adopt/additions.ts';
import { migrationOf } from '../../core/adopt/migrate.ts';
import { ofDoctor as say } from '../../core/messages/of-doctor.ts';
import type { Write } from '../../core/plan.ts';
import { readSnapshot } from '../../core/read/index.ts';
import { headNote, headOf } from '../../core/record/ledger.ts';
import type { Snapshot } from '../../core/snapshot.ts';
import { isoOf } from '../../core/time/day.ts';
import type { RawWorkbook } from '../../core/workbook.ts';
import type { Words } from '../../sheet-templates/index.ts';
import { settingName } from '../../sheet-templates/setting-names.ts';
import type { FileChange } from '../backend.ts';
import { backendOf } from '../connect/connect.ts';
import type { WorkbookStore } from '../ports.ts';
import { readContextOf } from '../reading/official.ts';
import { buryWrite, type ClaimClock, deadRuns, holderIn } from '../sweep/claim.ts';
import { sweepAtWork } from '../sweep/holder.ts';
import { freshWorkbookId, locationOf } from '../sweep/location.ts';
import { markWorkbook } from '../sweep/mark.ts';
import { canTakeNotes } from '../sweep/notes.ts';
import { underClaim } from '../sweep/under-claim.ts';

/** One thing that was done. */
export interface Done {
  readonly code: 'columns-added' | 'tabs-added' | 'settings-added' | 'days-added' | 'claims-buried' | 'marks-written';
  readonly words: Words;
}

/**
 * Does what is safe to do without asking: adds what the workbook lacks of today's template, official days, and ends
 * claims of sweeps that died; puts marks right. Mails nobody, deletes nothing, and touches nothing that people wrote. A copy is
 * left as it is. Does nothing the second time. BatonError `sweep-at-work` (backend) while a sweep holds the workbook, and what
 * the workbook's backend throws.
 */
export const fixWorkbook = async (uri: string, store: WorkbookStore, clock: ClaimClock): Promise<readonly Done[]> => {
  const { raw, snapshot } = await look(store, clock);
  if ((await locationOf(raw, snapshot, freshWorkbookId)).copy) return [];
  const holder = holderIn(snapshot.runs, clock());
  if (holder !== null) throw sweepAtWork(holder);
  const { backend, address } = backendOf(uri);
  const done = (await backend.change?.(address, migration)) ?? [];
  if (!canTakeNotes((await look(store, clock)).snapshot)) return done;
  return [...done, ...(await writeAlone(store, clock)), ...(await markRows(store, clock))];
};

const look = async (store: WorkbookStore, clock: ClaimClock) => {
  const raw = await store.read();
  return { raw, snapshot: readSnapshot(raw, await readContextOf(raw, clock())) };
};

/** Columns and sheets, which not every backend takes from here. */
const migration = (raw: RawWorkbook): FileChange<readonly Done[]> => {
  const { edits, addSheets, columns, tabs } = migrationOf(raw, true);
  const result: Done[] = [];
  if (tabs.length > 0)
    result.push({ code: 'tabs-added', words: say.tabsAdded({ titles: tabs.map(({ title }) => title) }) });
  if (columns.length > 0) result.push({ code: 'columns-added', words: say.columnsAdded({ columns }) });
  return { edits, addSheets, result };
};

interface Job {
  readonly writes: readonly Write[];
  readonly done: readonly Done[];
}

/** What goes through the store, whatever kind of workbook it is. */
const jobOf = (raw: RawWorkbook, snapshot: Snapshot, clock: ClaimClock): Job => {
  const { settings, writes } = migrationOf(raw, false);
  const { newDays } = snapshot;
  const dead = deadRuns(snapshot.runs, clock());
  const done: Done[] = [];
  if (settings.length > 0)
    done.push({
      code: 'settings-added',
      words: say.settingsAdded({ settings: settings.map(settingName) }),
    });
  if (newDays.length > 0) {
    const [first, last] = [newDays[0]!.date, newDays.at(-1)!.date].map(isoOf);
    done.push({
      code: 'days-added',
      words: say.daysAdded({ count: newDays.length, first, last }),
    });
  }
  if (dead.length > 0)
    done.push({
      code: 'claims-buried',
      words: say.claimsBuried({ dead }),
    });
  return { writes: [...writes, ...newDays.map(officialDay), ...dead.map(buryWrite)], done };
};

/** Under a claim: a sweep that came in between would add the same days. */
const writeAlone = async (store: WorkbookStore, clock: ClaimClock): Promise<readonly Done[]> => {
  const lookAgain = async () => {
    const { raw, snapshot } = await look(store, clock);
    return { snapshot, job: jobOf(raw, snapshot, clock) };
  };
  const view = await lookAgain();
  let { done } = view.job;
  if (view.job.writes.length === 0) return [];
  // A row in `_runs` would make a history of it, and every copy of what may be a template one that mails nobody.
  if (view.snapshot.policy.workbookId === '') {
    await store.apply(view.job.writes);
    return done;
  }
  await underClaim({ store, clock, look: lookAgain }, view, async ({ job, snapshot }) => {
    await store.apply(job.writes);
    done = job.done;
    return `${headNote(headOf(snapshot.ledger))} doctor`;
  });
  return done;
};

const markRows = async (store: WorkbookStore, clock: ClaimClock): Promise<readonly Done[]> => {
  const { receipts } = await markWorkbook(store, clock());
  const written = receipts.filter(({ outcome }) => outcome === 'written').length;
  return written === 0
    ? []
    : [
        {
          code: 'marks-written',
          words: say.marksWritten({ written }),
        },
      ];
};
