import { REFUSED } from '../core/open-mail.ts';
import type { Problem } from '../core/problem.ts';
import { w } from '../sheet-templates/index.ts';
import { BatonError } from './errors.ts';
import type { Mailer, OutgoingMail } from './ports.ts';

/** What came of a mail that was to be sent. */
export interface Delivery {
  readonly status: 'sent' | 'unsent' | 'sending';
  /** The provider's message id; that the address was refused for good. */
  readonly receipt: string;
  /** This address will not do; others go on. */
  readonly refused?: Problem;
  /** The mail system will not do; nothing more is sent. */
  readonly error?: BatonError;
}

export const UNSENT: Delivery = { status: 'unsent', receipt: '' };

/** Sends a mail, and asks what became of it where that failed; `sending` when nobody can tell. Nothing is thrown. */
export const trySending = async (mailer: Mailer, letter: OutgoingMail): Promise<Delivery> => {
  try {
    const { receipt } = await mailer.send(letter);
    return { status: 'sent', receipt };
  } catch (cause) {
    const error = asBatonError(cause);
    if (error.kind === 'data') return { status: 'unsent', receipt: REFUSED, refused: refused(letter, error) };
    const trace = { to: letter.to.address, since: letter.date.slice(0, 10) };
    const found = await mailer.find(letter.id, trace).catch(() => 'unknown' as const);
    if (found === 'sent') return { status: 'sent', receipt: '' };
    return { status: found === 'unsent' ? 'unsent' : 'sending', receipt: '', error };
  }
};

const asBatonError = (cause: unknown): BatonError =>
  cause instanceof BatonError
    ? cause
    : new BatonError(
        'backend',
        'mail-failed',
        w(
          '邮件系统没有给出可以理解的回答。请稍后再运行一次。',
          'The mail system gave no usable answer. Please run the sweep again later.',
        ),
        cause,
      );

const refused = ({ to }: OutgoingMail, error: BatonError): Problem => ({
  tab: 'directory',
  row: 0,
  column: 'email',
  code: 'bad-address',
  item: '',
  facts: { text: to.address, name: to.name, why: error.code },
});
