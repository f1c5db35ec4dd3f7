import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { LedgerEntry, LedgerStatus } from '../core/ledger.ts';
import type { Mail, Plan, Write } from '../core/plan.ts';
import type { Problem } from '../core/problem.ts';
import type { Snapshot } from '../core/snapshot.ts';
import { givesId } from '../core/write.ts';
import { w } from '../sheet-templates/index.ts';
import type { Run } from './claim.ts';
import type { Decision } from './decide.ts';
import { BatonError } from './errors.ts';
import { ClaimLost, type Journal } from './journal.ts';
import type { Mailer, OutgoingMail, Receipt } from './ports.ts';

export interface Applied {
  /** Writes that found their row changed or gone; the next sweep decides about them anew. */
  readonly conflicts: readonly Receipt[];
  /** Addresses that were refused for good. */
  readonly problems: readonly Problem[];
  /** The mail system failed; mails that had not left are due again. */
  readonly error: BatonError | null;
}

/** What this process knows of a mail it has begun to send. */
export interface MailFate {
  /** Address. */
  readonly to: string;
  readonly subject: string;
  readonly status: LedgerStatus;
  /** The provider's message id. */
  readonly receipt: string;
}

/** By mail id; a mail that was never tried is not in it. */
export type Fates = Map<string, MailFate>;

export interface Work {
  readonly journal: Journal;
  readonly mailer: Mailer;
  readonly render: Decision['render'];
  readonly run: Run;
  readonly snapshot: Snapshot;
  readonly plan: Plan;
  /** The mails to send: the plan's, without what the ledger forbids; none on a day off. */
  readonly mails: readonly Mail[];
  readonly fates: Fates;
  readonly onProgress: (done: number, total: number) => void;
}

/**
 * Executes a plan: writes, mails, and a ledger row on either side of every mail.
 *
 * What is remembered of an item (`_state`, its escalation) is written when the last mail about it has an outcome,
 * together with that outcome. Until then the next sweep sees the same change or the same clock, derives the same
 * notices, and the ledger keeps back those that went out: whatever fails in between, none is lost and none is sent twice.
 */
export const applyPlan = async (work: Work): Promise<Applied> => {
  const { journal, mailer, snapshot, plan, mails, fates } = work;
  const conflicts: Receipt[] = [];
  const problems: Problem[] = [];
  let error: BatonError | null = null;

  const letters: Letter[] = mails.map((mail) => ({ mail, id: mailId(snapshot.policy.workbookId, mail) }));
  const remembered = rememberAfterMail(plan, mails);
  let writes: readonly Write[] = remembered.free;
  let outcomes = announced(work, letters);

  for (let from = 0; from < letters.length && !error; from += mailer.batch) {
    const batch = letters.slice(from, from + mailer.batch);
    const begun = batch.flatMap(({ mail, id }) => entriesOf(work, mail, id, { status: 'sending', receipt: '' }));
    conflicts.push(...(await journal.commit(writes, [...outcomes, ...begun])));
    writes = [];
    outcomes = [];
    const nameless = new Set(conflicts.filter(({ write }) => givesId(write)).map(({ write }) => write.item));
    for (const letter of batch) {
      const { told, untold } = withoutItems(letter.mail, nameless);
      const result: Delivery = error || told.notices.length === 0 ? UNSENT : await deliver(work, told, letter.id);
      outcomes.push(...entriesOf(work, untold, letter.id, UNSENT));
      if (result.status !== 'sending') outcomes.push(...entriesOf(work, told, letter.id, result));
      if (result.error) error = result.error;
      if (result.refused) problems.push(result.refused);
      // An address refused for good will be refused tomorrow as well: its items move on.
      if (result.status === 'sent' || result.refused) writes = [...writes, ...remembered.after(letter.mail)];
      work.onProgress(fates.size, letters.length);
    }
  }

  const end = {
    status: error ? ('failed' as const) : ('done' as const),
    notices: plan.notices.length,
    mails: [...fates.values()].filter(({ status }) => status === 'sent').length,
    problems: plan.problems.length + problems.length,
    note: error?.code ?? '',
  };
  conflicts.push(...(await journal.commit(writes, outcomes, end)));
  return { conflicts, problems, error };
};

interface Letter {
  readonly mail: Mail;
  readonly id: string;
}

/**
 * A notice that reached anyone is over for everyone the ledger does not know of (a change of owner has its own notice).
 * So where one goes to several people in mails that leave at different times, the later ones are entered as `unsent`
 * before the first leaves: a sweep that ends in between leaves them due.
 */
const announced = (work: Work, letters: readonly Letter[]): LedgerEntry[] => {
  const later = letters.slice(work.mailer.batch);
  const mailsOf = new Map<string, number>();
  for (const { mail } of letters) for (const { key } of mail.notices) mailsOf.set(key, (mailsOf.get(key) ?? 0) + 1);
  return later.flatMap(({ mail, id }) => {
    const shared = { ...mail, notices: mail.notices.filter(({ key }) => mailsOf.get(key)! > 1) };
    return entriesOf(work, shared, id, UNSENT);
  });
};

