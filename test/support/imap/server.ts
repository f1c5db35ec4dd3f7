/** A strict IMAP server on this machine, written from RFC 3501, with the ways of some that people have: each rule with its address. */
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { type ImapFault, PAGE, refusalOf } from './faults.ts';
import { dateTimeOf, headerFields, ImapMailbox, type Kept } from './mailbox.ts';
import { isList, literalAt, textIn, type Word, wordsOf } from './words.ts';

export interface ImapServerOptions {
  readonly user?: string;
  readonly pass?: string;
  /** A token that it takes by XOAUTH2. */
  readonly token?: string;
  readonly capabilities?: readonly string[];
  /** Flags that stay; `\*` where new keywords may be made (RFC 3501, 7.1); null: it does not say. */
  readonly permanentFlags?: readonly string[] | null;
  /** What it says is kept and is not: it may as well "store the state change for the remainder of the current session only" (RFC 3501, 7.1). */
  readonly keepsNoFlags?: boolean;
  /** Selecting is refused until ID was sent: https://github.com/mjs/imapclient/issues/544 */
  readonly wantsId?: boolean;
  readonly isReadOnly?: boolean;
  readonly folders?: readonly string[];
  /** Minutes east of Greenwich of the zone in which it writes arrivals. */
  readonly zone?: number;
  readonly now?: () => number;
  /** Asked at each command, and as `connect` at each connection, before anything comes of it. */
  readonly disturb?: (name: string, line: string, connection: Socket) => ImapFault | undefined;
}

/** A command that came. */
export interface Asked {
  readonly name: string;
  readonly line: string;
}

const SYSTEM_FLAGS = ['\\Answered', '\\Flagged', '\\Deleted', '\\Seen', '\\Draft'];

/** Dovecot's way: new keywords may be made. */
export const ANY: ImapServerOptions = {
  capabilities: ['IMAP4rev1', 'ID', 'NAMESPACE', 'UIDPLUS', 'AUTH=PLAIN', 'LITERAL+'],
  permanentFlags: [...SYSTEM_FLAGS, '\\*'],
};
/** 163 and 126: no folder is opened for who does not say who they are; the server's words are theirs. */
export const LIKE_163: ImapServerOptions = {
  capabilities: ['IMAP4rev1', 'ID', 'UIDPLUS'],
  permanentFlags: [...SYSTEM_FLAGS, '\\*'],
  wantsId: true,
};
/** QQ: no keywords of one's own, in Chinese time. */
export const LIKE_QQ: ImapServerOptions = {
  capabilities: ['IMAP4', 'IMAP4rev1', 'ID', 'NAMESPACE'],
  permanentFlags: SYSTEM_FLAGS,
  zone: 480,
};
/** Exchange: https://github.com/jstedfast/MailKit/issues/1449 shows what it says when a folder is selected. */
export const LIKE_EXCHANGE: ImapServerOptions = {
  capabilities: [
    'IMAP4',
    'IMAP4rev1',
    'AUTH=PLAIN',
    'AUTH=XOAUTH2',
    'SASL-IR',
    'UIDPLUS',
    'ID',
    'NAMESPACE',
    'LITERAL+',
  ],
  permanentFlags: [...SYSTEM_FLAGS, '$MDNSent'],
  zone: -300,
};

export type ImapServer = Awaited<ReturnType<typeof openImapServer>>;

