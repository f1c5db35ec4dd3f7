import { sayQuiet } from '../../core/messages/index.ts';
import type { Plan, WriteValue } from '../../core/plan.ts';
import type { Facts } from '../../core/process/facts.ts';
import type { RawCell, RawSheet, RawWorkbook } from '../../core/workbook.ts';
import { createMemoryMailer } from '../../functions/adapters/memory/mailer.ts';
import { type MemoryStore, openMemory } from '../../functions/adapters/memory/store.ts';
import { decide } from '../../functions/sweep/decide.ts';
import { handOnWorkbook } from '../../functions/sweep/hand-on.ts';
import { sweepWorkbook } from '../../functions/sweep/sweep.ts';
import { columnsOf, keyColumn, type Locale, STARTER, type TabKey, tabOf } from '../../sheet-templates/index.ts';
import { answerIn, type GivenAnswer } from './answer.ts';

/** Rows as people type them, by column key. */
export type TypedRow = Readonly<Record<string, RawCell>>;

export interface Given {
  readonly locale?: Locale;
  readonly settings?: Readonly<Record<string, string>>;
  /** Rows by tab; a tab of the starter that is not named is there and empty, others are there when they are named. */
  readonly tabs?: Readonly<Partial<Record<TabKey, readonly TypedRow[]>>>;
  /** Tabs of the starter that this workbook lacks. */
  readonly without?: readonly TabKey[];
  readonly steps: readonly Step[];
}

export interface Step {
  /** Wall clock of the workbook's zone. */
  readonly now: string;
  /** What people changed since the step before: the row of an item, by column key. */
  readonly edits?: readonly {
    readonly tab: TabKey;
    readonly item: string;
    readonly set: Readonly<Record<string, WriteValue>>;
  }[];
  /** Rows that people added since, by column key; ids and dates as they would be written. */
  readonly add?: readonly { readonly tab: TabKey; readonly row: Readonly<Record<string, WriteValue>> }[];
  /** What people answer with the links of their mails before the sweep; `undone`: and take back at once. */
  readonly answers?: readonly (Omit<GivenAnswer, 'at'> & { readonly at?: string })[];
  /** Not the morning's sweep: only what answers of that day hand on. */
  readonly handOn?: true;
  /** Headers that people rename before the sweep. */
  readonly rename?: readonly { readonly tab: TabKey; readonly column: string; readonly to: string }[];
}

const CAST: Readonly<Record<Locale, Readonly<Partial<Record<TabKey, readonly TypedRow[]>>>>> = {
  en: {
    directory: [
      { name: 'Li Ming', email: 'li@example.com', department: 'Design', language: 'en' },
      { name: 'Wang Fang', email: 'wang@example.com', department: 'Marketing', language: 'en' },
      { name: 'Chen Jie', email: 'chen@example.com', department: 'Design', language: 'en' },
      { name: 'Zhao Yi', email: 'zhao@example.com', department: '', language: 'en' },
      { name: 'Qian Er', email: 'qian@example.com', department: '', language: 'en' },
      { name: 'Zhou Zong', email: 'zhou@example.com', department: '', language: 'en' },
      { name: 'Sun Li', email: 'sun@example.com', department: 'Marketing', language: 'en' },
      { name: 'Wu Kai', email: 'wu@example.com', department: '', language: 'en' },
    ],
    departments: [
      { name: 'Design', head: 'Chen Jie', divisionLeader: 'Zhao Yi' },
      { name: 'Marketing', head: 'Sun Li', divisionLeader: 'Qian Er' },
    ],
  },
  'zh-CN': {
    directory: [
      { name: '李明', email: 'li@example.com', department: '设计部' },
      { name: '王芳', email: 'wang@example.com', department: '市场部' },
      { name: '陈洁', email: 'chen@example.com', department: '设计部' },
      { name: '赵一', email: 'zhao@example.com' },
      { name: '钱二', email: 'qian@example.com' },
      { name: '周总', email: 'zhou@example.com' },
      { name: '孙丽', email: 'sun@example.com', department: '市场部' },
      { name: '吴凯', email: 'wu@example.com' },
    ],
    departments: [
      { name: '设计部', head: '陈洁', divisionLeader: '赵一' },
      { name: '市场部', head: '孙丽', divisionLeader: '钱二' },
    ],
  },
};

const ROLES: Readonly<Record<Locale, Readonly<Record<string, string>>>> = {
  en: { projectLead: 'Wang Fang', keeper: 'Wu Kai', executive: 'Zhou Zong', project: 'Product launch' },
  'zh-CN': { projectLead: '王芳', keeper: '吴凯', executive: '周总', project: '新品上市' },
};

const headerRowOf = (tab: TabKey) => (tabOf(tab).machine ? 1 : 3);

const sheetOf = (tab: TabKey, locale: Locale, rows: readonly TypedRow[]): RawSheet => {
  const columns = columnsOf(tab);
  const header = headerRowOf(tab);
  return {
    title: tabOf(tab).title[locale],
    merges: [],
    rows: [
      ...(header === 3
        ? [
            { at: 1, cells: [tabOf(tab).title[locale]] },
            { at: 2, cells: [tabOf(tab).help[locale]] },
          ]
        : []),
      { at: header, cells: columns.map(([, column]) => column.header[locale]) },
      ...rows.map((row, i) => ({ at: header + 1 + i, cells: columns.map(([key]) => row[key] ?? null) })),
    ],
  };
};

