/** The first mail of a set-up: to the keeper, saying that it is one. */
import { randomUUID } from 'node:crypto';
import { inAll } from '../../core/messages/in-all.ts';
import type { Locale } from '../../sheet-templates/types.ts';
import type { OutgoingMail } from '../ports.ts';
import { noticeLetter } from '../week/notify.ts';
import type { Addressed, SweepHour } from './questions.ts';

const say = inAll('setup');

export const testMail = (
  to: Addressed,
  workbook: string,
  { at, zone }: SweepHour,
  locale: Locale,
  now: string,
): OutgoingMail => {
  const { subject, first, when, next, workbook: about } = say.test;
  const lines = [first({ name: to.name }), about({ workbook }), when({ at, zone }), next];
  return {
    ...noticeLetter(randomUUID(), to.email, { subject, lines }, locale, now),
    to: { name: to.name, address: to.email },
  };
};
