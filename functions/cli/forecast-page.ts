/** The HTML page of `forecast`: a calendar of mails, and each day's in full. */
import { escapeHtml, type Html, join } from '../../core/mail/markup.ts';
import { FORMAT, formatDay } from '../../core/messages/format.ts';
import { sayBecause } from '../../core/messages/index.ts';
import { LANGUAGES } from '../../core/messages/languages.ts';
import type { Mail, Notice } from '../../core/plan.ts';
import { type Day, isoOf, mondayOf } from '../../core/time/day.ts';
import type { Forecast, ForecastDay } from '../../core/what-if/forecast.ts';
import type { Locale } from '../../sheet-templates/index.ts';
import { PALETTE, TONES } from '../../sheet-templates/palette.ts';
import { mailsOn } from './forecast-table.ts';
import { countKinds, kindsOf } from './report.ts';
import type { FileKind } from './words.ts';

const say = (locale: Locale) => LANGUAGES[locale].cli;

/** What is pressing has a colour; the words say it as well. */
const TONE_OF: Readonly<Partial<Record<FileKind, 'late' | 'soon'>>> = {
  stuck: 'late',
  overdue: 'late',
  due: 'soon',
  reason: 'soon',
  quiet: 'soon',
  collect: 'soon',
  soon: 'soon',
};

/** So many people are named in a day of the calendar. */
const NAMED = 5;

/**
 * A forecast as one page that stands alone, without scripts: a calendar of weeks with the people who get a mail each
 * day, and below it, day by day, what is in each mail.
 */
export const forecastPage = (forecast: Forecast, locale: Locale): string => {
  const { snapshot, days } = forecast;
  const { policy, workbook, today } = snapshot;
  const { page, condition } = say(locale).forecast;
  const dayText = (date: Day) => formatDay(date, locale, today);
  const project = escapeHtml(policy.project || workbook.name);
  const sent = days.flatMap(mailsOn);
  const raised = days.flatMap((each) => [...new Set(mailsOn(each).flatMap(({ notices }) => notices))]);
  const figures: readonly (readonly [number, string])[] = [
    [sent.length, page.mails],
    [new Set(sent.map(({ to }) => to.email)).size, page.people],
    [raised.filter((notice) => notice.level > 0).length, page.escalations],
    [days.filter((each) => mailsOn(each).length === 0).length, page.quiet],
  ];
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(page.title)} · ${project}</title>
<style>${STYLE}</style>
</head>
<body>
<header class="top"><b>${escapeHtml(LANGUAGES[locale].mail.brand)}</b><span>${project}</span></header>
<main>
<h1>${escapeHtml(page.title)}</h1>
<p class="lead">${escapeHtml(page.lead(dayText(days[0]!.date), dayText(days.at(-1)!.date), condition))}</p>
<dl class="figures">${join(figures.map(([n, words]) => `<div><dt>${escapeHtml(words)}</dt><dd>${n}</dd></div>` as Html))}</dl>
<h2>${escapeHtml(page.calendar)}</h2>
${calendarOf(forecast, locale)}
<h2>${escapeHtml(page.days)}</h2>
${join(days.map((each) => dayOf(each, today, locale)))}
</main>
</body>
</html>
`;
};

const calendarOf = ({ snapshot, days }: Forecast, locale: Locale): Html => {
  const { calendar, today } = snapshot;
  const [first, last] = [days[0]!.date, days.at(-1)!.date];
  const byDate = new Map(days.map((each) => [each.date, each]));
  const weekdays = [0, 1, 2, 3, 4, 5, 6];
  const weeks: Day[] = [];
  for (let monday = mondayOf(first); monday <= last; monday += 7) weeks.push(monday);
  // A weekday that is off in every week needs no room.
  const isWorked = (weekday: number) => weeks.some((monday) => calendar.isWorkday(monday + weekday));
  const head = weekdays.map((weekday) => {
    const name = FORMAT[locale].weekday(weeks[0]! + weekday);
    return `<th scope="col"${isWorked(weekday) ? '' : ' class="narrow"'}>${escapeHtml(name)}</th>`;
  });
  const cell = (date: Day): string => {
    const found = byDate.get(date);
    if (found) return cellOf(found, today, locale);
    const text = `<span class="date">${escapeHtml(formatDay(date, locale, today))}</span>`;
    if (date < first || date > last) return `<td class="outside">${text}</td>`;
    return `<td class="off">${text} <span class="note">${escapeHtml(say(locale).forecast.page.off)}</span></td>`;
  };
  const rows = weeks.map((monday) => `<tr>${weekdays.map((weekday) => cell(monday + weekday)).join('')}</tr>`);
  return `<table class="calendar"><thead><tr>${head.join('')}</tr></thead>
