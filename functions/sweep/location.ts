/** Whether a file is the workbook it says it is, or a copy that must not mail anybody. */
import type { Write } from '../../core/plan.ts';
import type { Problem } from '../../core/problem.ts';
import { readSnapshot } from '../../core/read/index.ts';
import { locate, textOf } from '../../core/read/locate.ts';
import type { Snapshot } from '../../core/snapshot.ts';
import type { RawWorkbook } from '../../core/workbook.ts';
import { randomId } from '../base/bytes.ts';

export type Location =
  | {
      readonly copy: false;
      /** What the settings lack of the workbook's id and location; empty where all is as recorded. */
      readonly writes: readonly Write[];
      /** Whether they may go with the first writes of the sweep: what has a history and another location is taken for a copy. */
      readonly canWait: boolean;
    }
  | { readonly copy: true; readonly problem: Problem };

/** What is seen of a workbook that tells where it belongs. */
interface Origin extends Pick<Snapshot, 'at' | 'runs' | 'ledger'> {
  readonly policy: Pick<Snapshot['policy'], 'workbookId' | 'workbookHome'>;
}

/** An id nobody else makes, short enough to be read in a cell. */
export const freshWorkbookId = randomId;

/**
 * Whether this file is the workbook it says it is. A copy that has a history of sweeps or notices would tell everybody
 * everything a second time, and so would a copy of a filled workbook that waits for its first sweep: it mails nobody.
 * A copy of an empty template is a workbook of its own from the start, and a renamed or moved file stays what it was.
 */
export const locationOf = async (raw: RawWorkbook, snapshot: Origin, freshId: () => string): Promise<Location> => {
  const { workbookId: id, workbookHome: recorded } = snapshot.policy;
  if (recorded === raw.location && id !== '') return { copy: false, writes: [], canWait: true };
  const same = recorded === raw.location || recorded === '' || raw.movedFrom(recorded);
  const hasHistory = snapshot.runs.length + snapshot.ledger.length > 0;
  if (!same && (hasHistory || isFilled(await raw.foundAt(recorded), snapshot))) {
    const facts = { recorded, location: raw.location };
    return { copy: true, problem: { tab: 'settings', row: 0, column: 'value', code: 'copy', item: '', facts } };
  }
  return { copy: false, writes: bindWrites(raw, same && id !== '' ? id : freshId()), canWait: same };
};

/** Whether the original still lies there, with tasks of its own to tell about. */
const isFilled = (there: RawWorkbook | null, { at, policy }: Origin): boolean => {
  if (there === null) return false;
  const original = readSnapshot(there, { now: at });
  return (
    original.policy.workbookId === policy.workbookId && original.rows.raci.length + original.rows.tracker.length > 0
  );
};

/** Records in the settings that the workbook with this id lives where this reading comes from. */
export const bindWrites = (raw: RawWorkbook, id: string): Write[] => {
  const settings = locate(raw).tabs.get('settings');
  const [keyAt, valueAt] = [settings?.columns.get('key'), settings?.columns.get('value')];
  if (!settings || !keyAt || !valueAt) return [];
  return Object.entries({ workbookId: id, workbookHome: raw.location }).map(([key, value]): Write => {
    const row = settings.sheet.rows.find(
      ({ at, cells }) => at > settings.headerRow && textOf(cells[keyAt - 1]) === key,
    );
    return row
      ? {
          tab: 'settings',
          kind: 'set',
          item: key,
          values: { value },
          expected: { value: textOf(row.cells[valueAt - 1]) },
        }
      : { tab: 'settings', kind: 'append', item: key, values: { key, value }, expected: {} };
  });
};
