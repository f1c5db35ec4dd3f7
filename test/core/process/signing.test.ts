import { describe, expect, it } from 'vitest';
import { factOf } from '../../../core/problem.ts';
import { readFacts } from '../../../core/process/facts.ts';
import { readSnapshot } from '../../../core/read/index.ts';
import { type Given, type Outcome, play, type Step, type TypedRow, workbookOf } from '../../support/scenario.ts';

const REQUEST: TypedRow = {
  id: 'Q-0001',
  name: 'Winter catalogue',
  initiatingDepartment: 'Marketing',
  initiator: 'Wang Fang',
  goal: 'Catalogue of 48 pages printed by 2026-04-30',
  background: 'The old one is from last year',
  scope: 'Pictures and print',
  expected: '10,000 copies',
  wantedFinish: '2026-04-30',
  departments: 'Design',
  submittedOn: '2026-02-25',
  reviewResult: 'Passed',
  reviewedOn: '2026-02-25',
};
const ANSWER: TypedRow = {
  id: 'C-0001',
  request: 'Q-0001',
  department: 'Design',
  receivedOn: '2026-02-26',
  answer: 'Can do',
  lead: 'Li Ming',
  answeredOn: '2026-02-27',
};
const SIGNED: TypedRow = {
  id: 'S-0001',
  document: 'C-0001',
  kind: 'Confirmation',
  version: 1,
  signer: 'Chen Jie',
  signedOn: '2026-02-27',
};
const TABS = { requests: [REQUEST], confirmations: [ANSWER], signoffs: [SIGNED] } satisfies Given['tabs'];

const flowOf = (tabs: Given['tabs'], now = '2026-03-02T09:00') =>
  readFacts(readSnapshot(workbookOf({ tabs: tabs! }), { now })).flow;

/** Lines about signatures of each day: who is asked, and what is written into their sheet. */
const days = async (steps: readonly Step[], tabs: Given['tabs'] = TABS) =>
  (await play({ tabs: tabs!, steps })).map(({ notices, writes }) => [
    ...notices.filter((line) => line.includes('.sign:')),
    ...writes.filter((line) => line.includes(' signoffs ')).map((line) => line.slice(0, line.indexOf(' {'))),
  ]);

