import { describe, expect, it } from 'vitest';
import { answeredPage, answersOf, offerOf, retryPage } from '../../../core/answer/index.ts';
import type { AnswerKind, Typed } from '../../../core/answers/model.ts';
import type { Write } from '../../../core/plan.ts';
import { factOf } from '../../../core/problem.ts';
import { readFacts } from '../../../core/process/facts.ts';
import { dayFromIso } from '../../../core/time/day.ts';
import type { TabKey } from '../../../sheet-templates/index.ts';
import {
  type Answerer,
  changesOf,
  documentOf,
  effectsOf,
  errorsOf,
  fieldOf,
  openAnswerer,
  personIn,
} from './answerer.ts';

const task = (id: string, due: string, more: Readonly<Record<string, string>> = {}) => ({
  id,
  name: `Task ${id}`,
  department: 'Design',
  responsible: 'Li Ming',
  accountable: 'Chen Jie',
  due,
  output: 'Print file',
  ...more,
});

/** Friday 6 March: T-0001 was due on Wednesday, T-0002 waits for it. */
const open = async (more: Readonly<Record<string, string>> = {}): Promise<Answerer> => {
  const answerer = openAnswerer({
    tabs: {
      raci: [
        task('T-0001', '2026-03-04', { name: 'Packaging design', informed: 'Sun Li', ...more }),
        task('T-0002', '2026-03-10', {
          name: 'Channel materials',
          start: '2026-03-09',
          predecessors: 'T-0001',
          responsible: 'Wang Fang',
          department: 'Marketing',
        }),
      ],
      tracker: [{ id: 'T-0001', status: 'In progress', progress: 0.6, risk: 'The die is late' }],
      escalations: [],
    },
  });
  await answerer.sweep('2026-03-05T09:00');
  await answerer.sweep('2026-03-06T09:00');
  return answerer;
};

