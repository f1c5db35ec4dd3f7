import { GraphError } from '../wire/errors.ts';
import { type Answer, type Call, type Common, type Route, type Service, serve } from '../wire/serve.ts';
import type { DriveItem } from './item.ts';

/** "A few minutes": https://learn.microsoft.com/en-us/graph/api/driveitem-get-content */
const DOWNLOAD_MS = 5 * 60_000;
/**
 * From the last fragment on, as was seen: https://github.com/OneDrive/onedrive-api-docs/issues/1073; that each fragment prolongs
 * it says https://learn.microsoft.com/en-us/graph/api/resources/uploadsession
 */
const SESSION_MS = 15 * 60_000;
/** Fragments are multiples of this and below 60 MiB: https://learn.microsoft.com/en-us/graph/api/driveitem-createuploadsession */
const FRAGMENT = 320 * 1024;
const MOST_IN_FRAGMENT = 60 * 1024 * 1024;

interface Upload {
  readonly item: DriveItem;
  until: number;
  readonly commit: (bytes: Buffer) => Answer;
  readonly defer: boolean;
  /** Known from the first fragment on. */
  total: number | null;
  received: Buffer;
}

export interface Storage extends Service {
  /** A URL from which these bytes can be had for some minutes, without sign-in. */
  readonly download: (item: DriveItem) => string;
  /** A URL that takes a file in fragments; `commit` makes the file of them. */
  readonly upload: (
    item: DriveItem,
    commit: Upload['commit'],
    defer: boolean,
  ) => { uploadUrl: string; expirationDateTime: string };
  /** Somebody, or a process that died, opens an upload session for the file and leaves it at that: until it expires. */
  readonly leaveOpen: (item: DriveItem) => void;
  /** An upload session for this file is neither finished nor cancelled nor over. */
  readonly isOpen: (item: DriveItem) => boolean;
}

const problem = (status: number, code: string, inner: string, message: string): GraphError =>
  new GraphError(status, code, message, { inner });

