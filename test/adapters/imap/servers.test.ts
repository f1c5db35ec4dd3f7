import { describe, expect, test } from 'vitest';
import { isInbox, meansImap, serverIn } from '../../../functions/adapters/imap/servers.ts';
import { NAMED_SERVERS } from '../../../functions/adapters/smtp/servers.ts';
import type { Environment, InboxReading } from '../../../functions/backend.ts';
import { inboxOf } from '../../../functions/connect/connect.ts';

const QQ = NAMED_SERVERS.find(({ name }) => name === 'qq')!;
const reading = (env: Environment, sender: InboxReading['sender'] = null): InboxReading => ({
  env,
  sender,
  servers: NAMED_SERVERS,
});
const from = (BATON_INBOX: string, more: Environment = {}) =>
  serverIn(reading({ BATON_INBOX, BATON_INBOX_PASSWORD: 'p', ...more }));

describe('BATON_INBOX', () => {
  test.each(NAMED_SERVERS.map(({ name, imap }) => [name, imap.host] as const))(
    '%s is the server that people know by that name',
    async (name, host) => {
      expect(await from(`${name}:ann@example.com`)).toMatchObject({
        host,
        port: 993,
        secure: true,
        folder: 'INBOX',
        auth: { user: 'ann@example.com', pass: 'p' },
      });
    },
  );

  test('yes is the mailbox that mails leave from, with its password', async () => {
    const sender = { server: QQ, account: '1@qq.com' };
    const server = await serverIn(reading({ BATON_INBOX: 'yes', BATON_SMTP_PASSWORD: 'code' }, sender));
    expect(server).toMatchObject({ host: 'imap.qq.com', auth: { user: '1@qq.com', pass: 'code' } });
    await expect(serverIn(reading({ BATON_INBOX: 'yes' }))).rejects.toMatchObject({ code: 'inbox-unnamed' });
  });

  test('may be any server, any folder', async () => {
    expect(await from('imaps://ann%40example.com@mail.example.com/Baton%2FReplies')).toMatchObject({
      host: 'mail.example.com',
      port: 993,
      secure: true,
      folder: 'Baton/Replies',
      auth: { user: 'ann@example.com' },
    });
    expect(await from('imap://ann@mail.example.com:1143')).toMatchObject({
      port: 1143,
      secure: false,
      requireTLS: true,
    });
    expect(await from('imap://ann@localhost')).toMatchObject({ port: 143, requireTLS: false });
    expect(await from('exmail:ann@example.com/回信')).toMatchObject({ host: 'imap.exmail.qq.com', folder: '回信' });
  });

  test('in China Exchange has another address', async () => {
    expect(await from('exchange:ann@example.com', { BATON_CLOUD: 'china' })).toMatchObject({
      host: 'partner.outlook.cn',
    });
  });

  test.each([
    ['imaps://mail.example.com', 'bad-inbox'],
    ['https://ann@mail.example.com', 'bad-inbox'],
    ['nobody:ann@example.com', 'bad-inbox'],
  ])('%s is none', async (given, code) => {
    const error = await from(given).catch((thrown) => thrown);
    expect(error).toMatchObject({ kind: 'call', code });
  });

  test('needs a password; Exchange needs a login', async () => {
    await expect(serverIn(reading({ BATON_INBOX: 'qq:1@qq.com' }))).rejects.toMatchObject({ code: 'inbox-password' });
  });

  test('is judged as it is written', () => {
    for (const good of ['yes', 'no', 'qq:1@qq.com', 'imaps://a@b.example.com/X'])
      expect([good, isInbox(good)]).toEqual([good, true]);
    for (const bad of ['maybe', 'imap.qq.com', 'imaps://b.example.com', 'qq:name'])
      expect([bad, isInbox(bad)]).toEqual([bad, false]);
    expect([meansImap({}), meansImap({ BATON_INBOX: 'no' }), meansImap({ BATON_INBOX: 'yes' })]).toEqual([
      false,
      false,
      true,
    ]);
  });
});

describe('which mailbox is read', () => {
  const options = (way: string, BATON_INBOX?: string) => ({
    way,
    from: null,
    env: { ...(BATON_INBOX && { BATON_INBOX }) },
    recipients: null,
    locale: 'en' as const,
  });
  test.each([
    ['gmail', undefined, true],
    ['graph', undefined, true],
    ['gmail', 'yes', true],
    ['gmail', 'no', false],
    // Somebody's own mailbox is read only where they say so.
    ['qq:1@qq.com', undefined, false],
    ['qq:1@qq.com', 'yes', true],
    ['smtp://mail.example.com', undefined, false],
    ['smtp://mail.example.com', 'imaps://a@mail.example.com', true],
    ['outbox:x', undefined, false],
  ])('by %s with BATON_INBOX=%s: %s', (way, given, is) => expect(inboxOf(options(way, given)) !== null).toBe(is));
});
