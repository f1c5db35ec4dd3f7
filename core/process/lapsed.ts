/** Which cells were changed after somebody had signed them. */
import type { IdTab, Locale } from '../../sheet-templates/index.ts';
import { joined } from '../messages/format.ts';
import { departmentOf } from '../people.ts';
import { severityOf } from '../problem.ts';
import type { RecordOf, Snapshot } from '../snapshot.ts';
import { ensure, groupBy } from '../text/maps.ts';
import { minutesText } from '../text/minutes.ts';
import { ALL_TASKS, changesIn, type SignedText, signedText, textIn } from '../text/signed-text.ts';
import { confirmationFields, taskText } from './signed-fields.ts';

/** A cell whose text was signed and says something else now. */
export interface LapsedText {
  readonly tab: IdTab;
  readonly item: string;
  readonly column: string;
  /** Whose signature under it no longer holds. */
  readonly signer: string;
}

/**
 * What was changed under signatures since they were given, cell by cell: the same comparison by which a sweep lets a signature
 * lapse, without what it remembers. Approved minutes are a problem of their own (`minutes-locked`).
 */
export const lapsedTexts = ({ rows, problems }: Snapshot): readonly LapsedText[] => {
  const byId = <K extends IdTab>(tab: K) => new Map(rows[tab].map((row) => [row.id, row.values as RecordOf<K>]));
  const over = new Set(rows.archive.map(({ values }) => values.request));
  for (const { id, values } of rows.requests) if (values.cancelledOn !== null) over.add(id);
  const cancelled = new Set(rows.tracker.flatMap(({ id, values }) => (values.status === 'cancelled' ? [id] : [])));
  const [requests, confirmations, meetings] = [byId('requests'), byId('confirmations'), byId('meetings')];

  const textOf = (kind: RecordOf<'signoffs'>['kind'], id: string): { request: string; text: SignedText } | null => {
    const answer = kind === 'confirmation' ? confirmations.get(id) : undefined;
    const request = requests.get(answer?.request ?? id);
    const meeting = kind === 'minutes' ? meetings.get(id) : undefined;
    if (answer && request) return { request: answer.request, text: signedText(confirmationFields(request, answer)) };
    if (meeting) {
      const own = <K extends 'topics' | 'actions'>(tab: K) => rows[tab].filter(({ values }) => values.meeting === id);
      return { request: meeting.request, text: signedText(minutesText(meeting, own('topics'), own('actions'))) };
    }
    if (kind !== 'division' || !request) return null;
    const tasks = rows.raci.filter(({ id: task, values }) => values.request === id && !cancelled.has(task));
    const fields = tasks.map(({ id: task, values }) => [
      task,
      taskText({ ...values, department: departmentOf(values) }, values.due),
    ]);
    return { request: id, text: signedText(Object.fromEntries(fields)) };
  };

  /** What a name in a signed text stands for: `requests.goal` a cell, `T-0001` a row. */
  const placesOf = (name: string, document: string, request: string): Pick<LapsedText, 'tab' | 'item' | 'column'>[] => {
    const [tab, column] = name.split('.') as [IdTab, string | undefined];
    if (column !== undefined && tab in rows) return [{ tab, item: tab === 'requests' ? request : document, column }];
    const isNamed = (id: string) => id === name;
    const tasks = name === ALL_TASKS ? rows.raci.filter(({ values }) => values.request === request) : rows.raci;
    return [
      ...tasks
        .filter(({ id }) => name === ALL_TASKS || isNamed(id))
        .map(({ id }) => ({ tab: 'raci', item: id, column: 'name' }) as const),
      ...rows.topics
        .filter(({ id }) => isNamed(id))
        .map(({ id }) => ({ tab: 'topics', item: id, column: 'consensus' }) as const),
      ...rows.actions
        .filter(({ id }) => isNamed(id))
        .map(({ id }) => ({ tab: 'actions', item: id, column: 'name' }) as const),
    ];
  };

  // A slip of the pen lets no signature lapse.
  const unread = new Set(
    problems.flatMap(({ tab, item, column, code }) =>
      severityOf(code) === 'error' ? [`${tab}.${column}.${item}`] : [],
    ),
  );
  const signed = rows.signoffs.flatMap(({ values }) => {
    const { signer, signedOn } = values;
    return signedOn === null || signer === null ? [] : [{ values, signer: signer.name }];
  });
  const lapsed: LapsedText[] = [];
  const texts = new Map<string, ReturnType<typeof textOf>>();
  for (const own of groupBy(signed, ({ values: v, signer }) => [v.document, v.kind, signer].join('\n')).values()) {
    const [{ values: first, signer }] = own;
    const { document, kind } = first;
    const now = ensure(texts, `${kind} ${document}`, () => textOf(kind, document));
    if (!now || over.has(now.request)) continue;
    const changes = own.map(({ values }) => {
      const then = textIn(values.fingerprint);
      return then.size === 0 ? [] : changesIn(then, now.text).flatMap((name) => placesOf(name, document, now.request));
    });
    const left = changes.map((cells) =>
      cells.filter(({ tab, column, item }) => !unread.has(`${tab}.${column}.${item}`)),
    );
    if (left.some((cells) => cells.length === 0)) continue;
    for (const cell of left[left.length - 1] ?? []) lapsed.push({ ...cell, signer });
  }
  return lapsed;
};

/** Who had signed it, as a list of names. */
export const signersOf = (texts: readonly LapsedText[], locale: Locale): string =>
  joined([...new Set(texts.map(({ signer }) => signer))], locale);
