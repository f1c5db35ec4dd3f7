import { describe, expect, it } from 'vitest';
import { checkEdit, judgeRows } from '../../../core/edit/edit.ts';
import { sayProblem } from '../../../core/messages/index.ts';
import { problemJson } from '../../../core/planning/plan-json.ts';
import { PROBLEMS, type Problem, type ProblemCode } from '../../../core/problem.ts';
import { readSnapshot } from '../../../core/read/index.ts';
import type { Shared } from '../../../core/read/shared.ts';
import { sharing } from '../../../core/share/index.ts';
import { textOfContent } from '../../../core/text/content.ts';
import { cellOf, signedText } from '../../../core/text/signed-text.ts';
import { dayFromIso } from '../../../core/time/day.ts';
import type { RawCell, RawSheet, RawWorkbook } from '../../../core/workbook.ts';
import { createMemoryMailer } from '../../../functions/adapters/memory/mailer.ts';
import { openMemory } from '../../../functions/adapters/memory/store.ts';
import { sweepWorkbook } from '../../../functions/sweep/sweep.ts';
import { columnsOf, LOCALES, type TabKey, tabOf } from '../../../sheet-templates/index.ts';
import { type TypedRow, workbookOf } from '../../support/scenario.ts';
import { LIN, openRaw, type SheetsBook } from '../../support/sheets.ts';

/** Every problem code: what raises it, where, and what almost does. All cases change one thing in one sound workbook. */

/** Friday. 2026-04-18 is a Saturday. */
const now = '2026-03-06T09:00';
const HEADER = 3;
/** Baton's own notes begin below a header alone. */
const FIRST_NOTE = 2;

const SOUND: Partial<Record<TabKey, readonly TypedRow[]>> = {
  requests: [
    { id: 'Q-0001', name: 'Launch', initiatingDepartment: 'Design', initiator: 'Li Ming', goal: '500 sold' },
    { id: 'Q-0002', name: 'Fair', initiatingDepartment: 'Design', initiator: 'Li Ming', goal: '90 visits' },
    { id: 'Q-0003', name: 'Film', initiatingDepartment: 'Design', initiator: 'Li Ming', goal: '30 seconds' },
  ],
  raci: [
    {
      id: 'T-0001',
      name: 'Draw the box',
      responsible: 'Li Ming',
      accountable: 'Chen Jie',
      due: '2026-04-15',
    },
    { id: 'T-0002', name: 'Print the box', responsible: 'Wang Fang', accountable: 'Sun Li', due: '2026-03-05' },
    {
      id: 'T-0003',
      name: 'Ship the box',
      responsible: 'Wang Fang',
      accountable: 'Sun Li',
      due: '2026-04-10',
      predecessors: 'T-0002',
    },
  ],
  tracker: [
    { id: 'T-0001', status: 'In progress' },
    { id: 'T-0002', status: 'In progress', newDue: '2026-04-01' },
  ],
  directory: [
    { name: 'Li Ming', email: 'li@example.com', department: 'Design' },
    { name: 'Wang Fang', email: 'wang@example.com', department: 'Marketing' },
    { name: 'Chen Jie', email: 'chen@example.com', department: 'Design' },
    { name: 'Zhao Yi', email: 'zhao@example.com' },
    { name: 'Qian Er', email: 'qian@example.com' },
    { name: 'Zhou Zong', email: 'zhou@example.com' },
    { name: 'Sun Li', email: 'sun@example.com', department: 'Marketing' },
    { name: 'Wu Kai', email: 'wu@example.com' },
    { name: 'Gone Guo', email: 'guo@example.com', active: 'No' },
    { name: 'Gone Gao', email: 'gao@example.com', active: 'No', delegate: 'Chen Jie' },
    { name: 'Ma Nan', email: 'ma@example.com' },
  ],
  calendar: [{ date: '2026-04-30', kind: 'Day off', source: 'Ours' }],
  meetings: [
    { id: 'M-0001', name: 'Box review', date: '2026-03-20', host: 'Li Ming', deciders: 'Chen Jie' },
    {
      id: 'M-0002',
      name: 'Launch kick-off',
      kind: 'Kick-off',
      request: 'Q-0001',
      date: '2026-03-24',
      start: '14:00',
      end: '15:00',
      host: 'Li Ming',
      deciders: 'Chen Jie',
      materialsOn: '2026-03-20',
    },
    {
      id: 'M-0003',
      name: 'Colours',
      date: '2026-03-03',
      host: 'Li Ming',
      deciders: 'Chen Jie',
      minutes: 'All blue',
      minutesOn: '2026-03-03',
      approvedOn: '2026-03-04',
    },
    {
      id: 'M-0004',
      name: 'Weekly',
      kind: 'Weekly',
      date: '2026-03-03',
      host: 'Li Ming',
      deciders: 'Chen Jie',
      minutes: 'Fine',
      approvedOn: '2026-03-04',
    },
  ],
  topics: [
    ...['P-0001', 'P-0002', 'P-0003', 'P-0004'].map((id) => ({ id, meeting: 'M-0002', name: id, minutes: 15 })),
    ...['P-0005', 'P-0006', 'P-0007'].map((id) => ({ id, meeting: 'M-0003', name: id, consensus: 'Blue' })),
    { id: 'P-0008', meeting: 'M-0004', name: 'Late tasks', outcome: 'Agreed' },
  ],
  actions: [
    { id: 'A-0001', meeting: 'M-0003', name: 'Buy card', owner: 'Li Ming', due: '2026-04-15', output: 'Card' },
    { id: 'A-0002', name: 'Fold the card', owner: 'Wang Fang', due: '2026-04-14', output: 'Ten boxes' },
  ],
  confirmations: [
    { id: 'C-0001', request: 'Q-0001', department: 'Design', receivedOn: '2026-03-02' },
    { id: 'C-0002', request: 'Q-0001', department: 'Marketing', receivedOn: '2026-03-02' },
  ],
  signoffs: [
    { id: 'S-0001', document: 'C-0001', kind: 'Confirmation', version: 1, signer: 'Chen Jie', askedOn: '2026-03-02' },
    { id: 'S-0002', document: 'C-0002', kind: 'Confirmation', version: 2, signer: 'Sun Li', askedOn: '2026-03-04' },
    {
      id: 'S-0003',
      document: 'M-0003',
      kind: 'Approval',
      version: 1,
      signer: 'Li Ming',
      askedOn: '2026-03-04',
      signedOn: '2026-03-04',
      fingerprint: cellOf(
        signedText({
          'meetings.minutes': 'All blue',
          ...Object.fromEntries(['P-0005', 'P-0006', 'P-0007'].map((id) => [id, textOfContent(['Blue', null])])),
          'A-0001': textOfContent(['Buy card', 'Li Ming', dayFromIso('2026-04-15'), 'Card']),
        }),
      ),
    },
  ],
  consensus: [
    { id: 'K-0001', request: 'Q-0001', item: 'The box', standard: 'Holds 5 kg' },
    { id: 'K-0002', request: 'Q-0001', item: 'The lid', standard: 'Closes by hand' },
    { id: 'K-0003', request: 'Q-0003', item: 'The film', standard: 'Lasts 30 seconds' },
  ],
  stages: [{ id: 'N-0001', request: 'Q-0001', stage: 'Review', due: '2026-04-14', responsible: 'Li Ming' }],
  communications: [{ id: 'L-0001', date: '2026-03-02', people: 'Li Ming, Sun Li', settled: 'The box is blue' }],
  acceptance: [
    {
      id: 'V-0001',
      request: 'Q-0001',
      round: 1,
      submittedOn: '2026-02-23',
      result: 'Rework',
      acceptedOn: '2026-02-24',
      reworkDue: '2026-03-02',
      reworkDoneOn: '2026-02-27',
    },
    { id: 'V-0002', request: 'Q-0001', round: 2, submittedOn: '2026-02-27' },
    { id: 'V-0003', request: 'Q-0002', submittedOn: '2026-03-02' },
    {
      id: 'V-0004',
      request: 'Q-0003',
      round: 1,
      submittedOn: '2026-03-02',
      result: 'Pass',
      acceptedOn: '2026-03-03',
    },
  ],
  retrospective: [{ id: 'R-0001', request: 'Q-0003', kind: 'Reuse', finding: 'One list for both sides' }],
  archive: [{ id: 'F-0001', request: 'Q-0003', document: 'Acceptance', archivedOn: '2026-03-05' }],
  escalations: [{ id: 'E-0001', item: 'T-0001', issue: 'The knife is blunt', level: 1 }],
};

