/** The queue of sweeps in Google Cloud Tasks: names, retries, and what its errors mean. */
import type { AuthPlus, cloudtasks_v2 } from 'googleapis/build/src/apis/cloudtasks/index.js';
import { inAll } from '../../../core/messages/in-all.ts';
import { BatonError } from '../../errors.ts';
import { dataOf, failureOf, mayPassAtGoogle } from '../../google/failure.ts';
import { asMachine } from '../../google/machine.ts';
import type { CloudTask, Queue } from '../../ports.ts';
import { createPatience, type PatienceOptions } from '../../remote/patience.ts';

const say = inAll('google');

export interface CloudTasksOptions extends PatienceOptions {
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
}

/** The narrowest scope that the method takes. */
const SCOPE = 'https://www.googleapis.com/auth/cloud-tasks';
const ATTEMPTS = 6;
/** The longest that Cloud Tasks waits for an answer; the function's own limit comes before. */
const DEADLINE = '1800s';
/** `retry: false`: the client repeats no POST by itself. */
const REQUEST = { retry: false, timeout: 30_000 } as const;

/**
 * Cloud Tasks. A task has a name, and of one name there is one: a request that may or may not have arrived is made again.
 * A name stays taken for about an hour after its task was done.
 */
export const createCloudTasks = (options: CloudTasksOptions): Queue => {
  const { queue } = options;
  let client: Promise<cloudtasks_v2.Cloudtasks> | undefined;

  const create = async (requestBody: cloudtasks_v2.Schema$CreateTaskRequest): Promise<'taken' | 'known'> => {
    const patience = createPatience(mayPassAtGoogle, { attempts: ATTEMPTS, ...options });
    const wait = patience.begin();
    for (;;) {
      try {
        client ??= connect(options);
        dataOf(await (await client).projects.locations.queues.tasks.create({ parent: queue, requestBody }, REQUEST));
        return 'taken';
      } catch (thrown) {
        const failure = failureOf(thrown, patience.time.now());
        if (failure.status === 409) return 'known';
        if (!(await wait(failure))) throw errorOf(failure.status, queue, thrown);
      }
    }
  };

  return { enqueue: (task, notBefore) => create(requestOf(options, task, notBefore)) };
};

const requestOf = ({ queue, url, caller }: CloudTasksOptions, task: CloudTask, notBefore: string) => ({
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

/** Google's client is loaded when the first task is enqueued, and of it only this API's part. */
const connect = async ({ auth, rootUrl }: CloudTasksOptions): Promise<cloudtasks_v2.Cloudtasks> => {
  const google = await import('googleapis/build/src/apis/cloudtasks/index.js');
  const known = auth ?? new google.auth.GoogleAuth(asMachine(SCOPE));
  return google.cloudtasks({ version: 'v2', auth: known, ...(rootUrl && { rootUrl }) });
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
