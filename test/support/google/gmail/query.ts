import { notSimulated } from '../wire/errors.ts';
import type { Message } from './mailbox.ts';
import { addressesIn, decoded, headerOf, textOf } from './mime.ts';

const bare = (id: string): string => id.trim().replace(/^<|>$/g, '').toLowerCase();

/** Seconds since 1970 or yyyy/mm/dd, to milliseconds; a date begins at midnight in the mailbox's zone, here UTC. */
const instant = (text: string): number =>
  /^\d{9,}$/.test(text) ? Number(text) * 1000 : Date.parse(`${text.replaceAll('/', '-')}T00:00:00Z`);

const words = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** A phrase is found as its words in a row, as Gmail searches: whole words, without regard to case or signs. */
const says = (text: string, phrase: string): boolean =>
  ` ${words(text).join(' ')} `.includes(` ${words(phrase).join(' ')} `);

const PLACES: Readonly<Record<string, string>> = {
  sent: 'SENT',
  inbox: 'INBOX',
  draft: 'DRAFT',
  drafts: 'DRAFT',
  trash: 'TRASH',
};

const has = (message: Message, header: string): string => decoded(headerOf(message.mime, header) ?? '');

const addressed = (message: Message, headers: readonly string[], wanted: string): boolean =>
  headers.some(
    (header) => says(has(message, header), wanted) || addressesIn(has(message, header)).includes(wanted.toLowerCase()),
  );

/** Spaces and slashes of a label's name are hyphens in a search. */
const searched = (label: string): string => label.toLowerCase().replace(/[\s/]/g, '-');

type Labels = (message: Message) => readonly string[];

const TERMS: Readonly<Record<string, (message: Message, value: string, labels: Labels) => boolean>> = {
  rfc822msgid: (message, value) => bare(headerOf(message.mime, 'message-id') ?? '') === bare(value),
  in: (message, value) => value === 'anywhere' || message.labels.has(PLACES[value] ?? value.toUpperCase()),
  label: (message, value, labels) => labels(message).some((label) => searched(label) === searched(value)),
  is: (message, value) => (value === 'unread') === message.labels.has('UNREAD'),
  subject: (message, value) => says(has(message, 'subject'), value),
  from: (message, value) => addressed(message, ['from'], value),
  to: (message, value) => addressed(message, ['to', 'cc', 'bcc'], value),
  after: (message, value) => message.at > instant(value),
  before: (message, value) => message.at < instant(value),
};

/**
 * Reads a search as https://support.google.com/mail/answer/7190 describes it: terms that all have to fit, `-` for not,
 * quotes and brackets around phrases. Other operators are refused rather than guessed. `labels`: the names of a message's.
 */
export const parseQuery = (q: string, labels: Labels): ((message: Message) => boolean) => {
  const tests: ((message: Message) => boolean)[] = [];
  let rest = q.trim();
  while (rest !== '') {
    const found = /^(-?)(?:([a-z_0-9]+):)?(?:"([^"]*)"|\(([^()]*)\)|([^\s"(){}]+))\s*/i.exec(rest);
    if (!found || found[5] === 'OR') throw notSimulated(`the Gmail search ${q}`);
    rest = rest.slice(found[0].length);
    const [, minus, operator, quoted, bracketed, word] = found;
    const value = quoted ?? bracketed ?? word!;
    const term = operator && TERMS[operator.toLowerCase()];
    if (operator && !term) throw notSimulated(`the Gmail search operator ${operator}:`);
    const test = (message: Message) =>
      term ? term(message, value, labels) : says(`${has(message, 'subject')} ${textOf(message.mime)}`, value);
    tests.push(minus ? (message) => !test(message) : test);
  }
  // Mail in the bin or in spam is not searched unless it is asked for.
  const everywhere = /\bin:(anywhere|trash|spam)\b/.test(q);
  return (message) => (everywhere || !message.labels.has('TRASH')) && tests.every((test) => test(message));
};
