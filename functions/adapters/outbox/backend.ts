/** A folder as a way to send mail, which reaches nobody: `outbox:FOLDER`. */
import { inAllWays } from '../../../core/messages/in-all-ways.ts';
import type { MailBackend } from '../../backend.ts';

const say = inAllWays('mailing');

const SCHEME = 'outbox:';

export const outbox: MailBackend = {
  named: say.outboxNamed,
  takes: (way) => way.toLowerCase().startsWith(SCHEME) && way.length > SCHEME.length,
  reaches: false,
  open: async ({ way, from, locale }) => {
    const { createOutbox } = await import('./outbox.ts');
    return createOutbox({ folder: way.slice(SCHEME.length), from, locale });
  },
};
