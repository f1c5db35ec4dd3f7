/** The mails that would come of following a sheet as somebody is about to: tried out in memory, and nothing is written. */
import type { RawWorkbook } from '../../../core/workbook.ts';
import { withEdits } from '../../../core/write/overlay.ts';
import { resolveWrites } from '../../../core/write/write.ts';
import { AHEAD, mailsAhead } from '../../../functions/adopt/ahead.ts';
import { withAdded } from '../../../functions/adopt/with-added.ts';
import type { FollowAhead, FollowTrial } from '../../protocol.ts';
import { answerCall } from '../answer.ts';
import { nowIso, readScriptBook } from '../book.ts';
import { readWhole } from '../follow.ts';
import { resultOf } from './result.ts';

/** Called by the dialog, as often as somebody wants to see it. */
export const batonFollowAhead = (wanted: FollowTrial) => answerCall((): FollowAhead => ahead(wanted));

const ahead = ({ edits, addSheets, writes, named }: FollowTrial): FollowAhead => {
  const { raw, zone } = readScriptBook();
  const whole: RawWorkbook = { ...raw, sheets: readWhole(zone).map(({ sheet: { calculated: _, ...sheet } }) => sheet) };
  const added = withAdded(whole, { edits, addSheets });
  const book = withEdits(added, resolveWrites(added, writes).edits);
  const { days, people } = resultOf(mailsAhead(book, nowIso(), named));
  return { days, of: AHEAD, people };
};