const soundWith = (settings: Readonly<Record<string, string>> = {}, tabs: typeof SOUND = {}): RawWorkbook =>
  workbookOf({
    settings: { stuckDays: '3', heartbeat: '', groupChannel: '', ...settings },
    tabs: { ...SOUND, ...tabs },
  });

type Cells = Readonly<Record<string, RawCell>>;

/** Cells typed into one row of the sound workbook. */
interface RowCase {
  readonly tab: TabKey;
  /** What stands in the row's first cell: its id, its name, a setting's key. */
  readonly of: string;
  /** What is typed. */
  readonly set: Readonly<Record<string, string>>;
  /** What the sheet keeps of it where that is something else. */
  readonly kept?: Cells;
  /** The column that is named; the one typed, unless said. */
  readonly column?: string;
  /** What is typed in the neighbour, in which all is well. */
  readonly fine: Readonly<Record<string, string>>;
}

const raci = (set: RowCase['set'], fine: RowCase['fine'], more: Partial<RowCase> = {}): RowCase => ({
  tab: 'raci',
  of: 'T-0001',
  set,
  fine,
  ...more,
});
const tracker = (set: RowCase['set'], fine: RowCase['fine'], more: Partial<RowCase> = {}): RowCase => ({
  ...raci(set, fine, more),
  tab: 'tracker',
});
const requests = (set: RowCase['set'], fine: RowCase['fine'], more: Partial<RowCase> = {}): RowCase => ({
  tab: 'requests',
  of: 'Q-0001',
  set,
  fine,
  ...more,
});
const meeting = (set: RowCase['set'], fine: RowCase['fine'], more: Partial<RowCase> = {}): RowCase => ({
  tab: 'meetings',
  of: 'M-0001',
  set,
  fine,
  ...more,
});
const topic = (set: RowCase['set'], fine: RowCase['fine'], more: Partial<RowCase> = {}): RowCase => ({
  tab: 'topics',
  of: 'P-0004',
  set,
  fine,
  ...more,
});
const action = (set: RowCase['set'], fine: RowCase['fine'], more: Partial<RowCase> = {}): RowCase => ({
  tab: 'actions',
  of: 'A-0002',
  set,
  fine,
  ...more,
});
const confirmation = (set: RowCase['set'], fine: RowCase['fine'], more: Partial<RowCase> = {}): RowCase => ({
  ...raci(set, fine, more),
  tab: 'confirmations',
  of: more.of ?? 'C-0001',
});
const agreed = (set: RowCase['set'], fine: RowCase['fine']): RowCase => ({
  tab: 'consensus',
  of: 'K-0001',
  set,
  fine,
});
const dispute = (set: RowCase['set'], fine: RowCase['fine'], more: Partial<RowCase> = {}): RowCase => ({
  tab: 'escalations',
  of: 'E-0001',
  set,
  fine,
  ...more,
});
const round = (of: string, set: RowCase['set'], fine: RowCase['fine'], more: Partial<RowCase> = {}): RowCase => ({
  tab: 'acceptance',
  of,
  set,
  fine,
  ...more,
});
const finding = (set: RowCase['set'], fine: RowCase['fine'], more: Partial<RowCase> = {}): RowCase => ({
  tab: 'retrospective',
  of: 'R-0001',
  set,
  fine,
  ...more,
});
const stage = (set: RowCase['set'], fine: RowCase['fine']): RowCase => ({ tab: 'stages', of: 'N-0001', set, fine });
const talk = (set: RowCase['set'], fine: RowCase['fine']): RowCase => ({
  tab: 'communications',
  of: 'L-0001',
  set,
  fine,
});
const archived = (set: RowCase['set'], fine: RowCase['fine']): RowCase => ({
  tab: 'archive',
  of: 'F-0001',
  set,
  fine,
});
const signature = (set: RowCase['set'], fine: RowCase['fine'], more: Partial<RowCase> = {}): RowCase => ({
  tab: 'signoffs',
  of: 'S-0001',
  set,
  fine,
  ...more,
});
const directory = (set: RowCase['set'], fine: RowCase['fine'], more: Partial<RowCase> = {}): RowCase => ({
  tab: 'directory',
  of: 'Ma Nan',
  set,
  fine,
  ...more,
});
const design = (set: RowCase['set'], fine: RowCase['fine']): RowCase => ({
  tab: 'departments',
  of: 'Design',
  set,
  fine,
});
const setting = (of: string, value: string, fine: string): RowCase => ({
  tab: 'settings',
  of,
  set: { value },
  fine: { value: fine },
});

/** Sweeps of the workday before. */
const sweptAt = (...times: readonly string[]): readonly TypedRow[] =>
  times.map((time) => ({ run: time, day: '2026-03-05', startedAt: `2026-03-05T${time}:00+08:00`, status: 'done' }));

type Severity = 'error' | 'warning';

