import { createServer, type Server } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { createFeishuDoor } from '../../../functions/adapters/feishu/door.ts';
import { createFeishu } from '../../../functions/adapters/feishu/feishu.ts';
import { createMemoryMailer } from '../../../functions/adapters/memory/mailer.ts';
import type { MemoryStore } from '../../../functions/adapters/memory/store.ts';
import { createSlackDoor } from '../../../functions/adapters/slack/door.ts';
import { createSlackMail } from '../../../functions/adapters/slack/mail.ts';
import { createLinks } from '../../../functions/answer/links.ts';
import { createLifetime } from '../../../functions/base/lifetime.ts';
import { doorsOf, waysIn } from '../../../functions/connect/connect.ts';
import { type Host, httpCallOf, replyJson } from '../../../functions/http/call.ts';
import { createPresses, pressTask, takeByQueue, takeHere, withDoors } from '../../../functions/http/press.ts';
import { respond } from '../../../functions/http/respond.ts';
import { taskIn } from '../../../functions/http/task.ts';
import type { CloudTask, Mailer, PressDoor, WorkbookStore } from '../../../functions/ports.ts';
import { readContextOf } from '../../../functions/reading/official.ts';
import { asideRun } from '../../../functions/sweep/claim.ts';
import { decide } from '../../../functions/sweep/decide.ts';
import { sweepWorkbook } from '../../../functions/sweep/sweep.ts';
import { openFeishu } from '../../support/feishu/feishu.ts';
import { challengeOf, pressEvent, signedByFeishu, toastIn } from '../../support/feishu/presses.ts';
import { addressOf, createClock, PEOPLE } from '../../support/office.ts';
import { buttonsIn, signedBySlack } from '../../support/slack/presses.ts';
import { openSlack } from '../../support/slack/slack.ts';
import { openStarter } from '../../support/starter.ts';
import { KEY, NOON, registered, snapshotNow, standingOf, URI } from '../respond/site.ts';
import { listening } from './parts.ts';

const LI = addressOf('Li Na');
const WANG = addressOf('Wang Wei');
const AT = Date.parse(NOON);

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** Two tasks of which the sheet says already what came of them, late and still open; Li reads Chinese where it is asked for. */
const openDone = (language?: string): Promise<MemoryStore> =>
  openStarter(
    {
      directory: PEOPLE.map((name) => ({
        name,
        email: addressOf(name),
        department: 'Sales',
        ...(language && name === 'Li Na' && { language }),
      })),
      departments: [{ name: 'Sales', head: 'Li Na', divisionLeader: 'Zhao Min' }],
      raci: ['Li Na', 'Wang Wei'].map((name, i) => ({
        id: `T-000${i + 1}`,
        name: `Task ${i + 1}`,
        responsible: name,
        accountable: 'Ana Silva',
        start: '2026-03-02',
        due: '2026-03-05',
        output: 'A report',
      })),
      tracker: [
        { id: 'T-0001', status: 'in-progress', output: 'https://files.example.com/1' },
        { id: 'T-0002', status: 'in-progress' },
      ],
    },
    { settings: { workbookId: 'W-1', workbookHome: 'memory:starter' } },
  );

const links = createLinks({ base: 'https://respond.example.com/', keys: [KEY] });

const sweepBy = (store: WorkbookStore, mailer: Mailer) =>
  sweepWorkbook({
    store,
    mailer,
    now: '2026-03-06T09:00:00+08:00',
    clock: () => '2026-03-06T01:00:00Z',
    decide: async (raw, { now }) =>
      decide(raw, await readContextOf(raw, now), (snapshot) => links.linkTo(URI, snapshot)),
  });

