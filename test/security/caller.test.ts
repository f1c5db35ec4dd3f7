import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLifetime } from '../../functions/base/lifetime.ts';
import type { HttpCall } from '../../functions/http/call.ts';
import { changed } from '../../functions/http/changed.ts';
import { dispatch } from '../../functions/http/dispatch.ts';
import { type SweepParts, sweepEndpoint } from '../../functions/http/sweep.ts';
import { createClientStates } from '../../functions/microsoft/client-state.ts';
import { type Hosted, hostFunctions } from '../../functions/service/host.ts';
import { checkGiven } from '../../scripts/deploy/check.ts';
import { lettersIn, makeOffice } from '../functions/http/parts.ts';
import { tempFolder } from '../support/cli.ts';

/** Somebody who knows the address of a function, and gets as far as calling it. */
const NOW = '2026-03-06T01:00:00Z';
const log = () => {};
const call = (body: unknown, headers: Record<string, string> = {}): HttpCall => ({
  method: 'POST',
  header: (name) => headers[name.toLowerCase()],
  query: new URLSearchParams(),
  raw: Buffer.from(JSON.stringify(body) ?? ''),
  body,
});
const TASK = { name: 'a-2026-03-06', workbook: 'gsheet:1aB', at: '2026-03-06T09:00:00+08:00', owner: null };

/** What was opened on behalf of a caller. */
const sweeping = () => {
  const opened: string[] = [];
  const parts = {
    open: (uri: string) => {
      opened.push(uri);
      throw new Error('opened');
    },
    mailer: async () => {
      throw new Error('mailer');
    },
    books: async () => {
      throw new Error('books');
    },
    isKnown: (uri: string) => uri === 'gsheet:1aB',
    report: async () => {},
    lifetime: createLifetime(),
    clock: () => NOW,
    linkTo: null,
    repliesAreRead: false,
    week: {},
  } as unknown as SweepParts;
  return { opened, ask: (body: unknown) => sweepEndpoint(parts).answer(call(body), log) };
};

describe('sweep, called by somebody', () => {
  it.each([
    ['for the year 2099, by which all would be late', { ...TASK, at: '2099-03-06T09:00:00+08:00' }],
    ['for the day after tomorrow', { ...TASK, at: '2026-03-08T09:00:00+08:00' }],
    [
      'for a team of which one is ahead',
      { kind: 'team', name: 'team-a', book: 'gsheet:1aB', workbooks: [TASK, { ...TASK, at: '2099-01-01T00:00:00Z' }] },
    ],
    [
      'for the week of another year',
      { kind: 'week', name: 'week-a', at: '2099-01-05T00:00:00Z', from: 0, isRepeat: false, sum: {} },
    ],
    ['of a workbook that is not listed here', { ...TASK, workbook: '/etc/passwd' }],
    ['with a book that is not listed here', { ...TASK, book: '/srv/all-staff.xlsx' }],
    ['as a check of another', { kind: 'check', name: 'a', workbook: '../other.xlsx' }],
    ['with a name that is a path', { ...TASK, name: '../../x' }],
    ['for an owner who is two', { ...TASK, owner: 'a@example.com, b@example.com' }],
    ['for an owner with a header', { ...TASK, owner: 'a@example.com\r\nBcc: b@example.com' }],
    ['with a list', [TASK]],
    ['with nothing', null],
    ['with a text', JSON.stringify(TASK)],
    ['with a prototype', JSON.parse(`{"__proto__": ${JSON.stringify(TASK)}}`)],
  ])('%s: refused, and nothing is opened', async (_, body) => {
    const { ask, opened } = sweeping();
    await expect(ask(body)).rejects.toMatchObject({ kind: 'call', code: 'not-a-task' });
    expect(opened).toEqual([]);
  });
});

describe('dispatch, called by somebody', () => {
  it('with a day that has not come: refused, and the list is not read', async () => {
    let reads = 0;
    const endpoint = dispatch({
      registry: {
        uri: 'list',
        read: async () => {
          reads++;
          return { workbooks: [], bad: [] };
        },
      },
      queue: { enqueue: async () => 'taken' },
      perMinute: 60,
      admin: null,
      lifetime: createLifetime(),
      clock: () => NOW,
    });
    const ask = (at: string) => endpoint.answer(call({}, { 'x-cloudscheduler-scheduletime': at }), log);
    await expect(ask('2099-01-01T00:00:00Z')).rejects.toMatchObject({ kind: 'call', code: 'too-early' });
    await expect(ask('soon')).rejects.toMatchObject({ kind: 'call', code: 'not-an-instant' });
    expect(reads).toBe(0);
    expect(await ask('2026-03-06T01:00:00Z')).toMatchObject({ status: 200 });
  });
});

