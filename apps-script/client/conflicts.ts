/** What a page says of writes that did not happen because somebody changed the row meanwhile. */
import type { PageWords } from '../../core/messages/language.ts';
import type { WriteReceipt } from '../../core/write/write.ts';
import { type Column, tabOf } from '../../sheet-templates/index.ts';
import type { PageBook } from './book.ts';
import { type Child, el } from './dom.ts';

/** Writes that did not happen, in words: what stands there now. */
export const conflictLines = (receipts: readonly WriteReceipt[], { locale }: PageBook, words: PageWords): Child => {
  const say = words.conflict;
  const lines = receipts.flatMap(({ write, outcome, found = {} }) => {
    if (outcome === 'written') return [];
    if (outcome === 'missing') return [say.missing(write.item)];
    const columns: Readonly<Record<string, Column>> = tabOf(write.tab).columns;
    const differing = Object.entries(found).filter(
      ([key, value]) => String(value ?? '') !== String(write.expected[key] ?? ''),
    );
    return differing.map(([key, value]) => {
      const column = columns[key];
      const label = column?.options?.find((option) => option.key === value)?.label[locale];
      return `${write.item}: ${say.found(column?.header[locale] ?? key, label ?? (String(value ?? '') || say.empty))}`;
    });
  });
  return el('ul', {}, ...lines.map((line) => el('li', {}, line)));
};

export const isLost = ({ outcome }: WriteReceipt): boolean => outcome !== 'written';
