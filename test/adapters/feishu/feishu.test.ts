import { afterEach, describe, expect, it, test } from 'vitest';
import { markOf } from '../../../functions/adapters/feishu/card.ts';
import { createFeishu } from '../../../functions/adapters/feishu/feishu.ts';
import { BatonError, RecipientError } from '../../../functions/errors.ts';
import { type ChatUnderTest, chatContract, MAIL, TRACE, type Trouble } from '../../contracts/mailer.ts';
import { type FeishuFake, type FeishuFakeOptions, openFeishu } from '../../support/feishu/feishu.ts';
import { FAULTS } from '../../support/wire/faults.ts';

const opened: FeishuFake[] = [];
afterEach(async () => {
  for (const fake of opened.splice(0)) await fake.close();
});

const open = async (options: FeishuFakeOptions = {}) => {
  const feishu = await openFeishu(options);
  opened.push(feishu);
  const time = { now: feishu.clock.now, sleep: (ms: number) => feishu.clock.advance(ms) };
  /** Another process. */
  const mailer = () => createFeishu({ app: feishu.app, time, random: () => 0.5 });
  const arrived = async () => feishu.messages.map(({ to, card }) => ({ to, ...card }));
  /** A process that dies as soon as it would wait. */
  const mortal = () => {
    const { promise: death, resolve: die } = Promise.withResolvers<'dead'>();
    const sleep = () => {
      die('dead');
      return new Promise<void>(() => {});
    };
    const dying = createFeishu({ app: feishu.app, time: { now: feishu.clock.now, sleep }, random: () => 0.5 });
    return { mailer: dying, until: <T>(work: Promise<T>) => Promise.race([work, death]) };
  };
  return { feishu, mailer, arrived, mortal };
};

const fresh = async (options: FeishuFakeOptions = {}): Promise<ChatUnderTest> => {
  const { mailer, arrived } = await open(options);
  return { mailer: mailer(), arrived };
};

/** Everybody is well again once it has been met. */
const once = (code: number) => async (): Promise<ChatUnderTest> => {
  const { feishu, mailer, arrived } = await open();
  feishu.fail({ method: 'create', how: { status: 400, code } });
  return { mailer: mailer(), arrived };
};

const TROUBLES: readonly Trouble<ChatUnderTest>[] = [
  { what: 'an app that does not reach them', is: 'deferred', says: '230013', open: once(230013) },
  { what: 'what the audit does not let through', is: 'deferred', says: 'sensitive', open: once(230022) },
  { what: 'a card that is too large', is: 'deferred', says: '230025', open: once(230025) },
  { what: 'somebody who does not want any', is: 'refused', says: '230035', open: once(230035) },
  { what: 'somebody of another company', is: 'refused', says: '230038', open: once(230038) },
  { what: 'a bot that is off', is: 'system', says: '230006', open: once(230006) },
  { what: 'a permission that is missing', is: 'system', says: '230027', open: once(230027) },
  { what: 'calls that are used up', is: 'system', says: 'quota', open: once(99991403) },
];

describe('Feishu', () => {
  chatContract(fresh, TROUBLES);

  it('finds somebody by their number where nobody has the address', async () => {
    const { mailer, arrived } = await open({ people: [{ email: 'li.ming@example.com', mobile: '13800000000' }] });
    await mailer().send({ ...MAIL, to: { ...MAIL.to, phone: '13800000000' } });
    expect((await arrived()).map(({ to }) => to)).toEqual(['li.ming@example.com']);
  });

  it('refuses an address that nobody has, and leaves nothing behind', async () => {
    const { mailer, feishu } = await open({ people: [] });
    const one = mailer();
    const error = await one.send(MAIL).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(RecipientError);
    expect(error).toMatchObject({ code: 'feishu-not-found', outcome: 'refused', said: '' });
    expect(await one.find(MAIL.id, TRACE)).toBe('unsent');
    expect(feishu.requests.map(({ method }) => method)).toEqual(['sign-in', 'find']);
  });

  it('remembers the chat by the receipt, and writes there the next time without looking anybody up', async () => {
    const { mailer, feishu, arrived } = await open();
    const { receipt } = await mailer().send(MAIL);
    expect(receipt).toBe('feishu cli_a1b2c3d4e5f6 oc_00000001 om_00000001');
    await mailer().send({ ...MAIL, id: 'second', remembered: ['<a@example.com>', receipt] });
    expect(await arrived()).toHaveLength(2);
    expect(feishu.requests.filter(({ method }) => method === 'find')).toHaveLength(1);
  });

  it('looks somebody up again where the chat of before is not theirs any more, or another app’s', async () => {
    const { mailer, arrived } = await open();
    const remembered = ['feishu cli_a1b2c3d4e5f6 oc_gone om_1', 'feishu cli_other oc_00000001 om_1'];
    await mailer().send({ ...MAIL, remembered });
    expect(await arrived()).toHaveLength(1);
  });

  it('writes by address where a tenant refuses ids', async () => {
    const { mailer, arrived } = await open({ refusesOpenIds: true });
    await mailer().send(MAIL);
    expect(await arrived()).toHaveLength(1);
  });

  it('never says the app’s secret', async () => {
    const { feishu } = await open();
    feishu.fail({ method: 'sign-in', how: { status: 400, code: 10014 } });
    const app = { ...feishu.app, secret: 'scripted' };
    const error: BatonError = await createFeishu({ app })
      .send(MAIL)
      .catch((error) => error);
    expect(error.code).toBe('feishu-auth');
    for (const text of Object.values(error.words)) expect(text).not.toContain('scripted');
  });

  it('gives up a busy Feishu in the end, with nothing sent', async () => {
    const { mailer, feishu } = await open();
    feishu.fail({ method: 'create', how: { status: 429, retryAfter: 100 }, times: 50 });
    const one = mailer();
    const error = await one.send(MAIL).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(BatonError);
    expect(error).toMatchObject({ code: 'feishu-busy' });
    expect(await one.find(MAIL.id, TRACE)).toBe('unsent');
    feishu.calm();
  });
});

