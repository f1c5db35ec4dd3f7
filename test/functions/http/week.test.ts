import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { locate } from '../../../core/read/locate.ts';
import { createMemoryMailer } from '../../../functions/adapters/memory/mailer.ts';
import { changeXlsxFile, openXlsxFile } from '../../../functions/adapters/xlsx-file/store.ts';
import { createLifetime } from '../../../functions/base/lifetime.ts';
import type { LogFacts } from '../../../functions/base/log.ts';
import { makeWorkbook } from '../../../functions/create/make-workbook.ts';
import { BatonError, RecipientError } from '../../../functions/errors.ts';
import { dispatch } from '../../../functions/http/dispatch.ts';
import { taskIn } from '../../../functions/http/task.ts';
import { type WeekParts, weekTask, weekTaskOf } from '../../../functions/http/week.ts';
import type { Registered } from '../../../functions/many/registry.ts';
import type { CloudTask, Mailer, OutgoingMail, WeekTask } from '../../../functions/ports.ts';
import { readContextOf } from '../../../functions/reading/official.ts';
import { decide } from '../../../functions/sweep/decide.ts';
import { sweepWorkbook } from '../../../functions/sweep/sweep.ts';
import { EMPTY } from '../../../functions/week/sum.ts';
import type { Locale } from '../../../sheet-templates/index.ts';
import { EMPTY_CALL } from '../../support/call.ts';
import { tempFolder } from '../../support/cli.ts';
import { addressOf, PEOPLE, tasks } from '../../support/office.ts';
import { appendOf, setOf } from '../../support/starter.ts';

/** The Monday after the week of 2 to 6 March. */
const PLANNED = '2026-03-09T00:50:00Z';
const folder = await tempFolder();
/** Mails that sweeps have sent here, and those of the workbook that is swept every day. */
let mails = 0;
let inLaunch = 0;
let book: string;
let gap: string;

const make = async (name: string, days: readonly string[]): Promise<string> => {
  const path = join(folder, `${name}.xlsx`);
  await makeWorkbook({
    path,
    locale: 'en',
    zone: 'Asia/Shanghai',
    country: 'CN',
    project: name,
    now: '2026-03-02T09:00',
  });
  await openXlsxFile(path).apply([
    appendOf('departments', { name: 'Sales', head: 'Li Na', divisionLeader: 'Ana Silva' }),
    ...PEOPLE.map((person) => appendOf('directory', { name: person, email: addressOf(person), department: 'Sales' })),
    ...tasks.map((task, i) => appendOf('raci', { ...task, due: i === 0 ? '2026-03-04' : '2026-03-30' })),
    ...['keeper', 'projectLead', 'executive'].map((key) => setOf('settings', key, { value: 'Sun Jie' })),
  ]);
  const store = openXlsxFile(path);
  for (const day of days) {
    const now = `2026-03-${day}T09:00:00+08:00`;
    const { sent } = await sweepWorkbook({
      store,
      mailer: createMemoryMailer(),
      now,
      clock: () => now,
      decide: async (raw, read) => decide(raw, await readContextOf(raw, read.now)),
    });
    mails += sent.length;
  }
  return path;
};

beforeAll(async () => {
  book = await make('Launch', ['02', '03', '04', '05', '06']);
  inLaunch = mails;
  gap = await make('Office move', ['02', '03', '05', '06']);
});

const registered = (uri: string, zone = 'Asia/Shanghai'): Registered => ({
  uri,
  zone,
  sweepTime: 540,
  owner: null,
  paused: false,
  book: null,
});

/** A mail system that remembers, as an outbox does; or not, as SMTP. */
const mailbox = (remembers: boolean) => {
  const sent: OutgoingMail[] = [];
  const mailer: Mailer = {
    batch: 1,
    send: async (mail) => {
      sent.push(mail);
      return { receipt: mail.id };
    },
    find: async (id) => (remembers ? (sent.some((mail) => mail.id === id) ? 'sent' : 'unsent') : 'unknown'),
  };
  return { sent, mailer };
};

interface Wanted extends Partial<WeekParts> {
  readonly uris?: readonly string[];
  readonly remembers?: boolean;
  readonly locale?: Locale;
}

