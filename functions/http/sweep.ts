/** The function `sweep`: takes a task from the queue, sweeps, and tells by mail of what only people can mend. */
import { inAll } from '../../core/messages/in-all.ts';

import type { Sharing } from '../../core/read/shared.ts';
import type { DeliveryStatus } from '../../core/record/delivery.ts';
import type { Owing } from '../../core/record/owing.ts';
import type { Snapshot } from '../../core/snapshot.ts';
import { must } from '../../core/text/must.ts';
import { dayFromIso } from '../../core/time/day.ts';
import type { Locale } from '../../sheet-templates/index.ts';
import type { Links } from '../answer/links.ts';
import type { Lifetime } from '../base/lifetime.ts';
import { framesOf, type Log } from '../base/log.ts';
import { workbookKey } from '../base/workbook-key.ts';
import { BatonError } from '../errors.ts';
import type { Groups } from '../group/group.ts';
import { BOOK_UNREADABLE, type Books } from '../many/book.ts';
import type { CloudTask, HandOnTask, Mailer, Queue, SweepTask, TeamTask, WorkbookStore } from '../ports.ts';
import { readContextOf } from '../reading/official.ts';
import { isAhead } from '../sweep/ahead.ts';
import type { ClaimClock } from '../sweep/claim.ts';
import { decide } from '../sweep/decide.ts';
import { type Member, sweepRound } from '../sweep/round.ts';
import type { Ended, SweepResult } from '../sweep/sweep.ts';
import type { Webhook } from '../webhook/webhook.ts';
import { tellOfBook, tellOfFailure } from '../week/notify.ts';
import { type Endpoint, type JsonAnswer, wordsOf } from './call.ts';
import { checkTask } from './check.ts';
import { type HandOnParts, handOnTask } from './hand-on.ts';
import { type GivePress, pressTask } from './press.ts';
import { taskIn } from './task.ts';
import { type WeekParts, weekTask } from './week.ts';

const say = inAll('sweep');

/** `isFirst`: it is told for the first time, as far as this delivery knows. */
export type ReportFailure = (task: SweepTask, error: BatonError, isFirst: boolean, log: Log) => Promise<void>;

export interface SweepParts {
  readonly open: (uri: string) => WorkbookStore;
  readonly mailer: (uri: string) => Promise<Mailer>;
  /** What workbooks share that name one of these. */
  readonly books: Books;
  /** Whether this is a workbook that may be swept from here. */
  readonly isKnown: (uri: string) => boolean;
  /** Tells of a workbook that cannot be swept. */
  readonly report: ReportFailure;
  /** What the buttons in a workbook's mails lead to; null for mails without. */
  readonly linkTo: Links['linkTo'] | null;
  /** `replies` reads what people reply to the mails. */
  readonly repliesAreRead: boolean;
  /** Tells the administrator about a week; absent where nobody is told. */
  readonly week?: WeekParts;
  /** Gives what was pressed in a chat's card; absent where no chat tells of presses. */
  readonly presses?: GivePress;
  /** Takes up later what somebody has to wait for; absent where nothing is handed on before the next morning. */
  readonly later?: () => Pick<Queue, 'enqueue'>;
  /** Posts the team's morning where a workbook names a group; absent where nothing is posted. */
  readonly group?: Groups;
  /** Tells another program what is told; absent where none is. */
  readonly webhook?: Webhook;
  readonly lifetime: Lifetime;
  readonly clock: ClaimClock;
}

/** An error that may pass by itself is reported when it was met this often. */
const REPORTED_AT = 3;

/**
 * A server that puts off senders it does not know takes the same mail a little later: after 5 minutes where postgrey has its default
 * (https://manpages.ubuntu.com/manpages/noble/man8/postgrey.8.html), and nobody may expect a sender to come again before 30 (RFC 5321,
 * 4.5.4.1). So a task comes again while somebody's mail is put off for the first time. The queue's eighth attempt is 35 minutes
 * after its first (scripts/deploy/parts/queue.ts); who is put off then, or was on an earlier day, waits for tomorrow's sweep:
 * a full mailbox fails no task of every day.
 */
const TRIED_AGAIN_UNTIL = 8;

