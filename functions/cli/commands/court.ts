/** `court`: how many workdays each department held each item. */
import type { Command } from 'commander';
import { formatDay, joined } from '../../../core/messages/format.ts';
import { type Facts, readFacts } from '../../../core/process/facts.ts';
import { isoOf } from '../../../core/time/day.ts';
import { type Court, courtsOf, type Share, sharesOf } from '../../../core/what-if/court.ts';
import { NAME, shortText } from '../plain.ts';
import { command, option } from '../program.ts';
import { openReading, workbookOr } from '../reading.ts';
import { terminalSection } from '../section.ts';
import type { Terminal } from '../terminal.ts';

export const court = (terminal: Terminal): Command =>
  command(terminal, 'court')
    .argument('[workbook]', terminal.say.help.argument.ownWorkbook)
    .addOption(option(terminal, '--now <iso>', 'now'))
    .addOption(option(terminal, '--json', 'json'))
    .addOption(option(terminal, '--locale <locale>', 'locale'))
    .action(async (given: string | undefined, { now }: { now?: string }) => {
      const workbook = workbookOr(terminal, given);
      const facts = readFacts((await openReading(workbook, now)).snapshot);
      const courts = courtsOf(facts);
      if (terminal.json) terminal.printJson(courtJson(courts, facts));
      else terminal.print(...courtLines(terminal, courts, facts));
    });

const daysOf = ({ held }: Court): number => [...held.values()].reduce((sum, days) => sum + days, 0);

const courtJson = (courts: readonly Court[], { snapshot }: Facts) => ({
  workbook: snapshot.workbook.id,
  at: snapshot.at,
  departments: sharesOf(courts).map(({ holder, ...share }) => ({ department: holder, ...share })),
  items: courts.map(({ id, name, request, now, held, history }) => ({
    item: id,
    name,
    request,
    now,
    held: [...held].map(([department, days]) => ({ department, days })),
    history: history.map(({ from, by }) => ({ from: isoOf(from), by })),
  })),
});

/** So many items are listed, those that took longest; `--json` has all. */
const SHOWN = 25;
/** Width of the longest bar. */
const BAR = 24;

const courtLines = (terminal: Terminal, courts: readonly Court[], { snapshot }: Facts): string[] => {
  const { say, paint, locale } = terminal;
  const { policy, workbook, today } = snapshot;
  const shares = sharesOf(courts);
  const title = paint(
    'strong',
    say.court.of(shortText(policy.project || workbook.name, NAME), formatDay(today, locale, today)),
  );
  const note = snapshot.hasColumn('_state', 'courts') ? [] : [say.court.notKept];
  if (shares.length === 0) return [title, say.court.none, ...note];
  const longest = [...courts].sort((a, b) => daysOf(b) - daysOf(a));
  const more = longest.length - SHOWN;
  return [
    title,
    ...note,
    ...terminalSection(terminal, say.court.departments, barsOf(shares, terminal)),
    ...terminalSection(
      terminal,
      say.court.items,
      longest.slice(0, SHOWN).map(({ id, name, now, held }) => [
        name || id,
        joined(now, locale) || say.court.over,
        joined(
          [...held].map(([hand, days]) => say.court.share(hand, days)),
          locale,
        ),
      ]),
      [say.court.name, say.court.now, say.court.held],
    ),
    ...(more > 0 ? [`  ${say.court.others(more)}`] : []),
  ];
};

const barsOf = (shares: readonly Share[], { say }: Terminal): string[][] => {
  const most = Math.max(1, ...shares.map(({ days }) => days));
  return shares.map(({ holder, days, items, now }) => {
    const length = days === 0 ? 0 : Math.max(1, Math.round((days / most) * BAR));
    return [holder, '█'.repeat(length), say.court.days(days, items, now)];
  });
};