describe('changed, called by somebody', () => {
  const KEY = 'a-secret-of-thirty-two-characters';
  const asked: unknown[] = [];
  const endpoint = changed({
    states: createClientStates([KEY]),
    registry: async () => ({ workbooks: [{ uri: 'graph:b!1/01', paused: false }] }),
    queue: {
      enqueue: async (task) => {
        asked.push(task);
        return 'taken';
      },
    },
    clock: () => NOW,
  });
  const ours = createClientStates([KEY]).of('b!1');

  it.each([
    ['made up', 'x'.repeat(60)],
    ['signed with another secret', createClientStates(['b-secret-of-thirty-two-characters']).of('b!1')],
    ['of another drive under this one’s signature', `${'0'.repeat(16)}${ours.slice(16)}`],
    ['cut off', ours.slice(0, -1)],
    ['absent', null],
  ])('with a state that is %s: answered as any other, and nothing is checked', async (_, clientState) => {
    expect(await endpoint.answer(call({ value: [{ clientState }] }), log)).toEqual({ status: 202, body: {} });
    expect(asked).toEqual([]);
  });

  it('with a token that is a page: it comes back as text that no browser makes a page of', async () => {
    const answer = await endpoint.answer(
      { ...call({}), query: new URLSearchParams({ validationToken: '<script>alert(1)</script>' }) },
      log,
    );
    expect(answer).toMatchObject({
      text: '<script>alert(1)</script>',
      headers: { 'X-Content-Type-Options': 'nosniff', 'Content-Security-Policy': 'sandbox' },
    });
  });
});

describe('the inner port of a host of one’s own, called by a page in a browser', () => {
  let hosted: Hosted;
  let folder: string;
  beforeAll(async () => {
    folder = await tempFolder();
    await makeOffice(join(folder, 'office.xlsx'));
    await writeFile(join(folder, 'workbooks.json'), JSON.stringify([{ uri: 'office.xlsx', zone: 'Asia/Shanghai' }]));
    const env = {
      BATON_REGISTRY: join(folder, 'workbooks.json'),
      BATON_MAIL: `outbox:${join(folder, 'outbox')}`,
      BATON_FROM: 'Baton <baton@example.com>',
      BATON_ADMIN: 'admin@example.com',
    };
    hosted = await hostFunctions(env, () => {}, 0);
  });
  afterAll(() => hosted.close());

  it('sends a form, an image, a beacon: 403 before anything is read, and nobody is mailed', async () => {
    const before = await readFile(join(folder, 'office.xlsx'));
    const pages: [string, RequestInit][] = [
      ['/dispatch', { method: 'POST', headers: { Origin: 'http://rebound.example.com' } }],
      ['/dispatch', { method: 'POST', headers: { Origin: 'null', 'Content-Type': 'text/plain' }, body: '{}' }],
      [
        '/sweep',
        {
          method: 'POST',
          headers: { Origin: hosted.inner },
          body: JSON.stringify({ ...TASK, workbook: join(folder, 'office.xlsx') }),
        },
      ],
      ['/dispatch', { headers: { 'Sec-Fetch-Site': 'same-origin' } }],
    ];
    for (const [path, init] of pages) expect((await fetch(hosted.inner + path, init)).status).toBe(403);
    expect((await fetch(`${hosted.inner}/dispatch`)).status).toBe(405);
    expect(await lettersIn(join(folder, 'outbox'))).toEqual([]);
    expect((await readFile(join(folder, 'office.xlsx'))).equals(before)).toBe(true);
  });
});

describe('whoever reads the settings of the functions in the cloud', () => {
  it('finds no password there: one in BATON_MAIL is not deployed, and not repeated', () => {
    const env = {
      BATON_REGISTRY: 'gsheet:1aB',
      BATON_MAIL: 'smtps://me:hunter2@smtp.example.com',
      BATON_FROM: 'Baton <baton@example.com>',
      BATON_ADMIN: 'admin@example.com',
    };
    const given = { project: 'baton-test', region: 'europe-west1', zone: 'Europe/London', env };
    const said = JSON.stringify(
      checkGiven({ ...given, schedule: '0 5 * * *' } as Parameters<typeof checkGiven>[0]).missing,
    );
    expect(said).toContain('BATON_SMTP_PASSWORD');
    expect(said).not.toContain('hunter2');
  });
});
