import { afterEach, describe, expect, it, test } from 'vitest';
import { createFeishu } from '../../functions/adapters/feishu/feishu.ts';
import { createMemoryMailer } from '../../functions/adapters/memory/mailer.ts';
import type { MemoryStore } from '../../functions/adapters/memory/store.ts';
import { createSlackMail } from '../../functions/adapters/slack/mail.ts';
import { findMail, openMailer, waysIn } from '../../functions/connect/connect.ts';
import { inOrder } from '../../functions/connect/in-order.ts';
import { BatonError, NotHereError } from '../../functions/errors.ts';
import type { Mailer, OutgoingMail } from '../../functions/ports.ts';
import { MAIL, TRACE } from '../contracts/mailer.ts';
import { type FeishuFake, openFeishu } from '../support/feishu/feishu.ts';
import { addressOf, createClock, MONDAY, openOffice, PEOPLE, run, snapshotOf, tasks } from '../support/office.ts';
import { openSlack } from '../support/slack/slack.ts';
import type { Clock } from '../support/wire/clock.ts';

const opened: FeishuFake[] = [];
afterEach(async () => {
  for (const fake of opened.splice(0)) await fake.close();
});

/** In Feishu, in the app's range; in Feishu, outside it; nowhere but at a mailbox. */
const [INSIDE, OUTSIDE] = [PEOPLE.slice(0, 2), PEOPLE.slice(2, 3)];

/** Feishu before a mail server that can never be asked, with what reached whom by each. */
const openBoth = async () => {
  const feishu = await openFeishu({
    people: [...INSIDE, ...OUTSIDE].map((name) => ({ email: addressOf(name), isVisible: INSIDE.includes(name) })),
  });
  opened.push(feishu);
  const mails: OutgoingMail[] = [];
  const server: Mailer = {
    batch: 1,
    send: async (mail) => {
      mails.push(mail);
      return { receipt: `<${mail.id}@example.com>` };
    },
    find: async () => 'unknown',
  };
  /** A process; one with a `sleep` of its own may die of it. */
  const mailer = (sleep = (ms: number) => feishu.clock.advance(ms)): Mailer =>
    inOrder([
      {
        name: 'feishu',
        channel: 'feishu',
        mailer: createFeishu({ app: feishu.app, time: { now: feishu.clock.now, sleep }, random: () => 0.5 }),
      },
      { name: 'mail', channel: 'mail', mailer: server },
    ]);
  const mortal = () => {
    const { promise: death, resolve: die } = Promise.withResolvers<'dead'>();
    const dying = mailer(() => {
      die('dead');
      return new Promise<void>(() => {});
    });
    return { mailer: dying, until: <T>(work: Promise<T>) => Promise.race([work, death]) };
  };
  /** `key -> address by way`, once for every time it arrived. */
  const arrived = () =>
    [
      ...feishu.messages.flatMap(({ to, card }) => keysIn(card.says).map((key) => `${key} -> ${to} by feishu`)),
      ...mails.flatMap(({ to, text }) => keysIn(text).map((key) => `${key} -> ${to.address} by mail`)),
    ].sort();
  return { feishu, mailer, mortal, arrived };
};
const keysIn = (text: string): string[] => text.split('\n').filter((line) => /^[a-z.]+:T-/.test(line));

const rename = async (store: MemoryStore): Promise<void> => {
  for (const { id, name } of tasks)
    await store.apply([{ tab: 'raci', kind: 'set', item: id, values: { name: `${name}, again` }, expected: {} }]);
};

