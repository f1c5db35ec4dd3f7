/** What a sweep prints: how it ended, who gets what, what escalates, what needs mending. */
import type { Item } from '../../core/item.ts';
import { FORMAT, formatClock, formatDay, listOf } from '../../core/messages/format.ts';
import { isOfDuty, sayWaits } from '../../core/messages/index.ts';
import type { Mail, Notice } from '../../core/plan.ts';
import { factOf } from '../../core/problem.ts';
import type { Facts } from '../../core/process/facts.ts';
import type { Matter } from '../../core/process/matter.ts';
import { ruleOf, standsIn } from '../../core/rules/index.ts';
import type { CardLook, MailSection } from '../../core/rules/rule.ts';
import type { Person } from '../../core/snapshot.ts';
import { shorten, widthOf } from '../../core/text/width.ts';
import { isoOf } from '../../core/time/day.ts';
import type { Phase } from '../../core/time/limit.ts';
import { asTyped } from '../base/as-typed.ts';
import { isWithin, recipientsIn } from '../base/recipients.ts';
import { heldWords } from '../sweep/holder.ts';
import { hadNotes, knowsWhatWasSaid, notOurs } from '../sweep/notes.ts';
import type { SweepResult } from '../sweep/sweep.ts';
import { owedLines } from './owed.ts';
import { NAME, shortText } from './plain.ts';
import { isError } from './problems.ts';
import { terminalSection } from './section.ts';
import type { Swept } from './sweeping.ts';
import { table } from './table.ts';
import type { Terminal } from './terminal.ts';
import { FILE_KINDS, type FileKind } from './words.ts';

/** What a notice is counted as, by where it stands in the mail; null where that depends on what its card shows. */
const BY_SECTION: Readonly<Record<MailSection, FileKind | null>> = {
  decided: 'know',
  decide: 'stuck',
  move: null,
  soon: 'soon',
  waiting: 'blocked',
  assigned: 'assigned',
  update: 'update',
  overview: 'week',
  mend: 'mend',
  know: 'know',
};
const BY_CARD: Readonly<Record<CardLook, FileKind | null>> = {
  decision: 'know',
  late: 'overdue',
  due: 'due',
  stuck: 'stuck',
  waiting: 'blocked',
  changes: 'changed',
  reason: 'reason',
  quiet: 'quiet',
  evidence: 'collect',
  sentence: null,
};

/** A sweep for people: how it ended, who gets what, what escalates to whom, and what needs mending. */
export const sweepReport = (terminal: Terminal, swept: Swept, options: { workbook: string; dryRun: boolean }) => {
  const { result, facts } = swept;
  const { snapshot } = facts;
  const { say, paint, locale } = terminal;
  const { policy, workbook, today, minute } = snapshot;
  const when = `${formatDay(today, locale, today)} ${formatClock(minute)}`;
  const lines = [
    paint('strong', say.sweep.at(shortText(policy.project || workbook.name, NAME), when)),
    ending(terminal, swept, options.dryRun),
  ];
  const file = asTyped(options.workbook);
  if (!knowsWhatWasSaid(snapshot))
    lines.push(
      hadNotes(snapshot) ? notOurs(snapshot).words[locale] : say.sweep.notYet(`npm run -s baton -- adopt ${file}`),
    );
  const unreached = unreachedNames(swept);
  if (unreached.length > 0) lines.push(say.sweep.unreached(unreached.length, unreached.slice(0, NAMED)));
  const outside = outsideCount(result, options.dryRun);
  if (outside > 0) lines.push(say.sweep.outside(outside));
  if (result.conflicts.length > 0) lines.push(say.sweep.conflicts(result.conflicts.length));
  const { rolled } = result;
  if (rolled)
    lines.push(
      'error' in rolled ? say.sweep.notRolled(rolled.error.words[locale]) : say.sweep.rolled(rolled.rows, rolled.sheet),
    );
  const owed = owedLines(terminal, result, today, file);
  const speaks =
    result.outcome === 'done' || result.outcome === 'failed' || (result.outcome === 'fuse' && options.dryRun);
  if (!speaks) return [...lines, ...owed];

  const told = mailsTold(swept, options.dryRun);
  if (told.length > 0) {
    const rows = told.map((mail) => personRow(terminal, mail, facts));
    const [first = '', ...people] = peopleTable(terminal, rows);
    lines.push('', paint('quiet', first), ...people);
  }
  const stuck = told.length > 0 ? result.plan.notices.filter(isAsked) : [];
  lines.push(
    ...terminalSection(
      terminal,
      say.sweep.escalates,
      [...stuck].sort((a, b) => b.level - a.level).map((notice) => escalationRow(terminal, notice, facts)),
      escalationHead(terminal),
    ),
  );
  lines.push(...owed);
  const errors = result.problems.filter(isError).length;
  const warnings = result.problems.length - errors;
  if (result.problems.length > 0) {
    lines.push('', say.sweep.mend(errors, warnings, `npm run -s baton -- check ${file}`));
  }
  return lines;
};