<tbody>${rows.join('\n')}</tbody></table>` as Html;
};

const cellOf = (each: ForecastDay, today: Day, locale: Locale): string => {
  const mails = mailsOn(each);
  const id = isoOf(each.date);
  const more = mails.length - NAMED;
  const people = mails
    .slice(0, NAMED)
    .map((mail) => `<li><b>${escapeHtml(mail.to.name)}</b> ${countsOf(mail, locale)}</li>`);
  const date = `<span class="date">${escapeHtml(formatDay(each.date, locale, today))}</span>`;
  if (mails.length === 0)
    return `<td class="quiet">${date} <span class="note">${escapeHtml(noMail(each, locale))}</span></td>`;
  return `<td><a href="#d${id}">${date} <span class="count">${escapeHtml(say(locale).forecast.page.count(mails.length))}</span></a>
<ul>${people.join('')}${more > 0 ? `<li class="more"><a href="#d${id}">${escapeHtml(say(locale).forecast.more(more))}</a></li>` : ''}</ul></td>`;
};

const noMail = ({ fuse }: ForecastDay, locale: Locale): string =>
  fuse ? say(locale).sweep.fuse(Number(fuse.facts.mails), Number(fuse.facts.limit)) : say(locale).forecast.page.none;

/** `2 overdue, 1 due soon`, with what presses in its colour. */
const countsOf = (mail: Mail, locale: Locale): Html =>
  countKinds(kindsOf(mail))
    .map(([kind, n]) => {
      const text = escapeHtml(say(locale).sweep.kind[kind](n));
      return TONE_OF[kind] ? `<span class="${TONE_OF[kind]}">${text}</span>` : text;
    })
    .join(FORMAT[locale].clause) as Html;

const dayOf = (each: ForecastDay, today: Day, locale: Locale): Html => {
  const mails = mailsOn(each);
  const title = `${escapeHtml(formatDay(each.date, locale, today))} <span>${escapeHtml(mails.length === 0 ? noMail(each, locale) : say(locale).forecast.page.count(mails.length))}</span>`;
  return `<section id="d${isoOf(each.date)}"${mails.length === 0 ? ' class="empty"' : ''}><h3>${title}</h3>
${join(mails.map((mail) => mailOf(mail, each, locale)))}</section>
` as Html;
};

const mailOf = (mail: Mail, each: ForecastDay, locale: Locale): Html =>
  `<details><summary><b>${escapeHtml(mail.to.name)}</b> <span>${countsOf(mail, locale)}</span></summary>
