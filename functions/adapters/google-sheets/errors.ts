/** What the Sheets API refuses, in words that say who can do what about it. */
import { type Words, w } from '../../../sheet-templates/index.ts';
import { BatonError, withMore } from '../../errors.ts';
import { hasNoCredentials, isQuota } from '../../google/failure.ts';
import type { Failure } from '../../remote/failure.ts';

/** Refused for what it says: most likely rows, columns or a sheet that it names are no longer there. */
export const isStale = (failure: Failure): boolean =>
  failure.status === 400 && !isProtected(failure) && !isOfficeFile(failure) && !isFull(failure);

/** Seen as in https://github.com/theoephraim/node-google-spreadsheet/pull/20. */
const isProtected = ({ message }: Failure) => /protected cell or object/i.test(message);
/** Seen as in https://github.com/theoephraim/node-google-spreadsheet/issues/651. */
const isOfficeFile = ({ message }: Failure) => /not supported for this document/i.test(message);
const isFull = ({ message }: Failure) => /above the limit of \d+ cells/i.test(message);

/** The one error a person reads. `account`: the address that the spreadsheet must be shared with, where it is known. */
export const errorOf = (failure: Failure, id: string, account: string | null): BatonError => {
  const [kind, code, words] = meaningOf(failure, id, account);
  return new BatonError(kind, code, words, failure.cause);
};

const meaningOf = (
  failure: Failure,
  id: string,
  account: string | null,
): readonly ['data' | 'backend', string, Words] => {
  const { status, reason } = failure;
  const who = account ?? w('接力所用的账号', 'the account Baton works as');
  const [zh, en] = typeof who === 'string' ? [` ${who} `, who] : [who['zh-CN'], who.en];
  if (isQuota(failure))
    return [
      'backend',
      'gsheet-quota',
      w(
        'Google 表格一分钟内的请求太多，等待之后仍未放行。请过几分钟再运行，或请管理员提高 Sheets API 的配额。',
        'Google Sheets got too many requests in a minute and still refused after a wait. Run again in a few minutes, or ask the administrator to raise the quota of the Sheets API.',
      ),
    ];
  if (hasNoCredentials(failure))
    return [
      'backend',
      'gsheet-auth',
      w(
        '没有找到 Google 的凭据。请运行 gcloud auth application-default login，或把 GOOGLE_APPLICATION_CREDENTIALS 设为服务账号的密钥文件。',
        'No Google credentials were found. Run gcloud auth application-default login, or set GOOGLE_APPLICATION_CREDENTIALS to a service account’s key file.',
      ),
    ];
  if (status === 401 || reason === 'invalid_grant' || reason === 'ACCESS_TOKEN_SCOPE_INSUFFICIENT')
    return [
      'backend',
      'gsheet-auth',
      w(
        `Google 不接受${zh}的授权：可能已被撤销、已过期，或没有表格的权限。请管理员重新授权，范围为 https://www.googleapis.com/auth/spreadsheets。`,
        `Google does not accept the authorisation of ${en}: it was revoked, has expired or does not cover spreadsheets. Ask the administrator to authorise it again, for https://www.googleapis.com/auth/spreadsheets.`,
      ),
    ];
  if (reason === 'SERVICE_DISABLED' || reason === 'accessNotConfigured')
    return [
      'backend',
      'gsheet-api-disabled',
      w(
        '这个 Google Cloud 项目没有启用 Sheets API。请管理员运行：gcloud services enable sheets.googleapis.com',
        'The Sheets API is not enabled in this Google Cloud project. Ask the administrator to run: gcloud services enable sheets.googleapis.com',
      ),
    ];
  if (isProtected(failure))
    return [
      'data',
      'gsheet-protected',
      w(
        `表格里有受保护的区域不让${zh}修改，没有写入。请表格的所有者在“数据 → 受保护的工作表和范围”里允许它编辑。`,
        `Protected ranges of the spreadsheet keep ${en} from editing; nothing was written. Ask its owner to allow it under Data → Protected sheets and ranges.`,
      ),
    ];
  if (status === 403)
    return [
      'data',
      'gsheet-forbidden',
      w(
        `这张表格没有给${zh}编辑的权限。请表格的所有者点“共享”，把它加为编辑者。`,
        `This spreadsheet may not be opened or edited by ${en}. Ask its owner to press Share and add it as an editor.`,
      ),
    ];
  if (status === 404)
    return [
      'data',
      'gsheet-not-found',
      w(
        `没有 ID 为 ${id} 的 Google 表格，可能已被删除。请核对网址中 /d/ 之后的部分，或从回收站恢复。`,
        `There is no Google spreadsheet with the id ${id}; it may have been deleted. Check the part of its address after /d/, or restore it from the bin.`,
      ),
    ];
  if (isOfficeFile(failure))
    return [
      'data',
      'gsheet-office-file',
      w(
        '这是云端硬盘里的一个 .xlsx 文件，不是 Google 表格。请打开它，选“文件 → 保存为 Google 表格”，再使用新表格的 ID。',
        'This is an .xlsx file in Drive and no Google spreadsheet. Open it, choose File → Save as Google Sheets, and use the id of the new one.',
      ),
    ];
  if (isFull(failure))
    return [
      'data',
      'gsheet-full',
      w(
        '这张 Google 表格已到一千万个单元格的上限，没有写入。请删去多余的行、列或工作表。',
        'This Google spreadsheet has reached the limit of ten million cells; nothing was written. Delete rows, columns or sheets that are not needed.',
      ),
    ];
  if (status >= 400 && status < 500)
    return [
      'backend',
      'gsheet-refused',
      w(
        'Google 表格没有接受这次请求，没有写入。请再运行一次；若仍如此，请把这条信息交给管理员。',
        'Google Sheets did not accept the request; nothing was written. Run again; if it stays so, pass this on to the administrator.',
      ),
    ];
  return [
    'backend',
    'gsheet-unreachable',
    w(
      '连不上 Google 表格，或它暂时没有正常回答。请检查网络，稍后再运行一次。',
      'Google Sheets cannot be reached, or gives no proper answer at the moment. Check the network and run again later.',
    ),
  ];
};

