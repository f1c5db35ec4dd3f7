import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeDemo } from '../../../functions/demo/make.ts';
import { run, tempFolder } from '../../support/cli.ts';

/** npm takes the options of a call without `--` for itself, and PowerShell loses a `--` without quotes. */

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

let folder: string;
beforeAll(async () => {
  folder = await tempFolder();
  const path = join(folder, 'launch.xlsx');
  await makeDemo({ path, locale: 'en', zone: 'Europe/London', country: 'GB', now: '2026-03-06T09:00' });
});

/** As npm starts the script: what it kept stands in the environment alone. */
const asByNpm = (args: readonly string[], kept: NodeJS.ProcessEnv, script: 'baton' | 'start' = 'baton', lang = 'en') =>
  run(script, folder, args, { npm_lifecycle_event: script, INIT_CWD: folder, LANG: lang, ...kept });

describe('an option that npm kept', () => {
  it('real npm keeps --dry-run: nobody is mailed, and the right call is said', async () => {
    const asked = (...args: string[]) =>
      spawnSync('npm', ['run', '-s', 'baton', ...args], {
        cwd: ROOT,
        encoding: 'utf8',
        env: { ...process.env, LANG: 'en' },
      });
    const book = join(folder, 'launch.xlsx');
    const lost = asked('sweep', book, '--dry-run');
    expect([lost.status, lost.stdout]).toEqual([2, '']);
    expect(lost.stderr).toContain(`npm run -s baton -- sweep ${book} --dry-run`);
    expect(lost.stderr).toContain(`npm run -s baton '--' sweep ${book} --dry-run`);
    expect(existsSync(join(folder, 'outbox'))).toBe(false);
    expect(asked('--', 'sweep', book, '--dry-run').status).toBe(0);
  });

  it.each<[string, readonly string[], NodeJS.ProcessEnv, string]>([
    [
      'sweep launch.xlsx --dry-run',
      ['sweep', 'launch.xlsx'],
      { npm_config_dry_run: 'true' },
      'sweep launch.xlsx --dry-run',
    ],
    [
      'a name with blanks',
      ['sweep', 'product launch.xlsx'],
      { npm_config_dry_run: 'true', npm_config_json: 'true' },
      'sweep "product launch.xlsx" --dry-run --json',
    ],
    ['--mail=…', ['sweep', 'launch.xlsx'], { npm_config_mail: 'outbox:out' }, 'sweep launch.xlsx --mail=outbox:out'],
    [
      'a value that npm took for an argument',
      ['init', 'new.xlsx', 'en'],
      { npm_config_locale: 'true' },
      'init … --locale <locale>',
    ],
    [
      'one given twice',
      ['edit', 'launch.xlsx', 'a=b', 'c=d'],
      { npm_config_set: 'true\n\ntrue' },
      'edit … --set <column=value>',
    ],
    [
      'pack --force',
      ['pack', 'launch.xlsx', 'Q-0001'],
      { npm_config_force: 'true' },
      'pack launch.xlsx Q-0001 --force',
    ],
    [
      'rollover --dry-run',
      ['rollover', 'launch.xlsx'],
      { npm_config_dry_run: 'true' },
      'rollover launch.xlsx --dry-run',
    ],
  ])('%s is refused, and nothing is done', async (_, args, kept, call) => {
    const { code, out, err } = await asByNpm(args, kept);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(`Write: npm run -s baton -- ${call} (`);
    expect(err).toContain(`npm run -s baton '--' ${call} )`);
    expect(existsSync(join(folder, 'outbox')) || existsSync(join(folder, 'new.xlsx'))).toBe(false);
  });

  it('says so in Chinese too, and of npm start', async () => {
    const { code, err } = await asByNpm(['launch.xlsx'], { npm_config_locale: 'zh-CN' }, 'start', 'zh_CN.UTF-8');
    expect(code).toBe(2);
    expect(err).toBe(
      'npm 把 --locale 当成自己的选项收走了，接力什么都没做。请写：npm start -- launch.xlsx --locale=zh-CN （在 PowerShell 里要加引号：' +
        "npm start '--' launch.xlsx --locale=zh-CN ）。如果没有输入过这个选项，就是 npm 自己的设置里有：npm config get locale\n",
    );
  });

  it.each<[string, readonly string[], NodeJS.ProcessEnv]>([
    ['that Baton was given as well', ['sweep', 'launch.xlsx', '--dry-run'], { npm_config_dry_run: 'true' }],
    ['that is off', ['sweep', 'launch.xlsx', '--dry-run'], { npm_config_json: '' }],
    ['that this command does not know', ['check', 'launch.xlsx'], { npm_config_force: 'true', npm_config_yes: 'true' }],
    [
      'of another npm, where npm started nothing',
      ['check', 'launch.xlsx'],
      { npm_config_json: 'true', npm_lifecycle_event: undefined },
    ],
  ])('one %s stops nobody', async (_, args, kept) => {
    expect((await asByNpm(args, kept)).err).not.toContain('npm kept');
  });
});
