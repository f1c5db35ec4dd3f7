/** Understands a reply: whose it is, which items it answers, and what it says of each. */
import { answersOf, offerOf } from '../../core/answer/index.ts';
import type { LinkTo, Typed } from '../../core/answers/model.ts';
import type { ReplyItem, Understood } from '../../core/answers/reply-model.ts';
import { projectOf } from '../../core/mail/reader.ts';
import type { AnswerMessages } from '../../core/messages/answer-messages.ts';
import { formatDay, formatIso } from '../../core/messages/format.ts';
import { LANGUAGES } from '../../core/messages/languages.ts';
import { statusLabel } from '../../core/messages/speaker.ts';
import type { Facts } from '../../core/process/facts.ts';
import { isAbout, parseKey } from '../../core/record/key.ts';
import { readReply } from '../../core/reply/reply.ts';
import type { LedgerRow, Person } from '../../core/snapshot.ts';
import { oneLine, shorten } from '../../core/text/width.ts';
import { dayFromIso } from '../../core/time/day.ts';
import { type Locale, type Option, TABS } from '../../sheet-templates/index.ts';
import { messageIdOf } from '../base/mail-message.ts';
import type { Received } from './received.ts';

/**
 * Why a message is left alone: written by a program (`automatic`), by nobody in the directory (`stranger`), or no answer to
 * a mail that went to its writer (`unknown-mail`). None of these is answered, so that no two programs write to each other.
 */
export type Ignored = 'automatic' | 'stranger' | 'unknown-mail';

/** Somebody's reply, and what was understood of it. Nothing has been done about it. */
export interface ReadReply {
  readonly by: Person;
  readonly items: readonly ReplyItem[];
  readonly understood: readonly Understood[];
  /** The workbook in which an item stands, its id there, and who wrote as that workbook knows them. */
  readonly at: (item: string) => Place;
}

interface Place {
  readonly facts: Facts;
  readonly by: Person;
  readonly id: string;
}

/** A workbook that a mail was about. `linked`: its items in the links that the reply quotes. */
export interface Quoted {
  readonly facts: Facts;
  readonly linked: readonly string[];
}

/**
 * Reads a message as the reply of somebody in the directory to a mail that went to them. From can be forged: so it only
 * decides whose items are meant, and whatever comes of it goes to the directory's address. `linked`: the items of the links
 * that it quotes.
 */
export const understandReply = (
  received: Received,
  facts: Facts,
  linked: readonly string[] = [],
): ReadReply | Ignored => {
  if (received.isAutomatic) return 'automatic';
  const by = writerOf(received, facts);
  if (by === undefined) return 'stranger';
  const ids = answeredItems(received, facts, by, linked);
  if (ids === null) return 'unknown-mail';
  return readTogether(received, [{ facts, by, ids }]);
};

/**
 * The same for a mail that may have been about several workbooks: that of the first link, and those in whose ledgers the same
 * mail stands. Which workbook is meant, only the links tell, and the words; what could be said of two is asked back.
 */
export const understandJoint = (received: Received, quoted: readonly Quoted[]): ReadReply | Ignored => {
  const [first, ...others] = quoted as readonly [Quoted, ...Quoted[]];
  const alone = understandReply(received, first.facts, first.linked);
  if (typeof alone === 'string') return alone;
  const about = (facts: Facts, by: Person, linked: readonly string[]) =>
    rowsTo(facts, by).filter(({ key }) => linked.some((id) => isAbout(key, id)));
  const mails = new Set(about(first.facts, alone.by, first.linked).map(({ mail }) => mail));
  const beside = others.flatMap(({ facts, linked }) => {
    const by = writerOf(received, facts);
    const told = by ? about(facts, by, linked).filter(({ mail }) => mails.has(mail)) : [];
    const ids = linked.filter((id) => told.some(({ key }) => isAbout(key, id)));
    return by && ids.length > 0 ? [{ facts, by, ids }] : [];
  });
  if (beside.length === 0) return alone;
  const told = rowsTo(first.facts, alone.by);
  const ids = first.linked.filter((id) => told.some(({ key }) => isAbout(key, id)));
  return readTogether(received, [{ facts: first.facts, by: alone.by, ids }, ...beside]);
};

