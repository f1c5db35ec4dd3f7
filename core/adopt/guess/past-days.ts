/** A day on which something was over: whether it is the one by which it has to be. */
import type { ColumnMeaning } from '../proposal.ts';
import { type Claim, FEWER, type GuessColumn, isUnknown, SURE } from './claims.ts';
import { comesBefore } from './day-order.ts';
import { COMPLETED, PUBLISHED } from './days.ts';
import { TIER } from './score.ts';

/** Completion date, 完成日期: the day on which it is to be done beside a start, and alone as likely the day on which it was. */
export const mayBePast = ({ meaning, tier, column }: Claim, taken: ReadonlyMap<ColumnMeaning, Claim>): boolean =>
  meaning === 'due' &&
  tier < TIER.own &&
  column.says.signs.has('actual') &&
  !(column.says.signs.get('actual') === COMPLETED && isStillOpen(column, taken.get('status'))) &&
  (column.says.signs.get('actual') === PUBLISHED || !isBegun(taken.get('start')));

/** Date finished, before later days in as many rows under a word that nobody knows: those may say until when. */
export const isOutlasted = ({ meaning, tier, column }: Claim, columns: readonly GuessColumn[]): boolean =>
  meaning === 'due' &&
  tier < TIER.own &&
  column.says.signs.has('actual') &&
  columns.some(
    (one) =>
      isUnknown(one) &&
      one.header !== '' &&
      one.profile.dates >= SURE &&
      one.profile.filled >= FEWER * column.profile.filled &&
      comesBefore(column, one),
  );

/** A day that stands in nearly every row, while many of the rows are not over yet by words that are known: nobody has done those. */
const isStillOpen = ({ profile }: GuessColumn, status: Claim | undefined): boolean => {
  if (!status || profile.filled < SEVERAL || profile.coverage < NEARLY) return false;
  const { states, ticks, over, filled } = status.column.profile;
  return status.score >= SURE && states + ticks >= NEARLY && over * filled <= OPEN * profile.filled;
};
const SEVERAL = 4;
const NEARLY = 0.8;
const OPEN = 0.7;

/** A start that is sure of itself, and not the day on which something was found, raised or decided. */
export const isBegun = (start: Claim | undefined): boolean =>
  start !== undefined && start.score >= SURE && start.strength >= 0.5 && !start.column.says.signs.has('created');
