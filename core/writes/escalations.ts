/** The rows of the escalations sheet: filed, raised to the next level, and closed. */

import { joined } from '../messages/format.ts';
import { sayWaits, sayWritten } from '../messages/index.ts';
import type { Notice, Write, WriteValue } from '../plan.ts';
import { isWithdrawn } from '../process/disputes.ts';
import { partOf, STEP } from '../process/duty.ts';
import { type Episode, type EpisodeEnd, endOfTask, episodeClock } from '../process/episodes.ts';
import type { Facts } from '../process/facts.ts';
import { filedAs } from '../process/help.ts';
import { isOver } from '../process/requests.ts';
import { idSource } from '../read/rows.ts';
import { isDecided } from '../record/decided.ts';
import { isLastReminder } from '../record/delivery.ts';
import { parseKey } from '../record/key.ts';
import type { Person, Row } from '../snapshot.ts';
import { firstById } from '../text/maps.ts';
import { must } from '../text/must.ts';
import { oneLine, shorten } from '../text/width.ts';
import { dayFromIso, isoOf, isoOrNull } from '../time/day.ts';
import { append } from './rows.ts';

/** Columns of a task's name in the sentence that files it; a cell takes only so much. */
const QUOTED = 160;

export interface EscalationRows {
  /** Rows that are filed or brought to a level today. */
  readonly raised: readonly Write[];
  /** What else is written about escalations: what they are, and how they ended. */
  readonly noted: readonly Write[];
  /** The row in which each level that is told today is filed, by the notice's key. */
  readonly byKey: ReadonlyMap<string, string>;
}

/**
 * Where there is a sheet for them, each escalation is a row of its own: filed by its first level, brought to the next one, and
 * closed when what stood still moves. What stands still once more is a new row.
 */
export const escalationRows = (facts: Facts, notices: readonly Notice[]): EscalationRows => {
  const { rows, has, hasColumn, today, policy, state } = facts.snapshot;
  const byKey = new Map<string, string>();
  if (!has.escalations) return { raised: [], noted: [], byKey };
  const nextId = idSource('escalations', () => [...rows.escalations.map((row) => row.id), ...state.keys()]);
  const known = (values: Record<string, WriteValue>) =>
    Object.fromEntries(Object.entries(values).filter(([column]) => hasColumn('escalations', column)));
  const raised: Write[] = [];
  const going = new Set<string>();
  const open = openRows(facts);
  for (const notice of notices) {
    const { rule, item: id, level, key } = notice;
    if (level === 0 || isLastReminder(notice)) continue;
    // What else is owed to a dispute, its feedback, is filed as a row of its own.
    const dispute = rule === 'dispute' ? facts.flow.disputes.get(id) : undefined;
    const row = dispute ?? open.of(notice);
    if (row) {
      going.add(row.id);
      byKey.set(key, row.id);
      if (row.values.level !== level) {
        const values = { level, ...known({ steps: stepsWith(row.values.steps, notice, facts) }) };
        raised.push({ tab: 'escalations', kind: 'set', item: row.id, values, expected: { level: row.values.level } });
      }
      continue;
    }
    const { issue, parties } = issueOf(rule, id, level, facts);
    const fresh = nextId();
    going.add(fresh);
    byKey.set(key, fresh);
    raised.push(
      append('escalations', fresh, {
        id: fresh,
        item: id,
        kind: 'stuck',
        issue,
        parties: joined([...new Set(parties)], policy.locale),
        level,
        openedOn: isoOf(today),
        source: 'auto',
        ...known({ episode: facts.items.has(id) ? 'stuck' : 'duty', steps: stepsWith('', notice, facts) }),
      }),
    );
  }
  const begun = new Map(notices.flatMap((notice) => (isArrival(notice) ? [[notice.item, notice] as const] : [])));
  const noted = rows.escalations.flatMap((row): Write[] => {
    const arrival = row.values.steps === '' ? begun.get(row.id) : undefined;
    const first = arrival ? { steps: stepsWith('', arrival, facts) } : {};
    const values = known({
      ...whatItIs(row, facts),
      ...first,
      ...(going.has(row.id) ? {} : endOf(row, facts, open.endOfAuto)),
    });
    return Object.keys(values).length === 0
      ? []
      : [{ tab: 'escalations', kind: 'set', item: row.id, values, expected: {} }];
  });
  return { raised, noted, byKey };
};

/** A dispute that both sides are asked to settle. */
const isArrival = ({ rule, level, key }: Notice): boolean =>
  rule === 'dispute' && level === 0 && parseKey(key).step === STEP.arrived;