interface Call {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The door of one chat before the answer page, behind a real server. */
const openDoor = async (
  store: WorkbookStore,
  by: string,
  door: PressDoor,
  isQueued = false,
  served = [registered()],
) => {
  const clock = createClock(NOON);
  const lifetime = createLifetime();
  const logged: string[] = [];
  const tasks: CloudTask[] = [];
  const host: Host = { lifetime, project: null, write: (line) => void logged.push(line) };
  const answering = {
    registry: async () => ({ workbooks: served }),
    open: () => store,
    clock: clock.read,
    wait: async (ms: number) => clock.pass(ms / 60_000),
    isEnding: () => false,
  };
  const doorOf = (name: string) => (name === by ? Promise.resolve(door) : null);
  const handedOn: string[] = [];
  const handOn = async ({ uri }: { readonly uri: string }, kind: string) => void handedOn.push(`${uri} ${kind}`);
  const presses = createPresses({ ...answering, links, doorOf, handOn });
  const queue = {
    enqueue: async (task: CloudTask) => {
      tasks.push(task);
      return 'taken' as const;
    },
  };
  let isPatient = true;
  const wait = async () => (isPatient ? new Promise<never>(() => {}) : undefined);
  const take = isQueued ? takeByQueue(queue, clock.read) : takeHere(presses, lifetime, wait);
  const endpoint = withDoors(respond({ ...answering, links }), {
    doorOf,
    take,
    say: presses.say,
    lifetime,
    clock: clock.read,
  });
  const server: Server = createServer(async (request, response) =>
    replyJson(host, endpoint, httpCallOf(request, await buffer(request)), response),
  );
  closing.push(() => new Promise((resolve) => server.close(resolve)));
  const url = await listening(server);
  return {
    clock,
    logged,
    tasks,
    handedOn,
    presses,
    call: async ({ headers, body }: Call, name = by) => {
      const answer = await fetch(`${url}/?by=${name}`, { method: 'POST', headers, body });
      return { status: answer.status, text: await answer.text() };
    },
    /** Whoever waits for an answer is told at once that it is at work. */
    impatient: () => {
      isPatient = false;
    },
    /** All is said that is said later. */
    settled: () => lifetime.end(),
  };
};

interface Through {
  readonly store?: MemoryStore;
  readonly isQueued?: boolean;
  readonly served?: ReturnType<typeof registered>[];
}

const throughSlack = async ({ store: given, isQueued = false, served }: Through = {}) => {
  const store = given ?? (await openDone());
  const slack = await openSlack({ people: 'anybody' });
  closing.push(slack.close);
  const time = { now: slack.clock.now, sleep: (ms: number) => slack.clock.advance(ms) };
  const app = { token: slack.token, rootUrl: slack.url, time, random: () => 0.5 };
  await sweepBy(store, createSlackMail({ ...app, takesPresses: true }));
  const door = createSlackDoor({ ...app, signing: slack.signing, replyRoot: new URL(slack.url).origin });
  const site = await openDoor(store, 'slack', door, isQueued, served);
  const [letter] = slack.messagesOf(LI);
  if (!letter) throw new Error('no letter');
  return { store, slack, letter, ...site };
};

const throughFeishu = async (store?: MemoryStore) => {
  const book = store ?? (await openDone());
  const feishu = await openFeishu({ people: PEOPLE.map((name) => ({ email: addressOf(name) })) });
  closing.push(feishu.close);
  const time = { now: feishu.clock.now, sleep: (ms: number) => feishu.clock.advance(ms) };
  const options = { app: feishu.app, time, random: () => 0.5 };
  await sweepBy(book, createFeishu({ ...options, takesPresses: true }));
  const site = await openDoor(book, 'feishu', createFeishuDoor({ ...options, ...feishu.keys }));
  const letter = feishu.messages.find(({ to }) => to === LI);
  if (!letter) throw new Error('no letter');
  return { store: book, feishu, letter, ...site };
};

const DONE = 'Done';
const LATER = 'Remind me later';
const ANSWERED = 'answer.done:T-0001:2026-03-06:1 li.na@example.com answered';
const ALREADY = 'You have answered this already; nothing was saved a second time.';

/** Another process has the workbook, for as long as anybody would wait. */
const hold = async (store: WorkbookStore): Promise<void> => {
  const run = asideRun(await snapshotNow(store), () => NOON, 'another');
  await store.apply([run.claim()]);
};

const nothing = { tracker: { status: 'in-progress' }, answers: [], claims: 0, chain: true };

describe('a press in Slack', () => {
  it('gives the answer after one question, and tells whoever pressed, and nobody else', async () => {
    const { slack, letter, call, store, settled } = await throughSlack();
    expect(await call(slack.press(LI, letter, DONE, AT))).toEqual({ status: 200, text: '' });
    await settled();
    expect(await standingOf(store)).toMatchObject({
      tracker: { status: 'done', progress: 1, output: 'https://files.example.com/1' },
      answers: [ANSWERED],
      chain: true,
      claims: 0,
    });
    expect(slack.replies).toEqual([
      { text: 'Marked as done · Task 1\nNothing more is needed from you on this.', isPrivate: true },
    ]);
  });

  it('puts a reminder off to its usual day, and says which', async () => {
    const { slack, letter, call, store, settled } = await throughSlack();
    await call(slack.press(LI, letter, LATER, AT));
    await settled();
    expect(slack.replies[0]?.text).toMatch(/^The reminder is put off · Task 1\nYou won’t be reminded of this before /);
    expect((await standingOf(store)).answers).toEqual([expect.stringMatching(/^answer.snooze:T-0001:.* answered$/)]);
  });

  it('of a call that nobody signed, or signed for something else, changes nothing and says nothing', async () => {
    const { slack, letter, call, store, logged, settled } = await throughSlack();
    const { headers, body } = slack.press(LI, letter, DONE, AT);
    const calls = [
      { headers, body: body.replace('Done', 'Don3') },
      { headers: { ...headers, 'X-Slack-Signature': `v0=${'0'.repeat(64)}` }, body },
      { headers: { ...headers, 'X-Slack-Signature': '' }, body },
      { headers: { ...headers, 'X-Slack-Request-Timestamp': String(AT / 1000 + 1) }, body },
      signedBySlack('a secret of somebody else', body, AT),
    ];
    for (const one of calls) expect(await call(one)).toEqual({ status: 401, text: '' });
    await settled();
    expect(await standingOf(store)).toMatchObject(nothing);
    expect([slack.replies, logged.filter((line) => line.includes('forged')).length]).toEqual([[], calls.length]);
  });

  it.each([-301, 301])('refuses a call that was signed %i seconds from now', async (seconds) => {
    const { slack, letter, call, store, settled } = await throughSlack();
    expect((await call(slack.press(LI, letter, DONE, AT + seconds * 1000))).status).toBe(401);
    await settled();
    expect(await standingOf(store)).toMatchObject(nothing);
  });

  it('takes a call that is sent again once', async () => {
    const { slack, letter, call, store, logged, settled } = await throughSlack();
    const one = slack.press(LI, letter, DONE, AT);
    expect([(await call(one)).status, (await call(one)).status]).toEqual([200, 200]);
    await settled();
    expect((await standingOf(store)).answers).toEqual([ANSWERED]);
    expect([slack.replies.length, logged.some((line) => line.includes('press came twice'))]).toEqual([1, true]);
  });

  it('answers for nobody else when somebody presses in a message that was passed on', async () => {
    const { slack, letter, call, store, settled } = await throughSlack();
    await call(slack.press(LI, letter, DONE, AT, WANG));
    await settled();
    expect(await standingOf(store)).toMatchObject(nothing);
    expect(slack.replies.map(({ text }) => text)).toEqual([
      'This card went to somebody else, so nothing was saved. Answer on the card that was sent to you.',
    ]);
  });

  it('asks once that what follows from the answer is handed on, however often it is pressed, and never for somebody else', async () => {
    const { slack, letter, call, handedOn, settled } = await throughSlack();
    await call(slack.press(LI, letter, DONE, AT, WANG));
    await call(slack.press(LI, letter, DONE, AT));
    await call(slack.press(LI, letter, DONE, AT + 60_000));
    await settled();
    expect(handedOn).toEqual([`${URI} done`]);
  });

  it('says of a second press that it is answered already, at once or later', async () => {
    const { slack, letter, call, store, settled } = await throughSlack();
    await Promise.all([call(slack.press(LI, letter, DONE, AT)), call(slack.press(LI, letter, DONE, AT + 40))]);
    await call(slack.press(LI, letter, DONE, AT + 60_000));
    await settled();
    expect((await standingOf(store)).answers).toEqual([ANSWERED]);
    const told = slack.replies.map(({ text }) => text).toSorted();
    expect(told).toEqual([expect.stringMatching(/^Marked as done/), ALREADY, ALREADY]);
  });

  it('writes nothing while the workbook is in use, and says so', async () => {
    const store = await openDone();
    const { slack, letter, call, settled } = await throughSlack({ store });
    await hold(store);
    await call(slack.press(LI, letter, DONE, AT));
    await settled();
    expect(await standingOf(store)).toMatchObject({ ...nothing, claims: 1 });
    expect(slack.replies.map(({ text }) => text)).toEqual([
      'The workbook is in use. Nothing was saved; press again in a moment.',
    ]);
  });

  it('is written once or not at all while a sweep is at work, at whichever of its steps it comes, and says which', async () => {
    const seen = new Set<boolean>();
    let steps = 0;
    for (let step = 1; step < 12; step++) {
      const store = await openDone();
      const { slack, letter, call, settled } = await throughSlack({ store });
      let calls = 0;
      const pressAt = async () => {
        if (++calls === step) await call(slack.press(LI, letter, DONE, AT)).then(settled);
      };
      const sweeping: WorkbookStore = {
        read: async () => {
          await pressAt();
          return store.read();
        },
        apply: async (writes, shown) => {
          await pressAt();
          return store.apply(writes, shown);
        },
      };
      const mailer = createMemoryMailer();
      const next = { store: sweeping, mailer, now: '2026-03-09T09:00:00+08:00', clock: () => NOON, decide };
      const { outcome } = await sweepWorkbook(next);
      const { answers, chain, claims, tracker } = await standingOf(store);
      const said = slack.replies.map(({ text }) => text);
      const isWritten = said.some((text) => text.startsWith('Marked as done'));
      expect([step, outcome, chain, claims]).toEqual([step, 'done', true, 0]);
      expect([step, answers.length, tracker.status]).toEqual([
        step,
        isWritten ? 1 : 0,
        isWritten ? 'done' : 'in-progress',
      ]);
      if (calls < step) break;
      steps++;
      seen.add(isWritten);
      expect([step, said]).toEqual([
        step,
        [isWritten ? expect.stringMatching(/^Marked as done/) : expect.stringContaining('Nothing was saved')],
      ]);
    }
    expect([steps > 3, seen.size]).toEqual([true, 2]);
  });

  it('leads to the page what has come to need words', async () => {
    const store = await openDone();
    const { slack, letter, call, settled } = await throughSlack({ store });
    await store.apply([{ tab: 'tracker', kind: 'set', item: 'T-0001', values: { output: null }, expected: {} }]);
    await call(slack.press(LI, letter, DONE, AT));
    await settled();
    expect(slack.replies.map(({ text }) => text)).toEqual([
      expect.stringMatching(
        /^This can’t be answered.*\n<https:\/\/respond.example.com\/\?t=\S+&a=done\|Open the page>$/,
      ),
    ]);
    expect(await standingOf(store)).toMatchObject(nothing);
  });

  it('says of what was closed meanwhile how it stands', async () => {
    const store = await openDone();
    const { slack, letter, call, settled } = await throughSlack({ store });
    await store.apply([
      { tab: 'tracker', kind: 'set', item: 'T-0001', values: { status: 'done', progress: 1 }, expected: {} },
    ]);
    await call(slack.press(LI, letter, LATER, AT));
    await settled();
    expect(slack.replies.map(({ text }) => text)).toEqual(['This is closed\nStatus: Done.']);
  });

  it('writes nothing for whoever handed the task on meanwhile, and says so', async () => {
    const store = await openDone();
    const { slack, letter, call, settled } = await throughSlack({ store });
    await store.apply([
      { tab: 'raci', kind: 'set', item: 'T-0001', values: { responsible: 'Wang Wei' }, expected: {} },
    ]);
    await call(slack.press(LI, letter, DONE, AT));
    await settled();
    expect(await standingOf(store)).toMatchObject(nothing);
    expect(slack.replies.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^This can’t be answered with a press any more: .* Nothing was saved\.\n<https:/),
    ]);
  });

