import { createImapInbox } from '../../../functions/adapters/imap/inbox.ts';
import type { ImapServer } from '../../../functions/adapters/imap/servers.ts';
import type { InboxUnderTest } from '../../contracts/inbox.ts';
import { type ImapServerOptions, openImapServer } from '../../support/imap/server.ts';

/** Somebody's mailbox on a server of this machine. */
export const openBox = async (options: ImapServerOptions = {}, change: Partial<ImapServer> = {}) => {
  let clock = Date.parse('2026-03-06T01:00:00Z');
  const server = await openImapServer({ now: () => clock, ...options });
  const target: ImapServer = {
    host: '127.0.0.1',
    port: server.port,
    secure: false,
    requireTLS: false,
    auth: { user: 'baton@example.com', pass: 'secret' },
    folder: 'INBOX',
    ...change,
  };
  const { mailbox } = server;
  const find = (id: string) => mailbox.messages.find(({ uid }) => id === `${mailbox.validity}:${uid}`)!;
  const waited: number[] = [];
  const inboxes: ReturnType<typeof createImapInbox>[] = [];
  const box: InboxUnderTest = {
    open: () => {
      const inbox = createImapInbox({ server: target, time: { sleep: async (ms) => void waited.push(ms) } });
      inboxes.push(inbox);
      return inbox;
    },
    receive: (raw) => `${mailbox.validity}:${mailbox.receive(raw).uid}`,
    advance: (ms) => {
      clock += ms;
    },
    now: () => clock,
    markRead: (id) => void find(id).flags.add('\\Seen'),
    hasBeenRead: (id) => find(id).flags.has('\\Seen'),
    remove: (id) => mailbox.remove(find(id)),
    close: async () => {
      for (const inbox of inboxes.splice(0)) await inbox.close?.();
      await server.close();
    },
  };
  return { ...box, server, target, waited, find, flags: (id: string) => [...find(id).flags].sort() };
};
