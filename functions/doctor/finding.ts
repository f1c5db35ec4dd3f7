import type { Words } from '../../sheet-templates/index.ts';

/** One thing that was looked at. `fine`: as it should be; `look`: works, but not all of it; `mend`: does not work. */
export interface Finding {
  readonly about: 'read' | 'way' | 'write' | 'marks' | 'mail' | 'changes';
  readonly state: 'fine' | 'look' | 'mend';
  /** What is so, and what to do where it should not be. */
  readonly words: Words;
}
