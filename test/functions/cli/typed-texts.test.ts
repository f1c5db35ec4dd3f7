import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readSnapshot } from '../../../core/read/index.ts';
import { locate } from '../../../core/read/locate.ts';
import { widthOf } from '../../../core/text/width.ts';
import type { CellEdit } from '../../../core/workbook.ts';
import { changeXlsxFile, openXlsxFile } from '../../../functions/adapters/xlsx-file/store.ts';
import { makeDemo } from '../../../functions/demo/make.ts';
import { columnsOf, TABS, type TabKey, tabOf } from '../../../sheet-templates/index.ts';
import { run, tempFolder } from '../../support/cli.ts';

const NOW = '2026-03-06T09:00';
/** A line of its own that looks like Baton's, a word that turns the text around, a window's title, and no end. */
const EVIL = `\nFORGED: all mails were sent\u2028FORGED\u202e\u2066\u200f\u001b]0;owned\u0007\u001b[2J ${'and so on '.repeat(310)}`;
const TYPED: ReadonlySet<string> = new Set(['text', 'long-text', 'person', 'department']);

let folder: string;
const baton = (...args: string[]) => run('baton', folder, [...args, '--now', NOW]);

/** After every name and text that people typed into any sheet, the same; so that names still mean the same people. */
const spoil = (path: string) =>
  changeXlsxFile(path, (raw) => {
    const { tabs } = locate(raw);
    const edits = (Object.keys(TABS) as TabKey[]).flatMap((tab): CellEdit[] => {
      const at = tabs.get(tab);
      if (!at || tabOf(tab).machine || tab === 'settings') return [];
      return columnsOf(tab).flatMap(([key, { type }]) => {
        const column = at.columns.get(key);
        if (column === undefined || !TYPED.has(type)) return [];
        return at.sheet.rows
          .filter(
            (row) => row.at > at.headerRow && typeof row.cells[column - 1] === 'string' && row.cells[column - 1] !== '',
          )
          .map((row) => ({
            sheet: at.sheet.title,
            row: row.at,
            column,
            value: `${String(row.cells[column - 1])}${EVIL}`,
          }));
      });
    });
    return { edits, addSheets: [], result: edits.length };
  });

beforeAll(async () => {
  folder = await tempFolder();
  const path = join(folder, 'launch.xlsx');
  await makeDemo({ path, template: 'full', locale: 'en', zone: 'Europe/London', country: 'GB', now: NOW });
  expect(await spoil(path)).toBeGreaterThan(500);
});

describe('what people typed', () => {
  it('is there to be printed', async () => {
    const { tasks, people } = readSnapshot(await openXlsxFile(join(folder, 'launch.xlsx')).read(), { now: NOW });
    expect(tasks[0]!.values.name).toContain('FORGED');
    expect([...people.keys()][0]).toContain('FORGED');
  });

  it.each([
    ['check', 'launch.xlsx'],
    ['sweep', 'launch.xlsx', '--dry-run'],
    ['explain', 'launch.xlsx', 'T-0016'],
    ['explain', 'launch.xlsx', 'Q-0002'],
    ['explain', 'launch.xlsx', 'task.overdue:T-0016:2026-03-05:1'],
    ['slip', 'launch.xlsx', 'T-0021', '5'],
    ['forecast', 'launch.xlsx', '--days', '5'],
    ['court', 'launch.xlsx'],
    ['sweep', 'launch.xlsx', '--mail', 'outbox:out'],
  ])('in %s %s %s is one line each, short, and shows all there is', async (...args) => {
    const { out, err } = await baton(...args);
    expect(out, err).toContain('FORGED');
    for (const line of `${out}\n${err}`.split('\n')) {
      expect(line).not.toMatch(/^\s*FORGED/);
      expect(line).not.toMatch(/[\p{Cc}\u2028\u202a-\u202e\u2066-\u2069\u200e\u200f]/u);
      expect(widthOf(line), line.slice(0, 200)).toBeLessThan(1000);
    }
  });
});
