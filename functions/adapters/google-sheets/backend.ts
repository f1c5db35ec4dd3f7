/** Google spreadsheets as a kind of workbook: `gsheet:ID`. */
import { w } from '../../../sheet-templates/types.ts';
import type { WorkbookBackend } from '../../backend.ts';
import type { GoogleOptions } from './client.ts';

export const googleSheets = (options: GoogleOptions = {}): WorkbookBackend => ({
  scheme: 'gsheet',
  named: w('gsheet: 加表格的 ID', 'gsheet: and a spreadsheet’s id'),
  listed: w('gsheet: 加表格的 ID 或粘贴表格的网址', 'gsheet: and the spreadsheet’s id or paste its address'),
  marks: 'note',
  hasTriggers: true,
  isMetered: true,
  canArchive: true,
  addressIn: (text) => /^https:\/\/docs\.google\.com\/spreadsheets\/(?:u\/\d+\/)?d\/([\w-]+)/.exec(text)?.[1] ?? null,
  open: async (id, { pace } = {}) => {
    const { openGoogleSheet } = await import('./store.ts');
    return openGoogleSheet(id, { ...options, ...(pace && { pace }) });
  },
  create: async (wanted) => (await import('./create.ts')).createSpreadsheet(wanted, options),
  examine: async (id, looking) => {
    const { pace } = looking;
    const { examineSpreadsheet } = await import('./examine.ts');
    return examineSpreadsheet(id, looking, { ...options, ...(pace && { pace }) });
  },
});
