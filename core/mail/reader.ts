/** The reader of a mail, and how its lines read facts, dates, names and cells for them. */
import type { Locale } from '../../sheet-templates/index.ts';
import type { AnswerKind } from '../answers/model.ts';
import type { Item } from '../item.ts';
import { formatClock, formatDay, formatIso } from '../messages/format.ts';
import type { Helper, MailMessages } from '../messages/mail-messages.ts';
import { statusLabel } from '../messages/speaker.ts';
import type { Notice } from '../plan.ts';
import { type FactNameOf, factOf } from '../problem.ts';
import type { Matter } from '../process/matter.ts';
import type { Meeting } from '../process/meetings.ts';
import type { Person, Policy, StatusKey } from '../snapshot.ts';
import { type Line, quiet, type Span } from '../text/span.ts';
import { oneLine, shorten } from '../text/width.ts';
import type { Calendar } from '../time/calendar.ts';
import { type Day, dayFromIso, type IsoDate } from '../time/day.ts';

/** Who reads the mail, and everything a line of it is made from. */
export interface Reader {
  readonly me: Person;
  /** Whether they get somebody else's mail today. */
  readonly covers: boolean;
  readonly locale: Locale;
  readonly say: MailMessages;
  readonly items: ReadonlyMap<string, Item>;
  readonly openIn: ReadonlyMap<string, readonly Item[]>;
  readonly matters: ReadonlyMap<string, Matter>;
  readonly meetings: ReadonlyMap<string, Meeting>;
  readonly calendar: Calendar;
  readonly policy: Policy;
  readonly today: Day;
  /** Minutes after midnight. */
  readonly minute: number;
  /** What the reader may answer about an item with a button of this mail. */
  may(item: string): readonly AnswerKind[];
  /** Lines of a list that the mail shows; the others are counted. */
  readonly rows: number;
}

/** Longest text of a cell that a mail quotes, in columns. */
const QUOTE = 160;

export const cell = (text: string): string => shorten(oneLine(text), QUOTE);
export const dayFor = (reader: Reader, day: Day): string => formatDay(day, reader.locale, reader.today);
export const isoText = (reader: Reader, iso: string): string => formatIso(iso, reader.locale, reader.today);
export const endOfDay = (reader: Reader): string => formatClock(reader.policy.workdayEnd);

/** A workbook's name as people say it: without the file's ending. */
export const bookName = (name: string): string => oneLine(name.replace(/\.xls[xm]$/i, ''));
/** What a workbook is about, in a few words. */
export const projectOf = ({
  policy,
  workbook,
}: {
  policy: Pick<Policy, 'project'>;
  workbook: { name: string };
}): string => oneLine(policy.project) || bookName(workbook.name);

export const isMe = (reader: Reader, person: Person | null): boolean => person?.name === reader.me.name;
export const isAddressed = (reader: Reader, notice: Notice): boolean =>
  notice.to.some((person) => isMe(reader, person));

/** A name as a mail shows it: of what is urgent it says so first. */
export const nameShown = ({ say }: Reader, { urgent }: { readonly urgent?: true }, name: string): string =>
  urgent ? say.urgent(name) : name;

export const nameOf = (item: Item): string => cell(item.name) || item.id;
/** A name in a list with the id behind it, which stands alone where there is no name. */
export const withId = (id: string, name: string, write: (name: string) => Span = (text) => text): Line =>
  name === id ? [write(id)] : [write(name), ' ', quiet(id)];
export const ownerOf = (item: Item): string => (item.responsible ? oneLine(item.responsible.name) : '');

export const statusText = (status: StatusKey, locale: Locale): string => statusLabel(status, locale);

export type RoleOf = (person: Person) => Helper['role'];

/** Who is asked to help, each in the role that `roleOf` knows; at level 2 that is the executive. */
export const helpersOf = (reader: Reader, people: readonly Person[], level: 1 | 2, roleOf: RoleOf): readonly Helper[] =>
  people.map((person) => ({
    name: isMe(reader, person) ? null : oneLine(person.name),
    role: level === 2 ? 'executive' : roleOf(person),
  }));

/**
 * Facts by name, of a notice that may have them: '', 0 and none where it does not. A name that none of the rules has which the
 * notice may come from does not compile.
 */
export const textFact = <N extends Notice>({ facts }: N, name: FactNameOf<N['facts'], string>): string => {
  const value: unknown = factOf(facts, name);
  return typeof value === 'string' ? value : '';
};
export const numberFact = <N extends Notice>({ facts }: N, name: FactNameOf<N['facts'], number>): number => {
  const value: unknown = factOf(facts, name);
  return typeof value === 'number' ? value : 0;
};
export const listFact = <N extends Notice>(
  { facts }: N,
  name: FactNameOf<N['facts'], readonly string[]>,
): readonly string[] => {
  const value: unknown = factOf(facts, name);
  return Array.isArray(value) ? value : [];
};
export const dayFact = (notice: Notice, name: FactNameOf<Notice['facts'], IsoDate>): Day | null =>
  dayFromIso(textFact(notice, name));
