import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeWorkbook } from '../../../functions/create/make-workbook.ts';
import { makeDemo } from '../../../functions/demo/make.ts';
import { run, tempFolder } from '../../support/cli.ts';
import { replyMail } from '../../support/eml.ts';

const NOW = '2026-03-06T09:00';

/** A call of each command that prints something; `serve` runs until it is stopped and prints where, `help` is --help. */
const CALLS: Readonly<Record<string, readonly string[]>> = {
  setup: ['--workbook', 'set.xlsx', '--keeper', 'Li Na <li.na@example.com>', '--mail', 'outbox'],
  init: ['new.xlsx'],
  adopt: ['launch.xlsx', '--out', 'adopted.xlsx'],
  check: ['launch.xlsx'],
  sweep: ['launch.xlsx', '--now', NOW, '--dry-run'],
  explain: ['launch.xlsx', 'T-0013', '--now', NOW],
  slip: ['launch.xlsx', 'T-0013', '3', '--now', NOW],
  forecast: ['launch.xlsx', '--now', NOW],
  court: ['launch.xlsx', '--now', NOW],
  export: ['launch.xlsx', '--csv', '--now', NOW],
  calendar: ['launch.xlsx', '--to', 'calendars', '--now', NOW],
  edit: ['launch.xlsx', '--tab', 'raci', '--row', '6', '--set', 'due=2026-05-08', '--now', NOW],
  minutes: ['full.xlsx', 'minutes.md', '--dry-run'],
  people: ['launch.xlsx', 'people.txt', '--dry-run'],
  pack: ['full.xlsx', 'Q-0001'],
  reply: ['launch.xlsx', 'reply.eml', '--now', NOW],
  verify: ['launch.xlsx'],
  backup: ['launch.xlsx'],
  restore: ['launch.xlsx', 'launch.backup.json'],
  rollover: ['launch.xlsx', '--dry-run'],
  resend: ['launch.xlsx', 'li.na@example.com', '--dry-run'],
  schedule: ['status'],
  schema: [],
  login: ['google'],
  logout: ['google'],
  doctor: ['launch.xlsx'],
};
const OTHERS = ['serve', 'help'];

let folder: string;
let commands: string[];

beforeAll(async () => {
  folder = await tempFolder();
  const place = { locale: 'en', zone: 'Europe/London', country: null, now: NOW } as const;
  await makeDemo({ path: join(folder, 'launch.xlsx'), ...place });
  await makeWorkbook({ path: join(folder, 'full.xlsx'), template: 'full', project: '', ...place });
  await writeFile(join(folder, 'minutes.md'), '# Council 2026-03-04\n\n## Actions\n\n- Bob to send the list\n');
  await writeFile(join(folder, 'people.txt'), 'Jo Hall <jo.hall@example.com>\n');
  await writeFile(join(folder, 'reply.eml'), replyMail({ text: 'done' }));
  const { out } = await run('baton', folder, ['--help']);
  const list = out.slice(out.indexOf('Commands:')).split('\n').slice(1);
  commands = list.flatMap((line) => /^ {2}(\w+) /.exec(line)?.[1] ?? []);
});

it('every command has a call here', () => {
  expect([...Object.keys(CALLS), ...OTHERS].sort()).toEqual(commands.sort());
});

describe('--json prints one document on stdout and nothing else', () => {
  it.each(Object.keys(CALLS))('%s', async (name) => {
    const { out, err, code } = await run('baton', folder, [name, ...CALLS[name]!, '--json']);
    expect(out).toMatch(/^[[{]/);
    expect(() => JSON.parse(out)).not.toThrow();
    expect([err, code <= 2]).toEqual(['', true]);
  });

  it('also where there is nothing to print but what went wrong', async () => {
    for (const args of [
      ['sweep', 'absent.xlsx'],
      ['check'],
      ['no-such-command'],
      ['minutes', 'launch.xlsx', 'no.md'],
    ]) {
      // Nothing was set up here, whatever a call before has.
      const nothing = { BATON_CONFIG: join(folder, 'never-set-up.json') };
      const { out, err } = await run('baton', folder, [...args, '--json'], nothing);
      expect([args, err, Object.keys(JSON.parse(out))]).toEqual([args, '', ['error']]);
    }
  });
});