/** How many people a line names. */
const NAMED = 5;

/** People something was meant for today who have no address, whose address was refused, or who have left without cover. */
const unreachedNames = ({ result }: Swept): string[] => {
  const names = result.plan.silences.flatMap(({ because: { code, facts } }) =>
    code === 'no-address' || code === 'inactive' ? facts.names : [],
  );
  return [...new Set([...refusedNames(result), ...names])];
};

/** What a sweep finds beyond its plan at addresses are those that the mail system has just refused for good. */
const refusedNames = ({ problems, plan }: SweepResult): string[] =>
  problems.slice(plan.problems.length).flatMap(({ code, facts }) => (code === 'mail-refused' ? [facts.name] : []));

/** How many of the mails BATON_RECIPIENTS keeps from leaving, or would. */
const outsideCount = ({ problems, plan }: SweepResult, dryRun: boolean): number => {
  if (!dryRun)
    return problems.filter(({ code, facts }) => code === 'mail-refused' && facts.why === 'outside-address').length;
  const domains = recipientsIn(process.env.BATON_RECIPIENTS);
  return domains ? plan.mails.filter(({ to }) => !isWithin(domains, to.email ?? '')).length : 0;
};

const ending = ({ say, locale }: Terminal, { result, facts: { snapshot } }: Swept, dryRun: boolean): string => {
  const { outcome, plan, sent, because, error, holder } = result;
  switch (outcome) {
    case 'left':
      return holder ? heldWords(holder)[locale] : say.sweep.left(sent.length);
    case 'copy':
      return say.sweep.copy;
    case 'day-off':
      return dryRun
        ? say.sweep.dayOffDry(isoOf(snapshot.calendar.workdayOnOrBefore(snapshot.today)))
        : say.sweep.dayOff;
    case 'fuse':
      return say.sweep.fuse(Number(because?.facts.mails), Number(because?.facts.limit));
    case 'failed':
      return say.sweep.failed(error?.words[locale] ?? '', sent.length);
    case 'done': {
      const count = dryRun ? plan.mails.length : sent.length;
      if (dryRun) return count > 0 ? say.sweep.would(count) : say.sweep.wouldNothing;
      return count > 0 || plan.mails.some(({ to }) => to.email !== null) ? say.sweep.done(count) : say.sweep.nothing;
    }
  }
};

/** The plan's mails that left, or would. */
const mailsTold = ({ result }: Swept, dryRun: boolean): readonly Mail[] => {
  const sent = new Set(result.sent.map(({ to }) => to));
  return dryRun ? result.plan.mails : result.plan.mails.filter(({ to }) => to.email !== null && sent.has(to.email));
};

interface PersonRow {
  readonly name: string;
  readonly department: string;
  /** `2 overdue, 1 due soon`. */
  readonly counts: string;
  readonly when: string;
  readonly task: string;
}

/** Narrower than this, a terminal shows less. */
const WIDE = 100;
/** Room for a task's name. */
const LONGEST = 40;
const SHORTEST = 16;

/** One line a person: tasks' names give way where the terminal is narrow. */
const peopleTable = ({ say, width }: Terminal, people: readonly PersonRow[]): string[] => {
  const { who, department, what, when, urgent } = say.sweep;
  const before = width < WIDE ? [who, what] : [who, department, what, when];
  const cells = ({ name, department, counts, when }: PersonRow) =>
    width < WIDE ? [name, counts] : [name, department, counts, when];
  const [line = ''] = table([...before, ''], [...people.map((person) => [...cells(person), ''])], width);
  const room = Math.max(SHORTEST, Math.min(LONGEST, width - widthOf(line)));
  return table(
    [...before, urgent],
    people.map((person) => [...cells(person), shorten(person.task, room)]),
    Number.POSITIVE_INFINITY,
  );
};

/** What a mail is about, by item. An item counts once, under what is most urgent about it. */
export const kindsOf = ({ to, notices }: Pick<Mail, 'to' | 'notices'>): ReadonlyMap<string, FileKind> => {
  const kinds = new Map<string, FileKind>();
  const add = (about: string, kind: FileKind) => {
    const before = kinds.get(about);
    if (before === undefined || FILE_KINDS.indexOf(kind) < FILE_KINDS.indexOf(before)) kinds.set(about, kind);
  };
  for (const notice of notices) {
    const kind = kindOf(notice, to);
    const listed = standsIn('assigned', notice) && 'items' in notice.facts ? notice.facts.items : [];
    // Of all that is somebody's, each is counted; who merely advises or is kept informed has nothing to do.
    for (const one of listed) add(one.slice(0, one.lastIndexOf('|')), /\|[ci]\w+$/.test(one) ? 'know' : kind);
    if (listed.length === 0) add(kind === 'mend' ? notice.key : notice.item, kind);
  }
  return kinds;
};

