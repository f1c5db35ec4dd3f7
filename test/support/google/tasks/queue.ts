import type { cloudtasks_v2 } from 'googleapis/build/src/apis/cloudtasks/v2.js';
import type { Clock } from '../../wire/clock.ts';
import { signJwt } from '../auth/accounts.ts';

/** One delivery of a task. */
interface Attempt {
  /** The task's own id, without the queue's path. */
  readonly task: string;
  /** Virtual time, ms. */
  readonly at: number;
  /** HTTP status of the answer; 0 when there was none in time. */
  status: number;
  /** True for one that the script asked for on top. */
  readonly again: boolean;
}

interface Entry {
  readonly task: cloudtasks_v2.Schema$Task;
  readonly id: string;
  attempts: number;
  /** Answers other than 5xx so far. */
  executions: number;
  previous: number | undefined;
}

const seconds = (duration: string | null | undefined, otherwise: number): number =>
  duration ? Number(duration.replace(/s$/, '')) : otherwise;

/** A name cannot be used again for about this long after its task was done or deleted: see CreateTaskRequest.task. */
const TOMBSTONE = 3_600_000;
const DEADLINE = 600;

/**
 * A queue on virtual time: tasks are posted to their URL when they are due, evenly spaced at the queue's rate, at most
 * so many at once, again with growing pauses when the answer is not 2xx; see Queue, RateLimits and RetryConfig in
 * https://docs.cloud.google.com/tasks/docs/reference/rest/v2/projects.locations.queues. Not the ramp-up and not the
 * throttling that Google adds by itself.
 */
export class Queue {
  readonly name: string;
  readonly config: cloudtasks_v2.Schema$Queue;
  readonly attempts: Attempt[] = [];
  /** Tasks given up after their last attempt. */
  readonly dropped: string[] = [];
  readonly #clock: Clock;
  readonly #entries = new Map<string, Entry>();
  readonly #gone = new Map<string, number>();
  readonly #again: { readonly task: string; readonly after: number }[] = [];
  #ready: Entry[] = [];
  #running = 0;
  #nextSlot = 0;

  constructor(name: string, config: cloudtasks_v2.Schema$Queue, clock: Clock) {
    this.name = name;
    this.#clock = clock;
    this.config = {
      ...config,
      name,
      state: 'RUNNING',
      rateLimits: { maxDispatchesPerSecond: 500, maxConcurrentDispatches: 1000, ...config.rateLimits },
      retryConfig: {
        maxAttempts: 100,
        minBackoff: '0.100s',
        maxBackoff: '3600s',
        maxDoublings: 16,
        ...config.retryConfig,
      },
    };
  }

