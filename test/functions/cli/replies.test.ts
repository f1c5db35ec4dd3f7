import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import PostalMime from 'postal-mime';
import { afterEach, describe, expect, it } from 'vitest';
import { CHILD_ENV } from '../../support/child-env.ts';
import { run, tempFolder } from '../../support/cli.ts';
import { replyMail } from '../../support/eml.ts';
import { LIKE_QQ, openImapServer } from '../../support/imap/server.ts';
import { openMailServer } from '../../support/mail-server.ts';
import { addressOf } from '../../support/office.ts';
import { makeOffice } from '../http/parts.ts';

const BATON = fileURLToPath(new URL('../../../functions/cli/main.ts', import.meta.url));
const LI = addressOf('Li Na');
const FROM = ['--from', 'Baton <baton@example.com>', '--links', 'http://127.0.0.1:9'];
const PASSWORD = { BATON_INBOX_PASSWORD: 'secret' };

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A workbook in a folder, a server by which mail leaves, and one in which replies lie. */
const openOffice = async () => {
  const folder = await tempFolder();
  await makeOffice(join(folder, 'office.xlsx'));
  const [smtp, imap] = [await openMailServer(), await openImapServer(LIKE_QQ)];
  closing.push(smtp.close, imap.close);
  const mail = ['--mail', smtp.way];
  const inbox = `imap://baton%40example.com@127.0.0.1:${imap.port}`;
  const sweep = (now: string, more: readonly string[] = [], env = {}) =>
    run('baton', folder, ['sweep', 'office.xlsx', ...mail, ...FROM, '--now', now, ...more], env);
  const lettersTo = (address: string) => smtp.letters.filter(({ to }) => to === address);
  let count = 0;
  const reply = async () => {
    const id = `<${++count}@mail.example.com>`;
    const { text = '' } = await PostalMime.parse(lettersTo(LI)[0]!.bytes);
    const quoted = text.split('\n').map((line) => `> ${line}`);
    imap.mailbox.receive(
      replyMail({
        from: `Li Na <${LI}>`,
        id,
        text: ['50%', '', 'On Fri, 6 Mar 2026, Baton wrote:', ...quoted].join('\n'),
      }),
    );
  };
  return { folder, imap, inbox, mail, sweep, lettersTo, reply };
};

const THURSDAY = '2026-03-05T09:00:00+08:00';
const FRIDAY = '2026-03-06T09:00:00+08:00';
const ASKS = /reply in\s+your own words/;

