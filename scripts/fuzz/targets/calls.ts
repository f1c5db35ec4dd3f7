/** What anybody can send to the functions: addresses and forms of the answer page, notifications, tasks, and mails. */
import fc from 'fast-check';
import { ANSWERS } from '../../../core/answers/model.ts';
import { readSnapshot } from '../../../core/read/index.ts';
import { must } from '../../../core/text/must.ts';
import type { RawWorkbook } from '../../../core/workbook.ts';
import { createMemoryMailer } from '../../../functions/adapters/memory/mailer.ts';
import { createLinks } from '../../../functions/answer/links.ts';
import { createLifetime } from '../../../functions/base/lifetime.ts';
import { createLog } from '../../../functions/base/log.ts';
import { BatonError } from '../../../functions/errors.ts';
import { type Answer, type Endpoint, type HttpCall, httpCallOf } from '../../../functions/http/call.ts';
import { changed } from '../../../functions/http/changed.ts';
import { dispatch } from '../../../functions/http/dispatch.ts';
import { replies } from '../../../functions/http/replies.ts';
import { respond } from '../../../functions/http/respond.ts';
import { sweepEndpoint } from '../../../functions/http/sweep.ts';
import { createClientStates } from '../../../functions/microsoft/client-state.ts';
import type { Queue } from '../../../functions/ports.ts';
import { replyMail } from '../../../test/support/eml.ts';
import { damagedBytes, drawText } from '../draw.ts';
import { copyOf, FULL, NOW, openOffice } from '../office.ts';
import { mustHold, target } from '../target.ts';
import words from '../words.json' with { type: 'json' };

const KEY = 'a-secret-of-thirty-two-characters';
const URI = 'memory:office';
const BASE = 'https://respond.example.com/';
const links = createLinks({ base: BASE, keys: [KEY] });
const states = createClientStates([KEY]);
const clock = () => NOW;

const UNDO = { key: 'answer.done:T-0001:2026-03-06:1', nonce: 'x', writes: [] } as const;
const PEOPLE = ['Li Na', 'Wang Wei', 'Zhao Min', 'Ana Silva'];
/** Real links, as the morning's mails carry them. */
const tokensOf = (raw: RawWorkbook): string[] => {
  const snapshot = readSnapshot(raw, { now: NOW });
  const linkTo = links.linkTo(URI, snapshot);
  return PEOPLE.flatMap((name) =>
    ['T-0001', 'T-0002', 'Q-0001', 'T-9999'].map((item) => {
      const link = linkTo(must(snapshot.people.get(name), name), item, null);
      return must(new URL(link).searchParams.get('t'), 'token in a link');
    }),
  );
};

/** An endpoint answers whatever comes, and never says that something broke that nobody thought of. */
const answered = async (endpoint: Endpoint, call: HttpCall): Promise<string> => {
  const lines: string[] = [];
  const log = createLog({
    requestId: 'fuzz',
    header: call.header,
    project: 'p',
    write: (line) => void lines.push(line),
  });
  let answer: Answer;
  try {
    if (!endpoint.methods.includes(call.method)) return 'method';
    answer = await endpoint.answer(call, log);
  } catch (error) {
    if (error instanceof BatonError) return `refused:${error.code}`;
    throw error;
  }
  const broke = lines.find((line) => line.includes('"internal"'));
  mustHold(broke === undefined, () => `internal: ${broke}`);
  mustHold(answer.status >= 200 && answer.status < 600, () => `answers ${answer.status}`);
  const content = 'html' in answer ? answer.html : 'text' in answer ? answer.text : JSON.stringify(answer.body);
  mustHold(
    !('html' in answer) || !/<script|javascript:/i.test(content),
    () => `a page with a script: ${content.slice(0, 300)}`,
  );
  for (const value of Object.values(answer.headers ?? {}))
    mustHold(!/[\r\n]/.test(value), () => `a header of two lines: ${value}`);
  return `${answer.status} ${content.length}`;
};

interface Request {
  readonly method: string;
  readonly query: string;
  readonly body: string;
  readonly headers: { readonly [name: string]: string };
  readonly [key: string]: string | { readonly [name: string]: string };
}

const toCall = ({ method = 'GET', query = '', body = '', headers = {} }: Partial<Request>): HttpCall =>
  httpCallOf({ method, url: `/x?${query}`, headers } as unknown as Parameters<typeof httpCallOf>[0], Buffer.from(body));

const encode = (fields: readonly (readonly [string, string])[]) =>
  new URLSearchParams(fields.map(([key, value]) => [key, value] as [string, string])).toString();

