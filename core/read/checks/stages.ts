/** Checks of a request's stages: due on a day off, or with somebody who has left. */
import { dayOff, inactive, type RowCheck } from './check.ts';

export const STAGES: readonly RowCheck<'stages'>[] = [dayOff('due'), inactive('responsible')];
