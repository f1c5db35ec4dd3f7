/** The ledger's rows and their chain of hashes: how they are written, and how the chain is verified. */
import { NOTHING_EXPECTED, type Write } from '../row-write.ts';
import type { LedgerRow, RunRow } from '../snapshot.ts';
import { sha256Hex, type TextHash } from '../text/sha256.ts';
import { type Day, isoOrNull } from '../time/day.ts';
import type { DeliveryStatus } from './delivery.ts';

/**
 * The ledger says, for each notice and address, what became of it (record/delivery.ts). It only grows: `due` when it is decided,
 * `sending` before its mail leaves and another row with the outcome afterwards, so the last row of a key and address is what
 * holds, and the chain of hashes never has to be rewritten. The first row keeps the notice itself in `receipt`, so that whoever
 * comes next can still say it. What people answer stands there too: `answered`, and `undone` where they took it back
 * (`unsent` where it could not be written); then `mail` holds what tells one form from another, `receipt` what was said.
 * `rolled` rows hold in `receipt` what rows said that were moved to an archive sheet (rolled.ts): rows move as they are, with
 * number and hash, so that ledger and archives together are one chain.
 */
export type LedgerStatus = DeliveryStatus | 'answered' | 'undone' | 'rolled';

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
  /** The notice itself while it is due (record/delivery.ts), then the provider's message id, or why it was not taken. */
  readonly receipt: string;
}

/** Where the chain stands: the last running number and its hash. An empty ledger is { seq: 0, hash: '' }. */
export interface LedgerHead {
  readonly seq: number;
  readonly hash: string;
}

type Hashed = Omit<LedgerRow, 'hash'>;

/** SHA-256 in hex over a JSON array of the hash before and the row's fields in the order of its columns. */
export const ledgerHash = (before: string, row: Hashed, hash: TextHash = sha256Hex): string =>
  hash(
    JSON.stringify([
      before,
      row.seq,
      row.key,
      row.to,
      row.mail,
      row.status,
      isoOrNull(row.day),
      row.at,
      row.run,
      row.receipt,
    ]),
  );

/** What a cell keeps of a text: no line breaks or control characters, no blanks around it. */
const cellText = (text: string) =>
  UNLIKE_CELL.test(text) ? text.replace(/[\u0000-\u001f\u007f\s]+/g, ' ').trim() : text;
/** Most texts are as a cell keeps them, and need not be made anew. */
const UNLIKE_CELL = /[\u0000-\u001f\u007f]|[^\S ]| {2}|^ | $/;

