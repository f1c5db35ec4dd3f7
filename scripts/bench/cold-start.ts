/** How long a function takes to its first answer, against one that does nothing. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { must } from '../../core/text/must.ts';
import { bundleFunctions, ROOT, writeBundle } from '../deploy/bundle.ts';
import { median } from './timed.ts';

export interface ColdStart {
  /** Milliseconds from the start of the process to the end of its first answer: medians. */
  readonly emptyMs: number;
  readonly batonMs: number;
  /** Median of the ratios, pair by pair. */
  readonly ratio: number;
  readonly kilobytes: number;
}

const FRAMEWORK = join(dirname(createRequire(import.meta.url).resolve('@google-cloud/functions-framework')), 'main.js');
const EMPTY = `import { http } from '@google-cloud/functions-framework';
http('health', (_, response) => response.json({ status: 'ok' }));
`;
const ENV = {
  BATON_REGISTRY: 'gsheet:bench',
  BATON_MAIL: 'gmail',
  BATON_FROM: 'Baton <baton@example.com>',
  BATON_ADMIN: 'admin@example.com',
};

/** Google's launcher with the uploaded bundle against the same with a handler that does nothing, in turn. */
export const benchColdStart = async (pairs: number): Promise<ColdStart> => {
  // Inside the project, where the framework that Google's build would install is found.
  await mkdir(join(ROOT, 'build'), { recursive: true });
  const folder = await mkdtemp(join(ROOT, 'build/cold-'));
  try {
    const files = await bundleFunctions();
    const [baton, empty] = [join(folder, 'baton'), join(folder, 'empty')];
    await writeBundle(files, baton);
    await writeBundle(
      new Map([
        ['main.js', EMPTY],
        ['package.json', must(files.get('package.json'), 'package.json')],
      ]),
      empty,
    );
    const timed: { readonly empty: number; readonly baton: number }[] = [];
    // The first pair warms the disk's cache.
    for (let i = -1; i < pairs; i++) {
      const pair = { empty: await firstAnswer(empty), baton: await firstAnswer(baton) };
      if (i >= 0) timed.push(pair);
    }
    return {
      emptyMs: median(timed.map((pair) => pair.empty)),
      batonMs: median(timed.map((pair) => pair.baton)),
      ratio: median(timed.map((pair) => pair.baton / pair.empty)),
      kilobytes: [...files.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1024,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const firstAnswer = async (source: string): Promise<number> => {
  const port = await freePort();
  const start = performance.now();
  const child = spawn(process.execPath, [FRAMEWORK, '--target=health', `--source=${source}`, `--port=${port}`], {
    env: { PATH: process.env.PATH, ...ENV },
    stdio: 'ignore',
  });
  const ended = once(child, 'exit');
  try {
    for (;;) {
      const answer = await fetch(`http://127.0.0.1:${port}`).catch(() => null);
      await answer?.text();
      if (answer?.status === 200) return performance.now() - start;
      if (answer || child.exitCode !== null)
        throw new Error(`${source} does not answer: ${answer?.status ?? child.exitCode}`);
      await sleep(2);
    }
  } finally {
    child.kill('SIGKILL');
    await ended;
  }
};

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
};
