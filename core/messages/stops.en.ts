/** In English: what would stop each rule's notice, as `explain` tells it. */
import type { StopFacts } from './facts.ts';
import type { Sentences } from './speaker.ts';

const FINISHED = 'Not said once the task is done or cancelled, or has a later date.';
const ONCE = 'Said once.';

/** What keeps a notice from being sent, or from being sent again; of duties that is what they ask for. */
export const stops: Sentences<StopFacts> = {
  'task.soon': () => FINISHED,
  'task.due': () => FINISHED,
  'task.overdue': () => 'Ends when the task is done or cancelled, or has a new date that is still to come.',
  'task.reason': () => 'Ends when the tracker has a reason or a new date, or the task is done.',
  'task.collect': (_, s) => `Ends when the tracker has what was handed over, under “${s.column('tracker', 'output')}”.`,
  'task.stuck': () =>
    'Ends with any progress in the tracker (status, progress, evidence, risk, reason or a new date), or with a written decision.',
  'task.blocked': (f, s) =>
    f
      ? `Not said once “${s.text(f.predecessorName)}” is done or on time again, or this task starts on ${s.date(f.earliestStart)} or later.`
      : 'Not said once what it waits for is done or on time again.',
  'task.changed': () => `${ONCE} Not said where the old value is back before the sweep.`,
  'request.incomplete': () => 'Ends when what is missing is filled in, and the goal can be measured.',
  'request.sent-back': () => 'Ends with a new date of submission.',
  'request.changed': () => `${ONCE} Not said where the old text is back before the sweep.`,
  'stage.moved': () => `${ONCE} Not said where the old date is back before the sweep.`,
  'topic.back': () => `${ONCE} Not said once the topic is taken off the meeting.`,
  'dispute.ruled': () => `${ONCE} Said anew when the decision is worded anew.`,
  'escalation.over': () => ONCE,
  talk: () => ONCE,
  'meeting.invite': () => `${ONCE} Said anew when date, time or place change, and not once the meeting is over.`,
  'meeting.minutes.sent': () => ONCE,
  'update.weekly': (f, s) =>
    f ? `Ends with an update of ${s.list(f.items)} in the tracker.` : 'Ends with an update in the tracker.',
  'digest.manager': () => 'Comes once a week, and not where there is nothing to say.',
  'digest.keeper': () => `${ONCE} Not said once it is mended.`,
};

/** A duty ends when it is done; what is asked is a sentence of its own. */
export const duty = (ask: string): string => `Ends with this: ${ask}`;
