/** The team's morning as a stage of a sweep: once a day, after the letters, one card to the workbook's group. */
import type { Problem } from '../../core/problem.ts';
import { GROUP, groupKey, groupProblem, isPosted } from '../../core/record/group.ts';
import type { LedgerEntry } from '../../core/record/ledger.ts';
import type { GroupCard } from '../group/card.ts';
import type { Groups, PostToGroup } from '../group/group.ts';
import type { Run } from './claim.ts';
import type { Decision } from './decide.ts';

/** A card that is still to be posted today. */
export interface MorningDue {
  readonly post: PostToGroup;
  readonly address: string;
  readonly card: GroupCard;
}

/** Null where no group is told, there is no news for it, or it was told today. */
export const morningDue = (
  { snapshot: { policy, ledger, today, workbook }, morning }: Pick<Decision, 'snapshot' | 'morning'>,
  groups: Groups | undefined,
): MorningDue | null => {
  const address = policy.groupChannel;
  if (!groups || address === '' || isPosted(ledger, today)) return null;
  const said = morning?.(groups.say) ?? null;
  return said && { post: groups.post, address, card: { morning: said, url: workbook.url ?? null } };
};

/** What came of it, for the ledger and for the keeper. */
export interface Posted {
  readonly entry: LedgerEntry;
  readonly problem: Problem | null;
}

type Entry = Pick<LedgerEntry, 'status' | 'receipt'>;

/** The row of a card in the ledger. One that is about to be posted counts as posted. */
export const groupEntry = (
  { run, snapshot: { today } }: { readonly run: Run } & Pick<Decision, 'snapshot'>,
  { status, receipt }: Entry = { status: 'overtaken', receipt: '' },
): LedgerEntry => ({
  key: groupKey(today),
  to: GROUP,
  mail: '',
  status,
  day: today,
  at: run.now(),
  run: run.id,
  receipt,
});

/** Posts it, once its row is in the ledger. Nothing is thrown: a group that cannot be reached stops no sweep. */
export const postMorning = async (
  { post, address, card }: MorningDue,
  work: { readonly run: Run } & Pick<Decision, 'snapshot'>,
): Promise<Posted> => {
  const verdict = await post(address, card);
  if (verdict?.taken) return { entry: groupEntry(work, { status: 'sent', receipt: '' }), problem: null };
  const said = verdict?.said ?? '';
  const problem = said === '' ? null : groupProblem(work.snapshot.today, said);
  return { entry: groupEntry(work, { status: 'overtaken', receipt: said }), problem };
};
