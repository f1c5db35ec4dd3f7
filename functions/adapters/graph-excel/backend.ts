/** Workbooks on SharePoint and OneDrive as a kind of workbook: `graph:DRIVE/ITEM`. */
import { w } from '../../../sheet-templates/types.ts';
import type { WorkbookBackend } from '../../backend.ts';
import { MICROSOFT } from '../../microsoft/variables.ts';
import type { GraphExcelOptions } from './store.ts';
import { WAY_NAMES } from './way.ts';

export const graphExcel = (options: GraphExcelOptions = {}): WorkbookBackend => ({
  scheme: 'graph',
  named: w('graph:驱动器/文件', 'graph:DRIVE/ITEM'),
  variables: {
    ...MICROSOFT.variables,
    BATON_GRAPH_WAY: {
      takes: (text) => WAY_NAMES.some((name) => name === text),
      wanted: w(
        '读写 graph: 工作簿的方式：api 或 file；不设则自行判断',
        'how workbooks of graph: are read and written: api or file; found out when absent',
      ),
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
