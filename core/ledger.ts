import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { type Day, isoOf } from './day.ts';
import type { Write } from './plan.ts';
import type { LedgerRow, RunRow } from './snapshot.ts';

/**
 * The ledger says, for each notice and address, what became of it. It only grows: `sending` before a mail leaves and
 * another row with the outcome afterwards, so the last row of a key and address is what holds, and the chain of
 * hashes never has to be rewritten. What people answer stands there too: `answered`, and `undone` where they took it back
 * (`unsent` where it could not be written); then `mail` holds what tells one form from another, `receipt` what was said.
 */
export type LedgerStatus = 'sending' | 'sent' | 'held' | 'unsent' | 'answered' | 'undone';

export interface LedgerEntry {
  readonly key: string;
  /** Address. */
  readonly to: string;
  /** Id of the mail that carried it (OutgoingMail.id). */
  readonly mail: string;
  readonly status: LedgerStatus;
  /** Date of the sweep. */
  readonly day: Day;
  /** Instant of this row, ISO 8601 with offset. */
  readonly at: string;
  /** The sweep that wrote it. */
  readonly run: string;
  /** The provider's message id; '' until there is one. */
  readonly receipt: string;
}

/** Where the chain stands: the last running number and its hash. An empty ledger is { seq: 0, hash: '' }. */
export interface LedgerHead {
  readonly seq: number;
  readonly hash: string;
}

type Hashed = Omit<LedgerRow, 'hash'>;

/** SHA-256 in hex over a JSON array of the hash before and the row's fields in the order of its columns. */
export const ledgerHash = (before: string, row: Hashed): string =>
  bytesToHex(
    sha256(
      utf8ToBytes(
        JSON.stringify([
          before,
          row.seq,
          row.key,
          row.to,
          row.mail,
          row.status,
          row.day === null ? null : isoOf(row.day),
          row.at,
          row.run,
          row.receipt,
        ]),
      ),
    ),
  );

/** What a cell keeps of a text: no line breaks or control characters, no blanks around it. */
const cellText = (text: string) => text.replace(/[\u0000-\u001f\u007f\s]+/g, ' ').trim();

/** The entries as rows that continue the chain. */
export const chain = (entries: readonly LedgerEntry[], head: LedgerHead): (LedgerRow & LedgerHead)[] => {
  let { seq, hash } = head;
  return entries.map((entry) => {
    seq += 1;
    const row = { ...entry, key: cellText(entry.key), receipt: cellText(entry.receipt), seq };
    hash = ledgerHash(hash, row);
    return { ...row, hash };
  });
};

/** The row with the highest number, wherever a sort has put it. */
export const headOf = (rows: readonly LedgerRow[]): LedgerHead => {
  let head: LedgerHead = { seq: 0, hash: '' };
  for (const { seq, hash } of rows) if (seq !== null && seq > head.seq) head = { seq, hash };
  return head;
};

export const ledgerWrite = (row: LedgerRow): Write => ({
  tab: '_ledger',
  kind: 'append',
  item: String(row.seq),
  values: { ...row, day: row.day === null ? null : isoOf(row.day) },
  expected: {},
});

/**
 * Every sweep that ends notes the ledger's head in its row of `_runs`. The chain alone cannot tell a ledger that
 * lost its last rows from a shorter one; the note of another tab can. Both are evidence against accidents and
 * careless edits, not against somebody who recomputes every hash and every note.
 */
export const headNote = ({ seq, hash }: LedgerHead): string => `ledger ${seq} ${hash}`.trim();

const HEAD_NOTE = /^ledger (\d+)(?: ([0-9a-f]{64}))?/;

export const headsOf = (runs: readonly RunRow[]): LedgerHead[] =>
  runs.flatMap(({ note }) => {
    const m = HEAD_NOTE.exec(note);
    return m ? [{ seq: Number(m[1]), hash: m[2] ?? '' }] : [];
  });

export type LedgerVerdict =
  | { readonly ok: true; readonly rows: number }
  | {
      readonly ok: false;
      /** Running number at which the chain breaks. */
      readonly row: number;
      /** `truncated`: rows at the end are gone; `rewritten`: the chain fits, but not what a sweep noted of it. */
      readonly because: 'changed' | 'removed' | 'inserted' | 'reordered' | 'truncated' | 'rewritten';
    };

/** Finds the first row, in the sheet's order, that does not fit the chain or a head noted by a sweep. */
export const verifyLedger = (rows: readonly LedgerRow[], heads: readonly LedgerHead[] = []): LedgerVerdict => {
  const noted = new Map(heads.map(({ seq, hash }) => [seq, hash]));
  let before = '';
  for (const [index, row] of rows.entries()) {
    const seq = index + 1;
    const fits = row.seq === seq && row.hash === ledgerHash(before, row);
    if (!fits) return { ok: false, row: seq, because: misfit(rows, index, before) };
    if (noted.has(seq) && noted.get(seq) !== row.hash) return { ok: false, row: seq, because: 'rewritten' };
    before = row.hash;
  }
  const longest = Math.max(0, ...noted.keys());
  if (longest > rows.length) return { ok: false, row: rows.length + 1, because: 'truncated' };
  return { ok: true, rows: rows.length };
};

const misfit = (rows: readonly LedgerRow[], index: number, before: string) => {
  const seq = index + 1;
  const row = rows[index]!;
  const next = rows[index + 1];
  if (next?.seq === seq && next.hash === ledgerHash(before, next)) return 'inserted';
  if (row.seq === seq) return 'changed';
  if (rows.some((other, at) => at > index && other.seq === seq)) return 'reordered';
  return row.seq !== null && row.seq > seq ? 'removed' : 'inserted';
};
