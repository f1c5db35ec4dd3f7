import { describe, expect, it } from 'vitest';
import { answeredPage, openAnswer } from '../../../core/answer/index.ts';
import type { Typed } from '../../../core/answers/model.ts';
import { must } from '../../../core/text/must.ts';
import { dayFromIso } from '../../../core/time/day.ts';
import { type Answerer, documentOf, effectsOf, errorsOf, fieldOf, openAnswerer } from './answerer.ts';

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
const MEETING = {
  id: 'M-0001',
  name: 'Weekly on the catalogue',
  kind: 'Regular',
  request: 'Q-0001',
  date: '2026-03-10',
  start: '14:00',
  end: '15:00',
  host: 'Sun Li',
  recorder: 'Li Ming',
  organiser: 'Wang Fang',
  departments: 'Design',
};
const TOPICS = [{ id: 'P-0001', meeting: 'M-0001', name: 'Cover', departments: 'Design' }];

const open = (tabs: object, moment: string): Answerer =>
  openAnswerer({ tabs: { requests: [REQUEST], topics: TOPICS, actions: [], meetings: [MEETING], ...tabs } }, moment);

/** Looks at what is understood, then sends the same. */
const hand = async (answerer: Answerer, typed: Typed, name = 'Li Ming') => {
  const { page, ready } = await answerer.open(name, 'M-0001', 'minutes', typed);
  expect(ready).toBeNull();
  const looked = fieldOf(page, 'looked').value;
  return { page, typed: { ...typed, looked } };
};

describe('before a meeting', () => {
  it('its materials are sent by whoever organises it, and everybody invited gets them', async () => {
    const answerer = open({}, '2026-03-05T10:00');
    expect(await answerer.may('Wang Fang', 'M-0001')).toEqual(['materials', 'snooze', 'ack']);
    const { page } = await answerer.open('Wang Fang', 'M-0001', 'materials', {
      materials: 'https://example.com/draft',
    });
    expect(documentOf(page)).toEqual(['Topic: Cover']);
    expect(effectsOf(page)).toEqual(['They go to Sun Li, Li Ming and Chen Jie on Fri 6 Mar at 09:00.']);
    const before = await answerer.row('meetings', 'M-0001');
    const { undo } = await answerer.give('Wang Fang', 'M-0001', 'materials', {
      materials: 'https://example.com/draft',
    });
    expect(await answerer.row('meetings', 'M-0001')).toMatchObject({
      materials: 'https://example.com/draft',
      materialsOn: dayFromIso('2026-03-05'),
    });
    const { notices } = await answerer.sweep('2026-03-06T09:00');
    expect(notices.filter((line) => line.startsWith('meeting.materials.sent'))).toHaveLength(1);
    await answerer.write(undo);
    expect(await answerer.row('meetings', 'M-0001')).toEqual(before);
  });

  it('each department’s head says what it has to say, below what others said', async () => {
    const sent = { ...MEETING, departments: 'Design, Marketing', materials: 'draft.pdf', materialsOn: '2026-03-05' };
    const said = { feedbackFrom: 'Marketing', feedback: 'Marketing: too long' };
    const answerer = open({ meetings: [{ ...sent, ...said }] }, '2026-03-06T10:00');
    expect(await answerer.may('Chen Jie', 'M-0001')).toEqual(['feedback', 'snooze', 'ack']);
    const { page } = await answerer.open('Chen Jie', 'M-0001', 'feedback');
    expect(documentOf(page)).toEqual(['Materials: draft.pdf', 'Topic: Cover']);
    const before = await answerer.row('meetings', 'M-0001');
    const { undo } = await answerer.give('Chen Jie', 'M-0001', 'feedback', { feedback: 'The cover is too dark' });
    expect(await answerer.row('meetings', 'M-0001')).toMatchObject({
      feedback: 'Marketing: too long\nDesign: The cover is too dark',
      feedbackFrom: ['Marketing', 'Design'],
    });
    expect(await answerer.may('Chen Jie', 'M-0001')).toEqual([]);
    await answerer.write(undo);
    expect(await answerer.row('meetings', 'M-0001')).toEqual(before);
  });
});

