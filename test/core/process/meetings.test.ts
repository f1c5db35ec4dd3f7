import { describe, expect, it } from 'vitest';
import { sayProblem, sayStanding } from '../../../core/messages/index.ts';
import { readFacts } from '../../../core/process/facts.ts';
import { readSnapshot } from '../../../core/read/index.ts';
import type { TabKey } from '../../../sheet-templates/index.ts';
import { type TypedRow, workbookOf } from '../../support/scenario.ts';

const BOX: TypedRow = {
  id: 'M-0001',
  name: 'Box review',
  date: '2026-03-05',
  start: '10:00',
  end: '11:00',
  host: 'Wang Fang',
  recorder: 'Li Ming',
  deciders: 'Chen Jie',
};

const facts = (now: string, tabs: Partial<Record<TabKey, readonly TypedRow[]>>, locale: 'en' | 'zh-CN' = 'en') =>
  readFacts(readSnapshot(workbookOf({ locale, tabs }), { now }));

const standingAt = (now: string, row: TypedRow): string => {
  const { flow, snapshot } = facts(now, { meetings: [{ ...BOX, ...row }] });
  const { code, facts: words = {} } = flow.matters.get('M-0001')!.standing;
  return sayStanding(code, words, 'en', snapshot.today);
};

describe('a meeting', () => {
  it.each<[string, string, TypedRow]>([
    ['at its end', '2026-03-05T11:00', {}],
    ['an hour after its start, where no end is written', '2026-03-05T11:00', { end: null }],
    ['an hour after its start, where it ends before it starts', '2026-03-05T11:00', { end: '09:00' }],
    ['with the workday, where no time is written', '2026-03-05T18:00', { start: null, end: null }],
  ])('is over %s', (_, now, row) => {
    const justBefore = new Date(`${now}Z`);
    justBefore.setUTCMinutes(-1);
    expect(standingAt(justBefore.toISOString().slice(0, 16), row)).toBe('Planned');
    expect(standingAt(now, row)).toBe('Held, minutes to come');
  });

  it('kicks its request off once it is over, the first of two', () => {
    const kickoff = (id: string, date: string) => ({ ...BOX, id, kind: 'Kick-off', request: 'Q-0001', date });
    const rows = {
      requests: [{ id: 'Q-0001', name: 'Launch', initiator: 'Wang Fang', goal: '500 sold', submittedOn: '2026-03-01' }],
      meetings: [kickoff('M-0001', '2026-03-06'), kickoff('M-0002', '2026-03-05')],
    };
    const kickedOff = (now: string) => facts(now, rows).flow.progress.get('Q-0001')!.kickedOffOn;
    const day = facts('2026-03-05T09:00', rows).snapshot.today;
    expect(kickedOff('2026-03-05T09:00')).toBeNull();
    expect(kickedOff('2026-03-05T12:00')).toBe(day);
    expect(kickedOff('2026-03-09T09:00')).toBe(day);
  });

  it('that ends on a Friday has its minutes due on Monday at the same time', () => {
    const { flow, snapshot } = facts('2026-03-06T16:45', {
      meetings: [{ ...BOX, date: '2026-03-06', start: '16:00', end: '16:30' }],
    });
    const [duty] = flow.duties.get('meeting.minutes')!;
    expect(duty).toMatchObject({ end: snapshot.today + 3, endMinute: 16 * 60 + 30, phase: 'eve' });
    expect(duty!.who.map((person) => person?.name)).toEqual(['Li Ming']);
  });

  it('never escalates materials that nobody needs any more', () => {
    const [duty] = facts('2026-03-04T09:00', { meetings: [BOX] }).flow.duties.get('meeting.materials')!;
    expect(duty).toMatchObject({ escalatesOn: null, escalatesTo: [] });
  });

  it('needs no materials where they would be asked for on its own day', () => {
    expect(facts('2026-03-05T09:00', { meetings: [BOX] }).flow.duties.has('meeting.materials')).toBe(false);
  });
});

describe('a promise nobody can check', () => {
  const proposalFor = (locale: 'en' | 'zh-CN', action: TypedRow) => {
    const { snapshot } = facts('2026-03-04T09:00', { actions: [{ id: 'A-0001', ...action }] }, locale);
    const problem = snapshot.problems.find(({ code }) => code === 'vague')!;
    return sayProblem(problem, locale, snapshot.today);
  };

  it('is answered with who, what and by when', () => {
    expect(proposalFor('zh-CN', { name: '尽快联系印厂', owner: '李明', due: '2026-03-06' })).toBe(
      '尽快：请写清谁、做什么、哪天之前。例如：“李明在 3月6日 周五前完成：联系印厂”。',
    );
    expect(proposalFor('en', { name: 'Call the printer asap', owner: 'Li Ming', due: '2026-03-06' })).toBe(
      'asap: say who, what and by which date. For example: “Li Ming: Call the printer, by Fri 6 Mar”.',
    );
  });

  it('is proposed without its words where nothing but the doing is left of them', () => {
    expect(proposalFor('zh-CN', { name: '尽快完成', owner: '李明', due: '2026-03-06' })).toContain(
      '例如：“3月6日 周五前完成，由李明负责”。请再写明到那天会有什么。',
    );
    expect(proposalFor('en', { name: 'ASAP', owner: 'Li Ming', due: '2026-03-06' })).toContain(
      'For example: “Done by Fri 6 Mar, by Li Ming”. Add what will be there on that day.',
    );
  });

  it('gets no proposal as long as nobody has taken it on, it has no day, or its day has passed', () => {
    expect(proposalFor('en', { name: 'Call the printer asap', due: '2026-03-06' })).not.toContain('example');
    expect(proposalFor('en', { name: 'Call the printer asap', owner: 'Li Ming' })).not.toContain('example');
    expect(proposalFor('en', { name: 'Call the printer asap', owner: 'Li Ming', due: '2026-03-02' })).not.toContain(
      'example',
    );
  });
});
