import { columnsOf, type TabKey } from '../sheet-templates/index.ts';
import { type Day, isoOf } from './day.ts';
import type { Facts } from './facts/index.ts';
import type { Item } from './item.ts';
import { oneLine, shorten } from './mail/width.ts';
import { joined } from './messages/format.ts';
import { sayNext, sayWritten } from './messages/index.ts';
import type { Notice, Write, WriteValue } from './plan.ts';
import { idSource } from './read/rows.ts';
import type { ItemState, Row } from './snapshot.ts';

/** Everything a plan changes in the workbook besides the ledger and its run row, which belong to applying it. */
export const writesOf = (facts: Facts, notices: readonly Notice[]): Write[] => [
  ...freshIds(facts),
  ...(facts.snapshot.blind ? [] : trackerRows(facts)),
  ...officialDays(facts),
  ...(facts.snapshot.blind ? [] : stateRows(facts, notices)),
  ...escalationRows(facts, notices),
];

const append = (tab: TabKey, item: string, values: Write['values']): Write => ({
  tab,
  kind: 'append',
  item,
  values,
  expected: {},
});

/** A row somebody typed gets its id. It is found again by what it says: a row number would not survive a sort. */
const freshIds = ({ snapshot: { rows } }: Facts): Write[] => {
  const set = (tab: TabKey, id: string, told: Record<string, WriteValue>): Write => ({
    tab,
    kind: 'set',
    item: id,
    values: { id },
    expected: { id: '', ...told },
  });
  const only = (values: Record<string, WriteValue>) =>
    Object.fromEntries(Object.entries(values).filter(([, v]) => v !== null && v !== ''));
  return [
    ...rows.requests
      .filter((row) => row.fresh)
      .map(({ id, values: v }) =>
        set('requests', id, only({ name: v.name, goal: v.goal, submittedOn: iso(v.submittedOn) })),
      ),
    ...rows.raci
      .filter((row) => row.fresh)
      .map(({ id, values: v }) =>
        set('raci', id, only({ name: v.name, request: v.request, due: iso(v.due), start: iso(v.start) })),
      ),
    ...rows.escalations
      .filter((row) => row.fresh)
      .map(({ id, values: v }) =>
        set('escalations', id, only({ item: v.item, issue: v.issue, openedOn: iso(v.openedOn) })),
      ),
  ];
};

/** A new task gets its row in the tracker. */
const trackerRows = ({ snapshot: { rows, has, oneSheet } }: Facts): Write[] => {
  if (!has.tracker || oneSheet) return [];
  const tracked = new Set(rows.tracker.map((row) => row.id));
  const writes: Write[] = [];
  for (const { id } of rows.raci) {
    if (tracked.has(id)) continue;
    tracked.add(id);
    writes.push(append('tracker', id, { id }));
  }
  return writes;
};

/** Official days of a newer list; nobody's own rows are touched. */
const officialDays = ({ snapshot: { newDays } }: Facts): Write[] =>
  newDays.map(({ date, kind, note }) =>
    append('calendar', isoOf(date), { date: isoOf(date), kind, source: 'official', note }),
  );

const iso = (day: Day | null): string | null => (day === null ? null : isoOf(day));

/** What happens next if nothing moves, in the workbook's language. */
const nextOf = (item: Item, facts: Facts): string => {
  const { policy, today } = facts.snapshot;
  if (!item.open) return '';
  const say = (code: Parameters<typeof sayNext>[0], words: Parameters<typeof sayNext>[1]) =>
    sayNext(code, words, policy.locale, today);
  if (item.since !== null) {
    return item.escalatesOn === null
      ? say('executive', { who: policy.executive?.name ?? '' })
      : say('escalate', {
          on: isoOf(item.escalatesOn),
          time: policy.workdayEnd,
          who: item.escalatesTo.map((person) => person.name),
        });
  }
  if (item.due === null) return '';
  return item.phase === 'ahead' && item.remindOn !== null && item.responsible
    ? say('soon', { on: isoOf(item.remindOn), who: item.responsible.name })
    : say('due', { on: isoOf(item.dueEnd!), time: policy.workdayEnd });
};

