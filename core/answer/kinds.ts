/** All kinds of answers, by key. */
import type { AnswerKind } from '../answers/model.ts';
import { conclude, confirm, reworked } from './acceptance.ts';
import { ack } from './ack.ts';
import { done } from './done.ts';
import { help } from './help.ts';
import { kickoff } from './kickoff.ts';
import type { AnswerForm } from './kind.ts';
import { progress } from './progress.ts';
import { redate } from './redate.ts';
import { assess, review, settle, submit } from './request.ts';
import { agree, propose, rule } from './rule.ts';
import { approve, sign } from './sign.ts';
import { stage } from './stage.ts';

/** Every kind of answer. A new one is one file and one line here. */
export const KINDS: Readonly<Record<AnswerKind, AnswerForm>> = {
  done,
  progress,
  redate,
  help,
  submit,
  review,
  assess,
  settle,
  kickoff,
  sign,
  approve,
  confirm,
  conclude,
  reworked,
  stage,
  agree,
  propose,
  rule,
  ack,
};
