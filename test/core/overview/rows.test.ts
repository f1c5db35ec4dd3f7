import { expect, it } from 'vitest';
import { overviewOf } from '../../../core/overview/rows.ts';
import { momentOf, sweptAt, TASK, type Tabs, toldRow, unchangedSince } from '../moment.ts';

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

const REQUEST = {
  id: 'Q-0001',
  name: 'New box',
  goal: 'A box of paper',
  initiator: 'Li Ming',
  submittedOn: '2026-03-02',
};

it('an escalation belongs to the request of what it names, whichever sheet that stands in', () => {
  const about = (item: string, tabs: Tabs = {}) => {
    const escalations = [{ id: 'E-0009', item, kind: 'Resources', issue: 'Nobody is free', filedBy: 'Li Ming' }];
    const { facts, plan } = momentOf('2026-03-03T09:00', {
      tabs: { requests: [REQUEST], ...tabs, escalations: [...(tabs.escalations ?? []), ...escalations] },
    });
    return overviewOf(facts, plan).find(({ id }) => id === 'E-0009')?.request;
  };
  const talk = { id: 'L-0001', request: 'Q-0001', date: '2026-03-02', people: 'Li Ming, Sun Li', settled: 'Blue' };
  const meeting = { id: 'M-0001', request: 'Q-0001', name: 'Start', date: '2026-03-02' };
  const topic = { id: 'P-0001', meeting: 'M-0001', name: 'Which paper' };
  expect(about('Q-0001')).toBe('Q-0001');
  expect(about('T-0001', { raci: [{ ...TASK, request: 'Q-0001' }] })).toBe('Q-0001');
  expect(about('L-0001', { communications: [talk] })).toBe('Q-0001');
  expect(about('P-0001', { meetings: [meeting], topics: [topic] })).toBe('Q-0001');
  expect(about('E-0001', { escalations: [{ id: 'E-0001', item: 'Q-0001', issue: 'Too late' }] })).toBe('Q-0001');
  expect(about('E-0009')).toBe('');
  expect(about('nowhere')).toBe('');
});

it('what is filed about something of a request belongs to it on that day and on every later one', () => {
  const decided = {
    ...{ id: 'E-0001', item: 'Q-0001', kind: 'Resources', issue: 'Nobody is free', filedBy: 'Li Ming' },
    ...{ decision: 'Sun Li joins', decidedBy: 'Chen Jie', decidedOn: '2026-03-02', feedbackDue: '2026-03-04' },
  };
  const tabs = { requests: [REQUEST], escalations: [decided] };
  const { facts, plan } = momentOf('2026-03-12T09:00', { tabs: sweptAt('2026-03-02T09:00', tabs) });
  const filed = plan.writes.find(({ tab, values }) => tab === 'escalations' && values.item === 'E-0001')!;
  const requestOf = ({ id, request }: { id: string; request: string }) => (id === filed.item ? request : []);
  expect(filed).toMatchObject({ kind: 'append', values: { level: 1 } });
  expect(overviewOf(facts, plan).flatMap(requestOf)).toEqual(['Q-0001']);
  const later = momentOf('2026-03-13T09:00', {
    tabs: { ...sweptAt('2026-03-02T09:00', tabs), escalations: [decided, { id: filed.item, ...filed.values }] },
  });
  expect(overviewOf(later.facts, later.plan).flatMap(requestOf)).toEqual(['Q-0001']);
});
