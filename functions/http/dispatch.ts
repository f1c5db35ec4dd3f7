/** The function `dispatch`: queues a sweep for every workbook of the list. */
import { inAll } from '../../core/messages/in-all.ts';
import { must } from '../../core/text/must.ts';
import { instantOf, localTime } from '../../core/time/calendar.ts';
import type { Locale } from '../../sheet-templates/index.ts';
import type { Lifetime } from '../base/lifetime.ts';
import type { Log } from '../base/log.ts';
import { workbookKey } from '../base/workbook-key.ts';
import { BatonError } from '../errors.ts';
import type { Registered, Registry } from '../many/registry.ts';
import { cutsIn, sizeOf, teamsOf } from '../many/teams.ts';
import type { Mailer, Queue, SweepTask, TeamTask } from '../ports.ts';
import { mustBeInstant } from '../reading/official.ts';
import { isAhead } from '../sweep/ahead.ts';
import { tellOfBadRows, tellOfFailure, type WeekNotified } from '../week/notify.ts';
import type { Endpoint } from './call.ts';
import { weekTaskOf } from './week.ts';

const say = inAll('sweep');

export interface DispatchParts {
  readonly registry: { readonly uri: string; readonly read: () => Promise<Registry> };
  readonly queue: Queue;
  /** Workbooks begun in a minute at most: a sweep makes at least one request of each kind. */
  readonly perMinute: number;
  readonly admin: { readonly address: string; readonly locale: Locale; readonly mailer: () => Promise<Mailer> } | null;
  /** Sees to it that changes in these workbooks are told of as they happen, where somebody wants that. */
  readonly watch?: (uris: readonly string[], log: Log) => Promise<void>;
  readonly lifetime: Lifetime;
  /** The real time, ISO 8601. */
  readonly clock: () => string;
}

/** How many tasks are handed to the queue at a time. */
const AT_ONCE = 20;

/**
 * Called by the scheduler: hands every registered workbook's sweep to the queue. The sweeps are for the day on which the
 * call was planned, in each workbook's zone, so that a call that is repeated after midnight asks for the same ones.
 * Where zones lie far apart, two planned calls a day keep every workbook's time of day; the second finds nothing to do
 * where the first was in time.
 */
export const dispatch = (parts: DispatchParts): Endpoint => ({
  methods: ['POST'],
  answer: async ({ header }, log) => {
    const planned = mustBeInstant(header('x-cloudscheduler-scheduletime') ?? parts.clock(), 'UTC').iso;
    if (isAhead(planned, parts.clock())) throw tooEarly();
    const { workbooks, bad } = await readOrTell(parts, planned, log);
    const due = workbooks.filter(({ paused }) => !paused);
    const sweeps = due.map((workbook) => cloudTaskOf(workbook, planned));
    const [counts] = await Promise.all([
      enqueueAll(parts, spread(sweeps, planned, parts.perMinute), log),
      parts.watch?.(
        due.map(({ uri }) => uri),
        log,
      ),
    ]);
    const cuts = cutsIn(sweeps);
    for (const { book, workbooks } of cuts) log('WARNING', 'team cut', { workbook: workbookKey(book), workbooks });
    const weekFailed = await enqueueWeek(parts, due, planned, log);
    for (const { row, code } of bad) log('WARNING', 'row of the registry not used', { row, code });
    if (bad.length > 0) await tellAdmin(parts, planned, log, (to) => tellOfBadRows(to, bad));
    const facts = { workbooks: workbooks.length, paused: workbooks.length - due.length, ...counts };
    const again = counts.failed > 0 || weekFailed || parts.lifetime.isEnding();
    log(again ? 'WARNING' : 'INFO', 'dispatched', { ...facts, problems: bad.length });
    return { status: again ? 503 : 200, body: { planned, ...facts, bad, ...(cuts.length > 0 && { cuts }) } };
  },
});

interface Slot {
  readonly task: SweepTask | TeamTask;
  readonly notBefore: string;
}

/**
 * Each sweep at its time of day or when the call was planned, whichever is later, and no more workbooks in a minute than
 * allowed. Those of a team are one task.
 */
export const spread = (sweeps: readonly SweepTask[], planned: string, perMinute: number): Slot[] => {
  const tasks = teamsOf(sweeps)
    .map((task) => ({ task, from: Math.max(instantIn(task), Date.parse(planned)) }))
    .sort((a, b) => a.from - b.from || (a.task.name < b.task.name ? -1 : 1));
  let free = Number.NEGATIVE_INFINITY;
  return tasks.map(({ task, from }) => {
    const begin = Math.max(from, free);
    free = begin + (sizeOf(task) * 60_000) / perMinute;
    return { task, notBefore: new Date(begin).toISOString() };
  });
};

const instantIn = (task: SweepTask | TeamTask): number =>
  Math.min(...(task.kind === 'team' ? task.workbooks : [task]).map(({ at }) => Date.parse(at)));

export const cloudTaskOf = ({ uri, zone, sweepTime, owner, book }: Registered, planned: string): SweepTask => {
  const at = instantOf(must(localTime(planned, zone), 'day of a dispatch').day, sweepTime, zone);
  const task = { name: `${workbookKey(uri)}-${at.slice(0, 10)}`, workbook: uri, at, owner };
  return book === null ? task : { ...task, book };
};

const enqueueAll = async ({ queue }: DispatchParts, slots: readonly Slot[], log: Log) => {
  const counts = { taken: 0, known: 0, failed: 0 };
  const waiting = slots.values();
  const work = async () => {
    for (const { task, notBefore } of waiting) {
      try {
        counts[await queue.enqueue(task, notBefore)]++;
      } catch (error) {
        counts.failed++;
        const code = error instanceof BatonError ? error.code : 'internal';
        log('ERROR', 'not enqueued', { workbook: workbookKey(task.kind === 'team' ? task.book : task.workbook), code });
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return counts;
};

/** On Mondays; the names of its tasks keep a repeated call from asking twice. Answers whether that failed. */
const enqueueWeek = async (
  { queue, admin }: DispatchParts,
  due: readonly Registered[],
  planned: string,
  log: Log,
): Promise<boolean> => {
  const task = admin && weekTaskOf(due, planned);
  if (!task) return false;
  try {
    await queue.enqueue(task, planned);
    return false;
  } catch (error) {
    log('ERROR', 'not enqueued', { code: error instanceof BatonError ? error.code : 'internal' });
    return true;
  }
};

/** Without its registry nothing is swept: what does not pass by itself, the administrator is told. */
const readOrTell = async (parts: DispatchParts, at: string, log: Log): Promise<Registry> => {
  const { uri, read } = parts.registry;
  try {
    return await read();
  } catch (error) {
    if (error instanceof BatonError && error.kind !== 'backend') {
      const { code, words } = error;
      await tellAdmin(parts, at, log, (to) => tellOfFailure(to, uri, code, words));
      // The scheduler's call was right all the same.
      throw new BatonError('data', code, words, error);
    }
    throw error;
  }
};

/** A mail that fails changes nothing about the sweeps; it is tried again with the next call. */
const tellAdmin = async (
  { admin }: DispatchParts,
  at: string,
  log: Log,
  tell: (to: WeekNotified) => Promise<void>,
): Promise<void> => {
  if (admin === null) return;
  try {
    const { address, locale } = admin;
    await tell({ address, locale, mailer: await admin.mailer(), at, isFirst: true });
  } catch (error) {
    log('ERROR', 'not reported', { code: error instanceof BatonError ? error.code : 'internal' });
  }
};

const tooEarly = () => new BatonError('call', 'too-early', say.tooEarly);
