/** All rows of a workbook that belong to one request. */
import type { IdTab } from '../../sheet-templates/index.ts';
import { parseKey } from '../record/key.ts';
import type { LedgerRow, Row, Snapshot, Task } from '../snapshot.ts';
import { normal } from '../text/words.ts';

/** Tabs whose rows belong to a request, directly or through what they are about. */
export type PackTab = Exclude<IdTab, 'archive'>;

/** All that the workbook holds about one request, in the order of its sheets, and nothing about any other. */
export interface Belongings {
  readonly request: Row<'requests'>;
  readonly rows: { readonly [K in PackTab]: readonly Row<K>[] };
  /** What is tracked of it: tasks, its meetings' actions, improvements. */
  readonly tasks: readonly Task[];
  readonly tracker: readonly Row<'tracker'>[];
  readonly ledger: readonly LedgerRow[];
}

/** Null where there is no such request. Ids are compared as people write them: `q-0001` is Q-0001. */
export const belongingsOf = (snapshot: Snapshot, id: string): Belongings | null => {
  const { rows, tasks, ledger } = snapshot;
  const wanted = normal(id);
  const request = rows.requests.find((row) => normal(row.id) === wanted);
  if (!request) return null;

  const ids = new Set([wanted]);
  const among = (text: string) => ids.has(normal(text));
  const isOurs = (text: string) => normal(text) === wanted;
  /**
   * Of rows with one id, the first is the item, as everywhere: where that is another request's, our own row goes in and
   * what else is said of the id does not.
   */
  const take = <R extends { readonly id: string }>(all: readonly R[], belongs: (row: R) => boolean): readonly R[] => {
    const seen = new Set<string>();
    const mine: string[] = [];
    const own = all.filter((row) => {
      const first = !seen.has(normal(row.id));
      seen.add(normal(row.id));
      const ours = belongs(row);
      if (first && ours) mine.push(normal(row.id));
      return ours;
    });
    for (const each of mine) ids.add(each);
    return own;
  };

  // Meetings before what was said there, and everything that can be signed or stuck before signatures and escalations.
  const meetings = take(rows.meetings, ({ values }) => isOurs(values.request));
  const held = new Set(meetings.map((row) => normal(row.id)).filter((each) => ids.has(each)));
  const topics = take(rows.topics, ({ values }) => held.has(normal(values.meeting)));
  const actions = take(rows.actions, ({ values }) => held.has(normal(values.meeting)));
  const direct = {
    confirmations: take(rows.confirmations, ({ values }) => isOurs(values.request)),
    consensus: take(rows.consensus, ({ values }) => isOurs(values.request)),
    stages: take(rows.stages, ({ values }) => isOurs(values.request)),
    raci: take(rows.raci, ({ values }) => isOurs(values.request)),
    communications: take(rows.communications, ({ values }) => isOurs(values.request)),
    acceptance: take(rows.acceptance, ({ values }) => isOurs(values.request)),
    retrospective: take(rows.retrospective, ({ values }) => isOurs(values.request)),
  };
  const tracked = new Set(
    [...direct.raci, ...actions, ...direct.retrospective].map((row) => normal(row.id)).filter((each) => ids.has(each)),
  );
  const signoffs = take(rows.signoffs, ({ values }) => among(values.document));
  const escalations = take(rows.escalations, ({ values }) => values.item !== '' && among(values.item));

  // A notice's key is rule:item:date:step, where the item's own colons and blanks are underscores.
  const inKeys = new Set([...ids].map((own) => own.replace(/[:\s]/g, '_')));
  const itemOf = (key: string) => normal(parseKey(key).item);
  return {
    request,
    rows: { requests: [request], ...direct, meetings, topics, actions, signoffs, escalations },
    tasks: firstOf(tasks).filter((task) => tracked.has(normal(task.id))),
    tracker: firstOf(rows.tracker).filter((row) => tracked.has(normal(row.id))),
    ledger: ledger.filter(({ key }) => inKeys.has(itemOf(key))),
  };
};

const firstOf = <R extends { readonly id: string }>(rows: readonly R[]): readonly R[] => {
  const seen = new Set<string>();
  return rows.filter(({ id }) => !seen.has(normal(id)) && seen.add(normal(id)));
};
