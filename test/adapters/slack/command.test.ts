import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { askForSetup } from '../../../functions/cli/interview.ts';
import { openTerminal } from '../../../functions/cli/terminal.ts';
import { run, tempFolder } from '../../support/cli.ts';
import { openSlack, SCOPES, type Slack } from '../../support/slack/slack.ts';

const PEOPLE = ['helen.brooks@example.com', 'liam.byrne@example.com'];

describe('the command line with --mail slack', () => {
  let folder = '';
  let slack: Slack;
  let env: NodeJS.ProcessEnv = {};
  beforeAll(async () => {
    folder = await tempFolder();
    slack = await openSlack({ people: PEOPLE });
    env = { BATON_SLACK_TOKEN: slack.token, BATON_SLACK_HOST: slack.url };
    await run('baton', folder, ['init', 'plan.xlsx', '--demo', '--now', '2026-11-13T08:00']);
  });
  // Commands go by the machine’s clock, and the fake’s limits by its own.
  beforeEach(() => slack.clock.advance(60_000));
  afterAll(() => slack.close());

  it('doctor says whether the app is let in, needs no sender and sends nothing', async () => {
    const { out } = await run('baton', folder, ['doctor', 'plan.xlsx', '--mail', 'slack'], env);
    expect(out).toContain('Slack lets Baton in as baton in the workspace Example');
    expect(out).not.toContain('no-sender');
    const wrong = { ...env, BATON_SLACK_TOKEN: 'xoxb-anothers' };
    const refused = await run('baton', folder, ['doctor', 'plan.xlsx', '--mail', 'slack'], wrong);
    expect(refused.out).toContain('Slack does not accept BATON_SLACK_TOKEN');
    expect(refused.out).not.toContain('xoxb-anothers');
    expect(slack.messagesOf(PEOPLE[0]!)).toEqual([]);
  });

  it('setup asks nobody for an address to send from', async () => {
    vi.stubEnv('BATON_SLACK_TOKEN', slack.token);
    vi.stubEnv('BATON_SLACK_HOST', slack.url);
    const flags = { workbook: join(folder, 'new.xlsx'), keeper: `Helen Brooks <${PEOPLE[0]}>`, mail: 'slack' };
    const asking = { flags, before: null, secret: null, acceptsGuesses: false };
    const { mail, from, secrets } = await askForSetup(openTerminal([], {}), asking, null);
    vi.unstubAllEnvs();
    expect({ mail, from, secrets }).toEqual({
      mail: 'slack',
      from: null,
      secrets: { BATON_SLACK_TOKEN: slack.token, BATON_SLACK_HOST: slack.url },
    });
  });

  it('doctor names the right that the app lacks', async () => {
    const less = await openSlack({ people: PEOPLE, scopes: SCOPES.filter((scope) => scope !== 'im:history') });
    const own = { BATON_SLACK_TOKEN: less.token, BATON_SLACK_HOST: less.url };
    const { out } = await run('baton', folder, ['doctor', 'plan.xlsx', '--mail', 'slack'], own);
    expect(out).toContain('lacks the right im:history');
    await less.close();
  });

  it('says that the token is missing', async () => {
    const { code, err } = await run('baton', folder, ['sweep', 'plan.xlsx', '--mail', 'slack']);
    expect([code, err]).toEqual([2, expect.stringContaining('BATON_SLACK_TOKEN')]);
  });

  it('a sweep writes each person whom Slack knows one message, names the others, and writes nobody twice', async () => {
    const sweep = (now: string) => run('baton', folder, ['sweep', 'plan.xlsx', '--mail', 'slack', '--now', now], env);
    const first = await sweep('2026-11-13T09:00');
    for (const address of PEOPLE) expect(slack.messagesOf(address)).toHaveLength(1);
    expect(first.out).toContain('2 mails sent');
    expect(first.code).toBe(1);
    expect((await sweep('2026-11-13T10:00')).out).toContain('\n0 mails sent.');
    for (const address of PEOPLE) expect(slack.messagesOf(address)).toHaveLength(1);
  });

  it('with a folder after it, whom Slack does not know has the letter there, and nobody has it twice', async () => {
    await run('baton', folder, ['init', 'both.xlsx', '--demo', '--now', '2026-11-13T08:00']);
    const before = PEOPLE.map((address) => slack.messagesOf(address).length);
    const from = ['--from', 'Baton <baton@example.com>'];
    const call = ['sweep', 'both.xlsx', '--mail', 'slack,outbox:letters', ...from, '--now', '2026-11-13T09:00'];
    const { out } = await run('baton', folder, call, env);
    expect(PEOPLE.map((address) => slack.messagesOf(address).length)).toEqual(before.map((count) => count + 1));
    const written = await Promise.all(
      (await readdir(join(folder, 'letters')))
        .filter((name) => name.endsWith('.eml'))
        .map((name) => readFile(join(folder, 'letters', name), 'utf8')),
    );
    expect(written.length).toBeGreaterThan(2);
    expect(out).toContain(`${written.length + PEOPLE.length} mails`);
    for (const address of PEOPLE) expect(written.filter((mail) => mail.includes(`<${address}>`))).toEqual([]);
    expect((await run('baton', folder, call, env)).out).toContain('no mail sent');
  });

  it('setup tries the app, keeps its token where nobody else reads it, and from then on sweep needs nothing', async () => {
    const kept = join(folder, 'kept', 'config.json');
    const flags = ['--workbook', 'own.xlsx', '--keeper', 'Helen Brooks <helen.brooks@example.com>', '--at', '8:30'];
    const call = ['setup', ...flags, '--zone', 'Europe/London', '--mail', 'slack', '--yes', '--no-schedule'];
    const refused = await run('baton', folder, call, { BATON_CONFIG: kept });
    expect([refused.code, refused.err]).toEqual([3, expect.stringContaining('BATON_SLACK_TOKEN')]);
    const before = slack.messagesOf(PEOPLE[0]!).length;
    const { code, err } = await run('baton', folder, call, { BATON_CONFIG: kept, ...env });
    expect([code, err]).toEqual([0, '']);
    expect(slack.messagesOf(PEOPLE[0]!)).toHaveLength(before + 1);
    expect(JSON.parse(await readFile(kept, 'utf8')).secrets).toEqual(env);
    const swept = await run('baton', folder, ['sweep', 'own.xlsx'], { BATON_CONFIG: kept });
    expect([swept.code, swept.err]).toEqual([0, '']);
  });

  it('a later letter goes into the conversation that the ledger knows', async () => {
    slack.requests.splice(0);
    await run('baton', folder, ['sweep', 'plan.xlsx', '--mail', 'slack', '--now', '2026-11-20T09:00'], env);
    const asked = slack.requests.filter(({ method, error }) => method === 'users.lookupByEmail' && error === null);
    expect(asked).toEqual([]);
    const sent = PEOPLE.reduce((sum, address) => sum + slack.messagesOf(address).length, 0);
    expect(sent).toBeGreaterThan(2);
  });
});
