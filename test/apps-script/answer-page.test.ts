/** The page behind a mail's button as a browser runs it inside Google's frame: nothing navigates, all is asked of the script. */
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, expect, it } from 'vitest';
import { openXlsxFile } from '../../functions/adapters/xlsx-file/store.ts';
import { makeDemo } from '../../functions/demo/make.ts';
import { openChromium } from '../support/chromium.ts';
import { tempFolder } from '../support/cli.ts';
import { LIN, openRaw } from '../support/sheets.ts';

const NOW = '2026-03-06T01:00:00Z';
const browser: Browser | null = await openChromium();
afterAll(() => browser?.close());

it.skipIf(!browser)(
  'a link and a form of the page come to the script, and the answer to the sheet',
  async () => {
    const path = join(await tempFolder(), 'demo.xlsx');
    await makeDemo({ path, locale: 'en', zone: 'Asia/Shanghai', country: 'CN', now: NOW });
    const { sim } = await openRaw(await (await openXlsxFile(path)).read(), 'en', {
      now: NOW,
      users: [LIN],
      cold: true,
    });
    sim.deploy();
    sim.user(LIN).answers({ button: 'YES' }, { button: 'YES' }).run('batonDailySwitch');
    sim.fireClock('batonDaily');
    const bodies = sim.mails.map(({ body }) => body).join('\n');
    const [, token = ''] = /https:\/\/script\.google\.com\/\S+[?&]t=([\w-]+)&a=progress\b/.exec(bodies) ?? [];

    const page = await browser!.newPage({ viewport: { width: 390, height: 800 } });
    const html = sim.visit({ t: token });
    await page.route('**/*', (route) =>
      route.request().url() === 'http://frame.example.com/'
        ? route.fulfill({ contentType: 'text/html; charset=utf-8', body: html })
        : route.abort(),
    );
    const wrong: string[] = [];
    page.on('pageerror', (error) => wrong.push(String(error)));
    page.on('framenavigated', (frame) => {
      if (frame.url() !== 'http://frame.example.com/') wrong.push(frame.url());
    });
    await page.exposeFunction('ask', (name: string, args: string) =>
      JSON.stringify(sim.callAsVisitor(name, ...(JSON.parse(args) as unknown[]))),
    );
    await page.addInitScript(`
    const runner = (done) => new Proxy({}, { get: (_, name) =>
      name === 'withSuccessHandler' ? (next) => runner(next)
      : name === 'withFailureHandler' ? () => runner(done)
      : (...args) => { ask(name, JSON.stringify(args)).then((text) => done(JSON.parse(text))); } });
    window.google = { script: { run: runner(() => {}), host: { close: () => {} } } };
  `);
    await page.goto('http://frame.example.com/');
    await page
      .locator('a', { hasText: /progress/i })
      .first()
      .click();
    await page.locator('form').first().waitFor();
    const before = sim.shown('Tracker!A1:Z60');
    await page.locator('input[name=progress]').fill('85');
    const dot = page.locator('input[name=status][value=in-progress]');
    if ((await dot.count()) > 0) await dot.check();
    await page.locator('form button.go').last().click();
    await page.locator('[role=status]').waitFor();
    expect(sim.shown('Tracker!A1:Z60')).not.toEqual(before);
    await page
      .locator('form button', { hasText: /take|undo/i })
      .first()
      .click();
    await expect.poll(() => JSON.stringify(sim.shown('Tracker!A1:Z60'))).toBe(JSON.stringify(before));
    expect(wrong).toEqual([]);
    await page.close();
  },
  120_000,
);