const open = ({ uris = [book], remembers = true, locale = 'en', ...more }: Wanted = {}) => {
  const { sent, mailer } = mailbox(remembers);
  const logged: [string, LogFacts | undefined][] = [];
  const opened: string[] = [];
  const parts: WeekParts = {
    registry: async () => ({ workbooks: uris.map((uri) => registered(uri)), bad: [] }),
    open: (uri) => {
      opened.push(uri);
      return openXlsxFile(uri);
    },
    mailer: async () => mailer,
    admin: { address: 'admin@example.com', locale },
    way: 'gmail',
    queue: null,
    lifetime: createLifetime(),
    clock: () => PLANNED,
    ...more,
  };
  const tell = (task: WeekTask = weekTaskOf([registered(book)], PLANNED)!, attempt = 1) =>
    weekTask(parts, task, attempt, (_, message, facts) => void logged.push([message, facts]));
  return { sent, tell, logged, opened, parts };
};

describe('on Monday the administrator', () => {
  it('reads one line where all is well', async () => {
    const { sent, tell, logged } = open();
    expect((await tell()).status).toBe(200);
    expect(sent.map(({ to, subject, text }) => [to.address, subject, text])).toEqual([
      [
        'admin@example.com',
        'Baton last week: all well',
        `All is well. Mon 2 Mar to Sun 8 Mar: 1 workbook, 5 of 5 sweeps done, ${inLaunch} mails sent, 0 answers.\n`,
      ],
    ]);
    // Names and addresses have no place in a log.
    expect(logged).toEqual([['week told', { date: '2026-03-09', workbooks: 1, problems: 0 }]]);
  });

  it('reads the same in Chinese', async () => {
    const { sent, tell } = open({ locale: 'zh-CN' });
    await tell();
    expect(sent.map(({ subject, text }) => [subject, text])).toEqual([
      [
        '接力上周：一切正常',
        `一切正常。3月2日 周一到3月8日 周日：1 本工作簿，应检查 5 次，检查了 5 次，寄出 ${inLaunch} 封信，收到 0 个答复。\n`,
      ],
    ]);
  });

  it('reads then only what is not: a day that was missed, a workbook that cannot be read', async () => {
    const { sent, tell } = open({ uris: [book, gap, join(folder, 'absent.xlsx')] });
    await tell();
    const [{ subject, text, html }] = sent as [OutgoingMail];
    expect(subject).toBe('Baton last week: 2 things to look at');
    expect(text.split('\n\n')).toEqual([
      expect.stringMatching(/^Mon 2 Mar to Sun 8 Mar: 3 workbooks, 9 of 10 sweeps done, /),
      'Office move: Not swept on Wed 4 Mar; the sweep after it catches up.',
      expect.stringMatching(/absent\.xlsx: There is no file .*absent\.xlsx/),
      'Each in detail: npm run -s baton -- doctor\n',
    ]);
    expect(html).toContain('<b>Office move</b>');
  });

  it('reads the week of a copy once: in the original', async () => {
    const copy = join(folder, 'Copy.xlsx');
    await copyFile(book, copy);
    const { sent, tell } = open({ uris: [book, copy] });
    await tell();
    expect(sent[0]!.text).toMatch(new RegExp(`: 2 workbooks, 5 of 5 sweeps done, ${inLaunch} mails sent`));
    expect(sent[0]!.text).toContain('Copy: This is a copy of another workbook');
  });

  it('reads since when nothing was swept, of a sweep that failed, of a mail that is held', async () => {
    const path = await make('Held', ['02']);
    await changeXlsxFile(path, (raw) => {
      const { sheet, columns } = locate(raw).tabs.get('_runs')!;
      const next = sheet.rows.at(-1)!.at + 1;
      const cell = (key: string, value: string | number) => ({
        sheet: sheet.title,
        row: next,
        column: columns.get(key)!,
        value,
      });
      const edits = [cell('run', 'x'), cell('day', '2026-03-03'), cell('status', 'failed'), cell('note', 'smtp-auth')];
      return { edits, addSheets: [], result: null };
    });
    const { sent, tell } = open({ uris: [path] });
    await tell();
    expect(sent[0]!.text).toContain('Held: It has not been swept since Mon 2 Mar: nobody is reminded of anything.');
    expect(sent[0]!.text).toContain('1 sweep of the last 7 days did not end well, the last on Tue 3 Mar (smtp-auth)');
  });

  it('hears once, however often the task comes', async () => {
    const { sent, tell, opened } = open();
    await tell();
    const before = opened.length;
    await tell();
    expect([sent.length, opened.length]).toEqual([1, before]);
  });

  it('hears once where the mail system keeps no record: not from a second dispatch of the day, nor from a task that comes again', async () => {
    const path = await make('Twice', ['02', '03', '04', '05', '06', '09']);
    const later = weekTaskOf([registered(path)], '2026-03-09T08:00:00Z')!;
    const second = open({ uris: [path], remembers: false });
    await second.tell(later);
    const again = open({ remembers: false });
    await again.tell(undefined, 2);
    const first = open({ remembers: false });
    await first.tell();
    expect([second.sent.length, again.sent.length, first.sent.length]).toEqual([0, 0, 1]);
  });

  it('hears in the end where the mail system fails at first', async () => {
    const failing = open({
      mailer: async () => ({
        batch: 1,
        find: async () => 'unsent',
        send: () => Promise.reject(new BatonError('backend', 'smtp-later', { 'zh-CN': '稍后', en: 'later' })),
      }),
    });
    expect((await failing.tell()).status).toBe(503);
  });

  it.each([
    ['comes again while the administrator’s mailbox takes nothing for now', 'deferred', 503],
    ['does not come again where it is refused for good', 'refused', 200],
  ] as const)('%s', async (_, outcome, status) => {
    const words = { 'zh-CN': '满了', en: 'full' };
    const failing = open({
      mailer: async () => ({
        batch: 1,
        find: async () => 'unsent',
        send: () => Promise.reject(new RecipientError(outcome, 'smtp-no', words, '452 4.2.2 Mailbox full')),
      }),
    });
    expect(await failing.tell()).toMatchObject({ status, body: { error: { code: 'smtp-no' } } });
  });
});

