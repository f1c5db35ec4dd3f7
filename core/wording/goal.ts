/** Tells whether a goal can be measured. */

/** A number in digits or, with a unit, in Chinese characters (三千台, 百分之十); dates are numbers too. */
const NUMBER =
  /\p{Nd}|百分之[一二三四五六七八九十百两]|(?<![一二三四五六七八九十百千万两零〇])[一二三四五六七八九十百千万两零〇]+(?:个|台|家|天|周|月|日|次|成|倍|名|人|份|项|件|套|元|万|亿|小时|分钟|工作日)/u;

/** Words by which anybody can say yes or no: it passed, it was signed, there is none. */
const CRITERION_ZH =
  /通过|达标|合格|验收|取得|获得|获批|批准|签署|签订|签字|上线|交付|发布|零|无(?:差错|事故|投诉|缺陷|失效)/u;
const CRITERION_EN =
  /\b(?:pass(?:es|ed)?|certif\w+|approv(?:ed|al)|signed|accepted|zero|live|deliver(?:ed|y)|released|no (?:\w+ )?(?:failures?|defects?|complaints?|errors?|incidents?)|all|every|none)\b/i;

/** Whether anybody could tell when a goal is reached: it holds a number, a date, or what passes and what fails. */
export const isMeasurable = (goal: string): boolean => {
  const text = goal.normalize('NFKC');
  return NUMBER.test(text) || CRITERION_ZH.test(text) || CRITERION_EN.test(text);
};
