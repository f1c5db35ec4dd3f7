/** A decision on a task, as the mail of whoever acts on it begins with it. */
import type { Item } from '../item.ts';
import { sayBecause } from '../messages/index.ts';
import type { Notice } from '../plan.ts';
import { lookOf } from '../rules/index.ts';
import type { Line } from '../text/span.ts';
import { oneLine } from '../text/width.ts';
import type { CardAsk, CardHeading } from './model.ts';
import { cell, dayFor, isMe, type Reader, textFact } from './reader.ts';

/** The open task that a decision in this notice is about, where the reader is responsible or answers for it; else null. */
export const decidedTask = (reader: Reader, notice: Notice): Item | null => {
  if (lookOf(notice) !== 'decision') return null;
  const item = reader.items.get(textFact(notice, 'task'));
  const acts = item?.open && (isMe(reader, item.responsible) || isMe(reader, item.accountable));
  return acts ? item : null;
};

/** What was decided, in its own words, with who decided it. */
export const decidedHeading = ({ locale, today, policy }: Reader, { because }: Notice): CardHeading => ({
  when: cell(oneLine(sayBecause(because, locale, today, policy.locale))),
  tone: 'ahead',
  days: 0,
});

/** Until when it is now; what has passed is only said. */
export const decidedDue = (reader: Reader, { due, late, daysLeft }: Item): Line | null => {
  const { card } = reader.say;
  if (due === null) return null;
  return [late ? card.wasDue(dayFor(reader, due)) : card.dueNow(dayFor(reader, due), daysLeft ?? 0)];
};

/** What is left to do for whoever is responsible: to write down what was decided, or until when. */
export const decidedAsk = (reader: Reader, { decided, responsible, late }: Item): CardAsk | null => {
  const { ask } = reader.say.card;
  if (!isMe(reader, responsible)) return null;
  if (decided === null) return late ? { text: ask.newDate, of: ['decided.date'], does: ['redate'] } : null;
  const text = ask.carryOut(
    decided.due === null ? '' : dayFor(reader, decided.due),
    decided.owner === null ? '' : oneLine(decided.owner.name),
  );
  return { text, of: ['decided'], does: ['follow'] };
};