export const respondTarget = target<Request>({
  name: 'respond',
  patience: 4000,
  prepare: async () => {
    const raw = await (await openOffice(FULL)).read();
    const tokens = tokensOf(raw);
    const link = links.open(must(tokens[0], 'token'), NOW);
    const sealed = typeof link === 'string' ? '' : link.sealUndo(UNDO, NOW);
    const token = fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...tokens) },
      { weight: 2, arbitrary: drawText(tokens, 2, 500) },
    );
    const value = drawText([...words.form.values, sealed], 4, 20_000);
    const fields = fc
      .tuple(
        token,
        fc.option(fc.constantFrom(...ANSWERS, 'nothing')),
        fc.array(fc.tuple(fc.constantFrom(...words.form.fields), value), { maxLength: 5 }),
        fc.option(value),
      )
      .map(
        ([t, a, more, u]) =>
          [['t', t], ...(a === null ? [] : [['a', a]]), ...more, ...(u === null ? [] : [['u', u]])] as [
            string,
            string,
          ][],
      );
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    return {
      inputs: fc.oneof(
        {
          weight: 4,
          arbitrary: fields.map((all) => ({
            method: 'GET',
            query: encode(all),
            body: '',
            headers: { 'accept-language': 'zh;q=x,en;q=0.5,*' },
          })),
        },
        {
          weight: 6,
          arbitrary: fields.map((all) => ({ method: 'POST', query: '', body: encode(all), headers: form })),
        },
        {
          weight: 1,
          arbitrary: fc.record({
            method: fc.constantFrom('GET', 'HEAD', 'POST', 'PUT'),
            query: drawText(['t=', '&', '%', '%zz', 'a=done', ...tokens], 8, 5000),
            body: drawText(['t=', '&', '%ff', 'a=date'], 8),
            headers: fc.dictionary(
              fc.constantFrom('content-type', 'accept-language', 'x-request-id', 'traceparent'),
              drawText(['application/x-www-form-urlencoded', 'en', 'zh-CN;q=0', ';q=', '00-'], 4, 3000),
            ),
          }),
        },
      ),
      attempt: (request) => {
        const store = copyOf(raw);
        const endpoint = respond({
          links,
          registry: async () => ({ workbooks: [{ uri: URI, paused: false, book: null }] }),
          open: () => store,
          clock,
          wait: async () => {},
          isEnding: () => false,
          uniqueId: () => 'fuzz-fuzz',
        });
        return answered(endpoint, toCall(request));
      },
    };
  },
});

export const linkTarget = target<readonly string[]>({
  name: 'links',
  patience: 500,
  prepare: async () => {
    const tokens = tokensOf(await (await openOffice()).read());
    const link = links.open(must(tokens[0], 'token'), NOW);
    if (typeof link === 'string') throw new Error('the office’s own link does not open');
    const sealed = link.sealUndo(UNDO, NOW);
    const state = states.of('drive');
    return {
      inputs: fc.tuple(
        drawText([...tokens, 'AAAA', '-', '_', '='], 3, 400),
        drawText([sealed, '.', 'eyJ9'], 3, 2000),
        drawText([state, '.', '0'], 2, 400),
      ),
      attempt: ([token = '', undo = '', drive = '']) => {
        const opened = links.open(token, NOW);
        mustHold(typeof opened === 'string' || tokens.includes(token), () => 'opens what was not made here');
        const seen = links.recognise(token);
        const back = link.openUndo(undo, NOW);
        mustHold(typeof back === 'string' || back.key === UNDO.key, () => 'takes back what was not sealed here');
        mustHold(states.driveIn(drive) === null || drive === state, () => 'knows a state that was not made here');
        return `${typeof opened === 'string' ? opened : 'opened'} ${typeof seen} ${typeof back}`;
      },
    };
  },
});

