/** The fields of the fault matrix, and what comes of trying them. */
import { ensure } from '../../../core/text/maps.ts';
import { must } from '../../../core/text/must.ts';
import { randomOf } from '../../../test/support/random.ts';
import { dingtalkSystem } from '../systems/dingtalk.ts';
import { feishuSystem } from '../systems/feishu.ts';
import { gmailSystem } from '../systems/gmail.ts';
import { graphMailSystem } from '../systems/graph-mail.ts';
import { slackSystem } from '../systems/slack.ts';
import { smtpSystem } from '../systems/smtp.ts';
import { wecomSystem } from '../systems/wecom.ts';
import { holdTimeouts, letTimeouts } from '../systems/wire.ts';
import type { FaultPlace } from './bench.ts';
import { diskBench } from './benches/disk.ts';
import { googleSheetsBench } from './benches/google-sheets.ts';
import { graphExcelBench } from './benches/graph-excel.ts';
import { imapTrack } from './benches/imap.ts';
import { mailBench } from './benches/mail.ts';
import { memoryBench } from './benches/memory.ts';
import { pressTrack } from './benches/presses.ts';
import { calendarTrack, eventsTrack } from './benches/programs.ts';
import { cloudTasksTrack, memoryQueueTrack } from './benches/queues.ts';
import { repliesTrack } from './benches/replies.ts';
import { DECLARED, type Declared, expectedAt } from './declared.ts';
import { FAULTS, type Fault, type FaultKey, type FaultVerdict, type Mishap } from './kinds.ts';
import type { OpenBench } from './run.ts';
import { storyTrack, type Track } from './track.ts';

/** One field of a table. */
export interface MatrixCell {
  readonly adapter: Declared;
  /** What is done: a key of the adapter's rows. */
  readonly track: string;
  readonly step: string;
  readonly fault: Fault & { readonly key: FaultKey };
}

export const cellName = ({ adapter, track, step, fault }: MatrixCell): string =>
  `${adapter.key} · ${track} · ${step} · ${fault.key}`;

export const CELLS: readonly MatrixCell[] = DECLARED.flatMap((adapter) =>
  Object.entries(adapter.rows).flatMap(([track, steps]) =>
    steps.flatMap((step) => FAULTS.map((fault): MatrixCell => ({ adapter, track, step, fault }))),
  ),
);

/** Fields in which something is tried. */
export const TRIED: readonly MatrixCell[] = CELLS.filter(
  ({ adapter, step, fault }) => typeof expectedAt(adapter, step, fault.key) === 'string',
);

const BENCHES: Readonly<Record<string, OpenBench>> = {
  memory: memoryBench,
  'xlsx-file': diskBench,
  outbox: diskBench,
  'google-sheets': googleSheetsBench,
  'graph-excel-api': graphExcelBench('api'),
  'graph-excel-file': graphExcelBench('file'),
  gmail: mailBench(gmailSystem),
  'graph-mail': mailBench(graphMailSystem(true)),
  'graph-mail-own-ids': mailBench(graphMailSystem(false)),
  slack: mailBench(slackSystem),
  smtp: mailBench(smtpSystem),
  feishu: mailBench(feishuSystem),
  wecom: mailBench(wecomSystem),
  dingtalk: mailBench(dingtalkSystem),
};

interface Course {
  readonly track: Track;
  /** Places by the step, or by the request, that the table has a row for. */
  readonly placesAt: (step: string) => readonly FaultPlace[];
}

/** All courses of a run are walked once, and by whoever needs them first. */
const createCourses = () => {
  const replies = repliesTrack();
  const known = new Map<string, Promise<readonly Course[]>>();
  const walk = async (track: Track, byPlace: boolean): Promise<Course> => {
    const { steps, places } = await track.course();
    return { track, placesAt: (step) => places.filter(({ name }, i) => (byPlace ? name : steps[i]) === step) };
  };
  const coursesOf = ({ adapter: { key }, track }: MatrixCell): Promise<readonly Course[]> => {
    if (key === 'cloud-tasks') return Promise.all([walk(cloudTasksTrack, false)]);
    if (key === 'queue-memory') return Promise.all([walk(memoryQueueTrack, false)]);
    if (key === 'press-slack') return Promise.all([walk(pressTrack('slack'), false)]);
    if (key === 'press-feishu') return Promise.all([walk(pressTrack('feishu'), false)]);
    if (key === 'webhook') return Promise.all([walk(eventsTrack(), false)]);
    if (key === 'calendar') return Promise.all([walk(calendarTrack(track as 'ask'), false)]);
    if (key === 'imap') return Promise.all([walk(imapTrack(), false)]);
    if (key === 'replies') return Promise.all([walk(replies, false)]);
    const open = must(BENCHES[key], `bench for ${key}`);
    if (track === 'disk')
      return Promise.all((['sweep', 'settle', 'answer'] as const).map((story) => walk(storyTrack(open, story), true)));
    const [story, byPlace] = [track.split(' ')[0] as 'sweep', track.includes('by request')];
    return Promise.all([walk(storyTrack(open, story), byPlace)]);
  };
  return {
    of: (cell: MatrixCell) => {
      const key = `${cell.adapter.key === 'outbox' ? 'xlsx-file' : cell.adapter.key} ${cell.track}`;
      return ensure(known, key, () => coursesOf(cell));
    },
    close: replies.close,
  };
};

