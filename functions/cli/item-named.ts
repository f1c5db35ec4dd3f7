/** Which row somebody means: by its id, or by its name where only one is called that. */
import type { Facts } from '../../core/process/facts.ts';
import { only } from '../../core/text/maps.ts';
import { normal } from '../../core/text/words.ts';

/** The id as the workbook writes it; null where none or several are meant. `others`: ids that have no row, a department's or a person's. */
export const itemNamed = (text: string, { items, flow }: Facts, others: readonly string[] = []): string | null => {
  const wanted = normal(text);
  const rows = [...items.values(), ...flow.matters.values()];
  const byId = [...rows.map(({ id }) => id), ...others].find((id) => normal(id) === wanted);
  if (byId !== undefined) return byId;
  const called = rows.filter(({ name }) => normal(name) === wanted).map(({ id }) => id);
  return only(new Set(called)) ?? null;
};
