/** Events for another program as a stage of a sweep: kept in the ledger with what is decided, and posted after the letters until they are taken. */
import type { Notice } from '../../core/plan.ts';
import type { LedgerEntry } from '../../core/record/ledger.ts';
import { eventKey, goneNote, type OpenEvent, readEvents, TRIED_DAYS, WEBHOOK } from '../../core/record/webhook.ts';
import type { PostVerdict, Webhook } from '../webhook/webhook.ts';
import type { Run } from './claim.ts';
import type { Decision } from './decide.ts';

/** What is to be posted at the end of this sweep. */
export interface EventsDue {
  readonly webhook: Webhook;
  /** Decided now, with the items they are about; they go into the ledger before anything leaves. */
  readonly fresh: readonly (OpenEvent & { readonly item: string })[];
  /** Those of earlier sweeps. */
  readonly open: readonly OpenEvent[];
}

type Deciding = Pick<Decision, 'snapshot' | 'plan' | 'events'>;

/** Null where nobody is told, there is nothing to tell, or the address wants no more. On days off nothing is told. */
export const eventsDue = (
  { snapshot: { ledger, today }, plan, events }: Deciding,
  webhook: Webhook | undefined,
): EventsDue | null => {
  if (!webhook || !events || !plan.workday) return null;
  const { has, open, goneAt } = readEvents(ledger);
  if (goneAt === webhook.endpoint) return null;
  const news = new Map<string, Notice>();
  for (const notice of plan.notices) if (!has(eventKey(notice.key))) news.set(notice.key, notice);
  const fresh = [...news.values()].map((notice) => ({
    key: eventKey(notice.key),
    item: notice.item,
    body: events(notice),
    since: today,
    said: '',
  }));
  return fresh.length + open.length > 0 ? { webhook, fresh, open } : null;
};

interface Posted {
  readonly run: Run;
  readonly snapshot: Decision['snapshot'];
}

const eventEntry = (
  { run, snapshot }: Posted,
  { key }: Pick<OpenEvent, 'key'>,
  { status, receipt }: Pick<LedgerEntry, 'status' | 'receipt'>,
): LedgerEntry => ({
  key,
  to: WEBHOOK,
  mail: '',
  status,
  day: snapshot.today,
  at: run.now(),
  run: run.id,
  receipt,
});

/** Goes with the plan's writes, in one commit: from then on no event is lost. */
export const decidedEvents = (due: EventsDue | null, work: Posted): LedgerEntry[] =>
  (due?.fresh ?? []).map((event) => eventEntry(work, event, { status: 'due', receipt: event.body }));

/** After so many in a row that were not taken the others wait for the next sweep. */
const MOST_FAILURES = 3;

/**
 * Posts what is open, the oldest first. `isNameless`: an item did not get its id, and is told of under another. `keep` is asked between two posts, and
 * writes what has come in so far where the claim is getting old; false: another has the workbook. What was taken twice, for want of a row that
 * says so, has the same id.
 */
export const postEvents = async (
  { webhook, fresh, open }: EventsDue,
  work: Posted,
  isNameless: (item: string) => boolean,
  keep: (entries: readonly LedgerEntry[]) => Promise<boolean>,
): Promise<void> => {
  const { today, workbook } = work.snapshot;
  const nameless = fresh.filter(({ item }) => isNameless(item));
  const unsent = nameless.map((event) => eventEntry(work, event, { status: 'unsent', receipt: '' }));
  if (!(await keep(unsent))) return;
  const queue: readonly OpenEvent[] = [...open, ...fresh.filter(({ item }) => !isNameless(item))];
  let failures = 0;
  for (const event of queue) {
    const verdict = await webhook.post({ workbook: workbook.id, key: event.key, body: event.body });
    const isOld = event.since + TRIED_DAYS <= today;
    if (!(await keep([eventEntry(work, event, outcomeOf(verdict, webhook.endpoint, isOld))]))) return;
    if (verdict.taken) failures = 0;
    else if (verdict.why !== 'refused' || ++failures >= MOST_FAILURES) return;
  }
};

const outcomeOf = (verdict: PostVerdict, endpoint: string, isOld: boolean): Pick<LedgerEntry, 'status' | 'receipt'> => {
  if (verdict.taken) return { status: 'sent', receipt: '' };
  if (verdict.why === 'gone') return { status: 'refused', receipt: goneNote(endpoint, verdict.said) };
  return { status: isOld ? 'refused' : 'deferred', receipt: verdict.said };
};
