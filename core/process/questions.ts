/** Questions to whoever gave somebody their part: whom they go to, and which are open. */
import type { Item } from '../item.ts';
import { isReached, type Reach } from '../reach.ts';
import { isDecided } from '../record/decided.ts';
import type { Person, Snapshot } from '../snapshot.ts';
import type { Request } from './requests.ts';

/** Who is asked about a task, or a division of work: who answers for it, else the project lead, else the request's contact. */
export const askedAbout = (
  { item, request }: { readonly item: Item | undefined; readonly request: Request | undefined },
  by: Person,
  { policy }: Pick<Snapshot, 'policy'>,
  reach: Reach,
): Person | null =>
  [item?.accountable, policy.projectLead, request?.contact].find(
    (person) => person && person !== by && isReached(person, reach),
  ) ?? null;

/** They asked already, and it is not settled. */
export const hasAsked = ({ rows }: Pick<Snapshot, 'rows'>, id: string, by: Person): boolean =>
  rows.escalations.some(
    ({ values: v }) => v.item === id && v.filedBy === by && v.source !== 'auto' && v.end === null && !isDecided(v),
  );
