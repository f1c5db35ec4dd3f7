/** Packs a request: makes the zip, and records its documents in the workbook's archive. */
import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { inAll } from '../../core/messages/in-all.ts';
import { archiveWrites, type NotRecorded } from '../../core/pack/archive.ts';
import { type Pack, packOf } from '../../core/pack/index.ts';
import { packFileName } from '../../core/pack/name.ts';
import { requestNamed } from '../../core/read/named.ts';
import type { Snapshot } from '../../core/snapshot.ts';
import { writeWhole } from '../base/whole-file.ts';
import { BatonError } from '../errors.ts';
import type { WorkbookStore } from '../ports.ts';
import { writeZip } from '../xlsx/zip.ts';
import { documentHtml, indexHtml } from './html.ts';
import { indexMarkdown } from './markdown.ts';
import { documentXlsx } from './xlsx.ts';

const say = inAll('pack');

export interface Packed {
  readonly pack: Pack;
  /** Path of the package. */
  readonly path: string;
  /** Rows added to the archive, or why there are none. Those of an earlier package of the day are not added again. */
  readonly recorded: number | NotRecorded;
}

/** What a package holds, by name. */
export const packFiles = (pack: Pack): ReadonlyMap<string, Buffer> => {
  const files = new Map<string, Buffer>();
  files.set('index.html', Buffer.from(indexHtml(pack)));
  files.set('index.md', Buffer.from(indexMarkdown(pack)));
  for (const document of pack.documents) {
    files.set(`${document.file}.html`, Buffer.from(documentHtml(pack, document)));
    files.set(`${document.file}.xlsx`, documentXlsx(pack, document));
  }
  return files;
};

/** The package's bytes: the same for the same workbook and day. */
export const packZip = (pack: Pack): Buffer => writeZip({ entries: [], comment: Buffer.alloc(0) }, packFiles(pack));

/**
 * Packs a request into a folder, which is made where it is missing, and records its documents in the archive. All or
 * nothing: where they cannot be recorded, no package stays behind.
 * BatonError 'call': request-unknown, file-exists; 'backend': not-writable, and what the workbook's store throws.
 */
export const packRequest = async (
  store: WorkbookStore,
  snapshot: Snapshot,
  { request, folder, force }: { readonly request: string; readonly folder: string; readonly force: boolean },
): Promise<Packed> => {
  const pack = packOf(snapshot, requestNamed(request, snapshot.rows) ?? request);
  if (!pack) throw requestUnknown(request, snapshot);
  const name = packFileName(pack, pack.on);
  const path = join(folder, name);
  const isNew = await publish(packZip(pack), folder, path, force);
  const writes = archiveWrites(snapshot, pack, name);
  try {
    const receipts = typeof writes === 'object' && writes.length > 0 ? await store.apply(writes) : [];
    if (receipts.some(({ outcome }) => outcome !== 'written')) throw archiveChanged();
  } catch (error) {
    if (isNew) await rm(path, { force: true });
    throw error;
  }
  return { pack, path, recorded: typeof writes === 'object' ? writes.length : writes };
};

/**
 * Under its name whole or not at all. Answers whether there was none before. Two at once make the same bytes, so that
 * it does not matter which of them is the last.
 */
const publish = async (bytes: Buffer, folder: string, path: string, force: boolean): Promise<boolean> => {
  const isNew = !existsSync(path);
  if (!isNew && !force) throw fileExists(path);
  try {
    await mkdir(folder, { recursive: true });
    await writeWhole(path, bytes, { mode: null });
    return isNew;
  } catch (cause) {
    throw notWritable(path, cause);
  }
};

const requestUnknown = (request: string, { rows }: Snapshot) => {
  const known = rows.requests.map(({ id, values }) => [id, values.name].filter(Boolean).join(' '));
  const words = known.length === 0 ? say.noRequests({ request }) : say.requestUnknown({ request, known });
  return new BatonError('call', 'request-unknown', words);
};

const fileExists = (path: string) => new BatonError('call', 'file-exists', say.fileExists({ path }));

const notWritable = (path: string, cause: unknown) =>
  new BatonError('backend', 'not-writable', say.notWritable({ path }), cause);

const archiveChanged = () => new BatonError('backend', 'workbook-changing', say.workbookChanging);