export const badAddress = (id: string): BatonError =>
  new BatonError(
    'call',
    'gsheet-bad-id',
    w(
      `“${id}”不是 Google 表格的 ID。请写成 gsheet: 加上网址中 /d/ 与 /edit 之间的部分。`,
      `“${id}” is no id of a Google spreadsheet. Write gsheet: and the part of its address between /d/ and /edit.`,
    ),
  );

export const notEmpty = (): BatonError =>
  new BatonError(
    'data',
    'gsheet-not-empty',
    w(
      '这张 Google 表格里已经有内容，没有改动。请新建一张空白表格，共享给接力，再用它的 ID。',
      'Something is written in this Google spreadsheet already; it was left alone. Make a blank one, share it with Baton, and use its id.',
    ),
  );

/**
 * A spreadsheet was made, and making a workbook of it failed: it is still blank, since all of that is one change. Deleting
 * it would take access to all of Drive, so it is named instead, and the same command goes on with it.
 */
export const stillBlank = (id: string, error: BatonError): BatonError =>
  withMore(
    error,
    w(
      `新表格已建好，但还是空白的：再运行时把地址写成 gsheet:${id}。`,
      `The new spreadsheet is there and still blank: write gsheet:${id} as the address when you run this again.`,
    ),
  );

/** A workbook was made in a spreadsheet, and filling in its settings and calendar failed. */
export const notFilledIn = (id: string, error: BatonError): BatonError =>
  withMore(
    error,
    w(
      `表格 gsheet:${id} 已建好，但还没有设置和日历：请在 Google 云端硬盘里删除它，再运行一次。`,
      `The spreadsheet gsheet:${id} was made, without its settings and calendar: delete it in Google Drive and run this again.`,
    ),
  );
