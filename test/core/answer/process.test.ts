import { describe, expect, it } from 'vitest';
import { dayFromIso } from '../../../core/time/day.ts';
import { type Answerer, changesOf, documentOf, effectsOf, errorsOf, fieldOf, openAnswerer } from './answerer.ts';

const REQUEST = {
  id: 'Q-0001',
  name: 'Winter catalogue',
  initiatingDepartment: 'Marketing',
  initiator: 'Wang Fang',
  goal: 'Catalogue of 48 pages printed by 2026-04-30',
  background: 'Last year’s was late',
  scope: 'Pictures and print',
  expected: '10,000 copies',
  wantedFinish: '2026-04-30',
  departments: 'Design',
  submittedOn: '2026-03-02',
};
const PASSED = { ...REQUEST, reviewResult: 'Passed', reviewedOn: '2026-03-02' };
const ANSWER = { id: 'C-0001', request: 'Q-0001', department: 'Design', receivedOn: '2026-03-03' };

const open = (tabs: object): Answerer =>
  openAnswerer({ tabs: { requests: [REQUEST], confirmations: [], signoffs: [], ...tabs } }, '2026-03-03T10:00');

describe('a kick-off', () => {
  const CONFIRMED = {
    requests: [PASSED],
    confirmations: [{ ...ANSWER, answer: 'Can do', lead: 'Li Ming', answeredOn: '2026-03-03' }],
    meetings: [],
    topics: [],
  };
  const CALLED = { kickoffOn: '2026-03-06', start: '10:00', end: '11:00', place: 'Room 3', host: 'Wang Fang' };
  const confirmed = () => openAnswerer({ tabs: CONFIRMED }, '2026-03-03T10:00');

  it('is called on the page by whoever the request is with, and the heads are invited', async () => {
    const answerer = confirmed();
    expect(await answerer.may('Wang Fang', 'Q-0001')).toEqual(['kickoff', 'snooze', 'ack']);
    expect(await answerer.may('Chen Jie', 'Q-0001')).toEqual([]);
    const { page } = await answerer.open('Wang Fang', 'Q-0001', 'kickoff');
    expect(page.form?.fields.map(({ key, value, required }) => [key, value, required])).toEqual([
      ['kickoffOn', '2026-03-06', true],
      ['start', '14:00', false],
      ['end', '15:00', false],
      ['place', '', false],
      ['host', 'Wang Fang', true],
    ]);
    expect(effectsOf(page)).toEqual([
      'On Wed 4 Mar at 09:00, Sun Li, Chen Jie and Li Ming are invited.',
      'Its four usual topics are put on the agenda.',
    ]);
    await answerer.give('Wang Fang', 'Q-0001', 'kickoff', CALLED);
    expect(await answerer.row('meetings', 'M-0001')).toMatchObject({
      name: 'Winter catalogue kick-off',
      kind: 'kickoff',
      request: 'Q-0001',
      date: dayFromIso('2026-03-06'),
      start: 600,
      place: 'Room 3',
      departments: ['Marketing', 'Design'],
    });
    const { notices } = await answerer.sweep('2026-03-04T09:00');
    expect(notices).toContain('meeting.invite:M-0001:2026-03-06:1 -> Wang Fang, Sun Li, Chen Jie, Li Ming');
    expect(await answerer.may('Wang Fang', 'Q-0001')).toEqual([]);
  });

  it('is cancelled where the answer is taken back, and asked for again', async () => {
    const answerer = confirmed();
    const { undo } = await answerer.give('Wang Fang', 'Q-0001', 'kickoff', CALLED);
    await answerer.write(undo);
    const { notices } = await answerer.sweep('2026-03-04T09:00');
    expect(notices.filter((line) => line.startsWith('meeting.'))).toEqual([]);
    expect(await answerer.may('Wang Fang', 'Q-0001')).toEqual(['kickoff', 'snooze', 'ack']);
  });

  it('that is called for too late a day gets an earlier one in its own row, and no second meeting', async () => {
    const late = { id: 'M-0001', name: 'Kick-off', kind: 'Kick-off', request: 'Q-0001', date: '2026-03-20' };
    const meetings = [{ ...late, host: 'Wang Fang', deciders: 'Sun Li' }];
    const answerer = openAnswerer({ tabs: { ...CONFIRMED, meetings } }, '2026-03-03T10:00');
    const { page } = await answerer.open('Wang Fang', 'Q-0001', 'kickoff');
    expect([page.form?.submit, fieldOf(page, 'kickoffOn')]).toMatchObject([
      'Bring it forward',
      { value: '2026-03-06', max: '2026-03-19' },
    ]);
    const later = await answerer.open('Wang Fang', 'Q-0001', 'kickoff', { kickoffOn: '2026-03-23' });
    expect(errorsOf(later.page)).toEqual({ kickoffOn: 'The latest is Thu 19 Mar.' });
    const { undo } = await answerer.give('Wang Fang', 'Q-0001', 'kickoff', { kickoffOn: '2026-03-05' });
    expect(await answerer.row('meetings', 'M-0001')).toMatchObject({ date: dayFromIso('2026-03-05') });
    expect((await answerer.facts()).snapshot.rows.meetings).toHaveLength(1);
    await answerer.write(undo);
    expect(await answerer.row('meetings', 'M-0001')).toMatchObject({ date: dayFromIso('2026-03-20') });
  });

  it('has a time of day that can be read, and a day to come', async () => {
    const typed = { ...CALLED, kickoffOn: '2026-03-02', start: 'after lunch' };
    const { page, ready } = await confirmed().open('Wang Fang', 'Q-0001', 'kickoff', typed);
    expect(ready).toBeNull();
    expect(Object.keys(errorsOf(page))).toEqual(['kickoffOn', 'start']);
  });
});

