/** Keeps letters that a chat system would know again by their bytes alone, until it is known what became of them. */
import { createHash, randomInt } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat, unlink } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { here, ownFolder, type Where } from '../base/own-folder.ts';
import { writeWhole } from '../base/whole-file.ts';

/** A request as it leaves, and when it first did (ms since 1970). */
export interface KeptPost {
  readonly at: number;
  readonly body: string;
}

/** What is known of a letter: it surely stayed, it arrived, or these bytes may have left. */
export type KeptOutcome = 'unsent' | 'sent' | KeptPost;

/** By the letter's id. All of it may be lost with the machine: then nobody knows. */
export interface KeptLetters {
  /** A number for this folder and no other, for as long as it is there; null where nothing can be kept. */
  place(): Promise<string | null>;
  /** A letter is about to be made. False where nothing can be kept here. */
  begin(id: string): Promise<boolean>;
  /** On the disk before it leaves. False where somebody has taken it meanwhile: it must not leave then. Throws where the disk does not take it. */
  post(id: string, post: KeptPost): Promise<boolean>;
  end(id: string, outcome: 'sent' | 'unsent'): Promise<void>;
  /** What was only begun is taken away by this, so that it does not leave any more. Null where nothing is kept of it. */
  take(id: string): Promise<KeptOutcome | null>;
  /** Whom the system did not know lately, as `nobodyHas` says it. */
  isNobody(who: string, now: number): Promise<boolean>;
  nobodyHas(who: string, now: number): Promise<void>;
  /** Removes what is too old to be of use. */
  tidy(now: number): Promise<void>;
}

/** Beside a set-up that was named, else where a machine keeps such things. */
export const keptFolder = (where: Where = here()): string => {
  const { BATON_CONFIG: config } = where.env;
  return join(config ? dirname(resolve(config)) : ownFolder('state', where), 'letters');
};

const DAY = 86_400_000;
/** Letters with their words and links; what only says that one was sent or stayed, since a sweep may come after holidays; whom nobody knew. */
const KEPT_FOR = { begun: 14 * DAY, json: DAY, sent: 14 * DAY, unsent: 14 * DAY, nobody: 7 * DAY } as const;
type Ending = keyof typeof KEPT_FOR;

/**
 * In files of this folder, which nobody else may read: `HASH.begun`, which is removed by whoever sends the letter or finds it unsent, whichever is first;
 * `HASH.json` with its bytes; `HASH.sent` or `HASH.unsent`. `account`: letters of another one are not seen.
 */
export const keptLetters = (account: string, folder: string = keptFolder()): KeptLetters => {
  const pathOf = (about: string, ending: Ending) => {
    const hash = createHash('sha256').update(JSON.stringify([account, about]));
    return join(folder, `${hash.digest('hex').slice(0, 32)}.${ending}`);
  };
  const write = async (path: string, content: object) => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeWhole(path, JSON.stringify(content));
  };
  const forget = async (id: string, ...endings: readonly Ending[]) => {
    for (const ending of endings) await rm(pathOf(id, ending), { force: true });
  };

  return {
    place: async () => {
      const path = join(folder, 'place');
      try {
        const known = (await fieldsAt(path))?.place;
        if (typeof known === 'string') return known;
        const place = String(randomInt(1e9, 1e10));
        await write(path, { place });
        return place;
      } catch {
        return null;
      }
    },
    begin: async (id) => {
      try {
        await write(pathOf(id, 'begun'), {});
        await forget(id, 'json', 'sent', 'unsent');
        return true;
      } catch {
        return false;
      }
    },
    post: async (id, post) => {
      await write(pathOf(id, 'json'), post);
      const isOurs = await isRemoved(pathOf(id, 'begun'));
      if (!isOurs) await forget(id, 'json');
      return isOurs;
    },
    end: async (id, outcome) => {
      await write(pathOf(id, outcome), {});
      await forget(id, 'begun', 'json');
    },
    take: async (id) => {
      if (await isRemoved(pathOf(id, 'begun'))) {
        await forget(id, 'json');
        return 'unsent';
      }
      for (const outcome of ['sent', 'unsent'] as const) {
        if ((await fieldsAt(pathOf(id, outcome))) !== null) return outcome;
      }
      const { at, body } = (await fieldsAt(pathOf(id, 'json'))) ?? {};
      return typeof at === 'number' && typeof body === 'string' ? { at, body } : null;
    },
    isNobody: async (who, now) => {
      const { at } = (await fieldsAt(pathOf(who, 'nobody'))) ?? {};
      return typeof at === 'number' && Math.abs(now - at) < KEPT_FOR.nobody;
    },
    nobodyHas: (who, now) => write(pathOf(who, 'nobody'), { at: now }).catch(() => {}),
    tidy: async (now) => {
      for (const name of await readdir(folder).catch(() => [])) {
        const ending = /^[0-9a-f]{32}\.(begun|json|sent|unsent|nobody)$/.exec(name)?.[1] as Ending | undefined;
        const path = join(folder, name);
        const { mtimeMs } = ending ? await stat(path).catch(() => ({ mtimeMs: now })) : { mtimeMs: now };
        if (ending && now - mtimeMs > KEPT_FOR[ending]) await rm(path, { force: true }).catch(() => {});
      }
    },
  };
};

/** False where it was not there. */
const isRemoved = async (path: string): Promise<boolean> => {
  try {
    await unlink(path);
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw cause;
  }
};

/** Null where there is none, or none that is whole. */
const fieldsAt = async (path: string): Promise<Readonly<Record<string, unknown>> | null> => {
  try {
    const read: unknown = JSON.parse(await readFile(path, 'utf8'));
    return typeof read === 'object' && read !== null ? { ...read } : null;
  } catch {
    return null;
  }
};
