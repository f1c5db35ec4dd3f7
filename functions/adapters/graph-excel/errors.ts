/** What Graph refuses about a workbook, in words that say who can do what about it. */
import { type Words, w } from '../../../sheet-templates/index.ts';
import { BatonError, withMore } from '../../errors.ts';
import { Refused } from '../../microsoft/client.ts';
import {
  causeOf,
  type GraphFailure,
  isExcelClosed,
  isLocked,
  isThrottled,
  isUploadUnderWay,
  says,
} from '../../microsoft/failure.ts';
import { NOT_SIGNED_IN } from '../../microsoft/words.ts';
import { type ItemAddress, locationOf } from './way.ts';

/** The one error a person reads. */
export const errorOf = (failure: GraphFailure, address: ItemAddress): BatonError => {
  const [kind, code, words] = meaningOf(failure, address);
  return new BatonError(kind, code, words, causeOf(failure));
};

/** What Graph refused, in words; any other error as it is. Always throws. */
export const inWords =
  (address: ItemAddress) =>
  (thrown: unknown): never => {
    throw thrown instanceof Refused ? errorOf(thrown.failure, address) : thrown;
  };

const meaningOf = (failure: GraphFailure, address: ItemAddress): readonly ['data' | 'backend', string, Words] => {
  const { status, signingIn } = failure;
  const uri = locationOf(address);
  if (isThrottled(failure))
    return [
      'backend',
      'graph-throttled',
      w(
        'Microsoft 365 收到的请求太多，等待之后仍未放行。请过几分钟再运行。',
        'Microsoft 365 got too many requests and still refused after a wait. Run again in a few minutes.',
      ),
    ];
  if ((signingIn && status >= 400 && status < 500) || status === 401) return ['backend', 'graph-auth', NOT_SIGNED_IN];
  if (isLocked(failure))
    return [
      'backend',
      'graph-locked',
      w(
        `工作簿 ${uri} 正被别人打开或签出，等了几分钟仍不能保存，没有写入。请关闭它，或在文档库里签入，再运行一次。`,
        `Somebody has the workbook ${uri} open or checked out, and it could not be saved for some minutes; nothing was written. Close it, or check it in in its library, and run again.`,
      ),
    ];
  if (isExcelClosed(failure))
    return [
      'backend',
      'graph-excel-closed',
      w(
        `Excel 的接口中途不再接受接力的应用，工作簿 ${uri} 没有再写入。请再运行一次：接不通时会改用整个文件的方式。`,
        `Excel’s API stopped taking Baton’s app while it was at work; nothing more was written to the workbook ${uri}. Run again: where the API stays closed, the file is taken instead.`,
      ),
    ];
  if (isUploadUnderWay(failure))
    return [
      'backend',
      'graph-upload-open',
      w(
        `工作簿 ${uri} 有一次上传没有结束（有人正在上传，或某次上传中断了），Microsoft 365 暂时不接受另一次，没有写入。没有结束的上传通常 15 分钟后失效，最晚一天。请过后再运行；若有人在网页版 Excel 里打开着它，请先关闭。`,
        `An upload of the workbook ${uri} has not ended: somebody is uploading it, or an upload was cut off. Microsoft 365 takes no other one meanwhile; nothing was written. What was cut off usually ends after 15 minutes, and within a day. Run again then; if somebody has it open in Excel for the web, close it first.`,
      ),
    ];
  if (status === 403)
    return [
      'data',
      'graph-forbidden',
      w(
        `接力的应用不能读写工作簿 ${uri}。请网站的所有者给它写入的权限；如果文件加了敏感度标签，请去掉标签的加密。`,
        `Baton’s app may not read and write the workbook ${uri}. Ask the site’s owner to let it write; if the file has a sensitivity label, choose one that does not encrypt.`,
      ),
    ];
  if (status === 404 || status === 410)
    return [
      'data',
      'graph-not-found',
      w(
        `找不到工作簿 ${uri}：可能已被删除，或移到了别的文档库。请从回收站恢复，或用新的驱动器 ID 和文件 ID。`,
        `There is no workbook ${uri}: it may have been deleted, or moved to another library. Restore it from the recycle bin, or use the new ids of drive and item.`,
      ),
    ];
  if (status === 507 || says(failure, 'quotaLimitReached'))
    return [
      'data',
      'graph-full',
      w(
        '网站的存储空间已满，没有写入。请腾出空间，或请管理员增加。',
        'The site’s storage is full; nothing was written. Free some space, or ask the administrator for more.',
      ),
    ];
  if (status >= 400 && status < 500)
    return [
      'backend',
      'graph-refused',
      w(
        'Microsoft 365 没有接受这次请求，没有写入。请再运行一次；若仍如此，请把这条信息交给管理员。',
        'Microsoft 365 did not accept the request; nothing was written. Run again; if it stays so, pass this on to the administrator.',
      ),
    ];
  return [
    'backend',
    'graph-unreachable',
    w(
      '连不上 Microsoft 365，或它暂时没有正常回答。请检查网络，稍后再运行一次。',
      'Microsoft 365 cannot be reached, or gives no proper answer at the moment. Check the network and run again later.',
    ),
  ];
};

