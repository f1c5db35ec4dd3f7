import { expect, it } from 'vitest';
import { overviewOf } from '../../../core/overview/rows.ts';
import { momentOf, TASK, toldRow, unchangedSince } from '../moment.ts';

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

it('what is filed today stands in the overview of today, as with the leaders; what rises, as with the executive', () => {
  const tabs = { raci: [TASK], tracker: [{ id: 'T-0001', progress: 0.4 }], escalations: [] };
  const late = unchangedSince('2026-03-06', '2026-03-12T09:00', tabs);
  const { facts, plan } = momentOf('2026-03-12T09:00', { tabs: late });
  const [, row] = overviewOf(facts, plan);
  expect(row).toMatchObject({
    id: 'E-0001',
    kind: 'Escalations',
    name: expect.stringContaining('Packaging'),
    status: 'With the division leaders',
    isOpen: true,
  });
  const filed = plan.writes.find(({ tab, kind }) => tab === 'escalations' && kind === 'append')!;
  const told = plan.notices.flatMap(({ key, to }) => to.map(({ email }) => toldRow(key, '2026-03-12', email!)));
  const later = { ...late, _ledger: told, escalations: [{ id: 'E-0001', ...filed.values }] };
  const next = momentOf('2026-03-18T09:00', { tabs: later });
  expect(next.plan.writes).toContainEqual(
    expect.objectContaining({ item: 'E-0001', values: expect.objectContaining({ level: 2 }) }),
  );
  expect(overviewOf(next.facts, next.plan)[1]).toMatchObject({ id: 'E-0001', status: 'With the executive' });
});
