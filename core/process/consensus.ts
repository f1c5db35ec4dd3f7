/** The list of what was agreed, with its delivery standards: asked for before the kick-off, for acceptance is held against it. */
import type { RecordOf } from '../snapshot.ts';
import type { Duty } from './duty.ts';
import { kickoffBy } from './kickoff.ts';
import type { Progress, Request } from './requests.ts';
import type { Source } from './source.ts';

/**
 * Confirmed by every department, not kicked off, and nothing in the list: the contact writes it by the workday before the kick-off,
 * or before the last day for one that is not called. What departments asked for, and what was settled with them, belongs into it.
 */
export const consensusOwed = (
  request: Request,
  progress: Progress,
  answers: readonly RecordOf<'confirmations'>[],
  isListed: boolean,
  source: Source,
): readonly Duty[] => {
  const { snapshot } = source;
  const { calendar, has } = snapshot;
  const { id, contact, values } = request;
  const { confirmedOn } = progress;
  const held = kickoffBy(request, progress, source);
  if (isListed || !has.consensus || confirmedOn === null || held === null) return [];
  const day = progress.kickoffOn ?? held;
  const conditions = answers.filter(
    ({ answer, department }) => (answer === 'adjust' || answer === 'cannot') && values.departments.includes(department),
  );
  return [
    source.duty(
      {
        rule: 'consensus',
        tab: 'consensus',
        item: id,
        part: 1,
        who: [contact],
        since: confirmedOn,
        end: Math.max(confirmedOn, calendar.addWorkdays(day, -1)),
        until: day,
        waiting: false,
        announced: true,
        facts: {
          request: id,
          departments: conditions.map(({ department }) => department),
          settled: conditions.map(({ settlement, adjustment }) => settlement || adjustment),
        },
      },
      { changedOn: confirmedOn },
    ),
  ];
};
