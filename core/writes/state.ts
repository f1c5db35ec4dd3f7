/** What a sweep remembers of each item in `_state`: its court, its level, and what happens next. */
import { columnsOf, type Locale } from '../../sheet-templates/index.ts';
import type { Item } from '../item.ts';
import { joined } from '../messages/format.ts';
import { sayNext, sayStanding } from '../messages/index.ts';
import { statusLabel } from '../messages/speaker.ts';
import { distinct } from '../people.ts';
import type { Notice, Write, WriteValue } from '../plan.ts';
import { courtsAfter, holdersOfItem, holdersOfMatter } from '../process/court.ts';
import { filed } from '../process/disputes.ts';
import { type Duty, peopleAt } from '../process/duty.ts';
import type { Facts } from '../process/facts.ts';
import type { Matter } from '../process/matter.ts';
import type { ItemState, Snapshot } from '../snapshot.ts';
import { type Day, isoOf } from '../time/day.ts';
import { append } from './rows.ts';

const iso = (day: Day | null): string | null => (day === null ? null : isoOf(day));

/** What happens next to an item or a matter if nothing moves, once these notices are told; '' where nothing does. */
export const nextStep = (id: string, facts: Facts, notices: readonly Notice[], locale: Locale): string => {
  const told = levelsOf(notices).get(id) ?? 0;
  const item = facts.items.get(id);
  if (item) return nextOf(afterwards(item, facts, told), facts, locale);
  const matter = facts.flow.matters.get(id);
  const duty = matter?.duties[0];
  return duty ? nextOfMatter(duty, facts, levelOf(matter, told), locale) : '';
};

/** The level to which each item is brought by what is told today. */
const levelsOf = (notices: readonly Notice[]): ReadonlyMap<string, 0 | 1 | 2> => {
  const levels = new Map<string, 0 | 1 | 2>();
  for (const { item, level } of notices) if (level > 0) levels.set(item, level);
  return levels;
};

const nextOf = (item: Item, facts: Facts, locale: Locale): string => {
  const { policy, today } = facts.snapshot;
  if (!item.open) return '';
  const say = (code: Parameters<typeof sayNext>[0], words: Parameters<typeof sayNext>[1]) =>
    sayNext(code, words, locale, today);
  if (item.since !== null) {
    if (item.level === 0 && item.help) return say('help', { row: item.help.id });
    return item.escalatesOn === null
      ? say('executive', { who: policy.executive?.name ?? '' })
      : say('escalate', {
          on: isoOf(item.escalatesOn),
          time: policy.workdayEnd,
          who: item.escalatesTo.map((person) => person.name),
        });
  }
  if (item.dueEnd === null) return '';
  return item.phase === 'ahead' && item.remindOn !== null && item.responsible
    ? say('soon', { on: isoOf(item.remindOn), who: item.responsible.name })
    : say('due', { on: isoOf(item.dueEnd), time: policy.workdayEnd });
};

/** The item once it is told at this level. */
const afterwards = (item: Item, { snapshot: { today, policy } }: Facts, told: 0 | 1 | 2): Item =>
  told > item.level
    ? {
        ...item,
        level: told,
        levelOn: today,
        escalatesOn: item.executiveOn,
        escalatesTo: told === 2 || !policy.executive ? [] : [policy.executive],
      }
    : item;

/** The item as it will stand in `_state` after this sweep's notices. */
const stateOf = (item: Item, facts: Facts, told: 0 | 1 | 2) => {
  const { today, policy, state } = facts.snapshot;
  const after = afterwards(item, facts, told);
  const { level } = after;
  return {
    tab: item.tab,
    seenOn: iso(item.seenOn),
    fingerprint: item.fingerprint,
    changedOn: iso(item.changedOn),
    court: item.open ? courtOf(after, facts) : '',
    courts: courtsAfter(state.get(item.id)?.courts ?? '', holdersOfItem(item, level, facts.snapshot), today),
    since: iso(item.since),
    level: level === 0 ? null : level,
    levelOn: iso(after.levelOn),
    next: nextOf(after, facts, policy.locale),
    due: iso(item.due),
    owner: item.responsible?.name ?? lostOwner(item, facts.snapshot),
    scope: item.scope,
    status: item.status,
    revision: item.revision,
    standing: statusLabel(item.status, policy.locale),
  } satisfies Record<string, WriteValue>;
};

/** Who was responsible before somebody typed over the column's header: whoever stands there again is nobody new. */
const lostOwner = ({ id, tab }: Item, { state, hasColumn }: Snapshot): string =>
  tab === 'raci' && !hasColumn('raci', 'responsible') ? (state.get(id)?.owner ?? '') : '';

/** Whose move it is: the owner's, until it is escalated to others. */
const courtOf = (
  { level, responsible, accountable, divisionLeader }: Item,
  { snapshot: { policy } }: Facts,
): string => {
  if (level === 2) return policy.executive?.name ?? '';
  if (level === 1) return divisionLeader?.name ?? accountable?.name ?? '';
  return responsible?.name ?? '';
};

const levelOf = ({ duties: [duty] }: Matter, told: 0 | 1 | 2): 0 | 1 | 2 =>
  duty ? (Math.max(duty.level, told) as 0 | 1 | 2) : 0;

