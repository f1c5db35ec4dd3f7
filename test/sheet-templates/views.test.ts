import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { read } from 'xlsx';
import { readSnapshot } from '../../core/read/index.ts';
import { readWorkbook } from '../../functions/xlsx/read.ts';
import { type Parts, zipOf, zipParts } from '../../scripts/templates/parts.ts';
import { buildWorkbook } from '../../scripts/templates/workbook.ts';
import { columnsInFile, LOCALES, type Locale, TAB_KEYS, type TabKey, tabOf } from '../../sheet-templates/index.ts';
import {
  GROUPS,
  isView,
  type SheetKey,
  TEMPLATES,
  tabsIn,
  VIEW_KEYS,
  VIEWS,
  type ViewKey,
  viewOf,
} from '../../sheet-templates/views.ts';
import { type Filling, fill } from '../support/fill.ts';
import { findLibreOffice, shownAll } from '../support/libreoffice.ts';

const soffice = findLibreOffice();
const GENERATED = new URL('../../sheet-templates/generated/', import.meta.url);
/** Columns of the dashboard that people see; beyond them stands what its charts are drawn from. */
const PRINTED = 51;
const SHEETS: readonly SheetKey[] = TEMPLATES.full;
const titleOf = (sheet: SheetKey, locale: Locale) => (isView(sheet) ? viewOf(sheet) : tabOf(sheet)).title[locale];
const partOf = (sheet: SheetKey) => `xl/worksheets/sheet${SHEETS.indexOf(sheet) + 1}.xml`;
const unescaped = (xml: string) =>
  xml
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
const formulasOf = (parts: Parts, sheet: SheetKey): string[] => {
  const xml = parts.get(partOf(sheet))!.toString();
  return [...xml.matchAll(/<f>([^<]*)</g)].map((match) => unescaped(match[1]!));
};