const ROWS: Partial<Record<ProblemCode, readonly [Severity, ...RowCase[]]>> = {
  required: [
    'error',
    topic(
      { outcome: 'Department looks into it' },
      { outcome: 'Department looks into it', researchDepartment: 'Design' },
      { column: 'researchDepartment' },
    ),
    round(
      'V-0002',
      { result: 'Rework', acceptedOn: '2026-03-02' },
      { result: 'Rework', acceptedOn: '2026-03-02', reworkDue: '2026-03-09' },
      { column: 'reworkDue' },
    ),
    action({ owner: '' }, { owner: 'Sun Li' }),
    raci({ name: '' }, { name: 'Draw the lid' }),
    raci({ due: '' }, { due: '2026-04-16' }),
    raci({ due: '0' }, { due: '46128' }),
    tracker({ id: '' }, { id: 'T-0001' }),
    requests({ goal: '' }, { goal: '600 sold' }),
    confirmation({ request: '' }, { request: 'Q-0001' }),
    agreed({ standard: '' }, { standard: 'Holds 6 kg' }),
    design({ head: '' }, { head: 'Li Ming' }),
    { tab: 'escalations', of: 'E-0001', set: { issue: '' }, fine: { issue: 'No knife' } },
    dispute({ decidedOn: '2026-03-04' }, { decision: 'Buy one', decidedOn: '2026-03-04' }, { column: 'decision' }),
    { tab: 'calendar', of: '2026-04-30', set: { date: '' }, fine: { date: '2026-05-01' } },
    dispute({ item: '' }, { item: '', parties: 'Li Ming, Sun Li' }, { column: 'parties' }),
    finding({ kind: 'Improvement' }, { kind: 'Improvement', owner: 'Li Ming' }, { column: 'owner' }),
    finding({ finding: '' }, { finding: 'Two lists are one too many' }),
    round('V-0003', { request: '' }, { request: 'Q-0002' }),
    stage({ stage: '' }, { stage: 'First deliverable' }),
    talk({ people: '' }, { people: 'Li Ming' }),
    archived({ archivedOn: '' }, { archivedOn: '2026-03-06' }),
  ],
  'not-a-date': [
    'error',
    raci({ due: 'next week' }, { due: '2026年4月15日' }),
    raci({ due: '2026-02-30' }, { due: '2026-03-31' }),
    raci({ due: '03/04/2026' }, { due: '2026/4/3' }),
    tracker({ newDue: 'soon' }, { newDue: '2026.4.16' }),
    requests({ wantedFinish: '4月15日' }, { wantedFinish: '2026-4-15' }),
    directory({ delegateFrom: 'TRUE' }, { delegateFrom: '' }, { kept: { delegateFrom: true } }),
  ],
  'not-a-clock': [
    'error',
    meeting({ start: 'after lunch' }, { start: '2pm' }),
    meeting({ start: '14' }, { start: '14：00' }),
    meeting({ end: '25:00' }, { end: '下午2:30' }),
  ],
  'not-weekdays': [
    'warning',
    directory({ noMailOn: 'mornings' }, { noMailOn: 'Wed and Fri' }),
    directory({ noMailOn: '1-7' }, { noMailOn: '周三、周五' }),
    directory({ noMailOn: '1234567' }, { noMailOn: 'none' }),
  ],
  'not-a-rhythm': [
    'error',
    raci({ repeats: 'now and then' }, { repeats: 'Every Monday' }),
    raci({ repeats: '每周两次' }, { repeats: '每周一次' }),
    raci({ repeats: 'n workdays after done' }, { repeats: '完成后 10 个工作日' }),
    raci({ repeats: '每月 32 日' }, { repeats: '不重复' }),
  ],
  'date-order': [
    'error',
    raci({ start: '2026-04-16' }, { start: '2026-04-15' }, { column: 'due' }),
    directory(
      { delegate: 'Li Ming', delegateFrom: '2026-03-10', delegateTo: '2026-03-09' },
      { delegate: 'Li Ming', delegateFrom: '2026-03-10', delegateTo: '2026-03-10' },
      { column: 'delegateTo' },
    ),
    confirmation({ answeredOn: '2026-03-01' }, { answeredOn: '2026-03-02' }),
    meeting({ minutesOn: '2026-03-23' }, { minutesOn: '2026-03-24' }, { of: 'M-0002' }),
    meeting(
      { minutesOn: '2026-03-05', approvedOn: '2026-03-04' },
      { minutesOn: '2026-03-04', approvedOn: '2026-03-04' },
      { of: 'M-0003', column: 'approvedOn' },
    ),
    confirmation(
      { answeredOn: '2026-03-04', settledOn: '2026-03-03' },
      { answeredOn: '2026-03-04', settledOn: '2026-03-04' },
      { column: 'settledOn' },
    ),
    dispute(
      { openedOn: '2026-03-04', dueOn: '2026-03-03' },
      { openedOn: '2026-03-04', dueOn: '2026-03-04' },
      { column: 'dueOn' },
    ),
    dispute(
      { openedOn: '2026-03-04', decision: 'Buy one', decidedOn: '2026-03-03' },
      { openedOn: '2026-03-04', decision: 'Buy one', decidedOn: '2026-03-05' },
      { column: 'decidedOn' },
    ),
    round('V-0004', { acceptedOn: '2026-03-01' }, { acceptedOn: '2026-03-02' }),
    round('V-0001', { reworkDue: '2026-02-23' }, { reworkDue: '2026-02-24' }),
    signature({ signedOn: '2026-03-03' }, { signedOn: '2026-03-04' }, { of: 'S-0002' }),
  ],
  'not-a-number': [
    'error',
    tracker({ progress: 'half' }, { progress: '70' }),
    tracker({ progress: '150%' }, { progress: '70 ％' }, { kept: { progress: 1.5 } }),
    tracker({ progress: '-0.05' }, { progress: '0.05' }),
    { tab: 'escalations', of: 'E-0001', set: { level: 'high' }, fine: { level: '2' } },
  ],
  'unknown-option': [
    'error',
    tracker({ status: 'Flying' }, { status: '进行中' }),
    directory({ active: 'maybe' }, { active: '是' }),
    requests({ scenario: 'A party' }, { scenario: '' }),
    { tab: 'calendar', of: '2026-04-30', set: { kind: 'perhaps' }, fine: { kind: '上班' } },
    dispute({ level: '3' }, { level: '0' }),
    dispute({ kind: 'Mood' }, { kind: '资源' }),
    round('V-0003', { result: 'Nice' }, { result: '' }),
    finding({ kind: 'Joke' }, { kind: '问题' }),
  ],
  'unknown-person': [
    'error',
    meeting({ host: 'Zed Zhu' }, { host: 'Sun Li' }),
    raci({ responsible: 'Zed Zhu' }, { responsible: ' li  MING ' }),
    raci({ accountable: 'Zed Zhu' }, { accountable: 'chen@example.com' }),
    raci({ informed: 'Sun Li, Zed Zhu' }, { informed: 'Sun Li、Wang Fang' }),
    requests({ contact: 'Li Ming, Wang Fang' }, { contact: 'Ｌｉ Ｍｉｎｇ' }),
    design({ divisionLeader: 'Zed Zhu' }, { divisionLeader: '' }),
    directory({ delegate: 'Zed Zhu' }, { delegate: 'Li Ming' }),
    setting('keeper', 'Zed Zhu', 'wu@example.com'),
    dispute({ parties: 'Li Ming, Zed Zhu' }, { parties: 'Li Ming, Sun Li' }),
    round('V-0003', { acceptor: 'Zed Zhu' }, { acceptor: 'Sun Li' }),
    talk({ toKnow: 'Zed Zhu' }, { toKnow: 'Chen Jie' }),
    signature({ signer: 'Zed Zhu' }, { signer: 'Sun Li' }),
  ],
  'unknown-department': [
    'warning',
    raci({ department: 'Nowhere' }, { department: 'design' }),
    directory({ department: 'Nowhere' }, { department: 'Marketing' }),
    requests({ departments: 'Design, Nowhere' }, { departments: 'Design, Marketing' }),
    round('V-0003', { confirmedBy: 'Nowhere' }, { confirmedBy: '' }),
  ],
  'collective-owner': [
    'error',
    raci({ responsible: 'Everyone' }, { responsible: 'Sun Li' }),
    raci({ responsible: '大家' }, { responsible: 'Sun Li' }),
    raci({ accountable: 'Design' }, { accountable: 'Sun Li' }),
  ],
  'no-lead': ['error', raci({ responsible: '' }, { responsible: 'Sun Li' })],
  'two-leads': [
    'error',
    raci({ responsible: 'Li Ming, Wang Fang' }, { responsible: 'Li Ming', supporting: 'Wang Fang' }),
    raci({ responsible: 'Li Ming、Zed Zhu' }, { responsible: 'Li Ming' }),
    raci({ responsible: 'Li Ming\nWang Fang' }, { responsible: 'Li Ming\n' }),
  ],
  'no-accountable': ['error', raci({ accountable: ' ' }, { accountable: 'Li Ming' })],
  'two-accountables': [
    'error',
    raci({ accountable: 'Chen Jie / Sun Li' }, { accountable: 'Chen Jie', consulted: 'Sun Li' }),
  ],
  'duplicate-id': [
    'error',
    raci({ id: 'T-0001' }, { id: 'T-0004' }, { of: 'T-0003' }),
    tracker({ id: 'T-0001' }, { id: 'T-0003' }, { of: 'T-0002' }),
  ],
  'duplicate-person': ['error', directory({ name: 'Gone Guo' }, { name: 'Gone Guo (Design)' })],
  'unknown-id': [
    'error',
    meeting({ request: 'Q-0404' }, { request: 'Q-0001' }),
    topic({ meeting: 'M-0404' }, { meeting: 'M-0002' }),
    topic({ carriedFrom: 'P-0404' }, { carriedFrom: 'P-0005' }),
    action({ meeting: 'M-0404' }, { meeting: 'M-0001' }),
    raci({ predecessors: 'T-0002, T-9999' }, { predecessors: 'T-0002；T-0003' }),
    raci({ request: 'Q-0404' }, { request: 'Q-0001' }),
    tracker({ id: 'T-0777' }, { id: 'T-0003' }),
    confirmation({ request: 'Q-0404' }, { request: 'Q-0001' }),
    agreed({ request: 'Q-0404' }, { request: 'Q-0001' }),
    dispute({ item: 'T-0404' }, { item: 'Q-0002' }),
    round('V-0003', { request: 'Q-0404' }, { request: 'Q-0002' }),
    finding({ request: 'Q-0404' }, { request: 'Q-0003' }),
    stage({ request: 'Q-0404' }, { request: 'Q-0002' }),
    talk({ request: 'Q-0404' }, { request: 'Q-0002' }),
    archived({ request: 'Q-0404' }, { request: 'Q-0003' }),
    signature({ document: 'C-0404' }, { document: 'C-0002' }),
  ],
  cycle: ['error', raci({ predecessors: 'T-0001' }, { predecessors: 'T-0003' })],
  'formula-text': [
    'error',
    raci({ name: '=1+1' }, { name: '1+1=2 boxes' }),
    raci({ name: '＝SUM(A1:A9)' }, { name: '“＝SUM” explained' }),
    raci({ name: '+SUM(A1)' }, { name: '+86 571 8888 0000' }),
    raci({ output: '@SUM(1)' }, { output: '@Li Ming' }),
    tracker({ reason: '=HYPERLINK("http://x")' }, { reason: '-3 people' }),
  ],
  'bad-address': [
    'error',
    directory({ email: 'ma at example' }, { email: ' MA@Example.com ' }),
    directory({ email: 'ma@example.com\nBcc: other@example.com' }, { email: 'ma@mail.example.com' }),
    directory({ email: 'ma@example.com, other@example.com' }, { email: 'ma+box@example.com' }),
    directory({ email: 'Ma Nan <ma@example.com>' }, { email: 'ma-nan@example.com' }),
  ],
  'inactive-person': [
    'warning',
    meeting({ host: 'Gone Guo' }, { host: 'Gone Gao' }),
    action({ owner: 'Gone Guo' }, { owner: 'Gone Gao' }),
    raci({ responsible: 'Gone Guo' }, { responsible: 'Gone Gao' }),
    raci({ accountable: 'Gone Guo' }, { accountable: 'Gone Gao' }),
    design({ head: 'Gone Guo' }, { head: 'Gone Gao' }),
    design({ divisionLeader: 'Gone Guo' }, { divisionLeader: 'Gone Gao' }),
    setting('executive', 'Gone Guo', 'Gone Gao'),
  ],
  'no-address': ['warning', directory({ email: '' }, { email: 'nan@example.com' })],
  'no-heartbeat': [
    'warning',
    setting('heartbeat', '2026-03-03T09:10:00+08:00', '2026-03-04T09:10:00+08:00'),
    // Still Tuesday in New York, and Wednesday where the workbook counts.
    setting('heartbeat', '2026-03-03T10:59:00-05:00', '2026-03-03T11:01:00-05:00'),
  ],
  'bad-setting': [
    'warning',
    setting('zone', 'Mars/Base', 'Europe/Berlin'),
    setting('stuckDays', 'three', '2'),
    setting('locale', 'Latin', 'zh-CN'),
    setting('groupChannel', 'https://example.com/hook', 'https://open.feishu.cn/open-apis/bot/v2/hook/0000-1111'),
  ],
  'role-missing': ['warning', setting('keeper', '', 'Ma Nan'), setting('executive', '', 'Ma Nan')],
  vague: [
    'warning',
    action({ name: 'Fold the card asap' }, { name: 'Fold ten cards' }),
    action({ output: '若干盒子' }, { output: '十个盒子' }),
    raci({ name: 'Draw the box asap' }, { name: 'Draw the box as soon as the knife is here' }),
    raci({ name: '尽快画盒子' }, { name: '画盒子，附近日期' }),
    raci({ doneWhen: '基本完成' }, { doneWhen: '三人签字' }),
    requests({ goal: 'Sell some of 500' }, { goal: 'Sell 500' }),
    agreed({ standard: 'Holds several kg' }, { standard: 'Holds 6 kg' }),
    tracker({ reason: '待定' }, { reason: '刀钝了' }),
  ],
  'done-without-output': [
    'warning',
    tracker({ status: 'Done' }, { status: 'Done', output: 'box.pdf' }, { column: 'output' }),
  ],
  'late-without-reason': [
    'warning',
    tracker({ status: 'Delayed' }, { status: 'Delayed', reason: 'The knife is blunt' }, { column: 'reason' }),
    tracker({ newDue: '' }, { newDue: '', reason: 'The press is down' }, { of: 'T-0002', column: 'reason' }),
  ],
  'day-off': [
    'warning',
    meeting({ date: '2026-04-18' }, { date: '2026-04-17' }),
    topic({ researchDue: '2026-04-18' }, { researchDue: '2026-04-17' }),
    action({ due: '2026-04-18' }, { due: '2026-04-17' }),
    raci({ due: '2026-04-18' }, { due: '2026-04-17' }),
    raci({ due: '2026-04-30' }, { due: '2026-04-29' }),
    tracker({ newDue: '2026-04-19' }, { newDue: '2026-04-20' }),
    requests({ wantedFinish: '2026-04-30' }, { wantedFinish: '2026-05-01' }),
  ],
  'before-predecessor': [
    'warning',
    raci(
      { predecessors: 'T-0003', start: '2026-04-10' },
      { predecessors: 'T-0003', start: '2026-04-14' },
      { column: 'start' },
    ),
  ],
  'short-buffer': [
    'warning',
    raci(
      { predecessors: 'T-0003', start: '2026-04-13' },
      { predecessors: 'T-0003', start: '2026-04-14' },
      { column: 'start' },
    ),
  ],
  'goal-not-measurable': [
    'warning',
    requests({ goal: 'Be better known' }, { goal: 'Pass the safety test' }),
    requests({ goal: '提升品牌形象' }, { goal: '三千台入仓' }),
  ],
  'date-past': [
    'warning',
    requests(
      { wantedFinish: '2026-04-09', submittedOn: '2026-04-10' },
      { wantedFinish: '2026-04-10', submittedOn: '2026-04-10' },
    ),
    tracker({ newDue: '2026-03-02', reason: 'Supplier' }, { newDue: '2026-04-20', reason: 'Supplier' }),
  ],
  'progress-mismatch': [
    'warning',
    tracker(
      { status: 'Done', output: 'box.pdf', progress: '50%' },
      { status: 'Done', output: 'box.pdf', progress: '100%' },
      { column: 'progress', kept: { progress: 0.5 } },
    ),
    tracker({ progress: '1' }, { progress: '0.99' }),
    tracker(
      { status: 'Not started', progress: '0.1' },
      { status: 'Not started', progress: '0' },
      { column: 'progress' },
    ),
  ],
  undated: [
    'warning',
    requests(
      { reviewResult: 'Passed' },
      { reviewResult: 'Passed', reviewedOn: '2026-03-05' },
      { column: 'reviewedOn' },
    ),
    dispute(
      { decision: 'Buy a new knife' },
      { decision: 'Buy a new knife', decidedOn: '2026-03-05' },
      { column: 'decidedOn' },
    ),
    round('V-0004', { acceptedOn: '' }, { acceptedOn: '2026-03-04' }),
  ],
  unexplained: [
    'warning',
    requests(
      { reviewResult: 'Sent back', reviewedOn: '2026-03-05' },
      { reviewResult: 'Sent back', reviewedOn: '2026-03-05', reviewReason: 'No budget', reviewedBy: 'Li Ming' },
      { column: 'reviewReason' },
    ),
    confirmation(
      { answer: 'Needs adjusting' },
      { answer: 'Needs adjusting', adjustment: 'By 20 April' },
      { column: 'adjustment' },
    ),
    confirmation(
      { answer: 'Cannot do' },
      { answer: 'Cannot do', adjustment: 'The press is down' },
      { column: 'adjustment' },
    ),
  ],
  'duplicate-signature': [
    'warning',
    signature(
      { document: 'C-0001', version: '1', signer: 'Chen Jie' },
      { document: 'C-0001', version: '2', signer: 'Chen Jie' },
      { of: 'S-0002', column: 'signer' },
    ),
  ],
  'stranger-signed': [
    'warning',
    signature(
      { signer: 'Li Ming', signedOn: '2026-03-05' },
      { signer: 'Chen Jie', signedOn: '2026-03-05' },
      { column: 'signer' },
    ),
    signature(
      { document: 'M-0001', kind: 'Approval', signer: 'Sun Li', signedOn: '2026-03-05' },
      { document: 'M-0001', kind: 'Approval', signer: 'Li Ming', signedOn: '2026-03-05' },
      { column: 'signer' },
    ),
  ],
  'date-ahead': ['warning', signature({ signedOn: '2026-03-09' }, { signedOn: '2026-03-06' })],
  'duplicate-answer': [
    'warning',
    confirmation({ department: 'Design' }, { department: 'Marketing' }, { of: 'C-0002' }),
  ],
  'lead-missing': [
    'warning',
    confirmation({ answer: 'Can do' }, { answer: 'Can do', lead: 'Li Ming' }, { column: 'lead' }),
  ],
  'clock-order': [
    'error',
    meeting({ end: '13:00' }, { end: '15:30' }, { of: 'M-0002' }),
    meeting({ end: '14:00' }, { start: '2pm', end: '3pm' }, { of: 'M-0002' }),
  ],
  'meeting-length': [
    'warning',
    meeting({ end: '15:31' }, { end: '15:30' }, { of: 'M-0002' }),
    meeting({ kind: 'Weekly' }, { kind: 'Review' }, { of: 'M-0002', column: 'end' }),
  ],
  'two-kickoffs': [
    'error',
    meeting(
      { kind: 'Kick-off', request: 'Q-0001' },
      { kind: 'Kick-off', request: '' },
      { of: 'M-0003', column: 'request' },
    ),
  ],
  'no-decider': ['warning', meeting({ deciders: '' }, { deciders: 'Sun Li' })],
  'topics-count': ['warning', meeting({ kind: 'Review' }, { kind: 'Weekly' }, { of: 'M-0004', column: 'name' })],
  'minutes-exceed': ['warning', topic({ minutes: '16' }, { minutes: '14' })],
  'materials-late': [
    'warning',
    meeting({ materialsOn: '2026-03-25' }, { materialsOn: '2026-03-24' }, { of: 'M-0002' }),
  ],
  'topic-open': ['warning', topic({ outcome: '' }, { outcome: '', consensus: 'Two more days' }, { of: 'P-0008' })],
  'minutes-locked': [
    'warning',
    topic({ consensus: 'Green' }, { points: 'Design: green' }, { of: 'P-0005' }),
    action({ owner: 'Wang Fang' }, { resources: 'A knife' }, { of: 'A-0001', column: 'name' }),
    meeting({ minutes: 'All green' }, { minutes: 'All green', approvedOn: '2026-03-05' }, { of: 'M-0003' }),
  ],
  'near-duplicate': [
    'warning',
    raci(
      { name: 'Print the box', due: '2026-03-05' },
      { name: 'Print the box', due: '2026-03-04' },
      { of: 'T-0003', column: 'name' },
    ),
  ],
  'round-order': [
    'warning',
    round('V-0002', { round: '1' }, { round: '3' }),
    // The third round is there before the second has a conclusion; a round comes after a pass.
    round('V-0003', { request: 'Q-0001', round: '3' }, { request: 'Q-0002', round: '1' }, { column: 'round' }),
    round('V-0003', { request: 'Q-0003', round: '2' }, { request: 'Q-0002', round: '' }, { column: 'round' }),
  ],
  'nothing-agreed': [
    'warning',
    round(
      'V-0003',
      { result: 'Pass', acceptedOn: '2026-03-04' },
      { result: '', acceptedOn: '2026-03-04' },
      { column: 'result' },
    ),
  ],
  'too-early': [
    'warning',
    finding({ request: 'Q-0001' }, { request: 'Q-0003' }),
    { tab: 'archive', of: 'F-0001', set: { request: 'Q-0001' }, fine: { request: 'Q-0003' } },
  ],
};

