/** From a reading to a decision: the snapshot, the plan, and its mails in words. */

import type { LinkTo } from '../../core/answers/model.ts';
import { calendarOf } from '../../core/mail/calendar.ts';
import { type DigestPart, digestOf, jointDigestOf } from '../../core/mail/index.ts';
import type { Digest, Section } from '../../core/mail/model.ts';
import type { SayMorning, TeamMorning } from '../../core/mail/morning.ts';
import { printed } from '../../core/mail/printed.ts';
import { overviewOf } from '../../core/overview/rows.ts';
import type { Mail, Notice, Plan } from '../../core/plan.ts';
import { eventOf } from '../../core/planning/event.ts';
import { planOf } from '../../core/planning/make-plan.ts';
import { waitOf } from '../../core/planning/preferred.ts';
import { type Facts, readFacts } from '../../core/process/facts.ts';
import { type ReadContext, readSnapshot } from '../../core/read/index.ts';
import { inCell } from '../../core/record/delivery.ts';
import { type EarlierMail, earlierMails, joinThreads } from '../../core/record/thread.ts';
import type { Snapshot } from '../../core/snapshot.ts';
import { must } from '../../core/text/must.ts';
import type { RawWorkbook } from '../../core/workbook.ts';
import { calendarFile } from '../base/calendar-file.ts';
import type { Shown } from '../ports.ts';

/** A mail in its reader's words. */
export interface Rendered {
  readonly subject: string;
  readonly letter: Digest;
  /** `letter` printed, when somebody first asks. */
  readonly text: string;
  readonly html: string;
  /** Its dates, as a calendar file; absent where it has none. */
  readonly calendar?: string;
  /** What its reader was told before about the item it begins with. */
  readonly earlier?: readonly EarlierMail[];
}

/** What one workbook has to say in a mail about several. */
export interface MailPart extends DigestPart {
  /** What its reader was told before about an item. */
  readonly toldBefore: (item: string) => readonly EarlierMail[];
}

/** All that core has to say about one reading of a workbook. */
export interface Decision {
  readonly snapshot: Snapshot;
  readonly plan: Plan;
  readonly render: (mail: Mail) => Rendered;
  /** The same as part of a mail about several workbooks. */
  readonly part: (mail: Mail) => MailPart;
  /** What a group of the team is told of the day, as `say` says it; null for nothing. */
  readonly morning?: (say: SayMorning) => TeamMorning | null;
  /** A notice as another program is told of it, as JSON. */
  readonly events?: (notice: Notice) => string;
  /** What Baton's own sheets show once the plan is carried out. */
  readonly shown?: () => Shown;
}

/** A host may have to fetch something first, such as the official days of the workbook's country. */
export type Decide = (raw: RawWorkbook, context: ReadContext) => Decision | Promise<Decision>;

/** A decision with what it was made from, for a host that has more to say about it. */
export interface Reasoned extends Decision {
  readonly facts: Facts;
}

/** With `links` the mails carry buttons, for the workbook as it was read; `repliesAreRead`, and say that they can be replied to. */
export const decide = (
  raw: RawWorkbook,
  context: ReadContext,
  links?: (snapshot: Snapshot) => LinkTo,
  repliesAreRead = false,
): Reasoned => {
  const snapshot = readSnapshot(raw, context);
  const facts = readFacts(snapshot);
  const toldBefore = earlierMails(snapshot.ledger);
  const part = (mail: Mail): MailPart => {
    const linkTo = links?.(snapshot);
    return { facts, mail, linkTo, repliesAreRead, toldBefore: (item) => toldBefore(item, mail.to.email ?? '') };
  };
  const plan = planOf(facts);
  return {
    snapshot,
    facts,
    plan,
    shown: () => ({ rows: overviewOf(facts, plan), today: snapshot.today }),
    part,
    // Nobody is mentioned on their quiet day, nor before their hour: they wanted to hear nothing then.
    morning: (say) => say(facts, plan, (person) => waitOf(person, snapshot) === null),
    events: (notice) => inCell(JSON.stringify(eventOf(facts, notice))),
    render: (mail) => {
      const { linkTo, toldBefore } = part(mail);
      const digest = digestOf(facts, mail, linkTo, repliesAreRead);
      return printed(digest, {
        earlier: firstOf(digest.sections).flatMap(toldBefore),
        ...(digest.dates.length > 0 && { calendar: calendarFile([{ dates: digest.dates, snapshot }]) }),
      });
    },
  };
};

/**
 * What several workbooks have to say to one person, in one mail. It belongs to the threads of all that its chapters begin
 * with, and stands in that of the most urgent one.
 */
export const composeJointly = (parts: readonly MailPart[]): Rendered => {
  const digest = jointDigestOf(parts);
  const told = digest.chapters.map(({ part, sections }) =>
    part === null ? [] : firstOf(sections).flatMap(must(parts[part], 'part of a mail').toldBefore),
  );
  const calendars = parts
    .map(({ facts, mail }) => ({ dates: calendarOf(facts, mail, digest.locale), snapshot: facts.snapshot }))
    .filter(({ dates }) => dates.length > 0);
  return printed(digest, {
    earlier: joinThreads(told.reverse()),
    ...(calendars.length > 0 && { calendar: calendarFile(calendars) }),
  });
};

/** Id of the item that sections begin with; none where nothing in them is about one. */
const firstOf = (sections: readonly Section[]): string[] =>
  sections
    .flatMap(({ cards }) => cards)
    .slice(0, 1)
    .map(({ id }) => id);
