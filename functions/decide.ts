import type { LinkTo } from '../core/answer/model.ts';
import { type Facts, readFacts } from '../core/facts/index.ts';
import { htmlOf } from '../core/mail/html.ts';
import { digestOf } from '../core/mail/index.ts';
import { textOf } from '../core/mail/text.ts';
import { planOf } from '../core/make-plan.ts';
import type { Mail, Plan } from '../core/plan.ts';
import { type ReadContext, readSnapshot } from '../core/read/index.ts';
import type { Snapshot } from '../core/snapshot.ts';
import { type EarlierMail, earlierMails } from '../core/thread.ts';
import type { RawWorkbook } from '../core/workbook.ts';
import { calendarFile } from './calendar-file.ts';

/** A mail in its reader's words. */
export interface Rendered {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Its dates, as a calendar file; absent where it has none. */
  readonly calendar?: string;
  /** What its reader was told before about the item it begins with. */
  readonly earlier?: readonly EarlierMail[];
}

/** All that core has to say about one reading of a workbook. */
export interface Decision {
  readonly snapshot: Snapshot;
  readonly plan: Plan;
  readonly render: (mail: Mail) => Rendered;
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
  return {
    snapshot,
    facts,
    plan: planOf(facts),
    render: (mail) => {
      const digest = digestOf(facts, mail, links?.(snapshot), repliesAreRead);
      const [first] = digest.sections.flatMap(({ cards }) => cards);
      return {
        subject: digest.subject,
        text: textOf(digest),
        html: htmlOf(digest),
        earlier: first ? toldBefore(first.id, mail.to.email ?? '') : [],
        ...(digest.dates.length > 0 && { calendar: calendarFile(digest.dates, snapshot) }),
      };
    },
  };
};
