/** `restore`: brings Baton's record of a workbook back from a backup. */
import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { inAll } from '../../../core/messages/in-all.ts';
import { BatonError, EXIT } from '../../errors.ts';
import { parseBackup } from '../../keep/backup-file.ts';
import { restore as bringBack, type Restored } from '../../keep/restore.ts';
import { command, option } from '../program.ts';
import { openNamed, realNow } from '../reading.ts';
import { table } from '../table.ts';
import { pathFromCaller, type Terminal } from '../terminal.ts';
import { verdictLines } from '../verdict.ts';

const say = inAll('calls');

interface Options {
  readonly adopt?: boolean;
  readonly dryRun?: boolean;
}

export const restoreCommand = (terminal: Terminal): Command =>
  command(terminal, 'restore')
    .argument('<workbook>', terminal.say.help.argument.workbook)
    .argument('<file>', terminal.say.help.argument.backupFrom)
    .addOption(option(terminal, '--adopt', 'adopt'))
    .addOption(option(terminal, '--dry-run', 'dryRun'))
    .addOption(option(terminal, '--json', 'json'))
    .addOption(option(terminal, '--locale <locale>', 'locale'))
    .action(async (workbook: string, file: string, { adopt = false, dryRun = false }: Options) => {
      const backup = parseBackup(
        await readFile(pathFromCaller(file), 'utf8').catch((cause) => Promise.reject(noFile(file, cause))),
      );
      const result = await bringBack({ store: openNamed(workbook), backup, adopt, dryRun, clock: realNow });
      const { verdict, snapshot } = result.now;
      if (!dryRun && !verdict.ok) terminal.exit(EXIT.data);
      if (terminal.json)
        return terminal.printJson({ ...result.counts, adopted: result.adopted, ...(dryRun ? {} : { verdict }) });
      terminal.print(...linesOf(terminal, result, backup.workbook.id, dryRun));
      if (!dryRun && !verdict.ok) terminal.print('', ...verdictLines(terminal, verdict, snapshot.ledger));
    });

const TABS = ['_ledger', '_state', '_runs'] as const;

const linesOf = ({ say, width }: Terminal, { counts, adopted }: Restored, id: string, dryRun: boolean): string[] => {
  const { restore: words } = say.record;
  const rows = TABS.flatMap((tab) => {
    const { added, changed } = counts[tab];
    const what = [added > 0 ? words.added(added) : '', changed > 0 ? words.changed(changed) : ''].filter(Boolean);
    return what.length === 0 ? [] : [[words.of[tab], what.join(', ')]];
  });
  const taken = adopted ? [dryRun ? words.wouldAdopt(id) : words.adopted(id)] : [];
  if (rows.length === 0) return [words.nothing, ...taken];
  return [dryRun ? words.would : words.brought, ...table(['', ''], rows, width).slice(1), ...taken];
};

const noFile = (file: string, cause: unknown) =>
  new BatonError('call', 'backup-missing', say.backupMissing({ file }), cause);
