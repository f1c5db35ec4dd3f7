/** What one clause of an e-mail reply says: an act, a reason, a courtesy, or nothing that can be relied on. */
import type { Calendar } from '../time/calendar.ts';
import type { Day } from '../time/day.ts';
import { daysIn } from './date.ts';
import {
  ACK,
  AGREE,
  DISAGREE,
  DONE,
  EVIDENCE,
  HALF,
  HEDGE,
  HELP,
  NEGATED,
  NOT_DONE,
  NUMBER_WORDS,
  OF_OTHERS,
  PERCENT,
  POLITE,
  PROMISE_REST,
  QUESTION,
  REASON,
  REDATE,
  REDATE_REST,
  RULE,
  SIGN,
  STARTED,
  TENTHS,
  WEAK_ACK,
} from './words.ts';

/**
 * What one clause of a reply says. The grammar is narrow on purpose: a clause is taken for an act only where all of it is
 * accounted for; what is left over makes the reply unsure, and never becomes an answer by itself.
 *
 * - `done`, `progress`, `started`, `redate`, `promise` (a day, without saying that it moves), `help`, `ack`, `agree`,
 *   `disagree`, `sign`, `rule`: acts; `not-done`: says that it is not, and nothing more
 * - `reason`, `evidence`: belong to the act beside them
 * - `polite`: nothing; `weak-ack`: “ok”, which is agreement where agreement is asked for, and nobody knows
 * - `question`, `hedged` (maybe, if, should), `other`: not for a machine to understand
 */
export type Clause =
  | { readonly is: 'progress'; readonly share: number }
  | { readonly is: 'redate' | 'promise'; readonly day: Day | null }
  | { readonly is: 'rule'; readonly decision: string }
  | { readonly is: Plain };
type Plain =
  | 'done'
  | 'started'
  | 'help'
  | 'ack'
  | 'agree'
  | 'disagree'
  | 'sign'
  | 'not-done'
  | 'reason'
  | 'evidence'
  | 'polite'
  | 'weak-ack'
  | 'question'
  | 'hedged'
  | 'other';

/** Longer clauses tell something, and answer nothing. */
const LONGEST = 300;
const LAST_MARKS = /(?:\p{Extended_Pictographic}|\u{FE0F}|[!！~。.…\s])+$/u;

/** Says what a clause is about; `today` is the day the reply is read on. */
export const clauseOf = (text: string, today: Day, calendar: Calendar): Clause => {
  const clause = text.trim().replace(/[’‘]/gu, "'").replace(LAST_MARKS, '').trim();
  if (clause.length > LONGEST) return { is: 'other' };
  if (clause === '' || POLITE.test(clause)) return { is: 'polite' };
  if (QUESTION.test(clause)) return { is: 'question' };
  if (ACK.test(clause)) return { is: 'ack' };
  if (WEAK_ACK.test(clause)) return { is: 'weak-ack' };
  if (DISAGREE.test(clause)) return { is: 'disagree' };
  if (AGREE.test(clause)) return { is: 'agree' };
  if (SIGN.test(clause)) return { is: 'sign' };
  if (NOT_DONE.test(clause)) return { is: 'not-done' };
  const decision = RULE.exec(clause)?.[1];
  if (decision !== undefined) return { is: 'rule', decision };
  const share = shareOf(clause);
  if (share !== null) return { is: 'progress', share };
  const isReason = REASON.test(clause);
  if (HEDGE.test(clause)) return { is: isReason ? 'reason' : 'hedged' };
  if (DONE.test(clause)) return { is: 'done' };
  if (STARTED.test(clause)) return { is: 'started' };
  if (isReason) return { is: 'reason' };
  return datedOf(clause, today, calendar) ?? (NEGATED.test(clause) ? { is: 'other' } : looseOf(clause));
};

const looseOf = (clause: string): Clause =>
  HELP.test(clause) ? { is: 'help' } : EVIDENCE.test(clause) ? { is: 'evidence' } : { is: 'other' };

const shareOf = (clause: string): number | null => {
  const percent = PERCENT.exec(clause)?.[1];
  if (percent !== undefined) return Number(percent);
  const tenths = NUMBER_WORDS[TENTHS.exec(clause)?.[1] ?? ''];
  return tenths ?? (HALF.test(clause) ? 50 : null);
};

/** A new date, or one until which it is promised; null where no day is named, or not only that is said. */
const datedOf = (clause: string, today: Day, calendar: Calendar): Clause | null => {
  const days = daysIn(clause, today, calendar);
  const asksForDate = REDATE.test(clause) && !OF_OTHERS.test(clause) && !NEGATED.test(clause);
  const [first, second, ...others] = days;
  if (!first) return asksForDate && REDATE_REST.test(clause) ? { is: 'redate', day: null } : null;
  const rest = days.reduceRight((left, { at, text }) => left.slice(0, at) + left.slice(at + text.length), clause);
  // From one day to another: the other.
  const isMove = others.length === 0 && /[从由]|from/iu.test(clause.slice(0, first.at));
  const moved = isMove && second ? second.day : null;
  const day = second ? moved : first.day;
  if (asksForDate) return REDATE_REST.test(rest) ? { is: 'redate', day } : null;
  return !second && PROMISE_REST.test(rest) && !NEGATED.test(clause) ? { is: 'promise', day } : null;
};
