/** Reads what people reply to mails, for commands: at each sweep, and every few minutes while serve runs. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Links } from '../answer/links.ts';
import type { Lifetime } from '../base/lifetime.ts';
import { createLog, type Log } from '../base/log.ts';
import { once } from '../base/once.ts';
import { recipientsIn } from '../base/recipients.ts';
import { parseSender } from '../base/sender.ts';
import { inboxOf } from '../connect/connect.ts';
import { BatonError } from '../errors.ts';
import type { Answer, Endpoint } from '../http/call.ts';
import { noReplies, replies } from '../http/replies.ts';
import { keepLooking, LOOK } from '../service/looking.ts';
import { ownConfigPath, ownStateFolder } from '../setup/own-config.ts';
import { asOnlyReader } from './one-reader.ts';
import { openNamed, realNow } from './reading.ts';
import { inboxGiven, mailerFor, sendingBy } from './sweeping.ts';
import { errorOf, type Terminal } from './terminal.ts';

export interface Replying {
  readonly workbooks: readonly string[];
  readonly links: Links;
  /** The way by which answers leave, and the sender of it as --from says it. */
  readonly way: string;
  readonly from?: string | undefined;
  readonly lifetime: Lifetime;
  /** As --replies says it: `true` where it names no mailbox. */
  readonly replies?: string | true | undefined;
}

/** Reads them as the function of that name does; one look at a time on this machine. */
export const repliesHere = (terminal: Terminal, replying: Replying): Endpoint => {
  const { workbooks, links, way, from, lifetime } = replying;
  const given = inboxGiven(terminal, replying);
  const sending = sendingBy(terminal, way, from);
  const open =
    given &&
    inboxOf({
      way,
      from: sending.from ? parseSender(sending.from) : null,
      env: { ...sending.env, BATON_INBOX: given },
      recipients: recipientsIn(process.env.BATON_RECIPIENTS),
      locale: terminal.locale,
    });
  if (!open) return noReplies;
  const reading = replies({
    inbox: once(open),
    mailer: once(() => mailerFor(terminal, way, from)),
    links,
    registry: async () => ({ workbooks: workbooks.map((uri) => ({ uri, paused: false })) }),
    open: openNamed,
    lifetime,
    clock: () => new Date(realNow()).toISOString(),
  });
  const file = lockOf(terminal, `${way} ${given}`);
  return {
    methods: reading.methods,
    answer: async (call, log) => (await asOnlyReader(file, () => reading.answer(call, log))) ?? BUSY,
  };
};

/** For each mailbox, beside what else this person's runs leave. */
const lockOf = ({ own }: Terminal, mailbox: string): string => {
  const name = createHash('sha256').update(mailbox).digest('hex').slice(0, 12);
  return join(ownStateFolder(own?.path ?? ownConfigPath()), `replies-${name}.lock`);
};

const BUSY: Answer = { status: 200, body: { busy: true } };

/** One look. What came of it is said where it is anything; an error is said and stops nothing. Answers its code, null where all went well. */
export const readReplies = async (
  terminal: Terminal,
  endpoint: Endpoint,
  known: string | null = null,
): Promise<string | null> => {
  const { say, note } = terminal;
  const log: Log = createLog({ requestId: 'replies', header: () => undefined, project: null, write: note });
  // What is said in one line needs no other.
  const failures: Log = (severity, ...more) => {
    if (severity === 'ERROR') log(severity, ...more);
  };
  try {
    const answer = await endpoint.answer(LOOK, failures);
    const {
      answered = 0,
      ignored = 0,
      left = 0,
      failed = 0,
    } = 'body' in answer ? (answer.body as Partial<Counts>) : {};
    if (answered + failed > 0) note(say.replies.read({ answered, ignored, left: left + failed }));
    return null;
  } catch (error) {
    const { code, message } = errorOf(terminal, error);
    if (code !== known) note(say.replies.notRead({ why: message }));
    if (!(error instanceof BatonError)) throw error;
    return code;
  }
};

interface Counts {
  readonly answered: number;
  readonly ignored: number;
  readonly left: number;
  readonly failed: number;
}

/** Looks every five minutes until the process ends; what stays wrong is said once. */
export const keepReading = async (
  terminal: Terminal,
  endpoint: Endpoint,
  lifetime: Lifetime,
  first: string | null,
): Promise<void> => {
  let known = first;
  const look = async () => {
    known = await readReplies(terminal, endpoint, known);
  };
  await keepLooking(look, lifetime);
};
