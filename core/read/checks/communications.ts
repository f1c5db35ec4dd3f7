import { type RowCheck, vague } from './check.ts';

export const COMMUNICATIONS: readonly RowCheck<'communications'>[] = [vague('settled')];