/** Ids are given first: everything else about an item builds on its id. */
const idsFirst = (writes: readonly Write[]) => [...writes.filter(givesId), ...writes.filter((w) => !givesId(w))];

/** The item a remembered write is about; null for writes that wait for no mail. */
const remembers = ({ tab, item, values }: Write): string | null =>
  tab === '_state' ? item : tab === 'escalations' ? String(values.item ?? '') : null;

/** Keeps back what is remembered of an item until each of these mails that speaks of it has its outcome. */
const rememberAfterMail = (plan: Plan, mails: readonly Mail[]) => {
  const items = ({ notices }: Mail) => new Set(notices.map(({ item }) => item));
  const open = new Map<string, number>();
  for (const mail of mails) for (const item of items(mail)) open.set(item, (open.get(item) ?? 0) + 1);
  const kept = new Map<string, Write[]>();
  const free: Write[] = [];
  for (const write of idsFirst(plan.writes)) {
    const item = remembers(write);
    if (item === null || !open.has(item)) free.push(write);
    else kept.set(item, [...(kept.get(item) ?? []), write]);
  }
  return {
    free,
    after: (mail: Mail): Write[] =>
      [...items(mail)].flatMap((item) => {
        const left = open.get(item)! - 1;
        open.set(item, left);
        return left === 0 ? (kept.get(item) ?? []) : [];
      }),
  };
};

/** A row that changed under us has no id yet: the next sweep tells about it, under the id that it will have. */
const withoutItems = (mail: Mail, nameless: ReadonlySet<string>) => ({
  told: { ...mail, notices: mail.notices.filter(({ item }) => !nameless.has(item)) },
  untold: { ...mail, notices: mail.notices.filter(({ item }) => nameless.has(item)) },
});

interface Delivery {
  readonly status: 'sent' | 'unsent' | 'sending';
  readonly receipt: string;
  /** This address will not do; others go on. */
  readonly refused?: Problem;
  /** The mail system will not do; nothing more is sent. */
  readonly error?: BatonError;
}

const UNSENT: Delivery = { status: 'unsent', receipt: '' };

const deliver = async (work: Work, mail: Mail, id: string): Promise<Delivery> => {
  const { plan, fates, run } = work;
  const words = work.render(mail);
  if (!run.holds()) throw new ClaimLost();
  const fate = { to: mail.to.email!, subject: words.subject };
  // From here on it may have left, whatever happens to this process.
  fates.set(id, { ...fate, status: 'sending', receipt: '' });
  const delivery = await attempt(work.mailer, mail, {
    id,
    to: { name: mail.to.name, address: fate.to },
    ...words,
    language: mail.to.locale,
    date: plan.at,
  });
  fates.set(id, { ...fate, status: delivery.status, receipt: delivery.receipt });
  return delivery;
};

const attempt = async (mailer: Mailer, mail: Mail, letter: OutgoingMail): Promise<Delivery> => {
  try {
    const { receipt } = await mailer.send(letter);
    return { status: 'sent', receipt };
  } catch (cause) {
    const error = asBatonError(cause);
    if (error.kind === 'data') return { ...UNSENT, refused: refused(mail, error) };
    const trace = { to: letter.to.address, since: letter.date.slice(0, 10) };
    const found = await mailer.find(letter.id, trace).catch(() => 'unknown' as const);
    if (found === 'sent') return { status: 'sent', receipt: '' };
    return { status: found === 'unsent' ? 'unsent' : 'sending', receipt: '', error };
  }
};

const asBatonError = (cause: unknown): BatonError =>
  cause instanceof BatonError
    ? cause
    : new BatonError(
        'backend',
        'mail-failed',
        w(
          '邮件系统没有给出可以理解的回答。请稍后再运行一次。',
          'The mail system gave no usable answer. Please run the sweep again later.',
        ),
        cause,
      );

const refused = ({ to }: Mail, error: BatonError): Problem => ({
  tab: 'directory',
  row: 0,
  column: 'email',
  code: 'bad-address',
  item: '',
  facts: { text: to.email, name: to.name, why: error.code },
});

const entriesOf = (
  { run, snapshot }: Work,
  { to, notices }: Mail,
  mail: string,
  { status, receipt }: Pick<Delivery, 'status' | 'receipt'>,
): LedgerEntry[] =>
  notices.map(({ key }) => ({
    key,
    to: to.email!,
    mail,
    status,
    day: snapshot.today,
    at: run.now(),
    run: run.id,
    receipt,
  }));

/** The same notices to the same address from the same workbook are the same mail, however often a sweep is repeated. */
const mailId = (workbookId: string, { to, notices }: Mail): string => {
  const text = JSON.stringify([workbookId, to.email, ...notices.map(({ key }) => key).sort()]);
  return bytesToHex(sha256(utf8ToBytes(text))).slice(0, 32);
};