  it('tells whoever pressed once more where Slack did not take its word', async () => {
    const { slack, letter, call, settled } = await throughSlack();
    slack.fail({ api: 'slack', method: 'response_url', how: { status: 503 } });
    slack.fail({ api: 'slack', method: 'response_url', nth: 2, how: 'garbled-before' });
    await call(slack.press(LI, letter, DONE, AT));
    await settled();
    expect(slack.replies.map(({ text }) => text)).toEqual([expect.stringMatching(/^Marked as done/)]);
  });

  it('logs that whoever pressed was not told, where Slack never takes its word', async () => {
    const { slack, letter, call, store, logged, settled } = await throughSlack();
    slack.fail({ api: 'slack', method: 'response_url', how: { status: 503 }, times: 3 });
    await call(slack.press(LI, letter, DONE, AT));
    await settled();
    expect((await standingOf(store)).answers).toEqual([ANSWERED]);
    expect(slack.replies).toEqual([]);
    expect(logged.filter((line) => line.includes('not told of a press'))).toEqual([
      expect.stringContaining('slack-unreachable'),
    ]);
  });

  it('answers nothing with a link that is over', async () => {
    const { slack, letter, call, clock, store, settled } = await throughSlack();
    const days = 60;
    clock.pass(days * 24 * 60);
    await call(slack.press(LI, letter, DONE, AT + days * 86_400_000));
    await settled();
    expect(await standingOf(store)).toMatchObject(nothing);
    expect(slack.replies[0]?.text).toMatch(/expired/i);
  });

