import { execFile, spawn } from 'node:child_process';
import { mkdir, readdir, readFile, symlink } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { ENDPOINTS } from '../../../functions/base/names.ts';
import { VARIABLES } from '../../../functions/connect/config.ts';
import { bundleFunctions, hashOf, SOURCE, writeBundle } from '../../../scripts/deploy/bundle.ts';
import { PASSED } from '../../../scripts/deploy/check.ts';
import { gcloud as callGcloud } from '../../../scripts/deploy/gcloud.ts';
import { deployToGoogle } from '../../../scripts/deploy/google.ts';
import { FUNCTIONS } from '../../../scripts/deploy/parts/functions.ts';
import { CHILD_ENV } from '../../support/child-env.ts';
import { playInHost, type Ran, tempFolder } from '../../support/cli.ts';
import { serveGcloud, writeGcloud } from '../../support/gcloud/program.ts';
import type { GcloudCall, GcloudState, GcloudWorld } from '../../support/gcloud/stand-in.ts';

const MAIN = fileURLToPath(new URL('../../../scripts/deploy/main.ts', import.meta.url));
const PASSWORD = "hunter2'$x";
const ENV = {
  BATON_REGISTRY: 'gsheet:LIST',
  BATON_MAIL: 'smtps://baton@smtp.example.com:465',
  BATON_FROM: '接力 <baton@example.com>',
  BATON_ADMIN: 'admin@example.com',
  BATON_SMTP_PASSWORD: PASSWORD,
};
const WHERE = ['--project', 'a-team', '--region', 'europe-west1', '--zone', 'Asia/Shanghai'];
const READY: GcloudState = {
  account: 'me@example.com',
  project: { projectId: 'a-team', projectNumber: '42', lifecycleState: 'ACTIVE' },
  billing: true,
  apis: ['cloudbilling.googleapis.com'],
  things: {},
};

let world: GcloudWorld;
let server: Server;
beforeAll(async () => {
  server = await serveGcloud(() => world);
});
afterAll(() => void server.close());

let folder: string;
beforeEach(async () => {
  world = { state: READY, faults: [], calls: [] };
  folder = join(await tempFolder(), 'gcloud');
  await mkdir(join(folder, 'bin'), { recursive: true });
  await writeGcloud(join(folder, 'bin', 'gcloud'), server);
});

const envOf = (more: NodeJS.ProcessEnv = {}) => ({
  ...CHILD_ENV,
  PATH: `${join(folder, 'bin')}:${dirname(process.execPath)}:/usr/bin:/bin`,
  HOME: folder,
  LANG: 'en_GB.UTF-8',
  ...ENV,
  ...more,
});

