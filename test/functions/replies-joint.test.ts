import { beforeAll, describe, expect, it } from 'vitest';
import { type Facts, readFacts } from '../../core/process/facts.ts';
import type { Snapshot } from '../../core/snapshot.ts';
import { createMemoryMailer, type MemoryMailer } from '../../functions/adapters/memory/mailer.ts';
import type { MemoryStore } from '../../functions/adapters/memory/store.ts';
import { createLinks } from '../../functions/answer/links.ts';
import { createLifetime } from '../../functions/base/lifetime.ts';
import { workbookKey } from '../../functions/base/workbook-key.ts';
import { replies } from '../../functions/http/replies.ts';
import type { Inbox, OutgoingMail } from '../../functions/ports.ts';
import { readMessage } from '../../functions/reply/received.ts';
import { understandJoint } from '../../functions/reply/replies.ts';
import { type Decide, decide } from '../../functions/sweep/decide.ts';
import { sweepRound } from '../../functions/sweep/round.ts';
import { EMPTY_CALL } from '../support/call.ts';
import { replyMail } from '../support/eml.ts';
import { addressOf, createClock, FRIDAY, openOffice, snapshotOf } from '../support/office.ts';

const URIS = ['memory:launch', 'memory:move'] as const;
const links = createLinks({
  base: 'https://baton.example.com/respond',
  keys: ['a-secret-of-the-tests-that-is-long-enough'],
});
const linksTo = links.linkTo;

const task = (id: string, name: string) => ({
  id,
  name,
  responsible: 'Li Na',
  accountable: 'Wang Wei',
  due: '2026-03-05',
  output: 'Report',
  doneWhen: 'It is signed',
});

let stores: readonly MemoryStore[];
let facts: readonly Facts[];
/** Li Na's mail, which is about T-0001 and T-0002 of the launch, and T-0001 and T-0003 of the move. */
let letter: OutgoingMail;
/** Wang Wei's task is in the move alone. */
let alone: OutgoingMail;

const sweepAll = async (mailer: MemoryMailer) =>
  sweepRound(
    stores.map((store, i) => async () => {
      const decideWithLinks: Decide = (raw, context) =>
        decide(raw, context, (snapshot) => linksTo(URIS[i]!, snapshot), true);
      return { store, now: FRIDAY, decide: decideWithLinks, clock: createClock().read };
    }),
    { mailer },
  );

beforeAll(async () => {
  const settings = (project: string) => ({ workbookId: project, project });
  stores = [
    await openOffice({ raci: [task('T-0001', 'Key visual'), task('T-0002', 'Press kit')] }, settings('Launch')),
    await openOffice(
      {
        raci: [
          task('T-0001', 'Floor plan'),
          task('T-0003', 'Key cards'),
          { ...task('T-0004', 'Lease'), responsible: 'Wang Wei', accountable: 'Wang Wei' },
        ],
      },
      settings('Office move'),
    ),
  ];
  const mailer = createMemoryMailer();
  await sweepAll(mailer);
  const to = (name: string) => mailer.sent.find((mail) => mail.to.address === addressOf(name))!;
  [letter, alone] = [to('Li Na'), to('Wang Wei')];
  facts = await Promise.all(stores.map(async (store) => readFacts(await snapshotOf(store))));
});

const quoting = (words: string, { text }: OutgoingMail): string =>
  [
    words,
    '',
    'On Fri, 6 Mar 2026 at 09:00, Baton <baton@example.com> wrote:',
    ...text.split('\n').map((line) => `> ${line}`),
  ].join('\n');
const replyOf = (words: string, name = 'Li Na', to = letter) =>
  replyMail({ from: `${name} <${addressOf(name)}>`, answers: '<CAB1@mail.gmail.com>', text: quoting(words, to) });

const understood = async (words: string) => {
  const received = await readMessage(replyOf(words));
  const found = received.tokens.flatMap((token) => {
    const link = links.recognise(token);
    return link === 'forged' ? [] : [link];
  });
  const read = understandJoint(
    received,
    facts.map((facts, i) => {
      const own = found.filter(({ workbook }) => workbook === workbookKey(URIS[i]!)).map(({ item }) => item);
      return { facts, linked: [...new Set(own)] };
    }),
  );
  if (typeof read === 'string') throw new Error(read);
  return read.understood.map((one) => {
    const at = one.item === null ? null : read.at(one.item);
    return [at && `${at.facts.snapshot.policy.project} ${at.id}`, one.sure ? one.kind : one.doubt];
  });
};

