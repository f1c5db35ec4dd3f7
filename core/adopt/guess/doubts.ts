/** Why a column that is taken for something is asked about after all, and which other ones it may be mistaken for. */
import { headerKey } from '../../read/headers.ts';
import type { ColumnMeaning } from '../proposal.ts';
import { isOnlyState, isOnlyTask, type Surroundings, standsAlone } from './alone.ts';
import {
  ASKED,
  BORNE_OUT,
  type Claim,
  ENOUGH,
  FEWER,
  type GuessColumn,
  HARDLY,
  isAnchor,
  isUnknown,
  SURE,
  sureAnchors,
  tellsApart,
} from './claims.ts';
import { OF_USE } from './guessed.ts';
import type { Sign, Signs } from './kinds.ts';
import { isBegun, isOutlasted, mayBePast } from './past-days.ts';
import type { Profile } from './profile.ts';
import { fitOf, isOwnText, TIER } from './score.ts';
import { NEARLY_AS_LONG } from './task-by-cells.ts';

/** Other columns that are nearly as likely. */
export const rivalsOf = (claim: Claim, { likely, taken, columns }: Surroundings): readonly Claim[] =>
  isPaired(claim, taken, columns)
    ? []
    : likely.filter(
        (other) => other.meaning === claim.meaning && other.column !== claim.column && rivalsWith(other, claim, taken),
      );

/** A person had better look at it, also where no other column is as likely. */
export const isDoubtful = (claim: Claim, beside: Surroundings): boolean =>
  isOfPeople(claim) || passesOver(claim, beside.all) || (!standsAlone(claim, beside) && mayBeAnother(claim, beside));

const mayBeAnother = (claim: Claim, beside: Surroundings): boolean => {
  const { likely, taken, all, columns } = beside;
  return (
    (saysLittle(claim, beside) && !isOnlyTask(claim, beside)) ||
    standsLate(claim, all, columns) ||
    isSparse(claim, columns) ||
    isNearlyEmpty(claim, columns) ||
    hasBetterStates(claim, columns) ||
    isGroup(claim, columns, taken) ||
    isBare(claim) ||
    isEmptyBeside(claim, likely) ||
    (!isPaired(claim, taken, columns) && hasRival(claim, columns, taken)) ||
    isRepeated(claim, columns) ||
    isOfAll(claim, all) ||
    standsBefore(claim, all, columns) ||
    (isHalfSaid(claim) && !isOnlyState(claim, beside)) ||
    mayBePlace(claim) ||
    isOfElse(claim, all) ||
    isOfLooking(claim, taken) ||
    mayBePast(claim, taken) ||
    isOutlasted(claim, columns)
  );
};

/** What its word, its cells and its place do not say outright. */
const saysLittle = (claim: Claim, { columns, taken }: Surroundings): boolean =>
  claim.score < SURE ||
  claim.tier < TIER.weak ||
  claim.strength < 0.5 ||
  standsFar(claim, columns, taken) ||
  isBesideRisks(claim, columns);

/**
 * A task to the right of who and when both, in words that are not known or over cells that are hardly tasks: what stands
 * before them may be it.
 */
const standsLate = (
  { meaning, tier, column, fit }: Claim,
  all: readonly Claim[],
  columns: readonly GuessColumn[],
): boolean =>
  meaning === 'task' &&
  (tier < TIER.known || (fit !== null && fit < BORNE_OUT)) &&
  new Set(all.filter((one) => isAnchor(one) && one.column.at < column.at).map((one) => one.meaning)).size >= 2 &&
  columns.some(
    (one) => one.at < column.at && (one.profile.filled === 0 || (fitOf('task', one.profile) ?? 0) >= HARDLY),
  );

