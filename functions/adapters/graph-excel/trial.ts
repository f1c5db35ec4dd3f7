import { createGraphClient, type GraphOptions, NotDone, type Operation, Refused } from '../../microsoft/client.ts';
import { inWords } from './errors.ts';
import { getItem, pathOf } from './item.ts';
import { parsed } from './store.ts';
import { openUpload } from './upload.ts';
import type { ItemAddress } from './way.ts';

/** Whether a save over a newer one is refused: what the file's way stands on, and only a tenant can show. */
export interface Trial {
  /** Of an upload session, which nothing is sent to. That it was answered shows that the app may write. */
  readonly session: boolean;
  /** Of a single request; null where it was not tried, or nobody knows. */
  readonly single: boolean | null;
}

/** An eTag that no item ever had. */
const NEVER = '"{00000000-0000-0000-0000-000000000000},1"';

/**
 * `single`: also sends the file's own content with an eTag that never was. Where that is taken, somebody's save of this very
 * moment may lie in the version history: not to be tried on a workbook that people work in. BatonError as in errors.ts.
 */
export const tryIfMatch = async (given: string, single: boolean, options: GraphOptions = {}): Promise<Trial> => {
  const { address } = parsed(given);
  const operation = createGraphClient(options).begin();
  try {
    return {
      session: await isRefused(() => openSession(operation, address)),
      single: single ? await isRefused(() => putBack(operation, address)) : null,
    };
  } catch (thrown) {
    if (thrown instanceof NotDone) return { session: true, single: null };
    return inWords(address)(thrown);
  }
};

const isRefused = async (save: () => Promise<void>): Promise<boolean> => {
  try {
    await save();
    return false;
  } catch (thrown) {
    if (thrown instanceof Refused && thrown.failure.status === 412) return true;
    throw thrown;
  }
};

const openSession = async (operation: Operation, address: ItemAddress): Promise<void> => {
  const upload = await openUpload(operation, address, NEVER);
  await upload.cancel();
};

const putBack = async (operation: Operation, address: ItemAddress): Promise<void> => {
  const { '@microsoft.graph.downloadUrl': url = '' } = await getItem(operation, address);
  await operation.put(`${pathOf(address)}/content`, await operation.download(url), {
    headers: { 'If-Match': NEVER },
  });
};
