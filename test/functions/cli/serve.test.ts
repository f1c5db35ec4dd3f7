import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createMemoryMailer } from '../../../functions/adapters/memory/mailer.ts';
import { openXlsxFile } from '../../../functions/adapters/xlsx-file/store.ts';
import { sweepWorkbook } from '../../../functions/sweep/sweep.ts';
import { answerIn } from '../../support/answer.ts';
import { CHILD_ENV } from '../../support/child-env.ts';
import { run, tempFolder } from '../../support/cli.ts';
import { openMailServer } from '../../support/mail-server.ts';
import { addressOf, PEOPLE } from '../../support/office.ts';
import { appendOf } from '../../support/starter.ts';
import { lettersIn, makeOffice, post } from '../http/parts.ts';

const BATON = fileURLToPath(new URL('../../../functions/cli/main.ts', import.meta.url));
const FULL = new URL('../../../sheet-templates/generated/full-en.xlsx', import.meta.url);
const SCHEDULED = { 'X-CloudScheduler-ScheduleTime': '2026-03-06T10:00:00+08:00' };

let folder: string;
beforeAll(async () => {
  folder = await tempFolder();
  for (const file of ['one.xlsx', 'two.xlsx', 'other.xlsx']) await makeOffice(join(folder, file));
});

const running: (() => unknown)[] = [];
afterEach(() => {
  for (const end of running.splice(0)) end();
});

/** `baton serve` on a free port, and what it printed first. */
const serve = async (...args: string[]) => serveUntil(3, ...args);
const serveUntil = async (most: number, ...args: string[]) => {
  const child = spawn(process.execPath, [BATON, 'serve', ...args, '--port', '0'], {
    cwd: folder,
    env: { ...CHILD_ENV, LANG: 'en_GB.UTF-8' },
  });
  running.push(() => child.kill('SIGKILL'));
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    said += text;
  });
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (lines.length === most) break;
  }
  return { child, lines, said: () => said, url: /http:\/\/[\d.:]+/.exec(lines[0] ?? '')?.[0] ?? '' };
};

/** The status of a POST with headers that fetch does not let a caller choose. */
const statusOf = (url: string, headers: Record<string, string>): Promise<number> =>
  new Promise((resolve, reject) => {
    request(url, { method: 'POST', headers }, (answer) => resolve(answer.resume().statusCode ?? 0))
      .on('error', reject)
      .end();
  });

/** What is said first to a call that is written out. */
const firstLineOf = async (url: string, line: string): Promise<string> => {
  const { hostname, port, host } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.end(`${line}\r\nHost: ${host}\r\nContent-Length: 0\r\n\r\n`);
  return (await text(socket)).split('\r\n')[0] ?? '';
};