  it.each([
    ['is paused', [registered({ paused: true })], /paused/i],
    ['is served no more', [], /cannot be found/],
  ])('answers nothing of a workbook that %s, and says so', async (_, served, says) => {
    const { slack, letter, call, store, settled } = await throughSlack({ served });
    expect(await call(slack.press(LI, letter, DONE, AT))).toEqual({ status: 200, text: '' });
    await settled();
    expect(await standingOf(store)).toMatchObject(nothing);
    expect(slack.replies.map(({ text }) => text)).toEqual([expect.stringMatching(says)]);
  });

  it('keeps its page for what needs words or has to be read, and buttons only where presses come in', async () => {
    const { slack } = await throughSlack();
    const [wang] = slack.messagesOf(WANG);
    if (!wang) throw new Error('no letter');
    expect(buttonsIn(wang).map(({ label }) => label)).toEqual([LATER]);
    expect(JSON.stringify(wang.blocks)).toMatch(/"type":"link","url":"[^"]*a=done"/);
    const without = await openSlack({ people: 'anybody' });
    closing.push(without.close);
    await sweepBy(await openDone(), createSlackMail({ token: without.token, rootUrl: without.url }));
    const [letter] = without.messagesOf(LI);
    expect(letter && buttonsIn(letter)).toEqual([]);
  });

