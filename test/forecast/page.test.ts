import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeDemo } from '../../functions/demo/make.ts';
import { violationsOn } from '../support/axe.ts';
import { openChromium } from '../support/chromium.ts';
import { run, tempFolder } from '../support/cli.ts';

const NOW = '2026-03-06T09:00';

const browser: Browser | null = await openChromium();
afterAll(() => browser?.close());

let address: string;
beforeAll(async () => {
  const folder = await tempFolder();
  await makeDemo({ path: join(folder, 'launch.xlsx'), locale: 'en', zone: 'Europe/London', country: 'GB', now: NOW });
  await run('baton', folder, ['forecast', 'launch.xlsx', '--now', NOW, '--html', 'ahead.html']);
  address = pathToFileURL(join(folder, 'ahead.html')).href;
});

describe.skipIf(browser === null)('the forecast’s page in a browser, without scripts', () => {
  it.each([
    [360, 'light'],
    [800, 'light'],
    [1280, 'dark'],
  ] as const)('fits %i px, %s, and leaves a screen reader nothing to stumble over', async (width, colorScheme) => {
    const page = await browser!.newPage({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
    await page.goto(address);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    expect(await violationsOn(page)).toEqual([]);
    await page.close();
  });

  it('leads from a day of the calendar to its mails, which open and say why', async () => {
    const page = await browser!.newPage({ javaScriptEnabled: false });
    await page.goto(address);
    await page.locator('.calendar a', { hasText: 'Mon 9 Mar' }).first().click();
    expect(page.url()).toMatch(/#d2026-03-09$/);
    const mail = page.locator('#d2026-03-09 details').first();
    const reason = mail.locator('li').first();
    expect(await reason.isVisible()).toBe(false);
    await mail.locator('summary').click();
    expect(await reason.isVisible()).toBe(true);
    expect(await reason.innerText()).toMatch(/T-\d{4}/);
    await page.close();
  });
});