<p class="subject">${escapeHtml(mail.subject)}</p>
<ul>${join(mail.notices.map((notice) => noticeOf(notice, mail, each, locale)))}</ul></details>
` as Html;

const noticeOf = (notice: Notice, { to }: Mail, { facts, date }: ForecastDay, locale: Locale): Html => {
  const { items, flow } = facts;
  const name = items.get(notice.item)?.name ?? flow.matters.get(notice.item)?.name ?? '';
  const about = name ? `<b>${escapeHtml(name)}</b> <span class="id">${escapeHtml(notice.item)}</span> ` : '';
  const marks = [
    notice.level > 0 ? `<span class="late">${escapeHtml(say(locale).forecast.page.level(notice.level))}</span> ` : '',
    notice.to.includes(to) ? '' : `<span class="id">${escapeHtml(say(locale).forecast.page.knows)}</span> `,
  ];
  return `<li>${about}${marks.join('')}<br>${escapeHtml(sayBecause(notice.because, locale, date))}</li>` as Html;
};

const STYLE = `
:root { --ink: ${PALETTE.ink}; --text: ${PALETTE.text}; --grey: ${PALETTE.quiet}; --rule: ${PALETTE.rule}; --paper: ${PALETTE.white}; --ground: ${PALETTE.ground}; --late: ${TONES.late.text}; --soon: ${TONES.soon.text}; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #a9c7dd; --text: #e6eaef; --grey: #a3adba; --rule: #343d48; --paper: #1c2229; --ground: #14181d; --late: #f4a19a; --soon: #f2b37c; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--text);
  font: 15px/1.55 -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Segoe UI", Roboto, sans-serif; overflow-wrap: anywhere; }
body:lang(en) { font-family: -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "PingFang SC", "Noto Sans CJK SC", sans-serif; }
.top, main { max-width: 1240px; margin: 0 auto; padding: 0 28px; }
.top { display: flex; justify-content: space-between; gap: 16px; padding-top: 24px; font-size: 14px; color: var(--grey); }
.top b { color: var(--ink); letter-spacing: 0.04em; }
h1 { margin: 20px 0 4px; font-size: 24px; line-height: 1.3; color: var(--ink); }
.lead { margin: 0 0 20px; color: var(--grey); }
h2 { margin: 36px 0 12px; font-size: 15px; color: var(--grey); }
a { color: inherit; text-decoration: none; }
a:hover .date, .more a:hover { text-decoration: underline; text-underline-offset: 3px; }
:focus-visible { outline: 2px solid var(--ink); outline-offset: 2px; }
.figures { display: grid; grid-template-columns: repeat(4, 1fr); margin: 0; border: 1px solid var(--rule); border-radius: 8px; text-align: center; }
.figures div { display: flex; flex-direction: column-reverse; padding: 12px 8px; border-left: 1px solid var(--rule); }
.figures div:first-child { border-left: 0; }
.figures dt { font-size: 13px; color: var(--grey); }
.figures dd { margin: 0; font-size: 26px; line-height: 1.2; font-weight: 600; color: var(--ink); font-variant-numeric: tabular-nums; }
.calendar { width: 100%; border-collapse: collapse; table-layout: fixed; font-size: 13px; line-height: 1.5; }
.calendar th { padding: 6px 8px; text-align: left; font-weight: 600; color: var(--grey); border-bottom: 2px solid var(--ink); }
.calendar th.narrow { width: 64px; }
.calendar td { padding: 8px 8px 12px; vertical-align: top; border: 1px solid var(--rule); }
.calendar .date { font-weight: 600; color: var(--ink); white-space: nowrap; }
.calendar .count, .note { color: var(--grey); }
.calendar td > a { display: block; margin-bottom: 4px; }
.calendar ul { margin: 0; padding: 0; list-style: none; }
.calendar li { margin-top: 3px; color: var(--grey); }
.calendar li b { font-weight: 600; color: var(--text); }
.calendar .off, .calendar .outside { background: var(--ground); }
.calendar .off .date, .calendar .outside .date, .calendar .quiet .date { font-weight: 400; color: var(--grey); white-space: normal; }
.calendar .off, .calendar .outside { word-break: keep-all; overflow-wrap: normal; }
.calendar .off .note { display: block; }
.more { text-decoration: underline; text-underline-offset: 3px; }
.late { color: var(--late); }
.soon { color: var(--soon); }
section { border-top: 1px solid var(--rule); padding: 12px 0 14px; break-inside: avoid-page; scroll-margin-top: 12px; }
section:target { background: var(--ground); box-shadow: -12px 0 var(--ground), 12px 0 var(--ground); }
h3 { margin: 0; font-size: 16px; color: var(--ink); }
h3 span { margin-left: 8px; font-size: 14px; font-weight: 400; color: var(--grey); }
.empty h3 { font-weight: 400; color: var(--grey); }
details { margin-top: 8px; }
summary { cursor: pointer; padding: 4px 0; }
summary span { margin-left: 6px; color: var(--grey); }
summary .late { color: var(--late); margin: 0; }
summary .soon { color: var(--soon); margin: 0; }
.subject { margin: 2px 0 6px 18px; color: var(--grey); }
details ul { margin: 0 0 8px; padding: 0 0 0 18px; list-style: none; }
details li { margin: 0 0 8px; padding-left: 12px; border-left: 3px solid var(--rule); }
.id { font-size: 13px; color: var(--grey); }
@page { size: A4 landscape; margin: 12mm; }
@media print {
  :root { --ink: ${PALETTE.ink}; --text: ${PALETTE.text}; --grey: ${PALETTE.quiet}; --rule: ${PALETTE.rule}; --paper: ${PALETTE.white}; --ground: ${PALETTE.ground}; --late: ${TONES.late.text}; --soon: ${TONES.soon.text}; }
  body { font-size: 10pt; }
  .top, main { max-width: none; padding-left: 0; padding-right: 0; }
  .calendar { font-size: 8.5pt; }
  .calendar tr { break-inside: avoid; }
  details::details-content { content-visibility: visible; height: auto; }
  summary { list-style: none; }
}
@media (max-width: 760px) {
  .top, main { padding-left: 16px; padding-right: 16px; }
  .figures { grid-template-columns: 1fr 1fr; }
  .figures div:nth-child(3) { border-left: 0; }
  .figures div:nth-child(n + 3) { border-top: 1px solid var(--rule); }
  .calendar, .calendar tbody, .calendar tr, .calendar td { display: block; }
  .calendar thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .calendar tr { margin-bottom: 16px; border: 1px solid var(--rule); border-radius: 8px; overflow: hidden; }
  .calendar td { border: 0; border-top: 1px solid var(--rule); padding: 10px 12px; font-size: 14px; }
  .calendar tr td:first-child { border-top: 0; }
  .calendar .off, .calendar .quiet { padding-top: 6px; padding-bottom: 6px; }
  .calendar .outside { display: none; }
  .calendar .off .note { display: inline; }
}
`;
