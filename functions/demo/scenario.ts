/** The demo's people, requests and tasks, and what happens to them day by day. */
import type { StatusKey } from '../../core/snapshot.ts';

/**
 * What happens in the demo, without a word of any language. Days are workdays from the day it is made for: 0 is that
 * day, -1 the workday before. The history is not written down but lived through: build.ts sweeps every past day.
 */

/** The first day Baton was at work. */
export const FIRST_DAY = -12;

export type DepartmentKey = 'marketing' | 'engineering' | 'design' | 'supply';

interface PersonPart {
  readonly department?: DepartmentKey;
  /** Mail in the other language than the workbook's. */
  readonly foreign?: true;
  readonly inactive?: true;
  readonly delegate?: { readonly to: string; readonly from?: number; readonly until?: number };
}

export const PEOPLE = {
  executive: {},
  brandLeader: {},
  productLeader: {},
  lead: { department: 'marketing' },
  keeper: { department: 'marketing' },
  marketingHead: { department: 'marketing' },
  marketer: { department: 'marketing' },
  promoter: { department: 'marketing' },
  engineeringHead: { department: 'engineering' },
  engineer: { department: 'engineering' },
  /** Away these days; the engineer covers. */
  developer: { department: 'engineering', delegate: { to: 'engineer', from: -2, until: 3 } },
  designHead: { department: 'design' },
  designer: { department: 'design', foreign: true },
  supplyHead: { department: 'supply' },
  buyer: { department: 'supply' },
  /** Has left the company; the buyer took over. */
  planner: { department: 'supply', inactive: true, delegate: { to: 'buyer' } },
} as const satisfies Record<string, PersonPart>;

export type PersonKey = keyof typeof PEOPLE;
export const personPart = (key: PersonKey): PersonPart => PEOPLE[key];

export const DEPARTMENTS: Readonly<
  Record<DepartmentKey, { readonly head: PersonKey; readonly contact: PersonKey; readonly leader: PersonKey }>
> = {
  marketing: { head: 'marketingHead', contact: 'marketer', leader: 'brandLeader' },
  engineering: { head: 'engineeringHead', contact: 'engineer', leader: 'productLeader' },
  design: { head: 'designHead', contact: 'designer', leader: 'brandLeader' },
  supply: { head: 'supplyHead', contact: 'buyer', leader: 'productLeader' },
};

export interface RequestPart {
  readonly from: DepartmentKey;
  readonly initiator: PersonKey;
  readonly contact: PersonKey;
  readonly departments: readonly DepartmentKey[];
  /** Null for a draft. */
  readonly submitted: number | null;
  readonly wanted: number;
  readonly scenario: string;
}

export const REQUESTS = {
  campaign: {
    from: 'marketing',
    initiator: 'marketingHead',
    contact: 'marketer',
    departments: ['design', 'supply'],
    submitted: -32,
    wanted: 16,
    scenario: 'project',
  },
  reliability: {
    from: 'engineering',
    initiator: 'engineeringHead',
    contact: 'engineer',
    departments: ['supply', 'design'],
    submitted: -26,
    wanted: 12,
    scenario: 'problem',
  },
  firstBatch: {
    from: 'supply',
    initiator: 'supplyHead',
    contact: 'buyer',
    departments: ['engineering', 'marketing'],
    submitted: -24,
    wanted: 14,
    scenario: 'resources',
  },
} as const satisfies Record<string, RequestPart>;
export type RequestKey = keyof typeof REQUESTS;

/** Texts of a task that somebody writes into the tracker, by its columns; the words are the content's. */
export type Said = 'output' | 'reason' | 'risk' | 'note';

/** What people write on a day, after that day's sweep. */
export interface Move {
  readonly on: number;
  readonly status?: StatusKey;
  readonly progress?: number;
  readonly says?: readonly Said[];
  /** The re-planned date. */
  readonly newDue?: number;
  /** The plan itself is changed. */
  readonly due?: number;
  readonly responsible?: PersonKey;
}

export interface Task {
  readonly request: RequestKey;
  readonly department: DepartmentKey;
  readonly r: PersonKey;
  readonly a: PersonKey;
  readonly s?: readonly PersonKey[];
  readonly c?: readonly PersonKey[];
  readonly i?: readonly PersonKey[];
  readonly start: number;
  readonly due: number;
  readonly after?: readonly string[];
  /** Dates up to the first day are how it stood when Baton came. */
  readonly moves?: readonly Move[];
}

const done = (on: number): Move => ({ on, status: 'done', progress: 1, says: ['output'] });
const going = (on: number, progress: number, says: readonly Said[] = []): Move => ({
  on,
  status: 'in-progress',
  progress,
  says,
});

const campaign = { request: 'campaign', department: 'marketing' } as const;
const design = { request: 'campaign', department: 'design' } as const;
const product = { request: 'reliability', department: 'engineering' } as const;
const batch = { request: 'firstBatch', department: 'supply' } as const;

