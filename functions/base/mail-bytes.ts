/** The bytes of a message, the same that nodemailer would make of it: loading that, and its trees of parts, takes longer than all letters of a morning. */
import type { Address } from '../ports.ts';
import { encodedWords, headerLine, mailbox } from './mail-header.ts';

/** Text and HTML side by side, with at most one file. */
export interface MailMessage {
  readonly from: Address;
  readonly to: Address;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** `<id@domain>` */
  readonly messageId: string;
  readonly inReplyTo?: string;
  readonly references?: string[];
  /** ASCII. */
  readonly headers: { readonly Date: string; readonly [name: string]: string };
  readonly attachments?: [{ readonly filename: string; readonly content: string; readonly contentType: string }];
  /** In base64 where they are no ASCII. */
  readonly textEncoding: 'base64';
  /** What tells its boundaries from those of others. */
  readonly baseBoundary: string;
}

export const composed = (message: MailMessage): Buffer => {
  const { from, to, subject, messageId, inReplyTo, references } = message;
  const lines = [
    ...Object.entries(message.headers),
    ['From', mailbox(from)],
    ['To', mailbox(to)],
    ...(inReplyTo === undefined ? [] : [['In-Reply-To', inReplyTo]]),
    ...(references === undefined ? [] : [['References', references.join(' ')]]),
    ...(subject === '' ? [] : [['Subject', encodedWords(subject)]]),
    ['Message-ID', messageId],
    ['MIME-Version', '1.0'],
  ] as [string, string][];
  return Buffer.from(`${lines.map((line) => `${headerLine(...line)}\r\n`).join('')}${bodyOf(message)}`);
};

/** RFC 2046, 5.1: the text first, since the last form is the one that is shown; a file beside both. */
const bodyOf = ({ text, html, attachments, baseBoundary }: MailMessage): string => {
  const file = attachments?.[0];
  const boundary = (part: number) => `--_NmP-${baseBoundary}-Part_${part}`;
  const letter = [textPart('text/plain', text), textPart('text/html', html)];
  if (file === undefined) return multipart('alternative', boundary(1), letter);
  return multipart('mixed', boundary(1), [
    multipart('alternative', boundary(2), letter),
    `${headerLine('Content-Type', `${file.contentType}; name=${file.filename}`)}\r
Content-Transfer-Encoding: base64\r
Content-Disposition: attachment; filename=${file.filename}\r
\r
${inBase64(file.content)}`,
  ]);
};

/** RFC 2046, 5.1.1: each part after its boundary. Texts are put side by side, since `join` would copy all of a letter once more. */
const multipart = (kind: string, boundary: string, parts: readonly string[]): string => {
  let body = `${headerLine('Content-Type', `multipart/${kind}; boundary="${boundary}"`)}\r\n\r\n`;
  for (const part of parts) body += `--${boundary}\r\n${part}\r\n`;
  return `${body}--${boundary}--\r\n`;
};

const textPart = (type: string, text: string): string => {
  const [encoding, body] = isPlain(text) ? ['7bit', text.replace(LONE_FEED, '\r\n')] : ['base64', inBase64(text)];
  return `Content-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${body}`;
};

/** Short lines of ASCII go as they are. */
const isPlain = (text: string): boolean =>
  !/[\x00-\x08\x0b\x0c\x0e-\x1f\u0080-\uffff]/.test(text) && text.length <= LONGEST_PLAIN && !/.{77}/.test(text);
const LONGEST_PLAIN = 128 * 1024;
const LONE_FEED = /(?<!\r)\n/g;

/** RFC 2045, 6.8: lines of 76 characters. Cut by hand, since a regular expression takes ten times as long, and each letter has thousands. */
const inBase64 = (text: string): string => {
  const base64 = Buffer.from(text).toString('base64');
  const lines: string[] = [];
  for (let at = 0; at < base64.length; at += LINE) lines.push(base64.slice(at, at + LINE));
  return lines.join('\r\n');
};
const LINE = 76;
