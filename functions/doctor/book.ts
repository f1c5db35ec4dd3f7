/** Findings about the workbook itself: copy, template, settings, calendar, protection. */
import type { Migration } from '../../core/adopt/migrate.ts';
import { sayProblem } from '../../core/messages/index.ts';
import { ofDoctor as say } from '../../core/messages/of-doctor.ts';
import type { Problem, ProblemCode } from '../../core/problem.ts';
import { missingListYear } from '../../core/read/days.ts';
import type { Snapshot } from '../../core/snapshot.ts';
import { columnLetters, inEach, type Locale, type TabKey, tabOf } from '../../sheet-templates/index.ts';
import { settingName } from '../../sheet-templates/setting-names.ts';
import { type Found, fine, look, mend } from '../base/finding.ts';
import type { Location } from '../sweep/location.ts';
import { BRING_BACK, canTakeNotes, NOTE_TABS, RECORD_GONE, renamedNotes } from '../sweep/notes.ts';

/** Whether this is the workbook it says it is. */
export const copyFindings = (snapshot: Snapshot, location: Location): Found[] => {
  const { policy } = snapshot;
  if (location.copy) return [mend('copy', say.copy({ workbookHome: policy.workbookHome }), say.copyThen)];
  // A sweep that is refused gives no id; what it lacks is said as a finding about the template.
  if (policy.workbookId === '' && !canTakeNotes(snapshot)) return [];
  return policy.workbookId === '' ? [look('unbound', say.unbound)] : [fine('home', say.inPlace)];
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
  const said = (problem: Problem) => inEach((locale) => sayProblem(problem, locale, today, policy.locale));
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
    ...headersAmiss(problems, columns).map((problem) => mend('headers-amiss', said(problem))),
  ];
  return [
    ...(found.length > 0 ? found : [fine('template', say.template)]),
    ...elsewhere.map((problem) => fine('sheet-renamed', said(problem))),
  ];
};

/** Sheets of people of which `check` says the same. */
const TAB_AMISS: ReadonlySet<ProblemCode> = new Set<ProblemCode>(['tab-missing', 'tab-double', 'tab-unsure']);

const sheetsAbsent = (absent: readonly TabKey[], book: Locale): Found => {
  const titles = absent.map((tab) => tabOf(tab).title[book]);
  return look('sheets-absent', say.sheetsAbsent({ titles }), say.sheetsAbsentThen);
};

const notesLost = (): Found => mend('notes-lost', RECORD_GONE, BRING_BACK);

/** Sheets that nothing but adopting adds: without settings nobody has made the workbook one of Baton's. */
const notesAbsent = (absent: readonly TabKey[], isFile: boolean): Found => {
  return mend(
    'tabs-missing',
    say.tabsMissing({ titles: absent.map((tab) => tabOf(tab).title) }),
    isFile ? say.tabsMissingThen : say.byHand,
  );
};

/** Headers of which `check` says the same, but for those that are added from here. */
const headersAmiss = (problems: readonly Problem[], added: Migration['columns']): Problem[] => {
  const amiss = problems.filter(
    ({ code, tab, column }) =>
      code === 'header-double' ||
      (code === 'header-missing' && !added.some((one) => one.tab === tab && one.column === column)),
  );
  const once = new Map(amiss.map((problem) => [`${problem.code} ${problem.tab} ${problem.column}`, problem]));
  return [...once.values()];
};

const byFix = (found: Found): Found => ({ ...found, byFix: true });

const tabsMissing = (tabs: Migration['tabs'], isFile: boolean): Found => {
  const words = say.notesMissing({ titles: tabs.map(({ title }) => title) });
  return isFile ? byFix(mend('tabs-missing', words, say.byFix)) : mend('tabs-missing', words, say.byHand);
};

const columnsMissing = (columns: Migration['columns'], isFile: boolean): Found => {
  const words = say.columnsMissing({ columns });
  if (isFile) return byFix(look('columns-missing', words, say.byFix));
  const cells = columns.map(({ title, header, at, headerRow }) => ({
    title,
    header,
    cell: `${columnLetters(at)}${headerRow}`,
  }));
  return look('columns-missing', words, say.headersByHand({ cells }));
};

const settingsMissing = (settings: Migration['settings']): Found =>
  byFix(look('settings-missing', say.settingsMissing({ settings: settings.map(settingName) }), say.byFix));

/** Settings that are not understood; the default counts in their place. */
export const settingFindings = ({ problems, policy, today, workbook }: Snapshot): Found[] => {
  const bad = problems.filter(({ code }) => code === 'bad-setting');
  const place = workbook.own?.get('settings') ?? tabOf('settings').title[policy.locale];
  return bad.length === 0
    ? [fine('settings', say.settings)]
    : bad.map((problem) =>
        mend(
          'bad-setting',
          inEach((locale) => `${place}, ${problem.row}: ${sayProblem(problem, locale, today, policy.locale)}`),
          say.badSettingThen,
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
        inEach((locale) => sayProblem(end, locale, today)),
      ),
    );
  }
  const missing = end ? null : missingListYear(calendar, today);
  if (missing !== null) found.push(look('list-missing', say.listMissing({ year: missing }), say.listMissingThen));
  if (newDays.length > 0) {
    found.push({
      ...look('days-missing', say.daysMissing({ count: newDays.length }), say.daysMissingThen),
      byFix: true,
    });
  }
  if (policy.country === '' && calendar.horizon === null)
    found.push(look('no-country', say.noCountry, say.noCountryThen));
  if (found.length > 0) return found;
  const until = calendar.horizon;
  return [
    fine('calendar', until === null ? say.calendar({ country: policy.country }) : say.calendarUntil({ until, today })),
  ];
};

/** Whether people are kept from Baton's notes. `open`: titles of its sheets that anybody can type into; null where nobody can say. */
export const protectionFindings = (open: readonly string[] | null): Found[] =>
  open === null
    ? []
    : open.length === 0
      ? [fine('protected', say.protected)]
      : [look('unprotected', say.unprotected({ titles: open }), say.unprotectedThen)];
