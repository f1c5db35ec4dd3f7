/** The secrets that sign links, as they are configured. */
import type { LinkOptions } from './links.ts';

/** Shorter ones can be guessed. */
const SHORTEST_KEY = 32;

/** Secrets with commas between; null when one of them is too short. */
export const parseLinkKeys = (text: string): LinkOptions['keys'] | null => {
  const [first = '', ...others] = text.split(',').map((key) => key.trim());
  return [first, ...others].every((key) => key.length >= SHORTEST_KEY) ? [first, ...others] : null;
};
