/** .xlsx files as a kind of workbook: what is named by a path. */
import { ofFiles as say } from '../../../core/messages/words-of-files.ts';
import type { WorkbookBackend } from '../../backend.ts';

export const xlsxFile: WorkbookBackend = {
  scheme: null,
  named: say.named,
  marks: 'column',
  canArchive: true,
  logsLetters: true,
  canBeBook: (path) => /\.xls[xm]$/i.test(path),
  open: async (path) => (await import('./store.ts')).openXlsxFile(path),
  create: async (wanted) => (await import('./create.ts')).createXlsxFile(wanted),
  change: async (path, decide) => (await import('./store.ts')).changeXlsxFile(path, decide),
  examine: async (path) => (await import('./examine.ts')).examineXlsxFile(path),
};