export const webhooks = target<Request>({
  name: 'webhooks',
  patience: 3000,
  prepare: async () => {
    const raw = await (await openOffice()).read();
    const state = states.of('drive');
    const queue: Queue = { enqueue: async () => 'taken' };
    const lifetime = createLifetime();
    const listed = {
      uri: 'graph:drive/item',
      zone: 'Asia/Shanghai',
      sweepTime: 540,
      owner: null,
      paused: false,
      book: null,
    };
    const endpoints = (): Record<string, Endpoint> => ({
      changed: changed({ states, registry: async () => ({ workbooks: [listed] }), queue, clock }),
      dispatch: dispatch({
        registry: { uri: 'memory:registry', read: async () => ({ workbooks: [listed], bad: [] }) },
        queue,
        perMinute: 60,
        admin: null,
        lifetime,
        clock,
      } as Parameters<typeof dispatch>[0]),
      sweep: sweepEndpoint({
        open: () => copyOf(raw),
        mailer: async () => createMemoryMailer(),
        isKnown: (uri: string) => uri === URI,
        report: async () => {},
        linkTo: links.linkTo,
        repliesAreRead: true,
        lifetime,
        clock,
      } as unknown as Parameters<typeof sweepEndpoint>[0]),
    });
    const text = drawText([state, URI, ...words.call.values], 2, 4000);
    const notification = fc.record({
      value: fc.array(
        fc.record(
          { clientState: fc.oneof(text, fc.constant(state)), subscriptionExpirationDateTime: text, resource: text },
          { requiredKeys: [] },
        ),
        { maxLength: 5 },
      ),
    });
    const task = fc.record(
      {
        kind: fc.constantFrom('check', 'hand-on', 'sweep'),
        name: fc.oneof(fc.constant('a-2026-03-06'), text),
        workbook: fc.oneof(fc.constant(URI), text),
        at: fc.oneof(fc.constant('2026-03-06T09:00:00+08:00'), text),
        owner: fc.option(text),
      },
      { requiredKeys: ['name', 'workbook'] },
    );
    const json = fc
      .oneof(
        { weight: 4, arbitrary: notification },
        { weight: 4, arbitrary: task },
        { weight: 2, arbitrary: fc.jsonValue() },
      )
      .map((value) => JSON.stringify(value));
    return {
      inputs: fc.record({
        method: fc.constantFrom('POST', 'POST', 'POST', 'POST', 'GET'),
        query: fc.oneof(
          { weight: 8, arbitrary: fc.constant('') },
          { weight: 1, arbitrary: drawText(['validationToken=', 'abc', '%3Cscript%3E', '&'], 5, 5000) },
        ),
        body: fc.oneof(
          { weight: 8, arbitrary: json },
          { weight: 1, arbitrary: fc.tuple(json, fc.nat(40)).map(([all, cut]) => all.slice(0, cut)) },
          { weight: 1, arbitrary: fc.nat(20_000).map((depth) => '{"value":'.repeat(depth)) },
        ),
        headers: fc.dictionary(
          fc.constantFrom(
            'x-cloudscheduler-scheduletime',
            'x-cloudtasks-taskretrycount',
            'content-type',
            'traceparent',
            'x-cloud-trace-context',
          ),
          drawText(words.call.headers, 2, 300),
          { maxKeys: 2 },
        ),
      }),
      attempt: async (request) => {
        const ends: string[] = [];
        for (const [name, endpoint] of Object.entries(endpoints())) {
          const [kind = ''] = (await answered(endpoint, toCall(request))).split(' ');
          ends.push(`${name}:${kind}`);
        }
        return ends.join('+');
      },
    };
  },
});

export const mails = target<Buffer>({
  name: 'mails',
  patience: 4000,
  prepare: async () => {
    const raw = await (await openOffice(FULL)).read();
    const tokens = tokensOf(raw);
    const quoted = `\n\nOn Fri, 6 Mar 2026 at 09:00, Baton <baton@example.com> wrote:\n> T-0001 Packaging artwork\n> ${BASE}?t=${tokens[0]}\n> ${BASE}?t=${tokens[1]}\n`;
    const prose = drawText(words.mail.words, 8, 30_000);
    const mail = fc
      .record({
        text: prose,
        html: fc.option(prose),
        headers: fc.array(fc.constantFrom(...words.mail.headers.filter((header) => header.includes(':'))), {
          maxLength: 3,
        }),
        attachment: fc.boolean(),
      })
      .map(({ text, html, headers, attachment }) =>
        replyMail({
          from: 'Li Na <li.na@example.com>',
          text: text + quoted,
          ...(html === null ? {} : { html: `${html}<a href="${BASE}?t=${tokens[0]}">` }),
          headers,
          ...(attachment && { attachment: 'a.pdf' }),
        }),
      );
    const lines = fc
      .array(
        fc.oneof(
          { weight: 4, arbitrary: fc.constantFrom(...words.mail.headers) },
          { weight: 1, arbitrary: prose.map((text) => text.slice(0, 400)) },
        ),
        { maxLength: 20 },
      )
      .map((all) => Buffer.from(`From: Li Na <li.na@example.com>\r\n${all.join('\r\n')}\r\n${quoted}`));
    const nested = fc
      .tuple(fc.nat(300), fc.constantFrom('multipart/mixed', 'message/rfc822', 'multipart/digest'))
      .map(([depth, type]) =>
        Buffer.from(
          [
            'From: Li Na <li.na@example.com>',
            ...Array.from({ length: depth }, (_, i) =>
              type.startsWith('message')
                ? `Content-Type: ${type}\r\n`
                : `Content-Type: ${type}; boundary="b${i}"\r\n\r\n--b${i}`,
            ),
            '',
            quoted,
          ].join('\r\n'),
        ),
      );
    return {
      inputs: fc.oneof(
        { weight: 6, arbitrary: mail },
        { weight: 3, arbitrary: damagedBytes(mail) },
        { weight: 2, arbitrary: lines },
        { weight: 1, arbitrary: nested },
      ),
      attempt: (bytes) => {
        const endings: string[] = [];
        const endpoint = replies({
          inbox: async () => ({
            waiting: async () => ['1'],
            read: async () => bytes,
            done: async (_id: string, how: string) => void endings.push(how),
            answered: async () => 0,
          }),
          mailer: async () => createMemoryMailer(),
          links,
          registry: async () => ({ workbooks: [{ uri: URI, paused: false }] }),
          open: () => copyOf(raw),
          lifetime: createLifetime(),
          clock,
        } as Parameters<typeof replies>[0]);
        return answered(endpoint, toCall({ method: 'POST' })).then((said) => `${endings.join() || 'nothing'} ${said}`);
      },
    };
  },
});