describe('a talk with a department that set a condition', () => {
  const ADJUSTING = {
    requests: [PASSED],
    confirmations: [{ ...ANSWER, answer: 'Needs adjusting', adjustment: 'Two sizes', answeredOn: '2026-03-03' }],
    communications: [],
    meetings: [],
    consensus: [],
  };
  const adjusting = () => openAnswerer({ tabs: ADJUSTING }, '2026-03-03T10:00');
  const TALKED = { talkOn: '2026-03-02', channel: 'Phone', talkResult: 'Two sizes until June', talkSettles: 'no' };

  it('is kept as a row of its own, and settles the condition only where it says so', async () => {
    const answerer = adjusting();
    expect(await answerer.may('Wang Fang', 'C-0001')).toEqual(['settle', 'talk', 'snooze', 'ack']);
    expect(await answerer.may('Chen Jie', 'C-0001')).toEqual([]);
    const { page } = await answerer.open('Wang Fang', 'C-0001', 'talk');
    expect(page.form?.fields.map(({ key, value, required }) => [key, value, required])).toEqual([
      ['talkOn', '2026-03-03', true],
      ['channel', '', false],
      ['talkResult', '', true],
      ['talkSettles', '', true],
    ]);
    await answerer.give('Wang Fang', 'C-0001', 'talk', TALKED);
    const kept = await answerer.row('communications', 'L-0001');
    expect(kept).toMatchObject({ request: 'Q-0001', date: dayFromIso('2026-03-02'), settled: 'Two sizes until June' });
    expect((kept.people as readonly { name: string }[]).map(({ name }) => name)).toEqual(['Wang Fang', 'Chen Jie']);
    expect(await answerer.row('confirmations', 'C-0001')).toMatchObject({ settlement: '', settledOn: null });
    await answerer.give('Wang Fang', 'C-0001', 'talk', { ...TALKED, talkSettles: 'yes' });
    expect(await answerer.row('confirmations', 'C-0001')).toMatchObject({
      settlement: 'Two sizes until June',
      settledOn: dayFromIso('2026-03-03'),
    });
    expect(await answerer.may('Wang Fang', 'C-0001')).toEqual([]);
  });

  it('is taken back whole', async () => {
    const answerer = adjusting();
    const { undo } = await answerer.give('Wang Fang', 'C-0001', 'talk', { ...TALKED, talkSettles: 'yes' });
    await answerer.write(undo);
    const { snapshot } = await answerer.facts();
    expect(snapshot.rows.communications).toEqual([]);
    expect(snapshot.problems).toEqual([]);
    expect(await answerer.may('Wang Fang', 'C-0001')).toEqual(['settle', 'talk', 'snooze', 'ack']);
  });

  it('was held on a day that is over, not long ago', async () => {
    const days = ['2026-03-04', '2025-12-01'];
    for (const talkOn of days) {
      const { page } = await adjusting().open('Wang Fang', 'C-0001', 'talk', { ...TALKED, talkOn });
      expect(Object.keys(errorsOf(page))).toEqual(['talkOn']);
    }
  });
});

