import { buildDigest } from '../../../core/mail/digest.ts';
import type { DigestInput } from '../../../core/mail/input.ts';
import { buildJointDigest } from '../../../core/mail/joint.ts';
import type { Digest } from '../../../core/mail/model.ts';
import type { DutyRule } from '../../../core/messages/index.ts';
import type { Duty } from '../../../core/process/duty.ts';
import type { Matter } from '../../../core/process/matter.ts';
import type { Meeting } from '../../../core/process/meetings.ts';
import { emptyRecord } from '../../../core/read/rows.ts';
import type { Locale } from '../../../sheet-templates/index.ts';
import { day, type SomeFacts, world } from './fixtures.ts';

/** What an owner finds on that morning: one late, one due today, one soon, one change, one copy. */
const ownerInput = (locale: Locale, links: boolean): DigestInput => {
  const { li, chen, zhao, w, notice, inputFor } = world(locale, links);
  return inputFor(li, [
    notice('task.changed', 'T-0010', { changes: ['due|2026-03-09|2026-03-12'] }, [li, chen]),
    notice('task.soon', 'T-0009', { due: '2026-03-11', days: 3 }),
    notice('task.overdue', 'T-0007', { due: '2026-03-04', days: 2 }),
    notice('task.reason', 'T-0007', { due: '2026-03-04' }),
    notice('task.due', 'T-0008', { due: '2026-03-06' }),
    notice('task.blocked', 'T-0016', {
      predecessor: 'T-0007',
      predecessorName: w('包装设计终稿', 'Final packaging design'),
      earliestStart: '2026-03-10',
      start: '2026-03-09',
    }),
    notice('task.changed', 'T-0011', { changes: [`owner|${zhao.name}|${w('王丽', 'Wang Li')}`] }),
  ]);
};

export const ownerDigest = (locale: Locale, links = false): Digest => buildDigest(ownerInput(locale, links));

/** What a division leader finds: two things stuck. */
export const leaderDigest = (locale: Locale, links = false): Digest => {
  const { zhao, sun, he, design, notice, digestFor } = world(locale, links);
  return digestFor(zhao, [
    notice(
      'task.stuck',
      'T-0014',
      { since: '2026-03-02', days: 3, court: 'blocked', level: 1, until: '2026-03-11' },
      [zhao],
      { level: 1, cc: [he] },
    ),
    notice(
      'task.stuck',
      'T-0013',
      { since: '2026-02-27', days: 4, court: 'late', level: 1, until: '2026-03-11' },
      [sun, zhao],
      { level: 1, cc: [he] },
    ),
    notice(
      'update.weekly',
      design,
      { department: design, by: '2026-03-06', time: '17:00', step: 1, items: ['T-0009', 'T-0016'] },
      [zhao],
      { cc: [he] },
    ),
  ]);
};

/** What the keeper finds: rows to mend, and what others were asked. */
export const keeperDigest = (locale: Locale, links = false): Digest => {
  const { zhao, sun, he, li, design, market, notice, digestFor } = world(locale, links);
  return digestFor(he, [
    notice('digest.keeper', 'T-0013', { tab: 'tracker', row: 9, column: 'newDue', code: 'not-a-date', count: 1 }, [he]),
    notice('digest.keeper', '', { tab: 'raci', row: 12, column: 'responsible', code: 'two-leads', count: 1 }, [he]),
    notice('digest.keeper', '', { tab: 'raci', row: 7, column: 'due', code: 'not-a-date', count: 1 }, [he]),
    notice('task.collect', 'T-0015', { due: '2026-03-03', done: true }, [li, he]),
    notice(
      'task.stuck',
      'T-0013',
      { since: '2026-02-27', days: 4, court: 'late', level: 1, until: '2026-03-11' },
      [sun, zhao],
      { level: 1, cc: [he] },
    ),
    notice(
      'update.weekly',
      design,
      { department: design, by: '2026-03-06', time: '17:00', step: 1, items: ['T-0009', 'T-0016'] },
      [li],
      { cc: [he] },
    ),
    notice(
      'update.weekly',
      market,
      { department: market, by: '2026-03-06', time: '17:00', step: 1, items: ['T-0011'] },
      [sun],
      { cc: [he] },
    ),
  ]);
};

