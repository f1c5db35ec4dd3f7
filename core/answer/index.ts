/**
 * Answers to an item, as data: what somebody may say about it, the page on which they say it, what it would write, and
 * the pages after it. Nothing here reads a clock, writes a cell or knows of links and HTML.
 */

export { PLAIN_REASONS, type PlainReason } from '../answers/reasons.ts';
export { answersOf, offerOf } from '../may/may.ts';
export { openAnswer } from './open.ts';
export {
  alreadyPage,
  answeredPage,
  notUndonePage,
  plainPage,
  retryPage,
  undonePage,
} from './pages.ts';
