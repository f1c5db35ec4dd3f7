/** Checks of signatures: under an unknown document, given twice, dated ahead, by somebody who is not to sign. */
import { departmentOf } from '../../people.ts';
import type { Person, RecordOf, Row } from '../../snapshot.ts';
import { ensure, push } from '../../text/maps.ts';
import { isoOf } from '../../time/day.ts';
import { departmentsAsked } from '../meetings.ts';
import { before, type CheckContext, type RowCheck, type SheetCheck } from './check.ts';

type Values = RecordOf<'signoffs'>;
type Kind = NonNullable<Values['kind']>;

const KINDS = {
  confirmation: 'confirmations',
  division: 'requests',
  minutes: 'meetings',
  approval: 'meetings',
  acceptance: 'acceptance',
} as const satisfies Record<Kind, keyof CheckContext['rows']>;

/** A row somebody typed may not say what kind of document it is under. */
const kindsOf = ({ kind }: Values): readonly Kind[] => (kind ? [kind] : (Object.keys(KINDS) as Kind[]));

const tooEarly = before<'signoffs'>('signedOn', 'askedOn');

export const SIGNOFFS: readonly RowCheck<'signoffs'>[] = [
  {
    ...tooEarly,
    // A first text may have been signed on paper before it was asked for; a changed one was not.
    find: (values, context) => ((values.version ?? 1) > 1 ? tooEarly.find(values, context) : null),
  },
  {
    code: 'date-ahead',
    column: 'signedOn',
    find: ({ signedOn }, { today }) => (signedOn !== null && signedOn > today ? { date: isoOf(signedOn) } : null),
  },
];

/** Signatures under documents that are not there, given twice, or by somebody who is not to sign. */
export const signatures: SheetCheck = (context, report) => {
  const { rows } = context;
  if (rows.signoffs.length === 0) return;
  const known = new Map<string, ReadonlySet<string>>();
  const idsOf = (tab: (typeof KINDS)[Kind]) => ensure(known, tab, () => new Set(rows[tab].map(({ id }) => id)));
  const first = new Map<string, Row<'signoffs'>>();
  const signers = signersIn(context);
  const signed = new Map<string, Set<Person>>();
  for (const { values: v } of rows.signoffs) {
    if (v.signer && v.signedOn !== null) ensure(signed, v.document, () => new Set<Person>()).add(v.signer);
  }
  for (const row of rows.signoffs) {
    const { document, signer, signedOn, askedOn, version, kind } = row.values;
    if (document === '') continue;
    const kinds = kindsOf(row.values);
    const tabs = kinds.map((own) => KINDS[own]);
    if (tabs.every((tab) => rows[tab].length > 0 && !idsOf(tab).has(document))) {
      report('signoffs', row, 'document', 'unknown-id', { text: document });
      continue;
    }
    if (signer === null) continue;
    const key = [document, kind ?? '', version ?? 1, signer.name].join('\n');
    const earlier = first.get(key);
    if (!earlier) first.set(key, row);
    else report('signoffs', row, 'signer', 'duplicate-signature', { name: signer.name, document, other: earlier.id });
    const expected = kinds.flatMap((own) => signers(own, document));
    if (signedOn === null || expected.length === 0 || expected.includes(signer)) continue;
    // Whom Baton asked held the office then: that is reported until whoever holds it now has signed.
    if (askedOn !== null && expected.every((person) => signed.get(document)?.has(person))) continue;
    const names = [...new Set(expected)].map(({ name }) => name);
    report('signoffs', row, 'signer', 'stranger-signed', { name: signer.name, document, names });
  }
};

/** Who is to sign which document, as far as the rows tell; nobody for what is cancelled or archived. */
const signersIn = ({ rows, departments }: CheckContext) => {
  const over = new Set(rows.archive.map(({ values }) => values.request));
  for (const { id, values } of rows.requests) if (values.cancelledOn !== null) over.add(id);
  const heads = (names: Iterable<string>): Person[] =>
    [...new Set(names)].flatMap((name) => departments.get(name)?.head ?? []);
  const requests = new Map(rows.requests.map(({ id, values }) => [id, values]));
  const confirmations = new Map(rows.confirmations.map(({ id, values }) => [id, values]));
  const meetings = new Map(rows.meetings.map(({ id, values }) => [id, values]));
  const planned = new Map<string, string[]>();
  for (const { values: v } of rows.raci) push(planned, v.request, departmentOf(v));
  const owners = new Map<string, Person[]>();
  for (const { values: v } of rows.actions) if (v.owner) push(owners, v.meeting, v.owner);

  const of: Record<Kind, (id: string) => readonly Person[]> = {
    confirmation: (id) => {
      const answer = confirmations.get(id);
      return answer && !over.has(answer.request) ? heads([answer.department]) : [];
    },
    division: (id) => (over.has(id) ? [] : heads(planned.get(id) ?? [])),
    minutes: (id) => {
      const meeting = meetings.get(id);
      if (!meeting || over.has(meeting.request)) return [];
      if (meeting.kind !== 'kickoff') return owners.get(id) ?? [];
      return heads(departmentsAsked(meeting, requests.get(meeting.request)));
    },
    // Whoever heads a supporting department then: who that is today is read in the round itself.
    acceptance: () => [],
    approval: (id) => {
      const meeting = meetings.get(id);
      return meeting?.host && !over.has(meeting.request) ? [meeting.host] : [];
    },
  };
  return (kind: Kind, id: string): readonly Person[] => of[kind](id);
};
