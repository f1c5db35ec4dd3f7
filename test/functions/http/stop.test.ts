import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { headsOf, verifyLedger } from '../../../core/record/ledger.ts';
import { openXlsxFile } from '../../../functions/adapters/xlsx-file/store.ts';
import { CHILD_ENV } from '../../support/child-env.ts';
import { tempFolder } from '../../support/cli.ts';
import { openMailServer } from '../../support/mail-server.ts';
import { snapshotOf } from '../../support/office.ts';
import { listening, makeOffice, post } from './parts.ts';

const MAIN = fileURLToPath(new URL('../../../functions/service/main.ts', import.meta.url));
const FRAMEWORK = join(dirname(createRequire(import.meta.url).resolve('@google-cloud/functions-framework')), 'main.js');

const JSON_BODY = { 'Content-Type': 'application/json' };

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A real mail server that says what arrived, and takes the n-th mail only when `release` is called. */
const slowMail = async (n: number) => {
  const arrived: string[] = [];
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const { promise: held, resolve: hold } = Promise.withResolvers<void>();
  const server = await openMailServer({
    onLetter: async ({ to }) => {
      arrived.push(to);
      if (arrived.length !== n) return;
      hold();
      await released;
    },
  });
  closing.push(server.close);
  return { url: server.way, arrived, held, release };
};

const freePort = async (): Promise<string> => {
  const server = createServer();
  const { port } = new URL(await listening(server));
  await new Promise((resolve) => server.close(resolve));
  return port;
};

/** One function as Google's runtime starts it: by the functions framework, in a process of its own. */
const start = async (target: string, env: NodeJS.ProcessEnv): Promise<{ url: string; child: ChildProcess }> => {
  const port = await freePort();
  const child = spawn(process.execPath, [FRAMEWORK, `--target=${target}`, `--source=${MAIN}`, `--port=${port}`], {
    env: { ...CHILD_ENV, ...env },
    stdio: 'ignore',
  });
  closing.push(() => child.kill('SIGKILL'));
  const url = `http://127.0.0.1:${port}`;
  while (!(await fetch(url).catch(() => null))) await sleep(50);
  return { url, child };
};

test('a process that is told to stop finishes the mail it is at, notes it, and leaves the others to the next one', async () => {
  const folder = await tempFolder();
  const path = join(folder, 'office.xlsx');
  await makeOffice(path);
  const mail = await slowMail(2);
  const env = {
    BATON_REGISTRY: join(folder, 'none.json'),
    BATON_MAIL: mail.url,
    BATON_FROM: 'Baton <baton@example.com>',
    BATON_ADMIN: 'admin@example.com',
  };
  const task = { name: 'office-2026-03-06', workbook: path, at: '2026-03-06T09:00:00+08:00', owner: null };

  const first = await start('sweep', env);
  const garbled = await fetch(first.url, { method: 'POST', headers: JSON_BODY, body: '{' });
  expect([garbled.status, await garbled.text()]).toEqual([400, expect.not.stringMatching(/node_modules|\bat /)]);
  const swept = post(first.url, task);
  await mail.held;
  const ended = once(first.child, 'exit');
  first.child.kill('SIGTERM');
  // What is no task is refused for that until the process takes nothing any more.
  while ((await post(first.url)).status !== 503) await sleep(10);
  mail.release();
  expect(await swept).toMatchObject({ status: 503, body: { outcome: 'failed', sent: 2, error: { code: 'stopping' } } });
  expect(await ended).toEqual([0, null]);
  expect(mail.arrived).toHaveLength(2);

  const left = await snapshotOf(openXlsxFile(path));
  expect(left.runs).toMatchObject([{ status: 'failed', mails: 2 }]);
  expect(verifyLedger(left.ledger, headsOf(left.runs)).ok).toBe(true);

  const second = await start('sweep', env);
  const again = await post(second.url, task, { 'X-CloudTasks-TaskRetryCount': '1' });
  expect(again).toMatchObject({ status: 200, body: { outcome: 'done', attempt: 2 } });
  expect(mail.arrived.length).toBe(2 + Number(again.body.sent));
  expect(Number(again.body.sent)).toBeGreaterThan(0);
  expect(new Set(mail.arrived).size).toBe(mail.arrived.length);
  const done = await snapshotOf(openXlsxFile(path));
  expect(done.ledger.filter(({ status }) => status === 'held')).toEqual([]);
  expect(verifyLedger(done.ledger, headsOf(done.runs)).ok).toBe(true);
});
