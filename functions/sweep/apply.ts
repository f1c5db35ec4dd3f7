/** Carries plans out: one commit a workbook, then the letters, each noted in the ledger before and after it leaves. */
import { withPrints } from '../../core/mail/printed.ts';
import type { Mail } from '../../core/plan.ts';
import { type BatonError, NotHereError } from '../errors.ts';
import type { Mailer, Recipient } from '../ports.ts';
import type { MailPart, Rendered } from './decide.ts';
import { ClaimLost } from './journal.ts';
import { addressOf, type Letter, type LetterPart, letterOf, lettersOf } from './letters.ts';
import { type Applied, type OpenRun, openRun, type SweepWork } from './open-run.ts';
import { type Delivery, DUE, FIRST_REFUSALS, nobodyTaken, trySending } from './try-sending.ts';

export interface Way {
  readonly mailer: Mailer;
  /** Puts what several workbooks have to say to one person into words. */
  readonly compose: (parts: readonly MailPart[]) => Rendered;
  readonly onProgress: (done: number, total: number) => void;
}

/**
 * Executes the plans of workbooks that are swept together: writes, letters, and rows in the ledger of every workbook
 * concerned on either side of every letter. Answers in the order of the workbooks; nothing is thrown.
 *
 * Before a workbook's first letter leaves, one commit holds all that its plan writes, and every notice with every person it is for
 * as `due`. From then on nobody can be forgotten: whatever ends this run, the next sweep reads from the ledger who is still owed
 * what, and says it. One recipient whose mail is not taken stops nobody else's; the first ones in a row who are all turned down
 * are the mail system's doing, and stop the run.
 *
 * A workbook that cannot be written to any more drops out, and no letter leaves under an id that it may have noted: its next
 * sweep asks for that id, and must not find it. The others note that letter as due, and theirs is made again.
 */
export const applyPlans = async (works: readonly SweepWork[], way: Way): Promise<readonly Applied[]> => {
  const open = works.map(openRun);
  let queue = doubtfulLast(longestWaitingFirst(lettersOf(open)));
  const total = queue.length;
  const isLogged = works.every(({ log }) => log !== null);
  const size = isLogged ? LOGGED : way.mailer.batch;
  const tried = new Set<string>();
  const doubts = openDoubts(Math.min(FIRST_REFUSALS, total));
  let error: BatonError | null = null;
  while (queue.length > 0 && !error) {
    const [batch, later] = [queue.slice(0, size).map((letter) => withWay(letter, way.mailer)), queue.slice(size)];
    const remade: Letter<OpenRun>[] = [];
    await sideBySide(open, (open) => open.note(batch, later));
    let rest: readonly Letter<OpenRun>[] = [];
    for (const [i, letter] of batch.entries()) {
      // So many letters may take longer than a claim lasts.
      if (isLogged && i > 0 && open.some(({ run, isLost }) => !isLost() && run.isAging())) {
        rest = batch.slice(i);
        break;
      }
      const sent: Delivery | Again = error ? DUE : await send(letter, way);
      if (sent.status === 'again') remade.push(...sent.letters);
      const delivery: Delivery = sent.status === 'again' ? DUE : sent;
      enter(letter, doubts.weigh(letter, delivery));
      if (letter.parts.some(({ from }) => from.outcomes.has(letter.id))) tried.add(letter.id);
      error ??= delivery.error ?? doubts.verdict();
      way.onProgress(tried.size, total);
    }
    queue = [...remade, ...rest, ...later].flatMap(withoutLost);
  }
  if (!error) for (const [letter, delivery] of doubts.refusals()) enter(letter, delivery);
  return sideBySide(open, (run) => run.end(error, queue));
};

/**
 * Those whose mail was not taken last time come after everybody else: three full mailboxes at the top of a directory would be taken
 * for a mail system that takes nobody's, day after day.
 */
const doubtfulLast = (letters: readonly Letter<OpenRun>[]): Letter<OpenRun>[] => {
  const isDoubtful = ({ parts }: Letter<OpenRun>) => parts.some(({ from, mail }) => from.untaken.has(addressOf(mail)));
  return [...letters.filter((letter) => !isDoubtful(letter)), ...letters.filter(isDoubtful)];
};

/**
 * Whoever has waited since an earlier day comes first, the longest first: where a mailbox may send only so many a day, the same
 * people's news would be before theirs each morning.
 */
const longestWaitingFirst = (letters: readonly Letter<OpenRun>[]): Letter<OpenRun>[] => {
  const since = ({ parts }: Letter<OpenRun>): number =>
    Math.min(...parts.map(({ from, mail }) => from.waiting.get(addressOf(mail)) ?? Number.MAX_SAFE_INTEGER));
  return [...letters].sort((a, b) => since(a) - since(b));
};

/** By which way it goes next, as the ledger is to have it before it leaves. */
const withWay = (letter: Letter<OpenRun>, mailer: Mailer): Letter<OpenRun> => {
  const [{ mail }] = letter.parts as readonly [LetterPart<OpenRun>];
  const next = mailer.ways?.(recipientOf(mail), letter.passed ?? []);
  return next ? { ...letter, way: next } : letter;
};

const recipientOf = (mail: Mail): Recipient => {
  const { name, phone, channel } = mail.to;
  return { name, address: addressOf(mail), ...(phone && { phone }), ...(channel && { channel }) };
};

const enter = ({ parts, id }: Letter<OpenRun>, delivery: Delivery) => {
  for (const { from, mail } of parts) from.enter(mail, id, delivery);
};

