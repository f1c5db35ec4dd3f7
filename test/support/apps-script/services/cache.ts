import { ScriptException } from '../errors.ts';
import { Service } from '../strict.ts';
import type { Execution } from '../world.ts';

type Store = Map<string, { readonly value: string; readonly until: number }>;

const put = (run: Execution, store: Store, key: string, value: string, seconds = 600): void => {
  if (key.length > 250) throw new ScriptException('Argument too large: key');
  if (new TextEncoder().encode(value).length > run.world.limits.cacheValueBytes)
    throw new ScriptException('Argument too large: value');
  store.set(key, { value, until: run.world.clock.now + Math.max(1, Math.min(seconds, 21_600)) * 1000 });
};

const get = (run: Execution, store: Store, key: string): string | null => {
  const found = store.get(key);
  return found && found.until > run.world.clock.now ? found.value : null;
};

/** 250 characters a key, 100 kB a value, 10 minutes unless told, 6 hours at most (reference: Cache.put). A value may go earlier: `simulator.dropCaches()`. */
export const Cache: Service<Store> = new Service<Store>('CacheService.Cache', {
  get: ['string', (store, run, key: string) => get(run, store, key)],
  getAll: [
    'string[]',
    (store, run, keys: string[]) =>
      Object.fromEntries(keys.flatMap((key) => (get(run, store, key) === null ? [] : [[key, get(run, store, key)]]))),
  ],
  put: [
    'string string | string string int',
    (store, run, key: string, value: string, seconds?: number) => put(run, store, key, value, seconds),
  ],
  putAll: [
    'object | object int',
    (store, run, values: Record<string, string>, seconds?: number) => {
      for (const [key, value] of Object.entries(values)) put(run, store, key, value, seconds);
    },
  ],
  remove: [
    'string',
    (store, _run, key: string) => {
      store.delete(key);
    },
  ],
  removeAll: [
    'string[]',
    (store, _run, keys: string[]) => {
      for (const key of keys) store.delete(key);
    },
  ],
});

const storeOf = (run: Execution, name: string): Store => {
  const { caches } = run.world;
  if (!caches.has(name)) caches.set(name, new Map());
  return caches.get(name)!;
};

export const CacheService: Service<undefined> = new Service<undefined>('CacheService', {
  getDocumentCache: ['', (_self, run) => Cache.of(run, storeOf(run, 'document'))],
  getScriptCache: ['', (_self, run) => Cache.of(run, storeOf(run, 'script'))],
  getUserCache: ['', (_self, run) => Cache.of(run, storeOf(run, `user ${run.start.effectiveUser}`))],
});
