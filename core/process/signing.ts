/** Signatures under documents: which hold, which have lapsed, and which are to be asked for. */
import type { IdTab } from '../../sheet-templates/index.ts';
import type { DutyFacts } from '../messages/facts.ts';
import type { Write } from '../plan.ts';
import { emptyRecord } from '../read/rows.ts';
import type { Person, Row } from '../snapshot.ts';
import { groupBy } from '../text/maps.ts';
import { cellOf, changesIn, type SignedText, signedText, textIn } from '../text/signed-text.ts';
import { type Day, isoOf } from '../time/day.ts';
import type { Matter, NewRow, ProcessPart, Standing } from './matter.ts';
import { limitOf, type Request } from './requests.ts';
import type { Source } from './source.ts';

/** Something to be signed: the text by field, each under a name that says what it is (`requests.goal`, `T-0001`). */
export interface Document {
  readonly kind: 'confirmation' | 'division' | 'minutes' | 'approval';
  /** Id of what is signed. */
  readonly id: string;
  readonly name: string;
  readonly request: string;
  readonly fields: Readonly<Record<string, string>>;
  /** Null for an office that nobody holds: its signature is missing, and there is nobody to ask. */
  readonly signers: readonly (Person | null)[];
  /** The day it was ready to be signed, as the rows say; null where they do not. */
  readonly since: Day | null;
  /** The day its one signer enters in the document's own row, such as a host's approval: that is the signature. */
  readonly signedOn?: Day | null;
}

/** Where the signatures under a document stand. */
export interface Signed {
  /** Every signer has signed this very text. */
  readonly complete: boolean;
  /** The day the last of them did; null while one is missing. */
  readonly on: Day | null;
  readonly missing: readonly Person[];
  /** Fields that changed since those who are missing signed last; empty where they never did. */
  readonly changed: readonly string[];
  /** Their rows, with those that are asked for. */
  readonly rows: readonly SignatureRow[];
}

/** A signature as a matter; its row where it is missing, Baton's own columns where it is there, and whether it lapsed today. */
interface SignatureRow {
  readonly matter: Matter;
  readonly missing?: NewRow;
  readonly updates?: readonly Write[];
  readonly lapse?: Lapse;
}

/** A signature that lapsed today: whose it was, and the fields that changed since. */
export interface Lapse {
  readonly request: string;
  readonly signer: Person;
  readonly changed: readonly string[];
}

type Signature = Row<'signoffs'>;
type Bare = Pick<Signature, 'id' | 'values'>;

/** All signatures that there are, and what those that are missing are asked for by. */
export interface Signing {
  readonly source: Source;
  readonly requests: ReadonlyMap<string, Request>;
  readonly isOver: (request: string) => boolean;
  readonly byDocument: ReadonlyMap<string, readonly Signature[]>;
}

export const signingOf = (source: Source, requests: Signing['requests'], isOver: Signing['isOver']): Signing => ({
  source,
  requests,
  isOver,
  byDocument: groupBy(source.rows('signoffs'), ({ values }) => values.document),
});

/** Who owes the signature under which kind of document; the host's approval is owed to the meeting itself. */
const RULE = {
  confirmation: 'confirmation.sign',
  division: 'division.sign',
  minutes: 'minutes.sign',
  approval: null,
} as const satisfies Record<Document['kind'], keyof DutyFacts | null>;

/**
 * The signatures under a document. Each is a row: a document, a version, a signer, and the fingerprint of the text that was
 * signed. When the text changes, a signed row lapses and stays, and a row of the next version is asked for; one not signed yet
 * follows the text. Without their sheet the document counts as signed.
 */
export const signaturesUnder = (document: Document, signing: Signing): Signed => {
  if (!signing.source.snapshot.has.signoffs)
    return { complete: true, on: document.since, missing: [], changed: [], rows: [] };
  const people = document.signers.filter((person) => person !== null);
  const now = signedText(document.fields);
  const given = [...new Set(people)].map((person) => ({ person, ...signatureOf(document, person, now, signing) }));
  const lacking = given.filter(({ on }) => on === null);
  const complete = lacking.length === 0 && people.length === document.signers.length;
  const days = given.flatMap(({ on }) => on ?? []);
  const last = days.length > 0 ? Math.max(...days) : document.since;
  return {
    complete,
    on: complete ? last : null,
    missing: lacking.map(({ person }) => person),
    changed: [...new Set(lacking.flatMap(({ changed }) => changed))],
    rows: given.flatMap(({ rows }) => rows),
  };
};

