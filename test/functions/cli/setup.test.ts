import { spawn, spawnSync } from 'node:child_process';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ExcelJS from 'exceljs';
import PostalMime from 'postal-mime';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { askForSetup, type SetupFlags } from '../../../functions/cli/interview.ts';
import { openTerminal } from '../../../functions/cli/terminal.ts';
import { CHILD_ENV } from '../../support/child-env.ts';
import { run, tempFolder } from '../../support/cli.ts';
import { openFeishu } from '../../support/feishu/feishu.ts';
import { type MailServer, openMailServer } from '../../support/mail-server.ts';

/** The way in: `baton setup` against a real mail server, by flags and at a terminal. */

const PASSWORD = 'a-secret 100%';
const MAIN = fileURLToPath(new URL('../../../functions/cli/main.ts', import.meta.url));

let folder: string;
let server: MailServer;
beforeEach(async () => {
  folder = await tempFolder();
  server = await openMailServer({
    authOptional: false,
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _, done) =>
      password === PASSWORD
        ? done(null, { user: username })
        : done(Object.assign(new Error('Authentication failed: use the client code'), { responseCode: 535 })),
  });
});
afterEach(() => server.close());

const way = () => `smtp://keeper%40example.com@127.0.0.1:${server.port}`;
const env = () => ({ BATON_CONFIG: join(folder, 'kept', 'config.json'), BATON_SMTP_PASSWORD: PASSWORD });
const kept = async () => JSON.parse(await readFile(env().BATON_CONFIG, 'utf8'));
const FLAGS = ['--workbook', 'plan.xlsx', '--keeper', 'Li Na <li.na@example.com>'];
const letters = () => Promise.all(server.letters.map(({ bytes }) => PostalMime.parse(bytes)));

/** A tracker as a team has it: one task that is late. */
const tracker = async (name: string) => {
  const book = new ExcelJS.Workbook();
  book.addWorksheet('Tasks').addRows([
    ['Task', 'Owner', 'Due date', 'Status'],
    ['Write the brief', 'Li Na', new Date(Date.UTC(2026, 0, 9)), 'In progress'],
    ['Book the hall', 'Bob Reed', new Date(Date.UTC(2026, 0, 12)), 'Not started'],
  ]);
  await book.xlsx.writeFile(join(folder, name));
};

