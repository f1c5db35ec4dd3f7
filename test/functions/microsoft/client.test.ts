import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type BatchRequest, batch } from '../../../functions/microsoft/batch.ts';
import { createGraphClient, NotDone, path, quotedForUrl, RequestRefused } from '../../../functions/microsoft/client.ts';
import { CLOUDS } from '../../../functions/microsoft/clouds.ts';
import { refusalOf } from '../../../functions/microsoft/failure.ts';
import { type Graph, openGraph } from '../../support/graph/graph.ts';
import type { How } from '../../support/graph/wire/script.ts';

let graph: Graph;
beforeEach(async () => {
  graph = await openGraph();
});
afterEach(() => graph.close());

const open = () => {
  const token = graph.token();
  return createGraphClient({
    cloud: CLOUDS.global,
    rootUrl: graph.url,
    token: async () => token,
    time: { now: graph.clock.now, sleep: (ms) => graph.clock.advance(ms) },
    random: () => 0.5,
  });
};
const aFile = (name = 'a.xlsx', text = 'old') => graph.drive().file(name, Buffer.from(text));
const contentOf = ({ drive, id }: ReturnType<typeof aFile>) => path`/drives/${drive.id}/items/${id}/content`;

describe('paths and bytes', () => {
  test.each(['计划.xlsx', 'a #1.xlsx', '100%.xlsx', 'a+b&c=d?e.xlsx', "it's.xlsx", '%23.xlsx'])(
    'a file of the name %s is made and found under it',
    async (name) => {
      const drive = graph.drive();
      const operation = open().begin();
      await operation.put(path`/drives/${drive.id}/items/${'root'}:/${name}:/content`, Buffer.from('x'));
      expect(drive.children(drive.root).map((item) => item.name)).toEqual([name]);
      expect(await operation.get(path`/drives/${drive.id}/root:/${name}`)).toMatchObject({ name });
    },
  );

  test('of bytes that are part of a larger buffer only those arrive', async () => {
    const item = aFile();
    const whole = new Uint8Array([1, 2, 3, 4, 5, 6]);
    await open().begin().put(contentOf(item), whole.subarray(2, 4));
    expect([...item.bytes]).toEqual([3, 4]);
  });

  test('a quote within quotes is doubled', () => {
    expect(path`/range(address='${quotedForUrl("Li's!A1")}')`).toBe("/range(address='Li''s!A1')");
  });
});

const UNKNOWN: readonly How[] = [
  'drop-after',
  'drop-before',
  { status: 503 },
  { status: 504, after: true },
  { status: 500 },
];

describe('a change', () => {
  test.each(UNKNOWN)('of which nobody knows (%s) is not made again behind anybody’s back', async (how) => {
    const item = aFile();
    graph.fail({ api: 'graph', how });
    await expect(open().begin().put(contentOf(item), Buffer.from('new'))).rejects.toThrow(NotDone);
    expect(graph.requests).toHaveLength(1);
  });

  test.each<How>([{ status: 429, retryAfter: 9 }, { status: 509 }, { status: 423, inner: 'resourceLocked' }])(
    'that was surely not made (%s) is made again',
    async (how) => {
      const item = aFile();
      graph.fail({ api: 'graph', how, times: 2 });
      await open().begin().put(contentOf(item), Buffer.from('new'));
      expect(item.bytes.toString()).toBe('new');
    },
  );

  test('that may be made twice is repeated whatever happened', async () => {
    const item = aFile();
    graph.fail({ api: 'graph', how: 'drop-after' });
    await open().begin().put(contentOf(item), Buffer.from('new'), { again: true });
    expect(graph.requests).toHaveLength(2);
  });

  test.each<How>([{ status: 403 }, { status: 409 }, { status: 412 }])(
    'that is refused (%s) says why at once',
    async (how) => {
      const item = aFile();
      graph.fail({ api: 'graph', how });
      const thrown = await open()
        .begin()
        .put(contentOf(item), Buffer.from('new'))
        .catch((error) => error);
      expect(thrown).toBeInstanceOf(RequestRefused);
      expect(thrown).not.toBeInstanceOf(NotDone);
      expect((thrown as RequestRefused).failure.status).toBe((how as { status: number }).status);
    },
  );
});