const sheetWith = (raw: RawWorkbook, tab: TabKey, change: (sheet: RawSheet) => RawSheet): RawWorkbook => ({
  ...raw,
  sheets: raw.sheets.map((sheet) => (sheet.title === tabOf(tab).title.en ? change(sheet) : sheet)),
});

const cellsWith = (raw: RawWorkbook, tab: TabKey, row: number, cells: Cells): RawWorkbook => {
  const keys = columnsOf(tab).map(([key]) => key);
  return sheetWith(raw, tab, (sheet) => ({
    ...sheet,
    rows: sheet.rows.map((line) =>
      line.at === row
        ? { at: row, cells: keys.map((key, i) => cells[key] ?? (key in cells ? null : (line.cells[i] ?? null))) }
        : line,
    ),
  }));
};

/** The plan is a sheet of their own, which was adopted. */
const THEIRS = { 'tab.raci': 'RACI', 'column.raci.name': 'Task' };

const merged = (top: number, bottom: number) =>
  sheetWith(soundWith(), 'raci', (sheet) => ({ ...sheet, merges: [{ top, left: 2, bottom, right: 2 }] }));
const headed = (tab: TabKey, column: string, header: string) =>
  cellsWith(soundWith(), tab, HEADER, { [column]: header });
const alsoTitled = (title: string) => {
  const raw = soundWith();
  return { ...raw, sheets: [...raw.sheets, { title, merges: [], rows: [] }] };
};
const called = (raw: RawWorkbook, tab: TabKey, title: string): RawWorkbook => ({
  ...raw,
  sheets: raw.sheets.map((sheet) => (sheet.title === tabOf(tab).title.en ? { ...sheet, title } : sheet)),
});
const besides = (raw: RawWorkbook, tab: TabKey, title: string): RawWorkbook => ({
  ...raw,
  sheets: [...raw.sheets, ...called(raw, tab, title).sheets.filter((sheet) => sheet.title === title)],
});
/** A plan of theirs for March, and another sheet of its layout. */
const ofMarch = (other: string): RawWorkbook => {
  const raw = called(soundWith({ ...THEIRS, 'tab.raci': '2026-03' }), 'raci', '2026-03');
  return {
    ...raw,
    sheets: raw.sheets.flatMap((sheet) => (sheet.title === '2026-03' ? [sheet, { ...sheet, title: other }] : [sheet])),
  };
};
/** Swept before, at that home, and the last mail came to that. */
const swept = (status: string, workbookHome = 'here', receipt = '') =>
  soundWith(
    { workbookHome },
    {
      _ledger: [
        {
          seq: 1,
          key: 'task.due:T-0001:2026-03-05:1',
          to: 'li@example.com',
          mail: 'm1',
          status,
          day: '2026-03-05',
          receipt,
        },
      ],
    },
  );

