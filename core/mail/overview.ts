/** A manager's week: figures, what is to be decided, late, at risk or coming up, and the meeting's agenda. */
import type { Tone } from '../../sheet-templates/index.ts';
import type { Item } from '../item.ts';
import { formatClock } from '../messages/format.ts';
import { sayWaits } from '../messages/index.ts';
import type { OverviewCounts } from '../messages/mail-messages.ts';
import type { FactNameOf } from '../problem.ts';
import type { Meeting } from '../process/meetings.ts';
import type { In } from '../rules/index.ts';
import { type Line, quiet } from '../text/span.ts';
import { oneLine, SHOWN } from '../text/width.ts';
import { titleOf } from './about.ts';
import type { LinkFor } from './buttons.ts';
import type { Figure, List, ListRow, Section } from './model.ts';
import { cell, dayFor, listFact, nameOf, ownerOf, type Reader, statusText, textFact } from './reader.ts';
import { mailSection } from './section.ts';

type WeekNotice = In<'overview'>;

/**
 * The week of a manager's departments: figures, the agenda of the meeting it prepares, and short lists of what is to be
 * decided, late, at risk and coming up. What the mail shows in a card (`carded`) is only named. The figures may stand elsewhere.
 */
export const overviewSection = (
  reader: Reader,
  notice: WeekNotice,
  carded: ReadonlySet<string>,
  linkFor: LinkFor,
  hasFigures: boolean,
): Section => {
  const { overview } = reader.say;
  const departments = listFact(notice, 'departments');
  const standing = planStanding(reader, departments);
  const rowOf = (id: string, itemRow: (reader: Reader, item: Item) => ListRow): ListRow => {
    const item = reader.items.get(id);
    if (carded.has(id)) return bare(named(nameIn(reader, id), id));
    return { ...(item ? itemRow(reader, item) : matterRow(reader, id)), link: linkFor(id) };
  };
  const list = (
    label: string,
    fact: FactNameOf<WeekNotice['facts'], readonly string[]>,
    itemRow: (reader: Reader, item: Item) => ListRow,
  ) => listOf(reader, label, listFact(notice, fact), (id) => rowOf(id, itemRow));
  const lists = [
    ...agendaOf(reader, notice),
    list(overview.list.decisions, 'decisions', troubleRow),
    list(overview.list.late, 'late', troubleRow),
    list(overview.list.risks, 'risks', riskRow),
    list(overview.list.actions, 'openActions', dueRow),
    listOf(reader, overview.list.departments, departments.length > 1 ? busyIn(reader, departments) : [], (department) =>
      departmentRow(reader, department),
    ),
    listOf(reader, overview.list.next, nextIn(reader, notice), (row) => row()),
  ];
  return mailSection(overview.title(departments.map(cell)), {
    figures: hasFigures && standing.open > 0 ? figuresOf(reader, standing) : [],
    lists: lists.filter((list) => list !== null),
  });
};

/** What a headline and a subject say of a manager's week. */
export interface Week {
  readonly departments: readonly string[];
  readonly counts: OverviewCounts;
}

const NO_WEEK: Week = { departments: [], counts: { decisions: 0, late: 0, risks: 0 } };

/** Several managers' weeks, or those of several workbooks, as one. */
export const sumWeeks = (weeks: readonly Week[]): Week =>
  weeks.reduce(
    (a, b) => ({
      departments: [...new Set([...a.departments, ...b.departments])],
      counts: {
        decisions: a.counts.decisions + b.counts.decisions,
        late: a.counts.late + b.counts.late,
        risks: a.counts.risks + b.counts.risks,
      },
    }),
    NO_WEEK,
  );

export const weekOf = (notice: In<'overview'>): Week => ({
  departments: listFact(notice, 'departments').map(cell),
  counts: {
    decisions: listFact(notice, 'decisions').length,
    late: listFact(notice, 'late').length,
    risks: listFact(notice, 'risks').length,
  },
});

