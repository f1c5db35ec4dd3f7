/** The daily run as a timer of the user's own systemd. */

import { join } from 'node:path';
import { formatClock } from '../../core/messages/format.ts';
import { type DailyRun, type Machine, type ScheduleKind, type ScheduleStep, textFile } from './kind.ts';

export const systemd: ScheduleKind = {
  name: 'systemd',
  isHere: async ({ platform, call }) => platform === 'linux' && (await call(systemctl('show-environment'))).code === 0,
  install: async (run, machine) => {
    const { service, timer } = unitsOf(run.name, machine);
    return [
      textFile(service, serviceText(run)),
      textFile(timer, timerText(run)),
      step('daemon-reload'),
      step('enable', `${run.name}.timer`),
      // One that was there before may have had another hour.
      step('restart', `${run.name}.timer`),
    ];
  },
  remove: async (name, machine) => {
    const { service, timer } = unitsOf(name, machine);
    const files = await present([service, timer], machine);
    if (files.length === 0) return [];
    return [
      { ...step('disable', '--now', `${name}.timer`), mayFail: true },
      ...files.map((path): ScheduleStep => ({ kind: 'remove', path })),
      step('daemon-reload'),
    ];
  },
  look: async (name, machine) => {
    const { service, timer } = unitsOf(name, machine);
    const text = (await machine.read(timer))?.toString() ?? null;
    if (text === null) return null;
    const active = await machine.call(systemctl('is-active', `${name}.timer`));
    const linger = await machine.call({
      program: 'loginctl',
      args: ['show-user', String(machine.uid ?? ''), '--property=Linger', '--value'],
    });
    return {
      places: await present([service, timer], machine),
      at: hourIn(text),
      isActive: active.out.trim() === 'active',
      needsSession: linger.out.trim() !== 'yes',
    };
  },
};

const systemctl = (...args: string[]) => ({ program: 'systemctl', args: ['--user', ...args] });

const step = (...args: string[]) => ({ kind: 'call', call: systemctl(...args) }) as const;

const unitsOf = (name: string, { env, home }: Pick<Machine, 'env' | 'home'>) => {
  const folder = join(env.XDG_CONFIG_HOME || join(home, '.config'), 'systemd', 'user');
  return { service: join(folder, `${name}.service`), timer: join(folder, `${name}.timer`) };
};

const present = async (paths: readonly string[], { read }: Pick<Machine, 'read'>): Promise<string[]> => {
  const found: string[] = [];
  for (const path of paths) if ((await read(path)) !== null) found.push(path);
  return found;
};

/** A word of a command line, of which systemd would else take %, $, quotes and backslashes for its own (systemd.service, "Command lines"). */
const quotedWord = (word: string): string => `"${escaped(word).replaceAll('$', '$$$$')}"`;

/** The same in any other line, where $ means nothing (systemd.unit, "Quoting"). */
const escaped = (word: string): string => word.replace(/["\\]/g, '\\$&').replaceAll('%', '%%');

const HEAD = '# Written by `baton schedule install`; `baton schedule remove` takes it away.';

const serviceText = ({ command, env }: DailyRun): string =>
  [
    HEAD,
    '[Unit]',
    'Description=Baton: the daily run',
    '',
    '[Service]',
    'Type=oneshot',
    ...Object.entries(env).map(([name, value]) => `Environment="${escaped(`${name}=${value}`)}"`),
    `ExecStart=${command.map(quotedWord).join(' ')}`,
    '',
  ].join('\n');

/** Missed while the machine was off, it runs when it is on again. */
const timerText = ({ minute, there }: DailyRun): string =>
  [
    HEAD,
    '[Unit]',
    'Description=Baton: when the daily run is',
    '',
    '[Timer]',
    `OnCalendar=*-*-* ${formatClock((there ?? { minute }).minute)}:00${there ? ` ${there.zone}` : ''}`,
    'Persistent=true',
    '',
    '[Install]',
    'WantedBy=timers.target',
    '',
  ].join('\n');

const hourIn = (text: string): { minute: number; zone: string | null } | null => {
  const found = /^OnCalendar=\S+ (\d\d):(\d\d):\d\d(?: (\S+))?$/m.exec(text);
  return found ? { minute: Number(found[1]) * 60 + Number(found[2]), zone: found[3] ?? null } : null;
};
