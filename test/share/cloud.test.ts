import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openGoogleSheet } from '../../functions/adapters/google-sheets/store.ts';
import { openXlsxFile } from '../../functions/adapters/xlsx-file/store.ts';
import { createLifetime } from '../../functions/base/lifetime.ts';
import { BatonError } from '../../functions/errors.ts';
import { reportByMail, type SweepParts, sweepTask } from '../../functions/http/sweep.ts';
import { createBooks } from '../../functions/many/book.ts';
import type { Mailer, SweepTask, WorkbookStore } from '../../functions/ports.ts';
import { w } from '../../sheet-templates/index.ts';
import { BATON, openBook as openSpreadsheet } from '../adapters/google-sheets/book.ts';
import { openBook as openDrive } from '../adapters/graph-excel/book.ts';
import { makeOffice } from '../functions/http/parts.ts';
import { fillSpreadsheet } from '../support/books.ts';
import { tempFolder } from '../support/cli.ts';
import { createMemoryMailer } from '../support/office.ts';
import { openStarter } from '../support/starter.ts';
import { li, openTeam, plant, rowsOf, sales, wang, zhao } from './sharing.ts';

const BOOK = { directory: [li, wang, zhao], departments: [sales, plant] };
const task = (workbook: string, more: Partial<SweepTask> = {}): SweepTask => ({
  name: `${workbook}-2026-03-06`,
  workbook,
  at: '2026-03-06T09:00:00+08:00',
  owner: 'keeper@example.com',
  book: 'book',
  ...more,
});

/** The cloud's parts over these stores, in which minutes pass only when somebody says so. */
const partsOver = (stores: Record<string, WorkbookStore>, mailer: Mailer = createMemoryMailer()) => {
  let minutes = 0;
  const open = (uri: string): WorkbookStore => {
    const store = stores[uri];
    if (store) return store;
    throw new BatonError('call', 'backend-unknown', w('不认识', 'Workbooks like this are not known here'));
  };
  const parts: SweepParts = {
    open,
    mailer: async () => mailer,
    books: createBooks(open, () => minutes * 60_000),
    isKnown: () => true,
    report: reportByMail('admin@example.com', 'en', async () => mailer),
    linkTo: null,
    repliesAreRead: false,
    lifetime: createLifetime(),
    clock: () => '2026-03-06T01:00:00Z',
  };
  const logged: string[] = [];
  const sweep = async (workbook: string, attempt = 1, more: Partial<SweepTask> = {}) =>
    sweepTask(parts, task(workbook, more), attempt, (severity, message) => logged.push(`${severity} ${message}`));
  return { sweep, logged, pass: (more: number) => (minutes += more) };
};

const counted = (store: WorkbookStore) => {
  let reads = 0;
  const read: WorkbookStore['read'] = (options) => {
    reads++;
    return store.read(options);
  };
  return { store: { ...store, read }, reads: () => reads };
};

const failing = (error: BatonError): WorkbookStore => ({
  read: () => Promise.reject(error),
  apply: () => Promise.reject(error),
});
const gone = new BatonError('data', 'no-such-workbook', w('没有这本工作簿', 'There is no such workbook'));
const down = new BatonError('backend', 'google-down', w('谷歌没有回答', 'Google does not answer'));

describe('a morning’s sweeps', () => {
  test('read the book once in five minutes, whatever the number of workbooks', async () => {
    const book = counted(await openStarter(BOOK));
    const [one, two] = [await openTeam(), await openTeam()];
    const { sweep, pass } = partsOver({ one, two, book: book.store });
    await Promise.all([sweep('one'), sweep('two')]);
    await sweep('one');
    expect(book.reads()).toBe(1);
    pass(6);
    await sweep('two');
    expect(book.reads()).toBe(2);
  });

  test('of a quiet spreadsheet take one request to read and one to write, and one for a book that Baton may only view', async () => {
    const team = await openSpreadsheet(await openTeam({}, { workbookId: 'W-1' }));
    const shared = team.google.sheets.create({ title: 'People', people: { [BATON]: 'reader' } });
    await fillSpreadsheet(await openStarter(BOOK), shared);
    const book = openGoogleSheet(shared.id, team.options());
    const first = createMemoryMailer();
    const busy = partsOver({ team: team.store, book }, first);
    expect(await busy.sweep('team')).toMatchObject({ status: 200, body: { outcome: 'done', conflicts: 0 } });
    expect(first.sent.map(({ to }) => to.address)).toContain(wang.email);
    // The book; look, claim, look again; look once more to write people, ids and notes, mail; say what was sent.
    expect(team.requests()).toEqual(['get', 'get', 'batchUpdate', 'get', 'get', 'batchUpdate', 'batchUpdate']);
    const quiet = partsOver({ team: team.store, book }, first);
    expect(await quiet.sweep('team')).toMatchObject({ body: { outcome: 'done', sent: 0 } });
    expect(team.requests()).toEqual(['get', 'get', 'batchUpdate']);
    await quiet.sweep('team');
    expect(team.requests()).toEqual(['get', 'batchUpdate']);
  });

  test('of a file know whom a file on a drive lists', async () => {
    const ho = { name: 'Ho Chen', email: 'ho.chen@example.com', department: 'Legal' };
    const drive = await openDrive(await openStarter({ ...BOOK, directory: [...BOOK.directory, ho] }));
    const path = join(await tempFolder(), 'team.xlsx');
    await makeOffice(path);
    const { sweep } = partsOver({ team: openXlsxFile(path), book: drive.store });
    expect(await sweep('team')).toMatchObject({ status: 200, body: { outcome: 'done' } });
    const { sheets } = await openXlsxFile(path).read();
    const directory = sheets.find(({ title }) => title === 'Directory')!;
    expect(directory.rows.filter(({ cells }) => cells.at(-1) === 'Shared').map(({ cells }) => cells[0])).toEqual([
      'Ho Chen',
    ]);
  });
});

