/** Mail into a folder: .eml files, and the page that shows them. */
import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { SendMailOptions } from 'nodemailer';
import { inAll } from '../../../core/messages/in-all.ts';
import type { Locale } from '../../../sheet-templates/index.ts';
import { messageIdOf, messageOf } from '../../base/mail-message.ts';
import { isBeside, writeWhole } from '../../base/whole-file.ts';
import { BatonError } from '../../errors.ts';
import type { Address, Mailer, OutgoingMail } from '../../ports.ts';
import { letterWritten, readLetter, type StoredLetter } from './eml.ts';
import { indexPage, madeOf } from './page.ts';

const say = inAll('mailing');

export interface OutboxOptions {
  /** Made when it is not there. */
  readonly folder: string;
  readonly from: Address;
  /** The language of index.html itself; each mail keeps its own. */
  readonly locale: Locale;
}

/** How many mails index.html holds, newest first; older ones stay in the folder. */
const SHOWN = 200;

/** `2026-03-06-li.ming@example.com-3fa9c1d2.eml`: day, recipient, and the id's hash by which it is found again. */
const FILE = /^\d{4}-\d{2}-\d{2}-.+-([0-9a-f]{8})\.eml$/;

const hashOf = (id: string): string => createHash('sha256').update(id).digest('hex').slice(0, 8);
const fileOf = ({ id, to, date }: OutgoingMail): string =>
  `${date.slice(0, 10)}-${to.address.replace(/[^A-Za-z0-9.@_+-]/g, '_').slice(0, 80)}-${hashOf(id)}.eml`;

/** nodemailer is loaded with the first mail: most sweeps of a day send none. */
const compose = async (message: SendMailOptions) => (await import('../../base/mail-bytes.ts')).composed(message);

/**
 * Mail into a folder: one .eml each and an index.html to read them. The .eml is the fact, written whole or not at all;
 * index.html is made from the folder's files once for all deliveries that follow one another, and where the folder has changed since it was made.
 */
export const createOutbox = ({ folder, from, locale }: OutboxOptions): Mailer => {
  const index = join(folder, 'index.html');
  /** Files do not change once written, so each is read once; what this process wrote, not at all where the page may hold it. */
  const letters = new Map<string, StoredLetter | null>();

  const letterIn = async (file: string): Promise<StoredLetter | null> => {
    const known = letters.get(file);
    if (known !== undefined) return known;
    const letter = readLetter(await readFile(join(folder, file), 'utf8'));
    letters.set(file, letter);
    return letter;
  };

  const writeIndex = async (): Promise<void> => {
    const files = (await filesIn(folder)).filter((file) => FILE.test(file)).sort();
    const shown: { file: string; letter: StoredLetter }[] = [];
    for (const file of files.toReversed()) {
      const letter = await letterIn(file);
      if (letter && shown.push({ file, letter }) === SHOWN) break;
    }
    // Of a long run only what is shown stays in memory.
    const kept = new Set(shown.map(({ file }) => file));
    for (const file of letters.keys()) if (!kept.has(file)) letters.delete(file);
    shown.sort((a, b) => Date.parse(b.letter.date) - Date.parse(a.letter.date));
    await writeWhole(index, indexPage(shown, locale, hashOf(files.join())), MANY);
  };
  /** By names, not by times: a folder's clock may stand still for some milliseconds. */
  const isStale = async (): Promise<boolean> => {
    const files = (await filesIn(folder).catch(() => [] as string[])).filter((file) => FILE.test(file)).sort();
    if (files.length === 0) return false;
    const page = await beginningOf(index).catch(() => '');
    return madeOf(page) !== hashOf(files.join());
  };
  let hasSent = false;
  const refreshIndex = oneAtATime(async () => {
    if (!hasSent && !(await isStale())) return;
    hasSent = false;
    await writeIndex().catch((error: unknown) => {
      hasSent = true;
      throw error;
    });
  });

  return {
    batch: Number.POSITIVE_INFINITY,
    send: async (mail) => {
      const { bytes, messageId } = await compose(messageOf(mail, from));
      const file = fileOf(mail);
      await using(folder, () => written(join(folder, file), bytes));
      if (letters.size < SHOWN) letters.set(file, letterWritten(bytes, mail));
      hasSent = true;
      return { receipt: messageId };
    },
    find: (id) =>
      using(folder, async () => {
        const hash = hashOf(id);
        const files = await filesIn(folder).catch(() => [] as string[]);
        for (const file of files) {
          const isIt = FILE.exec(file)?.[1] === hash;
          if (isIt && (await letterIn(file))?.messageId === messageIdOf(id, from)) return 'sent';
        }
        return 'unsent';
      }),
    // Of a thousand workbooks each page would be made again for the next one.
    flush: async (isMore = false) => {
      if (!isMore) await refreshIndex().catch(() => {});
    },
  };
};

/** Where the page says what it was made of; the mails that it shows may be some megabytes. */
const beginningOf = async (path: string): Promise<string> => {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(BEGINNING) });
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
  }
};
const BEGINNING = 1024;

/** Nobody takes as long to write a file: whoever began this one died. */
const LEFT_MS = 10 * 60_000;

/** For their owner alone, since links in mails are keys. On the disk before they have their names: the ledger, which says that they were sent, is. */
const MANY = { nameMayBeLost: true } as const;

/** Its folder is made where it is not there. */
const written = async (path: string, bytes: Uint8Array): Promise<void> => {
  try {
    await writeWhole(path, bytes, MANY);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await writeWhole(path, bytes, MANY);
  }
};

/** What is in the folder, without what processes that died left half written: that goes. */
const filesIn = async (folder: string): Promise<string[]> => {
  const files = await readdir(folder);
  for (const file of files.filter(isBeside)) {
    const path = join(folder, file);
    const age = Date.now() - ((await stat(path).catch(() => null))?.mtimeMs ?? Date.now());
    if (age > LEFT_MS) await rm(path, { force: true });
  }
  return files;
};

const using = async <T>(folder: string, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (cause) {
    throw new BatonError('backend', 'outbox-unwritable', say.outboxUnwritable({ folder }), cause);
  }
};

/** Callers during a run share the next one, which begins after it and so sees what they did. */
const oneAtATime = (work: () => Promise<void>): (() => Promise<void>) => {
  let running: Promise<void> = Promise.resolve();
  let next: Promise<void> | null = null;
  return () => {
    next ??= running
      .catch(() => {})
      .then(() => {
        next = null;
        running = work();
        return running;
      });
    return next;
  };
};
