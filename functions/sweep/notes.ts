/** Whether a workbook has the sheets for Baton's notes, and what to do where they are lost or renamed. */
import { sayProblem } from '../../core/messages/index.ts';
import type { Problem } from '../../core/problem.ts';
import type { Snapshot } from '../../core/snapshot.ts';
import { type Locale, type TabKey, w } from '../../sheet-templates/index.ts';
import { BatonError } from '../errors.ts';

/** Sheets in which Baton keeps its notes, and the settings, which say whose they are. */
export const NOTE_TABS: readonly TabKey[] = ['settings', '_state', '_ledger', '_runs'];

/** Whether a workbook has the sheets in which Baton keeps its notes. A plan can be made without, and not carried out. */
export const canTakeNotes = ({ has }: Snapshot): boolean => NOTE_TABS.every((tab) => has[tab]);

/** Whether the record of mails is gone while other notes of sweeps are there: with a blank one everybody would be told again. */
export const isRecordLost = ({ has, state, runs }: Snapshot): boolean => !has._ledger && state.size + runs.length > 0;

/** Sheets that seem to be those of the notes under other names: which they are is never guessed, and none is begun beside them. */
export const renamedNotes = ({ problems }: Pick<Snapshot, 'problems'>): readonly Problem[] =>
  problems.filter(({ code, tab }) => code === 'tab-unsure' && NOTE_TABS.includes(tab));

/** Whether there were notes here, which somebody has to bring back: where there never were any, that is what adopting is for. */
export const hadNotes = (snapshot: Snapshot): boolean => isRecordLost(snapshot) || renamedNotes(snapshot).length > 0;

/**
 * BatonError 'data': `notes-renamed` where sheets of notes have other names, `notes-lost` where the record of mails is gone,
 * else `not-a-baton-workbook`: nothing can be remembered here.
 */
export const notOurs = (snapshot: Snapshot) => {
  const renamed = renamedNotes(snapshot);
  if (renamed.length > 0) return notesRenamed(renamed, snapshot);
  return isRecordLost(snapshot) ? recordLost() : neverOurs();
};

const notesRenamed = (renamed: readonly Problem[], { today, policy }: Snapshot) => {
  const said = (locale: Locale) => renamed.map((problem) => sayProblem(problem, locale, today, policy.locale));
  return new BatonError('data', 'notes-renamed', w(said('zh-CN').join(''), said('en').join(' ')));
};

const recordLost = () =>
  new BatonError(
    'data',
    'notes-lost',
    w(`${RECORD_GONE['zh-CN']}${BRING_BACK['zh-CN']}`, `${RECORD_GONE.en} ${BRING_BACK.en}`),
  );

/** What is so, and what to do about it, where `isRecordLost`. */
export const RECORD_GONE = w(
  '记事的工作表 _ledger 不见了，而其他记事还在：换上空白的一张，会让大家再收到一遍。',
  'The sheet _ledger is gone while other notes are there; with a blank one everybody would be told again.',
);
export const BRING_BACK = w(
  '请从表格程序的版本历史里恢复它。有备份时，在下一次检查之前先补上空白的一张（.xlsx 文件运行 npm run -s baton -- adopt 文件），马上再运行 npm run -s baton -- restore 文件 备份。',
  'Bring it back from the version history of the program. With a backup add a blank one before the next sweep (in an .xlsx file: npm run -s baton -- adopt FILE), and at once run npm run -s baton -- restore FILE BACKUP.',
);

const neverOurs = () =>
  new BatonError(
    'data',
    'not-a-baton-workbook',
    w(
      '这本工作簿里没有接力用来记事的工作表。请先运行：npm run -s baton -- adopt 文件',
      'This workbook lacks the sheets in which Baton keeps its notes. Please run first: npm run -s baton -- adopt FILE',
    ),
  );
