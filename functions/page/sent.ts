/** What a link or a form says, as the question that an answer page is opened with. */
import { ANSWERS, type AnswerKind, type Ask } from '../../core/answers/model.ts';
import { FIELD_NAMES } from './html.ts';

/** Names and values, as a query or a form has them. */
export type SentPairs = readonly (readonly [name: string, value: string])[];

/** The first value of that name; null where there is none. */
export const valueNamed = (sent: SentPairs, name: string): string | null =>
  sent.find(([other]) => other === name)?.[1] ?? null;

const RESERVED: ReadonlySet<string> = new Set(Object.values(FIELD_NAMES));

/** A link may carry what is to stand in the fields; a form always says something, be it nothing. */
export const askOf = (item: string, sent: SentPairs, isForm: boolean): Ask => {
  const asked = valueNamed(sent, FIELD_NAMES.kind);
  const kind = ANSWERS.find((known) => known === asked) ?? null;
  const typed = sent.filter(([name]) => !RESERVED.has(name));
  return { item, kind, typed: kind !== null && (isForm || typed.length > 0) ? Object.fromEntries(typed) : null };
};

/** An answer, and no mere look. */
export const isGiven = (
  ask: Ask,
): ask is Ask & { readonly kind: AnswerKind; readonly typed: NonNullable<Ask['typed']> } =>
  ask.kind !== null && ask.typed !== null;
