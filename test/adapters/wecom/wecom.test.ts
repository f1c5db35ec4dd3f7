import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it, test, vi } from 'vitest';
import { wecom as backend } from '../../../functions/adapters/wecom/backend.ts';
import { wecomBody, wecomMarkdown } from '../../../functions/adapters/wecom/message.ts';
import { createWecom, examineWecom } from '../../../functions/adapters/wecom/wecom.ts';
import { openMailer } from '../../../functions/connect/connect.ts';
import type { BatonError } from '../../../functions/errors.ts';
import { keptLetters } from '../../../functions/remote/kept-letters.ts';
import { LOCALES } from '../../../sheet-templates/index.ts';
import { type ChatUnderTest, chatContract, MAIL, TRACE, type Trouble } from '../../contracts/mailer.ts';
import { READERS } from '../../core/mail/readers.ts';
import { wholeLetter } from '../../support/letter.ts';
import { readMarkdown } from '../../support/wecom/markdown.ts';
import type { WecomFakeOptions } from '../../support/wecom/wecom.ts';
import { FAULTS } from '../../support/wire/faults.ts';
import { closeAll, openCompany } from './company.ts';

afterEach(closeAll);

const LI = MAIL.to.address;
const failed = (work: Promise<unknown>): Promise<BatonError> =>
  work.then(
    () => expect.unreachable('it was sent'),
    (error: BatonError) => error,
  );

const fresh = async (options: WecomFakeOptions = {}): Promise<ChatUnderTest> => {
  const { mailer, arrived } = await openCompany(options);
  return { mailer: mailer(), arrived };
};

/** Everybody is well again once it has been met. */
const once = (code: number) => async (): Promise<ChatUnderTest> => {
  const { wecom, mailer, arrived } = await openCompany();
  wecom.fail({ method: 'message/send', how: { status: 200, code } });
  return { mailer: mailer(), arrived };
};

const TROUBLES: readonly Trouble<ChatUnderTest>[] = [
  { what: 'somebody outside the app’s range', is: 'deferred', says: '60011', open: once(60011) },
  { what: 'nobody whom the app reaches', is: 'deferred', says: '81013', open: once(81013) },
  { what: 'content that is too long', is: 'deferred', says: '45002', open: once(45002) },
  { what: 'somebody who is gone', is: 'refused', says: '60111', open: once(60111) },
  { what: 'an address of ours that is not trusted', is: 'system', says: '60020', open: once(60020) },
  { what: 'a right that lacks', is: 'system', says: '48002', open: once(48002) },
  { what: 'a code that nobody knows', is: 'system', says: '49999', open: once(49999) },
];

