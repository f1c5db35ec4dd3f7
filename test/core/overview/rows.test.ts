import { expect, it } from 'vitest';
import { overviewOf } from '../../../core/overview/rows.ts';
import { momentOf, TASK } from '../moment.ts';

it('a row of the overview says of a task what stands there, also where it is written out', () => {
  const now = '2026-03-10T09:00';
  const { facts, plan } = momentOf(now, { tabs: { raci: [TASK], tracker: [{ id: 'T-0001', progress: 0.4 }] } });
  const rows = overviewOf(facts, plan);
  expect(JSON.parse(JSON.stringify(rows))).toEqual([
    {
      id: 'T-0001',
      kind: expect.any(String),
      name: 'Packaging',
      request: '',
      owner: 'Li Ming',
      department: 'Design',
      start: null,
      due: facts.snapshot.today - 4,
      status: 'Not started',
      progress: 0.4,
      daysLate: 2,
      court: 'Li Ming',
      level: null,
      next: expect.any(String),
      isOpen: true,
      tracked: { late: true, urgency: expect.any(Number), done: null, known: facts.snapshot.today },
    },
  ]);
  expect(rows[0]).toMatchObject({ id: 'T-0001', name: 'Packaging', owner: 'Li Ming', daysLate: 2, progress: 0.4 });
});
