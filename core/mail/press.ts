/** What is asked before a press in a chat's card counts, and what is said after it: plain words, for whatever shows them. */
import type { Locale } from '../../sheet-templates/index.ts';
import type { AnswerKind } from '../answers/model.ts';
import { PRESS } from '../messages/languages.ts';
import { oneLine } from '../text/width.ts';
import type { Button, Card } from './model.ts';

/** Answers that a chat's card takes, each under conditions of its own (core/may/press.ts). */
const PRESSED = ['done', 'snooze', 'ack'] as const satisfies readonly AnswerKind[];
export type PressedKind = (typeof PRESSED)[number];

/** The answer of that name that can be pressed; undefined for any other name. */
export const pressedKind = (name: unknown): PressedKind | undefined => PRESSED.find((known) => known === name);

/** A question with its two buttons, as chat systems ask it before they tell of a press. */
export interface Sure {
  readonly title: string;
  readonly text: string;
  readonly yes: string;
  readonly no: string;
}

/** What is asked before; null for a button that opens its page. */
export const sureOf = ({ title }: Card, { does, label, needsNoWords }: Button, locale: Locale): Sure | null => {
  const kind = needsNoWords ? pressedKind(does) : undefined;
  if (kind === undefined) return null;
  const { sure, no } = PRESS[locale];
  return { title: oneLine(label), text: sure[kind](oneLine(title)), yes: oneLine(label), no };
};

/** What came of a press, in the words of whoever pressed. */
export interface PressSaid {
  readonly locale: Locale;
  /** It stands there; it does not, and that is as it should be; it does not. */
  readonly tone: 'fine' | 'soon' | 'late';
  readonly text: string;
  /** Where there is more to do than a press does. */
  readonly link: { readonly label: string; readonly url: string } | null;
}