describe('WeCom', () => {
  chatContract(fresh, TROUBLES);

  it('finds somebody by number, by the company’s address, and by their own', async () => {
    for (const member of [
      { email: 'li.ming@example.com', mobile: '13800000000' },
      { email: LI },
      { email: 'other@example.com', ownEmail: LI },
    ]) {
      const { mailer, arrived } = await openCompany({ members: [member] });
      const phone = member.mobile ? { phone: '+86 138-0000-0000' } : {};
      await mailer().send({ ...MAIL, to: { ...MAIL.to, ...phone } });
      expect((await arrived()).map(({ to }) => to)).toEqual([member.email]);
    }
  });

  it('refuses whom nobody knows, leaves nothing behind, and does not ask again within a week', async () => {
    const { mailer, wecom } = await openCompany({ members: [] });
    const error = await failed(mailer().send(MAIL));
    expect(error).toMatchObject({ code: 'wecom-not-found', outcome: 'refused', said: '' });
    expect(await mailer().find(MAIL.id, TRACE)).toBe('unsent');
    const asked = wecom.requests.length;
    expect(await failed(mailer().send({ ...MAIL, id: 'later' }))).toMatchObject({ code: 'wecom-not-found' });
    expect(wecom.requests).toHaveLength(asked);
    await wecom.clock.advance(8 * 86_400_000);
    await failed(mailer().send({ ...MAIL, id: 'a week later' }));
    expect(wecom.requests.length).toBeGreaterThan(asked);
    // Another number is another question.
    await failed(mailer().send({ ...MAIL, id: 'with a number', to: { ...MAIL.to, phone: '13900000000' } }));
    expect(wecom.requests.at(-3)?.method).toBe('getuserid');
  });

  it('stops asking where too many are not found, before WeCom locks the app', async () => {
    const { mailer } = await openCompany({ members: [] });
    const one = mailer();
    const codes: string[] = [];
    for (let i = 0; i < 8; i++)
      codes.push(
        (await failed(one.send({ ...MAIL, id: `m${i}`, to: { name: 'P', address: `p${i}@example.com` } }))).code,
      );
    expect(codes).toEqual([...Array(4).fill('wecom-not-found'), ...Array(4).fill('wecom-lookups')]);
  });

  it('remembers the member by the receipt, and writes the next time without looking anybody up', async () => {
    const { mailer, wecom, arrived } = await openCompany();
    const { receipt } = await mailer().send(MAIL);
    expect(receipt).toBe('wecom ww1a2b3c4d5e6f7a8b 1000002 u0001 msg-2');
    await mailer().send({
      ...MAIL,
      id: 'second',
      letter: READERS.owner('en', true),
      remembered: ['<a@example.com>', receipt],
    });
    expect(await arrived()).toHaveLength(2);
    expect(wecom.requests.filter(({ method }) => method === 'get_userid_by_email')).toHaveLength(1);
  });

  it('looks somebody up again whose member of before is gone, or another app’s', async () => {
    const { mailer, arrived } = await openCompany();
    const remembered = ['wecom ww1a2b3c4d5e6f7a8b 1000002 gone m', 'wecom wwother 1000002 u0001 m'];
    await mailer().send({ ...MAIL, remembered });
    expect(await arrived()).toHaveLength(1);
  });

  it('takes an answer that names its reader as invalid for what it is', async () => {
    const { mailer, wecom } = await openCompany();
    wecom.change(LI, { isVisible: true, refuses: 81013 });
    const one = mailer();
    expect(await failed(one.send(MAIL))).toMatchObject({ code: 'wecom-not-visible', outcome: 'deferred' });
    expect(await one.find(MAIL.id, TRACE)).toBe('unsent');
  });

  it('never says the app’s secret', async () => {
    const { wecom, kept } = await openCompany();
    wecom.fail({ method: 'gettoken', how: { status: 200, code: 40001 } });
    const app = { ...wecom.app, secret: 'credential' };
    const error = await failed(createWecom({ app, kept, place: null }).send(MAIL));
    expect(error.code).toBe('wecom-auth');
    for (const text of Object.values(error.words)) expect(text).not.toContain('credential');
  });

  it('gives up a busy WeCom in the end, with nothing sent', async () => {
    const { mailer, wecom } = await openCompany();
    wecom.fail({ method: 'message/send', how: { status: 429 }, times: 50 });
    const one = mailer();
    expect(await failed(one.send(MAIL))).toMatchObject({ code: 'wecom-busy' });
    expect(await one.find(MAIL.id, TRACE)).toBe('unsent');
    wecom.calm();
  });
});

const isLost = (how: unknown): boolean =>
  how === 'drop-after' || (typeof how === 'object' && how !== null && 'after' in how);

describe.each([['the same'], ['an error']] as const)('where an identical request gets %s', (repeated) => {
  describe.each(FAULTS)('%s', (_, how) => {
    test.each(['gettoken', 'get_userid_by_email', 'message/send'])(
      'at %s: the letter arrives once, and its sender knows',
      async (method) => {
        const { mailer, wecom, arrived } = await openCompany({ repeated });
        wecom.fail({ method, how });
        const one = mailer();
        const sent = await one.send(MAIL).then(
          () => 'sent',
          () => one.find(MAIL.id, TRACE),
        );
        expect(await arrived()).toHaveLength(1);
        // Where the answer got lost and its repetition brings an error, nobody knows more.
        const isHeld = repeated === 'an error' && method === 'message/send' && isLost(how);
        expect(sent).toBe(isHeld ? 'unknown' : 'sent');
      },
    );

    test.each(['gettoken', 'get_userid_by_email', 'message/send'])(
      'at %s, with the process dying of it: the next one on this machine finds out',
      async (method) => {
        const { mailer, wecom, arrived, mortal } = await openCompany({ repeated });
        wecom.fail({ method, how });
        const { mailer: dying, until } = mortal();
        await until(dying.send(MAIL));
        await wecom.clock.advance(15 * 60_000);
        const next = mailer();
        const found = await next.find(MAIL.id, TRACE);
        if (found === 'unsent') await next.send(MAIL);
        expect(await arrived()).toHaveLength(1);
        const isHeld = repeated === 'an error' && method === 'message/send' && isLost(how);
        expect(found === 'unknown').toBe(isHeld);
      },
    );
  });
});

