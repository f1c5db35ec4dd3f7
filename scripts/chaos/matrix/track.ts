/** Something that an adapter takes part in, step by step. */
import type { FaultPlace } from './bench.ts';
import type { Mishap } from './kinds.ts';
import { type Course, courseOf, type OpenBench, type Tried, tryOne } from './run.ts';
import type { StoryName } from './stories.ts';

export interface Track {
  /** Without a fault: as which step each place counts. */
  readonly course: () => Promise<{ readonly steps: readonly string[]; readonly places: readonly FaultPlace[] }>;
  /** Null where nothing can go wrong there in this way. */
  readonly try: (place: FaultPlace, mishap: Mishap) => Promise<Tried | null>;
}

/** A sweep, or an answer, at a bench. */
export const storyTrack = (open: OpenBench, story: StoryName): Track => {
  let course: Promise<Course> | undefined;
  const known = () => {
    course ??= courseOf(open, story);
    return course;
  };
  return { course: known, try: async (place, mishap) => tryOne(open, story, await known(), place, mishap) };
};
