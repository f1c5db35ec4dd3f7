/** The daily run as a terminal shows and installs it: what would be written, asked first, then done. */
import { realpathSync } from 'node:fs';
import { formatClock, formatDay } from '../../core/messages/format.ts';
import { inAll } from '../../core/messages/in-all.ts';
import { LANGUAGES } from '../../core/messages/languages.ts';
import { must } from '../../core/text/must.ts';
import { localTime } from '../../core/time/calendar.ts';
import { dayFromIso } from '../../core/time/day.ts';
import { BatonError } from '../errors.ts';
import type { DailyRun, Machine, ScheduleKind, ScheduleStep, SystemCall } from '../schedule/kind.ts';
import { kindHere } from '../schedule/kinds.ts';
import { machineZone, nextAt, onClockOf } from '../schedule/when.ts';
import { type KeptConfig, ownName } from '../setup/own-config.ts';
import { hourAnswered } from '../setup/questions.ts';
import type { Terminal } from './terminal.ts';

const say = inAll('schedule');

/** What installing would do. */
export interface DailyPlan {
  readonly kind: ScheduleKind;
  readonly run: DailyRun;
  readonly steps: readonly ScheduleStep[];
  /** As people are shown it. */
  readonly lines: readonly string[];
}

/** The variables that a run by itself would not have, and that it may need to reach the network. */
const PASSED_ON = ['NODE_EXTRA_CA_CERTS', 'HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY'];

/** The very program that runs now, with its arguments for the daily run. */
const ownCall = (own: Pick<KeptConfig, 'path'>, argv: readonly string[] = process.argv): [string, ...string[]] => [
  process.execPath,
  ...process.execArgv,
  realpathSync(must(argv[1], 'program that runs')),
  'sweep',
  '--scheduled',
  '--config',
  own.path,
];

/** Throws BatonError `no-schedule-here`, and what the hour of the config is refused with. */
export const planDaily = async (
  { locale }: Terminal,
  own: KeptConfig,
  machine: Machine,
  now: string,
  named: ScheduleKind | null,
): Promise<DailyPlan> => {
  const words = LANGUAGES[locale].schedule;
  const { at, zone, minute: wanted } = hourAnswered(own.config.at ?? '09:00', own.config.zone ?? machineZone());
  const here = machineZone();
  const shown = onClockOf(wanted, zone, here, now);
  const command = ownCall(own);
  const kind = named ?? (await kindHere(machine));
  if (kind === null) throw new BatonError('call', 'no-schedule-here', say.noneHere({ call: shellCall(command) }));
  const isElsewhere = shown.minute !== wanted || !shown.isSteady;
  const run: DailyRun = {
    name: ownName(own.path),
    command,
    env: Object.fromEntries(PASSED_ON.flatMap((name) => (machine.env[name] ? [[name, machine.env[name]]] : []))),
    minute: shown.minute,
    there: isElsewhere ? { minute: wanted, zone } : null,
  };
  const steps = await kind.install(run, machine);
  const isDrifting = isElsewhere && !shown.isSteady && kind.name !== 'systemd';
  const lines =
    kind.name === 'container'
      ? words.container({ call: shellCall(command) }).split('\n')
      : [
          words.will({ kind: words.kind[kind.name], at, zone }),
          ...(isElsewhere
            ? [words.otherClock({ there: at, zone, here: formatClock(shown.minute), machine: here })]
            : []),
          ...(isDrifting ? [words.drifts] : []),
          ...(command.some((part) => /[\\/]_npx[\\/]/.test(part)) ? [words.fromCache] : []),
          ...(words.session[kind.name] ? [words.session[kind.name]] : []),
          ...(own.config.admin ? [words.told({ address: own.config.admin })] : []),
          ...stepLines(steps, words),
        ];
  return { kind, run, steps, lines };
};

const stepLines = (steps: readonly ScheduleStep[], words: (typeof LANGUAGES)['en']['schedule']): string[] => {
  const indented = (text: string) =>
    text
      .trimEnd()
      .split(/\r?\n/)
      .map((line) => `    ${line}`);
  const written = steps.flatMap((step) => {
    if (step.kind === 'write') return ['', words.writes({ path: step.path }), ...indented(step.text)];
    if (step.kind === 'call' && step.call.input !== undefined) return ['', words.crontab, ...indented(step.call.input)];
    return [];
  });
  const calls = steps.flatMap((step) => (step.kind === 'call' ? [`    ${callText(step.call)}`] : []));
  return [...written, ...(calls.length > 0 ? ['', words.calls, ...calls] : [])];
};

/** Does all steps in their order. Throws BatonError `schedule-failed`, `schedule-not-written` (backend). */
export const doSteps = async (steps: readonly ScheduleStep[], machine: Machine): Promise<void> => {
  for (const step of steps) {
    if (step.kind === 'call') await doCall(step, machine);
    else await doFile(step, machine);
  }
};

const doCall = async ({ call, mayFail }: Extract<ScheduleStep, { kind: 'call' }>, machine: Machine): Promise<void> => {
  const { code, out, err } = await machine.call(call);
  if (code !== 0 && !mayFail)
    throw new BatonError('backend', 'schedule-failed', say.failed({ call: callText(call), said: (err || out).trim() }));
};

const doFile = async (step: Exclude<ScheduleStep, { kind: 'call' }>, machine: Machine): Promise<void> => {
  try {
    await (step.kind === 'write' ? machine.write(step.path, step.bytes) : machine.remove(step.path));
  } catch (cause) {
    throw new BatonError('backend', 'schedule-not-written', say.notWritten({ path: step.path }), cause);
  }
};

/** When the next run is, for people. */
export const nextText = (
  { minute, there }: Pick<DailyRun, 'minute' | 'there'>,
  now: string,
  terminal: Terminal,
): string => instantText(there ? nextAt(there.minute, there.zone, now) : nextAt(minute, machineZone(), now), terminal);

/** An instant by this machine's clock. */
export const instantText = (instant: string, { locale }: Terminal): string => {
  const local = localTime(instant, machineZone());
  if (local === null) return instant;
  const today = must(dayFromIso(local.iso.slice(0, 10)), 'day');
  return `${formatDay(local.day, locale, today)} ${formatClock(local.minute)}`;
};

const callText = ({ program, args }: SystemCall): string => shellCall([program, ...args]);

/** As it could be typed. */
const shellCall = (words: readonly string[]): string =>
  words.map((one) => (/^[\w@%+=:,./\\-]+$/.test(one) ? one : `"${one}"`)).join(' ');
