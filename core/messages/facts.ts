/** What every sentence is made from, by code: rules and the process give these facts, both languages read these. */
import type { TabKey } from '../../sheet-templates/index.ts';
import type { CourtOf } from '../item.ts';
import type { FactsByCode, NoFacts, PlainFacts, PROBLEMS, ProblemCode, ProblemFacts } from '../problem.ts';
import type { RecordOf, StatusKey } from '../snapshot.ts';
import type { IsoDate } from '../time/day.ts';

// A fact that is misspelt, or missing, compiles neither where it is given nor where it is read. So that this holds for spread
// facts too, they are all there whenever their code is said; one that may be absent is marked `?`, and what only another
// variant of the same code has is `never`. Plans and ledgers hold them as JSON, under these names.

/** Where a matter of the process stands, and what is said with it. */
interface Standings extends Record<PlainStanding, NoFacts> {
  'with-departments': { needed: number; confirmed: number };
  running: { done: number; tasks: number };
  lapsed: { changed: readonly string[] };
  /** `meeting`: '' while nobody knows which. */
  'next-meeting': { meeting: string };
  researched: { department: string };
  'escalation-over': { end: EpisodeEnd };
  'feedback-due': { due: IsoDate };
  submitted: { departments: readonly string[] };
  /** `done`: '' where the next round is there, whenever it will be handed in. */
  rework: { due: IsoDate | null; done: IsoDate | '' | null };
}

/** Standings about which there is nothing more to say. */
export type PlainStanding =
  | 'draft'
  | 'in-review'
  | 'sent-back'
  | 'confirmed'
  | 'kicked-off'
  | 'acceptance'
  | 'retrospective'
  | 'archived'
  | 'cancelled'
  | 'asked'
  | 'adjusting'
  | 'to-sign'
  | 'agreed'
  | 'refused'
  | 'not-needed'
  | 'unsigned'
  | 'signed'
  | 'replaced'
  | 'not-asked'
  | 'planned'
  | 'held'
  | 'minuted'
  | 'approved'
  | 'reopened'
  | 'open'
  | 'settled'
  | 'answered'
  | 'done'
  | 'with-owners'
  | 'with-leaders'
  | 'with-executive'
  | 'ruled'
  | 'judged'
  | 'passed'
  | 'failed';

type AcceptanceResult = NonNullable<RecordOf<'acceptance'>['result']>;
/** A letter of RACI, and S. */
export type TaskLetter = 'responsible' | 'accountable' | 'supporting' | 'consulted' | 'informed';

/** As people write them in a matrix. */
export const INITIALS: Readonly<Record<TaskLetter, string>> = {
  responsible: 'R',
  accountable: 'A',
  supporting: 'S',
  consulted: 'C',
  informed: 'I',
};

type EpisodeEnd = NonNullable<RecordOf<'escalations'>['end']>;

/** What a duty is about that has one step. */
interface Owed {
  'request.review': { request: string; name: string } & Described;
  assessment: { request: string; department: string } & Partial<Described>;
  /** All departments have confirmed: the kick-off is to be called, with their heads; `planned`: it is called for too late a day. */
  'request.confirmed': { request: string; departments: readonly string[]; planned: IsoDate | null };
  /** Nothing is written of what was agreed; `settled`: what each department that set a condition asked for, or was promised. */
  consensus: { request: string; departments: readonly string[]; settled: readonly string[] };
  'confirmation.sign': Signature;
  /** `missing`: `T-0001|due|output`, a task with the columns that are empty. */
  division: { request: string; missing: readonly string[] };
  'division.sign': Signature;
  'minutes.sign': Signature;
  'topic.followup': { request: string; department: string; meeting: IsoDate | null };
  'stage.due': { request: string; stage: string };
  'dispute.feedback': { decided: IsoDate | null };
  retrospective: { request: string; passed: IsoDate };
  archive: { request: string; passed: IsoDate };
}

/** What a request is judged by. */
export type Described = { goal: string; asker: string; from: string; wanted: IsoDate | null };

/** A signature under a document; of an office nobody holds, its departments instead of the signer. */
type Signature = {
  request: string;
  document: string;
  signer: string;
  department?: string;
  departments?: readonly string[];
  /** What changed since the last one. */
  changed?: readonly string[];
  /** The reader is to sign. */
  mine?: boolean;
};

