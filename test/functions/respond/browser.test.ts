import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSnapshot } from '../../../core/read/index.ts';
import { createMemoryMailer } from '../../../functions/adapters/memory/mailer.ts';
import { readLetter } from '../../../functions/adapters/outbox/eml.ts';
import { openXlsxFile } from '../../../functions/adapters/xlsx-file/store.ts';
import { createLinks } from '../../../functions/answer/links.ts';
import { decide } from '../../../functions/sweep/decide.ts';
import { sweepWorkbook } from '../../../functions/sweep/sweep.ts';
import { LOCALES, type Locale } from '../../../sheet-templates/index.ts';
import { openBook } from '../../adapters/google-sheets/book.ts';
import { violationsOn } from '../../support/axe.ts';
import { openChromium } from '../../support/chromium.ts';
import { MONDAY } from '../../support/office.ts';
import { serveDemo } from './served.ts';
import { KEY, openSite, openSwept, registered, standingOf } from './site.ts';

const browser: Browser | null = await openChromium();
const ended: (() => unknown)[] = [];
afterAll(async () => {
  for (const end of ended) end();
  await browser?.close();
});

interface Office {
  readonly url: string;
  readonly mails: readonly string[];
  readonly outbox: string;
  readonly tracker: (item: string) => Promise<Record<string, unknown>>;
}
const offices = new Map<Locale, Office>();

/** The demo as `serve` has it, with the mails of its sweep in an outbox. */
const openOffice = async (locale: Locale): Promise<Office> => {
  const { path, now, url, outbox, end } = await serveDemo(locale);
  ended.push(end);
  const letters = (await readdir(outbox)).filter((file) => file.endsWith('.eml'));
  const mails = await Promise.all(
    letters.map(async (file) => readLetter(await readFile(join(outbox, file), 'utf8'))!.html),
  );
  const tracker = async (item: string) => {
    const { rows } = readSnapshot(await openXlsxFile(path).read(), { now });
    return rows.tracker.find(({ id }) => id === item)!.values;
  };
  return { url, mails, outbox, tracker };
};

beforeAll(async () => {
  if (!browser) return;
  await Promise.all(LOCALES.map(async (locale) => offices.set(locale, await openOffice(locale))));
}, 120_000);

const pageWith = async (locale: Locale, more: BrowserContextOptions = {}): Promise<Page> => {
  const context = await browser!.newContext({ locale, viewport: { width: 360, height: 740 }, ...more });
  return context.newPage();
};

/** Shows a mail that has a button of this kind, presses it, and answers the item's id. */
const press = async (page: Page, { mails }: Office, kind: string): Promise<string> => {
  const having = mails.filter((html) => html.includes(`a=${kind}"`));
  // An owner's, where there is one: whoever decides is asked no more once they have.
  const mail = (having.find((html) => html.includes('a=done"')) ?? having[0])!;
  await page.setContent(mail);
  await page.locator(`a[href$="a=${kind}"]`).first().click();
  await page.waitForURL(/respond/);
  return /[A-Z]-\d{4}/.exec(await page.locator('.place').innerText())![0];
};

