import { afterEach, expect, it } from 'vitest';
import { readSnapshot } from '../../core/read/index.ts';
import { headsOf, verifyLedger } from '../../core/record/ledger.ts';
import { type Cloud, openCloud, rawOf, TEAM } from '../support/cloud.ts';
import { headerOf, textOf } from '../support/google/gmail/mime.ts';
import { addressOf } from '../support/office.ts';
import { appendOf } from '../support/starter.ts';
import { Clock } from '../support/wire/clock.ts';

const MINUTE = 60_000;
const PEOPLE = ['Li Na', 'Wang Wei', 'Zhao Min'];

let cloud: Cloud;
afterEach(() => cloud.close());

/** Friday's sweep has asked Li Na for her review of Wang Wei's request. */
const openReview = async () => {
  cloud = await openCloud({ clock: new Clock('2026-03-06T00:55:00Z'), random: () => 0.5 });
  const workbook = await cloud.make({
    project: 'Office',
    template: 'full',
    zone: 'Asia/Shanghai',
    now: '2026-03-05T09:00:00+08:00',
    fill: async (store) => {
      await store.apply([
        appendOf('departments', { name: 'Sales', head: 'Li Na', divisionLeader: 'Zhao Min' }),
        ...PEOPLE.map((name) => appendOf('directory', { name, email: addressOf(name), department: 'Sales' })),
        appendOf('requests', {
          id: 'Q-0001',
          name: 'Winter catalogue',
          initiatingDepartment: 'Sales',
          initiator: 'Wang Wei',
          goal: 'Catalogue of 48 pages printed by 2026-04-30',
          submittedOn: '2026-03-05',
        }),
      ]);
    },
  });
  cloud.list(workbook, 'Asia/Shanghai');
  await cloud.google.clock.advance(2 * MINUTE);
  await cloud.dispatch('2026-03-06T01:00:00Z');
  await cloud.google.clock.run(30 * MINUTE);
  return workbook;
};

const letters = () =>
  cloud.google.gmail.mailbox(TEAM).sent.map(({ mime }) => ({
    to: headerOf(mime, 'to') ?? '',
    subject: headerOf(mime, 'subject') ?? '',
    text: textOf(mime),
  }));

/** Presses the button of the mail to an address, fills in the form and sends it. */
const answer = async (to: string, fields: Readonly<Record<string, string>>) => {
  const letter = letters().find((one) => one.to.includes(to))!;
  const link = /https?:\/\/\S+respond\?\S*a=review\S*/.exec(letter.text.replace(/=\r?\n/g, ''))![0];
  return cloud.google.clock.during(async () => {
    const page = await (await fetch(link)).text();
    const form = /<form[\s\S]*?<\/form>/.exec(page)![0];
    const hidden = [...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(
      ([, name, value]) => [name!, value!] as [string, string],
    );
    return fetch(`${cloud.url}/respond`, {
      method: 'POST',
      body: new URLSearchParams([...hidden, ...Object.entries(fields)]),
    });
  });
};

it('an answer is handed on by a task of the queue, after the time in which it can be taken back', async () => {
  const workbook = await openReview();
  const before = letters().length;
  const attempts = cloud.queue.attempts.length;
  const answered = await answer(addressOf('Li Na'), { reviewResult: 'sent-back', reviewReason: 'Say which pages' });
  expect(answered.status).toBe(200);
  await cloud.google.clock.advance(9 * MINUTE);
  expect(letters()).toHaveLength(before);
  await cloud.google.clock.advance(5 * MINUTE);
  const [letter, ...others] = letters().slice(before);
  expect(others).toEqual([]);
  expect(letter!.to).toContain(addressOf('Wang Wei'));
  expect(letter!.subject).toContain('Li Na reviewed the request');
  expect(cloud.queue.attempts.slice(attempts).map(({ status }) => status)).toEqual([200]);
  expect(cloud.log.filter(({ message }) => message === 'handed on')).toEqual([
    expect.objectContaining({ severity: 'INFO', outcome: 'done', sent: 1 }),
  ]);

  // Monday's sweep does not say it again.
  await cloud.google.clock.advance(Date.parse('2026-03-09T00:59:00Z') - cloud.google.clock.now());
  await cloud.dispatch('2026-03-09T01:00:00Z');
  await cloud.google.clock.run(30 * MINUTE);
  const { ledger, runs } = readSnapshot(rawOf(workbook), { now: '2026-03-09T10:00' });
  expect(verifyLedger(ledger, headsOf(runs)).ok).toBe(true);
  const sent = ledger.filter(({ key, status }) => key.startsWith('request.sent-back') && status === 'sent');
  expect(sent.map(({ to }) => to)).toEqual([addressOf('Wang Wei')]);
});
