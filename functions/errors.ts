/** The errors that a person can act on, with a code, words in every language and an exit code. */
import { ofFiles as say } from '../core/messages/words-of-files.ts';
import { inEach, type Words } from '../sheet-templates/types.ts';

/** Exit codes of the command line, and what a caller may do about an error. */
export const EXIT = { done: 0, data: 1, call: 2, backend: 3 } as const;

/**
 * An error a person can act on: a code for machines, what happened, and what to do next, in every language.
 * `kind` decides the exit code: the data needs a person, the call is wrong, or the backend failed.
 */
export class BatonError extends Error {
  readonly code: string;
  readonly kind: 'data' | 'call' | 'backend';
  readonly words: Words;
  constructor(kind: 'data' | 'call' | 'backend', code: string, words: Words, cause?: unknown) {
    super(words.en, cause === undefined ? undefined : { cause });
    this.name = 'BatonError';
    this.kind = kind;
    this.code = code;
    this.words = words;
  }
}

/**
 * One recipient's mail was not taken; other people's may be. `deferred`: for now, to be tried again (a full mailbox, a 4xx);
 * `refused`: for good, and this address has to be corrected. Whatever is the server's own failing (connection, sign-in, sender)
 * is a BatonError of kind `backend` instead, and stops a delivery.
 */
export class RecipientError extends BatonError {
  readonly outcome: 'deferred' | 'refused';
  /** What the mail system said, in its own words and on one line; '' where none was asked. */
  readonly said: string;
  constructor(outcome: 'deferred' | 'refused', code: string, words: Words, said: string, cause?: unknown) {
    super(outcome === 'refused' ? 'data' : 'backend', code, words, cause);
    this.name = 'RecipientError';
    this.outcome = outcome;
    this.said = said;
  }
}

/** This way knows nobody there, or may not write to them: the letter has not left, and another way may reach them. */
export class NotHereError extends RecipientError {}

/** The same error, with what follows from it said after it. */
export const withMore = ({ kind, code, words, cause }: BatonError, more: Words): BatonError =>
  new BatonError(
    kind,
    code,
    inEach((locale) => `${words[locale]} ${more[locale]}`),
    cause,
  );

/** People save the workbook again each time Baton is about to write. */
export const keepsBeingSaved = (name: string): BatonError =>
  new BatonError('backend', 'workbook-changing', say.keepsBeingSaved({ name }));

/** People move its rows or columns each time. */
export const keepsMoving = (name: string): BatonError =>
  new BatonError('backend', 'workbook-changing', say.keepsMoving({ name }));
