/** A changed date, owner, scope or status of a task, a line each. */
import type { Item } from '../item.ts';
import type { Notice } from '../plan.ts';
import type { Line } from '../text/span.ts';
import { oneLine } from '../text/width.ts';
import { cell, isoText, listFact, ownerOf, type Reader, statusText, textFact } from './reader.ts';

/** What changed in an item, one line each, from facts of the form `kind|from|to` (core/item.ts, Change). */
export const changeLines = (reader: Reader, item: Item, notice: Notice): readonly Line[] => {
  const { know } = reader.say;
  const owner = ownerOf(item);
  const reason = cell(item.reason);
  const mover = oneLine(textFact(notice, 'by'));
  const lines: Line[] = [];
  const changes = listFact(notice, 'changes');
  const moved = changes.some((change) => change.startsWith('due|'));
  for (const change of changes) {
    const [kind, from = '', ...rest] = change.split('|');
    const to = rest.join('|');
    if (kind === 'due') {
      lines.push(know.due(from && isoText(reader, from), to && isoText(reader, to), reason, owner, mover));
    }
    if (kind === 'owner') lines.push(know.owner(oneLine(from), oneLine(to)));
    if (kind === 'scope') lines.push(know.scope(cell(item.doneWhen), owner));
    // A new date says the delay, and its reason, already.
    if (kind === 'delayed' && !moved) lines.push(know.stopped(statusText(item.status, reader.locale), reason, owner));
  }
  return lines;
};