/**
 * Called by the queue with a Task: sweeps one workbook, checks its rows or tells of a week, and may be called again for the
 * same at any time.
 */
export const sweepEndpoint = (parts: SweepParts): Endpoint => ({
  methods: ['POST'],
  answer: async ({ header, body }, log) => {
    const task = taskIn(body);
    if (task === null || !isOurs(parts, task)) throw notATask();
    // Counts from 0: https://docs.cloud.google.com/tasks/docs/creating-http-target-tasks
    const attempt = 1 + Number(/^\d{1,6}$/.exec(header('x-cloudtasks-taskretrycount') ?? '')?.[0] ?? 0);
    return doTask(parts, task, attempt, log);
  },
});

/** Does a task, for the n-th time from 1 on. 503 asks to come again. */
export const doTask = (parts: SweepParts, task: CloudTask, attempt: number, log: Log): Promise<JsonAnswer> => {
  switch (task.kind) {
    case 'team':
      return teamTask(parts, task, attempt, log);
    case 'check':
      return checkTask(parts, task, log);
    case 'hand-on':
      return handOnTask(handOnParts(parts, task, attempt), task, log);
    case 'press':
      return pressTask(must(parts.presses, 'doors of chats'), task, log);
    case 'week':
      if (!parts.week) throw new Error('nobody is told of a week here');
      return weekTask(parts.week, task, attempt, log);
    default:
      return sweepTask(parts, task, attempt, log);
  }
};

/** Workbooks and books are known here, and nothing is ahead of its time; else it is none of our tasks. */
const isOurs = ({ isKnown, clock, week, presses }: SweepParts, task: CloudTask): boolean => {
  const isDue = ({ at }: { readonly at: string }) => !isAhead(at, clock());
  switch (task.kind) {
    case 'team':
      return isKnown(task.book) && task.workbooks.every((one) => isKnown(one.workbook) && isDue(one));
    case 'check':
      return isKnown(task.workbook);
    case 'hand-on':
      return isKnown(task.workbook) && (task.book === undefined || isKnown(task.book));
    case 'press':
      return presses !== undefined;
    case 'week':
      return week !== undefined && isDue(task);
    default:
      return isKnown(task.workbook) && isDue(task) && (task.book === undefined || isKnown(task.book));
  }
};

/**
 * Sweeps one workbook. 503 asks to come again: the backend failed, another sweep holds the workbook
 * (or died with it in hand), somebody's mail was put off for the first time, or this process is ending. What only a person can mend is reported and not tried again.
 */
export const sweepTask = async (parts: SweepParts, task: SweepTask, attempt: number, log: Log): Promise<JsonAnswer> => {
  const [done] = await sweepNow(parts, [task], attempt, log);
  return answerOf(parts, must(done, 'end of a sweep'), attempt, log);
};

/** The same for a team's workbooks as one round: what came of each is told of each, and it comes again when any asks for it. */
export const teamTask = async (parts: SweepParts, team: TeamTask, attempt: number, log: Log): Promise<JsonAnswer> => {
  const { name, book } = team;
  const tasks = team.workbooks.map((one): SweepTask => ({ ...one, name, book }));
  const done = await sweepNow(parts, tasks, attempt, log);
  const answers: JsonAnswer[] = [];
  for (const one of done) answers.push(await answerOf(parts, one, attempt, log));
  const status = Math.max(...answers.map(({ status }) => status));
  const mails = new Set(done.flatMap(({ result }) => result?.sent.map(({ id }) => id) ?? [])).size;
  log('INFO', 'team swept', { workbook: workbookKey(book), workbooks: tasks.length, sent: mails, attempt, status });
  return { status, body: { mails, workbooks: answers.map(({ status, body }) => ({ ...body, status })) } };
};

