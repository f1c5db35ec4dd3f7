/** What a mail server’s no means: whether it is about one reader or about all, and whether it passes by itself. */
import { inAll } from '../../../core/messages/in-all.ts';
import type { Words } from '../../../sheet-templates/index.ts';
import { BatonError, RecipientError } from '../../errors.ts';
import { saidOf } from '../../remote/said.ts';
import type { SmtpServer } from './servers.ts';

const say = inAll('mailing');

/** What nodemailer throws; `responseCode` is the server's three digits, `command` what it answered to. */
export interface SmtpFailure extends Error {
  readonly code?: string;
  readonly command?: string;
  /** With its digits; several lines where the server said several. */
  readonly response?: string;
  readonly responseCode?: number;
  /** Node's or OpenSSL's code behind ESOCKET. */
  readonly originalCode?: string;
}

/** Between whom it was said. */
interface Said {
  readonly server: SmtpServer;
  /** Addresses: who sends, and whose mail it was. */
  readonly from: string;
  readonly to: string;
  /** It has let us in before, with the same password. */
  readonly hasSignedIn: boolean;
  /** Who has issued a certificate that was not trusted, where that is no name of this machine's; else null. */
  readonly issuer: string | null;
}

/** The server itself said that it has not taken the mail. */
export const isRefusal = ({ responseCode = 0 }: SmtpFailure): boolean => responseCode >= 400;

/** It closes the connection (RFC 5321, 3.8), or wants a sign-in first (RFC 4954, 6), whatever it was asked. */
const OF_THE_SERVER: readonly number[] = [421, 530, 535];

/**
 * Too many at once, which QQ, 163 and Exmail say by 550, as if it were for good: “Connection frequency limited”
 * (https://github.com/meolu/walle-web/issues/289), “Domain frequency limited”, “Sender frequency limited”; others say that a day's
 * or an hour's limit is reached. 163 has codes for it, HL: of an address, MI: of a sender or a connection, RP: of recipients
 * (https://help.mail.163.com/faqDetail.do?code=d7a5dc8471cd0c0e8b4b8f4f8e49998b374173cfe9171305fa1ce630d7f67ac2). Mails that go
 * round in a circle have “too many hops”, which does not pass.
 */
const TOO_MANY = new RegExp(
  [
    'frequency|frequent(?!ly asked)|频率|频繁',
    'too (?:many|much)\\b(?! hops)',
    '\\brate\\b.{0,20}(?:limit|exceed)|exceed.{0,30}\\brate\\b',
    '\\b(?:daily|hourly|24.?hour)\\b.*\\b(?:limit|quota)',
    '\\b(?:HL|MI|RP):[A-Z]{3}\\b',
  ].join('|'),
  'i',
);

/** What it says was taken for advertising, which is no fault of the address: 163's codes, and QQ's and Exmail's words. */
const TAKEN_FOR_SPAM = /\bDT:S[A-Z]{2}\b|mail content denied|content (?:was )?rejected|邮件内容/i;

/** The sender is another than whoever signed in, as QQ (501, 502) and 163 (553) say it. */
const OTHER_SENDER =
  /same as auth|equal auth|not owned by user|send ?as (?:denied|this sender)|sender address rejected|发件人.{0,12}(?:不一致|不符)/i;

/** Of a mailbox, where a server has no code for it. */
const FULL = /mailbox (?:is )?full|over\W?quota|quota (?:is |has been )?exceeded|exceed.{0,30}\bquota|邮箱.{0,4}满/i;

const isFull = ({ responseCode = 0, response = '' }: SmtpFailure): boolean =>
  responseCode === 552 || /^\d{3}[ -][45]\.2\.2\b/.test(response) || FULL.test(response);

/**
 * A 5xx that passes by itself. 552 and 5.2.2: a mailbox is full, until its owner makes room; 552 is to be taken for a 452
 * (RFC 5321, 4.5.3.1.10).
 */
const passesLater = (failure: SmtpFailure): boolean =>
  isFull(failure) || TOO_MANY.test(failure.response ?? '') || TAKEN_FOR_SPAM.test(failure.response ?? '');

/** It was said of one mail and its reader. */
const isOfReader = (failure: SmtpFailure): boolean => {
  const { command, responseCode = 0 } = failure;
  return (command === 'RCPT TO' || command === 'DATA') && isRefusal(failure) && !OF_THE_SERVER.includes(responseCode);
};

/** A sign-in that was refused. */
const isSignIn = ({ code, responseCode = 0 }: SmtpFailure): boolean =>
  code === 'EAUTH' || responseCode === 530 || responseCode === 535;

/**
 * Whether another attempt within this sweep may bring more. `soon`: the server has had too much for now, or is busy; `reader`: it puts
 * one reader's mail off, as greylisting does. Null where a wait of minutes changes nothing: a full mailbox, a wrong password.
 */
