import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkEdit } from '../../core/edit/edit.ts';
import type { RawWorkbook } from '../../core/workbook.ts';
import { openXlsxFile } from '../../functions/adapters/xlsx-file/store.ts';
import { makeDemo } from '../../functions/demo/make.ts';
import { type TabKey, tabOf } from '../../sheet-templates/index.ts';
import { tempFolder } from '../support/cli.ts';

const now = '2026-03-06T09:00';
let raw: RawWorkbook;

beforeAll(async () => {
  const path = join(await tempFolder(), 'demo.xlsx');
  await makeDemo({ path, locale: 'en', zone: 'Europe/London', country: null, now });
  raw = await openXlsxFile(path).read();
});

const rowOf = (tab: TabKey, first: string): number =>
  raw.sheets.find(({ title }) => title === tabOf(tab).title.en)!.rows.find(({ cells }) => cells[0] === first)!.at;

describe('an edit is judged as a sweep would read it', () => {
  it.each<[string, Record<string, string>, string, string[]]>([
    ['raci', { due: '2026-04-01' }, 'ok', []],
    ['raci', { 截止日期: '2026年4月1日' }, 'ok', []],
    ['协同任务分工表', { Due: '46113' }, 'ok', []],
    ['raci', { start: '2026-05-01', due: '2026-05-08' }, 'ok', []],
    ['raci', { 'Responsible (R)': 'Emma Clarke, Liam Byrne' }, 'refuse', ['two-leads']],
    ['raci', { responsible: 'everyone' }, 'refuse', ['collective-owner']],
    ['raci', { responsible: 'Zoe' }, 'refuse', ['unknown-person']],
    ['raci', { responsible: '' }, 'refuse', ['no-lead']],
    ['raci', { due: 'next week' }, 'refuse', ['not-a-date']],
    ['raci', { due: '2026-02-30' }, 'refuse', ['not-a-date']],
    ['raci', { name: '＝SUM(A1)' }, 'refuse', ['formula-text']],
    ['raci', { due: '' }, 'mark', ['required']],
    ['raci', { start: '2026-05-01' }, 'mark', ['date-order']],
    ['raci', { id: 'T-0001' }, 'mark', ['duplicate-id']],
    ['raci', { name: 'Clear the name asap' }, 'mark', ['vague']],
    ['tracker', { progress: '100%' }, 'ok', []],
    ['tracker', { progress: '1' }, 'ok', []],
    ['tracker', { progress: 'nearly' }, 'refuse', ['not-a-number']],
    ['tracker', { progress: '170' }, 'refuse', ['not-a-number']],
    // Of a task whose date has gone, whatever is not “done” is late.
    ['tracker', { status: 'sleeping' }, 'refuse', ['unknown-option', 'late-without-reason']],
    ['tracker', { 状态: '进行中' }, 'mark', ['late-without-reason', 'progress-mismatch']],
    ['directory', { email: 'a@example.com\nb@example.com' }, 'refuse', ['bad-address']],
    ['directory', { active: 'FALSE' }, 'ok', []],
  ])('%s %j → %s', (tab, set, verdict, codes) => {
    const checked = checkEdit(raw, { tab, row: 6, set }, { now });
    expect([checked.verdict, checked.problems.map(({ code }) => code)]).toEqual([verdict, codes]);
  });

  const broken = (tab: string, row: number, set: Record<string, string>) => {
    const { verdict, elsewhere } = checkEdit(raw, { tab, row, set }, { now });
    const said = new Set(elsewhere.map((problem) => `${problem.tab} ${problem.code}`));
    return { verdict, said: [...said], rows: elsewhere.map((problem) => problem.row) };
  };

  it('a person who gets another name is missed in every row that has the old one', () => {
    const row = rowOf('directory', 'Li Na');
    const { verdict, said, rows } = broken('directory', row, { name: 'Li Nana' });
    expect(verdict).toBe('ok');
    expect(said).toContain('raci unknown-person');
    expect(rows.length).toBeGreaterThan(1);
  });

  it('a person who leaves is missed where nobody covers, and nowhere else once somebody does', () => {
    const row = rowOf('directory', 'Li Na');
    expect(broken('directory', row, { active: 'No' })).toMatchObject({
      said: ['raci inactive-person'],
    });
    expect(broken('directory', row, { active: 'No', delegate: 'Emma Clarke' })).toMatchObject({ said: [] });
  });

  it('an id that is typed over is missed by whatever names it, in its own sheet and in the row of the same number', () => {
    expect(broken('raci', 5, { id: 'T-0099' })).toMatchObject({
      verdict: 'ok',
      said: ['raci unknown-id', 'tracker unknown-id'],
      rows: [16, 5],
    });
    expect(broken('raci', 6, { due: 'next week' })).toMatchObject({ verdict: 'refuse', said: [] });
  });

  /** The workbook with a cell that somebody filled before. */
  const filled = (tab: TabKey, row: number, column: number, text: string): RawWorkbook => ({
    ...raw,
    sheets: raw.sheets.map((sheet) =>
      sheet.title === tabOf(tab).title.en
        ? {
            ...sheet,
            rows: sheet.rows.map((one) => (one.at === row ? { ...one, cells: one.cells.with(column, text) } : one)),
          }
        : sheet,
    ),
  });

  it('a row that was wrong before refuses nothing that is typed into its other cells', () => {
    const judge = (set: Record<string, string>) =>
      checkEdit(filled('raci', 6, 2, 'Zoe'), { tab: 'raci', row: 6, set }, { now });
    expect(judge({ due: '2026-04-01' })).toMatchObject({ verdict: 'mark', problems: [{ code: 'unknown-person' }] });
    expect(judge({ responsible: 'Li Na' })).toMatchObject({ verdict: 'ok', problems: [] });
  });

  it('a name that another row of the directory has is refused where it is typed, above that row too, and only there', () => {
    const [above, below] = [rowOf('directory', 'Emma Clarke'), rowOf('directory', 'Li Na')];
    const judge = (book: RawWorkbook, row: number, set: Record<string, string>) => {
      const { verdict, problems } = checkEdit(book, { tab: 'directory', row, set }, { now });
      return [verdict, ...problems.map(({ code, row: at, facts }) => [code, at, facts])];
    };
    const twice = (name: string, row: number, otherRow: number) => ['duplicate-person', row, { name, otherRow }];
    expect(above).toBeLessThan(below);
    expect(judge(raw, above, { name: 'Li Na' })).toEqual(['refuse', twice('Li Na', above, below)]);
    expect(judge(raw, below, { name: 'Emma Clarke' })).toEqual(['refuse', twice('Emma Clarke', below, above)]);
    // Who mends an address beside two of one name did not write that name.
    const named = filled('directory', below, 0, 'Emma Clarke');
    expect(judge(named, above, { email: 'emma.c@example.com' })).toEqual(['ok']);
  });

  it('what other rows had to mend before is not said again', () => {
    expect(broken('directory', rowOf('directory', 'Li Na'), { department: '' })).toMatchObject({ said: [] });
    expect(broken('raci', 6, { id: 'T-0001' }).said).not.toContain('tracker late-without-reason');
  });

  it('a row below the last gets the id it would have', () => {
    const set = { name: 'Book the photographer', responsible: 'Li Na', accountable: 'Julia Weiss', due: '2026-04-01' };
    expect(checkEdit(raw, { tab: 'raci', row: 900, set }, { now })).toMatchObject({ item: 'T-0043', verdict: 'ok' });
  });

  it('what is filled in by Baton, and what is not there, cannot be typed into', () => {
    const edit = (tab: string, row: number, column: string) => () =>
      checkEdit(raw, { tab, row, set: { [column]: 'x' } }, { now });
    expect(edit('tracker', 6, 'next')).toThrow('filled-by-baton');
    expect(edit('_ledger', 6, 'to')).toThrow('filled-by-baton');
    expect(edit('gantt', 6, 'x')).toThrow('tab');
    expect(edit('raci', 3, 'due')).toThrow('row');
    expect(edit('raci', 6, 'cost')).toThrow('column');
  });
});