/** Where a download's and an upload's URLs lead: another host than Graph, which wants no token. */
export const serveStorage = async (common: Common): Promise<Storage> => {
  const { clock } = common;
  const downloads = new Map<string, { readonly item: DriveItem; readonly until: number }>();
  const uploads = new Map<string, Upload>();
  let made = 0;

  const noToken = ({ headers }: Call): void => {
    if (headers.authorization)
      throw new GraphError(401, 'unauthenticated', 'A pre-authenticated URL takes no Authorization header.', {
        violation: true,
      });
  };

  const uploadOf = (call: Call): Upload => {
    noToken(call);
    const upload = uploads.get(call.path.id!);
    if (!upload || upload.until <= clock.now())
      throw problem(404, 'itemNotFound', 'uploadSessionNotFound', 'The upload session was not found');
    return upload;
  };

  const progress = (upload: Upload) => ({
    expirationDateTime: new Date(upload.until).toISOString(),
    nextExpectedRanges: [`${upload.received.length}-`],
  });

  const put = (call: Call): Answer => {
    const upload = uploadOf(call);
    const range = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(call.headers['content-range'] ?? '');
    const [from, to, total] = (range?.slice(1) ?? []).map(Number) as [number, number, number];
    const size = call.bytes.length;
    if (!range || to - from + 1 !== size || to >= total)
      throw new GraphError(400, 'invalidRequest', 'The Content-Range header is missing or malformed.', {
        inner: 'invalidParameterFormat',
        violation: true,
      });
    if (size >= MOST_IN_FRAGMENT || (to + 1 < total && size % FRAGMENT !== 0))
      throw new GraphError(400, 'invalidRequest', 'A fragment is a multiple of 320 KiB, and less than 60 MiB.', {
        inner: 'maxFragmentLengthExceeded',
        violation: true,
      });
    if (upload.total !== null && upload.total !== total)
      throw problem(400, 'invalidRequest', 'fragmentLengthMismatch', 'Declared fragment length does not match.');
    if (from < upload.received.length)
      throw problem(416, 'invalidRange', 'fragmentOverlap', 'Uploaded fragment overlaps with existing data.');
    if (from > upload.received.length)
      throw problem(416, 'invalidRange', 'fragmentOutOfOrder', 'Uploaded fragment is out of order.');
    upload.total = total;
    upload.until = clock.now() + SESSION_MS;
    upload.received = Buffer.concat([upload.received, call.bytes]);
    if (upload.received.length < total || upload.defer) return { status: 202, body: progress(upload) };
    return finish(call, upload);
  };

  // The session lives on where the file could not be made of it.
  const finish = (call: Call, upload: Upload): Answer => {
    const answer = upload.commit(upload.received);
    uploads.delete(call.path.id!);
    return answer;
  };

  const begin = (item: DriveItem, commit: Upload['commit'], defer: boolean): { id: string; until: number } => {
    const id = `u${++made}`;
    const until = clock.now() + SESSION_MS;
    uploads.set(id, { item, until, commit, defer, total: null, received: Buffer.alloc(0) });
    return { id, until };
  };

  const routes: Route[] = [
    {
      name: 'download',
      verb: 'GET',
      path: 'download/{id}',
      roles: 'none',
      handle: (call) => {
        noToken(call);
        const download = downloads.get(call.path.id!);
        if (!download || download.until <= clock.now())
          throw new GraphError(401, 'unauthenticated', 'The URL has expired.');
        return { status: 200, body: contentOf(download.item), headers: { etag: download.item.eTag } };
      },
    },
    { name: 'upload', verb: 'PUT', path: 'upload/{id}', body: 'bytes', roles: 'none', handle: put },
    {
      name: 'upload-status',
      verb: 'GET',
      path: 'upload/{id}',
      roles: 'none',
      handle: (call) => ({ status: 200, body: progress(uploadOf(call)) }),
    },
    {
      name: 'upload-commit',
      verb: 'POST',
      path: 'upload/{id}',
      roles: 'none',
      handle: (call) => {
        const upload = uploadOf(call);
        if (!upload.defer || upload.received.length !== upload.total)
          throw problem(400, 'invalidRequest', 'uploadSessionIncomplete', 'Upload session incomplete.');
        return finish(call, upload);
      },
    },
    {
      name: 'upload-cancel',
      verb: 'DELETE',
      path: 'upload/{id}',
      roles: 'none',
      handle: (call) => {
        uploadOf(call);
        uploads.delete(call.path.id!);
        return { status: 204 };
      },
    },
  ];

  // What stands for the sign-in is part of the URL.
  const all = routes.map((route) => ({ ...route, query: ['tempauth'] }));
  const service = await serve(common, 'storage', '/', all);
  return {
    ...service,
    download: (item) => {
      const id = `d${++made}`;
      downloads.set(id, { item, until: clock.now() + DOWNLOAD_MS });
      return `${service.url}/download/${id}?tempauth=fake`;
    },
    upload: (item, commit, defer) => {
      const { id, until } = begin(item, commit, defer);
      return {
        uploadUrl: `${service.url}/upload/${id}?tempauth=fake`,
        expirationDateTime: new Date(until).toISOString(),
      };
    },
    leaveOpen: (item) => void begin(item, () => ({ status: 500 }), true),
    isOpen: (item) => [...uploads.values()].some((one) => one.item === item && one.until > clock.now()),
  };
};

/** An encrypted workbook is no zip any more, but a compound file, as Office writes what a label protects. */
const COMPOUND = Buffer.from('d0cf11e0a1b11ae1', 'hex');

const contentOf = (item: DriveItem): Buffer =>
  item.encrypted ? Buffer.concat([COMPOUND, Buffer.alloc(4096 - COMPOUND.length)]) : item.downloaded;