export const badAddress = (given: string): BatonError =>
  new BatonError(
    'call',
    'graph-bad-id',
    w(
      `“${given}”不是 Microsoft 365 的工作簿。请写成 graph: 加驱动器 ID、斜杠和文件 ID，需要时再加 ?way=file 或 ?way=api。`,
      `“${given}” names no workbook of Microsoft 365. Write graph: and the drive’s id, a slash and the item’s id, and where wanted ?way=file or ?way=api.`,
    ),
  );

/** Graph tells an app of a link it may not follow the same as of one that leads nowhere. */
export const linkNotFound = (failure: GraphFailure): BatonError => {
  if (failure.status !== 400 && failure.status !== 403 && failure.status !== 404)
    return errorOf(failure, { drive: '', item: '' });
  return new BatonError(
    'call',
    'graph-link-not-found',
    w(
      '这个链接不指向接力的应用能看到的文件。请用“复制链接”得到的链接，并请网站的所有者给应用写入的权限。',
      'This link leads to no file that Baton’s app can see. Use the one that “Copy link” gives, and ask the site’s owner to let the app write.',
    ),
    failure.cause,
  );
};

export const noWorkbook = (name: string): BatonError =>
  new BatonError(
    'call',
    'graph-no-file',
    w(
      `“${name}”不是可以下载的文件。请给出 .xlsx 工作簿的文件 ID。`,
      `“${name}” is no file that can be downloaded. Give the item id of an .xlsx workbook.`,
    ),
  );

const MB = 1024 * 1024;

export const tooLarge = (name: string, size: number): BatonError =>
  new BatonError(
    'data',
    'graph-too-large',
    w(
      `“${name}”有 ${Math.ceil(size / MB)} MB，超过 100 MB，没有下载。请把旧的行或图片移到另一个工作簿。`,
      `“${name}” has ${Math.ceil(size / MB)} MB, more than the 100 MB that are taken; it was not downloaded. Move old rows or pictures to another workbook.`,
    ),
  );

export const encryptedWorkbook = (name: string, cause: unknown): BatonError =>
  new BatonError(
    'data',
    'graph-encrypted',
    w(
      `“${name}”无法读取：它设有密码，或其敏感度标签会加密，或是旧的 .xls 格式。请去掉密码，换一个不加密的标签，或另存为 .xlsx。`,
      `“${name}” cannot be read: it has a password, a sensitivity label that encrypts, or is in the old .xls format. Remove the password, choose a label that does not encrypt, or save it as .xlsx.`,
    ),
    cause,
  );

