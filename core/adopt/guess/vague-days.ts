/** Days that no calendar has: 3月底, by Friday noon, before signing, T-9天, two weeks before. */

/** 6月底前, 每月5日, 立行立改, 3 weeks before, end of term: a day that no calendar has. */
const ROUGHLY =
  /^(?:每[年月周季]度?|[本次]月|\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}[日号]|[上中下]旬|底|末|初)(?:之?前)?$|^(?:\d{4}年)?\d{1,2}月(?:份|底|末|初|[上中下]旬)?(?:之?前)?$|^(?:立行立改|长期坚持|即知即改|年底前?)(?:[、,，]?(?:立行立改|长期坚持|持续推进))?$|^(?:.{1,4}前)?\d{1,3}个?(?:天|工作日|周|月)(?:内|前)$|^\d{1,3} (?:working )?(?:days?|weeks?|months?) (?:before|after|prior)$|^(?:week|wk|w) ?\d{1,2}$|^第[\d一二三四五六七八九十]{1,3}周$|^(?:asap|immediate(?:ly)?|(?:by )?(?:end|start) of \w{3,9})$/i;
/** Fri noon, by Thursday 6 pm, 周六早7点. */
const WEEKDAY =
  /^(?:(?:by|before|on|next|this) )?(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?(?: (?:noon|morning|midday|afternoon|evening|night|eod|cob|am|pm|\d{1,2}(?:[:.]\d{2})? ?(?:[ap]m?\.?)?))?$|^[本这下]?(?:周|星期|礼拜)[一二三四五六日天末](?:[早晚中上下]午?)?(?:\d{1,2}[点时:：]?(?:半|\d{2})?)?(?:之?前)?$/i;
/** 当天, tomorrow, 尽快, with immediate effect. */
const SOON =
  /^(?:today|tonight|tomorrow|now|straight away|with immediate effect|当[天日晚]|今[天日晚]|明[天日早]|后天|立即|即时|马上|尽快|长期|全年)$/i;
/** Before signing, after Christmas, 开学前: beside something else that happens on a day. */
const BESIDE =
  /^(?:before|after|by|prior to|until|till) [\p{L}\d][\p{L}\d .'’-]{1,28}$|^[\p{Script=Han}]{2,8}(?:之前|以前|前|之后|后)$/iu;
/** T-9天, D-30, WD3, FY26, 上半年, 三季度: counted from some day, or so much of a year. */
const COUNTED =
  /^[TD][-−–+]\d{1,3} ?(?:天|日|周|days?|wks?|weeks?|[dw])?$|^(?:wd|bd|working day) ?[-+]?\d{1,2}$|^fy ?\d{2,4}$|^(?:上|下)半年$|^第?[一二三四1-4]季度(?:末|底|前)?$/i;
/** 30 days, 8周: how long, or until when where a header says so. */
const SPAN = /^\d{1,3} ?(?:个?(?:工作日|[天日周]|月)|(?:working |business |calendar )?(?:days?|weeks?|wks?|months?))$/i;
const DAY_OF_YEAR = /^\d{1,2}(?:\/\d{1,2}|月\d{1,2}日)$/;

const FORMS = [ROUGHLY, COUNTED];
const RELATIVE = [WEEKDAY, SOON, BESIDE];
const bareOf = (text: string): string => text.replace(/^["“”'‘’]{1,2}|["“”'‘’]{1,2}$/gu, '').trim();
/** A longer one is a sentence. */
const LONGEST = 40;

const isOneOf = (forms: readonly RegExp[], text: string): boolean => {
  const bare = bareOf(text);
  return bare.length <= LONGEST && forms.some((form) => form.test(bare));
};
/** A day, whatever stands over it. */
export const isVagueDay = (text: string): boolean => isOneOf(FORMS, text);
/** A day of the week, a word or how long something takes: by a word for a day when it is due, and else nothing of the kind. */
export const isRelativeDay = (text: string): boolean => isOneOf(RELATIVE, text);
export const isSpan = (text: string): boolean => isOneOf([SPAN], text);
export const isDayOfYear = (text: string): boolean => DAY_OF_YEAR.test(text);