describe('whose task it is', () => {
  it('may say that it is done, how far it is, when instead, that they need help, and that they know', async () => {
    const answerer = await open();
    expect(await answerer.may('Li Ming', 'T-0001')).toEqual(['done', 'progress', 'redate', 'help', 'snooze', 'ack']);
    for (const name of ['Sun Li', 'Zhou Zong', 'Wu Kai', 'Wang Fang']) {
      expect(await answerer.may(name, 'T-0001'), name).toEqual([]);
    }
    // On Friday the head owes the department's update.
    expect(await answerer.may('Chen Jie', 'T-0001')).toEqual(['progress']);
  });

  it('is the keeper’s to answer for where nobody is named, who says what has become of it and calls for nobody’s help', async () => {
    const answerer = await open({ responsible: '' });
    expect(await answerer.may('Wu Kai', 'T-0001')).toEqual(['done', 'progress', 'redate', 'snooze', 'ack']);
    await answerer.give('Wu Kai', 'T-0001', 'done', { output: 'box.pdf' });
    expect(await answerer.row('tracker', 'T-0001')).toMatchObject({ status: 'done' });
  });

  it('is whoever covers for them today, as well as they themselves', async () => {
    const answerer = await open();
    await answerer.write([
      {
        tab: 'directory',
        kind: 'set',
        item: 'Li Ming',
        values: { delegate: 'Sun Li', delegateFrom: '2026-03-06', delegateTo: '2026-03-06' },
        expected: {},
      },
    ]);
    expect(await answerer.may('Sun Li', 'T-0001')).toEqual(['done', 'progress', 'redate', 'help', 'snooze', 'ack']);
    expect(await answerer.may('Li Ming', 'T-0001')).toContain('done');
    const { page } = await answerer.open('Sun Li', 'T-0001', 'done');
    expect(page.notes[0]).toBe('Answering as Sun Li, for Li Ming.');
    await answerer.sweep('2026-03-09T09:00');
    expect(await answerer.may('Sun Li', 'T-0001')).toEqual([]);
  });

  it('may still add the result where it is called done without one, and only that is written', async () => {
    const answerer = await open();
    await answerer.write([
      {
        tab: 'tracker',
        kind: 'set',
        item: 'T-0001',
        values: { status: 'done', updatedOn: '2026-03-05' },
        expected: {},
      },
    ]);
    expect(await answerer.may('Li Ming', 'T-0001')).toEqual(['done']);
    for (const name of ['Chen Jie', 'Zhou Zong', 'Wang Fang'])
      expect(await answerer.may(name, 'T-0001'), name).toEqual([]);
    const before = await answerer.row('tracker', 'T-0001');
    const { page } = await answerer.open('Li Ming', 'T-0001', 'done');
    expect([page.title, page.form?.submit]).toEqual(['Result: Packaging design', 'Add the result']);
    expect(page.form?.fields.map(({ key }) => key)).toEqual(['output']);
    const { summary } = await answerer.give('Li Ming', 'T-0001', 'done', { output: 'die.pdf' });
    expect(summary).toBe('output=added');
    expect(await answerer.row('tracker', 'T-0001')).toEqual({ ...before, output: 'die.pdf' });
    expect(await answerer.may('Li Ming', 'T-0001')).toEqual([]);
  });

  it('has nothing to answer about what is closed, unknown, or from somebody who left', async () => {
    const answerer = await open();
    expect(await answerer.may('Li Ming', 'T-0099')).toEqual([]);
    expect((await answerer.open('Li Ming', 'T-0099', 'done')).page.message?.title).toBe(
      'This is not in the workbook any more',
    );
    await answerer.give('Li Ming', 'T-0001', 'done', { output: 'final.pdf' });
    expect(await answerer.may('Li Ming', 'T-0001')).toEqual([]);
    const { page, seen, ready } = await answerer.open('Li Ming', 'T-0001', 'done', { output: 'final.pdf' });
    expect([page.form, seen, ready]).toEqual([null, '', null]);
    expect(page.message).toMatchObject({ tone: 'fine', title: 'This is closed', lines: ['Status: Done.'] });
    expect(page.when?.text).toBe('Done');
    await answerer.write([
      { tab: 'directory', kind: 'set', item: 'Wang Fang', values: { active: false }, expected: {} },
    ]);
    expect(await answerer.may('Wang Fang', 'T-0002')).toEqual([]);
  });

  it('chooses, and finds the other answers beside each', async () => {
    const answerer = await open();
    const { page } = await answerer.open('Li Ming', 'T-0001', null);
    expect(page).toMatchObject({
      title: 'Packaging design',
      place: 'T-0001 · Product launch',
      when: { text: '2 workdays late · was due Wed 4 Mar', tone: 'late' },
      othersTitle: 'What would you like to do',
      form: null,
    });
    expect(page.others.map(({ label }) => label)).toEqual([
      'It is done',
      'Update progress',
      'Set a new date',
      'I need help',
      'Remind me later',
      'Got it',
    ]);
    const redate = await answerer.open('Li Ming', 'T-0001', 'redate');
    expect(redate.page.title).toBe('New date: Packaging design');
    expect(redate.page.others.map(({ kind }) => kind)).toEqual(['done', 'progress', 'help', 'snooze', 'ack']);
  });
});

describe('done', () => {
  it('writes status, all of the progress, the evidence and the day; nobody is reminded any more', async () => {
    const answerer = await open();
    const { page } = await answerer.open('Li Ming', 'T-0001', 'done', { output: 'https://example.com/final.pdf' });
    expect(effectsOf(page)).toEqual(['Channel materials can start.']);
    expect(changesOf(page)).toEqual([
      'Tracker · Status: In progress → Done',
      'Tracker · Progress: 60% → 100%',
      'Tracker · Evidence:  → https://example.com/final.pdf',
      'Tracker · Updated on:  → Fri 6 Mar',
    ]);
    const ready = await answerer.give('Li Ming', 'T-0001', 'done', { output: 'https://example.com/final.pdf' });
    expect(ready).toMatchObject({ series: 'answer.done:T-0001:2026-03-06', summary: 'status=done' });
    expect(await answerer.row('tracker', 'T-0001')).toMatchObject({
      status: 'done',
      progress: 1,
      output: 'https://example.com/final.pdf',
    });
    const { notices } = await answerer.sweep('2026-03-09T09:00');
    expect(notices.filter((line) => line.includes('T-0001'))).toEqual([]);
  });

  it('needs something to show for it', async () => {
    const answerer = await open();
    const { page, ready } = await answerer.open('Li Ming', 'T-0001', 'done', { output: '  ' });
    expect(errorsOf(page)).toEqual({ output: 'Please fill this in.' });
    expect(ready).toBeNull();
    // Nothing is wrong with a page that was just opened.
    expect(errorsOf((await answerer.open('Li Ming', 'T-0001', 'done')).page)).toEqual({});
  });
});

