import { dayOff, inactive, type RowCheck } from './check.ts';

export const STAGES: readonly RowCheck<'stages'>[] = [dayOff('due'), inactive('responsible')];
