/** Which answers can be given by one press in a chat's card, without a page. */
import type { AnswerKind } from '../answers/model.ts';
import type { Facts } from '../process/facts.ts';

/**
 * Nothing has to be typed, chosen or read before: to have seen it, to be reminded later on the usual day, and that something is done of which
 * the sheet says already what came of it. What stands on a page to be read first, or asks for a word or a date, keeps its page.
 */
export const needsNoWords = ({ items, snapshot }: Facts, id: string, kind: AnswerKind): boolean => {
  if (kind === 'ack' || kind === 'snooze') return true;
  const item = kind === 'done' ? items.get(id) : undefined;
  return item !== undefined && (item.evidence !== '' || !snapshot.hasColumn('tracker', 'output'));
};
