/** The kick-off that a confirmed request waits for: who is to call it, by when, and who hears of it. */
import { distinct } from '../people.ts';
import { type Day, isoOrNull } from '../time/day.ts';
import type { Duty } from './duty.ts';
import { limitOf, type Progress, type Request, standingOf } from './requests.ts';
import { isHistory, type Source } from './source.ts';

/**
 * Confirmed by every department and not kicked off: the contact calls the kick-off; the project lead and the heads hear that it
 * is confirmed. One that is called for a day waits for that day, unless it is put off to when its absence would have escalated.
 * Work that somebody began early does not stand for it; a request that asks no department needs none.
 */
export const kickoffOwed = (request: Request, progress: Progress, source: Source): readonly Duty[] => {
  const { snapshot, headOf } = source;
  const { policy } = snapshot;
  const { id, contact, head, values } = request;
  const { confirmedOn, kickoffOn } = progress;
  const end = kickoffBy(request, progress, source);
  if (end === null || confirmedOn === null) return [];
  if (isInTime(kickoffOn, limitOf(request, end, policy.stuckDays, source))) return [];
  const heads = values.departments.map(headOf);
  return [
    source.duty(
      {
        rule: 'request.confirmed',
        item: id,
        who: [contact],
        copied: distinct([policy.projectLead, head, ...heads]).filter((person) => person !== contact),
        since: confirmedOn,
        end,
        waiting: true,
        facts: { request: id, departments: values.departments, planned: isoOrNull(kickoffOn) },
      },
      { changedOn: confirmedOn },
    ),
  ];
};

/** The last day for the kick-off of a request that is confirmed and waits for it; null for any other. */
export const kickoffBy = (request: Request, progress: Progress, source: Source): Day | null => {
  const { policy, state, today, has } = source.snapshot;
  const { confirmedOn, kickedOffOn } = progress;
  const { code } = standingOf(request, progress).standing;
  if (!has.meetings || confirmedOn === null || kickedOffOn !== null) return null;
  if (code !== 'confirmed' && code !== 'running') return null;
  if (isHistory(confirmedOn, { seenOn: state.get(request.id)?.seenOn ?? today }, source)) return null;
  return limitOf(request, confirmedOn, policy.kickoffDays, source);
};

const isInTime = (day: Day | null, last: Day): boolean => day !== null && day <= last;
