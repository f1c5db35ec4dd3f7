/** The plan as `--json` prints it. */
import type { Locale } from '../../sheet-templates/index.ts';
import { formatClock } from '../messages/format.ts';
import { sayBecause, sayProblem, sayQuiet } from '../messages/index.ts';
import type { Plan } from '../plan.ts';
import { type Problem, severityOf } from '../problem.ts';
import { rowShown } from '../text/row-number.ts';
import type { Day } from '../time/day.ts';

/** A problem as `--json` prints it, in the workbook's language. */
export const problemJson = (problem: Problem, locale: Locale, today: Day) => ({
  tab: problem.tab,
  row: rowShown(problem.row),
  ...(problem.sheet !== undefined && { sheet: problem.sheet }),
  column: problem.column,
  code: problem.code,
  severity: severityOf(problem.code),
  item: problem.item,
  message: sayProblem(problem, locale, today),
});

/** The plan as `--json` prints it: people by address, reasons in the workbook's language. */
export const planJson = (plan: Plan, locale: Locale, today: Day) => ({
  workbook: plan.workbook,
  at: plan.at,
  workday: plan.workday,
  notices: plan.notices.map(({ key, rule, item, level, to, cc, because, facts }) => ({
    key,
    rule,
    item,
    level,
    to: to.map((person) => person.email),
    cc: cc.map((person) => person.email),
    because: sayBecause(because, locale, today),
    facts,
  })),
  mails: plan.mails.map(({ to, subject, notices, asks, owed, handedOn }) => ({
    to: to.email,
    cc: [],
    subject,
    asks,
    owed,
    ...(handedOn && { handedOn: { by: handedOn.by, kind: handedOn.kind, at: formatClock(handedOn.minute) } }),
    notices: notices.map((notice) => notice.key),
  })),
  waits: plan.waits.map(({ to, notices }) => ({ to: to.email, notices: notices.map((notice) => notice.key) })),
  writes: plan.writes,
  silences: plan.silences.map(({ rule, item, because }) => ({ rule, item, because: sayQuiet(because, locale, today) })),
  problems: plan.problems.map((problem) => problemJson(problem, locale, today)),
});
