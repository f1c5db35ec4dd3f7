/** Makes a mail due again that was held or refused. */
import { inAll } from '../../core/messages/in-all.ts';
import type { Owed } from '../../core/record/delivery.ts';
import { chain, headNote, headOf, type LedgerEntry, ledgerWrite } from '../../core/record/ledger.ts';
import { readNotified } from '../../core/record/notified.ts';
import type { Snapshot } from '../../core/snapshot.ts';
import { groupBy } from '../../core/text/maps.ts';
import type { Day } from '../../core/time/day.ts';
import type { RawWorkbook } from '../../core/workbook.ts';
import { withEdits } from '../../core/write/overlay.ts';
import { resolveWrites } from '../../core/write/write.ts';
import { textHash } from '../base/text-hash.ts';
import { BatonError } from '../errors.ts';
import type { WorkbookStore } from '../ports.ts';
import { readContextOf } from '../reading/official.ts';
import type { ClaimClock } from './claim.ts';
import { decide, type Reasoned } from './decide.ts';
import { openJournal } from './journal.ts';
import { freshWorkbookId, locationOf } from './location.ts';
import { canTakeNotes, notOurs } from './notes.ts';
import { mailName } from './owing-words.ts';
import { withRecord } from './recorded.ts';
import { underClaim } from './under-claim.ts';

const say = inAll('sweep');

export interface ResendCall {
  readonly store: WorkbookStore;
  /** A mail's id or its beginning, or an address. */
  readonly mail: string;
  /** Says what would be due again, and writes nothing. */
  readonly dryRun: boolean;
  /** ISO 8601: the sweep that is said to be the next is of this instant. */
  readonly now: string;
  /** The real time, ISO 8601. */
  readonly clock: ClaimClock;
}

export interface NoticeAgain {
  readonly key: string;
  /** Id of what it is about; '' where an older ledger does not say. */
  readonly item: string;
  /** What that is called; '' where it has no name. */
  readonly about: string;
  /** `due`: as it was decided. `unsent`: the ledger is too old to say it; its rule tells it again if it still holds. */
  readonly status: 'due' | 'unsent';
  /** Whom the next sweep tells it, if nobody changes the workbook; null where it is no longer worth saying. */
  readonly leaves: { readonly name: string; readonly to: string } | null;
}

/** What was to reach one person with one mail, and is due again. */
export interface MailAgain {
  /** As the notice was decided for; '' where an older ledger does not say. */
  readonly name: string;
  readonly to: string;
  readonly mail: string;
  readonly was: 'held' | 'refused';
  readonly since: Day;
  readonly notices: readonly NoticeAgain[];
}

interface View {
  readonly raw: RawWorkbook;
  readonly snapshot: Snapshot;
  readonly owed: readonly Owed[];
}

/** Fewer characters would name a mail by chance. */
const SHORTEST = 6;

/**
 * Makes what is held or refused of a mail due again, under the workbook's claim: the next sweep sends it, as it sends all that is
 * due. Nothing is mailed here. BatonError 'call': mail-too-short, mail-ambiguous; 'data': nothing-to-resend, resend-copy,
 * not-a-baton-workbook, notes-lost; 'backend': sweep-at-work, and what the store throws.
 */
export const resend = async (call: ResendCall): Promise<readonly MailAgain[]> => {
  const { store, mail, dryRun, now, clock } = call;
  if (!mail.includes('@') && mail.length < SHORTEST) throw tooShort(mail);
  const look = async (): Promise<View> => {
    const raw = await store.read();
    const { snapshot } = await decideOn(raw, now);
    if (!canTakeNotes(snapshot)) throw notOurs(snapshot);
    const { ledger } = await withRecord(store, snapshot, clock());
    return { raw, snapshot, owed: chosen(readNotified(ledger).owed, mail) };
  };
  const view = await look();
  const location = await locationOf(view.raw, view.snapshot, freshWorkbookId);
  if (location.copy) throw isCopy();
  let done = view;
  if (!dryRun)
    await underClaim({ store, clock, look, first: location.writes }, view, async (under, run) => {
      const journal = openJournal(store, run, under.snapshot.ledger);
      await journal.commit([], entriesOf(under, { run: run.id, at: run.now() }));
      done = under;
      return `${headNote(headOf(journal.added))} resend`;
    });
  return mailsOf(done, now);
};

