/** The pages of `npm run serve:google`. */
import { escapeHtml } from '../../core/mail/markup.ts';
import { LANGUAGES } from '../../core/messages/languages.ts';
import type { Locale } from '../../sheet-templates/index.ts';
import type { LogLine } from '../../test/support/cloud.ts';
import type { Message } from '../../test/support/google/gmail/mailbox.ts';
import { decoded, headerOf, type Part, payloadOf, textOf } from '../../test/support/google/gmail/mime.ts';
import type { Workbook } from '../../test/support/google/sheets/workbook.ts';

interface Shown {
  readonly locale: Locale;
  /** Virtual time, ISO 8601 with offset. */
  readonly now: string;
  readonly workbooks: readonly Workbook[];
  readonly mails: readonly Message[];
  readonly log: readonly LogLine[];
}

const STYLE = `body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:72rem;padding:0 1rem;color:#1f2933;background:#fff}
h1{font-size:1.4rem}h2{font-size:1.1rem;margin-top:2rem}table{border-collapse:collapse;font-size:13px}
.wide{overflow-x:auto;max-height:26rem;border:1px solid #d5dbe1}td,th{border:1px solid #d5dbe1;padding:2px 6px;text-align:left;vertical-align:top;white-space:nowrap;max-width:22rem;overflow:hidden;text-overflow:ellipsis}
th{background:#f3f5f7;font-weight:500;color:#52606d}button{font:inherit;padding:.3rem .9rem}form{display:inline-block;margin-right:.5rem}code{font-size:12px}`;

const html = (locale: Locale, title: string, body: string): string =>
  `<!doctype html><html lang="${locale}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title><style>${STYLE}</style><body><h1>${escapeHtml(title)}</h1>${body}</body></html>`;

const link = (href: string, text: string): string => `<a href="${escapeHtml(href)}">${escapeHtml(text)}</a>`;
const button = (action: string, text: string): string =>
  `<form method="post" action="${action}"><button>${escapeHtml(text)}</button></form>`;
const items = (lines: readonly string[], none: string): string =>
  lines.length === 0 ? `<p>${escapeHtml(none)}</p>` : `<ul>${lines.map((line) => `<li>${line}</li>`).join('')}</ul>`;

export const homePage = ({ locale, now, workbooks, mails, log }: Shown): string => {
  const say = LANGUAGES[locale].standIn;
  const listed = workbooks.map((book) => link(`/workbook/${book.id}`, book.book.properties.title ?? book.id));
  const sent = mails.map(({ mime }, i) => {
    const subject = decoded(headerOf(mime, 'subject') ?? '');
    return `${link(`/mail/${i}`, subject)} → ${escapeHtml(headerOf(mime, 'to') ?? '')}`;
  });
  const lines = log.slice(-12).map((line) => `<code>${escapeHtml(JSON.stringify(line))}</code>`);
  return html(
    locale,
    say.title,
    `<p>${escapeHtml(now.slice(0, 16).replace('T', ' '))}</p>
<p>${button('/dispatch', say.sweep)}${button('/tomorrow', say.tomorrow)}</p>
<h2>${say.spreadsheets}</h2>${items(listed, say.nothing)}
<h2>${say.mails}</h2>${items(sent.reverse(), say.nothing)}
<h2>${say.log}</h2>${items(lines.reverse(), say.nothing)}`,
  );
};

/** Every tab's cells, and a way to type into them as people do. */
export const cellsPage = (workbook: Workbook, locale: Locale): string => {
  const tabs = workbook.tabs.map(
    (tab) => `<h2>${escapeHtml(tab)}</h2><div class="wide">${grid(workbook.rows(tab))}</div>`,
  );
  const say = LANGUAGES[locale].standIn;
  const field = (name: string, label: string) =>
    `<label>${escapeHtml(label)} <input name="${name}" size="12"></label> `;
  const options = workbook.tabs.map((tab) => `<option>${escapeHtml(tab)}</option>`).join('');
  return html(
    locale,
    workbook.book.properties.title ?? workbook.id,
    `<p>${link('/', say.back)}</p>
<form method="post" action="/type"><input type="hidden" name="workbook" value="${escapeHtml(workbook.id)}">
<label>${say.sheet} <select name="tab">${options}</select></label> ${field('cell', say.cell)}${field('text', say.text)}<button>${say.type}</button></form>
${tabs.join('')}`,
  );
};

const grid = (rows: readonly (readonly unknown[])[]): string => {
  const wide = Math.max(1, ...rows.map((row) => row.length));
  const head = Array.from({ length: wide }, (_, i) => `<th>${letters(i)}</th>`).join('');
  const body = rows.map(
    (row, i) => `<tr><th>${i + 1}</th>${row.map((cell) => `<td>${escapeHtml(String(cell ?? ''))}</td>`).join('')}</tr>`,
  );
  return `<table><tr><th></th>${head}</tr>${body.join('')}</table>`;
};

/** 0 is A, 26 is AA. */
const letters = (column: number): string =>
  (column >= 26 ? letters(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26));

/** A mail as its reader sees it. */
export const mailHtml = (mime: Part): string => htmlPart(mime) ?? `<pre>${escapeHtml(textOf(mime))}</pre>`;

const htmlPart = (part: Part): string | null => {
  const { mimeType, body } = payloadOf(part);
  if (mimeType === 'text/html') return Buffer.from(body?.data ?? '', 'base64url').toString('utf8');
  for (const inner of part.parts) {
    const found = htmlPart(inner);
    if (found !== null) return found;
  }
  return null;
};