/** A matter of the process that waits for somebody. */
export const matter = <R extends DutyRule>(
  fields: Pick<Matter, 'id' | 'tab' | 'name' | 'standing'>,
  duty: Partial<Omit<Duty, 'rule' | 'facts'>> & { readonly rule: R; readonly facts: SomeFacts<R> },
): Matter => ({
  request: '',
  open: true,
  memory: {
    seenOn: day('2026-03-02'),
    changedOn: day('2026-03-02'),
    since: day('2026-03-02'),
    fingerprint: '',
    scope: '',
    changed: false,
    revision: 0,
  },
  duties: [
    {
      item: fields.id,
      since: day('2026-03-02'),
      end: day('2026-03-05'),
      dueEnd: day('2026-03-05'),
      waiting: true,
      phase: 'late',
      daysLate: 1,
      daysLeft: -1,
      stuckSince: day('2026-03-02'),
      daysStill: 4,
      level: 1,
      levelOn: day('2026-03-05'),
      unheard: false,
      led: [],
      escalatedOn: day('2026-03-05'),
      escalatesOn: day('2026-03-10'),
      nextLevel: 2,
      escalatesTo: [],
      stuck: false,
      raised: false,
      executiveOn: day('2026-03-11'),
      asked: { 1: [], 2: [] },
      movers: { 0: [], 1: [], 2: [] },
      weeklyOn: null,
      ...duty,
    } as unknown as Duty,
  ],
  ...fields,
});

/** What a department head finds: an answer that is due, a signature, and tasks of the department without an update. */
const headDigest = (locale: Locale, links = false): Digest => {
  const { sun, zhao, he, market, w, notice, digestFor } = world(locale, links);
  const asked = matter(
    {
      id: 'C-0004',
      tab: 'confirmations',
      name: w('秋季推广物料', 'Material for the autumn campaign'),
      standing: { code: 'asked' },
    },
    {
      rule: 'assessment',
      who: [sun],
      end: day('2026-03-06'),
      phase: 'day',
      daysLate: 0,
      daysLeft: 0,
      level: 0,
      levelOn: null,
      unheard: false,
      escalatesOn: day('2026-03-06'),
      nextLevel: 1,
      escalatesTo: [zhao],
      facts: { department: market },
    },
  );
  const toSign = matter(
    {
      id: 'S-0003',
      tab: 'signoffs',
      name: w('需求确认函：展会样品', 'Confirmation: trade-fair samples'),
      standing: { code: 'unsigned' },
    },
    {
      rule: 'confirmation.sign',
      who: [sun],
      end: day('2026-03-09'),
      phase: 'eve',
      daysLate: 0,
      daysLeft: 1,
      level: 0,
      levelOn: null,
      unheard: false,
      escalatesOn: day('2026-03-10'),
      nextLevel: 1,
      escalatesTo: [zhao],
      facts: { document: 'C-0002', department: market },
    },
  );
  return digestFor(
    sun,
    [
      notice('assessment', asked.id, { department: market }, [sun]),
      notice('confirmation.sign', toSign.id, { document: 'C-0002', department: market }, [sun]),
      notice(
        'update.weekly',
        market,
        { department: market, by: '2026-03-06', time: '17:00', step: 1, items: ['T-0011', 'T-0012'] },
        [sun],
        { cc: [he] },
      ),
      notice('task.changed', 'T-0007', { changes: ['due|2026-03-02|2026-03-04'] }, [sun]),
    ],
    { matters: new Map([asked, toSign].map((each) => [each.id, each])) },
  );
};

/** What the executive finds: one task nobody below could move, and a dispute to rule on. */
const executiveDigest = (locale: Locale, links = false): Digest => {
  const { zhou, chen, sun, design, research, w, notice, digestFor } = world(locale, links);
  const facts = {
    level: 2,
    days: 6,
    parties: [design, research],
    facts: w('样机共 12 台，预算未列', '12 prototypes, in nobody’s budget'),
    options: w('研发部出资；或两部门各半', 'R&D pays, or both pay half'),
  };
  const dispute = matter(
    {
      id: 'E-0001',
      tab: 'escalations',
      name: w('测试样机归谁出资', 'Who pays for the test prototypes'),
      standing: { code: 'with-executive' },
    },
    { rule: 'dispute', who: [chen, sun], facts, level: 2, nextLevel: 2, escalatesOn: null },
  );
  return digestFor(
    zhou,
    [
      notice(
        'task.stuck',
        'T-0013',
        { since: '2026-02-27', days: 5, court: 'late', level: 2, told: '2026-03-03', leader: w('赵一', 'Zhao Yi') },
        [zhou],
        { level: 2 },
      ),
      notice('dispute', dispute.id, facts, [zhou], { level: 2 }),
    ],
    { matters: new Map([[dispute.id, dispute]]) },
  );
};

