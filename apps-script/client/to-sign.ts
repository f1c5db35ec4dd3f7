/** The texts that somebody has to sign, in parts, with what has changed since it was signed. */
import { FORMAT, formatDay, joined } from '../../core/messages/format.ts';
import type { Write } from '../../core/plan.ts';
import { factOf } from '../../core/problem.ts';
import { type Facts, readFacts } from '../../core/process/facts.ts';
import type { Person, Snapshot } from '../../core/snapshot.ts';
import { must } from '../../core/text/must.ts';
import { textIn } from '../../core/text/signed-text.ts';
import { isoOf } from '../../core/time/day.ts';
import { type Column, type TabKey, tabOf } from '../../sheet-templates/index.ts';
import type { PageBook } from './book.ts';

/** A part of a text that is signed: a heading and what it says. */
export interface SignPart {
  readonly heading: string;
  readonly text: string;
}

export interface ToSign {
  /** Id of the signature's row, and of what is signed. */
  readonly id: string;
  readonly document: string;
  readonly name: string;
  readonly version: number;
  /** ISO; '' where it is asked for only now. */
  readonly askedOn: string;
  readonly parts: readonly SignPart[];
  /** What changed since the last signature of the same person; empty where there was none. */
  readonly changed: readonly string[];
  /** The signature, given today under the text as it is now. */
  readonly write: Write;
}

/** The texts that wait for a person's signature, as the next sweep would ask for them. */
export const toSign = (book: PageBook, person: Person): ToSign[] => {
  const facts = readFacts(book.snapshot);
  const { flow, snapshot } = facts;
  const { today } = book;
  const about = (id: string) => {
    const duty = flow.matters.get(id)?.duties[0];
    return { changed: (duty && factOf(duty.facts, 'changed')) ?? [] };
  };
  const make = (
    id: string,
    {
      document,
      version,
      askedOn,
      fingerprint,
    }: { document: string; version: number; askedOn: string; fingerprint: string },
    write: Write,
  ): ToSign => ({
    id,
    document,
    name: flow.matters.get(id)?.name ?? document,
    version,
    askedOn,
    parts: [...textIn(fingerprint).keys()].flatMap((name) => partOf(name, document, facts)),
    ...about(id),
    write,
  });

  const asked = snapshot.rows.signoffs.flatMap(({ id, values: v }): ToSign[] => {
    if (v.signer !== person || flow.matters.get(id)?.standing.code !== 'unsigned') return [];
    // The text may have changed since the row was written: what is signed is what is shown.
    const now = flow.updates.find(({ tab, item }) => tab === 'signoffs' && item === id)?.values.fingerprint;
    const fingerprint = typeof now === 'string' ? now : v.fingerprint;
    return [
      make(
        id,
        {
          document: v.document,
          version: v.version ?? 1,
          askedOn: v.askedOn === null ? '' : isoOf(v.askedOn),
          fingerprint,
        },
        {
          tab: 'signoffs',
          kind: 'set',
          item: id,
          values: { signedOn: today, fingerprint },
          expected: { document: v.document, signer: person.name, signedOn: null, fingerprint: v.fingerprint },
        },
      ),
    ];
  });
  const missing = flow.missing.flatMap(({ tab, id, values: v }): ToSign[] => {
    if (tab !== 'signoffs' || v.signer !== person.name || v.signedOn) return [];
    const text = {
      document: String(v.document),
      version: Number(v.version),
      askedOn: '',
      fingerprint: String(v.fingerprint),
    };
    return [make(id, text, { tab, kind: 'append', item: id, values: { ...v, signedOn: today }, expected: {} })];
  });
  return [...asked, ...missing];
};

/** A part by its name: `requests.goal` is a column of the document's row or of its request, anything else a row's id. */
const partOf = (encoded: string, document: string, { snapshot, flow }: Facts): SignPart[] => {
  const name = decodeURIComponent(encoded);
  const { locale } = snapshot.policy;
  const [tab, column] = name.split('.') as [TabKey, string | undefined];
  if (column !== undefined && tab in snapshot.rows) {
    const id = tab === 'requests' ? (flow.matters.get(document)?.request ?? document) : document;
    const row = rowsOf(snapshot, tab).find((one) => one.id === id);
    const declared = tabOf(tab).columns[column];
    return row && declared
      ? [{ heading: declared.header[locale], text: cellText(row.values[column], declared, snapshot) }]
      : [];
  }
  if (name === 'raci') {
    const request = flow.requests.get(document);
    return (request?.tasks ?? []).flatMap(({ id }) => rowPart(id, snapshot));
  }
  return rowPart(name, snapshot);
};

interface AnyRow {
  readonly id: string;
  readonly values: Readonly<Record<string, unknown>>;
}
const rowsOf = ({ rows }: Snapshot, tab: TabKey): readonly AnyRow[] => rows[tab as keyof typeof rows] ?? [];

/** What of a row is signed, by the tabs whose rows are parts of a text. */
const SIGNED = {
  raci: ['department', 'responsible', 'accountable', 'start', 'due', 'output', 'doneWhen'],
  topics: ['consensus', 'outcome'],
  actions: ['owner', 'due', 'output'],
} as const;

const rowPart = (id: string, snapshot: Snapshot): SignPart[] => {
  const { locale } = snapshot.policy;
  for (const tab of Object.keys(SIGNED) as (keyof typeof SIGNED)[]) {
    const row = rowsOf(snapshot, tab).find((one) => one.id === id);
    if (!row) continue;
    const lines = SIGNED[tab].flatMap((key): string[] => {
      const column: Column = must(tabOf(tab).columns[key], `column ${key}`);
      const text = cellText(row.values[key], column, snapshot);
      return text === '' ? [] : [`${column.header[locale]}${FORMAT[locale].colon}${text}`];
    });
    return [{ heading: `${id} ${String(row.values.name)}`, text: lines.join('\n') }];
  }
  return [];
};

const cellText = (value: unknown, column: Column, { policy, today }: Snapshot): string => {
  const { locale } = policy;
  if (value === null || value === undefined) return '';
  if (column.type === 'date') return formatDay(value as number, locale, today);
  if (column.type === 'person') return (value as Person).name;
  if (column.type === 'option') return column.options?.find(({ key }) => key === value)?.label[locale] ?? String(value);
  return Array.isArray(value) ? joined(value.map(String), locale) : String(value);
};
