/** What `explain` says of an item: where it stands, what is told about it, what was mailed. */
import type { Item } from '../../core/item.ts';
import { formatDay, listOf } from '../../core/messages/format.ts';
import { sayBecause, sayProblem, sayQuiet } from '../../core/messages/index.ts';
import { statusLabel } from '../../core/messages/speaker.ts';
import { sayStop } from '../../core/messages/stops.ts';
import type { Plan } from '../../core/plan.ts';
import { planJson } from '../../core/planning/plan-json.ts';
import type { Facts } from '../../core/process/facts.ts';
import type { Matter } from '../../core/process/matter.ts';
import { isAbout, isAnswer, parseKey } from '../../core/record/key.ts';
import type { LedgerStatus } from '../../core/record/ledger.ts';
import { WEBHOOK } from '../../core/record/webhook.ts';
import type { LedgerRow, Person } from '../../core/snapshot.ts';
import { isoOrNull } from '../../core/time/day.ts';
import { nextStep } from '../../core/writes/state.ts';
import type { Locale } from '../../sheet-templates/index.ts';
import { outcomeText, ruleName, whyNot } from './explain-key.ts';
import { clockText, levelJson, matterJson, matterRows } from './explain-matter.ts';
import { NAME, shortText } from './plain.ts';
import { terminalSection } from './section.ts';
import { table } from './table.ts';
import type { Terminal } from './terminal.ts';

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

export const aboutOf = (id: string, facts: Facts, plan: Plan): About => {
  const { items, flow, snapshot } = facts;
  const ofItem = <T extends { readonly item: string }>(all: readonly T[]) => all.filter(({ item }) => item === id);
  const notices = ofItem(plan.notices);
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
    mailed: latestRows(snapshot.ledger.filter(({ key, to }) => to !== WEBHOOK && isAbout(key, id))),
  };
};

/** What holds of each notice and address: the last row about them. */
export const latestRows = (rows: readonly LedgerRow[]): LedgerRow[] => [
  ...new Map(rows.map((row) => [`${row.key}\n${row.to}`, row])).values(),
];

const answers = (rows: readonly LedgerRow[]) => rows.filter(({ key }) => isAnswer(key));
const said = (rows: readonly LedgerRow[]) => rows.filter(({ key }) => !isAnswer(key));

export const aboutJson = ({ id, name, item, matter, plan, next, mailed }: About, { snapshot }: Facts) => {
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
      due: isoOrNull(item.due),
      plannedDue: isoOrNull(item.plannedDue),
      status: item.status,
      progress: item.progress,
      clock: {
        court: item.court,
        changedOn: isoOrNull(item.changedOn),
        since: isoOrNull(item.stuckSince),
        daysLate: item.daysLate,
        ...levelJson(item),
      },
    }),
    ...(matter && matterJson(matter)),
    notices: plan.notices.map((notice, i) => ({ ...notices[i], stops: sayStop(notice, locale, snapshot.today) })),
    silences,
    next: next(locale),
    mailed: said(mailed).map((row) => ({
      ...{ key: row.key, to: row.to, status: row.status, day: isoOrNull(row.day), at: row.at },
      ...whyNot(row),
    })),
    answers: answers(mailed).map(({ key, to, status, at, receipt }) => ({ key, by: to, status, at, answer: receipt })),
    problems,
  };
};

export const aboutLines = (terminal: Terminal, about: About, facts: Facts): string[] => {
  const { say, locale, paint, width } = terminal;
  const { item, matter, plan, mailed } = about;
  const next = about.next(locale);
  const { today, people, policy } = facts.snapshot;
  const lines = [paint('strong', shortText([about.id, about.name].filter(Boolean).join('  '), NAME))];
  const told = item ? itemRows(terminal, item, facts, next) : matter ? matterRows(terminal, matter, facts, next) : [];
  lines.push(...labelled(told, width));
  const names = (all: readonly Person[]) =>
    listOf(
      all.map(({ name }) => name),
      locale,
    );
  lines.push(
    ...terminalSection(
      terminal,
      say.explain.tells,
      plan.notices.flatMap((notice) => [
        [
          notice.rule,
          `${sayBecause(notice.because, locale, today, policy.locale)} ${say.explain.to(names(notice.to), names(notice.cc))}`,
        ],
        ['', sayStop(notice, locale, today, policy.locale)],
      ]),
    ),
    ...terminalSection(
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
    ...terminalSection(
      terminal,
      say.explain.answers,
      answers(mailed).map(({ key, to, status, day, receipt }) => [
        on(day),
        nameOf(to),
        ruleName(parseKey(key).rule, locale),
        status === 'answered' ? receipt : `${receipt}  ${say.explain.outcome[status as LedgerStatus]}`.trim(),
      ]),
    ),
    ...terminalSection(
      terminal,
      say.explain.told,
      said(mailed).map((row) => [
        on(row.day),
        parseKey(row.key).rule,
        nameOf(row.to),
        row.status === 'sent' ? '' : outcomeText(terminal, row),
      ]),
    ),
    ...terminalSection(
      terminal,
      say.explain.wrong,
      plan.problems.map((problem) => [sayProblem(problem, locale, today, policy.locale)]),
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
  const { today } = snapshot;
  const day = (d: number) => formatDay(d, locale, today);
  const due =
    item.due === null || item.daysLeft === null
      ? explain.none
      : day(item.due) +
        (item.decided?.due ? explain.decided(item.decided.row) : '') +
        (item.newDue !== null && item.plannedDue !== null ? explain.replanned(day(item.plannedDue)) : '') +
        (!item.open ? '' : item.late ? explain.late(item.daysLate) : explain.left(item.daysLeft));
  return [
    [explain.owner, item.responsible?.name ?? explain.none],
    [explain.accountable, item.accountable?.name ?? explain.none],
    [explain.department, item.department],
    [explain.due, due],
    [
      explain.status,
      statusLabel(item.status, locale) +
        (item.progress === null ? '' : explain.progress(Math.round(item.progress * 100))),
    ],
    [explain.clock, clockText({ say, locale }, item, snapshot)],
    [explain.next, next],
  ];
};
