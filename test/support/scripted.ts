import { plainLetter } from '../../core/mail/plain-letter.ts';
import { savedSaying, saying } from '../../core/messages/facts.ts';
import { distinct } from '../../core/people.ts';
import type { Mail, Notice, Write } from '../../core/plan.ts';
import type { Facts } from '../../core/process/facts.ts';
import { type ReadContext, readSnapshot } from '../../core/read/index.ts';
import { isToSend } from '../../core/record/delivery.ts';
import { readNotified } from '../../core/record/notified.ts';
import type { Person } from '../../core/snapshot.ts';
import type { RawWorkbook } from '../../core/workbook.ts';
import type { Decision } from '../../functions/sweep/decide.ts';
import { appendOf, setOf } from './starter.ts';

/** Mails that say nothing but their notices' keys, so that a test can count what reached whom. */
export const keysOnly: Decision['render'] = (mail) => ({
  subject: mail.subject,
  letter: plainLetter({
    locale: 'en',
    subject: mail.subject,
    lines: mail.notices.map(({ key }) => key),
    matters: [],
  }),
  text: mail.notices.map(({ key }) => key).join('\n'),
  html: '',
});

/**
 * A sweep's decisions reduced to what sending once depends on: whoever is responsible or accountable hears when a
 * task's name is not the one remembered in `_state`. A change that was remembered and not told is lost for good.
 */
export const tellRenames = (raw: RawWorkbook, context: ReadContext): Decision => {
  const snapshot = readSnapshot(raw, context);
  const notified = readNotified(snapshot.ledger);
  const workday = snapshot.calendar.isWorkday(snapshot.today);
  const writes: Write[] = [];
  const byPerson = new Map<Person, Notice[]>();
  const notices: Notice[] = [];
  const tracked = new Set(snapshot.rows.tracker.map(({ id }) => id));
  for (const { id, fresh, values } of snapshot.rows.raci) {
    if (fresh) writes.push(setOf('raci', id, { id }, { id: '', name: values.name }));
    if (!tracked.has(id)) writes.push(appendOf('tracker', { id }));
    const state = snapshot.state.get(id);
    if (state?.scope === values.name) continue;
    // Nobody is told on a day off, so nothing is remembered as told.
    if (!workday) continue;
    const remembered = { scope: values.name, revision: (state?.revision ?? 0) + 1 };
    writes.push(state ? setOf('_state', id, remembered) : appendOf('_state', { id, ...remembered }));
    const key = `task.changed:${id}:name:${remembered.revision}`;
    const to = distinct([values.responsible, values.accountable]).filter((p) => !notified.has(key, p.email!));
    if (to.length === 0) continue;
    const changes = [`scope|${state?.scope ?? ''}|${values.name}`];
    const said = saying('task.changed', { changes, reason: '' });
    const notice: Notice = { key, item: id, level: 0, to, cc: [], ...said };
    notices.push(notice);
    for (const person of notice.to) byPerson.set(person, [...(byPerson.get(person) ?? []), notice]);
  }
  // What earlier sweeps owe is said as they noted it.
  for (const { key, to: address, status, note } of workday ? notified.owed : []) {
    const to = [...snapshot.people.values()].find(({ email }) => email === address);
    if (!to || !note || !isToSend(status)) continue;
    const { item, level, code, facts } = note;
    const notice: Notice = { key, item, level, to: [to], cc: [], ...savedSaying('task.changed', facts, code) };
    notices.push(notice);
    byPerson.set(to, [...(byPerson.get(to) ?? []), notice]);
  }
  const mails = [...byPerson].map(
    ([to, own]): Mail => ({ to, notices: own, subject: `${own.length} changes`, asks: own.length, owed: 0 }),
  );
  return {
    snapshot,
    plan: {
      workbook: snapshot.workbook.id,
      at: snapshot.at,
      workday,
      notices,
      mails,
      waits: [],
      writes,
      silences: [],
      over: [],
      problems: snapshot.problems,
    },
    render: keysOnly,
    part: (mail) => ({
      facts: { snapshot } as Facts,
      mail,
      linkTo: undefined,
      repliesAreRead: false,
      toldBefore: () => [],
    }),
  };
};
