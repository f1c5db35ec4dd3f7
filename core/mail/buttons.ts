/** Which answers a card shows as buttons, and a list's line as a link. */
import type { AnswerKind, Offer } from '../answers/model.ts';
import type { MailMessages } from '../messages/mail-messages.ts';
import type { ItemSection } from '../rules/rule.ts';
import type { Button, Link } from './model.ts';

/** What the reader may answer about an item, and the page on which to answer; without a kind, it lets them choose. */
export interface Answers {
  readonly kinds: readonly AnswerKind[];
  readonly page: (kind: AnswerKind | null) => string;
  /** By what words an answer is offered. */
  readonly offer: (kind: AnswerKind) => Offer;
}

/** Buttons of a card; whatever else can be answered is offered on the page behind each of them. */
const BUTTONS = 3;

/**
 * What of several answers a card shows, the most fitting first: what settles the matter, then what helps it on, and to
 * not be reminded only where there is room. How far a task is tells the page behind any of its buttons.
 */
const ORDER: readonly AnswerKind[] = [
  'complete',
  'submit',
  'review',
  'assess',
  'settle',
  'talk',
  'kickoff',
  'consensus',
  'divide',
  'sign',
  'materials',
  'feedback',
  'minutes',
  'approve',
  'research',
  'handin',
  'confirm',
  'conclude',
  'reworked',
  'lookback',
  'archive',
  'stage',
  'promise',
  'agree',
  'propose',
  'rule',
  'report',
  'follow',
  'done',
  'redate',
  'help',
  'question',
  'ack',
];

/** What cannot start yet is rather moved than finished. */
const WAITING: readonly AnswerKind[] = ['redate', ...ORDER.filter((kind) => kind !== 'redate')];

/** The answers that a card shows: first those that do what it asks in so many words (`asked`). */
export const kindsDrawn = (
  { kinds }: Pick<Answers, 'kinds'>,
  section: ItemSection,
  asked: readonly AnswerKind[],
): readonly AnswerKind[] => {
  const order = section === 'waiting' ? WAITING : ORDER;
  return [...order.filter((kind) => asked.includes(kind)), ...order.filter((kind) => !asked.includes(kind))]
    .filter((kind) => kinds.includes(kind))
    .slice(0, BUTTONS);
};

/** Filled is the answer to what is asked now; what comes up or waits only offers its buttons. */
export const buttonsOf = (
  answers: Answers,
  { button }: MailMessages,
  section: ItemSection,
  asked: readonly AnswerKind[],
): readonly Button[] =>
  kindsDrawn(answers, section, asked).map((kind, i) => ({
    label: button[answers.offer(kind)],
    url: answers.page(kind),
    primary: i === 0 && kind !== 'ack' && (section === 'decided' || section === 'decide' || section === 'move'),
  }));

/** The same in one link, for a line of a list; null where there is nothing to answer. */
export const linkOf = ({ kinds, page, offer }: Answers, { button, answer }: MailMessages): Link | null => {
  if (kinds.length === 0) return null;
  const [only, ...others] = kinds.filter((kind) => kind !== 'ack');
  return only !== undefined && others.length === 0
    ? { label: button[offer(only)], url: page(only) }
    : { label: answer, url: page(null) };
};

/** Where a line of a list can be answered; null where it cannot. */
export type LinkFor = (item: string) => Link | null;
