import type { FaultKey, Verdict } from './kinds.ts';

/** What comes of a fault; or why there is none to be had. */
export type Expected = Verdict | { readonly none: string };

export interface Declared {
  readonly key: string;
  readonly title: string;
  /** How it is tried, in a sentence or two. */
  readonly how: string;
  /** Rows: by what is done, the steps that are tried in it. */
  readonly rows: Readonly<Record<string, readonly string[]>>;
  readonly faults: Readonly<Record<FaultKey, Expected>>;
  /** Where a step ends otherwise; the first that fits counts. Why: for a note beneath the table. */
  readonly but?: readonly {
    readonly steps: readonly string[];
    readonly faults: readonly FaultKey[];
    readonly expected: Expected;
    readonly why?: string;
  }[];
  /** What may lie about afterwards, and why nobody is harmed. */
  readonly mayLeave?: { readonly what: RegExp; readonly why: string };
  readonly notes?: readonly string[];
}

/** Said in a note of its own. */
export const NOTED = 'Noted beneath the table.';

const none = (why: string): Expected => ({ none: why });

const REMOTE = {
  'dies-before': 'next',
  'dies-after': 'next',
  silent: 'once',
  breaks: 'once',
  'done-refused': 'once',
  'throttled-told': 'once',
  throttled: 'once',
  outage: 'said',
  garbled: 'once',
  token: 'once',
  refused: 'said',
  full: 'said',
  held: 'said',
  changed: 'once',
} satisfies Declared['faults'];

const SWEEP = ['read', 'claim', 'look again', 'begin mails', 'end'];
const ANSWER = ['read', 'look again', 'claim', 'write'];
const STORE = { sweep: SWEEP, settle: ['clear up'], answer: ANSWER };

const NOT_A_FILE = none('The mailbox is no file that others hold or edit.');
const NO_HTTP = none('There is no HTTP here.');

const MEMORY: Declared = {
  key: 'memory',
  title: 'Any workbook and mailbox',
  how: 'Every call of the ports `WorkbookStore` and `Mailer` fails by itself, with workbook and mailbox in memory. What holds here holds for any adapter that keeps to the ports.',
  rows: {
    sweep: ['read', 'claim', 'look again', 'begin mails', 'send', 'end'],
    settle: ['find', 'clear up'],
    answer: ANSWER,
  },
  faults: {
    ...REMOTE,
    silent: none('A call ends; how long it may take is the adapter’s matter.'),
    breaks: 'said',
    'done-refused': none('The same as “breaks”, which is tried before and after the work.'),
    'throttled-told': NO_HTTP,
    throttled: NO_HTTP,
    garbled: NO_HTTP,
    token: NO_HTTP,
    refused: NO_HTTP,
    full: none('Memory has no limit that is tried.'),
    held: none('Nobody else can hold it.'),
  },
};

const XLSX: Declared = {
  key: 'xlsx-file',
  title: 'Workbook file (.xlsx)',
  how: 'A real file in a real folder; each row is a call to the disk, tried in every write of a sweep and of an answer. Some of the deaths are those of a child process that is killed with SIGKILL.',
  rows: {
    disk: [
      'read the workbook',
      'take the lock',
      'ask whether it may be written',
      'make the new file',
      'write it',
      'flush it to the disk',
      'give it the name',
      'flush the folder',
      'release the lock',
    ],
  },
  faults: {
    ...REMOTE,
    silent: none('A disk that does not answer stops every program; there is no time after which a call is given up.'),
    breaks: 'said',
    'done-refused': none('The same as “breaks”, which is tried before and after the work.'),
    'throttled-told': NO_HTTP,
    throttled: NO_HTTP,
    garbled: none('Only what is read can be cut off.'),
    token: none('Nobody signs in.'),
    full: 'said',
  },
  but: [
    { steps: ['read the workbook'], faults: ['garbled'], expected: 'said' },
    {
      steps: ['flush the folder', 'release the lock'],
      faults: ['breaks', 'refused'],
      expected: 'once',
      why: 'The new file has its name by then. A folder that cannot be flushed costs safety at a power cut only; a lock that cannot be taken away is known as this process’s own.',
    },
    { steps: ['flush the folder', 'release the lock'], faults: ['outage'], expected: 'said' },
    {
      steps: ['read the workbook', 'ask whether it may be written', 'release the lock'],
      faults: ['full'],
      expected: none('Nothing is written here.'),
    },
    {
      steps: ['give it the name'],
      faults: ['changed'],
      expected: none(NOTED),
      why: 'Not kept: what somebody saves between the last look and the new name, a moment of about a millisecond, is replaced. No file system compares before it renames. Excel and LibreOffice leave a mark beside a file that they have open, and then nothing is written at all.',
    },
  ],
};

