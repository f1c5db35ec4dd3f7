import { afterEach, describe, expect, test } from 'vitest';
import { APP, type Graph, openGraph } from '../../support/graph/graph.ts';
import type { Mailbox, MailboxOptions } from '../../support/graph/mail/mailbox.ts';

let graph: Graph;
let lin: Mailbox;
afterEach(() => graph?.close());

const TEAM = 'baton@example.com';
const LIN = 'lin@example.com';
const NAME = 'String {1d0f6c21-9f5e-4d0f-8f1a-7c5a0e2b9d11} Name BatonId';

const openPost = async (options?: MailboxOptions): Promise<Mailbox> => {
  graph = await openGraph();
  lin = graph.mailbox(LIN);
  return graph.mailbox(TEAM, options);
};

const ask = (verb: string, path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`${graph.url}/v1.0/users/${TEAM}${path}`, {
    method: verb,
    ...init,
    headers: { authorization: `Bearer ${graph.token()}`, ...init.headers },
  });

const json = (body: unknown): RequestInit => ({
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

const mime = (...lines: string[]): RequestInit => ({
  headers: { 'content-type': 'text/plain' },
  body: Buffer.from(lines.join('\r\n')).toString('base64'),
});

// biome-ignore lint/suspicious/noExplicitAny: whatever Graph answers
const bodyOf = async (response: Response): Promise<any> => response.json();
const errorOf = async (response: Response) => {
  const { error } = await bodyOf(response);
  return [response.status, error.code];
};
const violation = async (response: Promise<Response>) => {
  const refused = await errorOf(await response);
  expect(graph.takeViolations()).toHaveLength(1);
  return refused;
};

const to = (address: string) => [{ emailAddress: { address } }];
const draft = async (body: object = { subject: '两件事', toRecipients: to(LIN) }) =>
  (await bodyOf(await ask('POST', '/messages', json(body)))).id as string;
const filtered = async ($filter: string, more: Record<string, string> = {}) =>
  bodyOf(await ask('GET', `/messages?${new URLSearchParams({ $filter, ...more })}`));

describe('a mail', () => {
  test('is a draft, and then sent: 202, in Sent Items under another id, and in its reader’s inbox', async () => {
    const mailbox = await openPost();
    const id = await draft();
    expect(mailbox.drafts).toHaveLength(1);
    expect((await ask('POST', `/messages/${encodeURIComponent(id)}/send`)).status).toBe(202);
    expect([mailbox.drafts.length, mailbox.sent.length, lin.inbox.length]).toEqual([0, 1, 1]);
    expect(await errorOf(await ask('GET', `/messages/${id}`))).toEqual([404, 'ErrorItemNotFound']);
    expect(await errorOf(await ask('POST', `/messages/${id}/send`))).toEqual([404, 'ErrorItemNotFound']);
  });

  test('keeps its immutable id, and takes a while to be in Sent Items where a test says so', async () => {
    const mailbox = await openPost({ sendTakes: 3000 });
    const prefer = { prefer: 'IdType="ImmutableId"' };
    const body = { subject: 'x', toRecipients: to(LIN) };
    const made = await ask('POST', '/messages', { ...json(body), headers: { ...json(body).headers, ...prefer } });
    const { id } = await bodyOf(made);
    await ask('POST', `/messages/${id}/send`);
    const get = () => ask('GET', `/messages/${id}?$select=isDraft,subject`, { headers: prefer });
    expect((await get()).status).toBe(404);
    await graph.clock.advance(3000);
    expect(await bodyOf(await get())).toMatchObject({ isDraft: false, subject: 'x' });
    expect(mailbox.sent).toHaveLength(1);
  });

  test('made of MIME arrives with its headers, but for those that Exchange takes out', async () => {
    const mailbox = await openPost();
    const made = await ask(
      'POST',
      '/messages',
      mime(
        `To: "Lin" <${LIN}>`,
        'Subject: =?utf-8?B?5Lik5Lu25LqL?=',
        'X-Baton-Id: m1',
        'Auto-Submitted: auto-generated',
        '',
        'Hello',
      ),
    );
    const shown = await bodyOf(made);
    expect(shown).toMatchObject({ subject: '两件事', isDraft: true, bodyPreview: 'Hello' });
    expect(shown).not.toHaveProperty('internetMessageHeaders');
    const select = await bodyOf(await ask('GET', `/messages/${shown.id}?$select=internetMessageHeaders`));
    expect(select.internetMessageHeaders).toContainEqual({ name: 'X-Baton-Id', value: 'm1' });
    await ask('POST', `/messages/${shown.id}/send`);
    const delivered = lin.inbox[0]!.raw.toString();
    expect(delivered).toContain('X-Baton-Id: m1');
    expect(delivered).not.toContain('Auto-Submitted');
    expect(mailbox.sent[0]!.raw.toString()).toContain('Auto-Submitted');
  });

  test('is found by what an extended property or its Message-ID says', async () => {
    await openPost();
    const id = await draft({
      subject: 'one',
      toRecipients: to(LIN),
      internetMessageId: '<m1@example.com>',
      singleValueExtendedProperties: [{ id: NAME, value: 'M-1' }],
    });
    await draft();
    const names = ({ value }: { value: { id: string }[] }) => value.map((message) => message.id);
    const any = `singleValueExtendedProperties/Any(ep: ep/id eq '${NAME}' and ep/value eq 'm-1')`;
    expect(names(await filtered(any))).toEqual([id]);
    expect(names(await filtered("internetMessageId eq '<m1@example.com>' and isDraft eq true"))).toEqual([id]);
    expect(names(await filtered("internetMessageId eq '<m2@example.com>'"))).toEqual([]);
    const expand = `singleValueExtendedProperties($filter=id eq '${NAME}')`;
    const shown = await bodyOf(await ask('GET', `/messages/${id}?${new URLSearchParams({ $expand: expand })}`));
    expect(shown.singleValueExtendedProperties).toEqual([{ id: NAME, value: 'M-1' }]);
  });

  test('comes in pages of ten unless told, the newest first', async () => {
    await openPost();
    for (let i = 0; i < 12; i++) await draft({ subject: String(i) });
    const page = await bodyOf(await ask('GET', '/messages?$select=subject'));
    expect(page.value).toHaveLength(10);
    expect(page.value[0]).toMatchObject({ subject: '11' });
    const next = await fetch(page['@odata.nextLink'], { headers: { authorization: `Bearer ${graph.token()}` } });
    expect((await bodyOf(next)).value.map(({ subject }: { subject: string }) => subject)).toEqual(['1', '0']);
  });
});

describe('a mailbox refuses', () => {
  test('what is no recipient, and what names none', async () => {
    await openPost();
    for (const toRecipients of [[], to('lin'), to('a@example.com;b@example.com')]) {
      const id = await draft({ subject: 'x', toRecipients });
      expect(await errorOf(await ask('POST', `/messages/${id}/send`))).toEqual([400, 'ErrorInvalidRecipients']);
    }
  });

  test('headers that do not begin with x-, more than five of them, and an empty list', async () => {
    await openPost();
    const post = (...names: string[]) =>
      ask('POST', '/messages', json({ internetMessageHeaders: names.map((name) => ({ name, value: '1' })) }));
    expect(await violation(post('Auto-Submitted'))).toEqual([400, 'InvalidInternetMessageHeader']);
    const collection = [400, 'InvalidInternetMessageHeaderCollection'];
    expect(await violation(post('x-1', 'x-2', 'x-3', 'x-4', 'x-5', 'x-6'))).toEqual(collection);
    expect(await violation(post())).toEqual(collection);
    expect((await post('x-1')).status).toBe(201);
  });

  test('fields and filters that it does not know', async () => {
    await openPost();
    expect(await violation(ask('POST', '/messages', json({ subjct: 'x' })))).toEqual([400, 'BadRequest']);
    expect(await violation(ask('GET', "/messages?$filter=internetMessageHeaders eq 'x'"))).toEqual([400, 'BadRequest']);
    const sorted = '/messages?$filter=isDraft eq true&$orderby=sentDateTime desc';
    expect(await violation(ask('GET', sorted))).toEqual([400, 'InefficientFilter']);
    const broken = { headers: { 'content-type': 'text/plain' }, body: 'To: lin' };
    expect(await violation(ask('POST', '/messages', broken))).toEqual([400, 'ErrorMimeContentInvalidBase64String']);
  });

  test('an app that an administrator did not let in, and a sender that is not it', async () => {
    await openPost({ apps: ['another'] });
    expect(await errorOf(await ask('GET', '/messages'))).toEqual([403, 'ErrorAccessDenied']);
    await graph.close();
    await openPost({ apps: [APP] });
    const made = await bodyOf(await ask('POST', '/messages', mime('From: boss@example.com', `To: ${LIN}`, '', 'x')));
    expect(await errorOf(await ask('POST', `/messages/${made.id}/send`))).toEqual([403, 'ErrorSendAsDenied']);
  });

  test('the thirty-first mail of a minute, and says how long to wait', async () => {
    const mailbox = await openPost();
    const ids: string[] = [];
    for (let i = 0; i < 31; i++) ids.push(await draft());
    for (const id of ids.slice(0, 30)) await ask('POST', `/messages/${id}/send`);
    const late = await ask('POST', `/messages/${ids[30]}/send`);
    expect([late.status, late.headers.get('retry-after')]).toEqual([429, '60']);
    await graph.clock.advance(60_000);
    expect((await ask('POST', `/messages/${ids[30]}/send`)).status).toBe(202);
    expect(mailbox.sent).toHaveLength(31);
  });
});
