/** What lets a plan's mails out says nothing of what they say: a subject is read off the letter itself. */
import { expect, test } from 'vitest';
import { planOf } from '../../../core/planning/make-plan.ts';
import { outgoingOf } from '../../../core/planning/outgoing.ts';
import { readFacts } from '../../../core/process/facts.ts';
import { readSnapshot } from '../../../core/read/index.ts';
import { BENCH_NOW, benchWorkbook } from '../../../scripts/bench/dataset.ts';

test('no subject is put into words before its letter is', () => {
  const snapshot = readSnapshot(benchWorkbook(40), { now: BENCH_NOW });
  const plan = planOf(readFacts(snapshot));
  let asked = 0;
  const mails = plan.mails.map(({ to, notices, asks, owed }) => ({
    to,
    notices,
    asks,
    owed,
    get subject() {
      asked += 1;
      return '';
    },
  }));
  const { mails: sent } = outgoingOf({ ...plan, mails }, snapshot);
  expect(sent.length).toBeGreaterThan(5);
  expect(sent.map(({ to }) => to.name)).toEqual(plan.mails.map(({ to }) => to.name));
  expect(asked).toBe(0);
});
