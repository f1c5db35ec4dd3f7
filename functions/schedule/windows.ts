/** The daily run as a task of the Windows Task Scheduler, made of its XML. */

import { win32 } from 'node:path';
import { formatClock } from '../../core/messages/format.ts';
import type { DailyRun, Machine, ScheduleKind } from './kind.ts';

export const windows: ScheduleKind = {
  name: 'windows',
  isHere: async ({ platform }) => platform === 'win32',
  install: async (run, machine) => {
    const path = pathOf(run.name, machine);
    const text = taskText(run);
    // schtasks takes UTF-16 with its mark; names in Chinese get lost in anything else.
    const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
    return [{ kind: 'write', path, text, bytes }, call('/Create', '/TN', taskOf(run.name), '/XML', path, '/F')];
  },
  remove: async (name, machine) => {
    const path = pathOf(name, machine);
    const isThere = (await machine.read(path)) !== null;
    const { code } = await machine.call(query(name));
    return [
      ...(code === 0 ? [call('/Delete', '/TN', taskOf(name), '/F')] : []),
      ...(isThere ? [{ kind: 'remove', path } as const] : []),
    ];
  },
  look: async (name, machine) => {
    const { code, out } = await machine.call(query(name));
    const path = pathOf(name, machine);
    const bytes = await machine.read(path);
    if (code !== 0 && bytes === null) return null;
    const text = bytes?.toString('utf16le') ?? out;
    return {
      places: [...(code === 0 ? [taskOf(name)] : []), ...(bytes ? [path] : [])],
      at: hourIn(text),
      isActive: code === 0 && !/<Enabled>false<\/Enabled>/.test(out),
      needsSession: true,
    };
  },
};

const taskOf = (name: string): string => `\\Baton\\${name}`;

const pathOf = (name: string, { env, home }: Pick<Machine, 'env' | 'home'>): string =>
  win32.join(env.LOCALAPPDATA || win32.join(home, 'AppData', 'Local'), 'baton', `${name}.task.xml`);

const query = (name: string) => ({ program: 'schtasks', args: ['/Query', '/TN', taskOf(name), '/XML'] });

const call = (...args: string[]) => ({ kind: 'call', call: { program: 'schtasks', args } }) as const;

const xml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/**
 * A word as a Windows program takes it apart again: in quotes, with the backslashes before a quote doubled
 * (https://learn.microsoft.com/cpp/c-language/parsing-c-command-line-arguments).
 */
const word = (text: string): string => `"${text.split('"').map(doubled).join('\\"')}"`;

/** With the backslashes at its end twice. */
const doubled = (text: string): string => {
  let end = text.length;
  while (text[end - 1] === '\\') end--;
  return text + text.slice(end);
};

/**
 * The order of the elements is the schema's (https://learn.microsoft.com/windows/win32/taskschd/task-scheduler-schema). It runs while its
 * owner is signed in, so that no password of theirs has to be kept, and later in the day where the machine was off.
 */
const taskText = ({ command: [program, ...args], minute }: DailyRun): string =>
  [
    '<?xml version="1.0" encoding="UTF-16"?>',
    '<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">',
    '  <RegistrationInfo>',
    '    <Description>Baton: the daily run. Written by baton schedule install; baton schedule remove takes it away.</Description>',
    '  </RegistrationInfo>',
    '  <Triggers>',
    '    <CalendarTrigger>',
    `      <StartBoundary>2026-01-01T${formatClock(minute)}:00</StartBoundary>`,
    '      <Enabled>true</Enabled>',
    '      <ScheduleByDay>',
    '        <DaysInterval>1</DaysInterval>',
    '      </ScheduleByDay>',
    '    </CalendarTrigger>',
    '  </Triggers>',
    '  <Principals>',
    '    <Principal id="Author">',
    '      <LogonType>InteractiveToken</LogonType>',
    '      <RunLevel>LeastPrivilege</RunLevel>',
    '    </Principal>',
    '  </Principals>',
    '  <Settings>',
    '    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>',
    '    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>',
    '    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>',
    '    <StartWhenAvailable>true</StartWhenAvailable>',
    '    <ExecutionTimeLimit>PT2H</ExecutionTimeLimit>',
    '  </Settings>',
    '  <Actions Context="Author">',
    '    <Exec>',
    `      <Command>${xml(`"${program}"`)}</Command>`,
    `      <Arguments>${xml(args.map(word).join(' '))}</Arguments>`,
    '    </Exec>',
    '  </Actions>',
    '</Task>',
    '',
  ].join('\r\n');

const hourIn = (text: string): { minute: number; zone: null } | null => {
  const [, hour, minute] = /<StartBoundary>[\d-]+T(\d\d):(\d\d)/.exec(text) ?? [];
  return hour === undefined ? null : { minute: Number(hour) * 60 + Number(minute), zone: null };
};