/** A card for the team's group, and what the ledger has of it. */
const postedTo = (to: string, receipt: string) =>
  soundWith(
    { groupChannel: 'https://open.feishu.cn/open-apis/bot/v2/hook/0000-1111' },
    {
      _ledger: [
        {
          seq: 1,
          key: 'group.morning:group:2026-03-05:1',
          to,
          mail: '',
          status: 'overtaken',
          day: '2026-03-05',
          receipt,
        },
      ],
    },
  );

/** An event for another program, and what came of it last. */
const untaken = (status: string, receipt: string) =>
  soundWith(
    {},
    {
      _ledger: [
        {
          seq: 1,
          key: 'webhook.task.due:T-0001:2026-03-05:1',
          to: 'webhook',
          status: 'due',
          day: '2026-03-04',
          receipt: '{}',
        },
        { seq: 2, key: 'webhook.task.due:T-0001:2026-03-05:1', to: 'webhook', status, day: '2026-03-05', receipt },
      ],
    },
  );

/** What is wrong with a workbook, a sheet or a header; the neighbour beside it. */
interface WorkbookCase {
  readonly at: readonly [TabKey, number, string];
  readonly given: RawWorkbook;
  readonly fine: RawWorkbook;
  /** What both share with other workbooks. */
  readonly shared?: Shared;
}

