/** Google spreadsheets as a kind of workbook: `gsheet:ID`. */
import { inAllWays } from '../../../core/messages/in-all-ways.ts';
import type { WorkbookBackend } from '../../backend.ts';
import type { GoogleOptions } from './client.ts';

const say = inAllWays('google');

export const googleSheets = (options: GoogleOptions = {}): WorkbookBackend => ({
  scheme: 'gsheet',
  named: say.sheetsNamed,
  listed: say.sheetsListed,
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