/** Says what came of a sweep, to the log and to whoever is to hear of it, and whether it is to come again. */
const answerOf = async (
  parts: SweepParts,
  { task, result, error, bookError }: Done,
  attempt: number,
  log: Log,
): Promise<JsonAnswer> => {
  const about = { workbook: workbookKey(task.workbook), date: task.at.slice(0, 10), attempt };
  const counts = {
    outcome: result?.outcome ?? 'failed',
    sent: result?.sent.length ?? 0,
    problems: result?.problems.length ?? 0,
    conflicts: result?.conflicts.length ?? 0,
    owed: owedBy(result?.owed ?? []),
  };
  const isStopped = error?.code === STOPPING;
  const isPutOff = attempt < TRIED_AGAIN_UNTIL && result !== null && isPutOffFirst(result);
  const again = isStopped || counts.outcome === 'left' || error?.kind === 'backend' || isPutOff;
  const status = again ? 503 : 200;
  log(error && !isStopped ? 'ERROR' : 'INFO', 'swept', {
    ...about,
    ...counts,
    status,
    ...(error && { code: error.code }),
  });
  const rolled = result?.rolled;
  if (rolled && 'error' in rolled) log('WARNING', 'not rolled over', { ...about, code: rolled.error.code });
  else if (rolled) log('INFO', 'rolled over', { ...about, moved: rolled.rows, left: rolled.kept });
  if (error && !isStopped && (!again || attempt >= REPORTED_AT)) {
    await parts.report(task, error, !again || attempt === REPORTED_AT, log);
  }
  if (bookError) log('WARNING', 'swept without its book', { ...about, code: bookError.code });
  if (bookError && !again) await parts.report(task, bookError, true, log);
  return { status, body: { ...about, run: result?.run ?? null, ...counts, ...(error && { error: wordsOf(error) }) } };
};

/** How many people are owed something, by how that stands; nobody is named. */
const owedBy = (owed: readonly Owing[]): Partial<Record<DeliveryStatus, number>> => {
  const people = new Set(owed.map(({ status, to, name }) => [status, to, name].join('\n')));
  const counts: Partial<Record<DeliveryStatus, number>> = {};
  for (const person of people) {
    const [status] = person.split('\n') as [DeliveryStatus];
    counts[status] = (counts[status] ?? 0) + 1;
  }
  return counts;
};

/** Whether this sweep's day is the first on which somebody's mail was put off. */
const isPutOffFirst = ({ owed, plan: { at } }: SweepResult): boolean => {
  const today = must(dayFromIso(at.slice(0, 10)), 'day of a sweep');
  const deferred = owed.filter(({ status }) => status === 'deferred');
  const before = new Set(deferred.flatMap(({ to, since }) => (since < today ? [to] : [])));
  return deferred.some(({ to }) => !before.has(to));
};

interface Done {
  readonly task: SweepTask;
  readonly result: SweepResult | null;
  readonly error: BatonError | null;
  /** Why it was swept without what it shares. */
  readonly bookError: BatonError | null;
}

/**
 * What a workbook shares. A book that may be there again shortly is waited for with another attempt at the sweep; one that
 * stays away, or that only a person can bring back, keeps nobody from being reminded: its people stand in the workbook.
 */
const sharedIn = async (
  { books }: SweepParts,
  { book }: Pick<SweepTask, 'book'>,
  attempt: number,
): Promise<{ readonly shared?: Sharing; readonly bookError: BatonError | null }> => {
  if (book === undefined) return { bookError: null };
  try {
    return { shared: await books(book), bookError: null };
  } catch (error) {
    if (!(error instanceof BatonError) || (error.kind === 'backend' && attempt < REPORTED_AT)) throw error;
    return { bookError: error };
  }
};

/** What is handed on is decided as a sweep decides, and leaves the same way. */
const handOnParts = (parts: SweepParts, task: HandOnTask, attempt: number): HandOnParts => {
  const { open, mailer, lifetime, clock, later, webhook } = parts;
  return {
    clock,
    ...(later && { queue: later() }),
    options: async () => {
      const { shared } = await sharedIn(parts, task, attempt);
      return {
        store: open(task.workbook),
        mailer: untilTheEnd(await mailer(task.workbook), lifetime),
        clock,
        ...(webhook && { webhook }),
        decide: async (raw, { now }) =>
          decide(raw, await readContextOf(raw, now, shared), linksFor(parts, task.workbook), parts.repliesAreRead),
      };
    },
  };
};

const linksFor = ({ linkTo }: SweepParts, workbook: string) =>
  linkTo ? (snapshot: Snapshot) => linkTo(workbook, snapshot) : undefined;

