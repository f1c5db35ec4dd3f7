/** A file in a drive as Graph describes it. */
import { type Operation, path } from '../../microsoft/client.ts';
import type { ItemAddress } from './way.ts';

/** What is looked at of a driveItem: https://learn.microsoft.com/graph/api/resources/driveitem */
export interface DriveItem {
  readonly id: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Changes with all that is changed about it, its name included. */
  readonly eTag: string;
  /** ISO 8601, by Microsoft's clock. */
  readonly lastModifiedDateTime?: string;
  /** Where people open it in their browser. */
  readonly webUrl?: string;
  readonly file?: object;
  /** An address that holds its content for some minutes, without signing in. */
  readonly '@microsoft.graph.downloadUrl'?: string;
}

export const pathOf = ({ drive, item }: ItemAddress): string => path`/drives/${drive}/items/${item}`;

/** All of it: with `$select`, apps are not always given the address of the content. */
export const getItem = (operation: Operation, address: ItemAddress): Promise<DriveItem> =>
  operation.get(pathOf(address));

/** For people: without its ending. */
export const fileTitle = ({ name }: DriveItem): string => name.replace(/\.xls[xm]$/i, '');
