/** The part of the sidebar that lists what is wrong in the sheets, each with the way to its cell. */
import { sayProblem } from '../../core/messages/index.ts';
import { type Problem, severityOf } from '../../core/problem.ts';
import { cellIn } from '../../core/read/parts.ts';
import { rowShown } from '../../core/text/row-number.ts';
import { type TabKey, tabOf } from '../../sheet-templates/index.ts';
import { announcer, buttonElement, el } from './dom.ts';
import type { Sidebar } from './section.ts';
import { call } from './server.ts';
import { complain } from './start.ts';

/** So many of a tab are listed; whoever mends those reads the list again. */
const SHOWN = 40;

const isError = ({ code }: Problem) => severityOf(code) === 'error';

/** What cannot be read or could be said better, tab by tab: each leads to its cell. */
export const mendPanel = ({ status, book, words, refresh }: Sidebar): HTMLElement => {
  const { snapshot, located, locale } = book;
  const say = words.mend;
  const place = announcer();
  // A message about a copy or a header stands with the status.
  const problems = snapshot.problems.filter(({ code }) => code !== 'copy');
  const tabs = [...new Set(problems.map(({ tab }) => tab))];
  const count = (found: readonly Problem[]) => {
    const errors = found.filter(isError).length;
    return say.count(errors, found.length - errors);
  };

  const titleOf = (tab: TabKey) => located.tabs.get(tab)?.sheet.title ?? tabOf(tab).title[locale];
  const headerOf = ({ tab, column }: Problem) => {
    const at = located.tabs.get(tab);
    return at?.header[(at.columns.get(column) ?? 0) - 1] || tabOf(tab).columns[column]?.header[locale] || '';
  };
  const entry = (problem: Problem) => {
    const { tab, row: among, column } = problem;
    const row = rowShown(among);
    const where = [problem.sheet, row > 0 ? words.row(row) : words.wholeSheet, headerOf(problem)]
      .filter(Boolean)
      .join(' · ');
    const at = located.tabs.get(tab);
    const cell = at && cellIn(at, among, at.columns.get(column) ?? 1);
    return el(
      'li',
      {},
      el(
        'button',
        {
          type: 'button',
          class: 'cell',
          onclick: () => {
            call('batonSelect', cell?.sheet ?? titleOf(tab), Math.max(1, row), cell?.column ?? 1).catch((error) =>
              complain(place, error, words),
            );
          },
        },
        el('b', {}, where),
        el('br'),
        sayProblem(problem, locale, snapshot.today),
      ),
    );
  };
  const group = (tab: TabKey) => {
    const own = problems
      .filter((problem) => problem.tab === tab)
      .sort((a, b) => Number(isError(b)) - Number(isError(a)));
    const rest = own.length - SHOWN;
    return el(
      'details',
      { open: tabs.length === 1 },
      el('summary', {}, titleOf(tab), el('span', { class: 'count' }, count(own))),
      el('ul', { class: 'list' }, ...own.slice(0, SHOWN).map(entry)),
      rest > 0 && el('p', { class: 'quiet' }, words.more(rest)),
    );
  };

  const checkAll = buttonElement(say.checkAll, async () => {
    try {
      const counts = await call<Readonly<Record<string, number>>>('batonCheckAll');
      await refresh(say.checked(Object.values(counts).reduce((sum, n) => sum + n, 0)));
    } catch (error) {
      complain(place, error, words);
    }
  });
  return el(
    'section',
    { 'aria-labelledby': 'mend' },
    el('h2', { id: 'mend' }, say.title),
    problems.length === 0 ? el('p', {}, say.none) : tabs.map(group),
    !status.copy && el('div', { class: 'buttons' }, checkAll),
    place,
  );
};
