import { assessment } from './assessment.ts';
import { assessmentAdjust } from './assessment-adjust.ts';
import { digestKeeper } from './digest-keeper.ts';
import { requestIncomplete } from './request-incomplete.ts';
import { requestReview } from './request-review.ts';
import { requestSentBack } from './request-sent-back.ts';
import type { Rule } from './rule.ts';
import { taskBlocked } from './task-blocked.ts';
import { taskChanged } from './task-changed.ts';
import { taskCollect } from './task-collect.ts';
import { taskDue } from './task-due.ts';
import { taskOverdue } from './task-overdue.ts';
import { taskReason } from './task-reason.ts';
import { taskSoon } from './task-soon.ts';
import { taskStuck } from './task-stuck.ts';
import { updateWeekly } from './update-weekly.ts';

/** Every rule, in the order in which its notices stand in the plan. A new rule is one file and one line here. */
export const RULES: readonly Rule[] = [
  taskStuck,
  taskOverdue,
  taskReason,
  taskDue,
  taskCollect,
  taskSoon,
  taskBlocked,
  taskChanged,
  requestIncomplete,
  requestSentBack,
  requestReview,
  assessment,
  assessmentAdjust,
  updateWeekly,
  digestKeeper,
];