describe('a text', () => {
  it.each([
    ['=HYPERLINK("https://example.com")', 'would run as a formula'],
    ['x'.repeat(2001), 'keep it under 2000 characters'],
  ])('%.20s is not taken', async (output, error) => {
    const answerer = await open();
    const { page, ready } = await answerer.open('Li Ming', 'T-0001', 'done', { output });
    expect(errorsOf(page).output).toContain(error);
    expect(ready).toBeNull();
  });

  it('keeps its lines and its dashes, and loses what no cell can hold', async () => {
    const answerer = await open();
    await answerer.give('Li Ming', 'T-0001', 'done', { output: '  - one\r\n- two\u0007 \n' });
    expect(await answerer.row('tracker', 'T-0001')).toMatchObject({ output: '- one\n- two' });
  });
});

describe('progress', () => {
  it('is filled in with what stands there, and writes what changes', async () => {
    const answerer = await open();
    const { page } = await answerer.open('Li Ming', 'T-0001', 'progress');
    expect(page.form!.fields.map(({ key, value }) => `${key}=${value}`)).toEqual([
      'status=in-progress',
      'progress=60',
      'result=',
      'risk=The die is late',
    ]);
    await answerer.give('Li Ming', 'T-0001', 'progress', {
      status: 'delayed',
      progress: '75 %',
      risk: '',
      result: 'draft.pdf',
    });
    expect(await answerer.row('tracker', 'T-0001')).toMatchObject({
      status: 'delayed',
      progress: 0.75,
      risk: '',
      output: 'draft.pdf',
    });
  });

  it.each([
    ['101', 'in-progress', '“101%” is not between'],
    ['most of it', 'in-progress', '“most of it” is not a number.'],
    ['100', 'in-progress', 'If all of it is done, use “It is done”.'],
    ['30', 'not-started', 'Not started and 30 % do not go together.'],
  ])('of %s %% while %s is not taken', async (progress, status, error) => {
    const answerer = await open();
    const { page, ready } = await answerer.open('Li Ming', 'T-0001', 'progress', { progress, status });
    expect(errorsOf(page).progress).toContain(error);
    expect(ready).toBeNull();
  });
});

