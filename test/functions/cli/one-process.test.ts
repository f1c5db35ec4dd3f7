import { describe, expect, it } from 'vitest';
import { type Ran, run, start, tempFolder } from '../../support/cli.ts';

/**
 * Most tests of the command line share one process from call to call (test/support/cli-host.ts). What comes of a call there is what
 * comes of it in a process of its own: the code, and every character of what is said.
 */
const NOW = ['--now', '2026-11-20T09:00'];
const CALLS: readonly (readonly [string, readonly string[], NodeJS.ProcessEnv?, string?])[] = [
  ['a call without anything', []],
  [
    'a workbook that is made, in a language that its environment speaks',
    ['init', 'plan.xlsx', '--demo', ...NOW],
    { LANG: 'zh_CN.UTF-8' },
  ],
  ['a sweep that mails', ['sweep', 'plan.xlsx', ...NOW]],
  ['the same once more', ['sweep', 'plan.xlsx', ...NOW]],
  ['one JSON document', ['check', 'plan.xlsx', '--json', ...NOW]],
  ['a command that nobody knows', ['sweeep', 'plan.xlsx']],
  ['a workbook that is not there', ['sweep', 'none.xlsx', ...NOW]],
  ['what comes through its pipe', ['people', '-', '--json'], {}, 'name,email\nLi Ming,li@example.com\n'],
];

describe('a call in a process that others share ends as in one of its own', () => {
  it('call after call, in a folder each', async () => {
    const [shared, own] = [await tempFolder(), await tempFolder()];
    // Each workbook has a name of its own, which is drawn.
    const said = ({ code, out, err }: Ran, folder: string) => ({
      code,
      out: out.replaceAll(folder, 'FOLDER').replace(/"workbook": "[0-9a-f]{16}"/, '"workbook": "ID"'),
      err: err.replaceAll(folder, 'FOLDER'),
    });
    for (const [what, args, env = {}, input = ''] of CALLS) {
      const there = await start('baton', own, args, env, input).ended;
      const here = await run('baton', shared, args, env, input);
      expect({ what, ...said(here, shared) }).toEqual({ what, ...said(there, own) });
    }
  });
});
