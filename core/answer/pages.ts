import type { Locale } from '../../sheet-templates/index.ts';
import type { Facts } from '../facts/index.ts';
import type { Write } from '../plan.ts';
import type { Person } from '../snapshot.ts';
import type { AnswerKind, Ask, Page, Ready } from './model.ts';

/**
 * It was written: what stands where now, what happens next, and the button that takes it back. `facts` are those that
 * `ready` was made from, read before the write. `undoable` false leaves the button out.
 */
export const answeredPage = (_facts: Facts, _by: Person, _ready: Ready, _undoable = true): Page => {
  throw new Error('not yet');
};

/**
 * The form as it was filled in, with what stands in the way said first: `changed`: the row differs from what the page
 * showed; `busy`: the workbook is being written to. Nothing was written. `facts` are read anew.
 */
export const retryPage = (_facts: Facts, _by: Person, _ask: Ask, _why: 'changed' | 'busy'): Page => {
  throw new Error('not yet');
};

/** The same form came twice: it was written the first time, and nothing again. */
export const alreadyPage = (_facts: Facts, _by: Person, _item: string, _kind: AnswerKind): Page => {
  throw new Error('not yet');
};

/** It was taken back: what stands there again. `undo` are the writes that did it; `facts` are read before them. */
export const undonePage = (_facts: Facts, _by: Person, _item: string, _undo: readonly Write[]): Page => {
  throw new Error('not yet');
};

/** It was not taken back: somebody wrote there since, the workbook is busy, or the time for it is over. */
export const notUndonePage = (_facts: Facts, _by: Person, _item: string, _why: 'changed' | 'busy' | 'late'): Page => {
  throw new Error('not yet');
};

/**
 * Why there is no page about an item, and perhaps no known reader: the link's life is over (`expired`), it is incomplete or
 * not one of Baton's (`invalid`), its person is not in the directory any more or has another address (`stranger`), the
 * workbook cannot be found (`gone`), is not served for now (`paused`) or is being written to (`busy`), the time to take
 * back is over (`late`), the form is too long (`too-long`), nothing was written because of a fault (`failed`), or it is not
 * known whether it was (`unsure`).
 */
export const PLAIN_REASONS = [
  'expired',
  'invalid',
  'stranger',
  'gone',
  'paused',
  'busy',
  'late',
  'too-long',
  'failed',
  'unsure',
] as const;
export type PlainReason = (typeof PLAIN_REASONS)[number];

/** A page that says why there is nothing to answer here, without anything of a workbook. */
export const plainPage = (_locale: Locale, _why: PlainReason): Page => {
  throw new Error('not yet');
};