describe('setup by flags', () => {
  it('makes the workbook, tries the server, mails the keeper, and from then on sweep needs nothing', async () => {
    const { code, out, err } = await run(
      'baton',
      folder,
      ['setup', ...FLAGS, '--mail', way(), '--at', '8:30', '--zone', 'Europe/London', '--yes', '--no-schedule'],
      env(),
    );
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('Made plan.xlsx.');
    expect(out).toContain('Official days: those of United Kingdom (England), which do not run out.');
    expect(await kept()).toEqual({
      workbooks: [join(folder, 'plan.xlsx')],
      mail: way(),
      from: 'Baton 接力 <keeper@example.com>',
      admin: 'li.na@example.com',
      at: '08:30',
      zone: 'Europe/London',
      locale: 'en',
      secrets: { BATON_SMTP_PASSWORD: PASSWORD },
    });
    const [test] = await letters();
    expect([server.letters.length, test?.subject, test?.from?.address]).toEqual([
      1,
      'Baton can reach you',
      'keeper@example.com',
    ]);
    expect(test?.text).toContain('Every workday at 08:30 (Europe/London)');

    const swept = await run('baton', folder, ['sweep', '--dry-run'], { BATON_CONFIG: env().BATON_CONFIG });
    expect([swept.code, swept.err]).toEqual([0, '']);
    const checked = async () => (await run('baton', folder, ['check'], { BATON_CONFIG: env().BATON_CONFIG })).out;
    // An executive is asked for once there is anybody besides the keeper who could be named.
    expect(await checked()).toContain('plan: 0 rows, nothing to mend.');
    await writeFile(join(folder, 'more.csv'), 'Name,Email\nAnn Lee,ann.lee@example.com\n');
    await run('baton', folder, ['people', 'plan.xlsx', 'more.csv'], env());
    expect(await checked()).toContain('plan: 1 to look at.');
  });

  it('keeps what each of two ways needs: the daily run writes whom the first knows there, and the others by the second', async () => {
    const feishu = await openFeishu({ people: [{ email: 'helen.brooks@example.com' }] });
    try {
      await run('baton', folder, ['init', 'plan.xlsx', '--demo', '--now', '2026-11-20T08:00']);
      const app = {
        BATON_FEISHU_HOST: feishu.url,
        BATON_FEISHU_APP_ID: feishu.app.id,
        BATON_FEISHU_APP_SECRET: feishu.app.secret,
      };
      const ways = `feishu,${way()}`;
      const { code, err } = await run('baton', folder, ['setup', ...FLAGS, '--mail', ways, '--json'], {
        ...env(),
        ...app,
      });
      expect([code, err]).toEqual([0, '']);
      expect(await kept()).toMatchObject({
        mail: ways,
        from: 'Baton 接力 <keeper@example.com>',
        secrets: { ...app, BATON_SMTP_PASSWORD: PASSWORD },
      });
      // As the daily run starts it: without the environment in which it was set up.
      await run('baton', folder, ['sweep', '--now', '2026-11-20T09:00'], { BATON_CONFIG: env().BATON_CONFIG });
      expect(feishu.messages.map(({ to }) => to)).toEqual(['helen.brooks@example.com']);
      const mailed = server.letters.map(({ to }) => to);
      expect(mailed).toContain('liam.byrne@example.com');
      expect(mailed).not.toContain('helen.brooks@example.com');
      // A second set-up that names no way keeps both.
      await run('baton', folder, ['setup', '--json'], { BATON_CONFIG: env().BATON_CONFIG });
      expect((await kept()).secrets).toEqual({ ...app, BATON_SMTP_PASSWORD: PASSWORD });
    } finally {
      await feishu.close();
    }
  });

  it('keeps the password from everybody: rights 0600, and in nothing that is printed or called', async () => {
    const { out, err } = await run(
      'baton',
      folder,
      ['setup', ...FLAGS, '--mail', way(), '--password-stdin', '--json'],
      { BATON_CONFIG: env().BATON_CONFIG },
      `${PASSWORD}\n`,
    );
    expect(JSON.parse(out)).toMatchObject({ tested: false, scheduled: false, mail: way() });
    expect(`${out}${err}`).not.toContain(PASSWORD);
    expect((await kept()).secrets).toEqual({ BATON_SMTP_PASSWORD: PASSWORD });
    expect((await stat(env().BATON_CONFIG)).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, 'kept'))).mode & 0o777).toBe(0o700);
    const shown = await run('baton', folder, ['schedule', 'install', '--kind', 'systemd', '--json'], {
      BATON_CONFIG: env().BATON_CONFIG,
    });
    expect(shown.out).toContain('ExecStart');
    expect(`${shown.out}${shown.err}`).not.toContain(PASSWORD);
  });

  it('refuses a password in --mail, where others can see it', async () => {
    const { code, err } = await run('baton', folder, ['setup', ...FLAGS, '--mail', 'smtp://a:b@127.0.0.1'], env());
    expect([code, err]).toEqual([2, expect.stringContaining('Leave the password out of --mail')]);
  });

  it('says in the server’s own words why it cannot sign in, and changes nothing', async () => {
    const { code, err } = await run('baton', folder, ['setup', ...FLAGS, '--mail', way()], {
      ...env(),
      BATON_SMTP_PASSWORD: 'wrong',
    });
    expect([code, err]).toEqual([3, expect.stringContaining('Authentication failed: use the client code')]);
    expect(await readdir(folder)).toEqual([]);
  });

  it('says which flags lack where nobody can be asked', async () => {
    const { code, err } = await run('baton', folder, ['setup'], env());
    expect([code, err]).toEqual([2, expect.stringContaining('--workbook, --keeper, --mail')]);
    const chinese = await run('baton', folder, ['setup', '--workbook', '计划.xlsx'], { ...env(), LANG: 'zh_CN.UTF-8' });
    expect(chinese.err).toContain('这里没有人可以问，还需要：--keeper、--mail');
  });

  it.each<[Partial<SetupFlags>, string]>([
    [{ keeper: 'Li Na' }, 'not a name with an address'],
    [{ at: 'early' }, 'not a time of day'],
    [{ zone: 'Mars/Base' }, 'no time zone “Mars/Base”'],
    [{ mail: 'pigeon' }, 'neither an address nor a server'],
    [{ workbook: '/no/plan.xlsx' }, 'There is no folder /no'],
    [{ workbook: '/plan.doc' }, 'ends with .xlsx'],
    [{ lang: 'Latin' }, '“Latin” is not one of these'],
    [{ mail: 'li.na@qq.com' }, 'QQ Mail takes an authorisation code'],
    [{ mail: 'smtps://li@smtp.example.com' }, 'The password for li is missing'],
  ])('says at once what is wrong with %j', async (wrong, sentence) => {
    const flags = {
      workbook: join(folder, 'plan.xlsx'),
      keeper: 'Li Na <li.na@example.com>',
      mail: 'outbox',
      ...wrong,
    };
    const asking = { flags, before: null, secret: null, acceptsGuesses: false };
    await expect(askForSetup(openTerminal([], {}), asking, null)).rejects.toThrow(sentence);
    expect(await readdir(folder)).toEqual([]);
  });

  it('follows a team’s own tracker where it is told to, and its first mails leave', async () => {
    await tracker('ours.xlsx');
    const flags = [
      '--workbook',
      'ours.xlsx',
      '--keeper',
      'Li Na <li.na@example.com>',
      '--lead',
      'Bob Reed <bob@example.com>',
      '--mail',
      way(),
    ];
    const refused = await run('baton', folder, ['setup', ...flags], env());
    expect(refused.err).toContain('Add --yes to follow it');
    const { code, out } = await run('baton', folder, ['setup', ...flags, '--yes', '--no-schedule'], env());
    expect([code, out]).toEqual([0, expect.stringContaining('what would be mailed on')]);
    expect(out).toContain('Li Na');
    await run('baton', folder, ['sweep', '--now', '2026-01-14T09:00'], { BATON_CONFIG: env().BATON_CONFIG });
    expect(server.letters.map(({ to }) => to)).toEqual(
      expect.arrayContaining(['li.na@example.com', 'bob@example.com']),
    );
  });

  it('a second workbook stands beside the first; one that was not set up mails nobody', async () => {
    await run('baton', folder, ['setup', ...FLAGS, '--mail', way()], env());
    const { out } = await run(
      'baton',
      folder,
      ['setup', '--workbook', 'two.xlsx', '--keeper', 'Bob <bob@example.com>'],
      env(),
    );
    expect(out).toContain('The mail of all 2 workbooks in it now leaves this way.');
    expect((await kept()).workbooks).toEqual([join(folder, 'plan.xlsx'), join(folder, 'two.xlsx')]);
    expect((await run('baton', folder, ['sweep'], { BATON_CONFIG: env().BATON_CONFIG })).out).toContain('two.xlsx');
    // One of two is to be named.
    expect((await run('baton', folder, ['check'], { BATON_CONFIG: env().BATON_CONFIG })).err).toContain(
      'workbook is missing',
    );
    const now = ['--now', '2026-03-06T09:00'];
    await run('baton', folder, ['init', 'third.xlsx', '--demo', ...now]);
    const before = server.letters.length;
    await run('baton', folder, ['sweep', 'third.xlsx', ...now], { BATON_CONFIG: env().BATON_CONFIG });
    expect(server.letters.slice(before)).toEqual([]);
    expect(await readdir(join(folder, 'outbox'))).not.toEqual([]);
  });

  it('a set-up that cannot be read says so, and setup makes it anew', async () => {
    await writeFile(join(folder, 'broken.json'), '{');
    const broken = { ...env(), BATON_CONFIG: join(folder, 'broken.json') };
    expect((await run('baton', folder, ['sweep'], broken)).err).toContain('cannot be read');
    expect((await run('baton', folder, ['setup', ...FLAGS, '--mail', 'outbox'], broken)).code).toBe(0);
  });
});

