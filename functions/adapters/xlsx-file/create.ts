/** Makes a new .xlsx file of a template, where nothing is yet. */
import { constants, copyFile, unlink } from 'node:fs/promises';
import { extname } from 'node:path';
import { w } from '../../../sheet-templates/index.ts';
import type { CreatedBook, NewBook } from '../../backend.ts';
import { BatonError } from '../../errors.ts';
import { openXlsxFile } from './store.ts';

/** BatonError 'call': not-xlsx, file-exists, folder-missing; 'backend': not-writable. What cannot be filled in is taken away. */
export const createXlsxFile = async ({ address: path, file }: NewBook): Promise<CreatedBook> => {
  if (extname(path).toLowerCase() !== '.xlsx') throw notXlsx(path);
  await copyFile(file, path, constants.COPYFILE_EXCL).catch((cause) => {
    throw copyError(cause, path);
  });
  return {
    address: path,
    store: openXlsxFile(path),
    unfilled: async (error) => {
      await unlink(path).catch(() => {});
      return error;
    },
  };
};

const notXlsx = (path: string) =>
  new BatonError(
    'call',
    'not-xlsx',
    w(`新工作簿的文件名应以 .xlsx 结尾：${path}`, `A new workbook’s name ends in .xlsx: ${path}`),
  );

const copyError = (cause: NodeJS.ErrnoException, path: string): BatonError => {
  switch (cause.code) {
    case 'EEXIST':
      return new BatonError(
        'call',
        'file-exists',
        w(
          `${path} 已经存在，没有改动。请换一个名字。`,
          `${path} exists already and was left alone. Choose another name.`,
        ),
        cause,
      );
    case 'ENOENT':
      return new BatonError(
        'call',
        'folder-missing',
        w(`放置 ${path} 的文件夹不存在。请先建好文件夹。`, `The folder of ${path} does not exist. Make it first.`),
        cause,
      );
    default:
      return new BatonError(
        'backend',
        'not-writable',
        w(
          `写不了 ${path}（${cause.code}）。请检查权限和磁盘空间。`,
          `${path} cannot be written (${cause.code}). Check permissions and disk space.`,
        ),
        cause,
      );
  }
};
