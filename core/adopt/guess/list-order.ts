/** What a word of state that nobody knows likely means by its place in a drop-down: first stands what is not begun, last what is done. */
import { likelyState, stateMeant } from './states.ts';

/** States that work goes through; what is blocked, late or cancelled may stand anywhere. */
const COURSE = ['not-started', 'in-progress', 'done'];
const isOfCourse = (state: string | null): boolean => COURSE.includes(state ?? '');

/** The key of a state, to be confirmed by somebody; null where the place says nothing. */
export const stateByPlace = (words: readonly string[], text: string): string | null => {
  if (words.length < FEWEST || !words.includes(text)) return null;
  const inOrder = isBackwards(words) ? [...words].reverse() : words;
  const at = inOrder.indexOf(text);
  const states = inOrder.map((word) => (word === text ? null : (stateMeant(word) ?? likelyState(word))));
  if (!states.some(isOfCourse)) return null;
  const before = states.slice(0, at);
  const behind = states.slice(at + 1);
  if (at === 0) return states.includes('not-started') ? null : 'not-started';
  if (before.includes('done')) return null;
  // Nobody is reminded of what is done: that takes a list without anything that stands aside.
  if (behind.length === 0) return states.every((state) => state === null || isOfCourse(state)) ? 'done' : null;
  if (!behind.includes('done')) return null;
  return !before.includes('in-progress') && behind.includes('in-progress') ? 'not-started' : 'in-progress';
};
/** Of two words each is the first or the last. */
const FEWEST = 3;

/** Some begin with what is done. Words that are known say so. */
const isBackwards = (words: readonly string[]): boolean => {
  const steps = words.map((word) => COURSE.indexOf(stateMeant(word) ?? '')).filter((step) => step >= 0);
  return (steps[0] ?? 0) > (steps[steps.length - 1] ?? 0);
};