describe('a letter of a process that died', () => {
  const died = async (method: string, how: 'drop-before' | 'drop-after') => {
    const company = await openCompany();
    company.wecom.fail({ method, how });
    const { mailer, until } = company.mortal();
    await until(mailer.send(MAIL));
    return company;
  };

  it('leaves with the question what became of it, as the very same bytes', async () => {
    const { mailer, wecom, arrived } = await died('message/send', 'drop-before');
    expect(await arrived()).toEqual([]);
    expect(await mailer().find(MAIL.id, TRACE)).toBe('sent');
    expect(await arrived()).toHaveLength(1);
    const [first, second] = wecom.requests.filter(({ method }) => method === 'message/send');
    expect(second!.body).toBe(first!.body);
    expect(await mailer().find(MAIL.id, TRACE)).toBe('sent');
    expect(await arrived()).toHaveLength(1);
  });

  it('is unknown once WeCom would take the bytes for a second letter, and on another machine', async () => {
    const { mailer, elsewhere, wecom, arrived } = await died('message/send', 'drop-after');
    expect(await (await elsewhere()).find(MAIL.id, TRACE)).toBe('unknown');
    await wecom.clock.advance(4 * 3_600_000);
    expect(await mailer().find(MAIL.id, TRACE)).toBe('unknown');
    expect(await arrived()).toHaveLength(1);
  });

  it('waits where WeCom is away, and says so', async () => {
    const { mailer, wecom } = await died('message/send', 'drop-after');
    wecom.fail({ how: 'drop-before', times: 100 });
    expect(await failed(mailer().find(MAIL.id, TRACE))).toMatchObject({ code: 'wecom-unreachable' });
    wecom.calm();
    expect(await mailer().find(MAIL.id, TRACE)).toBe('sent');
  });

  it('that was only begun does not leave once it was found unsent', async () => {
    const { mailer, kept } = await openCompany();
    expect(await kept.begin(MAIL.id)).toBe(true);
    expect(await mailer().find(MAIL.id, TRACE)).toBe('unsent');
    expect(await kept.post(MAIL.id, { at: 0, body: '{}' })).toBe(false);
    expect(await mailer().find(MAIL.id, TRACE)).toBe('unknown');
  });

  it('that was noted and not begun here is unsent, as the ledger says where letters are kept', async () => {
    const { mailer, elsewhere } = await openCompany();
    const one = mailer();
    const way = one.ways!(MAIL.to, [])!;
    expect(way).toMatch(/^wecom-\d+$/);
    expect(one.ways!(MAIL.to, [way])).toBeNull();
    expect(await mailer().find(MAIL.id, { ...TRACE, way })).toBe('unsent');
    expect(await (await elsewhere()).find(MAIL.id, { ...TRACE, way })).toBe('unknown');
  });

  it('is sent all the same where nothing can be kept, and unknown afterwards', async () => {
    const { wecom, arrived } = await openCompany();
    const { now } = wecom.clock;
    const time = { now, sleep: (ms: number) => wecom.clock.advance(ms) };
    const open = () => createWecom({ app: wecom.app, kept: keptLetters('a', '/dev/null/none'), place: null, time });
    wecom.fail({ method: 'message/send', how: 'drop-after' });
    await open().send(MAIL);
    expect(await arrived()).toHaveLength(1);
    expect(await open().find(MAIL.id, TRACE)).toBe('unknown');
  });

  it('leaves no words of it on the disk once it arrived', async () => {
    const { mailer, folder } = await openCompany();
    const one = mailer();
    await one.send(MAIL);
    await one.flush?.();
    expect((await stat(folder)).mode & 0o077).toBe(0);
    for (const name of await readdir(folder)) expect((await stat(join(folder, name))).mode & 0o077).toBe(0);
    expect((await readdir(join(folder))).map((name) => name.split('.').at(-1)).sort()).toEqual(['place', 'sent']);
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
  it('is a message that WeCom takes, with every answer of its first card', () => {
    const content = wecomMarkdown(letter);
    expect(Buffer.byteLength(content)).toBeLessThanOrEqual(2_048);
    const seen = readMarkdown(content);
    if (typeof seen === 'string') return expect.unreachable(seen);
    expect(seen.says.replace(/\s+/g, '')).toContain(letter.headline.replace(/\s+/g, ''));
    const [card] = [...letter.sections, ...letter.chapters.flatMap(({ sections }) => sections)].flatMap(
      ({ cards }) => cards,
    );
    for (const { url } of card?.buttons ?? []) expect(seen.links).toContain(url);
    return undefined;
  });
});

it('to somebody whom a sheet gives a name of thousands of letters is no longer than WeCom takes', () => {
  const content = wecomMarkdown(wholeLetter({ headline: `${'明'.repeat(5_000)}，两件事在等你` }));
  expect(Buffer.byteLength(content)).toBeLessThanOrEqual(2_048);
});

describe('what doctor sees', () => {
  it('is the app by its name; or what lacks', async () => {
    const { wecom } = await openCompany();
    expect(await examineWecom(wecom.app)).toMatchObject({ app: 'Baton' });
    expect(await failed(examineWecom({ ...wecom.app, secret: 'another' }))).toMatchObject({ code: 'wecom-auth' });
    expect(await failed(examineWecom({ ...wecom.app, agent: 7 }))).toMatchObject({ code: 'wecom-rights' });
    expect(wecom.messages).toEqual([]);
  });

  it('is a variable that is missing, or is none', async () => {
    expect(backend.amiss?.({}, true)).toHaveLength(3);
    expect(backend.amiss?.({ BATON_WECOM_SECRET: 'x' }, false)).toEqual([
      'BATON_WECOM_CORP_ID',
      'BATON_WECOM_AGENT_ID',
    ]);
    const { takes } = backend.variables!.BATON_WECOM_AGENT_ID!;
    expect(['1000002', 'Baton'].map(takes)).toEqual([true, false]);
    const error = await failed(backend.open({ way: 'wecom', from: MAIL.to, env: {}, locale: 'en' }));
    expect(error).toMatchObject({ code: 'wecom-app', kind: 'call' });
  });
});

describe('before another way', () => {
  it('writes each person by one of both, and the ledger hears where letters are kept', async () => {
    const { wecom, folder } = await openCompany();
    vi.stubEnv('BATON_CONFIG', join(folder, 'config.json'));
    const { corp, agent, secret } = wecom.app;
    const env = {
      BATON_WECOM_HOST: wecom.url,
      BATON_WECOM_CORP_ID: corp,
      BATON_WECOM_AGENT_ID: String(agent),
      BATON_WECOM_SECRET: secret,
    };
    const way = `wecom,outbox:${join(folder, 'outbox')}`;
    const mailer = await openMailer({ way, from: MAIL.to, env, recipients: null, locale: 'en' });
    const first = mailer.ways!(MAIL.to, [])!;
    expect(first).toMatch(/^wecom-\d+$/);
    expect(mailer.ways!(MAIL.to, [first])).toBe('mail');
    expect(await mailer.find('never begun', { ...TRACE, way: first })).toBe('unsent');
    await mailer.send(MAIL);
    await mailer.send({ ...MAIL, id: 'other', to: { name: 'Wang', address: 'wang@example.com' } });
    await mailer.flush?.();
    expect(wecom.messages.map(({ to }) => to)).toEqual([LI]);
    expect((await readdir(join(folder, 'outbox'))).filter((name) => name.endsWith('.eml'))).toHaveLength(1);
    expect(await mailer.find(MAIL.id, { ...TRACE, way: first })).toBe('sent');
    vi.unstubAllEnvs();
  });
});

test('the same letter to the same member is the same bytes', () => {
  expect(wecomBody(MAIL.letter, 'u', 1)).toBe(wecomBody(MAIL.letter, 'u', 1));
});