const OUTBOX: Declared = {
  key: 'outbox',
  title: 'Outbox (a folder of .eml files)',
  how: 'A real folder; each row is a call to the disk while mails are written or looked for.',
  rows: {
    disk: [
      'make the folder',
      'write the letter',
      'give it its name',
      'list the letters',
      'read a letter',
      'write the page',
      'give the page its name',
    ],
  },
  faults: {
    ...XLSX.faults,
    held: none('Nobody else holds a letter.'),
    changed: none('A letter does not change.'),
  },
  but: [
    {
      steps: ['make the folder', 'list the letters', 'read a letter'],
      faults: ['full'],
      expected: none('Nothing is written here.'),
    },
  ],
};

const SHEETS: Declared = {
  key: 'google-sheets',
  title: 'Google Sheets',
  how: 'The adapter over HTTP against the wire fake of the Sheets API, which checks every request by Google’s published description. Each request of a step fails in turn.',
  rows: STORE,
  faults: {
    ...REMOTE,
    full: none(
      'A spreadsheet has no disk; at ten million cells `gsheet-full` is said (test/adapters/google-sheets/errors.test.ts).',
    ),
    held: none('Nobody can lock a spreadsheet; a protected range is said as `gsheet-protected` (same tests).'),
  },
};

const GRAPH = {
  how: 'The adapter over HTTP against the wire fake of Microsoft Graph, which checks every request. Each request of a step fails in turn.',
  rows: STORE,
  faults: REMOTE,
};

const GMAIL: Declared = {
  key: 'gmail',
  title: 'Gmail',
  how: 'The adapter over HTTP against the wire fake of the Gmail API. `find` is what the sweep after a dead one asks.',
  rows: {
    'sweep by request': ['users.settings.sendAs.list', 'users.drafts.create', 'users.drafts.send'],
    'settle by request': ['users.drafts.list', 'users.messages.list', 'users.messages.get'],
  },
  faults: {
    ...REMOTE,
    token: 'said',
    full: none('Gmail says nothing of it before a mail is sent; a day’s limit is throttling.'),
    held: NOT_A_FILE,
    changed: NOT_A_FILE,
  },
  notes: [
    'The sign-in that ends is a fixed token (`BATON_GMAIL_TOKEN`), which nobody can renew; a service account’s is renewed (test/adapters/gmail/gmail.test.ts).',
  ],
  mayLeave: {
    what: /^draft /,
    why: 'Where the mailbox also refuses to have the draft deleted, it stays among the drafts. Baton never sends it; a person could.',
  },
};

const GRAPH_MAIL: Declared = {
  ...GMAIL,
  key: 'graph-mail',
  title: 'Exchange through Microsoft Graph',
  how: 'The adapter over HTTP against the wire fake of Graph’s mail, in a mailbox that keeps our Message-IDs.',
  rows: {
    'sweep by request': ['user-post-messages', 'message-send'],
    'settle by request': ['user-list-messages'],
  },
  faults: { ...REMOTE, held: NOT_A_FILE, changed: NOT_A_FILE },
  notes: [],
};

const GRAPH_MAIL_OWN: Declared = {
  ...GRAPH_MAIL,
  key: 'graph-mail-own-ids',
  title: 'Exchange, in a mailbox that gives Message-IDs of its own',
  how: 'The same, where our id has to be written beside the draft in a request of its own.',
  rows: { 'sweep by request': ['user-post-messages', 'message-update', 'message-send'] },
};

