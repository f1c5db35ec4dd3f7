import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, test } from 'vitest';
import { dingtalk as backend } from '../../../functions/adapters/dingtalk/backend.ts';
import { createDingtalk, dingtalkAccount, examineDingtalk } from '../../../functions/adapters/dingtalk/dingtalk.ts';
import { dingtalkMessage } from '../../../functions/adapters/dingtalk/message.ts';
import type { BatonError } from '../../../functions/errors.ts';
import type { Mailer } from '../../../functions/ports.ts';
import { keptLetters } from '../../../functions/remote/kept-letters.ts';
import { LOCALES } from '../../../sheet-templates/index.ts';
import { type ChatUnderTest, chatContract, MAIL, TRACE, type Trouble } from '../../contracts/mailer.ts';
import { READERS } from '../../core/mail/readers.ts';
import { type DingtalkFake, type DingtalkFakeOptions, openDingtalkFake } from '../../support/dingtalk/dingtalk.ts';
import { FAULTS } from '../../support/wire/faults.ts';

const opened: DingtalkFake[] = [];
const folders: string[] = [];
const newFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'baton-dingtalk-'));
  folders.push(folder);
  return folder;
};
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
  for (const fake of opened.splice(0)) await fake.close();
});

const LI = { ...MAIL.to, phone: '+86 138 0000 0000' };
const LETTER = { ...MAIL, to: LI };

const failed = (work: Promise<unknown>): Promise<BatonError> =>
  work.then(
    () => expect.unreachable('it was sent'),
    (error: BatonError) => error,
  );

const open = async (options: DingtalkFakeOptions = {}) => {
  const dingtalk = await openDingtalkFake(options);
  opened.push(dingtalk);
  const { app, clock } = dingtalk;
  const kept = keptLetters(dingtalkAccount(app), await newFolder());
  const place = await kept.place();
  const time = { now: clock.now, sleep: (ms: number) => clock.advance(ms) };
  const random = () => 0.5;
  /** Another process on this machine. */
  const mailer = () => createDingtalk({ app, kept, place, time, random });
  const elsewhere = async () => {
    const theirs = keptLetters(dingtalkAccount(app), await newFolder());
    return createDingtalk({ app, kept: theirs, place: await theirs.place(), time, random });
  };
  /** A process that dies as soon as it would wait. */
  const mortal = () => {
    const { promise: death, resolve: die } = Promise.withResolvers<'dead'>();
    const sleep = () => {
      die('dead');
      return new Promise<void>(() => {});
    };
    const dying = createDingtalk({ app, kept, place, time: { now: clock.now, sleep }, random });
    return { mailer: dying, until: <T>(work: Promise<T>) => Promise.race([work, death]) };
  };
  const arrived = async () => dingtalk.messages.map(({ to, seen }) => ({ to, ...seen }));
  return { dingtalk, mailer, elsewhere, mortal, arrived };
};

/** The contract's readers have no number, which DingTalk knows people by. */
const numbered = (mailer: Mailer): Mailer => ({
  ...mailer,
  send: (mail) => mailer.send({ ...mail, to: { ...mail.to, phone: '13800000000' } }),
});

const fresh = async (options: DingtalkFakeOptions = {}): Promise<ChatUnderTest> => {
  const { mailer, arrived } = await open(options);
  return { mailer: numbered(mailer()), arrived };
};

/** Everybody is well again once it has been met: `code` as an answer to the notice. */
const once = (code: number) => async (): Promise<ChatUnderTest> => {
  const { dingtalk, mailer, arrived } = await open();
  dingtalk.fail({ method: 'asyncsend_v2', how: { status: 200, code } });
  return { mailer: numbered(mailer()), arrived };
};

/** `code` in the result of its task. */
const inResult = (code: number) => async (): Promise<ChatUnderTest> => {
  const { dingtalk, mailer, arrived } = await open();
  dingtalk.change(LI.address, { refuses: code });
  dingtalk.meanwhile({
    method: 'getsendresult',
    when: 'after',
    act: () => dingtalk.change(LI.address, { refuses: undefined }),
  });
  return { mailer: numbered(mailer()), arrived };
};