describe('serve', () => {
  it('runs the functions over the workbooks that are named, until it is told to stop', async () => {
    const { child, lines, said, url } = await serve('one.xlsx', 'two.xlsx', 'gone.xlsx', '--mail', 'outbox:mails');
    expect(lines).toEqual([
      `Serving dispatch, sweep, respond, replies and health at ${url}`,
      `Sweep all of them: curl -X POST ${url}/dispatch`,
      'Stop with Ctrl+C.',
    ]);
    expect(await (await fetch(`${url}/health`)).json()).toEqual({ status: 'ok' });
    expect(await post(`${url}/dispatch`, {}, SCHEDULED)).toMatchObject({
      status: 200,
      body: { workbooks: 3, taken: 3 },
    });
    expect(said()).toMatch(/^gone\.xlsx {2}There is no file/m);
    const letters = await lettersIn(join(folder, 'mails'));
    expect(letters.length).toBeGreaterThan(1);
    await post(`${url}/dispatch`, {}, SCHEDULED);
    expect(await lettersIn(join(folder, 'mails'))).toHaveLength(letters.length);

    const ended = once(child, 'exit');
    child.kill('SIGINT');
    expect(await ended).toEqual([0, null]);
  });

  it('sweeps by itself each day, and takes answers of others where it is told to, and nothing else of them', async () => {
    const { child, lines, said, url } = await serveUntil(
      4,
      ...['one.xlsx', '--daily', '--host', '0.0.0.0', '--links', 'https://baton.example.com', '--mail', 'outbox:daily'],
    );
    expect(lines[3]).toBe('Each workbook is swept every workday at the time in its Settings, while this runs.');
    const asOthers = { Host: 'baton.example.com' };
    expect(await statusOf(`${url}/dispatch`, asOthers)).toBe(403);
    expect(await statusOf(`${url}/sweep`, asOthers)).toBe(403);
    expect(await statusOf(`${url}/review`, asOthers)).toBe(403);
    // A proxy on the same machine may put the machine's own address in place of theirs (Apache), and speak HTTP/1.0 (nginx).
    for (const name of ['X-Forwarded-For', 'X-Real-IP', 'Forwarded', 'Via'])
      expect([name, await statusOf(`${url}/dispatch`, { [name]: '192.0.2.7' })]).toEqual([name, 403]);
    expect(await firstLineOf(url, 'POST /dispatch HTTP/1.0')).toMatch(/^HTTP\/1\.1 403 /);
    expect(await firstLineOf(url, 'POST /respond HTTP/1.0')).toMatch(/^HTTP\/1\.1 415 /);
    // It hears them, and wants a form.
    expect(await statusOf(`${url}/respond`, asOthers)).toBe(415);
    expect(said()).toBe('');
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  });

  it('mails buttons that it answers itself, of workbooks in different folders, each with a secret of its own', async () => {
    const date = new Date().toISOString().slice(0, 10);
    for (const name of ['here', 'there']) {
      await mkdir(join(folder, name));
      await makeOffice(join(folder, name, 'plan.xlsx'));
      const work = {
        tab: 'calendar',
        kind: 'append',
        item: date,
        values: { date, kind: 'work' },
        expected: {},
      } as const;
      await openXlsxFile(join(folder, name, 'plan.xlsx')).apply([work]);
    }
    const { url } = await serve('here/plan.xlsx', 'there/plan.xlsx');
    await post(`${url}/dispatch`, {}, { 'X-CloudScheduler-ScheduleTime': `${date}T10:00:00+08:00` });
    const secrets = new Set<string>();
    for (const name of ['here', 'there']) {
      secrets.add(await readFile(join(folder, name, '.baton-link-key'), 'utf8'));
      const [letter] = (await lettersIn(join(folder, name, 'outbox'))).filter(({ text }) => text.includes('/respond?'));
      const link = /http:\S+respond\?\S+/.exec(letter!.text)![0];
      expect(link.startsWith(`${url}/respond?t=`)).toBe(true);
      const page = await fetch(link);
      expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    }
    expect(secrets.size).toBe(2);
    // A form of a page that asks for no referrer comes without an origin; it does what its link allows, here nothing.
    expect(await statusOf(`${url}/respond`, { Origin: 'null' })).toBe(415);
    expect(await statusOf(`${url}/dispatch`, { Origin: 'null' })).toBe(403);
  });

  it('hands on by a mail server what follows from an answer, when the queue says so, and not a second time', async () => {
    const now = Date.now();
    // Wherever it is early in the afternoon now.
    const offset = 13 - new Date(now).getUTCHours();
    const zone = offset === 0 ? 'UTC' : `Etc/GMT${offset > 0 ? '-' : '+'}${Math.abs(offset)}`;
    const today = new Date(now + offset * 3_600_000).toISOString().slice(0, 10);
    const path = join(folder, 'review.xlsx');
    await copyFile(FULL, path);
    const store = openXlsxFile(path);
    await store.apply([
      appendOf('departments', { name: 'Sales', head: 'Li Na', divisionLeader: 'Ana Silva' }),
      ...PEOPLE.map((name) => appendOf('directory', { name, email: addressOf(name), department: 'Sales' })),
      { tab: 'settings', kind: 'set', item: 'zone', values: { value: zone }, expected: {} },
      { tab: 'calendar', kind: 'append', item: today, values: { date: today, kind: 'work' }, expected: {} },
      appendOf('requests', {
        id: 'Q-0001',
        name: 'Winter catalogue',
        initiatingDepartment: 'Sales',
        initiator: 'Wang Wei',
        goal: 'Catalogue of 48 pages printed by 2026-04-30',
        submittedOn: today,
      }),
    ]);
    const local = (ms: number) => new Date(ms + offset * 3_600_000).toISOString().slice(0, 16);
    const zoned = `:00${offset < 0 ? '-' : '+'}${String(Math.abs(offset)).padStart(2, '0')}:00`;
    const anHourAgo = new Date(now - 3_600_000).toISOString();
    await sweepWorkbook({ store, mailer: createMemoryMailer(), now: `${today}T09:00${zoned}`, clock: () => anHourAgo });
    // A quarter of an hour ago, or nobody could wait for what is handed on.
    await answerIn(store, {
      ...{ by: 'Li Na', item: 'Q-0001', kind: 'review', at: local(now - 900_000), offset: zoned },
      typed: { reviewResult: 'sent-back', reviewReason: 'Say which pages' },
    });
    const server = await openMailServer();
    running.push(() => server.close());
    const { url } = await serve('review.xlsx', '--mail', server.way, '--from', 'Baton <baton@example.com>');
    const task = { kind: 'hand-on', name: 'hand-on', workbook: path };
    expect(await post(`${url}/sweep`, task)).toMatchObject({ status: 200, body: { outcome: 'done', sent: 1 } });
    expect(await post(`${url}/sweep`, task)).toMatchObject({ status: 200, body: { outcome: 'done', sent: 0 } });
    expect(server.letters.map(({ to }) => to)).toEqual([addressOf('Wang Wei')]);
    expect(await post(`${url}/sweep`, { ...task, workbook: join(folder, 'other.xlsx') })).toMatchObject({
      status: 400,
    });
  });

  it('sweeps no other workbook, and nothing because a page from elsewhere says so', async () => {
    const { url } = await serve('one.xlsx');
    const task = { name: 'other', workbook: join(folder, 'other.xlsx'), at: '2026-03-06T09:00:00+08:00', owner: null };
    expect(await post(`${url}/sweep`, task)).toMatchObject({ status: 400, body: { error: { code: 'not-a-task' } } });
    expect(await statusOf(`${url}/dispatch`, { Origin: 'https://elsewhere.example.com' })).toBe(403);
    expect(await statusOf(`${url}/dispatch`, { Host: 'elsewhere.example.com' })).toBe(403);
    expect(await statusOf(`${url}/`, {})).toBe(404);
    expect(await statusOf(`${url}/health`, {})).toBe(405);
  });

  it('prints where to see how a file that is not followed yet is read, and shows that to nobody else', async () => {
    const tasks = 'Task,Owner,Due,Status\nPaint,Bob Ray,2026-03-20,Open\n';
    await writeFile(join(folder, 'plan.csv'), tasks);
    const { url, lines } = await serveUntil(4, 'plan.csv');
    const page = /http:\S+/.exec(lines[1] ?? '')?.[0] ?? '';
    expect(lines[1]).toBe(`plan.csv is not followed yet. See how it is read, and begin: ${page}`);
    const shown = await fetch(page);
    expect([shown.status, (await shown.text()).includes('Bob Ray')]).toEqual([200, true]);
    expect((await fetch(`${url}/review?t=${'A'.repeat(36)}`)).status).toBe(403);
    const bare = await fetch(`${url}/`, { headers: { 'Accept-Language': 'en' } });
    expect([bare.status, await bare.text()]).toEqual([404, expect.stringContaining('Which workbook?')]);
    const token = new URL(page).searchParams.get('t') ?? '';
    const body = new URLSearchParams({ t: token, take: 'yes' });
    const elsewhere = { Origin: 'https://elsewhere.example.com' };
    expect((await fetch(`${url}/review`, { method: 'POST', body, headers: elsewhere })).status).toBe(403);
    expect(await readFile(join(folder, 'plan.csv'), 'utf8')).toBe(tasks);
  });

  it('takes no body of any length: it says how long one may be, and goes on', async () => {
    const { url } = await serve('one.xlsx');
    const endless = () =>
      new ReadableStream<Uint8Array>({
        start: (controller) => {
          for (let i = 0; i < 400; i++) controller.enqueue(Buffer.alloc(10_000, 'x'));
          controller.close();
        },
      });
    for (const body of ['x'.repeat(4_000_000), endless()]) {
      const answer = await fetch(`${url}/sweep`, { method: 'POST', body, duplex: 'half' } as RequestInit);
      expect([answer.status, await answer.json()]).toEqual([
        413,
        {
          error: {
            code: 'too-long',
            message: {
              'zh-CN': '请求的正文超过 1 MiB，什么都没有做。请缩短后再发。',
              en: 'The body of this request is longer than 1 MiB, and nothing was done. Send a shorter one.',
            },
          },
        },
      ]);
    }
    const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
    const page = await fetch(`${url}/respond`, { method: 'POST', headers: form, body: `t=${'x'.repeat(2_000_000)}` });
    const [type, html] = [page.headers.get('content-type'), await page.text()];
    expect([page.status, type]).toEqual([413, 'text/html; charset=utf-8']);
    expect(html).toContain('too long');
    expect(await (await fetch(`${url}/health`)).json()).toEqual({ status: 'ok' });
  });

  it.each([
    [['one.xlsx', '--port', 'http'], '“http” is not a port'],
    [['--port', '0'], 'The argument workbook is missing'],
  ])('refuses %j', async (args, sentence) => {
    const ran = await run('baton', folder, ['serve', ...args]);
    expect([ran.code, ran.err]).toEqual([2, expect.stringContaining(sentence)]);
  });

  it('says so when the port is taken', async () => {
    const { url } = await serve('one.xlsx');
    const ran = await run('baton', folder, ['serve', 'one.xlsx', '--port', new URL(url).port]);
    expect([ran.code, ran.err]).toEqual([3, expect.stringContaining('another program may have it')]);
  });
});
