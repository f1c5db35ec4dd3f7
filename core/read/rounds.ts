/** The rounds of acceptance, as their rows number them. */

import type { Row } from '../snapshot.ts';
import { push } from '../text/maps.ts';

type RoundRow = Pick<Row<'acceptance'>, 'id' | 'values'>;
/** One round of a request's acceptance, with its number: as written, else by the order of the rows. */
export type Round<R = RoundRow> = R & { readonly n: number };

/** Each request's rounds by their numbers. */
export const roundsIn = <R extends RoundRow>(rows: readonly R[]): ReadonlyMap<string, readonly Round<R>[]> => {
  const rounds = new Map<string, Round<R>[]>();
  for (const row of rows) {
    const { request, round } = row.values;
    push(rounds, request, { ...row, n: round ?? (rounds.get(request)?.length ?? 0) + 1 });
  }
  for (const all of rounds.values()) all.sort((a, b) => a.n - b.n);
  return rounds;
};