  it('is left to the queue where there is one, and done when that brings it', async () => {
    const { slack, letter, call, store, tasks, presses } = await throughSlack({ isQueued: true });
    expect(await call(slack.press(LI, letter, DONE, AT))).toEqual({ status: 200, text: '' });
    expect(await standingOf(store)).toMatchObject(nothing);
    const task = taskIn(JSON.parse(JSON.stringify(tasks[0])));
    if (task?.kind !== 'press') throw new Error('no task');
    // A queue may bring a task twice.
    for (let i = 0; i < 2; i++) expect(await pressTask(presses, task, () => {})).toEqual({ status: 200, body: {} });
    expect((await standingOf(store)).answers).toEqual([ANSWERED]);
    expect(slack.replies.map(({ text }) => text)).toEqual([expect.stringMatching(/^Marked as done/), ALREADY]);
  });

  it('has no door for a chat of which nobody said how it signs', async () => {
    const { slack, letter, call } = await throughSlack();
    expect((await call(slack.press(LI, letter, DONE, AT), 'feishu')).status).toBe(404);
  });
});

describe('a press in Feishu', () => {
  it('gives the answer, and the answer to the call says what came of it', async () => {
    const { feishu, letter, call, store, settled } = await throughFeishu();
    const { status, text } = await call(feishu.press(letter, DONE, AT));
    expect([status, toastIn(text)]).toEqual([
      200,
      { type: 'success', content: 'Marked as done · Task 1 · Nothing more is needed from you on this.' },
    ]);
    await settled();
    expect(await standingOf(store)).toMatchObject({ tracker: { status: 'done' }, answers: [ANSWERED], chain: true });
    expect(feishu.messages.filter(({ to }) => to === LI)).toHaveLength(1);
  });

  it('speaks the language of whoever pressed', async () => {
    const { feishu, letter, call } = await throughFeishu(await openDone('中文'));
    const { text } = await call(feishu.press(letter, '已完成', AT));
    expect(toastIn(text)).toEqual({ type: 'success', content: '已标为完成 · Task 1 · 这件事你这边办完了。' });
    expect(toastIn((await call(feishu.press(letter, '已完成', AT))).text)).toEqual({
      type: 'info',
      content: '这件事你已经答复过，没有再写一次。',
    });
  });

  it('takes the call by which Feishu tries the address, signed or not, and from nobody without the keys', async () => {
    const { feishu, call } = await throughFeishu();
    const { keys } = feishu;
    const tried = challengeOf('c-1', keys);
    expect(JSON.parse((await call(tried)).text)).toEqual({ challenge: 'c-1' });
    expect(JSON.parse((await call(signedByFeishu(tried.body, keys, AT))).text)).toEqual({ challenge: 'c-1' });
    const others = [
      challengeOf('c-1', { ...keys, encryptKey: 'another' }),
      challengeOf('c-1', { ...keys, verificationToken: 'another' }),
      { ...tried, body: JSON.stringify({ challenge: 'c-1', token: keys.verificationToken, type: 'url_verification' }) },
    ];
    for (const one of others) expect(await call(one)).toEqual({ status: 401, text: '' });
  });

  it('of a call that nobody signed, or that is of another app, changes nothing and says nothing', async () => {
    const { feishu, letter, call, store } = await throughFeishu();
    const { headers, body } = feishu.press(letter, DONE, AT);
    const { 'X-Lark-Signature': signature, ...unsigned } = headers;
    const value = { t: 'x', a: 'done', l: 'en' };
    const foreign = { event: 'e9', appId: 'cli_other', openId: 'ou_1', message: 'om_1', chat: 'oc_1', value, at: AT };
    const calls = [
      { headers: unsigned, body },
      { headers: { ...headers, 'X-Lark-Signature': (signature ?? '').replace(/./g, '0') }, body },
      { headers: { ...headers, 'X-Lark-Request-Nonce': 'another' }, body },
      { headers, body: body.replace('{', '{ ') },
      feishu.sign(pressEvent(foreign, feishu.keys), AT),
      feishu.sign(pressEvent({ ...foreign, appId: feishu.app.id }, { ...feishu.keys, verificationToken: 'other' }), AT),
    ];
    for (const one of calls) expect(await call(one)).toEqual({ status: 401, text: '' });
    expect(await standingOf(store)).toMatchObject(nothing);
  });

  it.each([-301, 301])('refuses a call that was signed %i seconds from now', async (seconds) => {
    const { feishu, letter, call, store } = await throughFeishu();
    expect((await call(feishu.press(letter, DONE, AT + seconds * 1000))).status).toBe(401);
    expect(await standingOf(store)).toMatchObject(nothing);
  });

  it('takes a call that is sent again once, and says of a second press that it is answered already', async () => {
    const { feishu, letter, call, store } = await throughFeishu();
    const one = feishu.press(letter, DONE, AT);
    expect((await call(one)).text).not.toBe('');
    expect(await call(one)).toEqual({ status: 200, text: '' });
    expect(toastIn((await call(feishu.press(letter, DONE, AT))).text)).toEqual({ type: 'info', content: ALREADY });
    expect((await standingOf(store)).answers).toEqual([ANSWERED]);
  });

  it('answers for nobody else when somebody presses in a card that was passed on', async () => {
    const { feishu, letter, call, store } = await throughFeishu();
    for (const by of [WANG, 'nobody@example.com']) {
      const { type, content } = toastIn((await call(feishu.press(letter, DONE, AT, by))).text);
      expect([type, content]).toEqual(['error', expect.stringMatching(/^This card went to somebody else/)]);
    }
    expect(await standingOf(store)).toMatchObject(nothing);
  });

  it('says when the workbook is in use, and leads to the page what has come to need words', async () => {
    const store = await openDone();
    const { feishu, letter, call, settled } = await throughFeishu(store);
    await hold(store);
    const { content } = toastIn((await call(feishu.press(letter, DONE, AT))).text);
    expect(content).toBe('The workbook is in use. Nothing was saved; press again in a moment.');
    await store.apply([{ tab: 'tracker', kind: 'set', item: 'T-0001', values: { output: null }, expected: {} }]);
    expect(toastIn((await call(feishu.press(letter, DONE, AT))).text).content).toMatch(/^This can’t be answered/);
    await settled();
    // A toast has no link, so a card brings it.
    const last = feishu.messages.filter(({ to }) => to === LI).pop();
    expect(last?.card.links).toEqual([expect.stringMatching(/^https:\/\/respond.example.com\/\?t=\S+&a=done$/)]);
    expect(await standingOf(store)).toMatchObject({ ...nothing, claims: 1 });
  });

  it('says that it is at work where that takes long, and what came of it in a card that is known among letters', async () => {
    const { feishu, letter, call, settled, impatient } = await throughFeishu();
    impatient();
    expect(toastIn((await call(feishu.press(letter, DONE, AT))).text)).toEqual({
      type: 'info',
      content: 'Your answer has arrived and is being saved; you’ll read here what came of it.',
    });
    await settled();
    const last = feishu.messages.filter(({ to }) => to === LI).pop();
    expect(last?.card.says).toMatch(/^Marked as done · Task 1\nNothing more/);
    // Else a later question whether a letter has arrived could not be answered.
    expect(last?.card.ids).toEqual([expect.stringMatching(/^b[0-9a-f]{19}$/)]);
  });
});