/** An address book in which Li Ming works for another department. */
const MOVED: Shared = {
  location: 'book',
  people: [
    {
      name: 'Li Ming',
      email: 'li@example.com',
      department: 'Marketing',
      language: null,
      active: true,
      phone: '',
      channel: null,
      delegate: '',
      delegateFrom: null,
      delegateTo: null,
    },
  ],
  departments: [],
  days: [],
};

const WORKBOOKS: Partial<Record<ProblemCode, readonly [Severity, ...WorkbookCase[]]>> = {
  'header-missing': [
    'error',
    {
      at: ['raci', HEADER, 'accountable'],
      given: headed('raci', 'accountable', 'Who'),
      fine: headed('raci', 'accountable', 'Approver'),
    },
    { at: ['raci', HEADER, 'id'], given: headed('raci', 'id', 'Our ref'), fine: headed('raci', 'id', '任务编号') },
    {
      at: ['tracker', HEADER, 'status'],
      given: headed('tracker', 'status', 'Mood'),
      fine: headed('tracker', 'status', '状态'),
    },
  ],
  'header-double': [
    'error',
    {
      at: ['raci', HEADER, 'due'],
      given: headed('raci', 'output', 'Due'),
      fine: headed('raci', 'output', 'Due before'),
    },
  ],
  'tab-missing': [
    'error',
    {
      at: ['escalations', 0, ''],
      given: soundWith({ 'tab.escalations': 'Troubles' }),
      fine: soundWith({ 'tab.escalations': tabOf('escalations').title.en }),
    },
  ],
  'tab-double': [
    'error',
    { at: ['raci', 0, ''], given: alsoTitled(tabOf('raci').title['zh-CN']), fine: alsoTitled('RACI of last year') },
  ],
  'tab-renamed': [
    'warning',
    {
      at: ['raci', 0, ''],
      given: called(soundWith(), 'raci', '分工表Q4'),
      fine: called(soundWith(), 'raci', '分工表'),
    },
    {
      at: ['topics', 0, ''],
      given: called(soundWith(), 'topics', 'What we talk about'),
      fine: besides(soundWith(), 'topics', 'What we talked about'),
    },
  ],
  'tab-unsure': [
    'error',
    {
      at: ['consensus', 0, ''],
      given: called(besides(soundWith(), 'consensus', 'Consensus Q3'), 'consensus', 'Consensus Q4'),
      fine: besides(soundWith(), 'consensus', 'Consensus Q3'),
    },
    {
      at: ['meetings', 0, ''],
      given: called(soundWith(), 'meetings', 'Meetings (2)'),
      fine: besides(soundWith(), 'meetings', 'Meetings (2)'),
    },
  ],
  'several-owners': [
    'warning',
    {
      at: ['raci', HEADER + 1, 'responsible'],
      given: cellsWith(soundWith(THEIRS), 'raci', HEADER + 1, { responsible: 'Li Ming, Wang Fang' }),
      fine: cellsWith(soundWith(THEIRS), 'raci', HEADER + 1, { responsible: 'Li Ming', supporting: 'Wang Fang' }),
    },
    {
      at: ['raci', HEADER + 1, 'accountable'],
      given: cellsWith(soundWith(THEIRS), 'raci', HEADER + 1, { accountable: 'Chen Jie / Sun Li' }),
      fine: cellsWith(soundWith(THEIRS), 'raci', HEADER + 1, { accountable: '' }),
    },
  ],
  'sheet-left': ['warning', { at: ['raci', 0, ''], given: ofMarch('2026-04'), fine: ofMarch('2026-02') }],
  'merged-cells': [
    'error',
    { at: ['raci', HEADER + 1, 'name'], given: merged(HEADER + 1, HEADER + 2), fine: merged(1, HEADER - 1) },
  ],
  'no-cached-value': [
    'error',
    {
      at: ['raci', HEADER + 1, 'output'],
      given: cellsWith(soundWith(), 'raci', HEADER + 1, { output: { fault: 'no-cached-value', text: 'A1&B1' } }),
      fine: cellsWith(soundWith(), 'raci', HEADER + 1, { output: 'A box' }),
    },
  ],
  'cell-error': [
    'error',
    {
      at: ['tracker', HEADER + 1, 'status'],
      given: cellsWith(soundWith(), 'tracker', HEADER + 1, { status: { fault: 'error', text: '#REF!' } }),
      fine: cellsWith(soundWith(), 'tracker', HEADER + 1, { note: '#REF! was here' }),
    },
    {
      at: ['_ledger', FIRST_NOTE, 'mail'],
      given: cellsWith(swept('sent'), '_ledger', FIRST_NOTE, { mail: { fault: 'error', text: '#REF!' } }),
      fine: swept('sent'),
    },
  ],
  'calendar-horizon': [
    'warning',
    {
      at: ['calendar', 0, 'date'],
      given: soundWith({}, { calendar: [{ date: '2025-10-01', kind: 'Day off', source: 'Official' }] }),
      fine: soundWith({}, { calendar: [{ date: '2026-10-01', kind: 'Day off', source: 'Official' }] }),
    },
  ],
  'hours-unkept': [
    'warning',
    {
      at: ['settings', 15, 'value'],
      given: soundWith({ urgentHours: '4h' }, { _runs: sweptAt('09:00') }),
      fine: soundWith({ urgentHours: '4 小时' }, { _runs: sweptAt('09:00', '12:30', '16:00') }),
    },
    {
      at: ['settings', 15, 'value'],
      given: soundWith({ urgentHours: '8' }, { _runs: sweptAt('09:00') }),
      fine: soundWith({ urgentHours: '9 hours' }, { _runs: sweptAt('09:00') }),
    },
    {
      at: ['settings', 15, 'value'],
      given: soundWith({ urgentHours: '4h' }, { _runs: sweptAt('13:01') }),
      fine: soundWith({ urgentHours: '4h' }),
    },
  ],
  'book-behind': [
    'warning',
    {
      at: ['directory', 0, 'source'],
      given: headed('directory', 'source', 'Remarks'),
      fine: soundWith(),
      shared: MOVED,
    },
  ],
  copy: ['error', { at: ['settings', 0, 'value'], given: swept('sent', 'elsewhere'), fine: swept('sent') }],
  'mail-held': ['error', { at: ['_ledger', 0, 'status'], given: swept('held'), fine: swept('sent') }],
  'mail-refused': [
    'error',
    { at: ['directory', 0, 'email'], given: swept('refused', 'here', '550 No such user'), fine: swept('overtaken') },
  ],
  'group-untold': [
    'warning',
    { at: ['settings', 0, 'value'], given: postedTo('group', '19021 sign match fail'), fine: postedTo('group', '') },
    { at: ['settings', 0, 'value'], given: postedTo('group', 'BATON_GROUPS'), fine: postedTo('li@example.com', 'x') },
  ],
  'webhook-untold': [
    'warning',
    { at: ['settings', 0, 'value'], given: untaken('deferred', 'HTTP 500'), fine: untaken('sent', '') },
    { at: ['settings', 0, 'value'], given: untaken('refused', 'gone 0f1e HTTP 410'), fine: untaken('due', '{}') },
  ],
  'mail-deferred': [
    'warning',
    { at: ['directory', 0, 'email'], given: swept('deferred', 'here', '452 Mailbox full'), fine: swept('due') },
  ],
};

