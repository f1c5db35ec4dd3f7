import { caniemail } from 'caniemail';
import { HtmlValidate } from 'html-validate';
import type { Browser } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { htmlOf } from '../../../core/mail/html.ts';
import type { Digest } from '../../../core/mail/model.ts';
import { digestText } from '../../../core/mail/text.ts';
import { LOCALES } from '../../../sheet-templates/index.ts';
import { violationsOn } from '../../support/axe.ts';
import { openChromium } from '../../support/chromium.ts';
import { world } from './fixtures.ts';
import { READERS } from './readers.ts';

/** What mail programs are known to show, and what of it these mails use. */

const MAILS = LOCALES.flatMap((locale) =>
  Object.entries(READERS).flatMap(([reader, make]) =>
    [true, false].map((links): [string, Digest] => [
      `${reader}, ${locale}, ${links ? 'with' : 'without'} links`,
      make(locale, links),
    ]),
  ),
);

/** Thirty late tasks with all that can be said about one, and thirty things to know. */
const crowded = (): Digest => {
  const { items, li, notice, digestFor } = world('zh-CN', true);
  const long = '渠道物料定稿与印刷排期确认'.repeat(12);
  const many = (from: number) =>
    Array.from({ length: 30 }, (_, i) => ({
      ...items[0]!,
      id: `T-${from + i}`,
      name: long,
      reason: long,
      risk: long,
      doneWhen: long,
    }));
  const [late, moved] = [many(1000), many(2000)];
  return digestFor(
    li,
    [
      ...late.map(({ id }) => notice('task.overdue', id, { due: '2026-03-04', days: 2 })),
      ...moved.map(({ id }) => notice('task.changed', id, { changes: ['due|2026-03-09|2026-03-12', 'scope||'] })),
    ],
    { items: new Map([...late, ...moved].map((item) => [item.id, item])) },
  );
};

