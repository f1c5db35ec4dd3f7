/** Entry of `npm run baton`: the list of all commands. */
import type { Command } from 'commander';
import { adoptCommand } from './commands/adopt.ts';
import { backup } from './commands/backup.ts';
import { check } from './commands/check.ts';
import { court } from './commands/court.ts';
import { doctorCommand } from './commands/doctor.ts';
import { editCommand } from './commands/edit.ts';
import { explain } from './commands/explain.ts';
import { exportCommand } from './commands/export.ts';
import { forecast } from './commands/forecast.ts';
import { init } from './commands/init.ts';
import { minutesCommand } from './commands/minutes.ts';
import { packCommand } from './commands/pack.ts';
import { peopleCommand } from './commands/people.ts';
import { replyCommand } from './commands/reply.ts';
import { resendCommand } from './commands/resend.ts';
import { restoreCommand } from './commands/restore.ts';
import { rolloverCommand } from './commands/rollover.ts';
import { scheduleCommand } from './commands/schedule.ts';
import { schema } from './commands/schema.ts';
import { serve } from './commands/serve.ts';
import { setupCommand } from './commands/setup.ts';
import { slip } from './commands/slip.ts';
import { sweepCommand } from './commands/sweep.ts';
import { verify } from './commands/verify.ts';
import { command } from './program.ts';
import { run } from './run.ts';
import type { Terminal } from './terminal.ts';

/** A new command is one file and one word here. */
const COMMANDS: readonly ((terminal: Terminal) => Command)[] = [
  setupCommand,
  init,
  adoptCommand,
  check,
  sweepCommand,
  serve,
  explain,
  slip,
  forecast,
  court,
  exportCommand,
  editCommand,
  minutesCommand,
  peopleCommand,
  replyCommand,
  packCommand,
  resendCommand,
  verify,
  backup,
  restoreCommand,
  rolloverCommand,
  doctorCommand,
  scheduleCommand,
  schema,
];

await run((terminal) => {
  const baton = command(terminal, 'baton');
  for (const make of COMMANDS) baton.addCommand(make(terminal));
  return baton;
});
