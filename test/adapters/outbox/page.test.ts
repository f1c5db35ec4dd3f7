import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { htmlOf } from '../../../core/mail/html.ts';
import type { Digest } from '../../../core/mail/model.ts';
import { digestText } from '../../../core/mail/text.ts';
import { createOutbox } from '../../../functions/adapters/outbox/outbox.ts';
import { keeperDigest, leaderDigest, ownerDigest } from '../../core/mail/readers.ts';
import { openChromium } from '../../support/chromium.ts';
import { shortLetter } from '../../support/letter.ts';

const CALENDAR = 'BEGIN:VCALENDAR\r\nX-WR-CALNAME:新品上市\r\nEND:VCALENDAR\r\n';

const browser: Browser | null = await openChromium();

/** The folder opened as a person would: by its file, in a browser. */
describe.skipIf(!browser)('the outbox’s page in a browser', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'baton-page-'));
    const mailer = createOutbox({
      folder,
      from: { name: '接力 Baton', address: 'baton@example.com' },
      locale: 'zh-CN',
    });
    const send = (id: string, name: string, digest: Digest, date: string) =>
      mailer.send({
        id,
        to: { name, address: `${id}@example.com` },
        subject: digest.subject,
        letter: digest,
        text: digestText(digest),
        html: htmlOf(digest),
        language: digest.locale,
        date,
        ...(id === 'li' && { calendar: CALENDAR }),
      });
    await send('zhao', '赵一', leaderDigest('zh-CN'), '2026-03-05T09:00:00+08:00');
    await send('he', 'He Jing', keeperDigest('en'), '2026-03-06T09:00:00+08:00');
    await send('li', '李明', ownerDigest('zh-CN'), '2026-03-06T09:00:05+08:00');
    await mailer.send({
      id: 'hostile',
      to: { name: '</script><b>Eve', address: 'eve@example.com' },
      subject: '</script><script>document.title = "taken"</script>',
      letter: shortLetter(),
      text: 'text',
      html: '<body><img src="https://example.com/pixel.png"><script>parent.document.title = "taken"</script>hostile</body>',
      language: 'en',
      date: '2026-03-04T09:00:00+08:00',
    });
    await mailer.flush?.();
  });
  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true });
  });

  const open = async (width: number, javaScriptEnabled = true) => {
    const page = await browser!.newPage({ viewport: { width, height: 800 }, javaScriptEnabled });
    const outside: string[] = [];
    page.on('request', (request) => {
      if (request.url().startsWith('http')) outside.push(request.url());
    });
    // A browser reports what it then refuses to load; the page's own policy has to be what refuses it.
    page.on('requestfailed', (request) => {
      if (request.failure()?.errorText === 'csp') outside.splice(outside.indexOf(request.url()), 1);
    });
    await page.goto(pathToFileURL(join(folder, 'index.html')).href);
    return { page, outside };
  };
  const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

  it('lists the mails, newest first, and shows the first as it was written', async () => {
    const { page } = await open(1000);
    expect(await page.locator('li a b').allTextContents()).toEqual([
      '李明',
      'He Jing',
      '赵一',
      expect.stringContaining('Eve'),
    ]);
    expect(await page.locator('.day').allTextContents()).toEqual(['3月6日 周五', '3月5日 周四', '3月4日 周三']);
    const letter = page.frameLocator('#html');
    expect(await letter.locator('h1').textContent()).toBe('李明，两件事在等你，一件已逾期');
    expect(await page.locator('#subject').textContent()).toBe(ownerDigest('zh-CN').subject);
    expect(await page.locator('#from').textContent()).toBe('接力 Baton <baton@example.com>');
    expect(await page.locator('#to').textContent()).toBe('李明 <li@example.com>');
    await page.close();
  });

  it('shows another mail when it is chosen, and its plain text on request', async () => {
    const { page } = await open(1000);
    await page.locator('li a', { hasText: 'He Jing' }).click();
    await page.frameLocator('#html').locator('h1', { hasText: 'He Jing, one thing is waiting for you' }).waitFor();
    await page.locator('#other').click();
    expect(await page.locator('#text').textContent()).toContain('What is not listed');
    expect(await page.locator('#html').isVisible()).toBe(false);
    await page.close();
  });

  it('gives away the dates of a mail that has some', async () => {
    const { page } = await open(1000);
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('#calendar').click()]);
    expect(download.suggestedFilename()).toBe('baton.ics');
    expect(await readFile(await download.path(), 'utf8')).toBe(CALENDAR);
    await page.locator('li a', { hasText: 'He Jing' }).click();
    await page.locator('#calendar').waitFor({ state: 'hidden' });
    await page.close();
  });

  it('fits a phone: first the list, then the mail, and back', async () => {
    const { page } = await open(360);
    expect(await page.evaluate(overflow)).toBe(0);
    expect(await page.locator('#letter').isVisible()).toBe(false);
    await page.locator('li a', { hasText: '赵一' }).click();
    await page.frameLocator('#html').locator('h1', { hasText: '赵一' }).waitFor();
    expect(
      await page
        .frameLocator('#html')
        .locator('html')
        .evaluate((html) => html.scrollWidth),
    ).toBe(360);
    await page.locator('#back').click();
    await page.locator('#letter').waitFor({ state: 'hidden' });
    await page.close();
  });

  it('runs nothing of a mail and loads nothing from elsewhere', async () => {
    const { page, outside } = await open(1000);
    await page.locator('li a', { hasText: 'Eve' }).click();
    await page.frameLocator('#html').locator('body', { hasText: 'hostile' }).waitFor();
    expect(await page.title()).toBe('发件箱 · Baton');
    expect(outside).toEqual([]);
    await page.close();
  });

  it('links every .eml without scripts', async () => {
    const { page } = await open(1000, false);
    const links = await page
      .locator('li a')
      .evaluateAll((all) => all.map((link) => decodeURI(String(link.getAttribute('href')))));
    const emls = (await readdir(folder)).filter((file) => file.endsWith('.eml'));
    expect(links.map((link) => link.split('/').at(-1)).sort()).toEqual(emls.sort());
    await page.close();
  });
});
