/** Findings about the workbook itself: copy, template, settings, calendar, protection. */
import type { Migration } from '../../core/adopt/migrate.ts';
import { formatIso, plural } from '../../core/messages/format.ts';
import { sayProblem } from '../../core/messages/index.ts';
import type { Problem, ProblemCode } from '../../core/problem.ts';
import type { Snapshot } from '../../core/snapshot.ts';
import { type Day, isoOf } from '../../core/time/day.ts';
import { columnLetters, type Locale, type TabKey, tabOf, type Words, w } from '../../sheet-templates/index.ts';
import { type Found, fine, look, mend } from '../base/finding.ts';
import type { Location } from '../sweep/location.ts';
import { BRING_BACK, canTakeNotes, NOTE_TABS, RECORD_GONE, renamedNotes } from '../sweep/notes.ts';
import { someOf } from './finding.ts';

const both = (say: (locale: Locale) => string): Words => w(say('zh-CN'), say('en'));

/** Whether this is the workbook it says it is. `home`: what `homeOf` made of it. */
export const copyFindings = (snapshot: Snapshot, location: Location): Found[] => {
  const { policy } = snapshot;
  if (location.copy)
    return [
      mend(
        'copy',
        w(
          `这是另一本工作簿的复制件（原件：${policy.workbookHome}），不会寄信。`,
          `This is a copy of another workbook (${policy.workbookHome}) and mails nobody.`,
        ),
        w(
          '若它要独立使用，由管理员运行 npm run -s baton -- adopt 文件，或清空“设置”里的 workbookId 和 workbookHome；否则删去它。',
          'If it is to live on its own the administrator runs npm run -s baton -- adopt FILE, or empties workbookId and workbookHome in its settings; else delete it.',
        ),
      ),
    ];
  // A sweep that is refused gives no id; what it lacks is said as a finding about the template.
  if (policy.workbookId === '' && !canTakeNotes(snapshot)) return [];
  return policy.workbookId === ''
    ? [
        look(
          'unbound',
          w('它还没有自己的编号，第一次检查时会写上。', 'It has no id of its own yet; the first sweep gives it one.'),
        ),
      ]
    : [fine('home', w('它在自己的位置上，不是复制件。', 'It lies where it says it does, and is no copy.'))];
};

/** What it lacks of what Baton works with today. `isFile`: columns and sheets can be added from here. */
export const templateFindings = (
  { columns, tabs, settings, lost, absent: notThere }: Migration,
  { has, problems, today, policy }: Pick<Snapshot, 'has' | 'policy' | 'problems' | 'today'>,
  isFile: boolean,
): Found[] => {
  const renamed = renamedNotes({ problems });
  const absent = NOTE_TABS.filter(
    (tab) =>
      !has[tab] &&
      !lost.includes(tab) &&
      !tabs.some((added) => added.tab === tab) &&
      !renamed.some((problem) => problem.tab === tab),
  );
  const said = (problem: Problem) => both((locale) => sayProblem(problem, locale, today, policy.locale));
  const amiss = problems.filter((problem) => TAB_AMISS.has(problem.code) && !renamed.includes(problem));
  const elsewhere = problems.filter(({ code }) => code === 'tab-renamed');
  const found = [
    ...renamed.map((problem) => mend('notes-renamed', said(problem))),
    ...amiss.map((problem) => mend('sheets-amiss', said(problem))),
    ...(notThere.length > 0 ? [sheetsAbsent(notThere, policy.locale)] : []),
    ...(lost.length > 0 ? [notesLost()] : []),
    ...(absent.length > 0 ? [notesAbsent(absent, isFile)] : []),
    ...(tabs.length > 0 ? [tabsMissing(tabs, isFile)] : []),
    ...(columns.length > 0 ? [columnsMissing(columns, isFile)] : []),
    ...(settings.length > 0 ? [settingsMissing(settings)] : []),
    ...headersAmiss(problems, columns, today),
  ];
  const whole = w('表和列都与现在的模板相符。', 'It has every sheet and column that Baton works with today.');
  return [
    ...(found.length > 0 ? found : [fine('template', whole)]),
    ...elsewhere.map((problem) => fine('sheet-renamed', said(problem))),
  ];
};

