/** The outbox's index.html: a list of mails, and the chosen one beside it. */
import { escapeHtml } from '../../../core/mail/markup.ts';
import { formatDay } from '../../../core/messages/format.ts';
import { LANGUAGES } from '../../../core/messages/languages.ts';
import { oneLine, shorten } from '../../../core/text/width.ts';
import { dayFromIso } from '../../../core/time/day.ts';
import type { Locale } from '../../../sheet-templates/index.ts';
import type { StoredLetter } from './eml.ts';

export interface OutboxEntry {
  readonly file: string;
  readonly letter: StoredLetter;
}

/** What a page was told of the folder it was made of; null where it is not such a page. */
export const madeOf = (page: string): string | null =>
  /<meta name="mails" content="([0-9a-f]+)">/.exec(page)?.[1] ?? null;

/**
 * One page that shows the letters as a mail program does: the list left, the chosen one right. It stands alone: it
 * works from a folder, loads nothing, and shows a letter in a frame in which no script runs. `mails` stands for the files
 * of the folder it was made of (`madeOf`).
 */
export const indexPage = (shown: readonly OutboxEntry[], locale: Locale, mails: string): Buffer => {
  const { outbox } = LANGUAGES[locale].mailing;
  const today = dayFromIso(shown[0]?.file.slice(0, 10) ?? '') ?? 0;
  const dayOf = (file: string) => formatDay(dayFromIso(file.slice(0, 10)) ?? today, locale, today);
  const timeOf = ({ date }: StoredLetter) => /\d{2}:\d{2}(?=:\d{2})/.exec(date)?.[0] ?? '';
  const idOf = (file: string) => file.slice(-12, -4);

  let group = '';
  const entries = shown.map(({ file, letter }) => {
    const day = dayOf(file);
    const heading = day === group ? '' : `<li class="day">${escapeHtml(day)}</li>`;
    group = day;
    return `${heading}<li><a href="${escapeHtml(encodeURI(`./${file}`))}" data-id="${idOf(file)}">
<span class="row"><b>${escapeHtml(nameOf(letter.to))}</b><time>${escapeHtml(timeOf(letter))}</time></span>
<span class="subject">${escapeHtml(letter.subject)}</span>
<span class="preview">${escapeHtml(previewOf(letter.text))}</span></a></li>`;
  });
  const letters = shown.flatMap(({ file, letter }, i) => {
    const date = inScript(`${dayOf(file)} ${timeOf(letter)}`);
    return [Buffer.from(`${i === 0 ? '' : '},'}"${idOf(file)}":{"date":${date},`), contentOf(letter)];
  });

  const before = `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="mails" content="${mails}">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>${escapeHtml(outbox.title)} · Baton</title>
<style>${STYLE}</style>
</head>
<body>
<nav>
<header><b>${escapeHtml(LANGUAGES[locale].mail.brand)}</b><span>${escapeHtml(outbox.title)} · ${escapeHtml(outbox.count(shown.length))}</span></header>
<ul>
${entries.join('\n')}
</ul>
</nav>
<main>
<p id="empty">${escapeHtml(outbox.empty)}</p>
<article id="letter" hidden>
<header>
<a id="back" href="#">← ${escapeHtml(outbox.back)}</a>
<h1 id="subject"></h1>
<dl><dt>${escapeHtml(outbox.from)}</dt><dd id="from"></dd><dt>${escapeHtml(outbox.to)}</dt><dd id="to"></dd></dl>
<p class="tools"><time id="date"></time><button id="other" type="button">${escapeHtml(outbox.asText)}</button><a id="calendar" download="baton.ics">${escapeHtml(outbox.calendar)}</a><a id="file">${escapeHtml(outbox.file)}</a></p>
</header>
<iframe id="html" sandbox="allow-popups allow-popups-to-escape-sandbox" title="${escapeHtml(outbox.title)}"></iframe>
<pre id="text" hidden></pre>
</article>
</main>
<script type="application/json" id="letters">{`;
  const after = `${letters.length === 0 ? '' : '}'}}</script>
<script>const WORDS = ${JSON.stringify({ asText: outbox.asText, asHtml: outbox.asHtml })};
${SCRIPT}</script>
</body>
</html>
`;
  // As bytes: as a text its megabytes would be put together, and gone through, twice more.
  return Buffer.concat([Buffer.from(before), ...letters, Buffer.from(after)]);
};

const inScript = (value: unknown): string => JSON.stringify(value).replace(/</g, '\\u003c');

/** Most of the page, which a process that goes on makes again after each delivery: a letter is put into it once. */
const CONTENTS = new WeakMap<StoredLetter, Buffer>();

/** The members of a letter's object, without its braces. */
const contentOf = (letter: StoredLetter): Buffer => {
  const known = CONTENTS.get(letter);
  if (known !== undefined) return known;
  const { from, to, subject, text, html, calendar } = letter;
  const content = Buffer.from(inScript({ from, to, subject, text, html, calendar })).subarray(1, -1);
  CONTENTS.set(letter, content);
  return content;
};

/** The name in `"Li Ming" <li@example.com>`, or the address. */
const nameOf = (mailbox: string): string => /^"?(.+?)"? <[^>]*>$/.exec(mailbox)?.[1] ?? mailbox;

/** The second paragraph: the first says the same in every mail. */
const previewOf = (text: string): string => {
  const [headline = '', ...subline] = (text.split(/\r?\n\r?\n/)[1] ?? '').split(/\r?\n/);
  return shorten(oneLine([headline, subline.join(' ')].filter(Boolean).join(' · ')), 120);
};

