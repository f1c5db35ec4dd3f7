/** A folder as a way to send mail, which reaches nobody: `outbox:FOLDER`. */
import { w } from '../../../sheet-templates/types.ts';
import type { MailBackend } from '../../backend.ts';

const SCHEME = 'outbox:';

export const outbox: MailBackend = {
  named: w('outbox:文件夹', 'outbox:FOLDER'),
  takes: (way) => way.toLowerCase().startsWith(SCHEME) && way.length > SCHEME.length,
  reaches: false,
  open: async ({ way, from, locale }) => {
    const { createOutbox } = await import('./outbox.ts');
    return createOutbox({ folder: way.slice(SCHEME.length), from, locale });
  },
};