describe('a new date', () => {
  it('is proposed as a workday that leaves room, with what it moves and who is told', async () => {
    const answerer = await open();
    const { page, ready } = await answerer.open('Li Ming', 'T-0001', 'redate');
    expect(ready).toBeNull();
    expect(fieldOf(page, 'newDue')).toMatchObject({ value: '2026-03-10', min: '2026-03-07' });
    expect(page.form!.preview).toBe('See what else moves');
    expect(page.effects!.title).toBe('What this changes');
    expect(effectsOf(page)).toEqual([
      'Channel materials (Wang Fang) Tue 10 Mar → Thu 12 Mar',
      '3 people will be told: Wang Fang, Chen Jie and Sun Li.',
    ]);
  });

  it('is written with its reason; the next sweep counts by it and tells everyone with a letter, and the project lead', async () => {
    const answerer = await open();
    const typed = { newDue: '2026-03-11', reason: 'resources', detail: 'The die arrives on Monday' };
    const ready = await answerer.give('Li Ming', 'T-0001', 'redate', typed);
    expect(ready.summary).toBe('newDue=2026-03-11 reason=resources');
    expect(await answerer.row('tracker', 'T-0001')).toMatchObject({
      newDue: dayFromIso('2026-03-11'),
      reason: 'Resources: The die arrives on Monday',
      status: 'in-progress',
    });
    const { notices } = await answerer.sweep('2026-03-09T09:00');
    expect(notices).toContain('task.changed:T-0001:2026-03-05:1 -> Li Ming, Chen Jie, Sun Li, Wang Fang');
    expect(notices.filter((line) => line.startsWith('task.overdue:T-0001'))).toEqual([]);
  });

  it('on a day off gets a word about it, and is taken', async () => {
    const answerer = await open();
    const { page, ready } = await answerer.open('Li Ming', 'T-0001', 'redate', {
      newDue: '2026-03-14',
      reason: 'process',
    });
    expect(effectsOf(page)[0]).toBe('Sat 14 Mar is a day off. The workday before is Fri 13 Mar.');
    expect(ready).not.toBeNull();
    const facts = await answerer.facts();
    expect(answeredPage(facts, personIn(facts, 'Li Ming'), ready!).message).toMatchObject({
      tone: 'soon',
      title: 'The new date is set',
      lines: ['Sat 14 Mar is a day off. The workday before is Fri 13 Mar.', expect.any(String)],
    });
  });

  it.each([
    ['2026-03-14', 'Sat 14 Mar is a day off. The workday before is Fri 13 Mar.'],
    // On Friday the workday before is today: nobody can move a date to it.
    ['2026-03-07', 'Sat 7 Mar is a day off. The next workday is Mon 9 Mar.'],
    ['2026-03-08', 'Sun 8 Mar is a day off. The next workday is Mon 9 Mar.'],
  ])('on %s is offered a workday to come beside it', async (newDue, word) => {
    const answerer = await open();
    const { page } = await answerer.open('Li Ming', 'T-0001', 'redate', { newDue, reason: 'process' });
    expect(effectsOf(page)[0]).toBe(word);
  });

  it('before what it waits for ends gets a word about it, before it is sent and after', async () => {
    const answerer = await open();
    await answerer.give('Li Ming', 'T-0001', 'redate', { newDue: '2026-03-20', reason: 'process' });
    const { page, ready } = await answerer.open('Wang Fang', 'T-0002', 'redate', {
      newDue: '2026-03-17',
      reason: 'process',
    });
    const word = 'It waits for “Packaging design”, which ends on Fri 20 Mar.';
    expect(effectsOf(page)[0]).toBe(word);
    expect(ready!.beware).toEqual([word]);
    const later = await answerer.open('Wang Fang', 'T-0002', 'redate', { newDue: '2026-03-24', reason: 'process' });
    expect(later.ready!.beware).toEqual([]);
  });

  it.each([
    ['2026-03-05', 'Thu 5 Mar has passed; choose a day to come.'],
    ['2026-03-06', 'The earliest is Sat 7 Mar.'],
    ['2026-02-30', '“2026-02-30”'],
    ['next week', '“next week”'],
    ['10 March', '“10 March”'],
    ['2036-03-10', 'The latest is'],
    ['', 'Please fill this in.'],
  ])('%s is not taken', async (newDue, error) => {
    const answerer = await open();
    const { page, ready } = await answerer.open('Li Ming', 'T-0001', 'redate', { newDue, reason: 'process' });
    expect(errorsOf(page).newDue).toContain(error);
    expect(fieldOf(page, 'newDue').value).toBe(newDue);
    expect([ready, page.effects]).toEqual([null, null]);
  });

  it('is another than the one it has, with a reason that says something', async () => {
    const answerer = await open();
    await answerer.give('Li Ming', 'T-0001', 'redate', { newDue: '2026-03-11', reason: 'process' });
    const same = await answerer.open('Li Ming', 'T-0001', 'redate', { newDue: '2026-03-11', reason: '' });
    expect(errorsOf(same.page)).toEqual({
      newDue: 'That is the date it has already; choose another.',
      reason: 'Choose one of the list.',
    });
    const other = await answerer.open('Li Ming', 'T-0001', 'redate', { newDue: '2026-03-12', reason: 'other' });
    expect(errorsOf(other.page)).toEqual({ detail: 'With “Other”, say what it is.' });
  });
});