/** Sheets of people of which `check` says the same. */
const TAB_AMISS: ReadonlySet<ProblemCode> = new Set<ProblemCode>(['tab-missing', 'tab-double', 'tab-unsure']);

const sheetsAbsent = (absent: readonly TabKey[], book: Locale): Found => {
  const titles = absent.map((tab) => tabOf(tab).title[book]);
  return look(
    'sheets-absent',
    w(
      `没有这些工作表，与它们有关的事都不提醒：${titles.join('、')}。`,
      `These sheets are not there, and nobody is reminded of what they are for: ${titles.join(', ')}.`,
    ),
    w(
      '不用它们就不必管；若是改了名称和表头，请专人把名称改回来。',
      'If you do without them, leave it so. If one has another name and other headers, the keeper gives it its name back.',
    ),
  );
};

const notesLost = (): Found => mend('notes-lost', RECORD_GONE, BRING_BACK);

/** Sheets that nothing but adopting adds: without settings nobody has made the workbook one of Baton's. */
const notesAbsent = (absent: readonly TabKey[], isFile: boolean): Found => {
  const titles = (locale: Locale) => absent.map((tab) => tabOf(tab).title[locale]);
  const back = w(
    '请从版本历史或较早的文件里恢复它们。',
    'Bring them back from the version history or an earlier file.',
  );
  const never = w(
    '若从来没有过，.xlsx 文件请运行 npm run -s baton -- adopt 文件；补上的“设置”都是默认值。',
    'If it never had them run npm run -s baton -- adopt FILE; the settings it adds are the defaults.',
  );
  return mend(
    'tabs-missing',
    w(
      `缺少工作表：${titles('zh-CN').join('、')}。没有它们，检查不了。`,
      `Sheets without which it cannot be swept are missing: ${titles('en').join(', ')}.`,
    ),
    isFile ? w(`${back['zh-CN']}${never['zh-CN']}`, `${back.en} ${never.en}`) : BY_HAND,
  );
};

/** Headers of which `check` says the same, but for those that are added from here. */
const headersAmiss = (problems: readonly Problem[], added: Migration['columns'], today: Day): Found[] => {
  const amiss = problems.filter(
    ({ code, tab, column }) =>
      code === 'header-double' ||
      (code === 'header-missing' && !added.some((one) => one.tab === tab && one.column === column)),
  );
  const once = new Map(amiss.map((problem) => [`${problem.code} ${problem.tab} ${problem.column}`, problem]));
  return [...once.values()].map((problem) =>
    mend(
      'headers-amiss',
      both((locale) => sayProblem(problem, locale, today)),
    ),
  );
};

const BY_FIX = w('--fix 会补上，不动别的内容。', '--fix adds what is missing and touches nothing else.');
const byFix = (found: Found): Found => ({ ...found, byFix: true });

/** Where nothing can be added from here. */
const BY_HAND = w(
  '请由能编辑的人从版本历史里恢复，或新建一本后把内容复制过去。',
  'Somebody who may edit restores them from the version history, or copies the rows into a new workbook.',
);

const tabsMissing = (tabs: Migration['tabs'], isFile: boolean): Found => {
  const words = w(
    `缺少记事的工作表：${tabs.map(({ title }) => title).join('、')}。`,
    `Sheets in which Baton keeps its notes are missing: ${tabs.map(({ title }) => title).join(', ')}.`,
  );
  return isFile ? byFix(mend('tabs-missing', words, BY_FIX)) : mend('tabs-missing', words, BY_HAND);
};

const columnsMissing = (columns: Migration['columns'], isFile: boolean): Found => {
  const zh = columns.map(({ title, header }) => `“${title}”的“${header}”`);
  const en = columns.map(({ title, header }) => `“${header}” in ${title}`);
  const words = w(
    `这本工作簿出自较早的模板，缺少 ${columns.length} 列：${someOf(zh, 'zh-CN', 12)}。`,
    `It was made from an earlier template and lacks ${columns.length} ${plural(columns.length, 'column')}: ${someOf(en, 'en', 12)}.`,
  );
  if (isFile) return byFix(look('columns-missing', words, BY_FIX));
  const cells = columns.map(({ title, header, at, headerRow }) => ({
    title,
    header,
    cell: `${columnLetters(at)}${headerRow}`,
  }));
  const byHand = w(
    `请由能编辑的人照样写上表头：${cells.map(({ title, header, cell }) => `“${title}”${cell} 写 ${header}`).join('；')}。`,
    `Somebody who may edit types these headers: ${cells.map(({ title, header, cell }) => `${header} into ${title}!${cell}`).join('; ')}.`,
  );
  return look('columns-missing', words, byHand);
};