/** The item as it will stand in `_state` after this sweep's notices. */
const stateOf = (item: Item, facts: Facts, told: 0 | 1 | 2) => {
  const { today, policy } = facts.snapshot;
  const level = Math.max(item.level, told) as 0 | 1 | 2;
  const after: Item =
    told > item.level
      ? {
          ...item,
          level,
          levelOn: today,
          escalatesOn: item.executiveOn,
          escalatesTo: level === 2 || !policy.executive ? [] : [policy.executive],
        }
      : item;
  return {
    tab: 'raci',
    seenOn: iso(item.seenOn),
    fingerprint: item.fingerprint,
    changedOn: iso(item.changedOn),
    court: item.open ? courtOf(after, facts) : '',
    since: iso(item.since),
    level: level === 0 ? null : level,
    levelOn: iso(after.levelOn),
    next: nextOf(after, facts),
    due: iso(item.due),
    owner: item.responsible?.name ?? '',
    scope: item.scope,
    status: item.status,
    revision: item.revision,
  } satisfies Record<string, WriteValue>;
};

/** Whose move it is: the owner's, until it is escalated to others. */
const courtOf = (
  { level, responsible, accountable, divisionLeader }: Item,
  { snapshot: { policy } }: Facts,
): string => {
  if (level === 2) return policy.executive?.name ?? '';
  if (level === 1) return divisionLeader?.name ?? accountable?.name ?? '';
  return responsible?.name ?? '';
};

const stateRows = (facts: Facts, notices: readonly Notice[]): Write[] => {
  const { snapshot } = facts;
  if (!snapshot.has._state) return [];
  const told = new Map<string, 0 | 1 | 2>();
  for (const { rule, item, level } of notices) if (rule === 'task.stuck') told.set(item, level);
  const writes: Write[] = [];
  const workday = snapshot.calendar.isWorkday(snapshot.today);
  for (const [id, item] of facts.items) {
    const after = stateOf(item, facts, told.get(id) ?? 0);
    const before = snapshot.state.get(id);
    if (!before) {
      writes.push(append('_state', id, { id, ...after }));
      continue;
    }
    const changed: Record<string, WriteValue> = {};
    for (const [key, value] of Object.entries(after)) {
      if (!workday && TOLD_WHEN_CHANGED.has(key)) continue;
      if (value !== written(before, key as keyof ItemState)) changed[key] = value;
    }
    if (Object.keys(changed).length > 0)
      writes.push({ tab: '_state', kind: 'set', item: id, values: changed, expected: {} });
  }
  return writes;
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

/** Columns of a task's name in the sentence that files it; a cell takes only so much. */
const QUOTED = 160;

/** A stuck item is filed where there is a table for it; the next level moves the row that is still undecided. */
const escalationRows = (facts: Facts, notices: readonly Notice[]): Write[] => {
  const { rows, has, today, policy, state } = facts.snapshot;
  if (!has.escalations) return [];
  const undecided = new Map<string, Row<'escalations'>>();
  for (const row of rows.escalations) {
    if (row.values.source === 'auto' && row.values.decision === '' && row.values.decidedOn === null)
      undecided.set(row.values.item, row);
  }
  const nextId = idSource('escalations', [...rows.escalations.map((row) => row.id), ...state.keys()]);
  const writes: Write[] = [];
  for (const { rule, item: id, level } of notices) {
    if (rule !== 'task.stuck') continue;
    const item = facts.items.get(id)!;
    const open = undecided.get(id);
    if (open) {
      if (open.values.level !== level) {
        writes.push({
          tab: 'escalations',
          kind: 'set',
          item: open.id,
          values: { level },
          expected: { level: open.values.level },
        });
      }
      continue;
    }
    const parties = [item.responsible, item.accountable, item.divisionLeader, level === 2 ? policy.executive : null]
      .filter((person) => person !== null)
      .map((person) => person.name);
    const issue = sayWritten(
      'escalation.issue',
      {
        name: shorten(oneLine(item.name), QUOTED),
        since: isoOf(item.since!),
        due: iso(item.due),
        owner: item.responsible?.name ?? '',
      },
      policy.locale,
      today,
    );
    const fresh = nextId();
    writes.push(
      append('escalations', fresh, {
        id: fresh,
        item: id,
        kind: 'stuck',
        issue,
        parties: joined([...new Set(parties)], policy.locale),
        level,
        openedOn: isoOf(today),
        source: 'auto',
      }),
    );
  }
  return writes;
};
