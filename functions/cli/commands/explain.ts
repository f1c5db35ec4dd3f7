import type { Command } from 'commander';
import { isoOf } from '../../../core/day.ts';
import { type Facts, readFacts } from '../../../core/facts/index.ts';
import type { Matter } from '../../../core/flow/matter.ts';
import type { Item } from '../../../core/item.ts';
import type { LedgerStatus } from '../../../core/ledger.ts';
import { planOf } from '../../../core/make-plan.ts';
import { formatClock, formatDay, listOf } from '../../../core/messages/format.ts';
import { sayBecause, sayProblem, sayQuiet } from '../../../core/messages/index.ts';
import { sayStop } from '../../../core/messages/stops.ts';
import type { Plan } from '../../../core/plan.ts';
import { planJson } from '../../../core/plan-json.ts';
import { normal } from '../../../core/read/words.ts';
import type { LedgerRow, Person } from '../../../core/snapshot.ts';
import { isAnswer } from '../../../core/told.ts';
import type { RawWorkbook } from '../../../core/workbook.ts';
import { nextStep } from '../../../core/writes/state.ts';
import { type Locale, TABS, w } from '../../../sheet-templates/index.ts';
import { BatonError } from '../../errors.ts';
import { forecastWorkbook } from '../../forecast.ts';
import { isKey, type Planned, ruleName, storyJson, storyLines, storyOf } from '../explain-key.ts';
import { matterJson, matterRows } from '../explain-matter.ts';
import { command, option } from '../program.ts';
import { readWorkbook } from '../reading.ts';
import { section } from '../section.ts';
import { table } from '../table.ts';
import { type Terminal, WORDS } from '../terminal.ts';
import { unknownItem } from '../unknown-item.ts';

export const explain = (terminal: Terminal): Command =>
  command(terminal, 'explain')
    .argument('<workbook>', terminal.say.help.argument.workbook)
    .argument('<item>', terminal.say.help.argument.item)
    .addOption(option(terminal, '--now <iso>', 'now'))
    .addOption(option(terminal, '--json', 'json'))
    .addOption(option(terminal, '--locale <locale>', 'locale'))
    .action(async (workbook: string, name: string, { now }: { now?: string }) => {
      const { raw, context, snapshot } = await readWorkbook(workbook, now);
      const facts = readFacts(snapshot);
      const plan = planOf(facts);
      if (isKey(name)) {
        const mailed = latest(snapshot.ledger.filter(({ key }) => key === name));
        const notice = plan.notices.find(({ key }) => key === name);
        const planned = notice
          ? { notice, on: snapshot.today }
          : mailed.length > 0
            ? null
            : await plannedLater(name, raw, context.now);
        if (planned === null && mailed.length === 0) throw unknownKey(name);
        const story = storyOf(name, planned, mailed, facts, plan);
        if (terminal.json) terminal.printJson(storyJson(story, facts));
        else terminal.print(...storyLines(terminal, story, facts));
        return;
      }
      const found = find(name, facts, plan);
      if (found === null) throw unknownItem(name, facts);
      const about = aboutOf(found, facts, plan);
      if (terminal.json) terminal.printJson(aboutJson(about, facts));
      else terminal.print(...aboutLines(terminal, about, facts));
    });

/** So many workdays ahead a key is looked for. */
const AHEAD = 20;

/** The first of the sweeps to come that sends this notice, if nothing moves. */
const plannedLater = async (key: string, raw: RawWorkbook, now: string): Promise<Planned | null> => {
  const { days } = await forecastWorkbook(raw, now, AHEAD);
  for (const { date, mails } of days) {
    const notice = mails.flatMap(({ notices }) => notices).find((planned) => planned.key === key);
    if (notice) return { notice, on: date };
  }
  return null;
};

const unknownKey = (key: string): BatonError => {
  const words = (locale: 'zh-CN' | 'en') => WORDS[locale].explain.unknownKey(key, AHEAD);
  return new BatonError('data', 'key-unknown', w(words('zh-CN'), words('en')));
};

