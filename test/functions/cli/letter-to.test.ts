import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openXlsxFile } from '../../../functions/adapters/xlsx-file/store.ts';
import { makeDemo } from '../../../functions/demo/make.ts';
import { QUICK_WAITS, run, tempFolder } from '../../support/cli.ts';
import { type DingtalkFake, openDingtalkFake } from '../../support/dingtalk/dingtalk.ts';
import { type MailServer, openMailServer } from '../../support/mail-server.ts';

/** One letter as a trial: `doctor --letter-to`. */

const HELEN = 'helen.brooks@example.com';
const LIAM = 'liam.byrne@example.com';

let folder: string;
let server: MailServer;
let dingtalk: DingtalkFake;
let chat: NodeJS.ProcessEnv;

beforeAll(async () => {
  folder = await tempFolder();
  const place = { locale: 'en', zone: 'Europe/London', country: null, now: '2026-03-06T09:00' } as const;
  await makeDemo({ path: join(folder, 'plan.xlsx'), ...place });
  dingtalk = await openDingtalkFake({ employees: [{ email: HELEN, mobile: '13800000001' }] });
  chat = {
    BATON_DINGTALK_HOST: dingtalk.url,
    BATON_DINGTALK_APP_KEY: dingtalk.app.key,
    BATON_DINGTALK_APP_SECRET: dingtalk.app.secret,
    BATON_DINGTALK_AGENT_ID: String(dingtalk.app.agent),
    BATON_FROM: 'Baton <baton@example.com>',
    // A chat is asked again and again whether a letter has arrived.
    ...QUICK_WAITS,
  };
  server = await openMailServer({
    answer: (to) => (to.startsWith('gone') ? { code: 550, words: 'No such user' } : null),
  });
});
afterAll(async () => {
  await server.close();
  await dingtalk.close();
});
beforeEach(() => {
  server.letters.length = 0;
});

const doctor = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
  run('baton', folder, ['doctor', 'plan.xlsx', ...args], { BATON_FROM: 'Baton <baton@example.com>', ...env });

describe('doctor --letter-to', () => {
  it('sends exactly one letter, says by which way and what to look at, and leaves the workbook as it was', async () => {
    const before = await openXlsxFile(join(folder, 'plan.xlsx')).read();
    const { out } = await doctor(['--mail', server.way, '--letter-to', HELEN]);
    expect(server.letters.map(({ to }) => to)).toEqual([HELEN]);
    const { subject, text, from } = await PostalMime.parse(server.letters[0]!.bytes);
    expect([subject, from?.address]).toEqual(['A test letter from Baton', 'baton@example.com']);
    expect(text).toContain('nothing needs doing');
    expect(out.replace(/\s+/g, ' ')).toContain(
      `One test letter for ${HELEN} was taken by ${server.way}. Look whether it is there`,
    );
    expect(await openXlsxFile(join(folder, 'plan.xlsx')).read()).toEqual(before);
  });

  it('without it no letter is sent', async () => {
    await doctor(['--mail', server.way]);
    expect(server.letters).toEqual([]);
  });

  it('goes by the first way that knows its reader, by the number in their directory, and says what the others said', async () => {
    const ways = `dingtalk,${server.way}`;
    const trial = async (address: string) => {
      const { out } = await doctor(['--mail', ways, '--letter-to', address, '--json'], chat);
      const { findings } = JSON.parse(out) as { findings: { code: string; state: string; words: { en: string } }[] };
      return findings.filter(({ code }) => code.startsWith('letter-'));
    };
    const store = openXlsxFile(join(folder, 'plan.xlsx'));
    const phone = { tab: 'directory', kind: 'set', item: 'Helen Brooks', values: { phone: '13800000001' } } as const;
    expect(await store.apply([{ ...phone, expected: {} }])).toMatchObject([{ outcome: 'written' }]);

    const [helens, ...others] = await trial(HELEN);
    expect([helens?.words.en, others]).toEqual([`One test letter for ${HELEN} was taken by dingtalk.`, []]);
    expect([dingtalk.messages.map(({ to }) => to), server.letters]).toEqual([[HELEN], []]);

    const liams = await trial(LIAM);
    expect(liams.map(({ code, state }) => [code, state])).toEqual([
      ['letter-not-here', 'look'],
      ['letter-taken', 'fine'],
    ]);
    expect(liams[0]?.words.en).toContain('the directory has none for liam.byrne@example.com');
    expect([dingtalk.messages.length, server.letters.map(({ to }) => to)]).toEqual([1, [LIAM]]);
  });

  it('is a letter in the reader’s own language, and lies in the folder where mails do', async () => {
    const { out } = await doctor(['--mail', 'outbox:out', '--letter-to', HELEN, '--locale', 'zh-CN']);
    expect(out.replace(/\s+/g, '')).toContain('没有寄给任何人');
    const [name = ''] = (await readdir(join(folder, 'out'))).filter((file) => file.endsWith('.eml'));
    expect(await readFile(join(folder, 'out', name), 'utf8')).toContain('A test letter from Baton');
  });

  it('says what an address is, and that nobody has said how letters leave', async () => {
    const wrong = await doctor(['--mail', server.way, '--letter-to', 'Helen']);
    expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('“Helen”')]);
    const none = await doctor(['--letter-to', HELEN]);
    expect([none.code, none.err]).toEqual([2, expect.stringContaining('Add --mail')]);
    const outside = await doctor(['--mail', server.way, '--letter-to', HELEN], { BATON_RECIPIENTS: 'example.org' });
    expect([outside.code, server.letters]).toEqual([1, []]);
  });

  it('says in the server’s words why it was not taken, and that with 1', async () => {
    const { code, out } = await doctor(['--mail', server.way, '--letter-to', 'gone@example.com', '--json']);
    expect(code).toBe(1);
    expect(JSON.stringify(JSON.parse(out).findings)).toContain('No such user');
  });
});