describe('the daily run', () => {
  it('tells the administrator once a day what was not swept, and keeps how it ended', async () => {
    await run('baton', folder, ['setup', ...FLAGS, '--mail', way()], env());
    await writeFile(join(folder, 'plan.xlsx'), 'no workbook');
    const own = { BATON_CONFIG: env().BATON_CONFIG };
    const runs = [
      await run('baton', folder, ['sweep', '--scheduled'], own),
      await run('baton', folder, ['sweep', '--scheduled'], own),
    ];
    expect(runs.map(({ code }) => code)).toEqual([1, 1]);
    const [told] = await letters();
    expect([server.letters.length, told?.to?.[0]?.address, told?.subject]).toEqual([
      1,
      'li.na@example.com',
      'Baton cannot sweep a workbook',
    ]);
    expect(told?.text).toContain('This is not an .xlsx file');
    const { out } = await run('baton', folder, ['schedule', 'status', '--json'], own);
    const { installed, last, log } = JSON.parse(out);
    expect([installed, last.exit]).toEqual([[], 1]);
    expect(await readFile(log, 'utf8')).toContain('== exit 1');
    expect((await stat(log)).mode & 0o777).toBe(0o600);
    expect(await readFile(log, 'utf8')).not.toContain(PASSWORD);

    // Where the mail system itself is away, the log says that nobody could be told.
    await server.close();
    await writeFile(join(folder, 'kept', log.slice(log.lastIndexOf('/') + 1).replace('.log', '.told.json')), '{}');
    const away = await run('baton', folder, ['sweep', '--scheduled'], own);
    expect([away.code, away.err]).toEqual([1, expect.stringContaining('li.na@example.com could not be told')]);
    server = await openMailServer();
  });

  it.skipIf(process.platform === 'win32')('is installed, looked at and taken away again', async () => {
    // A crontab as crontab(1) says it is: -l, - and -r, and a line at the end.
    const bin = join(folder, 'bin');
    await mkdir(bin);
    const table = join(folder, 'table');
    await writeFile(table, '# theirs\n');
    const crontab = [
      '#!/bin/sh',
      `T='${table}'`,
      'case "$1" in',
      '-l) cat "$T" ;;',
      '-r) rm "$T" ;;',
      '-) cat > "$T.new" && [ -z "$(tail -c1 "$T.new")" ] && mv "$T.new" "$T" ;;',
      '*) exit 1 ;;',
      'esac',
    ];
    await writeFile(join(bin, 'crontab'), `${crontab.join('\n')}\n`, { mode: 0o755 });
    const own = { BATON_CONFIG: env().BATON_CONFIG, PATH: `${bin}:${process.env.PATH}`, TZ: 'UTC' };
    expect((await run('baton', folder, ['schedule', 'install', '--yes'], own)).err).toContain('Nothing is set up yet');
    await run('baton', folder, ['setup', ...FLAGS, '--mail', 'outbox', '--at', '08:30', '--zone', 'UTC'], own);
    const shown = await run('baton', folder, ['schedule', 'install', '--kind', 'cron'], own);
    expect([shown.code, shown.out]).toEqual([
      0,
      expect.stringContaining('Nothing has been changed. To do it: add --yes.'),
    ]);
    expect(await readFile(table, 'utf8')).toBe('# theirs\n');
    const done = await run('baton', folder, ['schedule', 'install', '--kind', 'cron', '--yes'], own);
    expect([done.code, done.out]).toEqual([0, expect.stringContaining('Done. The next run is')]);
    expect(await readFile(table, 'utf8')).toMatch(
      /^# theirs\n# BEGIN baton\S+:.*\n30 8 \* \* \* .*'sweep' '--scheduled' '--config' /,
    );
    const status = JSON.parse((await run('baton', folder, ['schedule', 'status', '--json'], own)).out);
    expect(status).toMatchObject({
      installed: [{ kind: 'cron', isActive: true, next: expect.stringContaining('T08:30') }],
      last: null,
    });
    expect((await run('baton', folder, ['schedule', 'remove'], own)).out).toContain('Taken away:');
    expect(await readFile(table, 'utf8')).toBe('# theirs\n');
  });

  it('tells another address with --mail-failure, which has to be one', async () => {
    const call = [
      'sweep',
      'absent.xlsx',
      '--mail',
      `smtp://127.0.0.1:${server.port}`,
      '--from',
      'b@example.com',
      '--mail-failure',
    ];
    const { code, err } = await run('baton', folder, [...call, 'nobody'], env());
    expect([code, err]).toEqual([2, expect.stringContaining('“nobody” is not a mail address')]);
  });
});

