/** The terminal a command prints to: language, width, colours, JSON, exit code. */
import { relative, resolve } from 'node:path';
import { styleText } from 'node:util';
import { inAll } from '../../core/messages/in-all.ts';
import { LANGUAGES } from '../../core/messages/languages.ts';
import { LOCALES, type Locale, localeOfTag } from '../../sheet-templates/index.ts';
import { withFile } from '../base/as-typed.ts';
import { BatonError, EXIT } from '../errors.ts';
import type { KeptConfig } from '../setup/own-config.ts';
import { jsonText, onOneLine } from './plain.ts';
import type { CliWords } from './words.ts';

const say = inAll('calls');

export type TextTone = 'strong' | 'quiet' | 'late' | 'soon';

const STYLES = { strong: 'bold', quiet: 'gray', late: 'red', soon: 'yellow' } as const;

/** Where a command prints, in which language, and how it ended. */
export interface Terminal {
  readonly locale: Locale;
  readonly say: CliWords;
  /** What `setup` has kept; null where nothing is set up. */
  readonly own: KeptConfig | null;
  /** One JSON document on stdout and nothing else. */
  readonly json: boolean;
  /** Columns of the terminal that watches; Infinity when none does. */
  readonly width: number;
  /** The call is about this workbook alone: from now on a sentence that says to run a command on one names it. */
  isAbout(workbook: string): void;
  /** A sentence as it is printed. */
  shown(text: string): string;
  print(...lines: string[]): void;
  printJson(value: unknown): void;
  /** To stderr: what is said beside the result. */
  note(line: string): void;
  paint(tone: TextTone, text: string): string;
  /** The worst of all codes told so far is the one the process exits with. */
  exit(code: number): void;
}

/** How messages are sorted out before anything is parsed: both decide how even a wrong call is answered. */
export const openTerminal = (
  argv: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
  own: KeptConfig | null = null,
): Terminal => {
  const locale = localeSpoken(argv, env, systemTag, own?.config.locale);
  const { stdout, stderr } = process;
  let about: string | null = null;
  const shown = (text: string) => (about === null ? text : withFile(text, about));
  return {
    locale,
    say: LANGUAGES[locale].cli,
    own,
    json: argv.includes('--json'),
    width: stdout.isTTY ? stdout.columns : Number.POSITIVE_INFINITY,
    isAbout: (workbook) => {
      about = workbook;
    },
    shown,
    print: (...lines) => void stdout.write(lines.map((line) => `${onOneLine(shown(line)).trimEnd()}\n`).join('')),
    printJson: (value) => void stdout.write(`${jsonText(value)}\n`),
    note: (line) => void stderr.write(`${onOneLine(shown(line))}\n`),
    paint: (tone, text) => styleText(STYLES[tone], text, { stream: stdout }),
    exit: (code) => {
      process.exitCode = Math.max(code, Number(process.exitCode ?? 0));
    },
  };
};

export const optionOf = (argv: readonly string[], name: string): string | undefined => {
  const at = argv.findIndex((arg) => arg === name || arg.startsWith(`${name}=`));
  const found = argv[at];
  return found === name ? argv[at + 1] : found?.slice(name.length + 1);
};

/** The same terminal, in another language. */
export const speaking = (terminal: Terminal, locale: Locale): Terminal => ({
  ...terminal,
  locale,
  say: LANGUAGES[locale].cli,
});

/** The language of the system, as Windows and macOS have it where no variable says. */
const systemTag = (): string => Intl.DateTimeFormat().resolvedOptions().locale;

/** --locale, else what was chosen with `setup`, else what the environment speaks, else the system; English where Baton does not speak it. */
const localeSpoken = (
  argv: readonly string[],
  env: NodeJS.ProcessEnv,
  system: () => string,
  chosen?: Locale,
): Locale => {
  const given = optionOf(argv, '--locale');
  const known = LOCALES.find((locale) => locale === given);
  if (known) return known;
  if (chosen) return chosen;
  const spoken = env.LC_ALL || env.LC_MESSAGES || env.LANG || system();
  return localeOfTag(spoken) ?? 'en';
};

export const mustBeLocale = (text: string): Locale => {
  const known = LOCALES.find((locale) => locale === text);
  if (known) return known;
  throw new BatonError('call', 'locale-unknown', say.localeUnknown({ text }));
};

/** npm runs a script in the project's folder and keeps in INIT_CWD where the caller stood: paths are meant from there. */
export const pathFromCaller = (path: string, env: NodeJS.ProcessEnv = process.env): string => {
  const ownScript = env.npm_lifecycle_event === 'baton' || env.npm_lifecycle_event === 'start';
  return resolve((ownScript && env.INIT_CWD) || process.cwd(), path);
};

/** As short as it can be typed from where the caller stands. */
export const shownPath = (path: string): string => {
  const near = relative(pathFromCaller('.'), pathFromCaller(path));
  return near.startsWith('..') ? path : near;
};

/** Prints what went wrong, in one sentence that says what to do, and sets the exit code. */
export const reportError = (terminal: Terminal, error: unknown): void => {
  const { code, message, exit } = errorOf(terminal, error);
  if (terminal.json) terminal.printJson({ error: { code, message: terminal.shown(message) } });
  else terminal.note(message);
  if (process.env.BATON_DEBUG === '1') for (const line of stackOf(error).split('\n')) terminal.note(line);
  terminal.exit(exit);
};

export const errorOf = ({ locale, say }: Terminal, error: unknown): { code: string; message: string; exit: number } =>
  error instanceof BatonError
    ? { code: error.code, message: error.words[locale], exit: EXIT[error.kind] }
    : { code: 'internal', message: say.internal(messageOf(error)), exit: EXIT.backend };

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error)).split('\n', 1).join('');

const stackOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return [error.stack ?? error.message, ...(error.cause === undefined ? [] : [stackOf(error.cause)])].join('\n');
};