describe('a failure', () => {
  test('has all codes, and the one inside that says more', async () => {
    const item = aFile();
    graph.fail({ api: 'graph', how: { status: 403, code: 'accessDenied', inner: 'accessRestricted' } });
    const { failure } = await open()
      .begin()
      .get<never>(contentOf(item))
      .catch((error) => error);
    expect(failure).toMatchObject({ reason: 'accessRestricted', code: '' });
    expect(failure.codes.slice(0, 2)).toEqual(['accessDenied', 'accessRestricted']);
  });

  test('has its own code where those inside only repeat it', () => {
    const error = { code: 'conflict', innerError: { code: 'conflictUncategorized', innerError: { code: 'conflict' } } };
    expect(refusalOf(409, new Headers(), { error }, 0).reason).toBe('conflict');
  });

  test('without an answer has the network’s code', async () => {
    const other = await openGraph();
    await other.close();
    const client = createGraphClient({
      cloud: CLOUDS.global,
      rootUrl: other.url,
      token: async () => 'token',
      time: { now: graph.clock.now, sleep: (ms) => graph.clock.advance(ms) },
    });
    await expect(client.begin().get('/drives/a')).rejects.toMatchObject({
      failure: { status: 0, code: 'ECONNREFUSED' },
    });
  });
});

describe('several requests in one', () => {
  const asking = () => {
    const { drive, id } = aFile();
    const url = path`/drives/${drive.id}/items/${id}`;
    return ['a', 'b', 'c'].map((name): BatchRequest => ({ id: name, method: 'GET', url }));
  };

  test('are answered each by its id', async () => {
    const answers = await batch(open().begin(), asking(), graph.clock.now);
    expect([...answers.keys()].sort()).toEqual(['a', 'b', 'c']);
    expect([...answers.values()]).toMatchObject([1, 2, 3].map(() => ({ ok: true, body: { name: 'a.xlsx' } })));
  });

  test('of which one changes something without a body: it gets an empty one, or all of them would be refused', async () => {
    const mailbox = graph.mailbox('baton@example.com');
    const operation = open().begin();
    const draft = await operation.post<{ readonly id: string }>(path`/users/${mailbox.address}/messages`, {
      subject: 'Due',
      toRecipients: [{ emailAddress: { address: 'lin@example.com' } }],
    });
    const url = path`/users/${mailbox.address}/messages/${draft.id}/send`;
    const answers = await batch(operation, [...asking(), { id: 'd', method: 'POST', url }], graph.clock.now);
    expect([...answers.values()].map(({ ok }) => ok)).toEqual([true, true, true, true]);
    expect(mailbox.sent).toHaveLength(1);
  });

  test('of which some are throttled: only those are asked again, after the longest wait', async () => {
    graph.fail({ api: 'graph', method: 'driveitem-get', nth: 2, how: { status: 429, retryAfter: 30 } });
    const start = graph.clock.now();
    const answers = await batch(open().begin(), asking(), graph.clock.now);
    expect([...answers.values()].every(({ ok }) => ok)).toBe(true);
    expect(graph.requests.filter(({ method }) => method === 'driveitem-get')).toHaveLength(4);
    expect(graph.clock.now() - start).toBeGreaterThanOrEqual(30_000);
  });

  test('of which one is refused: that is its answer, and nothing is repeated', async () => {
    const [first, ...others] = asking();
    const requests = [{ ...first!, url: '/drives/none/items/none' }, ...others];
    const answers = await batch(open().begin(), requests, graph.clock.now);
    expect(answers.get('a')).toMatchObject({ ok: false, failure: { status: 404, reason: 'itemNotFound' } });
    expect(answers.get('b')).toMatchObject({ ok: true });
    expect(graph.requests.filter(({ method }) => method === 'driveitem-get')).toHaveLength(3);
  });
});

test('nobody who signs in: that is said, and not that Graph cannot be reached', async () => {
  const client = createGraphClient({ cloud: CLOUDS.global, rootUrl: graph.url });
  vi.stubEnv('BATON_TENANT', '');
  await expect(client.begin().get('/drives/a')).rejects.toMatchObject({ kind: 'call', code: 'graph-account' });
  vi.unstubAllEnvs();
});

describe('patience', () => {
  const waits = async (work: () => Promise<unknown>) => {
    const start = graph.clock.now();
    await work().catch(() => {});
    return graph.clock.now() - start;
  };

  test('waits as long as it is told', async () => {
    const item = aFile();
    graph.fail({ api: 'graph', how: { status: 429, retryAfter: 40 } });
    const { drive, id } = item;
    expect(await waits(() => open().begin().get(path`/drives/${drive.id}/items/${id}`))).toBeGreaterThanOrEqual(40_000);
  });

  test('ends within five minutes, and leaves the service to others after twenty repeats in vain', async () => {
    const { drive, id } = aFile();
    const client = open();
    graph.fail({ api: 'graph', how: { status: 503 }, times: 1000 });
    const get = () => client.begin().get(path`/drives/${drive.id}/items/${id}`);
    expect(await waits(get)).toBeLessThanOrEqual(300_000);
    for (let i = 0; i < 5; i++) await waits(get);
    const asked = graph.requests.length;
    expect(asked).toBe(20 + 6);
    await waits(get);
    expect(graph.requests.length).toBe(asked + 1);
    graph.calm();
  });
});
