import { type RowCheck, vague } from './check.ts';

/** Acceptance is held against these: what nobody can check is no standard. */
export const CONSENSUS: readonly RowCheck<'consensus'>[] = [vague('item'), vague('standard')];
