/** What stands under a key; made on the first time. */
export const ensure = <K, V>(map: Map<K, V>, key: K, make: () => V): V => {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
};

/** Adds to the list under a key. */
export const push = <K, V>(lists: Map<K, V[]>, key: K, value: V): void => {
  ensure(lists, key, () => []).push(value);
};