describe('a call for help', () => {
  const HELP = { helpKind: 'resources', issue: 'No die.\r\nPurchasing has to rush it.', dueOn: '2026-03-13' };

  it('is filed with the division leader, who is asked the next morning; the task stands still meanwhile', async () => {
    const answerer = await open();
    const { page } = await answerer.open('Li Ming', 'T-0001', 'help', HELP);
    expect(effectsOf(page)).toEqual([
      'On Mon 9 Mar at 09:00, Zhao Yi will be asked to help.',
      'The status becomes “Blocked”.',
    ]);
    await answerer.give('Li Ming', 'T-0001', 'help', HELP);
    expect(await answerer.row('escalations', 'E-0001')).toMatchObject({
      item: 'T-0001',
      kind: 'resources',
      issue: 'No die.\nPurchasing has to rush it.',
      level: 1,
      source: 'person',
      dueOn: dayFromIso('2026-03-13'),
    });
    expect(await answerer.row('tracker', 'T-0001')).toMatchObject({ status: 'blocked' });
    const { notices } = await answerer.sweep('2026-03-09T09:00');
    expect(notices).toContain('dispute:E-0001:2026-03-06:4 -> Zhao Yi (Chen Jie, Wang Fang)');
  });

  it('tells the division leader who asks for what, by when and what waits for it, under one date', async () => {
    const answerer = await open();
    await answerer.give('Li Ming', 'T-0001', 'help', HELP);
    const { mails } = await answerer.sweep('2026-03-09T09:00');
    const mail = mails.find((text) => text.startsWith('Zhao Yi'))!;
    expect(mail).toContain('* Needed by Fri 13 Mar\n  No die. Purchasing has to rush it [E-0001]');
    expect(mail.replace(/\s+/g, ' ')).toContain(
      'Li Ming asks for help with “Packaging design”. Holds up Channel materials.',
    );
    // Three workdays after it was told the executive hears of it, which is before that date.
    expect(mail.replace(/\s+/g, ' ')).toContain(
      'If it is not decided by Thu 12 Mar 18:00 (3 workdays left), it goes to executive Zhou Zong.',
    );
    expect(mail).not.toMatch(/stuck for|agreed yet/i);
  });

  it('is open once: whoever asked is told so, may do everything else, and may ask again when it is settled', async () => {
    const answerer = await open();
    await answerer.give('Li Ming', 'T-0001', 'help', HELP);
    expect(await answerer.may('Li Ming', 'T-0001')).toEqual(['done', 'progress', 'redate', 'snooze', 'ack']);
    const { page, ready } = await answerer.open('Li Ming', 'T-0001', 'help', HELP);
    expect([page.message, page.form, ready]).toEqual([
      {
        tone: 'soon',
        title: 'Help has been asked for already',
        lines: ['E-0001 is with Zhao Yi. What has to be added to it, write there.'],
      },
      null,
      null,
    ]);
    // Its own card promises no escalation beside that one.
    expect(JSON.stringify(page.lines)).not.toContain('asked to step in');
    expect(await answerer.may('Zhao Yi', 'E-0001')).toEqual(['rule', 'snooze', 'ack']);
    await answerer.give('Zhao Yi', 'E-0001', 'rule', { decision: 'Purchasing rushes it' });
    expect(await answerer.may('Li Ming', 'T-0001')).toContain('help');
  });

  it('is over when the task is', async () => {
    const answerer = await open();
    await answerer.give('Li Ming', 'T-0001', 'help', HELP);
    await answerer.sweep('2026-03-09T09:00');
    await answerer.give('Li Ming', 'T-0001', 'done', { output: 'https://example.com/die' });
    const { notices } = await answerer.sweep('2026-03-13T09:00');
    expect(notices.filter((line) => line.startsWith('dispute'))).toEqual([]);
    expect(await answerer.may('Zhao Yi', 'E-0001')).toEqual([]);
  });

  it('taken back before a sweep on the same day is told to nobody', async () => {
    const answerer = await open();
    const { undo } = await answerer.give('Li Ming', 'T-0001', 'help', HELP);
    await answerer.write(undo);
    for (const at of ['2026-03-06T11:00', '2026-03-09T09:00']) {
      const { notices } = await answerer.sweep(at);
      expect(notices.filter((line) => line.includes('E-0001'))).toEqual([]);
    }
  });

  it('taken back is withdrawn in its own words, and nobody hears of it', async () => {
    const answerer = await open();
    const { undo } = await answerer.give('Li Ming', 'T-0001', 'help', HELP);
    await answerer.write(undo);
    expect(await answerer.row('tracker', 'T-0001')).toMatchObject({ status: 'in-progress', updatedOn: null });
    expect(await answerer.row('escalations', 'E-0001')).toMatchObject({
      decision: 'Withdrawn, nothing left to decide.',
    });
    for (const morning of ['2026-03-09T09:00', '2026-03-10T09:00']) {
      const { notices, mails } = await answerer.sweep(morning);
      expect(notices.filter((line) => line.includes('E-0001'))).toEqual([]);
      expect(mails.join('\n')).not.toContain('No die');
    }
  });

  it('taken back after a sweep told of it is told as withdrawn', async () => {
    const answerer = await open();
    const { undo } = await answerer.give('Li Ming', 'T-0001', 'help', HELP);
    await answerer.sweep('2026-03-06T10:05');
    await answerer.write(undo);
    const { notices } = await answerer.sweep('2026-03-09T09:00');
    expect(notices.some((line) => line.startsWith('dispute.ruled:E-0001'))).toBe(true);
  });
});

