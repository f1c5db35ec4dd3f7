/** What the words of a header say that its column is, in Chinese, Japanese and English, by the parts it is made of. */
import { folded } from '../../text/words.ts';
import type { ColumnMeaning } from '../proposal.ts';
import { dayHeaded, ENDS, type Is } from './days.ts';
import { KINDS_EN, PHRASES_EN, QUALIFIERS_EN } from './roots-en.ts';
import { type HeaderKind, KINDS_ZH, QUALIFIERS_ZH, type Qualifier, SIMPLIFIED } from './roots-zh.ts';

/** What a column may be that no meaning of ours is; whatever is one of these is not taken for something of ours. */
export type Foreign =
  | 'id'
  | 'number'
  | 'priority'
  | 'requester'
  | 'checker'
  | 'actual'
  | 'created'
  | 'span'
  | 'category'
  | 'contact'
  | 'measure';
export type Sign = ColumnMeaning | Foreign;

/** How strongly a header says each thing, 0 to 1. */
export type Signs = ReadonlyMap<Sign, number>;

/** Header text → what it says. The same few headers are looked at in many lines of many sheets. */
export const signReader = (): ((header: string) => Signs) => {
  const known = new Map<string, Signs>();
  return (header) => {
    const seen = known.get(header);
    if (seen) return seen;
    const signs = signsIn(header);
    known.set(header, signs);
    return signs;
  };
};

/** Headers are short; a longer text is a sentence. */
const LONGEST = 48;

