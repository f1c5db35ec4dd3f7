import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { planOf } from '../../../core/planning/make-plan.ts';
import { readFacts } from '../../../core/process/facts.ts';
import { readSnapshot } from '../../../core/read/index.ts';
import { headsOf, verifyLedger } from '../../../core/record/ledger.ts';
import { stillOwed } from '../../../core/record/owing.ts';
import { createMemoryMailer } from '../../../functions/adapters/memory/mailer.ts';
import type { MemoryStore } from '../../../functions/adapters/memory/store.ts';
import { openMemory } from '../../../functions/adapters/memory/store.ts';
import { eventFindings } from '../../../functions/doctor/owed.ts';
import { decide } from '../../../functions/sweep/decide.ts';
import { sweepWorkbook } from '../../../functions/sweep/sweep.ts';
import { EventBody, eventJsonSchema, IS_WHAT_IS_POSTED } from '../../../functions/webhook/schema.ts';
import { eventId, type Webhook, webhookIn, webhookSecrets, webhookUrl } from '../../../functions/webhook/webhook.ts';
import { workbookOf } from '../../support/scenario.ts';
import { isSigned, openReceiver, type Receiver, SECRET } from '../../support/webhook.ts';

let receiver: Receiver;
beforeAll(async () => {
  receiver = await openReceiver();
});
afterAll(() => receiver.close());

let store: MemoryStore;
let mailer: ReturnType<typeof createMemoryMailer>;
beforeEach(() => {
  receiver.taken.length = 0;
  Object.assign(receiver, { asked: 0, behaves: [200] });
  store = openMemory(workbookOf({ tabs: { raci: TASKS } }));
  mailer = createMemoryMailer();
});

const TASKS = [
  { id: 'T-0001', name: 'Box', responsible: 'Li Ming', accountable: 'Sun Li', due: '2026-03-05' },
  { id: 'T-0002', name: 'Prices', responsible: 'Wang Fang', accountable: 'Sun Li', due: '2026-03-05' },
];
const FRIDAY = '2026-03-06T09:00';
const SATURDAY = '2026-03-07T09:00';
const MONDAY = '2026-03-09T09:00';
const TUESDAY = '2026-03-10T09:00';

const env = (url = receiver.url) => ({ BATON_WEBHOOK: url, BATON_WEBHOOK_SECRET: SECRET });
const sweep = (now: string, webhook: Webhook | null = webhookIn(env()), of: MemoryStore = store) =>
  sweepWorkbook({ store: of, mailer, now, decide, clock: () => `${now}:00+08:00`, ...(webhook && { webhook }) });

const seen = async (now = FRIDAY) => readSnapshot(await store.read(), { now });
const statuses = async () => {
  const last = new Map<string, string>();
  for (const { key, to, status } of (await seen()).ledger) if (to === 'webhook') last.set(key, status);
  return [...last.values()];
};
const ids = () => receiver.taken.map(({ id }) => id);
/** What Friday's sweep tells people. */
const keysOfFriday = async () =>
  planOf(readFacts(readSnapshot(workbookOf({ tabs: { raci: TASKS } }), { now: FRIDAY }))).notices.map(({ key }) => key);

