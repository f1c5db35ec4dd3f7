/** The part of the sidebar that lists what deleted rows left behind, and removes it. */
import { announcer, buttonElement, el, fill } from './dom.ts';
import { leftRowsIn } from './left-rows.ts';
import type { Sidebar } from './section.ts';
import { call } from './server.ts';
import { complain } from './start.ts';

/** Nothing is removed elsewhere by itself: what a deleted row left behind is listed, and goes when somebody says so twice. */
export const leftSection = ({ book, words, refresh }: Sidebar): HTMLElement | null => {
  const left = leftRowsIn(book);
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
    buttonElement(say.remove(left.length), () => {
      const sure = buttonElement(say.sure(left.length), remove, 'primary');
      fill(buttons, sure);
      sure.focus();
    }),
  );
  const ids = [...new Set(left.map(({ item }) => item))];
  const tabs = [...new Set(left.flatMap(({ tab }) => book.located.tabs.get(tab)?.sheet.title ?? []))];
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