const TROUBLES: readonly Trouble<ChatUnderTest>[] = [
  { what: 'a word that is forbidden', is: 'deferred', says: '1430002', open: inResult(1430002) },
  { what: 'more notices than somebody may get', is: 'deferred', says: '143105', open: inResult(143105) },
  { what: 'somebody who is protected', is: 'deferred', says: '1430004', open: inResult(1430004) },
  { what: 'somebody who is gone', is: 'refused', says: '33012', open: once(33012) },
  { what: 'an address of ours that is not allowed', is: 'system', says: '60020', open: once(60020) },
  { what: 'a permission that lacks', is: 'system', says: '60011', open: once(60011) },
  { what: 'a code that nobody knows', is: 'system', says: '49999', open: once(49999) },
];

describe('DingTalk', () => {
  chatContract(fresh, TROUBLES);

  it('asks nobody for a person without a number, and refuses one whom nobody has', async () => {
    const { mailer, dingtalk } = await open({ employees: [] });
    expect(await failed(mailer().send(MAIL))).toMatchObject({
      code: 'dingtalk-no-number',
      outcome: 'refused',
      said: '',
    });
    expect(dingtalk.requests).toEqual([]);
    const one = mailer();
    expect(await failed(one.send(LETTER))).toMatchObject({ code: 'dingtalk-not-found', outcome: 'refused', said: '' });
    expect(await one.find(MAIL.id, TRACE)).toBe('unsent');
  });

  it('remembers the employee by the receipt, who needs no number then; and looks up whoever is gone', async () => {
    const { mailer, dingtalk, arrived } = await open();
    const { receipt } = await mailer().send(LETTER);
    expect(receipt).toMatch(/^dingtalk dinga1b2c3d4e5f6 123456789 user01 \d+$/);
    await mailer().send({ ...MAIL, id: 'second', letter: READERS.owner('en', true), remembered: ['<a@b>', receipt] });
    expect(await arrived()).toHaveLength(2);
    expect(dingtalk.requests.filter(({ method }) => method === 'getbymobile')).toHaveLength(1);
    const gone = ['dingtalk dinga1b2c3d4e5f6 123456789 user99 1'];
    await mailer().send({ ...LETTER, id: 'third', letter: READERS.head('en', true), remembered: gone });
    expect(await arrived()).toHaveLength(3);
  });

  it('takes a result that comes late for sent, and one that it cannot ask for', async () => {
    const late = await open({ resultTakes: 60_000 });
    await late.mailer().send(LETTER);
    expect(await late.arrived()).toHaveLength(1);
    const mute = await open();
    mute.dingtalk.fail({ method: 'getsendresult', how: { status: 200, code: 60011 } });
    await mute.mailer().send(LETTER);
    expect(await mute.arrived()).toHaveLength(1);
  });

  it('never says the app’s secret', async () => {
    const { dingtalk, mailer } = await open();
    dingtalk.fail({ method: 'gettoken', how: { status: 200, code: 40089 } });
    const error = await failed(mailer().send(LETTER));
    expect(error.code).toBe('dingtalk-auth');
    for (const text of Object.values(error.words)) expect(text).not.toContain(dingtalk.app.secret);
  });

  it('gives up a busy DingTalk in the end, with nothing sent', async () => {
    const { mailer, dingtalk } = await open();
    dingtalk.fail({ method: 'asyncsend_v2', how: { status: 429 }, times: 50 });
    const one = mailer();
    expect(await failed(one.send(LETTER))).toMatchObject({ code: 'dingtalk-busy' });
    expect(await one.find(MAIL.id, TRACE)).toBe('unsent');
    dingtalk.calm();
  });
});

const REQUESTS = ['gettoken', 'getbymobile', 'asyncsend_v2', 'getsendresult'] as const;

