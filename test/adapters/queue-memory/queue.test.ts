import { expect, test } from 'vitest';
import { createMemoryQueue } from '../../../functions/adapters/queue-memory/queue.ts';

const task = (name: string) => ({ name, workbook: `${name}.xlsx`, at: '2026-03-06T09:00:00+08:00', owner: null });
const AT = '2026-03-06T01:00:00Z';

test('tasks run one after the other, each over before its enqueue answers', async () => {
  const seen: string[] = [];
  const queue = createMemoryQueue({
    deliver: async ({ name }) => {
      seen.push(`${name} begins`);
      await new Promise((resolve) => setImmediate(resolve));
      seen.push(`${name} ends`);
      return false;
    },
  });
  const first = queue.enqueue(task('a'), AT);
  const second = queue.enqueue(task('b'), AT);
  expect(await queue.enqueue(task('b'), AT)).toBe('known');
  expect([await first, await second]).toEqual(['taken', 'taken']);
  expect(seen).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  expect(await queue.enqueue(task('b'), AT)).toBe('taken');
});

test('a task that asks for it comes three times, and one that throws stops no other', async () => {
  const attempts: string[] = [];
  const pauses: number[] = [];
  const queue = createMemoryQueue({
    deliver: async ({ name }, attempt) => {
      attempts.push(`${name} ${attempt}`);
      if (name === 'broken') throw new Error('broken');
      return name === 'tired';
    },
    pause: async (attempt) => void pauses.push(attempt),
  });
  const all = await Promise.allSettled(['tired', 'broken', 'fine'].map((name) => queue.enqueue(task(name), AT)));
  expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(attempts).toEqual(['tired 1', 'tired 2', 'tired 3', 'broken 1', 'fine 1']);
  expect(pauses).toEqual([1, 2]);
});