/** The entries as rows that continue the chain. */
export const chain = (
  entries: readonly LedgerEntry[],
  head: LedgerHead,
  hashOf: TextHash = sha256Hex,
): (LedgerRow & LedgerHead)[] => {
  let { seq, hash } = head;
  return entries.map((entry) => {
    seq += 1;
    const row = { ...entry, key: cellText(entry.key), receipt: cellText(entry.receipt), seq, hash: '' };
    hash = ledgerHash(hash, row, hashOf);
    row.hash = hash;
    return row;
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
  values: { ...row, day: isoOrNull(row.day) },
  expected: NOTHING_EXPECTED,
});

/**
 * Every sweep that ends notes the ledger's head in its row of `_runs`. The chain alone cannot tell a ledger that
 * lost its last rows from a shorter one; the note of another tab can. Both are evidence against accidents and
 * careless edits, not against somebody who recomputes every hash and every note.
 */
export const headNote = ({ seq, hash }: LedgerHead): string => `ledger ${seq} ${hash}`.trim();

/** What is noted beside the head where somebody chose to go on with a ledger as it stands, whatever had been noted of it before. */
export const GOES_ON = { restored: 'restore', adopted: 'adopt' } as const;

const HEAD_NOTE = /^ledger (\d+)(?: ([0-9a-f]{64}))?(?: (\S+))?/;

/** The heads that were noted of the ledger as it goes on, in the order of their rows. */
export const headsOf = (runs: readonly RunRow[]): LedgerHead[] => {
  let heads: LedgerHead[] = [];
  for (const { note } of runs) {
    const [, seq, hash = '', why] = HEAD_NOTE.exec(note) ?? [];
    if (why === GOES_ON.restored || why === GOES_ON.adopted) heads = [];
    if (seq !== undefined) heads.push({ seq: Number(seq), hash });
  }
  return heads;
};

/** How many rows the ledger has lost at its end, of those that a run noted. */
export const rowsLost = ({ ledger, runs }: { ledger: readonly LedgerRow[]; runs: readonly RunRow[] }): number => {
  const here = headOf(ledger).seq;
  return headsOf(runs).reduce((most, { seq }) => Math.max(most, seq - here), 0);
};

export type LedgerVerdict =
  | { readonly ok: true; readonly rows: number }
  | {
      readonly ok: false;
      /** Running number at which the chain breaks. */
      readonly row: number;
      /** The archive sheet that holds that row, or did while it was there. */
      readonly sheet?: string;
      /** `truncated`: rows at the end are gone; `rewritten`: the chain fits, but not what a sweep noted of it. */
      readonly because: 'changed' | 'removed' | 'inserted' | 'reordered' | 'truncated' | 'rewritten';
    };

/** An archive sheet as the chain needs it. */
export interface ArchivedRows {
  readonly title: string;
  readonly ledger: readonly LedgerRow[];
}

/**
 * Finds the first row, in the sheet's order, that does not fit the chain or a head noted by a sweep. Rows that were moved to
 * archives take their places again by number, in whatever order those sheets hold them.
 */
export const verifyLedger = (
  ledger: readonly LedgerRow[],
  heads: readonly LedgerHead[] = [],
  archives: readonly ArchivedRows[] = [],
): LedgerVerdict => {
  const rows = merged(ledger, archives);
  const noted = new Map(heads.map(({ seq, hash }) => [seq, hash]));
  let before = '';
  for (const [index, row] of rows.entries()) {
    const seq = index + 1;
    const fits = row.seq === seq && row.hash === ledgerHash(before, row);
    if (!fits) return broken(seq, misfit(rows, index, before), ledger, archives);
    if (noted.has(seq) && noted.get(seq) !== row.hash) return broken(seq, 'rewritten', ledger, archives);
    before = row.hash;
  }
  const longest = Math.max(0, ...noted.keys());
  if (longest > rows.length) return { ok: false, row: rows.length + 1, because: 'truncated' };
  return { ok: true, rows: rows.length };
};

/** All rows, each archived one before the first of the ledger with a higher number; what is there twice alike counts once. */
const merged = (ledger: readonly LedgerRow[], archives: readonly ArchivedRows[]): readonly LedgerRow[] => {
  if (archives.length === 0) return ledger;
  const own = new Set(ledger.map(({ seq, hash }) => `${seq} ${hash}`));
  const moved = archives.flatMap((archive) => archive.ledger).filter(({ seq, hash }) => !own.has(`${seq} ${hash}`));
  moved.sort((a, b) => (a.seq ?? 0) - (b.seq ?? 0));
  const rows: LedgerRow[] = [];
  const waiting = moved.reverse();
  for (const row of ledger) {
    for (let first = waiting.at(-1); first && (first.seq ?? 0) < (row.seq ?? 0); first = waiting.at(-1)) {
      rows.push(first);
      waiting.pop();
    }
    rows.push(row);
  }
  return [...rows, ...waiting.reverse()];
};

const broken = (
  seq: number,
  because: Exclude<LedgerVerdict, { ok: true }>['because'],
  ledger: readonly LedgerRow[],
  archives: readonly ArchivedRows[],
): LedgerVerdict => {
  const isThere = ledger.some((row) => row.seq === seq);
  const holder = archives.find(({ ledger: rows }) => rows.some((row) => row.seq === seq))?.title;
  const sheet = isThere ? undefined : (holder ?? missingArchive(seq, ledger, archives));
  return { ok: false, row: seq, because, ...(sheet !== undefined && { sheet }) };
};

/** The sheet to which a row was moved, as the ledger says, where that sheet is gone. */
const missingArchive = (seq: number, ledger: readonly LedgerRow[], archives: readonly ArchivedRows[]) => {
  for (const { key, status } of ledger) {
    const [, sheet, from, to] = (status === 'rolled' && ROLLOVER_KEY.exec(key)) || [];
    const isGone = sheet !== undefined && archives.every(({ title }) => title !== sheet);
    if (isGone && Number(from) <= seq && seq <= Number(to)) return sheet;
  }
  return undefined;
};

/** Key of the nth row that says what rows said that went to an archive sheet; `first` and `last` are their numbers. */
export const rolloverKey = (sheet: string, first: number, last: number, n: number): string =>
  `rollover:${sheet}:${first}-${last}:${n}`;

const ROLLOVER_KEY = /^rollover:([^:]+):(\d+)-(\d+):\d+$/;

const misfit = (rows: readonly LedgerRow[], index: number, before: string) => {
  const seq = index + 1;
  const row = rows[index];
  const next = rows[index + 1];
  if (next?.seq === seq && next.hash === ledgerHash(before, next)) return 'inserted';
  if (!row || row.seq === seq) return 'changed';
  if (rows.some((other, at) => at > index && other.seq === seq)) return 'reordered';
  return row.seq !== null && row.seq > seq ? 'removed' : 'inserted';
};