/** Sweeps workbooks in one round. Once this process is ending, those begun are ended and no other is begun. */
const sweepNow = async (
  parts: SweepParts,
  tasks: readonly SweepTask[],
  attempt: number,
  log: Log,
): Promise<readonly Done[]> => {
  const { lifetime, clock, repliesAreRead, group, webhook } = parts;
  const bookErrors = new Map<SweepTask, BatonError | null>();
  const members = tasks.map(
    (task, i): Member =>
      async () => {
        if (i > 0 && lifetime.isEnding()) throw stopping();
        const { shared, bookError } = await sharedIn(parts, task, attempt);
        bookErrors.set(task, bookError);
        const links = linksFor(parts, task.workbook);
        return {
          store: parts.open(task.workbook),
          now: task.at,
          clock,
          ...(group && { group }),
          ...(webhook && { webhook }),
          decide: async (raw, { now }) => decide(raw, await readContextOf(raw, now, shared), links, repliesAreRead),
        };
      },
  );
  const [first] = tasks;
  const ended = await parts.mailer(first?.workbook ?? '').then(
    (mailer) => sweepRound(members, { mailer: untilTheEnd(mailer, lifetime) }),
    (error): Ended[] => tasks.map(() => ({ kind: 'failed', error })),
  );
  return tasks.map((task, i): Done => {
    const one = must(ended[i], 'end of a sweep');
    const about = { task, bookError: bookErrors.get(task) ?? null };
    if (one.kind === 'over') return { ...about, result: one.result, error: errorIn(one.result) };
    if (one.error instanceof BatonError) return { ...about, result: null, error: one.error };
    log('ERROR', 'unexpected error', { code: 'internal', frames: framesOf(one.error) });
    return { ...about, result: null, error: internal(one.error) };
  });
};

/**
 * A mailer that sends nothing more once the process is ending. The sweep then writes what became of the mails before,
 * gives its claim up and leaves the others due: the task comes again and goes on there.
 */
const untilTheEnd = (mailer: Mailer, { isEnding }: Lifetime): Mailer => {
  const kept = new Set<string>();
  return {
    batch: mailer.batch,
    ...(mailer.ways && { ways: mailer.ways }),
    send: async (mail) => {
      if (!isEnding()) return mailer.send(mail);
      kept.add(mail.id);
      throw stopping();
    },
    find: async (id, trace) => (kept.has(id) ? 'unsent' : mailer.find(id, trace)),
    flush: async (isMore) => mailer.flush?.(isMore),
  };
};

/** What of a sweep nobody is told by its own mails. */
const errorIn = ({ outcome, error, because }: SweepResult): BatonError | null => {
  if (outcome === 'copy') return copied();
  if (outcome === 'fuse') return tooMany(Number(because?.facts.mails), Number(because?.facts.limit));
  return error ?? null;
};

/**
 * By mail to the workbook's owner and the administrator; one whom no mail reaches keeps it from no other. Of a book they
 * hear once, whichever of its workbooks met it.
 */
export const reportByMail = (admin: string, locale: Locale, mailer: () => Promise<Mailer>): ReportFailure => {
  const told = new Set<string>();
  return async ({ workbook, at, owner, book }, { code, words }, isFirst, log) => {
    for (const address of new Set([owner ?? admin, admin])) {
      try {
        const to = { address, locale, mailer: await mailer(), at, isFirst };
        const once = `${book} ${address}`;
        if (code === BOOK_UNREADABLE) await tellOfBook({ ...to, isFirst: !told.has(once) }, book ?? '', words);
        else await tellOfFailure(to, workbook, code, words);
        if (code === BOOK_UNREADABLE) told.add(once);
      } catch (error) {
        const code = error instanceof BatonError ? error.code : 'internal';
        log('ERROR', 'not reported', { workbook: workbookKey(workbook), code });
      }
    }
  };
};

const STOPPING = 'stopping';

const stopping = () => new BatonError('backend', STOPPING, say.stopping);

const internal = (cause: unknown) => new BatonError('backend', 'internal', say.internal, cause);

const notATask = () => new BatonError('call', 'not-a-task', say.notATask);

const copied = () => new BatonError('data', 'copy', say.copy);

const tooMany = (mails: number, limit: number) => new BatonError('data', 'fuse', say.fuse({ mails, limit }));
