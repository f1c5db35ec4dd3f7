/** A manager's week on one screen: a bar a department, and a line for the rest and for the meeting it prepares. */
import type { Tone } from '../../sheet-templates/index.ts';
import type { Item } from '../item.ts';
import { formatClock } from '../messages/format.ts';
import type { Meeting } from '../process/meetings.ts';
import type { In } from '../rules/index.ts';
import type { Line } from '../text/span.ts';
import { shortenAtWord, widthOf } from '../text/width.ts';
import type { Figure, ListRow, Section } from './model.ts';
import { cell, dayFor, listFact, type Reader, textFact } from './reader.ts';
import { mailSection } from './section.ts';

type WeekNotice = In<'overview'>;

/** Columns of the meeting's agenda. */
const AGENDA = 72;
const BETWEEN = ' · ';

/**
 * The week of a manager's departments: how the open tasks of each stand, how many more are overdue or at risk than the mail shows in a
 * card (`carded`), and what the meeting it prepares is about. The more `decisions` stand before it, the less it says.
 */
export const overviewSection = (
  reader: Reader,
  notice: WeekNotice,
  carded: ReadonlySet<string>,
  decisions: number,
): Section => {
  const { overview } = reader.say;
  const departments = listFact(notice, 'departments');
  const busy = busyIn(reader, departments);
  const rest = [restOfWeek(reader, notice, carded, decisions > 1), meetingLine(reader, notice, decisions > 1)].filter(
    (line) => line !== '',
  );
  const rows = [
    ...busy.slice(0, reader.rows).map((department) => departmentRow(reader, department)),
    ...rest.map((line) => bare([line])),
  ];
  const more = Math.max(0, busy.length - reader.rows);
  return mailSection(overview.title(departments.map(cell)), {
    lists: rows.length > 0 ? [{ label: '', rows, more: more > 0 ? overview.more(more) : null }] : [],
  });
};

/** What a headline and a subject say of a manager's week. */
export interface Week {
  readonly departments: readonly string[];
  readonly standing: PlanStanding;
  /** Tasks that were overdue a week ago; null where nobody knows. */
  readonly overdueBefore: number | null;
}

const NOTHING: PlanStanding = { open: 0, fine: 0, late: 0, stuck: 0 };
const NO_WEEK: Week = { departments: [], standing: NOTHING, overdueBefore: null };

/** Several managers' weeks, or those of several workbooks, as one. */
export const sumWeeks = (weeks: readonly Week[]): Week => {
  const [first = NO_WEEK, ...others] = weeks;
  return others.reduce(
    (a, b) => ({
      departments: [...new Set([...a.departments, ...b.departments])],
      standing: sumStandings(a.standing, b.standing),
      overdueBefore: a.overdueBefore === null || b.overdueBefore === null ? null : a.overdueBefore + b.overdueBefore,
    }),
    first,
  );
};

export const sumStandings = (a: PlanStanding, b: PlanStanding): PlanStanding => ({
  open: a.open + b.open,
  fine: a.fine + b.fine,
  late: a.late + b.late,
  stuck: a.stuck + b.stuck,
});

export const weekOf = (reader: Reader, notice: In<'overview'>): Week => {
  const departments = listFact(notice, 'departments');
  return {
    departments: departments.map(cell),
    standing: planStanding(reader, departments),
    overdueBefore: notice.facts.overdueBefore ?? null,
  };
};

const bare = (text: Line): ListRow => ({ text, value: '', tone: 'quiet', days: 0, note: null, bar: null, link: null });

/** How many tasks of a manager's departments are open, on track or late; what is stuck is one of these, too. */
export interface PlanStanding {
  readonly open: number;
  readonly fine: number;
  readonly late: number;
  readonly stuck: number;
}

const openOf = (reader: Reader, departments: readonly string[]): readonly Item[] =>
  departments.flatMap((department) => reader.openIn.get(department) ?? []);

export const planStanding = (reader: Reader, departments: readonly string[]): PlanStanding => {
  const open = openOf(reader, departments);
  const late = open.filter((item) => item.late).length;
  const stuck = open.filter(({ level, stuck }) => level > 0 || stuck).length;
  return { open: open.length, fine: open.length - late, late, stuck };
};

export const figuresOf = (reader: Reader, { fine, late, stuck }: PlanStanding): Figure[] => {
  const { figure } = reader.say.overview;
  const shown: readonly (readonly [number, string, Tone])[] = [
    [fine, figure.fine, 'quiet'],
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
export const standingRow = (reader: Reader, text: Line, { open, fine, late }: PlanStanding): ListRow => {
  const parts: readonly (readonly [number, Tone])[] = [
    [fine, 'fine'],
    [late, 'late'],
  ];
  return {
    ...bare(text),
    value: reader.say.overview.tasks(open, late),
    bar: open > 0 ? parts.filter(([count]) => count > 0).map(([count, tone]) => ({ share: count / open, tone })) : null,
  };
};

/** What the bars count as overdue and no card shows, and what is at risk; '' for nothing. */
const restOfWeek = (reader: Reader, notice: WeekNotice, carded: ReadonlySet<string>, isBrief: boolean): string => {
  const open = openOf(reader, listFact(notice, 'departments'));
  const late = open.filter((item) => item.late);
  const others = late.filter(({ id }) => !carded.has(id));
  const risks = listFact(notice, 'risks').filter((id) => !carded.has(id));
  return reader.say.overview.rest({
    late: others.length,
    isRest: others.length < late.length,
    isBrief,
    unowned: others.filter(({ responsible }) => responsible === null).length,
    risks: risks.length,
  });
};

const timeOf = (reader: Reader, { values: { date, start } }: Meeting): string => {
  if (date === null) return '';
  const day = date === reader.today ? reader.say.overview.today : dayFor(reader, date);
  return start === null ? day : `${day} ${formatClock(start)}`;
};

/** The meeting with its topics; one without any opens with what was agreed before, what is late and what is to be decided; '' for none. */
const meetingLine = (reader: Reader, notice: WeekNotice, isBrief: boolean): string => {
  const { overview } = reader.say;
  const meeting = reader.meetings.get(textFact(notice, 'meeting'));
  if (!meeting) return '';
  const [actions, left] = [listFact(notice, 'actions').length, listFact(notice, 'openActions').length];
  const { late } = weekOf(reader, notice).standing;
  const topics =
    meeting.topics.length > 0
      ? meeting.topics.map(({ values: { name } }) => cell(name))
      : [
          actions > 0 ? overview.agenda.actions(actions - left, actions) : '',
          late > 0 ? overview.agenda.late(late) : '',
        ].filter(Boolean);
  return overview.meeting(timeOf(reader, meeting), cell(meeting.values.name), isBrief ? '' : agendaOf(topics));
};

/** As many topics as there is room for, at least the first. */
const agendaOf = (topics: readonly string[]): string => {
  const fits = (count: number) => widthOf(topics.slice(0, count).join(BETWEEN)) <= AGENDA;
  const most = topics.filter((_, i) => fits(i + 1)).length;
  const [first = ''] = topics;
  const shown = most > 0 ? topics.slice(0, most).join(BETWEEN) : shortenAtWord(first, AGENDA);
  return most > 0 && most < topics.length ? `${shown}…` : shown;
};
