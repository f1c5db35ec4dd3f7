import { afterEach, describe, expect, test } from 'vitest';
import type { Drive } from '../../support/graph/drive/drive.ts';
import { type Graph, openGraph } from '../../support/graph/graph.ts';
import { type Listening, listen, readBody } from '../../support/wire/server.ts';

let graph: Graph;
let hook: Listening;
afterEach(() => Promise.all([graph.close(), hook.close()]));

/** What the endpoint was told, and how it answers. */
interface Endpoint {
  readonly drive: Drive;
  readonly told: { readonly value: readonly object[] }[];
  answer: number;
  token: (token: string) => string;
}

const openHook = async (): Promise<Endpoint> => {
  graph = await openGraph();
  const endpoint: Endpoint = { drive: graph.drive(), told: [], answer: 202, token: (token) => token };
  hook = await listen(async (request, response) => {
    const token = new URL(request.url!, hook.url).searchParams.get('validationToken');
    const body = await readBody(request);
    if (token === null) {
      endpoint.told.push(JSON.parse(body));
      response.writeHead(endpoint.answer).end();
    } else response.writeHead(200, { 'content-type': 'text/plain' }).end(endpoint.token(token));
  }, []);
  return endpoint;
};

const ask = (verb: string, path: string, body?: object): Promise<Response> =>
  fetch(`${graph.url}/v1.0/subscriptions${path}`, {
    method: verb,
    headers: { authorization: `Bearer ${graph.token()}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });

const MINUTE = 60_000;
const inMinutes = (minutes: number) => new Date(graph.clock.now() + minutes * MINUTE).toISOString();
const wanted = (drive: Drive, more: object = {}) => ({
  changeType: 'updated',
  notificationUrl: `${hook.url}/changed`,
  resource: `drives/${drive.id}/root`,
  expirationDateTime: inMinutes(42_300),
  clientState: 'secret',
  ...more,
});
// biome-ignore lint/suspicious/noExplicitAny: whatever Graph answers
const bodyOf = async (response: Response): Promise<any> => response.json();
const errorOf = async (response: Response) => {
  const { error } = await bodyOf(response);
  return [response.status, error.code];
};

describe('a subscription to a drive', () => {
  test('is validated, and tells of changes some seconds later, of many at once', async () => {
    const { drive, told } = await openHook();
    const item = drive.file('Plan.xlsx', Buffer.from('x'));
    const made = await ask('POST', '', wanted(drive));
    expect(made.status).toBe(201);
    const { id } = await bodyOf(made);
    item.replace(Buffer.from('y'));
    item.rename('Other.xlsx');
    await graph.clock.advance(10_000);
    expect(told).toEqual([]);
    await graph.clock.advance(10_000);
    expect(told).toHaveLength(1);
    expect(told[0]!.value).toEqual([
      expect.objectContaining({ subscriptionId: id, clientState: 'secret', changeType: 'updated', resourceData: null }),
    ]);
  });

  test('tells again, ever later, until somebody takes it', async () => {
    const endpoint = await openHook();
    await ask('POST', '', wanted(endpoint.drive));
    endpoint.answer = 503;
    endpoint.drive.file('Plan.xlsx', Buffer.from('x'));
    await graph.clock.advance(MINUTE);
    expect(graph.subscriptions.posted.map(({ status }) => status)).toEqual([503, 503, 503]);
    endpoint.answer = 202;
    await graph.clock.advance(MINUTE);
    expect(endpoint.told).toHaveLength(4);
    await graph.clock.advance(24 * 60 * MINUTE);
    expect(endpoint.told).toHaveLength(4);
  });

  test('can be renewed, listed without its secret, and deleted; expired it is gone', async () => {
    const { drive, told } = await openHook();
    const { id } = await bodyOf(await ask('POST', '', wanted(drive, { expirationDateTime: inMinutes(10) })));
    expect((await ask('PATCH', `/${id}`, { expirationDateTime: inMinutes(20) })).status).toBe(200);
    await graph.clock.advance(15 * MINUTE);
    const { value } = await bodyOf(await ask('GET', ''));
    expect(value).toMatchObject([{ id, clientState: null }]);
    await graph.clock.advance(5 * MINUTE);
    expect(await errorOf(await ask('PATCH', `/${id}`, { expirationDateTime: inMinutes(20) }))).toEqual([
      404,
      'ResourceNotFound',
    ]);
    drive.file('Plan.xlsx', Buffer.from('x'));
    await graph.clock.advance(MINUTE);
    expect(told).toEqual([]);
    const other = await bodyOf(await ask('POST', '', wanted(drive)));
    expect((await ask('DELETE', `/${other.id}`)).status).toBe(204);
    expect(graph.subscriptions.all).toEqual([]);
  });

  test('is refused where nobody answers as asked', async () => {
    const endpoint = await openHook();
    endpoint.token = encodeURIComponent;
    expect(await errorOf(await ask('POST', '', wanted(endpoint.drive)))).toEqual([400, 'ValidationError']);
  });

  test.each([
    ['an item', { resource: 'drives/x/items/1' }],
    ['created files', { changeType: 'created' }],
    ['longer than 42,300 minutes', { expirationDateTime: '2026-04-06T00:00:00Z' }],
    ['an address without TLS', { notificationUrl: 'http://example.com/changed' }],
    ['a field that is none', { clientstate: 'x' }],
  ])('is refused, and held against the test, for %s', async (_, more) => {
    const { drive } = await openHook();
    expect((await ask('POST', '', wanted(drive, more))).status).toBe(400);
    expect(graph.takeViolations()).toHaveLength(1);
  });
});