/** The rows of what is going on, and whether a row's escalation is. Rows of before episodes were noted are told by their day. */
const openRows = ({ episodes, snapshot: { rows }, items, flow, notified }: Facts) => {
  const filed = firstById(rows.escalations);
  const byRow = new Map(episodes.flatMap((episode) => (episode.row ? [[episode.row, episode] as const] : [])));
  const byClock = new Map(episodes.map((episode) => [episodeClock(episode), episode]));
  const isOpen = ({ values: { source, decision, decidedOn, end } }: Row<'escalations'>) =>
    source === 'auto' && decision === '' && decidedOn === null && end === null;
  const endOfAuto = (row: Row<'escalations'>): Episode['end'] => {
    const episode = byRow.get(row.id);
    if (episode) return episode.end;
    const { item: id, openedOn } = row.values;
    const item = items.get(id);
    if (item) {
      if (item.level > 0 && item.escalatedOn === openedOn) return null;
      return endOfTask(item);
    }
    const matter = flow.matters.get(id);
    if (!matter) return 'overtaken';
    return matter.duties.some(({ level }) => level > 0) ? null : 'moved';
  };
  return {
    of: ({ key, rule, item }: Notice): Row<'escalations'> | undefined => {
      const { date, step } = parseKey(key);
      const episode = byClock.get(episodeClock({ rule, item, part: partOf(step), since: dayFromIso(date) }));
      const own = episode?.row ? filed.get(episode.row) : undefined;
      if (own) return isOpen(own) ? own : undefined;
      const before = notified.dayOf(rule, item, date, step - 1);
      if (before === null) return undefined;
      return rows.escalations.find(
        (row) => isOpen(row) && !byRow.has(row.id) && row.values.item === item && row.values.openedOn === before,
      );
    },
    endOfAuto,
  };
};

/** Who was asked at a level, on a line of its own below what the cell says. */
const stepsWith = (before: string, { to, level }: Notice, { snapshot: { today, policy } }: Facts): string => {
  const people = to.map(({ name }) => name);
  const line = sayWritten('escalation.step', { on: isoOf(today), level, people }, policy.locale, today);
  return before === '' ? line : `${before}\n${line}`;
};

/** What people filed is called what it was taken for when it was first seen, and stays that. */
const whatItIs = (row: Row<'escalations'>, { items, notified }: Facts): Record<string, WriteValue> => {
  const { episode, source, item, issue } = row.values;
  if (episode !== null || source === 'auto' || issue === '') return {};
  return { episode: filedAs(row, items.get(item), notified) };
};

/** How it ended and when, where that is not written yet; what a person takes up again is open again. */
const endOf = (
  row: Row<'escalations'>,
  facts: Facts,
  endOfAuto: (row: Row<'escalations'>) => EpisodeEnd | null,
): Record<string, WriteValue> => {
  const { snapshot, items, flow } = facts;
  const { source, decision, decidedOn, level, end, item } = row.values;
  const ended = (how: EpisodeEnd) => (how === end ? {} : { end: how, endedOn: isoOf(decidedOn ?? snapshot.today) });
  if (isDecided(row.values)) {
    if (isWithdrawn(decision, snapshot.today)) return ended('withdrawn');
    return ended(source !== 'auto' && (level ?? 0) < 1 ? 'agreed' : 'decided');
  }
  if (source === 'auto') {
    const how = end ?? endOfAuto(row);
    return how === null ? {} : ended(how);
  }
  const task = items.get(item);
  const request = flow.matters.get(row.id)?.request ?? '';
  const isGone =
    isOver(flow.requests.get(request), flow.progress.get(request)) ||
    (task?.open === false && filedAs(row, task, facts.notified) === 'help');
  if (isGone) return ended('overtaken');
  return end === null ? {} : { end: null, endedOn: null };
};

/** What is written of a stuck task, or of a duty nobody sees to, and whom it concerns. */
const issueOf = (rule: string, id: string, level: number, facts: Facts): { issue: string; parties: string[] } => {
  const { policy, today } = facts.snapshot;
  const named = (people: readonly (Person | null)[]) => people.flatMap((person) => person?.name ?? []);
  const executive = level === 2 ? policy.executive : null;
  const item = facts.items.get(id);
  if (item) {
    const words = {
      name: shorten(oneLine(item.name), QUOTED),
      since: isoOf(must(item.stuckSince, `day since when ${id} stands still`)),
      due: isoOrNull(item.due),
      owner: item.responsible?.name ?? '',
    };
    return {
      issue: sayWritten('escalation.issue', words, policy.locale, today),
      parties: named([item.responsible, item.accountable, item.divisionLeader, executive]),
    };
  }
  const matter = must(facts.flow.matters.get(id), `matter ${id}`);
  const duty = must(
    matter.duties.find((owed) => owed.rule === rule),
    `duty ${rule} of ${id}`,
  );
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
