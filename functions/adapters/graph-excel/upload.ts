/** Uploads a changed file, if nobody saved another version since: in one request, or in parts. */
import { NotDone, type Operation, RequestRefused } from '../../microsoft/client.ts';
import { type GraphFailure, isLocked, isUploadUnderWay, mayPass, says } from '../../microsoft/failure.ts';
import { type DriveItem, getItem, pathOf } from './item.ts';
import { type ItemAddress, itemLocation } from './way.ts';

/** Somebody changed the file since it was read; nothing was uploaded. */
export class UploadOvertaken extends Error {}

/** The smallest limit of a single request that Microsoft ever named: https://learn.microsoft.com/graph/api/driveitem-put-content */
const SIMPLE = 4 * 1024 * 1024;
/** Parts are multiples of this: https://learn.microsoft.com/graph/api/driveitem-createuploadsession */
const UNIT = 320 * 1024;
const PART = 32 * UNIT;

/**
 * Replaces the content of the item, if it is still the one with this eTag. Answers the item as it is then.
 * Throws ChangedMeanwhile, Refused when it was not replaced, NotDone when nobody knows.
 */
export const replaceContent = async (
  operation: Operation,
  address: ItemAddress,
  eTag: string,
  bytes: Buffer,
): Promise<DriveItem> => {
  for (;;) {
    try {
      const item = await replaceOnce(operation, address, eTag, bytes);
      if (item) return item;
    } catch (thrown) {
      if (thrown instanceof RequestRefused && hasChanged(thrown.failure))
        throw new UploadOvertaken(thrown.message, { cause: thrown });
      if (!isUploadOpen(thrown)) throw thrown;
      await operation.pause(asPassing(thrown.failure)).catch((end) => {
        throw end instanceof RequestRefused ? thrown : end;
      });
    }
  }
};

/** Answers null where it has to be begun again, after a pause. */
const replaceOnce = async (
  operation: Operation,
  address: ItemAddress,
  eTag: string,
  bytes: Buffer,
): Promise<DriveItem | null> => {
  const whole = () => operation.put<DriveItem>(`${pathOf(address)}/content`, bytes, { headers: { 'If-Match': eTag } });
  if (bytes.length <= SIMPLE) return whole();
  try {
    return await uploadInParts(operation, address, eTag, bytes);
  } catch (thrown) {
    if (!isUploadOpen(thrown)) throw thrown;
    // Newer pages say that one request takes 250 MB, and that needs no session.
    return whole().catch((refused) => {
      throw refused instanceof RequestRefused && refused.failure.status === TOO_LARGE ? thrown : refused;
    });
  }
};

const TOO_LARGE = 413;

const hasChanged = (failure: GraphFailure) =>
  failure.status === 412 || says(failure, 'resourceModified', 'entityTagDoesNotMatch');

const isUploadOpen = (thrown: unknown): thrown is RequestRefused =>
  thrown instanceof RequestRefused && isUploadUnderWay(thrown.failure);

/** An upload session that was begun. */
export interface Upload {
  readonly url: string;
  /** Ends it, whatever became of it. Never throws. */
  readonly cancel: () => Promise<void>;
}

/**
 * Sessions of this process that could not be ended, by the location of their file. Nobody else can end them: Graph tells an
 * upload's address once, and lists none. https://github.com/microsoftgraph/microsoft-graph-docs-contrib/issues/412
 */
const left = new Map<string, string>();
const CANCELS = 3;

