/** The check of talks outside meetings: what they settled is worded vaguely. */
import type { RowCheck } from './check.ts';
import { vague } from './promise.ts';

export const COMMUNICATIONS: readonly RowCheck<'communications'>[] = [vague('settled')];
