/** Asking for a sweep, in Cloud Tasks and in memory, with something going wrong. */
import { auth as authPlus } from 'googleapis/build/src/apis/cloudtasks/index.js';
import { createCloudTasks } from '../../../../functions/adapters/cloud-tasks/queue.ts';
import { createMemoryQueue } from '../../../../functions/adapters/queue-memory/queue.ts';
import { BatonError } from '../../../../functions/errors.ts';
import type { SweepTask } from '../../../../functions/ports.ts';
import { type Google, openGoogle } from '../../../../test/support/google/google.ts';
import { armWire, createPlaces, timeOf } from '../../systems/wire.ts';
import { createLife, type FaultPlace, type Life } from '../bench.ts';
import type { Mishap } from '../kinds.ts';
import type { Tried } from '../run.ts';
import type { Track } from '../track.ts';

const TASK: SweepTask = {
  name: 'launch-2026-03-06',
  workbook: 'gsheet:1',
  at: '2026-03-06T09:00:00+08:00',
  owner: null,
};
const AT = '2026-03-06T01:00:00.000Z';
const QUEUE = 'projects/project/locations/europe-west1/queues/baton';
const DISPATCH = 'dispatch@project.iam.gserviceaccount.com';

const errorIn = (error: unknown): string => (error instanceof BatonError ? error.code : `internal: ${String(error)}`);

/** Dispatch puts a sweep into Cloud Tasks; where that fails, the scheduler calls again. */
export const cloudTasksTrack: Track = (() => {
  const withQueue = async <T>(
    work: (google: Google, enqueue: (life: Life) => Promise<string>, tasks: () => readonly unknown[]) => Promise<T>,
  ) => {
    const google = await openGoogle();
    const there = google.tasks.create(QUEUE);
    const enqueue = async (life: Life) => {
      const auth = new authPlus.OAuth2({ forceRefreshOnFailure: true });
      const token = () => ({ access_token: google.token(DISPATCH), expiry_date: google.clock.now() + 3_600_000 });
      auth.setCredentials(token());
      auth.refreshHandler = async () => token();
      const caller = 'queue@project.iam.gserviceaccount.com';
      const time = timeOf(google.clock, life);
      const options = { queue: QUEUE, url: 'http://127.0.0.1:9/sweep', caller, auth, rootUrl: google.tasks.url };
      const queue = createCloudTasks({ ...options, time, random: () => 0.5 });
      return life.until(() => queue.enqueue(TASK, AT));
    };
    try {
      return await work(google, enqueue, () => there.tasks);
    } finally {
      await google.close();
    }
  };
  return {
    course: () =>
      withQueue(async (google, enqueue) => {
        await enqueue(createLife());
        const { met } = createPlaces({ tasks: google.tasks.requests });
        return { steps: met().map(() => 'ask for a sweep'), places: met() };
      }),
    try: (place, mishap) =>
      withQueue(async (google, enqueue, tasks): Promise<Tried | null> => {
        const { ahead } = createPlaces({ tasks: google.tasks.requests });
        const life = createLife();
        if (!armWire({ stage: google, ahead, victim: () => life }, place, mishap)) return null;
        let code: string | null = null;
        const told = await enqueue(life).catch((error: unknown) => {
          code = errorIn(error);
          return 'error';
        });
        google.calm();
        const next = await enqueue(createLife()).catch(errorIn);
        return judged(told, code, next, tasks().length);
      }),
  };
})();

const judged = (told: string, code: string | null, next: string, count: number): Tried => ({
  verdict: told === 'dead' ? 'next' : told === 'error' ? 'said' : 'once',
  code,
  broken: [
    ...(count === 1 ? [] : [`the sweep was asked for ${count} times`]),
    ...(['taken', 'known'].includes(next) ? [] : [`afterwards: ${next}`]),
    ...(code?.startsWith('internal') ? [`said as ${code}`] : []),
  ],
});

/** The queue within a process does what it is asked for; the sweep it delivers to may fail, and the process may die. */
export const memoryQueueTrack: Track = {
  course: async () => ({ steps: ['do a sweep'], places: [{ name: 'deliver', api: '', nth: 1 }] }),
  try: async (_: FaultPlace, mishap: Mishap): Promise<Tried | null> => {
    if (typeof mishap !== 'string' || !/^(die|drop)-|^out$/.test(mishap)) return null;
    const life = createLife();
    let [done, isArmed] = [0, true];
    const queue = () =>
      createMemoryQueue({
        pause: async () => {},
        deliver: async () => {
          const due = isArmed ? mishap : null;
          if (due !== 'out') isArmed = false;
          if (due === 'die-before' || due === 'die-after') life.die();
          if (due === 'die-before') return new Promise<boolean>(() => {});
          // As the sweep's endpoint says 503: the backend failed, be it before or after the work. It knows what it has done.
          if (due === 'drop-before' || due === 'out') return true;
          done = 1;
          return due === 'drop-after';
        },
      });
    const first = queue();
    let code: string | null = null;
    const told = await life
      .until(() => first.enqueue(TASK, AT))
      .catch((error: unknown) => {
        code = errorIn(error);
        return 'error';
      });
    isArmed = false;
    const later = life.isDead() ? queue() : first;
    const next = await later.enqueue(TASK, AT).catch(errorIn);
    return judged(
      told === 'taken' && mishap === 'out' ? 'error' : told,
      mishap === 'out' ? 'left for the next dispatch' : code,
      next,
      done,
    );
  },
};