describe('what was agreed before a kick-off', () => {
  const tabs = {
    requests: [{ ...PASSED, expected: 'Copies: 10,000 in the warehouse\nProof: signed by Sun Li' }],
    confirmations: [{ ...ANSWER, answer: 'Can do', lead: 'Li Ming', answeredOn: '2026-03-03' }],
    meetings: [],
    consensus: [],
  };
  const confirmed = () => openAnswerer({ tabs }, '2026-03-03T10:00');
  const LIST = '1. Copies: 10,000 in the warehouse\n2. Proof：signed by Sun Li';

  it('is written line by line, an item and its standard, and taken back whole', async () => {
    const answerer = confirmed();
    expect(await answerer.may('Wang Fang', 'Q-0001')).toEqual(['kickoff', 'consensus', 'snooze', 'ack']);
    const { page } = await answerer.open('Wang Fang', 'Q-0001', 'consensus');
    expect(fieldOf(page, 'agreedItems')?.value).toBe('Copies: 10,000 in the warehouse\nProof: signed by Sun Li');
    const { undo } = await answerer.give('Wang Fang', 'Q-0001', 'consensus', { agreedItems: LIST });
    const rows = async () => (await answerer.facts()).snapshot.rows.consensus.map(({ values }) => values);
    expect(await rows()).toMatchObject([
      { id: 'K-0001', request: 'Q-0001', item: 'Copies', standard: '10,000 in the warehouse' },
      { id: 'K-0002', request: 'Q-0001', item: 'Proof', standard: 'signed by Sun Li' },
    ]);
    expect(await answerer.may('Wang Fang', 'Q-0001')).toEqual(['kickoff', 'snooze', 'ack']);
    await answerer.write(undo);
    expect(await rows()).toEqual([]);
    expect(await answerer.may('Wang Fang', 'Q-0001')).toEqual(['kickoff', 'consensus', 'snooze', 'ack']);
  });

  it('needs a standard for each item', async () => {
    const { page } = await confirmed().open('Wang Fang', 'Q-0001', 'consensus', { agreedItems: `${LIST}\nThe box` });
    expect(errorsOf(page)).toEqual({
      agreedItems: '“The box” has no delivery standard; write it after a colon.',
    });
  });

  it('begins empty where what the request expects does not say how it is judged', async () => {
    const answerer = openAnswerer({ tabs: { ...tabs, requests: [PASSED] } }, '2026-03-03T10:00');
    const { page } = await answerer.open('Wang Fang', 'Q-0001', 'consensus');
    expect(fieldOf(page, 'agreedItems')).toMatchObject({ value: '', error: null });
  });
});

describe('a request that is not handed in', () => {
  const { submittedOn: _, ...UNDATED } = REQUEST;

  it('is handed in by one button of whoever it is with, and reviewed next', async () => {
    const answerer = open({ requests: [{ ...UNDATED, submittedOn: 'early March' }] });
    expect(await answerer.may('Wang Fang', 'Q-0001')).toEqual(['submit']);
    expect(await answerer.may('Sun Li', 'Q-0001')).toEqual([]);
    const { page } = await answerer.open('Wang Fang', 'Q-0001', 'submit');
    expect(page.form?.fields).toEqual([]);
    expect(effectsOf(page)).toEqual(['Sun Li is asked to review it.']);
    const { undo } = await answerer.give('Wang Fang', 'Q-0001', 'submit', {});
    expect(await answerer.row('requests', 'Q-0001')).toMatchObject({ submittedOn: dayFromIso('2026-03-03') });
    expect(await answerer.may('Sun Li', 'Q-0001')).toEqual(['review', 'snooze', 'ack']);
    await answerer.write(undo);
    expect(await answerer.may('Wang Fang', 'Q-0001')).toEqual(['submit']);
  });

  it('on the day on which it was sent back is reviewed again, with what was said to it in sight', async () => {
    const back = {
      reviewGoalNote: 'Which catalogue?',
      reviewResult: 'Sent back',
      reviewReason: 'No budget',
      reviewedOn: '2026-03-03',
    };
    const answerer = open({ requests: [{ ...REQUEST, ...back }] });
    const { page } = await answerer.open('Wang Fang', 'Q-0001', 'submit');
    expect(documentOf(page).slice(0, 2)).toEqual(['Why sent back: No budget', 'Remark on the goal: Which catalogue?']);
    await answerer.give('Wang Fang', 'Q-0001', 'submit', {});
    expect(await answerer.may('Sun Li', 'Q-0001')).toEqual(['review', 'snooze', 'ack']);
  });
});

