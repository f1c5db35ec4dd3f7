import type { gmail_v1 } from 'googleapis/build/src/apis/gmail/v1.js';

/** A message or a part of one, as RFC 5322 and RFC 2046 have it. */
export interface Part {
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly body: Buffer;
  readonly parts: readonly Part[];
}

const split = (raw: Buffer): [string, Buffer] => {
  const text = raw.toString('latin1');
  const end = /\r?\n\r?\n/.exec(text);
  if (!end) return [text, Buffer.alloc(0)];
  return [text.slice(0, end.index), raw.subarray(end.index + end[0].length)];
};

/** Reads raw bytes; lines may end in CRLF or LF. */
export const parseMime = (raw: Buffer): Part => {
  const [head, body] = split(raw);
  const headers = Buffer.from(head, 'latin1')
    .toString('utf8')
    .replace(/\r?\n(?=[ \t])/g, '')
    .split(/\r?\n/)
    .flatMap((line) => {
      const found = /^([!-9;-~]+):[ \t]*(.*)$/.exec(line);
      return found ? [{ name: found[1]!, value: found[2]! }] : [];
    });
  const type = headers.find(({ name }) => name.toLowerCase() === 'content-type')?.value ?? '';
  const boundary = /^multipart\//i.test(type) ? /boundary="?([^";]+)"?/i.exec(type)?.[1] : undefined;
  if (!boundary) return { headers, body, parts: [] };
  const escaped = boundary.replace(/[.*+?^$()|[\]{}\\]/g, '\\$&');
  const pieces = body.toString('latin1').split(new RegExp(`(?:^|\\r?\\n)--${escaped}(--)?[ \\t]*(?:\\r?\\n|$)`));
  const parts: Part[] = [];
  // The pieces alternate with the mark of the last boundary; before the first boundary is a preamble.
  for (let i = 2; i < pieces.length && pieces[i - 1] === undefined; i += 2)
    parts.push(parseMime(Buffer.from(pieces[i]!, 'latin1')));
  return { headers, body: Buffer.alloc(0), parts };
};

export const headerOf = ({ headers }: Part, name: string): string | undefined =>
  headers.find((header) => header.name.toLowerCase() === name.toLowerCase())?.value;

/** A header's words decoded (RFC 2047), as searching sees them. */
export const decoded = (value: string): string =>
  value
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?([\w-]+)\?([bq])\?([^?]*)\?=/gi, (_, charset: string, encoding: string, text: string) => {
      const bytes =
        encoding.toLowerCase() === 'b'
          ? Buffer.from(text, 'base64')
          : Buffer.from(
              text
                .replaceAll('_', ' ')
                .replace(/=([0-9A-F]{2})/gi, (__, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
              'latin1',
            );
      return new TextDecoder(charset).decode(bytes);
    });

const content = (part: Part): Buffer => {
  const encoding = headerOf(part, 'content-transfer-encoding')?.toLowerCase();
  const text = part.body.toString('latin1');
  if (encoding === 'base64') return Buffer.from(text, 'base64');
  if (encoding !== 'quoted-printable') return part.body;
  const plain = text
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(plain, 'latin1');
};

const mimeType = (part: Part): string =>
  (headerOf(part, 'content-type') ?? 'text/plain').split(';')[0]!.trim().toLowerCase();

/** The first readable text of a message. */
export const textOf = (part: Part): string => {
  if (part.parts.length > 0) return part.parts.map(textOf).find((text) => text !== '') ?? '';
  const type = mimeType(part);
  if (type === 'text/plain') return content(part).toString('utf8');
  return type === 'text/html'
    ? content(part)
        .toString('utf8')
        .replace(/<[^>]*>/g, ' ')
    : '';
};

/** A part as the API shows it in format FULL. */
export const payloadOf = (part: Part, partId = ''): gmail_v1.Schema$MessagePart => {
  const data = content(part);
  const filename = /filename="?([^";]+)"?/i.exec(headerOf(part, 'content-disposition') ?? '')?.[1] ?? '';
  return {
    partId,
    mimeType: mimeType(part),
    filename,
    headers: part.headers.map(({ name, value }) => ({ name, value })),
    body: part.parts.length > 0 ? { size: 0 } : { size: data.length, data: data.toString('base64url') },
    ...(part.parts.length > 0 && {
      parts: part.parts.map((inner, i) => payloadOf(inner, partId ? `${partId}.${i}` : String(i))),
    }),
  };
};

/** Addresses of a To, Cc or Bcc header; null for what is none. */
export const addressesIn = (value: string): (string | null)[] => {
  const entries = value.match(/(?:"(?:[^"\\]|\\.)*"|<[^>]*>|[^,])+/g) ?? [];
  return entries
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map((entry) => {
      const address = /<([^<>]*)>$/.exec(entry)?.[1] ?? entry;
      return /^[^\s@<>()",;:]+@[^\s@<>()",;:]+\.[^\s@<>()",;:.]+$/.test(address.trim())
        ? address.trim().toLowerCase()
        : null;
    });
};

/** The raw message with a header set to this, wherever it stood, or without it. */
export const withHeader = (raw: Buffer, name: string, value: string | null): Buffer => {
  const [head, body] = split(raw);
  const lines = head.replace(/\r?\n(?=[ \t])/g, '\u0000').split(/\r?\n/);
  const kept = lines
    .filter((line) => line !== '' && !line.toLowerCase().startsWith(`${name.toLowerCase()}:`))
    .map((line) => line.replaceAll('\u0000', '\r\n'));
  if (value !== null) kept.push(`${name}: ${value}`);
  return Buffer.concat([Buffer.from(`${kept.join('\r\n')}\r\n\r\n`, 'latin1'), body]);
};
