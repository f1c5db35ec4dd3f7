/** The mail of a plan as a digest: the way in for whoever sends or shows mails, of one workbook or several. */
import { type LinkTo, OWN_PAGE } from '../answers/model.ts';
import { answersOf, offerOf } from '../may/may.ts';
import { needsNoWords } from '../may/press.ts';
import { sayFinding } from '../messages/index.ts';
import type { Mail } from '../plan.ts';
import type { Facts } from '../process/facts.ts';
import type { Person } from '../snapshot.ts';
import { calendarOf } from './calendar.ts';
import { contentOf } from './content.ts';
import { buildDigest } from './digest.ts';
import type { DigestInput } from './input.ts';
import { buildJointDigest } from './joint.ts';
import type { Digest } from './model.ts';

/**
 * A mail of a plan as the digest its reader gets, in the reader's language. With `linkTo`, its cards carry buttons for
 * what the reader may answer; without, it says where in the workbook to write instead. `repliesAreRead`: a reply to it is
 * an answer too.
 */
export const digestOf = (facts: Facts, mail: Noticed, linkTo?: LinkTo, repliesAreRead = false): Digest =>
  buildDigest({ ...inputOf(facts, mail, linkTo), repliesAreRead });

/** What one workbook has to say in a mail about several; the parts are what `digestOf` takes. */
export interface DigestPart {
  readonly facts: Facts;
  readonly mail: Noticed;
  readonly linkTo: LinkTo | undefined;
  readonly repliesAreRead: boolean;
}

/** What several workbooks have to say to one person as one digest, in the language that the first of them knows them to read. */
export const jointDigestOf = (parts: readonly DigestPart[]): Digest => {
  const locale = parts[0]?.mail.to.locale;
  return buildJointDigest(
    parts.map(({ facts, mail, linkTo, repliesAreRead }) => ({
      ...inputOf(facts, mail, linkTo, locale),
      repliesAreRead,
    })),
  );
};

/** The subject alone, without writing the mail. */
export const subjectFor = (facts: Facts, mail: Noticed): string => contentOf(inputOf(facts, mail)).subject;

type Noticed = Pick<Mail, 'to' | 'notices' | 'handedOn'>;

/** What a mail says besides its notices. */
type BesidesInput = Pick<DigestInput, 'waiting' | 'owed' | 'deciding' | 'passedOn' | 'toAmend'>;

/** What is handed on at once is that alone; all else stands in the morning's mail. */
const NOTHING_ELSE: BesidesInput = { waiting: [], owed: [], deciding: [], passedOn: [], toAmend: [] };

const besidesOf = (facts: Facts, to: Person): BesidesInput => ({
  waiting: facts.waiting.get(to) ?? [],
  owed: facts.owed.get(to) ?? [],
  deciding: facts.deciding.get(to) ?? [],
  passedOn: facts.passedOn.get(to) ?? [],
  toAmend: facts.toAmend.by.get(to) ?? [],
});

const inputOf = (facts: Facts, mail: Noticed, linkTo?: LinkTo, locale = mail.to.locale): DigestInput => {
  const { calendar, policy, today, minute, workbook } = facts.snapshot;
  return {
    mail,
    items: facts.items,
    openIn: facts.openIn,
    matters: facts.flow.matters,
    meetings: facts.flow.meetings,
    ...(mail.handedOn ? NOTHING_ELSE : besidesOf(facts, mail.to)),
    covers: facts.covering.has(mail.to),
    calendarPage: linkTo?.calendar?.(mail.to) ?? null,
    dates: () => calendarOf(facts, mail, locale),
    calendar,
    policy,
    today,
    minute,
    nextSweep: calendar.addWorkdays(today, 1),
    workbook,
    locale,
    answers: (item) =>
      linkTo
        ? {
            kinds: answersOf(facts, mail.to, item),
            page: (kind) => linkTo(mail.to, item, kind),
            offer: (kind) => offerOf(facts, item, kind),
            needsNoWords: (kind) => needsNoWords(facts, item, kind),
          }
        : null,
    ownPage: linkTo && answersOf(facts, mail.to, OWN_PAGE).length > 0 ? linkTo(mail.to, OWN_PAGE, 'preferences') : null,
    repliesAreRead: false,
    problemText: ({ facts: found }, locale) => sayFinding(found, locale, today, policy.locale),
  };
};
