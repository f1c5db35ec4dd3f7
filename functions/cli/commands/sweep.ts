/** `sweep`: checks one or many workbooks and sends the mails that are due. */
import type { Command } from 'commander';
import { inAll } from '../../../core/messages/in-all.ts';
import { planJson } from '../../../core/planning/plan-json.ts';
import { isoOf } from '../../../core/time/day.ts';
import { BatonError } from '../../errors.ts';
import type { SweepResult } from '../../sweep/sweep.ts';
import { fleetReport, mailsOf, sweepFleet } from '../fleet.ts';
import { command, option } from '../program.ts';
import { sweepReport } from '../report.ts';
import { exitOf, type SweepCall, type Swept, sweepOne } from '../sweeping.ts';
import { isAlone, type Team, teamsIn } from '../teams.ts';
import { errorOf, type Terminal } from '../terminal.ts';

const say = inAll('calls');

export const sweepCommand = (terminal: Terminal): Command =>
  command(terminal, 'sweep')
    .argument('<workbook...>', terminal.say.help.argument.swept)
    .addOption(option(terminal, '--now <iso>', 'now'))
    .addOption(option(terminal, '--dry-run', 'dryRun'))
    .addOption(option(terminal, '--take-over', 'takeOver'))
    .addOption(option(terminal, '--handed-on', 'handedOn'))
    .addOption(option(terminal, '--mail <way>', 'mail'))
    .addOption(option(terminal, '--from <sender>', 'from'))
    .addOption(option(terminal, '--links <url>', 'links'))
    .addOption(option(terminal, '--book <workbook>', 'book'))
    .addOption(option(terminal, '--json', 'json'))
    .addOption(option(terminal, '--locale <locale>', 'locale'))
    .action(async (workbooks: readonly string[], call: SweepCall) => {
      if (call.takeOver && !isAlone(workbooks)) throw oneAtATime();
      const teams = await teamsIn(terminal, workbooks, call.book);
      if (isAlone(workbooks)) {
        const [only] = workbooks as readonly [string];
        const swept = await sweepOne(terminal, only, call, teams[0]?.shared);
        terminal.exit(exitOf(swept.result));
        if (terminal.json) terminal.printJson(sweepJson(terminal, swept, call));
        else terminal.print(...sweepReport(terminal, swept, { workbook: only, dryRun: isDry(call) }));
      } else await sweepAll(terminal, teams, call);
    });

/** That a run is dead is known of one workbook. */
const oneAtATime = () => new BatonError('call', 'take-over-one', say.takeOverOne);

const isDry = ({ dryRun = false }: SweepCall): boolean => dryRun;

/** One line each, as their rounds end; as JSON one document with all of them, and with the mails about several of them. */
const sweepAll = async (terminal: Terminal, teams: readonly Team[], call: SweepCall): Promise<void> => {
  if (terminal.json) {
    const documents: object[] = [];
    await sweepFleet(terminal, teams, call, (all) => {
      for (const one of all)
        documents.push({
          file: one.file,
          ...(one.kind === 'failed' ? { error: one.error } : sweepJson(terminal, one.swept, call)),
        });
      if (all.length > 1)
        documents.push({ round: all.map(({ file }) => file), mails: mailsOf(all, isDry(call)).joint });
    });
    return terminal.printJson(documents);
  }
  const files = teams.flatMap((team) => team.files);
  const report = fleetReport(terminal, files, isDry(call));
  terminal.print(report.head);
  await sweepFleet(terminal, teams, call, (ended) => terminal.print(...report.lines(ended)));
  terminal.print('', ...report.total());
};

/** The plan as designed, and what came of it; of a dry run only that it found another at work. */
const sweepJson = (terminal: Terminal, { result, facts: { snapshot } }: Swept, call: SweepCall) => ({
  ...planJson({ ...result.plan, problems: result.problems }, snapshot.policy.locale, snapshot.today),
  ...(isDry(call) && result.outcome !== 'left' ? {} : { result: resultJson(terminal, result) }),
});

const resultJson = (
  terminal: Terminal,
  { outcome, run, sent, problems, conflicts, owed, because, error, holder }: SweepResult,
) => ({
  outcome,
  run,
  ...(holder && { holder }),
  sent,
  held: problems.flatMap(({ code, facts }) => (code === 'mail-held' ? [{ to: facts.to, mail: facts.mail }] : [])),
  owed: owed.map(({ since, ...owing }) => ({ ...owing, since: isoOf(since) })),
  conflicts: conflicts.map(({ write, outcome, found }) => ({ tab: write.tab, item: write.item, outcome, found })),
  ...(because && { because }),
  ...(error && { error: pick(errorOf(terminal, error)) }),
});

const pick = ({ code, message }: { code: string; message: string }) => ({ code, message });
