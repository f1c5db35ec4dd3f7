/** Which task a predecessor names. */
import { normal } from '../text/words.ts';
import type { Called } from './named.ts';

/** The item a predecessor names: its id, a planner's "2fs" (finish to start) for item 2, or what the task is called. */
export const predecessorId = (
  text: string,
  known: { has(id: string): boolean },
  called: () => Called,
): string | null => {
  if (known.has(text)) return text;
  // The lag goes first, then the kind of link: T-0002fs has no lag of -0002.
  for (const bare of [text, text.replace(/[+-]\d+[a-z]*$/i, '')]) {
    const id = bare.replace(/(?:fs|ss|ff|sf)$/i, '');
    for (const written of [id, id.toUpperCase()]) if (known.has(written)) return written;
  }
  return called().get(normal(text)) ?? null;
};