const MINUTES = `Attendees: Wang Fang, Li Ming

## Topic 1: Cover
Design: blue sells better
Decision: the blue one

## Topic 2: Paper
Decision: recycled, 120 g

## Actions
| Task | Owner | Due |
| --- | --- | --- |
| Order the paper | Wang Fang | 2026-03-20 |
| Send the proof | Ghost Writer | |
| | Li Ming | someday |`;

describe('minutes', () => {
  const held = () => open({}, '2026-03-11T10:00');

  it('are looked at before they are written: topics, actions with owners and days, and what was not understood', async () => {
    const answerer = held();
    expect(await answerer.may('Li Ming', 'M-0001')).toEqual(['minutes', 'snooze', 'ack']);
    const first = await answerer.open('Li Ming', 'M-0001', 'minutes');
    expect(first.page.form).toMatchObject({ preview: 'Check what Baton reads in them', submit: '' });
    const { page, typed } = await hand(answerer, { minutes: MINUTES });
    expect(page.form).toMatchObject({ preview: null, submit: 'Hand them in' });
    expect(documentOf(page)).toEqual([
      '2 topics read: Cover: the blue one / Paper: recycled, 120 g',
      '2 actions read: Order the paper · Wang Fang · by Fri 20 Mar / Send the proof · Ghost Writer “Ghost Writer” is not in the directory. It is not said by when.',
      'Not read as a topic or an action: | | Li Ming | someday | / The whole text is kept in the minutes.',
    ]);
    const changed = await answerer.open('Li Ming', 'M-0001', 'minutes', { ...typed, minutes: `${MINUTES}!` });
    expect(changed.ready).toBeNull();
    expect(errorsOf(changed.page).looked).toContain('check what Baton reads');
    const { page: ready } = await answerer.open('Li Ming', 'M-0001', 'minutes', typed);
    expect(effectsOf(ready)).toEqual(['Sun Li is asked to approve them.']);
  });

  it('become rows once, fill in the agenda’s own topics, and can be taken back', async () => {
    const answerer = held();
    const before = await answerer.row('meetings', 'M-0001');
    const { typed } = await hand(answerer, { minutes: MINUTES });
    const { undo } = await answerer.give('Li Ming', 'M-0001', 'minutes', typed);
    expect(await answerer.row('meetings', 'M-0001')).toMatchObject({
      minutes: MINUTES,
      minutesOn: dayFromIso('2026-03-11'),
    });
    expect(await answerer.row('topics', 'P-0001')).toMatchObject({ consensus: 'the blue one', outcome: 'agreed' });
    expect(await answerer.row('topics', 'P-0002')).toMatchObject({ meeting: 'M-0001', name: 'Paper' });
    expect(await answerer.row('actions', 'A-0001')).toMatchObject({
      meeting: 'M-0001',
      owner: { name: 'Wang Fang' },
      due: dayFromIso('2026-03-20'),
    });
    expect(await answerer.may('Sun Li', 'M-0001')).toEqual(['approve', 'snooze', 'ack']);
    await answerer.write(undo);
    const { snapshot } = await answerer.facts();
    expect(snapshot.rows.topics.map(({ id }) => id)).toEqual(['P-0001']);
    expect(snapshot.rows.actions).toEqual([]);
    expect(snapshot.problems.filter(({ tab }) => tab === 'topics' || tab === 'actions')).toEqual([]);
    expect(await answerer.row('meetings', 'M-0001')).toEqual(before);
    expect(await answerer.may('Li Ming', 'M-0001')).toEqual(['minutes', 'snooze', 'ack']);
  });

  it('may be a link, of which nothing is read', async () => {
    const answerer = held();
    const { page, typed } = await hand(answerer, { minutes: 'https://example.com/minutes' });
    expect(documentOf(page)).toEqual(['No topics and no actions read: The whole text is kept in the minutes.']);
    await answerer.give('Li Ming', 'M-0001', 'minutes', typed);
    expect(await answerer.row('meetings', 'M-0001')).toMatchObject({ minutes: 'https://example.com/minutes' });
  });

  it('are asked for where nothing came, and where a file cannot be read', async () => {
    const { page } = await held().open('Li Ming', 'M-0001', 'minutes', { minutes: '', minutesFile: 'unreadable' });
    expect(Object.keys(errorsOf(page))).toEqual(['minutes', 'minutesFile']);
  });
});

