/**
 * A process that plays one command after another, each as if it had been started for it: with its arguments, folder, environment and
 * input, to the moment when nothing is left to do. What it is made of is loaded once.
 */
import { Console } from 'node:console';
import { Readable, Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';

/** What is to be played. */
export interface Call {
  readonly script: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  readonly input: string;
}

/** How it ended; `isLast` where the process ends with it, as after `process.exit`. */
export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  readonly isLast: boolean;
}

/** What Node exits with where something is awaited that can no longer come. */
const NEVER_SETTLED = 13;

/** A stream that keeps what is written into it, whole characters only. */
const kept = (): { readonly stream: Writable; readonly text: () => string } => {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    decodeStrings: true,
    write: (chunk: Buffer, _encoding, done) => {
      chunks.push(chunk);
      done();
    },
  });
  return { stream, text: () => Buffer.concat(chunks).toString('utf8') };
};

const standIn = (name: 'stdin' | 'stdout' | 'stderr', value: unknown): void => {
  Object.defineProperty(process, name, { value, configurable: true, enumerable: true, writable: true });
};

/** The process's own environment, so that its children and its home follow it. */
const setEnv = (env: Call['env']): void => {
  for (const key of Object.keys(process.env)) if (!(key in env)) delete process.env[key];
  Object.assign(process.env, env);
};

const exit = process.exit.bind(process);
let played = 0;

const play = ({ script, args, folder, env, input }: Call): void => {
  const [out, err] = [kept(), kept()];
  let isOver = false;
  const end = (code: number, isLast: boolean): void => {
    if (isOver) return;
    isOver = true;
    process.off('beforeExit', onIdle);
    process.off('uncaughtException', onFault);
    for (const name of process.eventNames()) if (String(name).startsWith('SIG')) process.removeAllListeners(name);
    const ended: Ended = { code, out: out.text(), err: err.text(), isLast };
    process.channel?.ref();
    process.send?.(ended, () => {
      if (isLast) exit(code);
    });
  };
  let isSettled = false;
  /** A process ends when nothing is left to wait for. */
  const onIdle = (): void => end(isSettled ? Number(process.exitCode ?? 0) : NEVER_SETTLED, false);
  const onFault = (error: unknown): void => {
    err.stream.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    end(1, true);
  };
  process.once('beforeExit', onIdle);
  process.on('uncaughtException', onFault);
  process.exit = ((code?: number) => {
    end(Number(code ?? process.exitCode ?? 0), true);
    throw new Error('the process has ended');
  }) as typeof process.exit;
  standIn('stdin', Readable.from(input === '' ? [] : [Buffer.from(input)], { objectMode: false }));
  standIn('stdout', out.stream);
  standIn('stderr', err.stream);
  globalThis.console = new Console({ stdout: out.stream, stderr: err.stream });
  setEnv(env);
  process.chdir(folder);
  process.argv = [process.execPath, script, ...args];
  process.exitCode = undefined;
  const url = pathToFileURL(script);
  // Only the entry runs again; what it imports has been loaded.
  url.searchParams.set('run', String(++played));
  import(url.href).then(() => {
    isSettled = true;
  }, onFault);
  // From here on only what the command does keeps the process busy.
  process.channel?.unref();
};

process.on('message', (call: Call) => play(call));
// Whoever asked is gone.
process.once('disconnect', () => exit(1));
