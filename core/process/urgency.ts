/** Which requests are urgent, and how much shorter their limits are. */
import type { Policy, Snapshot } from '../snapshot.ts';

export const urgentRequests = ({ rows }: Pick<Snapshot, 'rows'>): ReadonlySet<string> =>
  new Set(rows.requests.flatMap(({ id, values }) => (values.scenario === 'urgent' ? [id] : [])));

/** A limit in workdays, of an answer as of an escalation: of what is urgent it is at most policy.urgentDays. */
export const daysFor = (urgent: boolean, days: number, { urgentDays }: Pick<Policy, 'urgentDays'>): number =>
  urgent && urgentDays > 0 ? Math.min(days, urgentDays) : days;
