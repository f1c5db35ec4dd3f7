/** What a header in Chinese or Japanese says, by the parts it is made of. */

import {
  aimedAt,
  bareOf,
  cameOutElse,
  endsWithDay,
  isCounted,
  isOfWorkZh,
  ofPerson,
  readIn,
  signsByFormZh,
  signsByHeadZh,
} from './chinese-shapes.ts';
import {
  bareKind,
  isTold,
  LAST_TIME,
  NONE,
  OF_ELSE,
  resolve,
  type Sign,
  type Signs,
  STRONG,
  TOLD_RISK,
  UNSURE,
} from './kinds.ts';
import { type HeaderKind, KINDS_ZH, type Qualifier } from './roots-zh.ts';

/** Of a compound the last part names the kind (任务负责人 is a person), what stands before says which of the kind. */
export const signsInChinese = (text: string): Signs => {
  const [group = '', ...below] = text.split(' ');
  // 进度 over 功能 and 页面: what stands over several columns says what each holds.
  const over = below.length > 0 && group.length <= LONGEST_GROUP ? compound(group) : NONE;
  return [...over.keys()].some((sign) => OVER.has(sign)) && compound(below.join('')).has('task')
    ? over
    : compound(text);
};
const OVER: ReadonlySet<Sign> = new Set<Sign>(['status', 'progress', 'due', 'start', 'actual']);
/** A longer one is a title. */
const LONGEST_GROUP = 4;

interface Part {
  readonly kind: HeaderKind;
  readonly strength: number;
  readonly end: number;
  readonly length: number;
}

const compound = (text: string): Signs => joined(text) ?? whole(text);

/** 进展情况及存在问题: the first of two says what it is, and the second is said less. */
const joined = (text: string): Signs | null => {
  const [, first = '', second = ''] = JOINED.exec(text.replace(/\s/g, '')) ?? [];
  if (first === '') return null;
  const signs = new Map(whole(first));
  const others = whole(second);
  if (signs.size === 0 || others.size === 0) return null;
  // 责任单位及责任人: somebody is named.
  if (signs.has('department') && (others.get('responsible') ?? 0) >= STRONG) return others;
  for (const [sign, strength] of others) signs.set(sign, Math.max(signs.get(sign) ?? 0, LESS * strength));
  return signs;
};
const JOINED = /^(.{2,8}?)(?:以及|(?<![涉普波危])及其?|(?<![参])与(?!否)|(?<![总饱共])和(?!谐)|、|，)(.{2,8})$/;
const LESS = 0.6;

const whole = (text: string): Signs => {
  const plain = bareOf(text.replace(/[\s:：*·、，,。.]/g, ''));
  if (plain === '谁') return resolve('person', 0.9, new Set());
  if (BARELY_DONE.test(plain)) return DONE_OR_WHEN;
  if (ASKS_OF_WHICH_KIND.test(plain)) return resolve('category', 0.85, new Set());
  if (ASKS_WHETHER.test(plain)) return resolve('state', IS_DONE.test(plain) ? 0.85 : UNSURE, new Set());
  const byForm = signsByFormZh(plain);
  if (byForm) return byForm;
  const last = lastIn(plain);
  const said = readIn(plain);
  const byHead =
    plain.length > LONGEST
      ? null
      : signsByHeadZh(plain, said, last?.end === plain.length && last.length > 1 ? last.kind : null);
  if (byHead) return byHead;
  if (!last && /^上[次回]/.test(plain)) return LAST_TIME;
  if (last?.end !== plain.length && isCounted(plain)) return resolve('number', 0.85, new Set());
  // 复核, 复验: somebody's look at it, or what came of that.
  if (!last && said.has('check') && !said.has('done') && plain.length <= 4) return resolve('person', 0.5, said);
  if (!last) return resolve(endsWithDay(plain) ? bareKind(said) : null, 0.6, said);
  // 计划开始, 任务完成: what it ends with is a day, or a tick.
  if (
    ((last.strength < STRONG && last.kind === 'task') || last.kind === 'number') &&
    ENDS_AS_DAY.test(plain.slice(-2)) &&
    last.end < plain.length
  )
    return resolve('day', 0.6, said);
  if (isTold(last.kind) && hasStrong(plain, 'risk')) return TOLD_RISK;
  // 异常情况, 故障说明: what is wrong, and not how far it is.
  if (WRONG.test(plain)) return resolve('task', 0.7, said);
  if (last.kind === 'share' && plain.length > last.length && !/完|进度|达成|进捗/.test(plain))
    return resolve('number', last.strength, said);
  return ofCompound(plain, last, said);
};

/** The part that goes furthest to the end, and of several the longest. */
const lastIn = (plain: string): Part | null => {
  let last: Part | null = null;
  for (const [root, { kind, strength }] of KINDS_ZH) {
    const at = plain.lastIndexOf(root);
    const end = at + root.length;
    // 师院: one sign for somebody says so where it ends.
    if (at < 0 || (kind === 'person' && root.length === 1 && end < plain.length)) continue;
    if (!last || end > last.end || (end === last.end && root.length > last.length))
      last = { kind, strength, end, length: root.length };
  }
  return last;
};

