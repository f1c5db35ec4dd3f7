/** The task that hands on what follows from an answer, and how it is asked for. */
import type { AnswerKind } from '../../core/answers/model.ts';
import { UNDO_MINUTES } from '../../core/answers/model.ts';
import { hasNext } from '../../core/planning/hand-on.ts';
import { framesOf, type Log } from '../base/log.ts';
import { workbookKey } from '../base/workbook-key.ts';
import { BatonError } from '../errors.ts';
import type { Registered } from '../many/registry.ts';
import type { HandOnTask, Queue } from '../ports.ts';
import { type HandOnOptions, handOnWorkbook } from '../sweep/hand-on.ts';
import type { JsonAnswer } from './call.ts';

const MINUTE = 60_000;

/** Asks that what follows from an answer is handed on; nobody waits for that, and nothing is lost where it fails. */
export type HandOnLater = (workbook: Pick<Registered, 'uri' | 'book'>, kind: AnswerKind, log: Log) => Promise<void>;

/** Once the answer can no longer be taken back; once for all answers of a minute. */
export const handOnLater =
  (queue: Pick<Queue, 'enqueue'>, clock: () => string): HandOnLater =>
  async ({ uri, book }, kind, log) => {
    if (!hasNext(kind)) return;
    const end = (Math.floor(Date.parse(clock()) / MINUTE) + 1 + UNDO_MINUTES) * MINUTE;
    await askFor(queue, { workbook: uri, ...(book !== null && { book }) }, new Date(end).toISOString(), log);
  };

const askFor = async (
  queue: Pick<Queue, 'enqueue'>,
  about: Pick<HandOnTask, 'workbook' | 'book'>,
  notBefore: string,
  log: Log,
): Promise<void> => {
  const name = `${workbookKey(about.workbook)}-hand-on-${notBefore.slice(0, 16).replace(/\W/g, '')}`;
  try {
    await queue.enqueue({ kind: 'hand-on', name, ...about }, notBefore);
  } catch (error) {
    // The next morning's sweep says it.
    log('WARNING', 'not enqueued', {
      workbook: workbookKey(about.workbook),
      code: error instanceof BatonError ? error.code : 'internal',
    });
  }
};

export interface HandOnParts {
  readonly options: () => Promise<Omit<HandOnOptions, 'now'>>;
  /** The real time, ISO 8601. */
  readonly clock: () => string;
  /** Takes it up again later; absent where nobody can. */
  readonly queue?: Pick<Queue, 'enqueue'>;
}

/**
 * Hands on what follows from answers in a workbook. Where another is at work there it comes again; what fails otherwise, or does not
 * leave by the end of the workday, the next morning's sweep says.
 */
export const handOnTask = async (
  { options, clock, queue }: HandOnParts,
  { workbook, book }: HandOnTask,
  log: Log,
): Promise<JsonAnswer> => {
  const about = { workbook: workbookKey(workbook) };
  try {
    const { result, again } = await handOnWorkbook({ ...(await options()), now: clock() });
    const counts = { outcome: result.outcome, sent: result.sent.length, conflicts: result.conflicts.length };
    const status = result.outcome === 'left' ? 503 : 200;
    log('INFO', 'handed on', { ...about, ...counts, status });
    if (queue && again !== null) {
      const notBefore = new Date(Date.parse(again)).toISOString();
      await askFor(queue, { workbook, ...(book !== undefined && { book }) }, notBefore, log);
    }
    return { status, body: { ...about, ...counts } };
  } catch (error) {
    const isOurs = error instanceof BatonError;
    const status = isOurs && error.kind !== 'backend' ? 200 : 503;
    const code = isOurs ? error.code : 'internal';
    log(isOurs && status === 503 ? 'WARNING' : 'ERROR', 'not handed on', {
      ...about,
      code,
      status,
      ...(!isOurs && { frames: framesOf(error) }),
    });
    return { status, body: { ...about, error: { code } } };
  }
};
