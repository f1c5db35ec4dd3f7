import { TAB_KEYS, tabOf } from '../../sheet-templates/index.ts';
import type { Left } from '../protocol.ts';
import type { Book } from './book.ts';
import { announcer, button, el, fill } from './dom.ts';
import { call } from './server.ts';
import type { Sidebar } from './sidebar.ts';
import { complain } from './start.ts';

/**
 * Rows of the tracker and of Baton's memory that belong to something whose own row is gone. While a tab cannot be
 * found or read, nothing of it counts as gone.
 */
export const leftIn = ({ snapshot }: Pick<Book, 'snapshot'>): Left[] => {
  const { rows, state, blind, oneSheet, has } = snapshot;
  if (blind || oneSheet || !has.raci) return [];
  const withIds = TAB_KEYS.filter((tab) => tabOf(tab).idPrefix !== undefined) as (keyof typeof rows)[];
  const there = new Set(withIds.flatMap((tab) => rows[tab].map(({ id }) => id)));
  const lost = [...state.values()].filter(({ id, tab }) => has[tab as keyof typeof rows] && !there.has(id));
  return [
    ...rows.tracker
      .filter(({ id }) => id !== '' && !there.has(id))
      .map(({ id }): Left => ({ tab: 'tracker', item: id })),
    ...lost.map(({ id }): Left => ({ tab: '_state', item: id })),
  ];
};

/** Nothing is removed elsewhere by itself: what a deleted row left behind is listed, and goes when somebody says so twice. */
export const leftSection = ({ book, words, refresh }: Sidebar): HTMLElement | null => {
  const left = leftIn(book);
  if (left.length === 0) return null;
  const say = words.left;
  const place = announcer();
  const buttons = el('div', { class: 'buttons' });
  const remove = async () => {
    try {
      const removed = await call<number>('batonRemoveRows', left);
      await refresh(say.removed(removed));
    } catch (error) {
      complain(place, error, words);
    }
  };
  fill(
    buttons,
    button(say.remove(left.length), () => {
      const sure = button(say.sure(left.length), remove, 'primary');
      fill(buttons, sure);
      sure.focus();
    }),
  );
  const ids = [...new Set(left.map(({ item }) => item))];
  const tabs = [...new Set(left.map(({ tab }) => book.located.tabs.get(tab)!.sheet.title))];
  return el(
    'section',
    { 'aria-labelledby': 'left' },
    el('h2', { id: 'left' }, say.title),
    el('p', {}, say.lead),
    el(
      'p',
      {},
      `${ids.slice(0, 12).join(' · ')}${ids.length > 12 ? ` ${words.more(ids.length - 12)}` : ''} (${tabs.join(', ')})`,
    ),
    buttons,
    place,
  );
};
