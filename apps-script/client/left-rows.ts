/** Which rows a deleted row left behind in other sheets. */
import { ID_TABS } from '../../sheet-templates/index.ts';
import type { LeftRow } from '../protocol.ts';
import type { PageBook } from './book.ts';

/**
 * Rows of the tracker and of Baton's memory that belong to something whose own row is gone. While a tab cannot be
 * found or read, nothing of it counts as gone.
 */
export const leftRowsIn = ({ snapshot }: Pick<PageBook, 'snapshot'>): LeftRow[] => {
  const { rows, state, blind, oneSheet, has } = snapshot;
  if (blind || oneSheet || !has.raci) return [];
  const there = new Set(ID_TABS.flatMap((tab) => rows[tab].map(({ id }) => id)));
  const lost = [...state.values()].filter(({ id, tab }) => has[tab as keyof typeof rows] && !there.has(id));
  return [
    ...rows.tracker
      .filter(({ id }) => id !== '' && !there.has(id))
      .map(({ id }): LeftRow => ({ tab: 'tracker', item: id })),
    ...lost.map(({ id }): LeftRow => ({ tab: '_state', item: id })),
  ];
};
