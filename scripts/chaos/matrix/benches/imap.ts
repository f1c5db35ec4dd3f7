/** Reading a reply by IMAP, answered by SMTP, with something going wrong at each command. */
import type { Socket } from 'node:net';
import { isDeepStrictEqual } from 'node:util';
import { readSnapshot } from '../../../../core/read/index.ts';
import { must } from '../../../../core/text/must.ts';
import { createImapInbox } from '../../../../functions/adapters/imap/inbox.ts';
import { createSmtp } from '../../../../functions/adapters/smtp/smtp.ts';
import { createLinks } from '../../../../functions/answer/links.ts';
import { createLifetime } from '../../../../functions/base/lifetime.ts';
import { BatonError } from '../../../../functions/errors.ts';
import { replies } from '../../../../functions/http/replies.ts';
import type { Inbox, Mailer, WorkbookStore } from '../../../../functions/ports.ts';
import { EMPTY_CALL } from '../../../../test/support/call.ts';
import { replyMail } from '../../../../test/support/eml.ts';
import type { ImapFault } from '../../../../test/support/imap/faults.ts';
import type { Kept } from '../../../../test/support/imap/mailbox.ts';
import { ANY, type ImapServerOptions, openImapServer } from '../../../../test/support/imap/server.ts';
import { openMailServer } from '../../../../test/support/mail-server.ts';
import { addressOf } from '../../../../test/support/office.ts';
import { hurried } from '../../systems/hurried.ts';
import { createLife, type FaultPlace, type Life, never } from '../bench.ts';
import type { Mishap } from '../kinds.ts';
import type { Tried } from '../run.ts';
import { LINK_KEY, officeFor } from '../stories.ts';
import type { Track } from '../track.ts';

const URI = 'memory:office';
const LI = addressOf('Li Na');
const NOW = '2026-03-06T02:00:00.000Z';
const [MINUTE, DAY] = [60_000, 86_400_000];
const PASSWORD = 'a-password-that-nobody-may-see';
const FROM = { name: 'Baton', address: 'baton@example.com' };
/** Where a process that is dead connects to: nobody answers there. */
const NOBODY = 9;
const WORDS = 'delayed to 2026-03-11, waiting for legal';

/** The folder once the fault is over; one process after the other looks into it. */
interface Office {
  readonly store: WorkbookStore;
  readonly link: string;
}

const links = createLinks({ base: 'https://example.com/respond', keys: [LINK_KEY] });

const openOffice = async (): Promise<Office> => {
  const store = await officeFor('answer');
  const snapshot = readSnapshot(await store.read(), { now: NOW });
  const li = must(snapshot.people.get('Li Na'), 'person called Li Na');
  return { store, link: links.linkTo(URI, snapshot)(li, 'T-0001', 'done') };
};

const replyOf = ({ link }: Office, id: string): Buffer =>
  replyMail({
    from: `Li Na <${LI}>`,
    id: `<${id}@mail.example.com>`,
    text: [WORDS, '', 'On Fri, 6 Mar 2026, Baton wrote:', `> T-0001: ${link}`].join('\n'),
  });

/** What a server says and does in each of the ways; null where it cannot go wrong so at this command. */
const faultOf = (mishap: Mishap, name: string): ImapFault | null => {
  if (typeof mishap === 'string') {
    const fault = BY_NAME[mishap] ?? null;
    // A server that is connected to has not been asked for anything.
    return name === 'connect' && (typeof fault === 'object' || /-after$/.test(mishap)) ? null : fault;
  }
  if (name === 'connect' || mishap.retryAfter !== undefined) return null;
  // RFC 5530 has the codes; a server may as well say that a command is bad (RFC 3501, 7.1.3).
  if (mishap.status === 403) return { no: '[NOPERM] Access denied' };
  if (mishap.status === 504) return { bad: 'Internal error', isDone: true };
  return { no: '[UNAVAILABLE] Try again later', ...(mishap.after && { isDone: true }) };
};
const BY_NAME: Partial<Record<string, ImapFault>> = {
  'die-before': 'drop-before',
  'die-after': 'drop-after',
  'drop-before': 'drop-before',
  'drop-after': 'drop-after',
  'silent-before': 'silent',
  'silent-after': 'silent-after',
  'garbled-before': 'page',
  'garbled-after': 'cut-off',
  out: 'drop-before',
  full: { no: '[OVERQUOTA] The mailbox is full' },
  held: { no: '[INUSE] The mailbox is locked' },
  // The server tells everybody who has the folder open to begin again.
  renumbered: { bye: 'The folder was rebuilt' },
};
const lasts = (mishap: Mishap): boolean =>
  typeof mishap === 'object' ? mishap.lasting === true : ['out', 'full', 'held'].includes(mishap);

/** The messages with their flags, the first time, the second and the third. */
const LISTS = ['look for what came in', 'how many answers today?', 'was a copy answered?'];
/** What is asked before a folder is open. */
const SIGNING_IN = ['CAPABILITY', 'ID', 'LOGIN', 'AUTHENTICATE', 'NAMESPACE', 'LIST', 'LSUB'];

