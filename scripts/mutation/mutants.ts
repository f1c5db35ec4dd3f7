import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** One small change of the code, which some test should tell from the code as it is. */
export interface Mutant {
  readonly id: string;
  /** By path from the project's root. */
  readonly fileName: string;
  readonly mutatorName: string;
  readonly replacement: string;
  /** Lines and columns from 0. */
  readonly location: Readonly<Record<'start' | 'end', { readonly line: number; readonly column: number }>>;
}

/** The code with every mutant in it, each behind a switch, by path from the project's root. */
export interface Instrumented {
  readonly files: Readonly<Record<string, string>>;
  readonly mutants: readonly Mutant[];
}

/** Where the tool is installed, and what a run leaves. */
export const FOLDER = fileURLToPath(new URL('../../build/mutation/', import.meta.url));
export const INSTRUMENTED = `${FOLDER}instrumented.json`;
export const JOURNAL = `${FOLDER}journal.txt`;

/**
 * What became of a mutant: `seen`, its code runs in a test; `loads`, its code runs as its file is imported; `tried`, about
 * to be active; the rest is how it ended.
 */
export type Event = 'seen' | 'loads' | 'tried' | 'killed' | 'timeout' | 'survived';

/** Appended at once, so that a process that hangs or dies in a mutant leaves its name. */
export const note = (event: Event, id: string, test = ''): void => appendFileSync(JOURNAL, `${event} ${id} ${test}\n`);

export const readJournal = (): readonly (readonly [event: Event, id: string, test: string])[] =>
  existsSync(JOURNAL)
    ? readFileSync(JOURNAL, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => line.split(' ') as [Event, string, string])
    : [];

export const idsOf = (event: Event): ReadonlySet<string> =>
  new Set(readJournal().flatMap(([each, id]) => (each === event ? [id] : [])));
