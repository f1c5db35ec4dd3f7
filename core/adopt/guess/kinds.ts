/** What the kind of a column, and what says which of the kind, mean together. */
import type { ColumnMeaning } from '../proposal.ts';
import { dayHeaded, ENDS, type Is } from './days.ts';
import type { HeaderKind, Qualifier } from './roots-zh.ts';

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

export const NONE: Signs = new Map();
/** Parts of words at least so strong are as good as a word. */
export const STRONG = 0.8;
/** 付款状态, Payment status: a state of something else than the work, unless it holds words of state that are known. */
export const OF_ELSE = 0.75;
/** So weak that whatever the cells say it is asked about. */
export const UNSURE = 0.45;
/** Risk description, Risk Name, 风险描述: in a list of risks this is what each row is about. */
export const TOLD_RISK: Signs = new Map([
  ['task', 0.85],
  ['risk', 0.5],
]);
/** Last calibration, 上次校准: what was, on some day or in words. */
export const LAST_TIME: Signs = new Map([['actual', 0.7]]);
/** Next hearing, 下次校准: what will be. */
export const NEXT_TIME: Signs = new Map([
  ['due', 0.65],
  ['task', 0.62],
]);
export const isTold = (kind: HeaderKind | null): boolean => kind === 'task' || kind === 'detail';

/** 开始, 截止, 计划完成, and Start, Due: they name a day without saying so. */
export const bareKind = (said: ReadonlySet<Qualifier>): HeaderKind | null =>
  said.has('start') || said.has('end') || [...ENDS].some((one) => said.has(one)) || said.has('limit') ? 'day' : null;

const UPDATES: Signs = new Map([
  ['responsible', 0.49],
  ['requester', 0.45],
]);

/** A kind, and which of it. */
export const resolve = (kind: HeaderKind | null, strength: number, said: ReadonlySet<Qualifier>): Signs => {
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
      // Updated by: whoever wrote something down; 修改人: whoever put it right.
      if (is('update') && !is('lead')) return UPDATES;
      return new Map([[personOf(is), Math.max(strength, is('lead') ? 0.85 : 0)]]);
    case 'firm':
      // Heatwell, and nobody else beside it: whoever was sent for does it.
      return new Map<Sign, number>([
        ['department', strength],
        ['responsible', 0.5],
      ]);
    case 'unit':
      return unitOf(is, strength);
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

/** 责任单位, Lead agency: where nobody is named, they do it. 督导单位, Reviewing office: they look it over. */
const unitOf = (is: Is, strength: number): Signs => {
  if (is('ask')) return new Map([['requester', strength]]);
  if (is('help')) return new Map([['supportingDepartments', strength]]);
  if (is('lead'))
    return new Map<Sign, number>([
      ['department', strength],
      ['responsible', UNSURE],
    ]);
  return new Map([[is('check') ? 'checker' : 'department', strength]]);
};

const personOf = (is: Is): Sign => {
  if (is('ask', 'create', 'write')) return 'requester';
  if (is('approve')) return 'accountable';
  if (is('check')) return 'checker';
  if (is('help')) return 'supporting';
  if (is('consult')) return 'consulted';
  return is('tell') ? 'informed' : 'responsible';
};
