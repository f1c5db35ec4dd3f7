import { isoOf } from '../day.ts';
import type { Facts } from '../facts/index.ts';
import { oneLine, shorten } from '../mail/width.ts';
import { joined } from '../messages/format.ts';
import { sayWaits, sayWritten } from '../messages/index.ts';
import type { Notice, Write } from '../plan.ts';
import { idSource } from '../read/rows.ts';
import type { Person, Row } from '../snapshot.ts';
import { append } from './rows.ts';

/** Columns of a task's name in the sentence that files it; a cell takes only so much. */
const QUOTED = 160;

/** A stuck item is filed where there is a table for it; the next level moves the row that is still undecided. */
export const escalationRows = (facts: Facts, notices: readonly Notice[]): Write[] => {
  const { rows, has, today, policy, state } = facts.snapshot;
  if (!has.escalations) return [];
  const undecided = new Map<string, Row<'escalations'>>();
  for (const row of rows.escalations) {
    if (row.values.source === 'auto' && row.values.decision === '' && row.values.decidedOn === null)
      undecided.set(row.values.item, row);
  }
  const nextId = idSource('escalations', () => [...rows.escalations.map((row) => row.id), ...state.keys()]);
  const writes: Write[] = [];
  for (const { rule, item: id, level } of notices) {
    if (level === 0) continue;
    // What else is owed to a dispute, its feedback, is filed as a row of its own.
    const dispute = rule === 'dispute' ? facts.flow.disputes.get(id) : undefined;
    const open = dispute ? { id, values: dispute.values } : undecided.get(id);
    if (open) {
      if (open.values.level !== level) {
        const expected = { level: open.values.level };
        writes.push({ tab: 'escalations', kind: 'set', item: open.id, values: { level }, expected });
      }
      continue;
    }
    const { issue, parties } = filedAs(rule, id, level, facts);
    const fresh = nextId();
    writes.push(
      append('escalations', fresh, {
        id: fresh,
        item: id,
        kind: 'stuck',
        issue,
        parties: joined([...new Set(parties)], policy.locale),
        level,
        openedOn: isoOf(today),
        source: 'auto',
      }),
    );
  }
  return writes;
};

/** What is written of a stuck task, or of a duty nobody sees to, and whom it concerns. */
const filedAs = (rule: string, id: string, level: number, facts: Facts): { issue: string; parties: string[] } => {
  const { policy, today } = facts.snapshot;
  const named = (people: readonly (Person | null)[]) => people.flatMap((person) => person?.name ?? []);
  const executive = level === 2 ? policy.executive : null;
  const item = facts.items.get(id);
  if (item) {
    const words = {
      name: shorten(oneLine(item.name), QUOTED),
      since: isoOf(item.since!),
      due: item.due === null ? null : isoOf(item.due),
      owner: item.responsible?.name ?? '',
    };
    return {
      issue: sayWritten('escalation.issue', words, policy.locale, today),
      parties: named([item.responsible, item.accountable, item.divisionLeader, executive]),
    };
  }
  const matter = facts.flow.matters.get(id)!;
  const duty = matter.duties.find((owed) => owed.rule === rule)!;
  const words = {
    name: shorten(oneLine(matter.name), QUOTED),
    waits: sayWaits(duty.rule, duty.facts, policy.locale, today),
    since: isoOf(duty.stuckSince),
  };
  return {
    issue: sayWritten('escalation.duty', words, policy.locale, today),
    parties: named([...duty.who, ...duty.escalatesTo, executive]),
  };
};