describe('a book that cannot be read', () => {
  const letters = (mailer: ReturnType<typeof createMemoryMailer>) =>
    mailer.sent.filter(({ subject }) => subject.includes('address book')).map(({ to }) => to.address);

  test('while its place is down, has the sweep come again; the third time it does without', async () => {
    const mailer = createMemoryMailer();
    const team = await openTeam({ directory: [li, wang], departments: [plant] });
    const { sweep, logged } = partsOver({ team, book: failing(down) }, mailer);
    for (const attempt of [1, 2]) {
      expect(await sweep('team', attempt)).toMatchObject({ status: 503, body: { error: { code: 'book-unreadable' } } });
    }
    expect(mailer.sent).toEqual([]);
    expect(await sweep('team', 3)).toMatchObject({ status: 200, body: { outcome: 'done' } });
    expect(mailer.sent.map(({ to }) => to.address)).toContain(wang.email);
    expect(letters(mailer)).toEqual(['keeper@example.com', 'admin@example.com']);
    expect(logged).toContain('WARNING swept without its book');
  });

  test.each([
    ['is gone', failing(gone), 'There is no such workbook'],
    ['lists nobody', null, 'nobody is listed in it'],
    ['is none that can be opened', undefined, 'are not known here'],
  ])(
    'because it %s, keeps nobody from being reminded; owner and administrator hear of it once a week',
    async (_, store, why) => {
      const mailer = createMemoryMailer();
      const [one, two] = [await openTeam({ directory: [li, wang] }), await openTeam({ directory: [li, zhao] })];
      const book = store === null ? await openStarter({ departments: [sales] }) : store;
      const { sweep } = partsOver({ one, two, ...(book && { book }) }, mailer);
      expect(await sweep('one')).toMatchObject({ status: 200, body: { outcome: 'done' } });
      await sweep('two');
      await sweep('one', 1, { at: '2026-03-05T09:00:00+08:00' });
      expect(mailer.sent.map(({ to }) => to.address)).toContain(wang.email);
      expect(letters(mailer)).toEqual(['keeper@example.com', 'admin@example.com']);
      const { text } = mailer.sent.find(({ subject }) => subject.includes('address book'))!;
      expect(text).toContain(why);
      expect(text).toContain('swept as before');
      // Nobody was taken for somebody who has left.
      expect((await rowsOf(one, 'directory')).filter(({ active }) => active)).toEqual([]);
      await sweep('one', 1, { at: '2026-03-09T09:00:00+08:00' });
      expect(letters(mailer)).toHaveLength(4);
    },
  );

  test('is read as soon as it is there again', async () => {
    const folder = await tempFolder();
    const path = join(folder, 'book.xlsx');
    const team = await openTeam();
    const { sweep } = partsOver({ team, book: openXlsxFile(path) });
    await sweep('team', 3);
    expect(await rowsOf(team, 'directory')).toEqual([]);
    await makeOffice(path);
    await sweep('team');
    expect(await rowsOf(team, 'directory')).toHaveLength(5);
    await rm(path);
    expect(await sweep('team')).toMatchObject({ status: 200 });
  });
});

test('a task that names a book this host does not know is no task of its', async () => {
  const { sweepEndpoint: sweep } = await import('../../functions/http/sweep.ts');
  const endpoint = sweep({
    isKnown: (uri: string) => uri === 'team',
    clock: () => '2026-03-06T01:00:00Z',
  } as unknown as SweepParts);
  const body = task('team', { book: 'https://example.com/elsewhere' });
  const call = { method: 'POST', header: () => undefined, query: new URLSearchParams(), raw: Buffer.alloc(0), body };
  await expect(async () => endpoint.answer(call, () => {})).rejects.toMatchObject({ code: 'not-a-task' });
});
