/** Whether a workbook has the sheets for Baton's notes, and what to do where they are lost or renamed. */
import { FORMAT } from '../../core/messages/format.ts';
import { inAll } from '../../core/messages/in-all.ts';
import { sayProblem } from '../../core/messages/index.ts';
import type { Problem } from '../../core/problem.ts';
import { rowsLost } from '../../core/record/ledger.ts';
import type { Snapshot } from '../../core/snapshot.ts';
import { inEach, type TabKey, type Words } from '../../sheet-templates/index.ts';
import { BatonError } from '../errors.ts';

const say = inAll('sweep');

/** Sheets in which Baton keeps its notes, and the settings, which say whose they are. */
export const NOTE_TABS: readonly TabKey[] = ['settings', '_state', '_ledger', '_runs'];

/** Whether a workbook has the sheets in which Baton keeps its notes. A plan can be made without, and not carried out. */
export const canTakeNotes = ({ has }: Snapshot): boolean => NOTE_TABS.every((tab) => has[tab]);

/** Whether the record of mails is gone while other notes of sweeps are there: with a blank one everybody would be told again. */
export const isRecordLost = ({ has, state, runs }: Snapshot): boolean => !has._ledger && state.size + runs.length > 0;

/** Whether somebody cleared the record of mails, or its last rows: what stood there would be told again too. */
export const isRecordShort = (snapshot: Snapshot): boolean => snapshot.has._ledger === true && rowsLost(snapshot) > 0;

/** Whether a sweep can remember what it says, and still knows what was said. */
export const knowsWhatWasSaid = (snapshot: Snapshot): boolean => canTakeNotes(snapshot) && !isRecordShort(snapshot);

/** Sheets that seem to be those of the notes under other names: which they are is never guessed, and none is begun beside them. */
export const renamedNotes = ({ problems }: Pick<Snapshot, 'problems'>): readonly Problem[] =>
  problems.filter(({ code, tab }) => code === 'tab-unsure' && NOTE_TABS.includes(tab));

/** Whether there were notes here, which somebody has to bring back: where there never were any, that is what adopting is for. */
export const hadNotes = (snapshot: Snapshot): boolean =>
  isRecordLost(snapshot) || isRecordShort(snapshot) || renamedNotes(snapshot).length > 0;

/**
 * BatonError 'data': `notes-renamed` where sheets of notes have other names, `notes-lost` where the record of mails is gone or has lost rows,
 * else `not-a-baton-workbook`: nothing can be remembered here.
 */
export const notOurs = (snapshot: Snapshot) => {
  const renamed = renamedNotes(snapshot);
  if (renamed.length > 0) return notesRenamed(renamed, snapshot);
  if (canTakeNotes(snapshot) && isRecordShort(snapshot)) return recordLost(shortWords(snapshot), BRING_ROWS_BACK);
  return isRecordLost(snapshot) ? recordLost(RECORD_GONE, BRING_BACK) : neverOurs();
};

const notesRenamed = (renamed: readonly Problem[], { today, policy }: Snapshot) =>
  new BatonError(
    'data',
    'notes-renamed',
    inEach((locale) =>
      renamed.map((problem) => sayProblem(problem, locale, today, policy.locale)).join(FORMAT[locale].gap),
    ),
  );

/** `so`: what is lost of the record; `then`: what to do about it. */
const recordLost = (so: Words, then: Words) =>
  new BatonError(
    'data',
    'notes-lost',
    inEach((locale) => `${so[locale]}${FORMAT[locale].gap}${then[locale]}`),
  );

/** What is so, and what to do about it, where `isRecordLost`. */
export const RECORD_GONE = say.recordGone;
export const BRING_BACK = say.bringBack;

/** The same where `isRecordShort`. */
export const shortWords = (snapshot: Snapshot): Words => say.recordShort({ lost: rowsLost(snapshot) });
export const BRING_ROWS_BACK = say.bringRowsBack;

const neverOurs = () => new BatonError('data', 'not-a-baton-workbook', say.notABatonWorkbook);
