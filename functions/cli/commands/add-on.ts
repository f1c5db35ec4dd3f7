/** `add-on install`: puts the add-on into a Google spreadsheet of one's own; `add-on files`: lays its files out, to be pasted there by hand. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { inAll } from '../../../core/messages/in-all.ts';
import { installAddOn, spreadsheetIdIn } from '../../create/add-on.ts';
import { BatonError } from '../../errors.ts';
import { command, option } from '../program.ts';
import { pathFromCaller, shownPath, type Terminal } from '../terminal.ts';

const say = inAll('addOnInstall');

/** Where the built files lie: in the repository once they are built, and in the package, whose scripts are in lib/cli. */
const BUILT = ['../../../build/apps-script/', '../../apps-script/'];

export const addOnCommand = (terminal: Terminal): Command =>
  command(terminal, 'add-on')
    .argument('<what>', terminal.say.help.argument.addOn)
    .argument('[where]', terminal.say.help.argument.spreadsheet)
    .addOption(option(terminal, '--locale <locale>', 'locale'))
    .action((what: string, where?: string) => {
      if (what === 'files') return layOut(terminal, pathFromCaller(where ?? 'baton-add-on'));
      if (what !== 'install') throw new BatonError('call', 'add-on-unknown', say.unknown({ text: what }));
      return install(terminal, spreadsheetIdIn(where ?? ''));
    });

const install = async (terminal: Terminal, id: string): Promise<void> => {
  const files = builtFolder();
  const folder = await mkdtemp(join(tmpdir(), 'baton-add-on-'));
  try {
    await installAddOn(id, {
      clasp: (args) => claspIn(folder, args),
      isSignedIn: async () => existsSync(join(homedir(), '.clasprc.json')),
      copyFiles: () => cp(files, folder, { recursive: true }),
      tell: (words) => terminal.note(words[terminal.locale]),
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  terminal.print(say.done({ url: `https://docs.google.com/spreadsheets/d/${id}/edit` })[terminal.locale]);
};

/** Whoever cannot have clasp pastes them: somewhere they can be opened, and not deep in a folder of npm's. */
const layOut = async (terminal: Terminal, folder: string): Promise<void> => {
  const files = builtFolder();
  await cp(files, folder, { recursive: true }).catch((cause) => {
    throw new BatonError('backend', 'add-on-not-copied', say.notCopied({ folder }), cause);
  });
  const names = (await readdir(files)).sort();
  terminal.print(say.laidOut({ folder: shownPath(folder), names })[terminal.locale]);
};

/** Throws BatonError `add-on-not-built` (call). */
const builtFolder = (): string => {
  const there = BUILT.map((path) => fileURLToPath(new URL(path, import.meta.url))).find((path) =>
    existsSync(join(path, 'Code.js')),
  );
  if (there === undefined) throw new BatonError('call', 'add-on-not-built', say.notBuilt);
  return there;
};

/** The version that this was tried with; npx takes the one that is installed, where there is one. */
const CLASP = '@google/clasp@3';

const claspIn = (folder: string, args: readonly string[]): Promise<number> =>
  new Promise((resolve) => {
    // npx is a script on Windows, which only its shell starts; no argument is anybody's text but the id, which has no blanks.
    const shell = process.platform === 'win32';
    const child = spawn('npx', ['--yes', CLASP, ...args], { cwd: folder, stdio: 'inherit', shell });
    child.on('error', () => resolve(127));
    child.on('close', (code) => resolve(code ?? 1));
  });