/** Of duties that go in steps, what each step is about, by rule and step; `STEP_OF` in flow.ts tells the steps apart. */
export interface StepFacts {
  'assessment.adjust': FactsByCode<{
    adjust: Adjustment & { refused?: never };
    refused: Adjustment & { refused: true };
  }>;
  'meeting.materials': FactsByCode<{
    materials: AboutMeeting & { feedback?: never; empty?: never };
    /** Sent, by its date, with nothing in the row to be read. */
    empty: AboutMeeting & { feedback?: never; empty: true };
    feedback: AboutMeeting & { feedback: true; empty?: never; departments: readonly string[] };
  }>;
  'meeting.minutes': FactsByCode<{
    write: AboutMeeting & { approval?: never; changed?: never };
    approve: AboutMeeting & { approval: true; changed?: never };
    again: AboutMeeting & { approval: true; changed: readonly string[] };
  }>;
  dispute: FactsByCode<{
    settle: Disputed & {
      parties: readonly string[];
      others: readonly string[];
      mine?: boolean;
      help?: never;
    };
    help: Disputed & {
      help: true;
      asker: string;
      task: string;
      taskId: string;
      blocks: readonly string[];
      /** A day is written by which it is needed. */
      wanted: boolean;
      /** Asked for today. */
      fresh: boolean;
    };
  }>;
  acceptance: FactsByCode<{
    start: { request: string; round?: never; failed?: never };
    confirm: InRound & { departments: readonly string[]; rework?: never };
    conclude: InRound & {
      external: string;
      agreed: readonly string[];
      standards: readonly string[];
      departments?: never;
      rework?: never;
    };
    rework: { request: string; round: number; rework: true; findings: string };
    /** A round failed: the next one is waited for. */
    again: { request: string; failed: number; findings?: string; round?: never };
  }>;
}

/** `before`: what the round before found, where there was one. */
type InRound = { request: string; round: number; output: string; before?: string };
/** `head`: with whom it is talked over, '' where nobody knows. */
type Adjustment = { request: string; department: string; head?: string; adjustment: string };
type AboutMeeting = { request: string; meeting: IsoDate | null };
type Disputed = {
  facts: string;
  options: string;
  /** What one side proposes and who does; '' for nothing. */
  proposal: string;
  proposer: string;
};

/** Where a duty's limit stands. */
type Limit = {
  readonly part?: number;
  readonly phase: 'ahead' | 'eve' | 'day' | 'late';
  readonly since: IsoDate;
  readonly end: IsoDate;
  /** Minutes after midnight. */
  readonly time: number;
  /** Past the end once it is late, else up to it; without movement once it is escalated. */
  readonly days: number;
  readonly who: readonly string[];
};
/** As its limit stands, or brought to a level: `until` is the last day before the next one. */
type Running = Limit & { readonly level?: never };
type Escalated = Limit & {
  readonly level: 1 | 2;
  readonly stuckSince: IsoDate;
  readonly until: IsoDate | null;
  readonly told: IsoDate | null;
  readonly last?: true;
};

