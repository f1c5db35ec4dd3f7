/** The daily run as a job of macOS: a property list in the user's LaunchAgents. */
import { posix } from 'node:path';
import { type DailyRun, type Machine, type ScheduleKind, textFile } from './kind.ts';

export const launchd: ScheduleKind = {
  name: 'launchd',
  isHere: async ({ platform }) => platform === 'darwin',
  install: async (run, machine) => {
    const path = pathOf(run.name, machine);
    const known = (await machine.read(path)) !== null;
    return [
      // One that is loaded keeps what it was loaded with.
      ...(known ? [unload(run.name, machine)] : []),
      textFile(path, listText(run)),
      { kind: 'call', call: { program: 'launchctl', args: ['bootstrap', domainOf(machine), path] } },
    ];
  },
  remove: async (name, machine) => {
    const path = pathOf(name, machine);
    if ((await machine.read(path)) === null) return [];
    return [unload(name, machine), { kind: 'remove', path }];
  },
  look: async (name, machine) => {
    const path = pathOf(name, machine);
    const text = (await machine.read(path))?.toString() ?? null;
    if (text === null) return null;
    const { code } = await machine.call({
      program: 'launchctl',
      args: ['print', `${domainOf(machine)}/${labelOf(name)}`],
    });
    return { places: [path], at: hourIn(text), isActive: code === 0, needsSession: true };
  },
};

const labelOf = (name: string): string => `${name}.daily`;

const pathOf = (name: string, { home }: Pick<Machine, 'home'>): string =>
  posix.join(home, 'Library', 'LaunchAgents', `${labelOf(name)}.plist`);

const domainOf = ({ uid }: Pick<Machine, 'uid'>): string => `gui/${uid ?? ''}`;

const unload = (name: string, machine: Machine) =>
  ({
    kind: 'call',
    call: { program: 'launchctl', args: ['bootout', `${domainOf(machine)}/${labelOf(name)}`] },
    mayFail: true,
  }) as const;

const xml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const string = (text: string): string => `<string>${xml(text)}</string>`;

/** launchd.plist(5); what was missed while the Mac slept runs when it wakes. */
const listText = ({ name, command, env, minute }: DailyRun): string => {
  const variables = Object.entries(env).map(([key, value]) => `    <key>${xml(key)}</key>${string(value)}`);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">',
    '<!-- Written by `baton schedule install`; `baton schedule remove` takes it away. -->',
    '<plist version="1.0">',
    '<dict>',
    `  <key>Label</key>${string(labelOf(name))}`,
    '  <key>ProgramArguments</key>',
    '  <array>',
    ...command.map((one) => `    ${string(one)}`),
    '  </array>',
    ...(variables.length > 0 ? ['  <key>EnvironmentVariables</key>', '  <dict>', ...variables, '  </dict>'] : []),
    '  <key>StartCalendarInterval</key>',
    '  <dict>',
    `    <key>Hour</key><integer>${Math.floor(minute / 60)}</integer>`,
    `    <key>Minute</key><integer>${minute % 60}</integer>`,
    '  </dict>',
    '</dict>',
    '</plist>',
    '',
  ].join('\n');
};

const hourIn = (text: string): { minute: number; zone: null } | null => {
  const number = (key: string) => new RegExp(`<key>${key}</key>\\s*<integer>(\\d+)</integer>`).exec(text)?.[1];
  const [hour, minute] = [number('Hour'), number('Minute')];
  return hour === undefined || minute === undefined ? null : { minute: Number(hour) * 60 + Number(minute), zone: null };
};
