/** The workbook that a link leads to, read for the person it belongs to. */
import type { PlainReason } from '../../core/answer/index.ts';
import type { Page } from '../../core/answers/model.ts';
import { type Facts, readFacts } from '../../core/process/facts.ts';
import { readSnapshot } from '../../core/read/index.ts';
import type { Person, Snapshot } from '../../core/snapshot.ts';
import type { RawWorkbook } from '../../core/workbook.ts';
import type { WorkbookStore } from '../ports.ts';
import { readContextOf } from '../reading/official.ts';
import type { ClaimClock } from '../sweep/claim.ts';
import { freshWorkbookId, locationOf } from '../sweep/location.ts';
import type { SignedLink } from './links.ts';

/** What an answer needs beside a workbook and a link. */
export interface AnswerParts {
  /** The real time, ISO 8601. */
  readonly clock: ClaimClock;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Nobody waits for a sweep in a process that is ending. */
  readonly isEnding: () => boolean;
  /** An id that nobody else makes. */
  readonly uniqueId?: () => string;
  /** The kinds of ways by which mail leaves, as the directory calls them; absent where nobody knows. */
  readonly ways?: readonly string[];
}

/**
 * `shown`; `incomplete`: something is missing or wrong; `changed`: the rows are not any more as the form showed them;
 * `busy`: others are writing; `answered`; `again`: the same form came before, and nothing was written now; `undone`;
 * `not-undone`; `failed`: the workbook could not be reached, nothing was written; `unsure`: that is not known.
 */
export type AnswerOutcome =
  | 'shown'
  | 'incomplete'
  | 'changed'
  | 'busy'
  | 'answered'
  | 'again'
  | 'undone'
  | 'not-undone'
  | 'failed'
  | 'unsure';

/** A page, and what its forms carry (functions/page/html.ts). */
export interface ShownPage {
  readonly outcome: AnswerOutcome;
  readonly page: Page;
  readonly nonce: string;
  readonly undo: string;
  /** What is behind `failed` and `unsure`. */
  readonly error?: unknown;
}

/** The link leads to nothing that its holder may see: the workbook is another one, a copy, or they are not in it any more. */
export class NoEntry extends Error {
  readonly why: PlainReason;
  constructor(why: PlainReason) {
    super(why);
    this.why = why;
  }
}

/** The workbook as it is now, and who reads it. */
export interface LinkedView {
  readonly raw: RawWorkbook;
  readonly facts: Facts;
  readonly snapshot: Snapshot;
  readonly by: Person & { readonly email: string };
}

export interface LinkedWorkbook extends Required<Omit<AnswerParts, 'ways'>>, Pick<AnswerParts, 'ways'> {
  readonly store: WorkbookStore;
  readonly link: SignedLink;
  /** Reads the workbook. Throws NoEntry. */
  readonly look: () => Promise<LinkedView>;
  /** The last reading, or null. */
  readonly seen: () => LinkedView | null;
}

export const openLinked = (parts: AnswerParts, store: WorkbookStore, link: SignedLink): LinkedWorkbook => {
  let last: LinkedView | null = null;
  const look = async (): Promise<LinkedView> => {
    last = await lookFor(parts, store, link);
    return last;
  };
  return { uniqueId: freshWorkbookId, ...parts, store, link, look, seen: () => last };
};

/** The workbook as whoever a link or an address was made for may see it. Throws NoEntry. */
export const lookFor = async (
  { clock }: Pick<AnswerParts, 'clock'>,
  store: Pick<WorkbookStore, 'read'>,
  link: Pick<SignedLink, 'isFor' | 'personIn'>,
): Promise<LinkedView> => {
  const raw = await store.read();
  const snapshot = readSnapshot(raw, await readContextOf(raw, clock()));
  const { policy, people } = snapshot;
  if (!link.isFor(policy.workbookId)) throw new NoEntry('gone');
  if ((await locationOf(raw, snapshot, () => '')).copy) throw new NoEntry('gone');
  const by = link.personIn(people.values());
  if (!by?.active || by.email === null) throw new NoEntry('stranger');
  return { raw, snapshot, facts: readFacts(snapshot), by: by as LinkedView['by'] };
};