describe('a request', () => {
  it('is reviewed by the head of the department that asks, after reading what it asks for', async () => {
    const answerer = open({});
    expect(await answerer.may('Sun Li', 'Q-0001')).toEqual(['review', 'snooze', 'ack']);
    expect(await answerer.may('Chen Jie', 'Q-0001')).toEqual([]);
    const { page } = await answerer.open('Sun Li', 'Q-0001', 'review', {
      reviewResult: 'passed',
      reviewReason: 'none',
    });
    expect(documentOf(page)).toEqual([
      'Goal: Catalogue of 48 pages printed by 2026-04-30',
      'Background: Last year’s was late',
      'Scope: Pictures and print',
      'Expected results: 10,000 copies',
      'Wanted finish: Thu 30 Apr',
      'Departments needed: Design',
    ]);
    expect(effectsOf(page)).toEqual(['Design will be asked for an answer.']);
    await answerer.give('Sun Li', 'Q-0001', 'review', { reviewResult: 'passed', reviewReason: 'Ask for prices soon' });
    expect(await answerer.row('requests', 'Q-0001')).toMatchObject({
      reviewResult: 'passed',
      reviewReason: 'Ask for prices soon',
      reviewedOn: dayFromIso('2026-03-03'),
    });
    const { notices } = await answerer.sweep('2026-03-04T09:00');
    expect(notices).toContain('assessment:C-0001:2026-03-06:1 -> Chen Jie');
  });

  it('is judged on its four questions with a remark to each, and whatever is not said stays as it was', async () => {
    const answerer = open({ requests: [{ ...REQUEST, reviewDates: 'Yes', reviewDatesNote: 'Tight' }] });
    const { page } = await answerer.open('Sun Li', 'Q-0001', 'review');
    expect(page.form?.fields.map(({ key, label, value }) => [key, label, value])).toEqual([
      ['reviewComplete', 'Complete', ''],
      ['reviewGoal', 'Goal measurable', ''],
      ['reviewResources', 'Resources reasonable', ''],
      ['reviewDates', 'Dates feasible', 'yes'],
      ['reviewCompleteNote', 'Remark on completeness', ''],
      ['reviewGoalNote', 'Remark on the goal', ''],
      ['reviewResourcesNote', 'Remark on resources', ''],
      ['reviewDatesNote', 'Remark on dates', 'Tight'],
      ['reviewResult', 'Result', ''],
      ['reviewReason', 'Reason or remark', ''],
    ]);
    const before = await answerer.row('requests', 'Q-0001');
    const { undo } = await answerer.give('Sun Li', 'Q-0001', 'review', {
      reviewComplete: 'yes',
      reviewGoal: 'no',
      reviewGoalNote: 'Which pages?',
      reviewResult: 'sent-back',
      reviewReason: 'See the goal',
    });
    expect(await answerer.row('requests', 'Q-0001')).toMatchObject({
      reviewComplete: true,
      reviewCompleteNote: '',
      reviewGoal: false,
      reviewGoalNote: 'Which pages?',
      reviewResources: null,
      reviewDates: true,
      reviewDatesNote: 'Tight',
    });
    await answerer.write(undo);
    expect(await answerer.row('requests', 'Q-0001')).toEqual(before);
    const odd = await answerer.open('Sun Li', 'Q-0001', 'review', { reviewGoal: 'perhaps', reviewResult: 'passed' });
    expect(errorsOf(odd.page)).toEqual({ reviewGoal: 'Choose one of the list.' });
  });

  it('is sent back with a reason, and goes to its contact', async () => {
    const answerer = open({});
    const without = await answerer.open('Sun Li', 'Q-0001', 'review', { reviewResult: 'sent-back' });
    expect(errorsOf(without.page)).toEqual({ reviewReason: 'Please fill this in.' });
    const neither = await answerer.open('Sun Li', 'Q-0001', 'review', { reviewResult: 'perhaps' });
    expect(errorsOf(neither.page)).toEqual({ reviewResult: 'Choose one of the list.' });
    await answerer.give('Sun Li', 'Q-0001', 'review', { reviewResult: 'sent-back', reviewReason: 'Say which pages' });
    const { notices } = await answerer.sweep('2026-03-04T09:00');
    expect(notices.some((line) => line.startsWith('request.sent-back:Q-0001') && line.endsWith('Wang Fang'))).toBe(
      true,
    );
  });
});

describe('a name in a cell', () => {
  it('may be spelled in another way, and is no reason to hold an answer back', async () => {
    const again = { reviewResult: 'Sent back', reviewedOn: '2026-02-20', reviewedBy: 'sun@example.com' };
    const answerer = open({ requests: [{ ...REQUEST, ...again }] });
    const { undo } = await answerer.give('Sun Li', 'Q-0001', 'review', { reviewResult: 'passed' });
    expect(await answerer.row('requests', 'Q-0001')).toMatchObject({ reviewResult: 'passed' });
    await answerer.write(undo);
    expect(await answerer.row('requests', 'Q-0001')).toMatchObject({
      reviewResult: 'sent-back',
      reviewedOn: dayFromIso('2026-02-20'),
    });
  });
});

