import { createServer, type Server } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { afterEach } from 'vitest';
import type { AnswerKind } from '../../../core/answers/model.ts';
import { readSnapshot } from '../../../core/read/index.ts';
import { headsOf, verifyLedger } from '../../../core/record/ledger.ts';
import type { Snapshot } from '../../../core/snapshot.ts';
import { createMemoryMailer } from '../../../functions/adapters/memory/mailer.ts';
import type { MemoryStore } from '../../../functions/adapters/memory/store.ts';
import { createLinks } from '../../../functions/answer/links.ts';
import { createLifetime } from '../../../functions/base/lifetime.ts';
import { type Host, queryOf, replyJson } from '../../../functions/http/call.ts';
import { type RespondParts, respond } from '../../../functions/http/respond.ts';
import type { Registered } from '../../../functions/many/registry.ts';
import type { WorkbookStore } from '../../../functions/ports.ts';
import { sweepWorkbook } from '../../../functions/sweep/sweep.ts';
import { STARTER, type TabKey } from '../../../sheet-templates/index.ts';
import { addressOf, createClock, PEOPLE } from '../../support/office.ts';
import { openStarter } from '../../support/starter.ts';
import { listening } from '../http/parts.ts';

export const URI = 'memory:office';
export const KEY = 'a-secret-of-thirty-two-characters';
/** Friday, in the middle of the morning. */
export const NOON = '2026-03-06T02:00:00.000Z';

const servers: Server[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve)))));

/** An office with two tasks, two workdays late, as the morning's sweep left them. */
export const openSwept = async (tabs: readonly TabKey[] = STARTER): Promise<MemoryStore> => {
  const store = await openStarter(
    {
      directory: PEOPLE.map((name) => ({ name, email: addressOf(name), department: 'Sales' })),
      departments: [{ name: 'Sales', head: 'Li Na', divisionLeader: 'Zhao Min' }],
      raci: ['Li Na', 'Wang Wei'].map((name, i) => ({
        id: `T-000${i + 1}`,
        name: `Task ${i + 1}`,
        responsible: name,
        accountable: 'Ana Silva',
        start: '2026-03-02',
        due: '2026-03-04',
        output: 'A report',
      })),
    },
    { tabs, settings: { workbookId: 'W-1', workbookHome: 'memory:starter' } },
  );
  await sweepOnce(store);
  return store;
};

export const sweepOnce = (store: WorkbookStore) =>
  sweepWorkbook({
    store,
    mailer: createMemoryMailer(),
    now: '2026-03-06T09:00:00+08:00',
    clock: () => '2026-03-06T01:00:00Z',
  });

export interface AnswerSite {
  readonly url: string;
  readonly clock: ReturnType<typeof createClock>;
  readonly logged: string[];
  /** What the page behind somebody's button says. */
  readonly open: (link: string, init?: RequestInit) => Promise<Shown>;
  /** Sends the page's form, filled in further, with the button that has this name. */
  readonly send: (page: Shown, fields?: Readonly<Record<string, string>>, button?: string) => Promise<Shown>;
  /** Sends the page's form as a browser does that has chosen a file in one of its fields. */
  readonly upload: (
    page: Shown,
    field: string,
    file: File,
    fields?: Readonly<Record<string, string>>,
  ) => Promise<Shown>;
  /** Presses the button that takes it back. */
  readonly undo: (page: Shown) => Promise<Shown>;
}

export interface Shown {
  readonly status: number;
  readonly headers: Headers;
  readonly html: string;
  /** Without mark-up. */
  readonly text: string;
  readonly forms: readonly Filled[];
}
/** What a form would send if it were sent now. */
type Filled = Readonly<Record<string, string>>;

