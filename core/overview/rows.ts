/** What is known of each thing that Baton follows, as one flat row: for the sheet Overview, and for other programs. */
import { TAB_KEYS, type TabKey, tabOf } from '../../sheet-templates/index.ts';
import type { Item } from '../item.ts';
import { sayStanding } from '../messages/index.ts';
import { statusLabel } from '../messages/speaker.ts';
import type { Plan, WriteValue } from '../plan.ts';
import { mattersOnceFiled } from '../process/disputes.ts';
import type { Facts } from '../process/facts.ts';
import type { Matter } from '../process/matter.ts';
import type { Person, Snapshot } from '../snapshot.ts';
import { ensure, firstById } from '../text/maps.ts';
import { titleOfRow } from '../text/row-number.ts';
import type { Day } from '../time/day.ts';

/** One thing that is followed, by the keys of the sheet's columns. A day is a day number. */
export interface OverviewRow {
  readonly id: string;
  /** What it is: the title of the sheet in which it is written. */
  readonly kind: string;
  readonly name: string;
  readonly request: string;
  readonly owner: string;
  readonly department: string;
  readonly start: Day | null;
  readonly due: Day | null;
  readonly status: string;
  readonly progress: number | null;
  /** Workdays past its date; 0 for what is in time, and for what is over. */
  readonly daysLate: number;
  readonly court: string;
  readonly level: number | null;
  readonly next: string;
  readonly isOpen: boolean;
  /** Set for what has a row of progress; null for all else, which no figure of the dashboard counts. */
  readonly tracked: Tracked | null;
}

/** What the dashboard counts tasks by. */
export interface Tracked {
  readonly late: boolean;
  /** Late ones by how late, then what is stuck, hindered, and due soon; null for what is on its way. */
  readonly urgency: number | null;
  /** The day it was done; null for what is not. */
  readonly done: Day | null;
  /** Since when there is such a task at all; null for one that was called off. */
  readonly known: Day | null;
}

/** What is remembered of something once this plan is carried out. */
type After = Readonly<Partial<Record<'court' | 'level' | 'next', WriteValue>>>;
/** A row's values by column, whichever sheet it stands in. */
type Values = Readonly<Record<string, unknown>>;

/** Everything that is followed once the plan is carried out: what is open before what is over, each in the order of the sheets. */
export const overviewOf = (facts: Facts, { writes }: Pick<Plan, 'writes'>): readonly OverviewRow[] => {
  const after = rememberedAfter(facts.snapshot, writes);
  const valuesOf = valuesById(facts.snapshot);
  const all: ItemRows = { snapshot: facts.snapshot, last: null };
  const rows = [
    ...Array.from(facts.items.values(), (item) => new ItemRow(item, after(item.id), all)),
    ...[...mattersOnceFiled(facts, writes).values()]
      .sort((a, b) => TAB_KEYS.indexOf(a.tab) - TAB_KEYS.indexOf(b.tab))
      .map((matter) => rowOfMatter(matter, valuesOf(matter), facts, after(matter.id))),
  ];
  return [...rows.filter(({ isOpen }) => isOpen), ...rows.filter(({ isOpen }) => !isOpen)];
};

const rememberedAfter = ({ state }: Snapshot, writes: Plan['writes']): ((id: string) => After) => {
  const written = new Map<string, After>();
  for (const { tab, item, values } of writes) {
    if (tab !== '_state') continue;
    const before = written.get(item);
    written.set(item, before ? { ...before, ...values } : values);
  }
  return (id) => {
    const { court = '', level = null, next = '' } = state.get(id) ?? {};
    const { court: courtNow = court, level: levelNow = level, next: nextNow = next } = written.get(id) ?? {};
    return { court: courtNow, level: levelNow, next: nextNow };
  };
};

/** Each tab's rows are looked through once, however many are asked for. */
const valuesById = ({ rows }: Snapshot): ((matter: Matter) => Values) => {
  const byTab = new Map<TabKey, ReadonlyMap<string, { readonly values: object }>>();
  return ({ tab, id }) => ({
    ...ensure(byTab, tab, () => firstById<{ id: string; values: object }>(rows[tab])).get(id)?.values,
  });
};

const textIn = (value: WriteValue | undefined): string => (typeof value === 'string' ? value : '');
const levelIn = ({ level }: After): number | null => (typeof level === 'number' && level > 0 ? level : null);
const titleOf = ({ tab, id }: { readonly tab: TabKey; readonly id: string }, { workbook, policy }: Snapshot): string =>
  titleOfRow(workbook, tab, id) ?? tabOf(tab).title[policy.locale];

/** What the rows of all items share. */
interface ItemRows {
  readonly snapshot: Snapshot;
  /** Of the row that was asked last: it is asked once for each figure. */
  last: { readonly row: ItemRow; readonly tracked: Tracked } | null;
}

