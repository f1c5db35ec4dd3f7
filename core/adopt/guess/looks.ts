/** Which column looks like days that are due, like people who do it, or like how far it is. */
import type { ColumnMeaning } from '../proposal.ts';
import { type GuessColumn, isUnknown } from './claims.ts';
import { dueByOrder } from './day-order.ts';
import type { Sign, Signs } from './kinds.ts';
import { lookOfName } from './names.ts';
import type { Profile } from './profile.ts';
import { fitOf, STATES } from './score.ts';

/** Where the others stand, 1-based. */
export interface Places {
  readonly task: number | undefined;
  readonly due: number | undefined;
  readonly responsible: number | undefined;
  /** Whether it is known how far each row is. */
  readonly hasState: boolean;
  /** Each row is somebody: what stands beside a name is where they belong. */
  readonly isOfPeople: boolean;
}
type Find = (open: readonly GuessColumn[], places: Places) => GuessColumn | undefined;

const isNone = (signs: Signs, ...ofThese: readonly Sign[]): boolean => ofThese.every((sign) => !signs.has(sign));
/** The first of those that fit best. */
const bestOf = (
  columns: readonly GuessColumn[],
  worthOf: (column: GuessColumn) => number | null,
): GuessColumn | undefined => {
  let best: { readonly column: GuessColumn; readonly worth: number } | undefined;
  for (const column of columns) {
    const worth = worthOf(column);
    if (worth !== null && (!best || worth > best.worth)) best = { column, worth };
  }
  return best?.column;
};

/** Of people the fullest column behind the task and near the day: who reported it stands before it, who checks it behind, in some rows. */
const whoDoesIt: Find = (open, places) => whoMayDoIt(open, places) ?? whoLooksItOver(open, places);

/** Inspector, 检查人, alone in nearly every row behind the task: nobody else is there to see to it. */
const whoLooksItOver: Find = (open, { task }) => {
  const people = open.filter(
    ({ profile }) => profile.filled >= 2 && (profile.people >= 0.5 || profile.maybePeople >= 0.8),
  );
  const [only] = people;
  return people.length === 1 &&
    only &&
    only.at > (task ?? only.at) &&
    only.says.signs.has('checker') &&
    only.profile.coverage >= 0.8
    ? only
    : undefined;
};

const whoMayDoIt: Find = (open, { task, due, isOfPeople, hasState: howFarIs }) =>
  bestOf(open, (column) => {
    const { at, profile } = column;
    const look = lookOfPeople(column, task === undefined || at > task);
    if (look === 0) return null;
    // Of several departments the first leads.
    if (look === UNIT)
      return task !== undefined && at > task && !isOfPeople && (due !== undefined || howFarIs) ? -at : null;
    const far = due === undefined ? at / 2 : Math.abs(at - due) + (at > due ? 0.5 : 0);
    return (profile.coverage >= 0.6 ? 100 : 0) + (task !== undefined && at > task ? 30 : 0) + 10 * look - far;
  });

const MOSTLY_PEOPLE = 0.8;
const CONTACT = /contact\s*$|联系人$|联络人$/i;

/** 责任部门, Vendor: where nobody is named, whom it falls to. */
const UNIT = 0.5;
const looksLikeUnit = ({ header, says, profile }: GuessColumn): boolean =>
  says.signs.has('department') &&
  profile.coverage >= 0.6 &&
  profile.words >= 0.7 &&
  profile.length <= 24 &&
  (!IS_OUTSIDE.test(header) || profile.filled <= 3 || profile.different <= 0.8 * profile.filled);
/** Company: of a list of firms each row is another one. */
const IS_OUTSIDE = /compan|organi[sz]ation|公司|企业/i;