/** Why a notice is sent that is about no duty. */
interface Reasons {
  'task.soon': { due: IsoDate; days: number | null };
  'task.due': { due: IsoDate; days: number | null };
  'task.overdue': { due: IsoDate; days: number };
  'task.reason': { due: IsoDate };
  'task.quiet': { since: IsoDate; days: number };
  'task.collect': { due: IsoDate; done: false };
  'task.collect.done': { due: IsoDate; done: true };
  'task.stuck.1': Stuck & AtLevel1;
  'task.stuck.last': Stuck & AtLevel1 & { last: true };
  'task.stuck.2': Stuck & { level: 2; told: IsoDate; leader: string };
  /** `owner`: whose that was, or ''; `start`: where it is planned for later than today. */
  'task.start': { predecessor: string; predecessorName: string; owner: string; done: IsoDate; start: IsoDate | null };
  'task.blocked': { predecessor: string; predecessorName: string; earliestStart: IsoDate; start: IsoDate | null };
  /** `changes`: `due|2026-03-05|2026-03-12`; `by`: who moved the date, where Baton knows. */
  'task.changed': { changes: readonly string[]; reason: string; by?: string };
  /** `who`: name of whoever has the letter, who may be away. */
  'task.assigned': { who: string; letter: TaskLetter; start: IsoDate | null; due: IsoDate | null };
  /** `items`: `T-0001|responsible`, the strongest letters first. */
  'task.assigned.first': { who: string; items: readonly string[] };
  'request.incomplete': { name: string; since: IsoDate; missing: readonly string[]; goal: boolean };
  'request.sent-back': SentBack;
  'request.resubmit.undated': { name: string };
  /** `text`: what stands where the date is to stand. */
  'request.resubmit.unread': { name: string; text: string };
  'request.resubmit.mended': SentBack;
  'assessment.incomplete': { department: string; request: string; missing: readonly ('lead' | 'capacity')[] };
  'request.changed': { changed: readonly string[]; signers: readonly string[]; wanted?: IsoDate | null };
  /** `from`: null where Baton did not know it by a day; `note`: what its row says besides. */
  'stage.moved': { due: IsoDate; from?: IsoDate | null; note?: string };
  'plan.late': {
    /** The days that the plan does not keep, by the stage's name or '' for the finish that is wanted. */
    promises: readonly string[];
    until: readonly IsoDate[];
    /** The tasks that end after the first of them: ids, names, their dates, and by how many workdays. */
    tasks: readonly string[];
    names: readonly string[];
    dues: readonly IsoDate[];
    later: readonly string[];
    /** With whom another day can be agreed; '' where that is the reader. */
    contact: string;
  };
  'topic.back': { from: string; to: string; meeting: IsoDate | null };
  'dispute.proposed': { by: string; proposal: string };
  'dispute.ruled': {
    decision: string;
    by: string;
    /** Who wrote it down, where nobody is named who decided; '' where nobody knows. */
    writer: string;
    agreed: readonly string[];
    level: 0 | 1 | 2;
    /** The open task that it is about, or ''. */
    task: string;
    /** What it gives besides its words. */
    due: IsoDate | null;
    owner: string;
    support: string;
    on: IsoDate;
    again: boolean;
    feedback: IsoDate | null;
  };
  'acceptance.concluded': {
    round: number;
    result: AcceptanceResult;
    on: IsoDate;
    /** Who concluded it, '' where nobody knows. */
    by: string;
    findings: string;
    /** Who does what follows until when: the rework, a new round; null without a day. */
    owner: string;
    due: IsoDate | null;
    /** After a pass, who looks back and who archives; '' where that is done, or nobody does. */
    lookingBack: string;
    lookBackBy: IsoDate | null;
    archiving: string;
    archiveBy: IsoDate | null;
  };
  'escalation.over': { end: EpisodeEnd; asked: IsoDate; status: StatusKey | null; due: IsoDate | null };
  talk: { on: IsoDate; people: readonly string[]; channel: string };
  'meeting.invite': {
    meeting: IsoDate;
    start: number | null;
    end: number | null;
    place: string;
    goal: string;
    topics: readonly string[];
    /** Of each topic, '' for nobody. */
    presenters: readonly string[];
    deciders: readonly string[];
    moved: boolean;
    cancelled: boolean;
    /** The day on which it is else held, which is off. */
    shifted?: IsoDate;
    /** Of the reader alone: topics to present, and the part to play. */
    yours?: readonly string[];
    role?: 'decider' | 'executor';
  };
  'meeting.materials.sent': {
    meeting: IsoDate;
    text: string;
    link: string;
    /** Those that are to write back, and by when. */
    departments: readonly string[];
    by: IsoDate | null;
  };
  'meeting.minutes.sent': {
    meeting: IsoDate;
    text: string;
    link: string;
    agreed: readonly string[];
    /** Ids; `yours`: those of the reader, as they are said. */
    actions: readonly string[];
    yours?: readonly string[];
  };
  'update.weekly.1': Update;
  'update.weekly.2': Update;
  'update.weekly.3': Update;
  'digest.manager': {
    on: IsoDate;
    offices: readonly ('department-head' | 'division-leader' | 'executive')[];
    departments: readonly string[];
    decisions: readonly string[];
    late: readonly string[];
    risks: readonly string[];
    next: readonly string[];
    meetings: readonly string[];
    meeting: string;
    actions: readonly string[];
    openActions: readonly string[];
    overdue: number;
    /** When the reader got their week before; null where nobody knows. */
    overdueBefore: number | null;
  };
  'digest.keeper': ProblemFacts[KeeperCode] & Found;
}

