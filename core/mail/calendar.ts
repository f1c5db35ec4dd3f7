/** The meetings and due dates that a mail brings, as entries for its reader's calendar. */
import { MAIL } from '../messages/languages.ts';
import type { Mail, Notice } from '../plan.ts';
import type { Facts } from '../process/facts.ts';
import type { Person, RecordOf } from '../snapshot.ts';
import { oneLine, shorten } from '../text/width.ts';
import { type Day, MINUTES_A_DAY } from '../time/day.ts';

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
}

/** Longest text that an entry carries, in columns. */
const LONGEST = 240;
const text = (value: string): string => shorten(oneLine(value), LONGEST);

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
  const project = text(policy.project || workbook.name);
  const entries = new Map<string, CalendarEntry>();
  for (const notice of notices) {
    if (!notice.to.some(({ name }) => name === me.name)) continue;
    const found =
      notice.rule === 'meeting.invite'
        ? meetingOf(facts.flow.meetings.get(notice.item)?.values)
        : dueOf(facts, notice, me);
    if (!found || found.day < today) continue;
    const title = text(found.title) || notice.item;
    entries.set(notice.item, {
      ...found,
      uid: `${found.kind}-${notice.item}@${workbook.id}`,
      sequence: today * MINUTES_A_DAY + minute,
      title: found.kind === 'due' ? say.due(title) : title,
      place: text(found.place),
      description: [text(found.description), say.about(project, notice.item)].filter(Boolean).join('\n'),
    });
  }
  return [...entries.values()].sort(
    (a, b) => a.day - b.day || (a.start ?? -1) - (b.start ?? -1) || (a.uid < b.uid ? -1 : 1),
  );
};

/** As the row says it. */
type Found = Omit<CalendarEntry, 'uid' | 'sequence'>;

/** An end that does not lie after the start is a slip of the pen, which the check reports; the entry does without. */
const meetingOf = (meeting: RecordOf<'meetings'> | undefined): Found | null => {
  if (!meeting || meeting.date === null) return null;
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

/** Notices that bring a due date: it nears, it is there, or it is a new one or a new owner's. */
const bringsDue = ({ rule, facts: { changes } }: Notice): boolean =>
  rule === 'task.soon' ||
  rule === 'task.due' ||
  (rule === 'task.changed' && Array.isArray(changes) && changes.some((change) => /^(due|owner)\|/.test(change)));

const dueOf = ({ items }: Facts, notice: Notice, me: Person): Found | null => {
  const item = bringsDue(notice) ? items.get(notice.item) : undefined;
  if (!item?.open || item.due === null || item.responsible?.name !== me.name) return null;
  const { name, due, doneWhen } = item;
  return { kind: 'due', title: name, day: due, start: null, end: null, place: '', description: doneWhen };
};
