import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkEdit } from '../../core/edit.ts';
import type { RawWorkbook } from '../../core/workbook.ts';
import { openXlsxFile } from '../../functions/adapters/xlsx-file/store.ts';
import { makeDemo } from '../../functions/demo/make.ts';
import { tempFolder } from '../support/cli.ts';

const now = '2026-03-06T09:00';
let raw: RawWorkbook;

beforeAll(async () => {
  const path = join(await tempFolder(), 'demo.xlsx');
  await makeDemo({ path, locale: 'en', zone: 'Europe/London', country: null, now });
  raw = await openXlsxFile(path).read();
});

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
