/** Sends one letter and says what came of it: sent, deferred, refused, or unknown. */
import { inAll } from '../../core/messages/in-all.ts';
import type { Problem } from '../../core/problem.ts';
import type { IsoDate } from '../../core/time/day.ts';
import { BatonError, RecipientError } from '../errors.ts';
import type { Mailer, OutgoingMail } from '../ports.ts';

const say = inAll('sweep');

/** What came of a mail that was to be sent. */
export interface Delivery {
  /** `due`: it has not left, and nobody refused it. `sending`: nobody can tell. */
  readonly status: 'sent' | 'due' | 'deferred' | 'refused' | 'sending';
  /** The provider's message id; of what was deferred or refused, the mail system's words. */
  readonly receipt: string;
  /** This recipient's was not taken; others go on. */
  readonly recipient?: RecipientError;
  /** The mail system will not do; nothing more is sent. */
  readonly error?: BatonError;
}

export const DUE: Delivery = { status: 'due', receipt: '' };

/** Sends a mail, and asks what became of it where that failed; `sending` when nobody can tell. Nothing is thrown. */
export const trySending = async (mailer: Mailer, letter: OutgoingMail): Promise<Delivery> => {
  try {
    const { receipt } = await mailer.send(letter);
    return { status: 'sent', receipt };
  } catch (cause) {
    const error = asBatonError(cause);
    if (error instanceof RecipientError)
      return { status: error.outcome, receipt: error.said || error.code, recipient: error };
    const { remembered, to } = letter;
    const trace = {
      to: to.address,
      since: letter.date.slice(0, 10),
      ...(remembered && { remembered }),
      ...(to.phone && { phone: to.phone }),
    };
    const found = await mailer.find(letter.id, trace).catch(() => 'unknown' as const);
    if (found === 'sent') return { status: 'sent', receipt: '' };
    return { status: found === 'unsent' ? 'due' : 'sending', receipt: '', error };
  }
};

const asBatonError = (cause: unknown): BatonError =>
  cause instanceof BatonError ? cause : new BatonError('backend', 'mail-failed', say.mailFailed, cause);

/** What a sweep of this instant (ISO 8601) says at once of an address that was refused. */
export const refusedProblem = (
  { to }: Pick<OutgoingMail, 'to'>,
  { said, code }: RecipientError,
  at: string,
): Problem => ({
  tab: 'directory',
  row: 0,
  column: 'email',
  code: 'mail-refused',
  item: '',
  facts: { text: to.address, name: to.name, day: at.slice(0, 10) as IsoDate, said, why: code },
});

/** So many recipients refused in a row, before anybody's was taken, are no matter of theirs. */
export const FIRST_REFUSALS = 3;

export const NOBODY_TAKEN = 'mail-refused-for-all';

/** The mail system takes nobody's mail, in the words it had for the last one. */
export const nobodyTaken = (last: RecipientError, tried: number): BatonError =>
  new BatonError('backend', NOBODY_TAKEN, say.nobodyTaken({ tried, said: last.said }), last);
