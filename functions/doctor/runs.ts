/** Findings about past sweeps, the triggers in Google Sheets, and the clock. */
import { formatIso, plural } from '../../core/messages/format.ts';
import { sayProblem } from '../../core/messages/index.ts';
import { isSweep } from '../../core/record/run.ts';
import type { RunRow, Snapshot } from '../../core/snapshot.ts';
import { localTime } from '../../core/time/calendar.ts';
import { type Day, isoOf } from '../../core/time/day.ts';
import { type Locale, type Words, w } from '../../sheet-templates/index.ts';
import { type Found, fine, look, mend } from '../base/finding.ts';
import { deadRuns, holderIn } from '../sweep/claim.ts';
import { type Holder, sayHolder } from '../sweep/holder.ts';

/** Workdays that are looked back on. */
const LOOKED_BACK = 10;
/** So many workdays in a row without a sweep are more than one that failed. */
const SILENT = 2;

/** Days on which a sweep ended. */
export const sweptDays = (runs: readonly RunRow[]): ReadonlySet<Day> =>
  new Set(runs.flatMap((run) => (isSweep(run) && run.day !== null ? [run.day] : [])));

/** The workdays from one day to another, both included, that a workbook was there for: from its first row in `_runs` on. */
export const plannedDays = ({ calendar, runs }: Snapshot, from: Day, to: Day): Day[] => {
  const first = Math.min(...runs.flatMap(({ day }) => (day === null ? [] : [day])));
  const days: Day[] = [];
  for (let day = Math.max(from, first); day <= to; day++) if (calendar.isWorkday(day)) days.push(day);
  return days;
};

/** Whether the sweeps come, every workday, and end. `now`: the real time. */
export const sweepFindings = (snapshot: Snapshot, now: string): Found[] => {
  const { runs, today, calendar, minute, policy } = snapshot;
  const dead = deadRuns(runs, now);
  const holder = holderIn(runs, now);
  const failed = runs.filter(({ status, day }) => status === 'failed' && day !== null && day > today - 7);
  const swept = sweptDays(runs);
  const last = swept.size === 0 ? null : Math.max(...swept);
  // Today's may still come.
  const until = calendar.isWorkday(today) && minute >= policy.sweepTime + 120 ? today : today - 1;
  const from = calendar.addWorkdays(today, -LOOKED_BACK);
  const missed = plannedDays(snapshot, from, until).filter((day) => !swept.has(day));
  const lately = (day: Day | null): Found => {
    if (day === null) return neverSwept;
    if (calendar.workdaysBetween(day, until) >= SILENT) return silent(day, today);
    return missed.length > 0 ? gaps(missed, day, today) : inTime(day, today);
  };
  return [
    lately(last),
    ...(failed.length > 0 ? [failures(failed, today)] : []),
    ...(dead.length > 0 ? [deadClaims(dead.length)] : []),
    ...(holder === null ? [] : [atWork(holder)]),
  ];
};

const both = (say: (locale: Locale) => string): Words => w(say('zh-CN'), say('en'));
const dayWords = (day: Day, today: Day): Words => both((locale) => formatIso(isoOf(day), locale, today));

const neverSwept: Found = look(
  'never-swept',
  w('还没有检查过。', 'It has not been swept yet.'),
  w(
    '请运行 npm run -s baton -- sweep，或把它写进名册。',
    'Run npm run -s baton -- sweep, or put it on the list of workbooks.',
  ),
);

const inTime = (last: Day, today: Day): Found => {
  const day = dayWords(last, today);
  return fine(
    'swept',
    w(`每个工作日都检查了，最近一次是 ${day['zh-CN']}。`, `Swept every workday, last on ${day.en}.`),
  );
};

const WHO_LOOKS = w(
  '请管理员看看计划任务是否还在运行、名册里是否还有它，以及 _runs 表最后几行的说明。',
  'The administrator looks whether the scheduler still runs and the list of workbooks has it, and at the last notes in the sheet _runs.',
);

const silent = (last: Day, today: Day): Found => {
  const day = dayWords(last, today);
  return mend(
    'not-swept',
    w(
      `从 ${day['zh-CN']} 起没有再检查过，没有人收到提醒。`,
      `It has not been swept since ${day.en}: nobody is reminded of anything.`,
    ),
    WHO_LOOKS,
  );
};

const gaps = (missed: readonly Day[], last: Day, today: Day): Found => {
  const days = (locale: Locale) => missed.map((day) => formatIso(isoOf(day), locale, today));
  const at = dayWords(last, today);
  return look(
    'sweeps-missed',
    w(
      `最近 ${LOOKED_BACK} 个工作日里有 ${missed.length} 天没有检查：${days('zh-CN').join('、')}。最近一次是 ${at['zh-CN']}，落下的已由它补上。`,
      `${missed.length} of the last ${LOOKED_BACK} workdays ${plural(missed.length, 'was', 'were')} not swept: ${days('en').join(', ')}. The last sweep was on ${at.en} and caught up.`,
    ),
    WHO_LOOKS,
  );
};

