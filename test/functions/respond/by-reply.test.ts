import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { readSnapshot } from '../../../core/read/index.ts';
import { dayFromIso, isoOf } from '../../../core/time/day.ts';
import { readLetter } from '../../../functions/adapters/outbox/eml.ts';
import { openXlsxFile } from '../../../functions/adapters/xlsx-file/store.ts';
import { LOCALES } from '../../../sheet-templates/index.ts';
import { openChromium } from '../../support/chromium.ts';
import { run } from '../../support/cli.ts';
import { replyMail } from '../../support/eml.ts';
import { serveDemo } from './served.ts';

const browser: Browser | null = await openChromium();
const ended: (() => unknown)[] = [];
afterAll(async () => {
  for (const end of ended) end();
  await browser?.close();
});

const emlsIn = async (folder: string): Promise<string[]> => {
  const names = (await readdir(folder)).filter((file) => file.endsWith('.eml'));
  return Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
};

describe.skipIf(!browser).each(LOCALES)('by a reply to the mail, %s', (locale) => {
  it('from the outbox to a confirmation, its button, the page that is filled in, and the changed cell', async () => {
    const { folder, path, now, url, outbox, calendar, today, end } = await serveDemo(locale);
    ended.push(end);

    const isOwners = (html: string) => html.includes('a=redate"') && html.includes('a=done"');
    const digest = (await emlsIn(outbox)).find((eml) => isOwners(readLetter(eml)!.html))!;
    const item = /<td class="card[\s\S]*?<\/span>[\s\S]*?a=redate"/
      .exec(readLetter(digest)!.html)![0]
      .match(/T-\d{4}/g)!
      .at(-1)!;
    const tracker = async () => {
      const { rows } = readSnapshot(await openXlsxFile(path).read(), { now });
      return rows.tracker.find(({ id }) => id === item)!.values;
    };
    const before = await tracker();

    // Far enough to be after any date of the demo.
    const day = calendar.addWorkdays(today, 30);
    const text =
      locale === 'en' ? `${item} delay to ${isoOf(day)}, waiting for legal` : `${item} 推迟到${isoOf(day)}，等法务`;
    const from = /^To: (.+)$/m.exec(digest)![1]!;
    const answers = /^Message-ID: (<.*>)/m.exec(digest)![1]!;
    await writeFile(join(folder, 'reply.eml'), replyMail({ from, answers, text }));
    const back = ['--mail', 'outbox:back', '--links', `${url}/respond`];
    expect((await run('baton', folder, ['reply', 'launch.xlsx', 'reply.eml', ...back])).code).toBe(0);
    expect(await tracker()).toEqual(before);

    const [confirmation, ...others] = await emlsIn(join(folder, 'back'));
    expect(others).toEqual([]);
    const context = await browser!.newContext({
      locale,
      javaScriptEnabled: false,
      viewport: { width: 360, height: 740 },
    });
    const page = await context.newPage();
    await page.setContent(readLetter(confirmation!)!.html);
    await page.locator('td.first a').click();
    await page.waitForURL(/respond/);
    expect(await page.locator('input[type=date]').inputValue()).toBe(isoOf(day));
    expect(await page.locator('textarea').inputValue()).toBe(locale === 'en' ? 'waiting for legal' : '等法务');
    expect(await tracker()).toEqual(before);

    await page.locator('input[type=radio]').first().check();
    await page.locator('form button:not([name])').click();
    await page.locator('.said.fine').waitFor();
    const after = await tracker();
    expect(after.newDue).toBe(dayFromIso(isoOf(day)));
    expect(String(after.reason)).toContain(locale === 'en' ? 'waiting for legal' : '等法务');
    await context.close();
  }, 90_000);
});
