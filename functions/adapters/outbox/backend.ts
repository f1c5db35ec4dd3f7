/** A folder as a way to send mail, which reaches nobody: `outbox:FOLDER`. */
import { w } from '../../../sheet-templates/types.ts';
import type { MailBackend } from '../../backend.ts';

export const outbox: MailBackend = {
  named: w('outbox:文件夹', 'outbox:FOLDER'),
  takes: (way) => /^outbox:./i.test(way),
  reaches: false,
  open: async ({ way, from, locale }) => {
    const { createOutbox } = await import('./outbox.ts');
    return createOutbox({ folder: way.slice('outbox:'.length), from, locale });
  },
};
