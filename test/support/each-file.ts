/**
 * Around each test file: files share a process, and what they have loaded, with those before them. Each finds the process as
 * the first did, and what it left behind is taken away after it.
 */
import { afterAll, vi } from 'vitest';
import { clearLeftovers } from './leftovers.ts';

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
