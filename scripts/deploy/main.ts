/** `npm run deploy -- google --project ID --region REGION --zone ZONE`: see docs/deploy-google.md. */
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs, parseEnv } from 'node:util';
import { ofDeploy as say } from '../../core/messages/of-deploy.ts';
import { openTerminal } from '../../functions/cli/terminal.ts';
import { gcloud } from './gcloud.ts';
import { deployToGoogle } from './google.ts';

const argv = process.argv.slice(2);
const { locale, note } = openTerminal(argv);
const parsed = (() => {
  try {
    return parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        project: { type: 'string' },
        region: { type: 'string' },
        zone: { type: 'string' },
        schedule: { type: 'string', default: '0 5 * * *' },
        env: { type: 'string' },
        print: { type: 'boolean', default: false },
        yes: { type: 'boolean', default: false },
        locale: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
  } catch {
    return null;
  }
})();

const ask = async (question: string): Promise<boolean> => {
  if (parsed?.values.yes) return true;
  if (!process.stdin.isTTY) {
    note(say.nobodyToAsk[locale]);
    return false;
  }
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await asking.question(question);
  asking.close();
  return /^(y|yes|是|好)$/i.test(answer.trim());
};

if (parsed === null || parsed.values.help || parsed.positionals.join() !== 'google') {
  note(say.usage[locale]);
  process.exitCode = parsed?.values.help ? 0 : 2;
} else {
  const { project = null, region = null, zone = null, schedule, env: file, print } = parsed.values;
  const text = file === undefined ? '' : await readFile(file, 'utf8').catch(() => null);
  if (text === null) {
    note(say.noEnvFile({ file: file ?? '' })[locale]);
    process.exitCode = 2;
  } else {
    const world = { gcloud, locale, ask, sleep, print: (line: string) => console.log(line) };
    const given = { project, region, zone, schedule, env: { ...parseEnv(text), ...process.env } };
    process.exitCode = await deployToGoogle(world, given, print ? 'print' : 'do');
  }
}
