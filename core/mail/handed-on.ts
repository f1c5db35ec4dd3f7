/** Subject, opening and foot of a letter that an answer brought about on the same day. */
import { formatClock } from '../messages/format.ts';
import type { HandedOn, Notice } from '../plan.ts';
import { lookOf } from '../rules/index.ts';
import { oneLine, shortenAtWord, widthOf } from '../text/width.ts';
import { titleOf } from './about.ts';
import { besideTitle, type NewsCounts } from './opening.ts';
import { nameOf, type Reader, textFact } from './reader.ts';

/** Columns of a subject. */
const SUBJECT = 78;

/** Its reader's own answer brought it about. */
const isOwn = ({ me }: Reader, { by }: HandedOn): boolean => me.name === by;

const eventOf = (reader: Reader, handedOn: HandedOn): string => {
  const { event, own } = reader.say.handedOn;
  return isOwn(reader, handedOn) ? own : event(oneLine(handedOn.by), handedOn.kind);
};

/** What it is about; of several things the first. */
const titleIn = ({ items, matters }: Reader, [first]: readonly Notice[]): string => {
  const decided = first && lookOf(first) === 'decision' ? textFact(first, 'task') : '';
  const about = decided || first?.item;
  const [item, matter] = about ? [items.get(about), matters.get(about)] : [];
  if (item) return nameOf(item);
  return matter ? titleOf(matter) : '';
};

const countOf = (notices: readonly Notice[]): number => new Set(notices.map(({ item }) => item)).size;

/** What happened, to what, and the project, on one line that a list of mails shows whole. */
export const handedOnSubject = (
  reader: Reader,
  handedOn: HandedOn,
  notices: readonly Notice[],
  project: string,
): string => {
  const { whole } = reader.say.subject;
  const title = titleIn(reader, notices);
  const [event, more, name] = [[eventOf(reader, handedOn)], countOf(notices) > 1, besideTitle(project, title)];
  const room = SUBJECT - widthOf(whole(event, ' ', more, name)) + 1;
  return whole(event, shortenAtWord(title, room), more, name);
};

/** The first two lines: what happened, and what that means for the reader. */
export const handedOnOpening = (
  reader: Reader,
  handedOn: HandedOn,
  notices: readonly Notice[],
  counts: NewsCounts,
): { headline: string; subline: string } => {
  const toDo = counts.decided + counts.decide + counts.late + counts.today + counts.act;
  return {
    headline: reader.say.subject.whole([eventOf(reader, handedOn)], titleIn(reader, notices), countOf(notices) > 1, ''),
    subline: toDo > 0 ? reader.say.handedOn.asked(toDo) : reader.say.handedOn.told,
  };
};

/** Why it came now and not with the next morning's mail. */
export const whyNow = (reader: Reader, handedOn: HandedOn): string => {
  const clock = formatClock(handedOn.minute);
  const { whyOwn, why } = reader.say.handedOn;
  return isOwn(reader, handedOn) ? whyOwn(clock) : why(oneLine(handedOn.by), clock);
};