/** All that the workbook, the plan and the ledger have to say of one id: a task's, a matter's, or that of a department or person. */
interface About {
  readonly id: string;
  readonly name: string;
  readonly item: Item | null;
  readonly matter: Matter | null;
  readonly plan: Plan;
  /** What happens next if nothing moves. */
  readonly next: (locale: Locale) => string;
  readonly mailed: readonly LedgerRow[];
}

/** The id as the workbook writes it. */
const find = (name: string, { items, flow }: Facts, { notices, silences }: Plan): string | null => {
  const known = [...items.keys(), ...flow.matters.keys(), ...[...notices, ...silences].map(({ item }) => item)];
  return known.find((id) => normal(id) === normal(name)) ?? null;
};

const aboutOf = (id: string, facts: Facts, plan: Plan): About => {
  const { items, flow, snapshot } = facts;
  const ofItem = <T extends { readonly item: string }>(all: readonly T[]) => all.filter(({ item }) => item === id);
  const notices = ofItem(plan.notices);
  const keys = `:${id.replace(/[:\s]/g, '_')}:`;
  return {
    id,
    name: items.get(id)?.name ?? flow.matters.get(id)?.name ?? '',
    item: items.get(id) ?? null,
    matter: flow.matters.get(id) ?? null,
    plan: {
      ...plan,
      notices,
      silences: ofItem(plan.silences),
      problems: ofItem(plan.problems),
      mails: plan.mails.filter((mail) => mail.notices.some((notice) => notices.includes(notice))),
      writes: [],
    },
    next: (locale) => nextStep(id, facts, plan.notices, locale),
    mailed: latest(snapshot.ledger.filter(({ key }) => key.includes(keys))),
  };
};

/** What holds of each notice and address: the last row about them. */
const latest = (rows: readonly LedgerRow[]): LedgerRow[] => [
  ...new Map(rows.map((row) => [`${row.key}\n${row.to}`, row])).values(),
];

const answers = (rows: readonly LedgerRow[]) => rows.filter(({ key }) => isAnswer(key));
const said = (rows: readonly LedgerRow[]) => rows.filter(({ key }) => !isAnswer(key));

const iso = (day: number | null) => (day === null ? null : isoOf(day));

const aboutJson = ({ id, name, item, matter, plan, next, mailed }: About, { snapshot }: Facts) => {
  const { locale } = snapshot.policy;
  const { notices, silences, problems } = planJson(plan, locale, snapshot.today);
  return {
    item: id,
    at: snapshot.at,
    name,
    ...(item && {
      department: item.department,
      responsible: item.responsible?.name ?? null,
      accountable: item.accountable?.name ?? null,
      due: iso(item.due),
      plannedDue: iso(item.plannedDue),
      status: item.status,
      progress: item.progress,
      clock: {
        court: item.court,
        changedOn: iso(item.changedOn),
        since: iso(item.since),
        daysLate: item.daysLate,
        level: item.level,
        levelOn: iso(item.levelOn),
        escalatesOn: iso(item.escalatesOn),
        escalatesTo: item.escalatesTo.map(({ email }) => email),
      },
    }),
    ...(matter && matterJson(matter)),
    notices: notices.map((notice) => ({
      ...notice,
      stops: sayStop(notice.rule, notice.facts, locale, snapshot.today),
    })),
    silences,
    next: next(locale),
    mailed: said(mailed).map(({ key, to, status, day, at }) => ({ key, to, status, day: iso(day), at })),
    answers: answers(mailed).map(({ key, to, status, at, receipt }) => ({ key, by: to, status, at, answer: receipt })),
    problems,
  };
};