/** As which step a command counts, by those before it. */
const stepOf = ({ name, line }: Asked, before: readonly Asked[]): string => {
  if (name === 'connect') return 'connect';
  if (name === 'LOGOUT') return 'leave';
  if (name === 'SELECT') return 'open the folder';
  if (SIGNING_IN.includes(name)) return 'sign in';
  if (line.includes('BODY.PEEK[]')) return 'read the reply';
  if (name === 'FETCH' || line.includes('HEADER.FIELDS')) {
    const lists = [...before, { name, line }].filter((one) => one.name === 'FETCH').length;
    return LISTS[lists - 1] ?? 'another list';
  }
  const isNoted = before.some((one) => one.line.includes('$BatonBegun'));
  const isReadBack = before.at(-1)?.line.includes('$BatonBegun');
  return isNoted && !isReadBack ? 'mark it as answered' : 'note that its answer leaves';
};
interface Asked {
  readonly name: string;
  readonly line: string;
}

/** Two letters that are nobody's reply to Baton; nothing may come of them. */
const BYSTANDERS = ['Minutes of the board', 'Lunch?'];

const openBox = async (office: Office, kind: ImapServerOptions) => {
  const met: Asked[] = [];
  let life = createLife();
  let armed: { readonly nth: number; readonly mishap: Mishap; readonly fault: ImapFault | null } | null = null;
  let hurry: ReturnType<typeof hurried> | null = null;
  const atLeisure = () => {
    hurry?.over();
    hurry = null;
  };
  const disturb = (name: string, line: string, connection: Socket): ImapFault | undefined => {
    met.push({ name, line });
    if (armed === null || !(met.length === armed.nth || (lasts(armed.mishap) && met.length > armed.nth))) return;
    const { mishap, fault } = armed;
    if (mishap === 'die-before' || mishap === 'die-after') life.die();
    if (mishap === 'renumbered') server.mailbox.renumber();
    if (mishap === 'copied') receive(reply.raw);
    hurry?.silent(connection);
    return fault ?? undefined;
  };
  const now = Date.parse(NOW);
  const server = await openImapServer({ ...kind, pass: PASSWORD, now: () => now - 10 * MINUTE, disturb });
  const smtp = await openMailServer();
  const { mailbox } = server;
  const receive = (raw: Buffer) => mailbox.receive(raw);
  const others = BYSTANDERS.map((subject) =>
    receive(replyMail({ from: 'Ben <ben@example.com>', subject, text: subject })),
  );
  const earlier = mailbox.receive(replyOf(office, 'earlier'), ['$BatonBegun', '$BatonAnswered'], now - DAY / 2);
  const reply: Kept = receive(replyOf(office, 'reply'));

  const alive =
    (own: Life) =>
    <A extends readonly unknown[], T>(work: (...args: A) => Promise<T>) =>
    async (...args: A): Promise<T> => {
      try {
        return own.isDead() ? await never<T>() : await work(...args);
      } finally {
        if (own.isDead()) await never();
      }
    };
  const errors: unknown[] = [];
  /** Another process looks into the mailbox. */
  const look = async (): Promise<{ readonly end: 'dead' | 'said' | 'done'; readonly lines: string }> => {
    const own = createLife();
    life = own;
    const target = {
      host: '127.0.0.1',
      get port() {
        return own.isDead() ? NOBODY : server.port;
      },
      secure: false,
      requireTLS: false,
      auth: { user: FROM.address, pass: PASSWORD },
      folder: 'INBOX',
      silence: 10_000,
    };
    const time = { sleep: () => (own.isDead() ? never<void>() : Promise.resolve()) };
    const inbox = heard(createImapInbox({ server: target, time }), alive(own), errors);
    const by = { host: '127.0.0.1', port: smtp.port, secure: false, requireTLS: false, pause: 0 };
    const sender = createSmtp({ server: by, from: FROM, waits: { soon: [], reader: [] } });
    const mailer: Mailer = { ...sender, send: alive(own)(sender.send), find: alive(own)(sender.find) };
    const lines: string[] = [];
    const endpoint = replies({
      inbox: async () => inbox,
      mailer: async () => mailer,
      links,
      registry: async () => ({ workbooks: [{ uri: URI, paused: false }] }),
      open: () => office.store,
      lifetime: createLifetime(),
      clock: () => NOW,
    });
    const told = await own.until(() =>
      endpoint
        .answer(EMPTY_CALL, (...words) => void lines.push(JSON.stringify(words)))
        .catch((error: unknown) => {
          errors.push(error);
          return 'error' as const;
        }),
    );
    if (told === 'dead') return { end: 'dead', lines: lines.join('\n') };
    await inbox.close?.();
    const isDone = told !== 'error' && 'status' in told && told.status === 200;
    return { end: isDone ? 'done' : 'said', lines: lines.join('\n') };
  };
  return {
    look,
    met,
    errors,
    arm: (nth: number, mishap: Mishap, name: string): boolean => {
      const fault = faultOf(mishap, name);
      if (fault === null && !(mishap === 'copied' && name !== 'connect')) return false;
      armed = { nth, mishap, fault };
      if (String(mishap).startsWith('silent-')) hurry = hurried();
      return true;
    },
    calm: () => {
      armed = null;
      atLeisure();
      server.cut();
    },
    /** The replies that are not Ben's, with their flags, and how many answers left. */
    left: () => ({
      letters: smtp.letters.length,
      marks: mailbox.messages.filter((one) => one !== earlier && !others.includes(one)).map(({ flags }) => [...flags]),
      bystanders: others.map(({ flags }) => [...flags]),
      count: mailbox.messages.length,
    }),
    close: async () => {
      atLeisure();
      life.die();
      await server.close();
      await smtp.close();
    },
  };
};