/** What was written through a workbook session is not in the file. */
export const lagging = (uri: string): BatonError =>
  new BatonError(
    'backend',
    'graph-lagging',
    w(
      `工作簿 ${uri} 的文件里还没有刚才通过 Excel 写入的内容，等了一分钟仍是旧的，没有改动。请过几分钟再运行一次。`,
      `The file of the workbook ${uri} lacks what was written through Excel a moment ago, and still did after a minute; nothing was changed. Run again in a few minutes.`,
    ),
  );

export const protectedSheet = (sheet: string, cause: unknown): BatonError =>
  new BatonError(
    'data',
    'graph-protected',
    w(
      `工作表“${sheet}”受保护，不让接力写入，没有写入。请在“审阅 → 撤消工作表保护”里取消，或把要写的列设为不锁定。`,
      `The sheet “${sheet}” is protected and keeps Baton from writing; nothing was written. Choose Review → Unprotect Sheet, or unlock the columns that are written to.`,
    ),
    cause,
  );

export const textTooLong = (cell: string): BatonError =>
  new BatonError(
    'data',
    'text-too-long',
    w(
      `单元格 ${cell} 的文字超过 32,767 个字符，Excel 放不下。请缩短。`,
      `The text for cell ${cell} has more than 32,767 characters, which Excel cannot hold. Shorten it.`,
    ),
  );

/** The way that was asked for does not work here. */
export const wayRefused = (why: Words, cause: unknown): BatonError =>
  new BatonError(
    'backend',
    'graph-way-refused',
    w(
      `这个工作簿不能用 Excel 的接口读写：${why['zh-CN']}。请去掉 ?way=api 和 BATON_GRAPH_WAY，或写 ?way=file。`,
      `Excel’s API cannot be used for this workbook: ${why.en}. Leave out ?way=api and BATON_GRAPH_WAY, or write ?way=file.`,
    ),
    cause,
  );

export const badFolder = (given: string): BatonError =>
  new BatonError(
    'call',
    'graph-bad-folder',
    w(
      `“${given}”不是 Microsoft 365 的位置。请写成 graph: 加驱动器 ID、斜杠和文件夹 ID（整个文档库写 root），需要时再加斜杠和文件名。`,
      `“${given}” names no place in Microsoft 365. Write graph: and the drive’s id, a slash and the folder’s id (root for the library itself), and where wanted a slash and the file’s name.`,
    ),
  );

export const badName = (name: string): BatonError =>
  new BatonError(
    'call',
    'graph-bad-name',
    w(
      `SharePoint 里不能用“${name}”作工作簿的名字：它应以 .xlsx 结尾，不含 " * : < > ? / \\ |，首尾没有空格。`,
      `“${name}” cannot be a workbook’s name on SharePoint: it ends in .xlsx, has none of " * : < > ? / \\ | and no space at either end.`,
    ),
  );

export const fileExists = (name: string, cause: unknown): BatonError =>
  new BatonError(
    'call',
    'file-exists',
    w(
      `那个文件夹里已经有“${name}”，没有改动。请换一个名字。`,
      `There is a “${name}” in that folder already; it was left alone. Choose another name.`,
    ),
    cause,
  );

export const folderMissing = (place: string, cause: unknown): BatonError =>
  new BatonError(
    'call',
    'folder-missing',
    w(
      `找不到 graph:${place} 的文件夹，或接力的应用看不到它。请核对两个 ID，并请网站的所有者给应用写入的权限。`,
      `There is no folder graph:${place}, or Baton’s app cannot see it. Check both ids, and ask the site’s owner to let the app write.`,
    ),
    cause,
  );

/** A file was made, and filling in its settings and calendar failed. */
export const notFilledIn = (uri: string, error: BatonError): BatonError =>
  withMore(
    error,
    w(
      `工作簿 ${uri} 已建好，但还没有设置和日历：请在文档库里删除它，再运行一次。`,
      `The workbook ${uri} was made, without its settings and calendar: delete it in its library and run this again.`,
    ),
  );