const deploy = (args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ran> =>
  playInHost(MAIN, folder, ['google', ...args], envOf(env));

/** What gcloud was called with since it was last asked. */
const calls = (): readonly GcloudCall[] => {
  const { calls } = world;
  world.calls = [];
  return calls;
};
const CHANGES = /\b(create|update|enable|deploy|add|add-iam-policy-binding)\b/;
const changes = () => calls().filter(({ args }) => CHANGES.test(args.slice(0, 4).join(' ')));
const lineOf = ({ args }: GcloudCall) => args.join(' ');

/** For a test that calls gcloud itself. */
const callableHere = (): void => {
  vi.stubEnv('PATH', envOf().PATH);
  onTestFinished(() => void vi.unstubAllEnvs());
};

describe('npm run deploy -- google', () => {
  it('makes all there is to make, shows the plan first, and changes nothing when run again', async () => {
    const first = await deploy([...WHERE, '--yes']);
    expect(first.err).toBe('');
    expect(first.code).toBe(0);
    expect(first.out.indexOf('to do:')).toBeLessThan(first.out.indexOf('→ '));
    expect(first.out).toContain('share the list of workbooks and every workbook with baton-functions@a-team');
    const made = changes();
    const lines = made.map(lineOf);
    expect(lines.filter((line) => line.startsWith('run deploy')).map((line) => line.split(' ')[2])).toEqual([
      'baton-sweep',
      'baton-dispatch',
      'baton-health',
    ]);
    for (const line of lines.filter((line) => line.startsWith('run deploy'))) {
      expect(line).toContain('--no-allow-unauthenticated');
      expect(line).toContain('--base-image=nodejs24');
      expect(line).toContain('--service-account=baton-functions@a-team.iam.gserviceaccount.com');
    }
    const dispatch = made.find(({ args }) => args[2] === 'baton-dispatch')!;
    expect(dispatch.env).toContain('BATON_FROM: "接力 <baton@example.com>"');
    expect(dispatch.env).toContain('BATON_SWEEP_URL: "https://baton-sweep-42.europe-west1.run.app"');
    expect(lines.find((line) => line.startsWith('scheduler'))).toContain(
      '--schedule=0 5 * * * --time-zone=Asia/Shanghai --uri=https://baton-dispatch-42.europe-west1.run.app',
    );
    expect(lines.find((line) => line.startsWith('tasks queues create'))).toContain(
      '--max-dispatches-per-second=1 --max-concurrent-dispatches=10',
    );

    const second = await deploy([...WHERE, '--yes']);
    expect(second.code).toBe(0);
    expect(second.out).toContain('nothing was changed');
    expect(changes()).toEqual([]);
  });

  it('gives each caller the one function it calls, and the functions no role on the project', async () => {
    await deploy([...WHERE, '--yes']);
    const grants = Object.entries(
      world.state.things as Record<string, { bindings: { role: string; members: string[] }[] }>,
    )
      .filter(([key]) => key.startsWith('policy '))
      .flatMap(([key, { bindings }]) =>
        bindings.map(({ role, members }) => `${members[0]!.split(/[:@]/)[1]} ${role} ${key.split(' ').at(-1)}`),
      );
    expect(grants.sort()).toEqual([
      'baton-build roles/run.builder a-team',
      'baton-functions roles/cloudtasks.enqueuer baton',
      'baton-functions roles/iam.serviceAccountUser baton-queue@a-team.iam.gserviceaccount.com',
      'baton-functions roles/secretmanager.secretAccessor baton-smtp-password',
      'baton-queue roles/run.invoker baton-sweep',
      'baton-scheduler roles/run.invoker baton-dispatch',
    ]);
  });

  it('shows the password to no process list, no file and no screen', async () => {
    const { out, err } = await deploy([...WHERE, '--yes']);
    const all = calls();
    expect(all.filter(({ stdin }) => stdin === PASSWORD)).toHaveLength(1);
    expect(JSON.stringify(all.map(({ args, env }) => [args, env])) + out + err).not.toContain('hunter2');
  });

  it('hands a password to gcloud as it is, and hears what gcloud says and how it ended', async () => {
    callableHere();
    world.state = { ...READY, things: { 'secrets a-secret': {} } };
    const password = ` two\n"lines" 'with' $x \`y\` \\ %s 密码\n\n`;
    const added = await callGcloud(['secrets', 'versions', 'add', 'a-secret', '--data-file=-'], password);
    expect(added).toEqual({ code: 0, out: '', err: '' });
    expect(calls().map(({ stdin }) => stdin)).toEqual([password]);
    const read = await callGcloud(['secrets', 'versions', 'access', 'latest', '--secret=a-secret']);
    expect(read).toEqual({ code: 0, out: password, err: '' });
    const awkward = ['secrets', 'describe', ` a\n'b' $c \\ "密" *`, '', '--format=json'];
    const { code, out, err } = await callGcloud(awkward);
    expect([code, out, err]).toEqual([1, '', expect.stringMatching(/^ERROR: .*\n$/s)]);
    world.state = { ...READY, things: {} };
    await callGcloud(['secrets', 'create', awkward[2]!]);
    expect(calls().at(-1)?.args).toEqual(['secrets', 'create', awkward[2], '--quiet']);
  });

  it('keeps a stored password that is not given again, and takes a new one', async () => {
    await deploy([...WHERE, '--yes']);
    calls();
    expect((await deploy([...WHERE, '--yes'], { BATON_SMTP_PASSWORD: '' })).out).toContain('nothing was changed');
    calls();
    await deploy([...WHERE, '--yes'], { BATON_SMTP_PASSWORD: 'new' });
    expect(changes().map(({ args, stdin }) => [args.slice(0, 3).join(' '), stdin])).toEqual([
      ['secrets versions add', 'new'],
    ]);
  });

  it('changes only what differs', async () => {
    await deploy([...WHERE, '--yes']);
    calls();
    await deploy([...WHERE, '--yes', '--schedule', '30 6 * * *']);
    expect(changes().map(lineOf)).toEqual([expect.stringMatching(/^scheduler jobs update http .*30 6/)]);
    await deploy([...WHERE, '--yes', '--schedule', '30 6 * * *'], { BATON_ADMIN: 'other@example.com' });
    expect(changes().map(({ args }) => args.slice(0, 3).join(' '))).toEqual([
      'run deploy baton-sweep',
      'run deploy baton-dispatch',
      'run deploy baton-health',
    ]);
  });

  it('says after a failure what failed, and goes on there when run again', async () => {
    world.faults = [{ on: 'run deploy baton-dispatch', error: 'PERMISSION_DENIED: run.services.create' }];
    const first = await deploy([...WHERE, '--yes']);
    expect(first.code).toBe(3);
    expect(first.out).toContain('Not done: gcloud run deploy baton-dispatch');
    expect(first.out).toContain('roles/run.admin');
    expect(first.out).toContain('it goes on from here');
    const before = changes().map(lineOf);
    expect(before.at(-1)).toContain('run deploy baton-dispatch');

    expect((await deploy([...WHERE, '--yes'])).code).toBe(0);
    const after = changes().map(lineOf);
    expect(after[0]).toBe(before.at(-1));
    expect(after.filter((line) => before.slice(0, -1).includes(line))).toEqual([]);
    expect((await deploy([...WHERE, '--yes'])).out).toContain('nothing was changed');
  });

  it('gives mails buttons once there is a secret for their links, lets anybody press them, and keeps the secret', async () => {
    const without = await deploy([...WHERE, '--yes']);
    expect(without.out).toContain('BATON_LINK_KEY=$(openssl rand -hex 32)');
    calls();
    const key = '0123456789abcdef0123456789abcdef';
    const { code, out, err } = await deploy([...WHERE, '--yes'], { BATON_LINK_KEY: key });
    expect([code, out]).toEqual([0, expect.stringContaining('log of requests')]);
    const made = changes();
    const deployed = new Map(made.filter(({ args }) => args[1] === 'deploy').map((call) => [call.args[2]!, call]));
    // The others are as they were.
    expect([...deployed.keys()]).toEqual(['baton-sweep', 'baton-respond']);
    const respond = deployed.get('baton-respond')!;
    // Somebody who waits for a sweep keeps nobody else waiting.
    expect(lineOf(respond)).toMatch(/ --allow-unauthenticated .*--concurrency=20 --max-instances=2 /);
    expect(lineOf(respond)).toContain('--set-secrets=BATON_LINK_KEY=baton-link-key:latest');
    expect(lineOf(deployed.get('baton-sweep')!)).toContain('--no-allow-unauthenticated');
    for (const { env } of deployed.values()) {
      expect(env).toContain('BATON_RESPOND_URL: "https://baton-respond-42.europe-west1.run.app"');
    }
    expect(made.filter(({ stdin }) => stdin === key)).toHaveLength(1);
    expect(JSON.stringify(made.map(({ args, env }) => [args, env])) + out + err).not.toContain(key);
    expect((await deploy([...WHERE, '--yes'])).out).toContain('nothing was changed');

    const short = await deploy(WHERE, { BATON_LINK_KEY: 'short' });
    expect([short.code, short.out]).toEqual([2, expect.stringContaining('at least 32 characters')]);
  });

  it('does nothing when nobody is there to say yes', async () => {
    const { code, out, err } = await deploy(WHERE);
    expect(code).toBe(2);
    expect(out).toContain('Service account baton-functions');
    expect(err).toContain('--yes');
    expect(changes()).toEqual([]);
  });

  it('waits for what was made a moment ago and is not seen everywhere yet', async () => {
    const waits: number[] = [];
    const said: string[] = [];
    let refusals = 2;
    const gcloud: typeof callGcloud = async (args, stdin) => {
      if (args.includes('--role=roles/run.builder') && refusals-- > 0) {
        return { code: 1, out: '', err: 'INVALID_ARGUMENT: Service account baton-build does not exist.' };
      }
      return callGcloud(args, stdin);
    };
    callableHere();
    const place = {
      gcloud,
      locale: 'en' as const,
      print: (text: string) => void said.push(text),
      ask: async () => true,
      sleep: async (ms: number) => void waits.push(ms),
    };
    const given = { project: 'a-team', region: 'europe-west1', zone: 'Asia/Shanghai', schedule: '0 5 * * *', env: ENV };
    expect(await deployToGoogle(place, given, 'do')).toBe(0);
    expect(waits).toHaveLength(2);
  });
});

describe('what is missing is said with how to get it', () => {
  it('settings, all at once, before Google is asked', async () => {
    const { code, out } = await deploy(['--project', 'X'], {
      BATON_REGISTRY: 'list.json',
      BATON_MAIL: 'outbox:mail',
      BATON_ADMIN: '',
    });
    expect(code).toBe(2);
    for (const word of ['--project', '--region', '--zone', 'BATON_ADMIN is not set']) expect(out).toContain(word);
    const more = await deploy(WHERE, { BATON_REGISTRY: 'list.json', BATON_MAIL: 'outbox:mail' });
    expect(more.out).toContain('the cloud sees no file');
    expect(more.out).toContain('smtps://');
    expect(calls()).toEqual([]);
  });

  it.each<[string, object, string]>([
    ['nobody signed in', { account: null }, 'gcloud auth login'],
    ['no project', { project: null }, 'gcloud projects create a-team'],
    ['no billing', { billing: false }, 'gcloud billing projects link a-team'],
  ])('%s', async (_, lack, way) => {
    world.state = { ...READY, ...lack };
    const { code, out } = await deploy([...WHERE, '--yes']);
    expect(code).toBe(2);
    expect(out).toContain(way);
    expect(changes()).toEqual([]);
  });

  it('gcloud itself', async () => {
    const { code, out } = await deploy([...WHERE, '--yes', '--locale', 'zh-CN'], { PATH: dirname(process.execPath) });
    expect(code).toBe(2);
    expect(out).toContain('没有找到 gcloud');
  });

  it('a file of variables that is not there', async () => {
    const { code, out, err } = await deploy([...WHERE, '--env', 'missing.env']);
    expect([code, out, err]).toEqual([
      2,
      '',
      expect.stringContaining('There is no file missing.env that can be read.'),
    ]);
    expect(calls()).toEqual([]);
  });

  it('a password that a mail server will ask for', async () => {
    const { code, out } = await deploy([...WHERE, '--yes'], { BATON_SMTP_PASSWORD: '' });
    expect(code).toBe(2);
    expect(out).toContain('BATON_SMTP_PASSWORD');
    expect(changes()).toEqual([]);
  });
});

describe('letters in a chat', () => {
  it('need its app’s secret once, which is stored as a password is, and given to every function', async () => {
    const BATON_MAIL = `slack,${ENV.BATON_MAIL}`;
    const without = await deploy([...WHERE, '--yes'], { BATON_MAIL });
    expect([without.code, without.out]).toEqual([2, expect.stringContaining('BATON_SLACK_TOKEN')]);
    const BATON_SLACK_TOKEN = 'xoxb-1-secret';
    const { code, out } = await deploy([...WHERE, '--yes'], { BATON_MAIL, BATON_SLACK_TOKEN });
    expect([code, out]).toEqual([0, expect.not.stringContaining(BATON_SLACK_TOKEN)]);
    const lines = changes().map(lineOf);
    expect(lines.filter((line) => line.includes(BATON_SLACK_TOKEN))).toEqual([]);
    const deployed = lines.filter((line) => line.startsWith('run deploy'));
    expect(deployed.length).toBeGreaterThan(2);
    for (const line of deployed) expect(line).toContain('BATON_SLACK_TOKEN=baton-slack-token:latest');
    expect((await deploy([...WHERE, '--yes'], { BATON_MAIL })).out).toContain('nothing was changed');
  });
});

describe('two secrets of which one does nothing without the other', () => {
  it.each([
    ['BATON_FEISHU_ENCRYPT_KEY', 'BATON_FEISHU_VERIFICATION_TOKEN'],
    ['BATON_WEBHOOK', 'BATON_WEBHOOK_SECRET'],
  ])('are both asked for where one is given, or is stored: %s, %s', async (one, other) => {
    const app = {
      BATON_MAIL: `feishu,${ENV.BATON_MAIL}`,
      BATON_FEISHU_APP_ID: 'cli_a1b2c3',
      BATON_FEISHU_APP_SECRET: 'app-secret',
    };
    const half = await deploy([...WHERE, '--yes'], { ...app, [one]: 'https://example.com/hook' });
    expect([half.code, half.out]).toEqual([2, expect.stringContaining(`${other}: ${one} is there`)]);
    expect(changes()).toEqual([]);
    const both = await deploy([...WHERE, '--yes'], { ...app, [one]: 'https://example.com/hook', [other]: 'its-other' });
    expect(both.code).toBe(0);
    expect((await deploy([...WHERE, '--yes'], app)).code).toBe(0);
    const script = await deploy([...WHERE, '--print'], { ...app, [other]: 'its-other' });
    expect(script.out).toContain(`printf %s "$${one}"`);
  });
});

describe('--print', () => {
  it('asks Google nothing, and what it prints does the same in a shell', async () => {
    const { code, out } = await deploy([...WHERE, '--print'], { BATON_FROM: '"a `b` $c \\ d" <baton@example.com>' });
    expect(code).toBe(0);
    expect(calls()).toEqual([]);
    expect(out).not.toContain('hunter2');
    const cwd = fileURLToPath(new URL('../../..', import.meta.url));
    // The stand-in knows no --format=value(…); the number is given instead.
    const script = out.replace(/^PROJECT_NUMBER=.*$/m, 'PROJECT_NUMBER=42');
    const ran = await new Promise((resolve) =>
      execFile('sh', ['-c', script], { cwd, env: envOf() }, (error, _, stderr) => resolve([stderr, error?.code ?? 0])),
    );
    expect(ran).toEqual(['', 0]);
    const printed = changes();
    world.state = READY;
    await deploy([...WHERE, '--yes'], { BATON_FROM: '"a `b` $c \\ d" <baton@example.com>' });
    expect(printed).toEqual(changes());
  });
});

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

describe('mail through Gmail', () => {
  const GMAIL = { BATON_MAIL: 'gmail', BATON_SMTP_PASSWORD: '', BATON_GMAIL_TOKEN: 'hunter2' };

  it('needs no key: the functions sign as themselves, and a person hears what to delegate to which client', async () => {
    const { code, out } = await deploy([...WHERE, '--yes'], GMAIL);
    expect(code).toBe(0);
    expect(out).toContain('client 1234567890 with the scope https://www.googleapis.com/auth/gmail.modify');
    expect(out).toContain('from baton@example.com');
    const made = changes();
    const signs = made.map(lineOf).filter((line) => line.includes('serviceAccountTokenCreator'));
    expect(signs).toEqual([
      expect.stringMatching(
        /^iam service-accounts add-iam-policy-binding baton-functions@.*serviceAccount:baton-functions@/,
      ),
    ]);
    expect(JSON.stringify(made)).not.toContain('hunter2');
    expect(made.map(lineOf).join()).toContain('gmail.googleapis.com');
    expect(made.map(lineOf).join()).not.toContain('secretmanager');
    // Without buttons there is nothing to confirm a reply with.
    expect(made.map(lineOf).join()).not.toContain('baton-replies');
    expect((await deploy([...WHERE, '--yes'], GMAIL)).out).toContain('nothing was changed');
  });
});

describe('replies to mails', () => {
  const GMAIL = { BATON_MAIL: 'gmail', BATON_SMTP_PASSWORD: '' };
  const LINKS = { BATON_LINK_KEY: '0123456789abcdef0123456789abcdef' };

  it('are read every five minutes where mails have buttons and leave through Gmail', async () => {
    const { code } = await deploy([...WHERE, '--yes'], { ...GMAIL, ...LINKS });
    expect(code).toBe(0);
    const made = changes();
    const replies = made.find(({ args }) => args[2] === 'baton-replies')!;
    expect(lineOf(replies)).toMatch(/--no-allow-unauthenticated --timeout=290 .*--concurrency=1 --max-instances=1/);
    expect(lineOf(replies)).toContain('--set-secrets=BATON_LINK_KEY=baton-link-key:latest');
    expect(replies.env).toContain('BATON_RESPOND_URL: "https://baton-respond-42.europe-west1.run.app"');
    const jobs = made.map(lineOf).filter((line) => line.startsWith('scheduler jobs create'));
    expect(jobs).toEqual([
      expect.stringContaining('http baton-dispatch '),
      expect.stringMatching(
        /http baton-replies .*--schedule=\*\/5 \* \* \* \* .*--uri=https:\/\/baton-replies-42\.\S+ .*--max-retry-attempts=0/,
      ),
    ]);
    expect(
      made
        .map(lineOf)
        .filter((line) => line.includes('run.invoker'))
        .join(),
    ).toMatch(/baton-replies \S+ --member=serviceAccount:baton-scheduler@/);
    expect((await deploy([...WHERE, '--yes'], GMAIL)).out).toContain('nothing was changed');
  });

  it('are read through Exchange, and by IMAP where a mailbox is named, with a password of its own', async () => {
    const exchange = await deploy([...WHERE, '--print'], {
      ...LINKS,
      BATON_MAIL: 'graph',
      BATON_TENANT: 'contoso.example.com',
      BATON_CLIENT: 'an-app',
      BATON_FEDERATED: 'google',
    });
    expect(exchange.out).toContain('run deploy baton-replies');
    const BATON_INBOX = 'imaps://baton%40example.com@imap.example.com/Replies';
    const { code, out } = await deploy([...WHERE, '--print'], {
      ...LINKS,
      BATON_INBOX,
      BATON_INBOX_PASSWORD: "s3cr3t'",
    });
    expect(code).toBe(0);
    const functions = out.split('\n').filter((line) => line.includes('gcloud run deploy'));
    const told = functions.filter((line) => line.includes('BATON_INBOX_PASSWORD=baton-inbox-password:latest'));
    expect(told).toEqual([expect.stringContaining('run deploy baton-replies')]);
    expect(out).toContain(`BATON_INBOX: "${BATON_INBOX}"`);
    expect(out).not.toContain('s3cr3t');
    // A server that is known by name is asked with a password too, which reads its mailbox as well.
    const qq = await deploy([...WHERE, '--print'], { ...LINKS, BATON_MAIL: 'qq:1@qq.com', BATON_INBOX: 'yes' });
    const replies = qq.out.split('\n').find((line) => line.includes('run deploy baton-replies'));
    expect(replies).toContain('BATON_SMTP_PASSWORD=baton-smtp-password:latest');
    const none = await deploy([...WHERE, '--print'], { ...LINKS, BATON_MAIL: 'gmail', BATON_INBOX: 'no' });
    expect(none.out).not.toContain('baton-replies');
  });

  it('are not where they leave through a mail server, and no mailbox is named', async () => {
    await deploy([...WHERE, '--yes'], LINKS);
    expect(changes().map(lineOf).join()).not.toContain('baton-replies');
  });
});

describe('workbooks on Microsoft 365', () => {
  const MICROSOFT = { BATON_TENANT: 'contoso.example.com', BATON_CLIENT: 'an-app', BATON_FEDERATED: 'google' };
  const BATON_LINK_KEY = '0123456789abcdef0123456789abcdef';

  it('are checked as they change: Microsoft may call one function more, and dispatch says where', async () => {
    const { code, out } = await deploy([...WHERE, '--print'], { ...MICROSOFT, BATON_LINK_KEY });
    expect(code).toBe(0);
    const changed = out.split('\n').find((line) => line.includes('run deploy baton-changed'))!;
    expect(changed).toMatch(/ --allow-unauthenticated .*--set-secrets=BATON_LINK_KEY=/);
    const dispatch = out.split('\n').find((line) => line.includes('run deploy baton-dispatch'))!;
    expect(dispatch).toContain('BATON_LINK_KEY=baton-link-key:latest');
    expect(out.match(/BATON_CHANGED_URL: "https:\/\/baton-changed-[^"]*"/g)).toHaveLength(2);
    expect(out).toContain('BATON_FEDERATED: "google"');
  });

  it('are looked at by sweeps alone where nothing signs what Microsoft tells', async () => {
    const { code, out } = await deploy([...WHERE, '--print'], MICROSOFT);
    expect([code, out.includes('baton-changed')]).toEqual([0, false]);
  });

  it('are for an administrator of Microsoft to open: the number that Entra asks for is said, nothing of Google’s', async () => {
    const { code, out } = await deploy([...WHERE, '--yes'], {
      ...MICROSOFT,
      BATON_REGISTRY: 'graph:b!drive/01ITEM',
      BATON_MAIL: 'graph',
    });
    expect(code).toBe(0);
    expect(out).toMatch(/federated credential: .*subject \d+, audience api:\/\/AzureADTokenExchange;/);
    expect(out).toContain('an Exchange administrator gives the app its rights on one mailbox');
    expect(out).not.toMatch(/share the list|SPF/);
  });

  it('take no secret along: where one is given, the way without is named', async () => {
    const { code, out, err } = await deploy([...WHERE, '--print'], {
      ...MICROSOFT,
      BATON_FEDERATED: '',
      BATON_CLIENT_SECRET: 'a-secret',
    });
    expect(code).toBe(2);
    expect(out + err).toContain('BATON_FEDERATED: write google');
    expect(out + err).not.toContain('BATON_CLIENT_CERTIFICATE');
  });
});

describe('what is deployed', () => {
  it('are functions that there are', () => {
    for (const { name } of FUNCTIONS) expect(ENDPOINTS).toContain(name);
  });

  it('is told every variable that the functions read', () => {
    const filledIn = [
      'BATON_QUEUE',
      'BATON_SWEEP_URL',
      'BATON_CALLER',
      'BATON_SMTP_PASSWORD',
      'BATON_INBOX_PASSWORD',
      'BATON_LINK_KEY',
      'BATON_GROUP_SECRET',
      'BATON_WEBHOOK',
      'BATON_WEBHOOK_SECRET',
      'BATON_FEISHU_APP_SECRET',
      'BATON_FEISHU_ENCRYPT_KEY',
      'BATON_FEISHU_VERIFICATION_TOKEN',
      'BATON_SLACK_TOKEN',
      'BATON_WECOM_SECRET',
      'BATON_DINGTALK_APP_SECRET',
      'BATON_SLACK_SIGNING_SECRET',
      'BATON_RESPOND_URL',
      'BATON_CHANGED_URL',
    ];
    // On Google the functions sign in to Microsoft as what they run as.
    const notNeeded = ['BATON_CLIENT_CERTIFICATE', 'BATON_CLIENT_SECRET'];
    const read = VARIABLES.filter((name) => name.startsWith('BATON_'));
    expect([...read].sort()).toEqual([...PASSED, ...filledIn, ...notNeeded].sort());
  });

  it('is the same from the same source, whichever process bundles it', async () => {
    expect((await deploy([...WHERE, '--yes'])).code).toBe(0);
    const uploaded = fileURLToPath(new URL(`../../../${SOURCE}`, import.meta.url));
    const files = (await readdir(uploaded)).map(
      async (name) => [name, await readFile(join(uploaded, name), 'utf8')] as const,
    );
    expect(hashOf(new Map(await Promise.all(files)))).toBe(hashOf(await bundleFunctions()));
  });

  it('starts from its bundle alone, beside the functions framework', async () => {
    const app = join(folder, 'app');
    await writeBundle(await bundleFunctions(), app);
    await symlink(fileURLToPath(new URL('../../../node_modules', import.meta.url)), join(app, 'node_modules'));
    const launcher = join(app, 'node_modules/@google-cloud/functions-framework/build/src/main.js');
    const port = await freePort();
    const child = spawn(process.execPath, [launcher, '--target=health'], {
      cwd: app,
      env: envOf({ PORT: String(port), NODE_ENV: 'development' }),
    });
    try {
      await new Promise<void>((resolve, reject) => {
        let said = '';
        child.on('close', () => reject(new Error(said)));
        for (const from of [child.stdout, child.stderr]) {
          from.setEncoding('utf8').on('data', (text) => {
            said += text;
            if (said.includes(`:${port}`)) resolve();
          });
        }
      });
      expect(await (await fetch(`http://localhost:${port}/`)).json()).toEqual({ status: 'ok' });
    } finally {
      child.kill();
    }
  });
});
