/** `minutes`: reads typed minutes into rows of meetings, topics and actions. */
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import type { Command } from 'commander';
import { FORMAT, formatClock, formatDay } from '../../../core/messages/format.ts';
import { inAll } from '../../../core/messages/in-all.ts';
import { sayProblem } from '../../../core/messages/index.ts';
import { LANGUAGES } from '../../../core/messages/languages.ts';
import type { MeetingTaken, MinutesDoubt, MinutesRows } from '../../../core/minutes/rows.ts';
import { problemJson } from '../../../core/planning/plan-json.ts';
import type { Problem } from '../../../core/problem.ts';
import type { Snapshot } from '../../../core/snapshot.ts';
import { groupBy } from '../../../core/text/maps.ts';
import { dayFromIso, isoOf } from '../../../core/time/day.ts';
import { type MinutesFile, takeMinutes } from '../../answer/minutes.ts';
import { textOfMinutes } from '../../answer/minutes-file.ts';
import { BatonError, EXIT } from '../../errors.ts';
import { NAME, shortText } from '../plain.ts';
import { isError } from '../problems.ts';
import { command, option } from '../program.ts';
import { openNamed, openReading, realNow } from '../reading.ts';
import { table } from '../table.ts';
import { pathFromCaller, type Terminal } from '../terminal.ts';

const say = inAll('calls');

interface Options {
  readonly dryRun?: boolean;
  readonly request?: string;
}

export const minutesCommand = (terminal: Terminal): Command =>
  command(terminal, 'minutes')
    .argument('<workbook>', terminal.say.help.argument.workbook)
    .argument('<file>', terminal.say.help.argument.minutes)
    .addOption(option(terminal, '--request <id>', 'request'))
    .addOption(option(terminal, '--dry-run', 'dryRun'))
    .addOption(option(terminal, '--json', 'json'))
    .addOption(option(terminal, '--locale <locale>', 'locale'))
    .action(async (workbook: string, given: string, { dryRun = false, request = '' }: Options) => {
      const file = await fileOf(given);
      const store = openNamed(workbook);
      const { rows, facts } = await takeMinutes({ store, file, request, dryRun, clock: realNow, wait: setTimeout });
      // What the sheet itself has to say about the new rows, which only a reading of it can tell.
      const { snapshot } = dryRun || rows.writes.length === 0 ? facts : await openReading(workbook);
      const ids = newIds(rows);
      const problems = snapshot.problems.filter((problem) => ids.has(problem.item) && !isError(problem));
      if (rows.doubts.length > 0) terminal.exit(EXIT.data);
      if (terminal.json) terminal.printJson(minutesJson(terminal, rows, problems, snapshot, dryRun));
      else terminal.print(...minutesReport(terminal, rows, problems, snapshot, dryRun));
    });

const fileOf = async (given: string): Promise<MinutesFile> => {
  if (given === '-') return { name: '', text: textOfMinutes(await buffer(process.stdin)) };
  const path = pathFromCaller(given);
  const [bytes, { mtime }] = await Promise.all([readFile(path), stat(path)]).catch((cause) => {
    throw noFile(given, cause);
  });
  return { name: basename(given), text: textOfMinutes(bytes), writtenOn: dayOfFile(mtime) };
};

/** A day more or less, for the zone, makes no other year of it. */
const dayOfFile = (at: Date) => dayFromIso(at.toISOString().slice(0, 10));

const newIds = ({ meetings }: MinutesRows): ReadonlySet<string> =>
  new Set(
    meetings.flatMap(({ topics, actions, ...meeting }) =>
      [meeting, ...topics, ...actions].flatMap(({ id, isNew }) => (isNew ? [id] : [])),
    ),
  );

