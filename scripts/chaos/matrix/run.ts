/** One fault at one place of a story, and what is not as it should be afterwards. */
import type { MemoryStore } from '../../../functions/adapters/memory/store.ts';
import type { Bench, FaultPlace } from './bench.ts';
import type { FaultVerdict, Mishap } from './kinds.ts';
import {
  CLAIM_OVER,
  faultStory,
  type Left,
  LINK_KEY,
  leftIn,
  NOTE,
  officeFor,
  type Story,
  type StoryEnd,
  type StoryName,
} from './stories.ts';

/** Opens a bench around a workbook that holds this. */
export type OpenBench = (office: MemoryStore) => Promise<Bench>;

/** A story without a fault: what it leaves, and as which step each place counts. */
export interface Course {
  readonly steps: readonly string[];
  readonly places: readonly FaultPlace[];
  readonly left: Left;
}

const opened = async <T>(open: OpenBench, story: StoryName, work: (bench: Bench) => Promise<T>): Promise<T> => {
  const bench = await open(await officeFor(story));
  try {
    return await work(bench);
  } finally {
    await bench.close();
  }
};

export const courseOf = (open: OpenBench, name: StoryName): Promise<Course> =>
  opened(open, name, async (bench) => {
    const story = faultStory(name, bench);
    await story.prepare();
    const before = bench.met().length;
    const steps: string[] = [];
    const told = await story.tell(bench.process(), (step) => {
      while (steps.length < bench.met().length - before) steps.push(step);
    });
    if (told.kind !== 'done') throw new Error(`without a fault, ${name} ends with ${JSON.stringify(told)}`);
    return { steps, places: bench.met().slice(before), left: await leftIn(bench) };
  });

/** What came of one fault at one place. */
export interface Tried {
  readonly verdict: FaultVerdict;
  /** The error's code, where one was said. */
  readonly code: string | null;
  /** What must not be, a sentence each. */
  readonly broken: readonly string[];
}

/** Null where nothing can go wrong there in this way. */
export const tryOne = (
  open: OpenBench,
  name: StoryName,
  course: Course,
  place: FaultPlace,
  mishap: Mishap,
): Promise<Tried | null> =>
  opened(open, name, async (bench) => {
    const story = faultStory(name, bench);
    await story.prepare();
    const told = await disturbed(bench, story, name, place, mishap);
    if (told === null) return null;
    bench.calm();
    // A claim that could not be given up runs out.
    await bench.advance(told.kind === 'done' ? 60_000 : CLAIM_OVER);
    const broken: string[] = [];
    // Whoever comes next: where all went well, there is nothing to do for them.
    const next = await story.tell(bench.process());
    if (next.kind === 'error') broken.push(`afterwards: ${next.code}`);
    if (name === 'answer') await faultStory('sweep', bench).tell(bench.process());
    const left = await leftIn(bench);
    broken.push(...faultsOf(left, course.left, mishap === 'changed'));
    broken.push(...(await bench.litter()).map((what) => `left lying about: ${what}`));
    if (told.kind === 'error') {
      if (/internal|without/.test(told.code)) broken.push(`said as ${told.code}`);
      for (const secret of [...bench.secrets, LINK_KEY]) if (told.shown.includes(secret)) broken.push('shows a secret');
    }
    return { verdict: verdictOf(told, left), code: told.kind === 'error' ? told.code : null, broken };
  });

const disturbed = async (
  bench: Bench,
  story: Story,
  name: StoryName,
  place: FaultPlace,
  mishap: Mishap,
): Promise<StoryEnd | null> => {
  if (mishap === 'kill-before' || mishap === 'kill-after') {
    if (!bench.kill) return null;
    await bench.kill(name, place, mishap === 'kill-before' ? 'before' : 'after');
    return { kind: 'dead' };
  }
  return bench.arm(place, mishap) ? story.tell(bench.process()) : null;
};

const verdictOf = ({ kind }: StoryEnd, { held }: Left): FaultVerdict => {
  if (held.length > 0) return 'held';
  return kind === 'dead' ? 'next' : kind === 'error' ? 'said' : 'once';
};

/** What is not as it is after the same story without a fault. */
const faultsOf = (is: Left, was: Left, isChanged: boolean): string[] => {
  const found: string[] = [];
  const twice = is.delivered.filter((line, i) => line === is.delivered[i - 1]);
  if (twice.length > 0) found.push(`delivered twice: ${twice.join(', ')}`);
  const missing = was.delivered.filter((line) => !is.delivered.includes(line) && !is.held.includes(line));
  if (missing.length > 0) found.push(`never delivered: ${missing.join(', ')}`);
  const more = is.delivered.filter((line) => !was.delivered.includes(line));
  if (more.length > 0) found.push(`delivered besides: ${more.join(', ')}`);
  if (!is.chain) found.push('the ledger’s chain is broken');
  if (is.open > 0) found.push(`${is.open} mails are still open`);
  if (is.claims > 0) found.push(`${is.claims} claims are left`);
  if (is.answered !== was.answered) found.push(`answered ${is.answered} times`);
  let notes = 0;
  for (const title of new Set([...Object.keys(is.cells), ...Object.keys(was.cells)])) {
    const rows = (is.cells[title] ?? []).map((row) => {
      if (!isChanged || !row.includes(NOTE)) return row;
      notes++;
      return row.replace(NOTE, 'It is signed');
    });
    const [a, b] = [[...rows].sort(), was.cells[title] ?? []];
    if (JSON.stringify(a) !== JSON.stringify(b)) found.push(`${title} is not as it should be: ${difference(a, b)}`);
  }
  if (isChanged && notes !== 1) found.push('what somebody wrote meanwhile is lost');
  return found;
};

const difference = (is: readonly string[], was: readonly string[]): string =>
  [
    ...is.filter((row) => !was.includes(row)).map((row) => `+${row}`),
    ...was.filter((row) => !is.includes(row)).map((row) => `-${row}`),
  ]
    .slice(0, 4)
    .join(' ');
