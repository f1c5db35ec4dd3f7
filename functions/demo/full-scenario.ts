/** What happens around the tasks in the full template's demo, from request to archive. */
import { type Act, add, type Found, set } from './act.ts';
import { idsOf, keysOf } from './book.ts';
import type { SaidKey } from './full-said.ts';
import { type PersonKey, REQUESTS, type RequestPart, TASKS, type TaskKey, taskOf } from './scenario.ts';

/**
 * The process around the demo's tasks, as the full template keeps it, without a word of any language. Days are workdays
 * from the day the demo is made for, as in scenario.ts; what comes before the first day was typed in when Baton came.
 */

/**
 * One request is finished, two are being worked on, and one is with its departments although work on it has begun:
 * parts with a long lead time could not wait.
 */
export const FULL_REQUESTS = {
  identity: {
    from: 'marketing',
    initiator: 'marketer',
    contact: 'marketer',
    departments: ['design', 'engineering'],
    submitted: -40,
    wanted: -6,
    scenario: 'goals',
  },
  campaign: { ...REQUESTS.campaign, initiator: 'marketer' },
  reliability: { ...REQUESTS.reliability, initiator: 'engineer', submitted: -18 },
  firstBatch: { ...REQUESTS.firstBatch, initiator: 'buyer', departments: ['engineering'], submitted: null },
} as const satisfies Record<string, RequestPart>;

/** What was worked out for the finished request; the other tasks belong where the starter's demo has them. */
const OF_IDENTITY: readonly TaskKey[] = ['survey', 'positioning', 'colours'];
export const requestOf = (task: TaskKey): keyof typeof FULL_REQUESTS =>
  OF_IDENTITY.includes(task) ? 'identity' : taskOf(task).request;

const Q = idsOf('Q', keysOf(FULL_REQUESTS));
const T = idsOf('T', keysOf(TASKS));
/** The kick-off of the reliability request, last week's weekly meeting, and today's. */
const M = idsOf('M', ['kickoff', 'lastWeekly', 'weekly']);
const A = idsOf('A', ['sealSupplier', 'oneDirection']);

const reviewed = { reviewComplete: true, reviewGoal: true, reviewResources: true, reviewDates: true } as const;

/** A head's signature under something of which Baton asked for it. */
const signs = (on: number, kind: 'confirmation' | 'division' | 'minutes', signer: PersonKey): Act => ({
  on,
  tab: 'signoffs',
  where: { kind, signer, signedOn: '' },
  cells: { signedOn: on },
});

/** A signature on paper, entered by hand with an id of its own, or without one until the next sweep. */
const signedByHand = (on: number, id: string, document: string | Found, signer: PersonKey): Act =>
  add(on, 'signoffs', { id, document, kind: 'confirmation', version: 1, signer, askedOn: on, signedOn: on });

const stage = (
  request: keyof typeof Q,
  kind: 'confirm' | 'kickoff' | 'deliverable' | 'review' | 'acceptance',
  due: number,
  doneOn: number | null,
  responsible: PersonKey,
  says: SaidKey,
): Act =>
  add(
    due,
    'stages',
    { request: Q[request], stage: kind, due, responsible, ...(doneOn === null ? {} : { doneOn }) },
    says,
  );

/** Entered when Baton came, whatever the day it is about. */
const atFirst = (acts: readonly Act[]): Act[] => acts.map((act) => ({ ...act, on: -40 }));