describe.each([['the same'], ['an error']] as const)('where a repeated uuid gets %s', (repeated) => {
  describe.each(FAULTS)('%s', (_, how) => {
    test.each(['sign-in', 'find', 'create'])('at %s: the letter arrives once, and its sender knows', async (method) => {
      const { mailer, feishu, arrived } = await open({ repeated });
      feishu.fail({ method, how });
      const one = mailer();
      const sent = await one.send(MAIL).then(
        () => 'sent',
        () => one.find(MAIL.id, TRACE),
      );
      expect(await arrived()).toHaveLength(1);
      // Of the first letter to somebody whose answer got lost, and whose repetition brings an error, nobody knows more.
      expect(sent).toBe(repeated === 'an error' && isLost(how, method) ? 'unknown' : 'sent');
    });

    test.each(['sign-in', 'create'])(
      'at %s, with the process dying of it: the next one finds out by the chat',
      async (method) => {
        const { mailer, feishu, arrived, mortal } = await open({ repeated });
        const { receipt } = await mailer().send({ ...MAIL, id: 'earlier' });
        feishu.fail({ method, how });
        const { mailer: dying, until } = mortal();
        const begunAt = new Date(feishu.clock.now()).toISOString();
        await until(dying.send({ ...MAIL, remembered: [receipt] }));
        const left = (await arrived()).length - 1;
        await feishu.clock.advance(15 * 60_000);
        const next = mailer();
        const trace = { ...TRACE, begunAt, remembered: [receipt] };
        expect(await next.find(MAIL.id, trace)).toBe(left === 1 ? 'sent' : 'unsent');
        if (left === 0) await next.send({ ...MAIL, remembered: [receipt] });
        expect(await arrived()).toHaveLength(2);
      },
    );
  });
});

const isLost = (how: unknown, method: string): boolean =>
  method === 'create' && (how === 'drop-after' || (typeof how === 'object' && how !== null && 'after' in how));

describe('a letter of a process that died', () => {
  const died = async (options: FeishuFakeOptions = {}) => {
    const opened = await open(options);
    const { receipt } = await opened.mailer().send({ ...MAIL, id: 'earlier' });
    const trace = { ...TRACE, begunAt: new Date(opened.feishu.clock.now()).toISOString(), remembered: [receipt] };
    return { ...opened, trace };
  };

  it('is unknown where no chat is remembered, but for people whom Feishu does not know', async () => {
    const { mailer } = await open();
    expect(await mailer().find(MAIL.id, TRACE)).toBe('unknown');
    expect(await mailer().find(MAIL.id, { ...TRACE, to: 'nobody@example.com' })).toBe('unsent');
  });

  it('is found behind many others', async () => {
    const { mailer, trace, feishu } = await died();
    for (let i = 0; i < 120; i++) {
      await feishu.clock.advance(1000);
      await mailer().send({ ...MAIL, id: `other-${i}` });
    }
    expect(await mailer().find(MAIL.id, trace)).toBe('unsent');
    await mailer().send(MAIL);
    expect(await mailer().find(MAIL.id, trace)).toBe('sent');
  });

  it('is unknown where cards come back as stubs, where one was taken back, and where the app may not read', async () => {
    const stubs = await died({ listsStubs: true });
    expect(await stubs.mailer().find(MAIL.id, stubs.trace)).toBe('unknown');
    const recalled = await died();
    recalled.feishu.messages[0]!.deleted = true;
    expect(await recalled.mailer().find(MAIL.id, recalled.trace)).toBe('unknown');
    const blind = await died({ lacks: ['read'] });
    expect(await blind.mailer().find(MAIL.id, blind.trace)).toBe('unknown');
  });

  it('is known by a mark that Feishu takes as an element’s id', () => {
    expect(markOf(MAIL.id)).toMatch(/^[A-Za-z][0-9A-Za-z_]{0,19}$/);
    expect(markOf('reply-0f3c9a7be2d14c58a6b1c2d3e4f50617')).toMatch(/^[A-Za-z][0-9A-Za-z_]{0,19}$/);
  });
});
