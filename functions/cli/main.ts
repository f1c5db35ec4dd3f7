/** Entry of `npm run baton`: the list of all commands. */
import type { Command } from 'commander';
import { adopt } from './commands/adopt.ts';
import { backup } from './commands/backup.ts';
import { check } from './commands/check.ts';
import { court } from './commands/court.ts';
import { doctor } from './commands/doctor.ts';
import { edit } from './commands/edit.ts';
import { explain } from './commands/explain.ts';
import { forecast } from './commands/forecast.ts';
import { init } from './commands/init.ts';
import { minutes } from './commands/minutes.ts';
import { pack } from './commands/pack.ts';
import { reply } from './commands/reply.ts';
import { resend } from './commands/resend.ts';
import { restore } from './commands/restore.ts';
import { rollover } from './commands/rollover.ts';
import { schema } from './commands/schema.ts';
import { serve } from './commands/serve.ts';
import { slip } from './commands/slip.ts';
import { sweep } from './commands/sweep.ts';
import { verify } from './commands/verify.ts';
import { command } from './program.ts';
import { run } from './run.ts';
import type { Terminal } from './terminal.ts';

/** A new command is one file and one word here. */
const COMMANDS: readonly ((terminal: Terminal) => Command)[] = [
  init,
  adopt,
  check,
  sweep,
  serve,
  explain,
  slip,
  forecast,
  court,
  edit,
  minutes,
  reply,
  pack,
  resend,
  verify,
  backup,
  restore,
  rollover,
  doctor,
  schema,
];

await run((terminal) => {
  const baton = command(terminal, 'baton');
  for (const make of COMMANDS) baton.addCommand(make(terminal));
  return baton;
});
