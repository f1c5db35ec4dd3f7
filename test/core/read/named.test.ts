import { describe, expect, it } from 'vitest';
import { dayAround } from '../../../core/read/dates.ts';
import { readSnapshot } from '../../../core/read/index.ts';
import { nearOf } from '../../../core/text/near.ts';
import { dayOf, isoOf } from '../../../core/time/day.ts';
import { workbookOf } from '../../support/scenario.ts';

const read = (tabs: NonNullable<Parameters<typeof workbookOf>[0]['tabs']>) =>
  readSnapshot(workbookOf({ tabs }), { now: '2026-03-05T09:00' });
const task = (values: Record<string, string | number>) => ({
  department: 'Design',
  responsible: 'Li Ming',
  accountable: 'Chen Jie',
  output: 'Print file',
  ...values,
});
const draft = task({ id: 'T-0001', name: 'Package draft', start: '2026-02-23', due: '2026-03-04' });
const unknown = ({ problems }: ReturnType<typeof read>) =>
  problems.flatMap((one) => (one.code === 'unknown-id' ? [[one.column, one.facts]] : []));

describe('a row is named by what it is called', () => {
  it.each([
    ['its id', 'T-0001'],
    ['its name', 'Package draft'],
    ['its name in other letters', ' package  DRAFT'],
    ['its name beside others', 'Package draft、T-0003'],
  ])('a predecessor by %s', (_, predecessors) => {
    const print = task({ id: 'T-0002', name: 'Print', start: '2026-03-01', due: '2026-03-20', predecessors });
    const last = task({ id: 'T-0003', name: 'A, B & C', start: '2026-02-23', due: '2026-02-25' });
    const { problems } = read({ raci: [draft, print, last] });
    expect(problems.filter(({ item }) => item === 'T-0002').map(({ code }) => code)).toEqual(['before-predecessor']);
  });

  it('a name with marks inside that separate elsewhere', () => {
    const last = task({ id: 'T-0002', name: 'A, B & C', start: '2026-02-23', due: '2026-02-25' });
    const print = task({ id: 'T-0003', name: 'P', start: '2026-03-01', due: '2026-03-20', predecessors: 'A, B & C' });
    expect(read({ raci: [draft, last, print] }).rows.raci[2]?.values.predecessors).toEqual(['A, B & C']);
    expect(unknown(read({ raci: [draft, last, print] }))).toEqual([]);
  });

  it('of two rows with one name neither is taken', () => {
    const twin = { ...draft, id: 'T-0002' };
    const print = task({
      id: 'T-0003',
      name: 'P',
      start: '2026-03-10',
      due: '2026-03-20',
      predecessors: 'Package draft',
    });
    expect(unknown(read({ raci: [draft, twin, print] }))).toEqual([
      ['predecessors', { text: 'Package draft', several: true }],
    ]);
  });

  it('a dispute is about the task it names, with its id or without', () => {
    const about = (item: string) => ({ id: 'E-0001', item, issue: 'Who pays', openedOn: '2026-03-02' });
    for (const item of ['T-0001', 'Package draft', 'T-0001 Package draft', 'T-0001（设计）']) {
      const { rows } = read({ raci: [draft], escalations: [about(item)] });
      expect(rows.escalations[0]?.values.item, item).toBe('T-0001');
    }
  });
});

describe('what is likely meant', () => {
  const people = ['David Chen', 'Li Ming', 'Li Mei', '王小明', '王明', 'Catherine Zhang'];
  it.each([
    ['David', 'David Chen'],
    ['chen david', 'David Chen'],
    ['Li Min', 'Li Ming'],
    ['Li', ''],
    ['小明', '王小明'],
    ['王大明', ''],
    ['Cathrine Zhang', 'Catherine Zhang'],
    ['Zhang', 'Catherine Zhang'],
    ['x', ''],
    ['Everybody who was at the meeting of last Tuesday in the large room upstairs', ''],
  ])('%s: %s', (text, meant) => {
    expect(nearOf(text, people)).toBe(meant);
  });
  it.each([
    ['研发', ['研发部', '市场部'], '研发部'],
    ['研发部门', ['研发部', '市场部'], '研发部'],
    ['市场', ['市场一部', '市场二部'], ''],
    ['T4', ['T-0004', 'T-0014'], 'T-0004'],
    ['t-14', ['T-0004', 'T-0014'], 'T-0014'],
  ])('%s of %j: %s', (text, names, meant) => {
    expect(nearOf(text, names)).toBe(meant);
  });
});

describe('a date without a year, by the row’s other dates', () => {
  const around = ['2026-05-09'].map((iso) => dayOf(+iso.slice(0, 4), +iso.slice(5, 7), +iso.slice(8)) as number);
  it.each([
    ['5月22日', '2026-05-22'],
    ['22 May', '2026-05-22'],
    ['5/22', '2026-05-22'],
    ['6/5', null],
    ['12月1日', null],
    [5.22, '2026-05-22'],
    [6.1, null],
    ['5月', null],
    ['soon', null],
  ])('%s', (cell, iso) => {
    const day = dayAround(cell, around);
    expect(day === null ? null : isoOf(day)).toBe(iso);
  });

  it('turns the year', () => {
    const december = [dayOf(2026, 12, 20) as number];
    expect(isoOf(dayAround('1月8日', december) as number)).toBe('2027-01-08');
  });

  it('needs nobody to mend it; alone in its row it is asked for, with the day that is near', () => {
    const due = (values: Record<string, string>) =>
      read({ raci: [task({ id: 'T-0001', name: 'A', ...values })] }).problems.filter(({ column }) => column === 'due');
    expect(due({ start: '2026-05-09', due: '5月22日' })).toEqual([]);
    expect(due({ due: '3月22日' })).toMatchObject([
      { code: 'not-a-date', facts: { why: 'no-year', near: '2026-03-22' } },
    ]);
  });
});
