/** The workbook store that downloads the whole file, patches it and uploads it. */
import { placeMoves, type RowMove, withoutArchives } from '../../../core/keep/archives.ts';
import type { Write } from '../../../core/plan.ts';
import type { RawWorkbook } from '../../../core/workbook.ts';
import { resolveWrites } from '../../../core/write/write.ts';
import { BatonError, keepsBeingSaved } from '../../errors.ts';
import { NotDone, type Operation, RequestRefused } from '../../microsoft/client.ts';
import { allWritten, type Receipt, type Shown } from '../../ports.ts';
import { holds, wasMade } from '../../remote/landed.ts';
import { openPackage, type Package } from '../../xlsx/parts.ts';
import { patchPackage } from '../../xlsx/patch.ts';
import { readPackage } from '../../xlsx/read.ts';
import { withShown } from '../../xlsx/shown.ts';
import { encryptedWorkbook, inWords, lagging, noWorkbook, tooLarge } from './errors.ts';
import { type DriveItem, fileTitle, getItem } from './item.ts';
import { replaceContent, UploadOvertaken } from './upload.ts';
import { addressAt, itemLocation, type OpenWay } from './way.ts';

/** The workbook as it was when the item had this eTag. */
interface Ground {
  readonly item: DriveItem;
  readonly parts: Package;
  readonly workbook: RawWorkbook;
  /** It lacks nothing that was written before it was read. */
  readonly isSettled: boolean;
}

/** What Excel for the web opens: https://support.microsoft.com/office/9e5bc6f8-018f-415a-b890-5452687b325e */
const LARGEST = 100 * 1024 * 1024;

/** How often somebody may save the file between our reading and our writing before we give up. */
const ATTEMPTS = 5;

/**
 * What is changed in a workbook that is open, through a session or by people, may be missing from a download for some 20 s, while
 * the eTag is the newest: https://github.com/microsoftgraph/microsoft-graph-docs-contrib/issues/9315,
 * https://github.com/microsoftgraph/msgraph-sdk-java/issues/1934. Milliseconds.
 */
const LAGS = 25_000;
/** How often, and how many milliseconds apart, a file is read again that lacks what we have just written through a session. */
const LOOKS = 6;
const APART = 10_000;

/** eTags that uploads of this process left, by location: such a file is what was uploaded, and does not lag. */
const uploaded = new Map<string, string>();

/**
 * The whole file down, patched, and up again if nobody changed it in between: If-Match makes that certain, so what was
 * read once is known for as long as it keeps its eTag. Reading is one request to Graph and a download; writing is one.
 */
