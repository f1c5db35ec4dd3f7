/** What Graph refuses about a workbook, in words that say who can do what about it. */
import { inAll } from '../../../core/messages/in-all.ts';
import type { Words } from '../../../sheet-templates/index.ts';
import { BatonError, withMore } from '../../errors.ts';
import { RequestRefused } from '../../microsoft/client.ts';
import {
  causeOf,
  type GraphFailure,
  isExcelClosed,
  isLocked,
  isThrottled,
  isUploadUnderWay,
  says,
} from '../../microsoft/failure.ts';
import { isAsOneself } from '../../microsoft/sign-in.ts';
import { NOT_SIGNED_IN } from '../../microsoft/words.ts';
import { type ItemAddress, itemLocation } from './way.ts';

const say = inAll('microsoft');

/** The one error a person reads. */
export const excelError = (failure: GraphFailure, address: ItemAddress): BatonError => {
  const [kind, code, words] = meaningOf(failure, address);
  return new BatonError(kind, code, words, causeOf(failure));
};

/** What Graph refused, in words; any other error as it is. Always throws. */
export const inWords =
  (address: ItemAddress) =>
  (thrown: unknown): never => {
    throw thrown instanceof RequestRefused ? excelError(thrown.failure, address) : thrown;
  };

const meaningOf = (failure: GraphFailure, address: ItemAddress): readonly ['data' | 'backend', string, Words] => {
  const { status, signingIn } = failure;
  const uri = itemLocation(address);
  if (isThrottled(failure)) return ['backend', 'graph-throttled', say.graphThrottled];
  if ((signingIn && status >= 400 && status < 500) || status === 401) return ['backend', 'graph-auth', NOT_SIGNED_IN];
  if (isLocked(failure)) return ['backend', 'graph-locked', say.graphLocked({ uri })];
  if (isExcelClosed(failure)) return ['backend', 'graph-excel-closed', say.graphExcelClosed({ uri })];
  if (isUploadUnderWay(failure)) return ['backend', 'graph-upload-open', say.graphUploadOpen({ uri })];
  if (status === 403)
    return ['data', 'graph-forbidden', isAsOneself() ? say.graphNotOwn({ uri }) : say.graphForbidden({ uri })];
  if (status === 404 || status === 410) return ['data', 'graph-not-found', say.graphNotFound({ uri })];
  if (status === 507 || says(failure, 'quotaLimitReached')) return ['data', 'graph-full', say.graphFull];
  if (status >= 400 && status < 500) return ['backend', 'graph-refused', say.graphRefused];
  return ['backend', 'graph-unreachable', say.graphUnreachable];
};

export const badItemAddress = (given: string): BatonError =>
  new BatonError('call', 'graph-bad-id', say.graphBadId({ given }));

/** Graph tells an app of a link it may not follow the same as of one that leads nowhere. */
export const linkNotFound = (failure: GraphFailure): BatonError => {
  if (failure.status !== 400 && failure.status !== 403 && failure.status !== 404)
    return excelError(failure, { drive: '', item: '' });
  return new BatonError('call', 'graph-link-not-found', say.graphLinkNotFound, failure.cause);
};

export const noWorkbook = (name: string): BatonError =>
  new BatonError('call', 'graph-no-file', say.graphNoFile({ name }));

const MB = 1024 * 1024;

export const tooLarge = (name: string, size: number): BatonError =>
  new BatonError('data', 'graph-too-large', say.graphTooLarge({ name, megabytes: Math.ceil(size / MB) }));

export const encryptedWorkbook = (name: string, cause: unknown): BatonError =>
  new BatonError('data', 'graph-encrypted', say.graphEncrypted({ name }), cause);

/** What was written through a workbook session is not in the file. */
export const lagging = (uri: string): BatonError =>
  new BatonError('backend', 'graph-lagging', say.graphLagging({ uri }));

export const protectedSheet = (sheet: string, cause: unknown): BatonError =>
  new BatonError('data', 'graph-protected', say.graphProtected({ sheet }), cause);

export const textTooLong = (cell: string): BatonError =>
  new BatonError('data', 'text-too-long', say.graphTextTooLong({ cell }));

/** The way that was asked for does not work here. */
export const wayRefused = (why: Words, cause: unknown): BatonError =>
  new BatonError('backend', 'graph-way-refused', say.graphWayRefused({ why }), cause);

export const badFolder = (given: string): BatonError =>
  new BatonError('call', 'graph-bad-folder', say.graphBadFolder({ given }));

export const badName = (name: string): BatonError =>
  new BatonError('call', 'graph-bad-name', say.graphBadName({ name }));

export const fileExists = (name: string, cause: unknown): BatonError =>
  new BatonError('call', 'file-exists', say.graphFileExists({ name }), cause);

export const folderMissing = (place: string, cause: unknown): BatonError =>
  new BatonError('call', 'folder-missing', say.graphFolderMissing({ place }), cause);

/** A file was made, and filling in its settings and calendar failed. */
export const fileNotFilledIn = (uri: string, error: BatonError): BatonError =>
  withMore(error, say.graphNotFilledIn({ uri }));
