import type { Browser } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { type MemoryStore, openMemory } from '../../../functions/adapters/memory/store.ts';
import { openChromium } from '../../support/chromium.ts';
import { workbookOf } from '../../support/scenario.ts';
import { zipFile } from '../../support/zip.ts';
import { linkFor, openSite, type Shown, snapshotNow, sweepOnce } from './site.ts';

/** A meeting that was held yesterday, whose minutes Li Ming owes. */
const openHeld = async (): Promise<MemoryStore> => {
  const store = openMemory(
    workbookOf({
      settings: { workbookHome: 'here' },
      tabs: {
        meetings: [
          {
            ...{ id: 'M-0001', name: 'Weekly', kind: 'Regular', date: '2026-03-05', start: '14:00', end: '15:00' },
            ...{ host: 'Chen Jie', recorder: 'Li Ming' },
          },
        ],
        topics: [],
        actions: [],
      },
    }),
  );
  await sweepOnce(store);
  return store;
};

const LINES = ['Attendees: Chen Jie, Li Ming', '', 'Topic 1: Cover', 'Decision: the blue one'];
const MINUTES = `${LINES.join('\n')}\n`;
const opened = async () => {
  const store = await openHeld();
  const site = await openSite(store);
  const page = await site.open(await linkFor(store, 'Li Ming', 'M-0001', 'minutes'));
  return { store, site, page };
};
const textIn = ({ forms }: Shown) => forms.find(({ n }) => n !== undefined)?.minutes ?? '';

describe('a file of minutes', () => {
  it('is read, looked at and written once, and can be taken back', async () => {
    const { store, site, page } = await opened();
    expect(page.html).toContain('enctype="multipart/form-data"');
    const file = new File([MINUTES], 'minutes.md');
    const looked = await site.upload(page, 'minutesFile', file, { p: 'yes' });
    expect([looked.status, textIn(looked)]).toEqual([200, MINUTES.trim()]);
    expect(looked.text).toContain('1 topic read Cover : the blue one');
    // All that was read is seen: nothing of it folds away.
    expect(/<div class="box">[\s\S]*?<\/div>/.exec(looked.html)?.[0]).not.toContain('<details');
    expect((await snapshotNow(store)).rows.topics).toEqual([]);

    const written = await site.send(looked);
    expect([written.status, written.text]).toEqual([200, expect.stringContaining('The minutes are handed in')]);
    const { rows } = await snapshotNow(store);
    expect(rows.topics.map(({ values }) => [values.name, values.consensus])).toEqual([['Cover', 'the blue one']]);
    expect(rows.meetings[0]?.values.minutes).toBe(MINUTES.trim());

    const undone = await site.undo(written);
    expect(undone.status).toBe(200);
    expect((await snapshotNow(store)).rows.topics).toEqual([]);
  });

  it('sent without a look is shown first', async () => {
    const { store, site, page } = await opened();
    const shown = await site.upload(page, 'minutesFile', new File([MINUTES], 'minutes.txt'));
    expect(shown.status).toBe(422);
    expect(shown.text).toContain('1 topic read');
    expect((await snapshotNow(store)).rows.topics).toEqual([]);
  });

  it('of Word is read as well', async () => {
    const { site, page } = await opened();
    const body = LINES.map((line) => `<w:p><w:r><w:t>${line}</w:t></w:r></w:p>`).join('');
    const xml = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
    const bytes = zipFile([
      { name: '[Content_Types].xml', content: '<Types/>' },
      { name: 'word/document.xml', content: `<w:document xmlns:w="${xml}"><w:body>${body}</w:body></w:document>` },
    ]);
    const file = new File([new Uint8Array(bytes)], 'minutes.docx');
    const looked = await site.upload(page, 'minutesFile', file, { p: 'yes' });
    expect(looked.text).toContain('1 topic read Cover : the blue one');
  });

  it('that is none says so beside its field, and keeps what was typed', async () => {
    const { site, page } = await opened();
    const file = new File([new Uint8Array([1, 0, 2, 0, 3])], 'minutes.bin');
    const shown = await site.upload(page, 'minutesFile', file, { minutes: 'Typed before', p: 'yes' });
    expect(shown.text).toContain('This file cannot be read');
    expect(textIn(shown)).toBe('Typed before');
  });

  it('in a form that is broken, or without a link, writes and says nothing of the workbook', async () => {
    const { site } = await opened();
    const body = new FormData();
    body.append('minutesFile', new File([MINUTES], 'minutes.md'));
    const stranger = await fetch(site.url, { method: 'POST', body });
    expect(stranger.status).toBe(400);
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    const broken = await fetch(site.url, { method: 'POST', headers, body: 'nothing of the kind' });
    expect(broken.status).toBe(400);
    expect(await broken.text()).toContain('This link is not complete');
  });
});

const browser: Browser | null = await openChromium();
afterAll(() => browser?.close());

describe.skipIf(!browser)('in a browser without JavaScript, by keyboard', () => {
  it('a file is chosen, looked at, handed in and taken back', async () => {
    const store = await openHeld();
    const site = await openSite(store);
    const context = await browser!.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
    const page = await context.newPage();
    const { search } = new URL(await linkFor(store, 'Li Ming', 'M-0001', 'minutes'));
    await page.goto(`${site.url}/${search}`);
    const press = async (button: string) => {
      for (let i = 0; i < 30 && (await page.locator(`${button}:focus`).count()) === 0; i++) {
        await page.keyboard.press('Tab');
      }
      await page.keyboard.press('Enter');
    };
    await page.locator('input[type=file]').setInputFiles({
      name: 'minutes.md',
      mimeType: 'text/markdown',
      buffer: Buffer.from(MINUTES),
    });
    await press('button[name=p]');
    await page.locator('.box', { hasText: '1 topic read' }).waitFor();
    expect((await snapshotNow(store)).rows.topics).toEqual([]);
    await press('form button:not([name])');
    await page.locator('.said.fine').waitFor();
    expect((await snapshotNow(store)).rows.topics).toHaveLength(1);
    await press('form button');
    await page.locator('.said.fine').waitFor();
    expect((await snapshotNow(store)).rows.topics).toEqual([]);
    await context.close();
  });
});
