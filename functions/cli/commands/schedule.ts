/** `schedule`: installs the daily run for the system at hand, takes it away again, and says how it goes. */
import type { Command } from 'commander';
import { inAll } from '../../../core/messages/in-all.ts';
import { LANGUAGES } from '../../../core/messages/languages.ts';
import { BatonError, EXIT } from '../../errors.ts';
import { KIND_NAMES, type Machine, type ScheduleKind, type ScheduleStep } from '../../schedule/kind.ts';
import { installedOn, kindNamed } from '../../schedule/kinds.ts';
import { thisMachine } from '../../schedule/machine.ts';
import { machineZone, nextAt } from '../../schedule/when.ts';
import { type KeptConfig, ownConfigPath, ownName, writeOwnConfig } from '../../setup/own-config.ts';
import { hourAnswered } from '../../setup/questions.ts';
import { canBeAsked } from '../asking.ts';
import { confirmed } from '../confirming.ts';
import { doSteps, instantText, nextText, planDaily } from '../daily.ts';
import { command, option } from '../program.ts';
import { realNow } from '../reading.ts';
import { lastRunOf, runPlaces } from '../scheduled.ts';
import { table } from '../table.ts';
import { pathFromCaller, type Terminal } from '../terminal.ts';

const say = inAll('schedule');

interface Options {
  readonly kind?: string;
  readonly at?: string;
  readonly zone?: string;
  readonly yes?: true;
  readonly config?: string;
}

export const scheduleCommand = (terminal: Terminal): Command =>
  command(terminal, 'schedule')
    .argument('<what>', terminal.say.help.argument.schedule)
    .addOption(option(terminal, '--kind <kind>', 'scheduleKind'))
    .addOption(option(terminal, '--at <time>', 'at'))
    .addOption(option(terminal, '--zone <zone>', 'zone'))
    .addOption(option(terminal, '--yes', 'doIt'))
    .addOption(option(terminal, '--config <file>', 'config'))
    .addOption(option(terminal, '--json', 'json'))
    .addOption(option(terminal, '--locale <locale>', 'locale'))
    .action(async (what: string, options: Options) => {
      const does = WHAT.get(what);
      if (!does) throw new BatonError('call', 'schedule-unknown', say.whatUnknown({ text: what }));
      await does(terminal, options, thisMachine());
    });

const install = async (terminal: Terminal, options: Options, machine: Machine): Promise<void> => {
  const own = await timed(mustBeSetUp(terminal), options);
  const now = realNow();
  const plan = await planDaily(terminal, own, machine, now, kindGiven(options.kind));
  const words = LANGUAGES[terminal.locale].schedule;
  if (!terminal.json) terminal.print(...plan.lines, '');
  const isDone = plan.steps.length > 0 && (options.yes === true || (await mayDo(terminal, words.ask)));
  if (isDone) {
    if (options.at !== undefined || options.zone !== undefined) await writeOwnConfig(own.path, own.config);
    await doSteps(plan.steps, machine);
  }
  const { kind, run, steps } = plan;
  if (terminal.json)
    return terminal.printJson({ kind: kind.name, steps: steps.map(stepJson), command: run.command, installed: isDone });
  if (isDone) terminal.print(words.done({ next: nextText(run, now, terminal) }));
  else if (steps.length > 0) terminal.print(words.notDone);
};

/** Asks where somebody can be asked. */
const mayDo = async (terminal: Terminal, question: string): Promise<boolean> =>
  !terminal.json && canBeAsked() && confirmed(question, true, terminal.locale);

const remove = async (terminal: Terminal, _: Options, machine: Machine): Promise<void> => {
  const name = ownName(terminal.own?.path ?? ownConfigPath());
  const words = LANGUAGES[terminal.locale].schedule;
  const all = await installedOn(machine, name);
  const steps: ScheduleStep[] = [];
  for (const { kind } of all) steps.push(...(await kind.remove(name, machine)));
  await doSteps(steps, machine);
  const places = all.flatMap(({ found }) => found.places);
  if (terminal.json) return terminal.printJson({ removed: places });
  terminal.print(
    ...(places.length > 0 ? [words.removed, ...places.map((place) => `  ${place}`)] : [words.nothingToRemove]),
  );
};

const status = async (terminal: Terminal, _: Options, machine: Machine): Promise<void> => {
  const place = { path: terminal.own?.path ?? ownConfigPath() };
  const words = LANGUAGES[terminal.locale].schedule;
  const now = realNow();
  const all = await installedOn(machine, ownName(place.path));
  const last = await lastRunOf(place);
  const { log } = runPlaces(place);
  const installed = all.map(({ kind, found: { places, at, isActive, needsSession } }) => ({
    kind: kind.name,
    places,
    next: at && isActive ? nextAt(at.minute, at.zone ?? machineZone(), now) : null,
    isActive,
    needsSession,
  }));
  if (!installed.some(({ isActive }) => isActive)) terminal.exit(EXIT.data);
  if (terminal.json) return terminal.printJson({ installed, last, log });
  const say = words.status;
  const rows = installed.flatMap(({ kind, places, next, isActive }) => [
    [say.kind, words.kind[kind]],
    ...places.map((one) => [say.place, one]),
    [say.next, next ? instantText(next, terminal) : isActive ? say.unknownHour : say.inactive],
  ]);
  const ended = last && lastText(last, terminal);
  const shown = [...rows, [say.last, ended ?? say.never], ...(last ? [[say.log, log]] : [])];
  if (installed.length === 0) terminal.print(say.none);
  terminal.print(...table(['', ''], shown, Number.POSITIVE_INFINITY).slice(1));
  for (const { kind, needsSession } of installed) {
    if (needsSession && words.session[kind]) terminal.print('', words.session[kind]);
  }
};

const lastText = (
  { began, ended, exit }: NonNullable<Awaited<ReturnType<typeof lastRunOf>>>,
  terminal: Terminal,
): string => {
  const { status: say } = LANGUAGES[terminal.locale].schedule;
  if (ended === undefined || exit === undefined) return say.running({ at: instantText(began, terminal) });
  return say.ended({ at: instantText(ended, terminal), exit });
};

const WHAT: ReadonlyMap<string, (terminal: Terminal, options: Options, machine: Machine) => Promise<void>> = new Map([
  ['install', install],
  ['remove', remove],
  ['status', status],
]);

const mustBeSetUp = ({ own }: Terminal): KeptConfig => {
  if (own === null || own.config.workbooks.length === 0) throw new BatonError('call', 'not-set-up', say.noConfig);
  return { ...own, path: pathFromCaller(own.path) };
};

/** The hour that the call gives, else the one that was set up. */
const timed = async ({ path, config }: KeptConfig, given: Options): Promise<KeptConfig> => {
  const { at, zone } = hourAnswered(given.at ?? config.at ?? '09:00', given.zone ?? config.zone ?? machineZone());
  return { path, config: { ...config, at, zone } };
};

const kindGiven = (text: string | undefined): ScheduleKind | null => {
  if (text === undefined) return null;
  const name = KIND_NAMES.find((one) => one === text);
  const kind = name ? kindNamed(name) : null;
  if (!kind) throw new BatonError('call', 'kind-unknown', say.kindUnknown({ text, kinds: KIND_NAMES }));
  return kind;
};

const stepJson = (step: ScheduleStep) =>
  step.kind === 'call'
    ? { call: step.call }
    : { [step.kind]: step.path, ...(step.kind === 'write' && { text: step.text }) };