describe('what a department looked into', () => {
  it('is said by its head, and the topic is answered', async () => {
    const looking = { ...TOPICS[0], outcome: 'Department looks into it', researchDepartment: 'Design' };
    const minuted = { ...MEETING, date: '2026-03-03', minutes: 'x', minutesOn: '2026-03-03', approvedOn: '2026-03-04' };
    const answerer = open({ topics: [looking], meetings: [minuted] }, '2026-03-05T10:00');
    expect(await answerer.may('Chen Jie', 'P-0001')).toEqual(['research', 'snooze', 'ack']);
    const { undo } = await answerer.give('Chen Jie', 'P-0001', 'research', { answer: 'Blue costs 2 % more' });
    expect(await answerer.row('topics', 'P-0001')).toMatchObject({ answer: 'Blue costs 2 % more' });
    expect(await answerer.may('Chen Jie', 'P-0001')).toEqual([]);
    await answerer.write(undo);
    expect(await answerer.may('Chen Jie', 'P-0001')).toEqual(['research', 'snooze', 'ack']);
  });
});

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
  { id: 'T-0001', status: 'Done', output: 'catalogue.pdf', updatedOn: '2026-03-02' },
  { id: 'T-0002', status: 'Done', output: 'texts.docx', updatedOn: '2026-03-02' },
];
const AGREED = [{ id: 'K-0001', request: 'Q-0001', item: 'Number of pages', standard: '48' }];
const work = (tabs: object): Answerer =>
  openAnswerer(
    {
      tabs: {
        ...{ requests: [REQUEST], raci: RACI, tracker: DONE, consensus: AGREED, signoffs: [] },
        ...{ acceptance: [], retrospective: [], archive: [], meetings: [], ...tabs },
      },
    },
    '2026-03-04T10:00',
  );

