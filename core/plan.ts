/** What a sweep is going to do, as plain data: notices, mails, cells to write, silences, problems. */
import type { AnswerKind } from './answers/model.ts';
import type { Level } from './item.ts';
import type { RuleKey, Saying, WhyQuiet } from './messages/facts.ts';
import type { Problem } from './problem.ts';
import type { Owed } from './record/delivery.ts';
import type { Write } from './row-write.ts';
import type { Person } from './snapshot.ts';
import type { Day } from './time/day.ts';

export type { Write, WriteValue } from './row-write.ts';

/** Whom a notice is to, and about what. */
interface Addressed {
  /** rule:item:date:step — all that makes it the same notice. In the ledger as sent, it is never sent again. */
  readonly key: string;
  readonly item: string;
  readonly level: Level;
  /** People who are to act, after delegates; never empty. */
  readonly to: readonly Person[];
  /** People who are to know; they find it under "for your information" in their own digest. */
  readonly cc: readonly Person[];
  /** Who else was asked, and has got it already; absent where nobody was. */
  readonly others?: readonly Person[];
  /** The row of the escalations in which this level is filed; absent where it is in none. */
  readonly row?: string;
}

/** One thing to tell somebody about one item: the facts are those of its rule, and of the sentence that says why. */
export type Notice<R extends RuleKey = RuleKey> = Addressed & Saying<R>;

/** All notices of one sweep to one person. */
export interface Mail {
  readonly to: Person;
  readonly subject: string;
  readonly notices: readonly Notice[];
  /** How many things in it ask something of the reader. */
  readonly asks: number;
  /** How many of them the process owes the reader in writing by now. */
  readonly owed: number;
  /** The answer that brought it about, where it leaves on the same day; absent of a morning's mail. */
  readonly handedOn?: HandedOn;
}

/** An answer on a page, and whoever waited for it. */
export interface HandedOn {
  /** Name of whoever answered. */
  readonly by: string;
  readonly kind: AnswerKind;
  /** Minutes after midnight, wall clock of the workbook's zone. */
  readonly minute: number;
}

/** What waits for somebody's next mail, for the end of the week, or for a day or time at which they want mail. */
export interface Waiting extends Pick<Mail, 'to' | 'notices'> {
  /** It asks something of them, or is owed to them, and they want no mail now: it leaves as soon as they do, and not with the week's end. */
  readonly preferred?: true;
  /** The day from which it waits; absent where that is the day of the plan. */
  readonly since?: Day;
}

export interface Silence {
  readonly rule: RuleKey;
  readonly item: string;
  readonly because: WhyQuiet;
}

export interface Plan {
  readonly workbook: string;
  readonly at: string;
  readonly workday: boolean;
  readonly notices: readonly Notice[];
  readonly mails: readonly Mail[];
  /** What is decided and leaves with a later mail, by person. */
  readonly waits: readonly Waiting[];
  readonly writes: readonly Write[];
  readonly silences: readonly Silence[];
  /** What was owed to somebody and is not any more; the ledger says so from now on. */
  readonly over: readonly Owed[];
  readonly problems: readonly Problem[];
}
