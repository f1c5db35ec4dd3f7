/** All kinds of answers, by key. */
import type { AnswerKind } from '../answers/model.ts';
import { conclude, confirm, reworked } from './acceptance.ts';
import { ack, snooze } from './ack.ts';
import { archived, lookback } from './closing.ts';
import { complete } from './complete.ts';
import { listAgreed } from './consensus.ts';
import { divide } from './divide.ts';
import { done } from './done.ts';
import { follow } from './follow.ts';
import { handin } from './handin.ts';
import { help, question } from './help.ts';
import { kickoff } from './kickoff.ts';
import type { AnswerForm } from './kind.ts';
import { feedback, materials, research } from './meeting.ts';
import { handedMinutes } from './minutes.ts';
import { preferences } from './preferences.ts';
import { progress } from './progress.ts';
import { promise } from './promise.ts';
import { redate } from './redate.ts';
import { report } from './report.ts';
import { assess, review, settle, submit } from './request.ts';
import { agree, propose, rule } from './rule.ts';
import { approve, sign } from './sign.ts';
import { stage } from './stage.ts';
import { keepTalk } from './talk.ts';

/** Every kind of answer. A new one is one file and one line here. */
export const KINDS: Readonly<Record<AnswerKind, AnswerForm>> = {
  done,
  progress,
  redate,
  help,
  question,
  complete,
  submit,
  review,
  assess,
  settle,
  talk: keepTalk,
  kickoff,
  consensus: listAgreed,
  divide,
  sign,
  materials,
  feedback,
  minutes: handedMinutes,
  approve,
  research,
  handin,
  confirm,
  conclude,
  reworked,
  lookback,
  archive: archived,
  stage,
  promise,
  agree,
  propose,
  rule,
  report,
  follow,
  snooze,
  ack,
  preferences,
};