/** A workbook with the starter's tabs, a small cast, and the rows given. */
export const workbookOf = ({
  locale = 'en',
  settings = {},
  tabs = {},
  without = [],
}: Omit<Given, 'steps'>): RawWorkbook => {
  const values = {
    locale,
    zone: 'Asia/Shanghai',
    workbookId: 'W-TEST',
    workbookHome: 'here',
    ...ROLES[locale],
    ...settings,
    // Everybody knows what is theirs, as in a workbook that has been swept for long.
    firstList: settings.firstList ?? 'no',
  };
  const given: Partial<Record<TabKey, readonly TypedRow[]>> = {
    ...CAST[locale],
    settings: Object.entries(values).map(([key, value]) => ({ key, value })),
    ...tabs,
  };
  const keys = [...new Set([...STARTER, ...(Object.keys(tabs) as TabKey[])])].filter((key) => !without.includes(key));
  return {
    name: 'test',
    location: 'here',
    movedFrom: () => false,
    foundAt: async () => null,
    dateSystem: 1900,
    sheets: keys.map((key) => sheetOf(key, locale, given[key] ?? [])),
  };
};

/** What one sweep came to, in lines a person can read and compare. */
export interface Outcome {
  readonly notices: readonly string[];
  readonly silences: readonly string[];
  readonly problems: readonly string[];
  readonly writes: readonly string[];
  /** Text parts of the mails that were sent, each under its addressee and subject. */
  readonly mails: readonly string[];
}

/**
 * What a fingerprint is made of is nobody's business, that there is one is; who held what is shown in test/court, who knows of their
 * letters by what they are told.
 */
const masked = (key: string, value: unknown): unknown =>
  key === 'courts' || key === 'letters' ? undefined : key === 'fingerprint' || key === 'scope' ? '@' : value;

const linesOf = (plan: Plan): Omit<Outcome, 'mails'> => ({
  notices: plan.notices.map(({ key, to, cc }) => {
    const copied = cc.length > 0 ? ` (copied: ${cc.map((p) => p.name).join(', ')})` : '';
    return `${key} -> ${to.map((p) => p.name).join(', ')}${copied}`;
  }),
  silences: plan.silences.map(({ rule, item, because }) => `${rule} ${item}: ${because.code}`),
  problems: plan.problems.map(({ tab, item, column, code }) => [tab, item, column, code].filter(Boolean).join(' ')),
  writes: plan.writes.flatMap(({ tab, kind, item, values }) => {
    const shown = JSON.stringify(values, masked);
    return shown === '{}' ? [] : [`${kind} ${tab} ${item} ${shown}`];
  }),
});

/** What people do before a step's sweep. */
export const live = async (
  store: MemoryStore,
  locale: Locale,
  { now, edits = [], add = [], answers = [], rename = [] }: Step,
): Promise<void> => {
  store.type(
    rename.map(({ tab, column, to }) => ({
      sheet: tabOf(tab).title[locale],
      row: headerRowOf(tab),
      column: columnsOf(tab).findIndex(([key]) => key === column) + 1,
      value: to,
    })),
  );
  const receipts = await store.apply([
    ...add.map(({ tab, row }) => ({
      tab,
      kind: 'append' as const,
      item: String(row[keyColumn(tab)] ?? ''),
      values: row,
      expected: {},
    })),
    ...edits.map(({ tab, item, set }) => ({ tab, kind: 'set' as const, item, values: set, expected: {} })),
  ]);
  for (const { write, outcome } of receipts) {
    if (outcome !== 'written') throw new Error(`the edit of ${write.tab} ${write.item} found no row`);
  }
  for (const answer of answers) await answerIn(store, { at: now, ...answer });
};

/**
 * Plays the steps one after the other: edits, then a whole sweep over the memory adapters. `look` sees what each reading
 * of the workbook comes to.
 */
export const play = async (given: Given, look: (facts: Facts, plan: Plan) => void = () => {}): Promise<Outcome[]> => {
  const store = openMemory(workbookOf(given));
  const mailer = createMemoryMailer();
  const outcomes: Outcome[] = [];
  const locale = given.locale ?? 'en';
  for (const step of given.steps) {
    const { now } = step;
    await live(store, locale, step);
    const before = mailer.sent.length;
    const options = { store, mailer, now, clock: () => `${now}:00+08:00` };
    const { plan } = step.handOn
      ? (await handOnWorkbook({ ...options, decide })).result
      : await sweepWorkbook({
          ...options,
          decide: (raw, context) => {
            const decision = decide(raw, context);
            look(decision.facts, decision.plan);
            return decision;
          },
        });
    for (const { because } of plan.silences) sayQuiet(because, locale, 0);
    const mails = mailer.sent
      .slice(before)
      .map(({ to, subject, text }) => `To: ${to.name}\nSubject: ${subject}\n\n${text}`);
    outcomes.push({ ...linesOf(plan), mails });
  }
  return outcomes;
};
