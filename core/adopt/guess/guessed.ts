/** What a column is taken for, and why. */
import type { ColumnMeaning } from '../proposal.ts';
import { BORNE_OUT, type GuessColumn } from './claims.ts';
import type { Signs } from './kinds.ts';
import { TIER, type Tier } from './score.ts';

/** Why a column has its meaning: by name of the sentence that says so. */
export type GuessReason = 'header' | 'cells' | 'both' | 'headerOnly' | 'chosen';

/** A column, and what it is taken for. */
export interface Guess {
  readonly at: number;
  readonly header: string;
  readonly meaning: ColumnMeaning;
  readonly score: number;
  readonly tier: Tier;
  /** What the parts of its header say. */
  readonly signs: Signs;
  /** A person had better look at it: it is unlikely enough, or another column is nearly as likely. */
  readonly ask: boolean;
  readonly because: GuessReason;
  /** How well its cells bear that out, 0 to 1; null where it has none, or nobody asked them. */
  readonly fit: number | null;
  /** What else it may be, the likeliest first. */
  readonly others: readonly ColumnMeaning[];
  /** Other columns that are nearly as likely. */
  readonly rivals: readonly { readonly at: number; readonly header: string }[];
  /** The words over another column may say the same, be it less likely. */
  readonly isSaidTwice: boolean;
}

export const becauseOf = (tier: Tier, fit: number | null): GuessReason => {
  if (tier === TIER.none) return 'cells';
  if (fit === null) return 'headerOnly';
  return fit >= BORNE_OUT ? 'both' : 'header';
};

/** Meanings whose cells are days. */
export const DAYS: ReadonlySet<ColumnMeaning> = new Set<ColumnMeaning>(['due', 'start', 'newDue', 'updatedOn']);
/** What has one of these meanings is not looked at for another. */
export const OF_USE: ReadonlySet<ColumnMeaning> = new Set<ColumnMeaning>([
  'task',
  'responsible',
  'accountable',
  'due',
  'start',
  'status',
  'progress',
  'newDue',
  'updatedOn',
]);

/** A guess by cells alone, which is asked about. */
export const guessedAs = (
  meaning: ColumnMeaning,
  { at, header, profile, says }: GuessColumn,
  score: number,
): Guess => ({
  at,
  header,
  meaning,
  score,
  tier: meaning !== 'task' && profile.filled === 0 ? TIER.weak : TIER.none,
  signs: says.signs,
  ask: true,
  because: 'cells',
  fit: null,
  others: [],
  rivals: [],
  isSaidTwice: false,
});
