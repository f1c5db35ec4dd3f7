/** All that a digest is made from. */
import type { Locale } from '../../sheet-templates/index.ts';
import type { Item } from '../item.ts';
import type { Mail } from '../plan.ts';
import type { Duty } from '../process/duty.ts';
import type { Matter } from '../process/matter.ts';
import type { Meeting } from '../process/meetings.ts';
import type { Request } from '../process/requests.ts';
import type { PassedOn } from '../process/waiting.ts';
import type { In } from '../rules/index.ts';
import type { Policy, WorkbookNames } from '../snapshot.ts';
import type { Calendar } from '../time/calendar.ts';
import type { Day } from '../time/day.ts';
import type { Answers } from './buttons.ts';
import type { CalendarEntry } from './calendar.ts';

/** All that a mail is made from. */
export interface DigestInput {
  readonly mail: Pick<Mail, 'to' | 'notices' | 'handedOn'>;
  readonly items: ReadonlyMap<string, Item>;
  /** Open items by department. */
  readonly openIn: ReadonlyMap<string, readonly Item[]>;
  readonly matters: ReadonlyMap<string, Matter>;
  readonly meetings: ReadonlyMap<string, Meeting>;
  /** Open items and duties that wait for the reader, told now or before. */
  readonly waiting: readonly Item[];
  readonly owed: readonly Duty[];
  /** Whether the reader gets somebody else's mail today. */
  readonly covers: boolean;
  /** What is the reader's to decide because it was brought to their level, the most urgent first. */
  readonly deciding: readonly string[];
  /** What the reader was asked about before, and with whom it is now. */
  readonly passedOn: readonly PassedOn[];
  /** Requests that wait for the reader to complete or amend them. */
  readonly toAmend: readonly Pick<Request, 'id'>[];
  /** Where the reader finds how to subscribe to their dates; null where nobody serves them. */
  readonly calendarPage: string | null;
  /** What the mail brings for the reader's calendar. */
  readonly dates: () => readonly CalendarEntry[];
  readonly calendar: Calendar;
  readonly policy: Policy;
  readonly today: Day;
  /** Minutes after midnight, wall clock of the workbook's zone. */
  readonly minute: number;
  /** The day of the next sweep, at policy.sweepTime. */
  readonly nextSweep: Day;
  readonly workbook: WorkbookNames & { readonly id: string };
  readonly locale: Locale;
  /** What the reader may answer about an item without opening the workbook; null where mails carry no links. */
  readonly answers: (item: string) => Answers | null;
  /** Where the reader says how they want their mails; null where there is no such page. */
  readonly ownPage: string | null;
  /** Replies to the mail are read as answers. */
  readonly repliesAreRead: boolean;
  /** The sentence of a problem of the sheet, as the notice's facts describe it. */
  readonly problemText: (notice: In<'mend'>, locale: Locale) => string;
}
