import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { afterAll } from 'vitest';

const PATH = '/usr/bin/chromium';

/** One for all the files of a process: each leaves it without a page. */
let opened: Browser | undefined;

/**
 * Debian's Chromium, or null with one line that says what to install. In CI its absence is a failure, so that no run
 * is green because nobody looked. Asked for while a test file is loaded; what the file opened there is closed behind it.
 */
export const openChromium = async (): Promise<Browser | null> => {
  if (!existsSync(PATH)) {
    const missing = 'No Chromium for the browser tests; install it with: apt-get install -y chromium';
    if (process.env.CI === 'true') throw new Error(missing);
    console.warn(missing);
    return null;
  }
  const browser = opened?.isConnected() ? opened : await launch();
  opened = browser;
  afterAll(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
  });
  return browser;
};

/** A worker is told by this signal that no file is left. Its end takes Chromium along, while a handler of Playwright's would only begin to close it. */
const launch = (): Promise<Browser> => {
  process.once('SIGTERM', () => process.exit());
  return chromium.launch({
    executablePath: PATH,
    handleSIGTERM: false,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
};
