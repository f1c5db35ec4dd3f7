import { chmod, copyFile, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import exceljs from 'exceljs';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { locate } from '../../../core/read/locate.ts';
import { headNote, headOf } from '../../../core/record/ledger.ts';
import type { RawWorkbook } from '../../../core/workbook.ts';
import { googleSheets } from '../../../functions/adapters/google-sheets/backend.ts';
import { graphExcel } from '../../../functions/adapters/graph-excel/backend.ts';
import { changeXlsxFile, openXlsxFile } from '../../../functions/adapters/xlsx-file/store.ts';
import type { Finding } from '../../../functions/base/finding.ts';
import { ownerText } from '../../../functions/base/owner.ts';
import { makeWorkbook } from '../../../functions/create/make-workbook.ts';
import { type Examination, examineWorkbook } from '../../../functions/doctor/examine.ts';
import { fixWorkbook } from '../../../functions/doctor/fix.ts';
import { fleetFindings } from '../../../functions/doctor/fleet.ts';
import { mailFindings, mailQuotaFindings, senderFindings } from '../../../functions/doctor/sender.ts';
import { serverTime } from '../../../functions/doctor/time.ts';
import { BatonError } from '../../../functions/errors.ts';
import { readContextOf } from '../../../functions/reading/official.ts';
import { decide } from '../../../functions/sweep/decide.ts';
import { sweepWorkbook } from '../../../functions/sweep/sweep.ts';
import type { TabKey } from '../../../sheet-templates/index.ts';
import { BATON, openBook } from '../../adapters/google-sheets/book.ts';
import { openStarterBook } from '../../adapters/graph-excel/book.ts';
import { tempFolder } from '../../support/cli.ts';
import { openMailServer } from '../../support/mail-server.ts';
import { addressOf, createMemoryMailer, openOffice, PEOPLE, tasks } from '../../support/office.ts';
import { appendOf, setOf } from '../../support/starter.ts';

/** Friday half past nine, after that day's sweep. */
const NOW = '2026-03-06T09:30:00+08:00';
const FRIDAY = '2026-03-06T09:00:00+08:00';
const folder = await tempFolder();
let count = 0;

/** A team's workbook that is as it should be, swept on the last workdays. */
const whole = async (): Promise<string> => {
  const path = join(folder, `book-${++count}.xlsx`);
  const place = { locale: 'en', zone: 'Asia/Shanghai', country: 'CN', project: 'Launch', now: FRIDAY } as const;
  await makeWorkbook({ path, ...place });
  await openXlsxFile(path).apply([
    appendOf('departments', { name: 'Sales', head: 'Li Na', divisionLeader: 'Ana Silva' }),
    ...PEOPLE.map((name) => appendOf('directory', { name, email: addressOf(name), department: 'Sales' })),
    ...tasks.map((task) => appendOf('raci', { ...task })),
    ...['keeper', 'projectLead', 'executive'].map((key) => setOf('settings', key, { value: 'Sun Jie' })),
  ]);
  for (const day of ['04', '05', '06']) await swept(path, `2026-03-${day}T09:00:00+08:00`);
  await utimes(path, new Date(FRIDAY), new Date(FRIDAY));
  return path;
};

const swept = async (path: string, now: string) => {
  const store = openXlsxFile(path);
  const { outcome } = await sweepWorkbook({
    store,
    mailer: createMemoryMailer(),
    now,
    clock: () => now,
    decide: async (raw, read) => decide(raw, await readContextOf(raw, read.now)),
  });
  expect(outcome).toBe('done');
};

const EXAMINATION: Examination = {
  shown: 'book.xlsx',
  now: NOW,
  clock: NOW,
  trial: false,
  changes: null,
  timeOf: async () => NOW,
};

const examine = async (uri: string, more: Partial<Examination> = {}) =>
  (await examineWorkbook(uri, { ...EXAMINATION, ...more })).findings;

/** What is not as it should be, by code; each with a sentence in both languages. */
const amiss = (findings: readonly Finding[]): Record<string, Finding['state']> => {
  for (const { words, fix } of findings) {
    expect(words['zh-CN']).toMatch(/\p{Script=Han}/u);
    expect(words.en).not.toMatch(/\p{Script=Han}|undefined|NaN/u);
    if (fix) expect([fix['zh-CN'].length > 3, fix.en.length > 3]).toEqual([true, true]);
  }
  return Object.fromEntries(findings.flatMap(({ code, state }) => (state === 'fine' ? [] : [[code, state]])));
};

const sayOf = (findings: readonly Finding[], code: string) => findings.find((found) => found.code === code)!;

const columnAt = (raw: RawWorkbook, tab: TabKey, key: string) => {
  const { sheet, headerRow, columns } = locate(raw).tabs.get(tab)!;
  return { sheet: sheet.title, headerRow, column: columns.get(key)! };
};

/** Somebody types over a cell of a machine tab, the nth row below its header. */
const overwrite = (path: string, tab: TabKey, key: string, nth: number, value: string | number | null) =>
  changeXlsxFile(path, (raw) => {
    const { sheet, headerRow, column } = columnAt(raw, tab, key);
    return { edits: [{ sheet, row: headerRow + nth, column, value }], addSheets: [], result: null };
  });

const run = (values: Record<string, string | number>) =>
  appendOf('_runs', { day: '2026-03-06', notices: 0, mails: 0, problems: 0, ...values });

describe('a workbook file', () => {
  it('is fine in all that is looked at, and stays as it is', async () => {
    const path = await whole();
    const before = await openXlsxFile(path).read();
    const findings = await examine(path);
    expect(amiss(findings)).toEqual({});
    expect(findings.map(({ about }) => about)).toEqual(
      [
        'read',
        'write',
        'copy',
        'template',
        'protection',
        'settings',
        'calendar',
        'directory',
        'sweeps',
        'ledger',
        'owed',
        'clock',
      ].filter((about) => findings.some((found) => found.about === about)),
    );
    expect(findings).toHaveLength(12);
    expect((await openXlsxFile(path).read()).sheets).toEqual(before.sheets);
  });

  const BREAKS: readonly [string, (path: string) => Promise<unknown>, Record<string, Finding['state']>][] = [
    [
      'somebody without an address',
      (path) => openXlsxFile(path).apply([appendOf('directory', { name: 'Max Roth', department: 'Sales' })]),
      { 'no-address': 'mend' },
    ],
    [
      'a head who has left',
      (path) => openXlsxFile(path).apply([setOf('directory', 'Ana Silva', { active: false })]),
      { 'inactive-head': 'mend' },
    ],
    [
      'somebody who wants mail after an hour at which no sweep comes',
      (path) => openXlsxFile(path).apply([setOf('directory', 'Ana Silva', { hour: '16:00' })]),
      { 'hour-not-kept': 'look' },
    ],
    [
      'a role that nobody holds',
      (path) => openXlsxFile(path).apply([setOf('settings', 'executive', { value: '' })]),
      { 'roles-empty': 'look' },
    ],
    [
      'a name nobody knows in a task',
      (path) => openXlsxFile(path).apply([setOf('raci', 'T-0002', { responsible: 'Bob' })]),
      { 'people-unknown': 'mend' },
    ],
    [
      'a setting that is none',
      (path) => openXlsxFile(path).apply([setOf('settings', 'stuckDays', { value: 'soon' })]),
      { 'bad-setting': 'mend' },
    ],
    [
      'a sweep that died this morning',
      (path) =>
        openXlsxFile(path).apply([
          run({ run: 'dead', status: 'claimed', startedAt: FRIDAY, until: '2026-03-06T09:15:00+08:00' }),
        ]),
      { 'dead-claims': 'look' },
    ],
    [
      'a run that holds it, on a machine that is not this one',
      (path) =>
        openXlsxFile(path).apply([
          run({
            run: 'other',
            status: 'claimed',
            startedAt: NOW,
            until: '2026-03-06T09:45:00+08:00',
            note: ownerText({ pid: 7, host: 'build-7', token: 'x', space: '0-1' }),
          }),
        ]),
      { 'at-work': 'look' },
    ],
    [
      'a sweep that failed',
      (path) =>
        openXlsxFile(path).apply([
          run({ run: 'bad', status: 'failed', startedAt: FRIDAY, finishedAt: FRIDAY, note: 'smtp-auth' }),
        ]),
      { 'sweeps-failed': 'look' },
    ],
    [
      'a sweep from the future',
      (path) =>
        openXlsxFile(path).apply([run({ run: 'early', status: 'done', startedAt: '2026-03-06T11:00:00+08:00' })]),
      { 'clock-differs': 'mend' },
    ],
    [
      'a day without a sweep',
      (path) => overwrite(path, '_runs', 'status', 2, 'failed'),
      { 'sweeps-missed': 'look', 'sweeps-failed': 'look' },
    ],
    [
      'a sheet of notes without a column',
      (path) => overwrite(path, '_state', 'courts', 0, null),
      { 'columns-missing': 'look' },
    ],
    [
      'triggers that have stopped',
      (path) => openXlsxFile(path).apply([setOf('settings', 'heartbeat', { value: '2026-02-20T09:00:00+08:00' })]),
      { 'triggers-silent': 'mend' },
    ],
    [
      'another program that has it open',
      (path) => writeFile(join(folder, `~$${path.split('/').at(-1)}`), ''),
      { 'workbook-open': 'mend' },
    ],
  ];

  it.each(BREAKS)('says so: %s', async (_, breakIt, expected) => {
    const path = await whole();
    await breakIt(path);
    const at = new Date(FRIDAY);
    await utimes(path, at, at);
    expect(amiss(await examine(path))).toEqual(expected);
  });

  it.each([
    ['raci', 'responsible', 'Who', 'RACI has no column “Responsible (R)”.'],
    ['raci', 'due', 'By when', 'RACI has no column “Due”.'],
    ['tracker', 'status', null, 'Tracker has no column “Status”.'],
    ['raci', 'informed', 'Due', 'RACI has two columns “Due”.'],
  ] as const)('does not call a template fine whose headers are amiss: %s %s', async (tab, column, header, said) => {
    const path = await whole();
    await overwrite(path, tab, column, 0, header);
    const template = (await examine(path)).filter(({ about }) => about === 'template');
    expect(template.map(({ code, state }) => [code, state])).toEqual([['headers-amiss', 'mend']]);
    expect(template[0]!.words.en).toContain(said);
    expect(template[0]!.words['zh-CN']).toContain(tab === 'raci' ? '“RACI”' : '“Tracker”');
  });

  const without = async (path: string, title: string) => {
    const book = new exceljs.Workbook();
    await book.xlsx.readFile(path);
    book.removeWorksheet(title);
    await book.xlsx.writeFile(path);
  };

  it('says that the settings are gone, without which a sweep is refused, and promises no id', async () => {
    const path = await whole();
    await without(path, 'Settings');
    const findings = await examine(path);
    const found = sayOf(findings, 'tabs-missing');
    expect([found.state, found.words.en]).toEqual([
      'mend',
      'Sheets without which it cannot be swept are missing: Settings.',
    ]);
    expect(found.fix!.en).toContain('version history');
    expect(findings.filter(({ code }) => code === 'template' || code === 'unbound')).toEqual([]);
  });

  it('says how to bring back a record of mails that is gone, as the sweep does', async () => {
    const path = await whole();
    await without(path, '_ledger');
    const { words, fix } = sayOf(await examine(path), 'notes-lost');
    expect(fix!.en).toContain('npm run -s baton -- restore FILE BACKUP');
    await expect(swept(path, '2026-03-09T09:00:00+08:00')).rejects.toMatchObject({
      kind: 'data',
      code: 'notes-lost',
      words: { en: `${words.en} ${fix!.en}`, 'zh-CN': words['zh-CN'] + fix!['zh-CN'] },
    });
  });

  it('names people and places', async () => {
    const path = await whole();
    await openXlsxFile(path).apply([
      setOf('raci', 'T-0002', { responsible: 'Bob' }),
      setOf('raci', 'T-0003', { responsible: 'Bob' }),
    ]);
    const { words, fix } = sayOf(await examine(path), 'people-unknown');
    expect(words.en).toBe(
      '2 cells name people whom the sheet “Directory” lacks: Bob (RACI, Responsible (R), rows 5, 6). They get no mail.',
    );
    expect(words['zh-CN']).toContain('“RACI”的“Responsible (R)”第 5、6 行');
    expect(fix!.en).toContain('keeper');
  });

  it('says since when it was not swept, and who looks', async () => {
    const findings = await examine(await whole(), { now: '2026-03-13T08:00:00+08:00' });
    const found = sayOf(findings, 'not-swept');
    expect([found.state, found.words.en]).toEqual([
      'mend',
      'It has not been swept since Fri 6 Mar: nobody is reminded of anything.',
    ]);
    expect(found.fix!.en).toContain('administrator');
  });

  it('says nothing of today before it is due', async () => {
    expect(amiss(await examine(await whole(), { now: '2026-03-09T08:00:00+08:00' }))).toEqual({});
  });

  it('says when the days off that are known come to an end', async () => {
    const path = await whole();
    await swept(path, '2026-12-14T09:00:00+08:00');
    const findings = await examine(path, { now: '2026-12-14T09:30:00+08:00', clock: '2026-12-14T09:30:00+08:00' });
    expect(amiss(findings)).toMatchObject({ 'calendar-ends': 'look' });
  });

  it('says from November on that next year’s official days are not known', async () => {
    const path = await whole();
    await swept(path, '2026-11-10T09:00:00+08:00');
    const on = { now: '2026-11-10T09:30:00+08:00', clock: '2026-11-10T09:30:00+08:00' };
    const found = sayOf(await examine(path, on), 'list-missing');
    expect(found.words.en).toBe('The official days of 2027 are not known here yet.');
  });

  it('says that its record of mails was changed, and that a mail hangs', async () => {
    const path = await whole();
    await openXlsxFile(path).apply([setOf('raci', 'T-0001', { due: '2026-03-04' })]);
    await swept(path, '2026-03-06T09:10:00+08:00');
    const entries = (await snapshotOf(path)).ledger;
    expect(entries.length).toBeGreaterThan(1);
    await overwrite(path, '_ledger', 'to', 1, 'other@example.com');
    expect(amiss(await examine(path))).toMatchObject({ 'ledger-broken': 'mend' });
    await overwrite(path, '_ledger', 'to', 1, entries[0]!.to);
    expect(amiss(await examine(path))).not.toHaveProperty('ledger-broken');
    for (const [i, { status }] of entries.entries())
      if (status === 'sent') await overwrite(path, '_ledger', 'status', i + 1, 'held');
    expect(amiss(await examine(path))).toMatchObject({ 'mails-held': 'mend' });
    expect(headNote(headOf(entries))).toContain(String(entries.length));
  });

  it('says that a copy is one', async () => {
    const path = await whole();
    const copy = join(folder, `copy-${count}.xlsx`);
    await copyFile(path, copy);
    const findings = await examine(copy);
    expect(amiss(findings)).toMatchObject({ copy: 'mend' });
    expect(sayOf(findings, 'copy').fix!.en).toContain('adopt');
    // Whose it is nobody has said: nothing is put right in it.
    await overwrite(copy, '_state', 'courts', 0, null);
    expect(await fixWorkbook(copy, openXlsxFile(copy), () => NOW)).toEqual([]);
  });

  it('says that a mail of a sweep that died may have left, and nothing of one that is at work', async () => {
    const path = await whole();
    await openXlsxFile(path).apply([setOf('raci', 'T-0001', { due: '2026-03-04' })]);
    await swept(path, '2026-03-06T09:10:00+08:00');
    const { ledger } = await snapshotOf(path);
    for (const [i, { status }] of ledger.entries())
      if (status === 'sent') await overwrite(path, '_ledger', 'status', i + 1, 'sending');
    expect(amiss(await examine(path))).toMatchObject({ 'mails-open': 'look' });
    await openXlsxFile(path).apply([
      run({ run: 'other', status: 'claimed', startedAt: NOW, until: '2026-03-06T09:45:00+08:00' }),
    ]);
    expect(amiss(await examine(path))).not.toHaveProperty('mails-open');
  });

  it('that nobody has swept yet is fixed without a trace of a sweep: its copies are workbooks of their own', async () => {
    const path = join(folder, 'template.xlsx');
    await copyFile(new URL('../../fixtures/releases/3/starter-en.xlsx', import.meta.url), path);
    await openXlsxFile(path).apply([setOf('settings', 'country', { value: 'CN' })]);
    expect((await fixWorkbook(path, openXlsxFile(path), () => NOW)).map(({ code }) => code)).toEqual([
      'columns-added',
      'settings-added',
      'days-added',
    ]);
    expect((await snapshotOf(path)).runs).toEqual([]);
    const copy = join(folder, 'from-template.xlsx');
    await copyFile(path, copy);
    await swept(copy, FRIDAY);
    expect(amiss(await examine(copy))).not.toHaveProperty('copy');
  });

  it.runIf(process.getuid?.() !== 0)('says that it may not be written', async () => {
    const path = await whole();
    await chmod(path, 0o444);
    expect(amiss(await examine(path))).toEqual({ 'not-writable': 'mend' });
  });

  it('says what it is where it is none', async () => {
    const path = join(folder, 'no.xlsx');
    await writeFile(path, 'no workbook');
    expect(Object.values(amiss(await examine(path)))).toEqual(['mend']);
    expect(Object.keys(amiss(await examine(join(folder, 'absent.xlsx'))))).toEqual(['file-missing']);
  });

  it('is not fixed while a sweep is at work', async () => {
    const path = await whole();
    await openXlsxFile(path).apply([
      run({ run: 'other', status: 'claimed', startedAt: NOW, until: '2026-03-06T09:45:00+08:00' }),
    ]);
    const tried = fixWorkbook(path, openXlsxFile(path), () => NOW);
    await expect(tried).rejects.toMatchObject({ code: 'sweep-at-work' });
    await expect(tried).rejects.toBeInstanceOf(BatonError);
  });

  it('is fixed where that is safe, and the rest is said', async () => {
    const path = await whole();
    const calendar = (raw: RawWorkbook) => locate(raw).tabs.get('calendar')!.sheet.rows.length;
    const days = calendar(await openXlsxFile(path).read());
    await overwrite(path, '_state', 'courts', 0, null);
    for (let n = 15; n > 0; n--)
      for (const key of ['date', 'kind', 'source', 'note'])
        await overwrite(path, 'calendar', key, days - 3 - n + 1, null);
    await openXlsxFile(path).apply([
      run({ run: 'dead', status: 'claimed', startedAt: FRIDAY, until: '2026-03-06T09:15:00+08:00' }),
      setOf('raci', 'T-0002', { responsible: 'Bob' }),
    ]);
    const before = amiss(await examine(path));
    expect(before).toMatchObject({
      'columns-missing': 'look',
      'days-missing': 'look',
      'dead-claims': 'look',
      'people-unknown': 'mend',
    });
    const done = await fixWorkbook(path, openXlsxFile(path), () => NOW);
    expect(done.map(({ code }) => code)).toEqual(['columns-added', 'days-added', 'claims-buried', 'marks-written']);
    const after = amiss(await examine(path));
    expect(after).toEqual({
      'people-unknown': 'mend',
      'sweeps-failed': 'look',
      ...('clock-differs' in after && { 'clock-differs': 'mend' }),
    });
    expect(calendar(await openXlsxFile(path).read())).toBe(days);
    expect(await fixWorkbook(path, openXlsxFile(path), () => NOW)).toEqual([]);
  });
});

const snapshotOf = async (path: string) => {
  const raw = await openXlsxFile(path).read();
  return decide(raw, await readContextOf(raw, NOW)).snapshot;
};

describe('a Google spreadsheet', () => {
  const open = async () => {
    const book = await openBook(await openOffice());
    const uri = `gsheet:${book.workbook.id}`;
    return { ...book, look: () => examine(uri, { among: [googleSheets(book.options())] }) };
  };

  it('is tried by writing a cell over itself, and sheets that anybody may type into are named', async () => {
    const { workbook, look } = await open();
    const findings = await look();
    expect(sayOf(findings, 'writable').words.en).toContain('over itself');
    // The fake made its sheets without protection.
    expect(amiss(findings)).toMatchObject({ unprotected: 'look', 'no-triggers': 'look' });
    expect(workbook.tabs).toContain('_ledger');
  });

  it('that cannot be reached any more is said to be so, beside what was found before', async () => {
    const book = await openBook(await openOffice());
    const gone = new BatonError('backend', 'gsheet-unreachable', { 'zh-CN': '连不上', en: 'It cannot be reached.' });
    const findings = await examine(`gsheet:${book.workbook.id}`, {
      among: [googleSheets(book.options())],
      timeOf: () => Promise.reject(gone),
    });
    expect(amiss(findings)).toMatchObject({ 'gsheet-unreachable': 'mend', 'roles-empty': 'look' });
  });

  it('that may only be read is said to be so', async () => {
    const { workbook, look } = await open();
    workbook.people.set(BATON, 'reader');
    const found = (await look()).find(({ about }) => about === 'write')!;
    expect([found.state, found.code]).toEqual(['mend', 'gsheet-forbidden']);
  });

  it('gets what can be had without new columns, by the same requests as a sweep', async () => {
    const { workbook, store, look } = await open();
    await store.apply([
      setOf('settings', 'country', { value: 'CN' }),
      run({ run: 'dead', status: 'claimed', startedAt: FRIDAY, until: '2026-03-06T09:15:00+08:00' }),
    ]);
    expect(amiss(await look())).toMatchObject({ 'days-missing': 'look', 'dead-claims': 'look' });
    const done = await fixWorkbook(`gsheet:${workbook.id}`, store, () => NOW);
    expect(done.map(({ code }) => code)).toEqual(['days-added', 'claims-buried']);
    const after = amiss(await look());
    expect([after['days-missing'], after['dead-claims']]).toEqual([undefined, undefined]);
    expect(await fixWorkbook(`gsheet:${workbook.id}`, store, () => NOW)).toEqual([]);
  });

  it('is told by somebody’s hand which header goes where', async () => {
    const { workbook, store, look } = await open();
    const { sheet, headerRow, column } = columnAt(await store.read(), '_state', 'courts');
    workbook.set(sheet, headerRow, column, null);
    const found = sayOf(await look(), 'columns-missing');
    expect(found.fix!.en).toContain('courts into _state!');
    expect(found).not.toHaveProperty('byFix');
  });
});

const closing: (() => Promise<void>)[] = [];
afterAll(() => Promise.all(closing.map((close) => close())));

describe('a workbook on Microsoft 365', () => {
  it('is looked at as any other, with its way and its clock', async () => {
    const book = await openStarterBook();
    const findings = await examine(`graph:${book.address}`, { among: [graphExcel(book.options())] });
    expect(amiss(findings)).toMatchObject({ unbound: 'look', 'directory-empty': 'mend', 'never-swept': 'look' });
    // Nobody was to get anything yet.
    expect(findings.map(({ code }) => code)).not.toContain('nobody-owed');
    expect(findings.map(({ about }) => about)).toEqual(
      expect.arrayContaining(['way', 'write', 'template', 'marks', 'clock']),
    );
    expect(findings.filter(({ about }) => about === 'write')).toHaveLength(1);
  });
});

describe('the sender', () => {
  const serve = async () => {
    const mails: string[] = [];
    const { port, close } = await openMailServer({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _, done) =>
        password === 'right' ? done(null, { user: username }) : done(new Error('no')),
      onMailFrom: ({ address }, _, done) => {
        mails.push(address);
        done();
      },
    });
    closing.push(close);
    return { mails, way: `smtp://baton@127.0.0.1:${port}` };
  };
  const sending = (way: string, password: string) => ({
    way,
    env: { BATON_SMTP_PASSWORD: password },
    from: 'Baton <baton@example.com>',
    mailer: () => Promise.reject(new Error('no mailer is needed')),
  });

  it('signs in to the mail server and sends nothing', async () => {
    const { way, mails } = await serve();
    expect((await mailFindings(sending(way, 'right'))).map(({ code, state }) => [code, state])).toEqual([
      ['smtp', 'fine'],
    ]);
    expect(mails).toEqual([]);
  });

  it('that is refused is said, and the password is not', async () => {
    const { way } = await serve();
    const [found] = await mailFindings(sending(way, 'secret-word'));
    expect([found!.code, found!.state]).toEqual(['smtp-auth', 'mend']);
    expect(JSON.stringify(found)).not.toContain('secret-word');
  });

  it('is somebody, and what others have to allow is said and not looked up', () => {
    expect(senderFindings({ way: 'gmail', from: null })[0]).toMatchObject({ code: 'no-sender', state: 'mend' });
    expect(senderFindings({ way: 'gmail', from: 'Baton at home' })[0]).toMatchObject({
      code: 'bad-sender',
      state: 'mend',
    });
    expect(senderFindings({ way: 'gmail', from: 'Baton <b@example.com>' })[0]!.words.en).toContain('SPF');
    expect(senderFindings({ way: 'outbox:out', from: null })[0]).toMatchObject({ code: 'outbox', state: 'look' });
  });

  it('nears what its mailbox may send in a day', () => {
    expect(mailQuotaFindings('gmail', 100)[0]!.state).toBe('fine');
    expect(mailQuotaFindings('gmail', 1_700)[0]!.state).toBe('look');
    expect(mailQuotaFindings('gmail', 2_000)[0]!.state).toBe('mend');
    expect(mailQuotaFindings('smtp://host', 9_000)).toEqual([]);
  });
});

