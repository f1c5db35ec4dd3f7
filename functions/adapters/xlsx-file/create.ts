/** Makes a new .xlsx file of a template, where nothing is yet. */
import { constants, copyFile, unlink } from 'node:fs/promises';
import { extname } from 'node:path';
import { inAll } from '../../../core/messages/in-all.ts';
import { ofFiles as files } from '../../../core/messages/words-of-files.ts';
import type { CreatedBook, NewBook } from '../../backend.ts';
import { BatonError } from '../../errors.ts';
import { openXlsxFile } from './store.ts';

const say = inAll('create');

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

const notXlsx = (path: string) => new BatonError('call', 'not-xlsx', say.notXlsx({ path }));

const copyError = (cause: NodeJS.ErrnoException, path: string): BatonError => {
  switch (cause.code) {
    case 'EEXIST':
      return new BatonError('call', 'file-exists', files.fileExists({ path }), cause);
    case 'ENOENT':
      return new BatonError('call', 'folder-missing', say.folderMissing({ path }), cause);
    default:
      return new BatonError('backend', 'not-writable', say.notWritable({ path, code: cause.code }), cause);
  }
};