  /** Tasks that wait or run. */
  get tasks(): cloudtasks_v2.Schema$Task[] {
    return [...this.#entries.values()].map(({ task, attempts }) => ({
      ...task,
      ...(attempts > 0 && { dispatchCount: attempts }),
    }));
  }

  find(id: string): cloudtasks_v2.Schema$Task | undefined {
    return this.tasks.find(({ name }) => name === `${this.name}/tasks/${id}`);
  }

  /** Whether the name is taken: by a task, or by one that ended within the hour. */
  isTaken(id: string): 'now' | 'recently' | null {
    if (this.#entries.has(id)) return 'now';
    return (this.#gone.get(id) ?? Number.NEGATIVE_INFINITY) > this.#clock.now() - TOMBSTONE ? 'recently' : null;
  }

  add(id: string, task: cloudtasks_v2.Schema$Task): void {
    const entry: Entry = { task, id, attempts: 0, executions: 0, previous: undefined };
    this.#entries.set(id, entry);
    this.#wait(entry, Date.parse(task.scheduleTime!));
  }

  delete(id: string): void {
    if (this.#entries.delete(id)) this.#gone.set(id, this.#clock.now());
  }

  /** At-least-once delivery: the task with this id comes once more, so long after its first delivery begins. */
  redeliver({ task, afterSeconds }: { readonly task: string; readonly afterSeconds: number }): void {
    this.#again.push({ task, after: afterSeconds * 1000 });
  }

  /** Runs a task now, whatever its time and the queue's limits. */
  run(id: string): void {
    const entry = this.#entries.get(id);
    if (entry) void this.#dispatch(entry);
  }

  #wait(entry: Entry, until: number): void {
    this.#clock.at(Math.max(until, this.#clock.now()), () => {
      this.#ready.push(entry);
      this.#next();
    });
  }

  /** Starts what may start: one at a time, a slot apart, and no more than may run at once. */
  #next(): void {
    const { maxDispatchesPerSecond, maxConcurrentDispatches } = this.config.rateLimits!;
    const now = this.#clock.now();
    while (this.#ready.length > 0 && this.#running < maxConcurrentDispatches!) {
      if (this.#nextSlot > now) {
        this.#clock.at(this.#nextSlot, () => this.#next());
        return;
      }
      const entry = this.#ready.shift()!;
      if (!this.#entries.has(entry.id)) continue;
      this.#nextSlot = Math.max(now, this.#nextSlot) + 1000 / maxDispatchesPerSecond!;
      void this.#dispatch(entry);
    }
  }

  async #dispatch(entry: Entry): Promise<void> {
    this.#running++;
    entry.attempts++;
    const first = entry.attempts === 1;
    for (const rule of first ? this.#again.splice(0) : [])
      if (rule.task === entry.id) this.#clock.at(this.#clock.now() + rule.after, () => void this.#post(entry, true));
      else this.#again.push(rule);
    const status = await this.#post(entry, false);
    this.#running--;
    if (status >= 200 && status < 300) this.delete(entry.id);
    else this.#retry(entry, status);
    this.#next();
  }

  #retry(entry: Entry, status: number): void {
    entry.previous = status;
    if (status > 0 && status < 500) entry.executions++;
    const { maxAttempts, maxDoublings } = this.config.retryConfig!;
    if (maxAttempts! >= 0 && entry.attempts >= maxAttempts!) {
      this.dropped.push(entry.id);
      this.delete(entry.id);
      return;
    }
    const [least, most] = [
      seconds(this.config.retryConfig!.minBackoff, 0.1),
      seconds(this.config.retryConfig!.maxBackoff, 3600),
    ];
    const doublings = Math.min(entry.attempts - 1, maxDoublings!);
    // After the doublings the pause grows by the last doubled one each time.
    const linear = Math.max(0, entry.attempts - 1 - maxDoublings!);
    const pause = Math.min(most, least * 2 ** doublings * (1 + linear));
    this.#wait(entry, this.#clock.now() + pause * 1000);
  }

  /** Posts to the worker; https://docs.cloud.google.com/tasks/docs/creating-http-target-tasks#handler */
  #post(entry: Entry, again: boolean): Promise<number> {
    const { task, id } = entry;
    const { url, httpMethod, headers, body, oidcToken } = task.httpRequest!;
    const now = this.#clock.now();
    const attempt: Attempt = { task: id, at: now, status: 0, again };
    this.attempts.push(attempt);
    const claims = {
      iss: 'https://accounts.google.com',
      aud: oidcToken?.audience ?? url,
      email: oidcToken?.serviceAccountEmail,
      email_verified: true,
      iat: Math.floor(now / 1000),
      exp: Math.floor(now / 1000) + 3600,
    };
    const send = async (): Promise<number> => {
      try {
        const response = await fetch(url!, {
          method: httpMethod ?? 'POST',
          redirect: 'manual',
          headers: {
            'content-type': 'application/octet-stream',
            // A task's own come in place of these, however they are written.
            ...Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value])),
            'user-agent': 'Google-Cloud-Tasks',
            'x-cloudtasks-queuename': this.name.split('/').at(-1)!,
            'x-cloudtasks-taskname': id,
            'x-cloudtasks-taskretrycount': String(Math.max(0, entry.attempts - 1)),
            'x-cloudtasks-taskexecutioncount': String(entry.executions),
            'x-cloudtasks-tasketa': (Date.parse(task.scheduleTime!) / 1000).toFixed(3),
            ...(entry.previous !== undefined && { 'x-cloudtasks-taskpreviousresponse': String(entry.previous) }),
            ...(oidcToken && { authorization: `Bearer ${signJwt(JSON.stringify(claims))}` }),
          },
          ...(body && { body: Buffer.from(body, 'base64') }),
        });
        await response.arrayBuffer();
        return response.status;
      } catch {
        return 0;
      }
    };
    return new Promise((resolve) => {
      // A worker that is too late is not stopped; its answer is just not waited for any more.
      const deadline = now + seconds(task.dispatchDeadline, DEADLINE) * 1000;
      const cancel = this.#clock.at(deadline, () => resolve(0));
      void this.#clock.during(send).then((status) => {
        cancel();
        if (this.#clock.now() < deadline) attempt.status = status;
        resolve(status);
      });
    });
  }
}