/** What a division leader finds on a Friday: a dispute to settle, three departments' week, and the meeting at four. */
export const managerInput = (locale: Locale, links: boolean): DigestInput => {
  const { zhao, zhou, chen, sun, he, wang, design, market, research, items, w, notice, inputFor } = world(
    locale,
    links,
  );
  const dispute = matter(
    {
      id: 'E-0001',
      tab: 'escalations',
      name: w('测试样机归谁出资', 'Who pays for the test prototypes'),
      standing: { code: 'with-leaders' },
    },
    {
      rule: 'dispute',
      who: [chen, sun],
      facts: {},
      escalatesTo: [zhou],
    },
  );
  const meeting = (id: string, zh: string, en: string, iso: string, topics: readonly [string, number][]): Meeting => ({
    id,
    values: { ...emptyRecord('meetings'), id, name: w(zh, en), kind: 'weekly', date: day(iso), start: 16 * 60 },
    request: undefined,
    organiser: he,
    recorder: he,
    over: false,
    cancelled: false,
    closed: false,
    seenOn: day('2026-03-02'),
    actions: [],
    slot: null,
    topics: topics.map(([name, minutes], i) => ({
      id: `P-000${i + 1}`,
      values: { ...emptyRecord('topics'), name, minutes },
    })),
    invited: [zhao],
    sentOn: null,
    readers: [],
  });
  const meetings = [
    meeting('M-0002', '周会', 'Weekly meeting', '2026-03-06', [
      [w('上次会议的未完成行动', 'Open actions of the last meetings'), 5],
      [w('滞后任务', 'Delayed tasks'), 12],
      [w('样机出资', 'Money for the prototypes'), 8],
    ]),
    meeting('M-0003', '周会', 'Weekly meeting', '2026-03-13', []),
  ];
  const all = items.map((item) => (item.id === 'T-0013' ? { ...item, level: 1 as const } : item));
  const agreed = {
    ...all[4]!,
    id: 'A-0001',
    name: w('重报印刷价格', 'New quote for the print run'),
    responsible: wang,
  };
  return inputFor(
    zhao,
    [
      notice(
        'digest.manager',
        zhao.name,
        {
          on: '2026-03-06',
          offices: ['division-leader'],
          departments: [design, market, research],
          decisions: ['E-0001', 'T-0013'],
          late: ['T-0007', 'T-0014'],
          risks: ['T-0009', 'T-0016'],
          next: ['T-0008', 'T-0012', 'T-0011', 'T-0010'],
          meetings: ['M-0003'],
          meeting: 'M-0002',
          actions: ['A-0001', 'A-0002', 'A-0003'],
          openActions: ['A-0001'],
        },
        [zhao],
      ),
    ],
    {
      items: new Map([...all, agreed].map((item) => [item.id, item])),
      matters: new Map([[dispute.id, dispute]]),
      meetings: new Map(meetings.map((each) => [each.id, each])),
      waiting: [],
    },
  );
};

const managerDigest = (locale: Locale, links = false): Digest => buildDigest(managerInput(locale, links));

/** Another workbook of the same people, by its project. */
export const inProject = (input: DigestInput, project: string): DigestInput => ({
  ...input,
  policy: { ...input.policy, workbookId: project, project },
  workbook: { ...input.workbook, id: project, name: `${project}.xlsx` },
});

/** What somebody finds who is on three workbooks: the owner of the first has a date near, and rows to mend in others. */
export const jointDigest = (locale: Locale, links = false): Digest => {
  const { li, w, notice, inputFor } = world(locale, links);
  const soon = inputFor(li, [notice('task.soon', 'T-0009', { due: '2026-03-11', days: 3 })], { waiting: [] });
  const mend = inputFor(
    li,
    [notice('digest.keeper', '', { tab: 'raci', row: 7, column: 'due', code: 'not-a-date', count: 1 })],
    { waiting: [] },
  );
  return buildJointDigest([
    inProject(mend, w('供应商大会', 'Supplier day')),
    inProject(soon, w('办公室搬迁', 'Office move')),
    ownerInput(locale, links),
  ]);
};

/** What a division leader of two projects finds on a Friday: their weeks side by side, then each by itself. */
export const weeksDigest = (locale: Locale, links = false): Digest => {
  const { zhao, design, w, notice, inputFor } = world(locale, links);
  const quiet = inputFor(
    zhao,
    [
      notice(
        'digest.manager',
        zhao.name,
        { on: '2026-03-06', offices: ['division-leader'], departments: [design], late: ['T-0007'], next: ['T-0009'] },
        [zhao],
      ),
    ],
    { waiting: [] },
  );
  return buildJointDigest([inProject(quiet, w('办公室搬迁', 'Office move')), managerInput(locale, links)]);
};

/** Whoever gets mail, each on a morning with something of everything. */
export const READERS = {
  owner: ownerDigest,
  head: headDigest,
  leader: leaderDigest,
  executive: executiveDigest,
  keeper: keeperDigest,
  manager: managerDigest,
  joint: jointDigest,
  weeks: weeksDigest,
} as const;
