import type { AnswerKind } from '../answer/model.ts';
import type { MailMessages } from '../messages/mail-messages.ts';
import type { Button } from './model.ts';

/** An answer that the reader may give, and the page on which to give it. */
export interface Answerable {
  readonly kind: AnswerKind;
  readonly url: string;
}

/** Buttons of a card; whatever else can be answered is offered on the page behind each of them. */
const BUTTONS = 3;

/**
 * What of several answers a card shows, the most fitting first: what settles the matter, then what helps it on, and to
 * be left in peace only where nothing else is left. How far a task is tells the page behind any of its buttons.
 */
const ORDER: readonly AnswerKind[] = [
  'review',
  'assess',
  'settle',
  'sign',
  'approve',
  'rule',
  'done',
  'redate',
  'help',
  'ack',
];

export const buttonsOf = (answers: readonly Answerable[], { button }: MailMessages): readonly Button[] =>
  ORDER.flatMap((kind) => answers.filter((answer) => answer.kind === kind))
    .slice(0, BUTTONS)
    .map(({ kind, url }, i) => ({ label: button[kind], url, primary: i === 0 }));
