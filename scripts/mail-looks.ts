/**
 * Pictures of the demo's mails in Chromium, for the documentation: `node scripts/mail-looks.ts`. With `--all FOLDER`
 * every reader's in both languages, at three widths, light and dark, to be looked at after a change of the mail's look.
 * Needs Chromium, and ImageMagick to make small files of few colours.
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import type { LinkTo } from '../core/answers/model.ts';
import { htmlOf } from '../core/mail/html.ts';
import { digestOf, jointDigestOf } from '../core/mail/index.ts';
import type { Mail } from '../core/plan.ts';
import type { Policy } from '../core/snapshot.ts';
import { must } from '../core/text/must.ts';
import type { RawWorkbook } from '../core/workbook.ts';
import { openXlsxFile } from '../functions/adapters/xlsx-file/store.ts';
import { makeDemo } from '../functions/demo/make.ts';
import { readContextOf } from '../functions/reading/official.ts';
import { decide } from '../functions/sweep/decide.ts';
import { LOCALES, type Locale } from '../sheet-templates/index.ts';
import { openChromium } from '../test/support/chromium.ts';
import { asProject, bringsNews, OTHER_PROJECTS } from './mail-projects.ts';

const DOCS = fileURLToPath(new URL('../docs/', import.meta.url));
/** A Friday, so that managers get their week. */
const NOW = '2026-03-06T09:00';
const BOOK = {
  'zh-CN': { file: 'M1 上市.xlsx', zone: 'Asia/Shanghai', country: 'CN' },
  en: { file: 'M1 launch.xlsx', zone: 'America/New_York', country: 'US' },
} as const;

const has = ({ notices }: Mail, ...rules: string[]) =>
  rules.every((wanted) => notices.some(({ rule }) => rule === wanted));

/** Whose mail shows what, in the demo. */
const READERS: Readonly<Record<string, (mail: Mail, policy: Policy) => boolean>> = {
  owner: (mail) => has(mail, 'task.overdue', 'task.due'),
  head: (mail) => has(mail, 'assessment'),
  leader: (mail) => has(mail, 'task.stuck', 'digest.manager'),
  executive: ({ to }, { executive }) => to === executive,
  keeper: ({ to }, { keeper }) => to === keeper,
  week: (mail) => has(mail, 'digest.manager') && !has(mail, 'task.stuck'),
};

/** Whose mails of three workbooks are shown as one. */
const JOINT_READERS: Readonly<Record<string, (mail: Mail) => boolean>> = {
  joint: READERS.owner as (mail: Mail) => boolean,
  weeks: READERS.leader as (mail: Mail) => boolean,
};

const linkTo: LinkTo = (_, item) => `https://baton.example.com/respond?t=${item}`;

const mailsIn = async (locale: Locale, folder: string): Promise<Map<string, string>> => {
  const { file, ...place } = BOOK[locale];
  const path = join(folder, file);
  await makeDemo({ path, template: 'full', locale, ...place, now: NOW });
  const raw = await openXlsxFile(path).read();
  const decided = async (book: RawWorkbook) => decide(book, await readContextOf(book, NOW), () => linkTo);
  const { facts, plan, snapshot } = await decided(raw);
  const theirs = (reader: string, isTheirs: (mail: Mail, policy: Policy) => boolean): Mail => {
    const mail = plan.mails.find((each) => isTheirs(each, snapshot.policy));
    if (!mail) throw new Error(`the demo in ${locale} has no mail for: ${reader}`);
    return mail;
  };
  const mails = new Map<string, string>();
  for (const [reader, isTheirs] of Object.entries(READERS)) {
    mails.set(reader, htmlOf(digestOf(facts, theirs(reader, isTheirs), linkTo)));
  }
  const books = await Promise.all(
    [raw, ...OTHER_PROJECTS[locale].map((project) => asProject(raw, project, locale))].map((book) => {
      const url = `https://sheets.example.com/${encodeURIComponent(book.name)}`;
      return decided({ ...book, url });
    }),
  );
  for (const [reader, isTheirs] of Object.entries(JOINT_READERS)) {
    const { to } = theirs(reader, isTheirs);
    const parts = books.flatMap(({ plan, part }) =>
      plan.mails
        .filter((mail) => mail.to.email === to.email)
        .map((mail) => part({ ...mail, notices: mail.notices.filter(bringsNews) })),
    );
    mails.set(reader, htmlOf(jointDigestOf(parts)));
  }
  return mails;
};

interface Look {
  readonly reader: string;
  readonly locale: Locale;
  readonly width: number;
  readonly scheme: 'light' | 'dark';
  readonly file: string;
}

const take = async (browser: Browser, html: string, { width, scheme, file }: Look, colours: number): Promise<void> => {
  const page = await browser.newPage({ viewport: { width, height: 100 }, colorScheme: scheme });
  await page.setContent(html);
  const whole = await page.screenshot({ fullPage: true });
  await page.close();
  await writeFile(file, whole);
  await promisify(execFile)('convert', [file, '+dither', '-colors', String(colours), '-strip', `PNG8:${file}`]);
};

const look = (reader: string, locale: Locale, width: number, scheme: 'light' | 'dark', file: string): Look => ({
  reader,
  locale,
  width,
  scheme,
  file,
});

const IN_DOCS: readonly Look[] = [
  look('owner', 'en', 640, 'light', `${DOCS}images/mail.en.png`),
  look('owner', 'zh-CN', 640, 'light', `${DOCS}images/mail.zh-CN.png`),
  look('owner', 'en', 360, 'dark', `${DOCS}looks/owner.en.360.dark.png`),
  look('head', 'zh-CN', 360, 'light', `${DOCS}looks/head.zh-CN.360.png`),
  look('leader', 'en', 360, 'light', `${DOCS}looks/leader.en.360.png`),
  look('executive', 'zh-CN', 600, 'light', `${DOCS}looks/executive.zh-CN.600.png`),
  look('keeper', 'en', 600, 'light', `${DOCS}looks/keeper.en.600.png`),
  look('week', 'zh-CN', 600, 'dark', `${DOCS}looks/week.zh-CN.600.dark.png`),
  look('joint', 'en', 600, 'light', `${DOCS}looks/joint.en.600.png`),
  look('weeks', 'zh-CN', 360, 'light', `${DOCS}looks/weeks.zh-CN.360.png`),
];

const everything = (folder: string): Look[] =>
  [...Object.keys(READERS), ...Object.keys(JOINT_READERS)].flatMap((reader) =>
    LOCALES.flatMap((locale) =>
      [360, 600, 1000].flatMap((width) =>
        (['light', 'dark'] as const).map((scheme) =>
          look(reader, locale, width, scheme, join(folder, `${scheme}.${width}.${locale}.${reader}.png`)),
        ),
      ),
    ),
  );

const [flag, folder] = process.argv.slice(2);
const looks = flag === '--all' ? everything(resolve(folder ?? '.')) : IN_DOCS;
if (flag === '--all') await mkdir(resolve(folder ?? '.'), { recursive: true });
const books = await mkdtemp(join(tmpdir(), 'baton-looks-'));
const browser = await openChromium();
if (!browser) process.exit(1);
try {
  const mails = { 'zh-CN': await mailsIn('zh-CN', books), en: await mailsIn('en', books) };
  for (const each of looks)
    await take(browser, must(mails[each.locale].get(each.reader), `mail for ${each.reader}`), each, 48);
} finally {
  await browser.close();
  await rm(books, { recursive: true });
}
