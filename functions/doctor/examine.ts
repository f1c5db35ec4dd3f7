/** Looks at one workbook and all it needs: the way through all of `doctor`'s checks. */
import { migrationOf } from '../../core/adopt/migrate.ts';
import { readArchives, withoutArchives } from '../../core/keep/archives.ts';
import { inAll } from '../../core/messages/in-all.ts';
import { readSnapshot } from '../../core/read/index.ts';
import { locate } from '../../core/read/locate.ts';
import type { Sharing } from '../../core/read/shared.ts';
import { headsOf, verifyLedger } from '../../core/record/ledger.ts';
import type { Snapshot } from '../../core/snapshot.ts';
import type { RawWorkbook } from '../../core/workbook.ts';
import { tabOf } from '../../sheet-templates/index.ts';
import type { GoogleOptions } from '../adapters/google-sheets/client.ts';
import { protectedSheets, tryWriting } from '../adapters/google-sheets/examine.ts';
import type { GraphExcelOptions } from '../adapters/graph-excel/store.ts';
import { examineXlsxFile } from '../adapters/xlsx-file/examine.ts';
import { mustBeReplaceable } from '../adapters/xlsx-file/file.ts';
import { openWorkbook, schemeOf } from '../connect/connect.ts';
import { BatonError } from '../errors.ts';
import { readContextOf } from '../reading/official.ts';
import { holderOf } from '../sweep/claim.ts';
import { freshWorkbookId, locationOf } from '../sweep/location.ts';
import { calendarFindings, copyFindings, protectionFindings, settingFindings, templateFindings } from './book.ts';
import { ABOUT, type About, type Finding, type Found, fine, look, mend } from './finding.ts';
import { examineGraph, type GraphExamination } from './graph.ts';
import { owedFindings } from './owed.ts';
import { directoryFindings } from './people.ts';
import { ledgerFindings, mailsSentOn } from './record.ts';
import { clockFindings, sweepFindings, triggerFindings } from './runs.ts';

const say = inAll('doctor');

export interface Examination {
  readonly google?: GoogleOptions;
  readonly microsoft?: GraphExcelOptions;
  /** As the caller named it, for sentences that say which command to run. */
  readonly shown: string;
  /** The instant as of which it is looked at, and the real time; ISO 8601. */
  readonly now: string;
  readonly clock: string;
  /** Of a workbook on Microsoft 365: also tries a save that has to be refused. */
  readonly trial: boolean;
  readonly changes: GraphExamination['changes'];
  /** What it shares with others, where the list names a book for it. */
  readonly shared?: Sharing;
  /** What time it is where a workbook is kept; see time.ts. */
  readonly timeOf: (uri: string) => Promise<string | null>;
}

/** A workbook that was looked at. */
export interface Examined {
  readonly uri: string;
  /** Its name, id, and mails that left today; null where it cannot be read. */
  readonly about: { readonly name: string; readonly id: string; readonly mails: number } | null;
  readonly findings: readonly Finding[];
}

/**
 * Looks at one workbook and all that Baton needs of it. Sends nothing, and changes nothing that anybody could see: of a Google
 * spreadsheet one cell of Baton's is written over itself, of a file only the rights are looked at.
 */
export const examineWorkbook = async (uri: string, examination: Examination): Promise<Examined> => {
  const findings: Finding[] = [];
  const add = (about: About, found: readonly Found[]) => findings.push(...found.map((one) => ({ ...one, about })));
  let about: Examined['about'] = null;
  try {
    const reading = await readWith(uri, examination, add);
    if (reading) about = await lookInto(uri, reading, examination, add);
  } catch (error) {
    if (!(error instanceof BatonError)) throw error;
    // What was found before stands.
    add('read', [mend(error.code, error.words)]);
  }
  return { uri, about, findings: findings.sort((a, b) => ABOUT.indexOf(a.about) - ABOUT.indexOf(b.about)) };
};

type Add = (about: About, found: readonly Found[]) => void;

const lookInto = async (
  uri: string,
  reading: RawWorkbook,
  examination: Examination,
  add: Add,
): Promise<Examined['about']> => {
  const { snapshot, isCopy, found, about } = await snapshotOf(uri, reading, examination);
  for (const [topic, those] of found) add(topic, those);
  // What a Graph workbook takes was found with its way.
  if (schemeOf(uri) !== 'graph') add('write', await writeFindings(uri, reading, snapshot, isCopy, examination));
  const { times, unprotected } = await placeOf(uri, reading, examination);
  add('clock', clockFindings(snapshot, examination.clock, times));
  add('protection', protectionFindings(unprotected));
  return about;
};

