/** The kinds of faults, and what may come of one. */

/** One way in which something goes wrong at one place. `-before`: nothing happened yet; `-after`: it has. */
export type Mishap =
  | `die-${'before' | 'after'}`
  | `kill-${'before' | 'after'}`
  | `silent-${'before' | 'after'}`
  | `drop-${'before' | 'after'}`
  | `garbled-${'before' | 'after'}`
  | { readonly status: number; readonly after?: true; readonly retryAfter?: number; readonly lasting?: true }
  | 'out'
  | 'token'
  | 'full'
  | 'held'
  | 'busy'
  | 'changed'
  | 'renumbered'
  | 'copied';

/** A column of the tables: all its mishaps are tried at each place. */
export interface Fault {
  readonly key: string;
  /** A table's head. */
  readonly head: string;
  /** In a list. */
  readonly words: string;
  readonly mishaps: readonly Mishap[];
}

const fault = <Key extends string>(key: Key, head: string, words: string, ...mishaps: Mishap[]) =>
  ({ key, head, words, mishaps }) satisfies Fault;

export const FAULTS = [
  fault('dies-before', 'dies before', 'The process is killed right before this step.', 'die-before', 'kill-before'),
  fault('dies-after', 'dies after', 'It is killed right after: done, and nobody was told.', 'die-after', 'kill-after'),
  fault(
    'silent',
    'no answer',
    'No answer comes until the time is up, be it done or not.',
    'silent-before',
    'silent-after',
  ),
  fault(
    'breaks',
    'breaks',
    'The connection or the disk fails, be it before or after it was done.',
    'drop-before',
    'drop-after',
  ),
  fault(
    'done-refused',
    'done, but “failed”',
    'It was done, and the answer is an error.',
    { status: 503, after: true },
    { status: 504, after: true },
  ),
  fault('throttled-told', 'throttled, says until when', '429 with Retry-After.', { status: 429, retryAfter: 7 }),
  fault('throttled', 'throttled', '429 without.', { status: 429 }),
  fault(
    'outage',
    'away for an hour',
    'From this step on everything is refused or broken for longer than anybody waits.',
    { status: 503, lasting: true },
    { status: 429, lasting: true },
    'out',
  ),
  fault(
    'garbled',
    'garbled',
    'The answer is no answer: a proxy’s page, a file cut off in the middle.',
    'garbled-before',
    'garbled-after',
  ),
  fault('token', 'sign-in ends', 'The right to sign in ends before its time.', 'token'),
  fault('refused', 'may not', 'The right to read or write is taken away until somebody gives it back.', {
    status: 403,
    lasting: true,
  }),
  fault('full', 'full', 'The disk, the site or the mailbox is full until somebody makes room.', 'full'),
  fault('held', 'held open', 'Somebody has the file open or locked until they close it.', 'held', 'busy'),
  fault(
    'changed',
    'edited meanwhile',
    'Somebody edits and saves right before this step; in a mailbox, all ids change, or the same message comes again.',
    'changed',
    'renumbered',
    'copied',
  ),
] as const;

export type FaultKey = (typeof FAULTS)[number]['key'];

/**
 * `once`: the same sweep goes on as if nothing had been. `next`: the process is gone, and the next sweep completes it.
 * `said`: this sweep ends with an error that says what to do, leaves nothing half done, and the next one completes it.
 * `held`: whether a mail left cannot be known; it is never sent again by itself, and the keeper is told.
 */
export type FaultVerdict = 'once' | 'next' | 'said' | 'held';
