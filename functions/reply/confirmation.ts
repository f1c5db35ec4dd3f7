/** The mail that shows a reply back to be confirmed, sent once. */
import { createHash } from 'node:crypto';
import type { LinkTo } from '../../core/answers/model.ts';
import type { ReplyItem } from '../../core/answers/reply-model.ts';
import type { Button, Card, Digest, Section } from '../../core/mail/model.ts';
import { printed } from '../../core/mail/printed.ts';
import { projectOf } from '../../core/mail/reader.ts';
import { mailSection } from '../../core/mail/section.ts';
import { formatDay } from '../../core/messages/format.ts';
import { LANGUAGES, MAIL } from '../../core/messages/languages.ts';
import type { Facts } from '../../core/process/facts.ts';
import { receiptsOf } from '../../core/record/receipts.ts';
import { must } from '../../core/text/must.ts';
import { oneLine } from '../../core/text/width.ts';
import type { Mailer, OutgoingMail } from '../ports.ts';
import type { Received } from './received.ts';
import { type ReadReply, type ShownReply, showReply } from './replies.ts';

/**
 * The mail that shows a reply back: what was understood, each with the button that confirms it on the answer page. Its id
 * comes from the reply's own, so that a reply is answered once, however often it is read.
 */
export const confirmationOf = (read: ReadReply, received: Received, facts: Facts, linkTo: LinkTo): OutgoingMail => {
  const { locale } = read.by;
  const say = LANGUAGES[locale].reply;
  const shown = showReply(read, facts, locale, linkTo);
  const sure = shown.filter(({ of }) => of.sure).length;
  const asked = shown.length - sure;
  const which = shown.some(({ of }) => of.item === null);
  return mailOf(read, received, facts, {
    subject: say.subject(sure, asked),
    headline: say.headline(sure, asked),
    subline: sure > 0 ? say.intro : say.introAsked,
    sections: [
      mailSection(say.section, { cards: shown.map((one) => cardOf(one, read, facts, linkTo)) }),
      ...(which ? choiceOf(say.which, read, linkTo) : []),
    ],
  });
};

/** What somebody hears who replied to a mail whose links are valid no more: what of it is still theirs, with links of today. */
export const lapsedOf = (read: ReadReply, received: Received, facts: Facts, linkTo: LinkTo): OutgoingMail => {
  const { lapsed } = LANGUAGES[read.by.locale].reply;
  return mailOf(read, received, facts, {
    subject: lapsed.subject,
    headline: lapsed.subject,
    subline: lapsed.intro(answerable(read).length),
    sections: choiceOf(lapsed.section, read, linkTo),
  });
};

type Said = Pick<Digest, 'subject' | 'headline' | 'subline' | 'sections'>;

const mailOf = ({ by }: ReadReply, received: Received, { snapshot }: Facts, said: Said): OutgoingMail => {
  const { locale, name, email } = by;
  const { workbook, today } = snapshot;
  const digest: Digest = {
    ...said,
    isBrief: false,
    locale,
    preview: said.subline,
    brand: MAIL[locale].brand,
    place: `${projectOf(snapshot)} · ${formatDay(today, locale, today)}`,
    chapters: [],
    where: null,
    book: workbook.url ? { label: MAIL[locale].open, url: workbook.url } : null,
    footer: [LANGUAGES[locale].reply.footer],
    preferences: [],
    dates: [],
  };
  const id = `reply-${createHash('sha256').update(received.id).digest('hex').slice(0, 32)}`;
  const address = must(email, 'address of whoever wrote');
  return printed(digest, {
    id,
    to: { name, address },
    remembered: receiptsOf(snapshot.ledger)(address),
    ...(/^<[^<>\s]+>$/.test(received.id) && { earlier: [{ id, receipt: received.id }] }),
    language: locale,
    date: snapshot.at,
  });
};

const cardOf = (shown: ShownReply, { by, items }: ReadReply, { snapshot }: Facts, linkTo: LinkTo): Card => {
  const { locale } = by;
  const say = LANGUAGES[locale].reply;
  const { of, heading, lines, label, link } = shown;
  const item = items.find(({ id }) => id === of.item);
  const { due = null } = item ?? {};
  // Where it is not known what it is about, what they wrote is the title.
  const [title = '', ...rest] = item ? [oneLine(item.name), ...lines] : lines;
  const confirm: Button[] = link === null ? [] : [{ label, url: link, does: of.kind, primary: of.sure }];
  const other: Button[] =
    item && link !== null && of.kind !== null
      ? [{ label: say.other, url: linkTo(by, item.id, null), does: null, primary: false }]
      : [];
  return {
    id: item ? oneLine(item.id) : '',
    why: due === null ? '' : say.due(formatDay(due, locale, snapshot.today)),
    tone: of.sure ? 'ahead' : 'soon',
    when: heading,
    days: 0,
    title,
    progress: null,
    lines: rest.map((line) => [line]),
    ask: null,
    buttons: [...confirm, ...other],
  };
};

const answerable = ({ items }: ReadReply): ReplyItem[] => items.filter(({ may }) => may.length > 0);

/** All that the mail was about, to choose from. */
const choiceOf = (title: string, read: ReadReply, linkTo: LinkTo): Section[] => {
  const { by } = read;
  const entries = answerable(read).map(({ id, name }) => ({
    text: [`${oneLine(name)} `, { quiet: oneLine(id) }],
    link: { label: LANGUAGES[by.locale].reply.choose, url: linkTo(by, id, null) },
  }));
  return entries.length > 0 ? [mailSection(title, { entries })] : [];
};

/** Where nobody can be asked what became of a mail, whoever sends it notes it before. */
export interface Noting {
  readonly begin: () => Promise<'begun' | 'before' | 'answered' | 'gone'>;
  readonly takeBack: () => Promise<void>;
}

/**
 * Sends a confirmation unless it went before: the mail system is asked whether it has it. Where it cannot say, `ifUnknown`
 * decides; what was noted before and never taken back may have left, and is not sent: `held`. `since`: the day the reply is from,
 * YYYY-MM-DD; no confirmation is older.
 */
export const sendOnce = async (
  mailer: Mailer,
  mail: OutgoingMail,
  { since, ifUnknown }: { readonly since: string | null; readonly ifUnknown: 'send' | 'leave' | Noting },
): Promise<'sent' | 'sent-before' | 'unknown' | 'held' | 'gone'> => {
  const today = mail.date.slice(0, 10);
  const { remembered } = mail;
  const day = since !== null && since < today ? since : today;
  const trace = { to: mail.to.address, since: day, ...(remembered && { remembered }) };
  const found = await mailer.find(mail.id, trace);
  if (found === 'sent') return 'sent-before';
  if (found === 'unknown' && ifUnknown === 'leave') return 'unknown';
  const noting = typeof ifUnknown === 'string' ? null : ifUnknown;
  const begun = (await noting?.begin()) ?? 'begun';
  if (begun === 'gone') return 'gone';
  if (begun === 'answered') return 'sent-before';
  if (begun === 'before' && found === 'unknown') return 'held';
  try {
    await mailer.send(mail);
  } catch (error) {
    if (noting && (await mailer.find(mail.id, trace)) === 'unsent') await noting.takeBack();
    throw error;
  }
  await mailer.flush?.();
  return 'sent';
};
