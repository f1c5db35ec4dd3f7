/** `npm run check`: everything a change must pass, in order of what it costs; the first failure ends it. `-- --no-tests` leaves the tests out. */
import { spawnSync } from 'node:child_process';
import { delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const STEPS: readonly { readonly title: string; readonly command: string; readonly mend?: string }[] = [
  { title: 'Format and lint', command: 'biome check .', mend: 'npm run format mends what can be mended by itself.' },
  { title: 'Types of core, which knows neither Node nor a browser', command: 'tsc -p core' },
  { title: 'Types', command: 'tsc -p .' },
  { title: 'Types of what runs in Apps Script, which knows no browser', command: 'tsc -p apps-script/server' },
  { title: 'Types of the pages, which know no Node', command: 'tsc -p apps-script/client' },
  {
    title: 'Templates are what the tabs declare',
    command: 'node scripts/generate-templates.ts --check',
    mend: 'npm run templates writes them again.',
  },
  { title: 'The mail is what its source gives', command: 'node scripts/build-mail.ts --check' },
  { title: 'Tests', command: 'vitest run' },
];

const withTests = !process.argv.includes('--no-tests');
const env = { ...process.env, PATH: [`${ROOT}node_modules/.bin`, process.env.PATH].join(delimiter) };

for (const { title, command, mend } of STEPS) {
  if (command.startsWith('vitest') && !withTests) continue;
  console.log(`\n── ${title} (${command})`);
  const { status } = spawnSync(command, { cwd: ROOT, env, shell: true, stdio: 'inherit' });
  if (status !== 0) {
    console.error(`\nFailed: ${title}. ${mend ?? ''}`.trimEnd());
    process.exit(1);
  }
}
console.log('\nAll checks passed.');
