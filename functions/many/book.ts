/** Shared address books, each read at most once in a few minutes. */
import { inAll } from '../../core/messages/in-all.ts';
import type { Sharing } from '../../core/read/shared.ts';
import { readShared } from '../../core/share/book.ts';
import { sharing } from '../../core/share/index.ts';
import { BatonError } from '../errors.ts';
import type { WorkbookStore } from '../ports.ts';

const say = inAll('connect');

/** What the workbooks share that name the book of this URI. Throws BatonError `book-unreadable`. */
export type Books = (uri: string) => Promise<Sharing>;

/** Milliseconds for which a book counts as it was read: the sweeps of a morning share one reading. */
const FRESH_FOR = 5 * 60_000;

/** Reads each book at most once in some minutes; one that could not be read is tried again at once. `time`: milliseconds. */
export const createBooks = (
  open: (uri: string) => Pick<WorkbookStore, 'read'>,
  time: () => number = Date.now,
): Books => {
  const kept = new Map<string, { readonly at: number; readonly sharing: Promise<Sharing> }>();
  return (uri) => {
    const known = kept.get(uri);
    if (known && time() - known.at < FRESH_FOR) return known.sharing;
    const read = { at: time(), sharing: readBook(() => open(uri), uri) };
    kept.set(uri, read);
    read.sharing.catch(() => {
      if (kept.get(uri) === read) kept.delete(uri);
    });
    return read.sharing;
  };
};

const readBook = async (open: () => Pick<WorkbookStore, 'read'>, uri: string): Promise<Sharing> => {
  const shared = await Promise.resolve()
    .then(() => open().read())
    .then(readShared)
    .catch((error) => {
      throw unreadable(uri, error);
    });
  if (shared === null) throw empty(uri);
  return sharing(shared);
};

export const BOOK_UNREADABLE = 'book-unreadable';

const unreadable = (uri: string, cause: unknown) => {
  const why = cause instanceof BatonError ? cause.words : say.batonFailed;
  return new BatonError(
    cause instanceof BatonError ? cause.kind : 'backend',
    BOOK_UNREADABLE,
    say.bookUnreadable({ uri, why }),
    cause,
  );
};

const empty = (uri: string) => new BatonError('data', BOOK_UNREADABLE, say.bookEmpty({ uri }));