export const openFileWay: OpenWay = ({ address, client, latest, open }) => {
  const { now, sleep } = client.time;
  const location = itemLocation(address);
  let known: Ground | null = null;

  /** Milliseconds until what was changed last is in the file for certain. */
  const unsettledFor = ({ eTag, lastModifiedDateTime = '' }: DriveItem): number => {
    const age = now() - Date.parse(lastModifiedDateTime);
    return uploaded.get(location) === eTag || !(age < LAGS) ? 0 : Math.min(LAGS, LAGS - age);
  };

  const groundOf = (item: DriveItem, bytes: Buffer): Ground => {
    const parts = openPackage(bytes, true);
    const workbook: RawWorkbook = {
      name: fileTitle(item),
      location,
      ...(item.webUrl !== undefined && { url: item.webUrl }),
      // An item keeps its id under every name and in every folder of its drive, and a copy has one of its own.
      movedFrom: () => false,
      foundAt: async (recorded) => {
        const there = addressAt(recorded);
        // Deleted or not ours to read, and so nothing that we could run beside this one.
        return there && recorded !== location
          ? open(there)
              .read()
              .catch(() => null)
          : null;
      },
      ...readPackage(parts),
    };
    return { item, parts, workbook, isSettled: unsettledFor(item) === 0 };
  };

  /** The item first: what somebody saves between the two makes the eTag too old, never the content. */
  const download = async (operation: Operation): Promise<Ground> => {
    for (let isLate = false; ; isLate = true) {
      const item = await getItem(operation, address);
      const url = item['@microsoft.graph.downloadUrl'];
      if (!item.file || url === undefined) throw noWorkbook(item.name);
      if (item.size > LARGEST) throw tooLarge(item.name, item.size);
      if (known?.item.eTag === item.eTag && (known.isSettled || unsettledFor(item) > 0)) return known;
      try {
        known = groundOf(item, await operation.download(url));
        return known;
      } catch (thrown) {
        if (thrown instanceof BatonError && thrown.code in ENCRYPTED) throw encryptedWorkbook(item.name, thrown);
        // The address holds for minutes only, and waiting may have taken longer; and what came may be a proxy's page.
        const mayPass =
          thrown instanceof RequestRefused ? EXPIRED.includes(thrown.failure.status) : thrown instanceof BatonError;
        if (isLate || !mayPass) throw thrown;
      }
    }
  };

  /** As it is, with what this store wrote last through Excel's API. BatonError graph-lagging. */
  const look = async (operation: Operation): Promise<Ground> => {
    for (let looks = 1; ; looks++) {
      const ground = await download(operation);
      if (holds(ground.workbook, latest.written)) {
        latest.written = [];
        return ground;
      }
      known = null;
      if (looks === LOOKS) throw lagging(location);
      await sleep(APART);
    }
  };

  const write = async (
    operation: Operation,
    writes: readonly Write[],
    moves: readonly RowMove[] = [],
    shown?: Shown,
  ): Promise<readonly Receipt[]> => {
    // A move is all or nothing: whether its writes fit is judged by the file as it is now.
    let isFresh = known === null || moves.length > 0;
    let ground = isFresh || known === null ? await look(operation) : known;
    /** What was sent and may have arrived. */
    let lost: { readonly receipts: readonly Receipt[]; readonly bytes: Buffer } | null = null;
    let waits = 0;
    for (let attempt = 1; attempt <= ATTEMPTS; ) {
      if (isMoved(ground.workbook, moves)) return writes.map((one) => ({ write: one, outcome: 'written' }));
      const { edits, receipts } = resolveWrites(ground.workbook, writes);
      if (moves.length > 0 && !allWritten(receipts)) return receipts;
      const all = shown ? withShown(ground.parts, ground.workbook, edits, shown) : { edits };
      const bytes = patchPackage(ground.parts, {
        ...all,
        addSheets: [],
        moves: placeMoves(ground.workbook, moves),
      });
      const hasChanges = bytes !== ground.parts.source;
      // Nothing that is sent would tell whether what we know still holds.
      if (!hasChanges && isFresh) return receipts;
      if (hasChanges && !ground.isSettled) {
        if (waits++ === ATTEMPTS) break;
        await sleep(unsettledFor(ground.item));
      } else {
        try {
          if (hasChanges) {
            const item = await replaceContent(operation, address, ground.item.eTag, bytes);
            uploaded.set(location, item.eTag);
            known = groundOf(item, bytes);
            return receipts;
          }
        } catch (thrown) {
          if (thrown instanceof UploadOvertaken) attempt++;
          else if (thrown instanceof NotDone) {
            lost = { receipts, bytes };
            await operation.pause(thrown.failure);
          } else throw thrown;
        }
      }
      ground = await look(operation);
      isFresh = true;
      if (lost?.bytes.equals(ground.parts.source)) return lost.receipts;
      if (lost && moves.length === 0 && wasMade(ground.workbook, lost.receipts)) return lost.receipts;
    }
    throw keepsBeingSaved(ground.workbook.name);
  };

  const told = <T>(work: (operation: Operation) => Promise<T>): Promise<T> =>
    work(client.begin()).catch(inWords(address));

  return {
    read: ({ archives = false } = {}) =>
      told(async (operation) => {
        const { workbook } = await look(operation);
        return archives ? workbook : withoutArchives(workbook);
      }),
    apply: (writes, shown) => told((operation) => write(operation, writes, [], shown)),
    archive: (moves, writes) => told((operation) => write(operation, writes, moves)),
  };
};

/** The answer to an attempt before got lost, and it was made. */
const isMoved = ({ sheets }: RawWorkbook, moves: readonly RowMove[]): boolean =>
  moves.some((move) => sheets.some(({ title }) => title === move.title));

/** How a workbook looks whose content only Office can open. */
const ENCRYPTED = { encrypted: true, 'xls-file': true };
const EXPIRED = [401, 403, 404, 410];
