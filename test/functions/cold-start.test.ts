import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { CHILD_ENV } from '../support/child-env.ts';

const MAIN = fileURLToPath(new URL('../../functions/service/main.ts', import.meta.url));
const ENV = {
  BATON_REGISTRY: 'gsheet:1',
  BATON_MAIL: 'gmail',
  BATON_FROM: 'Baton <baton@example.com>',
  BATON_ADMIN: 'admin@example.com',
};

/** In a process of its own: calls a function once, and says which modules were loaded for its answer. */
const PROGRAM = `
import { registerHooks } from 'node:module';
const loaded = [];
registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) });
await import(process.argv[1]);
const { getTestServer } = await import('@google-cloud/functions-framework/testing');
const server = getTestServer(process.argv[2]).listen(0, '127.0.0.1', async () => {
  loaded.push('called');
  const answer = await fetch('http://127.0.0.1:' + server.address().port, { method: process.argv[3] });
  console.log(JSON.stringify({ status: answer.status, loaded }));
  process.exit();
});
`;

const callOnce = (name: string, method: string): { status: number; loaded: string[] } => {
  const args = ['--input-type=module', '--eval', PROGRAM, MAIN, name, method];
  const out = execFileSync(process.execPath, args, {
    env: { ...CHILD_ENV, ...ENV },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return JSON.parse(out.trim().split('\n').at(-1)!) as { status: number; loaded: string[] };
};

const HEAVY = [
  /node_modules\/(googleapis|nodemailer|luxon|ical-generator|chinese-days|date-holidays|mjml)\//,
  /\/functions\/(service\/service\.ts|sweep\/)/,
  // What is decided about a workbook, its sheets, and what is said of them: half a megabyte.
  /\/core\/(mail|process|rules)\/|\/core\/messages\/[\w-]+\/(index|sentences|cli)\.ts|\/sheet-templates\/(index\.ts|tabs\/)/,
];
const heavyIn = (urls: readonly string[]): readonly string[] =>
  urls.filter((url) => HEAVY.some((heavy) => heavy.test(url)));

test('a cold function says that it is there before it has loaded anything that sweeps', () => {
  const { status, loaded } = callOnce('health', 'GET');
  expect(status).toBe(200);
  expect(heavyIn(loaded)).toEqual([]);
  expect(loaded.some((url) => url.endsWith('/functions/connect/config.ts'))).toBe(true);
});

test('what sweeps is loaded by the first call that needs it, and Google’s client and the mailer only by a workbook', () => {
  const { loaded } = callOnce('sweep', 'POST');
  expect(heavyIn(loaded.slice(0, loaded.indexOf('called')))).toEqual([]);
  expect(loaded.some((url) => url.endsWith('/functions/service/service.ts'))).toBe(true);
  expect(loaded.filter((url) => /node_modules\/(googleapis|nodemailer)\//.test(url))).toEqual([]);
});
