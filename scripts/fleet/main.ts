/** `npm run fleet -- [--workbooks 1000] [--items 500] [--busy 1] [--model] [--write]`: the whole way of a fleet, and what the model makes of larger ones. */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import progress from 'cli-progress';
import { LOCALES, type Locale, w } from '../../sheet-templates/index.ts';
import { markdownTable, withPart } from '../markdown.ts';
import { costOf, useOf } from './cost.ts';
import { GOOGLE, minutesFor, neededFor } from './model.ts';
import { type FleetResult, runFleet } from './run.ts';

const { values } = parseArgs({
  options: {
    workbooks: { type: 'string', default: '1000' },
    items: { type: 'string', default: '500' },
    /** Shares of busy workbooks, a run each. */
    busy: { type: 'string', default: '1,0.2' },
    /** Only what is worked out: the times and costs of fleets that nobody runs for a trial. */
    model: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});
/** The page in each language. */
const PAGES: Readonly<Record<Locale, URL>> = {
  en: new URL('../../docs/fleet.md', import.meta.url),
  'zh-CN': new URL('../../docs/fleet.zh-CN.md', import.meta.url),
};

const count = (n: number): string => n.toLocaleString('en');

const MINUTES = w('分钟', 'min');
const HOURS = w('小时', 'h');
const NONE = w('无', 'none');
const shortly = (minutes: number, locale: Locale): string => `${minutes.toFixed(1)} ${MINUTES[locale]}`;

const RUN_HEAD: Readonly<Record<Locale, readonly string[]>> = {
  en: [
    'busy / quiet',
    'requests: reads + writes',
    'mails',
    'quota alone',
    'took',
    'ratio',
    'model',
    'refused, made again',
    'faults',
  ],
  'zh-CN': ['有事 / 没事', '请求：读 + 写', '信', '只看配额', '用了', '比值', '模型', '被拒后重来', '差错'],
};

const runTable = (results: readonly FleetResult[], locale: Locale): string =>
  markdownTable(
    RUN_HEAD[locale],
    results.map(({ fleet, asked, mails, floor, minutes, model, refused, faults }) => [
      `${count(fleet.busy)} / ${count(fleet.quiet)}`,
      `${count(asked.reads)} + ${count(asked.writes)}`,
      count(mails),
      shortly(floor, locale),
      shortly(minutes, locale),
      `${(minutes / floor).toFixed(2)} ×`,
      shortly(model, locale),
      `${refused.sheets} Sheets, ${refused.gmail} Gmail`,
      faults.length === 0 ? NONE[locale] : faults.join('; '),
    ]),
  );

const DAYS = [
  [w('都没事', 'nothing to do'), 0],
  [w('五分之一有事', 'one in five busy'), 0.2],
  [w('都有事', 'all busy'), 1],
] as const;

const hours = (minutes: number, locale: Locale): string =>
  minutes < 90 ? `${Math.round(minutes)} ${MINUTES[locale]}` : `${(minutes / 60).toFixed(1)} ${HOURS[locale]}`;
const perMinute = (requests: number, locale: Locale): string =>
  locale === 'en' ? `${count(requests)} a minute` : `每分钟 ${count(requests)} 次`;
const fleetOf = (workbooks: number, busy: number) => ({
  busy: Math.round(workbooks * busy),
  quiet: workbooks - Math.round(workbooks * busy),
  mails: 2,
});

/** Mail leaves by a server of its own where there is much of it. */
const MODEL_HEAD: Readonly<Record<Locale, readonly string[]>> = {
  en: [
    'workbooks',
    'the day',
    'one service account: 60 a minute',
    'five, or a raised quota of a user: 300',
    'in 3 hours takes',
    'in 12 hours takes',
  ],
  'zh-CN': [
    '工作簿',
    '当天',
    '一个服务账号：每分钟 60 次',
    '五个，或提高单个用户的配额：300 次',
    '3 小时做完需要',
    '12 小时做完需要',
  ],
};

const modelTable = (locale: Locale): string =>
  markdownTable(
    MODEL_HEAD[locale],
    [10, 1_000, 10_000, 100_000].flatMap((workbooks) =>
      DAYS.map(([day, busy]) => {
        const fleet = fleetOf(workbooks, busy);
        const alone = { ...GOOGLE, units: Number.POSITIVE_INFINITY };
        return [
          count(workbooks),
          day[locale],
          hours(minutesFor(fleet, alone), locale),
          hours(minutesFor(fleet, { ...alone, users: 5 }), locale),
          perMinute(neededFor(fleet, 180), locale),
          perMinute(neededFor(fleet, 720), locale),
        ];
      }),
    ),
  );

/** A month has so many workdays at most; on other days nothing is swept. */
const WORKDAYS = 23;

const dollars = (sum: number): string => (sum < 0.005 ? '0' : sum.toFixed(2));

const COST_HEAD: Readonly<Record<Locale, readonly string[]>> = {
  en: ['workbooks', 'each workday', 'vCPU-seconds', 'GiB-seconds', 'requests', 'task operations', 'US dollars a month'],
  'zh-CN': ['工作簿', '每个工作日', 'vCPU 秒', 'GiB 秒', '请求', '队列操作', '每月美元'],
};

const costTable = (locale: Locale): string =>
  markdownTable(
    COST_HEAD[locale],
    [10, 1_000, 10_000, 100_000].flatMap((workbooks) =>
      DAYS.map(([day, busy]) => {
        const use = useOf(fleetOf(workbooks, busy), { ...GOOGLE, units: Number.POSITIVE_INFINITY, users: 5 }, WORKDAYS);
        return [
          count(workbooks),
          day[locale],
          ...[use.cpuSecond, use.gibSecond, use.request, use.taskOperation].map((used) => count(Math.round(used))),
          dollars(costOf(use)),
        ];
      }),
    ),
  );

const [workbooks, items] = [Number(values.workbooks), Number(values.items)];
const results: FleetResult[] = [];
for (const busy of values.model ? [] : values.busy.split(',')) {
  // A thousand of 500 take a quarter of an hour of real time.
  const bar = new progress.SingleBar({
    format: `${busy} busy {bar} {value}/{total} {eta_formatted}`,
    clearOnComplete: true,
  });
  bar.start(workbooks, 0);
  results.push(await runFleet({ workbooks, items, busy: Number(busy), onProgress: (begun) => bar.update(begun) }));
  bar.stop();
  console.log(runTable(results.slice(-1), 'en'));
}
if (values.write) {
  for (const locale of LOCALES) {
    const was = readFileSync(PAGES[locale], 'utf8');
    const page = values.model ? was : withPart(was, 'run', runTable(results, locale));
    const made = withPart(withPart(page, 'model', modelTable(locale)), 'cost', costTable(locale));
    writeFileSync(PAGES[locale], made);
  }
} else console.log(`${modelTable('en')}\n\n${costTable('en')}`);
if (results.some(({ faults }) => faults.length > 0)) process.exitCode = 1;
