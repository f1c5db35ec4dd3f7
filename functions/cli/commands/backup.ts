/** `backup`: writes all that Baton remembers of a workbook into one file. */
import { basename } from 'node:path';
import type { Command } from 'commander';
import { isPath, pathTitle } from '../../connect/connect.ts';
import { EXIT } from '../../errors.ts';
import { backUp } from '../../keep/backup.ts';
import { keepBackup } from '../../keep/backup-keep.ts';
import { command, option } from '../program.ts';
import { openNamed, realNow, uriGiven, workbookOr } from '../reading.ts';
import { pathFromCaller, shownPath, type Terminal } from '../terminal.ts';

export const backup = (terminal: Terminal): Command =>
  command(terminal, 'backup')
    .argument('[workbook]', terminal.say.help.argument.ownWorkbook)
    .argument('[file]', terminal.say.help.argument.backupTo)
    .addOption(option(terminal, '--json', 'json'))
    .addOption(option(terminal, '--locale <locale>', 'locale'))
    .action(async (given?: string, file?: string) => {
      const workbook = workbookOr(terminal, given);
      const path = file === undefined ? besideOf(workbook) : pathFromCaller(file);
      const { text, notes, verdict } = await backUp(openNamed(workbook), realNow());
      const isNew = await keepBackup(path, text);
      const { state, ledger, runs, archived } = notes;
      const counts = {
        items: state.length,
        entries: ledger.length + archived.ledger.length,
        sweeps: runs.length + archived.runs.length,
      };
      if (!verdict.ok) terminal.exit(EXIT.data);
      if (terminal.json) return terminal.printJson({ path, ...counts, changed: isNew, verdict });
      const { backup: words } = terminal.say.record;
      const shown = shownPath(path);
      terminal.print(isNew ? words.made(shown, counts.items, counts.entries, counts.sweeps) : words.same(shown));
      if (!verdict.ok) terminal.print(words.broken(verdict.row));
    });

/** Beside a file; of a workbook elsewhere, where the caller stands. */
const besideOf = (workbook: string): string => {
  const uri = uriGiven(workbook);
  const ending = '.backup.json';
  if (isPath(uri)) return uri.slice(0, uri.length - basename(uri).length) + pathTitle(uri) + ending;
  return pathFromCaller(uri.replace(/\?.*$/s, '').replace(/[^\w.-]+/g, '-') + ending);
};