const rowOf = (raw: RawWorkbook, tab: TabKey, of: string): number =>
  raw.sheets.find(({ title }) => title === tabOf(tab).title.en)!.rows.find(({ cells }) => cells[0] === of)!.at;

/** What a spreadsheet keeps of a typed text. */
const keptOf = (set: RowCase['set']): Cells =>
  Object.fromEntries(
    Object.entries(set).map(([key, text]) => {
      const percent = /^(\d+)%$/.exec(text);
      const number = percent ? Number(percent[1]) / 100 : Number(text);
      return [key, text.trim() === '' ? null : Number.isNaN(number) ? text : number];
    }),
  );

const read = (raw: RawWorkbook) => readSnapshot(raw, { now });
const { today } = read(soundWith());
const brief = ({ tab, row, column, code }: Problem) => ({ tab, row, column, code });

/** What a sweep of it finds, and how that is printed. */
const problemsOf = async (raw: RawWorkbook, shared?: Shared) => {
  const store = openMemory(raw);
  const { problems } = await sweepWorkbook({
    store,
    mailer: createMemoryMailer(),
    now,
    ...(shared && { shared: sharing(shared) }),
  });
  return problems;
};
const printed = (problems: readonly Problem[]) =>
  problems.map((problem) => ({ ...brief(problem), severity: problemJson(problem, 'en', today).severity }));