/** Only what is shown is put into words. */
const listOf = <T>({ say, rows }: Reader, label: string, all: readonly T[], rowOf: (one: T) => ListRow): List | null =>
  all.length === 0
    ? null
    : {
        label,
        rows: all.slice(0, rows).map(rowOf),
        more: all.length > rows ? say.overview.more(all.length - rows) : null,
      };

const bare = (text: Line): ListRow => ({ text, value: '', tone: 'quiet', days: 0, note: null, bar: null, link: null });
const named = (name: string, id: string): Line => [`${name} `, quiet(id)];

const nameIn = ({ items, matters }: Reader, id: string): string => {
  const [item, matter] = [items.get(id), matters.get(id)];
  return item ? nameOf(item) : matter ? titleOf(matter) : id;
};

/** How open tasks stand: late, due within the reminder's days, or on their way. */
const shares = ({ policy }: Reader, items: readonly Item[]) => {
  const late = items.filter((item) => item.late).length;
  const soon = items.filter(({ late, daysLeft }) => !late && daysLeft !== null && daysLeft <= policy.remindDays).length;
  return { late, soon, fine: items.length - late - soon };
};

/** How many tasks of a manager's departments are open, and how they stand; what is stuck is one of the others, too. */
export interface PlanStanding {
  readonly open: number;
  readonly fine: number;
  readonly soon: number;
  readonly late: number;
  readonly stuck: number;
}

export const planStanding = (reader: Reader, departments: readonly string[]): PlanStanding => {
  const open = departments.flatMap((department) => reader.openIn.get(department) ?? []);
  const stuck = open.filter(({ level, stuck }) => level > 0 || stuck).length;
  return { open: open.length, ...shares(reader, open), stuck };
};

export const figuresOf = (reader: Reader, { fine, soon, late, stuck }: PlanStanding): Figure[] => {
  const { figure } = reader.say.overview;
  const shown: readonly (readonly [number, string, Tone])[] = [
    [fine, figure.fine, 'quiet'],
    [soon, figure.soon(reader.policy.remindDays), 'soon'],
    [late, figure.late, 'late'],
    [stuck, figure.stuck, 'late'],
  ];
  return shown.map(([count, label, tone]) => ({ count, label, tone: count > 0 ? tone : 'quiet' }));
};

const busyIn = ({ openIn }: Reader, departments: readonly string[]): string[] =>
  departments.filter((department) => openIn.has(department));

const departmentRow = (reader: Reader, department: string): ListRow =>
  standingRow(reader, [cell(department)], planStanding(reader, [department]));

/** A name, how many tasks are open there, and a bar of how they stand. */
export const standingRow = (reader: Reader, text: Line, { open, fine, soon, late }: PlanStanding): ListRow => {
  const parts: readonly (readonly [number, Tone])[] = [
    [fine, 'fine'],
    [soon, 'soon'],
    [late, 'late'],
  ];
  return {
    ...bare(text),
    value: reader.say.overview.tasks(open, late, soon),
    bar: open > 0 ? parts.filter(([count]) => count > 0).map(([count, tone]) => ({ share: count / open, tone })) : null,
  };
};

/** How late something is, else the day it is due. */
const lateOrDue = (
  reader: Reader,
  late: number | null,
  due: number | null,
): Pick<ListRow, 'value' | 'tone' | 'days'> =>
  late === null
    ? { value: due === null ? '' : dayFor(reader, due), tone: 'quiet', days: 0 }
    : { value: reader.say.overview.late(late), tone: 'late', days: late };

const itemValue = (reader: Reader, item: Item) => lateOrDue(reader, item.late ? item.daysLate : null, item.due);

const noted = (...parts: readonly Line[]): Line | null => {
  const said = parts.filter((part) => part.length > 0);
  return said.length === 0 ? null : said.flatMap((part, i) => (i === 0 ? part : [' · ', ...part]));
};
const owner = (item: Item): Line => (item.responsible ? [ownerOf(item)] : []);

/** Something late or stuck: who has it, and why. */
const troubleRow = (reader: Reader, item: Item): ListRow => ({
  text: named(nameOf(item), item.id),
  ...itemValue(reader, item),
  note: noted(owner(item), item.reason ? reader.say.card.reason(cell(item.reason)) : [reader.say.card.noReason]),
  bar: null,
  link: null,
});

