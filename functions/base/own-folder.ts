/** Where what is a person's own stands on a machine: their set-up and logins, and what daily runs leave behind. */
import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';

/** A machine, as far as that decides about places. */
export interface Where {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly home: string;
}

export const here = (env: Where['env'] = process.env): Where => ({ env, platform: process.platform, home: homedir() });

/** What is kept there: the variable that names a folder for it, and the usual one, on systems like Unix and on Windows. */
const KINDS = {
  config: { unix: ['XDG_CONFIG_HOME', '.config'], windows: ['APPDATA', 'AppData\\Roaming'] },
  state: { unix: ['XDG_STATE_HOME', '.local/state'], windows: ['LOCALAPPDATA', 'AppData\\Local'] },
} as const;

export const pathsOf = ({ platform }: Pick<Where, 'platform'>) => (platform === 'win32' ? win32 : posix);

/**
 * ~/.config/baton or ~/.local/state/baton, on a Mac too, since people look for a command's files there; on Windows in AppData. A folder that the system
 * names comes first, where its path is absolute: https://specifications.freedesktop.org/basedir-spec/latest/
 */
export const ownFolder = (kind: keyof typeof KINDS, where: Where = here()): string => {
  const paths = pathsOf(where);
  const [variable, usual] = KINDS[kind][where.platform === 'win32' ? 'windows' : 'unix'];
  const given = where.env[variable];
  return paths.join(given && paths.isAbsolute(given) ? given : paths.join(where.home, usual), 'baton');
};