describe('replies to mails of the command line', () => {
  it('are answered at a sweep that is told to, once, and mails say then that they may be replied to', async () => {
    const { inbox, sweep, lettersTo, reply, imap } = await openOffice();
    expect((await sweep(THURSDAY)).err).toBe('');
    const told = lettersTo(LI).length;
    expect(told).toBeGreaterThan(0);
    await reply();
    const ran = await sweep(FRIDAY, ['--replies', inbox], PASSWORD);
    expect(ran.err).toContain('Replies: 1 answered.');
    expect([...imap.mailbox.messages[0]!.flags]).toEqual(['\\Answered']);
    const answer = (await Promise.all(lettersTo(LI).map(({ bytes }) => PostalMime.parse(bytes)))).filter(
      ({ messageId = '' }) => messageId.startsWith('<reply-'),
    );
    expect(answer).toHaveLength(1);
    expect((await sweep(FRIDAY, ['--replies', inbox], PASSWORD)).err).toBe('');
    expect(imap.asked.filter(({ name }) => name === 'UID STORE')).toHaveLength(3);
  }, 60_000);

  it('that cannot be read stop no sweep, and no mail promises it', async () => {
    const { inbox, sweep, lettersTo } = await openOffice();
    const ran = await sweep(THURSDAY, ['--replies', inbox], { BATON_INBOX_PASSWORD: 'wrong' });
    expect(ran.err).toMatch(/Replies could not be read\. .*does not let Baton read the mailbox/);
    expect(ran.err).not.toContain('wrong');
    const { text = '' } = await PostalMime.parse(lettersTo(LI)[0]!.bytes);
    expect(text).not.toMatch(ASKS);
  }, 60_000);

  it('are where doctor says, or it says why not', async () => {
    const { folder, inbox, mail } = await openOffice();
    const doctor = async (password: string) =>
      (
        await run('baton', folder, ['doctor', 'office.xlsx', ...mail, ...FROM.slice(0, 2)], {
          BATON_INBOX: inbox,
          BATON_INBOX_PASSWORD: password,
        })
      ).out;
    expect(await doctor('secret')).toMatch(/fine +mail +Replies are read in the folder INBOX on 127\.0\.0\.1\./);
    expect(await doctor('wrong')).toMatch(
      /mend +mail +The mail server 127\.0\.0\.1 does not let Baton read the mailbox/,
    );
  }, 60_000);

  it('need the address of the answer page', async () => {
    const { folder, inbox } = await openOffice();
    const ran = await run('baton', folder, ['sweep', 'office.xlsx', '--replies', inbox]);
    expect([ran.code, ran.err]).toEqual([2, expect.stringContaining('--links')]);
  }, 60_000);

  it('are read by the daily run that was set up with a page and a mailbox, before it sweeps', async () => {
    const { folder, inbox, mail, lettersTo, reply, imap } = await openOffice();
    const kept = { BATON_CONFIG: join(folder, 'kept', 'config.json') };
    const setUp = (more: readonly string[], env: NodeJS.ProcessEnv = PASSWORD) =>
      run(
        'baton',
        folder,
        [
          'setup',
          '--workbook',
          'office.xlsx',
          '--keeper',
          `Li Na <${LI}>`,
          ...mail,
          ...FROM.slice(0, 2),
          '--json',
          ...more,
        ],
        {
          ...kept,
          ...env,
        },
      );
    // Without a page a reply could not be answered.
    const lacking = await setUp(['--replies', inbox]);
    expect([lacking.code, lacking.out]).toEqual([2, expect.stringContaining('--links')]);
    const locked = await setUp([...FROM.slice(2), '--replies', inbox], { BATON_INBOX_PASSWORD: 'wrong' });
    expect([locked.code, locked.out]).toEqual([3, expect.stringContaining('does not let Baton read the mailbox')]);
    const done = await setUp([...FROM.slice(2), '--replies', inbox]);
    expect([done.code, done.err]).toEqual([0, '']);
    expect(done.out).not.toContain('secret');

    const daily = (now: string) => run('baton', folder, ['sweep', '--scheduled', '--now', now], kept);
    expect((await daily(THURSDAY)).err).toBe('');
    const { text = '' } = await PostalMime.parse(lettersTo(LI)[0]!.bytes);
    expect(text).toMatch(ASKS);
    expect(text).toContain('http://127.0.0.1:9/respond');
    await reply();
    expect((await daily(FRIDAY)).err).toContain('Replies: 1 answered.');
    expect([...imap.mailbox.messages[0]!.flags]).toEqual(['\\Answered']);

    // So are they while serve runs, which needs to be told no more either.
    const child = spawn(process.execPath, [BATON, 'serve', '--port', '0'], {
      cwd: folder,
      env: { ...CHILD_ENV, LANG: 'en_GB.UTF-8', ...kept },
    });
    closing.push(() => child.kill('SIGKILL'));
    const said: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      said.push(line);
      if (/every five minutes|Ctrl\+C/.test(line) && said.length > 3) break;
    }
    expect(said.join('\n')).toContain('every five minutes');
    child.kill('SIGKILL');

    // Whoever sets up again and says no has it no more; what was not said stays.
    await setUp(['--replies', 'no'], {});
    await reply();
    expect((await daily(FRIDAY)).err).toBe('');
  }, 60_000);

  it('are answered while serve runs, at once and when it is asked', async () => {
    const { folder, imap, inbox, mail, sweep, lettersTo, reply } = await openOffice();
    await sweep(THURSDAY);
    await reply();
    const told = lettersTo(LI).length;
    const child = spawn(
      process.execPath,
      [BATON, 'serve', 'office.xlsx', ...mail, ...FROM, '--replies', inbox, '--port', '0'],
      { cwd: folder, env: { ...CHILD_ENV, LANG: 'en_GB.UTF-8', BATON_CONFIG: join(folder, 'none.json'), ...PASSWORD } },
    );
    closing.push(() => child.kill('SIGKILL'));
    const lines: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      lines.push(line);
      if (/every five minutes/.test(line)) break;
    }
    expect(lettersTo(LI)).toHaveLength(told + 1);
    const url = /http:\/\/[\d.:]+/.exec(lines[0] ?? '')?.[0] ?? '';
    await reply();
    const answer = await fetch(`${url}/replies`, { method: 'POST' });
    expect(await answer.json()).toEqual({ answered: 1, ignored: 0, left: 0, failed: 0 });
    expect(imap.mailbox.messages.map(({ flags }) => [...flags])).toEqual([['\\Answered'], ['\\Answered']]);
  }, 60_000);
});
