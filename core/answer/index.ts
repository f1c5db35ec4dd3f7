/**
 * Answers to an item, as data: what somebody may say about it, the page on which they say it, what it would write, and
 * the pages after it. Nothing here reads a clock, writes a cell or knows of links and HTML.
 */
export { answersOf } from './may.ts';
export { openAnswer } from './open.ts';
export {
  alreadyPage,
  answeredPage,
  notUndonePage,
  PLAIN_REASONS,
  type PlainReason,
  plainPage,
  retryPage,
  undonePage,
} from './pages.ts';

/** How long an answer can be taken back, in minutes. */
export const UNDO_MINUTES = 10;
