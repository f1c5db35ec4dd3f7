/** A snapshot as the parts of the process read it: first row of each id, memory, limits, heads, next free ids. */
import type { IdTab } from '../../sheet-templates/index.ts';
import type { Item } from '../item.ts';
import { factOf, unreadCells } from '../problem.ts';
import { idSource } from '../read/rows.ts';
import type { Notified } from '../record/notified.ts';
import { lastSweepOn } from '../record/run.ts';
import type { Department, Person, Row, Snapshot } from '../snapshot.ts';
import { type MatterContent, textOfContent } from '../text/content.ts';
import { fingerprintOf } from '../text/fingerprint.ts';
import { ensure, firstById } from '../text/maps.ts';
import type { Day } from '../time/day.ts';
import { HISTORY_WORKDAYS } from '../time/limit.ts';
import { type Duty, type DutyDraft, dutyOf } from './duty.ts';
import type { Memory, Standing } from './matter.ts';
import { dayOfEdit } from './movement.ts';
import { rulingsOf } from './rulings.ts';
import { urgentRequests } from './urgency.ts';

/** What the parts of the process are read from, and the few questions they all ask. */
export interface Source {
  readonly snapshot: Snapshot;
  readonly notified: Notified;
  /** Tracked tasks and actions by id. */
  readonly items: ReadonlyMap<string, Item>;
  /** The first row of each id, in the order of the sheet. */
  rows<K extends IdTab>(tab: K): readonly Row<K>[];
  /** Whether a cell of a row says something nobody can read; then it does not count as changed. */
  isUnread(column: `${IdTab}.${string}`, id: string): boolean;
  /** The next free id of a tab, for a row that is missing. */
  nextId(tab: IdTab): string;
  /**
   * What is remembered of a matter. `declared` is the day the rows say it came to stand where it does; null when they
   * do not say. `content` are the values whose change is movement, `scope` those whose change is told; left out while
   * they cannot be read.
   */
  remember(
    id: string,
    now: { standing: Pick<Standing, 'code'>; declared: Day | null; content: MatterContent; scope?: MatterContent },
  ): Memory;
  duty(draft: DutyDraft, memory: Pick<Memory, 'changedOn'>): Duty;
  department(name: string): Department | undefined;
  /** The head of a department; null where it is not known. */
  headOf(name: string): Person | null;
}

/** It lay so far back when Baton first saw it that nobody is to hear of it any more. */
export const isHistory = (day: Day, { seenOn }: Pick<Memory, 'seenOn'>, { snapshot }: Pick<Source, 'snapshot'>) =>
  day < snapshot.calendar.addWorkdays(seenOn, -HISTORY_WORKDAYS);

export const sourceOf = (snapshot: Snapshot, items: ReadonlyMap<string, Item>, notified: Notified): Source => {
  const { state, today, departments } = snapshot;
  const lastSweep = lastSweepOn(snapshot);
  const unread = unreadCells(snapshot);
  const urgent = urgentRequests(snapshot);
  const rulings = rulingsOf(snapshot.rows.escalations, (item) => !items.has(item), snapshot);
  const ids = new Map<IdTab, () => string>();
  const first = new Map<IdTab, readonly Row<IdTab>[]>();
  return {
    snapshot,
    notified,
    items,
    rows: <K extends IdTab>(tab: K) =>
      ensure(first, tab, () => [...firstById<Row<IdTab>>(snapshot.rows[tab]).values()]) as unknown as readonly Row<K>[],
    isUnread: (column, id) => unread.has(`${column}.${id}`),
    nextId: (tab) =>
      ensure(ids, tab, () => idSource(tab, () => [...snapshot.rows[tab].map(({ id }) => id), ...state.keys()]))(),
    remember: (id, { standing, declared, content, scope }) => {
      const before = state.get(id);
      const fingerprint = fingerprintOf(textOfContent(content));
      const scopePrint = scope ? fingerprintOf(textOfContent(scope)) : '';
      // Before the first sweep all is old, and counts from today.
      const edited = lastSweep === -Infinity ? today : dayOfEdit(declared, lastSweep, today);
      if (!before || before.seenOn === null) {
        return {
          seenOn: today,
          changedOn: edited,
          since: declared ?? today,
          fingerprint,
          scope: scopePrint,
          changed: false,
          revision: 0,
        };
      }
      const changed = before.scope !== '' && scopePrint !== '' && before.scope !== scopePrint;
      return {
        seenOn: before.seenOn,
        changedOn: before.fingerprint === fingerprint ? (before.changedOn ?? before.seenOn) : edited,
        since: declared ?? (before.status === standing.code ? (before.since ?? before.seenOn) : today),
        fingerprint,
        scope: scopePrint || before.scope,
        changed,
        revision: (before.revision ?? 0) + (changed ? 1 : 0),
      };
    },
    duty: (draft, { changedOn }) => {
      const request = draft.request ?? factOf(draft.facts, 'request') ?? '';
      const about = { changedOn, urgent: urgent.has(request), ruling: rulings.get(draft.item) };
      return dutyOf(draft, about, snapshot, notified);
    },
    department: (name) => departments.get(name),
    headOf: (name) => departments.get(name)?.head ?? null,
  };
};