describe('a round of acceptance', () => {
  it('is handed in by the contact, with what the tasks came to and who confirms', async () => {
    const answerer = work({});
    expect(await answerer.may('Sun Li', 'Q-0001')).toEqual(['handin', 'snooze', 'ack']);
    const { page } = await answerer.open('Sun Li', 'Q-0001', 'handin');
    expect(page.form?.fields.map(({ key, value }) => [key, value])).toEqual([
      ['output', 'Draw: catalogue.pdf\nTexts: texts.docx'],
      ['handinBy', 'Li Ming'],
      ['acceptor', 'Sun Li'],
      ['external', ''],
    ]);
    expect(effectsOf(page)).toEqual(['Marketing is asked to confirm it.']);
    const typed = { output: '500 copies', handinBy: 'Li Ming', acceptor: 'Sun Li', external: 'A customer' };
    const { undo } = await answerer.give('Sun Li', 'Q-0001', 'handin', typed);
    expect(await answerer.row('acceptance', 'V-0001')).toMatchObject({
      request: 'Q-0001',
      round: 1,
      output: '500 copies',
      submittedBy: { name: 'Li Ming' },
      submittedOn: dayFromIso('2026-03-04'),
      acceptor: { name: 'Sun Li' },
      external: 'A customer',
    });
    expect(await answerer.may('Sun Li', 'V-0001')).toEqual(['confirm', 'snooze', 'ack']);
    await answerer.write(undo);
    expect((await answerer.facts()).snapshot.rows.acceptance).toEqual([]);
    expect(await answerer.may('Sun Li', 'Q-0001')).toEqual(['handin', 'snooze', 'ack']);
  });

  it('leaves nothing of its stage to whoever handed it in', async () => {
    const stage = { id: 'N-0005', request: 'Q-0001', stage: 'Acceptance', due: '2026-03-04' };
    const facts = await work({ stages: [stage] }).facts();
    const me = must(facts.snapshot.people.get('Sun Li'), 'Sun Li');
    expect(facts.owed.get(me)?.map(({ item }) => item)).toEqual(['N-0005']);
    const typed = { output: 'a.pdf', handinBy: 'Li Ming', acceptor: 'Sun Li' };
    const { ready } = openAnswer(facts, me, { item: 'Q-0001', kind: 'handin', typed });
    expect(answeredPage(facts, me, must(ready, 'answer')).still?.items).toEqual([]);
  });

  it('begins once more after a failure, with what was found in sight', async () => {
    const failed = { id: 'V-0001', request: 'Q-0001', round: 1, output: 'a.pdf', submittedBy: 'Li Ming' };
    const concluded = { submittedOn: '2026-03-02', result: 'Fail', acceptedOn: '2026-03-03', findings: 'Too dark' };
    const answerer = work({ acceptance: [{ ...failed, ...concluded }] });
    expect(await answerer.may('Sun Li', 'Q-0001')).toEqual(['handin', 'snooze', 'ack']);
    const { page } = await answerer.open('Sun Li', 'Q-0001', 'handin');
    expect(documentOf(page)).toEqual(['Found in the last round: Too dark', 'Agreed: Number of pages: 48']);
    await answerer.give('Sun Li', 'Q-0001', 'handin', { output: 'b.pdf', handinBy: 'Li Ming', acceptor: 'Sun Li' });
    expect(await answerer.row('acceptance', 'V-0002')).toMatchObject({ round: 2, output: 'b.pdf' });
  });

  it('that somebody began to type is completed in its own row', async () => {
    const answerer = work({ acceptance: [{ id: 'V-0001', request: 'Q-0001', output: 'draft.pdf' }] });
    const { page } = await answerer.open('Sun Li', 'Q-0001', 'handin');
    expect(fieldOf(page, 'output').value).toBe('draft.pdf');
    await answerer.give('Sun Li', 'Q-0001', 'handin', { output: 'draft.pdf', handinBy: 'Li Ming', acceptor: '' });
    expect((await answerer.facts()).snapshot.rows.acceptance).toHaveLength(1);
    expect(await answerer.row('acceptance', 'V-0001')).toMatchObject({ submittedOn: dayFromIso('2026-03-04') });
  });
});

