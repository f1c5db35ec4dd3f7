import type { Command } from 'commander';
import { planJson } from '../../../core/plan-json.ts';
import type { Sharing } from '../../../core/share/model.ts';
import type { SweepResult } from '../../sweep.ts';
import { type Ended, fleetReport, sweepFleet } from '../fleet.ts';
import { command, option } from '../program.ts';
import { sweepReport } from '../report.ts';
import { exitOf, type SweepCall, type Swept, sharedBy, sweepWorkbook } from '../sweeping.ts';
import { errorOf, type Terminal } from '../terminal.ts';

export const sweep = (terminal: Terminal): Command =>
  command(terminal, 'sweep')
    .argument('<workbook...>', terminal.say.help.argument.workbooks)
    .addOption(option(terminal, '--now <iso>', 'now'))
    .addOption(option(terminal, '--dry-run', 'dryRun'))
    .addOption(option(terminal, '--mail <way>', 'mail'))
    .addOption(option(terminal, '--from <sender>', 'from'))
    .addOption(option(terminal, '--links <url>', 'links'))
    .addOption(option(terminal, '--book <workbook>', 'book'))
    .addOption(option(terminal, '--json', 'json'))
    .addOption(option(terminal, '--locale <locale>', 'locale'))
    .action(async (workbooks: readonly string[], call: SweepCall) => {
      const [only, ...others] = workbooks as readonly [string, ...string[]];
      const shared = await sharedBy(call);
      if (others.length === 0) {
        const swept = await sweepWorkbook(terminal, only, call, undefined, shared);
        terminal.exit(exitOf(swept.result));
        if (terminal.json) terminal.printJson(sweepJson(terminal, swept, call));
        else terminal.print(...sweepReport(terminal, swept, { workbook: only, dryRun: isDry(call) }));
      } else await sweepAll(terminal, workbooks, call, shared);
    });

const isDry = ({ dryRun = false }: SweepCall): boolean => dryRun;

/** One line each, as they end; as JSON one document with all of them. */
const sweepAll = async (
  terminal: Terminal,
  workbooks: readonly string[],
  call: SweepCall,
  shared?: Sharing,
): Promise<void> => {
  if (terminal.json) {
    const documents: object[] = [];
    const add = (ended: Ended) =>
      documents.push('error' in ended ? ended : { file: ended.file, ...sweepJson(terminal, ended.swept, call) });
    await sweepFleet(terminal, workbooks, call, add, shared);
    return terminal.printJson(documents);
  }
  const report = fleetReport(terminal, workbooks, isDry(call));
  terminal.print(report.head);
  await sweepFleet(terminal, workbooks, call, (ended) => terminal.print(report.line(ended)), shared);
  terminal.print('', report.total());
};

/** The plan as designed; after a sweep that was none, what came of it. */
const sweepJson = (terminal: Terminal, { result, facts: { snapshot } }: Swept, call: SweepCall) => ({
  ...planJson({ ...result.plan, problems: result.problems }, snapshot.policy.locale, snapshot.today),
  ...(isDry(call) ? {} : { result: resultJson(terminal, result) }),
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
