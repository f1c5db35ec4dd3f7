/** Writes a file of minutes into a workbook as meetings, topics and actions. */
import { inAll } from '../../core/messages/in-all.ts';
import { readMinutes } from '../../core/minutes/index.ts';
import type { MeetingRead } from '../../core/minutes/model.ts';
import { directoryOf, MINUTES_TABS, type MinutesRows, minutesRows } from '../../core/minutes/rows.ts';
import { type Facts, readFacts } from '../../core/process/facts.ts';
import { readSnapshot } from '../../core/read/index.ts';
import { requestNamed } from '../../core/read/named.ts';
import type { Day } from '../../core/time/day.ts';
import type { RawWorkbook } from '../../core/workbook.ts';
import { tabOf } from '../../sheet-templates/index.ts';
import { BatonError } from '../errors.ts';
import type { WorkbookStore } from '../ports.ts';
import { readContextOf } from '../reading/official.ts';
import { asideEnd, asideRun, type ClaimClock, holderIn, holderOf, WAITS } from '../sweep/claim.ts';
import { type Holder, heldWords } from '../sweep/holder.ts';
import { ClaimLost, openJournal } from '../sweep/journal.ts';
import { freshWorkbookId, locationOf } from '../sweep/location.ts';
import { canTakeNotes } from '../sweep/notes.ts';
import { LONGEST_MINUTES, minutesTooLong } from './minutes-file.ts';

const say = inAll('create');

export interface MinutesFile {
  readonly text: string;
  /** With its ending; '' for what came through a pipe. */
  readonly name: string;
  /** The day it was last written, where that is known. */
  readonly writtenOn?: Day | null;
}

export interface MinutesCall {
  readonly store: WorkbookStore;
  readonly file: MinutesFile;
  /** Name or id of the request the meetings belong to; '' for none. */
  readonly request: string;
  /** Reads the file against the workbook, whatever tabs it has, and writes nothing. */
  readonly dryRun: boolean;
  /** The real time, ISO 8601. */
  readonly clock: ClaimClock;
  readonly wait: (milliseconds: number) => Promise<void>;
}

interface View {
  readonly raw: RawWorkbook;
  readonly facts: Facts;
  readonly rows: MinutesRows;
}

/**
 * Reads minutes and writes what the workbook lacks of them, in one atomic write under the workbook's claim, decided from a
 * reading made under it. The same file again writes nothing. BatonError 'data': minutes-undated, minutes-empty,
 * minutes-too-long; 'call': minutes-no-tabs, request-unknown; 'backend': workbook-busy, and what the store throws.
 */
export const takeMinutes = async (call: MinutesCall): Promise<View> => {
  const { store, dryRun, clock, wait } = call;
  if (call.file.text.length > LONGEST_MINUTES) throw minutesTooLong();
  const look = () => viewOf(call);
  let holder: Holder | null = null;
  for (const pause of [...WAITS, null]) {
    const view = await look();
    const { raw, rows, facts } = view;
    if (dryRun || rows.writes.length === 0) return view;
    const location = await locationOf(raw, facts.snapshot, freshWorkbookId);
    if (location.copy || !canTakeNotes(facts.snapshot)) {
      // Nobody sweeps it: there is nothing to wait for.
      mustFit(await store.apply(rows.writes));
      return view;
    }
    holder = holderIn(facts.snapshot.runs, clock());
    if (holder === null) {
      const written = await writeAlone(call, view, location.writes, look);
      if (written !== null) return written;
    }
    if (pause === null) break;
    await wait(pause);
  }
  throw busy(holder);
};

/** Null when a sweep was there first. */
const writeAlone = async (
  { store, clock }: MinutesCall,
  { facts: { snapshot } }: View,
  location: Parameters<WorkbookStore['apply']>[0],
  look: () => Promise<View>,
): Promise<View | null> => {
  const run = asideRun(snapshot, clock, freshWorkbookId());
  await store.apply([...location, run.claim()]);
  try {
    const view = await look();
    const isFirst = holderOf(view.facts.snapshot.runs, clock()) === run.id;
    const journal = openJournal(store, run, view.facts.snapshot.ledger);
    mustFit(await journal.commit(isFirst ? view.rows.writes : [], [], ENDING));
    return isFirst ? view : null;
  } catch (error) {
    if (error instanceof ClaimLost) return null;
    await store.apply([run.end(ENDING)]).catch(() => {});
    throw error;
  }
};

const ENDING = asideEnd('aside', 'minutes');

const viewOf = async ({ store, file, request, dryRun, clock }: MinutesCall): Promise<View> => {
  const raw = await store.read();
  const snapshot = readSnapshot(raw, await readContextOf(raw, clock()));
  const belongsTo = request === '' ? '' : requestNamed(request, snapshot.rows);
  if (belongsTo === null) throw requestUnknown(request);
  if (!dryRun && MINUTES_TABS.some((tab) => !snapshot.has[tab])) throw noTabs();
  const find = directoryOf(snapshot.people);
  const read = readMinutes(file.text, {
    fileName: file.name.replace(/\.[^.]+$/, ''),
    around: file.writtenOn == null ? [] : [file.writtenOn],
    knows: (name) => find(name) !== null,
    isDepartment: (name) => snapshot.departments.has(name),
  });
  if (read.every(({ topics, actions, attendees }) => topics.length + actions.length + attendees.length === 0))
    throw empty();
  const dated = read.map((meeting) => {
    if (meeting.date === null) throw noDate(meeting);
    return { ...meeting, date: meeting.date };
  });
  const facts = readFacts(snapshot);
  return { raw, facts, rows: minutesRows(facts, dated, { file: file.name, request: belongsTo }) };
};

const mustFit = (receipts: readonly { readonly outcome: string }[]) => {
  if (receipts.some(({ outcome }) => outcome !== 'written')) throw changed();
};

const changed = () => new BatonError('data', 'workbook-changed', say.workbookChanged);

/** `holder`: null where one came in between at every try. */
const busy = (holder: Holder | null) =>
  new BatonError('backend', 'workbook-busy', holder ? heldWords(holder) : say.workbookBusy);

const noTabs = () => {
  const [meetings, topics, actions] = [tabOf('meetings').title, tabOf('topics').title, tabOf('actions').title];
  return new BatonError('call', 'minutes-no-tabs', say.minutesNoTabs({ meetings, topics, actions }));
};

const requestUnknown = (request: string) => new BatonError('call', 'request-unknown', say.requestUnknown({ request }));

const empty = () => new BatonError('data', 'minutes-empty', say.minutesEmpty);

const noDate = ({ name, line }: MeetingRead) =>
  new BatonError('data', 'minutes-undated', say.minutesUndated({ line, name }));
