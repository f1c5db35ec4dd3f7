import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openXlsxFile } from '../../../functions/adapters/xlsx-file/store.ts';
import { run, tempFolder } from '../../support/cli.ts';
import { setOf } from '../../support/starter.ts';
import { makeOffice } from '../http/parts.ts';

const NOW = ['--now', '2026-03-06T09:30'];
const OLD = new URL('../../fixtures/releases/3/starter-en.xlsx', import.meta.url);
let folder: string;
const doctor = (args: readonly string[], env: NodeJS.ProcessEnv = {}) => run('baton', folder, ['doctor', ...args], env);

beforeAll(async () => {
  folder = await tempFolder();
  await makeOffice(join(folder, 'launch.xlsx'));
  const people = { keeper: 'Li Na', projectLead: 'Li Na', executive: 'Li Na' };
  await openXlsxFile(join(folder, 'launch.xlsx')).apply(
    Object.entries(people).map(([key, value]) => setOf('settings', key, { value })),
  );
  await copyFile(OLD, join(folder, 'old.xlsx'));
});

describe('baton doctor', () => {
  it('is one table that says what to do, and changes nothing unless told to', async () => {
    const bytes = await readFile(join(folder, 'old.xlsx'));
    const { out, code } = await doctor(['old.xlsx', ...NOW]);
    expect(code).toBe(1);
    expect(out).toMatch(
      /^look +template +It was made from an earlier template and lacks \d+ columns: “courts” in _state/m,
    );
    expect(out).toMatch(/^mend +directory .*The keeper fills in names and addresses\.$/m);
    expect(out).toContain('can be done now: add --fix. Nothing has been changed.');
    expect((await readFile(join(folder, 'old.xlsx'))).equals(bytes)).toBe(true);
    const fixed = await doctor(['old.xlsx', '--fix', ...NOW]);
    expect(fixed.out).toMatch(/^Done: Added \d+ columns: /);
    expect(fixed.out).toMatch(/^fine +template /m);
    expect(fixed.out).not.toContain('--fix');
  });

  it('is quiet about what is fine, and says it in Chinese', async () => {
    const { out, code } = await doctor(['launch.xlsx', '--locale', 'zh-CN', ...NOW]);
    expect([code, /要改/.test(out)]).toEqual([0, false]);
    expect(out).toMatch(/^正常 +通讯录 +通讯录里 5 个人都有邮箱/m);
    // What is said to be run can be run as it stands.
    expect(out).toMatch(/^留意 +检查 +还没有检查过。请运行 npm run -s baton -- sweep launch\.xlsx，/m);
  });

  it('says what to run so that it can be typed, whatever the file is called', async () => {
    await copyFile(join(folder, 'launch.xlsx'), join(folder, 'our plan.xlsx'));
    const { out } = await doctor(['our plan.xlsx', ...NOW]);
    expect(out).toContain('Run npm run -s baton -- sweep "our plan.xlsx", or put it on the list of workbooks.');
  });

  it('is a line for each of several, with the worst of it', async () => {
    const { out, code } = await doctor(['launch.xlsx', 'absent.xlsx', ...NOW]);
    expect(code).toBe(1);
    const [first, second] = out.split('\n');
    expect(first).toMatch(/^look {2}launch\.xlsx {2}It has no id of its own yet/);
    expect(second).toMatch(/^mend {2}absent\.xlsx {2}There is no file .*absent\.xlsx/);
  });

  it('goes by the environment of the functions where no workbook is named', async () => {
    const bare = await doctor([], { BATON_MAIL: 'smtp://nobody:secret-word@127.0.0.1:1' });
    expect([bare.code, bare.out.includes('secret-word')]).toEqual([1, false]);
    expect(bare.out).toMatch(/^mend +environment +BATON_REGISTRY is not set/m);

    const entry = { uri: 'launch.xlsx', zone: 'Europe/London' };
    await writeFile(join(folder, 'list.json'), JSON.stringify([entry, { uri: 'old.xlsx', zone: 'Mars' }]));
    const env = {
      BATON_REGISTRY: join(folder, 'list.json'),
      BATON_MAIL: 'outbox:out',
      BATON_FROM: 'Baton <baton@example.com>',
      BATON_ADMIN: 'admin@example.com',
    };
    const { out } = await doctor([...NOW, '--json'], env);
    const { findings, workbooks } = JSON.parse(out) as {
      findings: { code: string; state: string }[];
      workbooks: { workbook: string; findings: { code: string }[] }[];
    };
    expect(findings.map(({ code, state }) => [code, state])).toEqual([
      ['environment', 'fine'],
      ['no-links', 'look'],
      ['zone-unknown', 'mend'],
      ['outbox', 'look'],
    ]);
    expect(workbooks.map(({ workbook }) => workbook)).toEqual([join(folder, 'launch.xlsx')]);
    await writeFile(
      join(folder, 'list.json'),
      JSON.stringify([
        { ...entry, book: 'people.xlsx' },
        { uri: 'old.xlsx', zone: 'Mars' },
      ]),
    );
    const listed = await doctor(['list.json', ...NOW]);
    expect(listed.out).toMatch(
      /^mend +directory +The shared address book .*people\.xlsx cannot be read: There is no file/m,
    );
    expect(listed.out).toMatch(/^mend +list +Row 2: There is no time zone “Mars”/m);
  });

  it('says whether another program can be told, by its two variables', async () => {
    const events = async (env: NodeJS.ProcessEnv, mail = 'smtp://127.0.0.1:1') => {
      const { out } = await doctor(['launch.xlsx', '--mail', mail, '--json', ...NOW], env);
      const { findings } = JSON.parse(out) as { findings: { about: string; code: string; state: string }[] };
      return findings.flatMap(({ about, code, state }) => (about === 'events' ? [`${state} ${code}`] : []));
    };
    const url = { BATON_WEBHOOK: 'https://example.com/hook' };
    const secret = { BATON_WEBHOOK_SECRET: `whsec_${Buffer.alloc(24, 1).toString('base64')}` };
    expect(await events({ ...url, ...secret })).toEqual(['fine webhook']);
    expect(await events(url)).toEqual(['mend bad-webhook']);
    expect(await events({ ...url, ...secret }, 'outbox:out')).toEqual([]);
    expect(await events({})).toEqual([]);
  });

  it('says how last week went, and nothing else', async () => {
    const { out, code } = await doctor(['launch.xlsx', 'absent.xlsx', '--week', '--now', '2026-03-09T08:00']);
    expect(code).toBe(1);
    expect(out.split('\n')).toEqual([
      'Mon 2 Mar to Sun 8 Mar: 2 workbooks, 0 of 0 sweeps done, 0 mails sent, 0 answers.',
      '',
      expect.stringMatching(/^launch +It has not been swept yet\./),
      expect.stringMatching(/absent\.xlsx +There is no file/),
      '',
      'Each in detail: npm run -s baton -- doctor',
      '',
    ]);
  });
});
