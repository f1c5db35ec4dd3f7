/** Refuses a call of which npm kept an option for itself. */
import type { Command, Option } from 'commander';
import { LANGUAGES } from '../../core/messages/languages.ts';
import { inEach } from '../../sheet-templates/index.ts';
import { asTyped } from '../base/as-typed.ts';
import { BatonError } from '../errors.ts';

/** An option that npm kept, and with which value. */
interface Swallowed {
  readonly option: Option;
  readonly long: string;
  readonly said: string;
}

/**
 * Refuses a call of which npm kept an option for itself. Without `--` in front npm takes every option, its own or not, drops
 * it from what the script is given and says so only in the environment, as `npm_config_dry_run=true`; PowerShell can lose
 * the `--` that was typed (https://github.com/npm/cli/issues/4903, 7375). What stands in npm's settings looks the same.
 * Throws BatonError `option-swallowed` (call).
 */
export const refuseSwallowed = (program: Command, argv: readonly string[], env: NodeJS.ProcessEnv): void => {
  if (env.npm_lifecycle_event === undefined) return;
  const called = program.commands.length > 0 ? program.commands.find((one) => one.name() === argv[0]) : program;
  const swallowed = (called?.options ?? []).flatMap((option): Swallowed[] => {
    const { long = '' } = option;
    const said = env[`npm_config_${long.slice(2).replaceAll('-', '_')}`];
    return said && !isGiven(argv, long) ? [{ option, long, said }] : [];
  });
  if (swallowed.length === 0) return;

  const names = swallowed.map(({ long }) => long);
  const rest = restOf(argv, swallowed);
  const [call, inPowerShell] =
    program.name() === 'start'
      ? [`npm start -- ${rest}`, `npm start '--' ${rest}`]
      : [`npm run -s baton -- ${rest}`, `npm run -s baton '--' ${rest}`];
  throw new BatonError(
    'call',
    'option-swallowed',
    inEach((locale) => LANGUAGES[locale].cli.call.swallowed(names, call, inPowerShell)),
  );
};

const isGiven = (argv: readonly string[], long: string): boolean =>
  argv.some((arg) => arg === long || arg.startsWith(`${long}=`));

/** What belongs behind the `--`. A value that npm did not join to its option stands among the arguments; nobody knows which it is. */
const restOf = (argv: readonly string[], swallowed: readonly Swallowed[]): string => {
  const isLoose = swallowed.some(({ option, said }) => option.required && said.startsWith('true'));
  const options = swallowed.map(({ option: { flags, required }, long, said }) => {
    if (!required) return long;
    return said.startsWith('true') ? flags : asTyped(`${long}=${said}`);
  });
  return [...(isLoose ? [...argv.slice(0, 1), '…'] : argv.map(asTyped)), ...options].join(' ');
};
