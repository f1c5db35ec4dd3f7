/** Checks of acceptance rows: dates, rework without a date, rounds out of order, nothing agreed to judge by. */
import type { ProblemFacts } from '../../problem.ts';
import { type Round, roundsIn } from '../rounds.ts';
import { before, dayOff, inactive, type RowCheck, type SheetCheck, undated } from './check.ts';

export const ACCEPTANCE: readonly RowCheck<'acceptance'>[] = [
  undated('acceptedOn', 'result'),
  {
    // Nobody is reminded of rework without a date.
    code: 'required',
    column: 'reworkDue',
    find: ({ result, reworkDue, reworkDoneOn }) =>
      result === 'rework' && reworkDue === null && reworkDoneOn === null ? {} : null,
  },
  before('acceptedOn', 'submittedOn'),
  before('reworkDue', 'acceptedOn'),
  before('reworkDoneOn', 'acceptedOn'),
  dayOff('reworkDue'),
  inactive('acceptor'),
  inactive('reworkOwner'),
];

/** Rounds follow each other: each has its own number, a conclusion before the next begins, and none comes after a pass. */
export const roundOrder: SheetCheck = ({ rows }, report) => {
  for (const [request, all] of roundsIn(rows.acceptance)) {
    if (request === '') continue;
    let earlier: (typeof all)[number] | null = null;
    let passed: string | null = null;
    for (const row of all) {
      const { n: round } = row;
      const why = outOfOrder(round, earlier, passed);
      if (why) report('acceptance', row, 'round', 'round-order', { request, round, ...why });
      if (row.values.result === 'pass') passed ??= row.id;
      earlier = row;
    }
  }
};

/** Why a round cannot follow the one before; `passed` is the one that ended them all. */
const outOfOrder = (
  round: number,
  earlier: Round | null,
  passed: string | null,
): Pick<ProblemFacts['round-order'], 'why' | 'other'> | null => {
  if (earlier?.n === round) return { why: 'double', other: earlier.id };
  if (passed !== null) return { why: 'passed', other: passed };
  return earlier?.values.result === null ? { why: 'open', other: earlier.id } : null;
};

/** A conclusion is held against what was agreed; where nothing was, it is held against nothing. */
export const nothingAgreed: SheetCheck = ({ rows, hasColumn }, report) => {
  if (!hasColumn('consensus', 'item')) return;
  const agreed = new Set(rows.consensus.map(({ values }) => values.request));
  for (const row of rows.acceptance) {
    const { request, result } = row.values;
    if (result !== null && request !== '' && !agreed.has(request)) {
      report('acceptance', row, 'result', 'nothing-agreed', { request });
    }
  }
};
