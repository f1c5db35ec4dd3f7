import { chmod, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOutbox } from '../../functions/adapters/outbox/outbox.ts';
import { serverOfUrl } from '../../functions/adapters/smtp/servers.ts';
import { createSmtp, trySmtp } from '../../functions/adapters/smtp/smtp.ts';
import { createLog, framesOf } from '../../functions/base/log.ts';
import { linkKeysFor } from '../../functions/cli/link-keys.ts';
import { jsonText, onOneLine } from '../../functions/cli/plain.ts';
import { backupText } from '../../functions/keep/backup-file.ts';
import { keepBackup } from '../../functions/keep/backup-keep.ts';
import { MAIL } from '../contracts/mailer.ts';
import { makeOffice } from '../functions/http/parts.ts';
import { run, tempFolder } from '../support/cli.ts';
import { openMailServer } from '../support/mail-server.ts';

/** Somebody with an account on the machine, or who reads its logs, its terminal, its processes and what it leaves in folders. */
const SECRET = 'hunter2-secret';
/** As it is, and as a client sends it. */
const SECRET_FORMS = [SECRET, ...[SECRET, `\0me\0${SECRET}`].map((text) => Buffer.from(text).toString('base64'))];
const FROM = { name: 'Baton', address: 'baton@example.com' };
let folder: string;
beforeAll(async () => {
  folder = await tempFolder();
  await makeOffice(join(folder, 'office.xlsx'));
});

const NOTHING = { state: [], ledger: [], runs: [], archived: { ledger: [], runs: [] } };

const closing: (() => Promise<void>)[] = [];
afterAll(() => Promise.all(closing.map((close) => close())));

/** A mail server without encryption, which says back all that it is told. */
const serve = async () => {
  const heard: string[] = [];
  const { port, close } = await openMailServer({
    authOptional: false,
    onAuth: ({ username, password }, _, callback) => {
      heard.push(`${password}`);
      const sent = Buffer.from(`\0${username}\0${password}`).toString('base64');
      const reason = `no ${password} ${Buffer.from(`${password}`).toString('base64')} ${sent}`;
      callback(Object.assign(new Error(reason), { responseCode: 535 }));
    },
  });
  closing.push(close);
  return { heard, port };
};

describe('who reads a log', () => {
  it('finds no line of an error’s message, even one that looks like a place in the code', () => {
    const said = (message: string) => framesOf(new Error(message)).join('\n');
    const found = said('cell says\n    at T-0007 Dismissal of Li Ming\n    at li.ming@example.com');
    expect(found).toMatch(/^at .*insider\.test\.ts/);
    expect(found).not.toMatch(/Dismissal|li\.ming/);
    const changed = new Error('before\n    at secret (a:1:1)');
    changed.message = 'after';
    expect(framesOf(changed).join()).not.toContain('secret');
    expect(said('')).toContain('insider.test.ts');
  });

  it('is shown no other line by a header with a line break', () => {
    const lines: string[] = [];
    const header = () => `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01\n{"severity":"INFO"}`;
    createLog({ requestId: 'a', header, project: 'p', write: (line) => lines.push(line) })('INFO', 'x');
    expect(lines.join('\n').split('\n')).toHaveLength(1);
  });
});

describe('who lists processes', () => {
  it('can see a password in --mail; whoever wrote it there is told, in either language, and it is not repeated', async () => {
    const call = ['sweep', `--mail=smtp://me:${SECRET}@127.0.0.1:9`];
    const calls = [call, [...call, '--locale', 'zh-CN']].map((args) => run('baton', folder, args));
    const [english, chinese] = (await Promise.all(calls)).map(({ out, err }) => out + err);
    expect(english).toContain('Set BATON_SMTP_PASSWORD');
    expect(chinese).toContain('设到环境变量 BATON_SMTP_PASSWORD');
    expect(english! + chinese!).not.toContain(SECRET);
  });
});

