/** Removes what deleted rows left behind in other sheets. */
import { locate, textOf } from '../../core/read/locate.ts';
import { ID_TABS, keyColumn, type TabKey } from '../../sheet-templates/index.ts';
import type { LeftRow } from '../protocol.ts';
import { alone, answerCall } from './answer.ts';
import { readScriptBook } from './book.ts';
import { shareContext } from './context.ts';
import { attempt } from './services.ts';
import { sheetAt } from './settings.ts';

/** Tabs in which others leave something behind. */
const LEFT_IN: ReadonlySet<TabKey> = new Set(['tracker', '_state']);

/**
 * Removes rows of the tracker and of Baton's memory whose own row is gone, found by their ids in a fresh reading. One
 * whose task has come back meanwhile, by an undo, stays. How many were removed.
 */
export const batonRemoveRows = (left: readonly LeftRow[]) =>
  answerCall(() =>
    alone(() => {
      const { raw } = readScriptBook();
      const { tabs } = locate(raw);
      const idsIn = (tab: TabKey) => {
        const place = tabs.get(tab);
        const at = place?.columns.get(keyColumn(tab));
        if (!place || !at) return [];
        return place.sheet.rows.flatMap((row) =>
          row.at > place.headerRow ? [{ row: row.at, id: textOf(row.cells[at - 1]) }] : [],
        );
      };
      const there = new Set(ID_TABS.flatMap((tab) => idsIn(tab).map(({ id }) => id)));
      let removed = 0;
      for (const tab of LEFT_IN) {
        const title = tabs.get(tab)?.sheet.title;
        if (title === undefined) continue;
        const gone = new Set(left.flatMap((one) => (one.tab === tab && !there.has(one.item) ? [one.item] : [])));
        const rows = idsIn(tab).filter(({ id }) => gone.has(id));
        // From the last one up: the numbers of those above stay.
        for (const { row } of rows.reverse()) {
          const sheet = sheetAt(title);
          attempt(() => sheet.deleteRow(row));
          removed++;
        }
      }
      if (removed > 0) shareContext();
      return removed;
    }),
  );