describe('signatures', () => {
  it('are switched off in a workbook without a sheet for them: an answer counts as it is', () => {
    const { requests, confirmations } = TABS;
    const { progress, duties } = flowOf({ requests, confirmations });
    expect(progress.get('Q-0001')).toMatchObject({ needed: 1, confirmed: 1 });
    expect([...duties.keys()]).toEqual([]);
  });

  it('count as of the day on which the last was given', () => {
    const { progress } = flowOf(TABS);
    expect(progress.get('Q-0001')!.confirmedOn).toBe(flowOf(TABS).matters.get('S-0001')!.memory.since);
    expect(flowOf({ ...TABS, signoffs: [] }).progress.get('Q-0001')).toMatchObject({ confirmed: 0, confirmedOn: null });
  });

  it('hold again when the text goes back to what was signed, and nobody is asked any more', async () => {
    const goal = (text: string) => [{ tab: 'requests' as const, item: 'Q-0001', set: { goal: text } }];
    expect(
      await days([
        { now: '2026-03-02T09:00' },
        { now: '2026-03-03T09:00', edits: goal('Catalogue of 64 pages printed by 2026-04-30') },
        { now: '2026-03-04T09:00', edits: goal(String(REQUEST.goal)) },
      ]),
    ).toEqual([
      ['set signoffs S-0001'],
      ['confirmation.sign:S-0002:2026-03-05:1 -> Chen Jie', 'append signoffs S-0002'],
      [],
    ]);
  });

  it('do not lapse over a cell that nobody can read, nor over blanks', async () => {
    expect(
      await days([
        { now: '2026-03-02T09:00' },
        {
          now: '2026-03-03T09:00',
          edits: [{ tab: 'requests', item: 'Q-0001', set: { wantedFinish: 'end of April' } }],
        },
        {
          now: '2026-03-04T09:00',
          edits: [
            { tab: 'requests', item: 'Q-0001', set: { wantedFinish: '2026-04-30', scope: 'Pictures  and print ' } },
          ],
        },
      ]),
    ).toEqual([['set signoffs S-0001'], [], []]);
  });

  it('and the request they are under do not count as changed while a cell cannot be read', async () => {
    const finish = (date: string) => [{ tab: 'requests' as const, item: 'Q-0001', set: { wantedFinish: date } }];
    const told = await play({
      tabs: TABS,
      steps: [
        { now: '2026-03-02T09:00' },
        { now: '2026-03-03T09:00', edits: finish('end of April') },
        { now: '2026-03-04T09:00', edits: finish('2026-04-30') },
        { now: '2026-03-05T09:00', edits: finish('mid May') },
        { now: '2026-03-09T09:00', edits: finish('2026-05-15') },
      ],
    });
    expect(told.map(({ notices }) => notices.filter((line) => line.startsWith('request.changed')).length)).toEqual([
      0, 0, 0, 0, 1,
    ]);
  });

  it('are asked of a new head, and the row of the one before stays as it is', () => {
    const departments = [
      { name: 'Design', head: 'Li Ming', divisionLeader: 'Zhao Yi' },
      { name: 'Marketing', head: 'Sun Li', divisionLeader: 'Qian Er' },
    ];
    const { matters, missing, duties } = flowOf({ ...TABS, departments });
    expect(matters.get('S-0001')!.standing.code).toBe('signed');
    expect(missing).toMatchObject([{ tab: 'signoffs', values: { signer: 'Li Ming', version: 1 } }]);
    expect(duties.get('confirmation.sign')).toMatchObject([{ who: [{ name: 'Li Ming' }] }]);
  });

  it('are asked for anew, with a new limit, after a while in which they were not needed', async () => {
    const answer = (text: string) => [{ tab: 'confirmations' as const, item: 'C-0001', set: { answer: text } }];
    expect(
      await days(
        [
          { now: '2026-03-02T09:00' },
          { now: '2026-03-03T09:00', edits: answer('cannot') },
          { now: '2026-03-10T09:00', edits: answer('can') },
          { now: '2026-03-11T09:00' },
        ],
        { ...TABS, signoffs: [] },
      ),
    ).toEqual([
      ['confirmation.sign:S-0001:2026-03-04:1 -> Chen Jie', 'append signoffs S-0001'],
      [],
      ['confirmation.sign:S-0001:2026-03-12:1 -> Chen Jie'],
      ['confirmation.sign:S-0001:2026-03-12:2 -> Chen Jie'],
    ]);
  });

  it('are asked for nobody once the request is cancelled or archived', () => {
    const unsigned = { ...SIGNED, signedOn: null, askedOn: '2026-02-27' };
    expect(flowOf({ ...TABS, signoffs: [unsigned] }).duties.get('confirmation.sign')).toHaveLength(1);
    for (const over of [
      { requests: [{ ...REQUEST, cancelledOn: '2026-03-01' }] },
      { archive: [{ id: 'F-0001', request: 'Q-0001', document: 'Q-0001', archivedOn: '2026-03-01' }] },
    ]) {
      const { duties, matters, missing } = flowOf({ ...TABS, signoffs: [unsigned], ...over });
      expect([duties.get('confirmation.sign'), missing]).toEqual([undefined, []]);
      expect(matters.get('S-0001')!.standing.code).toBe('not-asked');
    }
  });

  it('have the shorter limit of an urgent request', () => {
    const requests = [{ ...REQUEST, scenario: 'urgent' }];
    const [usual] = flowOf({ ...TABS, signoffs: [] }).duties.get('confirmation.sign')!;
    const [urgent] = flowOf({ ...TABS, requests, signoffs: [] }).duties.get('confirmation.sign')!;
    expect([usual!.end - usual!.since, urgent!.end - urgent!.since]).toEqual([2, 1]);
  });

  it('of half-filled rows are reported or passed over, and the others are still read', () => {
    const signoffs = [
      { id: 'S-0007', document: 'C-0001', kind: 'Confirmation', signedOn: '2026-02-27' },
      { id: 'S-0008', signer: 'Chen Jie' },
      { document: 'C-0001', signer: 'Chen Jie', signedOn: '2026-02-27' },
    ];
    const { matters, progress } = flowOf({ ...TABS, signoffs });
    expect([...matters.values()].filter(({ tab }) => tab === 'signoffs').map(({ standing }) => standing.code)).toEqual([
      'signed',
      'signed',
      'not-asked',
    ]);
    expect(progress.get('Q-0001')!.confirmed).toBe(1);
  });
});