/** 2: people; 1: it may be somebody, or a department. 0: neither. */
const lookOfPeople = (column: GuessColumn, isBehind: boolean): 0 | 1 | 2 | typeof UNIT => {
  const { signs } = column.says;
  const {
    people,
    maybePeople,
    namesAgain,
    contacts,
    roles,
    filled,
    different,
    coverage,
    length,
    states,
    likelyStates,
    ranks,
    letters,
    listed,
  } = column.profile;
  if (!isNone(signs, 'requester', 'checker', 'id', 'priority', 'number', 'task', 'predecessors', 'reason', 'doneWhen'))
    return 0;
  // Technical contact over names; telephone numbers and addresses are none.
  const isContact = signs.has('contact') && CONTACT.test(column.header);
  if (signs.has('contact') && (!isContact || maybePeople < MOSTLY_PEOPLE || contacts > 0)) return 0;
  if (
    lookOfName(column.header) === 'person' ||
    filled < (isUnknown(column) ? 2 : 3) ||
    ranks >= 0.5 ||
    // A kind that is chosen from a list is no name, be it in two words with capitals.
    (listed !== null && signs.has('category')) ||
    (letters >= 0.7 && length <= 4) ||
    coverage < 0.2 ||
    states + likelyStates >= 0.5
  )
    return 0;
  // Before the task a class, an area or a module is what it belongs to, even in words like a name.
  if (people >= 0.5) return isNone(signs, 'category') || (isBehind && people >= 0.8) ? 2 : 0;
  if (filled < 3) return 0;
  if (looksLikeUnit(column)) return UNIT;
  if (maybePeople >= 0.9 && length <= 16 && signs.has('department') && roles <= 0.2) return 1;
  // Two words over and over are rather kinds.
  if (different < 3) return 0;
  const comesAgain = filled <= 6 || different <= 0.8 * filled || namesAgain >= 0.3 || people >= 0.2;
  if (!(isUnknown(column) || isContact) || maybePeople < 0.7 || length > 20 || !comesAgain || !isBehind) return 0;
  return maybePeople - roles >= 0.6 ? 2 : 1;
};

/** Words of state before words that are likely ones, ticks and shares; where people stand before it, a few words over and over. */
const howFar: Find = (open, places) => {
  const from = places.responsible ?? places.due ?? places.task;
  const shares = open.filter((column) => isUnknown(column) && isShare(column));
  const ticked = open.filter(isTicked);
  return bestOf(open, (column) => {
    if (shares.length > 1 && shares.includes(column)) return null;
    if (ticked.length >= STEPS && ticked.includes(column)) return null;
    const look = lookOfState(
      column,
      from !== undefined && column.at > from,
      places.due !== undefined && column.at > places.due,
    );
    return look === 0 ? null : look + (from !== undefined && column.at > from ? 0.5 : 0);
  });
};

/** Weeks of a calendar, or steps that are ticked off one by one: none of so many says how far the whole is. */
const STEPS = 3;
const isTicked = ({ profile: { ticks, filled } }: GuessColumn): boolean => filled > 0 && ticks >= 0.5;

const lookOfState = (column: GuessColumn, isBehind: boolean, isBehindDue: boolean): number => {
  const { signs } = column.says;
  const { states, likelyStates, ticks, filled, different, length, people, listed } = column.profile;
  if (!isNone(signs, 'id', 'number', 'contact')) return 0;
  if (listed === 'states' && !signs.has('task')) return LISTED_STATES;
  if (filled >= 3 && different <= 8 && states >= 0.6) return 6;
  if (isStage(column) && (isBehind || isUngrouped(column.profile))) return 5;
  if (filled >= 3 && different <= 8 && ticks >= 0.8 && !signs.has('task')) return 3;
  // Outcome, 效果评价: what came of it, in words that sound like states.
  if (
    isBehind &&
    !isUnknown(column) &&
    isOfOutcome(signs) &&
    filled >= 3 &&
    different <= 8 &&
    states + likelyStates >= 0.7
  )
    return 2;
  if (!isUnknown(column) || column.says.isEmpty || !IS_LABEL.test(column.header)) return 0;
  const isShort = different <= 8 || (isBehind && length <= SHORT);
  if (filled >= 3 && isShort && states + likelyStates >= 0.6) return 5;
  if (isShare(column)) return 4;
  // 有效, 续期准备, 已受理, 换证审核12月3-4日: behind who or when a few that sound like states, among others as short.
  if (filled >= 4 && isBehind && length <= SHORT && people < 0.3 && states + likelyStates >= A_FEW) return 2;
  const isFew = filled >= 4 && different <= Math.min(6, filled / 2) && length <= 12;
  return isFew &&
    isBehindDue &&
    column.profile.coverage >= 0.8 &&
    people < 0.5 &&
    // RKM, KD: initials of people.
    column.profile.roles < 0.7 &&
    (fitOf('status', column.profile) ?? 0) >= STATES.few
    ? 1
    : 0;
};

