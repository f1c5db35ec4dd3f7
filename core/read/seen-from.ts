/** A workbook of which several sheets are followed together, as it looks to whoever works in one of them. */
import type { RawSheet, RawWorkbook } from '../workbook.ts';
import { locate, textOf } from './locate.ts';
import { sheetsOfTab } from './parts.ts';
import { ALL_ALIKE, ALSO_FOLLOWED, alsoFollowed } from './sisters.ts';

/**
 * The same workbook with this sheet as the first of those that are followed together: rows then have the numbers that they have there. As
 * it is where the title is that of the first one already, or of none of them.
 */
export const seenFrom = (raw: RawWorkbook, title: string): RawWorkbook => {
  const { tabs } = locate(raw);
  const [plan, settings] = [tabs.get('raci'), tabs.get('settings')];
  const titles = plan?.parts ? sheetsOfTab(plan).map((sheet) => sheet.title) : [];
  const [keyAt, valueAt] = [settings?.columns.get('key'), settings?.columns.get('value')];
  if (titles.indexOf(title) < 1 || !settings || !keyAt || !valueAt) return raw;
  const [first = ''] = titles;
  const others = alsoFollowed(titles.filter((other) => other !== title));
  const rows = settings.sheet.rows.map((row) => {
    const [key, value] = [textOf(row.cells[keyAt - 1]), textOf(row.cells[valueAt - 1])];
    const isPlan = (key === 'tab.raci' || key === 'tab.tracker') && value === textOf(first);
    const isOthers = key === ALSO_FOLLOWED && value !== ALL_ALIKE;
    if (!isPlan && !isOthers) return row;
    const cells = row.cells.map((cell, index) => (index === valueAt - 1 ? (isPlan ? title : others) : cell));
    return { ...row, cells };
  });
  const sheet: RawSheet = { ...settings.sheet, rows };
  return { ...raw, sheets: raw.sheets.map((other) => (other === settings.sheet ? sheet : other)) };
};
