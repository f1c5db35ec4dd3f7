/** Workbooks on SharePoint and OneDrive as a kind of workbook: `graph:DRIVE/ITEM`. */
import { inAllWays } from '../../../core/messages/in-all-ways.ts';
import type { WorkbookBackend } from '../../backend.ts';
import { MICROSOFT } from '../../microsoft/variables.ts';
import type { GraphExcelOptions } from './store.ts';
import { WAY_NAMES } from './way.ts';

const say = inAllWays('microsoft');

export const graphExcel = (options: GraphExcelOptions = {}): WorkbookBackend => ({
  scheme: 'graph',
  named: say.excelNamed,
  variables: {
    ...MICROSOFT.variables,
    BATON_GRAPH_WAY: {
      takes: (text) => WAY_NAMES.some((name) => name === text),
      wanted: say.wanted.BATON_GRAPH_WAY,
    },
  },
  amiss: MICROSOFT.amiss,
  marks: 'column',
  tellsOfChanges: true,
  canArchive: true,
  follow: {
    // Addresses of SharePoint and OneDrive for work, in both clouds.
    isLink: (text) => /^https:\/\/[\w-]+\.sharepoint\.(com|cn)\//i.test(text),
    addressOf: async (link) => (await import('./find.ts')).findByLink(link, options),
  },
  open: async (address) => (await import('./store.ts')).openGraphWorkbook(address, options),
  create: async (wanted) => (await import('./create.ts')).createGraphWorkbook(wanted, options),
  examine: async (address, looking) => (await import('./examine.ts')).examineGraphFile(address, looking, options),
});
