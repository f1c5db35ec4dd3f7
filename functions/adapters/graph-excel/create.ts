/** Puts a new .xlsx file into a library of Microsoft 365. */
import { readFile } from 'node:fs/promises';
import type { CreatedBook, NewBook } from '../../backend.ts';
import { BatonError } from '../../errors.ts';
import {
  createGraphClient,
  type GraphOptions,
  NotDone,
  type Operation,
  path,
  RequestRefused,
} from '../../microsoft/client.ts';
import { badFolder, badName, excelError, fileExists, fileNotFilledIn, folderMissing } from './errors.ts';
import type { DriveItem } from './item.ts';
import { type GraphExcelOptions, openGraphWorkbook } from './store.ts';

/** As for any backend. It is filled in as a file, whichever way it is used afterwards: nobody has it open yet. */
export const createGraphWorkbook = async (
  { address: place, fileName, file }: NewBook,
  options: GraphExcelOptions,
): Promise<CreatedBook> => {
  const address = await createGraphFile({ place, name: fileName, bytes: await readFile(file) }, options);
  return {
    address,
    store: openGraphWorkbook(address, { ...options, way: 'file' }),
    unfilled: async (error) => (error instanceof BatonError ? fileNotFilledIn(`graph:${address}`, error) : error),
  };
};

export interface NewFile {
  /** `DRIVE/FOLDER` or `DRIVE/FOLDER/NAME.xlsx`; the folder `root` is the library itself. */
  readonly place: string;
  /** The file's name where the place has none. */
  readonly name: string;
  readonly bytes: Buffer;
}

const PLACE = /^([\w!.-]+)\/([\w!.-]+)(?:\/(.+))?$/s;
/** https://support.microsoft.com/office/64883a5d-228e-48f5-b3d2-eb39e07630fa */
const FORBIDDEN = /["*:<>?/\\|]|^\s|\s$|^~\$/;

/**
 * Makes a file where none of that name is yet, and answers its `DRIVE/ITEM`. BatonError 'call': graph-bad-folder,
 * graph-bad-name, file-exists, folder-missing; others as in errors.ts.
 */
export const createGraphFile = async ({ place, name, bytes }: NewFile, options: GraphOptions = {}): Promise<string> => {
  const [, drive, folder, given] = PLACE.exec(place) ?? [];
  if (!drive || !folder) throw badFolder(place);
  const title = given ?? name;
  if (FORBIDDEN.test(title) || !/\.xlsx$/i.test(title)) throw badName(title);
  const operation = createGraphClient(options).begin();
  const target = path`/drives/${drive}/items/${folder}:/${title}`;
  try {
    const { id } = await put(operation, target, bytes, title);
    return `${drive}/${id}`;
  } catch (thrown) {
    if (!(thrown instanceof RequestRefused)) throw thrown;
    if (thrown.failure.status === 409) throw fileExists(title, thrown);
    if (thrown.failure.status === 404) throw folderMissing(place, thrown);
    throw excelError(thrown.failure, { drive, item: folder });
  }
};

const put = async (operation: Operation, target: string, bytes: Buffer, title: string): Promise<DriveItem> => {
  for (;;) {
    try {
      return await operation.put<DriveItem>(`${target}:/content?@microsoft.graph.conflictBehavior=fail`, bytes);
    } catch (thrown) {
      if (!(thrown instanceof NotDone)) throw thrown;
      await operation.pause(thrown.failure);
      const there = await itemAt(operation, target);
      if (!there) continue;
      // The answer got lost and the file was made, or somebody else was quicker.
      const url = there['@microsoft.graph.downloadUrl'];
      if (url && (await operation.download(url)).equals(bytes)) return there;
      throw fileExists(title, thrown);
    }
  }
};

const itemAt = async (operation: Operation, target: string): Promise<DriveItem | null> => {
  try {
    return await operation.get<DriveItem>(target);
  } catch (thrown) {
    if (thrown instanceof RequestRefused && thrown.failure.status === 404) return null;
    throw thrown;
  }
};
