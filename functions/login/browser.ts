/** Opens an address in the person's browser, where there is one. */
import { spawn } from 'node:child_process';

const PROGRAMS: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ['open'],
  // `start` would read the & of an address as the end of a command.
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};

/** Where none opens, the person does it: the address is on the screen. */
export const openInBrowser = (url: string): void => {
  const [program, ...args] = PROGRAMS[process.platform] ?? ['xdg-open'];
  try {
    const child = spawn(program, [...args, url], { stdio: 'ignore', detached: true });
    child.on('error', () => {});
    child.unref();
  } catch {
    // A machine without a screen.
  }
};
