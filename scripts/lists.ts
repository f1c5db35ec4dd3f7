/** A list that begins again after its last. */
import { must } from '../core/text/must.ts';

export const cycled = <T>(list: readonly T[], i: number): T => must(list[i % list.length], 'value in a list');
