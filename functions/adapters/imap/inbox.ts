/** The replies in a mailbox that is read by IMAP: listed, read, and marked where they lie. */
import type { FetchMessageObject } from 'imapflow';
import { BatonError } from '../../errors.ts';
import type { Inbox } from '../../ports.ts';
import { REAL, type Time } from '../../remote/patience.ts';
import { type ImapFailure, imapError, isBroken, mayPassByImap } from './errors.ts';
import { type ImapLine, NotMarked, openImapLine } from './line.ts';
import { bears, isDealtWith, KEYWORDS, type ReplyMark, type ReplyMarks, replyMarksOf } from './marks.ts';
import type { ImapServer } from './servers.ts';

export interface ImapInboxOptions {
  readonly server: ImapServer;
  readonly time?: Pick<Time, 'sleep'>;
  /** Milliseconds before each further attempt. */
  readonly waits?: readonly number[];
}

/** What does not pass by then waits for the next look, some minutes later. */
const WAITS: readonly number[] = [1_000, 5_000];
/** Messages that are listed at once, from the newest back. */
const PAGE = 500;
/** As much of a message as anybody reads (functions/reply/received.ts). */
const LARGEST = 8 * 1024 * 1024;

/** A message in the list. */
interface Listed {
  readonly uid: number;
  readonly flags: ReadonlySet<string>;
  /** When it came in; NaN where the server does not say. */
  readonly at: number;
}

/**
 * A folder of a mailbox. Nothing is searched for: QQ and Alibaba answer every search with anything
 * (https://github.com/mscdex/node-imap/issues/686), and SINCE counts whole days of a zone that nobody names (RFC 3501, 6.4.4). The newest messages are
 * listed with their flags and their arrival instead. Nothing is deleted or moved, and \Seen is never touched. What answers nothing (no In-Reply-To, no
 * References, no `Re:`) is not opened. An id is the folder's UIDVALIDITY and the message's UID: where the first changes, messages have new ids, and
 * the same marks. All but `begin` may be done twice, and is repeated on a new connection where one breaks.
 */
export const createImapInbox = ({ server, time = REAL, waits = WAITS }: ImapInboxOptions): Inbox => {
  let line: ImapLine | null = null;
  /** Not replies, or marked where no flag says so: for as long as this process lives. */
  const passed = new Set<string>();
  /** How far back the last look went. */
  let reach = Number.NaN;

  const opened = async (): Promise<ImapLine> => {
    if (line?.isOpen()) return line;
    line = null;
    line = await openImapLine(server);
    return line;
  };
  const close = async (): Promise<void> => {
    const last = line;
    line = null;
    await last?.close();
  };

  /** Errors are BatonError. */
  const on = async <T>(work: (line: ImapLine, marks: ReplyMarks) => Promise<T>): Promise<T> => {
    for (let attempt = 0; ; attempt++) {
      try {
        const open = await opened();
        const marks = replyMarksOf(open.folder);
        if (marks === null) throw new NotMarked();
        return await work(open, marks);
      } catch (cause) {
        await close();
        if (cause instanceof BatonError) throw cause;
        const failure = cause as ImapFailure;
        const wait = waits[attempt];
        if (wait === undefined || !mayPassByImap(failure)) throw imapError(failure, server);
        if (attempt > 0 || !isBroken(failure)) await time.sleep(wait);
      }
    }
  };

  const idOf = ({ folder }: ImapLine, uid: number) => `${folder.validity}:${uid}`;
  /** Null where the folder counts its messages from the beginning since. */
  const uidIn = ({ folder }: ImapLine, id: string): number | null => {
    const [validity, uid] = id.split(':');
    return validity === folder.validity ? Number(uid) : null;
  };

  const change = (
    id: string,
    marks: (all: ReplyMarks) => { readonly add?: readonly string[]; readonly remove?: readonly string[] },
  ) =>
    on(async (open, all) => {
      const uid = uidIn(open, id);
      const flags = uid === null ? null : await open.flagsOf(uid);
      if (uid === null || flags === null) return;
      const { add = [], remove = [] } = marks(all);
      const lacks = add.filter((flag) => !bears(flags, [flag]));
      if (lacks.length > 0) await open.mark(uid, lacks, 'add');
      const more = remove.filter((flag) => bears(flags, [flag]));
      if (more.length > 0) await open.mark(uid, more, 'remove');
    });

  return {
    waiting: async (since) => {
      // Some tell of what came in only to whoever selects the folder anew.
      await close();
      reach = Date.parse(since);
      return on(async (open, marks) => {
        const listed = await newest(open, reach);
        const unmarked = listed.filter(({ uid, flags }) => !isDealtWith(flags, marks) && !passed.has(idOf(open, uid)));
        const found: Listed[] = [];
        for (const some of pages(unmarked)) {
          const headers = new Map((await open.headersOf(some.map(({ uid }) => uid))).map((one) => [one.uid, one]));
          for (const one of some) {
            const message = headers.get(one.uid);
            if (message && answersSomething(message)) found.push(one);
            else if (message) passed.add(idOf(open, one.uid));
          }
        }
        return found.sort((a, b) => a.at - b.at || a.uid - b.uid).map(({ uid }) => idOf(open, uid));
      });
    },
    read: (id) =>
      on(async (open, marks) => {
        const uid = uidIn(open, id);
        if (uid === null || passed.has(id)) return null;
        const message = await open.message(uid, LARGEST);
        if (!message?.source || isDealtWith(message.flags ?? new Set(), marks)) return null;
        return message.source;
      }),
    done: async (id, how) => {
      await change(id, (marks) => ({ add: marks[how], remove: unneeded(marks, how) }));
      // What has a mark of its own would be left out anyway.
      if (how === 'ignored') passed.add(id);
    },
    answered: (from, since, most) =>
      on(async (open, marks) => {
        const wanted = from.toLowerCase();
        const answered = (await newest(open, Date.parse(since))).filter(({ flags }) => bears(flags, marks.answered));
        let count = 0;
        for (const some of pages(answered)) {
          const messages = await open.headersOf(some.map(({ uid }) => uid));
          count += messages.filter((message) => addressesIn(headerIn(message, 'from')).includes(wanted)).length;
          if (count >= most) break;
        }
        return Math.min(count, most);
      }),
    beginnings: {
      begin: async (id) => {
        // Once this call has asked for the mark, the mark is its own, however often the connection breaks.
        let isOurs = false;
        return on(async (open, marks) => {
          const uid = uidIn(open, id);
          const flags = uid === null ? null : await open.flagsOf(uid);
          if (uid === null || flags === null || isDealtWith(flags, marks)) return 'gone';
          if (bears(flags, marks.begun)) return isOurs ? 'begun' : 'before';
          const twin = isOurs ? null : await twinOf(open, marks, uid, reach);
          if (twin !== null) return bears(twin, marks.answered) ? 'answered' : 'before';
          isOurs = true;
          await open.mark(uid, marks.begun, 'add');
          // A server may say that it has done so and keep nothing (RFC 3501, 7.1): then nothing leaves.
          if (!bears((await open.flagsOf(uid)) ?? new Set(), marks.begun)) throw new NotMarked();
          return 'begun';
        });
      },
      takeBack: (id) => change(id, (marks) => ({ remove: marks.begun })),
      hold: async (id) => {
        await change(id, (marks) => ({ add: marks.held }));
        passed.add(id);
      },
    },
    close,
  };
};

