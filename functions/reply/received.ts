/** An incoming message as an answer needs it: who wrote what, which links it quotes, and whether a program wrote it. */
import { createHash } from 'node:crypto';
import PostalMime, { type Email } from 'postal-mime';
import { inAll } from '../../core/messages/in-all.ts';
import { type Parted, partReply } from '../../core/reply/text.ts';
import { BatonError } from '../errors.ts';
import { beginningOf } from './beginning.ts';

const say = inAll('mailing');

/** A message that came in, as far as it matters to an answer. */
export interface Received extends Parted {
  /** Message-ID, or a digest of the message where it has none. */
  readonly id: string;
  /** Addresses in From, in small letters. */
  readonly from: readonly string[];
  /** UTC day it says it was written on, YYYY-MM-DD; null where it does not. */
  readonly writtenOn: string | null;
  /** Message-IDs of what it answers, the nearest first. */
  readonly answers: readonly string[];
  /** What may be tokens of links to the answer page (functions/answer/links.ts), in reading order. */
  readonly tokens: readonly string[];
  /** File names. */
  readonly attachments: readonly string[];
  /** Written by a program: an absence note, a bounce, a mailing list. */
  readonly isAutomatic: boolean;
}

/** Far above any reply; what is longer carries its whole history, of which only the beginning is somebody's answer. */
const LONGEST = 200_000;
/** Of the parts within parts that a message may have. */
const DEEPEST = 30;

/**
 * Reads a message (RFC 5322) as mail programs save and send it. Throws BatonError `not-a-mail` (data) where it has no
 * sender or is no message at all.
 */
export const readMessage = async (raw: Uint8Array): Promise<Received> => {
  const email = await PostalMime.parse(beginningOf(raw), { maxNestingDepth: DEEPEST }).catch((error) => {
    throw notAMail(error);
  });
  const from = (email.from ? [email.from] : []).flatMap((one) => (one.group ? one.group : [one]));
  if (from.length === 0) throw notAMail();
  const text = (email.text ?? textOf((email.html ?? '').slice(0, LONGEST))).slice(0, LONGEST);
  return {
    ...partReply(text),
    id: email.messageId ?? createHash('sha256').update(raw).digest('hex'),
    writtenOn: /^\d{4}-\d{2}-\d{2}/.exec(email.date ?? '')?.[0] ?? null,
    from: from.map(({ address }) => address.toLowerCase()),
    tokens: tokensIn(text, (email.html ?? '').slice(0, LONGEST)),
    answers: [...idsIn(email.inReplyTo), ...idsIn(email.references).reverse()],
    attachments: email.attachments
      .filter(({ disposition, related }) => disposition === 'attachment' && !related)
      .map(({ filename }) => filename ?? '')
      .filter(Boolean),
    isAutomatic: isAutomatic(email),
  };
};

const notAMail = (cause?: unknown) => new BatonError('data', 'not-a-mail', say.notAMail, cause);

/**
 * Links stand in the quoted mail: in its text, or behind its words in the HTML. Mail programs break them, or lead them
 * through a page that checks them, with the link in its own query.
 */
const TOKEN = /(?:[?&;]|%3F|%26)t(?:=|%3D)([\w-]{56,200})/gi;
const MOST_TOKENS = 100;

const tokensIn = (...texts: readonly string[]): string[] => [
  ...new Set(texts.flatMap((text) => [...text.matchAll(TOKEN)].slice(0, MOST_TOKENS).map(([, token = '']) => token))),
];

const idsIn = (header = ''): string[] => header.match(/<[^<>\s]{1,998}>/g) ?? [];

/** RFC 3834 (Auto-Submitted), RFC 2076 (Precedence), and what Exchange, Gmail and responders of old write. */
const AUTOMATIC: ReadonlyMap<string, RegExp> = new Map([
  ['auto-submitted', /^(?!\s*no\b)/i],
  ['x-autoreply', /./],
  ['x-autorespond', /./],
  ['x-auto-response-suppress', /\ball\b/i],
  ['precedence', /\b(?:bulk|junk|list|auto_reply)\b/i],
  ['list-id', /./],
  ['x-failed-recipients', /./],
  // The empty return path of a bounce (RFC 5321, 6.1).
  ['return-path', /^\s*<\s*>\s*$/],
]);
const AUTOMATIC_SUBJECT =
  /^\s*(?:out of (?:the )?office|automatic reply|auto(?:matic)?[- ]?(?:reply|response)|undeliver(?:able|ed)|(?:mail )?delivery (?:status|failure|has failed)|returned mail|自动(?:回复|答复)|不在办公室|外出自动|系统退信|退信|(?:邮件)?投递失败)/i;

const isAutomatic = ({ headers, subject, from }: Email): boolean =>
  headers.some(({ key, value }) => AUTOMATIC.get(key)?.test(value)) ||
  AUTOMATIC_SUBJECT.test(subject ?? '') ||
  /^(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply)@/i.test(from?.address ?? '');

/** Where mail programs put what they quote. */
const QUOTED_HTML =
  /<blockquote|<[a-z]+[^>]{0,200}(?:class|id)\s?=\s?["']?(?:gmail_quote|gmail_attr|divRplyFwdMsg|appendonsend|mailquote|yahoo_quoted|moz-cite-prefix|isReplyContent|ntes-mailmaster-quote)/i;
const ENTITIES: Readonly<Record<string, string>> = { nbsp: ' ', lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

/** The words of a message that has no text part: a line for each block, what is quoted below a line that says so. */
const textOf = (html: string): string => {
  const at = html.search(QUOTED_HTML);
  const [own, quoted] = at < 0 ? [html, ''] : [html.slice(0, at), html.slice(at)];
  const lines = wordsOf(quoted)
    .split('\n')
    .map((line) => `> ${line}`);
  return quoted === '' ? wordsOf(own) : `${wordsOf(own)}\n${lines.join('\n')}`;
};

/** The end of what nobody sees; of all up to the next such tag where it has none. */
const HIDDEN_END = /(?<=<\/(?:style|script|head|title)\s{0,9})>|$/i;

const wordsOf = (html: string): string =>
  html
    .split(/<(?=(?:style|script|head|title)\b)/i)
    .map((piece, at) => (at === 0 ? piece : piece.slice(piece.search(HIDDEN_END) + 1)))
    .join('')
    .replace(/\s+/g, ' ')
    .replace(/<(?:br|\/p|\/div|\/tr|\/li|\/h\d)\b[^<>]*>/gi, '\n')
    .replace(/<[^<>]*>/g, '')
    .replace(/&(?:#(\d{1,6})|#x([\da-f]{1,5})|([a-z]{2,6}));/gi, (all, dec, hex, name) =>
      name ? (ENTITIES[name.toLowerCase()] ?? all) : String.fromCodePoint(dec ? Number(dec) : Number.parseInt(hex, 16)),
    );