/** An item's row, which says what the item says: there may be hundreds of thousands. */
class ItemRow implements OverviewRow {
  declare private readonly item: Item;
  declare private readonly all: ItemRows;
  declare readonly court: string;
  declare readonly level: number | null;
  declare readonly next: string;

  constructor(item: Item, after: After, all: ItemRows) {
    this.item = item;
    this.all = all;
    this.court = textIn(after.court);
    this.level = levelIn(after);
    this.next = textIn(after.next);
  }

  get id() {
    return this.item.id;
  }
  get kind() {
    return titleOf(this.item, this.all.snapshot);
  }
  get name() {
    return this.item.name;
  }
  get request() {
    return this.item.request;
  }
  get owner() {
    return this.item.responsible?.name ?? '';
  }
  get department() {
    return this.item.department;
  }
  get start() {
    return this.item.start;
  }
  get due() {
    return this.item.due;
  }
  get status() {
    const { status, hasStatus, ownStatus } = this.item;
    return hasStatus || ownStatus === '' ? statusLabel(status, this.all.snapshot.policy.locale) : ownStatus;
  }
  get progress() {
    return this.item.progress;
  }
  get daysLate() {
    const { due } = this.item;
    const { today, calendar } = this.all.snapshot;
    return due !== null && isPast(this.item, today) ? calendar.workdaysBetween(due, today) : 0;
  }
  get isOpen() {
    return this.item.open;
  }
  get tracked() {
    const { last } = this.all;
    if (last?.row === this) return last.tracked;
    const tracked = trackedOf(this.item, this, this.all.snapshot);
    this.all.last = { row: this, tracked };
    return tracked;
  }

  /** Written out it is what everybody asks of it. */
  toJSON(): OverviewRow {
    const { id, kind, name, request, owner, department, start, due, status, progress, daysLate } = this;
    const { court, level, next, isOpen, tracked } = this;
    const first = { id, kind, name, request, owner, department, start, due, status, progress, daysLate };
    return { ...first, court, level, next, isOpen, tracked };
  }
}

/** Open, and the day by which it was to be over is not today or later. */
const isPast = ({ open, due }: Item, today: Day): boolean => open && due !== null && due < today;

const trackedOf = (
  item: Item,
  { daysLate, level }: Pick<OverviewRow, 'daysLate' | 'level'>,
  snapshot: Snapshot,
): Tracked => {
  const { today } = snapshot;
  const late = isPast(item, today);
  const { done, known } = lifeOf(item, today);
  return { late, urgency: item.open ? urgencyOf(item, late, daysLate, level ?? 0, snapshot) : null, done, known };
};

const urgencyOf = (
  { due, status }: Item,
  late: boolean,
  daysLate: number,
  level: number,
  { today, calendar, policy }: Snapshot,
): number | null => {
  const isHindered = status === 'delayed' || status === 'blocked';
  const isSoon = due !== null && due <= calendar.addWorkdays(today, policy.remindDays);
  const sum = (late ? 100_000 + 100 * daysLate : 0) + 30 * level + (isHindered ? 10 : 0) + (isSoon ? 1 : 0);
  return sum === 0 ? null : sum;
};

/** The day something done was last updated, else the day Baton saw it. */
const lifeOf = ({ status, updatedOn, changedOn, seenOn }: Item, today: Day): Pick<Tracked, 'done' | 'known'> => {
  const done = status === 'done' ? Math.min(today, updatedOn ?? changedOn) : null;
  return { done, known: status === 'cancelled' ? null : Math.min(seenOn, done ?? today) };
};

const rowOfMatter = (matter: Matter, values: Values, { snapshot }: Facts, after: After): OverviewRow => {
  const { id, tab, name, request, open, standing } = matter;
  const { today, calendar, policy } = snapshot;
  const due = matter.duties[0]?.end ?? matter.due ?? null;
  const owner = OWNERS.map((key) => values[key]).find(isPerson);
  const department = DEPARTMENTS.map((key) => values[key]).find((value) => typeof value === 'string' && value !== '');
  return {
    id,
    kind: titleOf({ tab, id }, snapshot),
    name,
    request: tab === 'requests' ? id : request,
    owner: owner?.name ?? '',
    department: typeof department === 'string' ? department : (owner?.department ?? ''),
    start: null,
    due,
    status: sayStanding(standing.code, standing.facts ?? {}, policy.locale, today),
    progress: null,
    daysLate: open && due !== null && due < today ? calendar.workdaysBetween(due, today) : 0,
    court: textIn(after.court),
    level: levelIn(after),
    next: textIn(after.next),
    isOpen: open,
    tracked: null,
  };
};

/** Columns that say who and which department stand for a row, the nearest first. */
const OWNERS = ['contact', 'lead', 'responsible', 'organiser', 'signer', 'acceptor', 'owner', 'filedBy'] as const;
const DEPARTMENTS = ['department', 'initiatingDepartment', 'researchDepartment'] as const;

const isPerson = (value: unknown): value is Person =>
  typeof value === 'object' && value !== null && 'name' in value && 'department' in value;