const minutesJson = (
  { locale }: Terminal,
  { meetings, doubts }: MinutesRows,
  problems: readonly Problem[],
  { policy, today }: Snapshot,
  dryRun: boolean,
) => ({
  dryRun,
  meetings: meetings.map(
    ({
      id,
      isNew,
      read: { name, kind, date, start, end, place, host, recorder, attendees, departments, note },
      ...of
    }) => ({
      id,
      isNew,
      name,
      kind,
      date: date === null ? null : isoOf(date),
      start: start === null ? null : formatClock(start),
      end: end === null ? null : formatClock(end),
      place,
      host,
      recorder,
      attendees: attendees.map((named) => named.name),
      present: attendees.map(({ name: person, department }) => ({ name: person, department })),
      departments,
      note,
      topics: of.topics.map(({ id, isNew, read }) => ({
        id,
        isNew,
        ...read,
        researchDue: read.researchDue === null ? null : isoOf(read.researchDue),
      })),
      actions: of.actions.map(({ id, isNew, read }) => ({
        id,
        isNew,
        ...read,
        due: read.due === null ? null : isoOf(read.due),
      })),
    }),
  ),
  doubts: doubts.map((doubt) => ({
    ...doubt,
    message: LANGUAGES[locale].minutesDoubts[doubt.code](doubt.text, doubt.near),
  })),
  problems: problems.map((problem) => problemJson(problem, policy.locale, today)),
});

const minutesReport = (
  terminal: Terminal,
  { meetings, doubts }: MinutesRows,
  problems: readonly Problem[],
  snapshot: Snapshot,
  dryRun: boolean,
): string[] => {
  const { say, paint } = terminal;
  const count = newIds({ meetings, doubts, writes: [] }).size;
  const ending = dryRun ? say.minutes.would(count) : count > 0 ? say.minutes.wrote(count) : say.minutes.nothing;
  const lines = meetings.flatMap((meeting) => [...meetingLines(terminal, meeting, snapshot), '']);
  const asked = askedFor(terminal, doubts, problems, snapshot);
  return [
    ...lines,
    ending,
    ...(asked.length > 0 ? ['', paint('soon', say.minutes.settle(asked.length))] : []),
    ...(asked.length > 0 ? table([say.minutes.line, say.minutes.id, say.table.problem], asked, terminal.width) : []),
  ];
};

const meetingLines = (
  { say, locale, paint, width }: Terminal,
  { id, isNew, read, topics, actions }: MeetingTaken,
  { today }: Snapshot,
): string[] => {
  const day = (at: number) => formatDay(at, locale, today);
  const when = [read.date === null ? '' : day(read.date), read.start === null ? '' : formatClock(read.start)].join(' ');
  const rows = [
    ...topics.map(({ read: topic, ...row }) => [row.id, mark(row.isNew, say), say.minutes.topic, '', topic.name]),
    ...actions.map(({ read: { name, owner, due, dueText }, ...row }) => [
      row.id,
      mark(row.isNew, say),
      owner,
      due === null ? dueText : day(due),
      name,
    ]),
  ];
  const title = paint('strong', `${id}  ${shortText(read.name, NAME)} · ${when.trim()}`);
  const head = `${title}${isNew ? '' : `  ${paint('quiet', say.minutes.there)}`}`;
  if (rows.length === 0) return [head];
  const [first = '', ...others] = table(
    [say.minutes.id, '', say.minutes.who, say.minutes.until, say.minutes.what],
    rows,
    width,
  );
  return [head, paint('quiet', first), ...others];
};

const mark = (isNew: boolean, { minutes: { isNew: fresh } }: Terminal['say']): string => (isNew ? fresh : '');

/** What a person has to settle: first what the minutes leave open, then what the sheet says of the new rows. */
const askedFor = (
  { locale }: Terminal,
  doubts: readonly MinutesDoubt[],
  problems: readonly Problem[],
  { today, policy }: Snapshot,
): string[][] => {
  const of = groupBy(doubts, ({ line, item }) => `${line} ${item}`);
  const words = (some: readonly MinutesDoubt[]) =>
    some.map(({ code, text, near }) => LANGUAGES[locale].minutesDoubts[code](text, near)).join(FORMAT[locale].gap);
  return [
    ...[...of.values()].map((some) => [String(some[0].line), some[0].item, words(some)]),
    ...problems.map((problem) => ['', problem.item, sayProblem(problem, locale, today, policy.locale)]),
  ];
};

const noFile = (file: string, cause: unknown) =>
  new BatonError('call', 'minutes-missing', say.minutesMissing({ file }), cause);