/** What stands in it; null where it cannot be read, or nothing of it is Baton's. */
const readWith = async (uri: string, examination: Examination, add: Add): Promise<RawWorkbook | null> => {
  if (schemeOf(uri) === 'graph') {
    const { microsoft: options, trial, changes } = examination;
    let raw: RawWorkbook | null = null;
    const found = await examineGraph({
      uri,
      ...(options && { options }),
      trial,
      changes,
      mailer: null,
      onRead: (read) => {
        raw = read;
      },
    });
    for (const { about, ...one } of found) add(about, [one]);
    return raw !== null && locate(raw).tabs.size > 0 ? raw : null;
  }
  try {
    const store = openWorkbook(uri, examination.google, examination.microsoft);
    const raw = await store.read({ archives: true });
    const recognised = locate(raw).tabs.size;
    add('read', [recognised > 0 ? readable(raw.name, recognised) : nothingOurs(raw.name, examination.shown)]);
    return recognised > 0 ? raw : null;
  } catch (error) {
    if (!(error instanceof BatonError)) throw error;
    add('read', [mend(error.code, error.words)]);
    return null;
  }
};

const readable = (name: string, tabs: number): Found => fine('readable', say.readable({ name, tabs }));

const nothingOurs = (name: string, shown: string): Found =>
  mend('nothing-recognised', say.nothingRecognised({ name }), say.nothingRecognisedThen({ shown }));

const snapshotOf = async (uri: string, whole: RawWorkbook, { now, clock, shown, shared }: Examination) => {
  const context = await readContextOf(whole, now, shared);
  const archives = readArchives(whole, context);
  const raw = withoutArchives(whole);
  const snapshot = readSnapshot(raw, context);
  const heads = headsOf([...archives.flatMap(({ runs }) => runs), ...snapshot.runs]);
  const verdict = verifyLedger(snapshot.ledger, heads, archives);
  const location = await locationOf(raw, snapshot, freshWorkbookId);
  const scheme = schemeOf(uri);
  const found: [About, Found[]][] = [
    ['copy', copyFindings(snapshot, location)],
    ['template', templateFindings(migrationOf(raw, scheme !== 'gsheet'), snapshot, scheme === null)],
    ['settings', settingFindings(snapshot)],
    ['calendar', calendarFindings(snapshot)],
    ['directory', directoryFindings(snapshot)],
    ['sweeps', sweepFindings(snapshot, clock)],
    ['triggers', triggerFindings(snapshot, scheme === 'gsheet')],
    ['ledger', ledgerFindings(snapshot, verdict, clock, shown)],
    // What a copy's ledger says is the original's to see to.
    ['owed', location.copy ? [] : owedFindings(snapshot, shown)],
  ];
  const { today, ledger, policy } = snapshot;
  const mails = mailsSentOn(ledger, (day) => day === today);
  return { snapshot, isCopy: location.copy, found, about: { name: raw.name, id: policy.workbookId, mails } };
};

/** Whether it can be written to. */
const writeFindings = async (
  uri: string,
  raw: RawWorkbook,
  { runs }: Snapshot,
  isCopy: boolean,
  { clock, google }: Examination,
): Promise<Found[]> => {
  try {
    if (schemeOf(uri) === null) {
      await mustBeReplaceable(uri);
      return [fine('writable', say.fileWritable)];
    }
    const notes = locate(raw).tabs.get('_runs')?.sheet.title;
    if (isCopy || notes === undefined || holderOf(runs, clock) !== null) return [NOT_TRIED];
    await tryWriting(uri.slice('gsheet:'.length), notes, google);
    return [WRITTEN];
  } catch (error) {
    if (!(error instanceof BatonError)) throw error;
    return [mend(error.code, error.words)];
  }
};

const WRITTEN: Found = fine('writable', say.cellWritable);

const NOT_TRIED: Found = look('write-untried', say.writeUntried);

/** What shows beside the cells: instants by other clocks than this machine's, and which of Baton's sheets anybody can type into. */
interface Place {
  readonly times: Parameters<typeof clockFindings>[2];
  /** Titles; null where nobody can say. */
  readonly unprotected: readonly string[] | null;
}

const placeOf = async (uri: string, raw: RawWorkbook, { google, timeOf }: Examination): Promise<Place> => {
  const notes = [...locate(raw).tabs].flatMap(([tab, { sheet }]) => (tabOf(tab).machine ? [sheet.title] : []));
  const scheme = schemeOf(uri);
  if (scheme === null) {
    const { savedAt, protectedSheets } = await examineXlsxFile(uri, notes);
    return {
      times: [{ at: savedAt, of: say.lastSave, exact: false }],
      unprotected: notes.filter((title) => !protectedSheets.has(title)),
    };
  }
  const at = await timeOf(uri);
  const times = at === null ? [] : [{ at, of: say.serverClock, exact: true }];
  if (scheme !== 'gsheet') return { times, unprotected: null };
  const shut = await protectedSheets(uri.slice('gsheet:'.length), google);
  return { times, unprotected: notes.filter((title) => !shut.has(title)) };
};
