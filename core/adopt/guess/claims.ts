/** What each column under one header may mean, before they are held against each other. */
import { headerKey } from '../../read/headers.ts';
import type { ColumnMeaning } from '../proposal.ts';
import { comesBefore } from './day-order.ts';
import { CLOSED, COMPLETED, isJustADay } from './days.ts';
import type { Sign, Signs } from './kinds.ts';
import type { Profile } from './profile.ts';
import { fitOf, type HeadedColumn, type HeaderSays, type Score, scoresOf, TIER, type Tier } from './score.ts';
import { taskBeside } from './what-beside.ts';

/** A column under a header that is looked at. */
export interface GuessColumn extends HeadedColumn {
  /** Of a column of days the day in each row, null where there is none; else empty. */
  readonly days: readonly (number | null)[];
}

/** A word of Baton's own goes before one that people use, and that before parts of words. */
const BEFORE = { [TIER.own]: 0.1, [TIER.known]: 0.05 } as Readonly<Partial<Record<Tier, number>>>;

/** A column that may have a meaning. */
export interface Claim extends Score {
  readonly column: GuessColumn;
  readonly rank: number;
}

export const claimsOf = (columns: readonly GuessColumn[]): Claim[] =>
  columns.flatMap((column) =>
    scoresOf(saysBeside(column, columns), column.profile).map((one): Claim => {
      const score = one.meaning === 'task' && dividesOthers(column, columns) ? asDivider(one) : one;
      return { ...score, column, rank: score.score + (BEFORE[score.tier] ?? 0) };
    }),
  );

/** What a header says once the other columns are looked at. */
const saysBeside = (column: GuessColumn, columns: readonly GuessColumn[]): HeaderSays => {
  if (isSomebodys(column, columns)) return SOMEBODY;
  if (isBesideDue(column, columns)) return { ...column.says, known: null, signs: PAST };
  if (isWhenOver(column, columns) || isDayOver(column, columns)) return { ...column.says, known: null, signs: PAST };
  return taskBeside(column, columns) ?? column.says;
};

/** 完成日期 in some rows beside 整改期限 in more: when it was done, as the other one says by name until when it has to be. */
const isBesideDue = (column: GuessColumn, columns: readonly GuessColumn[]): boolean => {
  const { says, profile } = column;
  const said = says.signs.get('actual');
  return (
    (said === CLOSED || said === COMPLETED) &&
    columns.some(
      (one) =>
        (isUnknown(one)
          ? isOpenEnd(one, column)
          : (one.says.signs.get('due') ?? 0) >= BY_NAME && !one.says.signs.has('actual')) &&
        one.profile.dates >= SURE &&
        one.profile.filled > profile.filled,
    )
  );
};
/** Days under a word that nobody knows, in nearly every row and now before, now behind those on which it was over: no day on which it began. */
const isOpenEnd = (one: GuessColumn, over: GuessColumn): boolean =>
  one.header !== '' &&
  one.profile.coverage >= NEARLY_ALL &&
  over.profile.coverage < NEARLY_ALL &&
  !comesBefore(one, over) &&
  !comesBefore(over, one);
/** A day that is due by what its header says, and hardly anything else. */
const BY_NAME = 0.65;

/**
 * A day on which it was closed stands only where it was: in some of the rows, or in no more than are over. So does one of completion
 * where it stands in no row that is still open.
 */
