import type { Command } from 'commander';
import { planJson } from '../../../core/plan-json.ts';
import type { SweepResult } from '../../sweep.ts';
import { command, option } from '../program.ts';
import { sweepReport } from '../report.ts';
import { exitOf, type SweepCall, type Swept, sweepWorkbook } from '../sweeping.ts';
import { errorOf, reportError, type Terminal } from '../terminal.ts';

export const sweep = (terminal: Terminal): Command =>
  command(terminal, 'sweep')
    .argument('<workbook...>', terminal.say.help.argument.workbooks)
    .addOption(option(terminal, '--now <iso>', 'now'))
    .addOption(option(terminal, '--dry-run', 'dryRun'))
    .addOption(option(terminal, '--mail <way>', 'mail'))
    .addOption(option(terminal, '--from <sender>', 'from'))
    .addOption(option(terminal, '--json', 'json'))
    .addOption(option(terminal, '--locale <locale>', 'locale'))
    .action(async (workbooks: readonly string[], call: SweepCall) => {
      const documents: object[] = [];
      for (const [index, workbook] of workbooks.entries()) {
        if (workbooks.length === 1) {
          const swept = await sweepWorkbook(terminal, workbook, call);
          tell(terminal, swept, workbook, call, documents);
          continue;
        }
        // One that fails never stops the others.
        if (!terminal.json) terminal.print(...(index > 0 ? [''] : []), terminal.paint('quiet', workbook));
        try {
          tell(terminal, await sweepWorkbook(terminal, workbook, call), workbook, call, documents);
        } catch (error) {
          fail(terminal, error, workbook, documents);
        }
      }
      if (terminal.json) terminal.printJson(workbooks.length === 1 ? documents[0] : documents);
    });

const tell = (terminal: Terminal, swept: Swept, workbook: string, call: SweepCall, documents: object[]): void => {
  const dryRun = call.dryRun === true;
  terminal.exit(exitOf(swept.result));
  if (terminal.json) documents.push(sweepJson(terminal, swept, dryRun));
  else terminal.print(...sweepReport(terminal, swept, { workbook, dryRun }));
};

const fail = (terminal: Terminal, error: unknown, workbook: string, documents: object[]): void => {
  if (!terminal.json) {
    reportError(terminal, error);
    return;
  }
  const { code, message, exit } = errorOf(terminal, error);
  terminal.exit(exit);
  documents.push({ workbook, error: { code, message } });
};

/** The plan as designed; after a sweep that was none, what came of it. */
const sweepJson = (terminal: Terminal, { result, snapshot }: Swept, dryRun: boolean) => ({
  ...planJson({ ...result.plan, problems: result.problems }, snapshot.policy.locale, snapshot.today),
  ...(dryRun ? {} : { result: resultJson(terminal, result) }),
});

const resultJson = (terminal: Terminal, { outcome, run, sent, problems, conflicts, because, error }: SweepResult) => ({
  outcome,
  run,
  sent,
  held: problems.flatMap(({ code, facts }) => (code === 'mail-held' ? [{ to: facts.to, mail: facts.mail }] : [])),
  conflicts: conflicts.map(({ write, outcome, found }) => ({ tab: write.tab, item: write.item, outcome, found })),
  ...(because && { because }),
  ...(error && { error: pick(errorOf(terminal, error)) }),
});

const pick = ({ code, message }: { code: string; message: string }) => ({ code, message });
