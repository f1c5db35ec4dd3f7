/** Why a column need not be asked about: nothing else in its table could be what it is taken for. */
import type { ColumnMeaning } from '../proposal.ts';
import { BORNE_OUT, type Claim, ENOUGH, type GuessColumn, SURE, sureAnchors } from './claims.ts';
import { isJustADay } from './days.ts';
import type { Sign } from './kinds.ts';
import { fitOf, isOwnText, TIER } from './score.ts';

/** What a claim is held against. */
export interface Surroundings {
  /** What may be, the likeliest first. */
  readonly likely: readonly Claim[];
  readonly taken: ReadonlyMap<ColumnMeaning, Claim>;
  /** Also what is hardly likely. */
  readonly all: readonly Claim[];
  readonly columns: readonly GuessColumn[];
}

/** Nothing else in the table could be it, whatever else speaks against it. */
export const standsAlone = (claim: Claim, beside: Surroundings): boolean =>
  isOnlyText(claim, beside) || isOnlyDay(claim, beside);

/**
 * RAG, 落实情况, over a few words again and again: how far it is, where no other column holds words of state or ticks. What the words mean is
 * asked about one by one. The status of a payment or a sample may be beside the point.
 */
export const isOnlyState = ({ strength, fit, column }: Claim, { columns }: Pick<Surroundings, 'columns'>): boolean =>
  strength >= A_STATE &&
  (fit ?? 0) >= BORNE_OUT &&
  !STATUS_OF.test(column.header) &&
  columns.every((one) => one === column || (one.profile.states < SOME_STATES && one.profile.ticks < BORNE_OUT));
const A_STATE = 0.6;
const STATUS_OF = /[^\s_-][\s_-]{0,3}stat(?:us|e)\b|.状[态態]/i;
const SOME_STATES = 0.3;

/**
 * What is said in texts of their own stands in one column alone, beside remarks, before two of who, when and how far: hardly anything else is
 * the task. Under a word for one, one of them is enough.
 */
const isOnlyText = ({ meaning, tier, strength, column }: Claim, { taken, columns }: Surroundings): boolean => {
  if (meaning !== 'task' || tier === TIER.none || !isOwnText(column.profile)) return false;
  const anchors = new Set(sureAnchors(taken).map((one) => one.column.at));
  return (
    anchors.size >= (strength >= A_WORD ? 1 : 2) &&
    [...anchors].every((at) => at > column.at) &&
    columns.every((one) => one === column || anchors.has(one.at) || !isOwnText(one.profile) || isRemark(one))
  );
};

const A_WORD = 0.5;
const isRemark = ({ says: { signs } }: GuessColumn): boolean => signs.has('note') && !signs.has('task');

/**
 * Module beside Owner and Status: over cells that are tasks, or before who, when and how far under a word for one, where no other column reads
 * like tasks but what surely is something else.
 */
export const isOnlyTask = (
  { meaning, strength, fit, column }: Claim,
  { taken, columns }: Pick<Surroundings, 'taken' | 'columns'>,
): boolean => {
  if (meaning !== 'task' || fit === null || column.header === '') return false;
  const anchors = sureAnchors(taken);
  const others = [...taken.values()].filter((one) => one.meaning !== 'task' && one.score >= SURE);
  const used = new Set(others.map((one) => one.column));
  return (
    (fit >= BORNE_OUT || (strength >= A_WORD && anchors.every(({ column: { at } }) => at > column.at))) &&
    anchors.some((one) => (one.fit ?? 0) >= BORNE_OUT) &&
    columns.every((one) => one === column || used.has(one) || !readsLikeTasks(one))
  );
};
const readsLikeTasks = ({ profile }: GuessColumn): boolean =>
  isOwnText(profile) || (profile.filled > 1 && (fitOf('task', profile) ?? 0) >= ENOUGH);

/**
 * Date behind the task, over days, in a table that has no other: the day it is meant for. Where somebody reports things it may as well be
 * the day on which they did, and before the task the day of which a row speaks.
 */
const isOnlyDay = ({ meaning, column, fit }: Claim, { taken, columns }: Surroundings): boolean =>
  meaning === 'due' &&
  isJustADay(column.header) &&
  (fit ?? 0) >= BORNE_OUT &&
  column.at > (taken.get('task')?.column.at ?? column.at) &&
  !columns.some(
    (one) => one !== column && (one.profile.dateLike >= ENOUGH || ELSE.some((sign) => one.says.signs.has(sign))),
  );
const ELSE: readonly Sign[] = ['due', 'start', 'newDue', 'updatedOn', 'actual', 'created', 'span', 'requester'];
