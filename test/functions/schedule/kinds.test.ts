import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { DailyRun, Machine, ScheduleKind, ScheduleStep, SystemCall } from '../../../functions/schedule/kind.ts';
import { installedOn, kindHere, kindNamed } from '../../../functions/schedule/kinds.ts';
import { thisMachine } from '../../../functions/schedule/machine.ts';
import { onClockOf } from '../../../functions/schedule/when.ts';

/** Paths as people have them. */
const RUN: DailyRun = {
  name: 'baton',
  command: ['/opt/node 24/bin/node', "/home/li/接力 100%/it's $HOME/main.js", 'sweep', '--config', '/home/li/a"b.json'],
  env: { NODE_EXTRA_CA_CERTS: '/etc/公司 100%.pem' },
  minute: 8 * 60 + 5,
  there: null,
};

/** A machine that keeps files and a crontab, and answers as the programs' manuals say. */
const standIn = (platform: NodeJS.Platform, has: readonly string[], crontab: string | null = null) => {
  const files = new Map<string, Buffer>();
  const calls: string[] = [];
  const tasks = new Map<string, string>();
  let table = crontab;
  const answer = (code: number, out = '', err = '') => ({ code, out, err });
  const programs: Record<string, (call: SystemCall) => { code: number; out: string; err: string }> = {
    // crontab(1) of Debian's cron: -l of a user without one says so and fails.
    crontab: ({ args, input = '' }) => {
      if (args[0] === '-l') return table === null ? answer(1, '', 'no crontab for li') : answer(0, table);
      if (args[0] === '-r') table = null;
      else if (input !== '' && !input.endsWith('\n'))
        return answer(1, '', 'new crontab file is missing newline before EOF');
      else table = input;
      return answer(0);
    },
    systemctl: ({ args }) => answer(0, args.includes('is-active') ? 'active\n' : ''),
    loginctl: () => answer(0, 'no\n'),
    launchctl: () => answer(0),
    schtasks: ({ args }) => {
      const name = args[args.indexOf('/TN') + 1]!;
      if (args[0] === '/Query') return tasks.has(name) ? answer(0, tasks.get(name)) : answer(1, '', 'ERROR');
      if (args[0] === '/Delete') tasks.delete(name);
      else tasks.set(name, files.get(args[args.indexOf('/XML') + 1]!)!.toString('utf16le'));
      return answer(0);
    },
  };
  const machine: Machine = {
    platform,
    env: {},
    home: platform === 'win32' ? 'C:\\Users\\李' : '/home/li',
    uid: 501,
    call: async (call) => {
      calls.push([call.program, ...call.args].join(' '));
      const program = has.includes(call.program) ? programs[call.program] : undefined;
      return program ? program(call) : { code: null, out: '', err: '' };
    },
    read: async (path) => files.get(path) ?? null,
    write: async (path, bytes) => void files.set(path, bytes),
    remove: async (path) => void files.delete(path),
  };
  return { machine, files, calls, tasks, crontab: () => table };
};

const doAll = async (steps: readonly ScheduleStep[], { write, remove, call }: Machine) => {
  for (const step of steps) {
    if (step.kind === 'write') await write(step.path, step.bytes);
    else if (step.kind === 'remove') await remove(step.path);
    else await call(step.call);
  }
};

const textOf = (steps: readonly ScheduleStep[], ending: string): string => {
  const step = steps.find((one) => one.kind === 'write' && one.path.endsWith(ending));
  return step?.kind === 'write' ? step.text : '';
};

const has = (program: string) => spawnSync(program, ['--version']).error === undefined;
const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));
const folder = async () => {
  const made = await mkdtemp(join(tmpdir(), 'baton schedule '));
  folders.push(made);
  return made;
};

