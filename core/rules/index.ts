/** The list of all rules. */
import { acceptance } from './acceptance.ts';
import { archive } from './archive.ts';
import { assessment } from './assessment.ts';
import { assessmentAdjust } from './assessment-adjust.ts';
import { confirmationSign } from './confirmation-sign.ts';
import { digestKeeper } from './digest-keeper.ts';
import { digestManager } from './digest-manager.ts';
import { dispute } from './dispute.ts';
import { disputeFeedback } from './dispute-feedback.ts';
import { disputeRuled } from './dispute-ruled.ts';
import { division } from './division.ts';
import { divisionSign } from './division-sign.ts';
import { escalationOver } from './escalation-over.ts';
import { meetingInvite } from './meeting-invite.ts';
import { meetingMaterials } from './meeting-materials.ts';
import { meetingMinutes } from './meeting-minutes.ts';
import { meetingMinutesSent } from './meeting-minutes-sent.ts';
import { minutesSign } from './minutes-sign.ts';
import { requestChanged } from './request-changed.ts';
import { requestIncomplete } from './request-incomplete.ts';
import { requestReview } from './request-review.ts';
import { requestSentBack } from './request-sent-back.ts';
import { retrospective } from './retrospective.ts';
import type { Rule } from './rule.ts';
import { stageDue } from './stage-due.ts';
import { stageMoved } from './stage-moved.ts';
import { talk } from './talk.ts';
import { taskBlocked } from './task-blocked.ts';
import { taskChanged } from './task-changed.ts';
import { taskCollect } from './task-collect.ts';
import { taskDue } from './task-due.ts';
import { taskOverdue } from './task-overdue.ts';
import { taskReason } from './task-reason.ts';
import { taskSoon } from './task-soon.ts';
import { taskStuck } from './task-stuck.ts';
import { topicBack } from './topic-back.ts';
import { topicFollowup } from './topic-followup.ts';
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
  confirmationSign,
  division,
  divisionSign,
  minutesSign,
  requestChanged,
  meetingMaterials,
  meetingMinutes,
  topicFollowup,
  topicBack,
  stageDue,
  stageMoved,
  dispute,
  disputeFeedback,
  disputeRuled,
  escalationOver,
  acceptance,
  retrospective,
  archive,
  talk,
  meetingInvite,
  meetingMinutesSent,
  updateWeekly,
  digestManager,
  digestKeeper,
];
