/** Every sentence that shows a reply back to its writer, in English. */
import type { ReplyMessages } from '../reply-messages.ts';
import { plural } from './format.ts';

export const reply: ReplyMessages = {
  subject: (understood, asked) =>
    understood === 0
      ? 'Your reply: please say once more what you mean'
      : asked === 0
        ? `Your reply: ${understood} ${plural(understood, 'answer')} to confirm`
        : `Your reply: ${understood} to confirm, ${asked} to choose`,
  headline: (understood, asked) =>
    understood === 0
      ? 'Please say once more what you mean'
      : asked === 0
        ? `${understood} ${plural(understood, 'answer')} to confirm`
        : `${understood} to confirm, ${asked} to choose`,
  section: 'Your reply',
  which: 'Which of these do you mean?',
  intro: 'This is what your reply says, as far as it could be read. Nothing is written before you confirm it.',
  introAsked: 'Your reply could not be read for certain. Nothing was written; please choose what you mean.',
  understood: (kind) => `Understood: ${kind}`,
  maybe: (kind) => `Perhaps: ${kind}`,
  notUnderstood: 'Not understood',
  due: (day) => `due ${day}`,
  confirm: 'Check and confirm',
  choose: 'Choose an answer',
  other: 'Another answer',
  said: (text) => `You wrote: “${text}”`,
  field: (label, value) => `${label}: ${value}`,
  doubt: {
    question: () => 'It asks something. A person has to answer that; Baton cannot.',
    hedged: () => 'It says so with a condition, or not for certain.',
    'not-done': () => 'It says that this is not done yet. Say how far it is, or name a new date.',
    mixed: () => 'It says several things that do not go together.',
    'which-item': () => 'It does not say which item it is about. Name it by its ID.',
    'unknown-item': () => 'In that mail you were not asked about this.',
    'which-date': () => 'It does not name one certain day.',
    'which-answer': () => 'Several answers are possible.',
    past: () => 'The day that it names has gone.',
    same: () => 'The day that it names is the due date as it is.',
    'before-due': () => 'The day that it names is before the due date.',
    'later-than-due': () => 'The day that it names is after the due date. If the date is to move, say why.',
    'day-off': ({ named, proposed }) => `${named} is a day off; proposed: ${proposed}.`,
    far: () => 'Reminders can wait ten workdays at most.',
    'not-theirs': () => 'This answer is not yours to give here, or the item is closed.',
    unread: () => 'Part of it could not be understood.',
    nothing: () => 'It does not say anything that could be written down.',
  },
  lapsed: {
    subject: 'Your reply came too late to be read',
    intro: (open) =>
      `The mail that you answered is more than twenty workdays old, and what it asked may have changed. Nothing was written. ${open === 0 ? 'Nothing of it waits for you any more.' : 'What of it is still yours to answer today:'}`,
    section: 'Still open',
  },
  footer: 'Sent because you replied to a mail of Baton’s. Only the page behind a button writes anything.',
};
