/** The list of all rules, and which of them a notice comes from. */
import type { DutyRule, RuleKey } from '../messages/facts.ts';
import type { Notice } from '../plan.ts';
import { acceptanceConcluded } from './acceptance-concluded.ts';
import { assessmentIncomplete } from './assessment-incomplete.ts';
import { digestKeeper } from './digest-keeper.ts';
import { digestManager } from './digest-manager.ts';
import { disputeProposed } from './dispute-proposed.ts';
import { disputeRuled } from './dispute-ruled.ts';
import { DUTY_RULES } from './duties.ts';
import { escalationOver } from './escalation-over.ts';
import { meetingInvite } from './meeting-invite.ts';
import { meetingMaterialsSent } from './meeting-materials-sent.ts';
import { meetingMinutesSent } from './meeting-minutes-sent.ts';
import { planLate } from './plan-late.ts';
import { requestChanged } from './request-changed.ts';
import { requestIncomplete } from './request-incomplete.ts';
import { requestResubmit } from './request-resubmit.ts';
import { requestSentBack } from './request-sent-back.ts';
import type { CardLook, MailSection, Rule } from './rule.ts';
import { stageMoved } from './stage-moved.ts';
import { talk } from './talk.ts';
import { taskAssigned } from './task-assigned.ts';
import { taskBlocked } from './task-blocked.ts';
import { taskChanged } from './task-changed.ts';
import { taskCollect } from './task-collect.ts';
import { taskDue } from './task-due.ts';
import { taskOverdue } from './task-overdue.ts';
import { taskQuiet } from './task-quiet.ts';
import { taskReason } from './task-reason.ts';
import { taskSoon } from './task-soon.ts';
import { taskStart } from './task-start.ts';
import { taskStuck } from './task-stuck.ts';
import { topicBack } from './topic-back.ts';
import { updateWeekly } from './update-weekly.ts';

/** What is told right after the duty that it belongs to. */
const AFTER: { readonly [R in DutyRule]?: readonly Rule[] } = {
  assessment: [assessmentIncomplete],
  'minutes.sign': [requestChanged, planLate],
  'topic.followup': [topicBack],
  'stage.due': [stageMoved],
  dispute: [disputeProposed],
  'dispute.feedback': [disputeRuled, escalationOver],
  acceptance: [acceptanceConcluded],
};

/** Every rule, in the order in which its notices stand in the plan. A new one is a file and a line here; a new duty a line of duties.ts alone. */
export const RULES: readonly Rule[] = [
  taskStuck,
  taskOverdue,
  taskReason,
  taskQuiet,
  taskDue,
  taskCollect,
  taskSoon,
  taskBlocked,
  taskStart,
  taskAssigned,
  taskChanged,
  requestIncomplete,
  requestSentBack,
  requestResubmit,
  ...DUTY_RULES.flatMap((rule) => [rule, ...(AFTER[rule.key] ?? [])]),
  talk,
  meetingInvite,
  meetingMaterialsSent,
  meetingMinutesSent,
  updateWeekly,
  digestManager,
  digestKeeper,
];

const BY_KEY: ReadonlyMap<string, Rule> = new Map(RULES.map((rule) => [rule.key, rule]));

/** Undefined where there is no rule of this key any more. */
export const ruleNamed = (key: string): Rule | undefined => BY_KEY.get(key);

/** The rule that a notice comes from, or that reminds of a duty. */
export const ruleOf = ({ rule }: { readonly rule: string }): Rule => {
  const found = BY_KEY.get(rule);
  if (!found) throw new Error(`no rule ${rule}`);
  return found;
};

/** Sections that one rule alone fills. */
export const FILLS = {
  assigned: taskAssigned.key,
  update: updateWeekly.key,
  overview: digestManager.key,
  mend: digestKeeper.key,
} as const satisfies Partial<Record<MailSection, RuleKey>>;

/** A notice in such a section. */
export type In<S extends keyof typeof FILLS> = Extract<Notice, { readonly rule: (typeof FILLS)[S] }>;

/** Whether a notice stands in a section that one rule alone fills: then its facts are that rule's. */
export const standsIn = <S extends keyof typeof FILLS>(section: S, notice: Notice): notice is In<S> =>
  ruleOf(notice).section === section;

/** What a task's card shows of a notice. */
export const lookOf = (notice: { readonly rule: string }): CardLook => ruleOf(notice).card ?? 'sentence';
