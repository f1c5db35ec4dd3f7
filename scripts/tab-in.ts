/** A tab of a workbook that is known to have it, with its columns by key. */
import { locate } from '../core/read/locate.ts';
import { must } from '../core/text/must.ts';
import type { RawWorkbook } from '../core/workbook.ts';
import type { TabKey } from '../sheet-templates/index.ts';

export const tabIn = (raw: RawWorkbook, tab: TabKey) => {
  const found = must(locate(raw).tabs.get(tab), `tab ${tab}`);
  /** 1-based. */
  const column = (key: string): number => must(found.columns.get(key), `column ${tab}.${key}`);
  return { sheet: found.sheet, headerRow: found.headerRow, column };
};
