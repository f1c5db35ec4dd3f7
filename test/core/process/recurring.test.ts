/** The rows of a task that repeats: each once, whatever people do to them, and whatever a sweep did not get to write. */
import { describe, expect, it } from 'vitest';
import { type Given, play } from '../../support/scenario.ts';

const report = { id: 'T-0001', name: 'Report', responsible: 'Li Ming', accountable: 'Chen Jie', due: '2026-03-02' };
const done = (id: string) => ({ id, status: 'Done', output: 'Folder' });
const remembered = (id: string, slot: string) => ({ id, tab: 'raci', seenOn: '2026-03-03', letters: '-', slot });
const swept = (day: string) => ({ run: day, day, status: 'done' });

interface Book {
  readonly rule?: string;
  readonly first?: object;
  readonly rows?: readonly object[];
  readonly tracker?: readonly object[];
  readonly tabs?: object;
  readonly now?: string;
}

const bookOf = ({ rule = 'every Monday', first = {}, rows = [], tracker, tabs = {}, now = '2026-03-03T09:00' }: Book) =>
  ({
    tabs: {
      raci: [{ ...report, repeats: rule, ...first }, ...rows],
      tracker: tracker ?? [done('T-0001')],
      ...tabs,
    },
    steps: [{ now }],
  }) as Given;

/** The due dates of the rows that a sweep adds. */
const added = async (book: Book): Promise<readonly string[]> => {
  const [outcome] = await play(bookOf(book));
  return (outcome?.writes ?? []).flatMap((write) =>
    write.startsWith('append raci') ? [/"due":"([\d-]+)"/.exec(write)?.[1] ?? ''] : [],
  );
};

/** The rows that a sweep adds to the plan, as they are written. */
const addedRows = async (book: Book): Promise<readonly string[]> => {
  const [outcome] = await play(bookOf(book));
  return (outcome?.writes ?? []).filter((write) => write.startsWith('append raci'));
};

