import { describe, expect, test } from 'vitest';
import { lookAtImap } from '../../../functions/adapters/imap/inbox.ts';
import type { ImapServer } from '../../../functions/adapters/imap/servers.ts';
import type { BatonError } from '../../../functions/errors.ts';
import type { Inbox } from '../../../functions/ports.ts';
import { replyMail } from '../../support/eml.ts';
import type { ImapFault } from '../../support/imap/faults.ts';
import { ANY, type ImapServerOptions, LIKE_163, LIKE_EXCHANGE, LIKE_QQ } from '../../support/imap/server.ts';
import { openMailServer } from '../../support/mail-server.ts';
import { openBox } from './box.ts';

const SINCE = '2026-03-01T00:00:00Z';
const LI = 'li@example.com';

const reply = (text: string) =>
  replyMail({ from: LI, id: `<${text}@mail.example.com>`, text, answers: '<d1@example.com>' });

/** A reply is listed, read, begun and answered, as functions/http/replies.ts does it. */
const answerOne = async (inbox: Inbox): Promise<string> => {
  const [id] = await inbox.waiting(SINCE);
  await inbox.read(id!);
  await inbox.answered(LI, SINCE, 20);
  const begun = await inbox.beginnings!.begin(id!);
  await inbox.done(id!, 'answered');
  return begun;
};

const failed = (work: Promise<unknown>): Promise<BatonError> =>
  work.then(
    () => expect.unreachable('it worked'),
    (error: BatonError) => error,
  );

describe('what is asked', () => {
  test('deletes, moves and searches nothing, and opens only what answers something', async () => {
    const box = await openBox();
    const id = box.receive(reply('one'));
    box.receive(replyMail({ text: 'sale', subject: 'Great offers' }));
    box.receive(replyMail({ text: 'sale', subject: 'Return your shoes' }));
    const others = ['回复：1 项逾期', 'RE: 1 overdue', '=?utf-8?B?5Zue5aSN77yaMSDpobnpgL7mnJ8=?='].map((subject) =>
      box.receive(replyMail({ text: 'done', subject })),
    );
    const inbox = box.open();
    expect(await inbox.waiting(SINCE)).toEqual([id, ...others]);
    expect(await answerOne(inbox)).toBe('begun');
    await inbox.waiting(SINCE);
    const names = new Set(box.server.asked.map(({ name }) => name));
    expect(
      ['SEARCH', 'UID SEARCH', 'EXPUNGE', 'UID MOVE', 'UID COPY', 'APPEND'].filter((name) => names.has(name)),
    ).toEqual([]);
    const opened = box.server.asked.filter(({ line }) => line.includes('BODY.PEEK[]'));
    expect(opened).toHaveLength(1);
    // What was looked at once and is no reply is not looked at again.
    expect(box.server.asked.at(-1)?.line).toContain('BODY.PEEK[HEADER.FIELDS');
    expect(box.server.asked.at(-1)?.line).not.toMatch(/FETCH [\d,:]*\b[23]\b/);
    await box.close();
  });

  test('says who asks before a folder is opened', async () => {
    const box = await openBox(LIKE_163);
    await box.open().waiting(SINCE);
    const names = box.server.asked.map(({ name }) => name);
    expect(names.indexOf('ID')).toBeLessThan(names.indexOf('SELECT'));
    await box.close();
  });

  test('signs in with a token, anew for each connection', async () => {
    const given: string[] = [];
    const token = async () => {
      given.push('t');
      return 'a-token';
    };
    const box = await openBox({ ...LIKE_EXCHANGE, token: 'a-token' }, { auth: { user: 'baton@example.com', token } });
    const id = box.receive(reply('one'));
    const inbox = box.open();
    expect(await inbox.waiting(SINCE)).toEqual([id]);
    await inbox.close?.();
    expect(await inbox.read(id)).not.toBe(null);
    expect(given).toHaveLength(2);
    await box.close();
  });

  test('is asked on one connection for a whole look', async () => {
    const box = await openBox();
    box.receive(reply('one'));
    await answerOne(box.open());
    expect(box.server.signIns()).toBe(1);
    await box.close();
  });
});