const MANY = 5;
/** A task in few rows, while what stands to the left of it in many looks like tasks as well. */
const isSparse = ({ meaning, column: { at, profile } }: Claim, columns: readonly GuessColumn[]): boolean =>
  meaning === 'task' &&
  profile.filled > 0 &&
  columns.some(
    (other) =>
      other.at < at &&
      other.profile.filled >= MANY &&
      other.profile.filled > 2 * profile.filled &&
      (fitOf('task', other.profile) ?? 0) >= BORNE_OUT,
  );

/** A plainer word for the task than that of an earlier column, each of whose cells is another: Task 1, Task 2 may be how they are called. */
const passesOver = ({ meaning, tier, column: { at, profile } }: Claim, all: readonly Claim[]): boolean =>
  meaning === 'task' &&
  tier < TIER.known &&
  all.some(
    (other) =>
      other.meaning === 'task' &&
      other.tier >= TIER.known &&
      other.column.at < at &&
      other.column.profile.words >= 0.5 &&
      other.column.profile.filled >= FEWER * profile.filled &&
      other.column.profile.different >= FEWER * other.column.profile.filled,
  );

/** Who, when or how far in a few rows, while under a header that nobody knows the same sort of thing stands in many. */
const isNearlyEmpty = ({ meaning, column: { profile } }: Claim, columns: readonly GuessColumn[]): boolean => {
  const isAlike = FULLER[meaning];
  return (
    isAlike !== undefined &&
    profile.filled > 0 &&
    columns.some(
      (one) =>
        isUnknown(one) &&
        one.header !== '' &&
        one.profile.filled >= MANY &&
        one.profile.filled >= 3 * profile.filled &&
        isAlike(one.profile),
    )
  );
};
const comesAgain = ({ different, filled }: Profile): boolean => different <= 0.8 * filled;
const FULLER: Readonly<Partial<Record<ColumnMeaning, (profile: Profile) => boolean>>> = {
  responsible: (profile) => profile.people >= 0.5 || (profile.maybePeople >= 0.9 && comesAgain(profile)),
  due: ({ dates }) => dates >= 0.5,
};

/** Words of state that are known, under a header that nobody knows, beside a column in which fewer of them stand. */
const hasBetterStates = ({ meaning, column: { profile } }: Claim, columns: readonly GuessColumn[]): boolean =>
  meaning === 'status' &&
  columns.some(
    (one) =>
      isUnknown(one) &&
      one.header !== '' &&
      one.profile.filled >= Math.max(2, FEWER * profile.filled) &&
      one.profile.states >= 0.5 &&
      one.profile.states + one.profile.likelyStates >= NEARLY &&
      one.profile.states > profile.states + 0.2,
  );

/** A task that stands over several rows each time, before longer texts of which hardly two are the same and that nothing else is said of. */
const isGroup = (
  { meaning, tier, column: { at, profile } }: Claim,
  columns: readonly GuessColumn[],
  taken: ReadonlyMap<ColumnMeaning, Claim>,
): boolean =>
  meaning === 'task' &&
  tier < TIER.own &&
  columns.some(
    (one) =>
      one.at > at &&
      one.header !== '' &&
      (one.profile.filled >= MANY
        ? profile.different * 2 <= one.profile.filled
        : profile.different < profile.filled && one.profile.different === one.profile.filled) &&
      [...one.says.signs.keys()].every((sign) => LOOSE.has(sign)) &&
      ![...taken.values()].some(({ column, score }) => column === one && score >= SURE) &&
      tellsApart(one.profile, profile),
  );

const NEARLY = 0.8;

/** Customer name: each row is somebody, and what is to be done for them is not said. */
const isOfPeople = ({ meaning, tier, column: { profile } }: Claim): boolean =>
  meaning === 'task' && tier <= TIER.weak && profile.people >= NEARLY;

/** Over an empty column a part of a word does not say enough; of a task not even a plain word's. */
const isBare = ({ meaning, tier, fit }: Claim): boolean =>
  fit === null && ASKED.has(meaning) && tier < (meaning === 'task' ? TIER.known : TIER.parts);

