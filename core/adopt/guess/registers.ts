/** Registers of things: contracts, courses, events, loans; and keys to words of state. They run by themselves, and nobody follows them. */
import type { GuessColumn } from './claims.ts';
import { kindIn } from './english-shapes.ts';
import type { Guess } from './guessed.ts';
import { type HeaderKind, KINDS_ZH } from './roots-zh.ts';
import { TIER } from './score.ts';

/** A table of things that run by themselves, whatever its columns look like: it is followed after a yes. */
export const runsByItself = (guesses: readonly Guess[], columns: readonly GuessColumn[]): boolean =>
  isRegister(guesses, columns) || isOfMoney(guesses, columns) || isStateKey(guesses, columns);

/**
 * Between two days, and nothing says how far it is: what each row is about is the name of a thing, or nobody is named and beside it stands
 * what work seldom has, as a place, a price or an audience.
 */
const isRegister = (guesses: readonly Guess[], columns: readonly GuessColumn[]): boolean => {
  const taken = new Map(guesses.map((one) => [one.meaning, one]));
  const isSaid = (meaning: Guess['meaning']) => taken.get(meaning)?.ask === false;
  const task = taken.get('task');
  if (!task || task.because === 'chosen' || !taken.has('due') || !taken.has('start')) return false;
  if (isSaid('status') || isSaid('progress')) return false;
  if (task.tier <= TIER.weak && isNameOfThing(task.header)) return true;
  return !isSaid('responsible') && columns.filter(({ header }) => OF_EVENTS.test(header)).length >= 2;
};

/** Loans, orders, claims: money in two columns, and no header says what is to be done. */
const isOfMoney = (guesses: readonly Guess[], columns: readonly GuessColumn[]): boolean =>
  guesses.some(({ meaning, tier }) => meaning === 'task' && tier === TIER.none) &&
  columns.filter(({ header }) => MONEY.test(header)).length >= 2;
const MONEY =
  /\b(?:amount|balance|price|cost|total|budget|instal?lments?|paid|fees?|rent)\b|金额|余额|[单总]价|价格|预算|费用|租金|还款/i;

/** Open, Closed, On hold, each of them once before a text of its own, and nobody and no day beside them: what the words of state mean. */
const isStateKey = (guesses: readonly Guess[], columns: readonly GuessColumn[]): boolean => {
  if (guesses.some(({ meaning, because }) => because === 'chosen' || NOT_IN_KEYS.has(meaning))) return false;
  const status = guesses.find(({ meaning }) => meaning === 'status');
  const task = guesses.find(({ meaning }) => meaning === 'task');
  const profile = columns.find(({ at }) => at === status?.at)?.profile;
  return (
    status !== undefined &&
    profile !== undefined &&
    task !== undefined &&
    status.at < task.at &&
    profile.filled > 1 &&
    profile.coverage === 1 &&
    profile.different === profile.filled &&
    profile.states > 0
  );
};
const NOT_IN_KEYS: ReadonlySet<Guess['meaning']> = new Set<Guess['meaning']>([
  'responsible',
  'due',
  'start',
  'progress',
]);

/** 合同名称, Course name: of a thing that is no work. Task name, 模块名称 and 名称 alone are. */
const isNameOfThing = (header: string): boolean => {
  const [, zh = ''] = /^(\p{Script=Han}+)名称?$/u.exec(header.replace(/\s/g, '')) ?? [];
  if (zh !== '') return !isOfWorkZh(zh);
  const [, en = ''] = /^(.+) name$/i.exec(header.replace(/[_\s]+/g, ' ').trim()) ?? [];
  return en !== '' && !isOfWorkEn(en.toLowerCase().split(' '));
};
const isOfWorkZh = (text: string): boolean =>
  [...KINDS_ZH].some(([root, { kind }]) => OF_WORK.has(kind) && text.includes(root));
const isOfWorkEn = (words: readonly string[]): boolean =>
  words.some((word) => word !== 'event' && OF_WORK.has(kindIn(word)?.kind));

/** 模块名称, Stage, Goal: a word for work, or for a part of it. A name, an item, an event or a description is one of anything. */
export const namesWork = (header: string): boolean => {
  const text = header.toLowerCase().replace(OF_ANYTHING, ' ');
  return isOfWorkZh(text) || isOfWorkEn(text.match(/\p{Script=Latin}+/gu) ?? []);
};
const OF_ANYTHING =
  /\b(?:names?|titles?|items?|events?|subjects?|topics?|summary|elements?|headlines?|what|descriptions?|details?|contents?|scope)\b|名称|标题|主题|题目|内容|描述|说明|详情|明细|事件/g;
const OF_WORK: ReadonlySet<HeaderKind | undefined> = new Set<HeaderKind | undefined>([
  'task',
  'detail',
  'category',
  'container',
  'measure',
  'output',
  'risk',
  'day',
]);

const OF_EVENTS =
  /venue|\b(?:place|address|city|country|hall|price|fee|payment|audience|attendees?|url|website|link|(?:start|end) time)\b|地点|地址|城市|场地|场馆|金额|价格|费用|学时|人数|客户|甲方|乙方|主办/i;
