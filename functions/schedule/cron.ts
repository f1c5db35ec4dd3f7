/** The daily run as lines of the user's crontab, between two lines by which they are found again. */
import type { DailyRun, Machine, ScheduleKind, ScheduleStep } from './kind.ts';

export const cron: ScheduleKind = {
  name: 'cron',
  isHere: async (machine) => machine.platform !== 'win32' && (await crontabOf(machine)) !== null,
  install: async (run, machine) => {
    const { others } = partsOf((await crontabOf(machine)) ?? '', run.name);
    const before = others === '' || others.endsWith('\n') ? others : `${others}\n`;
    return [replacing(`${before}${linesOf(run).join('\n')}\n`)];
  },
  remove: async (name, machine) => {
    const { others, own } = partsOf((await crontabOf(machine)) ?? '', name);
    if (own === '') return [];
    return [others === '' ? { kind: 'call', call: { program: 'crontab', args: ['-r'] } } : replacing(others)];
  },
  look: async (name, machine) => {
    const { own } = partsOf((await crontabOf(machine)) ?? '', name);
    if (own === '') return null;
    const [, minute, hour] = /^(\d+) (\d+) \* \* \* /m.exec(own) ?? [];
    return {
      places: [`crontab: # BEGIN ${name} … # END ${name}`],
      at: minute === undefined ? null : { minute: Number(hour) * 60 + Number(minute), zone: null },
      isActive: minute !== undefined,
      needsSession: false,
    };
  },
};

/** '' where the user has none; null where there is no cron. */
const crontabOf = async ({ call }: Pick<Machine, 'call'>): Promise<string | null> => {
  const { code, out } = await call({ program: 'crontab', args: ['-l'] });
  if (code === null) return null;
  return code === 0 ? out : '';
};

const replacing = (text: string): ScheduleStep => ({
  kind: 'call',
  call: { program: 'crontab', args: ['-'], input: text },
});

const beginOf = (name: string): string =>
  `# BEGIN ${name}: written by \`baton schedule install\`; \`baton schedule remove\` takes it away`;
const endOf = (name: string): string => `# END ${name}`;

const linesOf = ({ name, minute, command, env }: DailyRun): string[] => {
  const given = Object.entries(env).map(([variable, value]) => `${variable}=${word(value)}`);
  const call = [...given, ...command.map(word)].join(' ');
  return [beginOf(name), `${minute % 60} ${Math.floor(minute / 60)} * * * ${call}`, endOf(name)];
};

/** A word for sh, in which cron itself would end the line at a % (crontab(5)). */
const word = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`.replaceAll('%', '\\%');

/** What of a crontab is ours, and all else as it was. */
const partsOf = (text: string, name: string): { readonly own: string; readonly others: string } => {
  const from = text.indexOf(`${beginOf(name)}\n`);
  const end = text.indexOf(endOf(name), from);
  if (from < 0 || end < 0) return { own: '', others: text };
  const until = end + endOf(name).length;
  const to = text[until] === '\n' ? until + 1 : until;
  return { own: text.slice(from, to), others: text.slice(0, from) + text.slice(to) };
};
