/** Reads all that Baton remembers of a workbook, and makes a backup's text of it. */
import { type Archive, readArchives } from '../../core/keep/archives.ts';
import type { Notes } from '../../core/keep/restore.ts';
import { readSnapshot } from '../../core/read/index.ts';
import { headsOf, type LedgerVerdict, verifyLedger } from '../../core/record/ledger.ts';
import type { Snapshot } from '../../core/snapshot.ts';
import type { RawWorkbook } from '../../core/workbook.ts';
import type { WorkbookStore } from '../ports.ts';
import { readContextOf } from '../reading/official.ts';
import { knowsWhatWasSaid, notOurs } from '../sweep/notes.ts';
import { backupText } from './backup-file.ts';

/** All that Baton remembers of a workbook, archives included. */
export interface Remembered {
  readonly raw: RawWorkbook;
  readonly snapshot: Snapshot;
  readonly archives: readonly Archive[];
  readonly notes: Notes;
  /** Whether the record of mails is whole. */
  readonly verdict: LedgerVerdict;
}

export const remembered = async (store: WorkbookStore, now: string): Promise<Remembered> => {
  const raw = await store.read({ archives: true });
  const context = await readContextOf(raw, now);
  const snapshot = readSnapshot(raw, context);
  const archives = readArchives(raw, context);
  const archived = {
    ledger: archives.flatMap(({ ledger }) => ledger),
    runs: archives.flatMap(({ runs }) => runs),
  };
  const notes = { state: [...snapshot.state.values()], ledger: snapshot.ledger, runs: snapshot.runs, archived };
  const verdict = verifyLedger(snapshot.ledger, headsOf([...archived.runs, ...snapshot.runs]), archives);
  return { raw, snapshot, archives, notes, verdict };
};

export interface BackedUp extends Remembered {
  /** The file's text. */
  readonly text: string;
}

/** BatonError 'data': not-a-baton-workbook, notes-lost, notes-renamed. */
export const backUp = async (store: WorkbookStore, now: string): Promise<BackedUp> => {
  const all = await remembered(store, now);
  const { snapshot, notes, archives } = all;
  if (!knowsWhatWasSaid(snapshot)) throw notOurs(snapshot);
  const { workbookId: id, workbookHome: home } = snapshot.policy;
  return { ...all, text: backupText({ workbook: { id, home }, notes, archives }) };
};