describe('after a pass', () => {
  const passed = {
    acceptance: [
      {
        ...{ id: 'V-0001', request: 'Q-0001', round: 1, output: 'a.pdf', submittedOn: '2026-03-02' },
        ...{ confirmedBy: 'Design, Marketing', result: 'Pass', acceptedOn: '2026-03-03' },
      },
    ],
  };

  it('the project lead writes down what was learnt, a row for each', async () => {
    const answerer = work(passed);
    expect(await answerer.may('Wang Fang', 'Q-0001')).toEqual(['lookback', 'snooze', 'ack']);
    const empty = await answerer.open('Wang Fang', 'Q-0001', 'lookback', { due: '2026-04-01' });
    expect(errorsOf(empty.page)).toEqual({ reuse: 'Please fill in at least one of these.' });
    const typed = {
      ...{ reuse: '', problem: 'The proof came late', cause: 'One printer', improvement: 'A second printer' },
      ...{ owner: 'Li Ming', due: '2026-04-01' },
    };
    const { page } = await answerer.open('Wang Fang', 'Q-0001', 'lookback', typed);
    expect(effectsOf(page)).toEqual(['Li Ming hears of it, and the improvement is tracked like a task.']);
    const { undo } = await answerer.give('Wang Fang', 'Q-0001', 'lookback', typed);
    expect(await answerer.row('retrospective', 'R-0001')).toMatchObject({
      kind: 'problem',
      finding: 'The proof came late',
      cause: 'One printer',
    });
    expect(await answerer.row('retrospective', 'R-0002')).toMatchObject({
      kind: 'improvement',
      owner: { name: 'Li Ming' },
      due: dayFromIso('2026-04-01'),
    });
    expect(await answerer.may('Wang Fang', 'Q-0001')).toEqual([]);
    await answerer.write(undo);
    expect((await answerer.facts()).snapshot.rows.retrospective).toEqual([]);
  });

  it('the keeper says where it is archived, and each document is listed with who may view it', async () => {
    const answerer = work(passed);
    expect(await answerer.may('Wu Kai', 'Q-0001')).toEqual(['archive', 'snooze', 'ack']);
    const { page, ready } = await answerer.open('Wu Kai', 'Q-0001', 'archive', {
      file: 'https://example.com/archive/',
      viewers: 'Marketing',
    });
    expect(ready?.beware).toEqual(['There is no retrospective yet, and nobody will be asked for one after this.']);
    expect(documentOf(page)[0]).toContain('What is listed in the archive: ');
    const { undo } = await answerer.give('Wu Kai', 'Q-0001', 'archive', {
      file: 'https://example.com/archive/',
      viewers: 'Marketing',
    });
    expect(await answerer.row('archive', 'F-0001')).toMatchObject({
      request: 'Q-0001',
      archivedOn: dayFromIso('2026-03-04'),
      viewers: 'Marketing',
    });
    expect(String((await answerer.row('archive', 'F-0001')).file)).toMatch(
      /^https:\/\/example\.com\/archive\/documents/,
    );
    expect(await answerer.may('Wu Kai', 'Q-0001')).toEqual([]);
    await answerer.write(undo);
    expect(await answerer.may('Wu Kai', 'Q-0001')).toEqual(['archive', 'snooze', 'ack']);
  });
});

describe('a division of work', () => {
  const KICKOFF = { ...MEETING, kind: 'Kick-off', date: '2026-03-02', minutes: 'x', minutesOn: '2026-03-03' };
  const plan = (raci: readonly object[]) => work({ raci, tracker: [], meetings: [KICKOFF], topics: [], actions: [] });

  it('gets what its tasks lack from the heads and the project lead, those of the reader’s department first', async () => {
    const answerer = plan([
      { id: 'T-0001', request: 'Q-0001', name: 'Texts', department: 'Marketing', responsible: 'Wang Fang' },
      {
        id: 'T-0002',
        request: 'Q-0001',
        name: 'Draw',
        department: 'Design',
        accountable: 'Chen Jie',
        due: '2026-03-20',
      },
    ]);
    expect(await answerer.may('Chen Jie', 'Q-0001')).toEqual(['divide', 'snooze', 'ack']);
    const { page } = await answerer.open('Chen Jie', 'Q-0001', 'divide');
    expect(page.form?.fields.map(({ key, fold }) => [key, fold])).toEqual([
      ['responsible.T-0002', 'T-0002 Draw'],
      ['output.T-0002', 'T-0002 Draw'],
      ['accountable.T-0001', 'T-0001 Texts'],
      ['due.T-0001', 'T-0001 Texts'],
      ['output.T-0001', 'T-0001 Texts'],
    ]);
    const nothing = await answerer.open('Chen Jie', 'Q-0001', 'divide', {});
    expect(errorsOf(nothing.page)).toEqual({ 'responsible.T-0002': 'Please fill in at least one of these.' });
    const { undo } = await answerer.give('Chen Jie', 'Q-0001', 'divide', {
      'responsible.T-0002': 'Li Ming',
      'output.T-0002': 'Print file',
      'due.T-0001': '2026-03-18',
    });
    expect(await answerer.row('raci', 'T-0002')).toMatchObject({
      responsible: { name: 'Li Ming' },
      output: 'Print file',
    });
    expect(await answerer.row('raci', 'T-0001')).toMatchObject({ due: dayFromIso('2026-03-18'), accountable: null });
    await answerer.write(undo);
    expect(await answerer.row('raci', 'T-0002')).toMatchObject({ responsible: null, output: '' });
  });

  it('that has no task yet gets its first', async () => {
    const answerer = plan([]);
    const typed = { name: 'Draw', responsible: 'Li Ming', accountable: 'Chen Jie', due: '2026-03-20', output: 'pdf' };
    const { undo } = await answerer.give('Wang Fang', 'Q-0001', 'divide', typed);
    expect(await answerer.row('raci', 'T-0001')).toMatchObject({
      request: 'Q-0001',
      name: 'Draw',
      department: 'Design',
      responsible: { name: 'Li Ming' },
      due: dayFromIso('2026-03-20'),
    });
    await answerer.write(undo);
    expect((await answerer.facts()).snapshot.rows.raci).toEqual([]);
  });
});