describe.each(FAULTS)('%s', (_, how) => {
  test.each(REQUESTS)('at %s: the letter arrives once, and its sender knows', async (method) => {
    const { mailer, dingtalk, arrived } = await open();
    dingtalk.fail({ method, how });
    await mailer().send(LETTER);
    expect(await arrived()).toHaveLength(1);
  });

  test.each(REQUESTS)('at %s, with the process dying of it: the next one on this machine finds out', async (method) => {
    const { mailer, dingtalk, arrived, mortal } = await open();
    dingtalk.fail({ method, how });
    const { mailer: dying, until } = mortal();
    await until(dying.send(LETTER));
    dingtalk.calm();
    await dingtalk.clock.advance(15 * 60_000);
    const next = mailer();
    const found = await next.find(MAIL.id, TRACE);
    expect(found).not.toBe('unknown');
    if (found === 'unsent') await next.send(LETTER);
    expect(await arrived()).toHaveLength(1);
  });
});

describe('a letter of a process that died', () => {
  const died = async () => {
    const company = await open();
    company.dingtalk.fail({ method: 'asyncsend_v2', how: 'drop-after' });
    const { mailer, until } = company.mortal();
    await until(mailer.send(LETTER));
    return company;
  };

  it('is sent again as the very same bytes, which reach nobody twice on one day', async () => {
    const { mailer, dingtalk, arrived } = await died();
    await dingtalk.clock.advance(10 * 3_600_000);
    expect(await mailer().find(MAIL.id, TRACE)).toBe('sent');
    const [first, second] = dingtalk.requests.filter(({ method }) => method === 'asyncsend_v2');
    expect(second!.body).toBe(first!.body);
    expect(await arrived()).toHaveLength(1);
  });

  it('is unknown on the next day, and on another machine', async () => {
    const { mailer, elsewhere, dingtalk, arrived } = await died();
    expect(await (await elsewhere()).find(MAIL.id, TRACE)).toBe('unknown');
    await dingtalk.clock.advance(24 * 3_600_000);
    expect(await mailer().find(MAIL.id, TRACE)).toBe('unknown');
    expect(await arrived()).toHaveLength(1);
  });
});

const LETTERS = LOCALES.flatMap((locale) =>
  Object.entries(READERS).flatMap(([reader, make]) =>
    [true, false].map(
      (links) => [`${reader}, ${locale}, ${links ? 'with' : 'without'} links`, make(locale, links)] as const,
    ),
  ),
);

describe.each(LETTERS)('the letter of %s', (_, letter) => {
  it('is a notice that DingTalk takes, with every answer of its first card', async () => {
    const { mailer, arrived } = await open();
    await mailer().send({ ...LETTER, letter });
    expect(Buffer.byteLength(JSON.stringify(dingtalkMessage(letter)))).toBeLessThanOrEqual(2_048);
    const [seen] = await arrived();
    expect(seen!.says.replace(/\s+/g, '')).toContain(letter.headline.replace(/\s+/g, ''));
    const [card] = [...letter.sections, ...letter.chapters.flatMap(({ sections }) => sections)].flatMap(
      ({ cards }) => cards,
    );
    for (const { url } of card?.buttons ?? []) expect(seen!.links).toContain(url);
  });
});

describe('what doctor sees', () => {
  it('is the app; or what lacks', async () => {
    const { dingtalk } = await open();
    expect(await examineDingtalk(dingtalk.app)).toMatchObject({ app: dingtalk.app.key });
    expect(await failed(examineDingtalk({ ...dingtalk.app, secret: 'another' }))).toMatchObject({
      code: 'dingtalk-auth',
    });
    dingtalk.fail({ method: 'getbymobile', how: { status: 200, code: 60011 } });
    expect(await failed(examineDingtalk(dingtalk.app))).toMatchObject({ code: 'dingtalk-rights' });
    expect(dingtalk.messages).toEqual([]);
  });

  it('is a variable that is missing, or is none', async () => {
    expect(backend.amiss?.({}, true)).toHaveLength(3);
    const { takes } = backend.variables!.BATON_DINGTALK_AGENT_ID!;
    expect(['123456789', 'Baton'].map(takes)).toEqual([true, false]);
    const error = await failed(backend.open({ way: 'dingtalk', from: MAIL.to, env: {}, locale: 'en' }));
    expect(error).toMatchObject({ code: 'dingtalk-app', kind: 'call' });
  });
});