describe('a form that comes back when there is nothing to answer any more', () => {
  const back = async (answerer: Answerer, name: string, item: string, kind: AnswerKind, typed: Typed) => {
    const facts = await answerer.facts();
    return retryPage(facts, personIn(facts, name), { item, kind, typed }, 'changed');
  };

  it('says that nothing was written, what was decided, and gives the text back', async () => {
    const answerer = await open();
    await answerer.give('Li Ming', 'T-0001', 'help', { helpKind: 'resources', issue: 'Matt or glossy?' });
    await answerer.give('Zhao Yi', 'E-0001', 'rule', { decision: 'Glossy' });
    const page = await back(answerer, 'Zhao Yi', 'E-0001', 'rule', { decision: 'Matt,\nas the samples' });
    expect(page.message).toEqual({
      tone: 'late',
      title: 'Nothing was saved',
      lines: ['This is closed.', 'Decided by Zhao Yi on Fri 6 Mar: Glossy', 'What you wrote stands below, to copy.'],
    });
    expect(documentOf(page)).toEqual(['What you wrote · Decision: Matt, / as the samples']);
  });

  it('says who has it now, or how it stands', async () => {
    const answerer = await open();
    const set = (tab: TabKey, values: Write['values']) =>
      answerer.write([{ tab, kind: 'set', item: 'T-0001', values, expected: {} }]);
    await set('raci', { responsible: 'Sun Li' });
    const other = await back(answerer, 'Li Ming', 'T-0001', 'done', { output: 'final.pdf' });
    expect(other.message?.lines).toEqual([
      'This is not with you now.',
      'It is with Sun Li now.',
      'What you wrote stands below, to copy.',
    ]);
    await set('tracker', { status: 'cancelled' });
    const cancelled = await back(answerer, 'Li Ming', 'T-0001', 'ack', { until: '2026-03-09' });
    expect(cancelled.message?.lines).toEqual(['This is closed.', 'Status: Cancelled.']);
    expect([cancelled.document, cancelled.when?.text]).toEqual([[], 'Cancelled']);
  });
});

