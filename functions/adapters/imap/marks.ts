/** How a message shows, in the mailbox itself, that it was dealt with. */
import type { Folder } from './line.ts';

/** What may be said of a message; `begun`: its answer is about to leave; `held`: nobody knows whether it has. */
export type ReplyMark = 'begun' | 'answered' | 'ignored' | 'held';

/** The flags of each mark; none where the server lets nobody make one for it. */
export type ReplyMarks = Readonly<Record<ReplyMark, readonly string[]>>;

/**
 * Keywords (RFC 3501, 2.3.2), where the server lets programs make new ones: no mail program shows them, and those of the mailbox are left alone. What
 * is held is starred too, so that whoever looks into the mailbox sees it.
 */
export const KEYWORDS: ReplyMarks = {
  begun: ['$BatonBegun'],
  answered: ['$BatonAnswered'],
  ignored: ['$BatonIgnored'],
  held: ['$BatonHeld', '\\Flagged'],
};

/**
 * Else the two flags that every server has: answered, as people see it too, and a star while nobody knows. What was ignored has none, and is
 * remembered by the process. Exchange is such a server (https://github.com/jstedfast/MailKit/issues/1449), and Outlook.com
 * (https://github.com/owncloud-archive/mail/issues/1510).
 */
const SYSTEM: ReplyMarks = { begun: ['\\Flagged'], answered: ['\\Answered'], ignored: [], held: ['\\Flagged'] };

/** Null where nothing could be marked (RFC 3501, 7.1: what is not in PERMANENTFLAGS does not stay, and `\*` stands for new keywords). */
export const replyMarksOf = ({ flags, isReadOnly }: Pick<Folder, 'flags' | 'isReadOnly'>): ReplyMarks | null => {
  if (isReadOnly) return null;
  if (flags === null) return SYSTEM;
  const known = new Set([...flags].map((flag) => flag.toLowerCase()));
  const stays = (flag: string) => known.has(flag.toLowerCase());
  const all = Object.values(KEYWORDS).flat();
  if (all.every((flag) => stays(flag) || (!flag.startsWith('\\') && stays('\\*')))) return KEYWORDS;
  return Object.values(SYSTEM).flat().every(stays) ? SYSTEM : null;
};

/** Whether a message bears all flags of a mark; names of flags are not told apart by case. */
export const bears = (flags: ReadonlySet<string>, mark: readonly string[]): boolean => {
  const own = new Set([...flags].map((flag) => flag.toLowerCase()));
  return mark.length > 0 && mark.every((flag) => own.has(flag.toLowerCase()));
};

/** Whether nothing is left to do about a message. */
export const isDealtWith = (flags: ReadonlySet<string>, marks: ReplyMarks): boolean =>
  bears(flags, marks.answered) || bears(flags, marks.ignored) || (marks === KEYWORDS && bears(flags, ['$BatonHeld']));