describe('a reply to a mail about two workbooks', () => {
  it('is about the workbook that has what it names', async () => {
    expect(await understood('T-0002: done\nT-0003: 50%')).toEqual([
      ['Launch T-0002', 'done'],
      ['Office move T-0003', 'progress'],
    ]);
    expect(await understood('Floor plan: done\nKey visual: delay to next Wed, waiting for legal')).toEqual([
      ['Office move T-0001', 'done'],
      ['Launch T-0001', 'redate'],
    ]);
  });

  it('is about one workbook where the mail was, whatever older mails it quotes', async () => {
    const own = async (name: string, id: string, project: string) =>
      openOffice({ raci: [task(id, name)] }, { workbookId: name, project });
    const [first, second] = [await own('Poster', 'T-0007', 'Poster'), await own('Film', 'T-0008', 'Film')];
    const mails: OutgoingMail[] = [];
    for (const [i, store] of [first, second].entries()) {
      const mailer = createMemoryMailer();
      const links = (snapshot: Snapshot) => linksTo(URIS[i]!, snapshot);
      await sweepRound(
        [
          async () => ({
            store,
            now: FRIDAY,
            clock: createClock().read,
            decide: (raw, context) => decide(raw, context, links),
          }),
        ],
        { mailer },
      );
      mails.push(mailer.sent[0]!);
    }
    const [older, newer] = mails as [OutgoingMail, OutgoingMail];
    const deeper = quoting('', older).replaceAll('\n', '\n> ');
    const received = await readMessage(
      replyMail({
        from: `Li Na <${addressOf('Li Na')}>`,
        answers: '<CAB2@mail.gmail.com>',
        text: `${quoting('done', newer)}\n${deeper}`,
      }),
    );
    // Of each mail the link of its task, and the one in its foot.
    expect(received.tokens).toHaveLength(4);
    const quoted = [
      { facts: readFacts(await snapshotOf(second)), linked: ['T-0008'] },
      { facts: readFacts(await snapshotOf(first)), linked: ['T-0007'] },
    ];
    const read = understandJoint(received, quoted);
    if (typeof read === 'string') throw new Error(read);
    expect(read.understood).toMatchObject([{ item: 'T-0008', sure: true, kind: 'done' }]);
  });

  it('is asked back where an id stands in both, and where it names nothing', async () => {
    for (const words of ['T-0001: done', 'done', '1. done']) {
      const read = await understood(words);
      expect([words, read.filter(([, how]) => how === 'done')]).toEqual([words, []]);
      expect([words, read.length > 0]).toEqual([words, true]);
    }
  });
});

describe('the mailbox', () => {
  const receive = async (raw: Uint8Array) => {
    const mailer = createMemoryMailer();
    const done: string[] = [];
    const inbox: Inbox = {
      waiting: async () => ['1'],
      read: async () => raw,
      done: async (_, how) => void done.push(how),
      answered: async () => 0,
    };
    const endpoint = replies({
      inbox: async () => inbox,
      mailer: async () => mailer,
      links,
      registry: async () => ({ workbooks: URIS.map((uri) => ({ uri, paused: false })) }),
      open: (uri) => stores[URIS.map(String).indexOf(uri)]!,
      lifetime: createLifetime(),
      clock: createClock().read,
    });
    await endpoint.answer(EMPTY_CALL, () => {});
    return { sent: mailer.sent, done };
  };
  const formsIn = (mail: OutgoingMail) =>
    [...mail.text.matchAll(/[?&]t=([\w-]+)(?:&a=(\w+))?/g)].map(([, token, kind]) => {
      const link = links.recognise(token!);
      if (link === 'forged') throw new Error('forged');
      return `${URIS.find((uri) => workbookKey(uri) === link.workbook)} ${link.item} ${kind ?? ''}`.trim();
    });

  it('shows it back once, with the pages of each workbook', async () => {
    const { sent, done } = await receive(replyOf('T-0002: done, see kit.pdf\nFloor plan: 50%'));
    expect(done).toEqual(['answered']);
    expect(sent.map(({ to }) => to.address)).toEqual([addressOf('Li Na')]);
    expect(formsIn(sent[0]!)).toEqual([
      'memory:launch T-0002 done',
      'memory:launch T-0002',
      'memory:move T-0001 progress',
      'memory:move T-0001',
    ]);
    expect(sent[0]!.text).toContain('T-0001 (Office move)');
  });

  it('offers all of them where it is not clear which is meant', async () => {
    const { sent } = await receive(replyOf('T-0001: done'));
    expect(formsIn(sent[0]!).sort()).toEqual([
      'memory:launch T-0001',
      'memory:launch T-0002',
      'memory:move T-0001',
      'memory:move T-0003',
    ]);
  });

  it('reads the reply of somebody who is on one of them as ever', async () => {
    const { sent } = await receive(replyOf('T-0004: done', 'Wang Wei', alone));
    expect(formsIn(sent[0]!)).toContain('memory:move T-0004 done');
  });
});
