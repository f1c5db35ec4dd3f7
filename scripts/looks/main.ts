/**
 * Pictures of the demo's mails, answer pages and sheets, for the documentation: `npm run looks`. With `-- --all FOLDER` every
 * reader's mail in both languages, at three widths, light and dark, to be looked at after a change of the mail's look. Needs Chromium, LibreOffice and
 * ImageMagick.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { htmlOf } from '../../core/mail/html.ts';
import { must } from '../../core/text/must.ts';
import { LOCALES, type Locale } from '../../sheet-templates/index.ts';
import { openChromium } from '../../test/support/chromium.ts';
import { adoptPageIn } from './adopting.ts';
import { feishuHtml } from './cards.ts';
import { demoIn, demoLetters, JOINT_READERS, READERS, SHOWN_AT } from './mails.ts';
import { pagesIn } from './pages.ts';
import { croppedPicture, type PictureLook, take } from './picture.ts';
import { type SheetName, sheetsIn } from './sheets.ts';
import { slackHtml } from './slack.ts';
import { dingtalkHtml, wecomHtml } from './small.ts';

const DOCS = fileURLToPath(new URL('../../docs/', import.meta.url));

/** A mail or a page by its name. */
interface Wanted extends PictureLook {
  readonly name: string;
  readonly locale: Locale;
}

const want = (name: string, locale: Locale, width: number, scheme: PictureLook['scheme'] = 'light'): Wanted => {
  const file = [name, locale, width, ...(scheme === 'dark' ? [scheme] : []), 'png'].join('.');
  return { name, locale, width, scheme, file: `${DOCS}looks/${file}` };
};

/** Those of the documentation. */
const WANTED: readonly Wanted[] = [
  ...LOCALES.flatMap((locale): Wanted[] => [
    { ...want('owner', locale, 640), file: `${DOCS}images/mail.${locale}.png` },
    want('decided', locale, 360),
    want('leader', locale, 360),
    want('week', locale, 360),
    want('decide', locale, 390),
    want('answer', locale, 390),
    want('adopt', locale, 720),
  ]),
  want('owner', 'en', 360, 'dark'),
  want('head', 'zh-CN', 360),
  want('executive', 'zh-CN', 600),
  want('keeper', 'en', 600),
  want('week', 'zh-CN', 600, 'dark'),
  want('joint', 'en', 600),
  want('weeks', 'zh-CN', 360),
];

const SHEETS: readonly (readonly [name: SheetName, locale: Locale, file: string])[] = [
  ['tracker', 'en', 'images/sheet.en.png'],
  ['tracker', 'zh-CN', 'looks/tracker.zh-CN.png'],
  ['dashboard', 'en', 'looks/dashboard.en.png'],
  ['dashboard', 'zh-CN', 'looks/dashboard.zh-CN.png'],
  ['matrix', 'zh-CN', 'looks/matrix.zh-CN.png'],
];

const EVERYBODY = [...Object.keys(READERS), ...Object.keys(JOINT_READERS)];

/** As wide as a phone shows it, and a computer. */
const everyCard = (folder: string): Wanted[] =>
  ['feishu', 'wecom', 'dingtalk', 'slack'].flatMap((chat) =>
    EVERYBODY.flatMap((reader) =>
      LOCALES.flatMap((locale) =>
        [360, 600].map((width): Wanted => {
          const name = `${chat}.${reader}`;
          return { name, locale, width, scheme: 'light', file: join(folder, `${name}.${width}.${locale}.png`) };
        }),
      ),
    ),
  );

const everyMail = (folder: string): Wanted[] =>
  EVERYBODY.flatMap((name) =>
    LOCALES.flatMap((locale) =>
      [360, 600, 1000].flatMap((width) =>
        (['light', 'dark'] as const).map((scheme): Wanted => {
          const file = join(folder, `${scheme}.${width}.${locale}.${name}.png`);
          return { name, locale, width, scheme, file };
        }),
      ),
    ),
  );

const [flag, folder = '.'] = process.argv.slice(2);
const isAll = flag === '--all';
const wanted = isAll ? [...everyMail(resolve(folder)), ...everyCard(resolve(folder))] : WANTED;
if (isAll) await mkdir(resolve(folder), { recursive: true });
const books = await mkdtemp(join(tmpdir(), 'baton-looks-'));
const browser = await openChromium();
if (!browser) process.exit(1);
try {
  for (const locale of LOCALES) {
    const raw = await demoIn(locale, books);
    const letters = await demoLetters(raw, locale);
    const html = new Map<string, string>([
      ...[...letters].map(([name, letter]) => [name, htmlOf(letter)] as const),
      ...[...letters].map(([name, letter]) => [`feishu.${name}`, feishuHtml(letter)] as const),
      ...[...letters].map(([name, letter]) => [`wecom.${name}`, wecomHtml(letter)] as const),
      ...[...letters].map(([name, letter]) => [`dingtalk.${name}`, dingtalkHtml(letter)] as const),
      ...[...letters].map(([name, letter]) => [`slack.${name}`, slackHtml(letter)] as const),
      ...(await pagesIn(raw)),
      ['adopt', await adoptPageIn(locale, books, SHOWN_AT)],
    ]);
    for (const each of wanted.filter((one) => one.locale === locale))
      await take(browser, must(html.get(each.name), `what is shown as ${each.name}`), each);
    if (isAll) continue;
    const sheets = await sheetsIn(locale, books);
    for (const [name, of, file] of SHEETS) {
      const from = sheets.get(name);
      if (of === locale && from) await croppedPicture(from, `${DOCS}${file}`);
    }
  }
} finally {
  await browser.close();
  await rm(books, { recursive: true });
}
