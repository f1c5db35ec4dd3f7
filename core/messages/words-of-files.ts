/** What is said of files, in every language at once: by itself, so that reading a workbook does not load the whole catalogue. */
import { files as en } from './en/files.ts';
import { inAllOf } from './in-all-of.ts';
import { files as zh } from './zh-CN/files.ts';

export const ofFiles = inAllOf({ 'zh-CN': zh, en });
