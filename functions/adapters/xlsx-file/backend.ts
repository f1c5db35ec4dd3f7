/** .xlsx files as a kind of workbook: what is named by a path. */
import { w } from '../../../sheet-templates/types.ts';
import type { WorkbookBackend } from '../../backend.ts';

export const xlsxFile: WorkbookBackend = {
  scheme: null,
  named: w('一个 .xlsx 文件的路径', 'the path of an .xlsx file'),
  marks: 'column',
  canArchive: true,
  canBeBook: (path) => /\.xlsx$/i.test(path),
  open: async (path) => (await import('./store.ts')).openXlsxFile(path),
  create: async (wanted) => (await import('./create.ts')).createXlsxFile(wanted),
  change: async (path, decide) => (await import('./store.ts')).changeXlsxFile(path, decide),
  examine: async (path) => (await import('./examine.ts')).examineXlsxFile(path),
};