describe('a department’s answer', () => {
  it('is given by its head; what needs adjusting says what', async () => {
    const answerer = open({ requests: [PASSED], confirmations: [ANSWER] });
    expect(await answerer.may('Chen Jie', 'C-0001')).toEqual(['assess', 'snooze', 'ack']);
    const empty = await answerer.open('Chen Jie', 'C-0001', 'assess', { answer: 'adjust' });
    expect(errorsOf(empty.page)).toEqual({ adjustment: 'Please fill this in.' });
    expect(fieldOf(empty.page, 'lead').choices.map(({ label }) => label)).toEqual(['Li Ming', 'Chen Jie']);
    const stranger = await answerer.open('Chen Jie', 'C-0001', 'assess', { answer: 'can', lead: 'Wang Fang' });
    expect(errorsOf(stranger.page)).toEqual({ lead: 'Choose one of the list.' });
    const can = await answerer.open('Chen Jie', 'C-0001', 'assess', { answer: 'can', lead: 'Li Ming' });
    expect(changesOf(can.page)).toEqual([
      'Confirmations · Answer:  → Can do',
      'Confirmations · Lead:  → Li Ming',
      'Confirmations · Answered on:  → Tue 3 Mar',
    ]);
    expect(can.page.form?.fields.map(({ label }) => label)).toEqual([
      'Can it be done',
      'What to adjust',
      'People available',
      'Budget available',
      'Data available',
      'Time available',
      'Rights available',
      'Lead',
    ]);
    const capacity = { capacityPeople: 'One designer', capacityTime: 'Two weeks from 9 March' };
    await answerer.give('Chen Jie', 'C-0001', 'assess', { answer: 'can', lead: 'Li Ming', ...capacity });
    expect(await answerer.row('confirmations', 'C-0001')).toMatchObject({ ...capacity, capacityBudget: '' });
    const { notices } = await answerer.sweep('2026-03-04T09:00');
    expect(notices).toContain('confirmation.sign:S-0001:2026-03-06:1 -> Chen Jie');
  });

  it('that asks for an adjustment is settled in writing by the contact, who sees what was asked for', async () => {
    const adjust = { ...ANSWER, answer: 'Needs adjusting', adjustment: '40 pages only', answeredOn: '2026-03-03' };
    const answerer = open({ requests: [PASSED], confirmations: [adjust] });
    expect(await answerer.may('Wang Fang', 'C-0001')).toEqual(['settle', 'snooze', 'ack']);
    const { page } = await answerer.open('Wang Fang', 'C-0001', 'settle');
    expect(documentOf(page).slice(0, 3)).toEqual([
      'Department: Design',
      'Answer: Needs adjusting',
      'What to adjust: 40 pages only',
    ]);
    await answerer.give('Wang Fang', 'C-0001', 'settle', { settlement: '44 pages' });
    expect(await answerer.row('confirmations', 'C-0001')).toMatchObject({
      settlement: '44 pages',
      settledOn: dayFromIso('2026-03-03'),
    });
    expect(await answerer.may('Wang Fang', 'C-0001')).toEqual([]);
  });
});

describe('a signature', () => {
  const CAN = { ...ANSWER, answer: 'Can do', lead: 'Li Ming', answeredOn: '2026-03-03' };
  const asked = async () => {
    const answerer = open({ requests: [PASSED], confirmations: [CAN] });
    await answerer.sweep('2026-03-03T11:00');
    return answerer;
  };

  it('is given under all that is signed, is valid from then on, and is asked for no more', async () => {
    const answerer = await asked();
    expect(await answerer.may('Chen Jie', 'S-0001')).toEqual(['sign', 'snooze', 'ack']);
    const { page } = await answerer.open('Chen Jie', 'S-0001', 'sign', {});
    expect(documentOf(page)).toEqual([
      'Request: Winter catalogue',
      'Goal: Catalogue of 48 pages printed by 2026-04-30',
      'Scope: Pictures and print',
      'Expected results: 10,000 copies',
      'Wanted finish: Thu 30 Apr',
      'Answer: Can do',
      'Lead: Li Ming',
    ]);
    expect(errorsOf(page)).toEqual({ signRead: 'Tick this once you have read it.' });
    await answerer.give('Chen Jie', 'S-0001', 'sign', { signRead: 'yes' });
    expect((await answerer.facts()).flow.matters.get('S-0001')!.standing).toEqual({ code: 'signed' });
    expect((await answerer.facts()).flow.matters.get('C-0001')!.standing.code).toBe('agreed');
    const { notices } = await answerer.sweep('2026-03-06T09:00');
    expect(notices.filter((line) => line.includes('sign:'))).toEqual([]);
  });

  it('belongs to the text that the page showed, though it changed after the sweep that asked', async () => {
    const answerer = await asked();
    const before = await answerer.open('Chen Jie', 'S-0001', 'sign');
    await answerer.write([
      { tab: 'requests', kind: 'set', item: 'Q-0001', values: { scope: 'Pictures only' }, expected: {} },
    ]);
    const after = await answerer.open('Chen Jie', 'S-0001', 'sign', { signRead: 'yes' });
    expect(after.seen).not.toBe(before.seen);
    expect(documentOf(after.page)).toContain('Scope: Pictures only');
    await answerer.write(after.ready!.writes);
    await answerer.sweep('2026-03-04T09:00');
    expect((await answerer.facts()).flow.matters.get('S-0001')!.standing).toEqual({ code: 'signed' });
  });

  it('that lapsed says what changed since, before the text', async () => {
    const answerer = await asked();
    await answerer.give('Chen Jie', 'S-0001', 'sign', { signRead: 'yes' });
    await answerer.sweep('2026-03-04T09:00');
    await answerer.write([
      {
        tab: 'requests',
        kind: 'set',
        item: 'Q-0001',
        values: { goal: '64 pages printed by 2026-04-30' },
        expected: {},
      },
    ]);
    await answerer.sweep('2026-03-05T09:00');
    const { page } = await answerer.open('Chen Jie', 'S-0002', 'sign');
    expect(documentOf(page)[0]).toBe('Changed since the last signature: Goal');
    expect(await answerer.may('Chen Jie', 'S-0001')).toEqual([]);
  });

  it('by whoever covers says so beside it', async () => {
    const answerer = await asked();
    await answerer.write([
      {
        tab: 'directory',
        kind: 'set',
        item: 'Chen Jie',
        values: { delegate: 'Li Ming', delegateFrom: '2026-03-02', delegateTo: '2026-03-20' },
        expected: {},
      },
    ]);
    await answerer.give('Li Ming', 'S-0001', 'sign', { signRead: 'yes' });
    expect(await answerer.row('signoffs', 'S-0001')).toMatchObject({ note: 'Signed by Li Ming for Chen Jie' });
  });

  it('taken back is missing again', async () => {
    const answerer = await asked();
    const { undo } = await answerer.give('Chen Jie', 'S-0001', 'sign', { signRead: 'yes' });
    await answerer.write(undo);
    expect((await answerer.facts()).flow.matters.get('S-0001')!.standing).toEqual({ code: 'unsigned' });
    expect(await answerer.may('Chen Jie', 'S-0001')).toEqual(['sign', 'snooze', 'ack']);
  });
});