type Wrap = <A extends readonly unknown[], T>(work: (...args: A) => Promise<T>) => (...args: A) => Promise<T>;

/** An inbox of which every call ends with its process, and every error is kept. */
const heard = (inbox: Inbox, alive: Wrap, errors: unknown[]): Inbox => {
  const kept: Wrap = (work) =>
    alive((...args) =>
      work(...args).catch((error: unknown) => {
        errors.push(error);
        throw error;
      }),
    );
  const { begin, takeBack, hold } = must(inbox.beginnings, 'notes in a mailbox');
  return {
    waiting: kept(inbox.waiting),
    read: kept(inbox.read),
    done: kept(inbox.done),
    answered: kept(inbox.answered),
    beginnings: { begin: kept(begin), takeBack: kept(takeBack), hold: kept(hold) },
    ...(inbox.close && { close: alive(inbox.close) }),
  };
};

const bearsAny = (flags: readonly string[], ...marks: readonly string[]) => marks.some((mark) => flags.includes(mark));

/** Somebody replied to a mail; the folder is one in which programs may make keywords. */
export const imapTrack = (): Track => {
  let office: Promise<Office> | undefined;
  const opened = async <T>(work: (box: Awaited<ReturnType<typeof openBox>>, at: Office) => Promise<T>): Promise<T> => {
    office ??= openOffice();
    const at = await office;
    const box = await openBox(at, ANY);
    try {
      return await work(box, at);
    } finally {
      await box.close();
    }
  };
  return {
    course: () =>
      opened(async ({ look, met }) => {
        const { end } = await look();
        if (end !== 'done') throw new Error(`without a fault, a look ends as ${end}`);
        const steps = met.map((one, i) => stepOf(one, met.slice(0, i)));
        return { steps, places: met.map(({ name }, i): FaultPlace => ({ name, api: '', nth: i + 1 })) };
      }),
    try: (place, mishap) =>
      opened(async (box, { store }): Promise<Tried | null> => {
        if (!box.arm(place.nth, mishap, place.name)) return null;
        const before = await store.read();
        const told = await box.look();
        const errors = [...box.errors];
        box.calm();
        const later: string[] = [];
        for (let i = 0; i < 3; i++) later.push((await box.look()).end);
        const { letters, marks, bystanders, count } = box.left();
        const isHeld = marks.some((flags) => flags.includes('$BatonHeld'));
        const codes = errors.map((error) => (error instanceof BatonError ? error.code : `internal: ${String(error)}`));
        const shown = `${told.lines} ${errors.map((error) => `${error instanceof Error ? error.stack : error}`).join(' ')}`;
        const isWorded = (error: unknown) =>
          error instanceof BatonError && error.words.en !== '' && error.words['zh-CN'] !== error.words.en;
        return {
          verdict: isHeld ? 'held' : told.end === 'dead' ? 'next' : told.end === 'done' ? 'once' : 'said',
          code: codes[0] ?? null,
          broken: [
            ...(letters > 1 ? [`answered ${letters} times`] : []),
            ...(letters === 0 && !isHeld ? ['never answered'] : []),
            ...marks
              .filter((flags) => !bearsAny(flags, '$BatonAnswered', '$BatonHeld'))
              .map(() => 'left without a mark'),
            ...(later.every((end) => end === 'done') ? [] : [`afterwards: ${later.join(', ')}`]),
            ...(bystanders.every((flags) => !bearsAny(flags, '\\Seen', '$BatonAnswered', '\\Flagged', '\\Answered'))
              ? []
              : ['somebody else’s letter was touched']),
            ...(count === 4 || (mishap === 'copied' && count === 5) ? [] : [`${count} letters are left`]),
            ...(marks.some((flags) => flags.includes('\\Seen')) ? ['marked as read'] : []),
            ...(isDeepStrictEqual(await store.read(), before) ? [] : ['the workbook was changed']),
            ...([PASSWORD, LINK_KEY].some((secret) => shown.includes(secret)) ? ['shows a secret'] : []),
            ...(told.lines.includes(LI) || told.lines.includes(WORDS) ? ['the log names people'] : []),
            ...(errors.every(isWorded) ? [] : [`said as ${codes.join(', ')}`]),
            ...(told.end === 'said' && errors.length === 0 ? ['nothing is said'] : []),
          ],
        };
      }),
  };
};
