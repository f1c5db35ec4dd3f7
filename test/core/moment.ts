import type { Item } from '../../core/item.ts';
import { isoOf } from '../../core/time/day.ts';
import { decide, type Reasoned } from '../../functions/sweep/decide.ts';
import type { TabKey } from '../../sheet-templates/index.ts';
import { type Given, type TypedRow, workbookOf } from '../support/scenario.ts';

/** What core makes of a workbook at one moment; `now` is the wall clock of its zone. */
export const momentOf = (now: string, given: Omit<Given, 'steps'>): Reasoned => decide(workbookOf(given), { now });

/** Li Ming's task in Design, due on Friday, 6 March 2026. */
export const TASK: TypedRow = {
  id: 'T-0001',
  name: 'Packaging',
  department: 'Design',
  responsible: 'Li Ming',
  accountable: 'Chen Jie',
  due: '2026-03-06',
};

export type Tabs = Partial<Record<TabKey, readonly TypedRow[]>>;

/** That task, and what is true of it. */
export const taskAt = (
  now: string,
  { task = {}, tracker, tabs = {}, settings = {} }: TaskGiven = {},
): Item & { readonly day: (iso: string) => number } => {
  const { facts } = momentOf(now, {
    settings,
    tabs: { raci: [{ ...TASK, ...task }], ...(tracker && { tracker: [{ id: 'T-0001', ...tracker }] }), ...tabs },
  });
  return Object.assign(facts.items.get('T-0001')!, {
    day: (iso: string) => facts.snapshot.today + daysFrom(now.slice(0, 10), iso),
  });
};

export interface TaskGiven {
  readonly task?: TypedRow;
  readonly tracker?: TypedRow;
  readonly tabs?: Tabs;
  readonly settings?: Readonly<Record<string, string>>;
}

const daysFrom = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;

/** The same tabs after sweeps that saw every task as it stands at that moment, and saw it change last on a day. */
export const unchangedSince = (changedOn: string, now: string, tabs: Tabs, more: TypedRow = {}): Tabs => ({
  ...tabs,
  _state: [...momentOf(now, { tabs }).facts.items.values()].map(
    ({ id, tab, fingerprint, scope, due, status, responsible }) => ({
      id,
      tab,
      seenOn: changedOn,
      changedOn,
      fingerprint,
      scope,
      due: due === null ? null : isoOf(due),
      owner: responsible?.name ?? '',
      status,
      revision: 0,
      ...more,
    }),
  ),
});

/** The same tabs with what a sweep at that moment remembers of them. */
export const sweptAt = (then: string, tabs: Tabs, settings: Readonly<Record<string, string>> = {}): Tabs => ({
  ...tabs,
  _state: momentOf(then, { tabs, settings })
    .plan.writes.filter(({ tab }) => tab === '_state')
    .map(({ item, values }) => ({ id: item, ...values })),
});

let seq = 0;
/** A row of the ledger: a notice that went out. */
export const toldRow = (key: string, day: string, to = 'li@example.com'): TypedRow => ({
  seq: ++seq,
  key,
  to,
  mail: `m-${seq}`,
  status: 'sent',
  day,
  at: `${day}T09:00:00+08:00`,
  run: 'r-1',
  receipt: '',
  hash: 'x',
});

/** Names of people, in their order. */
export const names = (people: readonly ({ readonly name: string } | null)[]): (string | null)[] =>
  people.map((person) => person?.name ?? null);

/** What one rule says at a moment: its notices by key, and why it is silent. */
export const saidAt = (
  rule: string,
  now: string,
  tabs: Tabs,
  { settings = {}, without = [] }: Pick<Given, 'settings' | 'without'> = {},
) => {
  const { plan } = momentOf(now, { tabs, settings, without });
  return {
    notices: plan.notices
      .filter((notice) => notice.rule === rule)
      .map(({ key, to, cc, level, because }) => ({ key, to: names(to), cc: names(cc), level, ...because })),
    silences: plan.silences
      .filter((silence) => silence.rule === rule)
      .map(({ item, because }) => [item, because.code, because.facts]),
  };
};
