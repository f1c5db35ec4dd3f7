/** Why somebody has not got a notice yet and what to do about it, in words for the command line and doctor. */
import { inAll } from '../../core/messages/in-all.ts';
import type { Owing } from '../../core/record/owing.ts';
import type { Words } from '../../sheet-templates/index.ts';

const say = inAll('sweep');

const RESEND = 'npm run -s baton -- resend';

/** So much of a mail's id names it, in commands that people type. */
export const mailName = (id: string): string => id.slice(0, 8);

/** What kept the mail system from being asked; null for what it said itself, or nobody did. */
export const whyUnasked = ({ why, to }: Pick<Owing, 'why' | 'to'>): Words | null => {
  if (why === 'outside-address') return say.owed.outside({ to });
  if (why.endsWith('-not-found')) return say.owed.notThere({ to });
  return why === 'bad-address' ? say.owed.badAddress({ to }) : null;
};

/** Why somebody is still owed something: `not taken for now: “452 4.2.2 Mailbox full”`. */
export const whyOwed = (owing: Pick<Owing, 'status' | 'to' | 'said' | 'why'>): Words => {
  const { status, to, said } = owing;
  switch (status) {
    case 'refused':
      return whyUnasked(owing) ?? say.owed.refused({ to, said });
    case 'deferred':
      return say.owed.deferred({ said });
    case 'held':
    case 'sending':
      return say.owed.unknown;
    default:
      return say.owed.due;
  }
};

/** What happens next, or is to be done. `shown`: what the workbook is called in commands. */
export const nextOfOwed = (
  { status, to, why, mail }: Pick<Owing, 'status' | 'to' | 'why' | 'mail'>,
  shown: string,
): Words => {
  const again = `${RESEND} ${shown} ${status === 'held' ? mailName(mail) : to}`;
  switch (status) {
    case 'refused':
      return why === 'outside-address' ? say.owedNext.outside({ again }) : say.owedNext.refused({ again });
    case 'deferred':
      return say.owedNext.deferred;
    case 'held':
      return say.owedNext.held({ again });
    case 'sending':
      return say.owedNext.sending;
    default:
      return say.owedNext.due;
  }
};
