/** The bytes of a message. nodemailer makes its headers and the tree of its parts; they are put together here, since its streams take longer for that than a letter's words. */
import { createRequire } from 'node:module';
import type { SendMailOptions } from 'nodemailer';
import type MimeNode from 'nodemailer/lib/mime-node';

type Composer = typeof import('nodemailer/lib/mail-composer');
type Words = typeof import('nodemailer/lib/mime-funcs');
// By require: where it is imported, its own imports of node:http make Node load all that belongs to `fetch` as well, which takes longer than the rest.
const { default: MailComposer }: Composer = createRequire(import.meta.url)('nodemailer/lib/mail-composer');
const { encodeWord }: Words = createRequire(import.meta.url)('nodemailer/lib/mime-funcs');

export interface Composed {
  readonly bytes: Buffer;
  readonly messageId: string;
}

/** Of a message whose parts are texts, in base64 where they are no ASCII. */
export const composed = (message: SendMailOptions): Composed => {
  const root = new MailComposer({ ...message, subject: asText(message.subject ?? '') }).compile();
  const text = partText(root);
  return { bytes: Buffer.from(text.endsWith('\n') ? text : `${text}\r\n`), messageId: root.messageId() };
};

/** nodemailer leaves an encoded word as it is, for who encodes by himself; in a cell it is text like any other, and is to be read as it stands there. */
const asText = (subject: string): string => (subject.includes('=?') ? encodeWord(subject, 'B', WORD) : subject);
/** Characters of an encoded word, as nodemailer has it. */
const WORD = 52;

const partText = (part: MimeNode): string => `${part.buildHeaders()}\r\n\r\n${bodyText(part)}`;

/** RFC 2046, 5.1.1: each part after its boundary; RFC 2045, 6.8: lines of 76 characters. */
const bodyText = (part: MimeNode): string => {
  if (part.multipart) {
    const parts = part.childNodes.map((child) => `--${part.boundary}\r\n${partText(child)}`);
    return `${parts.join('\r\n')}\r\n--${part.boundary}--\r\n`;
  }
  const text = String(part.content ?? '');
  // Short lines of ASCII go as they are.
  if (part.getTransferEncoding() !== 'base64') return text.replace(LONE_FEED, '\r\n');
  return linesOf(Buffer.from(text).toString('base64')).join('\r\n');
};
/** Cut by hand, since a regular expression takes ten times as long, and each letter has thousands. */
const linesOf = (base64: string): string[] => {
  const lines: string[] = [];
  for (let at = 0; at < base64.length; at += LINE) lines.push(base64.slice(at, at + LINE));
  return lines;
};
const LINE = 76;
const LONE_FEED = /(?<!\r)\n/g;