const writerOf = ({ from }: Received, { snapshot }: Facts): Person | undefined =>
  [...snapshot.people.values()].find(
    ({ email, active }) => active && email !== null && from.includes(email.toLowerCase()),
  );

/** What the mails were about that went to somebody, and may be answered. */
const rowsTo = ({ snapshot }: Facts, { email }: Person): readonly LedgerRow[] =>
  snapshot.ledger.filter(
    ({ to, status }) => to.toLowerCase() === email?.toLowerCase() && (status === 'sent' || status === 'sending'),
  );

/** What of a workbook the mail was about. */
interface About {
  readonly facts: Facts;
  readonly by: Person;
  readonly ids: readonly string[];
}

const readTogether = (received: Received, all: readonly About[]): ReadReply => {
  const [{ facts, by }] = all as readonly [About, ...About[]];
  const places = placesOf(all);
  const about = [...places].map(([id, at]): ReplyItem => ({ ...itemOf(at.facts, at.by, at.id), id }));
  // What they were merely told of needs no answer, and where one thing does, a bare “done” is about that.
  const asked = about.filter(({ may }) => may.length > 0);
  const items = asked.length > 0 ? asked : about;
  const ids = about.map(({ id }) => id);
  const understood = readReply(received.own, {
    items,
    // Where an id stands for two, the mail's order cannot be told from what is quoted.
    shown: ids.every((id) => places.get(id)?.id === id) ? inOrder(received.quoted, ids) : [],
    writer: by.name,
    attachments: received.attachments,
    today: facts.snapshot.today,
    calendar: facts.snapshot.calendar,
  });
  const closed = about.filter((item) => !items.includes(item));
  const told = understood.map((one) => ofClosed(one, closed));
  return {
    by,
    items: [...items, ...closed.filter(({ id }) => told.some(({ item }) => item === id))],
    understood: told,
    at: (item) => places.get(item) ?? { facts, by, id: item },
  };
};

/** By id; one that two workbooks have is told apart by their projects, so that nobody who types it is taken to mean either. */
const placesOf = (all: readonly About[]): ReadonlyMap<string, Place> => {
  const count = (id: string) => all.filter(({ ids }) => ids.includes(id)).length;
  const places = new Map<string, Place>();
  for (const { facts, by, ids } of all) {
    for (const id of ids) {
      const project = count(id) > 1 ? `${id} (${shorten(projectOf(facts.snapshot), 24)})` : id;
      places.set(places.has(project) ? `${project} ${places.size}` : project, { facts, by, id });
    }
  }
  return places;
};

/** What the mail was about and they can answer no more, closed since: that is said, and not that they were never asked. */
const ofClosed = (one: Understood, closed: readonly ReplyItem[]): Understood => {
  if (one.sure || one.doubt !== 'unknown-item') return one;
  const [id] = inOrder(
    one.text,
    closed.map((item) => item.id),
  );
  return id === undefined ? one : { ...one, item: id, doubt: 'not-theirs' };
};

const itemOf = (facts: Facts, by: Person, id: string): ReplyItem => {
  const item = facts.items.get(id);
  const name = item?.name ?? facts.flow.matters.get(id)?.name ?? '';
  return { id, name, due: item?.due ?? null, may: answersOf(facts, by, id) };
};

/**
 * What the mail was about that this answers, by its Message-ID. Where a mail system put in its own (Gmail does), by what
 * the reply quotes, or by the links in it, among all that its writer was told of. Null where there is no such mail.
 */
const answeredItems = (
  { answers, quoted }: Received,
  facts: Facts,
  by: Person,
  linked: readonly string[],
): string[] | null => {
  const theirs = rowsTo(facts, by);
  const ids = [...facts.items.keys(), ...facts.flow.matters.keys()];
  const about = (rows: readonly LedgerRow[]) => {
    const words = new Set(rows.map(({ key }) => parseKey(key).item));
    return ids.filter((id) => words.has(id.replace(/[:\s]/g, '_')));
  };
  for (const answered of answers) {
    const rows = theirs.filter(({ mail }) => answered.startsWith(messageIdOf(mail, NOWHERE).slice(0, -1)));
    if (rows.length > 0) return inOrderOf(about(rows), quoted);
  }
  const told = about(theirs);
  const named = inOrder(quoted, told);
  const quotedItems = named.length > 0 ? named : linked.filter((id) => told.includes(id));
  return quotedItems.length > 0 ? quotedItems : null;
};