describe('an escalated task', () => {
  /** Level 1 was told on Wednesday 11 March. */
  const escalated = async () => {
    const answerer = await open();
    await answerer.sweep('2026-03-11T09:00');
    return answerer;
  };

  it('is decided by those who are asked at its level, where Baton filed it, and by nobody else', async () => {
    const answerer = await escalated();
    for (const name of ['Chen Jie', 'Zhao Yi']) {
      expect(await answerer.may(name, 'T-0001'), name).toEqual(['rule', 'snooze', 'ack']);
    }
    for (const name of ['Wang Fang', 'Zhou Zong']) expect(await answerer.may(name, 'T-0001'), name).toEqual([]);
    const { page } = await answerer.open('Zhao Yi', 'T-0001', 'rule');
    // That it stands still, since when and with whom, the page says above.
    expect([page.document, page.lines.length > 0]).toEqual([[], true]);
  });

  it('goes on from the ruling: its clock begins anew, and the executive is not asked on the old one', async () => {
    const answerer = await escalated();
    const ready = await answerer.give('Zhao Yi', 'T-0001', 'rule', { decision: 'Chen Jie takes over until Friday' });
    expect(ready.summary).toBe('decided=E-0001');
    expect(await answerer.row('escalations', 'E-0001')).toMatchObject({
      decision: 'Chen Jie takes over until Friday',
      decidedOn: dayFromIso('2026-03-11'),
    });
    expect(await answerer.may('Zhao Yi', 'T-0001')).toEqual([]);
    expect((await answerer.facts()).items.get('T-0001')).toMatchObject({
      level: 0,
      stuckSince: dayFromIso('2026-03-11'),
    });
    const { notices } = await answerer.sweep('2026-03-12T09:00');
    expect(notices.some((line) => line.startsWith('dispute.ruled:E-0001'))).toBe(true);
    expect((await answerer.sweep('2026-03-16T09:00')).notices.filter((line) => line.includes('Zhou Zong'))).toEqual([]);
  });

  it('is the executive’s alone, once they were told', async () => {
    const answerer = await escalated();
    expect(offerOf(await answerer.facts(), 'T-0001', 'rule')).toBe('decide');
    await answerer.sweep('2026-03-17T09:00');
    expect(await answerer.may('Zhou Zong', 'T-0001')).toEqual(['rule', 'snooze', 'ack']);
    expect(offerOf(await answerer.facts(), 'T-0001', 'rule')).toBe('rule');
    for (const name of ['Chen Jie', 'Zhao Yi']) expect(await answerer.may(name, 'T-0001'), name).toEqual([]);
  });

  it('in a workbook without a sheet for decisions is given a new date by those who decide, and its owner is told', async () => {
    const answerer = openAnswerer({
      tabs: {
        raci: [task('T-0001', '2026-03-04', { name: 'Packaging design' })],
        tracker: [{ id: 'T-0001', status: 'In progress' }],
      },
    });
    for (const day of ['05', '06', '09', '10', '11']) await answerer.sweep(`2026-03-${day}T09:00`);
    for (const name of ['Chen Jie', 'Zhao Yi'])
      expect(await answerer.may(name, 'T-0001'), name).toEqual(['redate', 'snooze', 'ack']);
    for (const name of ['Wang Fang', 'Zhou Zong']) expect(await answerer.may(name, 'T-0001'), name).toEqual([]);
    await answerer.give('Zhao Yi', 'T-0001', 'redate', { newDue: '2026-03-20', reason: 'resources' });
    expect(await answerer.row('tracker', 'T-0001')).toMatchObject({ newDue: dayFromIso('2026-03-20') });
    expect(await answerer.may('Zhao Yi', 'T-0001')).toEqual([]);
    const { notices } = await answerer.sweep('2026-03-12T09:00');
    expect(notices.filter((line) => line.startsWith('task.changed'))).toEqual([expect.stringContaining('Li Ming')]);
  });

  it('can be answered from the very mail that escalates it, once the sweep has filed it', async () => {
    const answerer = await open();
    const facts = await answerer.facts();
    // As the mail of Wednesday's sweep is made: the row is not there yet.
    const today = dayFromIso('2026-03-11')!;
    const morning = readFacts({ ...facts.snapshot, today, minute: 9 * 60 });
    expect(answersOf(morning, facts.snapshot.people.get('Zhao Yi')!, 'T-0001')).toEqual(['rule', 'snooze', 'ack']);
  });
});

describe('taking back', () => {
  it.each<[AnswerKind, Readonly<Record<string, string>>]>([
    ['done', { output: 'final.pdf' }],
    ['progress', { status: 'blocked', progress: '5', risk: '', result: 'x' }],
    ['redate', { newDue: '2026-03-20', reason: 'other', detail: 'Legal' }],
  ])('%s restores every cell', async (kind, typed) => {
    const answerer = await open();
    const before = await answerer.row('tracker', 'T-0001');
    const { undo } = await answerer.give('Li Ming', 'T-0001', kind, typed);
    expect(await answerer.row('tracker', 'T-0001')).not.toEqual(before);
    await answerer.write(undo);
    expect(await answerer.row('tracker', 'T-0001')).toEqual(before);
  });

  it('leaves alone what somebody changed since', async () => {
    const answerer = await open();
    const { undo } = await answerer.give('Li Ming', 'T-0001', 'done', { output: 'final.pdf' });
    await answerer.write([
      { tab: 'tracker', kind: 'set', item: 'T-0001', values: { output: 'better.pdf' }, expected: {} },
    ]);
    await expect(answerer.write(undo)).rejects.toThrow('conflict');
    expect(await answerer.row('tracker', 'T-0001')).toMatchObject({ status: 'done', output: 'better.pdf' });
  });

  it('puts back what nobody could read', async () => {
    const answerer = await open();
    await answerer.write([
      { tab: 'tracker', kind: 'set', item: 'T-0001', values: { newDue: 'after the fair' }, expected: {} },
    ]);
    const { undo } = await answerer.give('Li Ming', 'T-0001', 'redate', { newDue: '2026-03-20', reason: 'process' });
    await answerer.write(undo);
    const { snapshot } = await answerer.facts();
    expect(snapshot.problems.map(({ column, facts }) => `${column} ${factOf(facts, 'text') ?? ''}`)).toContain(
      'newDue after the fair',
    );
  });
});
