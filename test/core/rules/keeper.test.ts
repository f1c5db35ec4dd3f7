import { describe, expect, it } from 'vitest';
import type { FactName, Problem, ProblemCode } from '../../../core/problem.ts';
import { readNotified } from '../../../core/record/notified.ts';
import { digestKeeper } from '../../../core/rules/digest-keeper.ts';
import type { Tell } from '../../../core/rules/rule.ts';
import { dayFromIso, isoOf } from '../../../core/time/day.ts';
import { momentOf, names, TASK } from '../moment.ts';

/** A finding with what of its facts the digest goes by. */
interface Finding extends Omit<Problem, 'code' | 'facts'> {
  readonly code: ProblemCode;
  readonly facts: { readonly [N in FactName<Problem['facts']>]?: unknown };
}
const FOUND: Finding = { tab: 'raci', row: 4, column: 'due', code: 'not-a-date', item: '', facts: { text: 'soon' } };
const finding = (more: Partial<Finding>) => ({ ...FOUND, ...more }) as unknown as Problem;
const FINDING = finding({});

interface Told {
  readonly group: string;
  readonly date?: string;
  readonly day: string;
}

/** What the keeper is told of findings on 5 March, after what was told before. */
const said = (problems: readonly Problem[], told: readonly Told[] = [], settings: Record<string, string> = {}) => {
  const { facts } = momentOf('2026-03-05T09:00', {
    settings,
    tabs: { raci: [TASK, { ...TASK, id: 'T-0002' }], tracker: [{ id: 'T-0002', status: 'Done', output: 'box' }] },
  });
  const ledger = told.map(({ group, date = '-', day }) => ({
    key: `digest.keeper:${group}:${date}:1`,
    to: 'wu@example.com',
    status: 'sent',
    day: dayFromIso(day),
    receipt: '',
  }));
  const lines: { group: string; date: string; rows: unknown; count: unknown; to: (string | null)[] }[] = [];
  const later: string[] = [];
  digestKeeper.judge(
    { ...facts, snapshot: { ...facts.snapshot, problems }, notified: readNotified(ledger as never) },
    (group, verdict) => {
      if (verdict && 'quiet' in verdict) later.push(`${group} ${verdict.quiet} ${JSON.stringify(verdict.facts)}`);
      else if (verdict) {
        const { date, to, facts: about } = verdict satisfies Tell;
        const day = typeof date === 'number' ? isoOf(date) : date;
        lines.push({ group, date: day, rows: about.rows, count: about.count, to: names(to) });
      }
    },
  );
  return { lines, later };
};
const groups = (...problems: Problem[]) => said(problems).lines.map(({ group, date, rows }) => [group, date, rows]);

