/** A daily run that nobody watches: it is logged, how it ended is kept, and somebody hears once a day of each cause that stopped it. */
import { appendFile, mkdir, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { inAll } from '../../core/messages/in-all.ts';
import { inEach, type Words } from '../../sheet-templates/index.ts';
import { writeWhole } from '../base/whole-file.ts';
import { BatonError } from '../errors.ts';
import type { Mailer } from '../ports.ts';
import { type KeptConfig, ownName, ownStateFolder } from '../setup/own-config.ts';
import { heldWords } from '../sweep/holder.ts';
import type { SweepResult } from '../sweep/sweep.ts';
import { errorOf, type Terminal } from './terminal.ts';

const say = inAll('schedule');
const sweep = inAll('sweep');

/** Whose daily run it is: the place of its config tells them apart. */
type Own = Pick<KeptConfig, 'path'>;

/** Why a workbook was not swept. */
export interface NotSwept {
  readonly workbook: string;
  readonly error: BatonError;
}

/** How the last daily run went. */
export interface LastRun {
  /** ISO 8601. */
  readonly began: string;
  /** Absent while it runs, or where it was cut off. */
  readonly ended?: string;
  readonly exit?: number;
}

/** Where daily runs leave what is known of them. */
export const runPlaces = ({ path }: Own): { readonly log: string; readonly last: string; readonly told: string } => {
  const place = join(ownStateFolder(path), ownName(path));
  return { log: `${place}.log`, last: `${place}.last.json`, told: `${place}.told.json` };
};

/** Null where none has been. */
export const lastRunOf = async (own: Own): Promise<LastRun | null> => {
  const kept = await keptIn<LastRun>(runPlaces(own).last);
  return typeof kept?.began === 'string' ? kept : null;
};

/** What of a sweep nobody is told by its own mails; null where it was done. */
export const notSweptBy = (workbook: string, { outcome, error, because, holder }: SweepResult): NotSwept | null => {
  if (error) return { workbook, error };
  switch (outcome) {
    case 'copy':
      return { workbook, error: new BatonError('data', 'copy', sweep.copy) };
    case 'fuse': {
      const [mails, limit] = [Number(because?.facts.mails), Number(because?.facts.limit)];
      return { workbook, error: new BatonError('data', 'fuse', sweep.fuse({ mails, limit })) };
    }
    case 'left':
      return holder ? { workbook, error: new BatonError('backend', 'left', heldWords(holder)) } : null;
    default:
      return null;
  }
};

/** What was thrown, as somebody is told of it. */
export const asNotSwept = (terminal: Terminal, workbook: string, thrown: unknown): NotSwept =>
  thrown instanceof BatonError ? { workbook, error: thrown } : notSweptFor(workbook, errorOf(terminal, thrown), thrown);

/** A workbook that was not swept, with what was said of it in the terminal's language. */
export const notSweptFor = (
  workbook: string,
  { code, message }: { readonly code: string; readonly message: string },
  cause?: unknown,
): NotSwept => ({
  workbook,
  error: new BatonError(
    'backend',
    code,
    inEach(() => message),
    cause,
  ),
});

/** Minutes between attempts: a file that somebody has open at half past eight is free at ten, and a server that is away comes back. */
const PAUSES = [1, 4, 10, 30, 60];

/**
 * Attempts until all is swept, or nothing would be gained by another: what was swept says nothing new the second time. Answers what was
 * not swept in the end, and ends as the last attempt did.
 */
export const untilSwept = async (
  terminal: Terminal,
  attempt: (terminal: Terminal) => Promise<readonly NotSwept[]>,
  wait: (ms: number) => Promise<unknown> = setTimeout,
): Promise<readonly NotSwept[]> => {
  const pauses = [...PAUSES];
  for (;;) {
    let exit = 0;
    const own: Terminal = {
      ...terminal,
      exit: (code) => {
        exit = Math.max(exit, code);
      },
    };
    const failed = await attempt(own);
    const minutes = failed.some(({ error }) => error.kind === 'backend') ? pauses.shift() : undefined;
    if (minutes === undefined) {
      terminal.exit(exit);
      return failed;
    }
    terminal.note(say.again({ minutes })[terminal.locale]);
    await wait(minutes * 60_000);
  }
};

/** A log that is longer begins anew; the one before is kept beside it. */
const LONGEST = 1_000_000;

/** Runs with what is printed in the log as well, and keeps how it ended. */
export const logged = async (
  terminal: Terminal,
  own: Own,
  now: string,
  run: (terminal: Terminal) => Promise<void>,
): Promise<void> => {
  const { log, last } = runPlaces(own);
  await mkdir(ownStateFolder(own.path), { recursive: true, mode: 0o700 });
  if (((await stat(log).catch(() => null))?.size ?? 0) > LONGEST) await rename(log, `${log}.1`);
  await keep(last, { began: now } satisfies LastRun);
  const lines: string[] = [];
  let exit = 0;
  const watched: Terminal = {
    ...terminal,
    print: (...more) => {
      lines.push(...more);
      terminal.print(...more);
    },
    note: (line) => {
      lines.push(line);
      terminal.note(line);
    },
    exit: (code) => {
      exit = Math.max(exit, code);
      terminal.exit(code);
    },
  };
  try {
    await run(watched);
  } finally {
    await appendFile(log, `${[`== ${now}`, ...lines, `== exit ${exit}`, ''].join('\n')}\n`, { mode: 0o600 });
    await keep(last, { began: now, ended: new Date().toISOString(), exit } satisfies LastRun);
  }
};

/** Who is to hear of it, and how. */
export interface Telling {
  readonly address: string;
  /** The instant that the run was for, ISO 8601; its date is the day on which each cause is told once. */
  readonly now: string;
  readonly mailer: () => Promise<Mailer>;
  /** What holds meanwhile; that of a scheduled run unless it says. */
  readonly until?: Words;
}

/** Tells an address what was not swept: each cause once a day, as far as this machine remembers. */
export const tellOfNotSwept = async (
  terminal: Terminal,
  own: Own,
  { address, now, mailer, until = say.untilThen }: Telling,
  all: readonly NotSwept[],
): Promise<void> => {
  const { told: place } = runPlaces(own);
  const day = now.slice(0, 10);
  const before = (await keptIn<Readonly<Record<string, string>>>(place)) ?? {};
  // What was told on other days is told again.
  const told = Object.fromEntries(Object.entries(before).filter(([, on]) => on === day));
  for (const { workbook, error } of all) {
    const cause = `${error.code} ${workbook} ${address}`;
    if (told[cause] !== undefined) continue;
    const to = { address, locale: terminal.locale, at: now, isFirst: true };
    try {
      // Most runs have nothing of the kind to say, and load no words for it.
      const { tellOfFailureToday } = await import('../week/notify.ts');
      await tellOfFailureToday({ ...to, mailer: await mailer() }, workbook, error.code, error.words, until);
      told[cause] = day;
      terminal.note(say.reported({ address })[terminal.locale]);
    } catch (thrown) {
      terminal.note(say.notReported({ address, why: errorOf(terminal, thrown).message })[terminal.locale]);
    }
  }
  await mkdir(ownStateFolder(own.path), { recursive: true, mode: 0o700 });
  await keep(place, told);
};

const keptIn = async <T>(path: string): Promise<T | null> => {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as T;
  } catch {
    return null;
  }
};

const keep = (path: string, value: object): Promise<void> => writeWhole(path, `${JSON.stringify(value, null, 2)}\n`);
