import type { PageSetup, Worksheet, WorksheetView } from 'exceljs';
import { VIEWS, type ViewKey } from '../../../sheet-templates/views.ts';
import { HEADER_ROW } from '../layout.ts';
import type { Book } from './book.ts';
import { addDashboard } from './dashboard.ts';
import { addForm } from './form.ts';
import { FORMS } from './forms.ts';
import { addGuide } from './guide.ts';
import { addMatrix } from './matrix.ts';
import { addOverview } from './overview.ts';

const A4: number = 9;
const MARGINS = { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 };
const onePageWide = {
  paperSize: A4,
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
  horizontalCentered: true,
  margins: MARGINS,
};
const LANDSCAPE: Partial<PageSetup> = { ...onePageWide, orientation: 'landscape' };
const PORTRAIT: Partial<PageSetup> = { ...onePageWide, orientation: 'portrait' };
const headers = { printTitlesRow: `${HEADER_ROW}:${HEADER_ROW}` };
const frozen = (xSplit: number): Partial<WorksheetView> => ({ state: 'frozen', xSplit, ySplit: HEADER_ROW });

/** How a view is laid out on paper and on the screen, and what fills it. */
interface Building {
  readonly page: Partial<PageSetup>;
  readonly window: Partial<WorksheetView>;
  readonly add: (book: Book, sheet: Worksheet) => void;
}

const form = (key: keyof typeof FORMS, pages = 1): Building => ({
  page: { ...PORTRAIT, fitToHeight: pages },
  window: { activeCell: 'G3' } as Partial<WorksheetView>,
  add: (book, sheet) => addForm(book, sheet, VIEWS[key], FORMS[key]),
});

export const BUILDINGS: Readonly<Record<ViewKey, Building>> = {
  guide: { page: PORTRAIT, window: {}, add: addGuide },
  matrix: { page: { ...LANDSCAPE, ...headers }, window: frozen(2), add: addMatrix },
  dashboard: { page: { ...LANDSCAPE, fitToHeight: 1 }, window: { zoomScale: 80 }, add: addDashboard },
  overview: { page: { ...LANDSCAPE, ...headers }, window: frozen(2), add: addOverview },
  requestForm: form('requestForm'),
  confirmationForm: form('confirmationForm'),
  nodesForm: form('nodesForm'),
  minutesForm: form('minutesForm', 2),
  acceptanceForm: form('acceptanceForm'),
};