/** How many items of each kind, the most urgent first. */
export const countKinds = (kinds: ReadonlyMap<string, FileKind>): readonly (readonly [FileKind, number])[] =>
  FILE_KINDS.map((kind) => [kind, [...kinds.values()].filter((other) => other === kind).length] as const).filter(
    ([, count]) => count > 0,
  );

/** `2 overdue, 1 due soon`. */
const sayKinds = ({ say, locale }: Pick<Terminal, 'say' | 'locale'>, kinds: ReadonlyMap<string, FileKind>): string =>
  countKinds(kinds)
    .map(([kind, count]) => say.sweep.kind[kind](count))
    .join(FORMAT[locale].clause);

const kindOf = (notice: Notice, person: Person): FileKind => {
  const { section, card = 'sentence' } = ruleOf(notice);
  if (card === 'changes') return 'changed';
  if (!notice.to.includes(person) || section === 'know') return 'know';
  if (notice.level > 0 && factOf(notice.facts, 'help') !== true) return 'stuck';
  return BY_SECTION[section] ?? BY_CARD[card] ?? byPhase(factOf(notice.facts, 'phase'));
};

/** What somebody owes a matter, by how its limit stands. */
const byPhase = (phase: Phase | undefined): FileKind =>
  phase === 'late' ? 'overdue' : phase === 'day' ? 'due' : 'act';

const personRow = (
  { say, locale }: Terminal,
  { to, notices }: Mail,
  { items, flow: { matters }, snapshot: { today } }: Facts,
): PersonRow => {
  const kinds = kindsOf({ to, notices });
  const lateness = (id: string) => items.get(id)?.daysLate ?? matters.get(id)?.duties[0]?.daysLate ?? 0;
  const urgency = ([id, kind]: [string, FileKind]) => FILE_KINDS.indexOf(kind) * 1000 - lateness(id);
  const ids = [...kinds].sort((a, b) => urgency(a) - urgency(b)).map(([id]) => id);
  const updates = notices.flatMap((notice) => (standsIn('update', notice) ? notice.facts.items : []));
  const first = [...ids, ...updates].find((id) => items.has(id) || matters.has(id)) ?? '';
  const [item, matter] = [items.get(first), matters.get(first)];
  const week = notices.find((notice) => standsIn('overview', notice));
  const departments = week ? listOf(week.facts.departments, locale) : '';
  return {
    name: to.name,
    department: to.department,
    counts: sayKinds({ say, locale }, kinds),
    when: item ? whenOf({ say, locale }, item, today) : matter ? whenDue({ say, locale }, matter, today) : '',
    task: item?.name ?? matter?.name ?? departments,
  };
};

const whenOf = ({ say, locale }: Pick<Terminal, 'say' | 'locale'>, item: Item, today: number): string => {
  if (!item.open || item.due === null) return '';
  if (item.late) return say.sweep.late(item.daysLate);
  if (item.daysLeft === 0) return say.sweep.today;
  return formatDay(item.due, locale, today);
};

/** The same of a matter's most urgent duty. */
const whenDue = ({ say, locale }: Pick<Terminal, 'say' | 'locale'>, { duties }: Matter, today: number): string => {
  const [duty] = duties;
  if (!duty) return '';
  if (duty.phase === 'late') return say.sweep.late(duty.daysLate);
  return duty.phase === 'day' ? say.sweep.today : formatDay(duty.end, locale, today);
};

/** Whether somebody is asked to step in: who is only copied still, was left out of it before. */
export const isAsked = ({ level, to }: Pick<Notice, 'level' | 'to'>): boolean => level > 0 && to.length > 0;

/** The columns of a table of escalations. */
export const escalationHead = ({ say: { sweep } }: Pick<Terminal, 'say'>): string[] => [
  sweep.level,
  sweep.item,
  sweep.still,
  sweep.to,
];

/** One escalation: its level, what it is about, how long that stood still ('' where somebody asks for help with it), and who is asked. */
export const escalationRow = (
  { say, locale }: Pick<Terminal, 'say' | 'locale'>,
  notice: Notice,
  { items, flow, snapshot }: Facts,
): string[] => {
  const { item: id, level, to, cc } = notice;
  const names = (people: readonly Person[]) =>
    listOf(
      people.map(({ name }) => name),
      locale,
    );
  const asked = isOfDuty(notice) && factOf(notice.facts, 'help') ? notice : null;
  const what = asked
    ? sayWaits(asked.rule, asked.facts, locale, snapshot.today)
    : (items.get(id)?.name ?? flow.matters.get(id)?.name ?? id);
  const still = asked ? '' : say.sweep.days(factOf(notice.facts, 'days') ?? 0);
  return [String(level), what, still, say.sweep.asked(names(to), names(cc))];
};