describe('the events of a sweep', () => {
  it('are what people are told, signed, each once, and none with the next sweep of the day', async () => {
    const keys = await keysOfFriday();
    expect(keys.length).toBeGreaterThan(2);
    await sweep(FRIDAY);
    const bodies = receiver.taken.map(({ body }) => EventBody.parse(JSON.parse(body)));
    expect(bodies.map(({ data }) => data.key)).toEqual(keys);
    expect(new Set(ids()).size).toBe(keys.length);
    expect(bodies.find(({ data }) => data.rule === 'task.overdue')).toMatchObject({
      type: 'notice.task.overdue',
      timestamp: `${FRIDAY}:00+08:00`,
      data: {
        level: 0,
        item: { id: 'T-0001', name: 'Box', due: '2026-03-05' },
        to: [{ name: 'Li Ming', email: 'li@example.com' }],
        workbook: { id: 'W-TEST' },
      },
    });
    expect(receiver.taken.map(({ body }) => body).join()).not.toMatch(/respond|[?&]t=/);
    await sweep(FRIDAY);
    expect(receiver.asked).toBe(keys.length);
    expect(new Set(await statuses())).toEqual(new Set(['sent']));
  });

  it('leave mails, plans and what people are owed as they are without', async () => {
    const { sent } = mailer;
    await sweep(FRIDAY);
    await sweep(MONDAY);
    const told = sent.map(({ to, subject }) => `${to.address} ${subject}`);
    store = openMemory(workbookOf({ tabs: { raci: TASKS } }));
    mailer = createMemoryMailer();
    await sweep(FRIDAY, null);
    await sweep(MONDAY, null);
    expect(mailer.sent.map(({ to, subject }) => `${to.address} ${subject}`)).toEqual(told);
  });

  it('are none on a day off, of a dry run, and where nobody is told', async () => {
    await sweep(SATURDAY);
    const webhook = webhookIn(env())!;
    await sweepWorkbook({ store, mailer, now: FRIDAY, decide, dryRun: true, webhook });
    await sweep(FRIDAY, null);
    expect(receiver.asked).toBe(0);
  });

  it('come again with the same id, body and another signature until they are taken, whatever the receiver does', async () => {
    const keys = await keysOfFriday();
    for (const behaviour of [500, 503, 429, 302, 404, 401, 'breaks-before', 'breaks-after'] as const) {
      receiver.taken.length = 0;
      store = openMemory(workbookOf({ tabs: { raci: TASKS } }));
      receiver.behaves = [behaviour, 200];
      expect([behaviour, (await sweep(FRIDAY)).outcome]).toEqual([behaviour, 'done']);
      expect([behaviour, (await statuses()).includes('deferred')]).toEqual([behaviour, true]);
      await sweep(FRIDAY);
      const wanted = new Set(keys.map((key) => eventId('W-TEST', `webhook.${key}`)));
      expect([behaviour, new Set(ids())]).toEqual([behaviour, wanted]);
      const bodies = new Map(receiver.taken.map(({ id, body }) => [id, body]));
      for (const { id, body } of receiver.taken) expect(body).toBe(bodies.get(id));
      // Nobody could tell that it was taken: this once it came twice.
      expect(receiver.taken.length).toBe(wanted.size + (behaviour === 'breaks-after' ? 1 : 0));
      expect(new Set(await statuses())).toEqual(new Set(['sent']));
    }
  });

  it('wait for the next sweep after three in a row that it refuses, which do not come on a day off', async () => {
    expect((await keysOfFriday()).length).toBeGreaterThan(6);
    receiver.behaves = [404, 404, 200, 404, 404, 404];
    await sweep(FRIDAY);
    expect([receiver.asked, receiver.taken.length]).toEqual([6, 1]);
    const asked = receiver.asked;
    receiver.behaves = [404];
    await sweep(SATURDAY);
    expect(receiver.asked).toBe(asked);
    await sweep(MONDAY);
    expect(receiver.asked).toBe(asked + 3);
  });

  it('say nothing under an id that a row did not get, because somebody was typing there', async () => {
    const typed = { name: 'Half a na', responsible: 'Li Ming', due: '2026-03-05' };
    store = openMemory(workbookOf({ tabs: { raci: [...TASKS, typed] } }));
    const { sheets } = await store.read();
    const at = sheets
      .flatMap(({ title, rows }) =>
        rows.map((row) => ({ sheet: title, row: row.at, column: row.cells.indexOf(typed.name) + 1 })),
      )
      .find(({ column }) => column > 0)!;
    let writes = 0;
    const busy: MemoryStore = {
      ...store,
      apply: async (...given) => {
        if (++writes === 2) store.type([{ ...at, value: 'Half a name' }]);
        return store.apply(...given);
      },
    };
    await sweep(FRIDAY, webhookIn(env()), busy);
    const told = () => receiver.taken.filter(({ body }) => EventBody.parse(JSON.parse(body)).data.item.id === 'T-0003');
    expect(receiver.asked).toBeGreaterThan(0);
    expect(told()).toEqual([]);
    await sweep(FRIDAY);
    expect(told().length).toBeGreaterThan(0);
    expect(new Set(ids()).size).toBe(ids().length);
  });

  it('that take long keep the claim, so that nobody else begins meanwhile', async () => {
    let minutes = 0;
    const clock = () => new Date(Date.parse(`${FRIDAY}:00+08:00`) + minutes * 60_000).toISOString();
    const book = { store, mailer, now: FRIDAY, decide, clock };
    const others: string[] = [];
    const slow: Webhook = {
      ...webhookIn(env())!,
      post: async () => {
        minutes += 6;
        others.push((await sweepWorkbook(book)).outcome);
        return { taken: true };
      },
    };
    const { length } = await keysOfFriday();
    expect(length * 6).toBeGreaterThan(15);
    expect(await sweepWorkbook({ ...book, webhook: slow })).toMatchObject({ outcome: 'done' });
    expect(others).toEqual(Array(length).fill('left'));
  });

  it('reach it at least once wherever a sweep dies, and no mail leaves twice for it', async () => {
    const keys = await keysOfFriday();
    const wanted = new Set(keys.map((key) => eventId('W-TEST', `webhook.${key}`)));
    for (let dies = 1; dies < 12; dies++) {
      receiver.taken.length = 0;
      store = openMemory(workbookOf({ tabs: { raci: TASKS } }));
      mailer = createMemoryMailer();
      let writes = 0;
      const apply = store.apply.bind(store);
      const dying: MemoryStore = {
        ...store,
        apply: async (...args: Parameters<typeof apply>) => {
          if (++writes >= dies) throw new Error('power cut');
          return apply(...args);
        },
      };
      await sweep(FRIDAY, webhookIn(env()), dying).catch(() => {});
      await sweepWorkbook({
        store,
        mailer,
        now: FRIDAY,
        decide,
        takeOver: true,
        clock: () => `${FRIDAY}:00+08:00`,
        webhook: webhookIn(env())!,
      });
      expect([dies, new Set(ids())]).toEqual([dies, wanted]);
      const { ledger, runs, people, today } = await seen();
      expect([dies, verifyLedger(ledger, headsOf(runs)).ok]).toEqual([dies, true]);
      expect([dies, stillOwed(ledger, people.values(), today)]).toEqual([dies, []]);
    }
  });

  it('that are not taken for a day are told of to the keeper; after two weeks they are given up', async () => {
    receiver.behaves = [500];
    const first = await sweep(FRIDAY);
    expect(first.problems.map(({ code }) => code)).not.toContain('webhook-untold');
    const { problems } = await sweep(MONDAY);
    expect(problems).toContainEqual(
      expect.objectContaining({
        code: 'webhook-untold',
        facts: { waiting: 1, since: '2026-03-06', said: 'HTTP 500', gone: false },
      }),
    );
    expect(mailer.sent.some(({ to, text }) => to.name === 'Wu Kai' && text.includes('HTTP 500'))).toBe(true);
    expect(eventFindings(await seen(MONDAY)).map(({ code }) => code)).toEqual(['events-waiting']);
    await sweep('2026-03-23T09:00');
    expect(await statuses()).toContain('refused');
  });

  it('that were all taken are fine to doctor, which says of when the last was; without any it says nothing', async () => {
    expect(eventFindings(await seen(FRIDAY))).toEqual([]);
    await sweep(FRIDAY);
    expect(eventFindings(await seen(MONDAY))).toMatchObject([
      { code: 'events', state: 'fine', words: { en: expect.stringContaining('the last on Fri 6 Mar') } },
    ]);
  });

  it('go nowhere any more once the receiver is gone, until another is named', async () => {
    receiver.behaves = [410];
    await sweep(FRIDAY);
    await sweep(MONDAY);
    expect(receiver.asked).toBe(1);
    expect((await sweep(TUESDAY)).problems).toContainEqual(
      expect.objectContaining({
        code: 'webhook-untold',
        facts: expect.objectContaining({ gone: true, said: 'HTTP 410' }),
      }),
    );
    expect(eventFindings(await seen(TUESDAY)).map(({ code }) => code)).toContain('events-gone');
    receiver.behaves = [200];
    await sweep(TUESDAY, webhookIn(env(`${receiver.url}?another`)));
    expect(receiver.taken.length).toBeGreaterThan(1);
  });

  it('go to the address that was named, and along no redirect', async () => {
    const other = await openReceiver();
    receiver.behaves = [{ redirect: other.url }];
    await sweep(FRIDAY);
    expect([other.asked, await statuses().then((all) => all.includes('deferred'))]).toEqual([0, true]);
    await other.close();
  });
});

