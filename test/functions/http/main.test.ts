import { writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { getTestServer } from '@google-cloud/functions-framework/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openXlsxFile } from '../../../functions/adapters/xlsx-file/store.ts';
import { tempFolder } from '../../support/cli.ts';
import { snapshotOf } from '../../support/office.ts';
import { appendOf } from '../../support/starter.ts';
import { lettersIn, listening, makeOffice, post } from './parts.ts';

const SCHEDULED = { 'X-CloudScheduler-ScheduleTime': '2026-03-06T01:00:00Z' };
const servers: Server[] = [];
const url = { dispatch: '', sweep: '', respond: '', replies: '', health: '' };
let folder: string;
let logged: string[];

beforeAll(async () => {
  folder = await tempFolder();
  await import('../../../functions/service/main.ts');
  for (const name of ['dispatch', 'sweep', 'respond', 'replies', 'health'] as const) {
    const server = getTestServer(name);
    servers.push(server);
    url[name] = await listening(server);
  }
});
afterAll(() => Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve)))));

beforeEach(() => {
  logged = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => {
    logged.push(String(line));
    return true;
  });
  return () => vi.restoreAllMocks();
});
const logs = () => logged.map((line) => JSON.parse(line) as Record<string, unknown>);

const listed = async (workbooks: readonly object[]) =>
  writeFile(join(folder, 'workbooks.json'), JSON.stringify(workbooks));
const office = async (file: string) => {
  await makeOffice(join(folder, file));
  return { uri: file, zone: 'Asia/Shanghai', owner: 'keeper@example.com' };
};
const taskFor = (file: string, date = '2026-03-06') => ({
  name: `${file.replace(/\W/g, '')}-${date}`,
  workbook: join(folder, file),
  at: `${date}T09:00:00+08:00`,
  owner: 'keeper@example.com',
});

describe('without a configuration', () => {
  it('every function answers and logs what the environment lacks, all at once', async () => {
    for (const name of ['BATON_REGISTRY', 'BATON_MAIL', 'BATON_FROM', 'BATON_ADMIN']) vi.stubEnv(name, undefined);
    const answer = await fetch(url.health);
    expect(answer.status).toBe(500);
    const { error } = (await answer.json()) as { error: { code: string; message: { en: string } } };
    expect(error.code).toBe('config');
    expect(error.message.en.match(/BATON_\w+ is not set/g)).toHaveLength(4);
    expect(logs()).toMatchObject([{ severity: 'ERROR', message: error.message.en, code: 'config' }]);
    // Anybody may open this one.
    const page = await fetch(url.respond);
    expect([page.headers.get('content-type'), await page.text()]).toEqual([
      'text/html; charset=utf-8',
      expect.not.stringContaining('BATON_'),
    ]);
    vi.unstubAllEnvs();
  });
});