describe('the division of work', () => {
  const signed = (id: string, kind: string, signer: string) => ({
    id,
    document: 'M-0001',
    kind,
    version: 1,
    signer,
    signedOn: '2026-02-24',
  });
  const tabs = {
    requests: [{ ...PASSED, departments: 'Design, Marketing', submittedOn: '2026-02-11', reviewedOn: '2026-02-12' }],
    meetings: [
      {
        id: 'M-0001',
        name: 'Kick-off',
        kind: 'Kick-off',
        request: 'Q-0001',
        date: '2026-02-24',
        start: '10:00',
        end: '11:00',
        host: 'Wang Fang',
        goal: 'Agree on who does what',
        materialsOn: '2026-02-13',
        minutes: 'https://example.com/minutes',
        minutesOn: '2026-02-24',
        approvedOn: '2026-02-24',
      },
    ],
    raci: [
      {
        id: 'T-0001',
        name: 'Draw 48 pages',
        request: 'Q-0001',
        department: 'Design',
        responsible: 'Li Ming',
        accountable: 'Chen Jie',
        start: '2026-03-09',
        due: '2026-04-10',
        output: 'PDF',
      },
      {
        id: 'T-0002',
        name: 'Write 48 texts',
        request: 'Q-0001',
        department: 'Marketing',
        responsible: 'Wang Fang',
        accountable: 'Sun Li',
        due: '2026-04-17',
        doneWhen: 'Proofread',
      },
    ],
    signoffs: [
      signed('S-0001', 'Minutes', 'Chen Jie'),
      signed('S-0002', 'Minutes', 'Sun Li'),
      signed('S-0003', 'Approval', 'Wang Fang'),
    ],
  };

  it('is signed task by task by each head, and says which tasks changed when a signature lapsed', async () => {
    const answerer = openAnswerer({ tabs }, '2026-03-02T10:00');
    await answerer.sweep('2026-03-02T09:00');
    expect(await answerer.may('Chen Jie', 'S-0004')).toEqual(['sign', 'snooze', 'ack']);
    const { page } = await answerer.open('Chen Jie', 'S-0004', 'sign');
    expect(documentOf(page)).toEqual([
      'T-0001 Draw 48 pages: Responsible Li Ming Design · accountable Chen Jie · Mon 9 Mar → Fri 10 Apr · PDF',
      'T-0002 Write 48 texts: Responsible Wang Fang Marketing · accountable Sun Li · Fri 17 Apr · Proofread',
    ]);
    await answerer.give('Chen Jie', 'S-0004', 'sign', { signRead: 'yes' });
    await answerer.sweep('2026-03-03T09:00');
    expect((await answerer.facts()).flow.matters.get('S-0004')!.standing).toEqual({ code: 'signed' });
    await answerer.write([{ tab: 'raci', kind: 'set', item: 'T-0001', values: { due: '2026-04-13' }, expected: {} }]);
    await answerer.sweep('2026-03-04T09:00');
    const again = [...(await answerer.facts()).snapshot.rows.signoffs].find(
      ({ values: v }) => v.kind === 'division' && v.signer?.name === 'Chen Jie' && v.version === 2,
    )!.id;
    const lapsed = await answerer.open('Chen Jie', again, 'sign');
    expect(documentOf(lapsed.page)[0]).toBe('Changed since the last signature: T-0001');
  });
});

