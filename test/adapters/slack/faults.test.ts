import { afterEach, describe, expect, test } from 'vitest';
import type { MailTrace } from '../../../functions/ports.ts';
import { MAIL, TRACE } from '../../contracts/mailer.ts';
import { randomOf } from '../../support/random.ts';
import { FAULTS } from '../../support/wire/faults.ts';
import { closeAll, LI, openPost, type Post } from './workspace.ts';

afterEach(closeAll);

const QUARTER = 15 * 60_000;
const REQUESTS = ['users.lookupByEmail', 'conversations.open', 'chat.postMessage'] as const;

/** Besides what goes wrong on the way: Slack's own words for its trouble, which come with 200. */
const THEIRS = [
  ...FAULTS,
  ['internal_error', { status: 200, error: 'internal_error' }],
  ['internal_error when it is done', { status: 200, error: 'internal_error', after: true }],
  ['fatal_error when it is done', { status: 200, error: 'fatal_error', after: true }],
  ['ratelimited without a time', { status: 429, error: 'ratelimited' }],
  ['a page of a network in between', 'garbled-before'],
  ['a page of a network in between, when it is done', 'garbled-after'],
] as const;

/** As the ledger has it of a letter that is begun. */
const begunNow = ({ slack }: Post): MailTrace => ({ ...TRACE, begunAt: new Date(slack.clock.now()).toISOString() });

/** How long the history takes to show what was posted. */
describe.each([0, 40_000])('the history lags by %i ms', (historyTakes) => {
  describe.each(THEIRS)('%s', (_, how) => {
    test.each(REQUESTS)('at %s is not noticed', async (method) => {
      const post = await openPost({ historyTakes });
      post.slack.fail({ api: 'slack', method, how });
      const { receipt } = await post.open().send(MAIL);
      const [message, ...others] = post.slack.messagesOf(LI);
      expect(others).toEqual([]);
      expect(receipt).toMatch(new RegExp(`^slack:D\\d+:${message!.ts}$`));
    });

    test.each(REQUESTS)('at %s, with the process dying of it: the next one finds out', async (method) => {
      const post = await openPost({ historyTakes });
      const { mailer, until } = post.openMortal();
      const trace = begunNow(post);
      post.slack.fail({ api: 'slack', method, how });
      const outcome = await until(mailer.send(MAIL));
      const left = post.slack.messagesOf(LI).length;
      // What shows at once needs no wait.
      if (outcome !== 'dead') return expect([historyTakes, left]).toEqual([0, 1]);
      // A claim of a process that died on this machine is free at once.
      const next = post.open();
      expect(await next.find(MAIL.id, trace)).toBe(left === 1 ? 'sent' : 'unsent');
      if (left === 0) await next.send(MAIL);
      expect(post.slack.messagesOf(LI)).toHaveLength(1);
    });
  });

  test('and a letter arrives once, whatever mixture of faults and deaths there is', async () => {
    const draw = randomOf(20260306);
    for (let round = 0; round < 40; round++) {
      const post = await openPost({ historyTakes });
      for (let i = 0; i < 3; i++) {
        const [, how] = THEIRS[Math.floor(draw() * THEIRS.length)]!;
        post.slack.fail({ api: 'slack', nth: 1 + Math.floor(draw() * 8), how });
      }
      for (let turn = 0; post.slack.messagesOf(LI).length === 0; turn++) {
        expect([round, turn]).not.toEqual([round, 8]);
        const { mailer, until } =
          draw() < 0.5 ? post.openMortal() : { mailer: post.open(), until: <T>(work: Promise<T>) => work };
        const found = turn === 0 ? 'unsent' : await until(mailer.find(MAIL.id, TRACE).catch(() => null));
        if (found === 'unsent') await until(mailer.send(MAIL).catch(() => null));
        await post.slack.clock.advance(QUARTER);
      }
      expect(post.slack.messagesOf(LI)).toHaveLength(1);
      expect(await post.open().find(MAIL.id, TRACE)).toBe('sent');
      post.slack.calm();
    }
  });
});

describe('an answer got lost, and so did the history', () => {
  test('nothing is posted again, and the next one finds out', async () => {
    const post = await openPost();
    post.slack.fail({ api: 'slack', method: 'chat.postMessage', how: 'drop-after' });
    post.slack.fail({ api: 'slack', method: 'conversations.history', how: { status: 503 }, times: 100 });
    const mailer = post.open();
    await expect(mailer.send(MAIL)).rejects.toMatchObject({ code: 'slack-unsure', kind: 'backend' });
    await expect(mailer.find(MAIL.id, TRACE)).rejects.toMatchObject({ code: 'slack-unreachable' });
    post.slack.calm();
    expect(await mailer.find(MAIL.id, TRACE)).toBe('sent');
    expect(post.slack.messagesOf(LI)).toHaveLength(1);
  });

  test('of what was not posted the next one says so, and of another letter too', async () => {
    const post = await openPost();
    post.slack.fail({ api: 'slack', method: 'chat.postMessage', how: 'drop-before' });
    post.slack.fail({ api: 'slack', method: 'conversations.history', how: { status: 503 }, times: 100 });
    const mailer = post.open();
    await expect(mailer.send(MAIL)).rejects.toMatchObject({ code: 'slack-unsure' });
    post.slack.calm();
    expect(await mailer.find(MAIL.id, TRACE)).toBe('unsent');
    await mailer.send(MAIL);
    expect(await mailer.find('another', TRACE)).toBe('unsent');
  });

  test('and the history lags: what shows late is waited for, in the same process as well', async () => {
    const post = await openPost({ historyTakes: 100_000 });
    const mailer = post.open();
    post.slack.fail({ api: 'slack', method: 'chat.postMessage', how: 'drop-after' });
    post.slack.fail({ api: 'slack', method: 'conversations.history', how: { status: 403, error: 'access_denied' } });
    await expect(mailer.send(MAIL)).rejects.toMatchObject({ code: 'slack-unsure' });
    expect(await mailer.find(MAIL.id, TRACE)).toBe('sent');
    expect(post.slack.messagesOf(LI)).toHaveLength(1);
  });
});
