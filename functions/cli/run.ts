/** Runs a program on the process's arguments, and ends with a sentence and an exit code. */
import type { Command } from 'commander';
import { callError } from './program.ts';
import { refuseSwallowed } from './swallowed.ts';
import { openTerminal, optionOf, reportError, type Terminal } from './terminal.ts';

/** Parses the process's arguments and lets the command do the rest; whatever goes wrong ends as one sentence and a code. */
export const run = async (program: (terminal: Terminal) => Command): Promise<void> => {
  const argv = process.argv.slice(2);
  const terminal = openTerminal(argv);
  // Whoever reads our output has seen enough (`… | head`).
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 3));
  if (URL.parse(optionOf(argv, '--mail') ?? '')?.password) terminal.note(terminal.say.passwordShown);
  try {
    const parsed = program(terminal);
    refuseSwallowed(parsed, argv, process.env);
    if (argv.length === 0 && parsed.commands.length > 0) parsed.outputHelp();
    else await parsed.parseAsync(argv, { from: 'user' });
  } catch (error) {
    const told = callError(error);
    if (told !== null) reportError(terminal, told);
  }
};
