import { copyFile, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openXlsxFile } from '../../../functions/adapters/xlsx-file/store.ts';
import { makeDemo } from '../../../functions/demo/make.ts';
import { run, tempFolder } from '../../support/cli.ts';
import { openMailServer } from '../../support/mail-server.ts';

/** A Friday; the demo's own sweep of that day has not happened. */
const NOW = '2026-03-06T09:00';

let folder: string;
const baton = (...args: string[]) => run('baton', folder, args);

beforeAll(async () => {
  folder = await tempFolder();
});

describe('a workbook from its making to its second sweep', () => {
  const sweep = (...args: string[]) => baton('sweep', 'launch.xlsx', '--now', NOW, ...args);
  beforeAll(async () => {
    const path = join(folder, 'launch.xlsx');
    await makeDemo({ path, locale: 'zh-CN', zone: 'Asia/Shanghai', country: 'CN', now: NOW });
  });

  it('a dry run shows the plan and touches nothing', async () => {
    const before = await readFile(join(folder, 'launch.xlsx'));
    const { code, out, err } = await sweep('--dry-run', '--json');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const plan = JSON.parse(out);
    expect(Object.keys(plan)).toEqual([
      'workbook',
      'at',
      'workday',
      'notices',
      'mails',
      'waits',
      'writes',
      'silences',
      'problems',
    ]);
    expect(plan.at).toBe('2026-03-06T09:00:00+08:00');
    expect((await sweep('--dry-run', '--locale', 'en')).out).toContain(
      `\n${plan.mails.length} mails would be sent. This was a dry run; nothing was touched.\n`,
    );
    expect(await readdir(folder)).toEqual(['launch.xlsx']);
    expect(await readFile(join(folder, 'launch.xlsx'))).toEqual(before);
  });

  it('the sweep does what the dry run showed, and the next one has nothing to say', async () => {
    const planned = JSON.parse((await sweep('--dry-run', '--json')).out);
    const first = JSON.parse((await sweep('--json')).out);
    expect(first.result.outcome).toBe('done');
    expect(first.notices).toEqual(planned.notices);
    expect(first.result.sent.map(({ to }: { to: string }) => to)).toEqual(
      planned.mails.map(({ to }: { to: string }) => to),
    );
    const letters = (await readdir(join(folder, 'outbox'))).filter((name) => name.endsWith('.eml'));
    expect(letters).toHaveLength(planned.mails.length);

    const second = JSON.parse((await sweep('--json')).out);
    expect(second.mails).toEqual([]);
    expect(second.result).toMatchObject({ outcome: 'done', sent: [], held: [] });
    expect((await baton('verify', 'launch.xlsx')).code).toBe(0);
  });
});

