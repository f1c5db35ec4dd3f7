/** What `explain` says of one notice by its key: planned, sent, or why not. */
import type { AnswerKind } from '../../core/answers/model.ts';
import { FORMAT, formatClock, formatDay, formatIso, listOf } from '../../core/messages/format.ts';
import { isDutyRule, sayBecause, sayQuiet } from '../../core/messages/index.ts';
import { LANGUAGES } from '../../core/messages/languages.ts';
import { type Stoppable, sayStop } from '../../core/messages/stops.ts';
import type { Notice, Plan, Silence } from '../../core/plan.ts';
import type { PlainFacts } from '../../core/problem.ts';
import type { Facts } from '../../core/process/facts.ts';
import { reasonIn } from '../../core/record/delivery.ts';
import { isAnswer, keyItem, parseKey } from '../../core/record/key.ts';
import type { LedgerStatus } from '../../core/record/ledger.ts';
import type { LedgerRow } from '../../core/snapshot.ts';
import { localTime } from '../../core/time/calendar.ts';
import { type Day, dayFromIso, isoOf, isoOrNull } from '../../core/time/day.ts';
import type { Locale } from '../../sheet-templates/index.ts';
import { whyUnasked } from '../sweep/owing-words.ts';
import { terminalSection } from './section.ts';
import { table } from './table.ts';
import type { Terminal } from './terminal.ts';

/** A notice that is planned, and for which day's sweep. */
export interface Planned {
  readonly notice: Notice;
  readonly on: Day;
}

/** All that is known of one key: what it is made of, whether it is to come, what became of it, and what is said today instead. */
interface Story {
  readonly key: string;
  readonly rule: string;
  readonly item: string;
  readonly name: string;
  /** ISO, or the text that stands in place of a date. */
  readonly date: string;
  readonly step: number;
  readonly planned: Planned | null;
  readonly quiet: Silence | null;
  /** What is said of it today; null where it is over. */
  readonly current: Stoppable | null;
  readonly mailed: readonly LedgerRow[];
}

/** Whether somebody means a key: an id has no colon. */
export const isKey = (name: string): boolean => name.includes(':');

export const storyOf = (
  key: string,
  planned: Planned | null,
  mailed: readonly LedgerRow[],
  { items, flow }: Facts,
  { notices, silences }: Plan,
): Story => {
  const { rule, item: written, date, step } = parseKey(key);
  const ids = [...items.keys(), ...flow.matters.keys(), ...[...notices, ...silences].map(({ item }) => item)];
  const item = ids.find((id) => keyItem(id) === written) ?? written;
  const ofIt = (said: Notice | Silence) => said.rule === rule && said.item === item;
  const quiet = silences.find(ofIt) ?? null;
  const duty = flow.duties.get(rule)?.find((owed) => owed.item === item);
  const current = planned?.notice ?? notices.find(ofIt) ?? duty ?? null;
  return {
    key,
    rule,
    item,
    name: items.get(item)?.name ?? flow.matters.get(item)?.name ?? '',
    date,
    step: Number(step),
    planned,
    quiet,
    current: current ?? (quiet && !isDutyRule(quiet.rule) ? { rule: quiet.rule, facts: null } : null),
    mailed,
  };
};

const stopOf = ({ rule, current }: Story, locale: Locale, { snapshot: { today, policy } }: Facts): string =>
  current === null || isAnswer(rule) ? '' : sayStop(current, locale, today, policy.locale);

export const storyJson = (story: Story, facts: Facts) => {
  const { snapshot } = facts;
  const { key, rule, item, name, date, step, planned, quiet, mailed } = story;
  const { locale } = snapshot.policy;
  const { today } = snapshot;
  return {
    key,
    at: snapshot.at,
    rule,
    item,
    name,
    date,
    step,
    planned: planned && {
      on: isoOf(planned.on),
      level: planned.notice.level,
      to: planned.notice.to.map(({ email }) => email),
      cc: planned.notice.cc.map(({ email }) => email),
      because: sayBecause(planned.notice.because, locale, planned.on),
      facts: planned.notice.facts,
    },
    quiet: quiet && sayQuiet(quiet.because, locale, today),
    stops: stopOf(story, locale, facts) || null,
    mailed: mailed.map((row) => ({
      ...{ to: row.to, status: row.status, day: isoOrNull(row.day), at: row.at },
      ...{ mail: row.mail, run: row.run },
      ...(isAnswer(rule) ? { answer: row.receipt } : whyNot(row)),
    })),
  };
};