export const openImapServer = async (options: ImapServerOptions = {}) => {
  const { folders = ['INBOX'], now = Date.now } = options;
  const mailbox = new ImapMailbox(now);
  const asked: Asked[] = [];
  const faults: { readonly nth: number; readonly name: string | null; readonly how: ImapFault }[] = [];
  const sockets = new Set<Socket>();
  let sign = 0;
  const faultAt = (name: string, seen: number): ImapFault | undefined => {
    const at = faults.findIndex(
      (one) =>
        (one.name === null && one.nth === seen) ||
        (one.name === name && one.nth === asked.filter((command) => command.name === name).length),
    );
    return at < 0 ? undefined : faults.splice(at, 1)[0]!.how;
  };
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    const { disturb = () => undefined } = options;
    const atOnce = disturb('connect', '', socket);
    if (atOnce === 'silent') return;
    if (atOnce === 'page') socket.end(PAGE);
    if (atOnce !== undefined) return void (socket.writableEnded || socket.destroy());
    serve(socket, { ...options, folders }, mailbox, {
      met: (name, line) => {
        asked.push({ name, line });
        return disturb(name, line, socket) ?? faultAt(name, asked.length);
      },
      signedIn: () => void sign++,
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    mailbox,
    port,
    /** What was asked, over all connections, in its order. */
    asked,
    connections: () => sockets.size,
    signIns: () => sign,
    /** The nth command from now on, or of that name. */
    fail: (how: ImapFault, nth: number, name: string | null = null) => {
      const before = name === null ? asked.length : asked.filter((command) => command.name === name).length;
      faults.push({ nth: before + nth, name, how });
    },
    calm: () => void faults.splice(0),
    cut: () => sockets.forEach((socket) => void socket.destroy()),
    close: () =>
      new Promise<void>((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
};

interface Watch {
  readonly met: (name: string, line: string) => ImapFault | undefined;
  readonly signedIn: () => void;
}

type Served = ImapServerOptions & { readonly folders: readonly string[] };

/** What a command does; a text is the tagged answer. Throws for what is no such command: BAD. */
type Answered = string | Promise<string>;

const serve = (socket: Socket, options: Served, mailbox: ImapMailbox, watch: Watch): void => {
  const { user = 'baton@example.com', pass = 'secret', token, capabilities = ANY.capabilities!, zone = 0 } = options;
  const { permanentFlags = ANY.permanentFlags!, wantsId = false, isReadOnly = false, folders } = options;
  let state: 'new' | 'in' | 'selected' | 'out' = 'new';
  let hasId = false;
  /** As this session has numbered them: nothing is renumbered in the middle of a command (RFC 3501, 7.4.1). */
  let seen: Kept[] = [];
  /** What is said of a command whose answer will end in the middle. */
  let kept: Buffer[] | null = null;
  const write = (line: string | Buffer) => {
    const bytes = typeof line === 'string' ? Buffer.from(`${line}\r\n`) : line;
    if (kept) kept.push(bytes);
    else if (!socket.destroyed) socket.write(bytes);
  };
  const capability = () => `* CAPABILITY ${capabilities.join(' ')}`;

  const login = (name: string, secret: string): string => {
    if (name !== user || secret !== pass) return 'NO [AUTHENTICATIONFAILED] LOGIN Login error or password error';
    state = 'in';
    watch.signedIn();
    return 'OK LOGIN completed';
  };
  const commands: Readonly<Record<string, (words: readonly Word[]) => Answered>> = {
    CAPABILITY: () => {
      write(capability());
      return 'OK CAPABILITY completed';
    },
    NOOP: () => {
      tell();
      return 'OK NOOP completed';
    },
    // RFC 2971
    ID: ([given]) => {
      if (!isList(given) && textIn(given) !== 'NIL') throw new Error('ID takes a list');
      hasId = isList(given) && given.length >= 2;
      write('* ID ("name" "strict")');
      return 'OK ID completed';
    },
    LOGOUT: () => {
      write('* BYE logging out');
      state = 'out';
      return 'OK LOGOUT completed';
    },
    LOGIN: ([name, secret]) => {
      needs('new');
      return login(textIn(name), textIn(secret));
    },
    // RFC 3501, 6.2.2; the response at once, where SASL-IR says so (RFC 4959).
    AUTHENTICATE: async ([mechanism, first]) => {
      needs('new');
      const how = textIn(mechanism).toUpperCase();
      if (!capabilities.includes(`AUTH=${how}`)) return 'NO unknown mechanism';
      if (first !== undefined && !capabilities.includes('SASL-IR')) throw new Error('no initial response here');
      const said = first === undefined ? await continued('') : textIn(first);
      const text = Buffer.from(said, 'base64').toString('utf8');
      if (how === 'PLAIN') {
        const [, name = '', secret = ''] = text.split('\0');
        return login(name, secret);
      }
      // https://developers.google.com/gmail/imap/xoauth2-protocol
      if (how !== 'XOAUTH2') return 'NO unknown mechanism';
      if (token !== undefined && text === `user=${user}\x01auth=Bearer ${token}\x01\x01`) return login(user, pass);
      await continued(Buffer.from('{"status":"401"}').toString('base64'));
      return 'NO AUTHENTICATE failed.';
    },
    NAMESPACE: () => {
      needs('in', 'selected');
      write('* NAMESPACE (("" "/")) NIL NIL');
      return 'OK NAMESPACE completed';
    },
    LIST: ([, pattern]) => {
      needs('in', 'selected');
      for (const folder of folders) {
        if (folder.toLowerCase() === textIn(pattern).toLowerCase()) write(`* LIST (\\HasNoChildren) "/" "${folder}"`);
      }
      return 'OK LIST completed';
    },
    LSUB: () => 'OK LSUB completed',
    SELECT: ([name]) => {
      needs('in', 'selected');
      // https://help.mail.163.com/faqDetail.do?code=d7a5dc8471cd0c0e8b4b8f4f8e49998b374173cfe9171305fa1ce630d7f67ac2eda07326646e6eb0
      if (wantsId && !hasId) return 'NO SELECT Unsafe Login. Please contact kefu@188.com for help';
      if (!folders.some((folder) => folder.toLowerCase() === textIn(name).toLowerCase())) {
        state = 'in';
        return 'NO [NONEXISTENT] no such folder';
      }
      state = 'selected';
      seen = [...mailbox.messages];
      const kept = [...new Set(mailbox.messages.flatMap(({ flags }) => [...flags]))];
      write(`* FLAGS (${[...new Set([...SYSTEM_FLAGS, ...kept])].join(' ')})`);
      write(`* ${seen.length} EXISTS`);
      write('* 0 RECENT');
      if (permanentFlags) write(`* OK [PERMANENTFLAGS (${isReadOnly ? '' : permanentFlags.join(' ')})] Limited`);
      write(`* OK [UIDVALIDITY ${mailbox.validity}] UIDs valid`);
      write(`* OK [UIDNEXT ${mailbox.next}] Predicted next UID`);
      return `OK [READ-${isReadOnly ? 'ONLY' : 'WRITE'}] SELECT completed`;
    },
    FETCH: (words) => fetch(words, false),
    UID: ([name, ...words]) => {
      const which = textIn(name).toUpperCase();
      if (which === 'FETCH') return fetch(words, true);
      if (which === 'STORE') return store(words);
      throw new Error(`UID ${which} is not known here`);
    },
  };

  const needs = (...states: readonly (typeof state)[]) => {
    if (!states.includes(state)) throw new Error(`not now (RFC 3501, 3): ${state}`);
  };
  /** New messages are told of with any command (RFC 3501, 7.3.1). */
  const tell = () => {
    if (state !== 'selected') return;
    const fresh = mailbox.messages.filter((message) => !seen.includes(message));
    if (fresh.length === 0) return;
    seen = [...seen, ...fresh];
    write(`* ${seen.length} EXISTS`);
  };

  /** Messages of a sequence set (RFC 3501, 9): by UID whatever is not there is left out, by number it is BAD. */
  const chosen = (set: string, byUid: boolean): readonly (readonly [number, Kept])[] => {
    if (!/^(?:\d+|\*)(?::(?:\d+|\*))?(?:,(?:\d+|\*)(?::(?:\d+|\*))?)*$/.test(set))
      throw new Error(`no sequence set: ${set}`);
    const last = byUid ? Math.max(0, ...seen.map(({ uid }) => uid)) : seen.length;
    const ranges = set.split(',').map((range) => {
      const [a = 0, b = a] = range.split(':').map((end) => (end === '*' ? last : Number(end)));
      return [Math.min(a, b), Math.max(a, b)] as const;
    });
    if (!byUid && ranges.some(([a, b]) => a < 1 || b > seen.length)) throw new Error('no such message number');
    return seen.flatMap((message, i) => {
      const number = byUid ? message.uid : i + 1;
      const isThere = mailbox.messages.includes(message);
      return isThere && ranges.some(([a, b]) => number >= a && number <= b) ? [[i + 1, message] as const] : [];
    });
  };

  const fetch = ([set, items]: readonly Word[], byUid: boolean): string => {
    needs('selected');
    const wanted = (isList(items) ? items : [items]).map((item) => textIn(item));
    for (const [number, message] of chosen(textIn(set), byUid)) {
      const parts: Buffer[] = [];
      const add = (text: string, bytes?: Buffer) => {
        if (parts.length > 0) parts.push(Buffer.from(' '));
        parts.push(Buffer.from(bytes ? `${text} {${bytes.length}}\r\n` : text), bytes ?? Buffer.alloc(0));
      };
      for (const item of new Set([...(byUid ? ['UID'] : []), ...wanted])) {
        if (item === 'UID') add(`UID ${message.uid}`);
        else if (item === 'FLAGS') add(`FLAGS (${[...message.flags].join(' ')})`);
        else if (item === 'INTERNALDATE') add(`INTERNALDATE ${dateTimeOf(message.at, zone)}`);
        else {
          const [, peek, section = '', first, most] =
            /^BODY(\.PEEK)?\[([^\]]*)\](?:<(\d+)\.(\d+)>)?$/i.exec(item) ?? [];
          if (section === undefined || !/^BODY/i.test(item)) throw new Error(`${item} is not known here`);
          const names = /^HEADER\.FIELDS \((.*)\)$/i.exec(section)?.[1];
          if (names === undefined && section !== '') throw new Error(`BODY[${section}] is not known here`);
          const bytes =
            names === undefined
              ? message.raw
              : headerFields(
                  message.raw,
                  names.split(' ').map((one) => one.replace(/"/g, '')),
                );
          const from = first === undefined ? 0 : Number(first);
          const cut = most === undefined ? bytes : bytes.subarray(from, from + Number(most));
          // Whoever does not peek has read it (RFC 3501, 6.4.5).
          if (!peek) message.flags.add('\\Seen');
          add(`BODY[${section}]${first === undefined ? '' : `<${from}>`}`, cut);
        }
      }
      write(Buffer.concat([Buffer.from(`* ${number} FETCH (`), ...parts, Buffer.from(')\r\n')]));
    }
    return 'OK FETCH completed';
  };

  const store = ([set, how, list]: readonly Word[]): string => {
    needs('selected');
    const [, sign, silent] = /^([+-])?FLAGS(\.SILENT)?$/i.exec(textIn(how)) ?? [];
    if (!isList(list)) throw new Error('STORE takes a list of flags');
    if (isReadOnly) return 'NO [READ-ONLY] the folder is read only';
    const flags = list.map((flag) => textIn(flag));
    for (const flag of flags) {
      if (flag.startsWith('\\') ? !SYSTEM_FLAGS.includes(flag) : !/^[^\s(){%*"\\\]]+$/.test(flag))
        throw new Error(`no flag: ${flag}`);
    }
    const stays = (flag: string) => {
      if (options.keepsNoFlags) return false;
      const known = permanentFlags ?? SYSTEM_FLAGS;
      return known.includes(flag) || (!flag.startsWith('\\') && known.includes('\\*'));
    };
    for (const [number, message] of chosen(textIn(set), true)) {
      if (sign === undefined) message.flags.clear();
      // What is not in PERMANENTFLAGS is ignored (RFC 3501, 7.1).
      for (const flag of flags)
        if (sign === '-') message.flags.delete(flag);
        else if (stays(flag)) message.flags.add(flag);
      if (!silent) write(`* ${number} FETCH (UID ${message.uid} FLAGS (${[...message.flags].join(' ')}))`);
    }
    return 'OK STORE completed';
  };

  let buffered = Buffer.alloc(0);
  let pieces: string[] = [];
  let onLine: ((line: string) => void) | null = null;
  let isBusy = false;
  /** A line that the client sends within a command (RFC 3501, 7.5). */
  const continued = (words: string): Promise<string> =>
    new Promise((resolve) => {
      onLine = resolve;
      write(`+ ${words}`);
      void take();
    });

  const take = async (): Promise<void> => {
    for (;;) {
      if (onLine === null && isBusy) return;
      const last = pieces.at(-1);
      const size = onLine === null && pieces.length % 2 === 1 ? literalAt(last!) : null;
      if (size !== null) {
        if (buffered.length < size) return;
        pieces = [
          ...pieces.slice(0, -1),
          last!.replace(/ ?\{\d+\+?\}$/, ''),
          buffered.subarray(0, size).toString('utf8'),
        ];
        buffered = buffered.subarray(size);
        continue;
      }
      const end = buffered.indexOf('\r\n');
      if (end < 0) return;
      const line = buffered.subarray(0, end).toString('utf8');
      buffered = buffered.subarray(end + 2);
      if (onLine !== null) {
        const heard = onLine;
        onLine = null;
        heard(line);
        continue;
      }
      pieces = [...pieces, line];
      const announced = literalAt(line);
      if (announced !== null) {
        if (/\+\}$/.test(line) && !capabilities.includes('LITERAL+')) return void socket.destroy();
        if (!/\+\}$/.test(line)) write('+ go on');
        continue;
      }
      const command = pieces;
      pieces = [];
      isBusy = true;
      await obey(command);
      isBusy = false;
    }
  };

  const obey = async (command: readonly string[]): Promise<void> => {
    const [first = ''] = command;
    const [, tag = '*', name = '', rest = ''] = /^([^\s+()"{]+) ([A-Za-z]+)(?: (.*))?$/s.exec(first) ?? [];
    const kind = name.toUpperCase() === 'UID' ? `UID ${rest.split(' ')[0]!.toUpperCase()}` : name.toUpperCase();
    const fault = watch.met(kind, command.join(' '));
    if (fault === 'drop-before') return void socket.destroy();
    if (fault === 'silent') return;
    if (fault === 'page') return void socket.end(PAGE);
    const refused = refusalOf(fault);
    if (typeof fault === 'object' && 'bye' in fault) {
      write(`* BYE ${fault.bye}`);
      return void socket.end();
    }
    if (refused && !refused.isDone) return write(`${tag} ${refused.said}`);
    if (fault === 'cut-off') kept = [];
    let said: string;
    try {
      const work = commands[name.toUpperCase()];
      if (!work) throw new Error('no such command');
      said = await work(wordsOf([rest, ...command.slice(1)]));
    } catch (error) {
      said = `BAD ${(error as Error).message}`;
    }
    if (fault === 'drop-after') return void socket.destroy();
    if (fault === 'silent-after') return;
    write(`${tag} ${refused?.said ?? said}`);
    if (kept) {
      const all = Buffer.concat(kept);
      kept = null;
      return void socket.end(all.subarray(0, all.length >> 1));
    }
    if (state === 'out') socket.end();
  };

  socket.on('data', (bytes) => {
    buffered = Buffer.concat([buffered, bytes]);
    void take();
  });
  write('* OK strict IMAP4rev1 at your service');
};
