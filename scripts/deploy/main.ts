/** `npm run deploy -- google --project ID --region REGION --zone ZONE`: see docs/deploy-google.md. */
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs, parseEnv } from 'node:util';
import { openTerminal } from '../../functions/cli/terminal.ts';
import { w } from '../../sheet-templates/index.ts';
import { gcloud } from './gcloud.ts';
import { deployToGoogle } from './google.ts';

const USAGE = w(
  `npm run deploy -- google --project ID --region 区域 --zone 时区 [--env 文件] [--schedule "0 5 * * *"] [--print | --yes] [--locale zh-CN|en]
  --env       变量所在的文件，每行 名称=值；环境里的优先
  --schedule  何时开始，cron 写法；默认每天 05:00
  --print     只打印 gcloud 命令，什么也不做，也不问 Google
  --yes       不再询问`,
  `npm run deploy -- google --project ID --region REGION --zone ZONE [--env FILE] [--schedule "0 5 * * *"] [--print | --yes] [--locale zh-CN|en]
  --env       a file with the variables, NAME=value a line; the environment comes first
  --schedule  when the day begins, as cron writes it; daily at 05:00 unless said otherwise
  --print     prints the gcloud commands, does nothing and asks Google nothing
  --yes       does not ask`,
);

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

const NOBODY_TO_ASK = w(
  '这里没有人可以问。看过之后加上 --yes 再运行。',
  'There is nobody here to ask. When this is what you want, run it again with --yes.',
);

const ask = async (question: string): Promise<boolean> => {
  if (parsed?.values.yes) return true;
  if (!process.stdin.isTTY) {
    note(NOBODY_TO_ASK[locale]);
    return false;
  }
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await asking.question(question);
  asking.close();
  return /^(y|yes|是|好)$/i.test(answer.trim());
};

if (parsed === null || parsed.values.help || parsed.positionals.join() !== 'google') {
  note(USAGE[locale]);
  process.exitCode = parsed?.values.help ? 0 : 2;
} else {
  const { project = null, region = null, zone = null, schedule, env: file, print } = parsed.values;
  const written = file === undefined ? {} : parseEnv(await readFile(file, 'utf8'));
  const world = { gcloud, locale, ask, sleep, print: (text: string) => console.log(text) };
  const given = { project, region, zone, schedule, env: { ...written, ...process.env } };
  process.exitCode = await deployToGoogle(world, given, print ? 'print' : 'do');
}
