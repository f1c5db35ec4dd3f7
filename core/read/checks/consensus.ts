/** Checks of the consensus list: items and delivery standards that are worded vaguely. */
import type { RowCheck } from './check.ts';
import { vague } from './promise.ts';

/** Acceptance is held against these: what nobody can check is no standard. */
export const CONSENSUS: readonly RowCheck<'consensus'>[] = [vague('item'), vague('standard')];