/** An empty column, while another one that may mean the same has something in it. */
const isEmptyBeside = ({ meaning, fit, column }: Claim, likely: readonly Claim[]): boolean =>
  fit === null && likely.some((one) => one.meaning === meaning && one.column !== column && one.fit !== null);

/**
 * Another column whose cells say the same, and whose header says nothing else: what a header is called and what stands in
 * the cells disagree on which of the two is meant. A task is looked for to the left, and where its header is weak to the
 * right as well; a description follows what it describes.
 */
const hasRival = (claim: Claim, columns: readonly GuessColumn[], taken: ReadonlyMap<ColumnMeaning, Claim>): boolean => {
  const { meaning, tier, column, fit } = claim;
  const isAlike = RIVAL[meaning];
  if (!isAlike) return false;
  const isSomethingElse = (one: Claim) =>
    one.score >= SURE && !(one.meaning === 'description' && describes(column, one.column));
  const used = new Set([...taken.values()].flatMap((one) => (isSomethingElse(one) ? [one.column] : [])));
  const others = columns.filter(
    (one) =>
      one !== column &&
      !used.has(one) &&
      one.profile.filled >= Math.max(2, (meaning === 'due' ? FEW : FEWER) * column.profile.filled) &&
      (one.header !== '' || (meaning === 'task' && tier < TIER.known)) &&
      one.header.length <= LONGEST_LABEL &&
      [...one.says.signs.keys()].every(
        (sign) => sign === meaning || LOOSE.has(sign) || (isNamed(sign, one.says.signs) && describes(column, one)),
      ) &&
      isAlike(one.profile),
  );
  if (meaning !== 'task') return others.length > 0 && !(saysOutright(claim) && (fit ?? 0) >= BORNE_OUT);
  return others.some((one) => (one.at < column.at ? rivalsBefore(one, claim) : rivalsBehind(one, claim)));
};

/** Assigned to, Deadline: a column whose header says nothing of it takes nothing from such a word. A member or an end may be another's. */
const saysOutright = ({ meaning, tier, column }: Claim): boolean =>
  tier === TIER.own || (column.says.signs.get(meaning) ?? 0) >= OUTRIGHT;
/** Parts of words that leave nothing open. */
const OUTRIGHT = 0.8;

/** 子模块 before 功能描述: a name that differs in every row, of which the other may be the description. */
const rivalsBefore = (one: GuessColumn, { tier, fit, column }: Claim): boolean => {
  const isFirm = tier === TIER.own && (fit ?? 0) >= FIRM && !describes(column, one);
  return !isFirm && !(tier >= TIER.parts && (fit ?? 0) >= BORNE_OUT && saysLess(one, column));
};

/** What stands behind it may be it where neither its word nor its cells say enough, or where it describes something. */
const rivalsBehind = (one: GuessColumn, { tier, fit, column }: Claim): boolean => {
  const isPoor = tier <= TIER.weak || (fit ?? 1) < (tier <= TIER.parts ? BORNE_OUT : ENOUGH);
  const tells = tier === TIER.parts && DESCRIBES.test(column.header);
  return !describes(one, column) && (isPoor || (tells && one.says.signs.has('task') && !one.says.signs.has('risk')));
};

/** 子模块, 功能细节: what a description behind it may describe. */
const isNamed = (sign: Sign, signs: Signs): boolean =>
  sign === 'category' || (sign === 'note' && signs.has('description'));
const FIRM = 0.8;
/** A sentence is no label. */
const LONGEST_LABEL = 60;
const FEW = 0.3;

/**
 * Page before Issue: what stands before a column that is called a task says no more of it, where its header says nothing of a task and its
 * texts are shorter; of a description only what is called a kind. Where it does say so, its texts are far shorter, or the task is an action:
 * that follows from what was found.
 */
