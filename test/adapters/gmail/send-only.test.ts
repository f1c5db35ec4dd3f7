import { afterEach, expect, it } from 'vitest';
import { createGmailSender } from '../../../functions/adapters/gmail/send-only.ts';
import { BatonError, RecipientError } from '../../../functions/errors.ts';
import type { OpenGrant } from '../../../functions/remote/grant.ts';
import { MAIL, TRACE } from '../../contracts/mailer.ts';
import { closeAll, openPost, TEAM } from './mailbox.ts';

afterEach(closeAll);

/** Whoever signed in with this one right. */
const signedIn = async (scope = 'https://www.googleapis.com/auth/gmail.send') => {
  const post = await openPost();
  const login: OpenGrant = {
    grant: {
      name: 'google-mail',
      endpoint: 'https://oauth2.example.com/token',
      client: 'desk',
      scopes: [scope],
      account: TEAM,
      refreshToken: 'r',
      since: '2026-11-21T09:00:00Z',
    },
    token: async () => post.google.token(TEAM, { scopes: [scope] }),
  };
  const { access, ...settings } = post.settings();
  const open = (token = login.token) =>
    createGmailSender({ ...settings, access: { ...access, token: null, login: { ...login, token } } });
  return { ...post, open };
};

it('sends with the right to send and no other, by one request a mail', async () => {
  const { open, calls } = await signedIn();
  const mailer = open();
  const { receipt } = await mailer.send({ ...MAIL, earlier: [{ id: 'first', receipt: 'm1 t1' }] });
  expect(receipt).toMatch(/^\S+ \S+$/);
  expect(calls()).toEqual(['messages.send']);
});

it('says of itself that nobody can ask it: one at a time, and what it does not know is unknown', async () => {
  const { open } = await signedIn();
  const mailer = open();
  expect(mailer.batch).toBe(1);
  await mailer.send(MAIL);
  expect(await mailer.find(MAIL.id, TRACE)).toBe('unknown');
  expect(await open().find(MAIL.id, TRACE)).toBe('unknown');
});

it('an answer that got lost is not asked for again: nobody has it twice', async () => {
  const { open, google, calls } = await signedIn();
  google.fail({ api: 'gmail', method: 'users.messages.send', how: 'drop-after' });
  const mailer = open();
  await expect(mailer.send(MAIL)).rejects.toMatchObject({ kind: 'backend' });
  expect(await mailer.find(MAIL.id, TRACE)).toBe('unknown');
  expect(calls()).toEqual(['messages.send']);
});

it('a mail that Gmail refuses for its own sake is a matter of this one reader, has not left, and keeps no other from leaving', async () => {
  const { open, google } = await signedIn();
  google.fail({ api: 'gmail', method: 'users.messages.send', how: { status: 413 } });
  const mailer = open();
  const error = await mailer.send(MAIL).catch((error) => error);
  expect(error).toBeInstanceOf(RecipientError);
  expect(error).toMatchObject({ code: 'gmail-too-large' });
  expect(await mailer.find(MAIL.id, TRACE)).toBe('unsent');
  await mailer.send({ ...MAIL, id: 'another' });
  expect(google.gmail.mailbox(TEAM).sent).toHaveLength(1);
});

it('without that right says which it is and who gives it', async () => {
  const { open } = await signedIn('https://www.googleapis.com/auth/gmail.labels');
  const mailer = open();
  const error = await mailer.send(MAIL).catch((error) => error);
  expect(error).toMatchObject({ code: 'gmail-auth' });
  expect(error).not.toBeInstanceOf(RecipientError);
  expect(error.words.en).toContain('gmail.send');
  expect(error.words.en).toContain('baton -- login google --only mail');
  expect(await mailer.find(MAIL.id, TRACE)).toBe('unsent');
});

it('a login that has ended says so itself, the mail has not left, and once there is a new one it goes', async () => {
  const ended = new BatonError('backend', 'login-ended', { 'zh-CN': '登录已失效', en: 'The login has ended' });
  const { open, google, calls } = await signedIn();
  let isOver = true;
  const mailer = open(async () => {
    if (isOver) throw ended;
    return google.token(TEAM, { scopes: ['https://www.googleapis.com/auth/gmail.send'] });
  });
  await expect(mailer.send(MAIL)).rejects.toBe(ended);
  expect(await mailer.find(MAIL.id, TRACE)).toBe('unsent');
  expect(calls()).toEqual([]);
  isOver = false;
  await mailer.send(MAIL);
  expect(calls()).toEqual(['messages.send']);
});