describe('feedback on a decision', () => {
  it('is given by whoever promised it', async () => {
    const issue = { id: 'E-0001', item: 'T-0001', issue: 'Which paper', parties: 'Li Ming, Wang Fang', level: 0 };
    const decided = { decision: 'The blue one', decidedOn: '2026-03-02', agreedBy: 'Li Ming, Wang Fang' };
    const promised = { openedOn: '2026-03-02', feedbackOwner: 'Li Ming', feedbackDue: '2026-03-05' };
    const answerer = work({ escalations: [{ ...issue, ...decided, ...promised, source: 'Person' }] });
    expect(await answerer.may('Li Ming', 'E-0001')).toEqual(['report', 'snooze', 'ack']);
    const { page } = await answerer.open('Li Ming', 'E-0001', 'report');
    expect(documentOf(page)).toEqual(['Decision: The blue one', 'Decided on: Mon 2 Mar']);
    const { undo } = await answerer.give('Li Ming', 'E-0001', 'report', { feedback: 'It is ordered' });
    expect(await answerer.row('escalations', 'E-0001')).toMatchObject({
      feedback: 'It is ordered',
      feedbackOn: dayFromIso('2026-03-04'),
    });
    expect(await answerer.may('Li Ming', 'E-0001')).toEqual([]);
    await answerer.write(undo);
    expect(await answerer.may('Li Ming', 'E-0001')).toEqual(['report', 'snooze', 'ack']);
  });
});