describe('many workbooks', () => {
  it('are read slice by slice, and what was seen goes along in the tasks', async () => {
    const uris = [...Array.from({ length: 99 }, (_, i) => join(folder, `no-${i}.xlsx`)), book];
    const asked: CloudTask[] = [];
    const queue = {
      enqueue: async (task: CloudTask) => {
        asked.push(task);
        return 'taken' as const;
      },
    };
    const { sent, tell } = open({ uris, queue });
    expect((await tell()).body).toMatchObject({ workbooks: 50 });
    expect([asked.length, sent.length]).toEqual([1, 0]);
    // As the queue carries it, and as the function that it calls takes it.
    const next = JSON.parse(JSON.stringify(asked[0])) as WeekTask;
    expect(taskIn(next)).toEqual(next);
    expect(JSON.stringify(next).length).toBeLessThan(50_000);
    await tell(next);
    expect(sent).toHaveLength(1);
    expect(sent[0]!.subject).toBe('Baton last week: 99 things to look at');
    expect(sent[0]!.text).toMatch(/100 workbooks, 5 of 5 sweeps done, .*And 59 more\. /s);
  });
});

describe('a dispatch', () => {
  const calls = async (planned: string, zone = 'Asia/Shanghai') => {
    const asked: CloudTask[] = [];
    const { answer } = dispatch({
      registry: { uri: 'list.json', read: async () => ({ workbooks: [registered(book, zone)], bad: [] }) },
      queue: {
        enqueue: async (task) => {
          asked.push(task);
          return 'taken';
        },
      },
      perMinute: 60,
      admin: { address: 'admin@example.com', locale: 'en', mailer: async () => createMemoryMailer() },
      lifetime: createLifetime(),
      clock: () => planned,
    });
    await answer(EMPTY_CALL, () => {});
    return asked.flatMap((task) => ('kind' in task && task.kind === 'week' ? [task] : []));
  };

  it('asks for it on Mondays only, where the workbooks are', async () => {
    expect(await calls('2026-03-09T00:50:00Z')).toEqual([
      {
        kind: 'week',
        name: 'week-2026-03-09-0',
        at: '2026-03-09T08:50:00+08:00',
        from: 0,
        isRepeat: false,
        sum: EMPTY,
      },
    ]);
    // Still Sunday by Greenwich, and Monday in Shanghai.
    expect(await calls('2026-03-08T23:00:00Z')).toHaveLength(1);
    expect(await calls('2026-03-09T16:30:00Z')).toEqual([]);
    expect(await calls('2026-03-09T00:50:00Z', 'America/New_York')).toEqual([]);
    // Where most of them are.
    const zones = ['America/New_York', 'Asia/Shanghai', 'Asia/Shanghai'].map((zone, i) =>
      registered(`gsheet:${i}`, zone),
    );
    expect(weekTaskOf(zones, '2026-03-08T23:00:00Z')).toMatchObject({ at: '2026-03-09T07:00:00+08:00' });
  });
});

it('writes nothing into a workbook', async () => {
  const before = (await openXlsxFile(book).read()).sheets;
  await open().tell();
  expect((await openXlsxFile(book).read()).sheets).toEqual(before);
});