const decideOn = async (raw: RawWorkbook, now: string): Promise<Reasoned> => decide(raw, await readContextOf(raw, now));

const isOpen = ({ status }: Owed): boolean => status === 'held' || status === 'refused';

/** What is held or refused of the mail that is meant. */
const chosen = (owed: readonly Owed[], mail: string): Owed[] => {
  const wanted = mail.toLowerCase();
  const isAddress = mail.includes('@');
  const meant = owed.filter((one) => (isAddress ? one.to.toLowerCase() === wanted : one.mail.startsWith(wanted)));
  const open = meant.filter(isOpen);
  if (open.length === 0) throw nothingOpen(mail, meant, owed.filter(isOpen));
  const ids = [...new Set(open.map((one) => one.mail))];
  if (!isAddress && ids.length > 1) throw ambiguous(mail, ids);
  return open;
};

/** A row of an older ledger that does not keep its notice can only be left to its rule. */
const statusOf = ({ note }: Owed): NoticeAgain['status'] => (note === null ? 'unsent' : 'due');

const entriesOf = ({ owed, snapshot }: View, by: Pick<LedgerEntry, 'run' | 'at'>): LedgerEntry[] =>
  owed.map((one) => ({
    key: one.key,
    to: one.to,
    mail: one.mail,
    status: statusOf(one),
    day: snapshot.today,
    receipt: '',
    ...by,
  }));

/** What the next sweep makes of it: the plan of the workbook as it is with those rows. */
const mailsOf = async (view: View, now: string): Promise<MailAgain[]> => {
  const { raw, snapshot, owed } = view;
  const rows = chain(entriesOf(view, { run: '', at: snapshot.at }), headOf(snapshot.ledger), textHash);
  const ahead = withEdits(raw, resolveWrites(raw, rows.map(ledgerWrite)).edits);
  const { plan, facts } = await decideOn(ahead, now);
  const people = [...facts.snapshot.people.values()];
  const readerOf = ({ to, note }: Owed) => {
    const person = people.find(({ email }) => email === to) ?? people.find(({ name }) => name === note?.name);
    const reached = person && facts.reach(person);
    return reached && 'person' in reached ? reached.person : null;
  };
  const leaves = (one: Owed): NoticeAgain['leaves'] => {
    const reader = readerOf(one);
    const mail = plan.mails.find(
      ({ to, notices }) => to.name === reader?.name && notices.some(({ key }) => key === one.key),
    );
    return mail?.to.email ? { name: mail.to.name, to: mail.to.email } : null;
  };
  const nameOf = (item: string) => facts.items.get(item)?.name ?? facts.flow.matters.get(item)?.name ?? '';
  const groups = groupBy(owed, ({ to, mail, status }) => `${to}\n${mail}\n${status}`);
  return [...groups.values()].map((all) => {
    const [{ to, mail, status, note }] = all;
    return {
      name: note?.name ?? people.find(({ email }) => email === to)?.name ?? '',
      to,
      mail,
      was: status as MailAgain['was'],
      since: Math.min(...all.map(({ since }) => since)),
      notices: all.map((one) => ({
        key: one.key,
        item: one.note?.item ?? '',
        about: nameOf(one.note?.item ?? ''),
        status: statusOf(one),
        leaves: leaves(one),
      })),
    };
  });
};

const tooShort = (mail: string) =>
  new BatonError('call', 'mail-too-short', say.mailTooShort({ mail, shortest: SHORTEST }));

const ambiguous = (mail: string, ids: readonly string[]) =>
  new BatonError('call', 'mail-ambiguous', say.mailAmbiguous({ ids, mail }));

/** So many of what there is are named. */
const NAMED = 8;

const nothingOpen = (mail: string, meant: readonly Owed[], open: readonly Owed[]) => {
  const mails = [...groupBy(open, (one) => `${one.to} ${one.mail}`).values()].map(([one]) => one);
  const some = mails.slice(0, NAMED).map((one) => `${mailName(one.mail)} (${one.to})`);
  const more = mails.length > NAMED ? ['…'] : [];
  const there = mails.length > 0 ? say.resendable({ mails: [...some, ...more] }) : say.nothingResendable;
  return new BatonError(
    'data',
    'nothing-to-resend',
    (meant.length > 0 ? say.resentByItself : say.nothingToResend)({ mail, there }),
  );
};

const isCopy = () => new BatonError('data', 'resend-copy', say.resendCopy);
