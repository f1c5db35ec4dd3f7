/** The usual topics for a kick-off or a weekly meeting that has none. */
import type { Item } from '../item.ts';
import { sayWritten } from '../messages/index.ts';
import { lengthOf } from '../read/meetings.ts';
import type { RecordOf } from '../snapshot.ts';
import { oneLine, shorten } from '../text/width.ts';
import { isoOrNull } from '../time/day.ts';
import type { Held, Neighbours } from './held.ts';
import type { Source } from './source.ts';

/** What is on an agenda: a topic's cells, as far as they are known. */
export type AgendaEntry = Partial<RecordOf<'topics'>>;

const KICKOFF = ['agenda.background', 'agenda.division', 'agenda.nodes', 'agenda.risks'] as const;

/**
 * What a meeting without topics is about: a kick-off has its four; a weekly meeting, on its day, opens with the open
 * actions of the meetings before it and goes on with what is late and what needs a decision. Others are for people.
 */
export const agendaOf = (held: Held, neighbours: Neighbours, source: Source): readonly AgendaEntry[] => {
  const { kind, date } = held.values;
  const { today, calendar } = source.snapshot;
  if (kind === 'kickoff') return kickoffAgenda(held, source);
  if (kind === 'weekly' && date !== null && today >= calendar.workdayOnOrBefore(date)) {
    return weeklyAgenda(held, neighbours.before(held.id), source);
  }
  return [];
};

const kickoffAgenda = ({ values, request }: Held, { snapshot: { policy, today } }: Source): AgendaEntry[] => {
  const minutesOf = spread(lengthOf(values) ?? policy.meetingMin, KICKOFF.length);
  return KICKOFF.map((code, i) => ({
    name: sayWritten(code, {}, policy.locale, today),
    minutes: minutesOf(i),
    presenter: i === 0 ? (request?.contact ?? null) : null,
  }));
};

const weeklyAgenda = ({ values, request }: Held, before: readonly Held[], source: Source): AgendaEntry[] => {
  const { policy, today } = source.snapshot;
  const all = values.request === '' ? [...source.items.values()] : (request?.items ?? []);
  const items = all.filter(({ open }) => open);
  const actions = new Set(before.flatMap((held) => held.actions.map(({ id }) => id)));
  const isLate = ({ late, status }: Item) => late || status === 'delayed' || status === 'blocked';
  const parts: { code: Parameters<typeof sayWritten>[0]; about: Item[]; risks: boolean }[] = [
    { code: 'agenda.actions', about: items.filter(({ id }) => actions.has(id)), risks: false },
    { code: 'agenda.delayed', about: items.filter((item) => isLate(item) && !actions.has(item.id)), risks: false },
    { code: 'agenda.decisions', about: items.filter(({ risk, level }) => risk !== '' || level > 0), risks: true },
  ];
  // The first of its kind has nothing to look back on.
  const shown = before.length > 0 ? parts : parts.slice(1);
  const minutesOf = spread(lengthOf(values) ?? policy.weeklyMax, shown.length);
  return shown.map(({ code, about, risks }, i) => ({
    name: sayWritten(code, {}, policy.locale, today),
    minutes: minutesOf(i),
    points: pointsOf(about, risks, source),
  }));
};

/** Minutes of so many topics that fill a meeting, in fives; the second, where the work is, gets what is left over. */
const spread = (length: number, count: number): ((topic: number) => number) => {
  const each = Math.floor(length / count / 5) * 5;
  return (topic) => (topic === 1 ? length - each * (count - 1) : each);
};

/** Lines of a cell; the rest is counted. */
const NAMED = 15;
/** Longest text of another cell that a line quotes, in columns: all lines together fit into one cell. */
const QUOTE = 200;
const quoted = (text: string): string => shorten(oneLine(text), QUOTE);

const pointsOf = (items: readonly Item[], risks: boolean, { snapshot: { policy, today } }: Source): string => {
  const say = (code: Parameters<typeof sayWritten>[0], facts: Parameters<typeof sayWritten>[1]) =>
    sayWritten(code, facts, policy.locale, today);
  if (items.length === 0) return say('agenda.none', {});
  const lines = items.slice(0, NAMED).map(({ id, name, responsible, due, risk }) =>
    say('agenda.item', {
      id,
      name: quoted(name),
      owner: quoted(responsible?.name ?? ''),
      due: isoOrNull(due),
      risk: risks ? quoted(risk) : '',
    }),
  );
  return [...lines, ...(items.length > NAMED ? [say('agenda.more', { count: items.length - NAMED })] : [])].join('\n');
};
