import type { Iso } from './days.ts';

/** What people wrote, as it stands in their cells: a date is ISO text, or a text nobody can read. Nothing of this is Baton's. */
export interface World {
  readonly zone: string;
  readonly people: Map<string, Person>;
  readonly departments: readonly Department[];
  readonly settings: Settings;
  /** Days that differ from Monday to Friday. */
  readonly days: Map<Iso, 'off' | 'work'>;
  readonly tasks: Task[];
  /** By the task's number: the row of the tracker that counts. */
  readonly progress: Map<number, Progress>;
  readonly requests: Request[];
  readonly answers: Answer[];
  readonly disputes: Dispute[];
  readonly rulings: Ruling[];
}

interface Person {
  readonly name: string;
  readonly email: string;
  readonly department: string;
  active: boolean;
  /** Nothing that is only to know. */
  fewer: boolean;
  /** Weekdays without mail, from 1 (Monday). */
  noMailOn: readonly number[];
  /** Who covers, and between which days; null: no end on that side. */
  cover: { readonly by: string; readonly from: Iso | null; readonly until: Iso | null } | null;
}

interface Department {
  readonly name: string;
  readonly head: string;
  readonly leader: string;
}

/** Workdays, minutes after midnight, weekdays from 1 (Monday). */
export interface Settings {
  remindDays: number;
  collectDays: number;
  stuckDays: number;
  executiveDays: number;
  quietDays: number;
  workdayEnd: number;
  updateDay: number;
  updateTime: number;
  managerDay: number;
  reviewDays: number;
  assessDays: number;
  disputeDays: number;
  projectLead: string;
  keeper: string;
  executive: string;
}

export interface Task {
  /** Tells tasks apart for the test; no cell holds it. */
  readonly n: number;
  /** '' until Baton gave one. */
  id: string;
  /** Id of the request it is part of; '' for none. */
  request: string;
  name: string;
  department: string;
  responsible: string;
  accountable: string;
  supporting: string;
  consulted: string;
  informed: string;
  start: string;
  due: string;
  output: string;
  doneWhen: string;
  predecessors: string;
  /** A copy of its row, with the same id, somebody pasted. */
  copied: boolean;
  /** Its row is not there any more. */
  dropped: boolean;
}

export interface Progress {
  status: string;
  progress: number | null;
  output: string;
  risk: string;
  reason: string;
  newDue: string;
  note: string;
  updatedOn: string;
}

export const NO_PROGRESS: Progress = {
  status: '',
  progress: null,
  output: '',
  risk: '',
  reason: '',
  newDue: '',
  note: '',
  updatedOn: '',
};

/** A request that lacks nothing. Marketing asks, Design and Finance answer. */
interface Request {
  readonly id: string;
  submittedOn: Iso;
  reviewedOn: string;
  cancelledOn: string;
}

/** A department's answer; Baton appends the row. */
interface Answer {
  readonly id: string;
  readonly request: string;
  readonly department: string;
  readonly receivedOn: Iso;
  answer: '' | 'can';
}

/** A decision that somebody wrote beside what Baton filed about a stuck task. */
export interface Ruling {
  readonly task: string;
  /** '' where nobody wrote the day. */
  readonly on: string;
  readonly filedOn: Iso;
}

/** What two people do not agree on, filed by hand; or, about a task and without parties, a call for help with it. */
interface Dispute {
  readonly id: string;
  /** Id of a task; '' for a disagreement. */
  readonly task: string;
  readonly parties: readonly string[];
  readonly filedBy: string;
  readonly openedOn: Iso;
  /** As somebody typed it: 0, 1 or 2. */
  level: number;
  decision: string;
}

export const DEPARTMENTS: readonly Department[] = [
  { name: 'Design', head: 'Chen Jie', leader: 'Zhao Yi' },
  { name: 'Marketing', head: 'Sun Li', leader: 'Qian Er' },
  // Nobody leads it: level 1 is then whoever answers for the task, else the project lead.
  { name: 'Finance', head: 'He Jing', leader: '' },
];

export const PEOPLE: readonly (readonly [name: string, department: string])[] = [
  ['Li Ming', 'Design'],
  ['Wang Fang', 'Marketing'],
  ['Chen Jie', 'Design'],
  ['Sun Li', 'Marketing'],
  ['He Jing', 'Finance'],
  ['Ma Nan', 'Finance'],
  ['Zhao Yi', ''],
  ['Qian Er', ''],
  ['Zhou Zong', ''],
  ['Guo Tao', ''],
  ['Wu Kai', ''],
];

export const NAMES: readonly string[] = PEOPLE.map(([name]) => name);
export const addressOf = (name: string): string => `${name.toLowerCase().replace(' ', '.')}@example.com`;

/** A text that nobody can read as a date or a status. */
export const UNREADABLE = '???';

/** How people write a status. */
export const STATUSES = {
  'Not started': 'not-started',
  'In progress': 'in-progress',
  Delayed: 'delayed',
  Blocked: 'blocked',
  Done: 'done',
  Cancelled: 'cancelled',
} as const;
export type Status = (typeof STATUSES)[keyof typeof STATUSES];
