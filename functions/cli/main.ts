/** Entry of `npm run baton`: the list of all commands. */
import type { Command } from 'commander';
import { command } from './program.ts';
import { run } from './run.ts';
import type { Terminal } from './terminal.ts';
import type { CommandName } from './words.ts';

type Make = (terminal: Terminal) => Command;

/** Each command by what loads it, which only a call of it does. A new command is one file and one line here. */
const COMMANDS: Readonly<Record<CommandName, () => Promise<Make>>> = {
  setup: async () => (await import('./commands/setup.ts')).setupCommand,
  init: async () => (await import('./commands/init.ts')).init,
  adopt: async () => (await import('./commands/adopt.ts')).adoptCommand,
  check: async () => (await import('./commands/check.ts')).check,
  sweep: async () => (await import('./commands/sweep.ts')).sweepCommand,
  serve: async () => (await import('./commands/serve.ts')).serve,
  explain: async () => (await import('./commands/explain.ts')).explain,
  slip: async () => (await import('./commands/slip.ts')).slip,
  forecast: async () => (await import('./commands/forecast.ts')).forecast,
  court: async () => (await import('./commands/court.ts')).court,
  export: async () => (await import('./commands/export.ts')).exportCommand,
  calendar: async () => (await import('./commands/calendar.ts')).calendarCommand,
  edit: async () => (await import('./commands/edit.ts')).editCommand,
  minutes: async () => (await import('./commands/minutes.ts')).minutesCommand,
  people: async () => (await import('./commands/people.ts')).peopleCommand,
  reply: async () => (await import('./commands/reply.ts')).replyCommand,
  pack: async () => (await import('./commands/pack.ts')).packCommand,
  resend: async () => (await import('./commands/resend.ts')).resendCommand,
  verify: async () => (await import('./commands/verify.ts')).verify,
  backup: async () => (await import('./commands/backup.ts')).backup,
  restore: async () => (await import('./commands/restore.ts')).restoreCommand,
  rollover: async () => (await import('./commands/rollover.ts')).rolloverCommand,
  login: async () => (await import('./commands/login.ts')).loginCommand,
  logout: async () => (await import('./commands/logout.ts')).logoutCommand,
  doctor: async () => (await import('./commands/doctor.ts')).doctorCommand,
  schedule: async () => (await import('./commands/schedule.ts')).scheduleCommand,
  schema: async () => (await import('./commands/schema.ts')).schema,
  'add-on': async () => (await import('./commands/add-on.ts')).addOnCommand,
};

await run(async (terminal, argv) => {
  const baton = command(terminal, 'baton');
  // The one that is called, and of `help check` the one that is asked about.
  const called = argv.slice(0, 2);
  for (const [name, load] of Object.entries(COMMANDS) as [CommandName, () => Promise<Make>][])
    baton.addCommand(called.includes(name) ? (await load())(terminal) : command(terminal, name));
  return baton;
});
