/** Signatures under documents: which hold, which have lapsed, and which are to be asked for. */
import type { IdTab } from '../../sheet-templates/index.ts';
import type { DutyFacts } from '../messages/facts.ts';
import type { Write } from '../plan.ts';
import { emptyRecord } from '../read/rows.ts';
import type { Person, RecordOf, Row } from '../snapshot.ts';
import { groupBy } from '../text/maps.ts';
import { cellOf, changesIn, type SignedText, signedText, textIn } from '../text/signed-text.ts';
import { type Day, isoOf } from '../time/day.ts';
import type { Matter, NewRow, Part, Standing } from './matter.ts';
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

export interface Signed {
  /** Every signer has signed this very text. */
  readonly complete: boolean;
  /** The day the last of them did; null while one is missing. */
  readonly on: Day | null;
  readonly missing: readonly Person[];
  /** Fields that changed since those who are missing signed last; empty where they never did. */
  readonly changed: readonly string[];
}

export interface Signing {
  /** Where the signatures under a document stand. What is missing is asked for. */
  ask(document: Document): Signed;
  /** All signatures: those asked for so far, and rows that nobody asks for. `updates` are Baton's own columns of rows. */
  part(): Part & { readonly lapsed: readonly Lapse[]; readonly updates: readonly Write[] };
}

/** A signature that lapsed today: whose it was, and the fields that changed since. */
export interface Lapse {
  readonly request: string;
  readonly signer: Person;
  readonly changed: readonly string[];
}

type Signature = Row<'signoffs'>;

/** Who owes the signature under which kind of document; the host's approval is owed to the meeting itself. */
const RULE = {
  confirmation: 'confirmation.sign',
  division: 'division.sign',
  minutes: 'minutes.sign',
  approval: null,
} as const satisfies Record<Document['kind'], keyof DutyFacts | null>;

/** What is said of the last signature: nothing where there was none. */
const sinceLast = (changed: readonly string[]): Pick<DutyFacts['minutes.sign'], 'changed'> =>
  changed.length > 0 ? { changed } : {};

const versionOf = ({ values }: Signature): number => values.version ?? 1;
const isSigned = ({ values }: Signature): boolean => values.signedOn !== null;

/**
 * A signature is a row: a document, a version, a signer, and the fingerprint of the text that was signed. When the text
 * changes, a signed row lapses and stays, and a row of the next version is asked for; one not signed yet follows the text.
 */
