/** `explain`: why an item was mentioned or was not, or what became of one notice, named by its key. */
import type { Command } from 'commander';
import { LANGUAGES } from '../../../core/messages/languages.ts';
import { planOf } from '../../../core/planning/make-plan.ts';
import { readFacts } from '../../../core/process/facts.ts';
import type { RawWorkbook } from '../../../core/workbook.ts';
import { inEach } from '../../../sheet-templates/index.ts';
import { BatonError } from '../../errors.ts';
import { forecastWorkbook } from '../../sweep/forecast.ts';
import { aboutJson, aboutLines, aboutOf, latestRows } from '../explain-about.ts';
import { isKey, type Planned, storyJson, storyLines, storyOf } from '../explain-key.ts';
import { itemNamed } from '../item-named.ts';
import { command, option } from '../program.ts';
import { readWithArchives, workbookAnd } from '../reading.ts';
import type { Terminal } from '../terminal.ts';
import { unknownItem } from '../unknown-item.ts';

export const explain = (terminal: Terminal): Command =>
  command(terminal, 'explain')
    .usage('[workbook] <item>')
    .argument('[workbook]', terminal.say.help.argument.ownWorkbook)
    .argument('[item]', terminal.say.help.argument.item)
    .addOption(option(terminal, '--now <iso>', 'now'))
    .addOption(option(terminal, '--json', 'json'))
    .addOption(option(terminal, '--locale <locale>', 'locale'))
    .action(async (first: string | undefined, second: string | undefined, { now }: { now?: string }) => {
      const [workbook, name] = workbookAnd(terminal, [first, second], ['item']);
      const { raw, context, snapshot } = await readWithArchives(workbook, now);
      const facts = readFacts(snapshot);
      const plan = planOf(facts);
      if (isKey(name)) {
        const mailed = latestRows(snapshot.ledger.filter(({ key }) => key === name));
        const notice = plan.notices.find(({ key }) => key === name);
        const planned = notice
          ? { notice, on: snapshot.today }
          : mailed.length > 0
            ? null
            : await plannedLater(name, raw, context.now);
        if (planned === null && mailed.length === 0) throw unknownKey(name);
        const story = storyOf(name, planned, mailed, facts, plan);
        if (terminal.json) terminal.printJson(storyJson(story, facts));
        else terminal.print(...storyLines(terminal, story, facts));
        return;
      }
      const found = itemNamed(
        name,
        facts,
        [...plan.notices, ...plan.silences].map(({ item }) => item),
      );
      if (found === null) throw unknownItem(name, facts);
      const about = aboutOf(found, facts, plan);
      if (terminal.json) terminal.printJson(aboutJson(about, facts));
      else terminal.print(...aboutLines(terminal, about, facts));
    });

/** So many workdays ahead a key is looked for. */
const AHEAD = 20;

/** The first of the sweeps to come that sends this notice, if nothing moves. */
const plannedLater = async (key: string, raw: RawWorkbook, now: string): Promise<Planned | null> => {
  const { days } = await forecastWorkbook(raw, now, AHEAD);
  for (const { date, mails } of days) {
    const notice = mails.flatMap(({ notices }) => notices).find((planned) => planned.key === key);
    if (notice) return { notice, on: date };
  }
  return null;
};

const unknownKey = (key: string): BatonError =>
  new BatonError(
    'data',
    'key-unknown',
    inEach((locale) => LANGUAGES[locale].cli.explain.unknownKey(key, AHEAD)),
  );