/** Respond behind a real server. */
export const openSite = async (store: WorkbookStore, more: Partial<RespondParts> = {}): Promise<AnswerSite> => {
  const clock = createClock(NOON);
  const logged: string[] = [];
  const host: Host = { lifetime: createLifetime(), project: null, write: (line) => void logged.push(line) };
  const endpoint = respond({
    links: createLinks({ base: 'https://respond.example.com/', keys: [KEY] }),
    registry: async () => ({ workbooks: [registered()], bad: [] }),
    open: () => store,
    clock: clock.read,
    wait: async (ms) => clock.pass(ms / 60_000),
    isEnding: () => false,
    ...more,
  });
  const server = createServer(async (request, response) => {
    const target = request.url ?? '';
    const header = (key: string) => [request.headers[key]].flat()[0];
    const raw = await buffer(request);
    await replyJson(
      host,
      endpoint,
      { method: request.method ?? '', header, query: queryOf(target), raw, body: null },
      response,
    );
  });
  servers.push(server);
  const url = await listening(server);
  const shown = async (init: RequestInit, query = ''): Promise<Shown> => {
    const answer = await fetch(`${url}/${query}`, init);
    const html = await answer.text();
    return { status: answer.status, headers: answer.headers, html, text: textOf(html), forms: formsIn(html) };
  };
  const post = (fields: Filled) => shown({ method: 'POST', body: new URLSearchParams(fields) });
  return {
    url,
    clock,
    logged,
    open: (link, init = {}) => shown(init, new URL(link).search),
    send: (page, fields = {}, button) => {
      const form = page.forms.find(({ n }) => n !== undefined);
      if (form === undefined) throw new Error(`no form in: ${page.text}`);
      return post({ ...form, ...fields, ...(button && { [button]: 'yes' }) });
    },
    upload: (page, field, file, fields = {}) => {
      const body = new FormData();
      const form = page.forms.find(({ n }) => n !== undefined) ?? {};
      for (const [name, value] of Object.entries({ ...form, ...fields })) if (name !== field) body.append(name, value);
      body.append(field, file);
      return shown({ method: 'POST', body });
    },
    undo: (page) => {
      const form = page.forms.find(({ u }) => u !== undefined);
      if (form === undefined) throw new Error(`nothing to take back in: ${page.text}`);
      return post(form);
    },
  };
};

export const registered = (more: Partial<Registered> = {}): Registered => ({
  uri: URI,
  zone: 'Asia/Shanghai',
  sweepTime: 540,
  owner: null,
  paused: false,
  book: null,
  ...more,
});

/** A link as a mail of today would carry it. */
export const linkFor = async (
  store: WorkbookStore,
  name: string,
  item: string,
  kind: AnswerKind | null,
  { uri = URI, key = KEY, at = NOON } = {},
): Promise<string> => {
  const snapshot = readSnapshot(await store.read(), { now: at });
  const links = createLinks({ base: 'https://respond.example.com/', keys: [key] });
  return links.linkTo(uri, snapshot)(snapshot.people.get(name)!, item, kind);
};

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
const decoded = (text: string) => text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ENTITIES[name]!);
const textOf = (html: string) =>
  decoded(html.replace(/^[\s\S]*<main>/, '').replace(/<[^>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim();

const attribute = (tag: string, name: string) => {
  const found = new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1];
  return found === undefined ? undefined : decoded(found);
};

/** As a browser would send them, nothing pressed. */
const formsIn = (html: string): Filled[] =>
  [...html.matchAll(/<form[\s\S]*?<\/form>/g)].map(([form]) => {
    const filled: Record<string, string> = {};
    for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
      const isChoice = /type="(radio|checkbox)"/.test(tag);
      if (!isChoice || / checked[ >]/.test(tag)) filled[attribute(tag, 'name')!] = attribute(tag, 'value') ?? '';
    }
    for (const [, tag, text] of form.matchAll(/(<textarea[^>]*>)\n?([^<]*)<\/textarea>/g)) {
      filled[attribute(tag!, 'name')!] = decoded(text!);
    }
    for (const [select] of form.matchAll(/<select[\s\S]*?<\/select>/g)) {
      const chosen = /<option[^>]* selected[^>]*>/.exec(select)?.[0] ?? /<option[^>]*>/.exec(select)?.[0] ?? '';
      filled[attribute(select, 'name')!] = attribute(chosen, 'value') ?? '';
    }
    return filled;
  });

export const snapshotNow = async (store: WorkbookStore): Promise<Snapshot> =>
  readSnapshot(await store.read(), { now: NOON });

/** What a workbook says of a task, and of answers to it. */
export const standingOf = async (store: WorkbookStore, item = 'T-0001') => {
  const { rows, ledger, runs } = await snapshotNow(store);
  const { status, progress, output, newDue, reason } = rows.tracker.find(({ id }) => id === item)!.values;
  return {
    tracker: { status, progress, output, newDue, reason },
    answers: ledger
      .filter(({ key }) => key.startsWith('answer.'))
      .map(({ key, to, status }) => `${key} ${to} ${status}`),
    chain: verifyLedger(ledger, headsOf(runs)).ok,
    claims: runs.filter(({ status }) => status === 'claimed').length,
  };
};
