import { copyFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { completionOf } from '../../core/adopt/complete.ts';
import { factOf } from '../../core/problem.ts';
import { readSnapshot } from '../../core/read/index.ts';
import { locate } from '../../core/read/locate.ts';
import { changeXlsxFile, openXlsxFile } from '../../functions/adapters/xlsx-file/store.ts';
import { makeDemo } from '../../functions/demo/make.ts';
import { examineWorkbook } from '../../functions/doctor/examine.ts';
import { fixWorkbook } from '../../functions/doctor/fix.ts';
import { readContextOf } from '../../functions/reading/official.ts';
import { decide } from '../../functions/sweep/decide.ts';
import { sweepWorkbook } from '../../functions/sweep/sweep.ts';
import { FULL, LOCALES, type Locale, STARTER, type TabKey, tabOf } from '../../sheet-templates/index.ts';
import { run, tempFolder } from '../support/cli.ts';
import { createMemoryMailer } from '../support/office.ts';
import { renameSheet } from '../support/rename-sheet.ts';
import { unzip } from '../support/zip.ts';

/** Somebody renames a sheet in a spreadsheet program: the sweep after it says what it would have said, and doctor where it is. */

const NOW = '2026-03-06T09:00:00+08:00';
const NEXT = '2026-03-09T09:00:00+08:00';
const folder = await tempFolder();
let count = 0;

const titleOf = (tab: TabKey, locale: Locale) => tabOf(tab).title[locale];
const bookOf = (template: string, locale: Locale) => join(folder, `${template}-${locale}.xlsx`);
const copyOf = async (path: string) => {
  const copy = join(folder, `copy-${++count}.xlsx`);
  await copyFile(path, copy);
  return copy;
};
const swept = async (path: string, now = NOW, dryRun = false) => {
  const mailer = createMemoryMailer();
  const result = await sweepWorkbook({
    store: openXlsxFile(path),
    mailer,
    now,
    clock: () => now,
    dryRun,
    decide: async (raw, read) => decide(raw, await readContextOf(raw, read.now)),
  });
  return { ...result, mails: mailer.sent };
};
const examine = async (path: string) =>
  (
    await examineWorkbook(path, {
      shown: 'book.xlsx',
      now: NOW,
      clock: NOW,
      trial: false,
      changes: null,
      timeOf: async () => NOW,
    })
  ).findings;

beforeAll(async () => {
  for (const template of ['starter', 'full'] as const)
    for (const locale of LOCALES)
      await makeDemo({
        path: bookOf(template, locale),
        template,
        locale,
        zone: 'Asia/Shanghai',
        country: 'CN',
        now: NOW,
      });
}, 60_000);

describe.each([
  ['starter', 'en', STARTER],
  ['starter', 'zh-CN', STARTER],
  ['full', 'en', FULL],
  ['full', 'zh-CN', FULL],
] as const)('in the %s template, in %s', (template, locale, tabs) => {
  const people = tabs.filter((tab) => !tabOf(tab).machine);
  let before: Awaited<ReturnType<typeof swept>> | undefined;
  it.each(people)('%s under another name is read as ever', async (tab) => {
    const path = await copyOf(bookOf(template, locale));
    before ??= await swept(path, NOW, true);
    const other = `${titleOf(tab, locale)} 2027-Q1`;
    await renameSheet(path, titleOf(tab, locale), other);
    const { plan, problems } = await swept(path, NOW, true);
    const isFound = ({ code }: { readonly code: string }) => code === 'tab-renamed';
    expect(problems.filter(isFound)).toEqual([
      { tab, row: 0, column: '', code: 'tab-renamed', item: '', facts: { text: other } },
    ]);
    // Which file it is a copy of, each says for itself.
    const others = (of: typeof problems) => of.filter((problem) => !isFound(problem) && problem.code !== 'copy');
    expect(others(problems)).toEqual(others(before.problems));
    const keys = (notices: typeof plan.notices) =>
      notices.map(({ key, to }) => `${key} ${to.map(({ name }) => name)}`).sort();
    const said = keys(plan.notices.filter(({ facts }) => factOf(facts, 'code') !== 'tab-renamed'));
    expect(said).toEqual(keys(before.plan.notices));
    expect(plan.writes.map(({ tab, item }) => `${tab} ${item}`)).toEqual(
      before.plan.writes.map(({ tab, item }) => `${tab} ${item}`),
    );
    const found = (await examine(path)).filter(({ about }) => about === 'template');
    expect(found.map(({ code, state }) => `${state} ${code}`)).toEqual(['fine template', 'fine sheet-renamed']);
    expect(found[1]!.words[locale]).toContain(`“${other}”`);
  });
});

/** Formulas of a file that name a sheet, and how often nothing is left to name. */
const formulas = async (path: string) => {
  const parts = unzip(await readFile(path)).filter(({ name }) => name.startsWith('xl/worksheets/'));
  const all = parts.flatMap(({ content }) => content.toString('utf8').match(/<f[^>]*>[^<]*<\/f>/g) ?? []);
  return { naming: (title: string) => all.filter((formula) => formula.includes(`${title}`)).length, all: all.length };
};

/** A workbook that is nobody's copy. */
const fresh = async (locale: Locale) => {
  const path = join(folder, `fresh-${++count}.xlsx`);
  await makeDemo({ path, locale, zone: 'Asia/Shanghai', country: 'CN', now: NOW });
  return path;
};
const titlesIn = async (path: string) => (await openXlsxFile(path).read()).sheets.map(({ title }) => title);
const amiss = async (path: string) =>
  (await examine(path)).filter(({ about, state }) => about === 'template' && state !== 'fine');

/** Last quarter's sheet, kept beside the one that counts. */
const keepBeside = (path: string, tab: TabKey, title: string, most = 2) =>
  changeXlsxFile(path, (raw) => {
    const { sheet, headerRow } = locate(raw).tabs.get(tab)!;
    const cells = (at: number) => sheet.rows.find((row) => row.at === at)?.cells ?? [];
    const kept = Array.from({ length: headerRow + most }, (_, i) =>
      cells(i + 1).map((cell) => ({ value: typeof cell === 'object' ? null : cell })),
    );
    return {
      edits: [],
      addSheets: [{ title, hidden: false, protect: false, widths: [], headerRow, rows: kept }],
      result: null,
    };
  });

describe('a workbook whose tracker and plan were renamed for the quarter', () => {
  it('is swept: cells go to the sheets that were found, mails name them, and formulas follow', async () => {
    const path = await fresh('zh-CN');
    await renameSheet(path, '协同任务分工表', '分工表Q4');
    await renameSheet(path, '协同进度跟踪表', '跟踪Q4');
    const titles = await titlesIn(path);
    const first = await swept(path);
    expect(first).toMatchObject({ outcome: 'done', conflicts: [] });
    expect(first.plan.writes.map(({ tab }) => tab)).toContain('tracker');
    expect(await titlesIn(path)).toEqual(titles);
    const { naming } = await formulas(path);
    expect([naming('分工表Q4') > 0, naming('协同任务分工表'), naming('协同进度跟踪表')]).toEqual([true, 0, 0]);
    const texts = first.mails.map(({ text }) => text);
    const named = (title: string) => texts.filter((text) => text.includes(`“${title}”里更新`)).length;
    expect([named('跟踪Q4') > 0, named('协同进度跟踪表')]).toEqual([true, 0]);
    expect(texts.filter((text) => text.includes('协同进度跟踪表'))).toHaveLength(1);
    // The keeper hears of it once.
    const told = (notices: typeof first.plan.notices) =>
      notices.filter(({ facts }) => factOf(facts, 'code') === 'tab-renamed').map(({ facts }) => factOf(facts, 'text'));
    expect(told(first.plan.notices)).toEqual(['分工表Q4', '跟踪Q4']);
    const second = await swept(path, NEXT);
    expect(told(second.plan.notices)).toEqual([]);
    expect(second).toMatchObject({ outcome: 'done', conflicts: [] });
  });

  it('is as it was where last quarter’s sheet is kept beside it; of two new names neither is read', async () => {
    const path = await fresh('en');
    const before = await swept(path, NOW, true);
    await keepBeside(path, 'raci', 'RACI Q3');
    const beside = await swept(path, NOW, true);
    expect(beside.problems).toEqual(before.problems);
    expect(beside.plan.notices).toEqual(before.plan.notices);
    expect(await amiss(path)).toEqual([]);

    await renameSheet(path, 'RACI', 'RACI Q4');
    const [found, ...others] = await amiss(path);
    expect([found!.code, found!.state, others]).toEqual(['sheets-amiss', 'mend', []]);
    const sentence =
      'The sheets “RACI Q4” and “RACI Q3” all have the headers of RACI, and none is read. Give the one that counts the name RACI.';
    expect(found!.words.en).toBe(sentence);
    const { code, out } = await run('baton', folder, ['check', path, '--now', NOW, '--json']);
    expect(code).toBe(1);
    const { problems } = JSON.parse(out) as { problems: { code: string; message: string }[] };
    expect(problems.filter(({ code }) => code.startsWith('tab-')).map(({ message }) => message)).toEqual([sentence]);
    const told = (await swept(path)).plan.notices.filter(({ facts }) => factOf(facts, 'code') === 'tab-unsure');
    expect(told).toHaveLength(1);
  });

  it('is said by check to be found, which is no error', async () => {
    const path = await fresh('en');
    await renameSheet(path, 'Tracker', 'Tracker 2027');
    const { out } = await run('baton', folder, ['check', path, '--now', NOW, '--json']);
    const { problems } = JSON.parse(out) as { problems: { code: string; severity: string; message: string }[] };
    const message =
      'The sheet “Tracker 2027” has the headers of Tracker and is read as it: nothing needs doing. If it is something else, write - beside tab.tracker in the settings.';
    expect(problems.filter(({ code }) => code.startsWith('tab-'))).toMatchObject([{ severity: 'warning', message }]);
  });

  it('lacks a sheet that nobody finds any more, and doctor says what follows from it', async () => {
    const path = await fresh('en');
    await changeXlsxFile(path, (raw) => {
      const { sheet, headerRow, columns } = locate(raw).tabs.get('departments')!;
      const edits = [...columns.values()].map((column) => ({
        sheet: sheet.title,
        row: headerRow,
        column,
        value: `Our word ${column}`,
      }));
      return { edits, addSheets: [], result: null };
    });
    await renameSheet(path, 'Departments', 'Units');
    const [found, ...others] = await amiss(path);
    expect([found!.code, found!.state, others]).toEqual(['sheets-absent', 'look', []]);
    expect(found!.words.en).toContain('Departments');
  });
});

describe('a sheet of notes under another name', () => {
  it.each(['_ledger', '_runs', '_state'])('%s: no other is begun, and nobody is told anything twice', async (title) => {
    const path = await fresh('en');
    expect(await swept(path)).toMatchObject({ outcome: 'done' });
    await renameSheet(path, title, 'Notes of ours');
    const bytes = await readFile(path);
    await expect(swept(path, NEXT)).rejects.toMatchObject({ kind: 'data', code: 'notes-renamed' });
    const found = await amiss(path);
    expect(found.map(({ code }) => code)).toEqual(['notes-renamed']);
    expect(found[0]!.words.en).toContain(`Call it ${title} again`);
    expect(await fixWorkbook(path, openXlsxFile(path), () => NEXT)).toEqual([]);
    const choices = { locale: 'en', zone: 'Asia/Shanghai', country: 'CN', days: [], workbookId: 'other' } as const;
    expect(completionOf(await openXlsxFile(path).read(), choices).added).toEqual([]);
    expect((await readFile(path)).equals(bytes)).toBe(true);
    await renameSheet(path, 'Notes of ours', title);
    expect((await swept(path)).mails).toEqual([]);
  });

  it('settings are known by what stands in them, and are still Baton’s', async () => {
    const path = await fresh('en');
    const { policy } = readSnapshot(await openXlsxFile(path).read(), { now: NOW });
    await renameSheet(path, 'Settings', 'Settings 2027');
    expect(await swept(path)).toMatchObject({ outcome: 'done' });
    expect(readSnapshot(await openXlsxFile(path).read(), { now: NOW }).policy).toMatchObject({
      workbookId: policy.workbookId,
      stuckDays: policy.stuckDays,
    });
    await renameSheet(path, 'Settings 2027', 'Settings 2028');
    await keepBeside(path, 'settings', 'Settings 2026', 40);
    expect((await amiss(path)).map(({ code }) => code)).toContain('notes-renamed');
    await expect(swept(path, NEXT)).rejects.toMatchObject({ code: 'notes-renamed' });
  });
});