const IDENTITY: readonly Act[] = [
  ...atFirst([
    set(
      -39,
      'requests',
      { id: Q.identity },
      { ...reviewed, sharing: 'involved', reviewResult: 'passed', reviewedBy: 'marketingHead', reviewedOn: -39 },
      'identityRequest',
    ),
    add(
      -37,
      'confirmations',
      {
        id: 'C-0001',
        request: Q.identity,
        department: 'design',
        receivedOn: -38,
        answer: 'can',
        lead: 'designer',
        answeredOn: -37,
      },
      'identityDesign',
    ),
    add(
      -36,
      'confirmations',
      {
        id: 'C-0002',
        request: Q.identity,
        department: 'engineering',
        receivedOn: -38,
        answer: 'can',
        lead: 'engineer',
        answeredOn: -36,
      },
      'identityEngineering',
    ),
    signedByHand(-37, 'S-0001', 'C-0001', 'designHead'),
    signedByHand(-36, 'S-0002', 'C-0002', 'engineeringHead'),
    add(
      -36,
      'consensus',
      { id: 'K-0001', request: Q.identity, agreedBy: ['marketingHead', 'designHead'], agreedOn: -36 },
      'identityColours',
    ),
    add(
      -36,
      'consensus',
      { id: 'K-0002', request: Q.identity, agreedBy: ['marketingHead', 'engineeringHead'], agreedOn: -36 },
      'identityPaper',
    ),
    stage('identity', 'confirm', -36, -36, 'marketer', 'identityConfirm'),
    stage('identity', 'kickoff', -34, -34, 'lead', 'identityKickoff'),
    stage('identity', 'deliverable', -22, -22, 'marketer', 'identityFirst'),
    stage('identity', 'review', -14, -14, 'lead', 'identityReview'),
    stage('identity', 'acceptance', -6, null, 'marketer', 'identityAcceptance'),
  ]),
  // Handed in, one colour off, reworked, passed.
  add(
    -12,
    'acceptance',
    { request: Q.identity, round: 1, submittedBy: 'marketer', submittedOn: -12, acceptor: 'marketingHead' },
    'firstRound',
  ),
  set(-11, 'acceptance', { request: Q.identity, round: 1 }, { confirmedBy: ['design'] }),
  set(
    -10,
    'acceptance',
    { request: Q.identity, round: 1 },
    { result: 'rework', acceptedOn: -10, reworkOwner: 'designer', reworkDue: -8 },
    'firstRoundFindings',
  ),
  set(-8, 'acceptance', { request: Q.identity, round: 1 }, { reworkDoneOn: -8 }),
  set(-7, 'acceptance', { request: Q.identity, round: 2 }, { confirmedBy: ['design'] }, 'secondRound'),
  set(-6, 'acceptance', { request: Q.identity, round: 2 }, { result: 'pass', acceptedOn: -6 }, 'secondRoundFindings'),
  set(-6, 'stages', { request: Q.identity, stage: 'acceptance' }, { doneOn: -6 }),
  add(-5, 'retrospective', { id: 'R-0001', request: Q.identity, kind: 'reuse' }, 'lessonInterviews'),
  add(
    -5,
    'retrospective',
    { id: 'R-0002', request: Q.identity, kind: 'improvement', owner: 'designer', due: 8 },
    'lessonSamples',
  ),
  add(-3, 'archive', { id: 'F-0001', request: Q.identity, archivedOn: -3 }, 'wholePackage'),
];

const CAMPAIGN: readonly Act[] = [
  ...atFirst([
    set(
      -31,
      'requests',
      { id: Q.campaign },
      {
        ...reviewed,
        sharing: 'everyone',
        rhythm: 'weekly',
        reviewResult: 'passed',
        reviewedBy: 'marketingHead',
        reviewedOn: -31,
      },
      'campaignRequest',
    ),
    add(
      -29,
      'confirmations',
      {
        id: 'C-0003',
        request: Q.campaign,
        department: 'design',
        receivedOn: -30,
        answer: 'can',
        lead: 'designer',
        answeredOn: -29,
      },
      'campaignDesign',
    ),
    add(
      -29,
      'confirmations',
      {
        id: 'C-0004',
        request: Q.campaign,
        department: 'supply',
        receivedOn: -30,
        answer: 'can',
        lead: 'buyer',
        answeredOn: -28,
      },
      'campaignSupply',
    ),
    signedByHand(-28, 'S-0003', 'C-0003', 'designHead'),
    signedByHand(-28, 'S-0004', 'C-0004', 'supplyHead'),
    add(
      -28,
      'consensus',
      { id: 'K-0003', request: Q.campaign, agreedBy: ['marketingHead', 'designHead'], agreedOn: -28 },
      'campaignVisual',
    ),
    add(
      -28,
      'consensus',
      { id: 'K-0004', request: Q.campaign, agreedBy: ['marketingHead', 'supplyHead'], agreedOn: -28 },
      'campaignShelf',
    ),
    stage('campaign', 'confirm', -28, -28, 'marketer', 'campaignConfirm'),
    stage('campaign', 'kickoff', -26, -26, 'lead', 'campaignKickoff'),
    stage('campaign', 'deliverable', -10, -10, 'promoter', 'campaignFirst'),
    stage('campaign', 'review', 8, null, 'lead', 'campaignReview'),
    stage('campaign', 'acceptance', 16, null, 'marketer', 'campaignAcceptance'),
  ]),
  add(
    -1,
    'communications',
    {
      id: 'L-0001',
      date: -1,
      people: ['marketer', 'buyer'],
      request: Q.campaign,
      toKnow: ['promoter', 'designHead'],
    },
    'displays',
  ),
];