const isWhenOver = ({ says, profile }: GuessColumn, columns: readonly GuessColumn[]): boolean => {
  const said = says.signs.get('actual');
  if (says.known !== null || profile.filled === 0 || (said !== CLOSED && said !== COMPLETED)) return false;
  const isPartly = profile.coverage < NEARLY_ALL;
  if (said === CLOSED && isPartly) return true;
  const isBoundBy = ({ over, filled }: Profile) =>
    over * filled >= profile.filled &&
    (said === CLOSED || (isPartly && profile.filled >= STILL_OPEN && (1 - over) * filled >= STILL_OPEN));
  return columns.some((one) => one.says.signs.has('status') && isBoundBy(one.profile));
};
/** Date behind the status, in no more rows than are over: the day on which they were. */
export const isDayOver = ({ at, header, profile }: GuessColumn, columns: readonly GuessColumn[]): boolean =>
  isJustADay(header) &&
  profile.filled > 0 &&
  profile.coverage < NEARLY_ALL &&
  columns.some(
    (one) =>
      one.at < at &&
      one.says.signs.has('status') &&
      one.profile.over * one.profile.filled >= profile.filled &&
      (1 - one.profile.over) * one.profile.filled >= STILL_OPEN,
  );
const STILL_OPEN = 2;
const PAST: Signs = new Map([['actual', 0.9]]);

/** A name that may be somebody's, beside another column that says what the task is. */
const isSomebodys = ({ at, header, profile }: GuessColumn, columns: readonly GuessColumn[]): boolean =>
  headerKey(header) === 'name' &&
  profile.people >= 0.5 &&
  columns.some((one) => one.at !== at && (one.says.signs.get('task') ?? 0) >= SURE);
/** Whether it is the one who does it is asked. */
const SOMEBODY: HeaderSays = { known: null, signs: new Map([['responsible', 0.49]]), isEmpty: false };

/** From here on a claim is as good as sure. */
export const SURE = 0.6;
/** Cells that fit at least so well bear a header out. */
export const BORNE_OUT = 0.6;
/** Cells that may be, and cells that hardly are. */
export const ENOUGH = 0.5;
export const HARDLY = 0.25;
/** Without these something lacks; of any other column that is unsure nobody is asked. */
export const ASKED: ReadonlySet<ColumnMeaning> = new Set<ColumnMeaning>(['task', 'responsible', 'due', 'status']);

/** Two or three words over and over, beside longer texts of which hardly two are the same: which kind of row it is. */
const dividesOthers = ({ at, profile }: GuessColumn, columns: readonly GuessColumn[]): boolean =>
  profile.filled >= SOME &&
  profile.different <= 3 &&
  profile.different * 2 <= profile.filled &&
  columns.some((one) => one.at !== at && !isOther(one.says) && tellsApart(one.profile, profile));
export const tellsApart = (one: Profile, other: Profile): boolean =>
  one.filled >= FEWER * other.filled &&
  one.different >= NEARLY_ALL * one.filled &&
  one.length > other.length &&
  (fitOf('task', one) ?? 0) >= BORNE_OUT;
const NEARLY_ALL = 0.85;
const SOME = 4;
const asDivider = (score: Score): Score => ({ ...score, score: 0.5 * score.score, fit: 0.05 });

/** Who, when or how far, in words that are known or as good as that. */
export const isAnchor = ({ meaning, tier, contradicted }: Claim): boolean =>
  ANCHORS.includes(meaning) && tier >= TIER.parts && !contradicted;

export const ANCHORS: readonly ColumnMeaning[] = ['responsible', 'due', 'start', 'status', 'progress'];

/** Who, when and how far, where a column is as good as sure to say it. */
export const sureAnchors = (taken: ReadonlyMap<ColumnMeaning, Claim>): readonly Claim[] =>
  [...taken.values()].filter(({ meaning, score }) => ANCHORS.includes(meaning) && score >= SURE);

/** What stands in a column of ids, of hours or of addresses is no task. */
const NO_TASK: ReadonlySet<Sign> = new Set<Sign>(['id', 'number', 'priority', 'contact', 'requester', 'checker']);

export const isOther = ({ signs }: HeaderSays): boolean => [...signs.keys()].some((sign) => NO_TASK.has(sign));

/** So much less in the one column is fewer than in the other. */
export const FEWER = 0.6;

/** A header in words that nobody knows, or none. */
export const isUnknown = ({ says }: GuessColumn): boolean => says.known === null && says.signs.size === 0;
