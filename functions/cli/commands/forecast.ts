/** `forecast`: who gets which mails in the next workdays if nothing moves. */
import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { FORMAT, formatDay } from '../../../core/messages/format.ts';
import { inAll } from '../../../core/messages/in-all.ts';
import { type Forecast, forecastJson } from '../../../core/what-if/forecast.ts';
import { BatonError } from '../../errors.ts';
import { forecastWorkbook, MOST_DAYS } from '../../sweep/forecast.ts';
import { freshWorkbookId, locationOf } from '../../sweep/location.ts';
import { forecastTable, mailsOn } from '../forecast-table.ts';
import { NAME, shortText } from '../plain.ts';
import { command, option } from '../program.ts';
import { openNamed, realNow, workbookOr } from '../reading.ts';
import { escalationHead, escalationRow, isAsked } from '../report.ts';
import { terminalSection } from '../section.ts';
import { pathFromCaller, shownPath, type Terminal } from '../terminal.ts';
import { mustBeWorkdays } from '../workdays.ts';

const say = inAll('calls');

interface Options {
  readonly now?: string;
  readonly days: string;
  readonly html?: string;
}

/** Four working weeks. */
const DAYS = '20';
/** So many escalations are listed; a page or `--json` has all. */
const SHOWN = 12;

export const forecast = (terminal: Terminal): Command =>
  command(terminal, 'forecast')
    .argument('[workbook]', terminal.say.help.argument.ownWorkbook)
    .addOption(option(terminal, '--days <n>', 'days').default(DAYS))
    .addOption(option(terminal, '--html <file>', 'html'))
    .addOption(option(terminal, '--now <iso>', 'now'))
    .addOption(option(terminal, '--json', 'json'))
    .addOption(option(terminal, '--locale <locale>', 'locale'))
    .action(async (given: string | undefined, { now = realNow(), days, html }: Options) => {
      const workbook = workbookOr(terminal, given);
      const count = mustBeWorkdays(days, MOST_DAYS);
      const raw = await openNamed(workbook).read();
      const found = await forecastWorkbook(raw, now, count);
      const { copy } = await locationOf(raw, found.snapshot, freshWorkbookId);
      if (copy) terminal.note(terminal.say.sweep.copy);
      if (html !== undefined) {
        const { forecastPage } = await import('../forecast-page.ts');
        await write(html, forecastPage(found, terminal.locale));
      }
      if (terminal.json) return terminal.printJson(forecastJson(found));
      terminal.print(...forecastLines(terminal, found));
      if (html !== undefined) terminal.print('', terminal.say.forecast.made(shownPath(html)));
    });

const write = async (file: string, page: string): Promise<void> => {
  await writeFile(pathFromCaller(file), page).catch((cause) => {
    throw new BatonError('backend', 'page-not-written', say.pageNotWritten({ file }), cause);
  });
};

const forecastLines = (terminal: Terminal, { snapshot, days }: Forecast): string[] => {
  const { say, paint, locale } = terminal;
  const { policy, workbook, today } = snapshot;
  const day = (date: number) => formatDay(date, locale, today);
  const sent = days.flatMap(mailsOn);
  const people = new Set(sent.map(({ to }) => to.email)).size;
  const stopped = days.flatMap(({ date, fuse }) =>
    fuse ? [day(date) + FORMAT[locale].colon + say.sweep.fuse(Number(fuse.facts.mails), Number(fuse.facts.limit))] : [],
  );
  const { lines, more } = forecastTable(terminal, days);
  const raised = days.flatMap(({ date, facts, mails }) =>
    [...new Set(mails.flatMap(({ notices }) => notices))]
      .filter(isAsked)
      .map((notice) => [day(date), ...escalationRow(terminal, notice, facts)]),
  );
  const beyond = raised.length - SHOWN;
  return [
    paint(
      'strong',
      say.forecast.of(shortText(policy.project || workbook.name, NAME), day(days[0]!.date), day(days.at(-1)!.date)),
    ),
    [say.forecast.count(sent.length, people), say.forecast.condition].join(FORMAT[locale].gap),
    ...(sent.length > 0 ? [say.forecast.numbers, ...lines] : []),
    ...(more > 0 ? [say.forecast.others(more)] : []),
    ...(stopped.length > 0 ? ['', ...stopped] : []),
    ...terminalSection(terminal, say.forecast.escalates, raised.slice(0, SHOWN), [
      say.forecast.day,
      ...escalationHead(terminal),
    ]),
    ...(beyond > 0 ? [`  ${say.forecast.others(beyond)}`] : []),
  ];
};