const RELIABILITY: readonly Act[] = [
  ...atFirst([
    set(
      -17,
      'requests',
      { id: Q.reliability },
      {
        ...reviewed,
        sharing: 'involved',
        rhythm: 'weekly',
        reviewResult: 'passed',
        reviewedBy: 'engineeringHead',
        reviewedOn: -17,
      },
      'reliabilityRequest',
    ),
    add(
      -14,
      'confirmations',
      {
        id: 'C-0005',
        request: Q.reliability,
        department: 'supply',
        receivedOn: -16,
        answer: 'adjust',
        lead: 'buyer',
        answeredOn: -14,
      },
      'reliabilitySupply',
    ),
    add(
      -15,
      'confirmations',
      {
        id: 'C-0006',
        request: Q.reliability,
        department: 'design',
        receivedOn: -16,
        answer: 'can',
        lead: 'designHead',
        answeredOn: -15,
      },
      'reliabilityDesign',
    ),
    signedByHand(-15, 'S-0005', 'C-0006', 'designHead'),
  ]),
  // What supply chain wants adjusted is agreed in writing.
  set(-12, 'confirmations', { id: 'C-0005' }, { settledOn: -12 }, 'reliabilitySettled'),
  signs(-11, 'confirmation', 'supplyHead'),
  add(
    -11,
    'consensus',
    { id: 'K-0005', request: Q.reliability, agreedBy: ['engineeringHead', 'supplyHead', 'designHead'], agreedOn: -11 },
    'reliabilityCycles',
  ),
  add(
    -11,
    'consensus',
    { id: 'K-0006', request: Q.reliability, agreedBy: ['engineer', 'buyer'], agreedOn: -11 },
    'reliabilitySeals',
  ),
  add(
    -11,
    'consensus',
    { id: 'K-0007', request: Q.reliability, agreedBy: ['engineeringHead', 'designHead'], agreedOn: -11 },
    'reliabilityManual',
  ),
  set(-10, 'stages', { request: Q.reliability, stage: 'review' }, { due: 8 }),
  set(-10, 'stages', { request: Q.reliability, stage: 'acceptance' }, { due: 12 }),
  add(
    -11,
    'meetings',
    {
      id: M.kickoff,
      kind: 'kickoff',
      request: Q.reliability,
      date: -8,
      start: '14:00',
      end: '15:30',
      host: 'engineeringHead',
      recorder: 'engineer',
      organiser: 'lead',
      deciders: ['engineeringHead', 'supplyHead', 'designHead'],
      executors: ['engineer', 'developer', 'buyer', 'designer'],
      departments: ['engineering', 'supply', 'design'],
      copiedDepartments: ['marketing'],
    },
    'kickoff',
  ),
  set(-10, 'meetings', { id: M.kickoff }, { materialsOn: -10 }, 'kickoffMaterials'),
  set(-9, 'meetings', { id: M.kickoff }, { feedbackFrom: ['engineering', 'supply', 'design'] }, 'kickoffFeedback'),
  set(-7, 'meetings', { id: M.kickoff }, { minutesOn: -7 }, 'kickoffMinutes'),
  ...(
    [
      ['kickoffBackground', 'engineer', ['engineering']],
      ['kickoffDivision', 'engineeringHead', ['engineering', 'supply', 'design']],
      ['kickoffNodes', 'lead', ['engineering', 'supply', 'design']],
      ['kickoffRisks', 'buyer', ['engineering', 'supply']],
    ] as const
  ).map(([says, presenter, departments], nth) =>
    set(-7, 'topics', { meeting: M.kickoff }, { presenter, departments, outcome: 'agreed' }, says, nth),
  ),
  add(
    -7,
    'actions',
    { id: A.sealSupplier, meeting: M.kickoff, owner: 'buyer', department: 'supply', due: -2 },
    'sealSupplier',
  ),
  set(-4, 'tracker', { id: A.sealSupplier }, { status: 'in-progress', progress: 0.5, updatedOn: -4 }),
  set(-2, 'tracker', { id: A.sealSupplier }, { status: 'done', progress: 1, updatedOn: -2 }, 'sealSupplierDone'),
  signs(-6, 'minutes', 'engineeringHead'),
  signs(-6, 'minutes', 'supplyHead'),
  signs(-6, 'minutes', 'designHead'),
  signs(-6, 'division', 'engineeringHead'),
  signs(-5, 'division', 'designHead'),
  set(-5, 'meetings', { id: M.kickoff }, { approvedOn: -5 }),
];

