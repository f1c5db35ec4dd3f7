/** What a rule is: facts in; out comes something to tell, or a reason to say nothing. */
import type { TabKey } from '../../sheet-templates/index.ts';
import type { Item } from '../item.ts';
import type { BecauseCode, QuietCode } from '../messages/index.ts';
import type { Facts as Words } from '../problem.ts';
import type { Facts } from '../process/facts.ts';
import type { Person } from '../snapshot.ts';
import type { Day } from '../time/day.ts';

/** Something to tell. The planner makes the key, follows delegates, and drops what has been told before. */
export interface Tell {
  /** The date the clock counts from or to; part of the key. Text where there is no clock. */
  readonly date: Day | string;
  readonly step: number;
  readonly level?: 0 | 1 | 2;
  /** Null stands for a role nobody holds; it is left out. */
  readonly to: readonly (Person | null)[];
  readonly cc?: readonly (Person | null)[];
  /** The sentence; the rule's own when absent. */
  readonly because?: BecauseCode;
  readonly facts: Words;
}

/** The rule looked at the item and has a reason to say nothing that somebody may want to know. */
export interface Quiet {
  readonly quiet: QuietCode;
  readonly facts?: Words;
}

/** Null: the rule does not concern the item now. */
export type Verdict = Tell | Quiet | null;

export type Say = (item: string, verdict: Verdict) => void;

/** Sections of a digest that hold items as cards, the most urgent first. */
export const ITEM_SECTIONS = ['decide', 'move', 'soon', 'waiting'] as const;
export type ItemSection = (typeof ITEM_SECTIONS)[number];

/** A rule is facts in, verdicts out. It computes no dates and reads no cells: what is true has a name in Facts. */
export interface Rule {
  readonly key: string;
  /** Where the people asked find its items in their digest; null: what it says is only to know, or has a section of its own. */
  readonly section: ItemSection | null;
  /** Tabs without which the rule is off. */
  readonly needs: readonly TabKey[];
  readonly judge: (facts: Facts, say: Say) => void;
}

/** A rule that looks at one tracked item at a time. */
export const itemRule = (
  key: string,
  section: ItemSection | null,
  judge: (item: Item, facts: Facts) => Verdict,
  needs: readonly TabKey[] = ['raci'],
): Rule => ({
  key,
  section,
  needs,
  judge: (facts, say) => {
    for (const item of facts.items.values()) say(item.id, judge(item, facts));
  },
});

/** Nobody is told about what is done or cancelled. */
export const closed = (item: Item): Quiet => ({ quiet: 'closed', facts: { status: item.status } });
