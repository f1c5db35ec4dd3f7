/** The rules that are only a duty: what somebody owes by a limit, of which sheets, and how it is answered. */
import type { DutyRule } from '../messages/index.ts';
import { type DutyAbout, makeDutyRule } from './duty-rule.ts';
import type { Rule } from './rule.ts';

/**
 * What each of them waits for and asks is said in core/messages; whose it is, since when and until when is read in core/process.
 * They stand in the order of the plan.
 */
export const DUTIES: Readonly<Record<DutyRule, DutyAbout>> = {
  /** Submitted and not reviewed within its limit: the head of the initiating department. */
  'request.review': { atOnce: true, needs: ['requests'], answers: ['review'] },
  /** A department has not answered within its limit after receipt: its head. */
  assessment: { atOnce: true, needs: ['confirmations'], answers: ['assess'] },
  /** An adjustment waits for its written answer: the request's contact. */
  'assessment.adjust': { atOnce: true, needs: ['confirmations'], answers: ['settle', 'talk'] },
  /** A department's confirmation lacks its signature, or the signature lapsed since the text changed: its head. */
  'confirmation.sign': { atOnce: true, needs: ['confirmations', 'signoffs'], answers: ['sign'] },
  /** Confirmed by all departments and not kicked off within its limit: the contact; project lead and heads hear of it once. */
  'request.confirmed': {
    atOnce: true,
    copies: 'owed',
    needs: ['requests', 'confirmations', 'meetings'],
    answers: ['kickoff'],
  },
  /** Confirmed, and nothing in the list that acceptance is held against: the contact, before the kick-off. */
  consensus: { atOnce: true, needs: ['requests', 'confirmations', 'meetings', 'consensus'], answers: ['consensus'] },
  /** The plan is incomplete after the kick-off: the project lead and the heads of the request's departments. */
  division: { needs: ['requests', 'meetings', 'raci'], answers: ['divide'] },
  /** The division of work lacks a signature, or one lapsed since a task changed: the head of the department. */
  'division.sign': { atOnce: true, needs: ['signoffs'], answers: ['sign'] },
  /** Minutes lack the signature of somebody they bind, or it lapsed since they changed: the signer. */
  'minutes.sign': { atOnce: true, needs: ['signoffs'], answers: ['sign'] },
  /** Materials go out before a meeting, and each department writes back. */
  'meeting.materials': {
    needs: ['meetings'],
    answersAt: (facts) => ('feedback' in facts ? ['feedback'] : ['materials']),
  },
  /** Minutes are in within a day of the end, and the host approves them; once more when they are changed after that. */
  'meeting.minutes': {
    atOnce: true,
    needs: ['meetings'],
    answersAt: (facts) => ('approval' in facts ? ['approve'] : ['minutes']),
  },
  /** A department was to look into an open topic: its head owes the answer. */
  'topic.followup': { needs: ['topics', 'meetings'], answers: ['research'] },
  /** A stage of a request's plan comes due or is late: whoever is responsible for it. */
  'stage.due': { needs: ['requests', 'stages'], answers: ['stage'] },
  /** Opened and not agreed: both owners, then both sides' division leaders, then the executive. */
  dispute: { needs: ['escalations'], answers: ['agree', 'propose', 'rule'] },
  /** Feedback was promised by a day and is not there: who promised it, who decided, or the level it is with. */
  'dispute.feedback': { needs: ['escalations'], answers: ['report'] },
  /** All tasks done and no acceptance: the contact; handed in: the departments, then the acceptor; rework: its owner. */
  acceptance: {
    atOnce: true,
    copies: 'owed',
    needs: ['requests', 'acceptance'],
    answersAt: (facts) => {
      if ('rework' in facts) return ['reworked'];
      if ('departments' in facts) return ['confirm'];
      return 'round' in facts ? ['conclude'] : ['handin'];
    },
  },
  /** Passed, and nothing written down of what was learnt: the project lead. */
  retrospective: { needs: ['requests', 'acceptance', 'retrospective'], answers: ['lookback'] },
  /** Passed and not archived: the keeper. */
  archive: { needs: ['requests', 'acceptance', 'archive'], answers: ['archive'] },
};

/** In the order of the table. */
export const DUTY_RULES: readonly Rule<DutyRule>[] = (Object.keys(DUTIES) as DutyRule[]).map((rule) =>
  makeDutyRule(rule, DUTIES[rule]),
);
