/** `npm run serve:google -- [--port 8090] [--locale zh-CN|en]`: Baton on Google Cloud without an account, and a page to see it on. */
import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { LANGUAGES } from '../../core/messages/languages.ts';
import { must } from '../../core/text/must.ts';
import { createCalendar, instantOf, localTime } from '../../core/time/calendar.ts';
import { fillDemo } from '../../functions/demo/build.ts';
import { LOCALES } from '../../sheet-templates/index.ts';
import { openCloud, TEAM } from '../../test/support/cloud.ts';
import { Clock } from '../../test/support/wire/clock.ts';
import { cellsPage, homePage, mailHtml } from './pages.ts';

const ZONE = 'Europe/London';
/** Minutes after midnight: when sweeps are due. */
const NINE = 9 * 60;
const SECOND = 1_000;

const { values } = parseArgs({
  options: { port: { type: 'string', default: '8090' }, locale: { type: 'string', default: 'en' } },
});
const locale = LOCALES.find((known) => known === values.locale) ?? 'en';

/** The demo is a workday's: today's, or that of the last one. */
const calendar = createCalendar([], null);
const wallClock = (at: Date) => must(localTime(at.toISOString(), ZONE), 'wall clock');
let day = calendar.workdayOnOrBefore(wallClock(new Date()).day);
const clock = new Clock(new Date(instantOf(day, NINE - 5, ZONE)).toISOString());
const cloud = await openCloud({ clock });
// A spreadsheet in each language; the one that was asked for comes first on the list.
for (const language of [...LOCALES].sort((a, b) => Number(b === locale) - Number(a === locale))) {
  const workbook = await cloud.make({
    project: LANGUAGES[language].standIn.project,
    template: 'starter',
    locale: language,
    zone: ZONE,
    now: new Date(clock.now()).toISOString(),
    fill: (store) =>
      fillDemo(store, { template: 'starter', locale: language, today: day, calendar, zone: ZONE, sweepTime: NINE }),
  });
  cloud.list(workbook, ZONE, { owner: 'keeper@example.com' });
}

/** The scheduler's call of the day; what it brings about takes as long as on Google, at the speed of the clock. */
const dispatch = async (): Promise<void> => {
  const planned = instantOf(day, NINE, ZONE);
  if (clock.now() < Date.parse(planned)) await clock.advance(Date.parse(planned) - clock.now());
  await cloud.dispatch(planned);
  await clock.advance(60 * SECOND);
};

/** Evening, night, and the next workday's morning. */
const tomorrow = async (): Promise<void> => {
  day = calendar.addWorkdays(day, 1);
  await clock.advance(Date.parse(instantOf(day, NINE - 1, ZONE)) - clock.now());
  await dispatch();
};

/** As somebody types into a cell in their own program. */
const type = (form: URLSearchParams): void => {
  const workbook = cloud.google.sheets.workbook(form.get('workbook') ?? '');
  workbook.type(form.get('tab') ?? '', form.get('cell') ?? '', form.get('text') ?? '');
};

const shown = () => ({
  locale,
  now: wallClock(new Date(clock.now())).iso,
  workbooks: [...cloud.google.sheets.workbooks.values()],
  mails: cloud.google.gmail.mailbox(TEAM).sent,
  log: cloud.log,
});

const page = (path: string): string | null => {
  const [, what, id = ''] = path.split('/');
  if (what === '') return homePage(shown());
  if (what === 'workbook') return cellsPage(cloud.google.sheets.workbook(id), locale);
  const mail = what === 'mail' ? shown().mails[Number(id)] : undefined;
  return mail ? mailHtml(mail.mime) : null;
};

const act = async (path: string, form: URLSearchParams): Promise<string> => {
  if (path === '/dispatch') await dispatch();
  else if (path === '/tomorrow') await tomorrow();
  else if (path === '/type') type(form);
  return path === '/type' ? `/workbook/${form.get('workbook')}` : '/';
};

/** One thing after the other: two at once would move the same clock. */
let last: Promise<unknown> = Promise.resolve();
const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
  const mine = last.then(work);
  last = mine.catch(() => {});
  return mine;
};

/** A page from elsewhere in the same browser may not press our buttons. */
const isFromHere = ({ headers }: IncomingMessage, url: string): boolean =>
  headers.host === new URL(url).host && (headers.origin === undefined || headers.origin === url);

const url = `http://127.0.0.1:${values.port}`;
const server = createServer(async (request, response) => {
  const { pathname } = new URL(request.url ?? '/', url);
  try {
    if (!isFromHere(request, url)) response.writeHead(403).end();
    else if (request.method === 'POST') {
      const form = new URLSearchParams(await text(request));
      const location = await inTurn(() => act(pathname, form));
      response.writeHead(303, { Location: location }).end();
    } else {
      const html = page(pathname);
      response.writeHead(html === null ? 404 : 200, { 'Content-Type': 'text/html; charset=utf-8' }).end(html ?? '');
    }
  } catch (error) {
    response.writeHead(400, { 'Content-Type': 'text/plain; charset=utf-8' }).end(String(error));
  }
});
server.listen(Number(values.port), '127.0.0.1', () => {
  console.log(LANGUAGES[locale].standIn.started({ url, functions: cloud.url }));
});

/** Virtual time passes as real time does while nobody presses a button. */
const ticking = setInterval(() => void inTurn(() => clock.advance(SECOND)), SECOND);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    clearInterval(ticking);
    await last;
    server.close();
    server.closeAllConnections();
    await cloud.close();
  });
}