const expectSentences = (problem: Problem) => {
  const said = LOCALES.map((locale) => sayProblem(problem, locale, today));
  for (const sentence of said) {
    expect(sentence.trim()).not.toBe('');
    expect(sentence).not.toMatch(/undefined|NaN|null|\[object|Invalid|“”/);
  }
  expect(new Set(said).size, said.join(' | ')).toBe(LOCALES.length);
};

it('the workbook that all cases start from has nothing wrong', async () => {
  expect(printed(await problemsOf(soundWith()))).toEqual([]);
});

it('every code has a case', () => {
  expect([...Object.keys(ROWS), ...Object.keys(WORKBOOKS)].sort()).toEqual(Object.keys(PROBLEMS).sort());
});

let inSheets: Promise<SheetsBook> | undefined;

/** What the notes of a row of the sound workbook say in Google Sheets after its cells were pasted as they are: column key → sentences. */
const notesAfterPaste = async (tab: TabKey, row: number, pastes: readonly RawWorkbook[]) => {
  inSheets ??= openRaw(soundWith(), 'en');
  const { sim, at, area } = await inSheets;
  const keys = columnsOf(tab).map(([key]) => key);
  // Plain text stays what it is: what Sheets makes of a typed date is not asked here.
  sim.api.set(area(tab, [row, keys[0]!], [row, keys.at(-1)!]), { numberFormat: '@' });
  return pastes.map((given) => {
    const sheet = given.sheets.find(({ title }) => title === tabOf(tab).title.en)!;
    const cells = sheet.rows.find((line) => line.at === row)?.cells ?? [];
    const values = keys.map((_, i) => (typeof cells[i] === 'object' ? null : (cells[i] ?? null)));
    sim.user(LIN).paste(at(tab, row, keys[0]!), [values]);
    expect(sim.last()).toMatchObject({ error: undefined });
    return Object.fromEntries(
      keys.flatMap((key) => {
        const lines = sim.cell(at(tab, row, key)).note.split('\n');
        const said = lines.filter((line) => line !== '' && !line.includes('cells came in'));
        return said.length > 0 ? [[key, said]] : [];
      }),
    );
  });
};

describe('what is wrong with a row is said of that row, by edit, paste, check and sweep alike', () => {
  for (const [code, [severity, ...cases]] of Object.entries(ROWS)) {
    it.each(cases)(`${code}: $tab $set, not $fine`, async ({ tab, of, set, kept, column, fine }) => {
      const row = rowOf(soundWith(), tab, of);
      const judged = (set: RowCase['set']) => checkEdit(soundWith(), { tab, row, set }, { now });
      const typed = judged(set);
      const given = cellsWith(soundWith(), tab, row, { ...keptOf(set), ...kept });
      const allRight = cellsWith(soundWith(), tab, row, keptOf(fine));

      const found = await problemsOf(given);
      expect(printed(found)).toEqual([{ tab, row, column: column ?? Object.keys(set)[0], code, severity }]);
      expect(typed.problems).toEqual(found);
      // Which errors refuse an edit is edit.test.ts's affair; no warning does.
      expect(typed.verdict).toMatch(severity === 'warning' ? /^mark$/ : /^(mark|refuse)$/);
      for (const problem of found) expectSentences(problem);
      expect(read(given).problems, 'check').toEqual(found);
      const { verdict, problems } = judgeRows(given, tab, [row], { now }).rows[0]!;
      expect({ verdict, problems }, 'paste').toEqual({ verdict: typed.verdict, problems: found });

      expect(printed(await problemsOf(allRight))).toEqual([]);
      expect(judged(fine)).toMatchObject({ verdict: 'ok', problems: [] });
      expect(judgeRows(allRight, tab, [row], { now }).rows[0]).toMatchObject({ verdict: 'ok', problems: [] });

      // In Google Sheets an id that was pasted over goes back.
      if ('id' in set && tabOf(tab).idPrefix !== undefined) return;
      const said = found.map((problem) => `Baton: ${sayProblem(problem, 'en', today).replace(/\s+/g, ' ')}`);
      const notes = await notesAfterPaste(tab, row, [given, allRight, soundWith()]);
      expect(notes).toEqual([{ [found[0]!.column]: said }, {}, {}]);
    });
  }

  it('of two rows that wait for each other both are said; an edit says its own', async () => {
    const row = rowOf(soundWith(), 'raci', 'T-0002');
    const set = { predecessors: 'T-0003' };
    const found = await problemsOf(cellsWith(soundWith(), 'raci', row, set));
    expect(found.map(({ row, code }) => `${row} ${code}`)).toEqual([`${row} cycle`, `${row + 1} cycle`]);
    expect(checkEdit(soundWith(), { tab: 'raci', row, set }, { now }).problems).toEqual(found.slice(0, 1));
  });
});

describe('what is wrong with a sheet or a header is said once, by name', () => {
  for (const [code, [severity, ...cases]] of Object.entries(WORKBOOKS)) {
    it.each(cases)(`${code}: $at`, async ({ at: [tab, row, column], given, fine, shared }) => {
      const found = await problemsOf(given, shared);
      expect(printed(found)).toEqual([{ tab, row, column, code, severity }]);
      for (const problem of found) expectSentences(problem);
      expect(printed(await problemsOf(fine, shared))).toEqual([]);
    });
  }
});