describe('the next row of a task that repeats', () => {
  it('comes once the one before has passed, and is the only one', async () => {
    expect(await added({ now: '2026-03-02T09:00' })).toEqual([]);
    expect(await added({ now: '2026-03-02T18:00' })).toEqual(['2026-03-09']);
    expect(await added({ first: { due: '2024-01-08' } })).toEqual(['2026-03-09']);
    expect(await added({ rule: 'daily' })).toEqual(['2026-03-03']);
    expect(await added({ first: { due: '2026-03-16' } })).toEqual([]);
  });

  it('comes repeatDays before it is due, or when it is to begin', async () => {
    const monthly = { rule: 'monthly, last workday', first: { due: '2026-02-27' } };
    expect(await added({ ...monthly, now: '2026-03-23T09:00' })).toEqual([]);
    expect(await added({ ...monthly, now: '2026-03-24T09:00' })).toEqual(['2026-03-31']);
    const long = { ...monthly, first: { start: '2026-02-13', due: '2026-02-27' } };
    expect(await added({ ...long, now: '2026-03-16T09:00' })).toEqual([]);
    expect(await added({ ...long, now: '2026-03-17T09:00' })).toEqual(['2026-03-31']);
  });

  it('begins on its own due date where the first one does, and has no start where that one starts after it is due', async () => {
    const [oneDay] = await addedRows({ first: { start: '2026-03-02' } });
    expect(oneDay).toContain('"start":"2026-03-09"');
    const [turned] = await addedRows({ first: { start: '2026-03-04' } });
    expect(turned).toContain('"due":"2026-03-09"');
    expect(turned).not.toContain('"start"');
  });

  it('is counted from the day the rule was first seen where its row has no due date', async () => {
    const seen = (seenOn: string) => ({ _state: [{ id: 'T-0001', tab: 'raci', seenOn, letters: '-' }] });
    const fortnightly = { rule: 'every 2 weeks', first: { due: '' } };
    expect(await added({ ...fortnightly, tabs: seen('2026-02-23') })).toEqual(['2026-03-09']);
    expect(await added({ ...fortnightly, tabs: seen('2026-02-16'), now: '2026-03-10T09:00' })).toEqual(['2026-03-16']);
  });

  it('gets an id that no other row has, and none that is gone had', async () => {
    const other = { ...report, id: 'T-0002', name: 'Other', due: '2026-06-30' };
    const idOf = async (book: Book) => (await addedRows(book)).map((write) => write.split(' ')[2]);
    expect(await idOf({})).toEqual(['T-0002']);
    expect(await idOf({ rows: [other] })).toEqual(['T-0003']);
    expect(await idOf({ tracker: [done('T-0001'), done('T-0003')] })).toEqual(['T-0004']);
    expect(await idOf({ tabs: { _state: [remembered('T-0004', 'T-0009 2026-03-09')] } })).toEqual(['T-0005']);
  });

  it('is due on the workday after a day off, and one for two that fall there together', async () => {
    const off = ['2026-03-09', '2026-03-10', '2026-03-11', '2026-03-12', '2026-03-13'];
    const calendar = (days: readonly string[]) => ({ calendar: days.map((date) => ({ date, kind: 'Day off' })) });
    expect(await added({ tabs: calendar(off.slice(0, 1)) })).toEqual(['2026-03-10']);
    expect(await added({ tabs: calendar([...off, '2026-03-16']) })).toEqual(['2026-03-17']);
  });

  it('does not come by a rule that is called off, over, empty or cannot be read', async () => {
    expect(await added({ tracker: [{ id: 'T-0001', status: 'Cancelled' }] })).toEqual([]);
    expect(await added({ rule: 'no' })).toEqual([]);
    expect(await added({ rule: 'when there is time' })).toEqual([]);
    expect(await added({ first: { due: 'next week' } })).toEqual([]);
    expect(await added({ tracker: [{ id: 'T-0001', status: 'Nearly' }] })).toEqual([]);
    const requests = [{ id: 'Q-0001', name: 'Box', initiator: 'Wang Fang', cancelledOn: '2026-03-02' }];
    expect(await added({ first: { request: 'Q-0001' }, tabs: { requests } })).toEqual([]);
  });

  it('does not come for a day whose row was moved, renamed, called off or deleted, nor for the same week by another rule', async () => {
    const row = { ...report, id: 'T-0002', due: '2026-03-09', series: 'T-0001' };
    const _state = [remembered('T-0002', 'T-0001 2026-03-09')];
    expect(await added({ tabs: { _state } })).toEqual([]);
    expect(await added({ rule: 'every Friday', tabs: { _state } })).toEqual([]);
    expect(await added({ rows: [{ ...row, name: 'Other', due: '2026-04-20' }], tabs: { _state } })).toEqual([]);
    const called = { tracker: [done('T-0001'), { id: 'T-0002', status: 'Cancelled' }], tabs: { _state } };
    expect(await added({ rows: [row], ...called })).toEqual([]);
    expect(await added({ rows: [row], ...called, now: '2026-03-10T09:00' })).toEqual(['2026-03-16']);
  });

  it('does not come twice where a sweep ended before it had noted it, nor beside the same task that somebody wrote', async () => {
    const row = { ...report, id: 'T-0002', due: '2026-03-09' };
    expect(await added({ rows: [{ ...row, name: 'Renamed', series: 'T-0001' }] })).toEqual([]);
    expect(await added({ rows: [row] })).toEqual([]);
    expect(await added({ rows: [{ ...row, responsible: 'Wang Fang' }] })).toEqual(['2026-03-09']);
  });

  it('comes once of a row that was copied with its rule, with its id or without', async () => {
    const copy = { ...report, repeats: 'every Monday' };
    expect(await added({ rows: [copy] })).toEqual(['2026-03-09']);
    expect(await added({ rows: [{ ...copy, id: 'T-0005' }] })).toEqual(['2026-03-09']);
    const { id: _, ...typed } = copy;
    expect(await added({ rows: [typed] })).toEqual(['2026-03-09']);
  });

  it('is the current one after weeks without a sweep, and says what was left out', async () => {
    const book = bookOf({ now: '2026-03-25T09:00', tabs: { _runs: [swept('2026-03-02')] } });
    const [outcome] = await play(book);
    const writes = outcome?.writes.filter((write) => /append (raci|tracker) T-0002/.test(write)) ?? [];
    expect(writes.map((write) => /"(?:due|note)":"[^"]*"/.exec(write)?.[0])).toEqual([
      '"due":"2026-03-30"',
      '"note":"3 were left out, from Mon 9 Mar to Mon 23 Mar: nobody checked the workbook then."',
    ]);
    expect(outcome?.mails.join('\n').replace(/\s+/g, ' ')).toContain(
      'Repeats: every Monday · 3 were left out, from Mon 9 Mar to Mon 23 Mar: nobody checked the workbook then',
    );
  });

  it('counts two that fell on one workday as one that was left out, and those of many weeks as well', async () => {
    const noteOf = async (book: Book) => {
      const [outcome] = await play(bookOf(book));
      return /"note":"(\d+ were left out[^:]*)/.exec(outcome?.writes.join('\n') ?? '')?.[1];
    };
    const off = ['2026-03-09', '2026-03-10', '2026-03-11', '2026-03-12', '2026-03-13', '2026-03-16'];
    const calendar = off.map((date) => ({ date, kind: 'Day off' }));
    const tabs = { _runs: [swept('2026-03-02')], calendar };
    expect(await noteOf({ now: '2026-03-25T09:00', tabs })).toBe('2 were left out, from Mon 16 Mar to Mon 23 Mar');
    const long = { now: '2026-06-03T09:00', tabs: { _runs: [swept('2026-03-02')] } };
    expect(await noteOf(long)).toBe('13 were left out, from Mon 9 Mar to Mon 1 Jun');
  });

  it('comes so long after the last one was done, called off or deleted', async () => {
    const rule = '3 workdays after done';
    const row = { ...report, id: 'T-0002', due: '2026-03-05', series: 'T-0001' };
    const first = { rule, tabs: { _state: [remembered('T-0002', 'T-0001 2026-03-05')] } };
    expect(await added({ rule, tracker: [{ id: 'T-0001', status: 'In progress' }] })).toEqual([]);
    expect(await added({ rule })).toEqual(['2026-03-06']);
    expect(await added({ ...first, rows: [row] })).toEqual([]);
    expect(await added({ ...first, rows: [row], tracker: [done('T-0001'), done('T-0002')] })).toEqual(['2026-03-06']);
    const gone = { rows: [row], tracker: [done('T-0001'), { id: 'T-0002', status: 'Cancelled' }] };
    expect(await added({ ...first, ...gone })).toEqual(['2026-03-06']);
    expect(await added(first)).toEqual(['2026-03-10']);
    expect(await added({ ...first, now: '2026-03-20T09:00' })).toEqual(['2026-03-20']);
    expect(await added({ ...first, now: '2026-03-20T18:00' })).toEqual(['2026-03-23']);
  });
});
