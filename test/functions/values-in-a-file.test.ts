import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { read, utils, type WorkBook } from 'xlsx';
import { lazily } from '../../core/text/lazily.ts';
import { openXlsxFile } from '../../functions/adapters/xlsx-file/store.ts';
import { makeDemo } from '../../functions/demo/make.ts';
import { decide } from '../../functions/sweep/decide.ts';
import { patchWorkbook } from '../../functions/xlsx/patch.ts';
import { zipParts } from '../../scripts/templates/parts.ts';
import { LOCALES, type Locale, tabOf } from '../../sheet-templates/index.ts';
import { VIEW_KEYS, VIEWS } from '../../sheet-templates/views.ts';
import { tempFolder } from '../support/cli.ts';
import { findLibreOffice, resavedAll } from '../support/libreoffice.ts';
import { createMemoryMailer, run } from '../support/office.ts';
import { appendOf, setOf } from '../support/starter.ts';

const soffice = findLibreOffice();
/** Today as this machine has it: LibreOffice asks no other clock. */
const TODAY = new Date().toLocaleDateString('sv-SE');
const COLUMNS = Object.entries(VIEWS.overview.columns);

/** Demos as they were made; each knows its place, so there is one of a language and a day at a time. */
const made = new Map<string, { readonly path: string; readonly bytes: Buffer }>();

/** A demo that nobody has swept, in place of the one before, and sweeps of it. */
const openDemo = async (locale: Locale, day = TODAY) => {
  const known = made.get(`${locale} ${day}`);
  const path = known?.path ?? join(await tempFolder(), 'demo.xlsx');
  if (known) await writeFile(path, known.bytes);
  else {
    await makeDemo({ path, template: 'full', locale, zone: 'Asia/Shanghai', country: null, now: `${day}T08:00` });
    made.set(`${locale} ${day}`, { path, bytes: await readFile(path) });
  }
  const sweep = (hour = '09') => run(openXlsxFile(path), createMemoryMailer(), { decide, now: `${day}T${hour}:00` });
  return { path, sweep, bytes: () => readFile(path) };
};

/** The table of the overview as another library reads it: a row by its headers. */
const overviewIn = (bytes: Buffer, locale: Locale): Record<string, unknown>[] => {
  const sheet = read(bytes).Sheets[VIEWS.overview.title[locale]]!;
  return utils
    .sheet_to_json<Record<string, unknown>>(sheet, { range: 2, defval: null })
    .filter((row) => row[VIEWS.overview.columns.id.header[locale]] !== null);
};

const formulaCells = (book: WorkBook, title: string) =>
  Object.entries(book.Sheets[title]!).filter(([place, cell]) => /^[A-Z]/.test(place) && cell.f !== undefined);

const sweptOnce = async (locale: Locale, day = TODAY) => {
  const demo = await openDemo(locale, day);
  await demo.sweep();
  return { ...demo, swept: await demo.bytes() };
};
let demos: Readonly<Record<Locale, Awaited<ReturnType<typeof sweptOnce>>>>;
beforeAll(async () => {
  demos = { en: await sweptOnce('en'), 'zh-CN': await sweptOnce('zh-CN') };
}, 120_000);
const resavedBoth = lazily(() => resavedAll(soffice!, { en: demos.en.swept, 'zh-CN': demos['zh-CN'].swept }));

describe.each(LOCALES)('a file in %s, swept and opened by nobody', (locale) => {
  const header = (key: keyof typeof VIEWS.overview.columns) => VIEWS.overview.columns[key].header[locale];
  let demo: (typeof demos)[Locale];
  let swept: Buffer;
  beforeAll(() => {
    demo = demos[locale];
    swept = demo.swept;
  });

  it('puts what is open first, and no formula into the table', () => {
    const { length } = overviewIn(swept, locale);
    const cells = formulaCells(read(swept, { cellFormula: true }), VIEWS.overview.title[locale]);
    const letters = COLUMNS.map((_, index) => String.fromCharCode(65 + index));
    expect(cells.filter(([place]) => letters.includes(place.replace(/\d+/, '')))).toEqual([]);
    const done = tabOf('tracker').columns.status!.options!.find(({ key }) => key === 'done')!.label[locale];
    const rows = overviewIn(swept, locale);
    const firstDone = rows.findIndex((row) => row[header('status')] === done);
    expect(rows.slice(firstDone).every((row) => row[header('next')] === null)).toBe(true);
    expect(length).toBeGreaterThan(firstDone);
  });

  it('has a value beside every formula of dashboard, matrix and forms', () => {
    const book = read(swept, { cellFormula: true });
    for (const view of VIEW_KEYS) {
      for (const [place, cell] of formulaCells(book, VIEWS[view].title[locale]))
        expect(cell.v, `${view} ${place}: ${cell.f}`).toBeDefined();
    }
    expect(book.Sheets[VIEWS.dashboard.title[locale]]!.B4.v).toBeGreaterThan(20);
  });

  it.skipIf(!soffice)(
    'shows what LibreOffice calculates, cell by cell',
    async () => {
      const [ours, theirs] = [read(swept, { cellFormula: true }), read((await resavedBoth())[locale])];
      const different: string[] = [];
      let compared = 0;
      for (const view of VIEW_KEYS) {
        const title = VIEWS[view].title[locale];
        for (const [place, { v, f }] of formulaCells(ours, title)) {
          compared++;
          const other = theirs.Sheets[title]![place]?.v ?? '';
          if (typeof v === 'number' ? Math.abs(v - Number(other)) > 1e-6 : String(v) !== String(other))
            different.push(`${view} ${place}: ${v}, not ${other}: ${f}`);
        }
      }
      expect(different).toEqual([]);
      expect(compared).toBeGreaterThan(3000);
    },
    120_000,
  );
});

