/** Maps of lists: what is grouped by a key; and the one value there is. */

/** The one value that there is; undefined for none and for several. */
export const only = <T>(values: Iterable<T>): T | undefined => {
  const [first, ...more] = values;
  return more.length === 0 ? first : undefined;
};

/** A Map, or a WeakMap, whose keys go when nobody holds them. */
interface Keeping<K, V> {
  get(key: K): V | undefined;
  set(key: K, value: V): unknown;
}

/** What stands under a key; made on the first time. */
export const ensure = <K, V>(map: Keeping<K, V>, key: K, make: () => V): V => {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
};

/** Adds to the list under a key. Most lists get one value, for which an empty one would make room for seventeen. */
export const push = <K, V>(lists: Map<K, V[]>, key: K, value: V): void => {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
};

/** Lists of values by what they belong to, in the order they come; none is empty. */
export const groupBy = <K, V>(values: Iterable<V>, keyOf: (value: V) => K): Map<K, [V, ...V[]]> => {
  const lists = new Map<K, [V, ...V[]]>();
  for (const value of values) {
    const key = keyOf(value);
    const list = lists.get(key);
    if (list) list.push(value);
    else lists.set(key, [value]);
  }
  return lists;
};

/** The first row of each id; later ones are reported as duplicates. */
export const firstById = <R extends { readonly id: string }>(rows: readonly R[]): Map<string, R> => {
  const first = new Map<string, R>();
  for (const row of rows) if (!first.has(row.id)) first.set(row.id, row);
  return first;
};
