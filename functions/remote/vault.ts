/** Keeps what somebody signed in with: in a file of theirs alone, locked by a key in the system's keychain where there is one. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdir, readFile, unlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { inAllWays } from '../../core/messages/in-all-ways.ts';
import { here, ownFolder, type Where } from '../base/own-folder.ts';
import { writeWhole } from '../base/whole-file.ts';
import { BatonError } from '../errors.ts';

const say = inAllWays('login');

/** `keychain`: nobody reads the file without the keychain's key. `file`: whoever may read it can use it. */
export type Keeping = 'keychain' | 'file';

/** A key of 32 bytes, kept by the system for whoever is signed in there. */
export interface Keychain {
  /** Null where none is kept there. Throws where the keychain cannot be reached. */
  readonly read: () => Promise<Buffer | null>;
  readonly make: () => Promise<Buffer>;
}

export interface Vault {
  /** Null where nothing is kept. BatonError 'backend' login-locked, login-unreadable. */
  read(name: string): Promise<string | null>;
  /** Replaces what was kept, all of it or nothing. BatonError 'backend' login-not-kept. */
  write(name: string, secret: string, keeping?: Keeping): Promise<Keeping>;
  /** False where nothing was kept. */
  remove(name: string): Promise<boolean>;
}

/** The folder of logins: BATON_LOGINS, else that of a person's set-up. */
export const loginFolder = (env: Where['env'] = process.env): string =>
  env.BATON_LOGINS || ownFolder('config', here(env));

/** Where logins of earlier versions lie: on a Mac elsewhere than the set-up. They are read, and go with the next that is kept or forgotten. */
const oldLoginFolder = ({ env, platform, home }: Where): string | null =>
  platform === 'darwin' && !env.BATON_LOGINS ? join(home, 'Library', 'Application Support', 'baton') : null;

const SERVICE = 'Baton';
const CIPHER = 'aes-256-gcm';

/**
 * Loaded when it is first asked for: an optional dependency, without a binary for every machine. On Linux only the desktop's own keyring counts:
 * the kernel's forgets with the next start.
 */
const systemKeychain: Keychain = {
  read: async () => {
    const text = await (await entry()).getPassword();
    return text === null ? null : Buffer.from(text, 'base64');
  },
  make: async () => {
    const key = randomBytes(32);
    await (await entry()).setPassword(key.toString('base64'));
    return key;
  },
};

/** By `require`, which no bundler follows: it is a binary for each system, and stays beside what is bundled. */
const entry = async () => {
  const { AsyncEntry }: typeof import('@napi-rs/keyring') = createRequire(import.meta.url)('@napi-rs/keyring');
  return new AsyncEntry(SERVICE, 'logins', { linux: { store: 'secret-service' } });
};

/** As it stands in the file: locked, or plain. */
interface Kept {
  readonly iv?: string;
  readonly tag?: string;
  readonly locked?: string;
  readonly plain?: string;
}

/** A whole login is longer than some keychains take, so that only its key is kept there. */
export const openVault = (
  env: Where['env'] = process.env,
  keychain: Keychain = systemKeychain,
  where: Where = here(env),
): Vault => {
  const folder = env.BATON_LOGINS || ownFolder('config', where);
  const old = oldLoginFolder(where);
  const fileOf = (name: string) => `${name}.login`;
  const pathOf = (name: string) => join(folder, fileOf(name));
  const removeOld = async (name: string): Promise<boolean> => old !== null && isRemoved(join(old, fileOf(name)));

  const kept = async (name: string): Promise<Kept | null> =>
    (await keptAt(pathOf(name))) ?? (old === null ? null : keptAt(join(old, fileOf(name))));

  const keptAt = async (path: string): Promise<Kept | null> => {
    try {
      const read: unknown = JSON.parse(await readFile(path, 'utf8'));
      return typeof read === 'object' ? read : null;
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw new BatonError('backend', 'login-unreadable', say.unreadable({ path }), cause);
    }
  };

  return {
    read: async (name) => {
      const found = await kept(name);
      if (found === null) return null;
      const { iv, tag, locked, plain } = found;
      if (plain !== undefined) return plain;
      const path = pathOf(name);
      if (!iv || !tag || !locked) throw new BatonError('backend', 'login-unreadable', say.unreadable({ path }));
      const key = await keychain.read().catch((cause) => {
        throw new BatonError('backend', 'login-locked', say.locked, cause);
      });
      try {
        if (key === null) throw new Error('the keychain has no key of Baton’s');
        const cipher = createDecipheriv(CIPHER, key, Buffer.from(iv, 'base64'));
        cipher.setAuthTag(Buffer.from(tag, 'base64'));
        return Buffer.concat([cipher.update(Buffer.from(locked, 'base64')), cipher.final()]).toString('utf8');
      } catch (cause) {
        throw new BatonError('backend', 'login-locked', say.locked, cause);
      }
    },
    write: async (name, secret, keeping = 'keychain') => {
      const before = await kept(name).catch(() => null);
      // What was put into a file by its owner's wish stays in one.
      const isPlain = keeping === 'file' || before?.plain !== undefined;
      const key = isPlain
        ? null
        : await keychain
            .read()
            .then((found) => found ?? keychain.make())
            .catch(() => null);
      const path = pathOf(name);
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await writeWhole(path, JSON.stringify(key === null ? { plain: secret } : lock(secret, key)));
        await removeOld(name);
      } catch (cause) {
        throw new BatonError('backend', 'login-not-kept', say.notKept({ path }), cause);
      }
      return key === null ? 'file' : 'keychain';
    },
    remove: async (name) => {
      const [isGone, isOldGone] = [await isRemoved(pathOf(name)), await removeOld(name)];
      return isGone || isOldGone;
    },
  };
};

const isRemoved = (path: string): Promise<boolean> =>
  unlink(path).then(
    () => true,
    () => false,
  );

const lock = (secret: string, key: Buffer): Kept => {
  const iv = randomBytes(12);
  const cipher = createCipheriv(CIPHER, key, iv);
  const locked = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]).toString('base64');
  return { iv: iv.toString('base64'), tag: cipher.getAuthTag().toString('base64'), locked };
};