describe('minutes', () => {
  const MEETING = {
    id: 'M-0001',
    name: 'Print run',
    kind: 'Special',
    goal: 'Agree on the print run',
    date: '2026-03-02',
    start: '14:00',
    end: '15:00',
    host: 'Wang Fang',
    deciders: 'Chen Jie',
    minutes: 'Agreed on 10,000 copies.\nPaper to be chosen by Li Ming.',
    minutesOn: '2026-03-02',
  };
  const tabs = {
    meetings: [MEETING],
    topics: [{ id: 'P-0001', meeting: 'M-0001', name: 'Paper', consensus: '135 g matt', outcome: 'Agreed' }],
    actions: [{ id: 'A-0001', meeting: 'M-0001', name: 'Order paper', owner: 'Li Ming', due: '2026-03-20' }],
  };

  it('are approved by the host with all that was agreed in sight, then signed by who took something on', async () => {
    const answerer = openAnswerer({ tabs: { ...tabs, signoffs: [] } }, '2026-03-03T10:00');
    await answerer.sweep('2026-03-03T09:00');
    expect(await answerer.may('Wang Fang', 'M-0001')).toEqual(['approve', 'snooze', 'ack']);
    const { page } = await answerer.open('Wang Fang', 'M-0001', 'approve');
    expect(documentOf(page)).toEqual([
      'Minutes: Agreed on 10,000 copies. / Paper to be chosen by Li Ming.',
      'Paper: Agreed / 135 g matt',
      'A-0001 Order paper: Li Ming · by Fri 20 Mar',
    ]);
    await answerer.give('Wang Fang', 'M-0001', 'approve', { approveRead: 'yes' });
    await answerer.sweep('2026-03-04T09:00');
    expect((await answerer.facts()).flow.matters.get('M-0001')!.standing.code).toBe('approved');
    const signature = (await answerer.facts()).snapshot.rows.signoffs.find(
      ({ values }) => values.kind === 'minutes',
    )!.id;
    const signing = await answerer.open('Li Ming', signature, 'sign');
    expect(documentOf(signing.page)).toEqual(documentOf(page));
  });

  it('that are long are shown in part, and say where the rest is', async () => {
    const long = {
      ...MEETING,
      minutes: Array.from({ length: 400 }, (_, i) => `Point ${i} of what was said.`).join('\n'),
    };
    const answerer = openAnswerer({ tabs: { ...tabs, meetings: [long], signoffs: [] } }, '2026-03-03T10:00');
    await answerer.sweep('2026-03-03T09:00');
    const shown = documentOf((await answerer.open('Wang Fang', 'M-0001', 'approve')).page);
    expect(shown.join('').length).toBeLessThan(8000);
    expect(shown.at(-1)).toContain('the whole text is in the workbook “test”');
  });
});

