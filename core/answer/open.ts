import type { Facts } from '../facts/index.ts';
import type { Person } from '../snapshot.ts';
import type { Ask, Opened } from './model.ts';

/**
 * The page on which somebody answers about an item, and what their answer would write when the form is complete. Safe to
 * call for whatever a link says: where nothing of the item is theirs (any more), the page says so and has no form.
 */
export const openAnswer = (_facts: Facts, _by: Person, _ask: Ask): Opened => {
  throw new Error('not yet');
};