const ofCompound = (plain: string, last: Part, said: ReadonlySet<Qualifier>): Signs => {
  const { kind, length, end } = last;
  // 责任追究, 任务出处: what goes on after the last part that is known says something else.
  const goesOn = plain.length - end >= 2 && !endsWithDay(plain);
  if (goesOn && kind === 'person') return resolve(kind, UNSURE, new Set([...said].filter((one) => one !== 'lead')));
  // 原承办人: who had it before.
  if (kind === 'person' && /^原(?![料材])/.test(plain)) return resolve(kind, FORMER, new Set());
  // 原始状态文字: something that is written of a state.
  if (goesOn && kind === 'state') return resolve(kind, UNSURE, said);
  if (goesOn && kind === 'day' && !said.has('plan')) return resolve('category', 0.5, new Set());
  // 缺陷设备: a thing, and which is told by what is wrong with it.
  if (goesOn && kind === 'task' && plain.length <= LONGEST) return resolve(kind, ASIDE * last.strength, said);
  // 稽核人: somebody, by a word that says of them what nobody knows here.
  const isSomebody =
    kind === 'person' &&
    length === 1 &&
    plain.length > 1 &&
    ![...said].some((one) => OF_PEOPLE.has(one)) &&
    KINDS_ZH.get(plain.slice(0, -1))?.kind !== 'person';
  const strength = plain.length - end > 2 || isSomebody ? last.strength * 0.6 : last.strength;
  if (kind === 'state' && said.size === 0 && STATE_OF.test(plain) && !isOfWorkZh(plain.slice(0, -2)))
    return resolve('state', OF_ELSE, said);
  if (kind === 'situation' && cameOutElse(plain, said)) return resolve('situation', 0.55, new Set());
  const aim = kind === 'task' && last.strength < STRONG ? aimedAt(plain) : null;
  if (aim === 'standard') return AIM;
  if (aim) return resolve(aim, 0.6, said);
  const whose = whoseOf(kind, plain, said);
  return resolve(kind, last.strength < STRONG && hasStrong(plain, kind) ? 0.85 : strength, whose);
};

const whoseOf = (kind: HeaderKind, plain: string, said: ReadonlySet<Qualifier>): ReadonlySet<Qualifier> => {
  // 被检查单位: what was found is theirs to put right.
  if (kind === 'unit' && /^[被受]/.test(plain)) return new Set(['lead']);
  return kind === 'person' ? ofPerson(plain, said) : said;
};

/** 团队目标: what is to be done, or how it is told that it is. */
const AIM: Signs = new Map([
  ['task', 0.55],
  ['doneWhen', 0.5],
]);

const WRONG = /(?:异常|故障|问题|隐患|缺陷|不良|违规|违法|事故|损坏|投诉)(?:情况|说明)$/;

/** 完成 alone: a tick where another column says when. */
const BARELY_DONE = /^(?:完成|办结|完成√|完成打勾)$/;
const DONE_OR_WHEN: Signs = new Map([
  ['due', 0.7],
  ['status', 0.6],
  ['actual', 0.5],
]);

const ASIDE = 0.6;
const FORMER = 0.3;
/** A longer one is a title, and what stands below it. */
const LONGEST = 10;
const STATE_OF = /状[态况]$/;
/** What somebody does, of those of a task. */
const OF_PEOPLE: ReadonlySet<Qualifier> = new Set<Qualifier>([
  'lead',
  'ask',
  'create',
  'write',
  'approve',
  'check',
  'help',
  'consult',
  'tell',
  'done',
  'closed',
  'published',
]);

/** 是否可行, 是否需要: whether it can or must be, which divides rows into kinds. */
const ASKS_OF_WHICH_KIND = /^是否[可能需要必应有为属会].{0,5}$/;
/** 是否实现, 已修复否: a yes or a no to whether it is done; 是否采纳 asks something else, or nobody knows. */
const ASKS_WHETHER = /^是否.{1,6}$|^.{2,4}(?:与否|否)$/;
/** 是否整改证: not whether it is put right, but whether something of it is there. */
const IS_DONE =
  /(?:完[成工结毕]|解决|关闭|结[束案]|销号|实现|修[复改]|处理|落实|整改|执行|实施|交付|上线|办[结理])(?:完成|完毕|完|到位|掉|了|好)?(?:与?否)?$|已/;

const ENDS_AS_DAY = /(?:开始|启动|开工|完成|结束|完工|竣工|完了|上线|交付|发布|到货|办结|到位|交货|交稿|投用)$/;

/** 问题描述, 工作内容: a plain part after a telling one of the same kind. */
const hasStrong = (text: string, kind: HeaderKind): boolean =>
  [...KINDS_ZH].some(([root, own]) => own.kind === kind && own.strength >= STRONG && text.includes(root));
