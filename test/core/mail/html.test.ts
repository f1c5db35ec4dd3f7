import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { htmlOf } from '../../../core/mail/html.ts';
import type { Digest } from '../../../core/mail/model.ts';
import { digestText } from '../../../core/mail/text.ts';
import { LOCALES } from '../../../sheet-templates/index.ts';
import { openChromium } from '../../support/chromium.ts';
import { world } from './fixtures.ts';
import { ownerDigest, READERS } from './readers.ts';

const DIGESTS = Object.values(READERS);

/** What a person sees of a page, without any white space: wrapping and layout differ, words do not. */
const seen = (html: string) =>
  html
    .replace(/<head>[\s\S]*<\/head>|<div style="display:none[\s\S]*?<\/div>|<!--[\s\S]*?-->|<[^>]*>|&#8203;/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\s/g, '');

/** The same of plain text, without its marks. */
const read = (text: string) =>
  text
    .replace(' · ', '')
    .replace(/^(-+ ?|=+$|[*>] )/gm, '')
    .replace(/\[([A-Z]-\d+(?: · [\s\S]*?)?)\]/g, '$1')
    .replace(/: https:\S+$/gm, '')
    .replace(/\s/g, '');

const hostile = (): Digest => {
  const { items, li, notice, digestFor, policy } = world('en');
  const name = `<script>alert(1)</script><img src=x onerror=alert(1)> & "quoted" 'single' \${at.title} {{title}}`;
  const attack = items.map((item) => ({ ...item, name, doneWhen: name, reason: name, risk: name, department: name }));
  return digestFor(
    { ...li, name: 'Li <b>Ming</b>' },
    [
      notice('task.overdue', 'T-0007', { due: '2026-03-04', days: 2 }, [{ ...li, name: 'Li <b>Ming</b>' }]),
      notice('task.changed', 'T-0010', { changes: [`owner|${name}|${name}`] }),
    ],
    {
      items: new Map(attack.map((item) => [item.id, item])),
      policy: { ...policy, project: name },
      workbook: { id: 'W1', name },
    },
  );
};

describe('a digest as HTML', () => {
  it.each(LOCALES)('says exactly what the plain text says (%s)', (locale) => {
    for (const make of DIGESTS) {
      for (const digest of [make(locale), make(locale, true)]) {
        expect(seen(htmlOf(digest))).toBe(read(digestText(digest)));
      }
    }
  });

  it('leads where the plain text leads, in the same order and under the same words', () => {
    for (const make of DIGESTS) {
      const digest = make('en', true);
      const html = [...htmlOf(digest).matchAll(/<a [^>]*href="([^"]*)"[^>]*>([^<]*)</g)];
      const text = [...digestText(digest).matchAll(/^ *(.+?): (https:\S+)$/gm)];
      expect(html.map(([, url, label]) => [label, url!.replaceAll('&amp;', '&')])).toEqual(
        text.map(([, label, url]) => [label, url]),
      );
      expect(html.length).toBeGreaterThan(0);
    }
  });

  it('names its language and shows the most urgent thing beside the subject', () => {
    const html = htmlOf(ownerDigest('en'));
    expect(html).toMatch(/<html lang="en"/);
    expect(html).toContain('>Final packaging design: 2 workdays late · was due Wed 4 Mar; Competitor price list');
  });

  it('loads nothing, runs nothing, and links nowhere it was not told to', () => {
    for (const digest of DIGESTS) {
      const html = htmlOf(digest('zh-CN', true));
      expect(html).not.toMatch(/<(img|script|link|iframe|form)\b|url\(|@import|src=|srcset|background=/i);
      for (const [, url] of html.matchAll(/href="([^"]*)"/g)) {
        expect(url).toMatch(/^https:\/\/(baton\.example\.com\/respond\?|docs\.google\.com\/spreadsheets\/d\/)/);
      }
      expect(htmlOf(digest('zh-CN'))).not.toContain('<a ');
    }
  });

  it('shows mark-up in cells as the text it is', () => {
    const html = htmlOf(hostile());
    expect(html).not.toMatch(/<script|<img|<b>|onerror=(?!alert\(1\)&gt;)/);
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(html).toContain(`\${at.title} {{title}}`);
  });

  it('is compiled from the source as it stands', async () => {
    const run = promisify(execFile)(process.execPath, ['scripts/build-mail.ts', '--check']);
    await expect(run).resolves.toMatchObject({ stderr: '' });
  });
});

const browser: Browser | null = await openChromium();
afterAll(() => browser?.close());

describe.skipIf(!browser)('a digest in a browser', () => {
  const open = (width: number, colorScheme: 'light' | 'dark' = 'light') =>
    browser!.newPage({ viewport: { width, height: 800 }, colorScheme });

  it.each([360, 700])('fits %i pixels, whatever stands in the cells', async (width) => {
    const { items, li, notice, digestFor } = world('en');
    const long = `https://example.com/${'a'.repeat(120)}`;
    const wide = items.map((item) => ({ ...item, name: long, reason: long }));
    const digest = digestFor(
      li,
      [
        notice('task.overdue', 'T-0007', { due: '2026-03-04', days: 2 }),
        notice('task.changed', 'T-0010', { changes: ['due|2026-03-09|2026-03-12'] }),
      ],
      { items: new Map(wide.map((item) => [item.id, item])) },
    );
    const page = await open(width);
    for (const each of [digest, ...DIGESTS.flatMap((make) => LOCALES.map((locale) => make(locale, true)))]) {
      await page.setContent(htmlOf(each));
      expect(await page.locator('html').evaluate((html) => html.scrollWidth)).toBe(width);
    }
    await page.close();
  });

  it.each(['light', 'dark'] as const)(
    'can be read in %s: every text stands out from what is behind it',
    async (scheme) => {
      const page = await open(700, scheme);
      for (const digest of DIGESTS) {
        await page.setContent(htmlOf(digest('zh-CN', true)));
        const ratios = (await page.evaluate(CONTRAST)) as { text: string; ratio: number }[];
        expect(ratios.length).toBeGreaterThan(10);
        expect(ratios.filter(({ ratio }) => ratio < 4.5)).toEqual([]);
      }
      await page.close();
    },
  );
});

/** WCAG contrast of each visible text with the nearest background behind it; runs in the page. */
const CONTRAST = `(() => {
  const rgb = (css) => css.match(/[\\d.]+/g).map(Number);
  const light = (css) => {
    const [r, g, b] = rgb(css).map((v) => (v / 255 <= 0.03928 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (el) => {
    for (let at = el; at; at = at.parentElement) {
      const css = getComputedStyle(at).backgroundColor;
      if (!/^rgba\\(.*, 0\\)$/.test(css)) return css;
    }
    return 'rgb(255, 255, 255)';
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.replace(/[\\s\\u200b]/g, '');
    const el = walker.currentNode.parentElement;
    if (!text || getComputedStyle(el).opacity === '0' || el.closest('div[style*="display:none"]')) continue;
    const [a, b] = [light(getComputedStyle(el).color), light(behind(el))];
    found.push({ text, ratio: (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) });
  }
  return found;
})()`;