/** What all documents' signatures come to, with the rows that nobody asks for. */
export const signaturesOf = (
  asked: readonly Signed[],
  source: Source,
): ProcessPart & { readonly updates: readonly Write[]; readonly lapsed: readonly Lapse[] } => {
  const rows = asked.flatMap((signed) => signed.rows);
  // Of a row that stands under two documents the later one says where it stands.
  const matters = new Map(rows.map(({ matter }) => [matter.id, matter]));
  for (const row of source.rows('signoffs')) {
    const document = { name: row.values.document || row.id, request: '' };
    const standing = { code: isSigned(row) ? 'signed' : 'not-asked' } as const;
    if (!matters.has(row.id)) matters.set(row.id, matterOf(row, standing, document, source));
  }
  return {
    matters: [...matters.values()],
    missing: rows.flatMap(({ missing }) => missing ?? []),
    updates: rows.flatMap(({ updates = [] }) => updates),
    lapsed: rows.flatMap(({ lapse }) => lapse ?? []),
  };
};

const versionOf = ({ values }: Signature): number => values.version ?? 1;
const isSigned = ({ values }: Signature): boolean => values.signedOn !== null;

/** Of one signer's rows under a document, the oldest version first, those that count under its present text. */
interface Counting {
  readonly own: readonly Signature[];
  /** The signature that holds; else the row that waits for one, and what changed since the last one. */
  readonly valid: Signature | undefined;
  readonly asked: Signature | undefined;
  readonly changed: readonly string[];
  /** The day that was entered elsewhere, and is not that of a signature that has lapsed since. */
  readonly entered: Day | null;
  readonly changedSince: (row: Signature) => readonly string[];
}

const countingOf = (document: Document, signer: Person, now: SignedText, { source, byDocument }: Signing): Counting => {
  const own = (byDocument.get(document.id) ?? [])
    .filter(({ values: v }) => v.signer === signer && (v.kind ?? document.kind) === document.kind)
    .sort((a, b) => versionOf(a) - versionOf(b));
  const changedSince = (row: Signature): readonly string[] => {
    const then = textIn(row.values.fingerprint);
    return then.size === 0 ? [] : changesIn(then, asFarAsRead(document, then, now, source));
  };
  const signed = own.filter(isSigned);
  // The page on which people sign runs in browsers that have no findLast.
  const latest = [...signed].reverse();
  const [last] = latest;
  const valid = latest.find((row) => changedSince(row).length === 0);
  if (valid) return { own, valid, asked: undefined, changed: [], entered: null, changedSince };
  const asked = own.find((row) => !isSigned(row) && (last === undefined || versionOf(row) > versionOf(last)));
  const { signedOn = null } = document;
  const entered = signedOn !== null && signedOn > (last?.values.signedOn ?? -Infinity) ? signedOn : null;
  return { own, valid, asked, changed: last ? changedSince(last) : [], entered, changedSince };
};