/** What a review wrote: the reason, and its remarks to the questions (columns) that it did not simply answer with yes; '' is a mere no. */
export type SentBack = {
  name: string;
  since: IsoDate;
  by: string;
  reason: string;
  questions: readonly string[];
  remarks: readonly string[];
};

type Stuck = { since: IsoDate; days: number; court: CourtOf; owner: string; due: IsoDate | null };
type AtLevel1 = { level: 1; until: IsoDate; executive: string };
type Update = { department: string; by: IsoDate; time: string; step: number; daily: boolean; items: readonly string[] };
/** Where a finding stands: the first of its rows, and all of them. */
type Found = {
  tab: TabKey;
  row: number;
  column: string;
  code: KeeperCode;
  item: string;
  count: number;
  rows: readonly string[];
};

/** Why nothing is said. */
interface Silences extends Record<'blind' | 'decided', NoFacts> {
  closed: { status: StatusKey };
  told: { day: IsoDate };
  'day-off': { date: IsoDate };
  acknowledged: { names: readonly string[]; until: IsoDate };
  inactive: { names: readonly string[] };
  'own-doing': { names: readonly string[] };
  waits: { names: readonly string[]; on: IsoDate };
  /** They want no mail now; `time`: minutes after midnight of that day, null where it is the day that they wait for. */
  preferred: { names: readonly string[]; on: IsoDate; time: number | null };
  /** They want nothing that is only to know. */
  spared: { names: readonly string[] };
  'no-address': { names: readonly string[] };
  nobody: { names: readonly string[] };
  replanned: { from: IsoDate; due: IsoDate };
  escalates: { due: IsoDate };
  weekly: { due: IsoDate; next: IsoDate };
  'weekly-only': { due: IsoDate; next: IsoDate };
  'reason-given': { reason: string };
  history: { due: IsoDate };
  help: { row: string };
  'level-2': { since: IsoDate; told: IsoDate };
  'not-yet': { since: IsoDate; on: IsoDate; level: number };
  'still-fits': { predecessor: string; start: IsoDate };
  'own-predecessor': { predecessor: string; name: string };
  updated: { department: string; by: IsoDate };
  'not-asked': { department: string; by: IsoDate };
  'in-time': { end: IsoDate };
  'nothing-new': { on: IsoDate };
  later: { code: ProblemCode; count: number };
}

/** What Baton does next if nothing moves. `time`: minutes after midnight. */
interface NextSteps {
  help: { row: string };
  soon: { on: IsoDate; who: string };
  due: { on: IsoDate; time: number };
  escalate: { on: IsoDate; time: number; who: readonly string[] };
  executive: { who: string };
}

/** What Baton writes into people's sheets. */
interface Written extends Record<PlainText, NoFacts> {
  'agenda.item': { id: string; name: string; owner: string; due: IsoDate | null; risk: string };
  'agenda.more': { count: number };
  /** The day of the rhythm, which is off. */
  'meeting.shifted': { from: IsoDate };
  /** Days of a task’s rhythm that passed without a sweep. */
  'task.leftOut': { count: number; from: IsoDate; to: IsoDate };
  'escalation.step': { on: IsoDate; level: 0 | 1 | 2; people: readonly string[] };
  'mark.lapsed': { who: string };
  /** An id that two rows have, the second of which is to get another. */
  'mark.twice': { id: string; row: number; otherRow: number; otherSheet: string };
  /** What a decision gives, where nobody put it into words. */
  'decision.due': { due: IsoDate };
  'decision.owner': { owner: string };
  'decision.support': { support: string };
  'escalation.duty': { name: string; waits: string; since: IsoDate };
  'escalation.issue': { name: string; since: IsoDate; due: IsoDate | null; owner: string };
}

type PlainText =
  | `stage.${'confirm' | 'kickoff' | 'deliverable' | 'review' | 'acceptance'}`
  | `agenda.${'background' | 'division' | 'nodes' | 'risks' | 'actions' | 'delayed' | 'decisions' | 'none'}`
  | 'escalation.withdrawn';

