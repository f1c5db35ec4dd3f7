/** The texts that people sign: of a request, of a department's answer to it, and of a task. */
import type { RecordOf } from '../snapshot.ts';
import { type Day, isoOf } from '../time/day.ts';

/** What is signed under a request's documents, by field: a change in any of it makes the signature lapse. */

/** What of a request a department signs. */
const requestFields = (v: RecordOf<'requests'>): Readonly<Record<string, string>> => ({
  'requests.name': v.name,
  'requests.goal': v.goal,
  'requests.scope': v.scope,
  'requests.expected': v.expected,
  'requests.wantedFinish': v.wantedFinish === null ? '' : isoOf(v.wantedFinish),
});

/** What a department's answer to a request says, with what it answers. */
export const confirmationFields = (
  request: RecordOf<'requests'>,
  v: RecordOf<'confirmations'>,
): Readonly<Record<string, string>> => ({
  ...requestFields(request),
  'confirmations.answer': v.answer ?? '',
  'confirmations.adjustment': v.adjustment,
  'confirmations.settlement': v.settlement,
  'confirmations.lead': v.lead?.name ?? '',
  'confirmations.capacityPeople': v.capacityPeople,
  'confirmations.capacityBudget': v.capacityBudget,
  'confirmations.capacityData': v.capacityData,
  'confirmations.capacityTime': v.capacityTime,
  'confirmations.capacityAuthority': v.capacityAuthority,
});

type TaskFields = Pick<
  RecordOf<'raci'>,
  'name' | 'department' | 'responsible' | 'accountable' | 'start' | 'output' | 'doneWhen'
>;

/**
 * What the division of work says of one task: how it goes and a later date in the tracker are not part of it. `due` is the planned
 * one, `department` the owner's where the plan names none.
 */
export const taskText = (task: TaskFields, due: Day | null): string =>
  [
    task.name,
    task.department,
    task.responsible?.name ?? '',
    task.accountable?.name ?? '',
    task.start === null ? '' : isoOf(task.start),
    due === null ? '' : isoOf(due),
    task.output,
    task.doneWhen,
  ].join('\uffff');
