/** A mailbox that is read by IMAP, whatever way mails leave: BATON_INBOX. */
import { inAllWays } from '../../../core/messages/in-all-ways.ts';
import type { InboxBackend } from '../../backend.ts';
import { fine } from '../../base/finding.ts';
import { isInbox, meansImap, serverIn } from './servers.ts';

const say = inAllWays('mailing');

export const imap: InboxBackend = {
  takes: meansImap,
  variables: {
    BATON_INBOX: { takes: isInbox, wanted: say.wanted.BATON_INBOX },
    BATON_INBOX_PASSWORD: { isSecret: true, takes: () => true, wanted: say.wanted.BATON_INBOX_PASSWORD },
  },
  open: async (reading) => {
    const { createImapInbox } = await import('./inbox.ts');
    return createImapInbox({ server: await serverIn(reading) });
  },
  examine: async (reading) => {
    const { lookAtImap } = await import('./inbox.ts');
    const { host, folder, byKeywords } = await lookAtImap(await serverIn(reading));
    return fine('imap', (byKeywords ? say.imapKeywords : say.imapFlags)({ host, folder }));
  },
};
