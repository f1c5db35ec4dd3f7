/** What a word for a task says once it is seen which other columns stand beside it: what hinders, what is aimed at, what is answered. */
import type { Sign, Signs } from './kinds.ts';
import { type HeadedColumn, type HeaderSays, isOwnText } from './score.ts';

/** Null where the other columns change nothing. */
export const taskBeside = (column: HeadedColumn, columns: readonly HeadedColumn[]): HeaderSays | null => {
  const { says } = column;
  if (hinders(column, columns) || isAim(column, columns) || isWhatMayCome(column, columns))
    return { ...says, known: null, signs: lessOfTask(says.signs) };
  if (isAnswered(column, columns)) return { ...says, known: null, signs: ANSWERED };
  return isEachAnother(column, columns) ? { ...says, known: null, signs: EACH_ANOTHER } : null;
};

/** Project name, 模块, Property address, of which each row has another one where no word says what is to be done: that is what the row is about. */
const isEachAnother = (column: HeadedColumn, columns: readonly HeadedColumn[]): boolean => {
  const { says, profile, header } = column;
  const isThing =
    (says.signs.has('category') && says.signs.has('task')) || (says.signs.has('contact') && PLACE.test(header));
  return (
    isThing &&
    profile.filled >= SEVERAL &&
    profile.coverage >= NEARLY_ALL &&
    profile.different >= NEARLY_ALL * profile.filled &&
    isOwnText(profile) &&
    !columns.some((one) => one !== column && saysTask(one, A_WORD))
  );
};
const PLACE = /^(?:(?:property|site|street|job) )?address$|^(?:物业|项目|工程|房屋|门店)?地址$/i;
const SEVERAL = 4;
const NEARLY_ALL = 0.9;
const EACH_ANOTHER: Signs = new Map([
  ['task', 0.55],
  ['category', 0.5],
]);

const saysTask = ({ says }: HeadedColumn, least: number): boolean => (says.signs.get('task') ?? 0) >= least;
const lessOfTask = (signs: Signs): Signs =>
  new Map([...signs].map(([sign, strength]) => [sign, sign === 'task' ? LESS * strength : strength]));
const LESS = 0.5;

/** 存在问题 behind 进展, Challenges behind Status: what stands in the way of what is named before. */
const hinders = (column: HeadedColumn, columns: readonly HeadedColumn[]): boolean =>
  HINDRANCE.test(column.header) &&
  columns.some((one) => one.at < column.at && HOW_FAR.some((sign) => (one.says.signs.get(sign) ?? 0) >= A_WORD)) &&
  columns.some((one) => one.at < column.at && one !== column && (saysTask(one, SOME) || isOwnText(one.profile)));
const HINDRANCE = /问题|困难|难点|堵点|障碍|\b(?:issues?|problems?|challenges?|concerns?|obstacles?|constraints?)\b/i;
const HOW_FAR: readonly Sign[] = ['status', 'progress'];
const A_WORD = 0.6;
const SOME = 0.4;

/** 目标 beside 对策, Goal beside Strategies: what is done, and not what for. */
const isAim = (column: HeadedColumn, columns: readonly HeadedColumn[]): boolean =>
  AIM.test(column.header) &&
  columns.some((one) => one !== column && one.says.signs.has('measure') && isOwnText(one.profile));
const AIM = /目标$|目的$|\b(?:goals?|objectives?|purpose|target)\s*$/i;

/** Risk description behind a summary: what may come of it, unless the list is one of risks. */
const isWhatMayCome = (column: HeadedColumn, columns: readonly HeadedColumn[]): boolean =>
  column.says.signs.has('risk') &&
  columns.some(
    (one) => one.at < column.at && !one.says.signs.has('risk') && saysTask(one, A_WORD) && isOwnText(one.profile),
  );

/** Comment before Response, 专家意见 before 答复: each is to be answered, where no word says more. */
const isAnswered = (column: HeadedColumn, columns: readonly HeadedColumn[]): boolean =>
  REMARK.test(column.header) &&
  isOwnText(column.profile) &&
  columns.some((one) => one.at > column.at && ANSWER.test(one.header)) &&
  !columns.some((one) => one !== column && one.at < column.at && saysTask(one, SOME)) &&
  !columns.some((one) => one !== column && saysTask(one, A_WORD));
const REMARK = /^(?:.{0,12}\b)?(?:comments?|remarks?|suggestions?)$|意见(?:建议|内容)?$|建议(?:内容)?$/i;
const ANSWER = /\brespon[sd]|\brepl(?:y|ies)\b|\banswer|回复|答复|回应|采纳|办理|整改|落实|修改/i;
const ANSWERED: Signs = new Map([
  ['task', 0.65],
  ['note', 0.5],
]);
