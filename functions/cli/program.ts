/** Builds commands on commander: help and errors in the reader's language. */
import { Command, CommanderError, Option } from 'commander';
import { LANGUAGES } from '../../core/messages/languages.ts';
import { widthOf } from '../../core/text/width.ts';
import { inEach } from '../../sheet-templates/index.ts';
import { BatonError } from '../errors.ts';
import { mustBeLocale, type Terminal } from './terminal.ts';
import { VERSION } from './version.ts';
import type { CliWords, CommandName, OptionName } from './words.ts';

/** A command that explains itself in the reader's language and reports a wrong call as an error of ours. */
export const command = ({ say, print }: Terminal, name: CommandName | 'start' | 'baton'): Command => {
  const { help } = say;
  const titles: Readonly<Record<string, string>> = {
    'Usage:': help.usage,
    'Commands:': help.commands,
    'Arguments:': help.arguments,
    'Options:': help.options,
  };
  const made = new Command(name)
    .exitOverride()
    .helpCommand(false)
    .helpOption('-h, --help', help.option.help)
    .configureOutput({ writeOut: (text) => print(...text.trimEnd().split('\n')), writeErr: () => {} })
    .configureHelp({
      displayWidth: widthOf,
      styleTitle: (title) => titles[title] ?? title,
      optionDescription: ({ description }) => description,
      subcommandTerm: (shown) => shown.name(),
      commandUsage: (shown) =>
        [
          shown.parent
            ? `npm run -s baton -- ${shown.name()}`
            : name === 'start'
              ? 'npm start --'
              : 'npm run -s baton --',
          shown
            .usage()
            .replace(/\[options\] ?/, '')
            .replace('[command]', '<command>'),
        ]
          .join(' ')
          .trim(),
    });
  if (name === 'baton') {
    made.helpCommand('help [command]', help.option.help).version(VERSION, '-V, --version', help.option.version);
    return made.description(help.about).addHelpText('after', `\n${help.exits}`);
  }
  const { what, example } = help.command[name];
  const call = name === 'start' ? example : `npm run -s baton -- ${example}`;
  return made.description(what).summary(what).addHelpText('after', `\n${help.example}\n  ${call}`);
};

/** An option with its sentence. `--locale` of a command that makes something is the language of what it makes. */
export const option = ({ say }: Terminal, flags: string, words: OptionName): Option => {
  const made = new Option(flags, say.help.option[words]);
  return flags.startsWith('--locale') ? made.argParser(mustBeLocale) : made;
};

export const collect = (value: string, before: readonly string[] = []): string[] => [...before, value];

/** What commander says about a wrong call, in our words; null where it only showed its help. */
export const callError = (error: unknown): unknown => {
  if (!(error instanceof CommanderError)) return error;
  if (error.exitCode === 0) return null;
  const [, name = ''] = /'([^']+)'/.exec(error.message) ?? [];
  const like = /Did you mean (?:one of )?([^?]+)\?/.exec(error.message)?.[1] ?? '';
  const [code, sentence] = CALLS[error.code] ?? ['bad-call', (say) => say.other(error.message.replace(/^error: /, ''))];
  return new BatonError(
    'call',
    code,
    inEach((locale) => sentence(LANGUAGES[locale].cli.call, name, like)),
    error,
  );
};

type Call = CliWords['call'];

const CALLS: Readonly<Record<string, [string, (say: Call, name: string, like: string) => string]>> = {
  'commander.unknownCommand': ['unknown-command', (say, name, like) => say.unknownCommand(name, like)],
  // `help` of what is no command, which the error does not name.
  'commander.help': ['unknown-command', (say) => say.unknownCommand(process.argv.at(-1) ?? '', '')],
  'commander.unknownOption': ['unknown-option', (say, name, like) => say.unknownOption(name, like)],
  'commander.missingArgument': ['missing-argument', (say, name) => say.missingArgument(name)],
  'commander.optionMissingArgument': ['missing-value', (say, name) => say.missingValue(name)],
  'commander.missingMandatoryOptionValue': ['missing-option', (say, name) => say.missingOption(name)],
  'commander.excessArguments': ['too-many-arguments', (say) => say.tooMany],
};