describe('a mail’s HTML', () => {
  // Mail is written as it was in 2003: tables for layout, presentational attributes, styles beside each element, since
  // several programs drop style sheets. A subject may be longer than a title, and Outlook reads conditional comments.
  const MAIL = {
    'doctype-style': 'off',
    'long-title': 'off',
    'no-conditional-comment': 'off',
    'no-deprecated-attr': 'off',
    'no-inline-style': 'off',
    'prefer-native-element': 'off',
    'prefer-tbody': 'off',
  } as const;
  const validator = new HtmlValidate({ extends: ['html-validate:recommended'], rules: MAIL });

  it.each(MAILS)('is valid (%s)', async (_, digest) => {
    const { results } = await validator.validateString(htmlOf(digest));
    expect(results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId}: ${message}`))).toEqual(
      [],
    );
  });

  it('stays below the 102 KB at which Gmail cuts a mail off, however much there is to say', () => {
    for (const digest of [crowded(), ...MAILS.map(([, each]) => each)]) {
      expect(Buffer.byteLength(htmlOf(digest))).toBeLessThan(102 * 1024);
    }
  });

  it('shows seven of thirty, names some of the others, counts all, and leads to where they stand', () => {
    const [late, know] = crowded().sections;
    expect([late!.cards.length, know!.entries.length]).toEqual([7, 7]);
    expect(late!.more).toMatch(/^还有23件，其中：$/);
    expect(digestText(crowded())).toMatch(
      /还有23件，其中：[\s\S]*?\n打开工作簿: https:\/\/docs\.google\.com\/spreadsheets\/d\//,
    );
  });
});

/** What a program lacks, and what a reader of it gets instead. Nothing that is needed to read or to answer may stand here. */
const DOES_WITHOUT: Readonly<Record<string, string>> = {
  '<style> element': 'every style that is needed stands beside its element',
  '@media': 'one layout fits 360 px and 600 px; dark mode is the program’s own',
  'Attribute selector': 'dark mode is the program’s own',
  'Chaining selectors': 'as <style>',
  'Child combinator': 'as <style>',
  'Class selector': 'as <style>',
  'Descendant combinator': 'as <style>',
  'ID selector': 'as <style>',
  'Type selector': 'as <style>',
  '<body> element': 'the ground around the mail is white',
  'border-radius': 'square corners',
  'display:none': 'the first words stand at the top, small and white on white',
  opacity: 'as display:none',
  overflow: 'as display:none',
  outline: 'a reset for pictures, of which there are none',
  'table-layout': 'columns as wide as their content',
  'white-space': 'a button’s two words may stand on two lines',
  'word-break': 'a long address may widen the mail',
  'word-spacing': 'a reset',
  'aria-label attribute': 'a screen reader reads the headline first',
  'role attribute': 'layout tables are announced as tables',
};

const PROGRAMS = ['outlook.*', 'gmail.*', 'apple-mail.*'] as const;

describe('mail programs', () => {
  it.each(PROGRAMS)('%s shows all that is needed', (client) => {
    const missing = MAILS.flatMap(([, digest]) => {
      const { issues } = caniemail({ clients: [client], html: htmlOf(digest) });
      return [...issues.errors.values()].flatMap((found) => found.map(({ title }) => title));
    });
    expect([...new Set(missing)].filter((title) => !(title in DOES_WITHOUT))).toEqual([]);
  });

  it('has no line about a lack that no program has', () => {
    const found = MAILS.flatMap(([, digest]) => {
      const { issues } = caniemail({ clients: [...PROGRAMS], html: htmlOf(digest) });
      return [...issues.errors.values()].flatMap((each) => each.map(({ title }) => title as string));
    });
    expect(Object.keys(DOES_WITHOUT).filter((title) => !found.includes(title))).toEqual([]);
  });

  // Nobody publishes what QQ Mail and NetEase Mail (163, 126) keep. They are given what every web mail has kept for
  // twenty years, beside each element: boxes, borders, colours and type, and nothing that is placed, floated or loaded.
  const KEPT_EVERYWHERE =
    /^(background(-color)?|border(-(top|left|collapse|radius))?|color|direction|display|font-(family|size|weight)|height|letter-spacing|line-height|margin|max-width|padding|table-layout|text-align|text-decoration|vertical-align|white-space|width|word-break|word-spacing|mso-[a-z-]+)$/;
  /** The words beside the subject are hidden with all there is. */
  const PREVIEW = /<div style="display:none[\s\S]*?<\/div>/;

  it('QQ Mail and 163 get no style beside an element but the oldest', () => {
    for (const [, digest] of MAILS) {
      const body = htmlOf(digest)
        .replace(/^[\s\S]*<body/, '<body')
        .replace(PREVIEW, '')
        .replace(/<!--[\s\S]*?-->/g, '');
      const used = [...body.matchAll(/ style="([^"]*)"/g)].flatMap(([, style]) =>
        style!
          .replaceAll('&#39;', "'")
          .split(';')
          .filter((each) => each.includes(':')),
      );
      const names = new Set(used.map((each) => each.split(':')[0]!.trim()));
      expect([...names].filter((name) => !KEPT_EVERYWHERE.test(name))).toEqual([]);
      expect(
        used.filter((each) => /-\d|calc\(|var\(|\b(flex|grid)\b|rem\b/.test(each.replace(/^font-family.*/, ''))),
      ).toEqual([]);
      expect(body.match(/<(?!\/?(body|div|table|tbody|tr|td|p|h[1-4]|span|strong|s|a)\b)[a-z]+/g) ?? []).toEqual([]);
    }
  });

  it('Outlook for Windows gets a width it can keep, and buttons with room around their words', () => {
    for (const make of Object.values(READERS)) {
      const html = htmlOf(make('en', true));
      expect(html).toMatch(/<!--\[if mso \| IE\]><table[^>]* width="600"/);
      const cells = [...html.matchAll(/<td class="(?:first|other)"[^>]*>/g)].map(([cell]) => cell);
      for (const cell of cells) expect(cell).toMatch(/bgcolor="#[0-9a-f]{6}".*mso-padding-alt:11px 1[16]px/);
    }
  });
});

const browser: Browser | null = await openChromium();
afterAll(() => browser?.close());

describe.skipIf(!browser)('in a browser', () => {
  const LINKED = MAILS.filter(([name]) => name.endsWith('with links')).map(([, digest]) => digest);
  const open = (width: number, colorScheme: 'light' | 'dark' = 'light') =>
    browser!.newPage({ viewport: { width, height: 800 }, colorScheme });

  it.each(['light', 'dark'] as const)('everybody can read and use it (%s)', async (scheme) => {
    const page = await open(600, scheme);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    for (const digest of LINKED) {
      await page.setContent(htmlOf(digest));
      // A mail is an article within a program's page; landmarks are that page's.
      expect(await violationsOn(page, ['landmark-one-main', 'region'])).toEqual([]);
    }
    expect(asked).toEqual([]);
    await page.close();
  });

  it('keeps its shape where a program drops the style sheet, on a telephone too', async () => {
    const page = await open(360);
    for (const digest of LINKED) {
      await page.setContent(htmlOf(digest).replace(/<style[\s\S]*?<\/style>/g, ''));
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
      expect(await page.locator('div[style^="display:none"]').isVisible()).toBe(false);
    }
    await page.close();
  });

  it('gives buttons that a thumb finds', async () => {
    const page = await open(360);
    await page.setContent(htmlOf(READERS.owner('en', true)));
    const boxes = await Promise.all((await page.locator('.first a, .other a').all()).map((each) => each.boundingBox()));
    expect(boxes.length).toBeGreaterThan(0);
    for (const box of boxes) expect(box!.height).toBeGreaterThanOrEqual(42);
    await page.close();
  });

  it('is dark in Outlook on the web, which marks what it recolours', async () => {
    const page = await open(600);
    await page.setContent(htmlOf(READERS.owner('en', true)));
    await page.evaluate(
      `document.documentElement.toggleAttribute('data-ogsc') && document.documentElement.toggleAttribute('data-ogsb')`,
    );
    const colours = await page.evaluate(`['.digest', '.digest h1', '.first', '.first a'].map((selector) => {
      const style = getComputedStyle(document.querySelector(selector));
      return selector.endsWith('a') || selector.endsWith('h1') ? style.color : style.backgroundColor;
    })`);
    expect(colours).toEqual(['rgb(28, 34, 41)', 'rgb(230, 234, 239)', 'rgb(169, 199, 221)', 'rgb(18, 32, 44)']);
    await page.close();
  });
});
