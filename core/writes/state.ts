/** What a sweep remembers of each item in `_state`: its court, its level, and what happens next. */
import { columnsOf, type Locale } from '../../sheet-templates/index.ts';
import type { Item, Level, Seen } from '../item.ts';
import type { NextFacts } from '../messages/facts.ts';
import { joined } from '../messages/format.ts';
import { sayNext, sayStanding } from '../messages/index.ts';
import { statusLabel } from '../messages/speaker.ts';
import type { Notice, Write, WriteValue } from '../plan.ts';
import type { Problem } from '../problem.ts';
import { type AtLevel, onceTold } from '../process/clock.ts';
import { courtsAfter, type HeldBy, holdersOfItem, holdersOfMatter } from '../process/court.ts';
import { mattersOnceFiled } from '../process/disputes.ts';
import { type Duty, endsAtProjectLead } from '../process/duty.ts';
import type { Facts } from '../process/facts.ts';
import type { Matter } from '../process/matter.ts';
import { slotText } from '../process/slots.ts';
import { NOTHING_EXPECTED } from '../row-write.ts';
import type { ItemState, Snapshot } from '../snapshot.ts';
import { heldOnce } from '../text/held-once.ts';
import { lazily } from '../text/lazily.ts';
import { ensure } from '../text/maps.ts';
import { type Day, isoOf, isoOrNull } from '../time/day.ts';
import { append } from './rows.ts';

/** What happens next to an item or a matter if nothing moves, once these notices are told; '' where nothing does. */
export const nextStep = (id: string, facts: Facts, notices: readonly Notice[], locale: Locale): string => {
  const { today } = facts.snapshot;
  const told = levelsOf(notices).get(id) ?? 0;
  const item = facts.items.get(id);
  const say = nextOnce(locale, today);
  if (item) return nextOfItem(item, onceTold(item, told, today), facts, say);
  const duty = facts.flow.matters.get(id)?.duties[0];
  return duty ? nextOfDuty(duty, onceTold(duty, told, today), facts, say) : '';
};

/** Says what happens next: the same of many tasks. */
type SayNext = <C extends keyof NextFacts>(code: C, facts: NextFacts[C]) => string;

const nextOnce = (locale: Locale, today: Day): SayNext => {
  const known = new Map<string, string>();
  return (code, facts) =>
    ensure(known, `${code} ${Object.values(facts).join(' ')}`, () => sayNext(code, facts, locale, today));
};

/** The level to which each item is brought by what is told today. */
const levelsOf = (notices: readonly Notice[]): ReadonlyMap<string, Level> => {
  const levels = new Map<string, Level>();
  for (const { item, level } of notices) if (level > 0) levels.set(item, level);
  return levels;
};

const nextOfItem = (item: Item, clock: AtLevel, facts: Facts, say: SayNext): string => {
  const { policy } = facts.snapshot;
  if (!item.open) return '';
  if (clock.stuckSince !== null) {
    if (clock.level === 0 && item.help) return say('help', { row: item.help.id });
    return nextOfClock(clock, facts, say);
  }
  if (item.dueEnd === null) return '';
  return item.phase === 'ahead' && item.remindOn !== null && item.responsible
    ? say('soon', { on: isoOf(item.remindOn), who: item.responsible.name })
    : say('due', { on: isoOf(item.dueEnd), time: policy.workdayEnd });
};

const nextOfDuty = (duty: Duty, clock: AtLevel, facts: Facts, say: SayNext): string => {
  const { policy } = facts.snapshot;
  if (clock.level > 0 && endsAtProjectLead(duty)) return '';
  return duty.phase === 'late' || clock.level > 0
    ? nextOfClock(clock, facts, say)
    : say('due', { on: isoOf(duty.dueEnd), time: duty.endMinute ?? policy.workdayEnd });
};

/** Who is asked next, and by when; at level 2 it is the executive's. */
const nextOfClock = (
  { level, escalatesOn, escalatesAt, escalatesTo }: AtLevel,
  { snapshot: { policy } }: Facts,
  say: SayNext,
): string => {
  if (level === 2) return say('executive', { who: policy.executive?.name ?? '' });
  if (escalatesOn === null) return '';
  const who = escalatesTo.map(({ name }) => name);
  return say('escalate', { on: isoOf(escalatesOn), time: escalatesAt ?? policy.workdayEnd, who });
};

/** What a task and a matter say of themselves in `_state`. */
type Own = Record<
  'tab' | 'since' | 'next' | 'due' | 'owner' | 'status' | 'standing' | 'letters' | 'slot',
  WriteValue
> & {
  readonly held: HeldBy;
};

/** What is the same for all rows of a sweep. */
interface Wording {
  readonly say: SayNext;
  /** Tasks in whose cell for who is responsible something stands that names nobody, or too many. */
  readonly misnamed: () => ReadonlySet<string>;
  /** Who holds something, and since when, is the same of many. */
  readonly once: (text: string) => string;
}

const wordingOf = ({ policy, today, problems }: Snapshot): Wording => ({
  say: nextOnce(policy.locale, today),
  misnamed: lazily(() => new Set(problems.flatMap((problem) => (isMisnamed(problem) ? [problem.item] : [])))),
  once: heldOnce(),
});

const isMisnamed = ({ column, code }: Problem): boolean =>
  (column === 'responsible' || column === 'owner') && (code === 'unknown-person' || code === 'two-leads');

