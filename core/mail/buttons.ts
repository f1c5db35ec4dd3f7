/** Which answers a card shows as buttons, and a list's line as a link. */
import { ANSWERS, type AnswerKind, isQuiet, type Offer } from '../answers/model.ts';
import type { MailMessages } from '../messages/mail-messages.ts';
import type { ItemSection } from '../rules/rule.ts';
import type { Button, CardAsk, Link } from './model.ts';

/** What the reader may answer about an item, and the page on which to answer; without a kind, it lets them choose. */
export interface Answers {
  readonly kinds: readonly AnswerKind[];
  readonly page: (kind: AnswerKind | null) => string;
  /** By what words an answer is offered. */
  readonly offer: (kind: AnswerKind) => Offer;
  /** Whether a press alone could say it. */
  readonly needsNoWords: (kind: AnswerKind) => boolean;
}

/** Buttons of a card; whatever else can be answered is offered on the page behind each of them. */
const BUTTONS = 3;

/** Come after whatever settles the matter, in this order. */
const LAST: readonly AnswerKind[] = ['report', 'follow', 'done', 'redate', 'help', 'question'];

/**
 * What of several answers a card shows where it asks for none of them in so many words: what settles the matter, then what helps it on. How
 * far a task is tells the page behind any of its buttons.
 */
const ORDER: readonly AnswerKind[] = [
  ...ANSWERS.filter((kind) => kind !== 'progress' && !isQuiet(kind) && !LAST.includes(kind)),
  ...LAST,
];

/** What cannot start yet is moved, and not finished. */
const WAITING: readonly AnswerKind[] = ['redate', ...ORDER.filter((kind) => kind !== 'redate' && kind !== 'done')];

/** Where something is asked, it can be put off; where nothing is, it is enough to have seen it. Both come last, and only where there is room. */
const lastOf = (asks: boolean): AnswerKind => (asks ? 'snooze' : 'ack');

/** Sections whose cards wait for the reader by now. */
const NOW: ReadonlySet<ItemSection> = new Set<ItemSection>(['decided', 'decide', 'move']);

/** The answers that a card shows: first those that do what it asks, in the order in which it asks for them (`ask`, null where it speaks for itself). */
export const kindsDrawn = (
  { kinds }: Pick<Answers, 'kinds'>,
  section: ItemSection,
  ask: CardAsk | null,
): readonly AnswerKind[] => {
  const order = section === 'waiting' ? WAITING : ORDER;
  const does = ask?.does ?? [];
  return [...does, ...order.filter((kind) => !does.includes(kind)), lastOf(ask !== null || NOW.has(section))]
    .filter((kind) => kinds.includes(kind))
    .slice(0, BUTTONS);
};

/**
 * Filled is the answer that does what the card asks; where it asks in no words, the most fitting of what waits now. What comes up or waits only
 * offers its buttons, and so does what is asked for and done in the sheet.
 */
const filledOf = (drawn: readonly AnswerKind[], section: ItemSection, ask: CardAsk | null): AnswerKind | undefined => {
  const [first] = drawn;
  if (ask !== null) return first !== undefined && ask.does.includes(first) ? first : undefined;
  return first !== undefined && NOW.has(section) && !isQuiet(first) ? first : undefined;
};

export const buttonsOf = (
  answers: Answers,
  { button }: MailMessages,
  section: ItemSection,
  ask: CardAsk | null,
): readonly Button[] => {
  const drawn = kindsDrawn(answers, section, ask);
  const filled = filledOf(drawn, section, ask);
  return drawn.map((kind) => ({
    label: button[answers.offer(kind)],
    url: answers.page(kind),
    does: kind,
    primary: kind === filled,
    ...(answers.needsNoWords(kind) && { needsNoWords: true as const }),
  }));
};

/** The same in one link, for a line of a list; null where there is nothing to answer. */
export const linkOf = ({ kinds, page, offer }: Answers, { button, answer }: MailMessages): Link | null => {
  if (kinds.length === 0) return null;
  const [only, ...others] = kinds.filter((kind) => !isQuiet(kind));
  return only !== undefined && others.length === 0
    ? { label: button[offer(only)], url: page(only) }
    : { label: answer, url: page(null) };
};

/** Where a line of a list can be answered; null where it cannot. */
export type LinkFor = (item: string) => Link | null;
