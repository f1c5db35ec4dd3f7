import type { RowCheck } from './check.ts';
import { vague } from './promise.ts';

export const COMMUNICATIONS: readonly RowCheck<'communications'>[] = [vague('settled')];
