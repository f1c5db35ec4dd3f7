/** What the two ways to a workbook on Microsoft 365 share: its address, and the store each has to be. */
import type { Words } from '../../../sheet-templates/index.ts';
import type { GraphClient } from '../../microsoft/client.ts';
import type { ArchivingStore, Receipt, WorkbookStore } from '../../ports.ts';

/** Whose drive, and which item in it: ids of Graph, which a file keeps under every name and in every folder of its drive. */
export interface ItemAddress {
  readonly drive: string;
  readonly item: string;
}

export const WAY_NAMES = ['api', 'file'] as const;
/** `api`: cell by cell, beside people who have the workbook open. `file`: the whole file down, patched and up again. */
export type WayName = (typeof WAY_NAMES)[number];

/**
 * What was written last through Excel's API to machine tabs, which nobody else types into. A file that is read soon afterwards
 * may lack it; once one had it there is nothing left to look for.
 */
export interface Latest {
  written: readonly Receipt[];
}

/**
 * One way to a workbook: the same port, other requests. Both know it by the same location. `foundAt` opens another workbook the
 * way the store was asked to.
 */
export type OpenWay = (ground: {
  readonly address: ItemAddress;
  readonly client: GraphClient;
  /** Of all ways that one store takes. */
  readonly latest: Latest;
  readonly open: (address: ItemAddress) => WorkbookStore;
}) => ArchivingStore;

/** A workbook that this way does not work for, though another may. Thrown before anything was changed. */
export class WayRefused extends Error {
  /** Why, for people: half a sentence without an end. */
  readonly why: Words;
  constructor(why: Words, cause: unknown) {
    super(why.en, { cause });
    this.why = why;
  }
}

/** How a workbook's place is recorded in its settings. A copy is another item. */
export const itemLocation = ({ drive, item }: ItemAddress): string => `graph:${drive}/${item}`;

const HOME = /^graph:([\w!.-]+)\/([\w!.-]+)$/;

/** The item a recorded location names; null for a location of another kind. */
export const addressAt = (location: string): ItemAddress | null => {
  const [, drive, item] = HOME.exec(location) ?? [];
  return drive && item ? { drive, item } : null;
};