/** Something that may become late: who has it, and what makes it a risk. */
const riskRow = (reader: Reader, item: Item): ListRow => {
  const { card } = reader.say;
  const held = item.waitsFor.filter((id) => reader.items.get(id)?.late);
  const why = item.risk
    ? card.risk(cell(item.risk))
    : held.length > 0
      ? card.waitsFor(
          held.slice(0, SHOWN).map((id) => nameIn(reader, id)),
          Math.max(0, held.length - SHOWN),
        )
      : [statusText(item.status, reader.locale)];
  return {
    text: named(nameOf(item), item.id),
    ...itemValue(reader, item),
    note: noted(owner(item), why),
    bar: null,
    link: null,
  };
};

/** A line for what only comes up: its owner stands beside its id. */
const dueRow = (reader: Reader, item: Item): ListRow => ({
  ...bare(named(nameOf(item), [item.id, ownerOf(item)].filter(Boolean).join(' '))),
  ...itemValue(reader, item),
});

const matterRow = (reader: Reader, id: string): ListRow => {
  const matter = reader.matters.get(id);
  const row = bare(named(nameIn(reader, id), id));
  const [duty] = matter?.duties ?? [];
  if (!duty) return row;
  return {
    ...row,
    ...lateOrDue(reader, duty.phase === 'late' ? duty.daysLate : null, duty.end),
    note: [oneLine(sayWaits(duty.rule, duty.facts, reader.locale, reader.today, reader.policy.locale))],
  };
};

const timeOf = (reader: Reader, { values: { date, start } }: Meeting): string => {
  if (date === null) return '';
  const day = date === reader.today ? reader.say.overview.today : dayFor(reader, date);
  return start === null ? day : `${day} ${formatClock(start)}`;
};

/** Tasks that come due and meetings, by day. */
const nextIn = (reader: Reader, notice: WeekNotice): readonly (() => ListRow)[] => {
  const items = listFact(notice, 'next').flatMap((id) => reader.items.get(id) ?? []);
  const meetings = listFact(notice, 'meetings').flatMap((id) => reader.meetings.get(id) ?? []);
  return [
    ...items.map((item) => ({ day: item.due ?? reader.today, row: () => dueRow(reader, item) })),
    ...meetings.map((meeting) => ({
      day: meeting.values.date ?? reader.today,
      row: () => ({ ...bare(named(cell(meeting.values.name), meeting.id)), value: timeOf(reader, meeting) }),
    })),
  ]
    .sort((a, b) => a.day - b.day)
    .map(({ row }) => row);
};

/** The meeting's topics; one without any opens with what was agreed before, what is late and what is to be decided. */
const agendaOf = (reader: Reader, notice: WeekNotice): List[] => {
  const { overview } = reader.say;
  const meeting = reader.meetings.get(textFact(notice, 'meeting'));
  if (!meeting) return [];
  const [actions, left] = [listFact(notice, 'actions').length, listFact(notice, 'openActions').length];
  const { late, decisions } = weekOf(notice).counts;
  const topics =
    meeting.topics.length > 0
      ? meeting.topics.map(({ values: { name, minutes } }) => ({
          name: cell(name),
          value: minutes === null ? '' : overview.minutes(minutes),
        }))
      : [
          actions > 0 ? overview.agenda.actions(actions - left, actions) : '',
          late > 0 ? overview.agenda.late(late) : '',
          decisions > 0 ? overview.agenda.decisions(decisions) : '',
        ]
          .filter(Boolean)
          .map((name) => ({ name, value: '' }));
  const label = overview.meeting(timeOf(reader, meeting), cell(meeting.values.name), topics.length > 0);
  const rows = topics.map(({ name, value }, i): ListRow => ({ ...bare([`${i + 1}. ${name}`]), value }));
  return [listOf(reader, label, rows, (row) => row) ?? { label, rows: [], more: null }];
};