describe('a dispute', () => {
  const DISPUTE = {
    id: 'E-0001',
    issue: 'Who pays',
    parties: 'Li Ming, Wang Fang',
    openedOn: '2026-03-02',
    source: 'Person',
  };

  const OPTIONS = { options: 'A: Marketing pays; B: each pays half' };
  const between = async () => {
    const answerer = openAnswerer({ tabs: { escalations: [{ ...DISPUTE, ...OPTIONS }] } }, '2026-03-03T10:00');
    await answerer.sweep('2026-03-02T09:00');
    return answerer;
  };

  it('is settled once the other side agrees to what one proposes, and not by one alone', async () => {
    const answerer = await between();
    const { page } = await answerer.open('Li Ming', 'E-0001', 'propose');
    expect(fieldOf(page, 'option').choices.map(({ label }) => label)).toEqual([
      'A: Marketing pays',
      'B: each pays half',
      'Something else',
    ]);
    expect(effectsOf(page)).toEqual(['It holds once Wang Fang agrees.']);
    await answerer.give('Li Ming', 'E-0001', 'propose', { option: '2', proposal: 'From April' });
    expect(await answerer.row('escalations', 'E-0001')).toMatchObject({
      decision: 'B: each pays half; From April',
      decidedOn: null,
      decidedBy: null,
    });
    expect(await answerer.may('Li Ming', 'E-0001')).toEqual(['propose', 'snooze', 'ack']);
    expect(await answerer.may('Wang Fang', 'E-0001')).toEqual(['agree', 'propose', 'snooze', 'ack']);
    expect(documentOf((await answerer.open('Wang Fang', 'E-0001', 'agree')).page)[0]).toBe(
      'What Li Ming proposes: B: each pays half; From April',
    );
    const { undo } = await answerer.give('Wang Fang', 'E-0001', 'agree', {});
    expect(await answerer.row('escalations', 'E-0001')).toMatchObject({ decidedOn: dayFromIso('2026-03-02') });
    expect(await answerer.may('Li Ming', 'E-0001')).toEqual([]);
    await answerer.write(undo);
    expect(await answerer.may('Wang Fang', 'E-0001')).toEqual(['agree', 'propose', 'snooze', 'ack']);
  });

  it('waits for the first side where the second proposes something else, and as before where that is taken back', async () => {
    const answerer = await between();
    await answerer.give('Li Ming', 'E-0001', 'propose', { option: '1', proposal: '' });
    const { undo } = await answerer.give('Wang Fang', 'E-0001', 'propose', {
      option: 'other',
      proposal: 'Nobody pays',
    });
    expect(await answerer.may('Li Ming', 'E-0001')).toEqual(['agree', 'propose', 'snooze', 'ack']);
    expect(await answerer.may('Wang Fang', 'E-0001')).toEqual(['propose', 'snooze', 'ack']);
    await answerer.write(undo);
    expect(await answerer.may('Wang Fang', 'E-0001')).toEqual(['agree', 'propose', 'snooze', 'ack']);
    const { ready, page } = await answerer.open('Li Ming', 'E-0001', 'propose', { option: 'other', proposal: '' });
    expect([ready, Object.keys(errorsOf(page))]).toEqual([null, ['proposal']]);
  });

  it('goes up while a proposal waits, and what is decided there is nobody’s agreement', async () => {
    const answerer = await between();
    await answerer.give('Li Ming', 'E-0001', 'propose', { option: '1', proposal: '' });
    await answerer.sweep('2026-03-06T09:00');
    expect(await answerer.may('Wang Fang', 'E-0001')).toEqual(['ack']);
    expect(documentOf((await answerer.open('Qian Er', 'E-0001', 'rule')).page)).toContain(
      'What Li Ming proposes: A: Marketing pays',
    );
    await answerer.give('Qian Er', 'E-0001', 'rule', { option: '2', decision: '' });
    expect(await answerer.row('escalations', 'E-0001')).toMatchObject({ decision: 'B: each pays half', agreedBy: [] });
  });

  it('is settled by both owners, and by those it came up to', async () => {
    const answerer = openAnswerer({ tabs: { escalations: [DISPUTE] } }, '2026-03-03T10:00');
    await answerer.sweep('2026-03-02T09:00');
    expect(await answerer.may('Li Ming', 'E-0001')).toEqual(['propose', 'snooze', 'ack']);
    expect(await answerer.may('Wang Fang', 'E-0001')).toEqual(['propose', 'snooze', 'ack']);
    expect(await answerer.may('Zhao Yi', 'E-0001')).toEqual([]);
    await answerer.sweep('2026-03-06T09:00');
    expect(await answerer.may('Zhao Yi', 'E-0001')).toEqual(['rule']);
    expect(await answerer.may('Qian Er', 'E-0001')).toEqual(['rule']);
    expect(await answerer.may('Li Ming', 'E-0001')).toEqual(['ack']);
    await answerer.give('Qian Er', 'E-0001', 'rule', { decision: 'Marketing pays' });
    expect(await answerer.may('Zhao Yi', 'E-0001')).toEqual([]);
    const { notices } = await answerer.sweep('2026-03-09T09:00');
    expect(notices.some((line) => line.startsWith('dispute.ruled:E-0001') && line.includes('Li Ming'))).toBe(true);
  });
});

describe('what no sweep has made yet', () => {
  it('is made by the answer: the row of a department, of a task’s progress, and the id of a row just typed', async () => {
    const answerer = open({
      requests: [PASSED],
      raci: [
        {
          id: 'T-0001',
          name: 'Draw',
          department: 'Design',
          responsible: 'Li Ming',
          accountable: 'Chen Jie',
          due: '2026-03-20',
        },
        { name: 'Print', department: 'Design', responsible: 'Li Ming', accountable: 'Chen Jie', due: '2026-03-27' },
      ],
    });
    await answerer.give('Chen Jie', 'C-0001', 'assess', { answer: 'can' });
    expect(await answerer.row('confirmations', 'C-0001')).toMatchObject({
      request: 'Q-0001',
      department: 'Design',
      answer: 'can',
    });
    const { undo } = await answerer.give('Li Ming', 'T-0001', 'done', { output: 'draft.pdf' });
    expect(await answerer.row('tracker', 'T-0001')).toMatchObject({ status: 'done' });
    await answerer.write(undo);
    expect(await answerer.row('tracker', 'T-0001')).toMatchObject({ status: null, output: '' });
    await answerer.give('Li Ming', 'T-0002', 'done', { output: 'print.pdf' });
    expect((await answerer.facts()).items.get('T-0002')).toMatchObject({ name: 'Print', status: 'done' });
    expect((await answerer.facts()).snapshot.rows.raci.every(({ fresh }) => !fresh)).toBe(true);
  });
});