export const signingOf = (
  source: Source,
  requests: ReadonlyMap<string, Request>,
  isOver: (request: string) => boolean,
): Signing => {
  const { snapshot } = source;
  const { today, policy, has } = snapshot;
  const keepsText = snapshot.hasColumn('signoffs', 'fingerprint');
  const matters = new Map<string, Matter>();
  const missing: NewRow[] = [];
  const updates: Write[] = [];
  const lapsed: Lapse[] = [];
  const byDocument = groupBy(source.rows('signoffs'), ({ values }) => values.document);

  /** The day a signature was asked for; after a while in which it was not needed, the day it was again. */
  const askedSince = (id: string, askedOn: Day | null): Day | null => {
    const before = snapshot.state.get(id);
    if (askedOn === null) return null;
    if (before?.status === 'not-asked') return today;
    return before?.status === 'unsigned' ? Math.max(askedOn, before.since ?? askedOn) : askedOn;
  };

  const add = (
    { id, values }: Pick<Signature, 'id' | 'values'>,
    standing: Standing,
    document: Pick<Document, 'name' | 'request'>,
  ) => {
    const declared =
      standing.code === 'unsigned'
        ? askedSince(id, values.askedOn)
        : standing.code === 'signed'
          ? values.signedOn
          : null;
    const memory = source.remember(id, { standing, declared, content: [values.signedOn] });
    const { name, request } = document;
    const matter: Matter = { id, tab: 'signoffs', name, request, standing, open: false, memory, duties: [] };
    matters.set(id, matter);
    return matter;
  };

  const set = (item: string, values: Write['values'], expected: Write['expected']) =>
    updates.push({ tab: 'signoffs', kind: 'set', item, values, expected });

  const keep = ({ id, values: { fingerprint } }: Signature, text: SignedText) => {
    if (!keepsText || changesIn(textIn(fingerprint), text).length === 0) return;
    set(id, { fingerprint: cellOf(text) }, { fingerprint });
  };

  /** A signature that is owed: the signer is asked, and told what changed since the last one. */
  const owe = (
    row: Pick<Signature, 'id' | 'values'>,
    document: Document,
    signer: Person,
    changed: readonly string[],
  ) => {
    const matter = add(row, { code: 'unsigned' }, document);
    const request = requests.get(document.request);
    const { since } = matter.memory;
    const rule = RULE[document.kind];
    const duties =
      rule === null
        ? []
        : [
            source.duty(
              {
                rule,
                item: row.id,
                who: [signer],
                since,
                end: limitOf(request, since, policy.signDays, source),
                waiting: true,
                facts: {
                  request: document.request,
                  document: document.id,
                  signer: signer.name,
                  ...sinceLast(changed),
                },
              },
              matter.memory,
            ),
          ];
    matters.set(row.id, { ...matter, open: true, duties });
  };

  const lapse = (row: Signature, document: Document, signer: Person, changed: readonly string[]) => {
    const { memory } = add(row, { code: 'lapsed', facts: { changed } }, document);
    if (memory.since === today) lapsed.push({ request: document.request, signer, changed });
  };

  /** The signature of one signer, with the row it is in; the day it was given, or what it lacks. */
  const signatureOf = (document: Document, signer: Person, now: SignedText, over: boolean) => {
    const own = (byDocument.get(document.id) ?? [])
      .filter(({ values: v }) => v.signer === signer && (v.kind ?? document.kind) === document.kind)
      .sort((a, b) => versionOf(a) - versionOf(b));
    const changedSince = (row: Signature): readonly string[] => {
      const then = textIn(row.values.fingerprint);
      return then.size === 0 ? [] : changesIn(then, asFarAsRead(document, then, now));
    };
    const signed = own.filter(isSigned);
    const last = signed.at(-1);
    const valid = signed.findLast((row) => changedSince(row).length === 0);
    const asked = valid
      ? undefined
      : own.find((row) => !isSigned(row) && (last === undefined || versionOf(row) > versionOf(last)));
    const changed = valid || !last ? [] : changedSince(last);
    // Entered elsewhere, and not the day of a signature that has lapsed since.
    const entered = valid ? null : (document.signedOn ?? null);
    const signedOn = entered !== null && entered > (last?.values.signedOn ?? -Infinity) ? entered : null;

    for (const row of own) {
      if (row === valid) {
        add(row, { code: 'signed' }, document);
        if (textIn(row.values.fingerprint).size === 0) keep(row, now);
      } else if (row === asked && signedOn !== null) {
        add({ id: row.id, values: { ...row.values, signedOn } }, { code: 'signed' }, document);
        set(row.id, { signedOn: isoOf(signedOn) }, { signedOn: null });
        keep(row, now);
      } else if (row === asked && !over) {
        owe(row, document, signer, changed);
        keep(row, asFarAsRead(document, textIn(row.values.fingerprint), now));
      } else if (!isSigned(row)) add(row, { code: 'not-asked' }, document);
      else if (signedOn !== null || (valid && versionOf(valid) > versionOf(row)))
        add(row, { code: 'replaced' }, document);
      else lapse(row, document, signer, changedSince(row));
    }
    if (!valid && !asked && (signedOn !== null || !over)) {
      const id = source.nextId('signoffs');
      const version = Math.max(0, ...own.map(versionOf)) + 1;
      const { kind } = document;
      missing.push({
        tab: 'signoffs',
        id,
        values: {
          id,
          document: document.id,
          kind,
          version,
          signer: signer.name,
          askedOn: isoOf(today),
          ...(signedOn === null ? {} : { signedOn: isoOf(signedOn) }),
          fingerprint: cellOf(now),
        },
      });
      const values: RecordOf<'signoffs'> = { ...emptyRecord('signoffs'), version, askedOn: today, signedOn };
      if (signedOn === null) owe({ id, values }, document, signer, changed);
      else add({ id, values }, { code: 'signed' }, document);
    }
    return { on: valid?.values.signedOn ?? signedOn, changed };
  };

  /** The text now, with what was signed of cells that cannot be read: a slip of the pen lets no signature lapse. */
  const asFarAsRead = ({ id, request }: Document, then: SignedText, now: SignedText): SignedText => {
    const isUnread = (name: string) => {
      const [tab, column] = name.split('.');
      return column !== undefined && source.isUnread(`${tab as IdTab}.${column}`, tab === 'requests' ? request : id);
    };
    return new Map([...[...now].filter(([name]) => !isUnread(name)), ...[...then].filter(([name]) => isUnread(name))]);
  };

  return {
    ask: (document) => {
      const people = document.signers.filter((person) => person !== null);
      if (!has.signoffs) return { complete: true, on: document.since, missing: [], changed: [] };
      const now = signedText(document.fields);
      const over = isOver(document.request);
      const given = [...new Set(people)].map((person) => ({ person, ...signatureOf(document, person, now, over) }));
      const lacking = given.filter(({ on }) => on === null);
      const complete = lacking.length === 0 && people.length === document.signers.length;
      return {
        complete,
        on: complete
          ? (given.reduce<Day | null>((day, { on }) => Math.max(day ?? on!, on!), null) ?? document.since)
          : null,
        missing: lacking.map(({ person }) => person),
        changed: [...new Set(lacking.flatMap(({ changed }) => changed))],
      };
    },
    part: () => {
      for (const row of source.rows('signoffs')) {
        if (matters.has(row.id)) continue;
        add(
          row,
          { code: isSigned(row) ? 'signed' : 'not-asked' },
          { name: row.values.document || row.id, request: '' },
        );
      }
      return { matters: [...matters.values()], missing, lapsed, updates };
    },
  };
};