export const TASKS = {
  // Done, with what was handed over.
  survey: { ...campaign, r: 'marketer', a: 'marketingHead', i: ['lead'], start: -31, due: -22, moves: [done(-22)] },
  positioning: {
    ...campaign,
    r: 'marketer',
    a: 'marketingHead',
    c: ['designer'],
    start: -21,
    due: -14,
    after: ['survey'],
    moves: [done(-15)],
  },
  naming: { ...campaign, r: 'promoter', a: 'marketingHead', start: -18, due: -9, moves: [going(-13, 0.7), done(-10)] },
  colours: { ...design, r: 'designer', a: 'designHead', c: ['marketer'], start: -26, due: -17, moves: [done(-17)] },
  prototype: {
    ...product,
    r: 'engineer',
    a: 'engineeringHead',
    s: ['buyer'],
    start: -28,
    due: -13,
    moves: [done(-13)],
  },
  partsList: {
    ...product,
    r: 'engineer',
    a: 'engineeringHead',
    i: ['buyer'],
    start: -12,
    due: -8,
    after: ['prototype'],
    moves: [going(-12, 0.5), done(-8)],
  },
  suppliers: { ...batch, r: 'buyer', a: 'supplyHead', start: -24, due: -16, moves: [done(-16)] },
  budget: {
    ...campaign,
    r: 'lead',
    a: 'executive',
    i: ['marketingHead'],
    start: -20,
    due: -11,
    moves: [going(-13, 0.8), done(-11)],
  },
  venue: { ...campaign, r: 'marketer', a: 'lead', start: -16, due: -6, moves: [going(-12, 0.4), done(-7)] },
  inspection: {
    ...batch,
    r: 'supplyHead',
    a: 'productLeader',
    s: ['engineer'],
    start: -12,
    due: -5,
    moves: [going(-9, 0.6), done(-4)],
  },
  // Called done, and nothing handed over.
  firmware: {
    ...product,
    r: 'developer',
    a: 'engineeringHead',
    start: -18,
    due: -1,
    moves: [going(-12, 0.5), going(-4, 0.9), { on: -1, status: 'done', progress: 1 }],
  },
  // Stuck: with the executive from today; with the division leaders from today; with them since a few days; from tomorrow.
  endurance: {
    ...product,
    r: 'engineer',
    a: 'engineeringHead',
    s: ['buyer'],
    i: ['lead'],
    start: -12,
    due: -8,
    after: ['prototype'],
    moves: [going(-12, 0.3), going(-8, 0.6, ['reason', 'risk'])],
  },
  keyVisual: {
    ...design,
    r: 'designer',
    a: 'designHead',
    s: ['marketer'],
    i: ['lead'],
    start: -13,
    due: -4,
    after: ['positioning'],
    moves: [going(-11, 0.4), going(-5, 0.8, ['reason'])],
  },
  costReview: {
    ...batch,
    r: 'supplyHead',
    a: 'productLeader',
    c: ['lead'],
    start: -7,
    due: -4,
    after: ['partsList'],
    moves: [going(-7, 0.3), { on: -6, status: 'delayed', progress: 0.5, says: ['reason'] }],
  },
  mould: {
    ...batch,
    r: 'buyer',
    a: 'supplyHead',
    s: ['engineer'],
    start: -11,
    due: -3,
    moves: [going(-10, 0.2), going(-6, 0.6), going(-3, 0.85, ['reason'])],
  },
  // Overdue for a day without a reason, and for two with one.
  creators: {
    ...campaign,
    r: 'promoter',
    a: 'marketingHead',
    start: -9,
    due: -1,
    moves: [going(-8, 0.3), going(-3, 0.6)],
  },
  photos: {
    ...design,
    r: 'designer',
    a: 'designHead',
    s: ['marketer'],
    start: -8,
    due: -2,
    moves: [going(-6, 0.4), going(-1, 0.7, ['reason'])],
  },
  // Re-planned, blocked, cancelled.
  mediaPlan: {
    ...campaign,
    r: 'marketer',
    a: 'marketingHead',
    i: ['lead'],
    start: -10,
    due: -2,
    moves: [going(-9, 0.3), { on: -3, progress: 0.5, newDue: 4, says: ['reason'] }],
  },
  certificate: {
    ...product,
    r: 'engineer',
    a: 'engineeringHead',
    s: ['buyer'],
    i: ['lead', 'supplyHead'],
    start: -8,
    due: 12,
    moves: [going(-7, 0.2), { on: -2, status: 'blocked', progress: 0.25, says: ['reason', 'risk'] }],
  },
  giftBox: {
    ...design,
    r: 'designHead',
    a: 'brandLeader',
    start: -14,
    due: 6,
    moves: [{ on: -6, status: 'cancelled', says: ['note'] }],
  },
  // Due today, and soon.
  productPage: {
    ...campaign,
    r: 'promoter',
    a: 'marketingHead',
    s: ['designer'],
    start: -7,
    due: 0,
    moves: [going(-5, 0.5), going(-1, 0.9)],
  },
  batteryTest: {
    ...product,
    r: 'developer',
    a: 'engineeringHead',
    start: -10,
    due: 0,
    moves: [going(-7, 0.4), going(-4, 0.7)],
  },
  packaging: {
    ...design,
    r: 'designer',
    a: 'designHead',
    c: ['buyer'],
    start: -6,
    due: 1,
    moves: [going(-4, 0.4), going(-1, 0.7)],
  },
  legal: { ...campaign, r: 'lead', a: 'brandLeader', start: -4, due: 2, moves: [going(-2, 0.5)] },
  pressKit: {
    ...campaign,
    r: 'marketer',
    a: 'marketingHead',
    c: ['engineer'],
    start: -5,
    due: 3,
    moves: [going(-2, 0.4)],
  },
  longLead: {
    ...batch,
    r: 'planner',
    a: 'supplyHead',
    i: ['engineer'],
    start: -7,
    due: 3,
    after: ['partsList'],
    moves: [going(-5, 0.5)],
  },
  // Changed since the last sweep: a date, and an owner.
  storeDisplay: {
    ...design,
    r: 'designHead',
    a: 'brandLeader',
    s: ['promoter'],
    i: ['lead'],
    start: -4,
    due: 4,
    moves: [going(-3, 0.2), { on: -1, due: 7 }],
  },
  video: {
    ...campaign,
    r: 'marketer',
    a: 'marketingHead',
    s: ['designer'],
    i: ['lead'],
    start: -6,
    due: 8,
    moves: [going(-3, 0.35), { on: -1, responsible: 'promoter' }],
  },
  // On time.
  manual: {
    ...product,
    department: 'design',
    r: 'designHead',
    a: 'engineeringHead',
    c: ['engineer'],
    start: -3,
    due: 5,
    moves: [going(-1, 0.4)],
  },
  pairing: { ...product, r: 'developer', a: 'engineeringHead', start: -5, due: 9, moves: [going(-3, 0.3)] },
  rundown: { ...campaign, r: 'marketer', a: 'lead', start: -2, due: 9, after: ['venue'], moves: [going(-1, 0.2)] },
  logistics: { ...batch, r: 'buyer', a: 'supplyHead', c: ['promoter'], start: -2, due: 10, moves: [going(-1, 0.1)] },
  // Waiting for others.
  seeding: { ...campaign, r: 'promoter', a: 'marketingHead', s: ['buyer'], start: 0, due: 8, after: ['creators'] },
  proof: {
    ...batch,
    r: 'buyer',
    a: 'supplyHead',
    c: ['designer'],
    start: 3,
    due: 8,
    after: ['packaging', 'keyVisual'],
  },
  report: {
    ...product,
    r: 'engineer',
    a: 'engineeringHead',
    i: ['lead'],
    start: 1,
    due: 6,
    after: ['endurance', 'batteryTest'],
  },
  pilot: {
    ...batch,
    r: 'buyer',
    a: 'supplyHead',
    s: ['engineer'],
    i: ['lead'],
    start: 1,
    due: 6,
    after: ['mould', 'partsList'],
  },
  // Not begun.
  training: { ...campaign, r: 'promoter', a: 'marketingHead', start: 5, due: 13, after: ['productPage'] },
  goLive: {
    ...campaign,
    r: 'promoter',
    a: 'lead',
    s: ['buyer', 'marketer'],
    i: ['executive'],
    start: 14,
    due: 16,
    after: ['training'],
  },
} as const satisfies Record<string, Task>;

export type TaskKey = keyof typeof TASKS;
export const taskOf = (key: TaskKey): Task => TASKS[key];

/** Rows typed the day before, as people type them: without an ID, and not all of them right. */
export const TYPED = {
  /** Two people in charge. */
  samples: { ...campaign, r: ['marketer', 'promoter'], a: 'marketingHead', start: 2, due: 10 },
  /** Somebody the directory does not know. */
  service: { ...batch, r: 'stranger', a: 'supplyHead', start: 1, due: 11 },
  /** A day that its month does not have. */
  dealers: { ...campaign, r: 'promoter', a: 'marketingHead', start: 3, due: 'impossible' },
  /** Nobody can tell when this is done. */
  warehouse: { ...batch, r: 'buyer', a: 'supplyHead', start: 2, due: 12 },
} as const satisfies Record<
  string,
  {
    request: RequestKey;
    department: DepartmentKey;
    r: PersonKey | 'stranger' | readonly PersonKey[];
    a: PersonKey;
    start: number;
    due: number | 'impossible';
  }
>;
export type TypedKey = keyof typeof TYPED;
