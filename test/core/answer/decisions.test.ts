import { describe, expect, it } from 'vitest';
import { offerOf } from '../../../core/may/may.ts';
import { plain } from '../../../core/text/span.ts';
import { dayFromIso } from '../../../core/time/day.ts';
import { errorsOf, openAnswerer } from './answerer.ts';

const TASK = {
  id: 'T-0001',
  name: 'Packaging',
  department: 'Design',
  responsible: 'Li Ming',
  accountable: 'Chen Jie',
  start: '2026-02-09',
  due: '2026-02-20',
  output: 'Print file',
};
const PROGRESS = { id: 'T-0001', status: 'Blocked', progress: 0.4, reason: 'Supplier', updatedOn: '2026-03-02' };
const FILED = {
  id: 'E-0001',
  item: 'T-0001',
  kind: 'Stuck',
  issue: '“Packaging” has not moved.',
  parties: 'Li Ming, Chen Jie, Zhao Yi',
  level: 1,
  openedOn: '2026-03-06',
  source: 'Automatic',
  episode: 'Stuck task',
};

/** A task that came to level 1 on Friday 6 March. */
const escalated = async () => {
  const answerer = openAnswerer({ tabs: { raci: [TASK], tracker: [PROGRESS], escalations: [] } }, '2026-03-03T09:00');
  await answerer.sweep('2026-03-03T09:00');
  await answerer.sweep('2026-03-09T09:00');
  return answerer;
};

/** A task that Baton knows, with what somebody typed into the row of its escalation since. */
const typed = async (
  more: Readonly<Record<string, string | number>>,
  progress: Readonly<Record<string, string>> = {},
) => {
  const answerer = openAnswerer(
    { tabs: { raci: [TASK], tracker: [{ ...PROGRESS, ...progress }], escalations: [FILED] } },
    '2026-03-10T10:00',
  );
  await answerer.sweep('2026-03-03T09:00');
  await answerer.sweep('2026-03-10T09:00');
  const values = { decidedOn: '2026-03-09', ...more };
  await answerer.write([{ tab: 'escalations', kind: 'set', item: 'E-0001', values, expected: {} }]);
  return answerer;
};

const day = (iso: string) => dayFromIso(iso);

describe('the page on which a task is decided', () => {
  it('has a date, somebody else, support and words, folded below the first', async () => {
    const { page } = await (await escalated()).open('Zhao Yi', 'T-0001', 'rule');
    expect(page.title).toBe('Decision: Packaging');
    expect(page.form!.fields.map(({ key, fold }) => [key, fold])).toEqual([
      ['newDue', 'Move it to a new date'],
      ['newOwner', 'Somebody else does it'],
      ['support', 'Give support'],
      ['decision', 'In your own words'],
    ]);
    expect([errorsOf(page), page.effects]).toEqual([{}, null]);
  });

  it('asks for one of them', async () => {
    const { page, ready } = await (await escalated()).open('Zhao Yi', 'T-0001', 'rule', {});
    expect([ready, Object.keys(errorsOf(page))]).toEqual([null, ['decision']]);
  });

  it('says the decision in words where nobody did, and writes it all at once', async () => {
    const answerer = await escalated();
    const ready = await answerer.give('Zhao Yi', 'T-0001', 'rule', { newDue: '2026-03-20', newOwner: 'sun li' });
    expect(ready.summary).toBe('decided=E-0001 newDue=2026-03-20');
    const row = await answerer.row('escalations', 'E-0001');
    expect(row).toMatchObject({ decision: 'New date Fri 20 Mar; Sun Li takes over', newDue: day('2026-03-20') });
    expect(await answerer.row('tracker', 'T-0001')).toMatchObject({ newDue: day('2026-03-20'), status: 'in-progress' });
    expect((await answerer.row('raci', 'T-0001')).responsible).toMatchObject({ name: 'Sun Li' });
    expect((await answerer.facts()).items.get('T-0001')).toMatchObject({
      decided: null,
      late: false,
      stuckSince: null,
    });
    await answerer.write(ready.undo);
    expect(await answerer.row('escalations', 'E-0001')).toMatchObject({ decision: '', newDue: null, newOwner: null });
    expect(await answerer.row('tracker', 'T-0001')).toMatchObject({ newDue: null, status: 'blocked' });
    expect((await answerer.row('raci', 'T-0001')).responsible).toMatchObject({ name: 'Li Ming' });
  });

  it('names whom a typed name comes near to', async () => {
    const { page } = await (await escalated()).open('Zhao Yi', 'T-0001', 'rule', { newOwner: 'Sun' });
    expect(errorsOf(page).newOwner).toContain('Sun Li');
  });

  it('leaves a task blocked that only got words, and one that waits for another', async () => {
    const answerer = await escalated();
    await answerer.give('Zhao Yi', 'T-0001', 'rule', { decision: 'Take supplier B' });
    expect(await answerer.row('tracker', 'T-0001')).toMatchObject({ status: 'blocked', newDue: null });
  });

  it('has no date and nobody for what is no task', async () => {
    const dispute = { ...FILED, item: '', source: 'Person', episode: '', level: 2, openedOn: '2026-03-09' };
    const answerer = openAnswerer({ tabs: { escalations: [dispute] } }, '2026-03-10T10:00');
    await answerer.sweep('2026-03-10T09:00');
    const { page } = await answerer.open('Zhou Zong', 'E-0001', 'rule');
    expect(page.form!.fields.map(({ key, fold }) => [key, fold])).toEqual([
      ['support', 'Give support'],
      ['decision', undefined],
    ]);
  });
});