/** What an answer's key is called: "New date"; a rule by its own name. */
export const ruleName = (rule: string, locale: Locale): string => {
  const kind = isAnswer(rule) ? rule.slice(rule.indexOf('.') + 1) : '';
  return LANGUAGES[locale].answer.kind[kind as AnswerKind]?.title ?? rule;
};

/** Facts as they stand in `--json`, on one line. */
const factsOf = (facts: PlainFacts): string =>
  Object.entries(facts)
    .filter(([, value]) => value !== null && value !== '' && !(Array.isArray(value) && value.length === 0))
    .map(([key, value]) => `${key}=${Array.isArray(value) ? value.join(',') : String(value)}`)
    .join('  ');

/** In the mail system's words why somebody did not get it, or the code of what kept it from being asked. */
export const whyNot = (row: LedgerRow): { readonly said?: string; readonly why?: string } => {
  const { said, why } = reasonIn(row);
  return { ...(said && { said }), ...(why && { why }) };
};

/** What became of a notice for somebody: `not taken for now, tried again: “452 4.2.2 Mailbox full”`. */
export const outcomeText = ({ say, locale }: Pick<Terminal, 'say' | 'locale'>, row: LedgerRow): string => {
  const outcome = say.explain.outcome[row.status as LedgerStatus];
  const { said = '', why = '' } = whyNot(row);
  const reason = said ? `“${said}”` : (whyUnasked({ to: row.to, why })?.[locale] ?? why);
  return [outcome, reason].filter(Boolean).join(FORMAT[locale].colon);
};

/** An instant by the clock of the workbook's zone. */
const momentOf = (instant: string, { snapshot: { policy, today } }: Facts, locale: Locale): string => {
  const local = localTime(instant, policy.zone);
  return local === null ? instant : `${formatDay(local.day, locale, today)} ${formatClock(local.minute)}`;
};

export const storyLines = (terminal: Terminal, story: Story, facts: Facts): string[] => {
  const { say, locale, paint, width } = terminal;
  const { today, people } = facts.snapshot;
  const { explain } = say;
  const { planned, quiet, mailed, rule } = story;
  const names = (all: readonly { readonly name: string }[]) =>
    listOf(
      all.map(({ name }) => name),
      locale,
    );
  const rows = [
    [explain.about, `${story.item} ${story.name}`.trim()],
    [explain.rule, ruleName(rule, locale)],
    [explain.date, dayFromIso(story.date) === null ? story.date : formatIso(story.date, locale, today)],
    [
      explain.when,
      planned === null
        ? ''
        : planned.on === today
          ? explain.today
          : explain.ahead(formatDay(planned.on, locale, today)),
    ],
    [explain.why, planned === null ? '' : sayBecause(planned.notice.because, locale, planned.on)],
    [explain.facts, planned === null ? '' : factsOf(planned.notice.facts)],
    [explain.whom, planned === null ? '' : explain.to(names(planned.notice.to), names(planned.notice.cc))],
    [explain.stops, stopOf(story, locale, facts)],
    [explain.quiet, quiet === null ? '' : sayQuiet(quiet.because, locale, today)],
  ].filter(([, text]) => text !== '');
  const byAddress = new Map([...people.values()].map(({ email, name }) => [email, name]));
  return [
    paint('strong', story.key),
    ...table(['', ''], rows, width - 2)
      .slice(1)
      .map((line) => `  ${line}`),
    ...terminalSection(
      terminal,
      isAnswer(rule) ? explain.answers : explain.told,
      mailed.map((row) => [
        momentOf(row.at, facts, locale),
        byAddress.get(row.to) ?? row.to,
        ...(isAnswer(rule) ? [explain.outcome[row.status as LedgerStatus], row.receipt] : [outcomeText(terminal, row)]),
      ]),
    ),
  ];
};
