/** The queue of sweeps in Google Cloud Tasks: names, retries, and what its errors mean. */
import type { AuthPlus, cloudtasks_v2 } from 'googleapis/build/src/apis/cloudtasks/index.js';
import { inAll } from '../../../core/messages/in-all.ts';
import { BatonError } from '../../errors.ts';
import { dataOf } from '../../google/failure.ts';
import type { Queue, Task } from '../../ports.ts';
import { networkCodeOf } from '../../remote/failure.ts';

const say = inAll('google');

export interface CloudTasksOptions {
  /** `projects/PROJECT/locations/LOCATION/queues/QUEUE`. */
  readonly queue: string;
  /** Where the sweep function is called. */
  readonly url: string;
  /** The service account as which it is called; it may invoke the function, and whoever enqueues may act as it. */
  readonly caller: string;
  /** Application default credentials unless said otherwise. */
  readonly auth?: InstanceType<AuthPlus['GoogleAuth']> | InstanceType<AuthPlus['OAuth2']>;
  /** `https://cloudtasks.googleapis.com/` unless said otherwise. */
  readonly rootUrl?: string;
  readonly sleep?: (ms: number) => Promise<void>;
  /** From 0 up to 1. */
  readonly random?: () => number;
}

/** The narrowest scope that the method takes. */
const SCOPE = 'https://www.googleapis.com/auth/cloud-tasks';
const ATTEMPTS = 6;
const FIRST_WAIT = 500;
/** The longest that Cloud Tasks waits for an answer; the function's own limit comes before. */
const DEADLINE = '1800s';
/** `retry: false`: the client repeats no POST by itself. */
const REQUEST = { retry: false, timeout: 30_000 } as const;

/**
 * Cloud Tasks. A task has a name, and of one name there is one: a request that may or may not have arrived is made again.
 * A name stays taken for about an hour after its task was done.
 */
export const createCloudTasks = (options: CloudTasksOptions): Queue => {
  const { queue, sleep = realSleep, random = Math.random } = options;
  let client: Promise<cloudtasks_v2.Cloudtasks> | undefined;

  const create = async (requestBody: cloudtasks_v2.Schema$CreateTaskRequest): Promise<'taken' | 'known'> => {
    for (let attempt = 1; ; attempt++) {
      try {
        client ??= connect(options);
        dataOf(await (await client).projects.locations.queues.tasks.create({ parent: queue, requestBody }, REQUEST));
        return 'taken';
      } catch (thrown) {
        const failure = failureOf(thrown);
        if (failure.status === 409) return 'known';
        if (!failure.mayPass || attempt === ATTEMPTS) throw errorOf(failure.status, queue, thrown);
        await sleep(failure.retryAfter + random() * FIRST_WAIT * 2 ** attempt);
      }
    }
  };

  return { enqueue: (task, notBefore) => create(requestOf(options, task, notBefore)) };
};

const requestOf = ({ queue, url, caller }: CloudTasksOptions, task: Task, notBefore: string) => ({
  task: {
    name: `${queue}/tasks/${task.name}`,
    scheduleTime: notBefore,
    dispatchDeadline: DEADLINE,
    httpRequest: {
      httpMethod: 'POST',
      url,
      headers: { 'Content-Type': 'application/json' },
      body: Buffer.from(JSON.stringify(task)).toString('base64'),
      oidcToken: { serviceAccountEmail: caller, audience: url },
    },
  },
});

const realSleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Google's client is loaded when the first task is enqueued, and of it only this API's part. */
const connect = async ({ auth, rootUrl }: CloudTasksOptions): Promise<cloudtasks_v2.Cloudtasks> => {
  const google = await import('googleapis/build/src/apis/cloudtasks/index.js');
  // A token that ends before its time is renewed once.
  const known = auth ?? new google.auth.GoogleAuth({ scopes: [SCOPE], clientOptions: { forceRefreshOnFailure: true } });
  return google.cloudtasks({ version: 'v2', auth: known, ...(rootUrl && { rootUrl }) });
};

interface Failure {
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  readonly mayPass: boolean;
  /** Milliseconds. */
  readonly retryAfter: number;
}

const PASSING = [408, 429, 500, 502, 503, 504];

/** Whatever was thrown; an answer of Google's has a status, and only the network's own errors have a code instead. */
const failureOf = (thrown: unknown): Failure => {
  const { response } = (thrown ?? {}) as { response?: { status?: number; headers?: Headers } };
  const status = response?.status ?? 0;
  const seconds = Number(response?.headers?.get('retry-after') ?? 0);
  return {
    status,
    mayPass: PASSING.includes(status) || (status === 0 && networkCodeOf(thrown) !== ''),
    retryAfter: Number.isFinite(seconds) ? seconds * 1000 : 0,
  };
};

const errorOf = (status: number, queue: string, cause: unknown): BatonError => {
  switch (status) {
    case 404:
      return new BatonError('call', 'queue-missing', say.queueMissing({ queue }), cause);
    case 400:
    case 401:
    case 403:
      return new BatonError('call', 'queue-refused', say.queueRefused, cause);
    default:
      return new BatonError('backend', 'queue-unreachable', say.queueUnreachable, cause);
  }
};
