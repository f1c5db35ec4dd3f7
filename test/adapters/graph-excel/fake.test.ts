import { afterEach, describe, expect, test } from 'vitest';
import type { Drive } from '../../support/graph/drive/drive.ts';
import type { DriveItem } from '../../support/graph/drive/item.ts';
import { APP, type Graph, type GraphOptions, openGraph, SECRET, TENANT } from '../../support/graph/graph.ts';
import { bodyOf, errorOf, violationOf } from './answers.ts';

let graph: Graph;
afterEach(() => graph?.close());

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

interface File {
  readonly drive: Drive;
  readonly item: DriveItem;
  /** Below the drive's item. */
  readonly at: string;
}

const openFile = async (options?: GraphOptions): Promise<File> => {
  graph = await openGraph(options);
  const drive = graph.drive();
  const item = drive.file('Plan.xlsx', Buffer.from('first'));
  return { drive, item, at: `/drives/${drive.id}/items/${item.id}` };
};

const ask = (verb: string, path: string, init: RequestInit = {}, token = graph.token()): Promise<Response> =>
  fetch(`${graph.url}/v1.0${path}`, {
    method: verb,
    redirect: 'manual',
    ...init,
    headers: { authorization: `Bearer ${token}`, ...init.headers },
  });

const json = (body: unknown): RequestInit => ({
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

const violation = (response: Promise<Response>) => violationOf(graph, response);

describe('a file of a drive', () => {
  test('is shown, and had from a URL that wants no token', async () => {
    const { item, at } = await openFile();
    const shown = await bodyOf(await ask('GET', at));
    expect(shown).toMatchObject({ id: item.id, name: 'Plan.xlsx', size: 5, eTag: item.eTag, cTag: item.cTag });
    const redirect = await ask('GET', `${at}/content`);
    expect(redirect.status).toBe(302);
    const location = redirect.headers.get('location')!;
    expect(await (await fetch(location)).text()).toBe('first');
    expect((await ask('GET', `${at}/content`, { headers: { 'if-none-match': item.eTag } })).status).toBe(304);
    await graph.clock.advance(6 * 60_000);
    expect((await fetch(location)).status).toBe(401);
    await violation(fetch(shown['@microsoft.graph.downloadUrl'], { headers: { authorization: 'Bearer x' } }));
  });

  test('is replaced where its eTag or cTag is the one that is named', async () => {
    const { item, at } = await openFile();
    const put = (match: string, body: string) =>
      ask('PUT', `${at}/content`, { headers: { 'if-match': match, 'content-type': XLSX }, body });
    const { eTag, cTag } = item;
    expect((await put(eTag, 'second')).status).toBe(200);
    expect(item.bytes.toString()).toBe('second');
    expect(await errorOf(await put(eTag, 'third'))).toEqual([412, 'resourceModified', 'preconditionFailed']);
    expect(await errorOf(await put(cTag, 'third'))).toEqual([412, 'resourceModified', 'preconditionFailed']);
    item.touch();
    expect((await put(item.cTag, 'fourth')).status).toBe(200);
    expect(await violation(put('unquoted', 'x'))).toEqual([400, 'invalidRequest', 'malformedEntityTag']);
    expect(item.bytes.toString()).toBe('fourth');
  });

  test('is found at its path, with # and % and Chinese in it, and not when in the recycle bin', async () => {
    const { drive } = await openFile();
    const folder = drive.folder('项目 #1');
    const file = drive.file('50% 计划.xlsx', Buffer.from('x'), folder);
    const path = `${encodeURIComponent('项目 #1')}/${encodeURIComponent('50% 计划.xlsx')}`;
    expect(await bodyOf(await ask('GET', `/drives/${drive.id}/root:/${path}`))).toMatchObject({ id: file.id });
    expect((await ask('GET', `/drives/${drive.id}/root:/${path}:/content`)).status).toBe(302);
    file.rename('moved.xlsx');
    expect((await ask('GET', `/drives/${drive.id}/root:/${path}`)).status).toBe(404);
    file.trash();
    const gone = await ask('GET', `/drives/${drive.id}/items/${file.id}`);
    expect(await errorOf(gone)).toEqual([404, 'itemNotFound', undefined]);
  });

  test('held by somebody it takes no bytes', async () => {
    const { item, at } = await openFile();
    const put = () => ask('PUT', `${at}/content`, { headers: { 'content-type': XLSX }, body: 'x' });
    item.lock();
    expect(await errorOf(await put())).toEqual([423, 'notAllowed', 'resourceLocked']);
    item.checkOut();
    expect(await errorOf(await put())).toEqual([423, 'accessDenied', undefined]);
    item.release();
    expect((await put()).status).toBe(200);
  });

  test('larger than one PUT takes, it goes up in fragments of 320 KiB', async () => {
    const { item, at } = await openFile();
    const size = 320 * 1024;
    const bytes = Buffer.alloc(2 * size + 10, 'a');
    const open = await ask('POST', `${at}/createUploadSession`, { headers: { 'if-match': item.eTag } });
    const { uploadUrl } = await bodyOf(open);
    const fragment = (from: number, to: number) =>
      fetch(uploadUrl, {
        method: 'PUT',
        headers: { 'content-range': `bytes ${from}-${to - 1}/${bytes.length}` },
        body: bytes.subarray(from, to),
      });
    expect(await violation(fragment(0, 100))).toEqual([400, 'invalidRequest', 'maxFragmentLengthExceeded']);
    expect((await fragment(0, size)).status).toBe(202);
    expect(await errorOf(await fragment(0, size))).toEqual([416, 'invalidRange', 'fragmentOverlap']);
    expect(await bodyOf(await fetch(uploadUrl))).toMatchObject({ nextExpectedRanges: [`${size}-`] });
    expect((await fragment(size, 2 * size)).status).toBe(202);
    expect(await bodyOf(await fragment(2 * size, bytes.length))).toMatchObject({ size: bytes.length });
    expect(item.bytes.equals(bytes)).toBe(true);
    expect(await errorOf(await fetch(uploadUrl))).toEqual([404, 'itemNotFound', 'uploadSessionNotFound']);
    const stale = await ask('POST', `${at}/createUploadSession`, { headers: { 'if-match': '"{0},1"' } });
    expect(await errorOf(stale)).toEqual([412, 'resourceModified', 'preconditionFailed']);
  });
});

describe('a request that Graph would not take', () => {
  test('is refused in its form of error, and held against the test', async () => {
    const { at } = await openFile();
    expect(await errorOf(await ask('GET', `${at}/contents`))).toEqual([400, 'BadRequest', undefined]);
    await expect(graph.close()).rejects.toThrow("Resource not found for the segment 'contents'");
    graph.takeViolations();
  });

  test('in the query, in the body, in its type', async () => {
    const { at } = await openFile();
    expect((await violation(ask('GET', `${at}?$selct=id`)))[0]).toBe(400);
    expect((await violation(ask('GET', `${at}?$select=id,nom`)))[0]).toBe(400);
    expect((await violation(ask('POST', `${at}/createUploadSession`, json({ itm: {} }))))[0]).toBe(400);
    const noType = { headers: { 'content-type': 'application/json' }, body: 'x' };
    expect((await violation(ask('PUT', `${at}/content`, noType)))[0]).toBe(400);
  });

  test('without a token, with an ended one, or without the right', async () => {
    const { drive, at } = await openFile({ apps: { [APP]: { roles: ['Sites.Selected'], secrets: [SECRET] } } });
    expect(await errorOf(await ask('GET', at))).toEqual([403, 'accessDenied', undefined]);
    drive.selected.set(APP, 'read');
    expect((await ask('GET', at)).status).toBe(200);
    const put = await ask('PUT', `${at}/content`, { headers: { 'content-type': XLSX }, body: 'x' });
    expect(put.status).toBe(403);
    const token = graph.token(APP, 60);
    await graph.clock.advance(61_000);
    expect(await errorOf(await ask('GET', at, {}, token))).toEqual([401, 'InvalidAuthenticationToken', undefined]);
  });
});

describe('what a test scripts', () => {
  test('a fault before the work leaves everything as it was, one after it does not', async () => {
    const { item, at } = await openFile();
    const put = (body: string) => ask('PUT', `${at}/content`, { headers: { 'content-type': XLSX }, body });
    graph.fail({ api: 'graph', method: 'driveitem-put-content', how: { status: 429, retryAfter: 7 } });
    const throttled = await put('one');
    expect(throttled.headers.get('retry-after')).toBe('7');
    expect(await errorOf(throttled)).toEqual([429, 'activityLimitReached', undefined]);
    expect(item.bytes.toString()).toBe('first');
    graph.fail({ api: 'graph', method: 'driveitem-put-content', how: { status: 504, after: true } });
    expect((await put('two')).status).toBe(504);
    expect(item.bytes.toString()).toBe('two');
    graph.fail({ api: 'graph', how: 'drop-after' });
    await expect(put('three')).rejects.toThrow();
    expect(item.bytes.toString()).toBe('three');
  });

  test('throttled for some minutes, everything is refused, with how long is left', async () => {
    const { at } = await openFile();
    graph.throttle(300_000);
    const waits = async () => (await ask('GET', at)).headers.get('retry-after');
    expect(await waits()).toBe('300');
    await graph.clock.advance(200_000);
    expect(await waits()).toBe('100');
    const batch = await ask('POST', '/$batch', json({ requests: [{ id: '1', method: 'GET', url: at }] }));
    expect(batch.status).toBe(200);
    expect((await bodyOf(batch)).responses).toMatchObject([
      { id: '1', status: 429, headers: { 'retry-after': '100' } },
    ]);
    await graph.clock.advance(100_000);
    expect(await waits()).toBeNull();
  });

  test('an interlude that throws fails the test, and is no answer of the server', async () => {
    const { at } = await openFile();
    graph.meanwhile({
      api: 'graph',
      act: () => {
        throw new Error('a mistake in the test');
      },
    });
    expect((await ask('GET', at)).status).toBe(200);
    await expect(graph.close()).rejects.toThrow('a mistake in the test');
    graph.takeViolations();
  });

  test('a fault that met no request fails the test', async () => {
    await openFile();
    graph.fail({ api: 'graph', method: 'driveitem-get', how: 'drop-before' });
    await expect(graph.close()).rejects.toThrow('Never met: graph driveitem-get, no. 1');
    graph.calm();
  });
});

describe('signing in', () => {
  const token = (form: Record<string, string>) =>
    fetch(`${graph.login.url}/${TENANT}/oauth2/v2.0/token`, { method: 'POST', body: new URLSearchParams(form) });
  const form = {
    grant_type: 'client_credentials',
    client_id: APP,
    scope: 'https://graph.microsoft.com/.default',
  };

  test('with a secret gives a token that Graph takes for an hour', async () => {
    const { at } = await openFile();
    const { access_token, token_type } = await bodyOf(await token({ ...form, client_secret: SECRET }));
    expect(token_type).toBe('Bearer');
    expect((await ask('GET', at, {}, access_token)).status).toBe(200);
    await graph.clock.advance(3_600_000);
    expect((await ask('GET', at, {}, access_token)).status).toBe(401);
  });

  test('with a wrong secret, from an unknown app, without proof is refused in words', async () => {
    await openFile();
    const refused = async (more: Record<string, string>) => {
      const response = await token({ ...form, ...more });
      const { error, error_codes } = await bodyOf(response);
      return [response.status, error, error_codes[0]];
    };
    expect(await refused({ client_secret: 'wrong' })).toEqual([401, 'invalid_client', 7000215]);
    expect(await refused({ client_id: 'other' })).toEqual([400, 'unauthorized_client', 700016]);
    expect(await refused({})).toEqual([401, 'invalid_client', 7000218]);
  });
});