describe('marks', () => {
  test('are keywords where the server lets programs make them: nobody’s own flags are touched', async () => {
    const box = await openBox(ANY);
    const [id, other] = [box.receive(reply('one')), box.receive(reply('two'))];
    box.find(id).flags.add('\\Flagged').add('Wichtig');
    const inbox = box.open();
    expect(await answerOne(inbox)).toBe('begun');
    await inbox.done(other, 'ignored');
    expect(box.flags(id)).toEqual(['$BatonAnswered', '$BatonBegun', 'Wichtig', '\\Flagged']);
    expect(box.flags(other)).toEqual(['$BatonIgnored']);
    await box.close();
  });

  test.each([
    ['QQ', LIKE_QQ],
    ['Exchange', LIKE_EXCHANGE],
    ['a server that does not say what stays', { ...ANY, permanentFlags: null }],
  ] as const)('are those that every mailbox has, where it lets nobody make one: %s', async (_, kind) => {
    const box = await openBox(kind);
    const [id, held] = [box.receive(reply('one')), box.receive(reply('two'))];
    const inbox = box.open();
    expect(await answerOne(inbox)).toBe('begun');
    expect(box.flags(id)).toEqual(['\\Answered']);
    await inbox.beginnings!.begin(held);
    expect(box.flags(held)).toEqual(['\\Flagged']);
    await inbox.beginnings!.hold(held);
    expect(box.flags(held)).toEqual(['\\Flagged']);
    expect(await inbox.waiting(SINCE)).toEqual([]);
    await box.close();
  });

  test('that the server does not keep stop everything before an answer leaves', async () => {
    const box = await openBox({ ...ANY, keepsNoFlags: true });
    const id = box.receive(reply('one'));
    const inbox = box.open();
    expect(await failed(inbox.beginnings!.begin(id))).toMatchObject({ kind: 'backend', code: 'imap-marks' });
    await box.close();
  });

  test.each([
    ['a folder that is read only', { ...ANY, isReadOnly: true }],
    ['flags that do not stay', { ...ANY, permanentFlags: ['\\Seen', '\\Deleted'] }],
  ] as const)('that cannot be made are said at once: %s', async (_, kind) => {
    const box = await openBox(kind);
    box.receive(reply('one'));
    expect((await failed(box.open().waiting(SINCE))).code).toBe('imap-marks');
    expect((await failed(lookAtImap(box.target))).code).toBe('imap-marks');
    await box.close();
  });

  test('outlast a folder that counts its messages anew; ids do not', async () => {
    const box = await openBox();
    const [first, second] = [box.receive(reply('one')), box.receive(reply('two'))];
    const inbox = box.open();
    await inbox.done(first, 'answered');
    expect(await inbox.waiting(SINCE)).toEqual([second]);
    box.server.mailbox.renumber();
    await inbox.close?.();
    expect(await inbox.read(second)).toBe(null);
    expect(await inbox.beginnings!.begin(second)).toBe('gone');
    await inbox.done(second, 'ignored');
    expect(await inbox.waiting(SINCE)).toEqual([`${box.server.mailbox.validity}:2`]);
    await box.close();
  });
});

describe('whatever breaks', () => {
  const FAULTS: readonly ImapFault[] = ['drop-before', 'drop-after', { bye: 'Autologout' }];

  test.each(
    FAULTS.flatMap((how) =>
      ([ANY, LIKE_QQ] as const).map(
        (kind) => [JSON.stringify(how), kind === ANY ? 'keywords' : 'no keywords', how, kind] as const,
      ),
    ),
  )(
    'a connection that ends at any command is not noticed: %s, %s',
    async (_, __, how, kind) => {
      const calm = await openBox(kind);
      calm.receive(reply('one'));
      await answerOne(calm.open());
      const last = calm.server.asked.length;
      await calm.close();
      expect(last).toBeGreaterThan(10);
      for (let nth = 1; nth <= last; nth++) {
        const box = await openBox(kind);
        const id = box.receive(reply('one'));
        box.server.fail(how, nth);
        expect([nth, await answerOne(box.open())]).toEqual([nth, 'begun']);
        expect(box.flags(id)).toEqual(kind === ANY ? ['$BatonAnswered', '$BatonBegun'] : ['\\Answered']);
        await box.close();
      }
    },
    60_000,
  );

  test('a server that falls silent counts as broken', async () => {
    for (const name of ['SELECT', 'UID FETCH', 'UID STORE']) {
      const box = await openBox(ANY, { silence: 150 });
      const id = box.receive(reply('one'));
      box.server.fail('silent', 1, name);
      expect([name, await answerOne(box.open())]).toEqual([name, 'begun']);
      expect(box.flags(id)).toEqual(['$BatonAnswered', '$BatonBegun']);
      await box.close();
    }
  }, 60_000);

  test('a mark that is refused for now is asked for again, and one that stays refused is said', async () => {
    const box = await openBox();
    const [id] = [box.receive(reply('one')), box.receive(reply('two'))];
    box.server.fail({ no: '[UNAVAILABLE] Try again later' }, 1, 'UID STORE');
    const inbox = box.open();
    expect(await answerOne(inbox)).toBe('begun');
    expect(box.flags(id)).toEqual(['$BatonAnswered', '$BatonBegun']);
    expect(box.waited).toEqual([1_000]);
    for (let nth = 1; nth <= 3; nth++) box.server.fail({ no: 'not now' }, nth, 'UID STORE');
    expect(await failed(answerOne(inbox))).toMatchObject({ kind: 'backend', code: 'imap-marks' });
    await box.close();
  });

  test('a server that is away for good is said, and the mailbox is as it was', async () => {
    const box = await openBox();
    const id = box.receive(reply('one'));
    for (let nth = 1; nth <= 3; nth++) box.server.fail('drop-before', nth, 'SELECT');
    expect(await failed(box.open().waiting(SINCE))).toMatchObject({ kind: 'backend', code: 'imap-unreachable' });
    expect(box.flags(id)).toEqual([]);
    await box.close();
  });

  test('of a begin that took effect and was not answered, the next process does not know that it was its own', async () => {
    const box = await openBox();
    const id = box.receive(reply('one'));
    const inbox = box.open();
    await inbox.waiting(SINCE);
    box.server.fail('drop-after', 1, 'UID STORE');
    for (const nth of [1, 2]) box.server.fail('drop-before', nth, 'SELECT');
    await failed(inbox.beginnings!.begin(id));
    expect(await box.open().beginnings!.begin(id)).toBe('before');
    await box.close();
  });
});

