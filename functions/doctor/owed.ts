/** Findings about mails that people have not got yet. */
import { ofDoctor as say } from '../../core/messages/of-doctor.ts';
import type { DeliveryStatus } from '../../core/record/delivery.ts';
import { byPerson, type Owing, stillOwed } from '../../core/record/owing.ts';
import { readEvents } from '../../core/record/webhook.ts';
import type { Snapshot } from '../../core/snapshot.ts';
import type { Words } from '../../sheet-templates/index.ts';
import { type Found, fine, look, mend } from '../base/finding.ts';
import { nextOfOwed, whyOwed } from '../sweep/owing-words.ts';

/**
 * Who is still owed what, one finding for each person and reason. What is due since today leaves with a sweep of today, and is nothing
 * to look at; what is being sent is said as a mail that is open (record.ts). `shown`: what the workbook is called in commands.
 */
export const owedFindings = ({ ledger, people, runs, today }: Snapshot, shown: string): Found[] => {
  const all = stillOwed(ledger, people.values(), today);
  const of = (status: DeliveryStatus) => byPerson(all.filter((owing) => owing.status === status));
  const due = all.filter(({ status, since }) => status === 'due' && since < today);
  const found = [
    ...of('held').map((owing) => mend('mails-held', saying(owing, today), nextOf(owing, shown))),
    ...of('refused').map((owing) => mend('mails-refused', saying(owing, today), nextOf(owing, shown))),
    ...of('deferred').map((owing) => look('mails-deferred', saying(owing, today), nextOf(owing, shown))),
    ...(due.length > 0 ? [look('mails-due', saying(due, today), nextOf(due, shown))] : []),
  ];
  // Before a first sweep there was nothing for anybody to get.
  return found.length > 0 || runs.length === 0 ? found : [fine('nobody-owed', say.nobodyOwed)];
};

/** What another program was told, and what not: events that an earlier day's sweep could not hand over, or that nobody wants any more. */
export const eventFindings = ({ ledger, today }: Pick<Snapshot, 'ledger' | 'today'>): Found[] => {
  const { open, goneAt, taken } = readEvents(ledger);
  if (goneAt !== null) return [look('events-gone', say.eventsGone, say.eventsThen)];
  const late = open.filter(({ since }) => since < today);
  const [first] = late;
  if (!first) {
    return taken.length === 0 || open.length > 0
      ? []
      : [fine('events', say.eventsTaken({ last: Math.max(...taken), today }))];
  }
  const facts = { count: late.length, since: first.since, today, said: first.said };
  return [look('events-waiting', say.eventsWaiting(facts), say.eventsThen)];
};

/** `Li Na is still owed 2 notices since Fri 6 Mar: not taken for now: “452 4.2.2 Mailbox full”.` */
const saying = (owing: readonly Owing[], today: number): Words => {
  const count = owing.reduce((sum, { keys }) => sum + keys.length, 0);
  const since = Math.min(...owing.map((one) => one.since));
  const names = [...new Set(owing.map(({ name, to }) => name || to))];
  return say.owed({ names, count, since, today, why: whyOwed(owing.at(-1)!) });
};

const nextOf = (owing: readonly Owing[], shown: string): Words => {
  return say.owedThen({ next: nextOfOwed(owing.at(-1)!, shown) });
};
