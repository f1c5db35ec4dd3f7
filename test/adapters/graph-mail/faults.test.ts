import { afterEach, describe, expect, test } from 'vitest';
import { MAIL, TRACE } from '../../contracts/mailer.ts';
import type { MailboxOptions, Message } from '../../support/graph/mail/mailbox.ts';
import type { How } from '../../support/graph/wire/script.ts';
import { addressOf, createClock, openOffice, outcomeOf, PEOPLE, run, tasks } from '../../support/office.ts';
import { randomOf } from '../../support/random.ts';
import { FAULTS } from '../../support/wire/faults.ts';
import { closeAll, LI, openPost, type Post, TEAM } from './mailbox.ts';

afterEach(closeAll);

/** How long Exchange may take from its 202 to the copy in Sent Items. */
const WAYS: readonly (readonly [string, MailboxOptions])[] = [
  ['at once', {}],
  ['from among the drafts', { leavesFromDrafts: true, sendTakes: 40_000 }],
  ['by way of no folder', { sendTakes: 40_000 }],
  ['under another Message-ID', { keepsMessageId: false, leavesFromDrafts: true, sendTakes: 40_000 }],
];
const QUARTER = 15 * 60_000;

describe.each(WAYS)('mail leaves %s', (_, team) => {
  const requests = ['user-post-messages', ...(team.keepsMessageId === false ? ['message-update'] : []), 'message-send'];

  describe.each(FAULTS)('%s', (_, how) => {
    test.each(requests)('at %s is not noticed', async (method) => {
      const post = await openPost({ team });
      post.graph.fail({ api: 'graph', method, how });
      const { receipt } = await post.open().send(MAIL);
      await post.graph.clock.advance(QUARTER);
      const [sent] = post.team.sent;
      expect(receipt).toBe(sent!.internetMessageId);
      expect(post.inboxOf()).toHaveLength(1);
      if (team.keepsMessageId !== false) expect(post.team.drafts).toEqual([]);
    });

    test.each(requests)('at %s, with the process dying of it: the next one finds out', async (method) => {
      const post = await openPost({ team });
      const { mailer, until } = post.openMortal();
      post.graph.fail({ api: 'graph', method, how });
      expect(await until(mailer.send(MAIL))).toBe('dead');
      const left = post.inboxOf().length;
      await post.graph.clock.advance(QUARTER);
      const next = post.open();
      expect(await next.find(MAIL.id, TRACE)).toBe(left === 1 ? 'sent' : 'unsent');
      if (left === 0) await next.send(MAIL);
      expect(post.inboxOf()).toHaveLength(1);
    });
  });

  test('and arrives once, whatever mixture of faults and deaths there is', async () => {
    const draw = randomOf(20260306);
    for (let round = 0; round < 40; round++) {
      const post = await openPost({ team });
      for (let i = 0; i < 3; i++) {
        const [, how] = FAULTS[Math.floor(draw() * FAULTS.length)]!;
        post.graph.fail({ api: 'graph', nth: 1 + Math.floor(draw() * 8), how });
      }
      for (let turn = 0; post.inboxOf().length === 0; turn++) {
        expect([round, turn]).not.toEqual([round, 8]);
        const { mailer, until } =
          draw() < 0.5 ? post.openMortal() : { mailer: post.open(), until: <T>(work: Promise<T>) => work };
        const found = turn === 0 ? 'unsent' : await until(mailer.find(MAIL.id, TRACE));
        if (found === 'unsent') await until(mailer.send(MAIL).catch(() => null));
        // A dead sweep's claim has to end before the next one begins.
        await post.graph.clock.advance(QUARTER);
      }
      post.graph.calm();
      expect([round, await post.open().find(MAIL.id, TRACE)]).toEqual([round, 'sent']);
      expect([round, post.inboxOf().length]).toEqual([round, 1]);
    }
  });

  test.each([1, 2, 3])(
    'and of 40 mails none is lost and none comes twice while every fifth request fails (seed %i)',
    async (seed) => {
      const draw = randomOf(seed);
      const post = await openPost({ team });
      const dice = () => {
        for (let nth = 1; nth <= 400; nth++)
          if (draw() < 0.2) post.graph.fail({ api: 'graph', nth, how: FAULTS[Math.floor(draw() * FAULTS.length)]![1] });
      };
      let open = Array.from({ length: 40 }, (_, i) => `mail-${i}`);
      for (let sweep = 0; open.length > 0; sweep++) {
        expect(sweep).toBeLessThan(10);
        dice();
        const mailer = post.open();
        const still: string[] = [];
        for (const id of open) {
          const mail = { ...MAIL, id, subject: id };
          const known = sweep === 0 ? 'unsent' : await mailer.find(id, TRACE).catch(() => 'unknown');
          if (known === 'unsent') {
            const sent = await mailer.send(mail).then(
              () => true,
              () => false,
            );
            if (!sent && (await mailer.find(id, TRACE).catch(() => 'unknown')) !== 'sent') still.push(id);
          } else if (known === 'unknown') still.push(id);
        }
        open = still;
        post.graph.calm();
        await post.graph.clock.advance(QUARTER);
      }
      expect(
        post
          .inboxOf()
          .map(({ raw }) => /^Subject: (.*)$/m.exec(raw.toString('latin1'))![1]!.trim())
          .sort(),
      ).toEqual(Array.from({ length: 40 }, (_, i) => `mail-${i}`).sort());
    },
  );
});

