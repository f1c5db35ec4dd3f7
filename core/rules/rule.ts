/** What a rule is: facts in; out comes something to tell, or a reason to say nothing; and how it presents itself. */
import type { TabKey } from '../../sheet-templates/index.ts';
import type { AnswerKind } from '../answers/model.ts';
import type { Item, Level } from '../item.ts';
import type { BecauseFacts, CodeOf, FactsOf, QuietFacts, RuleKey, SentencesOf } from '../messages/facts.ts';
import type { Facts } from '../process/facts.ts';
import type { Person, StatusKey } from '../snapshot.ts';
import { ensure } from '../text/maps.ts';
import type { Day } from '../time/day.ts';

/** Whom to tell something, and when. The planner makes the key, follows delegates, and drops what has been told before. */
interface Telling {
  /** The date the clock counts from or to; part of the key. Text where there is no clock. */
  readonly date: Day | string;
  readonly step: number;
  readonly level?: Level;
  /** Null stands for a role nobody holds; it is left out. */
  readonly to: readonly (Person | null)[];
  readonly cc?: readonly (Person | null)[];
  /** Of all these, for whom it waits, whatever the rule tells: it touches nothing of theirs. */
  readonly waits?: readonly (Person | null)[];
  /** Whose own doing it is, where that is known: they are not told. */
  readonly by?: readonly (Person | null)[];
}

/** Something to tell, with the facts that the rule's sentence is made from; where it has several, which one. */
export type Tell<R extends RuleKey = RuleKey> = Telling &
  ([R] extends [keyof SentencesOf]
    ? { [C in SentencesOf[R]]: { readonly because: C; readonly facts: BecauseFacts[C] } }[SentencesOf[R]]
    : { readonly because?: CodeOf<R>; readonly facts: FactsOf<R> });

/** The rule looked at the item and has a reason to say nothing that somebody may want to know. */
export type Quiet = {
  [C in keyof QuietFacts]: { readonly quiet: C } & (object extends QuietFacts[C]
    ? { readonly facts?: QuietFacts[C] }
    : { readonly facts: QuietFacts[C] });
}[keyof QuietFacts];

/** Null: the rule does not concern the item now. */
export type Verdict<R extends RuleKey = RuleKey> = Tell<R> | Quiet | null;

export type Say<R extends RuleKey = RuleKey> = (item: string, verdict: Verdict<R>) => void;

/** Sections of a digest that hold items as cards, the most urgent first. */
export const ITEM_SECTIONS = ['decided', 'decide', 'move', 'soon', 'waiting'] as const;
export type ItemSection = (typeof ITEM_SECTIONS)[number];

/**
 * Where a rule's notices stand in a mail. Tasks that came to the reader, an update that is due, a manager's week and what is to be mended have sections of
 * their own; what asks nothing at all is only to know.
 */
export type MailSection = ItemSection | 'assigned' | 'update' | 'overview' | 'mend' | 'know';

export const isItemSection = (section: MailSection): section is ItemSection =>
  ITEM_SECTIONS.some((one) => one === section);

/**
 * What a task's card shows of a notice: how the due date stands, that nothing moves, when it can start, what changed, that a
 * reason, an update or evidence is asked for; a decision on the task that its facts name, first of all for whoever acts on it; or the rule's
 * own sentence, where nothing else says it.
 */
export type CardLook =
  | 'decision'
  | 'due'
  | 'late'
  | 'stuck'
  | 'waiting'
  | 'changes'
  | 'reason'
  | 'quiet'
  | 'evidence'
  | 'sentence';

/**
 * What a notice is to those it is to: it asks something of them; or the process owes it to them in writing by now; or it waits for
 * their next mail, or the end of the week.
 */
export type Tells = 'asks' | 'owed' | 'waits';

/** How a rule presents what it says. Mails, answers, reports and what is told late ask for it here, and know no rule by name. */
export interface Presentation {
  readonly section: MailSection;
  readonly tells: Tells;
  /** What a copy is to whoever gets it; it waits unless said. */
  readonly copies?: Tells;
  /** 'sentence' unless said. With 'changes' it stands in the item's card where there is one, and else among what is to know. */
  readonly card?: CardLook;
  /** The answers that do what it asks; absent where that is done in the sheet. */
  readonly answers?: readonly AnswerKind[];
  /** Whoever it is to waits for exactly that: where an answer on a page brought it about, it does not wait for the next morning. */
  readonly atOnce?: true;
  /** Of a duty that goes in steps, the answers that do the one these facts are about. */
  readonly answersAt?: (facts: object) => readonly AnswerKind[];
  /** Those above hear of it in their office, whatever else they have to do with the task. */
  readonly inOffice?: true;
  /** It tells whoever it is to that a task is now theirs. */
  readonly handsOver?: true;
  /** What it puts into its reader's calendar. */
  readonly brings?: 'meeting' | 'due';
  /** What of a meeting is its reader's own and said with it. */
  readonly own?: 'topics' | 'actions';
  /**
   * How long it is worth telling where it came through late, if that is not as for all: while the rule still says it, while
   * the task is late or without an update for too long, even after the task is over.
   */
  readonly holds?: 'while-said' | 'while-late' | 'when-over';
}

/** A rule is facts in, verdicts out. It computes no dates and reads no cells: what is true has a name in Facts. */
export interface Rule<R extends RuleKey = RuleKey> extends Presentation {
  readonly key: R;
  /** Tabs without which the rule is off. */
  readonly needs: readonly TabKey[];
  readonly judge: (facts: Facts, say: Say<R>) => void;
}

/** What moves a task on. */
export const MOVES_ON: readonly AnswerKind[] = ['done', 'progress', 'redate', 'help'];

/** A rule that looks at one tracked item at a time. */
export const itemRule = <R extends RuleKey>(
  key: R,
  { needs = ['raci'], ...presentation }: Presentation & Partial<Pick<Rule, 'needs'>>,
  judge: (item: Item, facts: Facts) => Verdict<R>,
): Rule<R> => ({
  key,
  ...presentation,
  needs,
  judge: (facts, say) => {
    for (const item of facts.items.values()) say(item.id, judge(item, facts));
  },
});

/** Nobody is told about what is done or cancelled. */
export const closed = ({ status }: Item): Quiet =>
  ensure(CLOSED, status, () => ({ quiet: 'closed', facts: { status } }));

const CLOSED = new Map<StatusKey, Quiet>();
