/** `export`: all that Baton follows as comma-separated values, a row each. */
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { inAll } from '../../../core/messages/in-all.ts';
import { csvOf } from '../../../core/overview/csv.ts';
import { overviewOf } from '../../../core/overview/rows.ts';
import { plainFileName } from '../../../core/pack/name.ts';
import { planOf } from '../../../core/planning/make-plan.ts';
import { readFacts } from '../../../core/process/facts.ts';
import { VIEWS } from '../../../sheet-templates/views.ts';
import { writeWhole } from '../../base/whole-file.ts';
import { isPath } from '../../connect/connect.ts';
import { BatonError } from '../../errors.ts';
import { command, option } from '../program.ts';
import { openReading, uriGiven, workbookOr } from '../reading.ts';
import { pathFromCaller, shownPath, type Terminal } from '../terminal.ts';

const say = inAll('calls');

interface Options {
  readonly csv?: boolean;
  readonly out?: string;
  readonly bom?: boolean;
  readonly now?: string;
}

/** By this mark Excel knows a file of comma-separated values for UTF-8. */
const BOM = '\ufeff';

export const exportCommand = (terminal: Terminal): Command =>
  command(terminal, 'export')
    .argument('[workbook]', terminal.say.help.argument.ownWorkbook)
    .addOption(option(terminal, '--csv', 'csv'))
    .addOption(option(terminal, '--out <folder>', 'exportTo'))
    .addOption(option(terminal, '--bom', 'bom'))
    .addOption(option(terminal, '--now <iso>', 'asOf'))
    .addOption(option(terminal, '--json', 'json'))
    .addOption(option(terminal, '--locale <locale>', 'locale'))
    .action(async (named: string | undefined, { csv = false, out, bom = false, now }: Options) => {
      const workbook = workbookOr(terminal, named);
      if (!csv) throw new BatonError('call', 'format-missing', say.formatMissing);
      const { snapshot } = await openReading(workbook, now);
      const facts = readFacts(snapshot);
      const rows = overviewOf(facts, planOf(facts));
      const { locale } = snapshot.policy;
      const text = (bom ? BOM : '') + csvOf(rows, locale);
      if (out === '-') return void process.stdout.write(text);
      const given = uriGiven(workbook);
      const folder =
        out === undefined ? (isPath(workbook) ? dirname(given) : pathFromCaller('.')) : pathFromCaller(out);
      const file = join(folder, `${plainFileName(`${snapshot.workbook.name} ${VIEWS.overview.title[locale]}`)}.csv`);
      await writeWhole(file, text, { mode: null }).catch((cause) => {
        throw new BatonError('backend', 'page-not-written', say.pageNotWritten({ file: shownPath(file) }), cause);
      });
      if (terminal.json)
        terminal.printJson({ workbook: snapshot.workbook.id, at: snapshot.at, path: file, rows: rows.length });
      else terminal.print(terminal.say.exported(shownPath(file), rows.length));
    });