/** What came of a field, tried at some of its places or at all. */
interface CellOutcome {
  readonly cell: MatrixCell;
  /** The worst of them. */
  readonly verdict: FaultVerdict | null;
  readonly tries: number;
  readonly codes: readonly string[];
  /** What must not be, a sentence each; empty where all is as it is declared. */
  readonly broken: readonly string[];
}

const RANK: readonly FaultVerdict[] = ['once', 'next', 'said', 'held'];

interface RunOptions {
  readonly cells: readonly MatrixCell[];
  /** Every place and every way; else one of each, by these dice. */
  readonly whole: boolean;
  readonly seed: number;
  readonly onCell?: (outcome: CellOutcome) => void;
}

export const runCells = async ({
  cells,
  whole,
  seed,
  onCell = () => {},
}: RunOptions): Promise<readonly CellOutcome[]> => {
  const courses = createCourses();
  const random = randomOf(seed);
  const outcomes: CellOutcome[] = [];
  holdTimeouts();
  try {
    for (const cell of cells) {
      const outcome = await tryCell(cell, await courses.of(cell), whole, random);
      outcomes.push(outcome);
      onCell(outcome);
    }
  } finally {
    letTimeouts();
    await courses.close();
  }
  return outcomes;
};

/** A process of its own takes its time: of the places at which one may be killed, each fifth. */
const KILLED = 5;
const isKill = (mishap: Mishap) => mishap === 'kill-before' || mishap === 'kill-after';

const tryCell = async (
  cell: MatrixCell,
  courses: readonly Course[],
  whole: boolean,
  random: () => number,
): Promise<CellOutcome> => {
  const { adapter, step, fault } = cell;
  const expected = expectedAt(adapter, step, fault.key);
  const ways = courses.flatMap(({ track, placesAt }) =>
    placesAt(step).flatMap((place, i) =>
      fault.mishaps
        .filter((mishap) => !isKill(mishap) || i % KILLED === 0)
        .map((mishap: Mishap) => ({ track, place, mishap })),
    ),
  );
  const left = [...ways];
  const codes = new Set<string>();
  const broken: string[] = [];
  let [tries, verdict]: [number, FaultVerdict | null] = [0, null];
  while (left.length > 0 && (whole || tries === 0)) {
    const [way] = left.splice(whole ? 0 : Math.floor(random() * left.length), 1);
    if (!way) break;
    const { track, place, mishap } = way;
    const at = `${place.name} no. ${place.nth}, ${said(mishap)}`;
    const tried = await track.try(place, mishap);
    if (tried === null) continue;
    tries++;
    if (verdict === null || RANK.indexOf(tried.verdict) > RANK.indexOf(verdict)) verdict = tried.verdict;
    if (tried.code) codes.add(tried.code);
    broken.push(...tried.broken.filter((what) => !isAllowed(adapter, what)).map((what) => `${at}: ${what}`));
  }
  const found = verdict ?? 'nothing to try';
  const wanted = typeof expected === 'string' ? expected : 'nothing to try';
  // One of many places may be better off than the worst of them.
  const isAsDeclared = whole
    ? found === wanted
    : verdict !== null && typeof expected === 'string' && RANK.indexOf(verdict) <= RANK.indexOf(expected);
  if (!isAsDeclared)
    broken.push(`declared as ${wanted}, found ${found}${codes.size > 0 ? ` (${[...codes].join(', ')})` : ''}`);
  return { cell, verdict, tries, codes: [...codes], broken };
};

const said = (mishap: Mishap): string => (typeof mishap === 'string' ? mishap : JSON.stringify(mishap));

const LYING = 'left lying about: ';
const isAllowed = ({ mayLeave }: Declared, what: string): boolean =>
  mayLeave !== undefined && what.startsWith(`${LYING}${mayLeave.what}`);
