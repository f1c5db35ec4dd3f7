/** The answers that do what a notice asks, by rule and duty. */
import type { AnswerKind } from '../answers/model.ts';
import { answerTo } from '../may/may.ts';
import { isDutyRule } from '../messages/index.ts';
import type { Notice } from '../plan.ts';
import type { Duty } from '../process/duty.ts';

/** What moves a task on. A rule that asks for one of these alone is named below. */
const ON_TASK: readonly AnswerKind[] = ['done', 'progress', 'redate', 'help'];
const ASKED_OF_TASK: Readonly<Partial<Record<string, readonly AnswerKind[]>>> = {
  'task.reason': ['redate'],
  'task.collect': ['done'],
};

/** The answers that do what a duty asks; none where it is done in the sheet. */
export const doingDuty = (duty: Pick<Duty, 'rule' | 'part'>): readonly AnswerKind[] => {
  const own = answerTo(duty);
  return own === null ? [] : [own];
};

/** The same for whoever a task waits for: its owner, and once it has escalated those asked to help. */
export const DOING_TASK: readonly AnswerKind[] = [...ON_TASK, 'rule'];

/** The answers that do what a notice asks. To say that one knows of it is none of them. */
export const doing = ({ rule, level, facts }: Pick<Notice, 'rule' | 'level' | 'facts'>): readonly AnswerKind[] => {
  if (level > 0) return ['rule'];
  if (isDutyRule(rule)) return doingDuty({ rule, part: Number(facts.part ?? 0) });
  return rule.startsWith('task.') ? (ASKED_OF_TASK[rule] ?? ON_TASK) : [];
};
