/** Entry of `npm start`: makes the demo workbook if need be, sweeps it, and shows who gets what. */

import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { formatDay } from '../../core/messages/format.ts';
import { must } from '../../core/text/must.ts';
import { instantOf, localTime } from '../../core/time/calendar.ts';
import { asTyped } from '../base/as-typed.ts';
import { demoFileName, makeDemo } from '../demo/make.ts';
import { zoneAndCountry } from '../reading/place.ts';
import { command, option } from './program.ts';
import { openReading, realNow } from './reading.ts';
import { sweepReport } from './report.ts';
import { run } from './run.ts';
import { exitOf, sweepOne } from './sweeping.ts';
import { table } from './table.ts';
import { pathFromCaller, shownPath, type Terminal } from './terminal.ts';

const start = (terminal: Terminal): Command =>
  command(terminal, 'start')
    .argument('[workbook]', terminal.say.help.argument.start)
    .addOption(option(terminal, '--locale <locale>', 'locale'))
    .action(async (given?: string) => {
      const { say, print, locale } = terminal;
      const workbook = given ?? (await demo(terminal));
      const { now, today, off } = await lastSweepTime(workbook);
      if (off !== null) print(say.start.yesterday(formatDay(off, locale, off), formatDay(today, locale, off)));
      const swept = await sweepOne(terminal, workbook, { now, links: LINKS });
      terminal.exit(exitOf(swept.result));
      print(...sweepReport(terminal, swept, { workbook: shownPath(workbook), dryRun: false }), '');
      const page = swept.outbox === null ? null : join(swept.outbox, 'index.html');
      const places = [
        [say.start.workbook, pathFromCaller(workbook)],
        ...(page !== null && existsSync(page) ? [[say.start.mails, page]] : []),
      ];
      print(...table(['', ''], places, Number.POSITIVE_INFINITY).slice(1));
      print('', say.start.buttons(asTyped(shownPath(workbook))), say.start.again);
    });

/** Where `serve` answers unless it is told another port. */
const LINKS = 'http://127.0.0.1:8080/respond';

/** The demo workbook, made when there is none. */
const demo = async ({ locale, print, say }: Terminal): Promise<string> => {
  const path = pathFromCaller(join('demo', demoFileName(locale)));
  if (existsSync(path)) return path;
  await mkdir(dirname(path), { recursive: true });
  await makeDemo({ path, locale, ...zoneAndCountry(locale, {}), now: realNow() });
  print(say.start.made(shownPath(path)));
  return path;
};

/** The instant of today's sweep, whatever the clock says; on a day off that of the last workday, and the day that is off. */
const lastSweepTime = async (workbook: string): Promise<{ now: string; today: number; off: number | null }> => {
  const { calendar, policy } = (await openReading(workbook)).snapshot;
  const { day } = must(localTime(realNow(), policy.zone), 'local time');
  const today = calendar.workdayOnOrBefore(day);
  return { now: instantOf(today, policy.sweepTime, policy.zone), today, off: today === day ? null : day };
};

await run(start);
