/** The page behind a mail's button as a browser runs it inside Google's frame: nothing navigates, all is asked of the script. */
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, expect, it } from 'vitest';
import { openXlsxFile } from '../../functions/adapters/xlsx-file/store.ts';
import { makeDemo } from '../../functions/demo/make.ts';
import { LOCALES, type Locale } from '../../sheet-templates/index.ts';
import type { Simulator } from '../support/apps-script/simulator.ts';
import { openChromium } from '../support/chromium.ts';
import { tempFolder } from '../support/cli.ts';
import { LIN, openRaw } from '../support/sheets.ts';

const NOW = '2026-03-06T01:00:00Z';
const browser: Browser | null = await openChromium();
afterAll(() => browser?.close());

const swept = new Map<Locale, Promise<Simulator>>();

/** The demo as an add-on's spreadsheet that was swept once. */
const sweepDemo = async (locale: Locale): Promise<Simulator> => {
  const path = join(await tempFolder(), 'demo.xlsx');
  await makeDemo({ path, locale, zone: 'Asia/Shanghai', country: 'CN', now: NOW });
  const { sim } = await openRaw(await (await openXlsxFile(path)).read(), locale, {
    now: NOW,
    users: [LIN],
    cold: true,
  });
  sim.deploy();
  sim.user(LIN).answers({ button: 'YES' }, { button: 'YES' }).run('batonDailySwitch');
  sim.fireClock('batonDaily');
  return sim;
};

/** It, as nobody has answered yet; `linkOf`: the token of the first link to such a page, in whose mail it is. */
const openSwept = async (locale: Locale) => {
  const first = swept.get(locale) ?? sweepDemo(locale);
  swept.set(locale, first);
  const sim = (await first).again();
  const linkOf = (kind: string) => {
    const link = new RegExp(`https://script\\.google\\.com/\\S+[?&]t=([\\w-]+)&a=${kind}\\b`);
    const mail = sim.mails.find(({ body }) => link.test(body));
    return { token: link.exec(mail?.body ?? '')?.[1] ?? '', to: String(mail?.to ?? '') };
  };
  return { sim, linkOf };
};

/** The page in a frame as Google's, which asks the script; `wrong` is what it does besides. */
const openInFrame = async (sim: Simulator, query: Readonly<Record<string, string>>) => {
  const page = await browser!.newPage({ viewport: { width: 390, height: 800 } });
  const html = sim.visit(query);
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
  return { page, wrong };
};

it.skipIf(!browser)(
  'a link and a form of the page come to the script, and the answer to the sheet',
  async () => {
    const { sim, linkOf } = await openSwept('en');
    const { page, wrong } = await openInFrame(sim, { t: linkOf('progress').token });
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

/** As the sheet's lists offer them, and as the page asks in the language of whoever reads it. */
const WANTED = {
  en: { sheet: 'Directory', cells: ['Yes', 'Friday', '10:30'], title: 'How you hear from Baton' },
  'zh-CN': { sheet: '通讯录', cells: ['是', '周五', '10:30'], title: '怎样收到提醒' },
} as const;

it.skipIf(!browser).each(LOCALES)(
  'the link in a mail’s foot leads to how its reader wants to hear, and their own row says it: %s',
  async (locale) => {
    const { sim, linkOf } = await openSwept(locale);
    const { token, to } = linkOf('preferences');
    const { sheet, cells, title } = WANTED[locale];
    const directory = () => sim.shown(`${sheet}!A1:Z40`);
    const before = directory();
    const { page, wrong } = await openInFrame(sim, { t: token, a: 'preferences' });
    await page.locator('form').first().waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe(locale);
    expect(await page.locator('h1').first().textContent()).toContain(title);
    expect(directory()).toEqual(before);

    await page.locator('input[name=fewer][value=mine]').check();
    await page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true');
    await page.locator('input[name=day5]').check();
    await page.locator('input[name=hour]').fill('10:30');
    await page.locator('form button.go').last().click();
    await page.locator('[role=status]').waitFor();
    const after = directory();
    const changed = after.flatMap((row, i) => (JSON.stringify(row) === JSON.stringify(before[i]) ? [] : [i]));
    expect(changed.map((i) => after[i]?.some((cell) => String(cell) === to))).toEqual([true]);
    const [own = 0] = changed;
    expect(after[own]?.filter((cell, column) => cell !== before[own]?.[column])).toEqual(cells);

    await page
      .locator('form button', { hasText: /undo|撤/i })
      .first()
      .click();
    await expect.poll(() => JSON.stringify(directory())).toBe(JSON.stringify(before));
    expect(wrong).toEqual([]);
    await page.close();
  },
  120_000,
);

it.skipIf(!browser)(
  'an hour that is none, and a week without mail, are said at their fields, and nothing is written',
  async () => {
    const { sim, linkOf } = await openSwept('en');
    const before = sim.shown('Directory!A1:Z40');
    const { page, wrong } = await openInFrame(sim, { t: linkOf('preferences').token, a: 'preferences' });
    await page.locator('form').first().waitFor();
    await page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true');
    for (let day = 1; day <= 5; day++) await page.locator(`input[name=day${day}]`).check();
    await page.locator('input[name=hour]').fill('later');
    await page.locator('form button.go').last().click();
    await page.locator('[aria-invalid=true]').first().waitFor();
    expect(await page.locator('form').last().textContent()).toContain('Leave at least one workday.');
    expect(await page.locator('input[name=hour]').inputValue()).toBe('later');
    expect(sim.shown('Directory!A1:Z40')).toEqual(before);
    expect(wrong).toEqual([]);
    await page.close();
  },
  120_000,
);