export const waitFor = (failure: SmtpFailure, { hasSignedIn }: Pick<Said, 'hasSignedIn'>): 'soon' | 'reader' | null => {
  const { responseCode = 0, response = '' } = failure;
  if (isSignIn(failure)) return hasSignedIn || isTooSoon(responseCode, response) ? 'soon' : null;
  if (!isRefusal(failure) || isFull(failure) || TAKEN_FOR_SPAM.test(response)) return null;
  if (responseCode === 421 || TOO_MANY.test(response)) return 'soon';
  if (responseCode >= 500) return null;
  return isOfReader(failure) ? 'reader' : 'soon';
};

/** Null where it is about the server: the others would fare no better. */
export const recipientErrorOf = (failure: SmtpFailure, about: Said): RecipientError | null => {
  if (!isOfReader(failure) || isOtherSender(failure)) return null;
  const { responseCode = 0 } = failure;
  const { server, to } = about;
  const outcome = responseCode < 500 || passesLater(failure) ? 'deferred' : 'refused';
  const said = wordsIn(failure, server);
  const { code, words } = NOT_TAKEN[outcome];
  return new RecipientError(outcome, code, words({ host: server.host, to, said }), said, redacted(failure, server));
};

const NOT_TAKEN = {
  deferred: { code: 'smtp-deferred', words: say.smtpDeferred },
  refused: { code: 'smtp-rejected', words: say.smtpRejected },
} as const;

/** What all would meet. */
export const serverErrorOf = (failure: SmtpFailure, about: Said): BatonError => {
  const { code, words } = meaningOf(failure, about, wordsIn(failure, about.server));
  return new BatonError('backend', code, words, redacted(failure, about.server));
};

const isOtherSender = ({ response = '', responseCode = 0 }: SmtpFailure): boolean =>
  responseCode >= 500 && OTHER_SENDER.test(response);

interface Meaning {
  readonly code: string;
  readonly words: Words;
}

const meaningOf = (failure: SmtpFailure, about: Said, said: string): Meaning => {
  const { code, response = '', responseCode = 0, originalCode = '' } = failure;
  const { server, from, hasSignedIn, issuer } = about;
  const { host, secret = '' } = server;
  const later = { code: 'smtp-later', words: say.smtpLater({ host, said }) };
  if (/CERT|SIGNATURE|ERR_TLS/.test(originalCode)) {
    const words = issuer === null ? say.smtpCertificate({ host }) : say.smtpOwnCertificate({ host, issuer });
    return { code: 'smtp-certificate', words };
  }
  if (code === 'ETLS') return { code: 'smtp-unencrypted', words: say.smtpUnencrypted({ host, said }) };
  if (isSignIn(failure)) {
    if (hasSignedIn || isTooSoon(responseCode, response)) return later;
    return { code: 'smtp-auth', words: say.smtpAuth({ host, said, secret }) };
  }
  if (isOtherSender(failure)) return { code: 'smtp-sender', words: say.smtpSender({ host, from, said }) };
  if (responseCode >= 500 && !TOO_MANY.test(response))
    return { code: 'smtp-refused', words: say.smtpRefused({ host, said }) };
  if (responseCode >= 400) return later;
  return { code: 'smtp-unreachable', words: say.smtpUnreachable({ host }) };
};

/**
 * A sign-in that is not the password's fault: 421, 454 and others of the 4xx (RFC 4954, 6), but for 432, which asks for a new
 * password; and “535 … authenticate too many times” (https://github.com/nodemailer/nodemailer/issues/1350). QQ's words for any
 * sign-in that fails name a wrong password and a frequency in one
 * (https://github.com/chengazhen/cursor-auto-free/issues/294): then it is the password that can be looked after.
 */
const isTooSoon = (responseCode: number, response: string): boolean =>
  (responseCode >= 400 && responseCode < 500 && responseCode !== 432) ||
  (TOO_MANY.test(response) && !/password|密码/i.test(response));

/** What the server said: its codes once, however many lines it has. '' where it said nothing. */
const wordsIn = ({ response = '', responseCode = 0 }: SmtpFailure, server: SmtpServer): string =>
  responseCode === 0
    ? ''
    : saidOf(response.replace(/^(\d{3})-/, '$1 ').replace(/\n\d{3}[ -](?:[45]\.\d+\.\d+ )?/g, '\n'), secretsOf(server));

/** The password, as it is or as it was sent (AUTH LOGIN, PLAIN). */
const secretsOf = ({ auth }: SmtpServer): readonly string[] => {
  if (!auth || !('pass' in auth) || !auth.pass) return [];
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  return [auth.pass, base64(auth.pass), base64(`\0${auth.user}\0${auth.pass}`)];
};

/** The cause as a log may show it: without the password, should a server repeat it. */
const redacted = ({ message }: Error, server: SmtpServer): Error =>
  new Error(secretsOf(server).reduce((text, secret) => text.replaceAll(secret, '***'), message));