/** The signature of one signer: the day it was given, or what changed since the last one; and their rows. */
const signatureOf = (
  document: Document,
  signer: Person,
  now: SignedText,
  signing: Signing,
): Pick<Signed, 'on' | 'changed' | 'rows'> => {
  const { source, isOver } = signing;
  const { today } = source.snapshot;
  const { own, valid, asked, changed, entered, changedSince } = countingOf(document, signer, now, signing);
  const isOwed = !valid && entered === null && !isOver(document.request);
  const stands = (row: Bare, standing: Standing) => matterOf(row, standing, document, source);
  const owed = (row: Bare) => owing(stands(row, { code: 'unsigned' }), document, signer, changed, signing);

  const rowOf = (row: Signature): SignatureRow => {
    const { id, values } = row;
    const then = textIn(values.fingerprint);
    if (row === valid)
      return { matter: stands(row, { code: 'signed' }), updates: then.size === 0 ? keep(row, now, source) : [] };
    if (row === asked && isOwed)
      return { matter: owed(row), updates: keep(row, asFarAsRead(document, then, now, source), source) };
    if (row === asked && entered !== null) {
      const dated = setting(id, { signedOn: isoOf(entered) }, { signedOn: null });
      const matter = stands({ id, values: { ...values, signedOn: entered } }, { code: 'signed' });
      return { matter, updates: [dated, ...keep(row, now, source)] };
    }
    if (!isSigned(row)) return { matter: stands(row, { code: 'not-asked' }) };
    if (entered !== null || (valid && versionOf(valid) > versionOf(row)))
      return { matter: stands(row, { code: 'replaced' }) };
    const facts = { changed: changedSince(row) };
    const matter = stands(row, { code: 'lapsed', facts });
    return matter.memory.since === today
      ? { matter, lapse: { request: document.request, signer, ...facts } }
      : { matter };
  };
  /** Of somebody who is to be asked, or whose signature was entered elsewhere. */
  const fresh = (): SignatureRow => {
    const id = source.nextId('signoffs');
    const version = Math.max(0, ...own.map(versionOf)) + 1;
    const values = { ...emptyRecord('signoffs'), version, askedOn: today, signedOn: entered };
    const cells = {
      ...{ id, document: document.id, kind: document.kind, version, signer: signer.name, askedOn: isoOf(today) },
      ...(entered === null ? {} : { signedOn: isoOf(entered) }),
      fingerprint: cellOf(now),
    };
    const matter = isOwed ? owed({ id, values }) : stands({ id, values }, { code: 'signed' });
    return { matter, missing: { tab: 'signoffs', id, values: cells } };
  };
  const rows = own.map(rowOf);
  if (!asked && (isOwed || entered !== null)) rows.push(fresh());
  return { on: valid?.values.signedOn ?? entered, changed, rows };
};

/** The text now, with what was signed of cells that cannot be read: a slip of the pen lets no signature lapse. */
const asFarAsRead = ({ id, request }: Document, then: SignedText, now: SignedText, source: Source): SignedText => {
  const isUnread = (name: string) => {
    const [tab, column] = name.split('.');
    return column !== undefined && source.isUnread(`${tab as IdTab}.${column}`, tab === 'requests' ? request : id);
  };
  return new Map([...[...now].filter(([name]) => !isUnread(name)), ...[...then].filter(([name]) => isUnread(name))]);
};

const setting = (item: string, values: Write['values'], expected: Write['expected']): Write => {
  return { tab: 'signoffs', kind: 'set', item, values, expected };
};

/** Keeps the text with a row, where the sheet has a column for it. */
const keep = ({ id, values: { fingerprint } }: Signature, text: SignedText, { snapshot }: Source): readonly Write[] =>
  snapshot.hasColumn('signoffs', 'fingerprint') && changesIn(textIn(fingerprint), text).length > 0
    ? [setting(id, { fingerprint: cellOf(text) }, { fingerprint })]
    : [];

const matterOf = (
  { id, values }: Bare,
  standing: Standing,
  { name, request }: Pick<Document, 'name' | 'request'>,
  source: Source,
): Matter => {
  const signedOn = standing.code === 'signed' ? values.signedOn : null;
  const declared = standing.code === 'unsigned' ? askedSince(id, values.askedOn, source) : signedOn;
  const memory = source.remember(id, { standing, declared, content: [values.signedOn] });
  return { id, tab: 'signoffs', name, request, standing, open: false, memory, duties: [] };
};

/** The day a signature was asked for; after a while in which it was not needed, the day it was again. */
const askedSince = (id: string, askedOn: Day | null, { snapshot: { state, today } }: Source): Day | null => {
  const before = state.get(id);
  if (askedOn === null) return null;
  if (before?.status === 'not-asked') return today;
  return before?.status === 'unsigned' ? Math.max(askedOn, before.since ?? askedOn) : askedOn;
};

/** A signature that is owed: the signer is asked, and told what changed since the last one. */
const owing = (
  matter: Matter,
  document: Document,
  signer: Person,
  changed: readonly string[],
  { source, requests }: Signing,
): Matter => {
  const rule = RULE[document.kind];
  if (rule === null) return { ...matter, open: true };
  const { since } = matter.memory;
  const end = limitOf(requests.get(document.request), since, source.snapshot.policy.signDays, source);
  const sinceLast: Pick<DutyFacts[typeof rule], 'changed'> = changed.length > 0 ? { changed } : {};
  const facts = { request: document.request, document: document.id, signer: signer.name, ...sinceLast };
  const draft = { rule, item: matter.id, who: [signer], since, end, waiting: true, facts };
  return { ...matter, open: true, duties: [source.duty(draft, matter.memory)] };
};
