/**
 * What the shared code uses and Apps Script lacks, or may lack: Google promises no edition of ECMAScript and no browser's
 * globals. Imported before everything else. The stand-in of the tests takes all of it away, whatever Node has.
 */
import { utf8Of } from './utf8.ts';

const add = (to: object, name: string, value: unknown): void => {
  if (!(name in to)) Object.defineProperty(to, name, { value, writable: true, configurable: true });
};

/** Index from the end where it is negative. */
function at(this: ArrayLike<unknown>, index: number): unknown {
  return this[index < 0 ? this.length + index : index];
}

function findLastIndex(this: readonly unknown[], is: (value: unknown, index: number) => boolean): number {
  for (let i = this.length - 1; i >= 0; i--) if (is(this[i], i)) return i;
  return -1;
}

function findLast(this: readonly unknown[], is: (value: unknown, index: number) => boolean): unknown {
  return this[findLastIndex.call(this, is)];
}

function toSorted(this: readonly unknown[], order?: (a: unknown, b: unknown) => number): unknown[] {
  return [...this].sort(order);
}

function toReversed(this: readonly unknown[]): unknown[] {
  return [...this].reverse();
}

for (const [name, value] of Object.entries({ at, findLast, findLastIndex, toSorted, toReversed })) {
  add(Array.prototype, name, value);
}
add(String.prototype, 'at', function (this: string, index: number): string | undefined {
  return this[index < 0 ? this.length + index : index];
});
add(Object, 'hasOwn', (of: object, name: string) => Object.getOwnPropertyDescriptor(of, name) !== undefined);
add(Map, 'groupBy', <T, K>(all: Iterable<T>, keyOf: (one: T) => K): Map<K, T[]> => {
  const groups = new Map<K, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups;
});
add(
  globalThis,
  'TextEncoder',
  class {
    encode(text: string): Uint8Array {
      return utf8Of(text);
    }
  },
);
add(globalThis, 'crypto', { randomUUID: () => Utilities.getUuid() });
