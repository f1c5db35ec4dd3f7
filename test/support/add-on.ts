import type { Browser, Page } from 'playwright-core';
import type { Write } from '../../core/plan.ts';
import { must } from '../../core/text/must.ts';
import { keyColumn, type Locale, type TabKey } from '../../sheet-templates/index.ts';
import { openSimulator, type Simulator, type SimulatorOptions } from './apps-script/simulator.ts';
import { builtFiles } from './built-add-on.ts';
import { LIN, MAYA } from './sheets.ts';

export { LIN, MAYA };

const files = await builtFiles();

/** An empty file of Lin's that Maya may edit. Friday 6 March 2026, 10:00 in Shanghai. */
export const openAddOn = (locale: Locale, more: Partial<SimulatorOptions> = {}): Simulator =>
  openSimulator({
    files,
    spreadsheet: {
      name: locale === 'en' ? 'Product launch' : '新品上市',
      sheets: [{ name: locale === 'en' ? 'Sheet1' : '工作表1', values: [['mine']] }],
    },
    users: [LIN, MAYA],
    locale: locale === 'en' ? 'en_US' : 'zh_CN',
    timeZone: 'Asia/Shanghai',
    now: '2026-03-06T02:00:00Z',
    ...more,
  });

/** Set up by Lin, who is its keeper. */
export const setUp = (sim: Simulator, locale: Locale, template: 'starter' | 'full' = 'starter'): unknown =>
  sim.user(LIN).run('batonSetUp', { locale, template, keeper: { name: locale === 'en' ? 'Lin' : '林岚', email: LIN } });

/** Rows by tab, as a page writes them. */
export const write = (sim: Simulator, rows: Partial<Record<TabKey, readonly Write['values'][]>>): void => {
  const writes = Object.entries(rows).flatMap(([tab, all]) =>
    all.map((values): Write => {
      const item = String(values[keyColumn(tab as TabKey)] ?? '');
      return { tab: tab as TabKey, kind: 'append', item, values, expected: {} };
    }),
  );
  const answer = sim.user(LIN).run('batonApply', writes) as readonly { readonly outcome: string }[];
  const lost = Array.isArray(answer) ? answer.filter(({ outcome }) => outcome !== 'written') : [answer];
  if (lost.length > 0) throw new Error(JSON.stringify(lost));
};

const launches = new Map<string, Simulator>();

/** A launch in which something is due, something late, something unreadable, and in the full template something to sign. */
export const openLaunch = (locale: Locale, template: 'starter' | 'full' = 'full'): Simulator => {
  const key = `${locale} ${template}`;
  const sim = launches.get(key) ?? launch(locale, template);
  launches.set(key, sim);
  return sim.again();
};

const launch = (locale: Locale, template: 'starter' | 'full'): Simulator => {
  const sim = openAddOn(locale);
  setUp(sim, locale, template);
  const t = (zh: string, en: string) => (locale === 'en' ? en : zh);
  const [lin, maya, chen] = [t('林岚', 'Lin'), t('马雅', 'Maya'), t('陈洁', 'Chen')];
  const [design, market] = [t('设计部', 'Design'), t('市场部', 'Marketing')];
  write(sim, {
    directory: [
      { name: maya, email: MAYA, department: market },
      { name: chen, email: 'chen@example.com', department: design },
    ],
    departments: [
      { name: design, head: lin },
      { name: market, head: maya },
    ],
    requests: [
      {
        id: 'Q-0001',
        name: t('新包装', 'New box'),
        initiatingDepartment: market,
        initiator: maya,
        goal: t('首月售出 500 件', '500 sold in the first month'),
        scope: t('纸盒和说明书', 'The box and its leaflet'),
        departments: design,
        wantedFinish: '2026-04-30',
        submittedOn: '2026-03-02',
        ...(template === 'full' && { reviewResult: 'passed', reviewedOn: '2026-03-03' }),
      },
    ],
    raci: [
      {
        id: 'T-0001',
        name: t('包装设计终稿', 'Final artwork'),
        request: 'Q-0001',
        department: design,
        responsible: chen,
        accountable: lin,
        due: '2026-03-04',
        output: 'PDF',
      },
      {
        id: 'T-0002',
        name: t('印刷打样', 'Print proof'),
        request: 'Q-0001',
        department: market,
        responsible: maya,
        accountable: lin,
        due: '2026-03-12',
        predecessors: 'T-0001',
        output: t('样盒', 'A proof'),
      },
      {
        id: 'T-0003',
        name: t('尽快上架', 'On the shelf asap'),
        request: 'Q-0001',
        department: market,
        responsible: t('大家', 'everybody'),
        accountable: lin,
        due: '2026-03-20',
      },
    ],
    tracker: [
      { id: 'T-0001', status: 'in-progress', progress: 0.7 },
      { id: 'T-0002', status: 'not-started' },
      { id: 'T-0003' },
    ],
  });
  if (template === 'full') {
    write(sim, {
      confirmations: [
        {
          id: 'C-0001',
          request: 'Q-0001',
          department: design,
          receivedOn: '2026-03-03',
          answer: 'can',
          answeredOn: '2026-03-04',
          lead: chen,
        },
      ],
      signoffs: [
        { id: 'S-0001', document: 'C-0001', kind: 'confirmation', version: 1, signer: lin, askedOn: '2026-03-04' },
      ],
    });
  }
  return sim;
};