const saysLess = (one: GuessColumn, column: GuessColumn): boolean => {
  if (!one.says.signs.has('task'))
    return (
      one.profile.length <= FEWER * column.profile.length &&
      (one.says.signs.has('category') || !DESCRIBES.test(column.header))
    );
  return (
    (ACTION.test(column.header) && !ACTION.test(one.header)) ||
    (!DESCRIBES.test(column.header) && one.profile.length < NEARLY_AS_LONG * column.profile.length)
  );
};
const ACTION = /\bactions?\b|\bto[- ]?do\b|行动|待办/i;

/** A word that may as well speak of another state, over cells that are no words of state; and a day over what is none. */
const isHalfSaid = ({ meaning, tier, fit }: Claim): boolean =>
  fit !== null &&
  ((meaning === 'status' && tier <= TIER.weak && fit < SOME_STATES) || (meaning === 'due' && fit <= HARDLY));
const SOME_STATES = 0.8;

/** State over TX and FL: part of a country, where no word of state that is known stands below. */
const mayBePlace = ({ meaning, fit, column }: Claim): boolean =>
  meaning === 'status' && fit !== null && fit < SOME_STATES && headerKey(column.header) === 'state';

/** 原型状态 beside 完成情况: the state of something else, while another column says that of the work, be it empty. */
const isOfElse = ({ meaning, tier, strength, column }: Claim, all: readonly Claim[]): boolean =>
  meaning === 'status' &&
  tier <= TIER.weak &&
  all.some(
    (one) => one.meaning === 'status' && one.column !== column && one.strength > strength && one.tier > TIER.weak,
  );

/** Two days before what was found wrong may be those on which somebody looked, unless they are said to be planned or to be due. */
const isOfLooking = ({ meaning, column }: Claim, taken: ReadonlyMap<ColumnMeaning, Claim>): boolean => {
  const task = taken.get('task')?.column;
  return (
    meaning === 'due' &&
    task !== undefined &&
    column.at < task.at &&
    taken.get('start')?.column.at === column.at - 1 &&
    WRONG.test(task.header) &&
    !AHEAD.test(column.header)
  );
};
const WRONG = /问题|缺陷|隐患|故障|不足|不符合|\b(?:findings?|defects?|deficienc(?:y|ies)|problems?|issues?)\b/i;
const AHEAD = /\b(?:due|deadline|target|planned)\b|期限|时限|截止|计划|要求|整改/i;

/** The same words over several columns that hold something, or Member 1, Member 2: each belongs to another step, or to another table. */
const isRepeated = ({ column: { at, header, profile } }: Claim, columns: readonly GuessColumn[]): boolean =>
  header !== '' &&
  profile.filled > 0 &&
  columns.some((one) => one.at !== at && one.profile.filled > 1 && stemOf(one.header) === stemOf(header));
const stemOf = (header: string): string => headerKey(header).replace(/\d+/g, '#');

/** Project Manager: one and the same name in every row is somebody's who has to do with the whole, unless a word says more. */
const isOfAll = ({ meaning, tier, strength, column }: Claim, all: readonly Claim[]): boolean =>
  meaning === 'responsible' &&
  tier <= TIER.weak &&
  column.profile.different === 1 &&
  column.profile.filled >= MANY &&
  (strength < SURE || all.some((one) => one.column !== column && one.meaning === 'responsible' && !one.contradicted));

/** What is to be done stands among the first columns of nearly every table, unless who, when and how far stand further behind. */
const standsFar = (
  { meaning, tier, fit, column }: Claim,
  columns: readonly GuessColumn[],
  taken: ReadonlyMap<ColumnMeaning, Claim>,
): boolean => {
  if (meaning !== 'task' || columns.filter(({ header, at }) => header !== '' && at < column.at).length < FAR)
    return false;
  const anchors = sureAnchors(taken);
  const isBefore = anchors.length >= 2 && anchors.every((one) => one.column.at > column.at);
  return !(isBefore && tier >= TIER.parts && (fit ?? 0) >= BORNE_OUT);
};
const FAR = 6;
/** Signs that do not say that a column is something else. */
const LOOSE: ReadonlySet<Sign> = new Set<Sign>(['task', 'description', 'risk', 'request', 'due', 'start']);
const RIVAL: Readonly<Partial<Record<ColumnMeaning, (profile: Profile) => boolean>>> = {
  // Links and addresses are nothing to do.
  task: (profile) => profile.contacts < 0.3 && (fitOf('task', profile) ?? 0) >= ENOUGH,
  responsible: ({ people }) => people >= 0.5,
  due: ({ dates }) => dates >= 0.5,
};

