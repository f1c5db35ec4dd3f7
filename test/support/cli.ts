import { type ChildProcess, fork, spawn } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CHILD_ENV } from './child-env.ts';
import type { Call, Ended } from './cli-host.ts';
import { leaves } from './leftovers.ts';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const SCRIPTS = {
  baton: fileURLToPath(new URL('../../functions/cli/main.ts', import.meta.url)),
  start: fileURLToPath(new URL('../../functions/cli/start.ts', import.meta.url)),
};

/** For a command line that waits a hundredth of the time it would (quick-waits.ts). */
export const QUICK_WAITS = { NODE_OPTIONS: `--import=${new URL('quick-waits.ts', import.meta.url)}` };

/**
 * Runs the real command line in a folder, in English unless the environment says otherwise; `input` comes through its pipe. It
 * shares its process with the calls before it: `start` gives it one of its own.
 */
export const run = (
  script: keyof typeof SCRIPTS,
  folder: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  input = '',
): Promise<Ran> =>
  needsOwnProcess(env)
    ? start(script, folder, args, env, input).ended
    : playInHost(SCRIPTS[script], folder, args, envOf(folder, env), input);

/** What a process takes from its environment only when it starts; those that wait a hundredth of the time share one as well. */
const needsOwnProcess = (env: NodeJS.ProcessEnv): boolean =>
  env.LANG === '' ||
  Object.entries(env).some(
    ([name, value]) => name === 'TZ' || (name.startsWith('NODE_') && value !== QUICK_WAITS.NODE_OPTIONS),
  );

const envOf = (folder: string, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
  ...CHILD_ENV,
  LANG: 'en_GB.UTF-8',
  BATON_CONFIG: join(folder, 'no-config.json'),
  ...env,
});

const HOST = fileURLToPath(new URL('cli-host.ts', import.meta.url));
/** Hosts that wait for a call, until the tests' own process ends, by the options of Node that they were started with; calls at the same time have one each. */
const idleHosts = new Map<string, ChildProcess[]>();

const newHost = (idle: ChildProcess[], options: string): ChildProcess => {
  const host = fork(HOST, {
    env: { ...CHILD_ENV, LANG: 'en_GB.UTF-8', ...(options && { NODE_OPTIONS: options }) },
    stdio: 'inherit',
    execArgv: [],
    serialization: 'advanced',
  });
  return host.once('exit', () => {
    if (idle.includes(host)) idle.splice(idle.indexOf(host), 1);
  });
};

/** Plays a script in a process that has played others before. */
export const playInHost = (
  script: string,
  folder: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  input = '',
): Promise<Ran> =>
  new Promise((resolve, reject) => {
    const options = env.NODE_OPTIONS ?? '';
    const idle = idleHosts.get(options) ?? [];
    idleHosts.set(options, idle);
    const host = idle.pop() ?? newHost(idle, options);
    const given = Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined);
    const call: Call = { script, folder, args, env: Object.fromEntries(given), input };
    const onExit = (code: number | null) => reject(new Error(`the process of the calls ended with ${code}`));
    host.once('exit', onExit).once('message', ({ isLast, ...ran }: Ended) => {
      host.off('exit', onExit);
      if (!isLast) idle.push(host);
      resolve(ran);
    });
    host.send(call);
  });

/** A command line at work; `kill` ends it as a machine that loses its power does, and its code is -1 then. */
interface AtWork {
  readonly ended: Promise<Ran>;
  readonly kill: () => void;
}

export const start = (
  script: keyof typeof SCRIPTS,
  folder: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  input = '',
): AtWork => {
  const child = spawn(process.execPath, [SCRIPTS[script], ...args], {
    cwd: folder,
    env: envOf(folder, env),
  });
  child.stdin.on('error', () => {}).end(input);
  const ended = new Promise<Ran>((resolve, reject) => {
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      err += text;
    });
    child.on('error', reject).on('close', (code) => resolve({ code: code ?? -1, out, err }));
  });
  return { ended, kill: () => child.kill('SIGKILL') };
};

/** A folder that is gone after the test file. */
export const tempFolder = async (): Promise<string> => leaves(await mkdtemp(join(tmpdir(), 'baton-cli-')));
