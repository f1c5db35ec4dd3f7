import PostalMime from 'postal-mime';
import { afterEach, expect, it } from 'vitest';
import { serverOfUrl } from '../../../functions/adapters/smtp/servers.ts';
import { createSmtp } from '../../../functions/adapters/smtp/smtp.ts';
import { createLifetime } from '../../../functions/base/lifetime.ts';
import type { Host } from '../../../functions/http/call.ts';
import { handOnLater } from '../../../functions/http/hand-on.ts';
import type { SweepParts } from '../../../functions/http/sweep.ts';
import type { Mailer } from '../../../functions/ports.ts';
import { laterHere, queueHere } from '../../../functions/service/service.ts';
import { STARTER } from '../../../sheet-templates/index.ts';
import { type MailServer, openMailServer } from '../../support/mail-server.ts';
import { addressOf, PEOPLE } from '../../support/office.ts';
import { openStarter } from '../../support/starter.ts';
import { linkFor, openSite, sweepOnce, URI } from '../respond/site.ts';

let server: MailServer;
afterEach(() => server.close());

/** An office with a request that waits for its review, as the morning's sweep left it. */
const openReview = async () => {
  const store = await openStarter(
    {
      directory: PEOPLE.map((name) => ({ name, email: addressOf(name), department: 'Sales' })),
      departments: [{ name: 'Sales', head: 'Li Na', divisionLeader: 'Zhao Min' }],
      requests: [
        {
          id: 'Q-0001',
          name: 'Winter catalogue',
          initiatingDepartment: 'Sales',
          initiator: 'Wang Wei',
          goal: 'Catalogue of 48 pages printed by 2026-04-30',
          submittedOn: '2026-03-05',
        },
      ],
    },
    {
      tabs: [...STARTER, 'confirmations'],
      settings: { workbookId: 'W-1', workbookHome: 'memory:starter' },
    },
  );
  await sweepOnce(store);
  return store;
};

/** Respond and its queue as `serve` has them, by SMTP; `pass` lets the time pass until what was asked for is due. */
const openServed = async (store: Awaited<ReturnType<typeof openReview>>, mailer: Mailer) => {
  const due: (() => void)[] = [];
  const logged: string[] = [];
  const lifetime = createLifetime();
  const host: Host = { lifetime, project: null, write: (line) => void logged.push(line) };
  const clock = { read: () => '' };
  const parts: SweepParts = {
    open: () => store,
    mailer: async () => mailer,
    books: async () => {
      throw new Error('no book');
    },
    isKnown: (uri) => uri === URI,
    report: async () => {},
    lifetime,
    clock: () => clock.read(),
    linkTo: null,
    repliesAreRead: false,
    later: () => later,
  };
  const queue = queueHere(parts, host);
  const later = laterHere(queue, lifetime, () => new Promise<void>((resolve) => void due.push(resolve)));
  const asked: string[] = [];
  const noting = {
    enqueue: (task: Parameters<typeof later.enqueue>[0], notBefore: string) => {
      asked.push(notBefore);
      return later.enqueue(task, notBefore);
    },
  };
  const site = await openSite(store, { handOn: handOnLater(noting, () => clock.read()) });
  clock.read = site.clock.read;
  const pass = async (minutes: number) => {
    site.clock.pass(minutes);
    for (const go of due.splice(0)) go();
    await expect.poll(() => logged.filter((line) => line.includes('handed on')).length).toBeGreaterThan(0);
  };
  return { site, pass, asked, logged };
};

it('an answer on a page reaches whoever waits for it by a mail server, once it can no longer be taken back', async () => {
  server = await openMailServer();
  const store = await openReview();
  const mailer = createSmtp({ server: serverOfUrl(server.way), from: { name: 'Baton', address: 'baton@example.com' } });
  const { site, pass, asked } = await openServed(store, mailer);
  const page = await site.open(await linkFor(store, 'Li Na', 'Q-0001', 'review'));
  const said = await site.send(page, { reviewResult: 'sent-back', reviewReason: 'Say which pages' });
  expect(said.status).toBe(200);
  expect(asked).toEqual(['2026-03-06T02:11:00.000Z']);
  expect(server.letters).toEqual([]);
  await pass(11);
  await expect.poll(() => server.letters.length).toBe(1);
  const [letter] = server.letters;
  const { subject, text } = await PostalMime.parse(letter!.bytes);
  expect(letter!.to).toBe(addressOf('Wang Wei'));
  expect(subject).toContain('Li Na reviewed the request: Winter catalogue');
  expect(text).toContain('Say which pages');
  expect(text).toContain('It comes today because Li Na answered at 10:00');
});

it('an answer that is taken back within its time hands nothing on', async () => {
  server = await openMailServer();
  const store = await openReview();
  const mailer = createSmtp({ server: serverOfUrl(server.way), from: { name: 'Baton', address: 'baton@example.com' } });
  const { site, pass, logged } = await openServed(store, mailer);
  const page = await site.open(await linkFor(store, 'Li Na', 'Q-0001', 'review'));
  const said = await site.send(page, { reviewResult: 'sent-back', reviewReason: 'Say which pages' });
  site.clock.pass(5);
  expect((await site.undo(said)).status).toBe(200);
  await pass(6);
  expect(logged.find((line) => line.includes('handed on'))).toContain('"sent":0');
  expect(server.letters).toEqual([]);
});
