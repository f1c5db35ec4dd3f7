/** What makes each view, and how it is printed and first seen. */
import { HEADER_ROW } from '../layout.ts';
import { VIEWS, type ViewKey } from '../views.ts';
import type { Book } from './book.ts';
import { addDashboard } from './dashboard.ts';
import { addForm } from './form.ts';
import { FORMS } from './forms.ts';
import type { Grid } from './grid.ts';
import { addGuide } from './guide.ts';
import { addMatrix } from './matrix.ts';
import { addOverview } from './overview.ts';

/** How a sheet is printed, as .xlsx files have it. */
export interface ViewPage {
  readonly paperSize: number;
  readonly orientation: 'landscape' | 'portrait';
  readonly fitToPage: boolean;
  readonly fitToWidth: number;
  readonly fitToHeight: number;
  readonly horizontalCentered: boolean;
  readonly printTitlesRow?: string;
  readonly margins: Readonly<Record<'left' | 'right' | 'top' | 'bottom' | 'header' | 'footer', number>>;
}

/** What stays in sight when a sheet is scrolled, and how it is first seen. */
export interface Window {
  readonly state?: 'frozen';
  readonly xSplit?: number;
  readonly ySplit?: number;
  readonly zoomScale?: number;
  readonly activeCell?: string;
}

const A4 = 9;
const MARGINS = { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 };
const onePageWide = {
  paperSize: A4,
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
  horizontalCentered: true,
  margins: MARGINS,
};
const LANDSCAPE: ViewPage = { ...onePageWide, orientation: 'landscape' };
const PORTRAIT: ViewPage = { ...onePageWide, orientation: 'portrait' };
const headers = { printTitlesRow: `${HEADER_ROW}:${HEADER_ROW}` };
const frozen = (xSplit: number): Window => ({ state: 'frozen', xSplit, ySplit: HEADER_ROW });

/** How a view is laid out on paper and on the screen, and what fills it. */
interface Building {
  readonly page: ViewPage;
  readonly window: Window;
  readonly add: (book: Book, sheet: Grid) => void;
}

const form = (key: keyof typeof FORMS, pages = 1): Building => ({
  page: { ...PORTRAIT, fitToHeight: pages },
  window: { activeCell: 'G3' },
  add: (book, sheet) => addForm(book, sheet, VIEWS[key], FORMS[key]),
});

export const BUILDINGS: Readonly<Record<ViewKey, Building>> = {
  guide: { page: PORTRAIT, window: {}, add: addGuide },
  matrix: { page: { ...LANDSCAPE, ...headers }, window: frozen(2), add: addMatrix },
  dashboard: { page: { ...LANDSCAPE, fitToHeight: 1 }, window: { zoomScale: 70 }, add: addDashboard },
  overview: { page: { ...LANDSCAPE, ...headers }, window: frozen(2), add: addOverview },
  requestForm: form('requestForm'),
  confirmationForm: form('confirmationForm'),
  nodesForm: form('nodesForm'),
  minutesForm: form('minutesForm', 2),
  acceptanceForm: form('acceptanceForm'),
};
