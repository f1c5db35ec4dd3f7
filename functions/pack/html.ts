/** The package's pages as HTML: its index, and one for each document. */
import { escapeHtml } from '../../core/mail/markup.ts';
import type { Pack, PackDocument } from '../../core/pack/index.ts';
import type { PackCell, PackTable } from '../../core/pack/table.ts';
import { widthOf } from '../../core/text/width.ts';
import { isoOf } from '../../core/time/day.ts';
import { PALETTE } from '../../sheet-templates/palette.ts';
import { factsOf } from './facts.ts';
import { cellText, countsOf, hasLedger, headingOf, wordsIn } from './text.ts';

/** The package's first page: what it is, who may view it, what is in it. Stands alone and loads nothing. */
export const indexHtml = (pack: Pack): string => {
  const words = wordsIn(pack.locale);
  const say = (key: Parameters<typeof words.say>[0]) => escapeHtml(words.say(key));
  const documents = pack.documents.map(
    (document) => `<tr><td>${escapeHtml(document.title)}</td><td class="n">${countsOf(document)}</td>
<td class="links"><a href="${document.file}.html">HTML</a> <a href="${document.file}.xlsx">Excel</a></td></tr>`,
  );
  const unread = pack.unread.map(
    ({ sheet, item, column, text }) =>
      `<tr><td>${escapeHtml(sheet)}</td><td>${escapeHtml(item)}</td><td>${escapeHtml(column)}</td><td>${escapeHtml(text)}</td></tr>`,
  );
  return page(
    pack,
    pack.name,
    `<p class="brand">${say('archive')}</p>
<h1>${escapeHtml(pack.name)}</h1>
<dl class="facts">${factsOf(pack)
      .map(
        ({ label, text, quiet }) =>
          `<dt>${escapeHtml(label)}</dt><dd${quiet ? ' class="quiet"' : ''}>${escapeHtml(text)}</dd>`,
      )
      .join('\n')}</dl>
<h2>${say('documents')}</h2>
<table class="index"><thead><tr><th>${say('document')}</th><th class="n">${say('entries')}</th><th>${say('read')}</th></tr></thead>
<tbody>${documents.join('\n')}</tbody></table>
${pack.absent.length > 0 ? `<p class="quiet">${say('absent')}${words.colon}${escapeHtml(pack.absent.join(words.comma))}</p>` : ''}
${unread.length > 0 ? `<h2>${say('unread')}</h2><p>${say('unreadHelp')}</p><table><tbody>${unread.join('\n')}</tbody></table>` : ''}
${hasLedger(pack) ? `<h2>${say('verify')}</h2><p>${say('verifyHelp')}</p>` : ''}`,
  );
};

/** A document as a page that prints well. */
export const documentHtml = (pack: Pack, { title, tables }: PackDocument): string =>
  page(
    pack,
    `${title} · ${pack.name}`,
    `<p class="brand"><a href="../index.html">${escapeHtml(wordsIn(pack.locale).say('back'))}</a></p>
<h1>${escapeHtml(title)}</h1>
<p class="quiet">${escapeHtml(headingOf(pack))}</p>
${tables.map((table) => tableHtml(table, table.title !== title)).join('\n')}`,
  );

const tableHtml = (table: PackTable, titled: boolean): string =>
  [
    titled ? `<h2>${escapeHtml(table.title)}</h2>` : '',
    table.layout === 'table'
      ? `<table><thead><tr>${table.columns.map(({ header }) => `<th>${escapeHtml(header)}</th>`).join('')}</tr></thead>
<tbody>${table.rows.map((row) => `<tr>${row.map(td).join('')}</tr>`).join('\n')}</tbody></table>`
      : table.rows.map((row) => recordHtml(table, row)).join('\n'),
  ].join('\n');

/** Columns of a text that stays on one line, such as an id or a name; longer ones may break anywhere. */
const WHOLE = 8;

const td = (cell: PackCell): string => {
  const text = cellText(cell);
  const whole = cell.format !== 'text' || widthOf(text) <= WHOLE;
  return `<td${whole ? ' class="n"' : ''}>${escapeHtml(text)}</td>`;
};

/** What is empty is left out: a form of thirty fields is read by what is in it. */
const recordHtml = ({ columns }: PackTable, row: readonly PackCell[]): string =>
  `<dl class="record">${columns
    .flatMap(({ header }, i) =>
      row
        .slice(i, i + 1)
        .filter(({ value }) => value !== null)
        .map((cell) => `<dt>${escapeHtml(header)}</dt><dd>${escapeHtml(cellText(cell))}</dd>`),
    )
    .join('\n')}</dl>`;

const page = ({ locale, on }: Pack, title: string, body: string): string => `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="date" content="${isoOf(on)}">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
${body}
</body>
</html>
`;

const STYLE = `
* { box-sizing: border-box; }
body { max-width: 1080px; margin: 0 auto; padding: 40px 32px 64px; background: ${PALETTE.white}; color: ${PALETTE.text};
  font: 15px/1.55 -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Segoe UI", Roboto, sans-serif; overflow-wrap: anywhere; }
:lang(en) body, body:lang(en) { font-family: -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "PingFang SC", "Noto Sans CJK SC", sans-serif; }
a { color: ${PALETTE.ink}; text-underline-offset: 3px; }
.brand { margin: 0 0 4px; font-size: 13px; color: ${PALETTE.quiet}; }
h1 { margin: 0 0 8px; font-size: 24px; line-height: 1.3; color: ${PALETTE.ink}; }
h2 { margin: 36px 0 10px; font-size: 16px; color: ${PALETTE.ink}; break-after: avoid; }
.quiet { color: ${PALETTE.quiet}; }
dl { display: grid; grid-template-columns: minmax(110px, max-content) 1fr; gap: 6px 24px; margin: 20px 0 0; }
dt { color: ${PALETTE.quiet}; }
dd { margin: 0; white-space: pre-line; }
.record { padding: 16px 0; border-top: 1px solid ${PALETTE.rule}; grid-template-columns: minmax(110px, 180px) 1fr; }
.record dt, .record dd { break-inside: avoid; }
table { width: 100%; margin-top: 16px; border-collapse: collapse; font-size: 14px; }
.index { max-width: 720px; }
thead { display: table-header-group; }
th { padding: 8px 12px 8px 0; text-align: left; vertical-align: bottom; font-weight: 600; color: ${PALETTE.ink}; border-bottom: 2px solid ${PALETTE.ink}; white-space: normal; overflow-wrap: normal; }
td { padding: 8px 12px 8px 0; vertical-align: top; border-bottom: 1px solid ${PALETTE.rule}; white-space: pre-line; }
tr { break-inside: avoid; }
td.n, th.n { white-space: nowrap; font-variant-numeric: tabular-nums; }
.links a { margin-right: 14px; }
@page { size: A4 landscape; margin: 14mm; }
@media print { body { max-width: none; padding: 0; font-size: 10.5pt; } table { font-size: 9.5pt; } .brand a { display: none; } }
@media (max-width: 640px) { body { padding: 24px 16px 48px; } dl, .record { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: 8px; } table { display: block; overflow-x: auto; } }
`;
