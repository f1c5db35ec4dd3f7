/** What an IMAP server refuses, in words that say who can do what about it. */
import { inAll } from '../../../core/messages/in-all.ts';
import type { Words } from '../../../sheet-templates/types.ts';
import { BatonError } from '../../errors.ts';
import { saidOf } from '../../remote/said.ts';
import { MarkRefused, NotMarked } from './line.ts';
import type { ImapServer } from './servers.ts';

const say = inAll('mailing');

/** What imapflow throws, as far as it is looked at. */
export interface ImapFailure extends Error {
  readonly code?: string;
  /** The server's answer to a command: NO or BAD. */
  readonly responseStatus?: string;
  /** What the server said after it. */
  readonly responseText?: string;
  /** A response code such as AUTHENTICATIONFAILED (RFC 5530). */
  readonly serverResponseCode?: string;
  readonly authenticationFailed?: boolean;
  readonly tlsFailed?: boolean;
  /** There is no folder of that name. */
  readonly mailboxMissing?: boolean;
  /** What the server said to a sign-in, as text. */
  readonly response?: unknown;
}

/**
 * Too many at once, or too busy: RFC 5530 has UNAVAILABLE, INUSE and LIMIT for it, others say it in words. QQ's words for any sign-in that fails name
 * a wrong password and a frequency in one (https://github.com/chengazhen/cursor-auto-free/issues/294): then it is the password that can be looked after.
 */
const TOO_MANY = /too many|frequen|频率|频繁|throttled|try again|temporar|server busy|system busy/i;
const PASSING: readonly (string | undefined)[] = ['UNAVAILABLE', 'INUSE', 'LIMIT', 'SERVERBUG'];

/** What a broken connection, a silence or a busy server says: it may be different on another connection. */
export const mayPassByImap = (failure: ImapFailure): boolean => {
  const said = saidIn(failure);
  if (PASSING.includes(failure.serverResponseCode) || failure.code === 'ETHROTTLE') return true;
  if (isSignIn(failure)) return TOO_MANY.test(said) && !/password|密码/i.test(said);
  if (failure.responseStatus) return TOO_MANY.test(said);
  if (failure instanceof MarkRefused) return true;
  return !(failure instanceof NotMarked) && !isCertificate(failure) && failure.tlsFailed !== true;
};

/** Whether another connection may help at once: nobody has said no. */
export const isBroken = (failure: ImapFailure): boolean =>
  mayPassByImap(failure) && !failure.responseStatus && failure.code !== 'ETHROTTLE' && !(failure instanceof NotMarked);

const isSignIn = ({ authenticationFailed, responseStatus }: ImapFailure): boolean =>
  authenticationFailed === true && responseStatus !== undefined;

const isCertificate = ({ code = '' }: ImapFailure): boolean => /CERT|SIGNATURE|ERR_TLS|ERR_SSL/.test(code);

/** The one error a person reads. */
export const imapError = (failure: ImapFailure, server: ImapServer): BatonError => {
  const said = saidOf(saidIn(failure), secretsOf(server));
  const { code, words } = meaningOf(failure, server, said);
  // The library's own error carries the command it was at, with the password.
  return new BatonError('backend', code, words, new Error(saidOf(`${failure.message} ${said}`, secretsOf(server))));
};

interface Meaning {
  readonly code: string;
  readonly words: Words;
}

const meaningOf = (failure: ImapFailure, server: ImapServer, said: string): Meaning => {
  const { host, folder, secret = '' } = server;
  if (failure instanceof NotMarked) return { code: 'imap-marks', words: say.imapMarks({ host, folder }) };
  if (isCertificate(failure)) return { code: 'imap-certificate', words: say.imapCertificate({ host }) };
  if (failure.tlsFailed) return { code: 'imap-unencrypted', words: say.imapUnencrypted({ host }) };
  const isLater = mayPassByImap(failure) && (failure.responseStatus !== undefined || failure.code === 'ETHROTTLE');
  if (isLater) return { code: 'imap-later', words: say.imapLater({ host, said }) };
  if (isSignIn(failure)) return { code: 'imap-auth', words: say.imapAuth({ host, said, secret }) };
  if (failure.mailboxMissing) return { code: 'imap-folder', words: say.imapFolder({ host, folder }) };
  if (failure.responseStatus) return { code: 'imap-refused', words: say.imapRefused({ host, said }) };
  return { code: 'imap-unreachable', words: say.imapUnreachable({ host }) };
};

const saidIn = ({ responseText, response }: ImapFailure): string =>
  responseText ?? (typeof response === 'string' ? response : '');

/** The password, as it is or as it was sent. */
const secretsOf = ({ auth }: ImapServer): readonly string[] => {
  if (!('pass' in auth)) return [];
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  return [auth.pass, base64(auth.pass), base64(`\0${auth.user}\0${auth.pass}`)];
};