const STYLE = `
:root { --ink: #12324a; --text: #1f2933; --grey: #667085; --rule: #e4e7ec; --paper: #fff; --ground: #f4f5f7; --chosen: #eaf1f6; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #a9c7dd; --text: #e6eaef; --grey: #a3adba; --rule: #343d48; --paper: #1c2229; --ground: #14181d; --chosen: #263442; }
}
* { box-sizing: border-box; }
body { margin: 0; height: 100vh; height: 100dvh; display: grid; grid-template-columns: minmax(250px, 340px) minmax(0, 1fr); background: var(--ground);
  color: var(--text); font: 15px/1.5 -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Segoe UI", Roboto, sans-serif; }
:lang(en) body { font-family: -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "PingFang SC", "Noto Sans CJK SC", sans-serif; }
nav { display: flex; flex-direction: column; min-height: 0; background: var(--paper); border-right: 1px solid var(--rule); }
nav > header { display: flex; justify-content: space-between; padding: 16px 18px 12px; font-size: 13px; color: var(--grey); border-bottom: 1px solid var(--rule); }
nav > header b { color: var(--ink); letter-spacing: 0.06em; }
ul { margin: 0; padding: 0 0 24px; list-style: none; overflow-y: auto; }
.day { padding: 16px 18px 4px; font-size: 12px; font-weight: 600; color: var(--grey); }
li a { display: block; padding: 10px 18px 12px 14px; border-left: 4px solid transparent; border-bottom: 1px solid var(--rule); color: inherit; text-decoration: none; }
li a:hover { background: var(--ground); }
li a[aria-current] { background: var(--chosen); border-left-color: var(--ink); }
.row { display: flex; justify-content: space-between; gap: 12px; }
.row b { font-weight: 600; }
time, .preview { font-size: 13px; color: var(--grey); }
.subject { display: block; font-size: 14px; }
.preview { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; margin-top: 2px; }
main { min-width: 0; min-height: 0; }
#empty { margin: 0; padding: 30vh 24px 0; text-align: center; color: var(--grey); }
article { display: flex; flex-direction: column; height: 100%; }
[hidden] { display: none !important; }
article header { padding: 16px 24px 12px; background: var(--paper); border-bottom: 1px solid var(--rule); }
h1 { margin: 0 0 6px; font-size: 17px; line-height: 1.4; font-weight: 600; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: auto 1fr; gap: 0 12px; margin: 0; font-size: 13px; }
dt { color: var(--grey); }
dd { margin: 0; overflow-wrap: anywhere; }
.tools { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 16px; margin: 8px 0 0; font-size: 13px; }
.tools time { margin-right: auto; }
.tools a, .tools button, #back { color: var(--ink); background: none; border: 0; padding: 0; font: inherit; text-decoration: underline; text-underline-offset: 3px; cursor: pointer; }
#back { display: none; }
:focus-visible { outline: 2px solid var(--ink); outline-offset: 2px; }
iframe { flex: 1; width: 100%; border: 0; background: var(--ground); }
pre { flex: 1; margin: 0; padding: 20px 24px; overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere; background: var(--paper); font: 14px/1.6 ui-monospace, Menlo, Consolas, "Noto Sans Mono CJK SC", monospace; }
@media (max-width: 639px) {
  body { display: block; height: auto; }
  nav { min-height: 100vh; min-height: 100dvh; border: 0; }
  #empty { display: none; }
  main { position: fixed; inset: 0; visibility: hidden; background: var(--ground); }
  .reading main { visibility: visible; }
  #back { display: inline-block; margin-bottom: 10px; font-size: 14px; }
  article header { padding: 12px 16px 10px; }
}
`;

/** The address's fragment says which letter is open, so that "back" and a link to one letter work. */
const SCRIPT = `
const letters = JSON.parse(document.getElementById('letters').textContent);
const at = (id) => document.getElementById(id);
const links = [...document.querySelectorAll('a[data-id]')];
let plain = false;
const kind = () => {
  at('html').hidden = plain;
  at('text').hidden = !plain;
  at('other').textContent = plain ? WORDS.asHtml : WORDS.asText;
};
const show = () => {
  const id = location.hash.slice(1);
  const letter = Object.hasOwn(letters, id) ? letters[id] : null;
  document.body.classList.toggle('reading', letter !== null);
  at('letter').hidden = letter === null;
  at('empty').hidden = letter !== null;
  for (const link of links) {
    if (link.dataset.id === id) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
    if (letter && link.dataset.id === id) at('file').href = link.href;
  }
  if (!letter) return;
  for (const field of ['subject', 'from', 'to', 'date', 'text']) at(field).textContent = letter[field];
  at('calendar').hidden = letter.calendar === '';
  at('calendar').href = 'data:text/calendar;charset=utf-8,' + encodeURIComponent(letter.calendar);
  // Its buttons open beside it, outside the sandbox in which a mail is shown.
  at('html').srcdoc = letter.html.replace(/<head[^>]*>/, '$&<base target="_blank">');
  at('html').title = letter.subject;
  kind();
};
for (const link of links) {
  link.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    location.hash = link.dataset.id;
  });
}
at('other').addEventListener('click', () => {
  plain = !plain;
  kind();
});
addEventListener('hashchange', show);
const first = links[0];
if (!location.hash && first && matchMedia('(min-width: 640px)').matches) history.replaceState(null, '', '#' + first.dataset.id);
show();
`;
