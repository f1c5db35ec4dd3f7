/** What is said alike of every mail system in which a mail is a draft before it is sent. */
import { inAll } from '../../core/messages/in-all.ts';
import type { Words } from '../../sheet-templates/index.ts';
import { BatonError, RecipientError } from '../errors.ts';

const { drafts } = inAll('mailing');

type What = 'rejected' | 'too-large' | 'refused' | 'unreachable' | 'draft-gone' | 'unsure';

/** `said`: the mail system's own words (said.ts). `cause`: as a log shows it. */
export interface MailErrors {
  readonly rejected: (to: string, said: string, cause: unknown) => RecipientError;
  readonly tooLarge: (to: string, said: string, cause: unknown) => RecipientError;
  readonly refused: (said: string) => readonly [code: string, words: Words];
  readonly unreachable: readonly [code: string, words: Words];
  readonly draftGone: (cause: unknown) => BatonError;
  /** Neither its draft nor the mail is to be seen. */
  readonly unsure: (cause: unknown) => BatonError;
}

/** `name`: as people call it. */
export const mailErrors = (name: string, codes: Readonly<Record<What, string>>): MailErrors => ({
  rejected: (to, said, cause) =>
    new RecipientError('refused', codes.rejected, drafts.rejected({ name, to, said }), said, cause),
  tooLarge: (to, said, cause) =>
    new RecipientError('deferred', codes['too-large'], drafts.tooLarge({ name, to, said }), said, cause),
  refused: (said) => [codes.refused, drafts.refused({ name, said })],
  unreachable: [codes.unreachable, drafts.unreachable({ name })],
  draftGone: (cause) => new BatonError('backend', codes['draft-gone'], drafts.draftGone, cause),
  unsure: (cause) => new BatonError('backend', codes.unsure, drafts.unsure({ name }), cause),
});
