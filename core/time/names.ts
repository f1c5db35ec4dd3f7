/** Names of months and weekdays, as people write and shorten them. */

/** How English ones begin, in order; weekdays from Monday. */
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
export const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const HAN_WEEKDAYS = '一二三四五六日';

/** A month's English name, whole or short, in a regular expression. */
export const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
/** 1 to 12, of a number or a name. */
export const monthOf = (text: string): number =>
  /^\d/.test(text) ? Number(text) : MONTHS.indexOf(text.slice(0, 3).toLowerCase()) + 1;
/** 1 (Monday) to 7 (Sunday), of an English name or of what follows 周. */
export const weekdayNamed = (name: string): number => {
  const han = HAN_WEEKDAYS.indexOf(name === '天' ? '日' : name) + 1;
  return han > 0 ? han : WEEKDAYS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
};
