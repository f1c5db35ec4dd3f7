/** What the Sheets API refuses, in words that say who can do what about it. */
import { inAll } from '../../../core/messages/in-all.ts';
import type { Words } from '../../../sheet-templates/index.ts';
import { BatonError, withMore } from '../../errors.ts';
import { hasNoCredentials, isQuota } from '../../google/failure.ts';
import type { Failure } from '../../remote/failure.ts';

const say = inAll('google');

/** Refused for what it says: most likely rows, columns or a sheet that it names are no longer there. */
export const isStale = (failure: Failure): boolean =>
  failure.status === 400 && !isProtected(failure) && !isOfficeFile(failure) && !isFull(failure);

/** Seen as in https://github.com/theoephraim/node-google-spreadsheet/pull/20. */
const isProtected = ({ message }: Failure) => /protected cell or object/i.test(message);
/** Seen as in https://github.com/theoephraim/node-google-spreadsheet/issues/651. */
const isOfficeFile = ({ message }: Failure) => /not supported for this document/i.test(message);
const isFull = ({ message }: Failure) => /above the limit of \d+ cells/i.test(message);

/** The one error a person reads. `account`: the address that the spreadsheet must be shared with, where it is known; `isLogin`: somebody signed in here. */
export const sheetsError = (failure: Failure, id: string, account: string | null, isLogin = false): BatonError => {
  const [kind, code, words] = meaningOf(failure, id, account, isLogin);
  return new BatonError(kind, code, words, failure.cause);
};

const meaningOf = (
  failure: Failure,
  id: string,
  account: string | null,
  isLogin: boolean,
): readonly ['data' | 'backend', string, Words] => {
  const { status, reason } = failure;
  if (isQuota(failure)) return ['backend', 'gsheet-quota', say.gsheetQuota];
  if (hasNoCredentials(failure)) return ['backend', 'gsheet-auth', say.gsheetNoCredentials];
  if (status === 401 || reason === 'invalid_grant' || reason === 'ACCESS_TOKEN_SCOPE_INSUFFICIENT')
    return ['backend', 'gsheet-auth', say.gsheetAuth({ account })];
  if (reason === 'SERVICE_DISABLED' || reason === 'accessNotConfigured')
    return ['backend', 'gsheet-api-disabled', say.gsheetApiDisabled];
  if (isProtected(failure)) return ['data', 'gsheet-protected', say.gsheetProtected({ account })];
  if (isLogin && (status === 403 || status === 404)) return ['data', 'gsheet-not-picked', say.gsheetNotPicked({ id })];
  if (status === 403) return ['data', 'gsheet-forbidden', say.gsheetForbidden({ account })];
  if (status === 404) return ['data', 'gsheet-not-found', say.gsheetNotFound({ id })];
  if (isOfficeFile(failure)) return ['data', 'gsheet-office-file', say.gsheetOfficeFile];
  if (isFull(failure)) return ['data', 'gsheet-full', say.gsheetFull];
  if (status >= 400 && status < 500) return ['backend', 'gsheet-refused', say.gsheetRefused];
  return ['backend', 'gsheet-unreachable', say.gsheetUnreachable];
};

export const badSpreadsheetId = (id: string): BatonError =>
  new BatonError('call', 'gsheet-bad-id', say.gsheetBadId({ id }));

export const notEmpty = (): BatonError => new BatonError('data', 'gsheet-not-empty', say.gsheetNotEmpty);

/**
 * A spreadsheet was made, and making a workbook of it failed: it is still blank, since all of that is one change. Deleting
 * it would take access to all of Drive, so it is named instead, and the same command goes on with it.
 */
export const stillBlank = (id: string, error: BatonError): BatonError => withMore(error, say.gsheetStillBlank({ id }));

/** A workbook was made in a spreadsheet, and filling in its settings and calendar failed. */
export const spreadsheetNotFilledIn = (id: string, error: BatonError): BatonError =>
  withMore(error, say.gsheetNotFilledIn({ id }));
