/** What an adapter is tried on: processes that can die, and places where something can go wrong. */
import type { RawWorkbook } from '../../../core/workbook.ts';
import type { Mailer, WorkbookStore } from '../../../functions/ports.ts';
import type { Mishap } from './kinds.ts';

/** A process with the workbook and the mailbox in its hands. */
export interface Process {
  readonly store: WorkbookStore;
  readonly mailer: Mailer;
  /** What comes of the work, or `dead` when the process died before. */
  readonly until: <T>(work: () => Promise<T>) => Promise<T | 'dead'>;
}

/** A request to a service or a call to the disk: a place where something can go wrong. */
export interface FaultPlace {
  /** As its service names it. */
  readonly name: string;
  /** To whom; '' for the disk. */
  readonly api: string;
  /** Which of all that go there, from 1 on; `byName`: of all of this name. */
  readonly nth: number;
  readonly byName?: true;
}

/** An adapter with its surroundings, as real as they can be had here, and all that can go wrong between the two. */
export interface Bench {
  /** A process of its own. */
  readonly process: () => Process;
  /** Milliseconds since 1970 in the bench's own time. */
  readonly now: () => number;
  readonly advance: (ms: number) => Promise<void>;
  /** The places that were come by so far. */
  readonly met: () => readonly FaultPlace[];
  /** Lets it go wrong at a place that is still to come. False where it cannot go wrong there in this way. */
  readonly arm: (place: FaultPlace, mishap: Mishap) => boolean;
  /** The same at the disk for a process of its own, which is killed there (SIGKILL) while it tells this story. */
  readonly kill?: (story: 'sweep' | 'settle' | 'answer', place: FaultPlace, when: 'before' | 'after') => Promise<void>;
  /** All is well from now on: what was broken is mended. */
  readonly calm: () => void;
  /** The workbook as it stands, past the adapter. */
  readonly raw: () => Promise<RawWorkbook>;
  /** What reached whom, a line for each time: `key -> address`. */
  readonly delivered: () => Promise<readonly string[]>;
  /** What nobody needs any more and is there all the same: temporary files, locks, drafts. */
  readonly litter: () => Promise<readonly string[]>;
  /** Whatever must not be shown to anybody. */
  readonly secrets: readonly string[];
  readonly close: () => Promise<void>;
}

/** A death that can be waited for. */
export interface Life {
  readonly isDead: () => boolean;
  readonly die: () => void;
  readonly until: Process['until'];
}

/** From its death on a process does nothing any more: whatever it waits for, it waits for ever. */
export const createLife = (): Life => {
  const { promise: death, resolve } = Promise.withResolvers<'dead'>();
  let isDead = false;
  return {
    isDead: () => isDead,
    die: () => {
      isDead = true;
      resolve('dead');
    },
    until: (work) => Promise.race([work(), death]),
  };
};

export const never = <T>(): Promise<T> => new Promise<T>(() => {});

/** Processes one after the other; what goes wrong meets the newest. */
export const createProcesses = (partsOf: (life: Life) => Pick<Process, 'store' | 'mailer'>) => {
  let life = createLife();
  return {
    victim: () => life,
    process: (): Process => {
      const own = createLife();
      life = own;
      return { ...partsOf(own), until: own.until };
    },
  };
};
