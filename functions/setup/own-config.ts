/** The file in which a person's set-up stands: which workbooks, how mail leaves, when. Nobody else on the machine may read it. */
import { mkdir, readFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { inAll } from '../../core/messages/in-all.ts';
import { LOCALES, type Locale } from '../../sheet-templates/types.ts';
import { here, ownFolder, pathsOf, type Where } from '../base/own-folder.ts';
import { writeWhole } from '../base/whole-file.ts';
import { BatonError } from '../errors.ts';

const say = inAll('setup');

/** What `setup` keeps. A field is absent where nobody has said anything about it. */
export interface OwnConfig {
  /** Workbooks that are swept where a call names none: absolute paths, URIs, or a list of workbooks as .json. */
  readonly workbooks: readonly string[];
  /** How mail about these leaves, as --mail says it. */
  readonly mail?: string;
  /** The sender, as --from says it. */
  readonly from?: string;
  /** Where people open the answer page, which runs by itself: with it mails have buttons, and replies can be read. */
  readonly links?: string;
  /** Address of whoever hears of a daily run that failed. */
  readonly admin?: string;
  /** When the daily run is, HH:MM, and in which time zone. */
  readonly at?: string;
  readonly zone?: string;
  readonly locale?: Locale;
  /** Variables of the environment that nobody else may see, such as BATON_SMTP_PASSWORD; they belong to `mail` and to no other way. */
  readonly secrets?: Readonly<Record<string, string>>;
}

/** The config, and where it stands. */
export interface KeptConfig {
  readonly path: string;
  readonly config: OwnConfig;
}

/** `BATON_CONFIG`, else %APPDATA%\baton\config.json on Windows and ~/.config/baton/config.json (XDG) elsewhere. */
export const ownConfigPath = (where: Where = here()): string => {
  if (where.env.BATON_CONFIG) return resolve(where.env.BATON_CONFIG);
  return pathsOf(where).join(ownFolder('config', where), 'config.json');
};

/** Where logs and the ends of daily runs are kept: beside a config that was named, else where such things lie. */
export const ownStateFolder = (configPath: string, where: Where = here()): string =>
  configPath === usualPath(where) ? ownFolder('state', where) : dirname(configPath);

/** Where a config lies that nobody has given another place. */
const usualPath = (where: Where): string => ownConfigPath({ ...where, env: { ...where.env, BATON_CONFIG: undefined } });

/** Null where there is none. Throws BatonError `bad-config` (call) for one that cannot be read. */
export const readOwnConfig = async (path: string): Promise<KeptConfig | null> => {
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT' || cause.code === 'ENOTDIR') return null;
    throw badOwnConfig(path, cause);
  });
  if (text === null) return null;
  const config = configIn(text);
  if (config === null) throw badOwnConfig(path);
  return { path, config };
};

/** Written whole or not at all, and readable for its owner alone from its first byte on. */
export const writeOwnConfig = async (path: string, config: OwnConfig): Promise<void> => {
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await writeWhole(path, `${JSON.stringify(config, null, 2)}\n`);
  } catch (cause) {
    throw new BatonError('backend', 'config-not-written', say.notWritten({ path }), cause);
  }
};

/** What the daily run of a config is called: `baton`, and with a config that has another place by that place's name. */
export const ownName = (configPath: string): string => {
  if (configPath === usualPath(here())) return 'baton';
  const plain = `${basename(dirname(configPath))}-${basename(configPath, '.json')}`.replace(/[^A-Za-z0-9]+/g, '-');
  return `baton-${plain}-${checkOf(configPath)}`;
};

/** Tells paths apart whose names are alike, also those that are not written in Latin letters. */
const checkOf = (text: string): string => {
  let sum = 0;
  for (const char of text) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 0xffffff;
  return sum.toString(16).padStart(6, '0');
};

const configIn = (text: string): OwnConfig | null => {
  try {
    return asConfig(JSON.parse(text));
  } catch {
    return null;
  }
};

const TEXTS = ['mail', 'from', 'links', 'admin', 'at', 'zone'] as const;

const asConfig = (value: unknown): OwnConfig | null => {
  if (typeof value !== 'object' || value === null) return null;
  const given = value as Readonly<Record<string, unknown>>;
  const { workbooks, secrets } = given;
  if (!Array.isArray(workbooks) || !workbooks.every((one) => typeof one === 'string')) return null;
  const texts: Partial<Record<(typeof TEXTS)[number], string>> = {};
  for (const name of TEXTS) {
    const text = given[name];
    if (text !== undefined && typeof text !== 'string') return null;
    if (text) texts[name] = text;
  }
  const locale = LOCALES.find((one) => one === given.locale);
  const kept = asTexts(secrets);
  return { workbooks, ...texts, ...(locale && { locale }), ...(kept && { secrets: kept }) };
};

const asTexts = (value: unknown): Readonly<Record<string, string>> | null => {
  if (typeof value !== 'object' || value === null) return null;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, text]) => (typeof text === 'string' ? [[name, text]] : [])),
  );
};

const badOwnConfig = (path: string, cause?: unknown) =>
  new BatonError('call', 'bad-config', say.badConfig({ path }), cause);
