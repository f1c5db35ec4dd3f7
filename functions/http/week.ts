/** The task that sums up a week of all workbooks and mails it to the administrator. */
import { must } from '../../core/text/must.ts';
import { localTime } from '../../core/time/calendar.ts';
import { dayFromIso, weekdayOf } from '../../core/time/day.ts';
import type { Locale } from '../../sheet-templates/index.ts';
import type { Lifetime } from '../base/lifetime.ts';
import type { Log } from '../base/log.ts';
import { BatonError } from '../errors.ts';
import type { Registered, Registry } from '../many/registry.ts';
import type { Mailer, Queue, WeekTask, WorkbookStore } from '../ports.ts';
import { lookAtWeek } from '../week/look.ts';
import { tellOfWeek, type WeekNotified, wasToldOfWeek } from '../week/notify.ts';
import { sayWeek } from '../week/say.ts';
import { addSums, EMPTY } from '../week/sum.ts';
import type { JsonAnswer } from './call.ts';

export interface WeekParts {
  readonly registry: () => Promise<Registry>;
  /** Paced, as for sweeps. */
  readonly open: (uri: string) => WorkbookStore;
  readonly mailer: () => Promise<Mailer>;
  readonly admin: { readonly address: string; readonly locale: Locale };
  /** How mails leave. */
  readonly way: string;
  /** What takes the next slice; null where this process goes on with it. */
  readonly queue: Queue | null;
  readonly lifetime: Lifetime;
  /** The real time, ISO 8601. */
  readonly clock: () => string;
}

/** Workbooks that one task reads: some minutes' worth, however many there are. */
const SLICE = 50;

const nameOf = (at: string, from: number) => `week-${at.slice(0, 10)}-${from}`;

/**
 * The task that tells the administrator about the week that is over, on Mondays; null on other days. It is Monday where most of the
 * workbooks are. `planned`: when the dispatch was, ISO 8601.
 */
export const weekTaskOf = (workbooks: readonly Registered[], planned: string): WeekTask | null => {
  const zones = [...Map.groupBy(workbooks, ({ zone }) => zone)].sort(([, a], [, b]) => b.length - a.length);
  const local = zones[0] && localTime(planned, zones[0][0]);
  if (!local || weekdayOf(local.day) !== 1) return null;
  return { kind: 'week', name: nameOf(local.iso, 0), at: local.iso, from: 0, isRepeat: false, sum: EMPTY };
};

/**
 * Reads a slice of the workbooks and hands what it saw to the next task, the last of which tells the administrator. So nothing has to
 * be kept between them, and a task that is delivered twice does no harm. 503 asks to come again.
 */
export const weekTask = async (parts: WeekParts, task: WeekTask, attempt: number, log: Log): Promise<JsonAnswer> => {
  const { admin, queue, lifetime, clock, open } = parts;
  const about = { date: task.at.slice(0, 10) };
  const monday = must(dayFromIso(about.date), 'Monday of a week') - 7;
  const to = async (): Promise<WeekNotified> => ({
    ...admin,
    mailer: await parts.mailer(),
    at: task.at,
    isFirst: attempt === 1 && !isRepeat,
  });
  let { from, sum, isRepeat } = task;
  if (from === 0 && (await wasToldOfWeek(await to()))) return { status: 200, body: { ...about, known: true } };
  const uris = (await parts.registry()).workbooks.flatMap(({ uri, paused }) => (paused ? [] : [uri]));
  for (;;) {
    for (const uri of uris.slice(from, from + SLICE)) {
      if (lifetime.isEnding()) return { status: 503, body: about };
      const seen = await lookAtWeek(uri, { open, monday, now: clock(), locale: admin.locale });
      sum = addSums(sum, seen.sum);
      isRepeat ||= seen.begun.some((at) => Date.parse(at) < Date.parse(task.at));
    }
    from += SLICE;
    if (from >= uris.length) break;
    if (queue !== null) {
      await queue.enqueue({ ...task, name: nameOf(task.at, from), from, isRepeat, sum }, clock());
      return { status: 200, body: { ...about, workbooks: sum.workbooks } };
    }
  }
  const said = sayWeek(sum, monday, parts.way, admin.locale);
  const facts = { ...about, workbooks: sum.workbooks, problems: said.exceptions.length + sum.more };
  try {
    await tellOfWeek(await to(), said);
  } catch (error) {
    if (!(error instanceof BatonError)) throw error;
    log('ERROR', 'not reported', { ...about, code: error.code });
    return { status: error.kind === 'backend' ? 503 : 200, body: { ...facts, error: { code: error.code } } };
  }
  log('INFO', 'week told', facts);
  return { status: 200, body: facts };
};