describe('what the keeper is told', () => {
  it('is one finding for the same words in many rows, whoever they belong to', () => {
    for (const code of ['unknown-person', 'unknown-department', 'unknown-option', 'inactive-person'] as const) {
      const one: Partial<Finding> = { code, column: 'responsible', facts: { text: 'Li Mign' }, item: 'T-0001' };
      expect(groups(finding(one), finding({ ...one, row: 5, item: 'T-0009' }))).toEqual([
        [`raci.responsible.${code}.Li Mign`, '-', ['4', '5']],
      ]);
      expect(groups(finding({ ...one, facts: { name: 'Li Mign' } }))[0]![0]).toBe(`raci.responsible.${code}.Li Mign`);
    }
  });

  it('is a finding for each row that has an id, and another one when its text is another', () => {
    const [first, other] = [finding({ item: 'T-0001' }), finding({ item: 'T-0001', facts: { text: 'later' } })];
    const [[group, version]] = groups(first) as [[string, string, unknown]];
    const [[same, another]] = groups(other) as [[string, string, unknown]];
    expect([group, same]).toEqual(['raci.due.not-a-date.T-0001', 'raci.due.not-a-date.T-0001']);
    expect(version).not.toBe('-');
    expect(another).not.toBe(version);
    expect(groups(finding({ item: 'T-0001', facts: {} }))[0]![1]).toBe('-');
  });

  it('is known in a row without id by what it says, and by its row where it says nothing', () => {
    expect(groups(FINDING)).toEqual([['raci.due.not-a-date.soon', '-', ['4']]]);
    expect(groups(finding({ facts: {} }))).toEqual([['raci.due.not-a-date.4', '-', ['4']]]);
    expect(groups(finding({ facts: { text: 'x'.repeat(100) } }))[0]![0]).toBe(`raci.due.not-a-date.${'x'.repeat(100)}`);
    expect(groups(finding({ facts: { text: 'x'.repeat(101) } }))[0]![0]).not.toContain('xx');
  });

  it('is a finding for each mail that is held, and for each end of the calendar and silence of the sweeps', () => {
    const held = finding({ tab: '_ledger', code: 'mail-held', facts: { mail: 'm-7' } });
    expect(groups(held)[0]!.slice(0, 2)).toEqual(['mail-held.m-7', '-']);
    const end = finding({
      tab: 'calendar',
      column: 'date',
      code: 'calendar-horizon',
      facts: { horizon: '2026-12-31' },
    });
    expect(groups(end)[0]![1]).toBe('2026-12-31.2026-03');
    const silence = finding({ tab: '_runs', column: '', code: 'no-heartbeat', facts: { since: '2026-03-02' } });
    expect(groups(silence)[0]![1]).toBe('2026-03-02');
  });

  it('is nothing of what is done, and nothing that is not the keeper’s', () => {
    expect(groups(finding({ item: 'T-0002' }))).toEqual([]);
    expect(groups(finding({ item: 'T-0001' }))).toHaveLength(1);
  });

  it('goes to the project lead where there is no keeper', () => {
    expect(said([FINDING]).lines[0]!.to).toEqual(['Wu Kai']);
    expect(said([FINDING], [], { keeper: '' }).lines[0]!.to).toEqual(['Wang Fang']);
    expect(said([FINDING], [], { keeper: '', projectLead: '' }).lines[0]!.to).toEqual([null]);
  });

  const many = (n: number) => Array.from({ length: n }, (_, i) => finding({ facts: { text: `text ${i + 1}` } }));
  const group = (i: number) => `raci.due.not-a-date.text_${i}`;

  it('is thirty new findings at most, and the rest on another day', () => {
    expect(said(many(30))).toMatchObject({ lines: { length: 30 }, later: [] });
    const { lines, later } = said(many(32));
    expect(lines).toHaveLength(30);
    expect(later).toEqual([
      'raci.due.not-a-date.text 31 later {"code":"not-a-date","count":1}',
      'raci.due.not-a-date.text 32 later {"code":"not-a-date","count":1}',
    ]);
  });

  it('counts as one what a mail says in one line, in however many rows', () => {
    const rows = Array.from({ length: 40 }, (_, i) =>
      finding({ row: 10 + i, item: `T-10${i}`, column: 'responsible', code: 'no-lead', facts: {} }),
    );
    expect(said([...rows, ...many(29)])).toMatchObject({ lines: { length: 69 }, later: [] });
    expect(said([...rows, ...many(30)]).later).toHaveLength(1);
  });

  it('counts what was told earlier today, and not what was told on days before', () => {
    const told = (day: string) => Array.from({ length: 30 }, (_, i) => ({ group: group(i + 1), day }));
    expect(said(many(31), told('2026-03-05'))).toMatchObject({ lines: { length: 30 }, later: { length: 1 } });
    expect(said(many(31), told('2026-03-04'))).toMatchObject({ lines: { length: 31 }, later: [] });
    expect(said(many(31), told('2026-03-05'), { keeper: '', projectLead: '' }).later).toHaveLength(1);
  });
});