/** Driver, Service type, Technician: somebody before the texts, while somebody else stands behind them who may do it as well. */
const standsBefore = ({ meaning, column }: Claim, all: readonly Claim[], columns: readonly GuessColumn[]): boolean =>
  meaning === 'responsible' &&
  all.some(
    (other) =>
      other.meaning === meaning &&
      other.column.at > column.at &&
      (other.fit ?? 0) >= BORNE_OUT &&
      other.strength >= ENOUGH &&
      other.column.profile.coverage >= ENOUGH &&
      columns.some(({ at, profile }) => at > column.at && at < other.column.at && isOwnText(profile)),
  );

/**
 * In a list of risks, whatever else is called a task there may only say what a risk is about; and behind what is done against something a
 * plain word for a task may say what that is to bring.
 */
const isBesideRisks = ({ meaning, tier, column: { at, says } }: Claim, columns: readonly GuessColumn[]): boolean =>
  meaning === 'task' &&
  !says.signs.has('risk') &&
  columns.some(
    (one) =>
      one.says.signs.has('measure') &&
      ((one.at < at && tier <= TIER.weak && isOwnText(one.profile)) ||
        columns.some(({ header }) => /risk|风险/i.test(header))),
  );

/** Right behind the only start there is: these two days belong together, whatever other days there are. */
const isPaired = (
  { meaning, column }: Claim,
  taken: ReadonlyMap<ColumnMeaning, Claim>,
  columns: readonly GuessColumn[],
): boolean => {
  const start = taken.get('start');
  return (
    meaning === 'due' &&
    isBegun(start) &&
    start?.column.at === column.at - 1 &&
    columns.filter(({ says }) => says.known?.meaning === 'start' || (says.signs.get('start') ?? 0) >= SURE).length === 1
  );
};

const LEAD = 0.15;
/** Whether another column is nearly as likely, and not something else with more reason. */
const rivalsWith = (other: Claim, claim: Claim, taken: ReadonlyMap<ColumnMeaning, Claim>): boolean => {
  const { filled } = claim.column.profile;
  if (other.column.profile.filled === 0 && filled > 1) return false;
  if (headerKey(other.column.header) === headerKey(claim.column.header) && claim.column.header !== '') return true;
  if (other.column.profile.filled === 0 && filled > 0) return false;
  if (claim.meaning === 'task' && describes(other.column, claim.column)) return false;
  // What stands over several tasks at once heads them.
  if (claim.meaning === 'task' && other.column.profile.filled < FEWER * filled) return false;
  // Due date beside an end: only the one says by when.
  if (claim.meaning === 'due' && saysOutright(claim) && !saysOutright(other)) return false;
  const elsewhere = [...taken.values()].find(({ column }) => column === other.column);
  // A risk or a description before it may as well be what each row is about.
  const isEven =
    claim.meaning === 'task' &&
    claim.tier <= TIER.weak &&
    !OF_USE.has(elsewhere?.meaning ?? 'task') &&
    other.column.at < claim.column.at;
  if (elsewhere && elsewhere.score >= other.score && !isEven) return false;
  return other.tier >= claim.tier && other.score > claim.score - LEAD;
};

/** A description follows what it describes, and so does what it is for. */
export const describes = (column: GuessColumn, what: GuessColumn): boolean =>
  column.at > what.at && DESCRIBES.test(column.header) && !DESCRIBES.test(what.header);
const DESCRIBES = /descri|detail|goal|objective|purpose|描述|说明|介绍|详情|详细|目标|目的/i;
