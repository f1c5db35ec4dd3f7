import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { BUNDLED } from '../../../scripts/deploy/bundle.ts';
import { APP, openGraph, SECRET, TENANT } from '../../support/graph/graph.ts';

/** What the bundle does in the cloud: signs in, and asks. */
const WORK = `
import { createGraphClient } from './client.js';
import { accountFrom, signIn } from './sign-in.js';
const [graph, login, path, BATON_TENANT, BATON_CLIENT, BATON_CLIENT_SECRET] = process.argv.slice(2);
const toTheFake = (request, next) => {
  request.url = login + new URL(request.url).pathname;
  request.allowInsecureConnection = true;
  return next(request);
};
const account = accountFrom({ BATON_TENANT, BATON_CLIENT, BATON_CLIENT_SECRET });
const token = signIn(account, [{ position: 'perRetry', policy: { name: 'fake', sendRequest: toTheFake } }]);
const operation = createGraphClient({ rootUrl: graph, token }).begin();
await operation.put(path + '/content', Buffer.from('new'));
console.log((await operation.get(path)).name);
`;

test('bundled as for the cloud, both of Microsoft’s libraries do their work', async () => {
  const graph = await openGraph();
  const folder = await mkdtemp(join(tmpdir(), 'baton-'));
  try {
    const entryPoints = ['client', 'sign-in'].map((name) => `functions/microsoft/${name}.ts`);
    await build({ ...BUNDLED, entryPoints, outdir: folder });
    await writeFile(join(folder, 'package.json'), '{"type":"module"}');
    await writeFile(join(folder, 'work.js'), WORK);
    const item = graph.drive().file('Launch.xlsx', Buffer.from('old'));
    const path = `/drives/${item.drive.id}/items/${item.id}`;
    const args = [join(folder, 'work.js'), graph.url, graph.login.url, path, TENANT, APP, SECRET];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: folder });
    expect(stdout.trim()).toBe('Launch.xlsx');
    expect(item.bytes.toString()).toBe('new');
  } finally {
    await rm(folder, { recursive: true });
    await graph.close();
  }
});