describe('a mail that was begun', () => {
  test('and whose draft was withdrawn cannot leave any more', async () => {
    const post = await openPost();
    const [slow, other] = [post.open(), post.open()];
    let found = '';
    post.graph.meanwhile({
      api: 'graph',
      method: 'message-send',
      act: async () => {
        found = await other.find(MAIL.id, TRACE);
      },
    });
    await expect(slow.send(MAIL)).rejects.toMatchObject({ code: 'graph-mail-draft-gone', kind: 'backend' });
    expect(found).toBe('unsent');
    expect(await slow.find(MAIL.id, TRACE)).toBe('unsent');
    expect(post.inboxOf()).toEqual([]);
  });

  test('and whose draft was withdrawn is sent anew by the next sweep, and counts once', async () => {
    const post = await openPost();
    const { mailer, until } = post.openMortal();
    post.graph.fail({ api: 'graph', method: 'message-send', how: 'drop-before' });
    expect(await until(mailer.send(MAIL))).toBe('dead');
    const next = post.open();
    expect(await next.find(MAIL.id, TRACE)).toBe('unsent');
    expect(post.team.in('deleteditems')).toHaveLength(1);
    await next.send(MAIL);
    expect(await post.open().find(MAIL.id, TRACE)).toBe('sent');
    expect(post.inboxOf()).toHaveLength(1);
  });

  test('is not withdrawn while it leaves: deleting it would stop nothing', async () => {
    const post = await openPost({ team: { leavesFromDrafts: true, sendTakes: 120_000 } });
    const { mailer, until } = post.openMortal();
    post.graph.fail({ api: 'graph', method: 'message-send', how: 'drop-after' });
    expect(await until(mailer.send(MAIL))).toBe('dead');
    expect(post.team.drafts).toHaveLength(1);
    expect(await post.open().find(MAIL.id, TRACE)).toBe('sent');
    expect(post.team.drafts).toHaveLength(1);
    await post.graph.clock.advance(120_000);
    expect(post.team.sent).toHaveLength(1);
  });

  test.each<[string, (message: Message) => void]>([
    ['its Message-ID', (message) => Object.assign(message, { internetMessageId: '<another@example.net>' })],
    ['our id beside it', (message) => message.extended.clear()],
  ])('is found by the other when the copy in Sent Items has lost %s', async (_, lose) => {
    const post = await openPost();
    const mailer = post.open();
    await mailer.send(MAIL);
    const [sent] = post.team.sent;
    // As if Exchange had given the draft an id of its own.
    sent!.extended.set([...(await markedBy(post))][0]!, MAIL.id);
    lose(sent!);
    expect(await post.open().find(MAIL.id, TRACE)).toBe('sent');
  });

  test('is found among many others, days later, and when somebody put it into Deleted Items', async () => {
    const post = await openPost();
    const mailer = post.open();
    await mailer.send(MAIL);
    for (let i = 0; i < 60; i++) await mailer.send({ ...MAIL, id: `other-${i}` });
    await post.graph.clock.advance(3 * 86_400_000);
    post.team.move(post.team.sent[0]!, 'deleteditems');
    const later = post.open();
    expect(await later.find(MAIL.id, TRACE)).toBe('sent');
    expect(await later.find('never', TRACE)).toBe('unsent');
  });

  test('is not known to have left or not while the mailbox shows neither draft nor mail', async () => {
    const post = await openPost({ team: { sendTakes: 10 * 60_000 } });
    const mailer = post.open();
    post.graph.fail({ api: 'graph', method: 'message-send', how: 'drop-after' });
    await expect(mailer.send(MAIL)).rejects.toMatchObject({ code: 'graph-mail-unsure', kind: 'backend' });
    expect(await mailer.find(MAIL.id, TRACE)).toBe('unknown');
    await post.graph.clock.advance(10 * 60_000);
    expect(await mailer.find(MAIL.id, TRACE)).toBe('sent');
  });

  test('is not known to have left or not where only another draft of it is withdrawn', async () => {
    const post = await openPost({ team: { sendTakes: 10 * 60_000 } });
    const mailer = post.open();
    post.graph.fail({ api: 'graph', method: 'message-send', how: 'drop-after' });
    await expect(mailer.send(MAIL)).rejects.toMatchObject({ code: 'graph-mail-unsure' });
    post.team.draft(Buffer.from(`Message-ID: <${MAIL.id}@example.com>\r\nTo: ${LI}\r\n\r\nlate\r\n`));
    expect(await mailer.find(MAIL.id, TRACE)).toBe('unknown');
    expect(post.team.drafts).toEqual([]);
  });

  test('is not known to have left while its draft vanishes under the eyes of whoever looks', async () => {
    const post = await openPost();
    const { mailer, until } = post.openMortal();
    post.graph.fail({ api: 'graph', method: 'message-send', how: 'drop-before' });
    expect(await until(mailer.send(MAIL))).toBe('dead');
    post.graph.meanwhile({ api: 'graph', method: 'message-delete', act: () => post.team.remove(post.team.drafts[0]!) });
    expect(await post.open().find(MAIL.id, TRACE)).toBe('unknown');
  });

  test('is withdrawn by the process that could not send it, once Exchange is there again', async () => {
    const post = await openPost();
    const mailer = post.open();
    post.graph.fail({ api: 'graph', method: 'message-send', how: { status: 504 }, times: 100 });
    post.graph.fail({ api: 'graph', method: 'message-get', how: { status: 503 }, nth: 2, times: 100 });
    await expect(mailer.send(MAIL)).rejects.toMatchObject({ code: 'graph-mail-unreachable' });
    post.graph.calm();
    expect(post.team.drafts).toHaveLength(1);
    expect(await mailer.find(MAIL.id, TRACE)).toBe('unsent');
    expect(post.team.drafts).toEqual([]);
  });

  test('and could not be sent is known to have left when another process sent it meanwhile', async () => {
    const post = await openPost();
    const mailer = post.open();
    post.graph.fail({ api: 'graph', method: 'message-send', how: { status: 403, code: 'ErrorAccessDenied' } });
    await expect(mailer.send(MAIL)).rejects.toMatchObject({ code: 'graph-mail-rights' });
    expect(await mailer.find(MAIL.id, TRACE)).toBe('unsent');
    await post.open().send(MAIL);
    expect(await mailer.find(MAIL.id, TRACE)).toBe('sent');
  });

  test('leaves other people’s drafts alone', async () => {
    const post = await openPost();
    post.team.draft(Buffer.from(`From: ${TEAM}\r\nTo: ${LI}\r\nSubject: Hello\r\n\r\nnot yet\r\n`));
    const mailer = post.open();
    await mailer.send({ ...MAIL, id: 'warm' });
    expect(await mailer.find(MAIL.id, TRACE)).toBe('unsent');
    expect(post.team.drafts).toHaveLength(1);
  });
});

