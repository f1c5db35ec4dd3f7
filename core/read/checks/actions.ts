/** Checks of the actions agreed in meetings: due on a day off, vaguely worded, with somebody who has left. */
import type { RecordOf } from '../../snapshot.ts';
import { dayOff, inactive, type RowCheck } from './check.ts';
import { vague } from './promise.ts';

const promised = ({ owner, due, name }: RecordOf<'actions'>) => ({ who: owner, by: due, what: name });

export const ACTIONS: readonly RowCheck<'actions'>[] = [
  dayOff('due'),
  vague('name', promised),
  vague('output', promised),
  inactive('owner'),
];
