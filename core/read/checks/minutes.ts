/** The check for approved minutes that were changed afterwards. */
import type { Row } from '../../snapshot.ts';
import { groupBy } from '../../text/maps.ts';
import { minutesText } from '../../text/minutes.ts';
import { changesIn, signedText, textIn } from '../../text/signed-text.ts';
import { type Day, isoOf } from '../../time/day.ts';
import type { SheetCheck } from './check.ts';

interface Approval {
  readonly on: Day;
  readonly version: number;
  readonly fingerprint: string;
}

/** The last approval of each meeting's minutes that was entered. */
const approvalsIn = (rows: readonly Row<'signoffs'>[]): ReadonlyMap<string, Approval> => {
  const last = new Map<string, Approval>();
  for (const { values } of rows) {
    const { kind, document, signedOn: on, version, fingerprint } = values;
    if (kind !== 'approval' || on === null) continue;
    const approval = { on, version: version ?? 1, fingerprint };
    const before = last.get(document);
    if (!before || approval.version > before.version) last.set(document, approval);
  }
  return last;
};

/** What was agreed is locked once approved: a topic or an action that was changed since is marked until it is approved again. */
export const lockedMinutes: SheetCheck = ({ rows }, report) => {
  const approvals = approvalsIn(rows.signoffs);
  if (approvals.size === 0) return;
  const topics = groupBy(rows.topics, ({ values }) => values.meeting);
  const actions = groupBy(rows.actions, ({ values }) => values.meeting);
  for (const row of rows.meetings) {
    const { approvedOn } = row.values;
    const approval = approvals.get(row.id);
    if (!approval || approvedOn === null || approvedOn > approval.on) continue;
    const [ownTopics, ownActions] = [topics.get(row.id) ?? [], actions.get(row.id) ?? []];
    const then = textIn(approval.fingerprint);
    if (then.size === 0) continue;
    const facts = { approved: isoOf(approval.on) };
    const changed = changesIn(then, signedText(minutesText(row.values, ownTopics, ownActions)));
    const found = changed.map((name) => {
      const [topic, action] = [ownTopics.find(({ id }) => id === name), ownActions.find(({ id }) => id === name)];
      if (topic) report('topics', topic, 'consensus', 'minutes-locked', facts);
      if (action) report('actions', action, 'name', 'minutes-locked', facts);
      return topic !== undefined || action !== undefined;
    });
    // The minutes themselves, or a row that is gone.
    if (found.includes(false)) report('meetings', row, 'minutes', 'minutes-locked', facts);
  }
};