/**
 * Refusals before anybody's mail was taken: whether they are the recipients' or the mail system's is known only afterwards. Until
 * then they stand as deferred, which loses nothing; `limit` of them in a row are the system's.
 */
const openDoubts = (limit: number) => {
  let isOpen = true;
  const inARow: (readonly [Letter<OpenRun>, Delivery])[] = [];
  return {
    /** What is to be noted of a letter for now. */
    weigh: (letter: Letter<OpenRun>, delivery: Delivery): Delivery => {
      if (delivery.status === 'sent') isOpen = false;
      // What was refused without asking anybody says nothing about the mail system.
      if (!isOpen || !delivery.recipient?.said) return delivery;
      inARow.push([letter, delivery]);
      return { ...delivery, status: 'deferred' };
    },
    verdict: (): BatonError | null => {
      const last = inARow.at(-1)?.[1].recipient;
      return isOpen && last && limit > 1 && inARow.length >= limit ? nobodyTaken(last, inARow.length) : null;
    },
    /** Those that were the recipients' own, now that somebody's mail was taken. */
    refusals: () => inARow.filter(([, { status }]) => status === 'refused'),
  };
};

/**
 * Letters between two writes to a workbook whose record of letters lies beside it: a write costs as much as some hundred letters. Where a run dies
 * and its record is lost with the machine, so many are held.
 */
const LOGGED = 100;

/** Workbooks that are written at a time: one after the other would be slow, and all at once more than a function's memory holds. */
const AT_ONCE = 4;

const sideBySide = async <R>(open: readonly OpenRun[], work: (run: OpenRun) => Promise<R>): Promise<readonly R[]> => {
  const results: R[] = [];
  const waiting = open.entries();
  const worker = async () => {
    for (const [i, run] of waiting) results[i] = await work(run);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
};

/** A letter that does not leave as it is, and those that take its place. */
interface Again {
  readonly status: 'again';
  readonly letters: readonly Letter<OpenRun>[];
}

const again = (letters: readonly Letter<OpenRun>[]): Again => ({ status: 'again', letters });

const send = async (letter: Letter<OpenRun>, { mailer, compose }: Way): Promise<Delivery | Again> => {
  const { id, parts, passed = [] } = letter;
  const said = parts.map(({ from, mail }) => ({ from, mail: from.sayable(mail) })).filter(saysSomething);
  const [first, ...others] = said;
  if (first === undefined) return DUE;
  let words: Rendered;
  try {
    words =
      others.length === 0 ? first.from.render(first.mail) : compose(said.map(({ from, mail }) => from.part(mail)));
  } catch (cause) {
    // What one of them says may be at fault: each speaks for itself then, and the others are heard.
    if (parts.length > 1) return again(parts.map((part) => letterOf([part])));
    first.from.drop(cause);
    return again([]);
  }
  for (const { from } of parts) if (!from.run.holds()) from.drop(new ClaimLost());
  if (parts.some(({ from }) => from.isLost())) return again(withoutLost(letter));
  const outcome = { to: addressOf(first.mail), subject: words.subject };
  const note = ({ status, receipt }: Pick<Delivery, 'status' | 'receipt'>) => {
    for (const { from } of said) from.outcomes.set(id, { ...outcome, status, receipt });
  };
  await Promise.all(said.map(({ from }) => begun(from, id)));
  if (said.some(({ from }) => from.isLost())) {
    await Promise.all(said.map(({ from }) => ended(from, id, DUE)));
    return again(withoutLost(letter));
  }
  // From here on it may have left, whatever happens to this process.
  note({ status: 'sending', receipt: '' });
  const delivery = await trySending(
    mailer,
    withPrints(words, {
      id,
      to: recipientOf(first.mail),
      subject: words.subject,
      passed,
      letter: words.letter,
      ...(words.earlier && { earlier: words.earlier }),
      ...(words.calendar !== undefined && { calendar: words.calendar }),
      remembered: [...new Set(said.flatMap(({ from }) => from.receiptsTo(outcome.to)))],
      language: first.mail.to.locale,
      date: first.from.plan.at,
    }),
  );
  const turnedAway = letter.way === undefined ? passed : [...passed, letter.way];
  if (delivery.recipient instanceof NotHereError && mailer.ways?.(recipientOf(first.mail), turnedAway)) {
    note(DUE);
    await Promise.all(said.map(({ from }) => ended(from, id, DUE)));
    return again(withoutLost({ ...letter, passed: turnedAway }));
  }
  note(delivery);
  await Promise.all(said.map(({ from }) => ended(from, id, delivery)));
  return delivery;
};

/** A workbook whose record is gone or cannot be written is out: by what it says then, the next sweep would send this letter again. */
const begun = async ({ log, drop }: OpenRun, id: string): Promise<void> => {
  try {
    if ((await log?.begin(id)) === false) drop(new ClaimLost());
  } catch (cause) {
    drop(cause);
  }
};

const ended = async ({ log, drop, isLost }: OpenRun, id: string, { status, receipt }: Delivery): Promise<void> => {
  if (status === 'sending' || isLost()) return;
  await log?.end(id, { status, receipt }).catch(drop);
};

const saysSomething = ({ mail }: LetterPart<OpenRun>): boolean => mail.notices.length > 0;

/** The letter of those that are still there. */
const withoutLost = (letter: Letter<OpenRun>): Letter<OpenRun>[] => {
  const there = letter.parts.filter(({ from }) => !from.isLost());
  return there.length === letter.parts.length ? [letter] : there.length > 0 ? [letterOf(there)] : [];
};