/** What a page shows, to whom, and what came of it. */
interface Shown {
  readonly sim: Simulator;
  readonly email: string;
  readonly body: string;
  readonly outside: string[];
  isClosed: boolean;
}

const shownIn = new WeakMap<Page, Shown>();
/** Pages that were left: a context of its own costs the browser five times what a page does that it has. */
const left = new WeakMap<Browser, Page[]>();

/** Only JSON passes between the two, as in Google's own bridge. */
const answerIn = (page: Page, called: string, args: string): string => {
  const { sim, email } = must(shownIn.get(page), 'what the page shows');
  try {
    return JSON.stringify({ answer: sim.user(email).run(called, ...(JSON.parse(args) as unknown[])) ?? null });
  } catch (error) {
    return JSON.stringify({ failure: (error as Error).message });
  }
};

const newPage = async (browser: Browser): Promise<Page> => {
  const page = await browser.newPage({ deviceScaleFactor: 2 });
  await page.route('**/*', (route) => {
    const shown = shownIn.get(page);
    if (shown && route.request().url() === 'http://sheets.example.com/') {
      return route.fulfill({ contentType: 'text/html; charset=utf-8', body: shown.body });
    }
    shown?.outside.push(route.request().url());
    return route.abort();
  });
  await page.exposeFunction('ask', (called: string, args: string) => answerIn(page, called, args));
  await page.exposeFunction('closePage', () => {
    const shown = shownIn.get(page);
    if (shown) shown.isClosed = true;
  });
  await page.addInitScript(`
    const runner = (done, failed) => new Proxy({}, { get: (_, name) =>
      name === 'withSuccessHandler' ? (next) => runner(next, failed)
      : name === 'withFailureHandler' ? (next) => runner(done, next)
      : (...args) => { ask(name, JSON.stringify(args)).then(JSON.parse).then(({ answer, failure }) => failure === undefined ? done(answer) : failed(new Error(failure))); } });
    window.google = { script: { run: runner(() => {}, () => {}), host: { close: () => closePage() } } };
  `);
  page.on('pageerror', (error) => shownIn.get(page)?.outside.push(String(error)));
  return page;
};

/** A page as Google shows it to somebody, its calls answered by the simulator; `leave` it for the next one. */
export const openPage = async (
  browser: Browser,
  sim: Simulator,
  email: string,
  name: string,
  width: number,
  body = files[`${name}.html`]!,
): Promise<{ readonly page: Page; readonly outside: string[]; readonly closed: () => boolean }> => {
  const page = left.get(browser)?.pop() ?? (await newPage(browser));
  const shown: Shown = { sim, email, body, outside: [], isClosed: false };
  shownIn.set(page, shown);
  await page.setViewportSize({ width, height: 640 });
  await page.goto('http://sheets.example.com/');
  await page.locator('#page:not([aria-busy])').waitFor();
  return { page, outside: shown.outside, closed: () => shown.isClosed };
};

/** Nobody looks at it any more. */
export const leave = async (page: Page): Promise<void> => {
  shownIn.delete(page);
  await page.goto('about:blank');
  const browser = must(page.context().browser(), 'browser of the page');
  left.set(browser, [...(left.get(browser) ?? []), page]);
};
