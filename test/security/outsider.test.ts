import { writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readSnapshot } from '../../core/read/index.ts';
import type { MemoryStore } from '../../functions/adapters/memory/store.ts';
import { type Hosted, hostFunctions } from '../../functions/service/host.ts';
import { type AnswerSite, linkFor, openSite, openSwept, registered, standingOf } from '../functions/respond/site.ts';
import { tempFolder } from '../support/cli.ts';
import { randomOf } from '../support/random.ts';

/** Somebody without any right, who has a forwarded mail, or guesses. Where nothing is let through, the workbook stands as before. */
let store: MemoryStore;
let site: AnswerSite;
let before: string;
const standing = async () => JSON.stringify([await standingOf(store, 'T-0001'), await standingOf(store, 'T-0002')]);

beforeEach(async () => {
  store = await openSwept();
  site = await openSite(store);
  before = await standing();
});

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };
const DONE = { output: 'https://example.com/report', progress: '100' };

describe('an outsider with a forwarded mail', () => {
  it('sends the form of one task with the link of another: the form is shown anew, nothing is written', async () => {
    const first = await site.open(await linkFor(store, 'Li Na', 'T-0001', 'done'));
    const second = new URL(await linkFor(store, 'Wang Wei', 'T-0002', 'done')).searchParams.get('t')!;
    const sent = await site.send(first, { ...DONE, t: second });
    expect(sent.status).toBe(409);
    expect(await standing()).toBe(before);
  });

  it('presses a button of the mail from a page elsewhere: without the form’s nonce nothing is written', async () => {
    const link = new URL(await linkFor(store, 'Li Na', 'T-0001', 'done'));
    for (const n of ['', 'x', '0'.repeat(32)]) {
      const body = new URLSearchParams([...link.searchParams, ...Object.entries(DONE), ['n', n]]);
      expect((await fetch(site.url, { method: 'POST', body })).status).toBe(409);
    }
    expect(await standing()).toBe(before);
  });

  it('sends what a page elsewhere can send without asking (text, JSON): refused before it is read', async () => {
    const link = new URL(await linkFor(store, 'Li Na', 'T-0001', 'done'));
    for (const type of ['text/plain', 'application/json', '']) {
      const init = { method: 'POST', body: link.search.slice(1), headers: { 'Content-Type': type } };
      expect([type, (await fetch(site.url, init)).status]).toEqual([type, 415]);
    }
    expect(await standing()).toBe(before);
  });

  it('sends a form with files from elsewhere: without the link, or without what the page carried, nothing is written', async () => {
    const link = new URL(await linkFor(store, 'Li Na', 'T-0001', 'done'));
    const type = 'multipart/form-data; boundary=b';
    const init = { method: 'POST', body: link.search.slice(1), headers: { 'Content-Type': type } };
    expect((await fetch(site.url, init)).status).toBe(400);
    const body = new FormData();
    for (const [name, value] of [...link.searchParams, ['output', 'x']] as const) body.append(name, value);
    body.append('outputFile', new File(['y'], 'y.txt'));
    expect((await fetch(site.url, { method: 'POST', body })).status).toBe(409);
    expect(await standing()).toBe(before);
  });

  it('fills in fields that are not in the form, such as __proto__ and constructor: they are not there', async () => {
    const page = await site.open(await linkFor(store, 'Li Na', 'T-0001', 'done'));
    const more = {
      __proto__x: '1',
      constructor: 'x',
      toString: 'x',
      responsible: 'Ana Silva',
      due: '2030-01-01',
      id: 'T-0002',
    };
    const fields = new URLSearchParams([
      ...Object.entries({ ...page.forms[0]!, ...DONE, ...more }),
      ['__proto__', 'x'],
    ]);
    const sent = await fetch(site.url, { method: 'POST', body: fields, headers: FORM });
    expect(sent.status).toBe(200);
    const { rows } = readSnapshot(await store.read(), { now: '2026-03-06T02:00:00Z' });
    expect(rows.raci.map(({ id, values }) => [id, values.responsible?.name])).toEqual([
      ['T-0001', 'Li Na'],
      ['T-0002', 'Wang Wei'],
    ]);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  it('takes back with one link what was answered with another: refused', async () => {
    const answered = await site.send(await site.open(await linkFor(store, 'Li Na', 'T-0001', 'done')), DONE);
    const now = await standing();
    const other = new URL(await linkFor(store, 'Wang Wei', 'T-0002', 'done')).searchParams.get('t')!;
    const { u } = answered.forms.find((form) => form.u !== undefined)!;
    const body = new URLSearchParams({ t: other, u: u! });
    expect((await fetch(site.url, { method: 'POST', body })).status).toBe(400);
    expect(await standing()).toBe(now);
  });

  it('uses it for a workbook that is listed no more, or for a copy of it: nothing is there', async () => {
    const link = await linkFor(store, 'Li Na', 'T-0001', 'done');
    const unlisted = await openSite(store, { registry: async () => ({ workbooks: [] }) });
    expect((await unlisted.open(link)).status).toBe(404);
    const elsewhere = await openSite(store, {
      registry: async () => ({ workbooks: [registered({ uri: 'memory:other' })] }),
    });
    expect((await elsewhere.open(link)).status).toBe(404);
  });
});

describe('an outsider who guesses', () => {
  it('a hundred tokens: each is refused alike, and no list and no workbook is read for it', async () => {
    let reads = 0;
    const guarded = await openSite(store, {
      registry: async () => {
        reads++;
        return { workbooks: [registered()] };
      },
    });
    const random = randomOf(5);
    const pages = new Set<string>();
    for (let i = 0; i < 100; i++) {
      const bytes = Buffer.from(
        Array.from({ length: 46 + Math.floor(random() * 20) }, () => Math.floor(random() * 256)),
      );
      bytes[0] = 1;
      const { status, html } = await guarded.open(`https://x.example.com/?t=${bytes.toString('base64url')}`);
      pages.add(`${status} ${html}`);
    }
    expect([pages.size, reads]).toEqual([1, 0]);
    expect([...pages][0]).toMatch(/^400 /);
  });
});

describe('an outsider at the port of a host of one’s own', () => {
  let hosted: Hosted;
  beforeAll(async () => {
    const folder = await tempFolder();
    await writeFile(join(folder, 'workbooks.json'), '[]');
    const env = {
      BATON_REGISTRY: join(folder, 'workbooks.json'),
      BATON_MAIL: `outbox:${join(folder, 'outbox')}`,
      BATON_FROM: 'Baton <baton@example.com>',
      BATON_ADMIN: 'admin@example.com',
    };
    hosted = await hostFunctions(env, () => {}, 0);
  });
  afterAll(() => hosted.close());

  /** Sends a path as it is written, which fetch would tidy. */
  const statusOf = (url: string, path: string, headers: Record<string, string> = {}): Promise<number> =>
    new Promise((resolve, reject) => {
      const { port, hostname } = new URL(url);
      request({ port, host: hostname, path, method: 'POST', headers }, (answer) => resolve(answer.resume().statusCode!))
        .on('error', reject)
        .end('{}');
    });

  it.each([
    '/sweep',
    '/respond/../sweep',
    '//sweep',
    '/sweep/',
    '/%73weep',
    '/respond/%2e%2e/dispatch',
    '/health;/sweep',
    'http://127.0.0.1/dispatch',
    '/__proto__',
    '/constructor',
    '*',
  ])('asks for %s: that is not there', async (path) => {
    const more = {
      'X-Forwarded-Host': '127.0.0.1',
      'X-Original-URL': '/dispatch',
      'X-Rewrite-URL': '/dispatch',
      'X-HTTP-Method-Override': 'POST',
    };
    expect(await statusOf(hosted.open, path, more)).toBe(404);
  });

  it('asks with every odd header and query there is: one answer each, and the process lives on', async () => {
    for (const headers of [
      { 'X-Request-Id': 'a\u00ffb', 'Accept-Language': `${'zh;q=1.,'.repeat(500)}` },
      { traceparent: '00-zz', 'X-Cloud-Trace-Context': `${'f'.repeat(32)}/99999999999999999999;o=1` },
      { 'Content-Type': 'application/x-www-form-urlencoded;charset=x', 'Content-Encoding': 'gzip' },
    ]) {
      expect(
        await statusOf(
          hosted.open,
          '/respond?t=%ff%&t=&a=%00&__proto__=1',
          headers as unknown as Record<string, string>,
        ),
      ).toBeLessThan(500);
    }
    expect((await fetch(`${hosted.open}/health`)).status).toBe(200);
  });
});
