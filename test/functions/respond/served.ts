/** The demo as `serve` has it, swept this morning: its mails lie in the outbox. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createCalendar, instantOf, localTime } from '../../../core/time/calendar.ts';
import { makeDemo } from '../../../functions/demo/make.ts';
import type { Locale } from '../../../sheet-templates/index.ts';
import { tempFolder } from '../../support/cli.ts';

const BATON = fileURLToPath(new URL('../../../functions/cli/main.ts', import.meta.url));
const ZONE = 'Asia/Shanghai';

export const serveDemo = async (locale: Locale) => {
  const folder = await tempFolder();
  const path = join(folder, 'launch.xlsx');
  const now = new Date().toISOString();
  await makeDemo({ path, locale, zone: ZONE, country: null, now });
  const child = spawn(process.execPath, [BATON, 'serve', path, '--port', '0'], { cwd: folder });
  child.stderr.resume();
  let url = '';
  for await (const line of createInterface({ input: child.stdout })) {
    url = /http:\/\/[\d.:]+/.exec(line)?.[0] ?? '';
    break;
  }
  const calendar = createCalendar([]);
  const today = localTime(now, ZONE)!.day;
  const at = instantOf(calendar.workdayOnOrBefore(today), 9 * 60, ZONE);
  await fetch(`${url}/dispatch`, { method: 'POST', headers: { 'X-CloudScheduler-ScheduleTime': at } });
  const outbox = join(folder, 'outbox');
  return { folder, path, now, url, outbox, calendar, today, end: () => child.kill('SIGKILL') };
};