/** A matter as it will stand in `_state`: its standing in words, and the court and limit of its most urgent duty. */
const matterState = (matter: Matter, facts: Facts, told: 0 | 1 | 2) => {
  const { today, policy, state } = facts.snapshot;
  const { memory, standing, duties, tab } = matter;
  const [duty] = duties;
  const level = levelOf(matter, told);
  const asked = !duty ? [] : level === 0 ? duty.who : peopleAt(level, duty, facts.snapshot);
  const names = distinct(asked).map(({ name }) => name);
  return {
    tab,
    seenOn: iso(memory.seenOn),
    fingerprint: memory.fingerprint,
    changedOn: iso(memory.changedOn),
    court: joined(names, policy.locale),
    courts: courtsAfter(state.get(matter.id)?.courts ?? '', holdersOfMatter(matter, level, facts.snapshot), today),
    since: iso(memory.since),
    level: level === 0 ? null : level,
    levelOn: duty && level > 0 ? iso(told > duty.level ? today : duty.levelOn) : null,
    next: duty ? nextOfMatter(duty, facts, level, policy.locale) : '',
    due: duty ? iso(duty.end) : null,
    owner: '',
    scope: memory.scope,
    status: standing.code,
    revision: memory.revision,
    standing: sayStanding(standing.code, standing.facts ?? {}, policy.locale, today),
  } satisfies Record<string, WriteValue>;
};

const nextOfMatter = (duty: Duty, { snapshot: { policy, today } }: Facts, level: 0 | 1 | 2, locale: Locale): string => {
  const say = (code: Parameters<typeof sayNext>[0], words: Parameters<typeof sayNext>[1]) =>
    sayNext(code, words, locale, today);
  if (level === 2) return say('executive', { who: policy.executive?.name ?? '' });
  const escalates = (on: Day, who: readonly string[]) =>
    say('escalate', { on: isoOf(on), time: policy.workdayEnd, who });
  const executive = policy.executive ? [policy.executive.name] : [];
  if (level === 1 && duty.level === 0) return escalates(duty.executiveOn, executive);
  if (duty.phase === 'late' || level === 1) {
    const who = duty.escalatesTo.map(({ name }) => name);
    return duty.escalatesOn === null ? '' : escalates(duty.escalatesOn, who);
  }
  return say('due', { on: isoOf(duty.end), time: duty.endMinute ?? policy.workdayEnd });
};

/** `escalations`: rows of that sheet as they are written today; what stands in them is remembered with them. */
export const stateRows = (facts: Facts, notices: readonly Notice[], escalations: readonly Write[]): Write[] => {
  const { snapshot, items, flow } = facts;
  if (!snapshot.has._state) return [];
  const told = levelsOf(notices);
  const toldOf = (id: string) => told.get(id) ?? 0;
  const writes: Write[] = [];
  const keep = keeper(facts, writes);
  if (!snapshot.blind) for (const [id, item] of items) keep(id, stateOf(item, facts, toldOf(id)));
  const matters = new Map(flow.matters);
  for (const { item, values } of escalations) {
    const level = Number(values.level) as 1 | 2;
    // A dispute that people filed has its own clock, which says where it stands once its level is told.
    if (!flow.disputes.has(item)) matters.set(item, filed(item, level, matters.get(item), snapshot.today));
  }
  for (const [id, matter] of matters) keep(id, matterState(matter, facts, toldOf(id)));
  return writes;
};

/** What differs from what is remembered, in the columns the sheet has. */
const keeper = ({ snapshot }: Facts, writes: Write[]) => {
  const workday = snapshot.calendar.isWorkday(snapshot.today);
  const lacking = columnsOf('_state').flatMap(([key]) => (snapshot.hasColumn('_state', key) ? [] : [key]));
  return (id: string, after: Record<string, WriteValue>): void => {
    for (const key of lacking) delete after[key];
    const before = snapshot.state.get(id);
    if (!before) {
      writes.push(append('_state', id, { id, ...after }));
      return;
    }
    const changed: Record<string, WriteValue> = {};
    let any = false;
    for (const key in after) {
      if (!workday && TOLD_WHEN_CHANGED.has(key)) continue;
      const value = after[key];
      if (value === undefined || value === written(before, key as keyof ItemState)) continue;
      changed[key] = value;
      any = true;
    }
    if (any) writes.push({ tab: '_state', kind: 'set', item: id, values: changed, expected: {} });
  };
};

/** What task.changed compares: on a day off nobody is told, so the next workday's sweep must still see the difference. */
const TOLD_WHEN_CHANGED: ReadonlySet<string> = new Set([
  'due',
  'owner',
  'scope',
  'status',
  'revision',
] satisfies (keyof ItemState)[]);

const DATES: ReadonlySet<string> = new Set(
  columnsOf('_state').flatMap(([key, { type }]) => (type === 'date' ? [key] : [])),
);

/** A state value in the form in which it is written. */
const written = (state: ItemState, key: keyof ItemState): WriteValue => {
  const value = state[key];
  return DATES.has(key) ? iso(value as Day | null) : (value as WriteValue);
};