export type StandingFacts = FactsByCode<Standings>;
export type StandingCode = keyof StandingFacts;
export type QuietFacts = FactsByCode<Silences>;
export type QuietCode = keyof QuietFacts;
export type NextFacts = FactsByCode<NextSteps>;
export type WrittenFacts = FactsByCode<Written>;

/** A duty at one of its steps: its rule, and the facts that this step has. */
export const atStep = <R extends keyof StepFacts, S extends keyof StepFacts[R]>(
  rule: R,
  _step: S,
  facts: StepFacts[R][S],
) => ({ rule, facts });

/** What a duty is about, by its rule. */
export type DutyFacts = FactsByCode<Owed> & { readonly [R in keyof StepFacts]: StepFacts[R][keyof StepFacts[R]] };
export type DutyRule = keyof DutyFacts;
/** What is told of a duty: what it is about, and where its limit stands. */
export type LimitFacts = Running | Escalated;
export type ToldDuty<R extends DutyRule = DutyRule> = DutyFacts[R] & LimitFacts;
export type RunningDuty<R extends DutyRule = DutyRule> = DutyFacts[R] & Running;

/** Why a notice is sent, by the code of its sentence. */
export type ReasonFacts = FactsByCode<Reasons>;
type ToldDuties = { readonly [R in DutyRule]: ToldDuty<R> };
export interface BecauseFacts extends ReasonFacts, ToldDuties {}
export type BecauseCode = keyof BecauseFacts;

/** A code with its facts. */
type Coded<Facts, C extends keyof Facts> = { [K in C]: { readonly code: K; readonly facts: Facts[K] } }[C];
export type Because<C extends BecauseCode = BecauseCode> = Coded<BecauseFacts, C>;
export type WhyQuiet<C extends QuietCode = QuietCode> = Coded<QuietFacts, C>;

/** Rules with several sentences; every other rule has one, under its own key. */
export interface SentencesOf {
  readonly 'request.resubmit': 'request.resubmit.undated' | 'request.resubmit.unread' | 'request.resubmit.mended';
  readonly 'task.assigned': 'task.assigned' | 'task.assigned.first';
  readonly 'task.collect': 'task.collect' | 'task.collect.done';
  readonly 'task.stuck': 'task.stuck.1' | 'task.stuck.last' | 'task.stuck.2';
  readonly 'update.weekly': 'update.weekly.1' | 'update.weekly.2' | 'update.weekly.3';
}
export type RuleKey = keyof SentencesOf | Exclude<BecauseCode, SentencesOf[keyof SentencesOf]>;
export type CodeOf<R extends RuleKey> = R extends keyof SentencesOf
  ? SentencesOf[R]
  : R extends BecauseCode
    ? R
    : never;
/** The facts of a rule's notices. */
export type FactsOf<R extends RuleKey> = BecauseFacts[CodeOf<R>];

/** The facts of the notice that would stop; null where only the rule is known. What a duty asks for stops it. */
export type StopFacts = { readonly [R in Exclude<RuleKey, DutyRule>]: FactsOf<R> | null };

/** What a rule says of something: the sentence and its facts. */
export type Saying<R extends RuleKey = RuleKey> = {
  [K in R]: { readonly rule: K; readonly because: Because<CodeOf<K>>; readonly facts: FactsOf<K> };
}[R];

/** What a rule says, of its facts; `code` where that is not the sentence of its own key. */
export const saying = <R extends RuleKey>(rule: R, facts: NoInfer<FactsOf<R>>, code: CodeOf<R> | R = rule): Saying<R> =>
  ({ rule, because: { code, facts }, facts }) as unknown as Saying<R>;

/** The same as a ledger noted it: the one place where facts come back from JSON, as the sweep that noted them gave them. */
export const savedSaying = (rule: string, facts: PlainFacts, code: string): Saying =>
  ({ rule, because: { code, facts }, facts }) as unknown as Saying;

export const whyQuiet = <C extends QuietCode>(code: C, facts: QuietFacts[C]): WhyQuiet =>
  ({ code, facts }) as unknown as WhyQuiet;

/** Codes of which the keeper is told. */
export type KeeperCode = { [C in ProblemCode]: (typeof PROBLEMS)[C]['keeper'] extends true ? C : never }[ProblemCode];
