import { ScriptException } from '../errors.ts';
import { SELF, Service } from '../strict.ts';
import type { Execution } from '../world.ts';

type Store = Map<string, string>;

const bytes = (text: string): number => new TextEncoder().encode(text).length;

/** Quotas: 9 kB a value, 500 kB a store (developers.google.com/apps-script/guides/services/quotas). */
const put = (run: Execution, store: Store, key: string, value: string): void => {
  const { propertyValueBytes, propertyStoreBytes } = run.world.limits;
  if (bytes(value) > propertyValueBytes) throw new ScriptException('Argument too large: value');
  const others = [...store].reduce((sum, [k, v]) => sum + (k === key ? 0 : bytes(k) + bytes(v)), 0);
  if (others + bytes(key) + bytes(value) > propertyStoreBytes) {
    throw new ScriptException(
      'You have exceeded the property storage quota. Please remove some properties and try again.',
    );
  }
  store.set(key, value);
};

export const Properties: Service<Store> = new Service<Store>('PropertiesService.Properties', {
  getProperty: ['string', (store, _run, key: string) => store.get(key) ?? null],
  getProperties: ['', (store) => Object.fromEntries(store)],
  getKeys: ['', (store) => [...store.keys()]],
  setProperty: [
    'string string',
    (store, run, key: string, value: string) => {
      put(run, store, key, value);
      return SELF;
    },
  ],
  setProperties: [
    'object | object boolean',
    (store, run, values: Record<string, unknown>, deleteOthers = false) => {
      if (deleteOthers) store.clear();
      for (const [key, value] of Object.entries(values)) {
        if (typeof value !== 'string') throw run.breach(`Properties.setProperties takes texts; ${key} is none`);
        put(run, store, key, value);
      }
      return SELF;
    },
  ],
  deleteProperty: [
    'string',
    (store, _run, key: string) => {
      store.delete(key);
      return SELF;
    },
  ],
  deleteAllProperties: [
    '',
    (store) => {
      store.clear();
      return SELF;
    },
  ],
});

const storeOf = (run: Execution, name: string): Store => {
  const { properties } = run.world;
  if (!properties.has(name)) properties.set(name, new Map());
  return properties.get(name)!;
};

/** A user's store is the effective user's: an installable trigger sees its creator's. */
export const PropertiesService: Service<undefined> = new Service<undefined>('PropertiesService', {
  getDocumentProperties: [
    '',
    (_self, run) => (run.start.kind === 'web app' ? null : Properties.of(run, storeOf(run, 'document'))),
  ],
  getScriptProperties: ['', (_self, run) => Properties.of(run, storeOf(run, 'script'))],
  getUserProperties: ['', (_self, run) => Properties.of(run, storeOf(run, `user ${run.start.effectiveUser}`))],
});