describe('the clock', () => {
  const servers: ReturnType<typeof createServer>[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });

  it('is held against the server’s, to the minute', async () => {
    const server = createServer((_, response) => {
      response.sendDate = false;
      response.writeHead(404, { Date: new Date('2026-03-06T01:50:00Z').toUTCString() }).end();
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const at = await serverTime(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    expect(at).toBe('2026-03-06T01:50:00.000Z');
    const book = await openBook(await openOffice());
    const findings = await examine(`gsheet:${book.workbook.id}`, {
      among: [googleSheets(book.options())],
      timeOf: async () => at,
    });
    expect(sayOf(findings, 'clock-differs').words.en).toBe('This machine’s clock is 20 minutes behind the server’s.');
  });

  it('may be ahead of a server too, and of a file that was saved earlier by rights', async () => {
    const book = await openBook(await openOffice());
    const timeOf = async () => '2026-03-06T01:10:00.000Z';
    const findings = await examine(`gsheet:${book.workbook.id}`, { among: [googleSheets(book.options())], timeOf });
    expect(sayOf(findings, 'clock-differs').words.en).toBe('This machine’s clock is 20 minutes ahead of the server’s.');
    const path = await whole();
    expect(amiss(await examine(path, { clock: '2026-03-06T12:00:00+08:00' }))).toEqual({});
  });

  it('is not held against one that does not answer', async () => {
    expect(await serverTime('http://127.0.0.1:1/')).toBeNull();
  });
});

describe('many workbooks', () => {
  const of = (uri: string, id: string, mails = 0) => ({ uri, about: { name: uri, id, mails }, findings: [] });

  it('that say they are the same are named', () => {
    const [found] = fleetFindings([of('a.xlsx', 'W-1'), of('b.xlsx', 'W-2'), of('c.xlsx', 'W-1')], null, null);
    expect(found).toMatchObject({ code: 'same-id', state: 'mend' });
    expect(found!.words.en).toContain('a.xlsx, c.xlsx');
    expect(fleetFindings([of('a.xlsx', ''), of('b.xlsx', '')], null, null)).toEqual([]);
  });

  it('send together, and take their time together', () => {
    const all = Array.from({ length: 4_000 }, (_, i) => of(`gsheet:${i}`, `W-${i}`, 1));
    const found = fleetFindings(all, 'gmail', 60);
    expect(found.map(({ code, state }) => [code, state])).toEqual([
      ['mail-quota', 'mend'],
      ['fleet-quota', 'look'],
    ]);
    expect(found[1]!.words.en).toContain('takes 67 to 200 minutes');
    expect(fleetFindings(all.slice(0, 100), 'gmail', 60).map(({ state }) => state)).toEqual(['fine', 'fine']);
  });
});