describe('what a person is told', () => {
  const told = async (
    kind: ImapServerOptions,
    change: Partial<ImapServer> = {},
    arm?: (box: Awaited<ReturnType<typeof openBox>>) => void,
  ) => {
    const box = await openBox(kind, change);
    arm?.(box);
    const error = await failed(box.open().waiting(SINCE));
    expect(
      `${JSON.stringify(error.words)} ${error.message} ${String(error.cause)} ${JSON.stringify(error.cause)}`,
    ).not.toContain('s3cr3t');
    const asked = box.server.asked.map(({ name }) => name);
    await box.close();
    return { error, asked };
  };
  const wrong = { auth: { user: 'baton@example.com', pass: 's3cr3t' } };

  test('a password that is not taken, in the server’s own words, and once', async () => {
    for (const kind of [ANY, LIKE_QQ]) {
      const { error, asked } = await told(kind, wrong);
      expect(error).toMatchObject({ kind: 'backend', code: 'imap-auth' });
      expect(error.words.en).toContain('LOGIN Login error or password error');
      expect(asked.filter((name) => /LOGIN|AUTH/.test(name))).toHaveLength(1);
    }
  });

  test('QQ’s one sentence for a wrong password and too many sign-ins is about the password', async () => {
    const no =
      'Login fail. Account is abnormal, service is not open, password is incorrect, login frequency limited, or system is busy. s3cr3t';
    const { error } = await told(LIKE_QQ, wrong, ({ server }) => server.fail({ no }, 1, 'LOGIN'));
    expect(error.code).toBe('imap-auth');
  });

  test('too many connections, which pass, are waited for, and said when they stay', async () => {
    const no = '[UNAVAILABLE] Too many simultaneous connections';
    const { error } = await told(ANY, {}, ({ server }) => {
      for (const nth of [1, 2, 3]) server.fail({ no }, nth, 'SELECT');
    });
    expect(error).toMatchObject({ kind: 'backend', code: 'imap-later' });
    expect(error.words.en).toContain('Too many simultaneous connections');
  });

  test('a server without encryption on another machine is told no password', async () => {
    const { error, asked } = await told(ANY, { ...wrong, requireTLS: true });
    expect(error.code).toBe('imap-unencrypted');
    expect(asked.filter((name) => /LOGIN|AUTH/.test(name))).toEqual([]);
  });

  test('a certificate that nobody answers for gets no password', async () => {
    // The server's own certificate is signed by nobody; what it would say after is of no matter.
    const server = await openMailServer({ secure: true });
    const box = await openBox(ANY);
    const target = { ...box.target, ...wrong, port: server.port, secure: true, requireTLS: true };
    expect((await failed(lookAtImap(target))).code).toBe('imap-certificate');
    await box.close();
    await server.close();
  });

  test('no such folder, and a refusal of the server’s own', async () => {
    expect((await told(ANY, { folder: 'Replies' })).error.code).toBe('imap-folder');
    const no = 'EXAMINE Unsafe Login. Please contact kefu@188.com for help';
    const { error } = await told(LIKE_163, {}, ({ server }) => server.fail({ no }, 1, 'SELECT'));
    expect(error.code).toBe('imap-refused');
    expect(error.words['zh-CN']).toContain('Unsafe Login');
  });

  test('nobody there', async () => {
    const box = await openBox();
    await box.close();
    expect((await failed(lookAtImap(box.target))).code).toBe('imap-unreachable');
  });
});

test('a look that doctor takes reads and marks nothing', async () => {
  const box = await openBox(LIKE_QQ);
  const id = box.receive(reply('one'));
  expect(await lookAtImap(box.target)).toEqual({ host: '127.0.0.1', folder: 'INBOX', byKeywords: false });
  expect(box.flags(id)).toEqual([]);
  expect(box.server.asked.some(({ name }) => /FETCH|STORE/.test(name))).toBe(false);
  await box.close();
});
