/** What a finding of `doctor` is, and how one is made. */
import type { Words } from '../../sheet-templates/types.ts';

/** What is looked at, in the order in which it is said. */
export const ABOUT = [
  'environment',
  'registry',
  'read',
  'way',
  'write',
  'copy',
  'template',
  'protection',
  'settings',
  'calendar',
  'directory',
  'sweeps',
  'triggers',
  'ledger',
  'owed',
  'events',
  'marks',
  'clock',
  'changes',
  'links',
  'sender',
  'mail',
  'quota',
] as const;
export type FindingTopic = (typeof ABOUT)[number];

/** One thing that was looked at. `fine`: as it should be; `look`: works, but not all of it; `mend`: does not work. */
export interface Finding {
  /** The same whatever the language and the release. */
  readonly code: string;
  readonly about: FindingTopic;
  readonly state: 'fine' | 'look' | 'mend';
  /** What is so. */
  readonly words: Words;
  /** What to do about it, or what to see to next, and who; absent where nothing is, or where `words` say it. */
  readonly fix?: Words;
  /** Whether `--fix` does it. */
  readonly byFix?: true;
}

export type Found = Omit<Finding, 'about'>;

export const fine = (code: string, words: Words, fix?: Words): Found => ({
  code,
  state: 'fine',
  words,
  ...(fix && { fix }),
});
export const look = (code: string, words: Words, fix?: Words): Found => ({
  code,
  state: 'look',
  words,
  ...(fix && { fix }),
});
export const mend = (code: string, words: Words, fix?: Words): Found => ({
  code,
  state: 'mend',
  words,
  ...(fix && { fix }),
});