describe('whether presses come in', () => {
  const slack = { BATON_SLACK_TOKEN: 'xoxb-1', BATON_SLACK_SIGNING_SECRET: '8f742231b10e8888abcd99yyyzzz85a5' };
  const feishu = { BATON_FEISHU_APP_ID: 'cli_a1', BATON_FEISHU_APP_SECRET: 's', BATON_FEISHU_ENCRYPT_KEY: 'k' };

  it('is said by the secret with which a chat signs, for the ways that are used alone', async () => {
    const doorOf = doorsOf({ way: 'slack,feishu,outbox:there', env: { ...slack, ...feishu } });
    expect((await doorOf('slack'))?.showsAnswer).toBe(false);
    // Half of what Feishu needs is nothing, and somebody meant it.
    expect(() => doorOf('feishu')).toThrow('BATON_FEISHU_VERIFICATION_TOKEN is not set');
    const { BATON_FEISHU_ENCRYPT_KEY: _, ...without } = feishu;
    expect(doorsOf({ way: 'feishu', env: without })('feishu')).toBe(null);
    expect(['outbox', 'mail', 'constructor'].map(doorOf)).toEqual([null, null, null]);
    expect(doorsOf({ way: 'slack', env: { BATON_SLACK_TOKEN: 'xoxb-1' } })('slack')).toBe(null);
    expect(doorsOf({ way: 'outbox:there', env: slack })('slack')).toBe(null);
    const lark = doorsOf({ way: 'lark', env: { ...feishu, BATON_FEISHU_VERIFICATION_TOKEN: 't' } });
    expect((await lark('feishu'))?.showsAnswer).toBe(true);
  });

  it('asks for the other half where one is set', () => {
    const [backend] = waysIn('feishu');
    expect(backend?.backend.amiss?.(feishu, true)).toEqual(['BATON_FEISHU_VERIFICATION_TOKEN']);
    expect(backend?.backend.amiss?.({}, false)).toEqual([]);
  });
});
