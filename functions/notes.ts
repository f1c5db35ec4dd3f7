import type { Snapshot } from '../core/snapshot.ts';
import { type TabKey, w } from '../sheet-templates/index.ts';
import { BatonError } from './errors.ts';

/** Sheets in which Baton keeps its notes, and the settings, which say whose they are. */
export const NOTE_TABS: readonly TabKey[] = ['settings', '_state', '_ledger', '_runs'];

/** Whether a workbook has the sheets in which Baton keeps its notes. A plan can be made without, and not carried out. */
export const canTakeNotes = ({ has }: Snapshot): boolean => NOTE_TABS.every((tab) => has[tab]);

/** BatonError `not-a-baton-workbook` (data): nothing can be remembered here. */
export const notOurs = () =>
  new BatonError(
    'data',
    'not-a-baton-workbook',
    w(
      '这本工作簿里没有接力用来记事的工作表。请先运行：npm run -s baton -- adopt 文件',
      'This workbook lacks the sheets in which Baton keeps its notes. Please run first: npm run -s baton -- adopt FILE',
    ),
  );