/** A row of `_state`: what a change is noticed by, whose move it is, and what the task or the matter says of itself. */
const rowOf = (id: string, seen: Seen, at: AtLevel | undefined, own: Own, { snapshot }: Facts, { once }: Wording) => {
  const { today, policy, state } = snapshot;
  const level = at?.level ?? 0;
  const movers = at?.movers[level].map(({ name }) => name) ?? [];
  const row: Record<string, WriteValue> = {
    id,
    tab: own.tab,
    seenOn: isoOf(seen.seenOn),
    fingerprint: seen.fingerprint,
    changedOn: isoOf(seen.changedOn),
    court: once(joined(movers, policy.locale)),
    courts: once(courtsAfter(state.get(id)?.courts ?? '', own.held, today)),
    since: own.since,
    level: level === 0 ? null : level,
    levelOn: isoOrNull(at?.levelOn ?? null),
    next: own.next,
    due: own.due,
    owner: own.owner,
    scope: seen.scope,
    status: own.status,
    revision: seen.revision,
    standing: own.standing,
    letters: own.letters,
  };
  // Most things are of no series.
  if (own.slot !== '') row.slot = own.slot;
  return row;
};

/** The item as it will stand there after this sweep's notices. What is over is nobody's move. */
const stateOf = (item: Item, facts: Facts, told: Level, wording: Wording) => {
  const { today, policy } = facts.snapshot;
  const after = onceTold(item, told, today);
  const own = {
    tab: item.tab,
    since: isoOrNull(item.stuckSince),
    next: nextOfItem(item, after, facts, wording.say),
    due: isoOrNull(item.writtenDue),
    owner: item.responsible?.name ?? lostOwner(item, facts.snapshot, wording),
    status: item.status,
    standing: statusLabel(item.status, policy.locale),
    letters: facts.assigned.known.get(item.id) ?? '',
    slot: item.repeats ? slotText(item.repeats) : '',
    held: holdersOfItem(item, after.level, facts.snapshot),
  };
  return rowOf(item.id, item, item.open ? after : undefined, own, facts, wording);
};

/** Who was responsible before somebody misspelt the name or typed over the column's header: whoever stands there again is nobody new. */
const lostOwner = ({ id, tab }: Item, { state, hasColumn }: Snapshot, { misnamed }: Wording): string =>
  (tab === 'raci' && !hasColumn('raci', 'responsible')) || misnamed().has(id) ? (state.get(id)?.owner ?? '') : '';

/** A matter: its standing in words, and the court and limit of its most urgent duty. */
const matterState = (matter: Matter, facts: Facts, told: Level, wording: Wording) => {
  const { today, policy } = facts.snapshot;
  const { memory, standing } = matter;
  const [duty] = matter.duties;
  const after = duty && onceTold(duty, told, today);
  const own = {
    tab: matter.tab,
    since: isoOf(memory.since),
    next: duty && after ? nextOfDuty(duty, after, facts, wording.say) : '',
    due: isoOrNull(duty?.end ?? matter.due ?? null),
    owner: '',
    status: standing.code,
    standing: sayStanding(standing.code, standing.facts ?? {}, policy.locale, today),
    letters: '',
    slot: matter.slot ?? '',
    held: holdersOfMatter(matter, after?.level ?? 0, facts.snapshot),
  };
  return rowOf(matter.id, memory, after, own, facts, wording);
};

/** `escalations`: rows of that sheet as they are written today; what stands in them is remembered with them. */
export const stateRows = (facts: Facts, notices: readonly Notice[], escalations: readonly Write[]): Write[] => {
  const { snapshot, items } = facts;
  if (!snapshot.has._state) return [];
  const told = levelsOf(notices);
  const toldOf = (id: string) => told.get(id) ?? 0;
  const writes: Write[] = [];
  const keep = keeper(facts, writes);
  const wording = wordingOf(snapshot);
  if (!snapshot.blind) for (const [id, item] of items) keep(id, stateOf(item, facts, toldOf(id), wording));
  for (const [id, matter] of mattersOnceFiled(facts, escalations))
    keep(id, matterState(matter, facts, toldOf(id), wording));
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
      writes.push(append('_state', id, after));
      return;
    }
    const changed: Record<string, WriteValue> = {};
    let any = false;
    for (const key in after) {
      if (key === 'id' || (!workday && TOLD_WHEN_CHANGED.has(key))) continue;
      const value = after[key] ?? null;
      if (value === written(before, key as keyof ItemState)) continue;
      changed[key] = value;
      any = true;
    }
    if (any) writes.push({ tab: '_state', kind: 'set', item: id, values: changed, expected: NOTHING_EXPECTED });
  };
};

/** What task.changed compares: on a day off nobody is told, so the next workday's sweep must still see the difference. */
const TOLD_WHEN_CHANGED: ReadonlySet<string> = new Set([
  'due',
  'owner',
  'scope',
  'status',
  'revision',
  'letters',
] satisfies (keyof ItemState)[]);

const DATES: ReadonlySet<string> = new Set(
  columnsOf('_state').flatMap(([key, { type }]) => (type === 'date' ? [key] : [])),
);

/** A state value in the form in which it is written. */
const written = (state: ItemState, key: keyof ItemState): WriteValue => {
  const value = state[key];
  return DATES.has(key) ? isoOrNull(value as Day | null) : (value as WriteValue);
};