// On a workday a sweep files escalations and brings them to the next level; on a day off it does not.
describe.each([
  ['a workday', '2026-03-06', 'en'],
  ['a day off', '2026-03-07', 'zh-CN'],
] as const)('a file that is swept on %s', (_, day, locale) => {
  const header = (key: keyof typeof VIEWS.overview.columns) => VIEWS.overview.columns[key].header[locale];
  let demo: Awaited<ReturnType<typeof sweptOnce>>;
  let swept: Buffer;
  beforeAll(async () => {
    demo = await sweptOnce(locale, day);
    swept = demo.swept;
  }, 60_000);

  it('has a row for everything that is followed, tasks and requests, answers, meetings and disputes', async () => {
    const { snapshot, facts } = decide(await openXlsxFile(demo.path).read(), { now: `${day}T10:00` });
    const rows = overviewIn(swept, locale);
    const ids = rows.map((row) => String(row[header('id')]));
    expect([...ids].sort()).toEqual([...facts.items.keys(), ...facts.flow.matters.keys()].sort());
    for (const letter of ['T', 'A', 'R', 'Q', 'C', 'N', 'M', 'P', 'E', 'V'])
      expect(
        ids.some((id) => id.startsWith(`${letter}-`)),
        letter,
      ).toBe(true);
    const request = rows.find((row) => row[header('id')] === 'Q-0002')!;
    expect(request).toMatchObject({ [header('kind')]: tabOf('requests').title[locale], [header('request')]: 'Q-0002' });
    expect(request[header('status')]).toBe(snapshot.state.get('Q-0002')!.standing);
    const stuck = rows.find((row) => row[header('id')] === 'T-0012')!;
    expect(stuck).toMatchObject({ [header('level')]: snapshot.state.get('T-0012')!.level, [header('progress')]: 0.6 });
    expect(stuck[header('daysLate')]).toBeGreaterThan(0);
    expect(stuck[header('court')]).toBe(snapshot.state.get('T-0012')!.court);
    expect(stuck[header('next')]).toBe(snapshot.state.get('T-0012')!.next);
  });

  it('is changed by no second sweep of the day, its own row apart', async () => {
    const before = zipParts(swept);
    await demo.sweep('10');
    const after = zipParts(await demo.bytes());
    const changed = [...after].filter(([name, content]) => !before.get(name)?.equals(content)).map(([name]) => name);
    const runs = `xl/worksheets/sheet${read(await demo.bytes()).SheetNames.length}.xml`;
    expect(changed).toEqual([runs]);
  }, 60_000);
});

describe('a file with more items than there were formulas', () => {
  it('lists them all in a table that has grown, and counts them on the dashboard; fewer leave nothing behind', async () => {
    const demo = await openDemo('en');
    const store = openXlsxFile(demo.path);
    const { snapshot } = decide(await store.read(), { now: `${TODAY}T08:30` });
    const [who] = [...snapshot.people.keys()];
    const more = Array.from({ length: 450 }, (_, i) => ({
      id: `T-${1001 + i}`,
      name: `More ${i}`,
      responsible: who!,
      accountable: who!,
      due: '2099-12-31',
    }));
    await store.apply(more.map((task) => appendOf('raci', task)));
    await demo.sweep();
    const bytes = await demo.bytes();
    const rows = overviewIn(bytes, 'en');
    expect(rows.filter((row) => String(row.Item).startsWith('More '))).toHaveLength(450);
    const tables = [...zipParts(bytes)].flatMap(([name, xml]) =>
      name.startsWith('xl/tables/') ? [xml.toString()] : [],
    );
    const table = tables.find((xml) => xml.includes('baton_overview'))!;
    expect(Number(/ref="A3:[A-Z]+(\d+)"/.exec(table)![1])).toBe(3 + rows.length);
    const open = rows.filter(
      (row) => /^[TAR]-/.test(String(row.ID)) && !['Done', 'Cancelled'].includes(String(row.Status)),
    );
    expect(read(bytes).Sheets.Dashboard!.B4.v).toBe(open.length);
  }, 60_000);
});

describe('what is not Baton’s', () => {
  it('a note beside the overview stays, and a team’s own sheet of that name is not written to', async () => {
    const demo = await openDemo('en');
    const store = openXlsxFile(demo.path);
    await demo.sweep();
    const typed = { sheet: 'Overview', row: 6, column: 60, value: 'ours' };
    await writeFile(demo.path, patchWorkbook(await demo.bytes(), { edits: [typed], addSheets: [] }));
    await store.apply([setOf('tracker', 'T-0021', { status: 'done', output: 'x' })]);
    await demo.sweep('11');
    const sheet = read(await demo.bytes()).Sheets.Overview!;
    expect(sheet.BH6.v).toBe('ours');

    const other = await openDemo('en');
    const renamed = { sheet: 'Overview', row: 3, column: 1, value: 'Our number' };
    await writeFile(other.path, patchWorkbook(await other.bytes(), { edits: [renamed], addSheets: [] }));
    await other.sweep();
    expect(read(await other.bytes()).Sheets.Overview!.A4?.v || null).toBeNull();
  }, 60_000);
});
