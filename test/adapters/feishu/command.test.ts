import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run, tempFolder } from '../../support/cli.ts';
import { type FeishuFake, openFeishu } from '../../support/feishu/feishu.ts';

const NAMES = ['helen.brooks', 'liam.byrne'];

describe('the command line with --mail feishu', () => {
  let folder = '';
  let feishu: FeishuFake;
  let env: NodeJS.ProcessEnv = {};
  beforeAll(async () => {
    folder = await tempFolder();
    feishu = await openFeishu({ people: NAMES.map((name) => ({ email: `${name}@example.com` })) });
    // Tokens are counted by the machine’s clock, and so are the fake’s from here on.
    env = {
      BATON_FEISHU_HOST: `${feishu.url}/`,
      BATON_FEISHU_APP_ID: feishu.app.id,
      BATON_FEISHU_APP_SECRET: feishu.app.secret,
    };
    await run('baton', folder, ['init', 'plan.xlsx', '--demo', '--now', '2026-11-20T08:00']);
  });
  afterAll(() => feishu.close());

  it('doctor says whether the app is let in, needs no sender and sends nothing', async () => {
    const { out } = await run('baton', folder, ['doctor', 'plan.xlsx', '--mail', 'feishu'], env);
    expect(out).toContain('Feishu lets the app cli_a1b2c3d4e5f6 in');
    expect(out).not.toContain('no-sender');
    const wrong = { ...env, BATON_FEISHU_APP_SECRET: 'anothers' };
    const refused = await run('baton', folder, ['doctor', 'plan.xlsx', '--mail', 'feishu'], wrong);
    expect(refused.out).toContain('Feishu does not accept the app’s ID and secret');
    expect(refused.out).not.toContain('anothers');
    expect(feishu.messages).toEqual([]);
  });

  it('says which app it lacks', async () => {
    const { code, err } = await run('baton', folder, ['sweep', 'plan.xlsx', '--mail', 'feishu']);
    expect([code, err]).toEqual([2, expect.stringContaining('BATON_FEISHU_APP_ID')]);
  });

  it.each([
    ['BATON_FEISHU_ENCRYPT_KEY', 'BATON_FEISHU_VERIFICATION_TOKEN'],
    ['BATON_FEISHU_VERIFICATION_TOKEN', 'BATON_FEISHU_ENCRYPT_KEY'],
  ])('with %s alone says at once that presses lack %s', async (given, lacking) => {
    const half = { ...env, [given]: 'half-of-it' };
    const says = expect.stringContaining(`${lacking} is not set`);
    const looked = await run('baton', folder, ['doctor', 'plan.xlsx', '--mail', 'feishu', '--json'], half);
    expect(JSON.parse(looked.out).findings).toContainEqual(
      expect.objectContaining({
        code: 'feishu-half-door',
        state: 'mend',
        words: expect.objectContaining({ en: says }),
      }),
    );
    for (const call of [
      ['sweep', 'plan.xlsx'],
      ['serve', 'plan.xlsx', '--port', '0'],
    ]) {
      const { code, err } = await run('baton', folder, [...call, '--mail', 'feishu'], half);
      expect([call[0], code, err]).toEqual([call[0], 2, says]);
    }
    expect(feishu.messages).toEqual([]);
  });

  it('a sweep writes each person whom Feishu knows one card, names the others, and writes nobody twice', async () => {
    const sweep = (now: string) => run('baton', folder, ['sweep', 'plan.xlsx', '--mail', 'feishu', '--now', now], env);
    const first = await sweep('2026-11-20T09:00');
    expect(feishu.messages.map(({ to }) => to).sort()).toEqual(NAMES.map((name) => `${name}@example.com`));
    expect(first.out).toContain('2 mails sent');
    expect(first.code).toBe(1);
    const again = await sweep('2026-11-20T10:00');
    expect(again.out).toContain('\n0 mails sent.');
    expect(feishu.messages).toHaveLength(2);
  });
});
