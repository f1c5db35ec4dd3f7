import { describe, expect, it } from 'vitest';
import { dayFromIso } from '../../../core/time/day.ts';
import { changesOf, documentOf, effectsOf, errorsOf, openAnswerer } from './answerer.ts';

const REQUEST = {
  id: 'Q-0001',
  name: 'Winter catalogue',
  initiatingDepartment: 'Marketing',
  initiator: 'Sun Li',
  goal: 'Catalogue of 48 pages printed by 2026-04-30',
  departments: 'Design, Marketing',
  submittedOn: '2026-01-12',
  reviewResult: 'Passed',
  reviewedOn: '2026-01-13',
};
const RACI = [
  { id: 'T-0001', request: 'Q-0001', name: 'Draw', responsible: 'Li Ming', accountable: 'Chen Jie', due: '2026-02-27' },
  {
    id: 'T-0002',
    request: 'Q-0001',
    name: 'Texts',
    responsible: 'Wang Fang',
    accountable: 'Sun Li',
    due: '2026-02-27',
  },
];
const DONE = [
  { id: 'T-0001', status: 'Done', output: 'pdf' },
  { id: 'T-0002', status: 'Done', output: 'docx' },
];
const ROUND = { id: 'V-0001', request: 'Q-0001', round: 1, output: 'catalogue.pdf', submittedOn: '2026-03-03' };
const AGREED = [
  { id: 'K-0001', request: 'Q-0001', item: 'Number of pages', standard: '48' },
  { id: 'K-0002', request: 'Q-0001', item: 'Prices', standard: 'On each page' },
];

const open = (tabs: object) =>
  openAnswerer(
    {
      tabs: {
        ...{ requests: [REQUEST], raci: RACI, tracker: DONE, consensus: AGREED, signoffs: [], stages: [] },
        acceptance: [ROUND],
        ...tabs,
      },
    },
    '2026-03-04T10:00',
  );

describe('a round of acceptance', () => {
  it('is confirmed by each head in a row of their own, which leaves what the others wrote as it is', async () => {
    const answerer = open({ acceptance: [{ ...ROUND, confirmedBy: 'Marketing' }] });
    expect(await answerer.may('Sun Li', 'V-0001')).toEqual([]);
    expect(await answerer.may('Chen Jie', 'V-0001')).toEqual(['confirm', 'snooze', 'ack']);
    const { page } = await answerer.open('Chen Jie', 'V-0001', 'confirm');
    expect(documentOf(page)).toEqual([
      'Submitted output: catalogue.pdf',
      'Agreed: Number of pages: 48 / Prices: On each page',
    ]);
    const { undo } = await answerer.give('Chen Jie', 'V-0001', 'confirm', {});
    expect(await answerer.row('acceptance', 'V-0001')).toMatchObject({ confirmedBy: ['Marketing'] });
    expect(await answerer.row('signoffs', 'S-0001')).toMatchObject({ document: 'V-0001', kind: 'acceptance' });
    expect(await answerer.may('Chen Jie', 'V-0001')).toEqual([]);
    expect(await answerer.may('Sun Li', 'V-0001')).toEqual(['conclude', 'snooze', 'ack']);
    await answerer.write(undo);
    expect(await answerer.may('Chen Jie', 'V-0001')).toEqual(['confirm', 'snooze', 'ack']);
    const { snapshot } = await answerer.facts();
    expect(snapshot.problems.filter(({ tab }) => tab === 'signoffs')).toEqual([]);
  });

  it('is concluded item by item, with what was found before in sight, and rework has its owner and date', async () => {
    const before = {
      ...ROUND,
      result: 'Rework',
      acceptedOn: '2026-02-24',
      findings: 'Too dark',
      reworkDoneOn: '2026-03-02',
    };
    const now = { ...ROUND, id: 'V-0002', round: 2, confirmedBy: 'Design, Marketing' };
    const answerer = open({ acceptance: [before, now] });
    const { page } = await answerer.open('Sun Li', 'V-0002', 'conclude');
    expect(documentOf(page)).toContain('Found in the last round: Too dark');
    expect(page.form?.fields.map(({ label }) => label)).toEqual([
      ...['Number of pages', 'Prices', 'Conclusion', 'Findings', 'Who reworks it', 'Rework by'],
    ]);
    const wrong = await answerer.open('Sun Li', 'V-0002', 'conclude', { acceptResult: 'rework' });
    expect(Object.keys(errorsOf(wrong.page))).toEqual(['findings', 'reworkDue']);
    const passed = await answerer.open('Sun Li', 'V-0002', 'conclude', {
      'item.K-0002': 'misses',
      acceptResult: 'pass',
    });
    expect(passed.ready?.beware).toEqual(['It passes although an item is not as agreed.']);
    const { undo } = await answerer.give('Sun Li', 'V-0002', 'conclude', {
      'item.K-0001': 'fits',
      'item.K-0002': 'misses',
      acceptResult: 'rework',
      reworkOwner: 'Li Ming',
      reworkDue: '2026-03-10',
    });
    expect(await answerer.row('acceptance', 'V-0002')).toMatchObject({
      result: 'rework',
      acceptedOn: dayFromIso('2026-03-04'),
      acceptor: { name: 'Sun Li' },
      findings: 'Number of pages: as agreed\nPrices: not as agreed',
      reworkOwner: { name: 'Li Ming' },
      reworkDue: dayFromIso('2026-03-10'),
    });
    expect(await answerer.may('Li Ming', 'V-0002')).toEqual(['reworked', 'snooze', 'ack']);
    const rework = await answerer.open('Li Ming', 'V-0002', 'reworked');
    expect(documentOf(rework.page)).toEqual(['Findings: Number of pages: as agreed / Prices: not as agreed']);
    await answerer.write(undo);
    expect(await answerer.may('Sun Li', 'V-0002')).toEqual(['conclude', 'snooze', 'ack']);
  });
});

describe('a stage', () => {
  const stages = [{ id: 'N-0001', request: 'Q-0001', stage: 'Review', name: 'Review of the proof', due: '2026-03-05' }];

  it('is done, or gets another day with the reason', async () => {
    const answerer = open({ stages, acceptance: [] });
    expect(await answerer.may('Wang Fang', 'N-0001')).toEqual(['stage', 'snooze', 'ack']);
    const moved = await answerer.open('Wang Fang', 'N-0001', 'stage', { stageSaid: 'moved', stageDue: '2026-03-05' });
    expect(Object.keys(errorsOf(moved.page))).toEqual(['stageDue', 'stageNote']);
    const typed = { stageSaid: 'moved', stageDue: '2026-03-11', stageNote: 'The customer is away' };
    const { page, ready } = await answerer.open('Wang Fang', 'N-0001', 'stage', typed);
    expect(effectsOf(page)).toEqual(['2 people will be told: Sun Li and Chen Jie.']);
    expect(changesOf(page)).toEqual(['Stages · Due: Thu 5 Mar → Wed 11 Mar', 'Stages · Note:  → The customer is away']);
    expect(ready?.writes).toHaveLength(1);
    await answerer.give('Wang Fang', 'N-0001', 'stage', { stageSaid: 'done' });
    expect(await answerer.row('stages', 'N-0001')).toMatchObject({ doneOn: dayFromIso('2026-03-04') });
    expect(await answerer.may('Wang Fang', 'N-0001')).toEqual([]);
  });
});
