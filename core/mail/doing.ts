/** The answers that do what a notice asks, as its rule says. */
import type { AnswerKind } from '../answers/model.ts';
import { answersTo } from '../may/may.ts';
import type { Notice } from '../plan.ts';
import { factOf } from '../problem.ts';
import { MOVES_ON } from '../rules/rule.ts';

/** What does it for whoever a task waits for: its owner, and once it has escalated those asked to help. */
export const DOING_TASK: readonly AnswerKind[] = [...MOVES_ON, 'rule'];

/** What does it for whoever is to decide: a ruling, or a new date where the workbook has no sheet for rulings. */
export const DECIDING: readonly AnswerKind[] = ['rule', 'redate'];

/** The answers that do what a notice asks. To say that one knows of it is none of them. */
export const doing = ({ rule, level, facts }: Pick<Notice, 'rule' | 'level' | 'facts'>): readonly AnswerKind[] =>
  level > 0 ? DECIDING : answersTo({ rule, part: factOf(facts, 'part') ?? 0, facts });