describe('ways in order', () => {
  it('reach each person once, by the first that knows them, in one sweep', async () => {
    const { mailer, arrived, feishu } = await openBoth();
    const store = await openOffice();
    expect(await run(store, mailer())).toMatchObject({ outcome: 'done', owed: [] });
    const by = (way: string) =>
      new Set(arrived().flatMap((line) => (line.endsWith(` by ${way}`) ? [line.split(' ')[2]] : [])));
    expect(by('feishu')).toEqual(new Set(INSIDE.map(addressOf)));
    expect(by('mail')).toEqual(new Set(PEOPLE.filter((name) => !INSIDE.includes(name)).map(addressOf)));
    expect(await run(store, mailer())).toMatchObject({ outcome: 'done', sent: [] });
    expect(feishu.messages).toHaveLength(INSIDE.length);
  });

  it('begin with what the directory says for a person, who may be known by a number alone', async () => {
    const { mailer, arrived, feishu } = await openBoth();
    const [first, second, third, ...others] = PEOPLE as [string, string, string, ...string[]];
    const person = (name: string, more: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> => ({
      name,
      email: addressOf(name),
      ...more,
    });
    const directory = [
      person(first, { channel: 'Mail' }),
      person(second, { channel: '飞书' }),
      person(third, { email: 'another@example.com', phone: '13800000000' }),
      ...others.map((name) => person(name)),
    ];
    feishu.change(addressOf(third), { mobile: '13800000000', isVisible: true });
    const store = await openOffice({ directory });
    expect(await run(store, mailer())).toMatchObject({ outcome: 'done', owed: [] });
    expect(new Set(feishu.messages.map(({ to }) => to))).toEqual(new Set([second, third].map(addressOf)));
    expect(arrived().filter((line) => line.endsWith(`${addressOf(first)} by mail`))).not.toEqual([]);
  });

  it('stand in the ledger before a letter leaves', async () => {
    const { mailer } = await openBoth();
    const store = await openOffice();
    await run(store, mailer());
    const { ledger } = await snapshotOf(store);
    const sending = ledger.filter(({ status }) => status === 'sending').map(({ to, receipt }) => [to, receipt]);
    for (const name of PEOPLE) {
      const ways = sending.flatMap(([to, receipt = '']) =>
        to === addressOf(name) ? [/^by (\w+)$/.exec(receipt)?.[1] ?? /"way":"(\w+)"/.exec(receipt)?.[1]] : [],
      );
      expect([name, [...new Set(ways)]]).toEqual([name, INSIDE.includes(name) ? ['feishu'] : ['feishu', 'mail']]);
    }
  });

  test.each(['drop-before', 'drop-after'] as const)(
    'that are interrupted at any request to Feishu (%s) reach each person once all the same',
    async (how) => {
      /** A sweep that everybody has had letters before. */
      const second = async () => {
        const both = await openBoth();
        const store = await openOffice();
        await run(store, both.mailer());
        await rename(store);
        await both.feishu.clock.advance(3 * 86_400_000);
        return { ...both, store, begun: both.feishu.requests.length };
      };
      const clean = await second();
      const clock = () => createClock('2026-03-09T01:00:00.000Z');
      await run(clean.store, clean.mailer(), { now: MONDAY, clock: clock().read });
      const everything = clean.arrived();
      const requests = clean.feishu.requests.length - clean.begun;
      expect(requests).toBeGreaterThan(4);
      for (let nth = 1; nth <= requests; nth++) {
        const { feishu, mortal, mailer, arrived, store } = await second();
        const { mailer: dying, until } = mortal();
        const time = clock();
        feishu.fail({ nth, how });
        expect([nth, await until(run(store, dying, { now: MONDAY, clock: time.read }))]).toEqual([nth, 'dead']);
        time.pass(16);
        await feishu.clock.advance(16 * 60_000);
        const again = await run(store, mailer(), { now: MONDAY, clock: time.read });
        expect([nth, again.outcome, again.owed]).toEqual([nth, 'done', []]);
        expect([nth, arrived()]).toEqual([nth, everything]);
      }
    },
  );

  it('stop where one fails as a whole: nobody is moved to the next', async () => {
    const { mailer, feishu, arrived } = await openBoth();
    const store = await openOffice();
    feishu.fail({ how: { status: 400, code: 230006 }, method: 'create', times: 9 });
    expect(await run(store, mailer())).toMatchObject({ outcome: 'failed', error: { code: 'feishu-bot' } });
    expect(arrived()).toEqual([]);
    feishu.calm();
    expect(await run(store, mailer())).toMatchObject({ outcome: 'done', owed: [] });
    expect(new Set(arrived()).size).toBe(arrived().length);
  });
});

describe('Slack, Feishu and a mailbox', () => {
  it('bring everybody one letter: who is in all three hears once, who is in none of the first two by mail', async () => {
    const [all, some, ...others] = PEOPLE as [string, string, ...string[]];
    const slack = await openSlack({ people: [addressOf(all)] });
    const feishu = await openFeishu({ people: [all, some].map((name) => ({ email: addressOf(name) })) });
    opened.push(feishu);
    const mail = createMemoryMailer();
    const [timeOf, random] = [
      (clock: Clock) => ({ now: clock.now, sleep: (ms: number) => clock.advance(ms) }),
      () => 0.5,
    ];
    const mailer = inOrder([
      {
        name: 'slack',
        channel: 'slack',
        mailer: createSlackMail({ token: slack.token, rootUrl: slack.url, time: timeOf(slack.clock), random }),
      },
      {
        name: 'feishu',
        channel: 'feishu',
        mailer: createFeishu({ app: feishu.app, time: timeOf(feishu.clock), random }),
      },
      { name: 'mail', channel: 'mail', mailer: mail },
    ]);
    expect(await run(await openOffice(), mailer)).toMatchObject({ outcome: 'done', owed: [] });
    expect(slack.messagesOf(addressOf(all))).toHaveLength(1);
    expect(feishu.messages.map(({ to }) => to)).toEqual([addressOf(some)]);
    expect(mail.sent.map(({ to }) => to.address).sort()).toEqual(others.map(addressOf).sort());
    await slack.close();
  });
});

describe('three ways to one person', () => {
  const way = (name: string, knows: boolean, channel = name) => {
    const sent: string[] = [];
    const mailer: Mailer = {
      batch: 20,
      send: async ({ id }) => {
        const words = { en: name, 'zh-CN': name };
        if (!knows) throw new NotHereError('refused', 'not-found', words, '');
        sent.push(id);
        return { receipt: `${name} ${id}` };
      },
      find: async (id) => (sent.includes(id) ? 'sent' : 'unsent'),
    };
    return { name, channel, mailer, sent };
  };

  it('bring a letter once, also where nobody notes by which it goes', async () => {
    const ways = [way('slack', false), way('feishu', true), way('mail', true)];
    const mailer = inOrder(ways);
    expect(await mailer.send(MAIL)).toEqual({ receipt: `feishu ${MAIL.id}` });
    expect(ways.map(({ sent }) => sent.length)).toEqual([0, 1, 0]);
    expect(await mailer.find(MAIL.id, TRACE)).toBe('sent');
    expect(await mailer.find('another', TRACE)).toBe('unsent');
  });

  it('begin with the one that the directory names for them', async () => {
    const ways = [way('feishu', true), way('mail', true)];
    await inOrder(ways).send({ ...MAIL, to: { ...MAIL.to, channel: 'mail' } });
    expect(ways.map(({ sent }) => sent.length)).toEqual([0, 1]);
  });

  it('say what the last one said where none reaches them', async () => {
    const error = await inOrder([way('slack', false), way('feishu', false)])
      .send(MAIL)
      .catch((error) => error);
    expect(error).toBeInstanceOf(BatonError);
    expect(error.words.en).toBe('feishu');
  });
});

describe('what --mail names', () => {
  it.each([
    ['feishu', 1],
    ['feishu, smtp://baton@mail.example.com', 2],
    ['lark,gmail,outbox:mails', 3],
    ['outbox:mails, old', 1],
    ['feishu,pigeon', 0],
    ['', 0],
  ])('“%s” are so many ways: %i', (text, count) => expect(waysIn(text)).toHaveLength(count));

  it('needs a sender where one of them does, which one of them may name', async () => {
    const env = { BATON_FEISHU_APP_ID: 'cli_a1', BATON_FEISHU_APP_SECRET: 's', BATON_SMTP_PASSWORD: 'p' };
    const options = { from: null, env, recipients: null, locale: 'en' } as const;
    await expect(openMailer({ ...options, way: 'feishu,smtp://mail.example.com' })).rejects.toMatchObject({
      code: 'sender-missing',
    });
    expect((await openMailer({ ...options, way: 'feishu,qq:name@qq.com' })).batch).toBe(1);
    expect((await openMailer({ ...options, way: 'feishu' })).ways).toBeUndefined();
    expect(findMail('feishu,outbox:mails')?.reaches).toBe(true);
  });
});