const presses = async (page: Page, key: string, until: string) => {
  for (let i = 0; i < 40; i++) {
    if ((await page.locator(`${until}:focus`).count()) > 0) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${until} is not reached with ${key}`);
};

const SUBMIT = 'form button:not([name])';

describe.skipIf(!browser).each(LOCALES)('from the mail to the cell and back, %s', (locale) => {
  it('without JavaScript: the button, the form, the changed cell, taken back', async () => {
    const office = offices.get(locale)!;
    const page = await pageWith(locale, { javaScriptEnabled: false });
    const item = await press(page, office, 'done');
    const before = await office.tracker(item);
    expect(before.status).not.toBe('done');

    await page.locator('textarea').fill('https://example.com/result');
    await page.locator(SUBMIT).click();
    await page.locator('.said.fine').waitFor();
    expect(await office.tracker(item)).toMatchObject({ status: 'done', output: 'https://example.com/result' });
    await page.locator('summary').click();
    expect(await page.locator('.changes').innerText()).toContain('https://example.com/result');

    await page.locator('form button').click();
    await page.locator('.said.fine').waitFor();
    expect(await page.locator('form').count()).toBe(0);
    expect(await office.tracker(item)).toEqual(before);
    await page.context().close();
  });

  it('with the keyboard alone: a new date, what it moves, then sent', async () => {
    const office = offices.get(locale)!;
    const page = await pageWith(locale, { javaScriptEnabled: false });
    const item = await press(page, office, 'redate');
    const before = await office.tracker(item);
    await presses(page, 'Tab', 'textarea');
    await page.keyboard.type('waiting for the printer');
    await presses(page, 'Tab', SUBMIT);
    await page.keyboard.press('Enter');
    // The reason was left out: the page opens where it is asked for.
    await page.locator('.wrong').waitFor();
    expect(await page.locator('input[type=radio]:focus').count()).toBe(1);
    expect(await page.locator('textarea').inputValue()).toBe('waiting for the printer');
    expect(await office.tracker(item)).toEqual(before);

    await page.keyboard.press('Space');
    await presses(page, 'Tab', 'button[name=p]');
    await page.keyboard.press('Enter');
    await page.locator('.changes').waitFor();
    expect(await office.tracker(item)).toEqual(before);

    await presses(page, 'Tab', SUBMIT);
    await page.keyboard.press('Enter');
    await page.locator('.said.fine').waitFor();
    const after = await office.tracker(item);
    expect(after.newDue).not.toBe(before.newDue);
    expect(String(after.reason)).toContain('waiting for the printer');
    await page.context().close();
  });

  it('by a button pressed in the outbox, which opens beside it', async () => {
    const { outbox, url } = offices.get(locale)!;
    const page = await pageWith(locale, { viewport: { width: 1000, height: 800 } });
    await page.goto(pathToFileURL(join(outbox, 'index.html')).href);
    const letters = page.locator('nav li a');
    const button = page.frameLocator('#html').locator('a[href*="/respond?"]').first();
    for (let i = 0; i < (await letters.count()); i++) {
      await letters.nth(i).click();
      if ((await button.count()) > 0) break;
    }
    const opened = page.context().waitForEvent('page');
    await button.click();
    const answer = await opened;
    await answer.waitForURL(`${url}/respond?*`);
    expect(await answer.locator('h1').count()).toBe(1);
    await page.context().close();
  });

  it('every page is sound for assistive technology, dark and light, and needs no sideways scrolling at 320 px', async () => {
    const office = offices.get(locale)!;
    const page = await pageWith(locale, { bypassCSP: true, viewport: { width: 320, height: 600 } });
    const check = async (what: string) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        expect([what, colorScheme, await violationsOn(page)]).toEqual([what, colorScheme, []]);
        const wide = await page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');
        expect([what, colorScheme, wide]).toEqual([what, colorScheme, false]);
      }
    };
    await press(page, office, 'ack');
    await check('acknowledge');
    await press(page, office, 'redate');
    const link = page.url();
    await check('new date');
    await page.locator('input[type=date]').fill('2020-01-01');
    await page.locator(SUBMIT).click();
    await page.locator('.wrong').first().waitFor();
    await check('something wrong');
    await page.goto(link.replace(/a=redate/, 'a=progress'));
    await check('progress');
    await page.locator('textarea').first().fill('https://example.com/a-very-long-address-without-a-break'.repeat(3));
    await page.locator(SUBMIT).click();
    await page.locator('.said.fine').waitFor();
    await check('written');
    await page.locator('form button').click();
    await page.locator('.said.fine').waitFor();
    await check('taken back');
    await page.goto(link.replace(/&a=redate/, ''));
    await check('choice');
    await page.goto(`${office.url}/respond?t=x`);
    await check('no link of ours');
    await page.context().close();
  });

  it('asks nothing of any other place, and runs no script that somebody typed', async () => {
    const office = offices.get(locale)!;
    const page = await pageWith(locale);
    const asked: string[] = [];
    page.on('request', (request) => void asked.push(new URL(request.url()).origin));
    const errors: string[] = [];
    page.on('console', (said) => void errors.push(said.text()));
    await press(page, office, 'done');
    await page.locator('textarea').fill('"><script>document.title = "run"</script><img src=x onerror=alert(1)>');
    await page.locator(SUBMIT).click();
    await page.locator('.said.fine').waitFor();
    await page.locator('summary').click();
    expect(await page.locator('.changes').innerText()).toContain('<script>');
    expect(await page.title()).not.toBe('run');
    await page.locator('form button').click();
    await page.locator('.said.fine').waitFor();
    expect(new Set(asked)).toEqual(new Set([office.url]));
    expect(errors).toEqual([]);
    await page.context().close();
  });
});

describe.skipIf(!browser)('over a Google spreadsheet', () => {
  it('from the mail to the cell and back', async () => {
    const book = await openBook(await openSwept());
    const uri = `gsheet:${book.workbook.id}`;
    const site = await openSite(book.store, { registry: async () => ({ workbooks: [registered({ uri })] }) });
    const { linkTo } = createLinks({ base: site.url, keys: [KEY] });
    const mailer = createMemoryMailer();
    await sweepWorkbook({
      store: book.store,
      mailer,
      now: MONDAY,
      clock: () => MONDAY,
      decide: (raw, context) => decide(raw, context, (snapshot) => linkTo(uri, snapshot)),
    });
    site.clock.pass(3 * 24 * 60);
    const { html } = mailer.sent.find(({ to }) => to.name === 'Li Na')!;

    const page = await pageWith('en', { javaScriptEnabled: false });
    await page.setContent(html);
    await page.locator('a[href$="a=done"]').first().click();
    await page.locator('textarea').fill('https://example.com/result');
    await page.locator(SUBMIT).click();
    await page.locator('.said.fine').waitFor();
    const written = { status: 'done', progress: 1, output: 'https://example.com/result' };
    expect(await standingOf(book.store)).toMatchObject({ tracker: written, chain: true, claims: 0 });
    await page.locator('form button').click();
    await page.locator('.said.fine').waitFor();
    expect((await standingOf(book.store)).tracker).toMatchObject({ status: null, progress: null, output: '' });
    await page.context().close();
  });
});
