import { afterEach, describe, expect, test } from 'vitest';
import { MAIL, TRACE } from '../../contracts/mailer.ts';
import { randomOf } from '../../support/random.ts';
import { FAULTS } from '../../support/wire/faults.ts';
import { closeAll, LI, openPost, type Post, TEAM } from './mailbox.ts';

afterEach(closeAll);

const inboxOf = ({ google }: Post, address = LI) => google.gmail.mailbox(address).inbox;
const draftsOf = ({ google }: Post) => [...google.gmail.mailbox(TEAM).drafts.values()];
// What faults at single requests of a sweep do is tried field by field in scripts/chaos/matrix.

describe('a mail that was begun', () => {
  test('and whose draft was withdrawn cannot leave any more', async () => {
    const post = await openPost();
    const [slow, other] = [post.open(), post.open()];
    let found = '';
    post.google.meanwhile({
      api: 'gmail',
      method: 'users.drafts.send',
      act: async () => {
        found = await other.find(MAIL.id, TRACE);
      },
    });
    await expect(slow.send(MAIL)).rejects.toMatchObject({ code: 'gmail-draft-gone', kind: 'backend' });
    expect(found).toBe('unsent');
    expect(await slow.find(MAIL.id, TRACE)).toBe('unsent');
    expect(inboxOf(post)).toEqual([]);
  });

  test('is found among many others, days later, and when somebody put it into the bin', async () => {
    const post = await openPost();
    const mailer = post.open();
    await mailer.send(MAIL);
    for (let i = 0; i < 150; i++) await mailer.send({ ...MAIL, id: `other-${i}` });
    await post.google.clock.advance(3 * 86_400_000);
    post.google.gmail.mailbox(TEAM).sent[0]!.labels.add('TRASH');
    const later = post.open({ access: { mailbox: TEAM, account: null, token: post.google.token(TEAM) } });
    expect(await later.find(MAIL.id, TRACE)).toBe('sent');
    expect(await later.find('never', TRACE)).toBe('unsent');
  });

  test('is not known to have left or not while Gmail cannot be asked, or shows neither draft nor mail', async () => {
    const post = await openPost();
    const mailer = post.open();
    const mailbox = post.google.gmail.mailbox(TEAM);
    post.google.fail({ api: 'gmail', method: 'users.drafts.send', how: 'drop-after' });
    post.google.meanwhile({
      api: 'gmail',
      method: 'users.drafts.send',
      nth: 2,
      act: () => mailbox.remove(mailbox.sent[0]!.id),
    });
    await expect(mailer.send(MAIL)).rejects.toMatchObject({ code: 'gmail-unsure', kind: 'backend' });
    expect(await mailer.find(MAIL.id, TRACE)).toBe('unknown');
  });

  test('is not known to have left while its draft vanishes under the eyes of whoever looks', async () => {
    const post = await openPost();
    const { mailer, until } = post.openMortal();
    post.google.fail({ api: 'gmail', method: 'users.drafts.create', how: 'drop-after' });
    expect(await until(mailer.send(MAIL))).toBe('dead');
    post.google.meanwhile({
      api: 'gmail',
      method: 'users.messages.get',
      act: () => post.google.gmail.mailbox(TEAM).remove(draftsOf(post)[0]!.message.id),
    });
    expect(await post.open().find(MAIL.id, TRACE)).toBe('unknown');
  });

  test('has its receipt although Gmail lists it only some moments after it left', async () => {
    const post = await openPost();
    const mailbox = post.google.gmail.mailbox(TEAM);
    const list = { api: 'gmail', method: 'users.messages.list' } as const;
    post.google.fail({ api: 'gmail', method: 'users.drafts.send', how: 'drop-after' });
    let late: (typeof mailbox.sent)[number] | undefined;
    post.google.meanwhile({
      ...list,
      act: () => {
        late = mailbox.sent[0];
        late?.labels.delete('SENT');
      },
    });
    post.google.meanwhile({ ...list, nth: 2, act: () => void late?.labels.add('SENT') });
    const { receipt } = await post.open().send(MAIL);
    expect(receipt).toBe(`${late!.id} ${late!.threadId}`);
    expect(inboxOf(post)).toHaveLength(1);
  });

  test('arrives once, whatever mixture of faults and deaths there is', async () => {
    const draw = randomOf(20260306);
    for (let round = 0; round < 60; round++) {
      const post = await openPost();
      for (let i = 0; i < 3; i++) {
        const [, how] = FAULTS[Math.floor(draw() * FAULTS.length)]!;
        post.google.fail({ api: 'gmail', nth: 1 + Math.floor(draw() * 8), how });
      }
      for (let turn = 0; inboxOf(post).length === 0; turn++) {
        expect([round, turn]).not.toEqual([round, 8]);
        const { mailer, until } =
          draw() < 0.5 ? post.openMortal() : { mailer: post.open(), until: <T>(work: Promise<T>) => work };
        const found = turn === 0 ? 'unsent' : await until(mailer.find(MAIL.id, TRACE));
        if (found === 'unsent') await until(mailer.send(MAIL));
      }
      const last = post.open();
      expect([round, await last.find(MAIL.id, TRACE)]).toEqual([round, 'sent']);
      expect([round, inboxOf(post).length]).toEqual([round, 1]);
      // Faults that are still to come meet somebody else's mail.
      for (let i = 0; i < 8; i++) await last.send({ ...MAIL, id: `other-${i}` });
      expect([round, inboxOf(post).length]).toEqual([round, 9]);
    }
  });

  test('leaves other people’s drafts alone', async () => {
    const post = await openPost();
    const mailer = post.open();
    await mailer.send({ ...MAIL, id: 'warm' });
    const raw = Buffer.from(`From: ${TEAM}\r\nTo: ${LI}\r\nSubject: Hello\r\n\r\nnot yet\r\n`).toString('base64url');
    const { gmail } = await import('googleapis/build/src/apis/gmail/index.js');
    await gmail({
      version: 'v1',
      rootUrl: post.google.gmail.url,
      headers: { authorization: `Bearer ${post.google.token(TEAM)}` },
    }).users.drafts.create({ userId: 'me', requestBody: { message: { raw } } });
    expect(await mailer.find(MAIL.id, TRACE)).toBe('unsent');
    expect(draftsOf(post)).toHaveLength(1);
  });
});