/** Begins an upload session for the item if it still has this eTag. A file has one at a time. Throws Refused. */
export const openUpload = async (operation: Operation, address: ItemAddress, eTag: string): Promise<Upload> => {
  const location = itemLocation(address);
  const begin = () =>
    operation.post<{ readonly uploadUrl: string }>(
      `${pathOf(address)}/createUploadSession`,
      {},
      { headers: { 'If-Match': eTag }, again: true },
    );
  const { uploadUrl: url } = await begin().catch(async (thrown) => {
    const own = left.get(location);
    if (own === undefined || !isUploadOpen(thrown)) throw thrown;
    left.delete(location);
    await operation.store(own, 'DELETE').catch(() => {});
    return begin();
  });
  return {
    url,
    cancel: async () => {
      for (let tries = 1; ; tries++) {
        const failure = await operation.store(url, 'DELETE').then(() => null, failureOf);
        // Gone: a file was made of it, or its time was up.
        if (failure === null || failure?.status === 404) return;
        const mayRepeat = failure && tries < CANCELS && (await operation.pause(failure).then(yes, no));
        if (mayRepeat) continue;
        left.set(location, url);
        return;
      }
    },
  };
};

const failureOf = (thrown: unknown) => (thrown instanceof RequestRefused ? thrown.failure : undefined);
const yes = () => true;
const no = () => false;

interface Progress {
  /** `26-` or `26-99`; what is missing, as far as it is told. */
  readonly nextExpectedRanges?: readonly string[];
}

/** By an upload session, which is open no longer afterwards. Answers null where it has to be begun again, after a pause. */
const uploadInParts = async (
  operation: Operation,
  address: ItemAddress,
  eTag: string,
  bytes: Buffer,
): Promise<DriveItem | null> => {
  const upload = await openUpload(operation, address, eTag);
  let item: DriveItem | null = null;
  try {
    item = await sendParts(operation, address, upload, eTag, bytes);
    return item;
  } finally {
    if (item === null) await upload.cancel();
  }
};

const sendParts = async (
  operation: Operation,
  address: ItemAddress,
  { url }: Upload,
  eTag: string,
  bytes: Buffer,
): Promise<DriveItem | null> => {
  const total = bytes.length;
  // The last part is small: nobody says that If-Match is looked at again when the file is made of the parts, so we look,
  // and the moment in which somebody's save could be lost is as short as it can be.
  const last = Math.floor((total - 1) / UNIT) * UNIT;
  let at = 0;
  while (at < total) {
    const end = at === last ? total : Math.min(at + PART, last);
    if (at === last && (await getItem(operation, address)).eTag !== eTag) throw new UploadOvertaken();
    try {
      const range = { 'Content-Range': `bytes ${at}-${end - 1}/${total}` };
      const answer = await operation.store<DriveItem & Progress>(url, 'PUT', bytes.subarray(at, end), range);
      if (answer?.eTag !== undefined) return answer;
      at = nextOf(answer) ?? end;
    } catch (thrown) {
      if (!(thrown instanceof RequestRefused)) throw thrown;
      const next = await resume(operation, url, thrown, end === total);
      if (next === null || next >= total) return null;
      at = next;
    }
  }
  return null;
};

/** Where to go on after a part that failed; null where the session is of no more use. */
const resume = async (
  operation: Operation,
  uploadUrl: string,
  thrown: RequestRefused,
  wasLast: boolean,
): Promise<number | null> => {
  const { failure } = thrown;
  if (!canResume(failure)) throw thrown;
  await operation.pause(asPassing(failure));
  // All parts are there and the file could not be made of them, since somebody holds it.
  if (isLocked(failure)) return null;
  try {
    return nextOf(await operation.download<Progress>(uploadUrl));
  } catch (gone) {
    if (!(gone instanceof RequestRefused) || gone.failure.status !== 404) throw gone;
    // A session is gone when the file was made of it, or when its time was up.
    if (wasLast) throw new NotDone(failure);
    return null;
  }
};

/** 404: the session's time was up; 416: the server has other parts than we think. */
const canResume = (failure: GraphFailure) => mayPass(failure) || failure.status === 404 || failure.status === 416;

/** Both pass when we look again. */
const asPassing = (failure: GraphFailure): GraphFailure =>
  mayPass(failure) ? failure : { ...failure, status: 503, retryAfter: 0 };

const nextOf = (progress: Progress | undefined): number | null => {
  const next = Number.parseInt(progress?.nextExpectedRanges?.[0] ?? '', 10);
  return Number.isNaN(next) ? null : next;
};