describe('the functions', () => {
  beforeAll(() => {
    Object.assign(process.env, {
      BATON_REGISTRY: join(folder, 'workbooks.json'),
      BATON_MAIL: `outbox:${join(folder, 'outbox')}`,
      BATON_FROM: 'Baton <baton@example.com>',
      BATON_ADMIN: 'admin@example.com',
      GOOGLE_CLOUD_PROJECT: 'a-project',
      BATON_LINK_KEY: '0123456789abcdef0123456789abcdef',
      BATON_RESPOND_URL: 'https://respond.example.com/',
    });
  });
  const letters = () => lettersIn(join(folder, 'outbox'));

  it('say that they are there, and to nobody else what they are not asked for', async () => {
    expect(await (await fetch(url.health)).json()).toEqual({ status: 'ok' });
    const wrong = await fetch(url.sweep);
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'POST']);
    for (const body of [{}, { ...taskFor('a.xlsx'), at: 'soon' }, { ...taskFor('a.xlsx'), owner: 'nobody' }]) {
      expect(await post(url.sweep, body)).toMatchObject({ status: 400, body: { error: { code: 'not-a-task' } } });
    }
    expect((await post(url.dispatch, {}, { 'X-CloudScheduler-ScheduleTime': 'soon' })).status).toBe(400);
  });

  it('read no replies where mails lie in a folder', async () => {
    expect(await post(url.replies)).toMatchObject({ status: 200, body: { inbox: false } });
  });

  it('sweep a workbook for the date of its task, and nothing more when the task comes again', async () => {
    await office('again.xlsx');
    const first = await post(url.sweep, taskFor('again.xlsx'));
    expect(first).toMatchObject({ status: 200, body: { outcome: 'done', date: '2026-03-06', conflicts: 0 } });
    const sent = Number(first.body.sent);
    expect(sent).toBeGreaterThan(0);
    expect(await letters()).toHaveLength(sent);
    expect(await post(url.sweep, taskFor('again.xlsx'))).toMatchObject({
      status: 200,
      body: { outcome: 'done', sent: 0 },
    });
    expect(await letters()).toHaveLength(sent);
    const { runs } = await snapshotOf(openXlsxFile(join(folder, 'again.xlsx')));
    expect(runs.map(({ day, status }) => [day, status])).toMatchObject([
      [expect.anything(), 'done'],
      [expect.anything(), 'done'],
    ]);
  });

  it('take an answer by the buttons of the mails that they sent, from a form and from nothing else', async () => {
    // Links are made for twenty workdays from the sweep's day, and opened by the real clock.
    const today = new Date().toISOString().slice(0, 10);
    await listed([await office('buttons.xlsx')]);
    await openXlsxFile(join(folder, 'buttons.xlsx')).apply([
      appendOf('calendar', { date: today, kind: 'work', source: 'ours' }),
    ]);
    const known = new Set((await letters()).map(({ id }) => id));
    await post(url.sweep, taskFor('buttons.xlsx', today));
    // Which buttons a mail has depends on the weekday; where one leads, on its address alone.
    const { text } = (await letters()).find(({ id, text }) => !known.has(id) && text.includes('a=done'))!;
    const link = `${/https:\/\/respond\.example\.com\/(\S+)a=done/.exec(text)![1]!}a=progress`;
    const page = await (await fetch(`${url.respond}/${link}`)).text();
    const hidden = [...page.matchAll(/type="hidden" name="(\w)" value="([^"]*)"/g)].map(([, name, value]) => [
      name!,
      value!,
    ]);
    const fields = { ...Object.fromEntries(hidden), progress: '60', status: 'in-progress' };
    expect((await fetch(url.respond, { method: 'POST', body: JSON.stringify(fields) })).status).toBe(415);
    const answer = await fetch(url.respond, { method: 'POST', body: new URLSearchParams(fields) });
    expect([answer.status, answer.headers.get('content-security-policy')]).toEqual([
      200,
      expect.stringContaining("'none'"),
    ]);
    const { rows, ledger } = await snapshotOf(openXlsxFile(join(folder, 'buttons.xlsx')));
    expect(rows.tracker.map(({ values }) => values.progress)).toContain(0.6);
    expect(ledger.at(-1)).toMatchObject({ status: 'answered' });
    expect((await fetch(url.respond, { method: 'HEAD' })).status).toBe(400);
    expect((await fetch(url.respond, { method: 'PUT' })).headers.get('allow')).toBe('GET, HEAD, POST');
    expect(logged.join('')).not.toContain(hidden[0]![1]);
  });

  it('mail nobody twice when the same task is delivered twice at once', async () => {
    await office('twice.xlsx');
    const before = (await letters()).length;
    const both = await Promise.all([post(url.sweep, taskFor('twice.xlsx')), post(url.sweep, taskFor('twice.xlsx'))]);
    // Whoever found the other at work comes again: that one may have died.
    for (const { status, body } of both) expect(status).toBe(body.outcome === 'left' ? 503 : 200);
    const third = await post(url.sweep, taskFor('twice.xlsx'));
    expect(third).toMatchObject({ status: 200, body: { outcome: 'done', sent: 0 } });
    const sent = both.reduce((sum, { body }) => sum + Number(body.sent), 0);
    const after = await letters();
    expect(after).toHaveLength(before + sent);
    expect(new Set(after.map(({ id }) => id)).size).toBe(after.length);
    const { ledger } = await snapshotOf(openXlsxFile(join(folder, 'twice.xlsx')));
    const told = ledger.filter(({ status }) => status === 'sent').map(({ key, to }) => `${key} ${to}`);
    expect(new Set(told).size).toBe(told.length);
  });

  it('come again, and report nothing, while another sweep holds the workbook: it may have died', async () => {
    await office('held.xlsx');
    const until = new Date(Date.now() + 600_000).toISOString();
    const claim = { run: 'other', day: '2026-03-06', status: 'claimed', startedAt: until, until };
    await openXlsxFile(join(folder, 'held.xlsx')).apply([appendOf('_runs', claim)]);
    const before = await letters();
    const answer = await post(url.sweep, taskFor('held.xlsx'), { 'X-CloudTasks-TaskRetryCount': '5' });
    expect(answer).toMatchObject({ status: 503, body: { outcome: 'left', sent: 0 } });
    expect(await letters()).toHaveLength(before.length);
  });

  it('report a workbook that is not there to its owner and the administrator, once however often it is met', async () => {
    const reports = async () => (await letters()).filter(({ subject }) => subject === 'Baton cannot sweep a workbook');
    for (const date of ['2026-03-03', '2026-03-04', '2026-03-04', '2026-03-05']) {
      const answer = await post(url.sweep, taskFor('gone.xlsx', date));
      expect(answer).toMatchObject({ status: 200, body: { outcome: 'failed', sent: 0 } });
    }
    expect((await reports()).map(({ to }) => to).sort()).toEqual(['admin@example.com', 'keeper@example.com']);
    expect((await reports())[0]!.text).toContain('gone.xlsx');
  });

  it('ask to come again after an error that may pass, and report it at the third time', async () => {
    await office('locked.xlsx');
    await writeFile(join(folder, '~$locked.xlsx'), 'somebody has it open');
    const reports = async () => (await letters()).filter(({ text }) => text.includes('locked.xlsx'));
    const attempt = (n: number) =>
      post(url.sweep, taskFor('locked.xlsx'), { 'X-CloudTasks-TaskRetryCount': String(n - 1) });
    for (const n of [1, 2]) expect(await attempt(n)).toMatchObject({ status: 503, body: { attempt: n } });
    expect(await reports()).toEqual([]);
    for (const n of [3, 4]) expect((await attempt(n)).status).toBe(503);
    expect((await reports()).map(({ to }) => to).sort()).toEqual(['admin@example.com', 'keeper@example.com']);
  });

  it('log ids, codes and counts in one line of JSON, with the trace, and nothing personal', async () => {
    await office('private Li Na.xlsx');
    const trace = '0af7651916cd43dd8448eb211c80319c';
    const headers = { traceparent: `00-${trace}-b7ad6b7169203331-01`, 'X-Request-Id': 'request-12345' };
    const { headers: answered } = await post(url.sweep, taskFor('private Li Na.xlsx'), headers);
    await post(url.sweep, taskFor('gone Li Na.xlsx'), { 'X-Cloud-Trace-Context': `${trace}/255;o=1` });
    expect(answered.get('x-request-id')).toBe('request-12345');
    expect(logs()).toMatchObject([
      {
        severity: 'INFO',
        requestId: 'request-12345',
        'logging.googleapis.com/trace': `projects/a-project/traces/${trace}`,
        'logging.googleapis.com/spanId': 'b7ad6b7169203331',
        workbook: expect.stringMatching(/^[\da-f]{16}$/),
        outcome: 'done',
      },
      { severity: 'ERROR', 'logging.googleapis.com/spanId': '00000000000000ff', outcome: 'failed' },
    ]);
    expect(logged.join('')).not.toMatch(/@|Li Na|Task \d|xlsx|Launch/);
  });

  it('sweep fifty workbooks from one dispatch, and a broken one among them stops no other', async () => {
    const before = (await letters()).length;
    const rows: object[] = [];
    for (let i = 1; i <= 50; i++) rows.push(await office(`book-${i}.xlsx`));
    await writeFile(join(folder, 'book-20.xlsx'), 'no workbook any more');
    rows.push({ uri: 'book-51.xlsx', zone: 'Mars' }, { uri: 'book-52.xlsx', zone: 'Asia/Tokyo', pause: 'yes' });
    await listed(rows);

    const answer = await post(url.dispatch, {}, SCHEDULED);
    expect(answer).toMatchObject({
      status: 200,
      body: { planned: '2026-03-06T01:00:00Z', workbooks: 51, paused: 1, taken: 50, known: 0, failed: 0 },
    });
    expect(answer.body.bad).toMatchObject([{ row: 51, code: 'zone-unknown' }]);
    const swept = logs().filter(({ message }) => message === 'swept');
    expect(swept).toHaveLength(50);
    expect(swept.filter(({ outcome }) => outcome === 'done')).toHaveLength(49);
    expect(swept.filter(({ outcome }) => outcome !== 'done')).toMatchObject([{ outcome: 'failed', severity: 'ERROR' }]);

    const after = await letters();
    const sent = swept.reduce((sum, log) => sum + Number(log.sent), 0);
    // To the owner and the administrator about the broken one, to the administrator about the bad row.
    expect(after).toHaveLength(before + sent + 3);
    expect(new Set(after.map(({ id }) => id)).size).toBe(after.length);
    expect(
      after
        .filter(({ text }) => text.includes('book-20.xlsx'))
        .map(({ to }) => to)
        .sort(),
    ).toEqual(['admin@example.com', 'keeper@example.com']);

    // The scheduler asks again: nothing is sent, nobody is told a second time.
    expect(await post(url.dispatch, {}, SCHEDULED)).toMatchObject({ status: 200, body: { taken: 50 } });
    expect(await letters()).toHaveLength(after.length);
  });

  it('tell the administrator, once, that the registry cannot be read, and the scheduler that nothing was done', async () => {
    await writeFile(join(folder, 'workbooks.json'), '{');
    const answer = await post(url.dispatch, {}, SCHEDULED);
    expect(answer).toMatchObject({ status: 503, body: { error: { code: 'registry-unreadable' } } });
    await post(url.dispatch, {}, SCHEDULED);
    const told = (await letters()).filter(({ text }) => text.includes('workbooks.json is not a list of workbooks'));
    expect(told.map(({ to }) => to)).toEqual(['admin@example.com']);
  });
});