const SMTP: Declared = {
  key: 'smtp',
  title: 'SMTP',
  how: 'A real SMTP server behind a wire that is cut, silenced and garbled at each command. A server is never asked later what it has taken: it cannot say.',
  rows: {
    'sweep by request': [
      'connect',
      'greet',
      'sign in',
      'name the sender',
      'name the reader',
      'ask to begin',
      'hand it over',
    ],
  },
  faults: {
    ...REMOTE,
    'dies-before': 'held',
    'dies-after': 'held',
    silent: 'said',
    breaks: 'said',
    'done-refused': none('By RFC 5321, 4.2.1, an answer of 4xx or 5xx says that the mail was not taken.'),
    'throttled-told': none('SMTP has no Retry-After.'),
    throttled: 'said',
    garbled: 'said',
    token: none('The password is sent with each mail.'),
    full: none('A server that is full answers 452, as when it is busy.'),
    held: NOT_A_FILE,
    changed: NOT_A_FILE,
  },
  but: [
    {
      steps: ['hand it over'],
      faults: ['silent', 'breaks', 'garbled', 'outage'],
      expected: 'held',
      why: 'The server has been given the mail and its answer is missing: nobody can know whether it was taken.',
    },
    {
      steps: ['name the reader', 'ask to begin', 'hand it over'],
      faults: ['throttled'],
      expected: 'once',
      why: 'What a server answers here is about one reader. That letter waits for the next sweep, and others get theirs in this one.',
    },
    {
      steps: ['greet'],
      faults: ['throttled', 'garbled'],
      expected: 'once',
      why: 'The older greeting HELO does as well.',
    },
    { steps: ['connect'], faults: ['refused'], expected: none('A server refuses when it is asked something.') },
    { steps: ['greet'], faults: ['refused'], expected: 'said' },
    {
      steps: ['name the reader', 'ask to begin', 'hand it over'],
      faults: ['refused'],
      expected: none(
        'What a server answers here is about one reader, and a 5xx is for good: that mail is refused, the keeper hears of it, and others get theirs (test/contracts/mailer.ts, test/functions/sweep.test.ts).',
      ),
    },
  ],
  notes: [
    'After a death the next sweep cannot ask: the mail that was begun is held, be it gone or not. It is one mail at most.',
  ],
};

const TASKS: Declared = {
  key: 'cloud-tasks',
  title: 'Cloud Tasks',
  how: 'Dispatch asks for a sweep, against the wire fake of Cloud Tasks. A task has a name, and of one name there is one; where dispatch dies or fails, the scheduler calls it again. What a task that comes twice does is tried in test/functions/cloud-faults.test.ts.',
  rows: { ask: ['ask for a sweep'] },
  faults: {
    ...REMOTE,
    full: none('Nobody fills a queue.'),
    held: none('Nobody can hold a queue.'),
    changed: none('A task does not change.'),
  },
};

const MEMORY_QUEUE: Declared = {
  key: 'queue-memory',
  title: 'Queue in memory',
  how: 'The queue of `baton serve`: the sweep that it delivers fails, or the process dies with all that waits. The next dispatch begins again, and the ledger knows what was sent.',
  rows: { ask: ['do a sweep'] },
  faults: { ...MEMORY.faults, breaks: 'once', changed: none('A task does not change.') },
};

const REPLIES: Declared = {
  key: 'replies',
  title: 'Reading replies (Gmail, with a workbook in Google Sheets)',
  how: 'The endpoint `/replies` over HTTP, in a Google Cloud of wire fakes: a reply came in, is read, answered with a page to confirm, and marked. The workbook is never changed by it.',
  rows: {
    replies: [
      'look for what came in',
      'read the reply',
      'read list and workbook',
      'how many answers today?',
      'was it answered before?',
      'answer it',
      'mark it as answered',
    ],
  },
  faults: {
    ...REMOTE,
    token: none('Tried with the mailer, which signs in the same way.'),
    full: none('As with the mailer.'),
    held: NOT_A_FILE,
    changed: NOT_A_FILE,
  },
};

export const DECLARED: readonly Declared[] = [
  MEMORY,
  XLSX,
  SHEETS,
  { ...GRAPH, key: 'graph-excel-api', title: 'Excel on SharePoint, through Excel’s API' },
  { ...GRAPH, key: 'graph-excel-file', title: 'Excel on SharePoint, as a file' },
  OUTBOX,
  SMTP,
  GMAIL,
  GRAPH_MAIL,
  GRAPH_MAIL_OWN,
  TASKS,
  MEMORY_QUEUE,
  REPLIES,
];

export const expectedAt = ({ faults, but = [] }: Declared, step: string, fault: FaultKey): Expected =>
  but.find((one) => one.steps.includes(step) && one.faults.includes(fault))?.expected ?? faults[fault];