/** A state is said in a few words. */
const SHORT = 16;
const A_FEW = 0.4;

/** What somebody made a list of states for says it before cells that happen to be some. */
const LISTED_STATES = 7;

const isOfOutcome = (signs: Signs): boolean =>
  [...signs.keys()].every((sign) => OUTCOMES.has(sign) || (sign === 'task' && signs.has('output')));
const OUTCOMES: ReadonlySet<Sign> = new Set<Sign>(['output', 'evidence', 'note', 'checker']);

/** Not the fifth week of a calendar, and no sentence. */
const IS_LABEL = /^\D{2,24}$/;

export const isShare = ({ profile: { percents, hundreds, filled } }: GuessColumn): boolean =>
  filled >= 2 && (percents >= 0.95 || hundreds >= 0.95);

/** Stage, 阶段, behind who does it: how far each has come, and before it which part of a plan it belongs to. */
const isStage = ({ header, says, profile }: GuessColumn): boolean =>
  says.signs.has('category') &&
  /\bstage\b|阶段|环节/i.test(header) &&
  profile.filled >= SEVERAL &&
  ((fitOf('status', profile) ?? 0) >= STATES.few || profile.states + profile.likelyStates >= SOME_STATES);
const SOME_STATES = 0.3;
const SEVERAL = 3;

/** The same words come back after others: no plan that is told phase by phase. */
const isUngrouped = ({ runs, different }: Profile): boolean => runs >= different + 3;

/** 3月底, 10.18: days that no calendar has, each row rather another one. */
const isRoughly = ({ dateLike, filled, different }: Profile): boolean =>
  dateLike >= 0.7 && filled > SEVERAL && different >= 0.4 * filled;

/** 1, 1.1, 1.2 before the task: its number, and no day. */
const isOutline = ({ at, profile }: GuessColumn, task: number | undefined): boolean =>
  profile.numbers >= 0.5 && task !== undefined && at < task;

const whenDue: Find = (open, places) => dayOfNoOther(open, places) ?? lastWritten(open, places);

/** 提交时间 behind the task and who does it, where no other day is: rather by when than when it was. */
const lastWritten: Find = (open, { task, responsible }) => {
  const days = open.filter(({ profile }) => profile.filled >= 2 && profile.dateLike >= 0.7);
  const [only] = days;
  return days.length === 1 &&
    only &&
    only.at > (task ?? only.at) &&
    only.at > (responsible ?? only.at) &&
    only.says.signs.has('created') &&
    HANDED_IN.test(only.header)
    ? only
    : undefined;
};

const HANDED_IN = /提交|上交|报送|报审|\bsubmi(?:t\b|ssion)/i;

const dayOfNoOther: Find = (open, { task }) =>
  dueByOrder(
    open.filter(
      (column) =>
        isNone(column.says.signs, 'actual', 'created', 'id', 'number') &&
        column.profile.filled >= 2 &&
        (column.profile.dates >= 0.7 ||
          (isUnknown(column) &&
            (column.profile.dates >= 0.5 || (isRoughly(column.profile) && !isOutline(column, task))))),
    ),
  );

/** The column that says it, by its cells and by where it stands. */
export const BY_CELLS = { due: whenDue, responsible: whoDoesIt, status: howFar } as const satisfies Readonly<
  Partial<Record<ColumnMeaning, Find>>
>;