describe('a question', () => {
  const NEW = { ...RACI[0], due: '2026-03-20', supporting: 'Wang Fang' };
  const given = (tabs: object = {}) => work({ raci: [NEW], tracker: [], escalations: [], ...tabs });

  it('about a task that has not begun goes to who answers for it, as an issue that both settle', async () => {
    const answerer = given();
    expect(await answerer.may('Li Ming', 'T-0001')).toContain('question');
    expect(await answerer.may('Wang Fang', 'T-0001')).toEqual(['question']);
    expect(await answerer.may('Sun Li', 'T-0001')).toEqual([]);
    const { page } = await answerer.open('Li Ming', 'T-0001', 'question');
    expect(effectsOf(page)).toEqual([
      'Chen Jie gets it on Thu 5 Mar at 09:00 at the latest. If it isn’t settled 3 workdays later, the division leaders are asked.',
    ]);
    await answerer.give('Li Ming', 'T-0001', 'question', { question: 'Which paper?' });
    expect(await answerer.row('escalations', 'E-0001')).toMatchObject({
      item: 'T-0001',
      issue: 'Which paper?',
      facts: 'Li Ming has a question about “Draw”',
      parties: [{ name: 'Li Ming' }, { name: 'Chen Jie' }],
      level: 0,
    });
    expect(await answerer.may('Li Ming', 'T-0001')).not.toContain('question');
    expect(await answerer.may('Chen Jie', 'E-0001')).toEqual(['propose', 'snooze', 'ack']);
    await answerer.give('Chen Jie', 'E-0001', 'propose', { proposal: 'The blue one' });
    expect(await answerer.may('Li Ming', 'E-0001')).toContain('agree');
    await answerer.give('Li Ming', 'E-0001', 'agree', {});
    expect(await answerer.may('Li Ming', 'T-0001')).toContain('question');
  });

  it('that is taken back is withdrawn, and nobody hears of it', async () => {
    const answerer = given();
    const { undo } = await answerer.give('Li Ming', 'T-0001', 'question', { question: 'Which paper?' });
    await answerer.write(undo);
    const { notices } = await answerer.sweep('2026-03-05T09:00');
    expect(notices.filter((line) => line.startsWith('dispute'))).toEqual([]);
  });

  it('about a task that has begun is no longer offered: there is help', async () => {
    const answerer = given({ tracker: [{ id: 'T-0001', status: 'In progress' }] });
    expect(await answerer.may('Li Ming', 'T-0001')).not.toContain('question');
  });

  it('of who answers for it goes to the project lead', async () => {
    const answerer = given();
    await answerer.give('Chen Jie', 'T-0001', 'question', { question: 'Who pays?' });
    expect(await answerer.row('escalations', 'E-0001')).toMatchObject({
      parties: [{ name: 'Chen Jie' }, { name: 'Wang Fang' }],
    });
  });
});

describe('what a request lacks', () => {
  it('is filled in on one page by those whose request it is', async () => {
    const lacking = {
      ...REQUEST,
      goal: 'A good catalogue',
      departments: '',
      wantedFinish: null,
      expected: '500 copies',
    };
    const { reviewResult: _, reviewedOn: __, ...request } = { ...lacking, submittedOn: '2026-03-03' };
    const answerer = open({ requests: [request], meetings: [] }, '2026-03-04T10:00');
    expect(await answerer.may('Sun Li', 'Q-0001')).toContain('complete');
    const vague = await answerer.open('Sun Li', 'Q-0001', 'complete', { goal: 'A very good catalogue' });
    expect(Object.keys(errorsOf(vague.page))).toEqual(['goal']);
    const before = await answerer.row('requests', 'Q-0001');
    const { undo } = await answerer.give('Sun Li', 'Q-0001', 'complete', {
      goal: '48 pages, printed by 2026-04-30',
      'departments.Design': 'yes',
      wantedFinish: '2026-04-30',
    });
    expect(await answerer.row('requests', 'Q-0001')).toMatchObject({
      goal: '48 pages, printed by 2026-04-30',
      departments: ['Design'],
      wantedFinish: dayFromIso('2026-04-30'),
    });
    expect(await answerer.may('Sun Li', 'Q-0001')).not.toContain('complete');
    await answerer.write(undo);
    expect(await answerer.row('requests', 'Q-0001')).toEqual(before);
  });
});

describe('the keeper', () => {
  it('writes down what came of a task that should be done by now', async () => {
    const late = { ...RACI[0], due: '2026-02-27' };
    const answerer = work({ raci: [late], tracker: [{ id: 'T-0001', status: 'In progress' }] });
    expect(await answerer.may('Wu Kai', 'T-0001')).toEqual(['done', 'snooze', 'ack']);
    await answerer.give('Wu Kai', 'T-0001', 'done', { output: 'catalogue.pdf' });
    expect(await answerer.row('tracker', 'T-0001')).toMatchObject({ status: 'done', output: 'catalogue.pdf' });
  });
});
