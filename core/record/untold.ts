/** Events that another program was not told of, as a problem for the keeper. */
import type { Problem } from '../problem.ts';
import type { LedgerRow } from '../snapshot.ts';
import { type Day, isoOf } from '../time/day.ts';
import { HELD_REPORTED_DAYS } from './open-mail.ts';
import { eventRows, GONE_NOTE } from './webhook.ts';

/** What the keeper hears of: events that an earlier day's sweep could not hand over, or that nobody wants any more. */
export const webhookProblems = (rows: readonly LedgerRow[], today: Day): Problem[] => {
  const all = [...eventRows(rows).values()];
  const late = all.filter(({ first, last }) => last.status === 'deferred' && (first.day ?? today) < today);
  const ended = all.filter(({ last }) => last.status === 'refused' && (last.day ?? 0) + HELD_REPORTED_DAYS > today);
  const [found] = late.length > 0 ? late : ended.slice(-1);
  if (!found) return [];
  const [, , gone = ''] = GONE_NOTE.exec(found.last.receipt) ?? [];
  const facts = {
    waiting: late.length,
    since: isoOf(found.first.day ?? today),
    said: gone || found.last.receipt,
    gone: gone !== '',
  };
  return [{ tab: 'settings', row: 0, column: 'value', code: 'webhook-untold', item: '', facts }];
};
