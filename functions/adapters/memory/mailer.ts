/** A mailer that keeps every mail in a list, for tests. */
import type { Mailer, OutgoingMail } from '../../ports.ts';

export interface MemoryMailer extends Mailer {
  /** In the order of sending. */
  readonly sent: readonly OutgoingMail[];
}

/** Mail that goes nowhere but can be looked at; it knows for certain what it has sent. */
export const createMemoryMailer = ({ batch = 20 }: { batch?: number } = {}): MemoryMailer => {
  const sent: OutgoingMail[] = [];
  return {
    batch,
    sent,
    send: async (mail) => {
      sent.push(mail);
      return { receipt: `memory-${sent.length}` };
    },
    find: async (id) => (sent.some((mail) => mail.id === id) ? 'sent' : 'unsent'),
  };
};
