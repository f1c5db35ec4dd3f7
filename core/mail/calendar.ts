/** The meetings and due dates that a mail brings, as entries for its reader's calendar. */
import type { Item } from '../item.ts';
import { MAIL } from '../messages/languages.ts';
import type { Mail, Notice } from '../plan.ts';
import type { Facts } from '../process/facts.ts';
import { lookOf, ruleOf } from '../rules/index.ts';
import type { Person, RecordOf } from '../snapshot.ts';
import { oneLine, shorten } from '../text/width.ts';
import { type Day, MINUTES_A_DAY } from '../time/day.ts';
import { listFact } from './reader.ts';

/** A date of a mail as a calendar keeps it. */
export interface CalendarEntry {
  /** The same for the same item of the same workbook, whoever gets it and whenever. */
  readonly uid: string;
  /** Higher in every later mail, so that a date that moved replaces the one before (RFC 5545, 3.8.7.4). */
  readonly sequence: number;
  readonly kind: 'meeting' | 'due';
  readonly title: string;
  readonly day: Day;
  /** Minutes after midnight, wall clock of the workbook's zone; null for the whole day, or where no end is known. */
  readonly start: number | null;
  readonly end: number | null;
  readonly place: string;
  readonly description: string;
  /** The day of its last change, where entries are read again and again: the sweep's own moment would make each reading another one. */
  readonly changedOn?: Day;
  /** Where it opens. */
  readonly url?: string;
}

/** Longest text that an entry carries, in columns. */
const LONGEST = 240;
export const entryText = (value: string): string => shorten(oneLine(value), LONGEST);

/**
 * The dates that a mail brings its reader, by day: meetings they are invited to, and due dates of what they are
 * responsible for. What is merely copied to them is in nobody's calendar but the owner's.
 */
export const calendarOf = (
  facts: Facts,
  { to: me, notices }: Pick<Mail, 'to' | 'notices'>,
  locale = me.locale,
): readonly CalendarEntry[] => {
  const { snapshot } = facts;
  const { today, minute, policy, workbook } = snapshot;
  const say = MAIL[locale].calendar;
  const project = entryText(policy.project || workbook.name);
  const entries = new Map<string, CalendarEntry>();
  for (const notice of notices) {
    if (!notice.to.some(({ name }) => name === me.name)) continue;
    const found = broughtBy(notice, facts, me);
    if (!found || found.day < today) continue;
    const title = entryText(found.title) || notice.item;
    entries.set(notice.item, {
      ...found,
      uid: uidOf(found.kind, notice.item, workbook.id),
      sequence: today * MINUTES_A_DAY + minute,
      title: found.kind === 'due' ? say.due(title) : title,
      place: entryText(found.place),
      description: [entryText(found.description), say.about(project, notice.item)].filter(Boolean).join('\n'),
    });
  }
  return byDay([...entries.values()]);
};

export const uidOf = (kind: string, item: string, workbook: string): string => `${kind}-${item}@${workbook}`;

export const byDay = (entries: readonly CalendarEntry[]): readonly CalendarEntry[] =>
  [...entries].sort((a, b) => a.day - b.day || (a.start ?? -1) - (b.start ?? -1) || (a.uid < b.uid ? -1 : 1));

/** As the row says it. */
export type FoundDate = Omit<CalendarEntry, 'uid' | 'sequence'>;

const broughtBy = (notice: Notice, facts: Facts, me: Person): FoundDate | null => {
  const { brings } = ruleOf(notice);
  if (!brings) return null;
  switch (brings) {
    case 'meeting':
      return meetingDate(facts.flow.meetings.get(notice.item)?.values);
    case 'due':
      return hasNoDate(notice) ? null : dueDate(facts.items.get(notice.item), me);
  }
};

/** Of what changed in a task only a new date, or a new owner of the old one, is for a calendar. */
const hasNoDate = (notice: Notice): boolean =>
  lookOf(notice) === 'changes' && !listFact(notice, 'changes').some((change) => /^(due|owner)\|/.test(change));

/** An end that does not lie after the start is a slip of the pen, which the check reports; the entry does without. */
export const meetingDate = (meeting: RecordOf<'meetings'> | undefined): FoundDate | null => {
  if (!meeting || meeting.date === null || meeting.cancelledOn !== null) return null;
  const { name, goal, date, start, end, place } = meeting;
  return {
    kind: 'meeting',
    title: name,
    day: date,
    start,
    end: start !== null && end !== null && end > start ? end : null,
    place,
    description: goal,
  };
};

export const dueDate = (item: Item | undefined, me: Person): FoundDate | null => {
  if (!item?.open || item.due === null || item.responsible?.name !== me.name) return null;
  const { name, due, doneWhen } = item;
  return { kind: 'due', title: name, day: due, start: null, end: null, place: '', description: doneWhen };
};