describe('what a webhook is', () => {
  it('is signed as the specification says, by each secret', async () => {
    const old = `whsec_${Buffer.alloc(24, 1).toString('base64')}`;
    const asked: { headers: Record<string, string>; body: string }[] = [];
    const request = async (_: unknown, init: RequestInit = {}) => {
      asked.push({ headers: init.headers as Record<string, string>, body: String(init.body) });
      return new Response(null, { status: 204 });
    };
    const now = Date.parse('2026-03-06T01:00:00Z');
    const webhook = webhookIn(
      { BATON_WEBHOOK: 'https://example.com/hook', BATON_WEBHOOK_SECRET: `${SECRET}, ${old}` },
      { fetch: request as typeof fetch, now: () => now },
    )!;
    expect(await webhook.post({ workbook: 'W-1', key: 'task.due:T-0001:2026-03-05:1', body: '{"a":1}' })).toEqual({
      taken: true,
    });
    const [{ headers, body }] = asked as [(typeof asked)[0]];
    for (const secret of [SECRET, old]) expect(isSigned(headers, body, secret, now)).toBe(true);
    expect(isSigned(headers, `${body} `, SECRET, now)).toBe(false);
    expect(headers['webhook-id']).toBe(eventId('W-1', 'task.due:T-0001:2026-03-05:1'));
  });

  it('is an address over https or of this machine, and a secret of 24 to 64 bytes', () => {
    const good = ['https://example.com/x?y=1', 'http://127.0.0.1:5678/w', 'http://localhost/', 'http://[::1]:1/'];
    for (const url of good) expect(webhookUrl(url)).not.toBeNull();
    const bad = ['http://example.com/', 'http://169.254.169.254/', 'ftp://x', 'https://a:b@example.com/', 'x', ''];
    for (const url of [...bad, 'http://localhost.example.com/']) expect([url, webhookUrl(url)]).toEqual([url, null]);
    const secretOf = (bytes: number) => `whsec_${Buffer.alloc(bytes, 1).toString('base64')}`;
    expect([23, 24, 64, 65].map((bytes) => webhookSecrets(secretOf(bytes)) !== null)).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(webhookSecrets('a-secret')).toBeNull();
    expect(() => webhookIn({ BATON_WEBHOOK: 'https://example.com/' })).toThrow(/BATON_WEBHOOK_SECRET/);
    expect(webhookIn({})).toBeNull();
  });

  it.each(['docs/webhooks.md', 'docs/webhooks.zh-CN.md'])('has the schema that stands in %s', (page) => {
    const text = readFileSync(new URL(`../../../${page}`, import.meta.url), 'utf8');
    const [, schema = ''] = /```json schema\n([\s\S]*?)```/.exec(text) ?? [];
    expect(JSON.parse(schema)).toEqual(JSON.parse(JSON.stringify(eventJsonSchema())));
    expect(IS_WHAT_IS_POSTED).toBe(true);
  });
});