describe('the sheets of the full template', () => {
  it('are every tab and every view, once, each in one group that gives it its colour', () => {
    expect([...SHEETS].sort()).toEqual([...TAB_KEYS, ...VIEW_KEYS].sort());
    const grouped = GROUPS.flatMap(({ sheets }) => sheets);
    expect([...grouped].sort()).toEqual(SHEETS.filter((sheet) => isView(sheet) || !tabOf(sheet).machine).sort());
  });

  it('have titles that name no other sheet', () => {
    const words = SHEETS.flatMap((sheet) =>
      isView(sheet)
        ? Object.values(viewOf(sheet).title)
        : [...new Set([...Object.values(tabOf(sheet).title), ...tabOf(sheet).aliases])],
    );
    expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
    for (const view of VIEW_KEYS) {
      for (const title of Object.values(viewOf(view).title)) expect(title).toMatch(/^[^\\/?*[\]:']{1,31}$/);
    }
  });

  it('come out byte for byte alike', async () => {
    const [first, second] = [await buildWorkbook('zh-CN', SHEETS), await buildWorkbook('zh-CN', SHEETS)];
    expect(first.equals(second)).toBe(true);
  });
});

describe.each(LOCALES)('the full template in %s', async (locale) => {
  const file = await readFile(new URL(`full-${locale}.xlsx`, GENERATED));
  const parts = zipParts(file);

  it('has its sheets in the order in which work flows, and opens on the guide', () => {
    const book = read(file, { bookSheets: true });
    expect(book.SheetNames).toEqual(SHEETS.map((sheet) => titleOf(sheet, locale)));
    const xml = parts.get('xl/workbook.xml')!.toString();
    expect(xml).toContain('activeTab="0"');
    expect(xml).toContain('fullCalcOnLoad="1"');
    expect(file.length).toBeLessThan(380_000);
  });

  it('is read by Baton itself: every tab found, no view taken for one, no rows, no problems', () => {
    const raw = {
      name: 'full',
      location: 'here',
      movedFrom: () => false,
      foundAt: async () => null,
      ...readWorkbook(file),
    };
    const snapshot = readSnapshot(raw, { now: '2026-03-06T09:00:00+08:00' });
    expect(Object.keys(snapshot.has).sort()).toEqual([...tabsIn(SHEETS)].sort());
    expect(Object.values(snapshot.rows).flat()).toEqual([]);
    expect(new Set(snapshot.problems.map(({ code }) => code))).toEqual(new Set(['role-missing']));
  });

  it('leads from the guide to every other sheet', () => {
    const xml = parts.get(partOf('guide'))!.toString();
    const places = [...xml.matchAll(/<hyperlink [^>]*location="([^"]*)"/g)].map((match) => match[1]!);
    for (const sheet of GROUPS.flatMap(({ sheets }) => sheets)) {
      if (sheet !== 'guide') expect(places).toContain(`&apos;${titleOf(sheet, locale)}&apos;!A1`);
    }
    expect([...parts].filter(([, content]) => content.includes('TargetMode="External"'))).toEqual([]);
  });

  it('gives each group of sheets a colour of its own', () => {
    const colours = GROUPS.map(({ sheets }) => {
      const all = new Set(
        sheets.map((sheet) => /<tabColor rgb="(\w+)"/.exec(parts.get(partOf(sheet))!.toString())![1]!),
      );
      expect(all.size).toBe(1);
      return [...all][0];
    });
    expect(new Set(colours).size).toBe(GROUPS.length);
  });

  it('asks no program for what another does not have', () => {
    // Functions that Excel 2016, LibreOffice and Google Sheets share.
    const shared =
      'AND CHAR COUNT COUNTIF COUNTIFS FIND IF IFERROR INDEX ISNA ISNUMBER LARGE LEFT LEN MATCH MAX MID MIN N NA NETWORKDAYS.INTL NOT OR REPT ROUND SMALL SUBSTITUTE SUM SUMIFS TODAY TRIM UPPER WEEKDAY WORKDAY WORKDAY.INTL';
    const used = new Set<string>();
    for (const view of VIEW_KEYS) {
      for (const formula of formulasOf(parts, view)) {
        const code = formula.replace(/".*?"|'.*?'/g, '');
        for (const [, name] of code.matchAll(/([A-Z][A-Z0-9.]*)\(/g)) used.add(name!);
        expect(formula.length).toBeLessThan(8192);
      }
      expect(parts.get(partOf(view))!.toString()).not.toMatch(/<f [^>]*t="array"/);
    }
    expect([...used].filter((name) => !shared.split(' ').includes(name))).toEqual([]);
  });

  it('has no list of words in a condition or a check, which Excel takes for a damaged file', () => {
    for (const sheet of SHEETS) {
      const xml = parts.get(partOf(sheet))!.toString();
      for (const [, formula] of xml.matchAll(/<formula\d?>([^<]*)</g)) expect(formula, sheet).not.toContain('{');
    }
  });

  it('keeps the order of elements that Excel insists on', () => {
    // ECMA-376 part 1, CT_Worksheet, as far as used.
    const order =
      'sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetProtection mergeCells conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter drawing legacyDrawing tableParts'.split(
        ' ',
      );
    for (const sheet of SHEETS) {
      const xml = parts.get(partOf(sheet))!.toString();
      const found = [...xml.replace(/<sheetData>.*<\/sheetData>/s, '<sheetData/>').matchAll(/<(\w+)[ />]/g)]
        .map((match) => match[1]!)
        .filter((name) => order.includes(name));
      expect(found, sheet).toEqual([...found].sort((a, b) => order.indexOf(a) - order.indexOf(b)));
    }
  });

  it('names other sheets’ rows by their place, so that no deleted row breaks a view', () => {
    for (const view of VIEW_KEYS) {
      const own = viewOf(view).title[locale];
      for (const formula of formulasOf(parts, view)) {
        for (const [, sheet, rest] of formula.matchAll(/'([^']+)'!(\$[A-Z]+\$\d+:?)/g)) {
          if (sheet !== own) expect(rest, formula).toMatch(/:$/);
        }
      }
    }
  });

  it('counts and sums over ranges of one sheet, which stay equally long when a row of it is deleted', () => {
    for (const view of VIEW_KEYS) {
      for (const formula of formulasOf(parts, view)) {
        for (const [call] of formula.matchAll(/(?:SUMIFS|COUNTIFS)\((?:[^()]|\([^()]*\))*\)/g)) {
          const sheets = new Set([...call.matchAll(/'([^']+)'!/g)].map((match) => match[1]));
          // Its own sheet goes without a name.
          expect(sheets.size, call).toBeLessThanOrEqual(1);
        }
      }
    }
  });

  it('shows nothing odd where nothing is calculated', () => {
    for (const view of VIEW_KEYS) {
      const xml = parts.get(partOf(view))!.toString();
      for (const [, value] of xml.matchAll(/<\/f><v>([^<]*)</g)) expect(value).toBe('');
    }
  });

  it('offers the ids of requests and meetings where a row names one', () => {
    for (const [tab, key, source] of [
      ['confirmations', 'request', 'requests'],
      ['raci', 'request', 'requests'],
      ['topics', 'meeting', 'meetings'],
      ['escalations', 'item', 'tracker'],
    ] as const) {
      const at = columnsInFile(tab, true).findIndex(([name]) => name === key);
      const letter = String.fromCharCode(65 + at);
      const check = new RegExp(
        `errorStyle="warning"[^>]*sqref="${letter}4:[^>]*><formula1>OFFSET\\(&apos;${titleOf(source, locale)}&apos;`,
      );
      expect(parts.get(partOf(tab))!.toString(), `${tab}.${key}`).toMatch(check);
    }
  });
});

/** Midnight UTC of the day so many days from today, as this machine sees it. */
const day = (distance: number): Date => {
  const now = new Date();
  return new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate() + distance));
};
const isWeekend = (date: Date) => date.getUTCDay() % 6 === 0;
const dateKey = (date: Date) => date.toISOString().slice(0, 10);

describe.skipIf(!soffice).each(LOCALES)('the full template in %s, filled in and opened in LibreOffice', (locale) => {
  const zh = locale === 'zh-CN';
  // Names that contain each other, and one who has left.
  const [na, nana, wen, gone, jo] = zh
    ? ['李娜', '李娜娜', '赵文', '孙离', '欧赵文']
    : ['Li Na', 'Li Nana', 'Zhao Wen', 'Sun Gone', 'Bo Zhao Wen'];
  const [sales, finance] = zh ? ['销售部', '财务部'] : ['Sales', 'Finance'];
  const label = (tab: TabKey, key: string, option: string) =>
    tabOf(tab).columns[key]!.options!.find((each) => each.key === option)!.label[locale];
  const status = (key: string) => label('tracker', 'status', key);

  // The nearest weekdays and weekend days before today, for a calendar that changes them.
  const past = Array.from({ length: 13 }, (_, i) => day(-1 - i));
  const [off, overruled] = past.filter((date) => !isWeekend(date));
  const worked = past.find(isWeekend)!;
  const lateSince = day(-13);
  const workdaysLate = [...past.filter((date) => date > lateSince), day(0)].filter((date) =>
    dateKey(date) === dateKey(off!) ? false : dateKey(date) === dateKey(worked) || !isWeekend(date),
  ).length;

  const rows: Partial<Record<TabKey, readonly Filling[]>> = {
    directory: [
      { name: na },
      { name: gone, active: zh ? '否' : 'No' },
      { name: nana },
      { name: wen },
      { name: jo },
    ] as Filling[],
    departments: [
      { name: sales, head: na },
      { name: finance, head: wen, divisionLeader: jo },
    ] as Filling[],
    requests: [
      {
        id: 'Q-0001',
        name: 'Portal',
        initiatingDepartment: sales,
        goal: '80 %',
        departments: `${finance}、${sales}`,
        resourceBudget: '18',
        reviewGoal: zh ? '是' : 'Yes',
        reviewGoalNote: 'fine',
      },
      { id: 'Q-0002', name: 'Month end', initiatingDepartment: finance },
    ] as Filling[],
    confirmations: [
      { id: 'C-0001', request: 'Month end', department: finance, answer: label('confirmations', 'answer', 'can') },
    ] as Filling[],
    consensus: [
      { id: 'K-0001', request: 'Q-0001', item: 'other' },
      { id: 'K-0002', request: 'Month end', item: 'Close by day 6', standard: 'twice in a row' },
      { id: 'K-0003', request: 'Q-0002 Month end', item: 'Report', standard: 'one page' },
      { id: 'K-0004', request: 'Q-0002', item: 'Archive', standard: 'complete' },
    ],
    stages: [{ id: 'N-0001', request: 'Q-0002', stage: label('stages', 'stage', 'review'), due: day(5) }],
    raci: [
      {
        id: 'T-0001',
        name: 'Late',
        request: 'Q-0001',
        department: sales,
        responsible: na,
        accountable: na,
        supporting: `${nana}，${wen}`,
        start: day(-20),
        due: lateSince,
      },
      {
        id: 'T-0002',
        name: 'Re-planned',
        department: sales,
        responsible: nana,
        accountable: wen,
        consulted: `${na}/${jo}`,
        due: day(-3),
      },
      {
        id: 'T-0003',
        name: 'Done late',
        department: finance,
        responsible: wen,
        accountable: na,
        informed: `${nana}, ${jo}`,
        due: day(-9),
      },
      { id: 'T-0004', name: 'Stuck', department: finance, responsible: wen, accountable: jo, due: day(30) },
    ] as Filling[],
    tracker: [
      { id: 'T-0004', status: status('blocked') },
      { id: 'T-0001', status: status('in-progress'), progress: 0.4 },
      { id: 'T-0002', newDue: day(40) },
      { id: 'T-0003', status: zh ? '完成' : 'Completed', updatedOn: day(-8) },
      { id: 'A-0001', status: status('in-progress') },
    ],
    meetings: [
      { id: 'M-0001', name: 'Kick-off', request: 'Q-0002', start: 0.625 },
      { id: 'M-0002', name: 'Weekly', kind: label('meetings', 'kind', 'weekly') },
    ],
    topics: [
      { id: 'P-0001', meeting: 'M-0002', name: 'First' },
      { id: 'P-0002', meeting: 'M-0001', name: 'Elsewhere' },
      { id: 'P-0003', meeting: 'M-0002', name: 'Second', consensus: 'Agreed so' },
    ],
    actions: [
      { id: 'A-0001', meeting: 'M-0001', name: 'Book a room', owner: jo, department: finance, due: day(20) },
    ] as Filling[],
    escalations: [
      { id: 'E-0001', issue: 'Decided', decision: 'done', level: 2 },
      { id: 'E-0002', issue: 'Open, level 1', level: 1, openedOn: day(-3) },
      {
        id: 'E-0003',
        issue: zh ? '颜'.repeat(40) : 'Which colour the lid has, '.repeat(5),
        level: 2,
        openedOn: day(0),
      },
    ],
    acceptance: [
      {
        id: 'V-0001',
        request: 'Q-0001',
        round: 1,
        output: 'The portal',
        result: label('acceptance', 'result', 'rework'),
      },
    ],
    calendar: [
      { date: off!, kind: label('calendar', 'kind', 'off'), source: label('calendar', 'source', 'official') },
      { date: overruled!, kind: label('calendar', 'kind', 'off'), source: label('calendar', 'source', 'official') },
      { date: overruled!, kind: label('calendar', 'kind', 'work') },
      { date: worked, kind: label('calendar', 'kind', 'work'), source: label('calendar', 'source', 'official') },
    ],
    _state: [
      { id: 'T-0004', court: wen, level: 1, next: 'ask' },
      { id: 'T-0001', court: na },
      { id: 'T-0002', court: nana },
      { id: 'A-0001', court: nana },
      { id: 'Q-0001', standing: zh ? '执行中（4 项任务已完成 1 项）' : 'Running (1 of 4 tasks done)' },
      { id: 'Q-0002', standing: zh ? '初审中' : 'In review' },
    ] as Filling[],
  };

  let filled: Map<string, string[][]>;
  let empty: Map<string, string[][]>;
  beforeAll(async () => {
    const template = await readFile(new URL(`full-${locale}.xlsx`, GENERATED));
    const books = await shownAll(soffice!, {
      empty: template,
      filled: choosing(fill(template, SHEETS, rows), 'minutesForm', 'M-0002'),
    });
    empty = books.get('empty')!;
    filled = books.get('filled')!;
  }, 240_000);

  const grid = (view: ViewKey) => filled.get(VIEWS[view].title[locale])!;
  /** A view's rows without what is empty, as `a | b | c`; of a form only what is printed. */
  const lines = (view: ViewKey) => {
    const width = view.endsWith('Form') ? 8 : undefined;
    return grid(view).map((cells) =>
      cells
        .slice(0, width)
        .filter((cell) => cell !== '')
        .join(' | '),
    );
  };
  /** The row of the overview's table with this id, by column key. */
  const item = (id: string): Record<string, string> => {
    const found = grid('overview').find(([first]) => first === id)!;
    return Object.fromEntries(Object.keys(VIEWS.overview.columns).map((key, index) => [key, found[index]!]));
  };

  it('shows no error, no zero date and no stray zero in any view, filled or empty', () => {
    for (const sheets of [filled, empty]) {
      for (const view of VIEW_KEYS) {
        for (const row of sheets.get(VIEWS[view].title[locale])!) {
          // Weeks to come are drawn as nothing: #N/A, in the dashboard's hidden columns.
          for (const cell of view === 'dashboard' ? row.slice(0, PRINTED) : row)
            expect(cell, view).not.toMatch(/^(#|Err:)|1899|1900/);
        }
      }
    }
  });

  it('puts letters where people and tasks meet: whole names, any separator, those who left not among them', () => {
    const [, , header, ...tasks] = grid('matrix').map((cells) => cells.slice(0, 6));
    expect(header!.slice(2)).toEqual([na, nana, wen, jo]);
    expect(tasks.slice(0, 4).map((cells) => cells.slice(2))).toEqual([
      ['A/R', 'S', 'S', ''],
      ['C', 'R', 'A', 'C'],
      ['A', 'I', 'R', 'I'],
      ['', '', 'R', 'A'],
    ]);
    expect(tasks[4]).toEqual(['', '', '', '', '', '']);
  });

  it('lists every tracked item flat: tasks and actions, the date in force, whose move', () => {
    expect(
      grid('overview')
        .slice(3, 8)
        .map(([id]) => id),
    ).toEqual(['T-0004', 'T-0001', 'T-0002', 'T-0003', 'A-0001']);
    expect(item('T-0001')).toMatchObject({
      name: 'Late',
      request: 'Q-0001',
      owner: na,
      department: sales,
      progress: '40%',
    });
    expect(item('A-0001')).toMatchObject({
      name: 'Book a room',
      request: 'Q-0002',
      owner: jo,
      department: finance,
      start: '',
    });
    expect(item('T-0004')).toMatchObject({ court: wen, level: zh ? '一级' : 'Level 1', next: 'ask' });
    expect(item('T-0002').status).toBe(status('not-started'));
    // A team’s own word is shown as the one that the list offers.
    expect(item('T-0003').status).toBe(status('done'));
  });

  it('counts workdays late by the calendar, and only what is open and past the date in force', () => {
    expect(Number(item('T-0001').daysLate)).toBe(workdaysLate);
    for (const id of ['T-0002', 'T-0003', 'T-0004', 'A-0001']) expect(item(id).daysLate).toBe('');
  });

  it('puts the figures first on the dashboard', () => {
    // Open, late, due soon, escalated, to decide.
    expect(lines('dashboard')[3]).toBe('4 | 1 | 0 | 1 | 2');
  });

  /** So many rows of the hidden columns that the charts are drawn from; each begins a row below its heading. */
  const drawnFrom = (column: number, width: number, rows: number) =>
    grid('dashboard')
      .slice(7, 7 + rows)
      .map((cells) => cells.slice(PRINTED + 1 + column, PRINTED + 1 + column + width));

  it('draws how it stands and each department’s load, with what is nobody’s in the last bar', () => {
    expect(drawnFrom(1, 1, 3)).toEqual([['2'], ['1'], ['1']]);
    expect(drawnFrom(2, 3, 6)).toEqual([[sales, '1', '1'], [finance, '2', '0'], ...Array(4).fill(['', '', ''])]);
  });

  it('draws what was known and done by each week’s end, of weeks to come only what is planned', () => {
    const weeks = drawnFrom(9, 3, 13);
    expect(weeks[0]).toEqual(['0', '0', '0']);
    expect(weeks[6]).toEqual(['5', '1', '2']);
    for (const [all, done, due] of weeks.slice(7)) {
      expect([all, done]).toEqual(['#N/A', '#N/A']);
      expect(Number(due)).toBeGreaterThanOrEqual(2);
    }
    // Done eight days ago, and known since: one or two weeks back.
    expect(weeks.slice(0, 6).filter(([all, done]) => all === '1' && done === '1').length).toBeGreaterThan(0);
  });

  it('says whom is waited for, and for how much', () => {
    expect(lines('dashboard')[20]).toMatch(new RegExp(`\\| ${wen} \\| 1 \\|`));
    // What has escalated weighs more than what is late, and that more than how much there is.
    const who = new RegExp(`\\| (${wen}|${na}|${nana}) \\| (\\d)`);
    const waiting = lines('dashboard')
      .slice(20, 23)
      .map((line) => [...line.matchAll(new RegExp(who, 'g'))].at(-1)?.slice(1));
    expect(waiting).toEqual([
      [wen, '1'],
      [na, '1'],
      [nana, '2'],
    ]);
  });

  it('lists what is late before what is stuck, and nothing that is on its way', () => {
    const ids = grid('dashboard')
      .slice(20, 28)
      .map((cells) => cells[1]);
    expect(ids).toEqual(['T-0001', 'T-0004', '', '', '', '', '', '']);
  });

  it('counts by status', () => {
    const text = lines('dashboard').join('\n');
    expect(text).toMatch(new RegExp(`${status('in-progress')} \\| 2 \\|`));
    expect(text).toMatch(new RegExp(`${status('blocked')} \\| 1 \\|`));
  });

  it('lists open escalations, the highest first, and counts requests by where they stand', () => {
    const ids = grid('dashboard').flatMap((cells) => (/^E-/.test(cells[1]!) ? [cells[1]] : []));
    expect(ids).toEqual(['E-0003', 'E-0002']);
    const [issue] = grid('dashboard').flatMap((cells) => (cells[1] === 'E-0003' ? [cells[2]!] : []));
    expect(issue).toBe(zh ? `${'颜'.repeat(29)}…` : `${'Which colour the lid has, '.repeat(5).slice(0, 57)}…`);
    // Opened today: no workday since.
    expect(grid('dashboard').find((cells) => cells[1] === 'E-0003')![6]).toBe('0');
    const text = lines('dashboard').join('\n');
    expect(text).toMatch(zh ? /初审中 \| 1 \|/ : /In review \| 1 \|/);
    expect(text).toMatch(zh ? /执行中 \| 1 \|/ : /Running \| 1 \|/);
  });

  it('draws six weeks from this week’s Monday, open tasks by their date', () => {
    const from = grid('dashboard').findIndex(
      (cells) =>
        cells[1] === VIEWS.overview.columns.id.header[locale] &&
        cells.includes(VIEWS.overview.columns.progress.header[locale]),
    );
    const days = grid('dashboard')[from]!.slice(9, 51).map(Number);
    const monday = Array.from({ length: 7 }, (_, i) => day(-i)).find((date) => date.getUTCDay() === 1)!;
    expect(days).toHaveLength(42);
    expect(days[0]).toBe(monday.getUTCDate());
    expect(
      grid('dashboard')
        .slice(from + 1, from + 6)
        .map((cells) => cells[1]),
    ).toEqual(['T-0001', 'A-0001', 'T-0004', 'T-0002', '']);
  });

  it('fills the forms by the id of the first row', () => {
    const header = (tab: TabKey, key: string) => tabOf(tab).columns[key]!.header[locale];
    const request = lines('requestForm');
    expect(request).toContain(`${header('requests', 'id')} | Q-0001`);
    expect(request).toContain(`${header('requests', 'goal')} | 80 %`);
    expect(request.join('\n')).toMatch(/ \| (是|Yes) \| fine/);
    expect(request.join('\n')).toContain(`| ${na} |`);
    const confirmation = lines('confirmationForm').join('\n');
    expect(confirmation).toContain('Month end');
    // Whichever way a row names its request.
    expect(confirmation).toContain('Q-0002');
    expect(confirmation).toMatch(/Close by day 6 \| twice in a row\nReport \| one page\nArchive \| complete/);
    expect(confirmation).not.toContain('other');
    const acceptance = lines('acceptanceForm').join('\n');
    expect(acceptance).toContain('The portal');
    expect(acceptance).toContain(label('acceptance', 'result', 'rework'));
    const nodes = lines('nodesForm');
    expect(nodes.join('\n')).not.toContain(label('stages', 'stage', 'review'));
    expect(nodes.join('\n')).toContain('Weekly');
    // The heads of the departments asked sign the division of work, in their order.
    expect(
      nodes.filter((line) => new RegExp(`\\| (${wen}|${na}) \\|`).test(line)).map((line) => line.split(' | ')[1]),
    ).toEqual([na, wen, na]);
  });

  it('fills a form by another id that is chosen, with the rows that belong to it and no others', () => {
    const minutes = lines('minutesForm').join('\n');
    expect(minutes).toContain('Weekly');
    expect(minutes).toMatch(/First[^\n]*\n[^\n]*Second \| Agreed so/);
    for (const other of ['Elsewhere', 'Book a room', 'Kick-off']) expect(minutes).not.toContain(other);
  });
});

/** Chooses an id on a form, as somebody does who types over the formula in the cell. */
const choosing = (workbook: Buffer, form: ViewKey, id: string): Buffer => {
  const parts = zipParts(workbook);
  const xml = parts.get(partOf(form))!.toString();
  const chosen = xml.replace(
    /<c r="G3"( s="\d+")[^>]*>.*?<\/c>/,
    `<c r="G3"$1 t="inlineStr"><is><t>${id}</t></is></c>`,
  );
  parts.set(partOf(form), Buffer.from(chosen));
  return zipOf(parts, 1);
};
