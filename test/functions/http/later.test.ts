import { expect, it } from 'vitest';
import { createLifetime } from '../../../functions/base/lifetime.ts';
import { checkLater } from '../../../functions/http/changed.ts';
import { dispatch } from '../../../functions/http/dispatch.ts';
import type { Queue } from '../../../functions/ports.ts';
import { laterHere } from '../../../functions/service/service.ts';
import { EMPTY_CALL } from '../../support/call.ts';

const NOW = '2026-03-06T01:00:20Z';

/** A queue that notes what begins. */
const noting = (begun: string[]): Queue => ({
  enqueue: async ({ name }) => {
    begun.push(name);
    return 'taken';
  },
});

it('a check waits for the end of its minute, once, and whoever asked is not kept waiting', async () => {
  const begun: string[] = [];
  const waits: (() => void)[] = [];
  const lifetime = createLifetime();
  const wait = () => new Promise<undefined>((resolve) => waits.push(() => resolve(undefined)));
  const queue = laterHere(noting(begun), lifetime, wait);
  const { task, notBefore } = checkLater('graph:a/b', NOW);
  expect(notBefore).toBe('2026-03-06T01:01:00.000Z');
  expect(await queue.enqueue(task, notBefore)).toBe('taken');
  expect(await queue.enqueue(task, notBefore)).toBe('known');
  expect(begun).toEqual([]);
  for (const go of waits) go();
  await new Promise((resolve) => setImmediate(resolve));
  expect(begun).toEqual([task.name]);
  // A later change is another check.
  expect(await queue.enqueue(checkLater('graph:a/b', '2026-03-06T01:01:20Z').task, notBefore)).toBe('taken');
});

it('a check that waits when the process ends is not begun any more', async () => {
  const begun: string[] = [];
  const lifetime = createLifetime();
  let go = () => {};
  const wait = () =>
    new Promise<undefined>((resolve) => {
      go = () => resolve(undefined);
    });
  const queue = laterHere(noting(begun), lifetime, wait);
  const { task, notBefore } = checkLater('graph:a/b', NOW);
  await queue.enqueue(task, notBefore);
  await lifetime.end();
  go();
  await new Promise((resolve) => setImmediate(resolve));
  expect(begun).toEqual([]);
});

it('dispatch keeps subscriptions for the workbooks that are swept, and not for paused ones', async () => {
  const watched: (readonly string[])[] = [];
  const listed = (uri: string, paused: boolean) => ({
    uri,
    zone: 'UTC',
    sweepTime: 540,
    owner: null,
    paused,
    book: null,
  });
  const endpoint = dispatch({
    registry: {
      uri: '',
      read: async () => ({ workbooks: [listed('graph:a/b', false), listed('graph:c/d', true)], bad: [] }),
    },
    queue: { enqueue: async () => 'taken' },
    perMinute: 60,
    admin: null,
    watch: async (uris) => void watched.push(uris),
    lifetime: createLifetime(),
    clock: () => NOW,
  });
  expect((await endpoint.answer(EMPTY_CALL, () => {})).status).toBe(200);
  expect(watched).toEqual([['graph:a/b']]);
});