const aboutLines = (terminal: Terminal, about: About, facts: Facts): string[] => {
  const { say, locale, paint, width } = terminal;
  const { item, matter, plan, mailed } = about;
  const next = about.next(locale);
  const { today, people, policy } = facts.snapshot;
  const lines = [paint('strong', [about.id, about.name].filter(Boolean).join('  '))];
  const told = item ? itemRows(terminal, item, facts, next) : matter ? matterRows(terminal, matter, facts, next) : [];
  lines.push(...labelled(told, width));
  const names = (all: readonly Person[]) =>
    listOf(
      all.map(({ name }) => name),
      locale,
    );
  lines.push(
    ...section(
      terminal,
      say.explain.tells,
      plan.notices.flatMap(({ rule, because, facts, to, cc }) => [
        [rule, `${sayBecause(because, locale, today)} ${say.explain.to(names(to), names(cc))}`],
        ['', sayStop(rule, facts, locale, today, policy.locale)],
      ]),
    ),
    ...section(
      terminal,
      say.explain.quiet,
      plan.silences.map(({ rule, because }) => [rule, sayQuiet(because, locale, today)]),
    ),
  );
  if (plan.notices.length + plan.silences.length === 0) lines.push('', say.explain.nothing);
  const byAddress = new Map([...people.values()].map(({ email, name }) => [email, name]));
  const nameOf = (address: string) => byAddress.get(address) ?? address;
  const on = (day: number | null) => (day === null ? '' : formatDay(day, locale, today));
  lines.push(
    ...section(
      terminal,
      say.explain.answers,
      answers(mailed).map(({ key, to, status, day, receipt }) => [
        on(day),
        nameOf(to),
        ruleName(key.slice(0, key.indexOf(':')), locale),
        status === 'answered' ? receipt : `${receipt}  ${say.explain.fate[status as LedgerStatus]}`.trim(),
      ]),
    ),
    ...section(
      terminal,
      say.explain.told,
      said(mailed).map(({ key, to, status, day }) => [
        on(day),
        key.slice(0, key.indexOf(':')),
        nameOf(to),
        status === 'sent' ? '' : say.explain.fate[status as LedgerStatus],
      ]),
    ),
    ...section(
      terminal,
      say.explain.wrong,
      plan.problems.map((problem) => [sayProblem(problem, locale, today)]),
    ),
  );
  return lines;
};

/** Label and text, a row each; rows without a text are left out. */
const labelled = (rows: readonly (readonly [string, string])[], width: number): string[] => {
  const said = rows.filter(([, text]) => text !== '').map(([label, text]) => [label, text]);
  return said.length === 0
    ? []
    : table(['', ''], said, width - 2)
        .slice(1)
        .map((line) => `  ${line}`);
};

const itemRows = ({ say, locale }: Terminal, item: Item, { snapshot }: Facts, next: string): [string, string][] => {
  const { explain } = say;
  const { today, policy } = snapshot;
  const day = (d: number) => formatDay(d, locale, today);
  const status = TABS.tracker.columns.status.options.find(({ key }) => key === item.status)!.label[locale];
  const due =
    item.due === null
      ? explain.none
      : day(item.due) +
        (item.newDue !== null && item.plannedDue !== null ? explain.replanned(day(item.plannedDue)) : '') +
        (!item.open ? '' : item.late ? explain.late(item.daysLate) : explain.left(item.daysLeft!));
  const clock = [
    item.since === null ? explain.noClock : explain.since(day(item.since)),
    item.levelOn === null ? '' : explain.escalated(item.level, day(item.levelOn)),
    item.escalatesOn === null
      ? ''
      : explain.escalates(
          day(item.escalatesOn),
          formatClock(policy.workdayEnd),
          listOf(
            item.escalatesTo.map(({ name }) => name),
            locale,
          ),
          item.level + 1,
        ),
  ];
  return [
    [explain.owner, item.responsible?.name ?? explain.none],
    [explain.accountable, item.accountable?.name ?? explain.none],
    [explain.department, item.department],
    [explain.due, due],
    [explain.status, status + (item.progress === null ? '' : explain.progress(Math.round(item.progress * 100)))],
    [explain.clock, clock.filter(Boolean).join(locale === 'zh-CN' ? '；' : '; ')],
    [explain.next, next],
  ];
};