describe('a decision that somebody typed into its row', () => {
  it('is the date in force, and offered to the owner alone until the task says it', async () => {
    const answerer = await typed({ decision: 'Take supplier B', newDue: '2026-03-20', newOwner: 'Sun Li' });
    const facts = await answerer.facts();
    const item = facts.items.get('T-0001')!;
    expect([item.due, item.writtenDue, item.late, item.stuckSince]).toEqual([
      day('2026-03-20'),
      day('2026-02-20'),
      false,
      null,
    ]);
    expect(await answerer.may('Li Ming', 'T-0001')).toEqual([
      'done',
      'progress',
      'redate',
      'help',
      'follow',
      'snooze',
      'ack',
    ]);
    expect(await answerer.may('Chen Jie', 'T-0001')).not.toContain('follow');
    expect(offerOf(facts, 'T-0001', 'follow')).toBe('carry');
    const { page } = await answerer.open('Li Ming', 'T-0001', 'follow');
    expect(page.form!.fields).toEqual([]);
    expect(page.effects!.lines.map((line) => line.map(plain).join(''))).toEqual([
      'New date: Fri 20 Feb → Fri 20 Mar',
      'Responsible (R): Li Ming → Sun Li',
      'Status: Blocked → In progress',
    ]);
    const { undo } = await answerer.give('Li Ming', 'T-0001', 'follow', {});
    expect((await answerer.facts()).items.get('T-0001')!.decided).toBeNull();
    expect(await answerer.may('Li Ming', 'T-0001')).toEqual([]);
    await answerer.write(undo);
    expect(await answerer.may('Li Ming', 'T-0001')).toContain('follow');
  });

  it('proposes the date that only its words say, and makes it the row’s own once confirmed', async () => {
    const answerer = await typed({ decision: 'Two more samples, finished by 20 March', level: 2 });
    expect(offerOf(await answerer.facts(), 'T-0001', 'follow')).toBe('follow');
    const { page } = await answerer.open('Li Ming', 'T-0001', 'follow');
    expect(page.form!.fields.map(({ key, value }) => [key, value])).toEqual([['followedDue', '2026-03-20']]);
    await answerer.give('Li Ming', 'T-0001', 'follow', { followedDue: '2026-03-20' });
    expect(await answerer.row('escalations', 'E-0001')).toMatchObject({ newDue: day('2026-03-20') });
    expect(await answerer.row('tracker', 'T-0001')).toMatchObject({ newDue: day('2026-03-20') });
  });

  it('gives way to a later date that was agreed on since', async () => {
    const item = (
      await (await typed({ decision: 'By 20 March' }, { newDue: '2026-03-27', status: 'In progress' })).facts()
    ).items.get('T-0001')!;
    expect([item.due, item.decided]).toEqual([day('2026-03-27'), null]);
  });

  it('is late by the date that was decided', async () => {
    const item = (await (await typed({ decision: 'Finished by 9 March' })).facts()).items.get('T-0001')!;
    expect([item.late, item.daysLate]).toEqual([true, 1]);
  });
});
