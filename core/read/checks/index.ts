/** The list of all checks, by tab; an edit and a sweep both judge rows by it. */
import type { IdTab } from '../../../sheet-templates/index.ts';
import { hasNameless, type Problem, severityOf } from '../../problem.ts';
import type { RecordOf, WorkTab } from '../../snapshot.ts';
import { ACCEPTANCE, nothingAgreed, roundOrder } from './acceptance.ts';
import { ACTIONS } from './actions.ts';
import { ARCHIVE_CHECKS } from './archive.ts';
import { type CheckContext, type RowCheck, reporter, runChecks, type SheetCheck, type SheetReport } from './check.ts';
import { COMMUNICATIONS } from './communications.ts';
import { CONFIRMATIONS, duplicateAnswers } from './confirmations.ts';
import { CONSENSUS } from './consensus.ts';
import { disputedItems, ESCALATIONS } from './escalations.ts';
import { duplicates, references } from './ids.ts';
import { agendas, kickoffs, MEETINGS } from './meetings.ts';
import { lockedMinutes } from './minutes.ts';
import { predecessors } from './predecessors.ts';
import { nearDuplicates, RACI } from './raci.ts';
import { REQUESTS } from './requests.ts';
import { RETROSPECTIVE, tooEarly } from './retrospective.ts';
import { SIGNOFFS, signatures } from './signoffs.ts';
import { STAGES } from './stages.ts';
import { openTopics, TOPICS } from './topics.ts';
import { TRACKER } from './tracker.ts';

/** The checks of each tab's rows. A new check is one entry in its tab's list. */
const ROW_CHECKS: { readonly [K in WorkTab]?: readonly RowCheck<K>[] } = {
  requests: REQUESTS,
  confirmations: CONFIRMATIONS,
  consensus: CONSENSUS,
  raci: RACI,
  meetings: MEETINGS,
  topics: TOPICS,
  actions: ACTIONS,
  signoffs: SIGNOFFS,
  tracker: TRACKER,
  stages: STAGES,
  communications: COMMUNICATIONS,
  escalations: ESCALATIONS,
  acceptance: ACCEPTANCE,
  retrospective: RETROSPECTIVE,
  archive: ARCHIVE_CHECKS,
};

/** Checks that look at several rows together. */
const SHEET_CHECKS: readonly SheetCheck[] = [
  nearDuplicates,
  predecessors,
  references,
  duplicateAnswers,
  kickoffs,
  agendas,
  openTopics,
  lockedMinutes,
  signatures,
  disputedItems,
  roundOrder,
  nothingAgreed,
  tooEarly,
];

/** What the checks of a single row say of it, in the order of its tab's list. */
export const rowProblems = <K extends WorkTab>(
  tab: K,
  values: RecordOf<K>,
  context: CheckContext,
): readonly Pick<Problem, 'tab' | 'column' | 'code' | 'facts'>[] =>
  (
    ((ROW_CHECKS as { readonly [T in WorkTab]?: readonly RowCheck<T>[] })[tab] as readonly RowCheck<K>[] | undefined) ??
    []
  )
    .filter(({ column }) => context.hasColumn(tab, column))
    .flatMap(({ column, code, find }) => {
      const facts = find(values, context);
      return facts ? [{ tab, column, code, facts }] : [];
    });

/** Progress without a plan: its id is nobody's. */
const untracked = ({ rows, planned }: CheckContext, report: SheetReport) => {
  for (const row of rows.tracker) {
    if (row.id !== '' && !planned.has(row.id)) report('tracker', row, 'id', 'unknown-id', { text: row.id });
  }
};

interface Shape {
  /** True when plan and progress stand in one sheet, where a row is both. */
  readonly oneSheet: boolean;
  /** Rows cannot be told apart: what follows from their ids is not checked. */
  readonly blind: boolean;
}

/** All checks over all rows. An edit and a sweep judge a row by this same function. */
export const checkRows = (context: CheckContext, { oneSheet, blind }: Shape, problems: Problem[]): void => {
  // A cell that cannot be read is one finding: what it then seems to lack is not another.
  const unread = new Set(
    problems.flatMap(({ tab, row, column, code }) => (severityOf(code) === 'error' ? [`${tab}.${row}.${column}`] : [])),
  );
  const tell = reporter(problems);
  // An id that nobody has may be that of a row whose own cannot be read, which is a finding already.
  const isSure = !hasNameless(problems, (tab) => tab !== 'tracker');
  const report: SheetReport = (tab, row, column, code, facts) => {
    if (isSure || code !== 'unknown-id') tell(tab, row, column, code, facts);
  };
  const check = <K extends WorkTab>(tab: K) => {
    const rows = context.rows[tab];
    const checks = (ROW_CHECKS as { readonly [T in WorkTab]?: readonly RowCheck<T>[] })[tab];
    if (checks) runChecks(tab, checks as readonly RowCheck<K>[], context, unread, report);
    if (tab !== 'tracker' || !(oneSheet || blind)) duplicates(tab, rows, report);
  };
  for (const tab of Object.keys(context.rows) as (IdTab | 'tracker')[]) check(tab);
  if (!blind) untracked(context, report);
  for (const find of SHEET_CHECKS) find(context, report);
};