const settingsMissing = (settings: Migration['settings']): Found =>
  byFix(
    look(
      'settings-missing',
      w(
        `“设置”里缺少 ${settings.length} 行，按默认值处理：${someOf(settings, 'zh-CN')}。`,
        `The settings lack ${settings.length} ${plural(settings.length, 'row')}, for which the ${plural(settings.length, 'default counts', 'defaults count')}: ${someOf(settings, 'en')}.`,
      ),
      BY_FIX,
    ),
  );

/** Settings that are not understood; the default counts in their place. */
export const settingFindings = ({ problems, today, workbook }: Snapshot): Found[] => {
  const bad = problems.filter(({ code }) => code === 'bad-setting');
  const place = workbook.own?.get('settings') ?? 'settings';
  return bad.length === 0
    ? [fine('settings', w('设置都读得懂。', 'Every setting can be read.'))]
    : bad.map((problem) =>
        mend(
          'bad-setting',
          both((locale) => `${place}, ${problem.row}: ${sayProblem(problem, locale, today)}`),
          w('请专人改正。', 'The keeper corrects it.'),
        ),
      );
};

/** Days off, and how far they are known. */
export const calendarFindings = (snapshot: Snapshot): Found[] => {
  const { calendar, problems, policy, today, newDays } = snapshot;
  const found: Found[] = [];
  const end = problems.find(({ code }) => code === 'calendar-horizon');
  if (end) {
    const isOver = calendar.horizon !== null && calendar.horizon < today;
    found.push(
      (isOver ? mend : look)(
        'calendar-ends',
        both((locale) => sayProblem(end, locale, today)),
      ),
    );
  }
  if (newDays.length > 0) {
    found.push({
      ...look(
        'days-missing',
        w(
          `“工作日历”里缺少 ${newDays.length} 个官方假日或调休日；已经照它们计算，只是表里看不到。`,
          `The calendar lacks ${newDays.length} official ${plural(newDays.length, 'day')}; ${plural(newDays.length, 'it is', 'they are')} counted with all the same.`,
        ),
        w('--fix 或下一次检查会补上。', '--fix adds them, and so does the next sweep.'),
      ),
      byFix: true,
    });
  }
  if (policy.country === '' && calendar.horizon === null)
    found.push(
      look(
        'no-country',
        w(
          '没有选国家，也没有官方假日：只按周一到周五。',
          'No country and no official days: every Monday to Friday counts as a workday.',
        ),
        w(
          '请在“设置”的 country 里写 CN、US、GB、JP、DE 或 HK。',
          'Write CN, US, GB, JP, DE or HK for country in the settings.',
        ),
      ),
    );
  if (found.length > 0) return found;
  const until = calendar.horizon;
  return [
    fine(
      'calendar',
      until === null
        ? w(
            `假日按 ${policy.country} 的规则计算，不限年份。`,
            `Days off follow the rules of ${policy.country} and do not run out.`,
          )
        : both((locale) =>
            locale === 'en'
              ? `Days off are known until ${formatIso(isoOf(until), locale, today)}.`
              : `假日已知，到 ${formatIso(isoOf(until), locale, today)} 为止。`,
          ),
    ),
  ];
};

/** Whether people are kept from Baton's notes. `open`: titles of its sheets that anybody can type into; null where nobody can say. */
export const protectionFindings = (open: readonly string[] | null): Found[] =>
  open === null
    ? []
    : open.length === 0
      ? [fine('protected', w('记事的工作表受保护。', 'The sheets with Baton’s notes are protected.'))]
      : [
          look(
            'unprotected',
            w(
              `记事的工作表没有保护，容易误改：${open.join('、')}。`,
              `Sheets with Baton’s notes are not protected, and a slip changes them: ${open.join(', ')}.`,
            ),
            w(
              '请在表格程序里保护并隐藏它们，不必设密码。',
              'Protect and hide them in the spreadsheet; no password is needed.',
            ),
          ),
        ];