describe('which kind a machine has', () => {
  it.each<[string, NodeJS.Platform, string[], string | undefined]>([
    ['Windows', 'win32', ['schtasks'], 'windows'],
    ['a Mac', 'darwin', ['launchctl', 'crontab'], 'launchd'],
    ['Linux with systemd', 'linux', ['systemctl', 'crontab'], 'systemd'],
    ['Linux without a systemd of the user', 'linux', ['crontab'], 'cron'],
    ['nothing at all', 'linux', [], undefined],
  ])('%s', async (_, platform, programs, kind) => {
    expect((await kindHere(standIn(platform, programs).machine))?.name).toBe(kind);
  });

  it('a container, whatever else is in it', async () => {
    const { machine, files } = standIn('linux', ['crontab']);
    files.set('/.dockerenv', Buffer.alloc(0));
    expect((await kindHere(machine))?.name).toBe('container');
  });
});

describe.each<[string, NodeJS.Platform, string[]]>([
  ['systemd', 'linux', ['systemctl', 'loginctl']],
  ['cron', 'linux', ['crontab']],
  ['launchd', 'darwin', ['launchctl']],
  ['windows', 'win32', ['schtasks']],
])('%s', (name, platform, programs) => {
  const kind = kindNamed(name as 'cron') as ScheduleKind;

  it('installs, says when it runs, and takes away what it wrote and nothing else', async () => {
    const { machine, files, tasks, crontab } = standIn(platform, programs);
    files.set('/home/li/theirs', Buffer.from('theirs'));
    await doAll(await kind.install(RUN, machine), machine);
    const [installed] = await installedOn(machine, 'baton');
    expect([installed?.kind.name, installed?.found.at?.minute, installed?.found.isActive]).toEqual([name, 485, true]);
    expect(installed?.found.places.length).toBeGreaterThan(0);
    expect(await kind.look('baton-other', machine)).toBeNull();
    await doAll(await kind.remove('baton', machine), machine);
    expect(await kind.look('baton', machine)).toBeNull();
    expect([[...files.keys()], tasks.size, crontab()]).toEqual([['/home/li/theirs'], 0, null]);
    expect(await kind.remove('baton', machine)).toEqual([]);
  });

  it('installed again with another hour, it runs at that hour alone', async () => {
    const { machine } = standIn(platform, programs);
    await doAll(await kind.install(RUN, machine), machine);
    await doAll(await kind.install({ ...RUN, minute: 600 }, machine), machine);
    const all = await installedOn(machine, 'baton');
    expect(all.map(({ found }) => found.at?.minute)).toEqual([600]);
  });
});

describe('systemd', () => {
  const kind = kindNamed('systemd')!;

  it('quotes blanks, percent signs, dollars and quotes as systemd takes them apart', async () => {
    const { machine } = standIn('linux', ['systemctl']);
    const service = textOf(await kind.install(RUN, machine), '.service');
    expect(service).toContain(
      `ExecStart="/opt/node 24/bin/node" "/home/li/接力 100%%/it's $$HOME/main.js" "sweep" "--config" "/home/li/a\\"b.json"`,
    );
    expect(service).toContain('Environment="NODE_EXTRA_CA_CERTS=/etc/公司 100%%.pem"');
  });

  it('counts by the zone that was asked for where it is another', async () => {
    const { machine } = standIn('linux', ['systemctl']);
    const steps = await kind.install({ ...RUN, there: { minute: 540, zone: 'Asia/Shanghai' } }, machine);
    expect(textOf(steps, '.timer')).toContain('OnCalendar=*-*-* 09:00:00 Asia/Shanghai\n');
    await doAll(steps, machine);
    expect((await kind.look('baton', machine))?.at).toEqual({ minute: 540, zone: 'Asia/Shanghai' });
  });

  it.runIf(has('systemd-analyze'))('is taken by systemd itself', async () => {
    const place = await folder();
    const { machine } = standIn('linux', ['systemctl']);
    // systemd looks whether the program is there.
    const command: DailyRun['command'] = [process.execPath, ...RUN.command.slice(1)];
    for (const step of await kind.install({ ...RUN, command, there: { minute: 540, zone: 'Asia/Shanghai' } }, machine))
      if (step.kind === 'write') await writeFile(join(place, step.path.split('/').pop()!), step.bytes);
    const checked = spawnSync(
      'systemd-analyze',
      ['verify', '--user', join(place, 'baton.service'), join(place, 'baton.timer')],
      {
        encoding: 'utf8',
        env: { ...process.env, XDG_RUNTIME_DIR: place },
      },
    );
    expect(`${checked.stdout}${checked.stderr}`.split('\n').filter((line) => line.includes('baton'))).toEqual([]);
    const calendar = spawnSync('systemd-analyze', ['calendar', '*-*-* 09:00:00 Asia/Shanghai'], { encoding: 'utf8' });
    expect([calendar.status, calendar.stdout]).toEqual([
      0,
      expect.stringContaining('Normalized form: *-*-* 09:00:00 Asia/Shanghai'),
    ]);
  });
});

