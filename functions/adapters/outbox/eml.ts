/** Reads back what this adapter wrote: RFC 5322 headers, RFC 2047 words, multiparts within each other, parts in base64 and as they are. */
import type { OutgoingMail } from '../../ports.ts';

export interface StoredLetter {
  readonly messageId: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly date: string;
  readonly text: string;
  readonly html: string;
  /** The calendar file that goes with it; '' where none does. */
  readonly calendar: string;
}

/** Null for a file that is none of this adapter's, or is cut off. */
export const readLetter = (eml: string): StoredLetter | null => {
  const { headers, body } = splitPart(eml);
  const parts = leavesOf(headers, body);
  if (parts === null) return null;
  const contentOf = (type: string) => {
    const part = parts.find(({ headers: its }) => its.get('content-type')?.startsWith(type));
    return part ? decodedOf(part) : '';
  };
  return {
    ...headOf(headers),
    text: contentOf('text/plain'),
    html: contentOf('text/html'),
    calendar: contentOf('text/calendar'),
  };
};

const headOf = (headers: Part['headers']): Omit<StoredLetter, 'text' | 'html' | 'calendar'> => {
  const word = (name: string) => decodeWords(headers.get(name) ?? '');
  return {
    messageId: word('message-id'),
    from: word('from'),
    to: word('to'),
    subject: word('subject'),
    date: word('date'),
  };
};

/** The same of a letter that was just written, without taking its content out of its bytes again. */
export const letterWritten = (
  bytes: Buffer,
  { text, html, calendar = '' }: Pick<OutgoingMail, 'text' | 'html' | 'calendar'>,
): StoredLetter | null => {
  // Which line ends are its own, and which the letter's, is told by its bytes.
  if (text.includes('\r') || html.includes('\r')) return readLetter(bytes.toString());
  const { headers } = splitPart(bytes.toString('utf8', 0, Math.max(0, bytes.indexOf(GAP))));
  return { ...headOf(headers), text: asRead(text), html: asRead(html), calendar: asRead(calendar) };
};
const GAP = '\r\n\r\n';

/** Half a character cannot be written. */
const asRead = (text: string): string => text.toWellFormed();

interface Part {
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/** RFC 2045, 6: short lines of ASCII are left as they are. What stands before the boundary's own line end is the text's. */
const decodedOf = ({ headers, body }: Part): string =>
  headers.get('content-transfer-encoding')?.toLowerCase() === 'base64'
    ? Buffer.from(body, 'base64').toString('utf8')
    : body.replace(/\r?\n$/, '').replaceAll('\r\n', '\n');

/** The parts that hold content, from the outermost multipart inwards; null for what is none, or has no end. */
const leavesOf = (headers: Part['headers'], body: string): Part[] | null => {
  const boundary = /boundary="([^"]+)"/.exec(headers.get('content-type') ?? '')?.[1];
  if (!boundary || !body.trimEnd().endsWith(`--${boundary}--`)) return null;
  return body
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => splitPart(part.replace(/^\r?\n/, '')))
    .flatMap((part) => leavesOf(part.headers, part.body) ?? [part]);
};

const splitPart = (text: string): Part => {
  const gap = /\r?\n\r?\n/.exec(text);
  const head = gap ? text.slice(0, gap.index) : text;
  const headers = new Map<string, string>();
  for (const line of head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim());
  }
  return { headers, body: gap ? text.slice(gap.index + gap[0].length) : '' };
};

/** Space between two encoded words is part of neither; a character may be cut between them, so bytes are joined first. */
const decodeWords = (value: string): string =>
  value.replace(/=\?utf-8\?[bq]\?[^?]*\?=(?:\s+=\?utf-8\?[bq]\?[^?]*\?=)*/gi, (words) =>
    Buffer.concat(
      [...words.matchAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi)].map(([, encoding = '', text = '']) =>
        encoding.toLowerCase() === 'b'
          ? Buffer.from(text, 'base64')
          : Buffer.from(
              text
                .replace(/_/g, ' ')
                .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
              'latin1',
            ),
      ),
    ).toString('utf8'),
  );
