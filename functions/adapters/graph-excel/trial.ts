/** For `doctor`: tries whether Graph refuses to save over a newer version of the file. */
import { must } from '../../../core/text/must.ts';
import {
  createGraphClient,
  type GraphOptions,
  NotDone,
  type Operation,
  RequestRefused,
} from '../../microsoft/client.ts';
import { rangePath } from './api-read.ts';
import { protection } from './api-requests.ts';
import { createSession, type RangePart } from './api-session.ts';
import { inWords, wayRefused } from './errors.ts';
import { getItem, pathOf } from './item.ts';
import { parsed } from './store.ts';
import { openUpload } from './upload.ts';
import { type ItemAddress, WayRefused } from './way.ts';

/** Whether a save over a newer one is refused: what the file's way stands on, and only a tenant can show. */
export interface WayTrial {
  /** Of an upload session, as it begins; nothing is sent to it. That it was answered shows that the app may write. */
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
export const tryIfMatch = async (given: string, single: boolean, options: GraphOptions = {}): Promise<WayTrial> => {
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
    if (thrown instanceof RequestRefused && thrown.failure.status === 412) return true;
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

/**
 * Takes the protection off a machine tab and puts it on again through Excel's API, as every sweep does, and writes a header over
 * itself in between. Not to be tried on a workbook that people work in. BatonError as in errors.ts.
 */
export const tryApiWrite = async (given: string, title: string, options: GraphOptions = {}): Promise<void> => {
  const { address } = parsed(given);
  const client = createGraphClient(options);
  const operation = client.begin();
  const session = createSession(client, address);
  try {
    const { sheets } = await session.open(operation);
    const { id } = must(
      sheets.find(({ name }) => name === title),
      `sheet ${title}`,
    );
    const cell = rangePath(id, 'A1');
    const { values } = await session.get<{ readonly values: unknown }>(operation, `${cell}?$select=values`);
    const header: RangePart = { method: 'PATCH', target: `${cell}?$select=address`, body: { values } };
    const parts = [protection(id, 'unprotect'), header, protection(id, 'protect')];
    for (const outcome of await session.run(operation, parts, true))
      if (outcome.kind === 'refused' || outcome.kind === 'unknown') throw new RequestRefused(outcome.failure);
  } catch (thrown) {
    if (thrown instanceof WayRefused) throw wayRefused(thrown.why, thrown.cause);
    inWords(address)(thrown);
  } finally {
    await session.close(operation);
  }
};
