/** Small pictures: pages as Chromium shows them, of few colours. Needs ImageMagick. */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';

/** How a page is looked at. */
export interface PictureLook {
  /** Pixels. */
  readonly width: number;
  readonly scheme: 'light' | 'dark';
  /** Where the picture goes. */
  readonly file: string;
}

const COLOURS = '48';
/** Grounds of a sheet are so pale that fewer would make them one. */
const COLOURS_OF_SHEETS = '160';

/** A page from top to bottom. */
export const take = async (browser: Browser, html: string, { width, scheme, file }: PictureLook): Promise<void> => {
  const page = await browser.newPage({ viewport: { width, height: 100 }, colorScheme: scheme });
  await page.setContent(html);
  await writeFile(file, await page.screenshot({ fullPage: true }));
  await page.close();
  await reduce(file, file);
};

/** The same of a picture that is there, without the white around it. */
export const croppedPicture = (from: string, to: string): Promise<void> =>
  reduce(from, to, ['-trim', '-bordercolor', 'white', '-border', '16'], COLOURS_OF_SHEETS);

const reduce = async (from: string, to: string, more: readonly string[] = [], colours = COLOURS): Promise<void> => {
  await promisify(execFile)('convert', [from, ...more, '+dither', '-colors', colours, '-strip', `PNG8:${to}`]);
};