/** The star of what was begun goes when it is answered; a keyword that nobody sees may stay. */
const unneeded = (marks: ReplyMarks, how: ReplyMark): readonly string[] =>
  how === 'answered' && marks !== KEYWORDS ? marks.begun : [];

/** From the newest back, as long as there is one on a page that came in since: ids grow as messages come in (RFC 3501, 2.3.1.1). */
const newest = async (line: ImapLine, since: number): Promise<readonly Listed[]> => {
  const found: Listed[] = [];
  for (let to = line.folder.messages; to > 0; to -= PAGE) {
    const rows = (await line.at(Math.max(1, to - PAGE + 1), to)).map(listedOf);
    const recent = rows.filter(({ at }) => !(at < since));
    found.push(...recent);
    if (recent.length === 0) break;
  }
  return found;
};

/** Flags of a message of which this one is a copy, such as a second delivery, where an answer to that one left or was about to. */
const twinOf = async (
  line: ImapLine,
  marks: ReplyMarks,
  uid: number,
  since: number,
): Promise<ReadonlySet<string> | null> => {
  const begun = (await newest(line, since)).filter(
    (one) => one.uid !== uid && (bears(one.flags, marks.begun) || bears(one.flags, marks.answered)),
  );
  if (begun.length === 0) return null;
  const [own] = await line.headersOf([uid]);
  const id = own ? headerIn(own, 'message-id') : '';
  if (id === '') return null;
  for (const some of pages(begun)) {
    const copy = (await line.headersOf(some.map((one) => one.uid))).find((one) => headerIn(one, 'message-id') === id);
    if (copy) return begun.find((one) => one.uid === copy.uid)?.flags ?? null;
  }
  return null;
};

const listedOf = ({ uid, flags = new Set(), internalDate }: FetchMessageObject): Listed => ({
  uid,
  flags,
  at: internalDate === undefined ? Number.NaN : new Date(internalDate).getTime(),
});

/** The newest first, so many that a command stays short. */
const pages = function* (listed: readonly Listed[]): Generator<readonly Listed[]> {
  for (let to = listed.length; to > 0; to -= 100) yield listed.slice(Math.max(0, to - 100), to);
};

/** One header of those that were asked for, on one line; '' where it is not there. */
const headerIn = ({ headers }: FetchMessageObject, name: string): string => {
  const lines = (headers?.toString('utf8') ?? '').replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  const begins = `${name}:`;
  return (
    lines
      .find((one) => one.toLowerCase().startsWith(begins))
      ?.slice(begins.length)
      .trim() ?? ''
  );
};

const addressesIn = (from: string): readonly string[] =>
  from.toLowerCase().match(/[^\s<>",;:()]{1,64}@[^\s<>",;:()]{1,255}/g) ?? [];

/** How subjects of replies begin, also where one is written in base64 or by its code (RFC 2047). */
const REPLY = /^(?:re|aw|sv|回复|答复|回覆|答覆)\s?[:：]|^=\?/i;

const answersSomething = (message: FetchMessageObject): boolean =>
  headerIn(message, 'in-reply-to') !== '' ||
  headerIn(message, 'references') !== '' ||
  REPLY.test(headerIn(message, 'subject'));

/** Signs in, selects the folder and leaves; reads and marks nothing. Errors are BatonError, as of `waiting`. */
export const lookAtImap = async (
  server: ImapServer,
): Promise<{ readonly host: string; readonly folder: string; readonly byKeywords: boolean }> => {
  try {
    const line = await openImapLine(server);
    const marks = replyMarksOf(line.folder);
    await line.close();
    if (marks === null) throw new NotMarked();
    return { host: server.host, folder: server.folder, byKeywords: marks === KEYWORDS };
  } catch (cause) {
    throw cause instanceof BatonError ? cause : imapError(cause as ImapFailure, server);
  }
};