describe('a sweep that cannot', () => {
  let own: string;
  beforeAll(async () => {
    own = await tempFolder();
    await makeDemo({ path: join(own, 'launch.xlsx'), locale: 'en', zone: 'Europe/London', country: null, now: NOW });
  });
  const sweep = (...args: string[]) => run('baton', own, ['sweep', ...args, '--now', NOW]);

  it('leaves a workbook alone that is open in Excel', async () => {
    await writeFile(join(own, '~$launch.xlsx'), '');
    const { code, err } = await sweep('launch.xlsx');
    await rm(join(own, '~$launch.xlsx'));
    expect(code).toBe(3);
    expect(err).toContain('is open in Excel');
    expect(await readdir(own)).toEqual(['launch.xlsx']);
  });

  it('mails nobody from a copy', async () => {
    await copyFile(join(own, 'launch.xlsx'), join(own, 'copy.xlsx'));
    const { code, out } = await sweep('copy.xlsx');
    await rm(join(own, 'copy.xlsx'));
    expect(code).toBe(1);
    expect(out).toContain('This is a copy');
    expect(await readdir(own)).toEqual(['launch.xlsx']);
  });

  it('does not keep the others from being swept; the worst exit code wins', async () => {
    await writeFile(join(own, 'notes.xlsx'), 'not a workbook');
    const { code, out } = await sweep('notes.xlsx', 'launch.xlsx', 'absent.xlsx', '--json', '--mail', 'outbox:mails');
    expect(code).toBe(2);
    const [notes, launch, absent] = JSON.parse(out);
    expect(notes).toMatchObject({ file: 'notes.xlsx', error: { code: 'not-a-zip' } });
    expect(launch).toMatchObject({ file: 'launch.xlsx', result: { outcome: 'done' } });
    expect(absent).toMatchObject({ file: 'absent.xlsx', error: { code: 'file-missing' } });
    expect(await readdir(join(own, 'mails'))).toContain('index.html');
  });

  it('sends by SMTP with a password that no process list shows', async () => {
    const users: unknown[] = [];
    const server = await openMailServer({
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _session, done) => {
        users.push([username, password]);
        done(null, { user: username });
      },
    });
    await makeDemo({ path: join(own, 'mailed.xlsx'), locale: 'en', zone: 'Europe/London', country: null, now: NOW });
    const { code, out } = await run(
      'baton',
      own,
      ['sweep', 'mailed.xlsx', '--now', NOW, '--json', '--mail', `smtp://baton@127.0.0.1:${server.port}`],
      { BATON_SMTP_PASSWORD: 's@cret/1', BATON_FROM: 'Baton <baton@example.com>' },
    );
    await server.close();
    expect(code).toBe(0);
    expect(server.letters.map(({ to }) => to)).toEqual(JSON.parse(out).mails.map(({ to }: { to: string }) => to));
    expect(new Set(users.map(String))).toEqual(new Set(['baton,s@cret/1']));
  });

  it('mails nobody as of a day that is still to come, but shows it, or leaves its mails in a folder', async () => {
    let calls = 0;
    const server = createServer((socket) => {
      calls++;
      socket.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const path = join(own, 'ahead.xlsx');
    await makeDemo({ path, locale: 'en', zone: 'Pacific/Auckland', country: null, now: NOW });
    const before = await readFile(path);
    const inHours = (n: number) => new Date(Date.now() + n * 3_600_000).toISOString();
    const sweepAt = (now: string, ...args: string[]) =>
      run('baton', own, ['sweep', 'ahead.xlsx', '--now', now, '--json', ...args], {
        BATON_FROM: 'Baton <baton@example.com>',
      });
    const way = `smtp://127.0.0.1:${port}`;
    // As a date alone, as an instant with its offset, and as one of the workbook's own clock, 12 or 13 hours ahead of UTC.
    for (const now of ['2099-03-06', '2099-W10-5', inHours(36.2), inHours(49.2).slice(0, 16)]) {
      const { code, out } = await sweepAt(now, '--mail', way);
      expect([now, code, JSON.parse(out).error?.code]).toEqual([now, 2, 'sweep-ahead']);
    }
    expect([calls, await readFile(path)]).toEqual([0, before]);
    expect((await sweepAt('2099-03-06', '--mail', way, '--dry-run')).code).toBe(0);
    // Before it is too early, it is tried: the server hangs up.
    expect(JSON.parse((await sweepAt(inHours(47.5).slice(0, 16), '--mail', way)).out).error?.code).not.toBe(
      'sweep-ahead',
    );
    expect((await sweepAt('2099-03-06', '--mail', 'outbox:ahead')).code).toBe(0);
    await new Promise((resolve) => server.close(resolve));
  });

  it('says which sender it needs to send by SMTP', async () => {
    const { code, err } = await sweep('launch.xlsx', '--mail', 'smtp://localhost:1');
    expect(code).toBe(2);
    expect(err).toContain('BATON_FROM');
  });
});

it('names the people who should hear of something and have no address', async () => {
  const path = join(folder, 'unreached.xlsx');
  await makeDemo({ path, locale: 'zh-CN', zone: 'Asia/Shanghai', country: 'CN', now: NOW });
  const [receipt] = await openXlsxFile(path).apply([
    { tab: 'directory', kind: 'set', item: '吴昊', values: { email: null }, expected: {} },
  ]);
  expect(receipt!.outcome).toBe('written');
  const { out } = await baton('sweep', 'unreached.xlsx', '--now', NOW, '--dry-run', '--locale', 'zh-CN');
  expect(out).toContain('有 1 个人应当知道却联系不上：吴昊。');
});