describe('who reads what a command printed', () => {
  it('finds no secret of the environment, whatever the mail server says back, with --json and BATON_DEBUG=1', async () => {
    const { port } = await serve();
    const env = { BATON_DEBUG: '1', BATON_SMTP_PASSWORD: SECRET, BATON_LINK_KEY: `${SECRET}-`.repeat(4) };
    const more = ['--mail', `smtp://me@127.0.0.1:${port}`, '--from', 'Baton <baton@example.com>', '--json'];
    const sweep = ['sweep', 'office.xlsx', '--now', '2026-03-06T09:00', '--links', 'http://127.0.0.1:8080', ...more];
    const calls = [sweep, ['doctor', 'office.xlsx', ...more]].map((args) => run('baton', folder, args, env));
    for (const { out, err } of await Promise.all(calls)) {
      expect(out).toContain('smtp-auth');
      for (const form of SECRET_FORMS) expect(out + err).not.toContain(form);
      expect(err).not.toContain('BATON_SMTP_PASSWORD');
    }
  });

  it('finds a password with a bare % neither in an error of the program’s own', async () => {
    const { port } = await serve();
    const error = await trySmtp(serverOfUrl(`smtp://me:100%hunter2@127.0.0.1:${port}`)).catch((error) => error);
    expect(error).toMatchObject({ code: 'smtp-auth' });
    expect(JSON.stringify([error.message, error.cause?.message])).not.toContain('hunter2');
  });

  it('finds no password in the error itself, with all that is behind it', async () => {
    const { port } = await serve();
    const error = await trySmtp(serverOfUrl(`smtp://me:${SECRET}@127.0.0.1:${port}`)).catch((error) => error);
    const all = JSON.stringify([error.words, error.message, error.stack, error.cause?.message, error.cause?.stack]);
    expect(all).toContain('***');
    expect(all).not.toMatch(/hunter2|aHVudGVyMi|AG1lAGh1bnRl/);
  });
});

describe('who watches a terminal', () => {
  it.each([
    ['\u001b[8mhidden\u001b[28m', '[8mhidden[28m'],
    ['\u001b[30m\u001b[40mblack', '[30m[40mblack'],
    ['\u001b]0;title\u0007\u001b[2J\u001b[1;1H', ']0;title[2J[1;1H'],
    ['\u009b2J\u009d0;x\u009c', '2J0;x'],
    ['\u001bPq\u001b\\', 'Pq\\'],
    ['a\u0008\u0008b\u007f', 'ab'],
    ['\u202egnp.exe', 'gnp.exe'],
  ])('is shown all there is of %j', (text, shown) => expect(onOneLine(text)).toBe(shown));

  it('and so with --json, which a program reads as it was', () => {
    const value = { name: 'a\u009b2J\u007f\u202eb\u2028\u001b[8m' };
    expect(jsonText(value)).toMatch(/^[\x20-\x7e\n]*$/);
    expect(JSON.parse(jsonText(value))).toEqual(value);
  });
});

describe.skipIf(process.platform === 'win32')('who looks into folders of the machine', () => {
  const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);

  it('reads no mails of an outbox: links in them are keys', async () => {
    const outbox = join(folder, 'mails');
    await createOutbox({ folder: outbox, from: FROM, locale: 'en' }).send(MAIL);
    expect(await modeOf(outbox)).toBe('700');
    for (const file of await readdir(outbox)) expect([file, await modeOf(join(outbox, file))]).toEqual([file, '600']);
  });

  it('reads no backup, and none after it was written again: it keeps the rights that its owner gave it', async () => {
    const path = join(folder, 'kept.json');
    const text = backupText({ workbook: { id: 'W-1', home: 'x' }, notes: NOTHING, archives: [] });
    expect(await keepBackup(path, text)).toBe(true);
    expect(await modeOf(path)).toBe('600');
    await chmod(path, 0o640);
    const more = backupText({ workbook: { id: 'W-1', home: 'y' }, notes: NOTHING, archives: [] });
    expect(await keepBackup(path, more)).toBe(true);
    expect(await modeOf(path)).toBe('640');
  });

  it('reads no secret of links', async () => {
    await linkKeysFor(join(folder, 'other', '..', 'office.xlsx'), '');
    expect(await modeOf(join(folder, '.baton-link-key'))).toBe('600');
  });

  it('leads no mail into another file by a link of its name: the link is replaced', async () => {
    const outbox = join(folder, 'linked');
    await mkdir(outbox);
    const victim = join(folder, 'victim');
    await writeFile(victim, 'as it was');
    await symlink(victim, join(outbox, 'index.html'));
    const mailer = createOutbox({ folder: outbox, from: FROM, locale: 'en' });
    await mailer.send(MAIL);
    await mailer.flush?.();
    expect(await readFile(victim, 'utf8')).toBe('as it was');
    expect(await readFile(join(outbox, 'index.html'), 'utf8')).toContain('<html');
  });
});

describe('who stands between here and the mail server', () => {
  it('gets no password by leaving out the server’s offer of encryption', async () => {
    const { port, heard } = await serve();
    // Any address but this machine's own.
    const url = `smtp://me:${SECRET}@0.0.0.0:${port}`;
    await expect(trySmtp(serverOfUrl(url))).rejects.toMatchObject({ kind: 'backend', code: 'smtp-unencrypted' });
    await expect(createSmtp({ server: serverOfUrl(url), from: FROM }).send(MAIL)).rejects.toMatchObject({
      code: 'smtp-unencrypted',
    });
    expect(heard).toEqual([]);
  });
});
