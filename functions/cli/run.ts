/** Runs a program on the process's arguments, and ends with a sentence and an exit code. */

import type { Command } from 'commander';
import { hasPassword } from '../base/way-password.ts';
import { type KeptConfig, ownConfigPath, readOwnConfig } from '../setup/own-config.ts';
import { callError } from './program.ts';
import { refuseSwallowed } from './swallowed.ts';
import { openTerminal, optionOf, pathFromCaller, reportError, type Terminal } from './terminal.ts';

/** Parses the process's arguments and lets the command do the rest; whatever goes wrong ends as one sentence and a code. */
export const run = async (
  program: (terminal: Terminal, argv: readonly string[]) => Command | Promise<Command>,
): Promise<void> => {
  const argv = process.argv.slice(2);
  const { own, wrong } = await ownConfig(argv);
  const terminal = openTerminal(argv, process.env, own);
  // Whoever reads our output has seen enough (`… | head`).
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 3));
  // `setup` refuses such a way in the same words.
  if (argv[0] !== 'setup' && hasPassword(optionOf(argv, '--mail') ?? '')) terminal.note(terminal.say.passwordShown);
  try {
    if (wrong !== null && argv[0] !== 'setup') throw wrong;
    const parsed = await program(terminal, argv);
    refuseSwallowed(parsed, argv, process.env);
    if (argv.length === 0 && parsed.commands.length > 0) parsed.outputHelp();
    else await parsed.parseAsync(argv, { from: 'user' });
  } catch (error) {
    const told = callError(error);
    if (told !== null) reportError(terminal, told);
  }
};

/** What was set up, or why that cannot be read. */
const ownConfig = async (argv: readonly string[]): Promise<{ own: KeptConfig | null; wrong: unknown }> => {
  const named = optionOf(argv, '--config');
  try {
    return { own: await readOwnConfig(named ? pathFromCaller(named) : ownConfigPath()), wrong: null };
  } catch (wrong) {
    return { own: null, wrong };
  }
};
