/** Idempotency keys: what makes a notice, or an answer, the same one. Made and taken apart here alone. */

/** `rule:item:date:step`. The date is what the clock counts from or to, YYYY-MM-DD, or text where there is no clock. */
export interface Key {
  readonly rule: string;
  /** As it stands in keys (`keyItem`): not for showing. */
  readonly item: string;
  readonly date: string;
  readonly step: number;
}

/** Items and departments are people's words, so the separator is taken out of them. */
export const keyItem = (item: string): string => item.replace(/[:\s]/g, '_');

export const noticeKey = (rule: string, item: string, date: string, step: number): string =>
  `${rule}:${keyItem(item)}:${date}:${step}`;

/** The key without its step: what the notices of one clock, or the answers of one day, have in common. */
export const seriesKey = (rule: string, item: string, date: string): string =>
  noticeKey(rule, item, date, 0).slice(0, -2);

/** Its parts; what a key of some other make lacks is '' and its step not a number. */
export const parseKey = (key: string): Key => {
  const [first, second] = [key.indexOf(':'), afterItem(key)];
  const third = second < 0 ? -1 : key.indexOf(':', second + 1);
  // As nearly all are; taken apart by a list, thousands of them take some ten times as long.
  if (third > 0 && key.indexOf(':', third + 1) < 0) {
    const [rule, item, date] = [key.slice(0, first), key.slice(first + 1, second), key.slice(second + 1, third)];
    return { rule, item, date, step: Number(key.slice(third + 1)) };
  }
  const parts = key.split(':');
  const [rule = '', item = ''] = parts;
  return { rule, item, date: parts.slice(2, -1).pop() ?? '', step: Number(parts.slice(3).pop() ?? Number.NaN) };
};

/** The place after its item, where there is one. */
const afterItem = (key: string): number => key.indexOf(':', key.indexOf(':') + 1);

/** `rule:item`, with which a key begins, or a series. */
export const keyAbout = (key: string): string => {
  const end = afterItem(key);
  if (end > 0) return key.slice(0, end);
  const { rule, item } = parseKey(key);
  return `${rule}:${item}`;
};

const ANSWER = 'answer.';
/** Rule of the ledger's rows for an answer of a kind; those that ask not to be reminded are read again by every sweep. */
export const answerRule = (kind: string): string => ANSWER + kind;

/** Whether a key of the ledger is that of an answer; else it is a notice's. */
export const isAnswer = (key: string): boolean => key.startsWith(ANSWER);
export const isAbout = (key: string, item: string): boolean => parseKey(key).item === keyItem(item);
export const isAnswerTo = (key: string, item: string): boolean => isAnswer(key) && isAbout(key, item);