const FIRST_BATCH: readonly Act[] = [
  ...atFirst([set(-40, 'requests', { id: Q.firstBatch }, { sharing: 'involved' }, 'firstBatchRequest')]),
  set(-5, 'requests', { id: Q.firstBatch }, { submittedOn: -5 }),
  set(
    -4,
    'requests',
    { id: Q.firstBatch },
    { ...reviewed, reviewResult: 'passed', reviewedBy: 'supplyHead', reviewedOn: -4 },
    'firstBatchReview',
  ),
  set(
    -2,
    'confirmations',
    { request: Q.firstBatch, department: 'engineering' },
    { answer: 'can', lead: 'engineer', answeredOn: -2 },
    'firstBatchEngineering',
  ),
  signedByHand(
    -2,
    '',
    { tab: 'confirmations', where: { request: Q.firstBatch, department: 'engineering' } },
    'engineeringHead',
  ),
  // The quantities by channel come from marketing: it is asked too, since yesterday's sweep.
  set(-2, 'requests', { id: Q.firstBatch }, { departments: ['engineering', 'marketing'] }),
];

const weekly = {
  kind: 'weekly',
  start: '16:00',
  end: '16:30',
  host: 'lead',
  recorder: 'keeper',
  organiser: 'lead',
  deciders: ['marketingHead', 'engineeringHead', 'designHead', 'supplyHead'],
  executors: ['promoter', 'engineer', 'designer', 'buyer'],
  departments: ['marketing', 'engineering', 'design', 'supply'],
} as const;

const WEEKLY: readonly Act[] = [
  add(-7, 'meetings', { id: M.lastWeekly, date: -5, ...weekly }, 'lastWeekly'),
  set(-4, 'meetings', { id: M.lastWeekly }, { minutesOn: -4, approvedOn: -4 }, 'lastWeeklyMinutes'),
  set(-4, 'topics', { meeting: M.lastWeekly }, { outcome: 'agreed' }, 'lastWeeklyDelayed', 0),
  set(-4, 'topics', { meeting: M.lastWeekly }, { outcome: 'agreed' }, 'lastWeeklyRisks', 1),
  // Somebody brought it up there; it is left to today's meeting.
  add(
    -4,
    'topics',
    {
      meeting: M.lastWeekly,
      presenter: 'promoter',
      departments: ['marketing', 'supply'],
      outcome: 'next-meeting',
    },
    'creamPrice',
  ),
  add(
    -4,
    'actions',
    { id: A.oneDirection, meeting: M.lastWeekly, owner: 'designer', department: 'design', due: 2 },
    'oneDirection',
  ),
  signs(-2, 'minutes', 'designer'),
  set(
    -2,
    'tracker',
    { id: A.oneDirection },
    { status: 'in-progress', progress: 0.5, updatedOn: -2 },
    'oneDirectionBegun',
  ),
  add(-1, 'meetings', { id: M.weekly, date: 0, ...weekly }, 'weekly'),
];

/** Design and supply chain disagree; since yesterday their division leaders have it. */
const DISPUTE: readonly Act[] = [
  add(
    -5,
    'escalations',
    {
      item: T.packaging,
      kind: 'responsibility',
      parties: ['designer', 'buyer'],
      filedBy: 'lead',
      level: 0,
      openedOn: -5,
      dueOn: 1,
      source: 'person',
    },
    'boxFinish',
  ),
];

/** Everything people do, each day's in this order. */
export const ACTS: readonly Act[] = [...IDENTITY, ...CAMPAIGN, ...RELIABILITY, ...FIRST_BATCH, ...WEEKLY, ...DISPUTE];
