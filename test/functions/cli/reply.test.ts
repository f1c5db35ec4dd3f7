import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { run, tempFolder } from '../../support/cli.ts';
import { replyMail } from '../../support/eml.ts';

let folder: string;
let answers: string;
const from = 'Emma Clarke <emma.clarke@example.com>';
const NOW = ['--now', '2026-03-03T10:00'];
const baton = (...args: string[]) => run('baton', folder, args);
const reply = async (text: string, ...args: string[]) => {
  await writeFile(join(folder, 'reply.eml'), replyMail({ from, answers, text }));
  return baton('reply', 'launch.xlsx', 'reply.eml', ...NOW, ...args);
};

/** The demo of 2 March: Emma Clarke is reminded of one task. */
beforeAll(async () => {
  folder = await tempFolder();
  await baton(
    'init',
    'launch.xlsx',
    '--demo',
    '--locale',
    'en',
    '--country',
    'GB',
    '--zone',
    'UTC',
    '--now',
    '2026-03-02',
  );
  await baton('sweep', 'launch.xlsx', '--now', '2026-03-02T09:00');
  const [name] = (await readdir(join(folder, 'outbox'))).filter((file) => file.includes('emma.clarke'));
  const sent = await readFile(join(folder, 'outbox', name!), 'utf8');
  answers = /^Message-ID: (<.*>)/m.exec(sent)![1]!;
}, 30_000);

describe('baton reply', () => {
  it('says what a reply means, links to the page that confirms it, and writes nothing', async () => {
    const before = await readFile(join(folder, 'launch.xlsx'));
    const link = 'http://127.0.0.1:8080/respond';
    const { code, out } = await reply('delay to next Wed, waiting for legal', '--links', link);
    expect(code).toBe(0);
    expect(out).toContain('A reply by Emma Clarke');
    expect(out).toMatch(
      /T-0025 Prepare the press kit\n {2}Understood: New date\n {2}You wrote: “delay to next Wed, waiting for legal”\n {2}New date: Wed 11 Mar/,
    );
    expect(out).toMatch(
      /confirm: http:\/\/127\.0\.0\.1:8080\/respond\?t=[\w-]+&a=redate&newDue=2026-03-11&detail=waiting\+for\+legal/,
    );
    expect(out).toContain('Nothing was written.');
    expect((await readFile(join(folder, 'launch.xlsx'))).equals(before)).toBe(true);
  });

  it('speaks Chinese, and prints data', async () => {
    const { out } = await reply('已完成', '--locale', 'zh-CN');
    expect(out).toContain('读作：');
    expect(JSON.parse((await reply('已完成', '--json')).out)).toMatchObject({
      by: 'emma.clarke@example.com',
      answers: [{ sure: true, item: 'T-0025', kind: 'done', typed: {}, link: null }],
    });
  });

  it('mails back what it read, once, with the page that confirms it', async () => {
    const mail = ['--mail', 'outbox:back', '--links', 'http://127.0.0.1:8080/respond'];
    expect((await reply('done', ...mail)).out).toContain('Mailed to its writer');
    expect((await reply('done', ...mail)).out).toContain('not again');
    const [name, ...others] = (await readdir(join(folder, 'back'))).filter((file) => file.endsWith('.eml'));
    expect(others).toEqual([]);
    const eml = await readFile(join(folder, 'back', name!), 'utf8');
    expect(eml).toMatch(/^To: Emma Clarke <emma\.clarke@example\.com>/m);
    expect(eml).toMatch(/^Auto-Submitted: auto-generated/m);
    const { code } = await reply('done', '--mail', 'outbox:back');
    expect(code).toBe(2);
  });

  it('ends with 1 where a person has to say what is meant, or whose it is', async () => {
    const asked = await reply('is it done?');
    expect([asked.code, asked.out]).toEqual([1, expect.stringContaining('It asks something.')]);
    answers = '<nothing@example.com>';
    const unknown = await reply('done');
    expect([unknown.code, unknown.out]).toEqual([1, expect.stringContaining('left alone')]);
  });

  it('says which file it cannot read', async () => {
    const { code, err } = await baton('reply', 'launch.xlsx', 'missing.eml');
    expect([code, err]).toEqual([2, expect.stringContaining('missing.eml cannot be opened')]);
  });
});
