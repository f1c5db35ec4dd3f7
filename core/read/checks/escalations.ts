/** Checks of the escalations: nobody to ask, unknown items and levels, decisions and dates that do not fit. */

import { columnOf, type IdTab } from '../../../sheet-templates/index.ts';
import { isDecided } from '../../record/decided.ts';
import { before, dayOff, inactive, type RowCheck, type SheetCheck } from './check.ts';
import { namesNone } from './ids.ts';

export const ESCALATIONS: readonly RowCheck<'escalations'>[] = [
  {
    // Somebody has to be asked: the people on both sides, or whoever is responsible for the item.
    code: 'required',
    column: 'parties',
    find: ({ parties, item, decision, source }) =>
      source !== 'auto' && decision === '' && parties.length === 0 && item === '' ? {} : null,
  },
  {
    code: 'unknown-option',
    column: 'level',
    find: ({ level }) => (level === null || [0, 1, 2].includes(level) ? null : { text: String(level) }),
  },
  {
    code: 'undated',
    column: 'decidedOn',
    find: (values) => (values.decidedOn === null && isDecided(values) ? { what: 'decision' } : null),
  },
  {
    // A day without words decides nothing: the clock runs on.
    code: 'required',
    column: 'decision',
    find: ({ decision, decidedOn }) => (decision === '' && decidedOn !== null ? {} : null),
  },
  before('decidedOn', 'openedOn'),
  before('dueOn', 'openedOn'),
  before('newDue', 'decidedOn'),
  before('feedbackDue', 'decidedOn'),
  before('feedbackOn', 'openedOn'),
  dayOff('newDue'),
  dayOff('feedbackDue'),
  inactive('newOwner'),
  inactive('feedbackOwner'),
];

const NAMED = columnOf('escalations', 'item').names ?? [];

/** What people file names a task, an action, or a row of any other sheet. */
export const disputedItems: SheetCheck = ({ rows, planned, names }, report) => {
  if (planned.size === 0 || rows.escalations.length === 0) return;
  const known = new Set(planned.keys());
  for (const tab of Object.keys(rows) as (IdTab | 'tracker')[]) for (const { id } of rows[tab]) known.add(id);
  for (const row of rows.escalations) {
    const { item: text, source } = row.values;
    if (text !== '' && source !== 'auto' && !known.has(text))
      report('escalations', row, 'item', 'unknown-id', namesNone(text, names.find(text, NAMED)));
  }
};