/** The property that a draft gets where its Message-ID is not ours. */
const markedBy = async ({ graph }: Post): Promise<IterableIterator<string>> => {
  const other = await openPost({ team: { keepsMessageId: false }, clock: graph.clock });
  await other.open().send(MAIL);
  return other.team.sent[0]!.extended.keys();
};

describe('a sweep', () => {
  const openTeam = (team: MailboxOptions) => openPost({ team, people: PEOPLE.map(addressOf) });
  const openStore = () => openOffice({ raci: tasks.map(({ id: _, ...typed }) => typed) });
  const arrivedIn = (post: Post) => PEOPLE.flatMap((name) => post.inboxOf(addressOf(name)).map(() => name)).sort();

  test.each<[How, string, MailboxOptions]>(
    WAYS.flatMap(([name, team]) =>
      (['drop-before', 'drop-after'] as const).map((how): [How, string, MailboxOptions] => [how, name, team]),
    ),
  )(
    'that dies at any request to Graph (%s), mail leaving %s, is completed by the next one, and nobody gets a mail twice',
    async (how, _, team) => {
      const clean = await openTeam(team);
      const cleanStore = await openStore();
      expect(await run(cleanStore, clean.open())).toMatchObject({ outcome: 'done' });
      const everything = arrivedIn(clean);
      expect(everything.length).toBeGreaterThanOrEqual(5);
      const requests = clean.calls().length;
      const state = await outcomeOf(cleanStore);
      for (let nth = 1; nth <= requests; nth++) {
        const post = await openTeam(team);
        const [store, clock] = [await openStore(), createClock()];
        const { mailer, until } = post.openMortal();
        post.graph.fail({ api: 'graph', nth, how });
        expect([nth, await until(run(store, mailer, { clock: clock.read }))]).toEqual([nth, 'dead']);
        clock.pass(16);
        await post.graph.clock.advance(QUARTER);
        const again = await run(store, post.open(), { clock: clock.read });
        expect([nth, again.outcome]).toEqual([nth, 'done']);
        expect([nth, arrivedIn(post)]).toEqual([nth, everything]);
        expect([nth, await outcomeOf(store)]).toEqual([nth, state]);
      }
    },
  );
});
