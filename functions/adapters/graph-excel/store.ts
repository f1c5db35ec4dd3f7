/** A workbook on SharePoint or OneDrive: takes the API way or the file way, and says why. */
import { inAll } from '../../../core/messages/in-all.ts';
import type { Words } from '../../../sheet-templates/index.ts';
import { createGraphClient, type GraphOptions } from '../../microsoft/client.ts';
import type { ArchivingStore } from '../../ports.ts';
import { openApiWay } from './api-way.ts';
import { badItemAddress, wayRefused } from './errors.ts';
import { openFileWay } from './file-way.ts';
import { type ItemAddress, itemLocation, type OpenWay, WAY_NAMES, type WayName, WayRefused } from './way.ts';

const say = inAll('microsoft');

export interface GraphExcelOptions extends GraphOptions {
  /** As the environment says (BATON_GRAPH_WAY) unless given here or with the address; found out where nobody says. */
  readonly way?: WayName;
}

/** A way, and why it was taken: half a sentence without an end. */
export interface ChosenWay {
  readonly name: WayName;
  readonly why: Words;
}

export interface GraphWorkbook extends ArchivingStore {
  /** The way it goes now; whether the Workbook API answers at all is known after the first call. */
  readonly way: () => ChosenWay;
}

const WAYS: Readonly<Record<WayName, OpenWay>> = { api: openApiWay, file: openFileWay };

/**
 * A workbook on SharePoint or OneDrive, `DRIVE/ITEM` or `DRIVE/ITEM?way=file`. Where nobody says which way, it is Excel's
 * own API if that takes it, else the file. Errors are BatonError; see errors.ts.
 */
export const openGraphWorkbook = (given: string, options: GraphExcelOptions = {}): GraphWorkbook => {
  const { address, way: named } = parsed(given);
  const client = createGraphClient(options);
  const asked = named ?? options.way ?? wayFrom(process.env.BATON_GRAPH_WAY);
  const ground = {
    address,
    client,
    latest: { written: [] },
    open: (other: ItemAddress) => openGraphWorkbook(itemLocation(other).slice('graph:'.length), options),
  };
  const taken = (name: WayName, why: Words) => ({ name, why, store: WAYS[name](ground) });

  const first = () => {
    if (asked !== null) return taken(asked, say.wayAsked);
    if (!client.cloud.workbooks) return taken('file', say.wayNoApi);
    return taken('api', say.wayApi);
  };
  let current = first();

  const going = async <T>(work: (store: ArchivingStore) => Promise<T>): Promise<T> => {
    try {
      return await work(current.store);
    } catch (thrown) {
      if (!(thrown instanceof WayRefused)) throw thrown;
      if (asked !== null) throw wayRefused(thrown.why, thrown.cause);
      current = taken('file', thrown.why);
      return work(current.store);
    }
  };

  return {
    read: (options) => going((store) => store.read(options)),
    apply: (writes, shown) => going((store) => store.apply(writes, shown)),
    archive: (moves, writes) => going((store) => store.archive(moves, writes)),
    way: () => ({ name: current.name, why: current.why }),
  };
};

/** Ids of drives and items: letters, digits and a few signs; of dots alone they would lead to another address. */
const ADDRESS = /^(?!\.+\/)([\w!.-]+)\/(?!\.+(?:\?|$))([\w!.-]+)(?:\?way=(\w+))?$/;

/** BatonError 'call': graph-bad-id. */
export const parsed = (given: string): { readonly address: ItemAddress; readonly way: WayName | null } => {
  const [, drive, item, way] = ADDRESS.exec(given) ?? [];
  if (!drive || !item || (way !== undefined && wayFrom(way) === null)) throw badItemAddress(given);
  return { address: { drive, item }, way: wayFrom(way) };
};

/** Null where nobody says. */
const wayFrom = (text: string | undefined): WayName | null => WAY_NAMES.find((name) => name === text) ?? null;
