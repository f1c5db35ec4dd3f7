/** Writes a file of minutes into a workbook as meetings, topics and actions. */
import { readMinutes } from '../../core/minutes/index.ts';
import type { MeetingRead } from '../../core/minutes/model.ts';
import { directoryOf, MINUTES_TABS, type MinutesRows, minutesRows } from '../../core/minutes/rows.ts';
import { type Facts, readFacts } from '../../core/process/facts.ts';
import { readSnapshot } from '../../core/read/index.ts';
import type { RawWorkbook } from '../../core/workbook.ts';
import { tabOf, w } from '../../sheet-templates/index.ts';
import { BatonError } from '../errors.ts';
import type { WorkbookStore } from '../ports.ts';
import { readContextOf } from '../reading/official.ts';
import { asideEnd, asideRun, type Clock, holderIn, holderOf, WAITS } from '../sweep/claim.ts';
import { type Holder, heldWords } from '../sweep/holder.ts';
import { ClaimLost, openJournal } from '../sweep/journal.ts';
import { freshWorkbookId, locationOf } from '../sweep/location.ts';
import { canTakeNotes } from '../sweep/notes.ts';

export interface MinutesFile {
  readonly text: string;
  /** With its ending; '' for what came through a pipe. */
  readonly name: string;
}

export interface MinutesCall {
  readonly store: WorkbookStore;
  readonly file: MinutesFile;
  /** Id of the request the meetings belong to; '' for none. */
  readonly request: string;
  /** Reads the file against the workbook, whatever tabs it has, and writes nothing. */
  readonly dryRun: boolean;
  /** The real time, ISO 8601. */
  readonly clock: Clock;
  readonly wait: (milliseconds: number) => Promise<void>;
}

/** The largest file of minutes: somebody typed it. */
const LONGEST = 1_000_000;

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
  if (call.file.text.length > LONGEST) throw tooLong();
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
  if (request !== '' && !snapshot.rows.requests.some(({ id }) => id === request)) throw requestUnknown(request);
  if (!dryRun && MINUTES_TABS.some((tab) => !snapshot.has[tab])) throw noTabs();
  const find = directoryOf(snapshot.people);
  const read = readMinutes(file.text, {
    fileName: file.name.replace(/\.[^.]+$/, ''),
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
  return { raw, facts, rows: minutesRows(facts, dated, { file: file.name, request }) };
};

const mustFit = (receipts: readonly { readonly outcome: string }[]) => {
  if (receipts.some(({ outcome }) => outcome !== 'written')) throw changed();
};

const changed = () =>
  new BatonError(
    'data',
    'workbook-changed',
    w(
      '写入时有人改了工作簿，有些行没有写成。请再运行一次：已经写进去的不会重复。',
      'Somebody changed the workbook meanwhile, and some rows were not written. Please run it again: what is there already is not written twice.',
    ),
  );

/** `holder`: null where one came in between at every try. */
const busy = (holder: Holder | null) =>
  new BatonError(
    'backend',
    'workbook-busy',
    holder
      ? heldWords(holder)
      : w(
          '另一次检查正在写这本工作簿，什么都没有写。请过一会儿再运行一次。',
          'A sweep is at work in this workbook, and nothing was written. Please run it again in a moment.',
        ),
  );

const [meetings, topics, actions] = MINUTES_TABS.map((tab) => tabOf(tab).title) as [
  ReturnType<typeof w>,
  ReturnType<typeof w>,
  ReturnType<typeof w>,
];

const noTabs = () =>
  new BatonError(
    'call',
    'minutes-no-tabs',
    w(
      `这本工作簿没有“${meetings['zh-CN']}”“${topics['zh-CN']}”“${actions['zh-CN']}”这几张表，全流程模板里有：npm run -s baton -- init 文件 --template full。只看能读出什么，请加 --dry-run。`,
      `This workbook lacks the sheets “${meetings.en}”, “${topics.en}” and “${actions.en}”; the full template has them: npm run -s baton -- init FILE --template full. To see only what is read, add --dry-run.`,
    ),
  );

const requestUnknown = (request: string) =>
  new BatonError(
    'call',
    'request-unknown',
    w(
      `工作簿里没有需求 ${request}。请写“需求登记表”里的编号，例如 Q-0001。`,
      `The workbook has no request ${request}. Write an ID from the sheet of requests, such as Q-0001.`,
    ),
  );

const tooLong = () =>
  new BatonError(
    'data',
    'minutes-too-long',
    w(
      '这个文件超过一百万个字符，不像会议纪要。',
      'This file has more than a million characters; these are no minutes.',
    ),
  );

const empty = () =>
  new BatonError(
    'data',
    'minutes-empty',
    w(
      '没有读出任何议题、行动或参会人。请用标题分出“议题”“待办”这样的部分，或用“待办：”开头写明行动。',
      'No topic, action or attendee was recognised. Give the parts headings such as “Agenda” and “Action items”, or begin an action with “Action:”.',
    ),
  );

const noDate = ({ name, line }: MeetingRead) =>
  new BatonError(
    'data',
    'minutes-undated',
    w(
      `第 ${line} 行起的会议${name && `“${name}”`}没有日期。请加一行，例如“会议时间：2026-03-06 14:00”。`,
      `The meeting from line ${line} on${name && `, “${name}”,`} has no date. Add a line such as “Date: 2026-03-06 14:00”.`,
    ),
  );