const failures = (failed: readonly RunRow[], today: Day): Found => {
  const last = failed.at(-1)!;
  const day = dayWords(last.day!, today);
  // `seq:hash code`, as the journal writes it.
  const code = last.note.split(' ').at(-1) ?? '';
  const why = /^[a-z][a-z-]+$/.test(code) ? code : '';
  return look(
    'sweeps-failed',
    w(
      `最近 7 天有 ${failed.length} 次检查没有做完，最后一次在 ${day['zh-CN']}${why && `（${why}）`}。`,
      `${failed.length} ${plural(failed.length, 'sweep')} of the last 7 days did not end well, the last on ${day.en}${why && ` (${why})`}.`,
    ),
    w(
      '没做完的由下一次接着做；若每天都有，请管理员看日志。',
      'The next one goes on where they stopped; where it happens daily the administrator looks at the log.',
    ),
  );
};

const deadClaims = (count: number): Found => ({
  ...look(
    'dead-claims',
    w(
      `${count} 次中断的检查在 _runs 里还是 claimed，已不再占着工作簿。`,
      `${count} ${plural(count, 'sweep')} that died still ${plural(count, 'stands', 'stand')} in _runs as claimed, and ${plural(count, 'holds', 'hold')} the workbook no more.`,
    ),
    w('--fix 或下一次检查会把它们标为 failed。', '--fix marks them as failed, and so does the next sweep.'),
  ),
  byFix: true,
});

const atWork = (holder: Holder): Found => {
  const who = sayHolder(holder);
  return look(
    'at-work',
    w(`有一次运行正占着工作簿：${who['zh-CN']}。`, `A run holds the workbook: ${who.en}.`),
    w(
      '还在做就不用管；确知它已经断了，可用 sweep --take-over 接手。',
      'Nothing to do while it works; if you know that it is dead, take over with sweep --take-over.',
    ),
  );
};

/** What the triggers in Google Sheets say of themselves. */
export const triggerFindings = ({ problems, today, policy }: Snapshot, isSpreadsheet: boolean): Found[] => {
  const silence = problems.find(({ code }) => code === 'no-heartbeat');
  if (silence)
    return [
      mend(
        'triggers-silent',
        both((locale) => sayProblem(silence, locale, today)),
      ),
    ];
  const last = localTime(policy.heartbeat, policy.zone);
  if (last) {
    const day = dayWords(last.day, today);
    return [fine('triggers', w(`触发器在 ${day['zh-CN']} 报到过。`, `The triggers reported on ${day.en}.`))];
  }
  return isSpreadsheet
    ? [
        look(
          'no-triggers',
          w(
            '没有触发器：改动要到下一次检查才看得到。',
            'There are no triggers: an edit is looked at by the next sweep only.',
          ),
          w(
            '要马上检查，请在表格的“接力”菜单里设置触发器；不需要的话不用管。',
            'For checks at once set them up in the sheet’s menu Baton; without them all else works.',
          ),
        ),
      ]
    : [];
};

/** Minutes by which two clocks may differ. */
const TOLERATED = 5;

/** Whether this machine's clock can be right: `now` against what others wrote down, ISO 8601. */
export const clockFindings = (
  { runs }: Pick<Snapshot, 'runs'>,
  now: string,
  others: readonly { readonly at: string; readonly of: Words; readonly exact: boolean }[],
): Found[] => {
  const ahead = (at: string) => Math.round((Date.parse(at) - Date.parse(now)) / 60_000);
  const latest = Math.max(...runs.map(({ startedAt }) => Date.parse(startedAt) || 0), 0);
  const all = [
    ...others,
    ...(latest > 0
      ? [
          {
            at: new Date(latest).toISOString(),
            of: w('_runs 里最近一次检查', 'the latest sweep in _runs'),
            exact: false,
          },
        ]
      : []),
  ];
  // What was written down earlier is behind by rights; only what lies in the future says that a clock is wrong.
  const wrong = all.filter(({ at, exact }) => (exact ? Math.abs(ahead(at)) : ahead(at)) > TOLERATED);
  if (wrong.length === 0)
    return [fine('clock', w('这台机器的时钟与其他时刻相符。', 'This machine’s clock fits what others say.'))];
  return wrong.map(({ at, of }) => {
    const minutes = ahead(at);
    return mend(
      'clock-differs',
      w(
        `这台机器的时钟比${of['zh-CN']}${minutes > 0 ? '慢' : '快'} ${Math.abs(minutes)} 分钟。`,
        `This machine’s clock is ${Math.abs(minutes)} minutes ${minutes > 0 ? 'behind' : 'ahead of'} ${of.en}.`,
      ),
      w(
        '请管理员打开这台机器的网络对时；在那之前，两次检查可能互相看不到对方的占用。',
        'The administrator has it set by a time server; until then two sweeps may not see each other’s claims.',
      ),
    );
  });
};