const signsIn = (header: string): Signs => {
  // LineTitle is two words.
  const text = simplified(folded(header.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')));
  if (text === '' || text.length > LONGEST) return NONE;
  if (IS_OR_NOT.test(text)) return resolve('category', 0.85, new Set());
  const bare = text.replace(REMARK, ' ').trim() || text.replace(/[()[\]【】]/g, ' ').trim();
  const signs = new Map<Sign, number>();
  const parts = bare.split(BETWEEN_SCRIPTS).filter((part) => part.trim() !== '');
  for (const part of parts) {
    const own = HAN.test(part) ? chinese(part) : english(part);
    // 任务ID, Bug类型: what a compound ends with names its kind in two scripts as well.
    if (part === parts[parts.length - 1] && ENDS_AS.some((sign) => (own.get(sign) ?? 0) >= STRONG)) return own;
    for (const [sign, strength] of own) signs.set(sign, Math.max(strength, signs.get(sign) ?? 0));
  }
  return signs;
};

const NONE: Signs = new Map();
const ENDS_AS: readonly Sign[] = ['id', 'category', 'priority'];
/** 功能性/非功能性, Functional / Non-functional: which of two kinds. */
const IS_OR_NOT = /^([^/]{1,20}?) ?\/ ?(?:非|non[- ]?)\1$/;
const HAN = /[\p{Script=Han}\u3040-\u30ff]/u;
const REMARK = /\([^()]*\)|\[[^[\]]*\]|【[^【】]*】/g;
const BETWEEN_SCRIPTS =
  /[/|]+|(?<=[\p{Script=Han}\u3040-\u30ff])\s*(?=[a-z]{2})|(?<=[a-z.]{2})\s*(?=[\p{Script=Han}\u3040-\u30ff])/u;

const simplified = (text: string): string => [...text].map((char) => SIMPLIFIED.get(char) ?? char).join('');

/** Of a compound the last part names the kind (任务负责人 is a person), what stands before says which of the kind. */
const chinese = (text: string): Signs => {
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

const compound = (text: string): Signs => {
  const plain = text.replace(/[\s:：*·、，,。.]/g, '');
  if (plain === '谁') return resolve('person', 0.9, new Set());
  if (BARELY_DONE.test(plain)) return DONE_OR_WHEN;
  if (ASKS_OF_WHICH_KIND.test(plain)) return resolve('category', 0.85, new Set());
  if (ASKS_WHETHER.test(plain)) return resolve('state', IS_DONE.test(plain) ? 0.85 : UNSURE, new Set());
  let last: {
    readonly kind: HeaderKind;
    readonly strength: number;
    readonly end: number;
    readonly length: number;
  } | null = null;
  for (const [root, { kind, strength }] of KINDS_ZH) {
    const at = plain.lastIndexOf(root);
    if (at < 0) continue;
    const end = at + root.length;
    if (!last || end > last.end || (end === last.end && root.length > last.length))
      last = { kind, strength, end, length: root.length };
  }
  const said = new Set([...QUALIFIERS_ZH].flatMap(([root, qualifier]) => (plain.includes(root) ? [qualifier] : [])));
  if (!last) return /^上[次回]/.test(plain) ? LAST_TIME : resolve(bareKind(said), 0.6, said);
  // 计划开始, 任务完成: what it ends with is a day, or a tick.
  if (last.strength < STRONG && last.kind === 'task' && ENDS_AS_DAY.test(plain)) return resolve('day', 0.6, said);
  if (isTold(last.kind) && hasStrong(plain, 'risk')) return TOLD_RISK;
  if (last.kind === 'share' && plain.length > last.length && !/完|进度|达成|进捗/.test(plain))
    return resolve('number', last.strength, said);
  // What goes on after the last part that is known says something else.
  const rest = plain.length - last.end;
  // 稽核人: somebody, by a word that says of them what nobody knows here.
  const isSomebody =
    last.kind === 'person' &&
    last.length === 1 &&
    plain.length > 1 &&
    ![...said].some((one) => OF_PEOPLE.has(one)) &&
    KINDS_ZH.get(plain.slice(0, -1))?.kind !== 'person';
  const strength = rest > 2 || isSomebody ? last.strength * 0.6 : last.strength;
  const what = plain.slice(0, -2);
  if (last.kind === 'state' && said.size === 0 && STATE_OF.test(plain) && !isOfWork(what))
    return resolve('state', OF_ELSE, said);
  if (last.kind === 'situation' && said.size === 0 && /情况$/.test(plain) && !isOfWork(what))
    return resolve('situation', 0.55, said);
  return resolve(last.kind, last.strength < STRONG && hasStrong(plain, last.kind) ? 0.85 : strength, said);
};

/** 完成 alone: a tick where another column says when. */
const BARELY_DONE = /^(?:完成|办结|完成√|完成打勾)$/;
const DONE_OR_WHEN: Signs = new Map([
  ['due', 0.7],
  ['status', 0.6],
  ['actual', 0.5],
]);

const STATE_OF = /状[态况]$/;
const isOfWork = (text: string): boolean =>
  /^(?:当前|目前|最新|现在|整体|总体)?$/.test(text) || [...KINDS_ZH.keys()].some((root) => text.includes(root));
/** 付款状态, Payment status: a state of something else than the work, unless it holds words of state that are known. */
const OF_ELSE = 0.75;

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
const IS_DONE = /完[成工结毕]|解决|关闭|结[束案]|销号|实现|修[复改]|处理|落实|整改|执行|实施|交付|上线|办[结理]|已/;
/** So weak that whatever the cells say it is asked about. */
const UNSURE = 0.45;

const ENDS_AS_DAY = /(?:开始|启动|开工|完成|结束|完工|完了|上线|交付|发布)$/;

/** 问题描述, 工作内容: a plain part after a telling one of the same kind. */
const hasStrong = (text: string, kind: HeaderKind): boolean =>
  [...KINDS_ZH].some(([root, own]) => own.kind === kind && own.strength >= STRONG && text.includes(root));
const STRONG = 0.8;

/** 开始, 截止, 计划完成, and Start, Due: they name a day without saying so. */
const bareKind = (said: ReadonlySet<Qualifier>): HeaderKind | null =>
  said.has('start') || said.has('end') || [...ENDS].some((one) => said.has(one)) || said.has('limit') ? 'day' : null;

/** Raised, Opened, Date of both left out: the day on which it was. */
const isParticiple = (plain: string, said: ReadonlySet<Qualifier>): boolean =>
  /^ \p{L}+(?:ed|found) $|^ found $/u.test(plain) && (said.has('create') || said.has('ask'));
const kindIn = (word: string) => KINDS_EN.get(word) ?? KINDS_EN.get(singular(word));
const qualifierIn = (word: string) => QUALIFIERS_EN.get(word) ?? QUALIFIERS_EN.get(singular(word));
const singular = (word: string): string => word.replace(/(?<=\p{L}{3})ies$/u, 'y').replace(/(?<=\p{L}{3})s$/u, '');
/** Words that say nothing of what a state is of. */
const PLAIN: ReadonlySet<string> = new Set([
  '',
  'current',
  'overall',
  'latest',
  'condition',
  'of',
  'the',
  'is',
  'and',
  'or',
]);

const english = (text: string): Signs => {
  const plain = ` ${text.replace(/[^\p{L}\p{N}%#]+/gu, ' ').trim()} `;
  let phrased = plain;
  const kinds = new Map<HeaderKind, number>();
  const said = new Set<Qualifier>();
  for (const [phrase, { kind, strength, says }] of PHRASES_EN) {
    if (!phrased.includes(` ${phrase} `)) continue;
    phrased = phrased.replace(` ${phrase} `, ' ');
    if (kind) kinds.set(kind, strength);
    for (const qualifier of says) said.add(qualifier);
  }
  for (const word of phrased.trim().split(' ')) {
    const own = kindIn(word);
    if (own) kinds.set(own.kind, Math.max(own.strength, kinds.get(own.kind) ?? 0));
    const qualifier = qualifierIn(word);
    if (qualifier) said.add(qualifier);
  }
  // Task name, project name: alone a name is somebody's.
  if (
    phrased.includes(' name ') &&
    kinds.size > 1 &&
    !/ (?:owner|assignee|resource|person|member|staff)s? /.test(phrased)
  )
    kinds.delete('person');
  // Estimated finish time is a day, Estimated percent a share; Estimated time is how long it takes.
  if (ESTIMATED.test(phrased)) kinds.delete('number');
  if (kinds.has('share') && !phrased.includes('%') && said.has('limit')) kinds.set('day', 0.7);
  // Sprint task is a task, Task type a type, and Type of task as well.
  const last = phrased.trim().split(' ').pop() ?? '';
  if (kinds.has('category') && kindIn(last)?.kind === 'task' && !phrased.includes(' of ')) kinds.delete('category');
  const kind = PRECEDENCE.find((one) => kinds.has(one)) ?? (isParticiple(plain, said) ? 'day' : bareKind(said));
  // Last calibration, Last move: what was, on some day or in words.
  if (kind === null && /^ (?:last|previous|prior) \p{L}/u.test(phrased)) return LAST_TIME;
  if (kind === 'share' && !OF_WORK.test(phrased)) return resolve('number', kinds.get('share') ?? STRONG, said);
  // Delivery status, Member status: of something else, or of somebody.
  const isOther = (word: string) => !kindIn(word) && !PLAIN.has(word) && [undefined, 'end'].includes(qualifierIn(word));
  const others = phrased.trim().split(' ').filter(isOther);
  if (kinds.has('state') && / stat(?:us|e) $/.test(phrased) && (kind === 'person' || kind === 'unit'))
    return resolve('state', UNSURE, said);
  if (kind === 'state' && others.length > 0 && / stat(?:us|e) /.test(phrased)) return resolve(kind, OF_ELSE, said);
  // Authorised by: somebody, by a word that says of them what nobody knows here.
  if (kind === 'person' && others.length > 0 && kinds.size === 1 && said.size === 0 && phrased.endsWith(' by '))
    return resolve(kind, UNSURE, said);
  // Who uses it, Who can help: somebody, and not by that the one who does it.
  if (
    kind === 'person' &&
    others.length > 0 &&
    said.size === 0 &&
    phrased.startsWith(' who ') &&
    !DOES_IT.test(phrased)
  )
    return resolve(kind, UNSURE, said);
  if (kinds.has('risk') && isTold(kind)) return TOLD_RISK;
  if (kinds.has('task') && last === 'assigned') return TASK_ASSIGNED;
  return resolve(kind, (kind && kinds.get(kind)) || 0.7, said);
};

/** Vol.-%, Discount %: a share of something else than the work. */
const OF_WORK = /^ (?:%|percent|percentage|pct) $|progress|complet|done|finish|achiev|work|task|stat(?:us|e)/;

/** Risk description, Risk Name, 风险描述: in a list of risks this is what each row is about. */
const TOLD_RISK: Signs = new Map([
  ['task', 0.85],
  ['risk', 0.5],
]);
const ESTIMATED = / (?:estimated|remaining) (?:date|due|deadline|start|begin|finish|end|delivery|completion|percent) /;
const LAST_TIME: Signs = new Map([['actual', 0.7]]);
const DOES_IT =
  /^ who (?:s |is |will |shall |should |must )*(?:do|does|doing|responsible|owns|takes|leads|acts|handles|working|to)\b/;
/** Task assigned: what somebody has to do, or who has it. */
const TASK_ASSIGNED: Signs = new Map([
  ['task', 0.7],
  ['responsible', 0.7],
]);
const isTold = (kind: HeaderKind | null): boolean => kind === 'task' || kind === 'detail';

/** Task Owner is an owner, Owner Comments are notes, Status Date is a day. */
const PRECEDENCE: readonly HeaderKind[] = [
  'note',
  'contact',
  'id',
  'number',
  'priority',
  'reason',
  'predecessor',
  'day',
  'unit',
  'person',
  'firm',
  'share',
  'state',
  'category',
  'container',
  'measure',
  'standard',
  'support',
  'output',
  'task',
  'detail',
  'risk',
];

/** A kind, and which of it. */
const resolve = (kind: HeaderKind | null, strength: number, said: ReadonlySet<Qualifier>): Signs => {
  const is = (...qualifiers: Qualifier[]) => qualifiers.some((qualifier) => said.has(qualifier));
  switch (kind) {
    case null:
      return NONE;
    case 'person':
      if (is('over') && !is('ask', 'create', 'write', 'help', 'tell'))
        return new Map<Sign, number>([
          ['accountable', Math.max(strength, 0.7)],
          ['responsible', 0.45],
        ]);
      return new Map([[personOf(is), Math.max(strength, is('lead') ? 0.85 : 0)]]);
    case 'firm':
      // Heatwell, and nobody else beside it: whoever was sent for does it.
      return new Map<Sign, number>([
        ['department', strength],
        ['responsible', 0.5],
      ]);
    case 'unit':
      return new Map([[is('ask') ? 'requester' : is('help') ? 'supportingDepartments' : 'department', strength]]);
    case 'day':
      return dayHeaded(is, strength);
    case 'state':
      // 评审状态, Approval status: of what happens to it when it is done.
      return new Map(is('delay') ? [['reason', 0.4]] : [['status', is('approve', 'check') ? UNSURE : strength]]);
    case 'situation':
      return new Map<Sign, number>([
        // 完成情况: how much of it is done.
        ['status', is('done', 'closed', 'published') ? 0.85 : strength],
        ['progress', is('done') ? 0.85 : strength * 0.8],
        ['evidence', 0.5],
        ['note', 0.4],
      ]);
    case 'share':
      return new Map<Sign, number>([
        ['progress', strength],
        ['status', strength * 0.9],
      ]);
    case 'task':
      return new Map<Sign, number>([
        ['task', is('next') ? 0.3 : strength],
        ...(is('ask') ? ([['request', 0.5]] as const) : []),
      ]);
    case 'note':
      return new Map<Sign, number>([
        ['note', is('update') ? 0.6 : strength],
        ...(is('update') ? ([['updatedOn', 0.6]] as const) : []),
      ]);
    case 'measure':
      return new Map<Sign, number>([
        ['measure', strength],
        ['task', 0.45],
      ]);
    case 'container':
      return new Map<Sign, number>([
        ['category', strength],
        ['task', 0.4],
      ]);
    case 'detail':
      return new Map<Sign, number>([
        ['task', 0.55],
        ['description', 0.55],
        ['note', 0.4],
      ]);
    case 'output':
      return new Map<Sign, number>([
        ['output', strength],
        ['task', 0.45],
      ]);
    case 'risk':
      return new Map<Sign, number>([
        ['risk', strength],
        ['task', 0.6],
      ]);
    default:
      return new Map([[SIGN_OF[kind], strength]]);
  }
};

const SIGN_OF = {
  id: 'id',
  number: 'number',
  priority: 'priority',
  category: 'category',
  contact: 'contact',
  reason: 'reason',
  standard: 'doneWhen',
  predecessor: 'predecessors',
  support: 'supportNeeded',
} as const satisfies Partial<Record<HeaderKind, Sign>>;

const personOf = (is: Is): Sign => {
  if (is('ask', 'create', 'write')) return 'requester';
  if (is('approve')) return 'accountable';
  if (is('check')) return 'checker';
  if (is('help')) return 'supporting';
  if (is('consult')) return 'consulted';
  return is('tell') ? 'informed' : 'responsible';
};
