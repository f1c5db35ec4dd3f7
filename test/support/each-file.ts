/**
 * Around each test file: files share a process, and what they have loaded, with those before them. Each finds the process as
 * the first did, and what it left behind is taken away after it.
 */
import { join } from 'node:path';
import { afterAll, vi } from 'vitest';
import { clearLeftovers } from './leftovers.ts';

// Programs that tests start compile what they are made of once, not each time. Vitest's own processes do not: they load each file of
// tests under a name of its own each time, and nothing ever takes away what was kept under the others.
process.env.NODE_COMPILE_CACHE = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'baton-tests');

const env = { ...process.env };
const folder = process.cwd();

// The first to be said, so the last to be done.
afterAll(async () => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
  for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
  Object.assign(process.env, env);
  process.chdir(folder);
  await clearLeftovers();
});