const SCRIPT = spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout?.includes('util-linux') ?? false;

/** Types an answer whenever the terminal waits for one; answers all that was shown. */
const atTerminal = (
  answers: readonly string[],
  more: NodeJS.ProcessEnv,
): Promise<{ shown: string; code: number; calls: string }> =>
  new Promise((resolve, reject) => {
    const child = spawn('script', ['-qec', `'${process.execPath}' '${MAIN}' setup --no-schedule`, '/dev/null'], {
      cwd: folder,
      env: { ...CHILD_ENV, TERM: 'dumb', ...more },
    });
    const left = [...answers];
    let shown = '';
    let from = 0;
    let calls = '';
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      shown += chunk;
      if (!/(?:> |: |：)$/.test(shown.slice(from))) return;
      from = shown.length;
      calls += spawnSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).stdout ?? '';
      const next = left.shift();
      if (next === undefined) child.stdin.end();
      else child.stdin.write(`${next}\r`);
    });
    child.on('error', reject).on('close', (code) => resolve({ shown, code: code ?? -1, calls }));
  });

describe.runIf(SCRIPT)('setup at a terminal', () => {
  const own = () => ({ BATON_CONFIG: env().BATON_CONFIG });

  it('asks five questions in English, again where an answer is none, and never shows the password', async () => {
    await tracker('ours.xlsx');
    const { shown, code, calls } = await atTerminal(
      [
        '2', // English
        '', // the only workbook in the folder
        '', // follow it
        'li.na', // no person
        'Li Na <li.na@example.com>',
        'Bob Reed <bob@example.com>',
        way(),
        'wrong',
        way(),
        PASSWORD,
        'noonish',
        '08:30 Europe/London',
        '', // the test mail
      ],
      { ...own(), LANG: 'en_GB.UTF-8' },
    );
    expect([code, shown]).toEqual([0, expect.stringContaining('what would be mailed on')]);
    for (const said of [
      '1/5',
      '2/5',
      '3/5',
      '4/5',
      '5/5',
      'not a name with an address',
      'use the client code',
      'not a time of day',
      'has taken a test mail',
    ])
      expect(shown).toContain(said);
    expect([shown.includes(PASSWORD), calls.includes(PASSWORD)]).toEqual([false, false]);
    expect(await kept()).toMatchObject({
      at: '08:30',
      admin: 'li.na@example.com',
      secrets: { BATON_SMTP_PASSWORD: PASSWORD },
    });
    expect(server.letters.map(({ to }) => to)).toEqual(['li.na@example.com']);
  });

  it('用中文问，新建一本', async () => {
    const { shown, code } = await atTerminal(['1', '', '李娜 <li.na@example.com>', '', way(), PASSWORD, '', '是'], {
      ...own(),
      LANG: 'zh_CN.UTF-8',
    });
    expect([code, shown]).toEqual([0, expect.stringContaining('已新建 协作计划.xlsx')]);
    expect(shown).toContain('邮件服务器收下了给 li.na@example.com 的测试信');
    expect(await kept()).toMatchObject({ locale: 'zh-CN', zone: 'Asia/Shanghai', at: '09:00' });
    const [test] = await letters();
    expect([test?.subject, test?.text]).toEqual(['接力的测试信', expect.stringContaining('李娜：这是一封测试信')]);
  });

  it('changes nothing who stops', async () => {
    const { shown, code } = await atTerminal(['2', 'plan.xlsx', '\u0003'], { ...own(), LANG: 'en_GB.UTF-8' });
    expect([code, shown]).toEqual([2, expect.stringContaining('Stopped: nothing was changed.')]);
    expect(await readdir(folder)).toEqual([]);
  });
});