const NOWHERE = { name: '', address: '@' };

/** Those of the ids that a text names, as it names them first. */
const inOrder = (text: string, ids: readonly string[]): string[] => {
  const at = (id: string) =>
    text.search(new RegExp(`(?<![\\p{L}\\p{N}-])${id.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}(?![\\p{L}\\p{N}])`, 'u'));
  return ids
    .map((id) => ({ id, at: at(id) }))
    .filter((one) => one.at >= 0)
    .sort((a, b) => a.at - b.at)
    .map(({ id }) => id);
};

const inOrderOf = (ids: readonly string[], text: string): string[] => [...new Set([...inOrder(text, ids), ...ids])];

/** One thing that was understood, or not, in words. */
export interface ShownReply {
  readonly of: Understood;
  /** `T-0007 Packaging artwork`; '' where it is not known what it is about. */
  readonly title: string;
  /** `Understood: New date`. */
  readonly heading: string;
  /** What they wrote, why that is not sure, and what the form is filled in with. */
  readonly lines: readonly string[];
  /** Of the link. */
  readonly label: string;
  /** The answer page, filled in; null without links, and where there is nothing to answer. */
  readonly link: string | null;
}

/** What was understood, for whoever wrote it. `linkTo` is asked for items as the reply has them. */
export const showReply = (read: ReadReply, facts: Facts, locale: Locale, linkTo: LinkTo | null): ShownReply[] =>
  read.understood.map((of) => {
    const say = LANGUAGES[locale].reply;
    const item = read.items.find(({ id }) => id === of.item);
    const day = (iso: string | undefined) => (iso ? formatIso(iso, locale, facts.snapshot.today) : '');
    const named = of.sure ? '' : day(of.date);
    const proposed = day(of.typed.newDue ?? of.typed.again);
    const at = read.at(of.item ?? '');
    const kind = of.kind && LANGUAGES[locale].answer.kind[offerOf(at.facts, at.id, of.kind)].title;
    const fields = Object.entries(of.typed).map(([key, value]) =>
      say.field(
        LANGUAGES[locale].answer.field[key as keyof AnswerMessages['field']].label,
        valueText(key, value, locale, facts),
      ),
    );
    return {
      of,
      title: item ? oneLine(`${item.id} ${item.name}`).trim() : '',
      heading: kind ? (of.sure ? say.understood(kind) : say.maybe(kind)) : say.notUnderstood,
      lines: [
        ...(of.text ? [say.said(shorten(oneLine(of.text), 160))] : []),
        ...(of.sure ? [] : [say.doubt[of.doubt]({ named, proposed })]),
        ...fields,
      ],
      label: of.kind ? say.confirm : say.choose,
      link: item && linkTo && item.may.length > 0 ? filledIn(linkTo(read.by, item.id, of.kind), of.typed) : null,
    };
  });

/** The page's fields are filled in by its query; opening it changes nothing. */
const filledIn = (link: string, typed: Typed): string => {
  const url = new URL(link);
  for (const [key, value] of Object.entries(typed)) url.searchParams.set(key, value);
  return url.href;
};

/** A field's text as people read it: days, and the labels of what is chosen. */
const valueText = (key: string, value: string, locale: Locale, { snapshot }: Facts): string => {
  const day = dayFromIso(value);
  if (day !== null) return formatDay(day, locale, snapshot.today);
  if (key === 'status') return statusLabel(value, locale);
  if (key === 'progress') return `${value}%`;
  return OPTIONS.get(key)?.find((option) => option.key === value)?.label[locale] ?? value;
};

/** What is chosen in a field, by the field's key. */
const OPTIONS: ReadonlyMap<string, readonly Option[]> = new Map<string, readonly Option[]>([
  ['reviewResult', TABS.requests.columns.reviewResult.options],
  ['answer', TABS.confirmations.columns.answer.options],
  ['helpKind', TABS.escalations.columns.kind.options],
]);