describe('the division of work', () => {
  const KICKOFF = {
    id: 'M-0001',
    name: 'Kick-off',
    kind: 'Kick-off',
    request: 'Q-0001',
    date: '2026-02-27',
    host: 'Wang Fang',
  };
  const task = (n: number): TypedRow => ({
    id: `T-${String(n).padStart(4, '0')}`,
    name: `Draw page ${n}`,
    request: 'Q-0001',
    department: 'Design',
    responsible: 'Li Ming',
    accountable: 'Chen Jie',
    due: '2026-04-10',
    output: 'A page',
  });
  const ownOf = (tabs: Given['tabs']) => {
    const { missing, duties } = flowOf({ requests: [REQUEST], meetings: [KICKOFF], signoffs: [], ...tabs });
    return {
      asked: missing.filter(({ values }) => values.kind === 'division'),
      owed: duties.get('division')?.map(({ facts }) => factOf(facts, 'missing')),
    };
  };

  it('is asked for after the kick-off, and signed only when it is complete', () => {
    expect(ownOf({ raci: [] })).toEqual({ asked: [], owed: [[]] });
    expect(ownOf({ raci: [{ ...task(1), due: null, output: null }, task(2)] })).toEqual({
      asked: [],
      owed: [['T-0001|due|output']],
    });
    expect(ownOf({ raci: [task(1), { ...task(2), output: null, doneWhen: 'Proofread' }] })).toMatchObject({
      asked: [{ values: { document: 'Q-0001', signer: 'Chen Jie' } }],
      owed: undefined,
    });
    expect(ownOf({ raci: [task(1)], meetings: [{ ...KICKOFF, date: '2026-03-03' }] })).toEqual({
      asked: [],
      owed: undefined,
    });
  });

  it('is not asked for again, nor does it lapse, when a task that came later is not complete yet', () => {
    const [row] = ownOf({ raci: [task(1)] }).asked;
    const signed = { ...row!.values, id: 'S-0001', signedOn: '2026-03-02' } as TypedRow;
    const later = { raci: [task(1), { ...task(2), due: null }], signoffs: [signed] };
    expect(ownOf(later)).toEqual({ asked: [], owed: undefined });
    expect(flowOf({ requests: [REQUEST], meetings: [KICKOFF], ...later }).matters.get('S-0001')!.standing.code).toBe(
      'signed',
    );
  });

  it('is mended in the sheet of the tasks, and that is where its mail points', async () => {
    const tabs = { requests: [REQUEST], meetings: [KICKOFF], raci: [{ ...task(1), due: null }] };
    const [{ mails }] = (await play({ tabs, steps: [{ now: '2026-03-03T09:00' }] })) as [Outcome];
    const mail = mails.find((text) => text.startsWith('To: Chen Jie'));
    expect(mail).toContain('The division of work is incomplete: T-0001 lacks Due');
    expect(mail).toContain('sheet “RACI”');
  });

  it('does without tasks that are cancelled', () => {
    const raci = [task(1), { ...task(2), due: null }];
    expect(ownOf({ raci, tracker: [{ id: 'T-0002', status: 'Cancelled' }] }).owed).toBeUndefined();
  });

  it('is not asked of a project that was kicked off long before Baton came', () => {
    expect(ownOf({ raci: [], meetings: [{ ...KICKOFF, date: '2026-01-05' }] }).owed).toBeUndefined();
  });

  it('does not lapse when rows change places, and a plan of hundreds of tasks still fits its cell', async () => {
    const raci = Array.from({ length: 900 }, (_, i) => task(i + 1));
    const [row] = ownOf({ raci }).asked;
    const fingerprint = String(row!.values.fingerprint);
    expect(fingerprint.length).toBeLessThan(8000);
    const signed = { ...row!.values, id: 'S-0001', signedOn: '2026-03-02' } as TypedRow;
    const standing = (tasks: readonly TypedRow[]) =>
      flowOf({ requests: [REQUEST], meetings: [KICKOFF], signoffs: [signed], raci: tasks }).matters.get('S-0001')!
        .standing;
    expect(standing(raci.toReversed()).code).toBe('signed');
    expect(standing(raci.with(7, { ...task(8), due: '2026-04-13' }))).toEqual({
      code: 'lapsed',
      facts: { changed: ['raci'] },
    });
  });
});