describe('cron', () => {
  const kind = kindNamed('cron')!;

  it('leaves every other line of a crontab as it is, also the last without an end', async () => {
    const theirs = '# mine\nMAILTO=""\n*/5 * * * * date +\\%H >> log';
    const { machine, crontab } = standIn('linux', ['crontab'], theirs);
    await doAll(await kind.install(RUN, machine), machine);
    expect(crontab()?.startsWith(`${theirs}\n# BEGIN baton:`)).toBe(true);
    await doAll(await kind.remove('baton', machine), machine);
    expect(crontab()).toBe(`${theirs}\n`);
  });

  it('two set-ups of one user stand beside each other', async () => {
    const { machine, crontab } = standIn('linux', ['crontab']);
    await doAll(await kind.install(RUN, machine), machine);
    await doAll(await kind.install({ ...RUN, name: 'baton-b' }, machine), machine);
    await doAll(await kind.remove('baton', machine), machine);
    expect(crontab()?.match(/# BEGIN [^:]+/g)).toEqual(['# BEGIN baton-b']);
  });

  it('its line is what sh gets back, word by word', async () => {
    const { machine, crontab } = standIn('linux', ['crontab']);
    const place = await folder();
    const print = join(place, 'prints 100%.sh');
    await writeFile(print, '#!/bin/sh\nprintf "%s\\n" "$NODE_EXTRA_CA_CERTS" "$@"\n', { mode: 0o755 });
    await doAll(await kind.install({ ...RUN, command: [print, ...RUN.command.slice(1)] }, machine), machine);
    const line = crontab()!
      .split('\n')
      .find((one) => /^\d/.test(one))!;
    // crontab(5): the sixth field is the command; % ends it unless a backslash stands before, which cron takes away.
    const sixth = line.split(' ').slice(5).join(' ');
    expect(sixth.replaceAll('\\%', '')).not.toContain('%');
    const out = execFileSync('/bin/sh', ['-c', sixth.replaceAll('\\%', '%')], { encoding: 'utf8' });
    expect(out.trimEnd().split('\n')).toEqual([RUN.env.NODE_EXTRA_CA_CERTS, ...RUN.command.slice(1)]);
  });
});

const python = has('python3');

describe('launchd', () => {
  it.runIf(python)('writes a property list that a parser of such lists reads', async () => {
    const { machine } = standIn('darwin', ['launchctl']);
    const text = textOf(
      await kindNamed('launchd')!.install({ ...RUN, command: ['/a&b/<node>', ...RUN.command] }, machine),
      '.plist',
    );
    const read = 'import plistlib, sys, json; print(json.dumps(plistlib.loads(sys.stdin.buffer.read())))';
    const out = execFileSync('python3', ['-c', read], { input: text, encoding: 'utf8' });
    expect(JSON.parse(out)).toEqual({
      Label: 'baton.daily',
      ProgramArguments: ['/a&b/<node>', ...RUN.command],
      EnvironmentVariables: RUN.env,
      StartCalendarInterval: { Hour: 8, Minute: 5 },
    });
  });
});

/** What may stand where, in this order: https://learn.microsoft.com/windows/win32/taskschd/task-scheduler-schema */
const TASK_SCHEMA: Readonly<Record<string, readonly string[]>> = {
  Task: ['RegistrationInfo', 'Triggers', 'Principals', 'Settings', 'Data', 'Actions'],
  RegistrationInfo: [
    'URI',
    'SecurityDescriptor',
    'Source',
    'Date',
    'Author',
    'Version',
    'Description',
    'Documentation',
  ],
  Triggers: ['CalendarTrigger'],
  CalendarTrigger: [
    'Repetition',
    'StartBoundary',
    'EndBoundary',
    'ExecutionTimeLimit',
    'Enabled',
    'RandomDelay',
    'ScheduleByDay',
  ],
  ScheduleByDay: ['DaysInterval'],
  Principals: ['Principal'],
  Principal: ['UserId', 'LogonType', 'GroupId', 'RunLevel'],
  Settings: [
    'AllowStartOnDemand',
    'RestartOnFailure',
    'MultipleInstancesPolicy',
    'DisallowStartIfOnBatteries',
    'StopIfGoingOnBatteries',
    'AllowHardTerminate',
    'StartWhenAvailable',
    'NetworkProfileName',
    'RunOnlyIfNetworkAvailable',
    'WakeToRun',
    'Enabled',
    'Hidden',
    'DeleteExpiredTaskAfter',
    'IdleSettings',
    'NetworkSettings',
    'ExecutionTimeLimit',
    'Priority',
    'RunOnlyIfIdle',
  ],
  Actions: ['Exec'],
  Exec: ['Command', 'Arguments', 'WorkingDirectory'],
};
/** The order of Settings is free (xs:all), and so is that of a principal's parts. */
const IN_ORDER = new Set(['Task', 'CalendarTrigger', 'Exec']);

describe('Windows', () => {
  const kind = kindNamed('windows')!;
  const run: DailyRun = {
    ...RUN,
    command: ['C:\\Program Files\\nodejs\\node.exe', 'C:\\接力 & co\\main.js', 'sweep', 'C:\\ends\\'],
  };

  it.runIf(python)('writes a task as its schema has it', async () => {
    const { machine } = standIn('win32', ['schtasks']);
    const step = (await kind.install(run, machine)).find((one) => one.kind === 'write')!;
    const bytes = step.kind === 'write' ? step.bytes : Buffer.alloc(0);
    expect([...bytes.subarray(0, 2)]).toEqual([0xff, 0xfe]);
    const read = [
      'import sys, json, xml.etree.ElementTree as E',
      'def t(e): return [e.tag.split("}")[1], (e.text or "").strip(), [t(c) for c in e]]',
      'print(json.dumps(t(E.fromstring(sys.stdin.buffer.read()))))',
    ].join('\n');
    type Part = [string, string, Part[]];
    const root = JSON.parse(execFileSync('python3', ['-c', read], { input: bytes, encoding: 'utf8' })) as Part;
    const texts = new Map<string, string>();
    const walk = ([tag, text, children]: Part) => {
      texts.set(tag, text);
      const places = children.map(([child]) => TASK_SCHEMA[tag]?.indexOf(child) ?? -1);
      expect([tag, Math.min(0, ...places)]).toEqual([tag, 0]);
      if (IN_ORDER.has(tag)) expect([tag, places]).toEqual([tag, [...places].sort((a, b) => a - b)]);
      children.forEach(walk);
    };
    walk(root);
    expect([texts.get('Command'), texts.get('Arguments')]).toEqual([
      '"C:\\Program Files\\nodejs\\node.exe"',
      '"C:\\接力 & co\\main.js" "sweep" "C:\\ends\\\\"',
    ]);
  });
});

describe('another zone than the machine’s', () => {
  it('is turned into the machine’s clock, and what summer time moves is known', () => {
    expect(onClockOf(510, 'Asia/Shanghai', 'UTC', '2026-11-21T00:00:00Z')).toEqual({ minute: 30, isSteady: true });
    expect(onClockOf(540, 'Europe/London', 'Asia/Shanghai', '2026-11-21T00:00:00Z')).toEqual({
      minute: 1020,
      isSteady: false,
    });
  });
});

it.skipIf(process.platform === 'win32')(
  'what is written is its owner’s alone: a proxy’s address may have a password in it',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'baton-'));
    const path = join(folder, 'systemd/user/baton.service');
    await thisMachine().write(path, Buffer.from('Environment="HTTPS_PROXY=http://li:secret@proxy"'));
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readFile(path, 'utf8')).toContain('li:secret');
    await rm(folder, { recursive: true });
  },
);
