/** Looks at one workbook and all it needs: the way through all of `doctor`'s checks. */
import { migrationOf } from '../../core/adopt/migrate.ts';
import { readArchives, withoutArchives } from '../../core/keep/archives.ts';
import { ofDoctor as doctor } from '../../core/messages/of-doctor.ts';
import { readSnapshot } from '../../core/read/index.ts';
import { locate } from '../../core/read/locate.ts';
import type { Sharing } from '../../core/read/shared.ts';
import { headsOf, verifyLedger } from '../../core/record/ledger.ts';
import type { RawWorkbook } from '../../core/workbook.ts';
import { tabOf } from '../../sheet-templates/index.ts';
import type { AddFindings, Examiner, Looking, WorkbookBackend } from '../backend.ts';
import { ABOUT, type Finding, type FindingTopic, type Found, fine, mend } from '../base/finding.ts';
import { backendOf } from '../connect/connect.ts';
import { BatonError } from '../errors.ts';
import type { WorkbookStore } from '../ports.ts';
import { readContextOf } from '../reading/official.ts';
import { holderOf } from '../sweep/claim.ts';
import { freshWorkbookId, locationOf } from '../sweep/location.ts';
import { withRecord } from '../sweep/recorded.ts';
import { calendarFindings, copyFindings, protectionFindings, settingFindings, templateFindings } from './book.ts';
import { eventFindings, owedFindings } from './owed.ts';
import { directoryFindings } from './people.ts';
import { ledgerFindings, mailsSentOn } from './record.ts';
import { clockFindings, sweepFindings, triggerFindings } from './runs.ts';

export interface Examination extends Looking {
  /** What the workbook is called in a command, as it is typed. */
  readonly shown: string;
  /** The instant as of which it is looked at, and the real time; ISO 8601. */
  readonly now: string;
  readonly clock: string;
  /** What it shares with others, where the list names a book for it. */
  readonly shared?: Sharing;
  /** All backends unless given. */
  readonly among?: readonly WorkbookBackend[];
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
  const add: AddFindings = (about, found) => findings.push(...found.map((one) => ({ ...one, about })));
  let about: Examined['about'] = null;
  try {
    const { backend, address } = backendOf(uri, examination.among);
    const examiner = (await backend.examine?.(address, examination)) ?? readingOnly(await backend.open(address));
    const raw = await examiner.read(add);
    const recognised = locate(raw).tabs.size;
    const nothing = examiner.nothingOurs ?? ((name) => nothingOurs(name, examination.shown));
    add('read', [recognised > 0 ? readable(raw.name, recognised) : nothing(raw.name)]);
    if (recognised > 0) about = await lookInto(backend, address, examiner, raw, examination, add);
  } catch (error) {
    if (!(error instanceof BatonError)) throw error;
    // What was found before stands.
    add('read', [mend(error.code, error.words)]);
  }
  return { uri, about, findings: findings.sort((a, b) => ABOUT.indexOf(a.about) - ABOUT.indexOf(b.about)) };
};

/** Of a backend that says nothing of how it is looked at. */
const readingOnly = (store: WorkbookStore): Examiner => ({
  read: () => store.read({ archives: true }),
  beside: async () => ({ times: [], unprotected: null }),
});

const lookInto = async (
  backend: WorkbookBackend,
  address: string,
  examiner: Examiner,
  raw: RawWorkbook,
  examination: Examination,
  add: AddFindings,
): Promise<Examined['about']> => {
  const { snapshot, isCopy, found, about } = await snapshotOf(backend, address, raw, examination);
  for (const [topic, those] of found) add(topic, those);
  const { tabs } = locate(raw);
  const { clock } = examination;
  const notes = isCopy || holderOf(snapshot.runs, clock) !== null ? undefined : tabs.get('_runs')?.sheet.title;
  const written = await examiner.write?.(notes ?? null).catch((error) => {
    if (!(error instanceof BatonError)) throw error;
    return mend(error.code, error.words);
  });
  if (written) add('write', [written]);
  const own = [...tabs].flatMap(([tab, { sheet }]) => (tabOf(tab).machine ? [sheet.title] : []));
  const { times, unprotected } = await examiner.beside(own);
  add('clock', clockFindings(snapshot, clock, times));
  add('protection', protectionFindings(unprotected));
  return about;
};

const readable = (name: string, tabs: number): Found => fine('readable', doctor.readable({ name, tabs }));

const nothingOurs = (name: string, shown: string): Found =>
  mend('nothing-recognised', doctor.nothingRecognised({ name }), doctor.nothingRecognisedThen({ shown }));

const snapshotOf = async (
  backend: WorkbookBackend,
  address: string,
  whole: RawWorkbook,
  { now, clock, shown, shared }: Examination,
) => {
  const context = await readContextOf(whole, now, shared);
  const archives = readArchives(whole, context);
  const raw = withoutArchives(whole);
  const snapshot = readSnapshot(raw, context);
  const heads = headsOf([...archives.flatMap(({ runs }) => runs), ...snapshot.runs]);
  const verdict = verifyLedger(snapshot.ledger, heads, archives);
  const known = backend.logsLetters ? await withRecord(await backend.open(address), snapshot, clock) : snapshot;
  const location = await locationOf(raw, snapshot, freshWorkbookId);
  const hasColumns = backend.marks === 'column';
  const found: [FindingTopic, Found[]][] = [
    ['copy', copyFindings(snapshot, location)],
    ['template', templateFindings(migrationOf(raw, hasColumns), snapshot, backend.change !== undefined)],
    ['settings', settingFindings(snapshot)],
    ['calendar', calendarFindings(snapshot)],
    ['directory', directoryFindings(snapshot)],
    ['sweeps', sweepFindings(snapshot, clock, shown)],
    ['triggers', triggerFindings(snapshot, backend.hasTriggers === true)],
    ['ledger', ledgerFindings(known, verdict, clock, shown)],
    // What a copy's ledger says is the original's to see to.
    ['owed', location.copy ? [] : owedFindings(known, shown)],
    ['events', location.copy ? [] : eventFindings(known)],
  ];
  const { today, ledger, policy } = snapshot;
  const mails = mailsSentOn(ledger, (day) => day === today);
  return { snapshot, isCopy: location.copy, found, about: { name: raw.name, id: policy.workbookId, mails } };
};
